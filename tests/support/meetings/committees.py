"""A programme with committees: « Réunions », « Instances », « Présences » as people type them."""

from dataclasses import replace
from datetime import date

from support.papers.report_workspace import Workspace, sample_workspace

from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.reports.meetings.convening import (
    Appointment,
    Convening,
    ConveningPlan,
    Version,
    plan_convening,
)

DAY = date(2026, 4, 16)
MEMBERS = (
    ("P01", "Zoé Aubert", "zoe@mairie.example", "membre"),
    ("P02", "Farid Blanc", "farid@chambre.example", "membre"),
    ("P03", "Inès Corriol", "ines@ong.example", "membre"),
    (None, "Maëlle Cordier", "m.cordier@fra.example", "invitée"),
)


def workspace(
    *,
    late: int = 3,
    day: object = DAY,
    kind: str = "COPIL",
    members: tuple[tuple[str | None, str, str, str], ...] = MEMBERS,
    attendance: tuple[dict[str, object], ...] = (),
    **meeting: object,
) -> Workspace:
    """A workspace whose meeting R-08 is on `day`; `meeting` adds or changes its cells."""
    space = sample_workspace(late=late)
    line: dict[str, object] = {
        "number": "R-08",
        "type": kind,
        "date": day,
        "hours": "14 h – 16 h 30",
        "place": "Mairie de Saint-Elzéar",
        "committee": kind,
        "quorum": 2,
        "status": "prévue",
    }
    line.update(meeting)
    held = {
        "number": "R-05", "type": kind, "date": date(2026, 1, 15), "hours": "",
        "place": "Visio", "committee": kind, "quorum": 2, "status": "tenue",
    }  # fmt: skip
    space.tables["meetings"] = [held, line]
    space.tables["committees"] = [
        {"committee": kind, "partner": code, "person": name, "email": mail, "role": role}
        for code, name, mail, role in members
    ]
    if attendance:
        space.tables["attendance"] = list(attendance)
    return space


def programme(**words: object) -> Programme:
    """The programme of that workspace."""
    return workspace(**words).programme()  # type: ignore[arg-type]


def meeting_of(read: Programme, number: str = "R-08") -> Meeting:
    """One meeting by its number."""
    return next(each for each in read_meetings(read) if each.number == number)


def plan(read: Programme, *versions: Version, as_of: date) -> ConveningPlan:
    """What is to be told when R-08 was told in those versions."""
    meetings = tuple(each for each in read_meetings(read) if each.number == "R-08")
    told = {"R-08": versions} if versions else {}
    return plan_convening(read, meetings, told=told, as_of=as_of)


def only(read: Programme, *versions: Version, as_of: date) -> Convening:
    """The one meeting that is to be told about."""
    (convening,) = plan(read, *versions, as_of=as_of).convenings
    return convening


def told(read: Programme, sequence: int = 0, **changes: object) -> Version:
    """R-08 as `read` has it, as a version that people were told; `changes` to its appointment."""
    now: Appointment = only(read, as_of=date(2026, 4, 10)).version.appointment
    return Version(sequence=sequence, appointment=replace(now, **changes))  # type: ignore[arg-type]
