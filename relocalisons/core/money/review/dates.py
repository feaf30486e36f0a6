"""Pure: commencement, both ends of eligibility, realisation, and the order of the dates of a line.

A date in doubt judges nothing here: `readable` holds the line for it.
"""

from collections.abc import Iterator
from datetime import date

from relocalisons.core.kernel.model import first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import format_long_date, join_words, quote
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import Commencement, GrantRule, is_excepted

_WITHOUT_INVOICE = (ExpenseKind.SALARY, ExpenseKind.TRAVEL, ExpenseKind.FLAT)
_PROVE_AN_ORDER = ("invoice_date", "paid_on")
LOST_OPERATION = "commencement_of_operation"  # the kind of remark that puts all of a claim out
_FIRST_ACTS = ("ordered_on", "committed_on")


def judge_commencement(expense: Expense, review: Review) -> Iterator[Remark]:
    """The first act (order, signed quote) before the request was filed or eligibility began.

    The funder's rule says what that puts out; without a rule it must be confirmed, since for some
    funders the whole operation is lost (FEADER: request before any commencement).
    """
    first, column, cells = first_act(expense)
    columns = (column,) if column else ()
    limit, rule = review.terms.counts_from, review.terms.commencement
    if rule is Commencement.FREE or limit is None:
        return
    source = f"{quote('Règles des financeurs')}, {quote(GrantRule.COMMENCEMENT.value)}"
    if first is None:
        if rule is not None and expense.kind not in _WITHOUT_INVOICE:
            yield Remark(
                verdict=Verdict.HELD, kind="order_date",
                why="aucune date de commande, le commencement ne peut pas être jugé",
                action="indiquer la date du devis signé ou du bon de commande",
                columns=("committed_on",), source=source,
            )  # fmt: skip
        return
    excepted = is_excepted(
        review.terms.value(GrantRule.EXCEPTIONS), expense.row.text("label"), expense.line
    )
    if first >= limit or excepted:
        return
    since = "le dépôt de la demande" if review.terms.filed_on else "le début d’éligibilité"
    why = f"engagée le {format_long_date(first)}, avant {since} ({format_long_date(limit)})"
    if rule is None:
        yield Remark(
            verdict=Verdict.HELD, kind="commencement", why=why,
            action="lire la convention et écrire sa règle, ou demander l’accord du financeur",
            columns=columns, cells=cells, source=f"{source}, absente ou illisible", is_hers=True,
        )  # fmt: skip
        return
    whole = rule is Commencement.OPERATION
    yield Remark(
        verdict=Verdict.REJECTED, kind=LOST_OPERATION if whole else "commencement",
        why=why + (", ce qui peut faire perdre toute l’opération" if whole else ""),
        action="retirer la dépense, ou prouver que le premier acte est postérieur",
        columns=columns, cells=cells, source=source,
    )  # fmt: skip


def first_act(expense: Expense) -> tuple[date | None, str, tuple[CellRef, ...]]:
    """The earliest day that commits to the expense, its column, and its cell where it is another's.

    What is invoiced or paid was ordered before: a deposit tells an order that nobody noted.
    """
    days: list[tuple[date, str, tuple[CellRef, ...]]] = [
        (day, column, ())
        for column in (*_FIRST_ACTS, *_PROVE_AN_ORDER)
        if (day := first_day(expense.row.reading(column))) is not None
    ]
    days.extend((day, "", (cell,)) for day, cell in expense.pieces.acts)
    if not any(column not in _PROVE_AN_ORDER for _, column, _ in days):
        return None, _FIRST_ACTS[-1], ()
    return min(days, key=lambda each: each[0])


