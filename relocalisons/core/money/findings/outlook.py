"""Pure: money that will not be spent: of a funder that ends, of a partner that left."""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_long_date,
    format_money,
    format_percent,
    format_short_date,
    name_some,
    quote,
    typo,
)
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.outlook import Uncommitted, left_behind, look_ahead, uncommitted
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
        left = ahead.unspent
        yield Finding(
            kind=MoneyKind.UNDERSPENDING,
            subject=funder.code,
            partner=None,
            severity=Severity.ALERT if ahead.elapsed > 0.75 else Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{typo(funder.name)}{NBSP}: au rythme actuel, environ {format_money(left)} ne "
            f"seront pas dépensés le {format_long_date(funder.end)} "
            f"({format_percent(left / ahead.budget)} du budget)"
            f"{_by_whom(books, funder, as_of=as_of)}.",
            action="Revoir avec les partenaires ce qui reste à dépenser, et proposer au financeur "
            "une prorogation ou une nouvelle répartition.",
            label=f"{funder.code} – Prévision de dépenses",
            headline=f"environ {format_money(left)} ne seront pas dépensés le "
            f"{format_short_date(funder.end)}",
            evidence=(funder.row.place.cell("eligibility_end"),),
            detail=f"Payé et éligible{NBSP}: {format_money(ahead.paid)} sur "
            f"{format_money(ahead.budget)}, à {format_percent(ahead.elapsed)} de la période "
            "d’éligibilité.",
        )


def _by_whom(books: Books, funder: FunderRules, *, as_of: date) -> str:
    """« ; engagés nulle part : P04 (3 444 €) et P19 (1 708 €) », the most first: whom to ask."""
    named = sorted(uncommitted(books, funder, as_of=as_of), key=lambda one: -one.euros)
    said = [
        f"{one.partner.code} ({'environ ' * one.unsure}{format_money(one.euros)})" for one in named
    ]
    return f"{THIN}; engagés nulle part{NBSP}: {name_some(said)}" if said else ""


def find_left_behind(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Budget that partners who left do not spend: somebody else can, once it is moved."""
    return tuple(_left_behind(books, one) for one in left_behind(books, as_of=as_of))


def _left_behind(books: Books, left: Uncommitted) -> Finding:
    code, partner = left.funder.code, left.partner
    about = "environ " if left.unsure else ""
    rows = (one for one in books.budget if (one.funder, one.partner) == (code, partner.code))
    return Finding(
        kind=MoneyKind.BUDGET_LEFT_BEHIND,
        subject=f"{code}/{partner.code}",
        partner=partner.code,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{typo(partner.name) or partner.code} a quitté le programme{NBSP}: "
        f"{about}{format_money(left.euros)} de son budget {code} ne sont engagés nulle part.",
        action=f"Les donner à un autre partenaire dans {quote('Budget')}, avec l’accord que la "
        "règle du financeur demande, ou ramener ce budget à ce qui est dépensé.",
        label=f"{partner.code} – Budget {code}",
        evidence=tuple(one.row.place.cell("initial") for one in rows),
        detail="Une cellule de ce budget ou de ces dépenses ne se lit pas." * left.unsure,
    )
