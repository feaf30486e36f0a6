"""Pure: commencement, both ends of eligibility, realisation, and the order of the dates of a line.

A date in doubt judges nothing here: `readable` holds the line for it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from relocalisons.core.kernel.model import first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_month,
    join_words,
    quote,
    typo,
)
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.terms import Terms, rule_row
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import Commencement, GrantRule, is_excepted
from relocalisons.core.money.words.people import month_told
from relocalisons.core.money.words.pieces import (
    PieceNature,
    day_agreed,
    days_done,
    days_ordered,
    period_billed,
    period_told,
)
from relocalisons.core.money.words.suppliers import same_supplier
from relocalisons.core.money.words.travel import days_travelled

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
    source = rule_row(GrantRule.COMMENCEMENT)
    if first is None:
        if rule is not None and expense.kind not in _WITHOUT_INVOICE:
            yield Remark(
                verdict=Verdict.HELD, kind="order_date",
                why="aucune date de commande, le commencement ne peut pas être jugé",
                action="indiquer la date du devis signé ou du bon de commande",
                columns=("committed_on",), source=source,
            )  # fmt: skip
        return
    if early_order(expense, review.terms) is None:
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


def early_order(expense: Expense, terms: Terms) -> date | None:
    """The first act of an expense where it comes before what its funder counts; else None.

    Whether that puts it out is for the funder's rule, `Terms.commencement`; where the rule lets
    it, or excepts it, it is not early.
    """
    first, limit = first_act(expense)[0], terms.counts_from
    if first is None or limit is None or first >= limit or terms.commencement is Commencement.FREE:
        return None
    excepted = terms.value(GrantRule.EXCEPTIONS)
    return None if is_excepted(excepted, expense.row.text("label"), expense.line) else first


def is_lost_by_its_order(expense: Expense, terms: Terms) -> bool:
    """Whether the funder's rule puts it out for an order that came too early."""
    known = terms.commencement is not None
    return known and is_ordered(expense) and early_order(expense, terms) is not None


def is_ordered(expense: Expense) -> bool:
    """Whether it is something that is ordered: pay, a journey and a flat rate are not."""
    return expense.kind not in _WITHOUT_INVOICE


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
    if expense.kind not in _WITHOUT_INVOICE:
        # What was delivered, or left the account, was ordered before.
        told = (*expense.pieces.done, *expense.pieces.debits)
        days.extend((day, _PROVE_AN_ORDER[0], (cell,)) for day, cell in told)
        label = expense.row.place.cell("label")
        days.extend((day, "", (label,)) for day in days_ordered(expense.row.text("label")))
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
    if paid is not None and paid > review.end and not funder.days_outside(expense):
        typed = expense.paid_as_typed
        said = quote(typo(typed)) if typed else f"le {format_long_date(paid)}"
        yield Remark(
            verdict=Verdict.REJECTED, kind="after_period",
            why=f"payée {said}, après la période de cette demande",
            action="la retirer de cette demande, ou la reporter à la suivante",
            columns=("paid_on", "claim"), source=quote("Échéancier rapports"), is_hers=True,
        )  # fmt: skip
    acts = {"invoice_date": "facturée", "paid_on": "payée"}
    wrong = [
        (column, day)
        for column, day in funder.days_outside(expense)
        if column != "invoice_date" or not _is_done_inside(day, paid, review)
    ]
    if not wrong:
        yield from _billed_outside(expense, review)
    if wrong:
        said = join_words([f"{acts[column]} le {format_long_date(day)}" for column, day in wrong])
        yield Remark(
            verdict=Verdict.REJECTED, kind="window",
            why=f"{said}, hors de la période d’éligibilité",
            action="Vérifier les dates, ou retirer la part de ce financeur",
            columns=tuple(column for column, _ in wrong),
            source=f"{quote('Financeurs')}, éligibilité",
        )  # fmt: skip
    yield from _done_outside(expense, review)
    yield from _told_outside(expense, review)
    yield from _period_outside(expense, review)


def _is_done_inside(billed: date, paid: date | None, review: Review) -> bool:
    """Billed before eligibility, within the execution that the agreement writes apart, and paid
    inside: of its two calendars, each holds what is its own."""
    terms, funder = review.terms, review.terms.funder
    first, last = terms.day(GrantRule.EXECUTION_START), terms.day(GrantRule.EXECUTION_END)
    early = funder.start is not None and billed < funder.start
    done = first is not None and first <= billed and (last is None or billed <= last)
    return early and done and paid is not None and not funder.is_outside(paid)


