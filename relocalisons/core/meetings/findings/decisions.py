"""Pure: decisions of the committees: those past their date, and those that nobody holds."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import (
    Audience,
    DateInterval,
    Doubt,
    Finding,
    PartnerNames,
    Programme,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_partner
from relocalisons.core.kernel.words.french import NBSP, THIN, count_days, format_long_date, quote
from relocalisons.core.meetings.findings.wording import MeetingKind
from relocalisons.core.meetings.words.decisions import is_running, read_decision_status

ALERT_DAYS = 30


def find_decisions(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Open decisions past their date, and open decisions without owner.

    A status in doubt, or in no list, is asked about: nothing is concluded from that line.
    """
    return tuple(
        finding
        for row in programme.numbered_rows("decisions")
        if is_running(row.said("status", read_decision_status))
        for finding in _decision(row, names=programme.names, programme=programme, as_of=as_of)
    )


def _decision(
    row: Row, *, names: PartnerNames, programme: Programme, as_of: date
) -> Iterator[Finding]:
    owner = names.code_of(row.text("owner"))
    label = label_of(row.identity or "", row.text("decision"))
    due = row.reading("due").value
    if isinstance(due, DateInterval) and due.latest < as_of:
        yield _overdue(row, owner=owner, label=label, due=due, programme=programme, as_of=as_of)
    nobody = row.reading("owner").doubt is Doubt.ABSENT and "owner" in row.place.letters
    if nobody:
        yield Finding(
            kind=MeetingKind.DECISION_WITHOUT_OWNER,
            subject=row.identity or "",
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COPIL,
            title=f"La décision {label} n’a pas de responsable.",
            action=f"Désigner un responsable et une échéance dans {quote('Décisions')}.",
            label=label,
            evidence=(row.place.cell("owner"),),
        )


def _overdue(
    row: Row,
    *,
    owner: str | None,
    label: str,
    due: DateInterval,
    programme: Programme,
    as_of: date,
) -> Finding:
    days = (as_of - due.latest).days
    about = row.reading("due").doubt is Doubt.ABOUT
    when = f"{'vers le' if about else 'le'} {format_long_date(due.latest)}"
    who = f" ({say_partner(programme, owner)})" if owner else ""
    return Finding(
        kind=MeetingKind.DECISION_OVERDUE,
        subject=row.identity or "",
        partner=owner,
        severity=Severity.ALERT if days > ALERT_DAYS else Severity.WATCH,
        audience=Audience.COPIL,
        title=f"La décision {label}{who} devait être faite {when}{NBSP}: {count_days(days)} de "
        "retard.",
        action=f"Demander à {say_contact(programme, owner)} où elle en est, ou une nouvelle date.",
        label=label,
        evidence=(row.place.cell("due"), row.place.cell("status")),
        due=due.latest,
        days=days,
        about=about,
        ask=(
            f"Cette décision devait être faite {when}. Où en êtes-vous, et à quelle date "
            f"sera-t-elle faite{THIN}?"
            if owner
            else ""
        ),
    )
