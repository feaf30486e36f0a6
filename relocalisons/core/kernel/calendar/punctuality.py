"""Pure: which day a run is about, and what is still useful when it starts late."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from relocalisons.core.kernel.calendar.calendar import Roll, WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import our_deadline
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import format_day, format_moment

EVENING = 19  # when mails stop leaving
LATE_AFTER = timedelta(hours=12)
REPORTS_WAIT = timedelta(days=7)  # how late a monthly report is still written for its own day


_REPORTS = (RunKind.FUNDER_REPORTS, RunKind.COPIL_PACK, RunKind.PRODUCER_FOLLOW_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunDay:
    """The day a run is about; when `useful` is false the run only says why it does nothing."""

    as_of: date
    useful: bool
    message: str = ""  # French; empty when there is nothing to say
    consequence: str = ""  # the end of `message`: what the delay changes; empty when on time

    @property
    def is_late(self) -> bool:
        """Whether the run started so late that the coordinator should know."""
        return bool(self.message)


def lateness(due: datetime, now: datetime) -> timedelta:
    """The time that has passed from one aware instant to another; negative before it is due.

    Python subtracts and compares two datetimes of one zone by their clock faces, an hour wrong
    across a change of clocks; in UTC no hour is missing or comes twice. A civil time that comes
    twice is its first occurrence (`fold=0`), one that does not exist is moved past the gap.
    """
    return now.astimezone(UTC) - due.astimezone(UTC)


def choose_run_day(
    kind: RunKind,
    *,
    asked: date | None,
    scheduled: datetime,
    started: datetime,
    decision_deadline: datetime | None = None,
) -> RunDay:
    """The civil day of a run.

    A date asked for by a person is obeyed. Otherwise it is the day the run was scheduled for, so
    that a retry after midnight keeps its day. A run that starts more than 12 h late works on the
    present day instead: yesterday's sheets are gone. Two exceptions: monthly reports keep their
    day for a week, or the month would have none; reminders that could no longer be decided before
    their deadline are not prepared at all.

    `scheduled` and `started` are aware, in the programme's zone; `decision_deadline` likewise.
    """
    if asked is not None:
        return RunDay(as_of=asked, useful=True)
    late_by = lateness(scheduled, started)
    if late_by <= LATE_AFTER:
        return RunDay(as_of=scheduled.date(), useful=True)
    as_of, useful = started.date(), True
    consequence = f"Il porte donc sur le {format_day(as_of)}."
    if kind in _REPORTS and late_by <= REPORTS_WAIT:
        as_of = scheduled.date()
        consequence = (
            f"Il porte bien sur le {format_day(as_of)}, avec les données lues au démarrage."
        )
    past_deadline = decision_deadline is not None and lateness(
        decision_deadline, started
    ) >= timedelta(0)
    if kind is RunKind.PARTNER_REMINDERS and past_deadline:
        useful = False
        consequence = (
            "La date limite de décision est passée : aucune relance n’est préparée cette semaine."
        )
    late = (
        f"Ce passage était prévu le {format_moment(scheduled)} et n’a commencé que le "
        f"{format_moment(started)}."
    )
    return RunDay(
        as_of=as_of, useful=useful, message=f"{late} {consequence}", consequence=consequence
    )


def decision_deadline(
    as_of: date, *, weekday: int, hour: int, calendar: WorkCalendar
) -> tuple[date, int]:
    """The day and hour by which the digests of the ISO week of `as_of` must be decided.

    A day off moves as every day of ours (`kernel/calendar/deadlines`), within the week: a digest
    never lives into the next one. When the day is already past (reminders prepared on a Friday), it
    is the evening of the last working day left in the week; only what is prepared by hand once
    there is none left, on a week-end, waits until the Sunday.
    """
    monday = as_of - timedelta(days=as_of.weekday())
    wanted, sunday = monday + timedelta(days=weekday), monday + timedelta(days=6)
    day = our_deadline(wanted, sent=as_of, calendar=calendar)
    if wanted > as_of and as_of < day <= sunday:
        return day, hour
    last = calendar.roll(sunday, to=Roll.BACKWARD)
    return (last, EVENING) if last >= as_of else (sunday, hour)
