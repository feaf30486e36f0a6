"""Pure: partners who no longer come to the meetings; for the coordinator alone."""

from datetime import date

from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    Programme,
    Severity,
)
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import NBSP, count_of, format_long_date, join_words
from relocalisons.core.meetings.findings.wording import MeetingKind
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.meetings.words.meetings import Presence

IN_A_ROW = 2
ALERT_IN_A_ROW = 4
NAMED = 3


def find_falling_attendance(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Active partners absent from the last `IN_A_ROW` meetings where their presence is noted.

    Excused counts as absent, represented as present. A presence in doubt, or not noted for a seat
    of the committee, ends the row: it is not known to be an absence.
    """
    rows = missed_in_a_row(programme, as_of=as_of)
    return tuple(
        _finding(partner.code, rows[partner.code], programme=programme)
        for partner in programme.partners
        if partner.active and len(rows.get(partner.code, ())) >= IN_A_ROW
    )


def missed_in_a_row(
    programme: Programme, *, as_of: date
) -> dict[str, tuple[tuple[Meeting, CellRef], ...]]:
    """Partner code → the meetings missed since it last came, latest first, with their cells."""
    held = [
        meeting
        for meeting in read_meetings(programme)
        if meeting.is_committee and meeting.was_held and meeting.day and meeting.day <= as_of
    ]
    held.sort(key=lambda meeting: (meeting.day or as_of, meeting.number), reverse=True)
    missed: dict[str, list[tuple[Meeting, CellRef]]] = {}
    ended: set[str] = set()
    codes = {partner.code for partner in programme.partners}
    for meeting in held:
        noted = {each.seat: each for each in meeting.attendance if each.seat}
        expected = {member.seat for member in meeting.seats}
        for code in sorted((codes & (set(noted) | expected)) - ended):
            line = noted.get(code)
            value = line.presence.value if line else None
            if line is not None and value in (Presence.ABSENT, Presence.EXCUSED):
                missed.setdefault(code, []).append((meeting, line.place.cell("presence")))
            else:
                ended.add(code)
    return {code: tuple(meetings) for code, meetings in missed.items()}


def _finding(
    code: str, missed: tuple[tuple[Meeting, CellRef], ...], *, programme: Programme
) -> Finding:
    dates = [
        f"{meeting.committee} du {format_long_date(meeting.day)}"
        for meeting, _ in missed[:NAMED]
        if meeting.day
    ]
    more = len(missed) - len(dates)
    if more:
        dates.append(count_of(more, "autre"))
    return Finding(
        kind=MeetingKind.ATTENDANCE_FALLING,
        subject=code,
        partner=code,
        severity=Severity.ALERT if len(missed) >= ALERT_IN_A_ROW else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{say_partner(programme, code)} n’a participé à aucune des {len(missed)} dernières "
        f"réunions où sa présence est notée{NBSP}: {join_words(dates)}.",
        action=f"Appeler {say_contact(programme, code)} pour comprendre, et proposer un suppléant.",
        label=say_partner(programme, code),
        evidence=tuple(place for _, place in missed[:NAMED]),
        days=None,
    )
