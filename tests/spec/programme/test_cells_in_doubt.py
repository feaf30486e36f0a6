"""What the service promises about cells in doubt, unknown names, doubles and addresses."""

import pytest
from support.programme.build import a_partner, a_programme, by_kind
from support.programme.sheets import PARTNERS, PLAN, one_partner, tab, understood

from relocalisons.core.kernel.model import Audience, Doubt, Finding, Reading, absent
from relocalisons.core.programme.findings.addresses import find_unusable_addresses
from relocalisons.core.reading.cells.readers import read_emails

HEADERS = (
    "N° action | Intitulé | Partenaire responsable | Début prévu | Fin prévue | Fin révisée "
    "| Avancement | Statut\n"
)


def of_plan(lines: str, **given) -> tuple[Finding, ...]:
    programme = understood(one_partner(tab("Plan d'action", HEADERS + lines), **given))
    return programme.findings


def test_a_cell_that_cannot_be_read_is_told_with_its_place_and_its_owner():
    (told,) = of_plan("A1.1 | Former | P01 | 05/01/2026 | 31/02/2026 | | 40 % | en cours")

    assert (told.kind, told.subject) == ("cell_unreadable", "P01/actions/A1.1/planned_end")
    assert (told.partner, told.audience) == ("P01", Audience.PARTNER)
    assert [place.cell for place in told.evidence] == ["E2"]
    assert told.title == (
        "Action A1.1\u00a0: «\u00a031/02/2026\u00a0» ne se lit pas dans la case "
        "«\u00a0Fin prévue\u00a0»."
    )
    assert told.action == (
        "Demander à Anne Roux (Ville de Grasse) de corriger la cellule E2 de l’onglet "
        "«\u00a0Plan d’action\u00a0» («\u00a0Suivi P01\u00a0»)."
    )
    assert told.detail


@pytest.mark.parametrize(
    ("line", "kind", "column"),
    [
        ("A1 | Former | P01 | 05/01/2026 | #REF! | | 40 % | en cours", "unreadable", "planned_end"),
        ("A1 | Former | P01 | 05/01/2026 | 01/04/2026 | ok? | 4 % | en cours", "", "revised_end"),
        ("A1 | Former | P01 | 05/01/2026 | 01/04/2026 | | 40 % | ok?", "ambiguous", "status"),
        ("A1 | Former | P01 | 05/01/2026 | | | 40 % | en cours", "missing", "planned_end"),
        ("A1 | Former | P01 | 05/01/2026 | TBD | | 40 % | en cours", "missing", "planned_end"),
        ("A1 | Former |     | 05/01/2026 | 01/04/2026 | | 40 % | en cours", "missing", "owner"),
    ],
)
def test_each_doubt_has_its_kind(line, kind, column):
    (told,) = of_plan(line)

    assert told.subject == f"P01/actions/A1/{column}"
    assert told.kind.startswith("cell_")
    assert told.kind.endswith(kind)


def test_a_cell_that_is_only_approximate_is_not_a_fault():
    assert of_plan("A1 | Former | P01 | 05/01/2026 | fin mars 2026 | | ~50 | en cours") == ()


def test_a_line_struck_through_or_cancelled_asks_nothing_of_anybody():
    lines = """
        ~A1~ | ~Former~ | ~P01~ | ~05/01/2026~ | ~#REF!~ | | |
        A2   | Former   | P99   | 05/01/2026   | #REF!   | | | annulé
    """

    assert of_plan(lines) == ()


def test_a_row_without_number_is_called_by_its_line_and_known_by_what_it_says():
    line = "| Former | P01 | 05/01/2026 | 01/04/2026 | | 40 % | en cours"
    other = "A2 | Planter | P01 | 06/01/2026 | 02/04/2026 | | 10 % | en cours"

    (told,) = of_plan(line)
    (sorted_anew,) = of_plan(f"{other}\n{line}")

    assert told.label.startswith("ligne 2")
    assert sorted_anew.label.startswith("ligne 3")
    assert sorted_anew.key == told.key, "her decision stays with the line, not with the place"


