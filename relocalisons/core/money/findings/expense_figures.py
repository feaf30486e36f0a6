"""Pure: expenses whose own figures do not hold: funding key, VAT, declared, retained, rejected."""

from collections.abc import Iterator
from decimal import Decimal

from relocalisons.core.kernel.model import Finding, Severity
from relocalisons.core.kernel.wording import quote_cell, say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_money,
    format_percent,
    join_words,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.expense_wording import about_expense, say_expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.words.expenses import ExpenseKind

_CENT = Decimal("0.01")


def find_figures(books: Books) -> tuple[Finding, ...]:
    """Keys that nobody can read or that pass 100 %, amounts that disagree, amounts rejected."""
    return tuple(
        finding
        for expense in books.expenses
        if not expense.is_refused
        for finding in (
            *_key(expense, books=books),
            *_figures(expense, books=books),
            *_rejected(expense, books=books),
        )
    )


def _key(expense: Expense, *, books: Books) -> Iterator[Finding]:
    column = quote("Financeur(s) et clé %")
    if expense.is_doubtful("funders"):
        return
    if expense.key is None:
        typed = expense.row.text("funders")
        problem = f"{quote_cell(typed)} ne dit pas" if typed else "rien ne dit"
        yield about_expense(
            expense,
            MoneyKind.FUNDING_KEY_UNCLEAR,
            severity=Severity.WATCH,
            title=f"{say_expense(expense)}{NBSP}: {problem} quel financeur paie quelle part, dans "
            f"la case {column}.",
            action="Demander la clé à "
            f"{say_contact(books.programme, expense.partner)}{THIN}; en attendant, la dépense "
            "n’est comptée pour aucun financeur.",
            ask=f"Précisez dans la case {column} qui finance quelle part{_example(books)}.",
            columns=("funders",),
            what="clé de répartition",
        )
    elif expense.key.total > 1:
        share = format_percent(expense.key.total)
        yield about_expense(
            expense,
            MoneyKind.DOUBLE_FUNDING,
            severity=Severity.ALERT,
            title=f"{say_expense(expense)}{NBSP}: les parts des financeurs font {share} en "
            "tout, un même euro serait demandé deux fois.",
            action=f"Corriger la clé avec {say_contact(books.programme, expense.partner)} avant "
            "toute demande de paiement.",
            ask=f"Corrigez la case {column}{NBSP}: les parts font {share}, au lieu de "
            f"100{THIN}% au plus.",
            columns=("funders",),
            what="clé de répartition",
        )


def _example(books: Books) -> str:
    """« , par exemple « FVT 60 % ; DEP 40 % » », of this programme's funders; empty without any."""
    codes = [funder.code for funder in books.funders][:2]
    shares = (60, 40) if len(codes) > 1 else (100,)
    parts = [f"{code} {share}{THIN}%" for code, share in zip(codes, shares, strict=False)]
    return f", par exemple {quote(f'{THIN}; '.join(parts))}" if parts else ""


def _figures(expense: Expense, *, books: Books) -> Iterator[Finding]:
    said = [*_vat_problem(expense), *_claim_problem(expense)]
    if not said:
        return
    hidden = expense.kind is ExpenseKind.SALARY
    words = "ses montants ne s’accordent pas" if hidden else join_words([text for text, _ in said])
    columns = tuple(dict.fromkeys(column for _, names in said for column in names))
    yield about_expense(
        expense,
        MoneyKind.AMOUNTS_DISAGREE,
        severity=Severity.WATCH,
        title=f"{say_expense(expense)}{NBSP}: {words}.",
        action=f"Faire corriger les montants par {say_contact(books.programme, expense.partner)}.",
        ask="Vérifiez les montants de cette ligne, qui ne s’accordent pas entre eux.",
        columns=columns,
        what="montants à vérifier",
    )


def _vat_problem(expense: Expense) -> Iterator[tuple[str, tuple[str, ...]]]:
    net, vat = expense.amount(), expense.amount("vat")
    gross = expense.amount("amount_with_vat")
    if net is None or vat is None or gross is None or abs(net + vat - gross) <= _CENT:
        return
    yield (
        f"HT et TVA font {format_money(net + vat)}, et non {format_money(gross)} TTC",
        ("amount", "vat", "amount_with_vat"),
    )


def _claim_problem(expense: Expense) -> Iterator[tuple[str, tuple[str, ...]]]:
    claimed, accepted, rejected = map(expense.amount, ("claimed", "accepted", "rejected"))
    if claimed is None or expense.is_doubtful("amount", "amount_with_vat", "accepted", "rejected"):
        return
    most = max(expense.amount() or Decimal(0), expense.amount("amount_with_vat") or Decimal(0))
    if most > 0 and claimed > most + _CENT:
        yield (
            f"{format_money(claimed)} déclarés pour une dépense de {format_money(most)}",
            ("claimed", "amount"),
        )
    if accepted is None or rejected is None or abs(accepted + rejected - claimed) <= _CENT:
        return
    yield (
        f"retenu et rejeté font {format_money(accepted + rejected)}, et non les "
        f"{format_money(claimed)} déclarés",
        ("claimed", "accepted", "rejected"),
    )


def _rejected(expense: Expense, *, books: Books) -> Iterator[Finding]:
    if expense.is_doubtful("claimed", "accepted", "rejected"):
        return
    claimed, accepted, rejected = map(expense.amount, ("claimed", "accepted", "rejected"))
    if rejected is None and claimed is not None and accepted is not None:
        rejected = claimed - accepted
    if rejected is None or rejected <= 0:
        return
    hidden = expense.kind is ExpenseKind.SALARY
    kept_out = plural_word(rejected, "non retenu", "non retenus")
    amount = (
        "une partie du montant déclaré n’est pas retenue"
        if hidden
        else f"{format_money(rejected)} {kept_out}"
    )
    of = f" sur {format_money(claimed)} déclarés" if claimed is not None and not hidden else ""
    claim = expense.row.text("claim")
    where = f" ({typo(claim)})" if claim else ""
    yield about_expense(
        expense,
        MoneyKind.AMOUNT_REJECTED,
        severity=Severity.WATCH,
        title=f"{say_expense(expense)}{NBSP}: {amount} par le financeur{of}{where}.",
        action="Lire le motif du rejet, décider d’une réponse ou d’une autre dépense, et prévenir "
        f"{say_contact(books.programme, expense.partner)}.",
        columns=("claimed", "accepted", "rejected"),
        what="montant rejeté",
    )
