"""The truth: what must be found each night, known by who planted it."""

import json
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from support.sample.generated import sample_of

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.sample.engine.cells import Row, Typed, ambiguous, day, percent, text
from relocalisons.sample.engine.days import DEMO_NIGHTS, STORY_EVE
from relocalisons.sample.engine.entries import TruthEntry
from relocalisons.sample.engine.events import CellsTyped
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.engine.structures import WITHDRAWN
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.truth import NOT_PLANTED, RARE, SOMETIMES, truth_at, write_truth


@cache
def planted_on(night: date, seed: int = 2026) -> tuple[TruthEntry, ...]:
    return tuple(truth_at(sample_of(seed), night))


@pytest.mark.parametrize("seed", [2026, 7, 1, 42])
def test_each_kind_is_planted_three_times_and_the_rare_ones_once_on_every_demo_night(seed: int):
    for night in DEMO_NIGHTS:
        planted = Counter(entry.kind for entry in planted_on(night, seed))

        wanted = {kind: 1 if kind in RARE else 3 for kind in set(KINDS) - NOT_PLANTED - SOMETIMES}
        assert {
            kind: planted[kind] for kind, least in wanted.items() if planted[kind] < least
        } == {}
        assert not set(planted) & NOT_PLANTED


@pytest.mark.parametrize("seed", [2026, 7])
def test_each_active_partner_has_something_due_or_late_on_the_first_tuesday_of_march(seed: int):
    sample = sample_of(seed)

    concerned = {
        entry.partner
        for entry in planted_on(date(2026, 3, 3), seed)
        if entry.kind in ("action_late", "action_due_soon", "deliverable_missing")
    }

    assert concerned >= set(sample.teams) - {WITHDRAWN}


@pytest.mark.parametrize("seed", [2026, 7])
def test_at_least_eighteen_active_partners_can_be_written_to(seed: int):
    rows = sample_of(seed).eve.tab("pilotage", "partners").rows

    reachable = [
        row for row in rows if row.cell("active").value == "oui" and row.cell("email").is_set
    ]

    assert len(reachable) >= 18


def test_subjects_are_unique_within_a_kind():
    for night in DEMO_NIGHTS:
        entries = planted_on(night)

        assert len({(entry.kind, entry.subject) for entry in entries}) == len(entries)


def test_the_truth_file_has_every_demo_night(tmp_path: Path):
    sample = sample_of()

    write_truth(sample, tmp_path / "truth.json")

    told = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert told["seed"] == 2026
    assert list(told["nights"]) == [night.isoformat() for night in DEMO_NIGHTS]
    assert len(told["nights"]["2026-03-02"]) == len(planted_on(date(2026, 3, 2)))


# --- the rules, on one action typed over by hand ------------------------------------------------


def kinds_after(sample: SampleProgramme, on: date, **cells: Typed) -> set[str]:
    """The kinds found about the first action of a partner after somebody typed those cells.

    Typed on the eve, the line has been asleep since: that is another rule's matter.
    """
    tab = next(tab for tab in sample.eve.tables("actions") if tab.owner == "P02")
    row: Row = tab.rows[0]
    event = CellsTyped(on=STORY_EVE, owner="P02", table="actions", uid=row.uid, cells=cells)
    changed = SampleProgramme(seed=sample.seed, teams=sample.teams, eve=sample.eve, events=(event,))
    number = str(row.cell("number").meaning)
    return {
        entry.kind
        for entry in truth_at(changed, on)
        if entry.kind != "action_stale"
        if entry.subject == number or entry.subject.startswith(f"P02/actions/{number}/")
    }


OPEN = {
    "status": Typed("en cours", "in_progress"),
    "progress": percent(0.5),
    "actual_end": text(None),
}
ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (-1, {"action_late"}),
        (0, {"action_due_soon"}),
        (14, {"action_due_soon"}),
        (15, set()),
    ],
)
def test_an_open_action_is_late_the_day_after_its_end_and_soon_within_two_weeks(days, kinds):
    end = day(ON + timedelta(days=days))

    found = kinds_after(sample_of(), ON, **OPEN, planned_end=end, revised_end=text(None))

    assert found == kinds


@pytest.mark.parametrize(("slip", "kinds"), [(7, set()), (8, {"action_slipping"})])
def test_an_action_slips_when_put_off_by_more_than_a_week(slip, kinds):
    end = date(2026, 4, 30)

    found = kinds_after(
        sample_of(),
        ON,
        **OPEN,
        planned_end=day(end),
        revised_end=day(end + timedelta(days=slip)),
    )

    assert found == kinds


def test_a_revised_end_that_cannot_be_read_hides_the_lateness():
    found = kinds_after(
        sample_of(),
        ON,
        **OPEN,
        planned_end=day(date(2026, 1, 15)),
        revised_end=ambiguous("15/04/2026 ou 30/04/2026"),
    )

    assert found == {"cell_ambiguous"}


def test_an_action_done_is_never_late():
    found = kinds_after(
        sample_of(),
        ON,
        status=Typed("fait", "done"),
        progress=percent(1.0),
        actual_end=day(date(2026, 1, 20)),
        planned_end=day(date(2026, 1, 15)),
        revised_end=text(None),
    )

    assert found == set()


def test_the_coordinators_address_is_not_a_partners():
    assert all(team.contact.email != COORDINATOR_EMAIL for team in sample_of().teams.values())
