"""A word on an act, or on a row for others too, decides what was shown then and nothing else."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from support.reminders.planned import finding

from relocalisons.core.kernel.model import Decision, Meaning
from relocalisons.store.opening import Store
from relocalisons.store.readings.act_words import (
    record_act_words,
    record_row_words,
    remember_shown,
    words_on_acts,
)
from relocalisons.store.readings.decisions import (
    hand_words_over,
    record_decisions,
    words_on_findings,
)
from relocalisons.store.readings.findings import track_findings

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
    # It stands beside a call, which has a week from that day.
    assert (word.meaning, word.until) == (Meaning.CALLED, date(2026, 3, 25))


# ---- of some of them -------------------------------------------------------------------------

SHELF = "ranger:P02:Plan d’action – Statut"
B1, B2 = (finding(subject=number, partner="P02").key for number in ("B1", "B2"))


@pytest.fixture
def two_partners(store: Store) -> Desk:
    found = [finding(subject=each) for each in ("A1", "A2", "A3")]
    found += [finding(subject=each, partner="P02") for each in ("B1", "B2")]
    track_findings(store, found, programme="p", as_of=NIGHT.date())
    return Desk(store)


def test_a_partner_named_on_an_act_is_decided_alone(two_partners):
    desk = two_partners
    desk.night(shows=(A1, A2, B1))
    desk.night("vu P01", shows=(A1, A2, B1, A3))

    said = [desk.said(key) for key in (A1, A2, B1, A3)]
    assert said == [Meaning.SEEN, Meaning.SEEN, None, None]

    desk.night("tout sauf P01 : sans objet", shows=(A1, A2, B1, A3))
    assert [desk.said(key) for key in (A1, B1)] == [None, Meaning.VOID]


class Sheet(Desk):
    """« Anomalies » night after night: rows by act, words beside findings."""

    def tonight(self, words=None, *, shows: dict[str, tuple[str, ...]]) -> None:
        rows = {key for members in shows.values() for key in members}
        typed = [Decision(key=key, decision=said, note="") for key, said in (words or {}).items()]
        silent = frozenset(rows - set(words or {}))
        record_row_words(self.store, typed, programme="p", at=self.at, silent=silent)
        record_decisions(self.store, typed, programme="p", at=self.at, silent=silent)
        remember_shown(self.store, {}, programme="p", rows=shows)
        self.at += timedelta(days=1)


@pytest.fixture
def sheet(two_partners, store: Store) -> Sheet:
    sheet = Sheet(store)
    sheet.tonight(shows={CALL: (A1, A2), SHELF: (B1,)})
    return sheet


@pytest.mark.parametrize(
    ("words", "covered"),
    (
        ({A1: "vu"}, [A1]),
        ({A1: "tout vu"}, [A1, A2]),  # of its act
        ({A1: "P01 : vu"}, [A1, A2]),
        ({B1: "P01, P02 : vu"}, [A1, A2, B1]),
        ({A1: "P02 : vu"}, []),  # written on a row of another
        ({A1: "vu P9"}, []),
        ({A1: "tou vu"}, []),
    ),
)
def test_a_word_on_a_row_decides_the_others_that_were_shown(sheet, words, covered):
    sheet.tonight(words, shows={CALL: (A1, A2, A3), SHELF: (B1, B2)})

    seen = [key for key in (A1, A2, A3, B1, B2) if sheet.said(key) is Meaning.SEEN]
    assert seen == covered
    if not covered:
        (own,) = words
        assert sheet.said(own) is Meaning.UNCLEAR


def test_a_row_that_joins_is_not_decided_though_the_word_stays(sheet):
    shows = {CALL: (A1, A2, A3)}
    for _ in range(3):
        sheet.tonight({A1: "tout vu"}, shows=shows)

    assert [sheet.said(key) for key in (A1, A2, A3)] == [Meaning.SEEN, Meaning.SEEN, None]
    assert words_on_findings(sheet.store, "p")[A1].also == 1


def test_the_row_of_another_is_worth_more_and_an_erased_word_is_taken_back(sheet):
    shows = {CALL: (A1, A2)}
    sheet.tonight({A1: "tout vu", A2: "à traiter"}, shows=shows)
    assert sheet.said(A2) is Meaning.TO_DO

    sheet.tonight({A1: "tout vu"}, shows=shows)
    assert sheet.said(A2) is Meaning.SEEN

    sheet.tonight({}, shows=shows)
    assert (sheet.said(A1), sheet.said(A2)) == (None, None)


def test_a_word_without_others_no_longer_decides_them(sheet):
    shows = {CALL: (A1, A2)}
    sheet.tonight({A1: "tout vu"}, shows=shows)
    sheet.tonight({A1: "vu"}, shows=shows)

    assert (sheet.said(A1), sheet.said(A2)) == (Meaning.SEEN, None)


def test_the_heir_of_a_row_decides_what_it_decided_and_no_more(sheet):
    sheet.tonight({A1: "tout vu"}, shows={CALL: (A1, A2)})
    with sheet.store.begin() as connection:
        hand_words_over(connection, "p", of=A1, to=A3)
    sheet.tonight({A3: "tout vu"}, shows={CALL: (A3, A2, B1)})
    sheet.tonight({A3: "tout vu"}, shows={CALL: (A3, A2, B1)})

    assert [sheet.said(key) for key in (A3, A2, B1)] == [Meaning.SEEN, Meaning.SEEN, None]


def test_to_send_is_no_word_of_an_act(desk):
    desk.night(shows=(A1,))
    desk.night("envoyer", shows=(A1,))

    assert desk.said(A1) is Meaning.UNCLEAR


# ---- whatever comes, goes and is typed ---------------------------------------------------------

TYPED = ("vu", "fait", "sans objet", "date accordée au 12/06", "vu P01", "tout sauf P01 : vu", "vu")


@pytest.mark.parametrize("seed", range(4))
def test_a_word_never_decides_what_was_not_shown_before_it_was_read(store: Store, seed: int):
    """Members come and go each night, three acts share them, she types and erases at random."""
    dice = random.Random(seed)
    found = {n: finding(subject=f"A{n}", partner=f"P0{n % 2 + 1}").key for n in range(12)}
    acts = {"act:appeler:P01": range(6), "act:décider:FRA": range(4, 9), SHELF: range(9, 12)}
    track_findings(
        store, [finding(subject=f"A{n}", partner=f"P0{n % 2 + 1}") for n in found],
        programme="p", as_of=NIGHT.date(),
    )  # fmt: skip
    shown: dict[str, set[str]] = {key: set() for key in acts}
    may: dict[str, set[str]] = {key: set() for key in acts}  # what its standing word may decide
    words: dict[str, str] = {}
    for number in range(25):
        at = NIGHT + timedelta(days=number)
        said, silent = [], []
        for key in acts:
            chance = dice.random()
            if chance < 0.3:
                word = dice.choice(TYPED)
                if word != words.get(key):
                    words[key], may[key] = word, set(shown[key])
            elif chance < 0.4:
                words.pop(key, None)
                may[key] = set()
            if key in words:
                said.append(Decision(key=key, decision=words[key], note=""))
            else:
                silent.append(key)
        record_act_words(store, said, programme="p", at=at, silent=silent)

        decided = set(words_on_findings(store, "p"))
        assert decided <= set().union(*may.values()), number
        sure = {key for act, word in words.items() if word in ("vu", "fait", "sans objet")
                for key in may[act]}  # fmt: skip
        assert sure <= decided, number
        shown = {key: {found[n] for n in of if dice.random() < 0.6} for key, of in acts.items()}
        remember_shown(
            store, {key: tuple(sorted(keys)) for key, keys in shown.items()}, programme="p"
        )
