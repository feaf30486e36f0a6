"""The note of a purchase without publicity: what it says, what it leaves to check, when it is."""

from datetime import date

import pytest
from support.producers.build import PEOPLE, a_contract_line, programme_of

from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.reports.producers.contract_draft import build_contract_draft
from relocalisons.core.reports.producers.direct_purchase import build_direct_notes

JUNE = date(2026, 6, 3)
DELIVERED = (
    "Date | Contrat | Producteur | Quantité | Prix HT € | Cantine SIRET | Famille produits\n"
)
SIRET = "219 999 001 00018"


def notes(*lines: dict[str, str], on: date = JUNE, deliveries: str = "", **given):
    """The notes by contract number; every line has « Motif du choix » and « Devis demandés »."""
    drawn = [
        a_contract_line(**{
            "N° contrat": f"C-{n:02d}", "Début": "01/07/2026", "Fin": "30/06/2027",
            "Prix": "1,00 €/kg", "Étape": "projet", "Signé producteur le": "",
            "Signé acheteur le": "", "Motif du choix": "", "Devis demandés": "",
            "Envoyé le": f"{on:%d/%m/%Y}", **line,
        })
        for n, line in enumerate(lines, 1)
    ]  # fmt: skip
    programme = programme_of(
        contracts="\n".join([drawn[0], *(line.splitlines()[1] for line in drawn[1:])]),
        as_of=on,
        Livraisons=DELIVERED + deliveries if deliveries else "",
        **given,
    )
    return dict(build_direct_notes(programme, as_of=on))


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def facts(note) -> dict[str, str]:
    return {each.label: plain(each.value) for each in (*note.purchase, *note.choice)}


def said(note) -> str:
    """Everything that the note prints."""
    parts = [note.lead, note.allowed, *note.basis]
    parts += [f"{each.label} : {each.value}" for each in (*note.purchase, *note.choice)]
    parts += [" ".join(row) for row in note.amounts.rows]
    return plain("\n".join(parts))


@pytest.mark.parametrize(("volumes", "stages", "on", "noted"), [
    (("20 t",), ("projet",), JUNE, ["C-01"]),
    (("30 t", "29,99 t"), ("projet", "signé"), JUNE, ["C-01", "C-02"]),
    (("30 t", "30 t"), ("projet", "signé"), JUNE, []),        # at the threshold it is reached
    (("39,9 t",), ("projet",), date(2026, 3, 31), ["C-01"]),
    (("40 t",), ("projet",), date(2026, 3, 31), []),          # 60 000 € since 1 April only
    (("40 t",), ("projet",), date(2026, 4, 1), ["C-01"]),
    (("20 t", "10 t"), ("projet", "clos"), JUNE, ["C-01"]),
    (("20 t", "90 t"), ("projet", "rompu"), JUNE, ["C-01"]),  # what is broken is bought no more
    (("20 t",), ("prospect",), JUNE, []),
    (("20 t",), ("projet",), date(2027, 1, 5), []),           # its year is gone
])  # fmt: skip
def test_a_note_is_made_for_each_contract_below_the_threshold_of_its_day(
    volumes, stages, on, noted
):
    lines = [{"Volume total": v, "Étape": s} for v, s in zip(volumes, stages, strict=True)]

    assert list(notes(*lines, on=on)) == noted


def test_the_threshold_is_that_of_the_day_on_which_the_consultation_was_launched():
    sent_before = {"Volume total": "45 t", "Envoyé le": "20/03/2026"}
    sent_after = {"Volume total": "45 t", "Envoyé le": "02/04/2026"}

    assert notes(sent_before) == {}
    words = said(notes(sent_after)["C-01"])
    assert "Seuil (contrat envoyé le 02/04/2026)  60 000 €, à vérifier" in words
    assert "Le jour où l’achat a été lancé" not in words


@pytest.mark.parametrize(("dates", "volume", "lead"), [
    # Nobody noted when: what is below both thresholds is below whichever it was.
    ({"Envoyé le": ""}, "20 t", "sous le seuil de 40 000 € HT : l’achat peut se faire"),
    ({"Envoyé le": ""}, "45 t", "le seuil dépend du jour où l’achat a été lancé"),
    # A signature only says that it was launched before.
    ({"Envoyé le": "", "Signé producteur le": "05/05/2026"}, "45 t", "le seuil dépend du jour"),
    ({"Envoyé le": "", "Signé producteur le": "20/03/2026"}, "30 t", "sous le seuil de 40 000 €"),
    ({"Envoyé le": "06/05/2026", "Signé producteur le": "05/05/2026"}, "45 t", "à vérifier"),
])  # fmt: skip
def test_a_day_that_nobody_noted_chooses_no_threshold(dates, volume, lead):
    (note,) = notes({"Volume total": volume, **dates}).values()

    assert lead in plain(note.lead)


