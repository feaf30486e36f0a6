"""Pure: what the tables of money leave open: a funder nobody knows, a VAT that decides a sum."""

from collections import defaultdict
from collections.abc import Iterator

from relocalisons.core.kernel.model import Audience, Finding, Severity
from relocalisons.core.kernel.wording import quote_cell, say_cell, say_contact, say_partner
from relocalisons.core.kernel.words.french import NBSP, count_of, join_words, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.kinds import MoneyKind

_TABLES = ("budget", "report_schedule", "advances", "receipts", "payouts")


def find_money_names(books: Books) -> tuple[Finding, ...]:
    """Lines that name no funder of « Financeurs », and partners whose VAT must be known."""
    return (*_unknown_funders(books), *_unknown_vat(books))


def _unknown_funders(books: Books) -> Iterator[Finding]:
    known = {fold(words) for each in books.funders for words in (each.code, each.name)}
    for name in _TABLES:
        for row in books.programme.rows(name):
            typed = row.text("funder")
            if not typed or fold(typed) in known:
                continue
            place = row.place.cell("funder")
            yield Finding(
                kind=MoneyKind.FUNDER_UNKNOWN,
                subject=f"{row.owner}/{name}/{row.lasting_key}/funder",
                partner=None,
                severity=Severity.WATCH,
                audience=Audience.COORDINATION,
                title=f"{row.key.capitalize()} de {quote(typo(row.table.title))}{NBSP}: "
                f"{quote_cell(typed)} ne correspond à aucun financeur.",
                action=f"Corriger la cellule {say_cell(place)}, ou ajouter ce financeur dans "
                f"{quote('Financeurs')}.",
                label=f"{row.key} – Financeur",
                evidence=(place,),
            )


def _unknown_vat(books: Books) -> Iterator[Finding]:
    waiting: defaultdict[str, list[Expense]] = defaultdict(list)
    for expense in books.expenses:
        if expense.partner and not expense.is_refused and _waits_for_vat(expense, books):
            waiting[expense.partner].append(expense)
    for code, expenses in waiting.items():
        numbers = join_words([each.number for each in expenses[:5]])
        more = ", …" if len(expenses) > 5 else ""
        column = quote("Récupère la TVA")
        yield Finding(
            kind=MoneyKind.VAT_UNKNOWN,
            subject=code,
            partner=code,
            severity=Severity.WATCH,
            audience=Audience.PARTNER,
            title=f"{say_partner(books.programme, code)}{NBSP}: sans {column}, personne ne sait "
            f"si {count_of(len(expenses), 'dépense')} compte HT ou TTC ({numbers}{more}).",
            action=f"Le demander à {say_contact(books.programme, code)}, puis noter «\u00a0oui"
            f"\u00a0» ou «\u00a0non\u00a0» dans {quote('Partenaires')}. En attendant, rien n’est "
            "compté pour ce financeur.",
            label=f"{code} – Récupère la TVA",
            evidence=tuple(each.row.place.cell("amount_with_vat") for each in expenses[:10]),
            ask="Dites-nous si votre structure récupère la TVA sur les dépenses du programme.",
        )


def _waits_for_vat(expense: Expense, books: Books) -> bool:
    """Whether only the partner's VAT status keeps the expense out of a sum."""
    if expense.key is None or expense.partner in books.recovers_vat:
        return False
    if expense.amount() is None or expense.is_doubtful("amount_with_vat", "vat"):
        return False
    if expense.amount("amount_with_vat") is None and expense.amount("vat") is None:
        return False
    funders = (books.funder(code) for code in expense.key.shares)
    return any(each is not None and books.eligible(expense, each) is None for each in funders)