def judge_windows(expense: Expense, review: Review) -> Iterator[Remark]:
    """Invoiced, paid or done outside what the agreement counts; forgotten by an earlier claim."""
    funder, paid = review.terms.funder, expense.day("paid_on")
    if paid is not None and paid < review.start and not funder.days_outside(expense):
        yield Remark(
            verdict=Verdict.HELD, kind="forgotten",
            why=f"payée le {format_long_date(paid)}, avant la période de cette demande, et jamais "
            "déclarée",
            action="demander au financeur s’il l’accepte dans cette demande",
            columns=("paid_on",), source=quote("Dépenses"), is_hers=True,
        )  # fmt: skip
    yield from _debited_outside(expense, review)
    acts = {"invoice_date": "facturée", "paid_on": "payée"}
    wrong = funder.days_outside(expense)
    if wrong:
        said = join_words([f"{acts[column]} le {format_long_date(day)}" for column, day in wrong])
        yield Remark(
            verdict=Verdict.REJECTED, kind="window",
            why=f"{said}, hors de la période d’éligibilité",
            action="Vérifier les dates, ou retirer la part de ce financeur",
            columns=tuple(column for column, _ in wrong),
            source=f"{quote('Financeurs')}, éligibilité",
        )  # fmt: skip
    done, last = done_on(expense), review.terms.day(GrantRule.EXECUTION_END)
    first = review.terms.day(GrantRule.EXECUTION_START)
    early = done is not None and first is not None and done < first
    if done is not None and (early or (last is not None and done > last)):
        side = "avant le début" if early else "après la fin"
        yield Remark(
            verdict=Verdict.REJECTED, kind="execution",
            why=f"réalisée le {format_long_date(done)}, {side} de la réalisation conventionnée",
            action="Vérifier la date, ou demander une prorogation",
            columns=("done_on",),
            source=f"{quote('Règles des financeurs')}, {quote(GrantRule.EXECUTION_END.value)}",
        )  # fmt: skip


def done_on(expense: Expense) -> date | None:
    """When it was done or delivered: its line, else the delivery note of « Pièces »."""
    told = expense.pieces.delivered
    return expense.day("done_on") or (told[0] if told else None)


def _debited_outside(expense: Expense, review: Review) -> Iterator[Remark]:
    """Money that left the account after the period: a cheque pays on the day it is cashed."""
    told, paid = expense.pieces.debited, expense.day("paid_on")
    end = review.terms.funder.end
    if told is None or paid is None or told[0] <= paid:
        return
    day, cell = told
    source, said = quote("Relevé bancaire"), f"débitée le {format_long_date(day)}"
    if end is not None and paid <= end < day:
        is_sure = expense.pieces.is_debit_sure
        yield Remark(
            verdict=Verdict.REJECTED if is_sure else Verdict.HELD, kind="debit",
            why=f"{said}, après la fin d’éligibilité ({format_long_date(end)})"
            if is_sure
            else f"son relevé est du {format_long_date(day)}, après la fin d’éligibilité",
            action="retirer la part de ce financeur, ou prouver un débit antérieur",
            columns=("paid_on",), cells=(cell,), source=source,
        )  # fmt: skip
    elif paid <= review.end < day and expense.pieces.is_debit_sure:
        yield Remark(
            verdict=Verdict.HELD, kind="debit", why=f"{said}, après la période de cette demande",
            action="la présenter dans la demande suivante", columns=("paid_on",), cells=(cell,),
            source=source,
        )  # fmt: skip


def judge_order(expense: Expense, review: Review) -> Iterator[Remark]:
    """Ordered, invoiced, done, paid: in that order, and nothing in the future."""
    paid, invoiced = expense.day("paid_on"), first_day(expense.row.reading("invoice_date"))
    done = first_day(expense.row.reading("done_on")) or done_on(expense)
    late = [
        column
        for column in ("invoice_date", "paid_on", "done_on")
        if (day := first_day(expense.row.reading(column))) is not None and day > review.as_of
    ]
    if late:
        yield _order("une date est à venir", tuple(late), "Corriger la date")
    if expense.kind in _WITHOUT_INVOICE:
        return
    if paid is not None and invoiced is not None and paid < invoiced:
        yield _order(
            f"payée le {format_long_date(paid)}, avant sa facture du {format_long_date(invoiced)}",
            ("paid_on", "invoice_date"), "Vérifier les dates, ou joindre la facture d’acompte",
        )  # fmt: skip
    elif paid is not None and done is not None and paid < done:
        yield _order(
            f"payée le {format_long_date(paid)}, avant d’être réalisée",
            ("paid_on", "done_on"), "Vérifier les dates, ou joindre la preuve de réalisation",
        )  # fmt: skip
    acts = [day for column in _FIRST_ACTS if (day := expense.day(column)) is not None]
    last = expense.day("invoice_date")
    if acts and last is not None and min(acts) > last:
        yield _order(
            f"engagée le {format_long_date(min(acts))}, après sa facture du "
            f"{format_long_date(last)}",
            ("committed_on", "invoice_date"), "Vérifier les dates, ou expliquer la régularisation",
        )  # fmt: skip


def _order(why: str, columns: tuple[str, ...], action: str) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="order", why=why, action=action, columns=columns,
        source="ordre des dates",
    )  # fmt: skip