def test_a_note_and_its_draft_say_one_threshold():
    line = {
        "Début": "01/07/2026", "Fin": "30/06/2027", "Prix": "1,00 €/kg", "Étape": "projet",
        "Volume total": "20 t", "Envoyé le": "20/03/2026", "Signé producteur le": "",
    }  # fmt: skip
    programme = programme_of(contracts=a_contract_line(**line), as_of=JUNE)
    (sheet,) = contract_sheets(programme)

    note = dict(build_direct_notes(programme, as_of=JUNE))["C-01"]
    draft = build_contract_draft(programme, sheet, as_of=JUNE)
    points = plain(" ".join(draft.to_settle))

    assert "40 000 €" in said(note)
    assert "60 000 €" not in said(note)
    assert "Sous le seuil de 40 000 €" in points
    assert "60 000 €" not in points


def test_another_year_over_its_threshold_is_said_first_and_a_renewal_is_to_be_bounded():
    (note, *_) = notes(
        {"Volume total": "5 t", "Reconduction": "tacite"},
        {"Volume total": "50 t", "Début": "01/10/2025", "Étape": "clos", "Envoyé le": ""},
    ).values()

    assert "En 2025, le besoin suivi (50 000 € HT) a atteint le seuil de 40 000 €" in plain(
        note.lead
    )
    assert "Même famille, 2025 (seuil de 40 000 €)  50 000 €" in said(note)
    assert "hors reconduction tacite" in facts(note)["Montant du contrat"]
    assert "à borner" in said(note)


OLD = {
    "Début": "01/07/2025", "Fin": "30/06/2026", "Étape": "en livraison", "Volume total": "20 t",
    "Signé producteur le": "01/06/2025", "Signé acheteur le": "01/06/2025",
}  # fmt: skip


@pytest.mark.parametrize(("price", "lead", "row"), [
    ("9 000", "peut se faire sans publicité", "Reste sous le seuil  31 000 €"),
    ("45 000", "65 000 €, le seuil est atteint", "Au-dessus du seuil  5 000 €"),
])  # fmt: skip
def test_what_this_year_receives_under_older_contracts_is_beside_the_need(price, lead, row):
    """A contract counts whole in the year it begins; twelve months count it again."""
    delivered = f"10/02/2026 | C-01 | P07 | 2 t | {price} | {SIRET} | Fruits et légumes\n"
    note = notes(OLD, {"Volume total": "20 t"}, deliveries=delivered)["C-02"]

    assert lead in plain(note.lead)
    assert f"Contrats antérieurs en 2026 : {price} € livrés  {price} €" in said(note)
    assert row in said(note)
    assert ("sans publicité" in note.lead) == (price == "9 000"), "no permission before a doubt"


@pytest.mark.parametrize(("promised", "lead"), [
    ("30 t", "environ 30 000 € à livrer d’après leurs calendriers : environ 59 000 €, sous le"),
    ("31 t", "environ 31 000 € à livrer d’après leurs calendriers : environ 60 000 €, le seuil"),
])  # fmt: skip
def test_what_older_calendars_still_promise_may_reach_the_threshold(promised, lead):
    delivered = f"10/02/2026 | C-01 | P07 | 2 t | 9 000 | {SIRET} | Fruits et légumes\n"
    calendar = f"Contrat | Du | Au | Volume prévu\nC-01 | 01/06/2026 | 30/06/2026 | {promised}"
    old = {**OLD, "Prix": "1,00 €/kg"}

    given = {"deliveries": delivered, "Volumes_engagés": calendar}
    note = notes(old, {"Volume total": "20 t"}, **given)["C-02"]

    assert lead in plain(note.lead)


@pytest.mark.parametrize(("kind", "extra", "is_noted"), [
    ("collectivité", "", True), ("ONG/association", "", False), ("restauration", "", False),
    ("ONG/association", "oui", True), ("collectivité", "non", False),
])  # fmt: skip
def test_only_a_public_buyer_has_one(kind, extra, is_noted):
    people = PEOPLE.replace("| Secteur\n", "| Secteur | Pouvoir adjudicateur\n")
    people = people.replace("| collectivité | Anne", f"| {kind} | Anne")
    people = people.replace("00018 | Grasse", f"00018 | Grasse | {extra}")

    assert bool(notes({}, partners=people)) is is_noted


def test_a_school_of_which_nothing_says_that_it_is_public_has_one_with_that_question():
    people = PEOPLE.replace("Ville de Grasse   | collectivité", "Lycée des Oliviers | restauration")

    (note,) = notes({}, partners=people).values()

    assert "pris pour un acheteur public d’après son nom" in said(note)


