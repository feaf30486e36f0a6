"""Today, this week, later; asleep by her word, and awake again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import NIGHT, PROGRAMME, of, seen
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, said

from relocalisons.core.acts.acts import is_call
from relocalisons.core.acts.awake import is_awake, with_last_days
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.titles.sessions import say_numbers
from relocalisons.core.acts.wording import say_act
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision
from relocalisons.core.pilotage.to_do import build_to_do


def test_ten_lines_a_day_and_six_calls():
    partners = tuple(a_partner(f"P{n:02d}", f"Partenaire {n}") for n in range(1, 24))
    programme = a_programme(partners=partners)
    calls = [finding(subject=f"A{n}", partner=f"P{n:02d}") for n in range(1, 24)]
    notices = [
        replace(finding("meeting_not_called", f"R-{n}", partner=None), due=NIGHT) for n in range(3)
    ]
    made = of(*seen(*calls, *notices), programme=programme)
    placed = place(made, programme=programme, as_of=NIGHT)

    assert [sum(map(is_call, placed[when])) for when in When] == [6, 17, 0, 0, 0]
    assert len(placed[When.TODAY]) == 9
    assert sum(map(len, placed.values())) == len(made.acts)


def test_who_comes_is_asked_on_the_last_day_to_ask_whatever_weighs_more():
    passed = NIGHT - timedelta(days=1)
    late = [
        replace(finding("meeting_not_called", f"R-{n}", partner=None), due=passed)
        for n in range(12)
    ]
    session = finding("meeting_quorum_at_risk", "G-04", partner=None)
    day = NIGHT + timedelta(days=2)  # a mail that asks is read two working days before
    made = of(*seen(*late, replace(session, due=day)))
    ranks = [act.key.counterpart for act in made.acts]
    placed = place(made, programme=PROGRAMME, as_of=NIGHT)

    assert ranks.index("G-04") >= 10
    assert [act.key.counterpart for act in placed[When.TODAY]][-1] == "G-04"
    assert len(placed[When.TODAY]) == 10


@pytest.mark.parametrize(
    ("day", "when"),
    (
        (date(2026, 4, 20), When.THIS_WEEK),
        (date(2026, 3, 25), When.THIS_WEEK),
        (date(2026, 3, 24), When.TODAY),  # three working days are left to put it off
        (date(2026, 3, 20), When.TODAY),  # the last useful day is tomorrow
        (date(2026, 3, 19), When.TODAY),  # it is today
        (date(2026, 3, 18), When.THIS_WEEK),  # nothing more can be asked in time
    ),
)
def test_a_session_that_cannot_have_a_quorum_is_decided_and_calls_nobody(day, when):
    lost = replace(
        finding("meeting_quorum_out_of_reach", "G-04", partner=None),
        due=day,
        headline="G-04 – GT Filières du 9 mars (5 au plus, pour 6 nécessaires)",
    )
    silent = replace(finding("meeting_answers_missing", "G-04/P01", partner="P01"), due=day)
    made = of(*seen(lost, silent))
    (act,) = made.acts

    assert say_act(act, programme=PROGRAMME).replace("\u00a0", " ") == (
        "Reporter ou réunir des pouvoirs : G-04 – GT Filières du 9 mars "
        "(5 au plus, pour 6 nécessaires)"
    )
    assert say_numbers(act, programme=PROGRAMME) == ""
    placed = place(made, programme=PROGRAMME, as_of=NIGHT)
    assert [each for each, acts in placed.items() if acts] == [when]


@pytest.mark.parametrize(
    ("decision", "when"),
    (
        ("", When.TODAY),
        ("à traiter", When.TODAY),
        ("n’importe quoi", When.TODAY),  # what is not understood decides nothing
        ("vu", When.ASLEEP),
        ("sans objet", When.ASLEEP),
        ("vu par téléphone, reparler le 20/03/2026", When.ASLEEP),
        ("reparler le 16/03/2026", When.TODAY),
        ("date accordée au 12/06/2026", When.ASLEEP),
        ("fait", When.TODAY),  # read on 10 February: trusted one night
    ),
)
def test_what_she_decided_puts_an_act_to_sleep(decision, when):
    made = of(*seen(finding(), decision=decision))
    placed = place(made, programme=PROGRAMME, as_of=NIGHT)

    assert [each for each, acts in placed.items() if acts] == [when]


def test_done_is_trusted_one_night():
    (one,) = seen(finding())
    one = replace(one, **said("fait", read_on=NIGHT))

    assert not of(one).acts[0].awake
    assert of(one, as_of=NIGHT + timedelta(days=1)).acts[0].awake


def test_one_member_that_is_not_decided_keeps_the_act_awake():
    made = of(*seen(finding(), decision="vu"), *seen(finding(subject="A2")))

    (act,) = made.acts
    assert act.awake
    assert [one.finding.subject for one in act.members] == ["A2", "A1.2"]
    assert [one.finding.subject for one in act.told] == ["A2"]


# ---- her « vu » and the last useful day --------------------------------------------------------

SOON = replace(finding("action_late"), due=NIGHT + timedelta(days=8), days=None)
LAST = date(2026, 3, 23)  # two working days before 25 March


@pytest.mark.parametrize(
    ("decision", "day", "awake"),
    (
        ("vu", LAST - timedelta(days=1), False),
        ("vu", LAST, True),
        ("vu", LAST + timedelta(days=3), True),  # until she says another word
        ("sans objet", LAST, False),
        ("reparler le 24/03/2026", LAST, False),
        ("date accordée au 12/06/2026", LAST, False),
    ),
)
def test_what_she_had_seen_wakes_on_its_last_useful_day(decision, day, awake):
    (one,) = seen(SOON)
    one = replace(one, **said(decision, read_on=NIGHT))

    (act,) = of(one, as_of=day).acts

    assert act.awake is awake


def test_what_she_has_seen_on_the_last_day_or_later_sleeps():
    (one,) = seen(SOON)

    assert not of(replace(one, **said("vu", read_on=LAST)), as_of=LAST).acts[0].awake


def test_all_tabs_know_the_day_on_which_it_wakes():
    (one,) = seen(SOON)
    one = replace(one, **said("vu", read_on=NIGHT))
    (told,) = with_last_days((one,), of(one, as_of=LAST).last_days)

    assert (is_awake(one, as_of=LAST), is_awake(told, as_of=LAST)) == (False, True)


def test_its_row_says_why_it_is_back():
    (one,) = seen(SOON)
    made = of(replace(one, **said("vu", read_on=NIGHT)), as_of=LAST)
    words = {"act:appeler:P01": Decision(key="act:appeler:P01", decision="vu", note="")}
    tab = build_to_do(made, programme=PROGRAMME, links=CellLinks(), as_of=LAST, words=words)

    assert "▲ le dernier jour utile est venu depuis votre «\u00a0vu\u00a0»" in tab.rows[4][4]
