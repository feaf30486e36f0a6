"""Pure: transfer rules of the funders: nearly used, passed, or impossible to read."""

from datetime import date

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.wording import quote_cell, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_money,
    format_percent,
    quote,
    typo,
)
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.transfers import TransferUse, measure_transfers
from relocalisons.core.money.words.transfer_rules import Scope
from relocalisons.core.sources.thresholds import TRANSFER_NOTICE, value_in_force


def find_transfers(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Lines or partners close to what a rule allows or beyond it; rules nobody can watch.

    A funder without any rule is not watched either, and that is said once.
    """
    notice = value_in_force(books.programme.parameters, TRANSFER_NOTICE)
    uses = measure_transfers(books, as_of=as_of)
    return (
        *(_unclear(funder) for funder in books.funders if funder.transfer is None),
        *(_use(use, books=books) for use in uses if use.is_passed or use.is_near(notice)),
    )


def _unclear(funder: FunderRules) -> Finding:
    if funder.rule_text:
        problem = f"la règle de transfert {quote_cell(funder.rule_text)} ne se lit pas"
    else:
        problem = "aucune règle de transfert n’est indiquée"
    example = quote(
        f"par poste{THIN}; 10{THIN}%{THIN}; budget initial{THIN}; au-delà{NBSP}: accord préalable"
    )
    return Finding(
        kind=MoneyKind.TRANSFER_RULE_UNCLEAR,
        subject=funder.code,
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{typo(funder.name)}{NBSP}: {problem}{THIN}; les transferts ne sont pas surveillés.",
        action=f"Écrire la règle de la convention dans {quote('Financeurs')}, par exemple "
        f"{example}, ou {quote('libre')}.",
        label=f"{funder.code} – Règle de transfert",
        evidence=(funder.row.place.cell("transfer_rule"),),
    )


def _use(use: TransferUse, *, books: Books) -> Finding:
    by_partner = use.rule.scope is Scope.PARTNER
    code = use.funder.code
    what = (
        f"{say_partner(books.programme, use.name)}{NBSP}: le budget {code}"
        if by_partner
        else f"le poste {quote(typo(use.name))} de {code}"
    )
    at_least = "au moins " if use.is_floor else ""
    reached = f"{what} atteint {at_least}{format_money(use.reached)}"
    allowed = format_money(use.allowed)
    if use.base <= 0:
        said = f"{what} n’a pas de budget, et {format_money(use.reached)} y sont engagés"
    elif use.is_passed:
        said = f"{reached}, au-delà des {allowed} permis sans {_above(use)}"
    else:
        share = use.increase / (use.base * (use.rule.threshold or 1))
        said = f"{reached}, soit {format_percent(share)} de la marge permise "
        said += f"({allowed} au plus sans {_above(use)})"
    return Finding(
        kind=MoneyKind.TRANSFER_PASSED if use.is_passed else MoneyKind.TRANSFER_NEAR,
        subject=f"{code}/{use.name}",
        partner=use.name if by_partner else None,
        severity=Severity.ALERT if use.is_passed else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{said[:1].upper()}{said[1:]}.",
        action=_what_to_do(use),
        label=f"{code} – {typo(use.name)}",
        headline=f"{typo(use.name)}, {format_money(use.above)} au-delà de ce qui est permis"
        if use.is_passed
        else "",
        evidence=(
            use.funder.row.place.cell("transfer_rule"),
            *(row.row.place.cell("amended") for row in use.rows if row.current != row.initial),
        ),
        detail=f"Règle{NBSP}: {typo(use.funder.rule_text)}. Budget de base{NBSP}: "
        f"{format_money(use.base)}.",
    )


def _above(use: TransferUse) -> str:
    return typo(use.rule.above) or "accord du financeur"


def _what_to_do(use: TransferUse) -> str:
    if use.is_passed:
        return f"Demander sans attendre au financeur ce que prévoit sa règle{NBSP}: {_above(use)}."
    return (
        "Freiner les engagements, ou préparer la demande au financeur "
        f"({_above(use)}) avant de dépasser la règle."
    )