def test_amounts_are_those_of_the_buyer_by_family_and_year_and_add_up():
    (note, *_) = notes(
        {"Volume total": "10 t"},
        {"Volume total": "20 t", "Étape": "signé", "Producteur": "P08"},
        {"Volume total": "7 t", "Filière": "légumineuses"},
        {"Volume total": "5 t", "Début": "01/02/2027", "Fin": "31/12/2027"},
        deliveries=f"01/05/2026 | | P08 | 1000 | 3 000 | {SIRET} | légumes",
    ).values()

    rows = [tuple(map(plain, row)) for row in note.amounts.rows]
    assert rows[0] == ("Ce contrat, C-01 (Jardins du Riou)", "projet", "10 000 €")
    assert rows[1] == ("C-02 Courgettes (Trois Restanques)", "signé", "20 000 €")
    assert rows[2] == ("Livraisons sous aucun contrat connu", "livré", "3 000 €")
    amounts = [row[2] for row in rows[3:]]
    assert amounts == ["33 000 €", "60 000 €, à vérifier", "27 000 €", "5 000 €"]
    assert "Même famille, 2027 (seuil de 60 000 €)" in rows[-1][0]


def test_ten_times_more_contracts_are_counted_and_the_table_stays_short():
    many = notes(*({"Volume total": "1 t"} for _ in range(40)))

    rows = many["C-07"].amounts.rows
    assert len(rows) == 17
    assert plain(rows[13][0]) == "27 autres contrats"
    assert plain(rows[14][2]) == "40 000 €"


@pytest.mark.parametrize(("line", "words"), [
    ({"Prix": "à voir"}, "Montant du contrat : [À vérifier : prix ou volume à préciser"),
    ({"Volume total": "300 caisses"}, "1 contrat ou livraison sans prix ou volume lisible"),
    ({"Filière": ""}, "la famille, donc le besoin, est à préciser"),
])  # fmt: skip
def test_what_could_not_be_read_is_to_check_and_concludes_nothing(line, words):
    (note,) = notes(line).values()

    assert words in said(note)
    assert "rien n’est conclu" in plain(note.lead)
    assert "sans publicité ni mise en concurrence, à vérifier" not in plain(note.lead)


def test_quotes_and_the_reason_of_the_choice_are_hers_or_to_fill_in():
    (asked,) = notes({
        "Motif du choix": "réponse à l'annonce du 4 mai, seule offre en bottes",
        "Devis demandés": "deux devis, 4 et 6 mai",
    }).values()  # fmt: skip
    (empty,) = notes({}).values()

    assert facts(asked)["Offre pertinente"].startswith("réponse à l’annonce du 4 mai")
    assert facts(asked)["Devis"] == "deux devis, 4 et 6 mai"
    assert facts(empty)["Offre pertinente"].startswith("[À compléter")
    assert facts(empty)["Devis"].startswith("[À compléter : devis demandés, à qui")


@pytest.mark.parametrize("reason", [
    "producteur local", "le plus proche, à 12 km", "maraîcher voisin", "produits du Var",
    "origine France", "agriculteur du canton", "de la région",
])  # fmt: skip
@pytest.mark.parametrize("column", ["Motif du choix", "Devis demandés"])
def test_a_place_is_never_given_as_a_reason(reason, column):
    (note,) = notes({column: reason}).values()

    words = said(note)
    assert reason not in words
    assert "nomme un lieu, non repris ici" in words
    assert "Aucun critère ne porte sur l’origine ni sur la distance (article R2111-7)" in words


def test_how_often_the_same_grower_was_chosen_is_counted():
    (note, *_) = notes({}, {"Producteur": "P08"}, {"Étape": "signé"}).values()

    (alone,) = notes({}).values()
    (nobody, *_) = notes({"Producteur": "Domaine inconnu"}, {}).values()

    assert facts(note)["Part de ce fournisseur"].startswith("2 contrats sur 3")
    assert facts(alone)["Part de ce fournisseur"].startswith("premier contrat")
    assert "Part de ce fournisseur" not in facts(nobody)
    assert "Domaine inconnu » n’est pas dans « Partenaires »" in facts(nobody)["Fournisseur"]


def test_the_texts_are_cited_and_left_to_the_lawyer():
    words = said(*notes({}).values())

    for article in ("R2122-8", "décret n° 2025-1386", "R2121-6", "R2121-7", "L631-24"):
        assert article in words
    assert "à vérifier par l’expert juridique" in words
    assert "illégal" not in words
    assert "l’acheteur ajoute les siens de 2026" in words


def test_a_contract_already_signed_says_so():
    (note,) = notes({"Étape": "en culture", "Signé producteur le": "02/05/2026"}).values()

    assert "déjà signé ou en cours" in said(note)


@pytest.mark.parametrize("doubt", [{"Début": "au printemps ?"}, {"Étape": ""}, {"Filière": ""}])
def test_nothing_is_concluded_while_another_contract_of_the_need_has_no_year_or_stage(doubt):
    sure = notes({"Volume total": "20 t"})["C-01"]
    found = notes({"Volume total": "20 t"}, {"Volume total": "50 t", **doubt})["C-01"]

    assert "peut se faire sans publicité" in plain(sure.lead)
    assert "rien n’est conclu avant d’avoir réglé les points à vérifier" in plain(found.lead)
    assert "Contrat C-02 : début, étape ou filière illisible, dans aucune somme." in said(found)
