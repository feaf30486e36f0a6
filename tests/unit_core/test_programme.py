"""From sheets to a programme: what is understood besides partners, plans and doubts."""

from datetime import date
from decimal import Decimal

from support.programme.sheets import (
    DELIVERABLES,
    P01_ID,
    PLAN,
    book,
    night,
    one_partner,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.programme.programme import SourcedTable

FUNDERS = tab(
    "Financeurs",
    "Code | Nom | Montant € | Éligibilité début | Éligibilité fin\n"
    "F1 | Région Sud | 120 000 € | 01/09/2025 | 31/08/2027",
)
SCHEDULE = tab(
    "Échéancier rapports",
    "Financeur | Type | Période du | Période au | Échéance | Données arrêtées\n"
    "région sud | mensuel | 01/02/2026 | 28/02/2026 | 15/03/2026 | oui\n"
    "F9 | final | 01/02/2026 | 28/02/2026 | 15/03/2026 | non",
)


def test_funders_and_their_deadlines_are_understood_by_code_or_name():
    programme = understood(one_partner(own=[FUNDERS, SCHEDULE]))

    (funder,) = programme.funders
    assert (funder.code, funder.amount.value) == ("F1", Decimal(120_000))
    assert [(each.funder, each.closed) for each in programme.report_deadlines] == [
        ("F1", True),
        ("F9", False),
    ]


def test_contracts_carry_their_commitments_and_deliveries_whatever_the_case():
    contracts = tab(
        "Contrats de culture",
        "N° contrat | Producteur | Culture | Volume | Début | Fin | Étape\n"
        "C01 | P01 | Courgette | 3 t | 01/01/2026 | 31/12/2026 | signé",
    )
    planned = tab(
        "Volumes engagés", "Contrat | Du | Au | Volume prévu\nc01 | 1/1/2026 | 31/1/2026 | 1 t"
    )
    made = tab(
        "Livraisons",
        "Date | Contrat | Quantité | Unité\n"
        "15/01/2026 | C01 | 200 | kg\n"
        "~16/01/2026~ | ~C01~ | ~900~ | ~kg~\n"
        "17/01/2026 | C77 | 5 | kg",
    )

    programme = understood(one_partner(made, own=[contracts, planned]))

    (contract,) = programme.contracts
    assert len(contract.commitments) == 1
    assert [each.place.row for each in contract.deliveries] == [2]
    assert len(programme.tables["deliveries"][0].rows) == 3


def test_every_table_that_was_read_stays_available_with_its_place():
    programme = understood(one_partner(tab("Plan d'action", PLAN), tab("Livrables", DELIVERABLES)))

    (plan,) = programme.tables["actions"]
    assert isinstance(plan, SourcedTable)
    assert (plan.owner, plan.workbook.file_id, plan.stale_since) == ("P01", P01_ID, None)
    assert str(plan.rows[0].place.cell("planned_end")) == (
        "« Suivi P01 », onglet « Plan d'action », cellule E2"
    )
    assert set(programme.tables) == {"partners", "actions", "deliverables"}


def test_a_line_that_names_nobody_is_of_the_partner_in_whose_workbook_it_stands():
    plan = """
        N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
        A1        | Former   |             | 05/01/2026  | 13/02/2026 | 40 %       | en cours
        A2        | Planter  | P02         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
        A3        | Semer    | Les voisins | 05/01/2026  | 13/02/2026 | 40 %       | en cours
    """
    without = "N° action | Intitulé | Fin prévue\nA4 | Récolter | 13/02/2026"

    named = understood(one_partner(tab("Plan d'action", plan)))
    unnamed = understood(one_partner(tab("Plan d'action", without)))

    assert [action.owner for action in named.actions] == ["P01", "P02", None]
    assert [action.owner for action in unnamed.actions] == ["P01"]


def test_one_workbook_with_all_the_tabs_is_as_good_as_one_per_partner():
    plan = PLAN.replace("P01  ", "Ville de Grasse")
    everything = night(pilotage(tab("Plan d'action", plan), tab("Livrables", DELIVERABLES)))

    apart = understood(one_partner(tab("Plan d'action", plan), tab("Livrables", DELIVERABLES)))
    together = understood(everything)

    assert [each.owner for each in together.actions] == [each.owner for each in apart.actions]
    assert len(together.deliverables) == len(apart.deliverables) == 1


def test_the_order_of_workbooks_does_not_change_what_is_found():
    snapshot = one_partner(tab("Plan d'action", PLAN), tab("Livrables", DELIVERABLES))
    turned = night(*reversed(snapshot.workbooks))

    first, second = (
        assess(understood(each), as_of=date(2026, 3, 3), baseline={}) for each in (snapshot, turned)
    )

    assert first == second
    assert [finding.key for finding in first] == ["action_late:A1.1"]


def test_a_partner_gone_or_struck_through_is_not_active():
    partners = """
        Code | Structure | Type  | Référent | E-mail      | Actif
        P01  | Grasse    | ville | Anne     | a@x.example | oui
        P02  | Menton    | ville | Luc      | b@x.example | Non
        ~P03~ | ~Nice~   | ~v~   | ~Zoé~    | ~c@x.example~ | ~oui~
    """

    programme = understood(night(pilotage(partners=partners), book(P01_ID)))

    assert [(each.code, each.active) for each in programme.partners] == [
        ("P01", True),
        ("P02", False),
        ("P03", False),
    ]
