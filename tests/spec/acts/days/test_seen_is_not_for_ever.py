"""« vu » sets aside for a while: it is over after some days, and never covers what joined since."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import NIGHT, PROGRAMME, of, seen
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, said

from relocalisons.core.acts.asking import calls_apart, calls_open
from relocalisons.core.acts.awake import is_awake, with_last_days
from relocalisons.core.acts.beside import Called
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision, FindingState
from relocalisons.core.pilotage.to_do import build_to_do
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.sources.thresholds import SEEN_FOR

LATE, SAID = finding(), date(2026, 3, 2)  # due on 3 February: no last useful day is to come
WAKES = SAID + timedelta(days=14)


def put_aside(word="vu", one=LATE, **changes):
    (entry,) = seen(one)
    return replace(entry, **said(word, read_on=SAID), **changes)


@pytest.mark.parametrize(
    ("word", "day", "awake"),
    (
        ("vu", WAKES - timedelta(days=1), False),
        ("vu", WAKES, True),
        ("vu", WAKES + timedelta(days=30), True),  # until she says another word
        ("vu par téléphone, reparler le 01/06/2026", WAKES, False),  # her day
        ("sans objet", WAKES + timedelta(days=90), False),
        ("date accordée au 01/06/2026", WAKES, False),
    ),
)
def test_what_she_has_seen_and_still_stands_is_back_after_a_fortnight(word, day, awake):
    (act,) = of(put_aside(word), as_of=day).acts

    assert act.awake is awake


def test_the_delay_is_a_setting():
    programme = replace(PROGRAMME, parameters={SEEN_FOR.name: "5"})

    (before,) = of(put_aside(), as_of=SAID + timedelta(days=4), programme=programme).acts
    (act,) = of(put_aside(), as_of=SAID + timedelta(days=5), programme=programme).acts

    assert (before.awake, act.awake) == (False, True)


def test_what_gets_worse_is_back_at_once():
    (act,) = of(put_aside(state=FindingState.WORSE), as_of=SAID + timedelta(days=1)).acts

    assert act.awake


def test_a_cell_to_put_in_order_sleeps_on():
    cell = put_aside(one=finding("done_without_end", "A9"))
    made = of(cell, as_of=WAKES)
    (told,) = with_last_days((cell,), made.stakes, made.weigher)

    assert not is_awake(told, as_of=WAKES)


def test_its_row_says_since_when_and_until_when():
    words = {"act:appeler:P01": Decision(key="act:appeler:P01", decision="vu", note="")}

    def row(day):
        made = of(put_aside(), as_of=day)
        tab = build_to_do(made, programme=PROGRAMME, links=CellLinks(), as_of=day, words=words)
        return "\n".join(str(cell) for line in tab.rows for cell in line).replace("\u00a0", " ")

    assert "▲ rien n’a bougé depuis votre « vu » du 2 mars 2026" in row(WAKES)
    assert "Endormi par votre « vu », jusqu’au 16 mars 2026 ou à un fait nouveau" in row(SAID)


# ---- a call that stands beside the acts ----------------------------------------------------------

PARTNERS = a_programme(partners=(a_partner("P01", "Ville"),))
ASKED = finding("action_stale", "A1.7")
JOINED = replace(finding("action_late", "A1.9"), due=NIGHT - timedelta(days=1))


def open_call(*asked, shown, word="vu", as_of=NIGHT):
    """Whether the call to P01 is offered, where her word was said on what was `shown`."""
    call = Called(reason="préfère le téléphone", findings=frozenset(one.key for one in asked))
    before = replace(call, findings=frozenset(one.key for one in shown))
    acts = of(programme=PARTNERS)
    (offer,) = calls_apart({"P01": before}, acts, programme=PARTNERS, as_of=as_of)
    (act,) = of(offers=(offer,), programme=PARTNERS).acts
    words = dict.fromkeys(act.member_keys, understand_finding(word, read_on=NIGHT))
    found = [one.finding for one in seen(*asked)]
    return "P01" in calls_open({"P01": call}, words, found, programme=PARTNERS, as_of=as_of)


@pytest.mark.parametrize("word", ["vu", "fait", "reparler le 30/03/2026"])
def test_a_word_on_a_call_does_not_cover_what_is_late_and_joined_since(word):
    assert not open_call(ASKED, shown=(ASKED,), word=word)
    assert open_call(ASKED, JOINED, shown=(ASKED,), word=word)
    assert not open_call(ASKED, JOINED, shown=(ASKED, JOINED), word=word)


def test_what_joined_and_is_due_later_or_is_only_to_be_put_in_order_wakes_no_call():
    later = replace(finding("action_due_soon", "A1.9"), due=NIGHT + timedelta(days=9))

    assert not open_call(ASKED, later, shown=(ASKED,))
    assert not open_call(ASKED, finding("done_without_end", "A9"), shown=(ASKED,))


def test_a_call_that_she_has_seen_is_back_after_a_fortnight_too():
    assert not open_call(ASKED, shown=(ASKED,), as_of=NIGHT + timedelta(days=13))
    assert open_call(ASKED, shown=(ASKED,), as_of=NIGHT + timedelta(days=14))