def test_two_lines_that_say_the_same_are_two_cells_to_settle():
    line = "| Former | P01 | 05/01/2026 | 01/04/2026 | | 40 % | en cours"

    (told,) = of_plan(f"{line}\n{line}")

    assert len(set(told.members)) == 2


def test_a_name_nobody_has_is_told_with_a_suggestion_that_is_not_applied():
    (told,) = of_plan("A1 | Former | Ville de Gras | 05/01/2026 | 01/04/2026 | | 4 % | en cours")

    assert (told.kind, told.subject) == ("partner_unknown", "P01/actions/A1/owner")
    assert "Vérifier s’il s’agit de Ville de Grasse (P01)" in told.action


def test_names_that_nobody_has_on_most_lines_are_told_once_a_column():
    lines = "\n".join(
        f"A{n} | Action {n} | {who} | 05/01/2026 | 01/04/2026 | | 4 % | en cours"
        for n, who in enumerate(("CCHV", "Lycée agricole", "CCHV", "CIVAM", "CCHV", "P01"))
    )

    (told,) = of_plan(lines)

    assert (told.kind, told.subject) == ("names_unknown", "P01/actions/owner")
    said = told.title.replace("\u00a0", " ")
    assert "3 noms de la colonne « Partenaire responsable » ne sont pas" in said
    assert "sur 5 lignes (« CCHV », « Lycée agricole » et « CIVAM »)" in said
    assert "« Synonyme »" in told.action.replace("\u00a0", " ")


def test_a_synonym_of_the_parameters_is_no_unknown_name():
    line = "A1 | Former | Mairie | 05/01/2026 | 01/04/2026 | | 4 % | en cours"

    assert of_plan(line, settings="Synonyme | mairie | P01 |") == ()


def test_a_number_given_twice_is_told_and_the_first_line_is_kept():
    lines = """
        A1 | Former | P01 | 05/01/2026 | 01/04/2026 | | 4 % | en cours
        A2 | Livrer | P01 | 05/01/2026 | 02/04/2026 | | 4 % | en cours
        a1 | Copie  | P01 | 05/01/2026 | 03/04/2026 | | 4 % | en cours
    """
    programme = understood(one_partner(tab("Plan d'action", HEADERS + lines)))

    (told,) = programme.findings

    assert (told.kind, told.subject) == ("duplicate_id", "P01/actions/A1")
    assert [place.cell for place in told.evidence] == ["A2", "A4"]
    assert "(cellules A2 et A4)" in told.title
    assert [(each.number, each.title) for each in programme.actions] == [
        ("A1", "Former"),
        ("A2", "Livrer"),
    ]


def test_a_line_struck_through_and_written_anew_is_no_double():
    lines = """
        ~A1~ | ~Former~ | ~P01~ | ~05/01/2026~ | ~01/04/2026~ | | |
        A1   | Former   | P01   | 05/01/2026   | 30/06/2026   | | 4 % | en cours
    """
    programme = understood(one_partner(tab("Plan d'action", HEADERS + lines)))

    assert programme.findings == ()
    assert [each.planned_end.value.latest.month for each in programme.actions] == [6]


def test_the_same_number_in_two_workbooks_is_told_too():
    snapshot = one_partner(tab("Plan d'action", PLAN), own=[tab("Plan d'action", PLAN)])

    programme = understood(snapshot)

    assert by_kind(programme.findings) == {"duplicate_id": ["P01/actions/A1.1"]}
    assert len(programme.actions) == 1


