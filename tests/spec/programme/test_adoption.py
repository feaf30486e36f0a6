"""An existing workbook is adopted by a correspondence that is proposed, corrected and confirmed."""

from support.programme.sheets import (
    P01_ID,
    PILOTAGE_ID,
    book,
    drawn,
    night,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.programme.adoption import propose, propose_mappings
from relocalisons.core.sources.correspondence import parse_mapping, write_mapping
from relocalisons.core.sources.sources import read_sources
from relocalisons.core.tables import ACTIONS

OWN_PLAN = """
    Tableau de bord du service |  |  |  |  |  |
    Réf. tâche | Besogne         | Qui  | Démarre le | Date butoir | Où en est-on | Réalisé
    A1.1       | Former          | P01  | 05/01/2026 | 13/02/2026  | en cours     | 40 %
    A1.2       | Équiper         | P01  | 12/01/2026 | 27/02/2026  | à venir      | 0 %
    A1.3       | Évaluer         | P01  | 02/03/2026 | 30/04/2026  | à venir      | 0 %
"""
CONFIRMED = (
    "N° action = Réf. tâche ; Intitulé = Besogne ; Partenaire responsable = Qui ; "
    "Début prévu = Démarre le ; Fin prévue = Date butoir ; Avancement = Réalisé ; "
    "Statut = Où en est-on"
)


def test_titles_and_contents_together_propose_a_correspondence():
    mapping, missing = propose(drawn(OWN_PLAN), ACTIONS)

    assert mapping == {
        "number": "Réf. tâche",
        "title": "Besogne",
        "owner": "Qui",
        "planned_start": "Démarre le",
        "planned_end": "Date butoir",
        "progress": "Réalisé",
        "status": "Où en est-on",
    }
    assert missing == ()


def test_a_column_of_words_is_no_column_of_dates_however_it_is_called():
    rows = drawn("""
        N° action | Intitulé | Responsable | Début prévu | Date de fin souhaitée ou non | Avancement | Statut
        A1.1      | Former   | P01         | 05/01/2026  | voir avec Paul               | 40 %       | en cours
    """)  # noqa: E501

    assert propose(rows, ACTIONS) is None


def test_a_table_that_is_understood_gets_no_proposal():
    rows = drawn("""
        N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
        A1.1      | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
    """)

    assert propose(rows, ACTIONS) is None


def adopted(confirmed: str, *, mapping: str = CONFIRMED):
    header = "Table | Partenaire | Classeur | Onglet | Correspondance | Confirmée\n"
    line = f"Plan d'action | P01 | {P01_ID} | Mon plan | {mapping} | {confirmed}"
    own = pilotage()
    tabs = (tab("Sources", header + line), *own.tabs[1:])
    return night(book(PILOTAGE_ID, *tabs, name="Pilotage"), book(P01_ID, tab("Mon plan", OWN_PLAN)))


def test_nothing_is_read_with_a_correspondence_that_she_did_not_confirm():
    programme = understood(adopted(""))

    assert programme.actions == ()
    assert [f.kind.value for f in programme.findings] == ["column_missing"]


def test_once_confirmed_the_workbook_is_read_as_it_is():
    programme = understood(adopted("oui"))

    assert [action.number for action in programme.actions] == ["A1.1", "A1.2", "A1.3"]
    assert programme.actions[0].planned_end.value.latest.isoformat() == "2026-02-13"
    assert programme.findings == ()


def test_a_pair_that_cannot_be_read_drops_alone_and_is_quoted_as_typed():
    programme = understood(adopted("oui", mapping=f"{CONFIRMED} ; Fin Prévue : Date Butoir"))

    assert [action.number for action in programme.actions] == ["A1.1", "A1.2", "A1.3"]
    (told,) = programme.findings
    assert "«\u00a0Fin Prévue : Date Butoir\u00a0» ne se lit pas" in told.title


def test_a_column_that_she_gives_to_nothing_is_not_read():
    programme = understood(adopted("oui", mapping=f"{CONFIRMED} ; Statut = rien"))

    assert "status" not in programme.actions[0].place.letters


def test_after_a_refusal_another_guess_is_proposed_and_the_refused_pair_is_kept():
    snapshot = adopted("non", mapping="Statut = Où en est-on")

    (proposal,) = propose_mappings(snapshot, read_sources(snapshot.workbooks[0]).entries)

    assert proposal.again
    assert "Intitulé = Besogne" in proposal.text
    assert "Statut = Où en est-on" not in proposal.text
    assert proposal.text.endswith("Statut ≠ Où en est-on")


def test_a_line_that_has_a_confirmed_correspondence_is_not_proposed_another_one():
    snapshot = adopted("oui")
    assert propose_mappings(snapshot, read_sources(snapshot.workbooks[0]).entries) == ()

    snapshot = adopted("")
    (proposal,) = propose_mappings(snapshot, read_sources(snapshot.workbooks[0]).entries)
    assert "Statut = Où en est-on" in proposal.text


def test_a_correspondence_is_written_and_read_back():
    text = write_mapping({"status": "Où en est-on", "number": "Réf"}, table=ACTIONS)

    assert text == "N° action = Réf ; Statut = Où en est-on"
    said = parse_mapping(text, table=ACTIONS)
    assert said.columns == {"number": ("Réf",), "status": ("Où en est-on",)}
    assert said.problems == ()


def test_one_title_for_two_columns_serves_the_first_and_the_second_is_told():
    said = parse_mapping("Statut = Où en est-on ; Axe = Où En Est-On", table=ACTIONS)

    assert said.columns == {"status": ("Où en est-on",)}
    assert said.problems == ("la colonne «\u00a0Où En Est-On\u00a0» ne peut pas servir deux fois",)
