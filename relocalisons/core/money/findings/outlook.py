"""Pure: funders whose money will probably not be spent when their eligibility ends."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    format_money,
    format_percent,
    typo,
)
from relocalisons.core.money.books import Books
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.outlook import look_ahead
from relocalisons.core.sources.thresholds import FORECAST_FROM, UNDERSPENDING, value_in_force


def find_underspending(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """One finding a funder whose best case stays below its budget by more than is tolerated.

    Judged once part of the period has gone by: the first months of a programme spend little.
    """
    return tuple(_of_funders(books, as_of=as_of))


def _of_funders(books: Books, *, as_of: date) -> Iterator[Finding]:
    tolerated = value_in_force(books.programme.parameters, UNDERSPENDING)
    judged_from = value_in_force(books.programme.parameters, FORECAST_FROM)
    for funder in books.funders:
        ahead = look_ahead(books, funder, as_of=as_of)
        if ahead is None or funder.end is None or ahead.elapsed < judged_from:
            continue
        if ahead.best_case >= ahead.budget * (1 - tolerated):
            continue
        left = round(ahead.budget - ahead.forecast)  # a straight line knows no cents
        yield Finding(
            kind=MoneyKind.UNDERSPENDING,
            subject=funder.code,
            partner=None,
            severity=Severity.ALERT if ahead.elapsed > 0.75 else Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{typo(funder.name)}{NBSP}: au rythme actuel, environ {format_money(left)} ne "
            f"seront pas dépensés le {format_long_date(funder.end)} "
            f"({format_percent(left / ahead.budget)} du budget).",
            action="Revoir avec les partenaires ce qui reste à dépenser, et proposer au financeur "
            "une prorogation ou une nouvelle répartition.",
            label=f"{funder.code} – Prévision de dépenses",
            evidence=(funder.row.place.cell("eligibility_end"),),
            detail=f"Payé et éligible{NBSP}: {format_money(ahead.paid)} sur "
            f"{format_money(ahead.budget)}, à {format_percent(ahead.elapsed)} de la période "
            "d’éligibilité.",
        )
