"""Pure: hard deadlines, which no cap and no quiet period keeps from the coordinator's list."""

from collections.abc import Iterable
from datetime import date

from relocalisons.core.decisions import Meaning, understand_finding
from relocalisons.core.french import count_days, format_day, typo
from relocalisons.core.model import Finding, TrackedFinding
from relocalisons.core.reminders.digests import UrgentPoint
from relocalisons.core.reports.standing import say_unseen_since

# How the names of their kinds begin: reports and claims due, the end of eligibility, the notice of
# a committee. What is lost there is lost for good.
HARD = ("report_due", "claim_due", "expense_unpaid", "meeting_notice_due", "meeting_not_called")


def is_hard(finding: Finding) -> bool:
    """Whether its date cannot be moved by anybody here."""
    return finding.kind.value.startswith(HARD)


def find_urgent(tracked: Iterable[TrackedFinding], *, as_of: date) -> tuple[UrgentPoint, ...]:
    """Hard deadlines that she has not settled herself, the nearest first.

    One whose line cannot be read any more is still lost for good when it passes: it stays, and
    that is said.
    """
    points = [
        _point(one, as_of=as_of)
        for one in tracked
        if is_hard(one.finding)
        and (one.is_open or one.unseen_since is not None)
        and _waits(one, as_of)
    ]
    return tuple(sorted(points, key=lambda point: (point.due or date.max, point.finding_key)))


def _waits(one: TrackedFinding, as_of: date) -> bool:
    decision = understand_finding(one.decision, since=one.first_seen, as_of=as_of)
    if decision.meaning is Meaning.VOID:
        return False
    if decision.meaning in (Meaning.SEEN, Meaning.GRANTED):
        return decision.until is not None and decision.until <= as_of
    return True


def _point(one: TrackedFinding, *, as_of: date) -> UrgentPoint:
    finding = one.finding
    status = _status(finding.due, as_of=as_of)
    if one.unseen_since is not None:
        status += f", {say_unseen_since(one.unseen_since, last_read=one.last_read)}"
    return UrgentPoint(
        finding_key=finding.key,
        partner=finding.partner or "",
        label=finding.label,
        what=typo(finding.title),
        action=typo(finding.action),
        due=finding.due,
        status=status,
    )


def _status(due: date | None, *, as_of: date) -> str:
    if due is None:
        return "échéance ferme"
    if due < as_of:
        return f"{count_days((as_of - due).days)} de retard"
    if due == as_of:
        return "aujourd’hui"
    return f"dans {count_days((due - as_of).days)}, le {format_day(due)}"
