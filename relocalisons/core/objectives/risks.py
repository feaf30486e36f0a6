"""Pure: risks whose review is past, or was never planned."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.findings.gestures import Verb, by_herself
from relocalisons.core.kernel.model import (
    Audience,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Row,
    Severity,
    last_day,
)
from relocalisons.core.kernel.wording import label_of, say_contact
from relocalisons.core.kernel.words.french import NBSP, count_days, format_long_date, quote


class RiskKind(FindingKind):
    """What is told of a risk."""

    RISK_REVIEW_OVERDUE = "risk_review_overdue", by_herself(Verb.REVIEW, "risques")


_SERIOUS = 9  # likelihood × severity, each from 1 to 4


def find_risks(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Risks to review; a date in doubt judges nothing."""
    return tuple(
        finding
        for row in programme.rows("risks")
        for finding in _overdue(
            row,
            owner=programme.whose(row, "owner"),
            programme=programme,
            as_of=as_of,
        )
    )


def _overdue(
    row: Row, *, owner: str | None, programme: Programme, as_of: date
) -> Iterator[Finding]:
    review = row.reading("review")
    day = last_day(review)
    if review.doubt is Doubt.ABSENT:
        said = "aucune date de revue n’est prévue"
    elif day is not None and day < as_of:
        days = count_days((as_of - day).days)
        said = f"sa revue était prévue le {format_long_date(day)}, {days} de retard"
    else:
        return
    label = label_of(row.key, row.text("risk"))
    yield Finding(
        kind=RiskKind.RISK_REVIEW_OVERDUE,
        subject=row.lasting_key,
        partner=owner,
        severity=Severity.ALERT if _is_serious(row) else Severity.WATCH,
        audience=Audience.PARTNER if owner else Audience.COORDINATION,
        title=f"Risque {label}{NBSP}: {said}.",
        action=f"Revoir le risque avec {say_contact(programme, owner)} (probabilité, gravité, "
        f"mesure), et noter la prochaine date dans {quote('Revue')}.",
        label=label,
        evidence=(row.place.cell("review"),),
        due=day,
        days=(as_of - day).days if day else None,
        ask=f"Dites-nous où en est le risque {quote(label)}{NBSP}: a-t-il changé, et la mesure "
        "prévue suffit-elle\u202f?"
        if owner
        else "",
    )


def _is_serious(row: Row) -> bool:
    """Whether both marks are known and their product is high; unknown marks are not low ones."""
    marks = [row.reading(column).value for column in ("likelihood", "severity")]
    known = [mark for mark in marks if isinstance(mark, Decimal)]
    return len(known) == len(marks) and known[0] * known[1] >= _SERIOUS
