"""Today, this week, later; asleep by her word, and awake again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.programme.acts import NIGHT, PROGRAMME, of, seen
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, said

from relocalisons.core.acts.acts import is_call
from relocalisons.core.acts.awake import firm_day, is_awake, with_last_days, with_paper
from relocalisons.core.acts.doubtful import say_in_doubt
from relocalisons.core.acts.shelves import When, place
from relocalisons.core.acts.titles.sessions import say_numbers
from relocalisons.core.acts.wording import say_act
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision, FindingState
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
    (one,) = seen(finding(), decision=decision)
    one = one if decision != "vu" else replace(one, **said(decision, read_on=NIGHT))
    made = of(one)
    placed = place(made, programme=PROGRAMME, as_of=NIGHT)

    assert [each for each, acts in placed.items() if acts] == [when]


def test_done_is_trusted_one_night():
    (one,) = seen(finding())
    one = replace(one, **said("fait", read_on=NIGHT))

    assert not of(one).acts[0].awake
    assert of(one, as_of=NIGHT + timedelta(days=1)).acts[0].awake


def test_one_member_that_is_not_decided_keeps_the_act_awake():
    (one,) = seen(finding())
    made = of(replace(one, **said("vu", read_on=NIGHT)), *seen(finding(subject="A2")))

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
    made = of(one, as_of=LAST)
    (told,) = with_last_days((one,), made.stakes, made.weigher)

    assert (is_awake(one, as_of=LAST), is_awake(told, as_of=LAST)) == (False, True)


def test_its_row_says_why_it_is_back():
    (one,) = seen(SOON)
    made = of(replace(one, **said("vu", read_on=NIGHT)), as_of=LAST)
    words = {"act:appeler:P01": Decision(key="act:appeler:P01", decision="vu", note="")}
    tab = build_to_do(made, programme=PROGRAMME, links=CellLinks(), as_of=LAST, words=words)

    assert "▲ le dernier jour utile est venu depuis votre «\u00a0vu\u00a0»" in tab.rows[4][4]


# ---- a funder's day, whatever she put aside ----------------------------------------------------

PAPER_DAY = date(2026, 3, 23)  # a Monday: its eve is Friday the 20th
REPORT = replace(
    finding("report_due", "FRA/rapport intermediaire/2025-12-31", partner=None), due=PAPER_DAY
)


def put_aside(decision, *, read_on, kind=REPORT):
    (one,) = seen(kind)
    return replace(one, **said(decision, read_on=read_on))


@pytest.mark.parametrize(
    ("decision", "read_on", "day", "awake"),
    (
        ("vu", date(2026, 3, 18), date(2026, 3, 19), False),
        ("vu", date(2026, 3, 18), date(2026, 3, 20), True),  # the eve
        ("vu", date(2026, 3, 20), date(2026, 3, 20), True),
        ("vu", PAPER_DAY, PAPER_DAY, True),  # said on the eve, read that morning
        ("vu", PAPER_DAY, date(2026, 3, 24), True),  # it did not say that the day may pass
        ("vu", date(2026, 3, 24), date(2026, 3, 25), False),
        ("reparler le 30/03/2026", date(2026, 3, 18), date(2026, 3, 19), False),
        ("reparler le 30/03/2026", date(2026, 3, 18), date(2026, 3, 20), True),
        ("reparler le 23/03/2026", date(2026, 3, 18), date(2026, 3, 20), False),  # her day will do
        ("date accordée au 30/03/2026", date(2026, 3, 18), PAPER_DAY, False),
        ("sans objet", date(2026, 3, 18), PAPER_DAY, False),
    ),
)
def test_no_word_but_the_last_hides_the_last_day_of_a_paper_of_a_funder(
    decision, read_on, day, awake
):
    (act,) = of(put_aside(decision, read_on=read_on), as_of=day).acts

    assert act.awake is awake


@pytest.mark.parametrize(
    ("day", "says"),
    (
        (date(2026, 3, 20), "mis de côté par votre « vu », le dernier jour est le lundi 23 mars"),
        (PAPER_DAY, "mis de côté par votre « vu », c’est aujourd’hui le dernier jour"),
        (date(2026, 3, 24), "mis de côté par votre « vu », le dernier jour était le lundi 23 mars"),
    ),
)
def test_the_paper_says_that_it_was_put_aside_and_when_its_last_day_is(day, says):
    made = of(put_aside("vu", read_on=min(day, PAPER_DAY)), as_of=day)
    (act,) = made.acts
    words = {str(act.key): Decision(key=str(act.key), decision="vu", note="")}
    tab = build_to_do(made, programme=PROGRAMME, links=CellLinks(), as_of=day, words=words)

    assert f"▲ {says}" in tab.rows[4][4].replace("\u00a0", " ")
    assert tab.rows[4][3] == When.TODAY.value


# ---- a day that she gave -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decision", "due", "awake"),
    (
        ("date accordée au 20/03/2026", NIGHT - timedelta(days=8), False),  # the days go by
        ("date accordée au 20/03/2026", NIGHT + timedelta(days=30), True),  # put off beyond it
        ("date accordée au 16/03/2026", NIGHT - timedelta(days=8), True),
        ("reparler le 20/03/2026", NIGHT - timedelta(days=8), True),
    ),
)
def test_lateness_alone_wakes_nothing_before_the_day_that_she_granted(decision, due, awake):
    (one,) = seen(replace(finding(), due=due), state=FindingState.WORSE)
    one = replace(one, **said(decision, read_on=date(2026, 3, 10)))

    assert is_awake(one, as_of=NIGHT) is awake


@pytest.mark.parametrize(
    ("state", "day", "says"),
    (
        (FindingState.WORSE, NIGHT, "A1.2 s’est aggravé depuis votre « reparler le 20/03/2026 »"),
        (
            FindingState.OPEN,
            date(2026, 3, 20),
            "le jour de votre « reparler le 20/03/2026 » est venu",
        ),
    ),
)
def test_what_comes_back_says_why(state, day, says):
    (one,) = seen(finding(), state=state)
    typed = "reparler le 20/03/2026"
    made = of(replace(one, **said(typed, read_on=date(2026, 3, 10))), as_of=day)
    words = {"act:appeler:P01": Decision(key="act:appeler:P01", decision=typed, note="")}
    tab = build_to_do(made, programme=PROGRAMME, links=CellLinks(), as_of=day, words=words)

    assert f"▲ {says}" in tab.rows[4][4].replace("\u00a0", " ")


PIECE = replace(finding("evidence_missing", "P01/P01-25-1"), due=date(2026, 3, 23))


@pytest.mark.parametrize(
    ("said_of_it", "last_useful", "asleep"),
    (
        ("fait", date(2026, 3, 20), True),  # of the claim that left without it
        ("fait", date(2026, 3, 16), True),  # too late already: her day makes it no later
        ("fait", date(2026, 3, 18), False),  # in time before her day only
        ("", date(2026, 3, 20), False),  # nothing was said of it yet
    ),
)
def test_what_goes_with_a_paper_that_she_put_off_waits_for_that_day(
    said_of_it, last_useful, asleep
):
    report = put_aside("reparler le 19/03/2026", read_on=date(2026, 3, 10))
    (piece,) = seen(PIECE)
    piece = replace(piece, **said(said_of_it, read_on=date(2026, 3, 10)), last_useful=last_useful)

    _, told = with_paper((report, piece), as_of=NIGHT)

    assert is_awake(told, as_of=NIGHT) is not asleep


def test_the_day_of_a_milestone_of_a_funder_is_as_firm():
    stake = of(*seen(SOON)).stakes[SOON.key]
    calendar, saturday = working_days(PROGRAMME), date(2026, 3, 21)

    assert firm_day(SOON, stake, calendar) is None
    assert firm_day(SOON, replace(stake, milestone=saturday), calendar) == (
        date(2026, 3, 19),
        date(2026, 3, 20),
    )


# ---- what nobody can read any more -------------------------------------------------------------


def test_a_lateness_that_can_be_read_no_more_is_no_figure_of_today():
    late = replace(
        finding(), title="A1.2 devait finir le 3 février : 1 jour de retard au 4 février."
    )
    cell = replace(late.evidence[0], cell="F14")
    (one,) = seen(late, state=FindingState.OUT_OF_SIGHT)
    one = replace(one, unseen_since=date(2026, 2, 5))

    said_of_it = say_in_doubt(one, (cell,), ("cellule F14, « fin octobre ? »",))

    assert said_of_it.replace("\u00a0", " ") == (
        "A1.2 – Former les cuisiniers : illisible depuis le 5 février 2026 (cellule F14, « fin "
        "octobre ? »)"
    )
