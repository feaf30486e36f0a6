"""A message that she approved on the day of a call to that person leaves the day after."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from support.databases import new_database
from support.mails.build import PROGRAMME, TUESDAY, held, mail_settings, ready
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.model import Decision, WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.mails.mail_history import asked_since
from relocalisons.store.mails.notices import (
    Notice,
    NoticeState,
    SendOutcome,
    claim,
    move,
    notices_in,
    settle,
)
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.act_words import called_on, record_act_words, remember_shown
from relocalisons.store.runs import RunRecord
from tasks.intake.past import mails_awaited
from tasks.reminders.settlement_steps import SPOKEN_TO_TODAY, after_call
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

LATE = finding("action_late")
PLAN = a_programme(partners=(a_partner("P01"), a_partner("P02", emails=("b@b.example",))))
CALL = "act:appeler:P01"


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with new_database("sqlite", tmp_path) as url, open_store(url) as opened:
        yield opened


def a_run(store: Store, *, days: int = 0) -> ProgrammeRun:
    at = TUESDAY + timedelta(days=days, hours=3)
    day = at.date()
    return ProgrammeRun(
        kind=RunKind.MAIL_SETTLEMENT, settings=mail_settings("http://127.0.0.1:9"), store=store,
        record=RunRecord(run_id=1, state="new", kind="mail_settlement", logical_date=day),
        clock=lambda: at, dry_run=False, closing=ExitStack(), planned=at, started=at,
        day=RunDay(as_of=day, useful=True),
    )  # fmt: skip


def assessed(*, firm: bool) -> Assessment:
    acts = derive_acts(tracked(LATE), programme=PLAN, as_of=TUESDAY.date())
    last = tuple(replace(act, band=2 * firm, firm=firm) for act in acts.acts)
    book = WorkbookGrid(
        file_id="f", name="Pilotage", version="1", modified_time=TUESDAY, read_at=TUESDAY, tabs=(),
    )  # fmt: skip
    return Assessment(
        programme=PLAN, tracked=tracked(LATE), pilotage=book, baseline={}, snapshot_id="s",
        read_at=TUESDAY, doubts=(), acts=Acts(acts=last),
    )  # fmt: skip


def approved(store: Store, partner: str) -> Notice:
    ready(store, partner)
    return next(
        one for one in notices_in(store, PROGRAMME, (NoticeState.READY,)) if one.partner == partner
    )


def test_a_call_that_cannot_wait_puts_the_message_off_and_says_until_when(store):
    run, notice = a_run(store), approved(store, "P01")

    later = after_call(run, assessed(firm=True), notice)

    assert later is not None
    assert later.until == datetime(2026, 3, 4, tzinfo=run.settings.zone)  # any pass of that day
    assert later.reason == f"{SPOKEN_TO_TODAY} mercredi\u00a04\u00a0mars"
    assert after_call(run, assessed(firm=False), notice) is None
    assert after_call(run, assessed(firm=True), approved(store, "P02")) is None


def test_a_call_that_she_notes_as_made_does_the_same_on_that_day_alone(store):
    notice = approved(store, "P01")
    remember_shown(store, {CALL: (LATE.key,)}, programme=PROGRAMME)
    said = [Decision(key=CALL, decision="fait", note="")]
    record_act_words(store, said, programme=PROGRAMME, at=TUESDAY)

    assert called_on(store, PROGRAMME, day=TUESDAY.date()) == {"P01"}
    assert after_call(a_run(store), assessed(firm=False), notice) is not None
    assert after_call(a_run(store, days=1), assessed(firm=False), notice) is None


@pytest.mark.parametrize(("word", "calls"), [("fait", True), ("vu", False), ("sans objet", False)])
def test_only_a_call_that_was_made_is_one(store, word, calls):
    remember_shown(store, {CALL: (LATE.key,)}, programme=PROGRAMME)
    said = [Decision(key=CALL, decision=word, note="")]
    record_act_words(store, said, programme=PROGRAMME, at=TUESDAY)

    assert bool(called_on(store, PROGRAMME, day=TUESDAY.date())) is calls


def test_a_message_is_of_the_day_on_which_it_leaves_and_of_today_until_then(store):
    (key,) = held(store, "P01")

    def written_on(days: int) -> tuple[date | None, bool]:
        (found,) = mails_awaited(a_run(store, days=days), PLAN, tracked(LATE)).values()
        return found.on, found.held

    wednesday = TUESDAY.date() + timedelta(days=1)
    assert written_on(0) == (TUESDAY.date(), True)
    assert written_on(1) == (wednesday, True)
    move(store, key, of=(NoticeState.HELD,), to=NoticeState.READY, at=TUESDAY)
    assert written_on(1) == (wednesday, False)
    claimed = claim(store, key, at=TUESDAY + timedelta(days=1))
    assert claimed is not None
    settle(store, claimed, SendOutcome.ACCEPTED, at=TUESDAY + timedelta(days=1))
    assert written_on(2) == (wednesday, False)
    (asked,) = asked_since(store, PROGRAMME, TUESDAY.date())
    assert (asked.day, asked.left_at) == (TUESDAY.date(), TUESDAY + timedelta(days=1))
