"""A line of « aujourd’hui » that was left ten working days, neither done nor answered, is red."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import NIGHT, PROGRAMME, seen
from support.programme.build import a_partner, a_programme
from support.programme.sheets import tab
from support.reminders.from_sheets import sheets
from support.reminders.planned import finding, said

from relocalisons.core.acts.acts import Acts, Awaited, Offer, derive_acts
from relocalisons.core.acts.overdue import shown_since
from relocalisons.core.acts.red import RedRule, state_of
from relocalisons.core.kernel.model import FindingState
from relocalisons.core.views.rag import Rag

LATE = finding("action_late", "A1")  # loses nothing, and its last useful day is past
NINE_DAYS = date(2026, 3, 4)
LEFT = date(2026, 3, 3)  # ten working days before 17 March
LEFT_FOR = "acte laissé sans suite depuis (jours ouvrés)"
WAITS = {LATE.key: Awaited(until=NIGHT + timedelta(days=7))}


def night(*entries, before=None, as_of=NIGHT, programme=PROGRAMME, **given):
    """The acts of a night, and the days that it leaves to the next one."""
    acts = derive_acts(entries, programme=programme, as_of=as_of, **given)
    acts = replace(acts, shown_since=before or {})
    days = shown_since(acts, entries, before or {}, programme=programme, as_of=as_of)
    return acts, days


def state(acts: Acts, *, code="P01", as_of=NIGHT):
    return state_of(acts, lambda one: one.finding.partner == code, programme=PROGRAMME, as_of=as_of)


@pytest.mark.parametrize(
    ("since", "level"),
    [
        (None, Rag.WATCH),
        (date(2026, 3, 4), Rag.WATCH),
        (LEFT, Rag.ALERT),
        (date(2026, 2, 2), Rag.ALERT),
    ],
)
def test_ten_working_days_are_too_long_and_the_reason_says_since_when(since, level):
    acts, _ = night(*seen(LATE), before={LATE.key: since} if since else {})

    found = state(acts)

    assert found.level is level
    assert found.rule is (RedRule.LEFT if level is Rag.ALERT else None)
    assert ("à faire depuis le" in found.reason) is (level is Rag.ALERT)


def test_how_long_is_a_setting():
    typed = replace(PROGRAMME, parameters={f"Alerte : {LEFT_FOR}": "12"})
    acts, _ = night(*seen(LATE), before={LATE.key: LEFT}, programme=typed)

    assert state(acts).level is Rag.WATCH


@pytest.mark.parametrize(
    ("decision", "level"),
    [
        ("vu", Rag.WATCH),  # which settles nothing
        ("sans objet", Rag.GOOD),
        ("date accordée au 12/06/2026", Rag.GOOD),
        ("fait", Rag.GOOD),
    ],
)
def test_what_she_answered_is_not_red_and_is_counted_anew_when_it_wakes(decision, level):
    (one,) = seen(LATE)
    one = replace(one, **said(decision, read_on=NIGHT))

    acts, days = night(one, before={LATE.key: LEFT})

    assert (state(acts).level, days) == (level, {})


def test_a_line_waits_from_the_first_day_on_which_it_is_shown_for_that_day():
    _, first = night(*seen(LATE), as_of=LEFT)
    _, second = night(*seen(LATE), before=first)

    assert first == second == {LATE.key: LEFT}


def test_what_is_asked_by_mail_or_answered_or_for_later_does_not_wait_for_her():
    later = replace(LATE, due=NIGHT + timedelta(days=90), days=None)
    key = derive_acts(seen(LATE), programme=PROGRAMME, as_of=NIGHT).acts[0].key
    reply = Offer(member="reply:1", act=key, title="Lire la réponse", due=NIGHT)

    assert night(*seen(later))[1] == {}
    assert night(*seen(LATE), before={LATE.key: LEFT}, awaited=WAITS)[1] == {}
    assert night(*seen(LATE), before={LATE.key: LEFT}, offers=(reply,))[1] == {}


def test_graver_acts_in_its_place_do_not_stop_the_count_nor_begin_it():
    partners = tuple(a_partner(f"P{n:02d}") for n in range(1, 30))
    crowd = a_programme(partners=partners)
    calls = [finding("action_late", f"A{n}", partner=f"P{n:02d}") for n in range(1, 30)]
    last = calls[-1].key

    assert night(*seen(*calls), programme=crowd)[1].keys() == {one.key for one in calls[:6]}
    assert night(*seen(*calls), programme=crowd, before={last: LEFT})[1][last] == LEFT


def test_another_matter_of_the_same_act_does_not_inherit_its_day():
    other = finding("action_late", "A2")

    _, days = night(*seen(other), before={LATE.key: LEFT})

    assert days == {other.key: NIGHT}


def test_what_was_due_soon_and_is_late_is_one_thing_and_its_day_stays():
    soon = replace(finding("action_due_soon", "A1"), due=NIGHT, days=0)
    called = {soon.key: Awaited(until=NIGHT + timedelta(days=7), coming=True)}  # too late: a call
    acts, days = night(*seen(soon), before={}, awaited=called)

    assert [act.key.verb.value for act in acts.acts] == ["appeler"]
    assert days == {LATE.key: NIGHT}
    assert night(*seen(LATE), before={LATE.key: LEFT})[1] == {LATE.key: LEFT}


def test_a_line_that_nobody_can_read_tonight_keeps_its_day():
    (gone,) = seen(LATE, state=FindingState.OUT_OF_SIGHT)
    gone = replace(gone, unseen_since=NIGHT)

    assert night(gone, before={LATE.key: LEFT})[1] == {LATE.key: LEFT}
    assert night(before={LATE.key: LEFT})[1] == {}  # it is settled


def test_a_talk_noted_in_contacts_is_a_call_that_was_made():
    contacts = """
        Date       | Partenaire | Personne  | Ce qui a été dit
        10/03/2026 | P01        | Anne Roux | rappelle vendredi
    """
    spoken = sheets(own=(tab("Contacts", contacts),))

    _, days = night(*seen(LATE), before={LATE.key: LEFT}, programme=spoken)

    assert days == {LATE.key: date(2026, 3, 10)}


def test_housekeeping_never_waits():
    cell = finding("cell_unreadable", "P01/actions/A9/status")

    acts, days = night(*seen(cell), before={cell.key: LEFT})

    assert (state(acts).level, days) == (Rag.GOOD, {})
