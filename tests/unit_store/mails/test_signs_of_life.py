"""Who is called for messages left unanswered: two that asked for what is late, no sign since.

From what the store keeps of mails that really left to whom the next plan calls.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from support.mails.build import mail_settings
from support.programme.build import actions
from support.programme.tables import drawn, programme_with
from support.reminders.planned import tracked

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import Decision, Programme, TrackedFinding
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.mails.mail_history import asked_since
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    move,
    notices_in,
    settle,
)
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import record_decisions
from relocalisons.store.replies.inbound import keep_inbound, mark_inbound_read, waiting_inbound
from relocalisons.store.runs import RunRecord
from tasks.intake.week_plan import history_of, plan_week
from tasks.reminders.reminder_steps import hold_digests
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

FIRST, SECOND, THIRD = (date(2026, 3, 3) + timedelta(weeks=n) for n in range(3))
SINCE = SECOND + timedelta(days=2)
PLAN = "action | owner | end\n" + "\n".join(f"A{n} | P01 | 2026-02-{n:02d}" for n in range(1, 13))


def a_run(store: Store, day: date) -> ProgrammeRun:
    at = datetime.combine(day, time(6), tzinfo=UTC)
    kind = RunKind.PARTNER_REMINDERS
    return ProgrammeRun(
        kind=kind, settings=mail_settings("http://127.0.0.1:1"), store=store, clock=lambda: at,
        record=RunRecord(run_id=1, state="new", kind=kind.value, logical_date=day),
        dry_run=False, closing=ExitStack(), day=RunDay(as_of=day, useful=True), planned=at,
        started=at,
    )  # fmt: skip


def a_plan(*tables: Any) -> Programme:
    return programme_with(*tables, actions=actions(PLAN))


def assessed(
    run: ProgrammeRun, programme: Programme, changed: Mapping[str, date] | None = None
) -> Assessment:
    found = assess(programme, as_of=run.as_of, baseline={})
    late = [one for one in found if one.kind.value == "action_late"]
    return Assessment(
        programme=programme, tracked=tracked(*late), pilotage=None, baseline={},  # type: ignore[arg-type]
        snapshot_id="s", read_at=run.clock(), doubts=(), changed=changed or {},
    )  # fmt: skip


def tuesday(store: Store, day: date) -> tuple[TrackedFinding, ...]:
    """The digests of a day, all approved and gone."""
    run = a_run(store, day)
    assessment = assessed(run, a_plan())
    hold_digests(run, plan_week(run, assessment), assessment)
    for one in notices_in(store, run.code, (NoticeState.HELD,)):
        move(store, one.key, of=(NoticeState.HELD,), to=NoticeState.READY, at=run.clock())
        held = claim(store, one.key, at=run.clock())
        assert held is not None
        settle(store, held, SendOutcome.ACCEPTED, at=run.clock())
    return assessment.tracked


@pytest.fixture
def asked_twice(store: Store) -> Store:
    tuesday(store, FIRST)
    tuesday(store, SECOND)
    return store


def unanswered(store: Store, programme: Programme | None = None, **given: Any) -> int:
    run = a_run(store, THIRD)
    assessment = assessed(run, programme or a_plan(), **given)
    return len(history_of(run, assessment, as_of=THIRD).unanswered.get("P01", ()))


def called(store: Store, programme: Programme | None = None, **given: Any) -> list[str]:
    run = a_run(store, THIRD)
    plan = plan_week(run, assessed(run, programme or a_plan(), **given))
    return [one.partner for one in plan.call_list]


def test_two_messages_without_any_sign_are_a_call(asked_twice: Store):
    assert unanswered(asked_twice) == 2
    assert called(asked_twice) == ["P01"]


@pytest.mark.parametrize(
    ("on", "count", "calls"), [(SINCE, 0, []), (SECOND, 1, []), (FIRST, 2, ["P01"])]
)
def test_an_edit_of_any_line_of_its_own_in_a_shared_plan_is_a_sign(
    asked_twice: Store, on: date, count: int, calls: list[str]
):
    """A12 was asked by no message; it is its own all the same. It resets what left before it."""
    asked = {one.key for one in asked_since(asked_twice, "relocalisons", FIRST)}
    assert "action_late:A12" not in asked
    changed = {"A12": on}

    assert unanswered(asked_twice, changed=changed) == count
    assert called(asked_twice, changed=changed) == calls


SIGNS = {
    "a talk": (drawn("contacts", f"date | partner | said\n{SINCE:%d/%m/%Y} | P01 | rappelle"),),
    "a promise": (
        drawn("contacts", "date | partner | said | promised\n"
              f"{SINCE:%d/%m/%Y} | P01 | promet | 20/03/2026"),
    ),
    "a presence": (
        drawn("meetings", f"number | type | date | status\nR-1 | COPIL | {SINCE:%d/%m/%Y} | tenue"),
        drawn("attendance", "meeting | partner | presence\nR-1 | P01 | présent"),
    ),
    "an edit of its own workbook": (
        drawn("expenses", "number\nE1", partner="P01", edited=SINCE),
    ),
}  # fmt: skip


@pytest.mark.parametrize("sign", SIGNS)
def test_any_sign_since_the_last_message_resets(asked_twice: Store, sign: str):
    assert unanswered(asked_twice, a_plan(*SIGNS[sign])) == 0
    assert called(asked_twice, a_plan(*SIGNS[sign])) == []


def test_an_answer_by_mail_resets(asked_twice: Store):
    run = a_run(asked_twice, SINCE)
    address = a_plan().partner("P01").emails.value[0]  # type: ignore[union-attr,index]
    sender = recipient_hash(run.settings.hmac_key(), address)
    assert keep_inbound(asked_twice, run.code, body=b"oui", sealed=b"x", at=run.clock())
    (kept,) = waiting_inbound(asked_twice, run.code, most=5)
    mark_inbound_read(asked_twice, kept.key, sender_hash=sender, at=run.clock())

    assert unanswered(asked_twice) == 0
    assert called(asked_twice) == []


def test_her_word_on_what_was_asked_resets(asked_twice: Store):
    said = [Decision(key="action_late:A1", decision="vu", note="")]
    at = datetime.combine(SINCE, time(9), tzinfo=UTC)
    record_decisions(asked_twice, said, programme="relocalisons", at=at)

    assert unanswered(asked_twice) == 0


def test_a_line_left_out_was_neither_told_nor_left_unanswered(store: Store):
    """Seven of twelve were asked; the five others, and what is only due soon, count for nothing."""
    tuesday(store, FIRST)
    asked = {one.key for one in asked_since(store, "relocalisons", FIRST)}
    run = a_run(store, SECOND)
    whole = assessed(run, a_plan())
    left = {one.finding.key for one in whole.tracked} - asked
    history = history_of(run, whole, as_of=SECOND)

    assert (len(asked), len(left)) == (7, 5)
    assert {key for key, _ in history.told} == asked
    assert {what for _, what, _ in history.already} == asked
    # All that was asked is done: what was left out is asked for the first time, and nobody called.
    rest = tuple(one for one in whole.tracked if one.finding.key in left)
    plan = plan_week(run, replace(whole, tracked=rest))
    (digest,) = plan.digests
    assert {line.finding_key for line in digest.lines} == left
    assert {line.level for line in digest.lines} == {1}
    assert history_of(run, replace(whole, tracked=rest), as_of=SECOND).unanswered == {"P01": ()}
