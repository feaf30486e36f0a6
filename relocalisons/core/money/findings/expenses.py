"""Pure: expenses paid outside what a funder or a claim counts, or unpaid while its end is near."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from relocalisons.core.kernel.calendar.deadlines import say_fixed, working_days
from relocalisons.core.kernel.model import Audience, Finding, Severity, first_day
from relocalisons.core.kernel.wording import say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    format_short_date,
    join_words,
    name_some,
    quote,
    typo,
)
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.expense_wording import about_expense, say_expense
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.review.dates import early_order, is_lost_by_its_order, is_ordered
from relocalisons.core.money.review.terms import Terms, terms_of
from relocalisons.core.money.words.grant_rules import Commencement
from relocalisons.core.money.words.reports import name_report
from relocalisons.core.sources.thresholds import ELIGIBILITY_NOTICE, days_in_force


def find_eligibility(books: Books, *, as_of: date) -> tuple[Finding, ...]:
    """Expenses invoiced or paid outside eligibility or their claim, those to pay before it ends.

    A date in doubt judges nothing; an expense that is only planned is not yet anybody's debt.
    """
    notice = days_in_force(books.programme.parameters, ELIGIBILITY_NOTICE)
    terms = {each.code: terms_of(books, each, on=as_of) for each in books.funders}
    real = [each for each in books.expenses if not each.is_refused and not each.is_planned]
    found = (
        finding
        for expense in real
        for finding in (
            *_outside(expense, books=books),
            *_ordered_early(expense, books=books, terms=terms),
            *_outside_claim(expense, books=books),
            *_unpaid(expense, books=books, as_of=as_of, notice=notice),
        )
    )
    return (*found, *_unsaid_commencement(real, books=books, terms=terms))


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


def _ordered_early(
    expense: Expense, *, books: Books, terms: Mapping[str, Terms]
) -> Iterator[Finding]:
    """Ordered before what a funder counts, and out by its rule; invoiced before is told as that."""
    for funder in _funders(expense, books):
        mine = terms[funder.code]
        first, limit = early_order(expense, mine), mine.counts_from
        if not is_lost_by_its_order(expense, mine) or funder.days_outside(expense):
            continue
        if first is None or limit is None:
            continue
        whole = mine.commencement is Commencement.OPERATION
        lost = ", ce qui peut faire perdre toute l’opération" if whole else ""
        said = f"engagée le {format_long_date(first)}, avant le {format_long_date(limit)}"
        yield about_expense(
            expense,
            MoneyKind.EXPENSE_INELIGIBLE,
            subject=f"{expense.subject}/{funder.code}",
            severity=Severity.ALERT,
            title=f"{say_expense(expense)}{NBSP}: {said}, jour à partir duquel {funder.code} "
            f"compte ce qui est commandé{lost}.",
            action="Vérifier la date du devis signé ou de la commande avec "
            f"{say_contact(books.programme, expense.partner)}{THIN}; si elle est juste, retirer la "
            f"part {funder.code} ou demander l’accord écrit du financeur.",
            ask="Vérifiez la date d’engagement (devis signé ou commande)"
            f"{NBSP}: telle quelle, la dépense est {said}, et n’est pas prise en charge "
            f"({typo(funder.name)}).",
            columns=("committed_on",),
            what="commandée trop tôt",
        )


def _unsaid_commencement(
    expenses: Iterable[Expense], *, books: Books, terms: Mapping[str, Terms]
) -> Iterator[Finding]:
    """A funder of which nobody noted what an early order puts out, where there are some: once."""
    lines = [each for each in expenses if is_ordered(each)]
    for funder in books.funders:
        mine = terms[funder.code]
        early = [
            each
            for each in lines
            if each.key is not None
            and each.key.share(funder.code)
            and not funder.days_outside(each)
            and early_order(each, mine) is not None
        ]
        if mine.commencement is not None or mine.counts_from is None or not early:
            continue
        limit, code = format_long_date(mine.counts_from), typo(funder.code)
        many = count_of(len(early), "dépense engagée", "dépenses engagées")
        yield Finding(
            kind=MoneyKind.COMMENCEMENT_UNSAID,
            subject=funder.code,
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{typo(funder.name)}{NBSP}: {many} avant le {limit} "
            f"({name_some([each.number for each in early])}), et rien ne dit si elles comptent.",
            action=f"Lire la convention et écrire sa règle {quote('Commencement : portée')} dans "
            f"{quote('Règles des financeurs')} (opération, ligne ou sans objet){THIN}; d’ici là "
            "elles sont comptées, et une demande de paiement les retient.",
            label=f"{code} – Règle de commencement",
            headline=f"{code}, {many} avant le {limit}",
            evidence=tuple(each.row.place.cell("committed_on") for each in early),
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
