"""One run per programme, flow and logical day."""

from datetime import date

import pytest
from support.mails.build import PROGRAMME, after

from relocalisons.store.opening import Store
from relocalisons.store.runs import finish_run, give_up_dead_runs, last_runs, start_run

DAY = date(2026, 3, 3)


def start(
    store: Store, *, programme=PROGRAMME, kind="daily_follow_up", day=DAY, at=None, once=True
):
    return start_run(
        store, programme=programme, kind=kind, logical_date=day, at=at or after(), once=once
    )


def test_the_first_start_of_a_day_is_new(store: Store):
    assert start(store).state == "new"


def test_a_finished_day_is_not_done_again(store: Store):
    first = start(store)
    finish_run(store, first.run_id, state="finished", at=after(minutes=1), summary={"read": 24})

    again = start(store, at=after(minutes=2))

    assert (again.run_id, again.state) == (first.run_id, "finished")
    assert last_runs(store, PROGRAMME)[0].state == "finished"


@pytest.mark.parametrize("ending", ["failed", None])
def test_a_failed_or_crashed_day_starts_again_under_the_same_row(store: Store, ending):
    first = start(store)
    if ending:
        finish_run(store, first.run_id, state=ending, at=after(minutes=1), summary={})

    again = start(store, at=after(minutes=5))

    assert again.run_id == first.run_id
    assert again.state == (ending or "running")
    assert last_runs(store, PROGRAMME)[0].state == "running"


def test_a_run_started_again_has_not_ended_yet(store: Store):
    first = start(store)
    finish_run(store, first.run_id, state="failed", at=after(minutes=1), summary={"error": "X"})

    start(store, at=after(minutes=5))

    assert last_runs(store, PROGRAMME)[0].ended_at is None


def test_a_flow_of_every_quarter_of_an_hour_starts_again_the_same_day(store: Store):
    first = start(store, kind="mail_settlement", once=False)
    finish_run(store, first.run_id, state="finished", at=after(minutes=1), summary={})

    start(store, kind="mail_settlement", at=after(minutes=15), once=False)

    assert last_runs(store, PROGRAMME)[0].state == "running"


def test_days_flows_and_programmes_do_not_disturb_one_another(store: Store):
    runs = [
        start(store),
        start(store, day=date(2026, 3, 4)),
        start(store, kind="funder_reports"),
        start(store, programme="autre"),
    ]

    assert [one.state for one in runs] == ["new"] * 4
    assert len({one.run_id for one in runs}) == 4


def test_the_newest_runs_come_first_with_their_figures(store: Store):
    for offset in range(3):
        one = start(store, day=date(2026, 3, 3 + offset), at=after(days=offset))
        finish_run(
            store, one.run_id, state="finished", at=after(days=offset, minutes=1),
            summary={"findings": offset},
        )  # fmt: skip

    runs = last_runs(store, PROGRAMME, limit=2)

    assert [one.summary["findings"] for one in runs] == [2, 1]
    assert runs[0].started_at == after(days=2)


def test_runs_that_a_killed_process_left_open_are_closed_for_their_flow_alone(store: Store):
    start(store, at=after())
    start(store, day=date(2026, 3, 4), at=after(hours=24))
    start(store, kind="copil_pack", at=after(hours=1))
    mine = {"programme": PROGRAMME, "kind": "daily_follow_up"}

    dead = give_up_dead_runs(store, at=after(hours=48), **mine)
    again = give_up_dead_runs(store, at=after(hours=49), **mine)

    assert ([one.started_at for one in dead], again) == ([after(), after(hours=24)], ())
    assert {(run.kind, run.state) for run in last_runs(store, PROGRAMME)} == {
        ("daily_follow_up", "failed"),
        ("copil_pack", "running"),
    }
