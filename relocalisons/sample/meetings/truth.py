"""Sample: what must be found about committees, their decisions and who comes, on an evening."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.entries import (
    TruthEntry,
    amount_of,
    date_of,
    first_of_each,
    partner_of,
)
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.working_days import asked, on_or_before
from relocalisons.sample.engine.workspace import Workspace

_CALLED_BY_NOTICE = ("COPIL", "COTECH", "GT")
_CAME = ("présent", "présente", "visio", "oui")
_AWAY = ("absent", "absente", "excusé", "excusée", "absent excusé")
_STANDS_IN = "représenté par "
_GUESTS = ("invitée", "animation")
_NOTICE, _LAST_NOTICE, _ANSWER, _QUORUM, _RECORD, _MINUTES = 21, 15, 7, 3, 5, 15  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMeeting:
    """A committee meeting with its members who vote and its lines of « Présences », by seat."""

    number: str
    on: date
    status: str
    row: Row
    seats: tuple[str, ...]
    lines: dict[str, Row]

    @property
    def was_held(self) -> bool:
        """Whether its line says so."""
        return self.status == "tenue"

    def presence(self, seat: str) -> str:
        """What is noted of a seat; empty when nothing is."""
        return _word(self.lines.get(seat), "presence")

    def answer(self, seat: str) -> str:
        """What a seat answered."""
        return _word(self.lines.get(seat), "answer")

    def came(self, seat: str) -> bool | None:
        """Whether a seat took part; None when nobody can tell."""
        word = self.presence(seat)
        if word.startswith(_STANDS_IN):
            holder = word.removeprefix(_STANDS_IN)
            return True if self.presence(holder) in _CAME else None
        return True if word in _CAME else False if word in _AWAY else None


def meeting_entries(workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    """Every finding about meetings, decisions and attendance."""
    meetings = sample_meetings(workspace)
    decisions = first_of_each(workspace.tab(PILOTAGE, "decisions"))
    decided = {str(row.cell("meeting").meaning) for row in decisions}
    for meeting in meetings:
        if meeting.status == "prévue" and meeting.on >= on:
            yield from _before(meeting, workspace, on)
        elif meeting.was_held and meeting.on <= on:
            yield from _after(meeting, on, decided=decided)
        elif meeting.status == "prévue" and (on - meeting.on).days > _RECORD:
            yield _entry("meeting_unclear", meeting)
    yield from _decisions(decisions, on)
    yield from _falling(meetings, workspace, on)


def sample_meetings(workspace: Workspace) -> tuple[SampleMeeting, ...]:
    """The committee meetings whose day is known."""
    members: dict[str, dict[str, str]] = {}  # committee → name → seat
    guests: set[tuple[str, str]] = set()
    for row in first_of_each(workspace.tab(PILOTAGE, "committees")):
        committee, name = _word(row, "committee"), _word(row, "person")
        seat = partner_of(row.cell("partner")) or name
        members.setdefault(committee, {})[name] = seat
        if _word(row, "role") in _GUESTS:
            guests.add((committee, seat))
    found = []
    for row in first_of_each(workspace.tab(PILOTAGE, "meetings")):
        day, committee = date_of(row.cell("date")), _word(row, "committee")
        if day is None or _word(row, "type") not in _CALLED_BY_NOTICE:
            continue
        names, lines = members.get(committee, {}), dict[str, Row]()
        for line in first_of_each(workspace.tab(PILOTAGE, "attendance")):
            if line.cell("meeting").meaning != row.cell("number").meaning:
                continue
            seat = partner_of(line.cell("partner")) or names.get(_word(line, "person"))
            if seat is not None:
                lines[seat] = line
        seats = [seat for seat in names.values() if (committee, seat) not in guests]
        found.append(
            SampleMeeting(
                number=_word(row, "number"),
                on=day,
                status=_word(row, "status"),
                row=row,
                seats=tuple(dict.fromkeys(seats)),
                lines=lines,
            )
        )
    return tuple(found)


def _before(meeting: SampleMeeting, workspace: Workspace, on: date) -> Iterator[TruthEntry]:
    left = (meeting.on - on).days
    sent = meeting.row.cell("notice_sent")
    called = date_of(sent)
    if called is not None and called <= on:
        if left <= _ANSWER:
            yield from _answers(meeting, workspace)
            yield from _hoped(meeting, left)
    elif not sent.is_doubtful and left <= _NOTICE:
        late = on >= on_or_before(meeting.on - timedelta(days=_LAST_NOTICE))
        yield _entry("meeting_not_called" if late else "meeting_notice_due", meeting)


def _answers(meeting: SampleMeeting, workspace: Workspace) -> Iterator[TruthEntry]:
    known = {str(row.cell("code").meaning) for row in workspace.tab(PILOTAGE, "partners").rows}
    asks_quorum = meeting.row.cell("quorum").value is not None
    for seat in meeting.seats:
        word, partner = meeting.answer(seat), seat if seat in known else None
        kind = ""
        if word == "non" or word.endswith("à préciser"):
            kind = "meeting_proxy_missing" if asks_quorum else ""
        elif word != "oui" and not word.startswith("pouvoir à "):
            kind = "meeting_answers_missing"
        if kind:
            subject = f"{meeting.number}/{seat}"
            yield TruthEntry(kind=kind, subject=subject, partner=partner)


def _hoped(meeting: SampleMeeting, left: int) -> Iterator[TruthEntry]:
    needed = amount_of(meeting.row.cell("quorum"))
    if needed is None or not meeting.seats:
        return
    sure = possible = 0
    for seat in meeting.seats:
        word = meeting.answer(seat)
        holder = word.removeprefix("pouvoir à ") if word.startswith("pouvoir à ") else ""
        if word == "oui" or (holder and meeting.answer(holder) == "oui"):
            sure += 1
        elif word != "non" and not (holder and meeting.answer(holder) == "non"):
            possible += 1
    if sure + possible < needed:
        yield _entry("meeting_quorum_out_of_reach", meeting)
    elif sure < needed and left <= _QUORUM:
        yield _entry("meeting_quorum_at_risk", meeting)


def _after(meeting: SampleMeeting, on: date, *, decided: set[str]) -> Iterator[TruthEntry]:
    since = (on - meeting.on).days
    needed = amount_of(meeting.row.cell("quorum"))
    came = [meeting.came(seat) for seat in (meeting.seats or tuple(meeting.lines))]
    sure, unknown = came.count(True), came.count(None)
    if needed is not None and sure < needed:
        if meeting.seats and sure + unknown < Decimal(needed):
            yield _entry("meeting_without_quorum", meeting)
        elif since > _RECORD:
            yield _entry("meeting_unclear", meeting)
    if meeting.row.cell("minutes").value is None:
        written_by, noted_by = (
            asked(meeting.on + timedelta(days=days), sent=meeting.on)
            for days in (_MINUTES, _RECORD)
        )
        if on > written_by:
            yield _entry("meeting_minutes_missing", meeting)
        elif on > noted_by and meeting.number not in decided:
            yield _entry("meeting_record_missing", meeting)


def _decisions(rows: tuple[Row, ...], on: date) -> Iterator[TruthEntry]:
    for row in rows:
        if _word(row, "status") not in ("ouverte", "en cours"):
            continue
        number, owner = _word(row, "number"), row.cell("owner")
        due = date_of(row.cell("due"))
        if due is not None and due < on:
            days = (on - due).days
            yield TruthEntry(
                kind="decision_overdue", subject=number, partner=partner_of(owner), days=days
            )
        if owner.value is None:
            yield TruthEntry(kind="decision_without_owner", subject=number, partner=None)


def _falling(
    meetings: tuple[SampleMeeting, ...], workspace: Workspace, on: date
) -> Iterator[TruthEntry]:
    held = sorted(
        (each for each in meetings if each.was_held and each.on <= on),
        key=lambda each: (each.on, each.number),
        reverse=True,
    )
    for row in first_of_each(workspace.tab(PILOTAGE, "partners")):
        code = str(row.cell("code").meaning)
        if row.cell("active").meaning == "non":
            continue
        missed = 0
        for meeting in held:
            if code not in meeting.seats and code not in meeting.lines:
                continue
            if meeting.presence(code) not in _AWAY:
                break
            missed += 1
        if missed >= 2:
            yield TruthEntry(kind="attendance_falling", subject=code, partner=code)


def _entry(kind: str, meeting: SampleMeeting) -> TruthEntry:
    return TruthEntry(kind=kind, subject=meeting.number, partner=None)


def _word(row: Row | None, column: str) -> str:
    cell = row.cell(column) if row is not None else None
    return str(cell.meaning) if cell is not None and cell.is_set else ""