def _told_outside(expense: Expense, review: Review) -> Iterator[Remark]:
    """A month of pay, or the day of a journey, that its own words tell outside eligibility."""
    funder, label = review.terms.funder, expense.row.text("label")
    days: list[tuple[date, date, tuple[CellRef, ...]]] = []
    if expense.kind is ExpenseKind.SALARY and (month := month_told(label)) is not None:
        first = date(*month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        days.append((first, last, (expense.row.place.cell("label"),)))
    if expense.kind is ExpenseKind.TRAVEL:
        days.extend((day, day, ()) for day in days_travelled(label))
        for note in expense.pieces.notes:
            if note.nature is PieceNature.EXPENSE_REPORT:
                days.extend((day, day, (note.cell,)) for day in days_travelled(note.text))
    for first, last, cells in days:
        if (funder.start and last < funder.start) or (funder.end and first > funder.end):
            yield Remark(
                verdict=Verdict.REJECTED, kind="window",
                why=f"le déplacement du {format_long_date(first)} est hors de la période "
                "d’éligibilité"
                if first == last
                else f"le mois travaillé, {format_month(first)}, est hors de la période "
                "d’éligibilité",
                action="retirer la part de ce financeur", columns=("label",), cells=cells,
                source=f"{quote('Financeurs')}, éligibilité",
            )  # fmt: skip
            return


def _period_outside(expense: Expense, review: Review) -> Iterator[Remark]:
    """A month or a span of service that an invoice is for, wholly outside eligibility."""
    if expense.kind is not ExpenseKind.INVOICE:
        return
    texts = [(expense.row.text("label"), expense.row.place.cell("label"))]
    bills = (each for each in expense.pieces.notes if each.nature is PieceNature.INVOICE)
    for text, cell in (*texts, *((each.text, each.cell) for each in bills)):
        span, funder = period_billed(text), review.terms.funder
        if span is None:
            continue
        if (funder.start and span[1] < funder.start) or (funder.end and span[0] > funder.end):
            yield Remark(
                verdict=Verdict.HELD, kind="window",
                why=f"ce qui est facturé court jusqu’au {format_long_date(span[1])}, avant la "
                "période d’éligibilité"
                if funder.start and span[1] < funder.start
                else f"ce qui est facturé commence le {format_long_date(span[0])}, après la "
                "période d’éligibilité",
                action="retirer la part de ce financeur, ou vérifier la période facturée",
                columns=("label",), cells=(cell,), source=f"{quote('Financeurs')}, éligibilité",
            )  # fmt: skip
            return


def _billed_outside(expense: Expense, review: Review) -> Iterator[Remark]:
    """An invoice whose own date is outside, whatever its line says."""
    told, funder = expense.pieces.billed_on, review.terms.funder
    if told is None or not funder.is_outside(told[0]):
        return
    if _is_done_inside(told[0], expense.day("paid_on"), review):
        return
    yield Remark(
        verdict=Verdict.REJECTED, kind="window",
        why=f"sa facture est du {format_long_date(told[0])}, hors de la période d’éligibilité",
        action="vérifier la date de la facture, ou retirer la part de ce financeur",
        columns=("invoice_date",), cells=(told[1],), source=quote("Pièces"),
    )  # fmt: skip


def _done_outside(expense: Expense, review: Review) -> Iterator[Remark]:
    """Done before or after what the agreement lets be done; a period that runs beyond it."""
    first = review.terms.day(GrantRule.EXECUTION_START)
    last = review.terms.day(GrantRule.EXECUTION_END)
    days = done_days(expense)
    early = [each for each in days if first is not None and each[0] < first]
    late = [each for each in days if last is not None and each[0] > last]
    rule = GrantRule.EXECUTION_START if early else GrantRule.EXECUTION_END
    side = "avant le début" if early else "après la fin"
    for day, cells in (*early, *late):
        yield Remark(
            verdict=Verdict.REJECTED, kind="execution",
            why=f"réalisée le {format_long_date(day)}, {side} de la réalisation conventionnée",
            action="Vérifier la date, ou demander une prorogation",
            columns=("done_on",), cells=cells, source=rule_row(rule),
        )  # fmt: skip
        return
    period = period_told(expense.row.text("label"))
    end, start = last or review.terms.funder.end, first or review.terms.funder.start
    if period is None or expense.kind is not ExpenseKind.INVOICE:
        return
    if (end is not None and period[1] > end) or (start is not None and period[0] < start):
        yield Remark(
            verdict=Verdict.UNVERIFIED, kind="period",
            why=f"la prestation va du {format_long_date(period[0])} au "
            f"{format_long_date(period[1])}, une partie est hors de la convention",
            action="ne déclarer que la part de la convention, ou vérifier la facture",
            columns=("label",), source=rule_row(rule),
        )  # fmt: skip


def done_days(expense: Expense) -> tuple[tuple[date, tuple[CellRef, ...]], ...]:
    """When it was done or delivered: its line, else what its label and its pieces tell."""
    own = expense.day("done_on")
    if own is not None:
        return ((own, ()),)
    label = expense.row.text("label")
    told = () if expense.kind in (ExpenseKind.SALARY, ExpenseKind.FLAT) else days_done(label)
    return (
        *((day, (expense.row.place.cell("label"),)) for day in told),
        *((day, (cell,)) for day, cell in expense.pieces.done),
    )


def judge_order(expense: Expense, review: Review) -> Iterator[Remark]:
    """Ordered, invoiced, done, paid: in that order, and nothing in the future."""
    paid, invoiced = expense.day("paid_on"), first_day(expense.row.reading("invoice_date"))
    done = first_day(expense.row.reading("done_on")) or max(
        (day for day, _ in done_days(expense)), default=None
    )
    late = [
        column
        for column in ("invoice_date", "paid_on", "done_on")
        if (day := first_day(expense.row.reading(column))) is not None and day > review.as_of
    ]
    if late:
        yield _order("une date est à venir", tuple(late), "Corriger la date")
    if expense.kind in _WITHOUT_INVOICE:
        return
    told = expense.pieces.billed_on
    if paid is not None and invoiced is not None and paid < invoiced:
        yield _order(
            f"payée le {format_long_date(paid)}, avant sa facture du {format_long_date(invoiced)}",
            ("paid_on", "invoice_date"), "Vérifier les dates, ou joindre la facture d’acompte",
        )  # fmt: skip
    elif (
        paid is not None and told is not None and paid < told[0] and not expense.pieces.is_in_parts
    ):
        yield _order(
            f"payée le {format_long_date(paid)}, avant sa facture : la pièce est du "
            f"{format_long_date(told[0])}",
            ("paid_on", "invoice_date"), "Vérifier les dates, ou joindre la facture d’acompte",
        )  # fmt: skip
    elif paid is not None and done is not None and paid < done:
        yield _order(
            f"payée le {format_long_date(paid)}, avant d’être réalisée",
            ("paid_on", "done_on"), "Vérifier les dates, ou joindre la preuve de réalisation",
        )  # fmt: skip
    yield from _agreed_after(expense, expense.day("invoice_date"))
    acts = [day for column in _FIRST_ACTS if (day := expense.day(column)) is not None]
    acts = acts or [
        each.day for each in expense.pieces.notes if each.nature is PieceNature.ORDER and each.day
    ]
    came = min(
        (
            each.day
            for each in expense.pieces.notes
            if each.nature is PieceNature.DELIVERY and each.day
        ),
        default=None,
    )
    if acts and came is not None and came < min(acts):
        yield _order(
            f"livrée le {format_long_date(came)}, avant sa commande du "
            f"{format_long_date(min(acts))}",
            ("committed_on",), "Vérifier les dates, ou joindre la première commande",
        )  # fmt: skip
    last = expense.day("invoice_date")
    if acts and last is not None and min(acts) > last:
        yield _order(
            f"engagée le {format_long_date(min(acts))}, après sa facture du "
            f"{format_long_date(last)}",
            ("committed_on", "invoice_date"), "Vérifier les dates, ou expliquer la régularisation",
        )  # fmt: skip


def _agreed_after(expense: Expense, invoiced: date | None) -> Iterator[Remark]:
    """The supplier's quote, or its signature, that is later than the invoice it led to."""
    supplier = expense.row.text("supplier")
    bills = [each for each in (invoiced, _billed(expense)) if each is not None]
    mine = [each for each in expense.pieces.quotes if same_supplier(each.issuer, supplier)]
    if not bills or not mine:
        return
    told = [(day, each.cell) for each in mine
            if (day := day_agreed(each.note) or each.day) is not None]  # fmt: skip
    early = [day for day, _ in told if day <= max(bills)]
    if told and not early and len(told) == len(mine):
        day, cell = min(told, key=lambda each: each[0])
        yield Remark(
            verdict=Verdict.HELD, kind="order",
            why=f"le devis est du {format_long_date(day)}, après la facture du "
            f"{format_long_date(max(bills))}",
            action="vérifier les dates, ou joindre le devis d’avant la facture",
            columns=("quote",), cells=(cell,), source="ordre des dates",
        )  # fmt: skip


def _billed(expense: Expense) -> date | None:
    told = expense.pieces.billed_on
    return told[0] if told is not None else None


def _order(why: str, columns: tuple[str, ...], action: str) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="order", why=why, action=action, columns=columns,
        source="ordre des dates",
    )  # fmt: skip
