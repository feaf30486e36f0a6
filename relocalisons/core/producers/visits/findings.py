"""Pure: producers to visit, and visits of which nothing was written down."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Programme, Severity
from relocalisons.core.kernel.wording import say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_date,
    format_long_date,
    quote,
)
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.rows import is_empty, producer_rows
from relocalisons.core.producers.visits.notes import VisitState, visit_states
from relocalisons.core.sources.thresholds import VISIT_REPORT_WITHIN, days_in_force

WATCH_FROM = 14  # days late


def find_visits(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Visits overdue by filière and season, visits planned and not made, reports missing."""
    return (
        *(
            finding
            for state in visit_states(programme, as_of=as_of)
            for finding in _overdue(state, programme, as_of=as_of)
        ),
        *_without_report(programme, as_of=as_of),
    )


def _overdue(state: VisitState, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    since = state.overdue_since(as_of)
    if since is None:
        return
    late = (as_of - since).days
    name = say_partner(programme, state.producer)
    if state.missed is not None:
        words = f"la visite prévue le {format_long_date(since)} n’est pas notée comme faite"
    elif state.last_on is None:
        words = (
            f"aucune visite n’est notée, alors que la saison a commencé le "
            f"{format_long_date(since)}"
        )
    else:
        words = f"une visite était à faire avant le {format_long_date(since)}"
    cells = [
        row.place.cell("planned_on") for row in (state.last, state.planned_row) if row is not None
    ] or [
        # Never visited: the season of its contract is what calls for a visit.
        contract.place.cell("start")
        for contract in programme.contracts
        if contract.producer == state.producer
    ]
    yield Finding(
        kind=ProducerKind.VISIT_OVERDUE,
        subject=state.producer,
        partner=state.producer,
        severity=Severity.WATCH if late > WATCH_FROM else Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{name}{NBSP}: {words} ({count_days(late)}).",
        action=f"Prendre rendez-vous avec {say_contact(programme, state.producer)}, ou noter la "
        "visite si elle a eu lieu.",
        label=name,
        evidence=tuple(cells),
        due=since,
        days=late,
        detail=_last_words(state),
    )


def _last_words(state: VisitState) -> str:
    parts: list[str] = []
    if state.last_on is not None:
        parts.append(f"Dernière visite le {format_date(state.last_on)}.")
    if state.planned is not None:
        parts.append(f"Prochaine prévue le {format_date(state.planned)}.")
    return " ".join(parts)


def _without_report(programme: Programme, *, as_of: date) -> Iterator[Finding]:
    """A visit leaves a trace within a week; a sheet without that column asks for none."""
    for each in producer_rows(programme, "visits"):
        done = each.row.last_day("done_on")
        if each.producer is None or done is None or not is_empty(each.row, "report"):
            continue
        if (as_of - done).days <= days_in_force(programme.parameters, VISIT_REPORT_WITHIN):
            continue
        name = say_partner(programme, each.producer)
        yield Finding(
            kind=ProducerKind.VISIT_REPORT_MISSING,
            subject=f"{each.producer}/{done.isoformat()}",
            partner=each.producer,
            severity=Severity.INFO,
            audience=Audience.COORDINATION,
            title=f"{name}{NBSP}: la visite du {format_long_date(done)} n’a ni compte rendu ni "
            "photos.",
            action="Déposer le compte rendu ou une photo, et noter le lien dans "
            f"{quote('CR/photos')}.",
            label=name,
            evidence=(each.row.place.cell("report"),),
            due=done,
        )
