"""The life of a finding, night after night."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from support.mails.build import PROGRAMME, after

from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Decision,
    Finding,
    FindingState,
    Severity,
)
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import record_decisions
from relocalisons.store.readings.finding_trend import weekly_trend
from relocalisons.store.readings.findings import open_before, track_findings
from relocalisons.store.schema import finding as finding_table


def day(number: int) -> date:
    return date(2026, 3, number)


def late(subject: str = "A1.2", *, days: int | None = 3, **given) -> Finding:
    facts = {
        "kind": PlanKind.ACTION_LATE, "subject": subject, "partner": "P01",
        "severity": Severity.WATCH, "audience": Audience.PARTNER,
        "title": f"L’action {subject} a {days} jours de retard.", "action": "Relancer.",
        "label": f"{subject} – Former", "due": date(2026, 2, 27), "days": days,
        "evidence": (
            CellRef(file_id="f", workbook="Suivi P01", tab="Plan", sheet_id=7, cell="E17"),
        ),
    }  # fmt: skip
    return Finding(**(facts | given))


def track(store: Store, on: date, *findings: Finding, programme=PROGRAMME) -> dict[str, str]:
    tracked = track_findings(store, findings, programme=programme, as_of=on)
    return {one.finding.subject: one.state.value for one in tracked}


def test_a_finding_is_new_then_open_then_resolved_once(store: Store):
    assert track(store, day(2), late()) == {"A1.2": "new"}
    assert track(store, day(3), late(days=4)) == {"A1.2": "open"}
    assert track(store, day(4)) == {"A1.2": "resolved"}
    assert track(store, day(5)) == {}


def test_its_first_day_is_kept_and_a_return_counts_anew(store: Store):
    track(store, day(2), late())
    (again,) = track_findings(store, [late()], programme=PROGRAMME, as_of=day(9))
    track(store, day(10))
    (back,) = track_findings(store, [late()], programme=PROGRAMME, as_of=day(12))

    assert (again.first_seen, again.state) == (day(2), FindingState.OPEN)
    assert (back.first_seen, back.state) == (day(12), FindingState.NEW)


@pytest.mark.parametrize(
    ("on", "days", "state"),
    [
        (3, 4, "open"),  # a day later, a day more
        (9, 10, "open"),  # a week later, a week more: the calendar alone
        (3, 10, "open"),  # 6 days more than the calendar
        (3, 11, "worse"),  # 7 days more: postponed
        (3, 0, "open"),
        (9, -4, "better"),
    ],
)
def test_worse_and_better_are_what_goes_beyond_the_calendar(store: Store, on, days, state):
    track(store, day(2), late(days=3))

    assert track(store, day(on), late(days=days)) == {"A1.2": state}


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        (Severity.INFO, Severity.WATCH, "worse"),
        (Severity.WATCH, Severity.ALERT, "worse"),
        (Severity.ALERT, Severity.WATCH, "better"),
        (Severity.WATCH, Severity.WATCH, "open"),
    ],
)
@pytest.mark.parametrize("days", [3, None])
def test_a_graver_finding_is_worse_and_a_lighter_one_better(store: Store, before, now, state, days):
    track(store, day(2), late(severity=before, days=days))

    assert track(store, day(3), late(severity=now, days=days)) == {"A1.2": state}
    assert track(store, day(3), late(severity=now, days=days)) == {"A1.2": state}, "same day again"
    assert track(store, day(4), late(severity=now, days=days)) == {"A1.2": "open"}, "said once"


def test_what_weighs_more_is_worse_even_with_fewer_days(store: Store):
    track(store, day(2), late(severity=Severity.WATCH, days=20))

    assert track(store, day(3), late(severity=Severity.ALERT, days=5)) == {"A1.2": "worse"}


def test_a_finding_without_days_is_simply_open(store: Store):
    track(store, day(2), late(days=None))

    assert track(store, day(20), late(days=None)) == {"A1.2": "open"}


def test_the_same_day_again_gives_the_same_answer(store: Store):
    track(store, day(2), late("A1"), late("A2"), late("A3", days=3))
    first = track(store, day(3), late("A1"), late("A3", days=20), late("A4"))
    second = track(store, day(3), late("A1"), late("A3", days=20), late("A4"))

    assert first == second == {"A1": "open", "A3": "worse", "A4": "new", "A2": "resolved"}


def test_what_stood_open_the_day_before_is_given_whole_by_kind(store: Store):
    gone = late("A1.9", kind=LineKind.ROW_DELETED, days=None)
    track(store, day(2), late(), gone)
    track(store, day(3), late(), late("A1.8", kind=LineKind.ROW_DELETED, days=None))

    def open_on(on: date) -> list[str]:
        kind = LineKind.ROW_DELETED
        return [one.subject for one in open_before(store, kind, programme=PROGRAMME, as_of=on)]

    assert open_on(day(2)) == []
    assert open_before(store, LineKind.ROW_DELETED, programme=PROGRAMME, as_of=day(3)) == (gone,)
    assert open_on(day(4)) == ["A1.8"], "A1.9 was resolved meanwhile"


def test_a_resolved_finding_comes_back_as_it_was_last_seen(store: Store):
    one = late(detail="retard", about=True)
    track(store, day(2), one)

    (gone,) = track_findings(store, [], programme=PROGRAMME, as_of=day(3))

    assert gone.finding == one


def test_her_words_stand_beside_the_finding(store: Store):
    words = Decision(key="action_late:A1.2", decision="vu par téléphone", note="Rappeler lundi")
    record_decisions(store, [words], programme=PROGRAMME, at=after())

    (one,) = track_findings(store, [late()], programme=PROGRAMME, as_of=day(2))

    assert (one.decision, one.note) == ("vu par téléphone", "Rappeler lundi")


def test_programmes_do_not_resolve_one_another_s_findings(store: Store):
    track(store, day(2), late("A1"))

    assert track(store, day(3), late("B1"), programme="autre") == {"B1": "new"}
    assert track(store, day(3), late("A1")) == {"A1": "open"}


def test_an_address_quoted_in_a_sentence_is_not_kept(store: Store):
    title = "La cellule contient « jeanne.brun@mairie.example »."
    track(store, day(2), late(title=title))

    with store.begin() as connection:
        content = connection.scalar(select(finding_table.c.content))
    (gone,) = track_findings(store, [], programme=PROGRAMME, as_of=day(3))

    assert "jeanne" not in content
    assert gone.finding == replace(
        late(title=title), title="La cellule contient « adresse masquée »."
    )


def test_a_long_history_changes_nothing_for_the_next_night(store: Store):
    for number in range(1, 29):
        track(store, day(number), late("A1", days=number), late("A2", days=number))

    assert track(store, day(29), late("A1", days=29)) == {"A1": "open", "A2": "resolved"}


def test_the_trend_counts_what_stood_open_on_the_last_run_of_each_week(store: Store):
    track(store, date(2026, 2, 23), late("A1"), late("A2"))
    track(store, date(2026, 2, 27), late("A1", days=7), late("A3", severity=Severity.ALERT))
    track(store, date(2026, 3, 3), late("A1", days=11))

    this, last = weekly_trend(store, programme=PROGRAMME, as_of=date(2026, 3, 3))

    assert (last.last_day, last.open, last.alerts, last.new, last.resolved) == (
        date(2026, 3, 1), 2, 1, 3, 1,
    )  # fmt: skip
    assert (this.last_day, this.open, this.new, this.resolved) == (date(2026, 3, 3), 1, 0, 1)


def test_the_trend_shows_a_week_as_it_was_and_not_as_it_became(store: Store):
    track(store, date(2026, 2, 27), late("A1", severity=Severity.WATCH))
    track(store, date(2026, 3, 3), late("A1", severity=Severity.ALERT))

    this, last = weekly_trend(store, programme=PROGRAMME, as_of=date(2026, 3, 3))

    assert (last.alerts, this.alerts) == (0, 1)


@pytest.mark.parametrize("word", ["vu", "sans objet", "date accordée au 12/06/2026"])
def test_the_trend_counts_apart_what_she_had_decided_by_that_day(store: Store, word: str):
    found = (late("A1"), late("A2", severity=Severity.ALERT))
    track(store, date(2026, 2, 24), *found)
    said = [Decision(key=one.key, decision=word, note="") for one in found[1:]]
    record_decisions(
        store, said, programme=PROGRAMME, at=datetime(2026, 3, 2, 8, tzinfo=UTC), silent=()
    )
    track(store, date(2026, 3, 3), *found)
    track(store, date(2026, 3, 3), *found)  # a second run of that day

    this, last = weekly_trend(store, programme=PROGRAMME, as_of=date(2026, 3, 3))

    assert (this.open, this.alerts, this.decided) == (1, 0, 1)
    assert (last.open, last.alerts, last.decided) == (2, 1, 0)


def test_the_trend_looks_back_a_few_weeks_and_at_one_programme(store: Store):
    track(store, date(2026, 1, 5), late("A1"))
    track(store, date(2026, 3, 3), late("A1"), programme="autre")

    assert weekly_trend(store, programme=PROGRAMME, as_of=date(2026, 3, 3)) == ()
