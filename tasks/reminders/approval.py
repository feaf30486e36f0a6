"""What a mail asks for, and until when it may be approved: never after the first date it tells."""

from collections.abc import Iterable
from datetime import date, datetime, time

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import day_before, working_days
from relocalisons.core.kernel.model import Programme
from relocalisons.core.reminders.digests import Digest
from relocalisons.core.reminders.rules.release import from_document
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.notices import NewNotice, Notice
from tasks.run.programme_run import ProgrammeRun, deadline_of

_EVENING = 18  # o'clock: what cannot wait until tomorrow has the whole day


def digest_of(notice: Notice) -> Digest:
    """The stored digest of a notice."""
    if notice.body is None:
        raise ValueError(f"notice {notice.key}: its body was wiped by retention")
    return from_document(notice.body["digest"], kinds=KINDS)


def asked_in(notice: Notice | NewNotice) -> int:
    """How many things a mail asks for: what its own heading says, in every tab and mail of hers."""
    kept = (notice.body or {}).get("digest") if notice.kind in DIGESTS else None
    if kept is not None:
        return len(from_document(kept, kinds=KINDS).asked)
    return notice.line_count if isinstance(notice, Notice) else len(notice.items)


def approval_deadline(run: ProgrammeRun, notice: Notice, *, programme: Programme) -> datetime:
    """That of the week; of a mail that announces a date before it, the working day before that.

    On the very day on which it was written where there is none: she has until the evening.
    """
    usual = deadline_of(run.settings, notice.logical_date, programme=programme)
    if notice.kind not in DIGESTS or notice.body is None:
        return usual
    dues = tuple(line.due for line in digest_of(notice).lines if line.due is not None)
    calendar = working_days(programme)
    return before_dates(usual, dues, written=notice.logical_date, calendar=calendar)


def before_dates(
    usual: datetime, dues: Iterable[date], *, written: date, calendar: WorkCalendar
) -> datetime:
    """The usual moment, or that before the first date which has not passed when it was written."""
    first = min((due for due in dues if due >= written), default=None)
    if first is None or first > usual.date():
        return usual
    day = max(day_before(first, days=1, calendar=calendar), written)
    hour = time(_EVENING) if day == written else usual.time()
    return min(datetime.combine(day, hour, tzinfo=usual.tzinfo), usual)


def next_deadline(
    run: ProgrammeRun, notices: Iterable[Notice], *, programme: Programme
) -> datetime | None:
    """The first of theirs that has not passed; None where none is to come."""
    now = run.clock()
    every = (approval_deadline(run, one, programme=programme) for one in notices)
    return min((moment for moment in every if moment > now), default=None)
