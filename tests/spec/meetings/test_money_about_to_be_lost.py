"""A grant whose period ends with money unspent is a decision, in every paper of the session."""

from datetime import date

import pytest
from support.meetings.committees import meeting_of, workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import decision_record

AS_OF = date(2026, 3, 2)
SESSION = date(2026, 4, 16)


def packed(end: date, *, start: date = date(2025, 1, 1), kind: str = "COPIL") -> Pack:
    space = workspace(late=60, kind=kind)
    space.tables["funders"][0] |= {"eligibility_start": start, "eligibility_end": end}
    read = space.programme()
    return build_pack(
        read, space.tracked(), meeting=meeting_of(read), day=SESSION,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip


def money_of(pack: Pack) -> list[str]:
    return [each.title for each in pack.questions if each.kind == "money"]


@pytest.mark.parametrize(
    ("end", "asked"),
    [
        (date(2026, 4, 30), True),  # a fortnight after the session
        (SESSION, True),
        (date(2026, 3, 31), False),  # gone by on the day: nothing is left to decide
        (date(2026, 10, 30), False),  # a later session will do
    ],
)
def test_it_is_asked_of_the_last_session_that_can_do_something(end, asked):
    assert bool(money_of(packed(end))) == asked


def test_a_period_that_has_just_begun_is_not_about_to_be_lost():
    assert not money_of(packed(date(2026, 4, 30), start=date(2026, 2, 25)))


def test_a_body_that_does_not_answer_for_the_money_is_not_asked():
    assert not money_of(packed(date(2026, 4, 30), kind="COTECH"))


def test_it_comes_first_and_nobody_is_told_what_to_do():
    pack = packed(date(2026, 4, 30))
    first = pack.asked[0]

    assert first.kind == "money"
    assert "14\u00a0jours après la séance" in first.facts[0]
    assert (first.advised, first.proposed) == ("", "À discuter.")
    assert "€" not in f"{first.title} {first.topic} {first.question} {first.facts}"


def test_agenda_record_slides_and_report_say_the_same():
    pack = packed(date(2026, 4, 30))
    space = workspace(late=60)
    record = decision_record(pack, space.programme(), next_day=None)
    assert pack.report is not None
    assert pack.deck is not None

    assert pack.asked[0].topic in [item.title for item in pack.timetable.items if item.decides]
    assert pack.asked[0].question in [line.question for line in record.lines]
    assert pack.asked[0].title in [slide.title for slide in pack.deck.slides]
    assert "Une décision est demandée" in pack.report.ending[0]
