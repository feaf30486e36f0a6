"""A word on an act decides what was on its row when she wrote it, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from support.reminders.planned import finding

from relocalisons.core.kernel.model import Decision, Meaning
from relocalisons.store.opening import Store
from relocalisons.store.readings.act_words import record_act_words, remember_shown, words_on_acts
from relocalisons.store.readings.decisions import record_decisions, words_on_findings

CALL = "act:appeler:P01"
A1, A2, A3 = (finding(subject=number).key for number in ("A1", "A2", "A3"))
NIGHT = datetime(2026, 3, 17, 5, tzinfo=UTC)


class Desk:
    """Nights one after the other: her words are read, then the tab is written."""

    def __init__(self, store: Store) -> None:
        self.store, self.at = store, NIGHT

    def night(self, typed: str | None = None, *, shows: tuple[str, ...], note: str = "") -> None:
        words = [Decision(key=CALL, decision=typed or "", note=note)] if typed or note else []
        silent = [CALL] if typed == "" else []
        record_act_words(self.store, words, programme="p", at=self.at, silent=silent)
        remember_shown(self.store, {CALL: shows}, programme="p")
        self.at += timedelta(days=1)

    def said(self, key: str) -> Meaning | None:
        word = words_on_findings(self.store, "p").get(key)
        return word.meaning if word else None


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_it_decides_the_members_that_were_shown(desk):
    desk.night(shows=(A1, A2))
    desk.night("vu", shows=(A1, A2, A3))  # A3 joins on the night on which « vu » is read

    assert [desk.said(key) for key in (A1, A2, A3)] == [Meaning.SEEN, Meaning.SEEN, None]


def test_what_joins_later_is_not_decided_until_she_writes_again(desk):
    desk.night(shows=(A1,))
    desk.night("vu", shows=(A1, A2))
    desk.night("vu", shows=(A1, A2))
    assert desk.said(A2) is None

    desk.night("vu aussi", shows=(A1, A2))
    assert desk.said(A2) is Meaning.UNCLEAR  # other words are read again
    desk.night("sans objet", shows=(A1, A2))
    assert desk.said(A2) is Meaning.VOID


def test_a_row_that_was_never_shown_decides_nothing(desk):
    desk.night("vu", shows=(A1,))

    assert desk.said(A1) is None


def test_a_word_on_the_row_itself_is_worth_more_and_comes_back_when_it_is_erased(desk):
    desk.night(shows=(A1,))
    desk.night("sans objet", shows=(A1,))
    own = Decision(key=A1, decision="à traiter", note="")
    record_decisions(desk.store, [own], programme="p", at=NIGHT)
    assert desk.said(A1) is Meaning.TO_DO

    record_decisions(desk.store, [], programme="p", at=NIGHT, silent=frozenset([A1]))
    assert desk.said(A1) is Meaning.VOID


def test_erasing_the_word_takes_it_back_and_a_note_changes_nothing(desk):
    desk.night(shows=(A1,))
    desk.night("vu", shows=(A1, A2))
    desk.night("vu", note="rappeler lundi", shows=(A1, A2))
    assert (desk.said(A1), desk.said(A2)) == (Meaning.SEEN, None)
    assert words_on_acts(desk.store, "p")[CALL].note == "rappeler lundi"

    desk.night("", shows=(A1, A2))
    assert desk.said(A1) is None


def test_a_row_that_left_the_tab_keeps_its_word(desk):
    desk.night(shows=(A1,))
    desk.night("vu", shows=(A1,))
    record_act_words(desk.store, [], programme="p", at=desk.at)

    assert desk.said(A1) is Meaning.SEEN


def test_a_date_is_completed_by_the_day_on_which_it_was_first_read(desk):
    desk.night(shows=(A1,))
    for _ in range(3):
        desk.night("fait", shows=(A1,))

    word = words_on_findings(desk.store, "p")[A1]
    assert (word.meaning, word.until) == (Meaning.DONE, date(2026, 3, 19))


def test_to_send_is_no_word_of_an_act(desk):
    desk.night(shows=(A1,))
    desk.night("envoyer", shows=(A1,))

    assert desk.said(A1) is Meaning.UNCLEAR
