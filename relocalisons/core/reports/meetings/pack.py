"""Pure: everything that a meeting gets before it is held, built from one programme."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme, Row, TrackedFinding
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.levels import Level, level_of
from relocalisons.core.meetings.meetings import Meeting
from relocalisons.core.meetings.words.decisions import read_decision_status
from relocalisons.core.programme.audience import COMMITTEE, view_for
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.committee.copil import (
    CopilReport,
    build_copil_report,
    sections_out_of,
)
from relocalisons.core.reports.committee.ending_money import EndingMoney, ending_money
from relocalisons.core.reports.committee.question_rules import Question
from relocalisons.core.reports.committee.questions import (
    build_questions,
    next_numbers,
    overdue,
)
from relocalisons.core.reports.committee.session import Session, scope_of_meeting, session_of
from relocalisons.core.reports.committee.timetable import Matters, Timetable, build_timetable
from relocalisons.core.reports.deck.deck import Deck, Topic
from relocalisons.core.reports.deck.slides import (
    SURELY_ASKED,
    build_deck,
    make_room,
    topics_of,
)
from relocalisons.core.reports.shared.agenda import coming_lines, open_decisions
from relocalisons.core.reports.shared.measures import Measures, measure
from relocalisons.core.reports.shared.movements import Paper
from relocalisons.core.reports.shared.sources import Provenance
from relocalisons.core.views.view import Memory

MOST_LIGHT = 3  # questions of a COTECH or a group: it prepares, it does not arbitrate
FIRST_PERIOD = timedelta(days=61)  # what a first meeting looks back on
DOSSIER = Paper(kind="dossier", scope="ensemble du programme")  # named after its meeting
BLANK_LINES = 4  # of the record, for what nobody foresaw


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The view models of one meeting; `deck` and `report` only for a steering committee.

    `questions` are all of them, `asked` those with a slot of their own on the agenda.
    """

    session: Session
    as_of: date
    timetable: Timetable
    questions: tuple[Question, ...]
    asked: tuple[Question, ...]
    decisions: tuple[Row, ...]
    numbers: tuple[str, ...]  # of the decisions to be taken, blanks and « autres » included
    previous: Meeting | None
    technical: date | None = None  # the next technical committee; None when none is planned
    deck: Deck | None = None
    report: CopilReport | None = None


@for_others
def build_pack(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    *,
    meeting: Meeting,
    day: date,
    meetings: tuple[Meeting, ...],
    as_of: date,
    baseline: Mapping[str, date] | None = None,
    provenance: Provenance | None = None,
    memory: Memory | None = None,
    to_publish: tuple[str, ...] = (),
) -> Pack:
    """Build the pack of a meeting that is planned on `day`.

    `meetings` are all of « Réunions »; `memory` what the last report of the committee said;
    `to_publish` the validated deliverables that wait for their dissemination.
    """
    scope = scope_of_meeting(programme, meeting)
    view = view_for(programme, tracked, viewer=COMMITTEE)
    programme, tracked = view.programme, view.tracked
    session = session_of(programme, meeting, day=day)
    previous = last_held(meetings, committee=meeting.committee, before=day)
    measures = measure(
        scope.narrowed(programme), tracked, scope.lines, as_of=as_of, baseline=baseline
    )
    is_steering = session.level is Level.STEERING
    rows = open_decisions(
        programme, meetings=meetings, committee=None if is_steering else meeting.committee
    )
    questions = build_questions(
        programme,
        measures,
        on=day,
        open_decisions=rows,
        ending=_ending(programme, session, as_of=as_of),
    )
    report = None
    found: tuple[Topic, ...] = ()
    if is_steering:
        since = previous.day if previous and previous.day else as_of - FIRST_PERIOD
        report = build_copil_report(
            programme,
            tracked,
            period_start=min(since + timedelta(days=1), as_of),
            period_end=as_of,
            as_of=as_of,
            previous=memory,
            baseline=baseline,
            provenance=provenance,
            paper=replace(DOSSIER, name=session.short_title),
        )
        found = topics_of(programme, report, measures, decisions=rows, on=day)
        found, count = make_room(found, questions)
        asked = questions[:count]
    else:
        above = next_committee(meetings, as_of=day)
        theirs: tuple[Question, ...] = ()
        if above is not None and above.day is not None:
            lines = whole_programme(programme)
            whole = measure(programme, tracked, lines, as_of=as_of, baseline=baseline)
            theirs = build_questions(programme, whole, on=above.day)[:SURELY_ASKED]
        # Two bodies never settle the same question.
        taken = {each.subject for each in theirs}
        asked = tuple(each for each in questions if each.subject not in taken)[:MOST_LIGHT]
    matters = _matters(
        programme, measures, rows=rows, questions=questions, asked=asked, day=day,
        previous=previous, to_publish=to_publish, unknown=scope.unknown,
    )  # fmt: skip
    timetable = build_timetable(session, matters)
    deck = None
    if report is not None:
        following = next_after(meetings, committee=meeting.committee, after=day)
        deck = build_deck(
            session,
            report=report,
            found=found,
            timetable=timetable,
            asked=asked,
            next_day=following.day if following else None,
        )
    technical = next_committee(meetings, as_of=day, level=Level.TECHNICAL)
    return Pack(
        session=session,
        as_of=as_of,
        timetable=timetable,
        questions=questions,
        asked=asked,
        decisions=rows,
        numbers=next_numbers(programme, year=day.year, count=len(asked) + BLANK_LINES + 2),
        previous=previous,
        technical=technical.day if technical is not None else None,
        deck=deck,
        report=report,
    )


