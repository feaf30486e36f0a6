"""Her words keep the day on which they were first read, and mean the same for ever."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from support.mails.build import PROGRAMME
from support.reminders.planned import finding

from relocalisons.core.kernel.model import Decision
from relocalisons.core.programme.decisions.agreed_dates import agreed_dates
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import decided_at, record_decisions, words_on_findings
from relocalisons.store.readings.findings import track_findings
from relocalisons.store.schema import decision

KEY = "action_late:A1.2"
FIRST = datetime(2025, 12, 20, 5, 30, tzinfo=UTC)
JULY = datetime(2026, 7, 15, 4, 30, tzinfo=UTC)
GRANTED = "date accordée au 12/01"


def say(store: Store, words: str, *, at: datetime, note: str = "", key: str = KEY) -> None:
    one = Decision(key=key, decision=words, note=note)
    record_decisions(store, [one], programme=PROGRAMME, at=at)


def until(store: Store, **given: object) -> date | None:
    return words_on_findings(store, PROGRAMME, **given)[KEY].until


def test_a_date_granted_for_january_stays_that_january_in_july(store: Store):
    say(store, GRANTED, at=FIRST)
    say(store, GRANTED, at=JULY)

    (one,) = track_findings(
        store, [finding("action_late", "A1.2")], programme=PROGRAMME, as_of=JULY.date()
    )

    assert one.word.until == until(store) == date(2026, 1, 12)
    assert agreed_dates({KEY: one.word}, as_of=JULY.date()) == {}


@pytest.mark.parametrize(("words", "note"), [
    (GRANTED, "vu au marché"), ("DATE ACCORDÉE  au 12/01.", ""), ("Date accordee au 12/01", "x"),
])  # fmt: skip
def test_a_note_capitals_or_spaces_are_no_new_words(store: Store, words, note):
    say(store, GRANTED, at=FIRST)
    say(store, words, note=note, at=JULY)

    assert until(store) == date(2026, 1, 12)
    assert decided_at(store, PROGRAMME) == {KEY: FIRST}


def test_new_words_have_their_own_first_day(store: Store):
    say(store, "à traiter", at=FIRST)
    say(store, GRANTED, at=JULY)

    assert until(store) == date(2027, 1, 12)
    assert decided_at(store, PROGRAMME) == {KEY: JULY}


def test_words_erased_and_typed_again_are_new_words(store: Store):
    say(store, GRANTED, at=FIRST)
    record_decisions(store, [], programme=PROGRAMME, at=FIRST, silent=frozenset({KEY}))
    assert words_on_findings(store, PROGRAMME) == {}

    say(store, GRANTED, at=JULY)

    assert until(store) == date(2027, 1, 12)


def test_the_day_is_the_one_of_her_calendar(store: Store):
    late_evening = datetime(2026, 1, 12, 23, 30, tzinfo=UTC)  # the 13th in Paris
    say(store, GRANTED, at=late_evening)

    assert until(store) == date(2026, 1, 12)
    assert until(store, zone=ZoneInfo("Europe/Paris")) is None, "a day past: asked"


def test_words_from_before_that_was_kept_are_as_old_as_what_first_stood_there(store: Store):
    say(store, GRANTED, at=FIRST)
    say(store, GRANTED, note="vu au marché", at=JULY)
    with store.begin() as connection:
        connection.execute(update(decision).values(decided_at=None))

    assert until(store) == date(2026, 1, 12)
    say(store, GRANTED, note="revu", at=JULY)
    assert until(store) == date(2026, 1, 12)


def test_what_is_not_beside_a_finding_is_no_word_about_one(store: Store):
    say(store, "envoyer", at=FIRST, key="0a1b2c")
    say(store, "tout envoyer", at=FIRST, key="form:0a1b2c")

    assert words_on_findings(store, PROGRAMME) == {}
