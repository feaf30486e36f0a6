"""Pure: what the sheets say today of what an answer is about: the line, the cell, its words."""

from collections.abc import Iterator

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import CellRef, Programme, Row
from relocalisons.core.kernel.rows import PILOTAGE
from relocalisons.core.kernel.sheets import raw
from relocalisons.core.kernel.words.french import format_date, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.meetings import Attendance, Meeting, read_meetings
from relocalisons.core.meetings.words.meetings import AnswerKind
from relocalisons.core.proposals.model import PRESENCE, KeptProposal
from relocalisons.core.replies.model import Act

_LONGEST = 60
# The newest promise of a line first; a line has one of them or none.
_DUE = ("revised_end", "planned_end", "revised_due", "due", "valid_until", "date")
_DATED = (Act.NEW_DATE, Act.PROMISE, Act.OTHER_DATE)
_SAME = {
    Act.ATTEND_YES: AnswerKind.YES,
    Act.ATTEND_NO: AnswerKind.NO,
    Act.ATTEND_PROXY: AnswerKind.PROXY,
}
_CONTACT = (Act.NEW_CONTACT, Act.CONTACT_LEFT)


def line_of(kept: KeptProposal, programme: Programme) -> Row | None:
    """The line of a partner that an answer speaks of; None when none or several bear its number."""
    ref = kept.proposal.ref
    if not ref or not kept.partner:
        return None
    found = [
        row
        for name in programme.tables
        for row in programme.numbered_rows(name)
        if fold(row.identity or "") == fold(ref)
    ]
    own = [row for row in found if kept.partner in _owners(row, programme)]
    chosen = own or found
    return chosen[0] if len(chosen) == 1 else None


def meeting_of(kept: KeptProposal, programme: Programme) -> Meeting | None:
    """The meeting that an answer comes to, or not."""
    if kept.proposal.act not in PRESENCE:
        return None
    ref = fold(kept.proposal.ref or "")
    return next((one for one in read_meetings(programme) if ref and fold(one.number) == ref), None)


def seat_of(kept: KeptProposal) -> str:
    """Whose seat it is in a meeting: the partner's, else the person's."""
    return kept.partner or fold(kept.person)


def lines_of_seat(meeting: Meeting, seat: str) -> tuple[Attendance, ...]:
    """The lines of « Présences » that a seat already has, from top to bottom."""
    return tuple(one for one in meeting.attendance if one.seat == seat)


def is_taken(kept: KeptProposal, meeting: Meeting) -> bool:
    """Whether « Présences » holds an answer of that seat: it is never changed."""
    lines = lines_of_seat(meeting, seat_of(kept))
    return any(one.answer.text or one.answer.doubtful for one in lines)


def say_standing(kept: KeptProposal, programme: Programme) -> str:
    """« « en cours », pour le 28/02/2026 »: what stands there today; empty when nobody knows."""
    meeting = meeting_of(kept, programme)
    if meeting is not None:
        said = [one.answer.text for one in lines_of_seat(meeting, seat_of(kept)) if one.answer.text]
        return quote(shorten(said[-1], limit=_LONGEST)) if said else "sans réponse"
    row = line_of(kept, programme)
    return ", ".join(_said(row)) if row is not None else ""


def cell_of(kept: KeptProposal, programme: Programme) -> CellRef | None:
    """The very cell that the answer is about, for a link."""
    meeting = meeting_of(kept, programme)
    if meeting is not None:
        lines = lines_of_seat(meeting, seat_of(kept))
        return lines[-1].place.cell("answer") if lines else meeting.place.cell("number")
    if kept.proposal.act in _CONTACT:
        return next((r.place.cell("email") for r in _of_partner(kept, programme)), None)
    row = line_of(kept, programme)
    if row is None:
        return None
    wanted = _DUE if kept.proposal.act in _DATED else ("status",)
    return row.place.cell(next((name for name in wanted if name in row.place.letters), ""))


def already_said(kept: KeptProposal, programme: Programme) -> bool:
    """Whether « Présences » says already what a person answers: there is nothing to accept."""
    meeting = meeting_of(kept, programme)
    if meeting is None:
        return False
    said = {one.answer.value for one in lines_of_seat(meeting, seat_of(kept))}
    return _SAME[kept.proposal.act] in said and kept.proposal.act is not Act.ATTEND_PROXY


def _of_partner(kept: KeptProposal, programme: Programme) -> Iterator[Row]:
    rows = programme.numbered_rows("partners")
    return (row for row in rows if kept.partner and row.identity == kept.partner)


def _owners(row: Row, programme: Programme) -> frozenset[str]:
    columns = {column.name for column in row.table.columns if column.kind is ColumnKind.PARTNER}
    named = {programme.names.code_of(row.text(name)) for name in columns}
    return frozenset(code for code in (row.partner, *named) if code and code != PILOTAGE)


def _said(row: Row) -> Iterator[str]:
    columns = {column.name for column in row.table.columns}
    status = raw(row.cells.get("status"))
    if status is not None and str(status).strip():
        yield quote(shorten(typo(str(status)), limit=_LONGEST))
    due = next((day for name in _DUE if name in columns and (day := row.last_day(name))), None)
    if due is not None:
        yield f"pour le {format_date(due)}"
