"""A promise of « Contacts » is of the lines that its words name, and of no others."""

from dataclasses import replace
from datetime import date

import pytest
from support.programme.build import a_deliverable, an_action
from support.programme.tables import drawn, programme_with
from support.reminders.planned import finding, tracked

from relocalisons.core.reminders.rules.kept_promises import promises_due, without_kept
from relocalisons.core.reminders.rules.promises import promises_of

SPOKEN, PROMISED, MONDAY = date(2026, 3, 17), date(2026, 3, 20), date(2026, 3, 23)
ACTIONS = (
    an_action("A1.2", title="Former les cuisiniers"),
    an_action("A1.4", title="Ouvrir la légumerie"),
    an_action("A1.5", title="Guide des achats"),
)
FILES = (
    a_deliverable("L05", title="Guide des achats"),
    a_deliverable("L07", title="Procès-verbal de réception"),
    a_deliverable("L08", title="Compte rendu de la réunion publique"),
)


def open_line(kind: str, subject: str, label: str, ask: str = ""):
    return replace(finding(kind, subject), label=label, ask=ask)


OPEN = {
    "A1.2": open_line("action_late", "A1.2", "A1.2 – Former les cuisiniers"),
    "A1.4": open_line("action_late", "A1.4", "A1.4 – Ouvrir la légumerie"),
    "A1.5": open_line("action_late", "A1.5", "A1.5 – Guide des achats"),
    "L05": open_line("deliverable_missing", "L05", "L05 – Guide des achats"),
    "L07": open_line("deliverable_missing", "L07", "L07 – Procès-verbal de réception"),
    "L08": open_line("deliverable_missing", "L08", "L08 – Compte rendu de la réunion"),
    "K-01": open_line(
        "evidence_missing",
        "P01/K-01",
        "K-01 – pièces manquantes",
        "Déposez le devis dans votre dossier du Drive.",
    ),
    "K-02": open_line(
        "evidence_missing",
        "P01/K-02",
        "K-02 – pièces manquantes",
        "Déposez le justificatif et la preuve de paiement dans votre dossier.",
    ),
    "K-03": open_line(
        "evidence_missing",
        "P01/K-03",
        "K-03 – type à préciser",
        "Précisez le type, pour que nous sachions quelles pièces garder.",
    ),
    "temps": open_line("timesheet_missing", "P01/2026-02", "P01 – Feuille de temps de février"),
    "assurance": open_line("attestation_expired", "P01/assurance", "P01 – Assurance décennale"),
    "convention": open_line("agreement_unsigned", "P01", "P01 – Convention de partenariat"),
    "bilan": open_line("contribution_missing", "P01/A1.9/None", "A1.9 – Bilan"),
}


def a_programme(said: str, *tables):
    contacts = drawn(
        "contacts",
        f"""
        date       | partner | person    | said   | promised
        17/03/2026 | P01     | Anne Roux | {said} | 20/03/2026
        """,
    )
    programme = programme_with(contacts, *tables, actions=ACTIONS, as_of=SPOKEN)
    return replace(programme, deliverables=FILES)


def of(said: str, *names: str, as_of: date = SPOKEN):
    entries = tracked(*(OPEN[name] for name in names or OPEN))
    return promises_of(entries, programme=a_programme(said), as_of=as_of)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("A1.2 vendredi", {"A1.2"}),
        ("on va former vos cuisiniers", {"A1.2"}),
        ("guide en relecture", {"A1.5", "L05"}),  # the noun that opens a title of each table
        ("le PV part cette semaine", {"L07"}),
        ("il envoie le compte rendu", {"L08"}),
        ("les pièces la semaine prochaine", {"K-01", "K-02"}),
        ("les pièces K-01 la semaine prochaine", {"K-01"}),  # a number says which
        ("le devis", {"K-01"}),
        ("la facture", {"K-02"}),
        ("la preuve de paiement", {"K-02"}),
        ("la feuille de temps est signée, il l’envoie", {"temps"}),
        ("assurance renouvelée, il envoie l’attestation", {"assurance"}),
        ("la convention signée", {"convention"}),
        ("sa contribution", {"bilan"}),
        ("A1.2 vendredi ; la feuille de temps avec", {"A1.2", "temps"}),
        ("A1.2 vendredi ; A1.4 peut-être", {"A1.2"}),
        ("site du chantier paille trouvé, il l’écrit", set()),
        ("dernière session en novembre", set()),
        ("P01 s’en occupe le 20", set()),  # a code and a day are no numbers of lines
    ],
)
def test_a_promise_is_of_the_lines_that_it_names_by_number_title_or_kind_of_paper(said, named):
    found = of(said).lines

    assert {name for name, one in OPEN.items() if one.key in found} == named
    assert bool(of(said).people) is not bool(named)


