"""Pure: the last activity of each partner: edit, exchange, answer, meeting; doubts kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.meetings.words.meetings import Presence
from relocalisons.core.sources.thresholds import SILENT_AFTER, days_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class LastActivity:
    """The last day of each sign of life of a partner; None when there is none on record.

    `answer`: the day of the meeting whose invitation was answered, at most today: no column says
    when, and nobody is to be called silent for an answer that may be of these weeks.
    `in_doubt`: something more recent may have happened, in a cell that nobody can read.
    """

    plan: date | None = None  # a line of its action plan changed
    workbook: date | None = None  # its own workbook was edited
    contact: date | None = None
    answer: date | None = None
    meeting: date | None = None
    in_doubt: bool = False

    @property
    def edit(self) -> date | None:
        """The last edit on record."""
        return max((day for day in (self.plan, self.workbook) if day), default=None)

    @property
    def last(self) -> date | None:
        """The last sign of any kind."""
        signs = (self.edit, self.contact, self.answer, self.meeting)
        return max((day for day in signs if day), default=None)


def last_activity(
    programme: Programme,
    *,
    as_of: date,
    unchanged_since: Mapping[str, date],
    hers: Collection[str] = (),
) -> dict[str, LastActivity]:
    """By partner code, the last activity on record up to `as_of`.

    `hers`: the addresses of the coordination and of the service. What they were the last to edit
    is no sign of a partner: Drive names one editor of a whole file, its last.
    """
    known = frozenset(address.casefold() for address in hers)
    # The organisation that coordinates edits its own plan under the same address.
    themselves = {
        one.code
        for one in programme.partners
        if known.intersection(address.casefold() for address in one.emails.value or ())
    }
    by_us = _last_edited_by(programme, known)
    plans: dict[str, list[date]] = {}
    for action in programme.actions:
        changed = unchanged_since.get(action.key)
        if action.owner is None or changed is None:
            continue
        # A line that changed no earlier than its file last did changed with that edit.
        ours = by_us.get(action.place.file_id)
        if ours is None or changed < ours or action.owner in themselves:
            plans.setdefault(action.owner, []).append(changed)
    books = _own_workbooks(programme, but=by_us, themselves=themselves)
    contacts, unread = _contacts(programme, as_of=as_of)
    meetings = read_meetings(programme)
    silent_after = days_in_force(programme.parameters, SILENT_AFTER)
    met, may_have_met = _met(meetings, as_of=as_of, silent_after=silent_after)
    answered, may_have_answered = _answered(meetings, as_of=as_of, silent_after=silent_after)
    return {
        partner.code: LastActivity(
            plan=max(plans.get(partner.code, ()), default=None),
            workbook=books.get(partner.code),
            contact=contacts.get(partner.code),
            answer=answered.get(partner.code),
            meeting=met.get(partner.code),
            in_doubt=partner.code in unread | may_have_met | may_have_answered,
        )
        for partner in programme.partners
    }


def _last_edited_by(programme: Programme, known: Collection[str]) -> dict[str, date]:
    """File → the day of its last edit, of the files that one of these people edited last."""
    return {
        item.file_id: item.modified_time.date()
        for item in programme.items
        if (item.last_modifying_user or "").casefold() in known
    }


def _own_workbooks(
    programme: Programme, *, but: Collection[str], themselves: Collection[str]
) -> dict[str, date]:
    """Partner code → last edit of the workbook that holds its tables and nobody else's.

    `but`: files whose last edit was by the coordination, which is a partner itself at times.
    """
    owners: dict[str, set[str]] = {}
    edited: dict[str, date] = {}
    for entries in programme.tables.values():
        for entry in entries:
            owners.setdefault(entry.workbook.file_id, set()).add(entry.partner or PILOTAGE)
            edited[entry.workbook.file_id] = entry.workbook.modified_time.date()
    found: dict[str, date] = {}
    for file_id, names in owners.items():
        if len(names) != 1 or PILOTAGE in names:
            continue
        code = next(iter(names))
        if file_id not in but or code in themselves:
            found[code] = max(found.get(code, edited[file_id]), edited[file_id])
    return found


def _contacts(programme: Programme, *, as_of: date) -> tuple[dict[str, date], frozenset[str]]:
    """Partner code → last entry of « Contacts »; and those of whom an entry has no readable day."""
    last: dict[str, date] = {}
    unread: set[str] = set()
    for row in programme.rows("contacts"):
        code, day = programme.names.code_of(row.text("partner")), row.last_day("date")
        if code is None:
            continue
        if day is not None:
            last[code] = max(last.get(code, date.min), min(day, as_of))
        elif row.is_doubtful("date"):
            unread.add(code)
    return last, frozenset(unread)


def _met(
    meetings: tuple[Meeting, ...], *, as_of: date, silent_after: int
) -> tuple[dict[str, date], frozenset[str]]:
    """Seat → the last meeting it took part in; and those who may have come these silent weeks.

    A presence noted in words that nobody can read, or at a meeting whose day is not sure, may be
    one of these weeks.
    """
    last: dict[str, date] = {}
    may_have: set[str] = set()
    for meeting in meetings:
        day = meeting.day
        recent = day is None or 0 <= (as_of - day).days < silent_after
        for each in meeting.attendance:
            if each.seat is None:
                continue
            value = each.presence.value
            came = value is not None and value.counts
            if came and day is not None and day <= as_of:
                last[each.seat] = max(last.get(each.seat, day), day)
            elif recent and (each.presence.doubtful or (came and day is None)):
                may_have.add(each.seat)
    return last, frozenset(may_have)


def _answered(
    meetings: tuple[Meeting, ...], *, as_of: date, silent_after: int
) -> tuple[dict[str, date], frozenset[str]]:
    """Seat → day of the last meeting it answered about; and those whose answer nobody can read.

    Sending excuses or a proxy is an answer too. A meeting still to come was answered since its
    notice left, nobody knows which day; without that day, by today. An old answer about it is no
    sign of today each day until it is held.
    """
    last: dict[str, date] = {}
    may_have: set[str] = set()
    for meeting in meetings:
        day = meeting.day
        recent = day is None or (as_of - day).days < silent_after
        for each in meeting.attendance:
            if each.seat is None:
                continue
            told = each.presence.value in (Presence.EXCUSED, Presence.REPRESENTED)
            if day is not None and (told or each.answer.value is not None):
                by = day if day <= as_of else _noticed(meeting, as_of=as_of)
                last[each.seat] = max(last.get(each.seat, by), by)
            elif recent and (told or each.answer.value is not None or each.answer.doubtful):
                may_have.add(each.seat)
    return last, frozenset(may_have)


def _noticed(meeting: Meeting, *, as_of: date) -> date:
    sent = meeting.notice_sent.value
    return min(sent.earliest, as_of) if sent is not None else as_of
