"""Pure: expenses paid outside what a funder or a claim counts, or unpaid while its end is near."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.calendar.deadlines import say_fixed, working_days
from relocalisons.core.kernel.model import Audience, Finding, Severity, first_day
from relocalisons.core.kernel.wording import say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    format_long_date,
    format_short_date,
    join_words,
    quote,
    typo,
)
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.expense_wording import about_expense, say_expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.words.reports import name_report
from relocalisons.core.sources.thresholds import ELIGIBILITY_NOTICE, days_in_force


def find_eligibility(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Expenses invoiced or paid outside eligibility or their claim, those to pay before it ends.

    A date in doubt judges nothing; an expense that is only planned is not yet anybody's debt.
    """
    notice = days_in_force(books.programme.parameters, ELIGIBILITY_NOTICE)
    return tuple(
        finding
        for expense in books.expenses
        if not expense.is_refused and not expense.is_planned
        for finding in (
            *_outside(expense, books=books),
            *_outside_claim(expense, books=books),
            *_unpaid(expense, books=books, as_of=as_of, notice=notice),
        )
    )


def _funders(expense: Expense, books: Books) -> Iterator[FunderRules]:
    for code in expense.key.shares if expense.key else ():
        funder = books.funder(code)
        if funder is not None:
            yield funder


def _outside(expense: Expense, *, books: Books) -> Iterator[Finding]:
    for funder in _funders(expense, books):
        wrong = funder.days_outside(expense)
        if not wrong:
            continue
        acts = {"invoice_date": "facturée", "paid_on": "payée"}
        said = join_words([f"{acts[column]} le {format_long_date(day)}" for column, day in wrong])
        contact = say_contact(books.programme, expense.partner)
        yield about_expense(
            expense,
            MoneyKind.EXPENSE_INELIGIBLE,
            subject=f"{expense.subject}/{funder.code}",
            severity=Severity.ALERT,
            title=f"{say_expense(expense)}{NBSP}: {said}, hors de la période d’éligibilité "
            f"{funder.code} ({_period(funder)}).",
            action=f"Vérifier les dates avec {contact}{THIN}; si elles sont justes, retirer la "
            f"part {funder.code} ou demander l’accord écrit du financeur.",
            ask=f"Vérifiez les dates de facture et de paiement{NBSP}: telles quelles, la dépense "
            f"est hors de la période prise en charge ({typo(funder.name)}).",
            columns=tuple(column for column, _ in wrong),
            what="hors période d’éligibilité",
        )


def _outside_claim(expense: Expense, *, books: Books) -> Iterator[Finding]:
    """Put into a claim that has not left, and paid on a day that it does not count.

    It is the day of payment that counts, as in the claim itself (`review`). What is outside
    eligibility too is told as that.
    """
    line, paid, off = expense.claim_to_come, expense.day("paid_on"), expense.days_off
    if line is None or paid is None or not off or is_in_a_claim(expense):
        return
    if any(funder.is_outside(paid) for funder in _funders(expense, books)):
        return
    end = line.last_day("period_end") if off > 0 else first_day(line.reading("period_start"))
    if end is None:
        return
    name = name_report(line.text("type") or "", line.last_day("period_end"))
    claim = f"{line.plain('funder')} – {name}"
    when, limit = (_say(day, beside=books.programme.as_of) for day in (paid, end))
    side, what, how = _AFTER if off > 0 else _BEFORE
    typed = expense.paid_as_typed
    said = f"payée {quote(typo(typed)) if typed else f'le {when}'}, {side} la période"
    yield replace(
        about_expense(
            expense,
            MoneyKind.EXPENSE_OUTSIDE_CLAIM,
            severity=Severity.ALERT,
            title=f"{say_expense(expense)}{NBSP}: {said} de {typo(claim)} ({limit})"
            f"{NBSP}: à retirer ou {what}.",
            action=f"La retirer de cette demande (« Déclaré dans ») ou la {how}.",
            columns=("paid_on", "claim"),
            what=f"{said} ({limit})",
        ),
        audience=Audience.COORDINATION,
    )


_AFTER = ("après", "à reporter", "reporter à la suivante")
_BEFORE = ("avant", "à faire accepter", "faire accepter par le financeur")


def _say(day: date, *, beside: date) -> str:
    return format_short_date(day) if day.year == beside.year else format_long_date(day)


def _period(funder: FunderRules) -> str:
    ends = [
        *([f"du {format_long_date(funder.start)}"] if funder.start else []),
        *([f"au {format_long_date(funder.end)}"] if funder.end else []),
    ]
    return " ".join(ends)


def _unpaid(expense: Expense, *, books: Books, as_of: date, notice: int) -> Iterator[Finding]:
    if expense.is_doubtful("paid_on") or expense.day("paid_on") is not None:
        return
    begun = [day for column in ("invoice_date", "committed_on") if (day := expense.day(column))]
    if not begun:
        return
    for funder in _funders(expense, books):
        if funder.end is None or (funder.end - as_of).days > notice:
            continue
        left = (funder.end - as_of).days
        contact = say_contact(books.programme, expense.partner)
        end = format_long_date(funder.end)
        if left < 0:
            tail = f"l’éligibilité {funder.code} a pris fin le {end}"
            action = f"Voir avec {contact} si la date de paiement manque{THIN}; sinon, prévenir "
            action += f"que la part {funder.code} ne sera pas remboursée sans accord du financeur."
            ask = (
                f"Indiquez la date de paiement si cette dépense a été réglée au plus tard le {end}"
            )
            ask += f"{THIN}; sinon, dites-le-nous{NBSP}: nous interrogerons le financeur."
        else:
            tail = f"l’éligibilité {funder.code} prend fin le {end}"
            last = say_fixed(funder.end, told_on=as_of, calendar=working_days(books.programme))
            action = (
                f"Demander à {contact} de payer au plus tard le {last} et d’en garder la preuve."
            )
            ask = f"Indiquez la date de paiement, ou réglez cette dépense au plus tard le {last}"
            ask += f"{NBSP}: payée après, elle ne sera pas remboursée."
        yield about_expense(
            expense,
            MoneyKind.EXPENSE_UNPAID,
            subject=f"{expense.subject}/{funder.code}",
            severity=Severity.ALERT if left <= notice // 3 else Severity.WATCH,
            title=f"{say_expense(expense)}{NBSP}: aucune date de paiement, et {tail}.",
            action=action,
            ask=ask,
            columns=("paid_on", "status"),
            what="à payer avant la fin d’éligibilité",
            due=funder.end,
            days=-left,
        )
