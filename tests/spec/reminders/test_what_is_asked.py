"""What one person is asked in one message: few things, the gravest first; the rest was not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import a_partner, a_programme
from support.reminders.planned import TUESDAY, finding, left_alone, plan, tracked

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.reminders.choosing import MOST_QUALITY, Weight, choose_lines, is_quality
from relocalisons.core.reminders.digests import CallEntry
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.rules.answers import AlreadyTold, SentDigest, last_tidied
from relocalisons.core.sources.thresholds import LINES_A_MAIL, problem_of, read_threshold

LATE = [finding("action_late", f"A{n}", due=date(2026, 2, n)) for n in range(1, 13)]
CELLS = [finding("cell_missing", f"P01/actions/B{n}/status") for n in range(1, 6)]
TO_MAILS = [
    kind for kind in KINDS if kind.startswith(("action_late", "action_due", "cell_", "deliverable"))
]


PROGRAMME = a_programme(partners=(a_partner("P01"),))


def numbers(digest):
    return [line.number for line in sorted(digest.lines, key=lambda line: line.rank)]


def test_a_message_asks_for_seven_things_and_the_eighth_was_not_asked():
    made = plan(*tracked(*LATE, *CELLS))

    (digest,) = made.digests
    assert numbers(digest) == [f"A{n}" for n in range(1, 8)]
    left = {one.finding_key: one.reason for one in made.skipped if one.finding_key}
    assert set(left) == {one.key for one in (*LATE[7:], *CELLS)}
    assert left["action_late:A8"] == "pas encore demandé : 7 demandes par message"


def test_at_most_three_of_them_only_tidy_a_sheet_and_none_before_a_delay():
    (digest,) = plan(*tracked(*CELLS, *LATE[:2])).digests

    assert numbers(digest) == ["A1", "A2", "B1", "B2", "B3"]


@pytest.mark.parametrize(
    ("profile", "count"), [("agriculteur", 3), ("collectivité", 7), ("juriste", 7)]
)
def test_growers_are_asked_for_three_things(profile, count):
    (digest,) = plan(*tracked(*LATE), partners=(a_partner("P01", profile=profile),)).digests

    assert len(digest.lines) == count


@pytest.mark.parametrize(
    ("typed", "understood"), [("5", 5), ("15", 15), ("16", None), ("0", None), ("tout", None)]
)
def test_how_many_is_a_setting_with_a_brake_at_fifteen(typed, understood):
    assert read_threshold(typed, LINES_A_MAIL) == understood
    assert (problem_of(LINES_A_MAIL.name, typed) is None) is (understood is not None)


def test_what_is_lost_comes_before_what_is_late():
    weights = {"action_late:A5": Weight(band=2), "action_late:A9": Weight(band=1)}
    (digest,) = plan(*tracked(*LATE), weights=weights).digests

    assert numbers(digest) == ["A5", "A9", "A1", "A2", "A3", "A4", "A6"]


def test_a_cell_of_what_is_asked_already_and_a_second_matter_of_one_object_wait():
    made = plan(
        *tracked(
            LATE[0],
            finding("cell_missing", "P01/actions/A1/progress"),
            replace(finding("certificate_expired", "P01/hve"), label="HVE", ask="Envoyez-le."),
            replace(finding("label_unproven", "P01/hve"), label="HVE", ask="Envoyez-le."),
        )
    )

    (digest,) = made.digests
    assert {line.finding_key for line in digest.lines} == {
        "action_late:A1", "certificate_expired:P01/hve",
    }  # fmt: skip
    assert {one.reason for one in made.skipped if one.finding_key} == {
        "même objet qu’une demande plus pressante"
    }


@given(
    st.lists(st.tuples(st.sampled_from(TO_MAILS), st.integers(1, 9)), min_size=1, max_size=25),
    st.integers(1, 15),
    st.randoms(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_waits_each_thing_is_asked_or_left_in_any_order(drawn, most, random):
    entries = tracked(
        *{
            one.key: one
            for kind, n in drawn
            for one in [finding(kind, f"P01/actions/C{n}/end" if "cell" in kind else f"C{n}")]
        }.values()
    )
    policy = ReminderPolicy(lines=15)
    waiting = [line for digest in plan(*entries, policy=policy).digests for line in digest.lines]
    shuffled = random.sample(waiting, len(waiting))

    chosen = choose_lines(tuple(waiting), weights={}, most=most, as_of=TUESDAY)
    again = choose_lines(tuple(shuffled), weights={}, most=most, as_of=TUESDAY)

    asked = [line.finding_key for line in chosen.lines]
    left = [line.finding_key for line, _ in chosen.left_out]
    assert sorted(asked + left) == sorted(line.finding_key for line in waiting)
    assert len(asked) <= most
    assert sum(map(is_quality, chosen.lines)) <= MOST_QUALITY
    assert chosen.lines == again.lines


@given(st.lists(st.tuples(st.sampled_from(TO_MAILS), st.integers(1, 30)), max_size=40))
@settings(max_examples=40, deadline=None)
def test_a_line_of_a_mail_is_in_one_act_or_on_one_shelf(drawn):
    entries = tracked(
        *{
            one.key: one
            for kind, n in drawn
            for one in [finding(kind, f"P01/actions/C{n}/end" if "cell" in kind else f"C{n}")]
        }.values()
    )
    acts = derive_acts(entries, programme=PROGRAMME, as_of=TUESDAY)
    homes = [key for act in acts.acts for key in act.member_keys]
    homes += [one.finding.key for shelf in acts.shelves for one in shelf.members]

    for digest in plan(*entries).digests:
        for line in digest.lines:
            assert homes.count(line.finding_key) == 1


@pytest.mark.parametrize(
    ("digests", "in_last", "band", "asked"),
    [(1, True, 0, True), (2, True, 0, False), (2, False, 0, True), (5, True, 1, True)],
)
def test_what_has_no_date_is_asked_twice_then_left_out_once(digests, in_last, band, asked):
    cell = finding("cell_missing", "P01/actions/B1/status")
    told = AlreadyTold(digests=digests, in_last=in_last)
    made = plan(
        *tracked(LATE[0], cell),
        history=ReminderHistory(already={("P01", cell.key, None): told}),
        weights={cell.key: Weight(band=band)},
    )

    assert ("B1" in numbers(made.digests[0])) is asked


# --- calls --------------------------------------------------------------------------------------


def by_phone(*codes):
    return tuple(a_partner(code, channel="téléphone", phone="06 00 00 00 00") for code in codes)


def the_calls(count, *, a_day=6):
    codes = [f"P{n:02d}" for n in range(1, count + 1)]
    late = [
        finding("action_late", f"A{n}", partner=code, due=TUESDAY - timedelta(days=count - n + 1))
        for n, code in enumerate(codes, 1)
    ]
    return plan(
        *tracked(*late), partners=by_phone(*codes), policy=ReminderPolicy(calls_a_day=a_day)
    ).call_list


def test_six_calls_a_day_and_each_of_the_others_has_its_day():
    calls = the_calls(8)

    assert [call.partner for call in calls] == [f"P{n:02d}" for n in range(1, 9)]
    assert [call.on for call in calls] == [TUESDAY] * 6 + [date(2026, 3, 4)] * 2


def test_nobody_is_called_for_a_cell_or_a_paper_and_that_is_said():
    cells = tracked(*CELLS)
    made = plan(*cells, partners=by_phone("P01"))

    assert made.call_list == ()
    assert [one.reason for one in made.skipped if not one.finding_key] == [
        "préfère le téléphone, et rien ne presse"
    ]


def test_a_call_says_the_real_delays_first_and_how_much_waits():
    (call,) = plan(*tracked(*CELLS, *LATE[:4]), partners=by_phone("P01")).call_list

    assert isinstance(call, CallEntry)
    assert [point.partition(" ")[0] for point in call.points] == ["A1", "A2", "A3"]
    assert call.lines == 9


def test_who_did_not_answer_is_written_to_where_nothing_is_worth_a_call_any_more():
    silent = ReminderHistory(unanswered={"P01": left_alone(3)})

    late = plan(*tracked(LATE[0]), history=silent)
    cells = plan(*tracked(*CELLS), history=silent)

    assert [call.partner for call in late.call_list] == ["P01"]
    assert (cells.call_list, [digest.partner for digest in cells.digests]) == ((), ["P01"])


A_MONTH = timedelta(weeks=4)


@pytest.mark.parametrize(
    ("asked", "last", "held"),
    [
        (CELLS[:2], None, False),  # the first one
        (CELLS[:2], TUESDAY - timedelta(weeks=1), True),
        (CELLS[:2], TUESDAY - timedelta(weeks=3), True),
        (CELLS[:2], TUESDAY - A_MONTH, False),
        ([*CELLS[:2], LATE[0]], TUESDAY - timedelta(weeks=1), False),  # a date is asked too
        (
            [replace(finding("deliverable_name", "L1"), ask="Renommer.")],
            TUESDAY - timedelta(weeks=1),
            False,
        ),
    ],
)
def test_a_message_that_asks_for_cells_alone_leaves_once_in_four_weeks(asked, last, held):
    history = ReminderHistory(tidied={"P01": last} if last else {})

    made = plan(*tracked(*asked), history=history)

    assert bool(made.digests) is not held
    if held:
        (why,) = (one.reason for one in made.skipped if one.partner == "P01")
        until = format_long_date(last + A_MONTH)
        assert why == f"que des cases à préciser, message gardé jusqu’au {until}"


def test_a_cell_on_which_money_hangs_is_asked_at_once():
    weights = {CELLS[0].key: Weight(band=2)}
    history = ReminderHistory(tidied={"P01": TUESDAY - timedelta(weeks=1)})

    (digest,) = plan(*tracked(*CELLS[:2]), history=history, weights=weights).digests

    assert len(digest.lines) == 2


def test_what_was_asked_for_cells_alone_is_known_by_what_was_sent():
    def sent(day: int, **dates):
        at = datetime(2026, 2, day, 8, tzinfo=UTC)
        return SentDigest(left_at=at, keys=frozenset(dates), dates=dates)

    cells = sent(3, **{CELLS[0].key: None, CELLS[1].key: None})
    mixed = sent(10, **{CELLS[0].key: None, LATE[0].key: date(2026, 2, 1)})
    welcome = sent(17)
    mails = {"P01": (cells, mixed), "P01/financier": (welcome,), "P02": (mixed,)}

    days = last_tidied(mails, is_tidying=lambda key: key.startswith("cell_"), zone=UTC)

    assert days == {"P01": date(2026, 2, 3)}