def _ending(programme: Programme, session: Session, *, as_of: date) -> tuple[EndingMoney, ...]:
    """Only a steering committee answers for money."""
    if session.level is not Level.STEERING or "depenses" in sections_out_of(programme):
        return ()
    return ending_money(programme, as_of=as_of)


def _matters(
    programme: Programme, measures: Measures, *,
    rows: tuple[Row, ...], questions: tuple[Question, ...], asked: tuple[Question, ...],
    day: date, previous: Meeting | None, to_publish: tuple[str, ...], unknown: str,
) -> Matters:  # fmt: skip
    """What an agenda has to make time for."""
    doubtful = [row for row in rows if row.said("status", read_decision_status).doubtful]
    return Matters(
        sections_out=sections_out_of(programme),
        previous=previous.day if previous else None,
        open_decisions=len(rows),
        overdue_decisions=len(overdue(rows, as_of=day)),
        doubtful_decisions=len(doubtful),
        red_actions=measures.late_in_alert,
        late_actions=measures.late_range,
        missing=measures.missing_range,
        coming=len(coming_lines(measures)),
        questions=tuple((question.topic, question.detail) for question in asked),
        more_questions=len(questions) - len(asked),
        to_publish=to_publish,
        unknown=unknown,
    )


def next_committee(
    meetings: tuple[Meeting, ...], *, as_of: date, level: Level = Level.STEERING
) -> Meeting | None:
    """The next committee of a level that is planned for sure; None when there is none."""
    planned = [
        each
        for each in meetings
        if level_of(each) is level
        and each.is_planned
        and each.day is not None
        and each.day >= as_of
    ]
    return min(planned, key=lambda each: each.day or date.max, default=None)


def last_held(meetings: tuple[Meeting, ...], *, committee: str, before: date) -> Meeting | None:
    """The last meeting of a committee that was held before a day."""
    held = [
        each
        for each in meetings
        if fold(each.committee) == fold(committee)
        and each.was_held
        and each.day is not None
        and each.day < before
    ]
    return max(held, key=lambda each: each.day or date.min, default=None)


def next_after(meetings: tuple[Meeting, ...], *, committee: str, after: date) -> Meeting | None:
    """The next planned meeting of a committee after a day."""
    planned = [
        each
        for each in meetings
        if fold(each.committee) == fold(committee)
        and each.is_planned
        and each.day is not None
        and each.day > after
    ]
    return min(planned, key=lambda each: each.day or date.max, default=None)
