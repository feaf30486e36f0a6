"""An act is told once in four weeks, unless it got worse; her words are said once."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.databases import new_database
from support.google.accounts import sandbox_settings
from support.meetings.committees import programme as committee_programme
from support.programme.build import a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Act, Acts
from relocalisons.core.acts.at_stake import Nearness
from relocalisons.core.acts.beside import Called, Offer
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import Decision, WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.act_words import (
    record_act_words,
    record_row_words,
    remember_shown,
)
from relocalisons.store.runs import RunRecord
from tasks.pilotage.words_read import say_words_read
from tasks.reminders.day_news import (
    cannot_wait,
    news_of_day,
    news_of_week,
    remember_told,
    told_today,
)
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

MONDAY = date(2026, 3, 2)
KIND = RunKind.DAILY_FOLLOW_UP


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with new_database("sqlite", tmp_path) as url, open_store(url) as opened:
        yield opened


def a_run(store: Store, day: date) -> ProgrammeRun:
    at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    return ProgrammeRun(
        kind=KIND, settings=sandbox_settings("http://127.0.0.1:1"), store=store, clock=lambda: at,
        record=RunRecord(run_id=1, state="new", kind=KIND.value, logical_date=day),
        dry_run=False, closing=ExitStack(), day=RunDay(as_of=day, useful=True), planned=at,
        started=at,
    )  # fmt: skip


def an_act(name: str = "contrats", *, band: int = 2, **given) -> Act:
    key = ActKey(verb=Verb.REVIEW, party=Party.HERSELF, counterpart="coordination", occasion=name)
    offer = Offer(member=name, act=key, title=f"Relire {name}", band=band)
    return Act(key=key, members=(), offers=(offer,), band=band, **given)


def assessed(*acts: Act) -> Assessment:
    return Assessment(
        programme=a_programme(), tracked=(), baseline={}, snapshot_id="s", doubts=(),
        pilotage=WorkbookGrid(file_id="p", name="Pilotage", version="1", modified_time=NOON,
                              read_at=NOON, tabs=()),
        read_at=NOON, acts=Acts(acts=acts),
    )  # fmt: skip


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def told(store: Store, day: date, *acts: Act) -> list[str]:
    """What a mail of that day tells; it is remembered."""
    run = a_run(store, day)
    news = news_of_day(run, assessed(*acts))
    remember_told(run, news)
    return [act.key.occasion for act in news.values()]


def test_nothing_is_told_twice_within_four_weeks(store):
    assert told(store, MONDAY, an_act()) == ["contrats"]
    for days in range(1, 28):
        assert told(store, MONDAY + timedelta(days=days), an_act()) == []
    assert told(store, MONDAY + timedelta(days=28), an_act()) == ["contrats"]


def test_a_week_of_four_hundred_acts_tells_those_that_she_was_not_told(store):
    told(store, MONDAY, an_act("contrat 0"))
    acts = [an_act(f"contrat {number}") for number in range(400)]

    news = news_of_week(a_run(store, MONDAY + timedelta(days=1)), assessed(*acts))

    assert {act.key.occasion for act in acts} - {act.key.occasion for act in news.values()} == {
        "contrat 0"
    }


def test_a_call_left_without_effect_is_told_once_more_with_another_gesture(store):
    call = an_act(called=Called(reason="2 messages sans réponse"))
    other = replace(call, called=Called(reason="x", instead="essayez une lettre"))

    assert told(store, MONDAY, call) == ["contrats"]
    assert told(store, MONDAY + timedelta(days=14), other) == ["contrats"]
    assert told(store, MONDAY + timedelta(days=15), other) == []


@pytest.mark.parametrize(
    ("days", "given", "alone"),
    (
        (0, {}, True),  # Monday
        (1, {}, False),  # the mail of the reminders tells it
        (2, {}, True),
        (4, {"band": 1}, False),  # Friday's mail tells it
        (4, {"band": 2}, True),  # money is not left until the afternoon
    ),
)
def test_tuesdays_and_fridays_mails_tell_the_news_of_their_day(store, days, given, alone):
    day = MONDAY + timedelta(days=days)

    assert bool(told_today(a_run(store, day), assessed(an_act(**given)))) is alone


@pytest.mark.parametrize(
    ("day", "alone"),
    (
        (date(2026, 3, 26), False),  # its convocations are proposed to her that morning
        (date(2026, 3, 23), True),  # not yet: nothing else tells it
        (date(2026, 3, 30), True),  # they wait, and the last day is tomorrow
    ),
)
def test_a_meeting_is_told_once_with_its_convocations(store, day, alone):
    convene = ActKey(verb=Verb.SEND, party=Party.MEETING, counterpart="R-08")
    act = replace(an_act(firm=True, last_useful=date(2026, 3, 31)), key=convene)
    assessment = replace(assessed(act), programme=committee_programme(day=date(2026, 4, 16)))

    assert bool(told_today(a_run(store, day), assessment)) is alone


def test_what_got_worse_is_told_again_and_what_got_better_is_not(store):
    assert told(store, MONDAY, an_act(band=2)) == ["contrats"]
    assert told(store, MONDAY + timedelta(days=1), an_act(band=3)) == ["contrats"]
    assert told(store, MONDAY + timedelta(days=2), an_act(band=2)) == []
    assert told(store, MONDAY + timedelta(days=3), an_act(band=2), an_act("budget")) == ["budget"]


def about(*subjects: str, name: str, **given) -> Act:
    """An act on what these are about, whatever its name."""
    act = an_act(name, **given)
    return replace(act, members=tracked(*(finding(subject=one) for one in subjects)), offers=())


def test_a_fact_told_in_another_act_is_not_told_again_within_a_week(store):
    assert told(store, MONDAY, about("A1", "A2", name="appeler")) == ["appeler"]

    next_day = MONDAY + timedelta(days=1)
    assert told(store, next_day, about("A2", name="décider")) == []
    assert told(store, next_day, about("A2", "A3", name="envoyer")) == ["envoyer"], "A3 is new"
    assert told(store, next_day, about("A2", name="décider", band=3)) == ["décider"], "worse"
    assert told(store, MONDAY + timedelta(days=8), about("A1", name="relire")) == ["relire"]


def test_what_only_came_into_today_is_not_told_again_within_a_week(store):
    friday = date(2026, 3, 6)
    later = about("A1", name="contrats", band=1, nearness=Nearness.AHEAD)
    run = a_run(store, friday)
    assert not news_of_day(run, assessed(later)), "it is of the week"
    remember_told(run, news_of_week(run, assessed(later)))

    assert told(store, date(2026, 3, 9), replace(later, nearness=Nearness.NOW)) == []
    assert told(store, date(2026, 3, 16), replace(later, nearness=Nearness.NOW)) == ["contrats"]


def test_a_firm_date_of_tomorrow_is_told_though_it_was_this_week(store):
    day = date(2026, 3, 12)
    ahead = {"nearness": Nearness.AHEAD, "firm": True, "last_useful": day}
    firm = about("A1", name="contrats", band=1, **ahead)
    run = a_run(store, date(2026, 3, 6))
    remember_told(run, news_of_week(run, assessed(firm)))

    assert told(store, date(2026, 3, 9), firm) == []
    assert told(store, date(2026, 3, 11), replace(firm, nearness=Nearness.NOW)) == ["contrats"]


def test_a_firm_date_of_tomorrow_is_told_though_ten_others_come_first(store):
    others = [an_act(f"n{number}", band=4) for number in range(10)]
    firm = an_act("note", band=2, firm=True, last_useful=MONDAY + timedelta(days=1))
    later = replace(firm, key=replace(firm.key, occasion="plus tard"),
                    last_useful=MONDAY + timedelta(days=30))  # fmt: skip

    assert told(store, MONDAY, *others, firm, later)[-1] == "note"
    assert cannot_wait(a_run(store, MONDAY), assessed(firm), firm)
    assert not cannot_wait(a_run(store, MONDAY), assessed(later), later)
    past = replace(firm, last_useful=MONDAY - timedelta(days=3))
    assert not cannot_wait(a_run(store, MONDAY), assessed(past), past)  # the next mail tells it


def test_a_word_for_several_is_said_once_with_what_it_decides_or_asks(store):
    known = {"call": "act:appeler:P07", "tidy": "ranger:P07:Plan d’action – Statut"}
    remember_shown(
        store,
        {known["call"]: ("a:1", "a:2"), known["tidy"]: ("c:1",)},
        programme="essai",
        rows={known["call"]: ("a:1", "a:2")},
    )
    typed = [
        Decision(key=known["call"], decision="tout vu", note=""),
        Decision(key=known["tidy"], decision="tou vu", note=""),
    ]
    run = a_run(store, MONDAY)
    assert run.code == "essai"
    record_act_words(store, typed, programme="essai", at=NOON)
    on_row = [Decision(key="a:1", decision="tout : fait", note="")]
    record_row_words(store, on_row, programme="essai", at=NOON)

    followed, asked = say_words_read(run, assessed())
    assert [one.replace("\u00a0", " ") for one in followed] == [
        "« À faire », « appeler:P07 » : « tout vu » vaut pour 2 constats montrés.",
        "« Anomalies », « a:1 » : « tout : fait » vaut pour 2 constats montrés.",
    ]
    assert (
        asked[0]
        .replace("\u00a0", " ")
        .startswith("« À ranger », « P07:Plan d’action – Statut » : « tou vu » n’est pas compris.")
    )

    assert say_words_read(run, assessed()) == ((), ())