def test_findings_never_repeat_an_address_or_a_telephone():
    (told,) = of_plan(
        "A1 | Former | P01 | 05/01/2026 | voir paul@x.example ou 06 12 34 56 78 | | 4 % | en cours"
    )

    said = f"{told.title} {told.action} {told.detail}"
    assert "paul@" not in said
    assert "12 34" not in said
    assert "[adresse]" in told.title


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "aucune adresse"),
        ("anne@grasse.example; luc@grasse.example", "2 adresses"),
        ("anne(at)grasse.example", "n’est pas sûre"),
        ("aurélie@grasse.example", "n’est pas sûre"),
        ("à demander", "n’est pas sûre"),
    ],
)
def test_an_address_that_is_not_sure_is_the_coordinators_business_and_nobody_elses(cell, why):
    partners = PARTNERS.replace("anne@grasse.example", cell)
    programme = understood(one_partner(tab("Plan d'action", PLAN), partners=partners))

    (told,) = find_unusable_addresses(programme)

    assert (told.kind, told.subject, told.partner) == ("address_unusable", "P01", "P01")
    assert told.audience is Audience.COORDINATION
    assert why in told.title
    assert "@" not in told.title
    assert programme.findings == ()


def test_a_partner_who_left_needs_no_address():
    gone = a_partner("P09", "Ancien", active=False, emails=absent())

    assert find_unusable_addresses(a_programme(partners=[gone])) == ()


def test_one_sure_address_is_enough():
    sure = a_partner("P09", emails=read_emails("a.dupont@x.example"))
    doubted = a_partner("P10", emails=Reading(None, Doubt.AMBIGUOUS, "a@x.example?"))

    found = find_unusable_addresses(a_programme(partners=[sure, doubted]))

    assert [each.subject for each in found] == ["P10"]


def test_several_partners_without_a_sure_address_are_one_line_that_names_each():
    partners = [
        a_partner("P09", emails=absent()),
        a_partner("P10", emails=Reading(None, Doubt.AMBIGUOUS, "a@x.example?")),
        a_partner("P11", emails=absent()),
    ]
    decided = ["address_unusable:P11"]

    (told,) = find_unusable_addresses(a_programme(partners=partners))
    alone, others = find_unusable_addresses(a_programme(partners=partners), decided=decided)

    assert told.key == "addresses_unusable:pilotage/partners/email"
    assert told.title.endswith("à 3\u00a0partenaires.")
    assert told.detail.startswith("Aucune adresse e-mail n’est indiquée\u00a0: P09 (")
    assert told.members == tuple(f"address_unusable:P{n}" for n in ("09", "10", "11"))
    assert (alone.key, others.size) == (decided[0], 2)


def test_a_cell_of_the_coordinators_own_workbook_is_hers_to_correct():
    contracts = tab(
        "Contrats de culture",
        "N° contrat | Producteur | Culture | Volume | Début | Fin | Étape\n"
        "C01 | Ville de Grasse | Courgette | 1.234 | 01/01/2026 | 31/12/2026 | signé",
    )

    (told,) = understood(one_partner(own=[contracts])).findings

    assert (told.kind, told.subject) == ("cell_ambiguous", "pilotage/contracts/C01/volume")
    assert (told.partner, told.audience) == ("P01", Audience.COORDINATION)
    assert told.action == (
        "Corriger la cellule D2 de l’onglet «\u00a0Contrats de culture\u00a0» "
        "(«\u00a0Pilotage\u00a0»), au besoin avec Anne Roux (Ville de Grasse)."
    )


def test_a_delivery_belongs_to_the_producer_of_its_contract_when_it_names_nobody():
    contracts = tab(
        "Contrats de culture",
        "N° contrat | Producteur | Culture | Volume | Début | Fin | Étape\n"
        "C01 | P02 | Courgette | 3 t | 01/01/2026 | 31/12/2026 | signé",
    )
    deliveries = tab("Livraisons", "Date | Contrat | Quantité\n31/02/2026 | c01 | 12 kg")

    (told,) = understood(one_partner(own=[contracts, deliveries])).findings

    assert told.subject.startswith("pilotage/deliveries/~")
    assert told.subject.endswith("/date")
    assert told.partner == "P02"
    assert told.title.startswith("Ligne 2 de «\u00a0Livraisons\u00a0»\u00a0: ")
