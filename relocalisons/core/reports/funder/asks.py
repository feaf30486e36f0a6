"""Pure: what only a funder can decide, with what its convention says; everything else is not asked.

A delay, a file that is missing or a grower who delivers less is settled by the partners and their
committee: a funder is asked about transfers beyond its rule and about its period of eligibility.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import Action, Funder, Programme
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_date,
    format_long_date,
    format_money,
    format_percent,
    join_words,
    name_some,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.money.books import FunderRules, open_books
from relocalisons.core.money.transfers import TransferUse, measure_transfers
from relocalisons.core.money.words.transfer_rules import Base, Scope, TransferRule
from relocalisons.core.views.view import AskedDecision

MOST_NAMED = 4
_LAST_YEAR, _TO_SIGN = timedelta(days=365), timedelta(days=90)
NEXT_CLAIM = "prochaine demande de paiement"


def funder_asks(
    programme: Programme, payer: Funder, *, actions: tuple[Action, ...], as_of: date
) -> tuple[AskedDecision, ...]:
    """The decisions that only this funder can take; empty on most months."""
    books = open_books(programme)
    rules = books.funder(payer.code)
    if rules is None:
        return ()
    who = typo(payer.name)
    passed = [
        use
        for use in measure_transfers(books, as_of=as_of)
        if use.funder.code == payer.code and use.is_passed
    ]
    return tuple(
        AskedDecision(what=f"{what} {basis}", who=who, by=by)
        for what, basis, by in (
            *_transfers(passed, payer, programme),
            *_extension(actions, payer, rules, as_of=as_of),
        )
    )


def _transfers(
    passed: list[TransferUse], payer: Funder, programme: Programme
) -> Iterator[tuple[str, str, str]]:
    if not passed:
        return
    named = join_words([_reached(use, programme) for use in passed[:MOST_NAMED]])
    left = len(passed) - MOST_NAMED
    more = f" et {count_of(left, 'autre')}" if left > 0 else ""
    wanted = typo(passed[0].rule.above) or "votre accord"
    yield (
        f"Autoriser ce qui dépasse le plafond de transfert{NBSP}: {named}{more}, parce que "
        f"[à compléter]. Demandé{NBSP}: {wanted}.",
        _basis(payer, _rule_words(passed[0].rule)),
        NEXT_CLAIM,
    )


def _rule_words(rule: TransferRule) -> str:
    """The rule as a sentence; « par poste ; 10 % … » is a cell of ours."""
    of = "un poste" if rule.scope is Scope.LINE else "un partenaire"
    base = "initial" if rule.base is Base.INITIAL else "en vigueur"
    more = format_percent(rule.threshold) if rule.threshold is not None else ""
    above = typo(rule.above) or "accord"
    return f"{of} ne dépasse pas de plus de {more} son budget {base} sans {above}"


def _reached(use: TransferUse, programme: Programme) -> str:
    by_line = use.rule.scope is Scope.LINE
    name = (
        quote(typo(use.name))
        if by_line
        else partner_name(programme, use.name, limit=50, unknown=use.name)
    )
    base = "initial" if use.rule.base is Base.INITIAL else "en vigueur"
    return (
        f"{format_money(use.reached - use.allowed)} de plus sur {name} "
        f"({format_money(use.base)} au budget {base}, {format_money(use.allowed)} permis sans "
        f"{typo(use.rule.above) or 'accord'}, {format_money(use.reached)} prévus)"
    )


def _extension(
    actions: tuple[Action, ...], payer: Funder, rules: FunderRules, *, as_of: date
) -> Iterator[tuple[str, str, str]]:
    """Actions that end after the period: asked in its last year, three months before its end.

    Earlier, a date may still come back; on the last day nobody can sign an amendment.
    """
    end = rules.end
    if end is None or not as_of <= end <= as_of + _LAST_YEAR:
        return
    after = sorted(
        (due.day, action.number)
        for action in actions
        if is_open(action) and (due := action_due(action)) is not None and due.day > end
    )
    if not after:
        return
    numbers = name_some([number for _, number in after], limit=MOST_NAMED)
    count = count_of(len(after), "action")
    finish = plural_word(len(after), "finira", "finiront")
    yield (
        f"Proroger l’éligibilité des dépenses au-delà du {format_long_date(end)}{NBSP}: {count} "
        f"{finish} plus tard ({numbers}), la dernière le {format_long_date(after[-1][0])}.",
        _basis(payer, f"fin d’éligibilité le {format_long_date(end)}"),
        format_date(max(end - _TO_SIGN, as_of)),
    )


def _basis(payer: Funder, rule: str) -> str:
    """The convention and its rule, with the article where « Règles des financeurs » has it."""
    agreement = f"Convention {typo(payer.agreement)}" if payer.agreement else "Convention"
    return f"({agreement}, {rule})"
