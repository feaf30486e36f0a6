"""Pure: what holds the partnership together: files, meetings, publications, people."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.findings.attendance import find_falling_attendance
from relocalisons.core.findings.communication import find_communication
from relocalisons.core.findings.deliverable_files import find_deliverable_files
from relocalisons.core.findings.dissemination import find_dissemination
from relocalisons.core.findings.meeting_decisions import find_decisions
from relocalisons.core.findings.meetings import find_meetings
from relocalisons.core.findings.mobilisation import MailFacts, find_mobilisation
from relocalisons.core.model import Finding, Programme


def find_partnership(
    programme: Programme,
    *,
    as_of: date,
    unchanged_since: Mapping[str, date],
    mails: MailFacts | None = None,
) -> tuple[Finding, ...]:
    """Every finding about deliverables' files, committees, communication and mobilisation."""
    return (
        *find_deliverable_files(programme),
        *find_dissemination(programme, as_of=as_of),
        *find_meetings(programme, as_of=as_of, convened=mails.convened if mails else {}),
        *find_decisions(programme, as_of=as_of),
        *find_falling_attendance(programme, as_of=as_of),
        *find_communication(programme, as_of=as_of),
        *find_mobilisation(programme, as_of=as_of, unchanged_since=unchanged_since, mails=mails),
    )
