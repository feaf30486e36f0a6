"""A tab that a partner deleted is asked of that partner: nobody else knows where its lines are."""

import pytest
from support.programme.nights import said
from support.programme.sheets import P01_ID, PLAN, book, later, night, pilotage, tab, understood
from support.reminders.from_sheets import plan

from relocalisons.core.kernel.model import Audience, Programme
from relocalisons.core.sources.structure import SourceKind

SOURCES = f"Plan d'action | P01 | {P01_ID} | Plan d'action"
HELD = tab("Plan d'action", PLAN, sheet_id=5)
NOTES = tab("Notes", [["rien"]], sheet_id=6)
BEFORE = later(night(pilotage(sources=SOURCES), book(P01_ID, HELD, NOTES)), days=-1)


def tonight(*tabs, sources: str = SOURCES, before=BEFORE) -> Programme:
    snapshot = night(pilotage(sources=sources), book(P01_ID, *tabs))
    return understood(snapshot, previous=before)


def asked(programme: Programme) -> list[str]:
    """What P01 is asked about a tab in the message of the day."""
    made = plan(*programme.findings, programme=programme)
    return [
        said(line.text)
        for digest in made.digests
        for line in digest.lines
        if line.kind is SourceKind.TAB_MISSING
    ]


def test_a_deleted_tab_is_asked_of_its_partner_in_the_next_message():
    assert asked(tonight(NOTES)) == [
        "Nous ne trouvons plus l’onglet « Plan d’action » dans votre classeur « Suivi P01 ». "
        "Rétablissez-le par « Fichier, Historique des versions », ou dites-nous dans quel onglet "
        "sont maintenant ces lignes."
    ]


def test_the_coordinator_is_told_as_before():
    programme = tonight(NOTES)
    (told,) = programme.findings

    assert told.audience is Audience.PARTNER
    assert "introuvable" in told.title
    assert "voir avec Anne Roux" in told.action


@pytest.mark.parametrize(
    ("tabs", "sources", "before"),
    [
        ((tab("Plan 2027", PLAN, sheet_id=5), NOTES), SOURCES, BEFORE),
        ((HELD, NOTES), SOURCES.replace("| Plan d'action", "| Feuille 3"), BEFORE),
        ((NOTES,), SOURCES, None),
    ],
    ids=["renamed, and recognised", "« Sources » names another tab", "never read"],
)
def test_what_she_mends_in_sources_is_asked_of_nobody(tabs, sources, before):
    programme = tonight(*tabs, sources=sources, before=before)

    kinds = {one.kind for one in programme.findings}
    assert kinds <= {SourceKind.TAB_MISSING, SourceKind.TAB_RENAMED}
    assert asked(programme) == []


def test_it_is_still_asked_when_its_last_reading_is_too_old_to_stay_in_force():
    assert len(asked(tonight(NOTES, before=later(BEFORE, days=-20)))) == 1