def test_a_kind_of_paper_of_which_the_partner_owes_none_names_none():
    assert of("la feuille de temps", "A1.2").lines == {}
    assert of("la feuille de temps", "A1.2").holds_call("P01")


@pytest.mark.parametrize(
    "said",
    [
        "le maire viendra peut-être au COPIL",
        "le maire viendra au COPIL",
        "essaiera de venir",
        "A1.2 à confirmer",
        "A1.2 sous réserve du conseil",
    ],
)
def test_doubt_and_presence_at_a_meeting_promise_no_work(said):
    entries = tracked(*OPEN.values())
    found = of(said)

    assert not found.lines
    assert not found.people
    assert promises_due(a_programme(said), entries, as_of=MONDAY) == ()


def test_what_names_no_line_is_broken_once_and_never_a_line_of_its_partner():
    found = of("il écrit que le site est trouvé", as_of=MONDAY)

    assert not found.broken_lines
    assert found.holds_call("P01") is None
    assert len(promises_due(a_programme("il écrit"), (), as_of=MONDAY)) == 1


def test_a_paper_of_which_nothing_lacks_any_more_was_not_broken():
    attestations = drawn(
        "attestations",
        """
        partner | kind                | valid_until
        P01     | assurance décennale | 30/09/2027
        """,
    )
    said, entries = "il envoie l’attestation", tracked(OPEN["assurance"])
    programme = a_programme(said, attestations)

    assert len(promises_due(programme, entries, as_of=MONDAY)) == 1
    assert promises_due(programme, (), as_of=MONDAY) == ()
    assert len(promises_due(a_programme(said), (), as_of=MONDAY)) == 1, "nobody can check it"


SHARED = {
    "attestations": ("partner | kind | valid_until", "P01 | assurance décennale | 30/09/2027"),
    "certificates": ("producer | label | valid_until", "Ville de Grasse | bio | 30/09/2027"),
    "timesheets": ("partner | employee | month | signed", "P01 | Ana | janvier 2026 | oui"),
    "expenses": ("number | partner | amount | invoice_date", "K-01 | P01 | 900 | 05/01/2026"),
    "contributions": ("period | action | text", "de janvier à mars 2026 | A1.2 | fait"),
}


@pytest.mark.parametrize(
    ("said", "table"),
    (
        ("il envoie l’attestation", "attestations"),
        ("elle envoie le certificat", "certificates"),
        ("il envoie la feuille de temps", "timesheets"),
        ("la facture arrive", "expenses"),
        ("sa contribution au bilan suit", "contributions"),
    ),
)
def test_papers_kept_in_a_workbook_that_many_share_are_of_whom_their_line_names(said, table):
    """Not all of these tables have a column of that name, nor « Sources » a partner for them."""
    kept = drawn(table, "\n".join(SHARED[table]))

    assert promises_due(a_programme(said, kept), (), as_of=MONDAY) == ()
    assert len(promises_due(a_programme(said), (), as_of=MONDAY)) == 1, "nobody can check it"


def test_no_call_says_broken_what_the_sheet_shows_put_off_since_as_friday_says_it():
    late = open_line("action_late", "A1.4", "A1.4 – Ouvrir la légumerie")
    (slipping,) = tracked(
        open_line("action_slipping", "A1.4", "A1.4 – Ouvrir"), first_seen=PROMISED
    )
    entries = (*tracked(late, OPEN["A1.2"]), slipping)
    programme = a_programme("A1.4 et A1.2 vendredi")
    found = promises_of(entries, programme=programme, as_of=MONDAY)

    assert late.key in found.broken_lines
    assert set(without_kept(found, programme, entries).broken_lines) == {OPEN["A1.2"].key}
