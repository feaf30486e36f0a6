"""Pure: what holds the partnership together: files, meetings, publications, people."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.communication.findings import find_communication
from relocalisons.core.deliverables.dissemination import find_dissemination
from relocalisons.core.deliverables.files_findings import find_deliverable_files
from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.meetings.findings.attendance import find_falling_attendance
from relocalisons.core.meetings.findings.decisions import find_decisions
from relocalisons.core.meetings.findings.meetings import find_meetings
from relocalisons.core.partners.mobilisation import MailFacts, find_mobilisation


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
