"""Pure: a sheet that stands in « Pièces », beside its line of pay and « Temps passé ».

Three tabs tell one month of work: whose, which month, which days, how many hours. What one tells
and another denies is found by laying them side by side, whatever each says for itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.model import Quantity, Row
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_month,
    format_quantity,
    quote,
    typo,
    with_de,
)
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.posts.pay import last_day_of
from relocalisons.core.money.review.posts.staff import read_sheets, sheets_of
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.rates import (
    days_away,
    days_listed,
    explains_days_off,
    hours_in_all,
    is_sheet,
    sheet_month,
    tells_one_time,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import (
    is_same_person,
    month_told,
    names_person,
    whom_named,
)

_SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a sheet of « Pièces » tells; None and empty where it does not."""

    month: date | None
    days: tuple[int, ...]
    hours_a_day: Decimal | None
    total: Decimal | None  # hours in all, in so many words
    explains_days_off: bool
    is_plain: bool  # hours are told once: a list of days at so many hours is the whole of it
    person: str | None
    cell: CellRef

    def hours(self, usual: Decimal | None) -> Decimal | None:
        """The hours that it shows; `usual` are those of a day where it says none."""
        a_day = self.hours_a_day or usual
        if self.total is not None or not self.is_plain:
            return self.total
        return len(self.days) * a_day if self.days and a_day else None


def judge_sheet_pieces(review: Review) -> dict[str, tuple[Remark, ...]]:
    """By subject, what a sheet in « Pièces » says against its line or « Temps passé »."""
    sheets = read_sheets(review.books.programme)
    off = working_days(review.books.programme).days_off
    found: dict[str, tuple[Remark, ...]] = {}
    for expense in review.books.expenses:
        if expense.kind is not ExpenseKind.SALARY or expense.is_refused:
            continue
        facts, rows = sheet_facts(expense), sheets_of(expense, sheets)
        remarks = (
            *_of_another(expense, facts, rows),
            *_of_another_month(expense, facts),
            *_on_days_off(expense, facts, off),
            *_fewer_hours(expense, facts, rows, review),
        )
        if remarks:
            found[expense.subject] = remarks
    return found


def sheet_facts(expense: Expense) -> tuple[SheetFacts, ...]:
    """The facts of each sheet that is listed beside a line."""
    found: list[SheetFacts] = []
    for note in expense.pieces.notes:
        if not is_sheet(note.called):
            continue
        (days, a_day), told = days_listed(note.text), sheet_month(note.text)
        found.append(
            SheetFacts(
                month=None if told is None else date(*told, 1), days=days, hours_a_day=a_day,
                total=hours_in_all(note.text),
                is_plain=tells_one_time(note.text),
                explains_days_off=explains_days_off(note.text),
                person=whom_named(note.text), cell=note.cell,
            )
        )  # fmt: skip
    return tuple(found)


def _of_another(
    expense: Expense, facts: Sequence[SheetFacts], rows: Sequence[Row]
) -> Iterator[Remark]:
    """Sheets that name somebody else than the line does."""
    person, label = expense.row.text("supplier"), expense.row.text("label")
    if whom_named(person) is None:
        return
    typed = [
        (row.typed("employee"), row.place.cell("employee")) for row in rows if row.text("piece")
    ]
    for told in (typed, [(each.person, each.cell) for each in facts]):
        named = [(name, cell) for name, cell in told if name and len(name.split()) > 1]
        others = [
            (name, cell)
            for name, cell in named
            if not is_same_person(name, person) and not names_person(name, label)
        ]
        if named and len(others) == len(named):
            name, cell = others[0]
            yield _held(
                f"la feuille de temps est celle {with_de(typo(name))}, la ligne dit "
                f"{typo(person or '')}", "joindre la feuille de cette personne", cell,
            )  # fmt: skip
            return


def _of_another_month(expense: Expense, facts: Sequence[SheetFacts]) -> Iterator[Remark]:
    """No sheet of the month that is paid, among those that say theirs."""
    day, told = expense.day("invoice_date"), month_told(expense.row.text("label"))
    paid = date(*told, 1) if told is not None else day.replace(day=1) if day is not None else None
    known = [each for each in facts if each.month is not None]
    if paid is None or not known or len(known) < len(facts):
        return
    if any(each.month == paid for each in known):
        return
    month = known[0].month
    if month is not None:
        yield _held(
            f"la feuille de temps jointe est {with_de(format_month(month))}, et non "
            f"{with_de(format_month(paid))}", "joindre la feuille du mois payé", known[0].cell,
        )  # fmt: skip


def _on_days_off(
    expense: Expense, facts: Sequence[SheetFacts], off: frozenset[date]
) -> Iterator[Remark]:
    """A listed day that the month has not, on which somebody was away, or nobody works."""
    texts = (f"{each.called} {each.text}" for each in expense.pieces.notes)
    away = [each for text in texts for each in days_away(text)]
    for each in facts:
        if each.month is None:
            continue
        last = last_day_of(each.month).day
        if any(not 1 <= day <= last for day in each.days):
            yield _held("la feuille compte un jour que son mois n’a pas",
                        "corriger la feuille", each.cell)  # fmt: skip
            return
        days = [each.month.replace(day=day) for day in each.days]
        absent = [day for day in days if any(first <= day <= end for first, end in away)]
        net = expense.amount()
        if absent and net is not None:
            left = Decimal(len(days) - len(absent)) / len(days)
            yield Remark(
                verdict=Verdict.REDUCED, kind="worked_day", kept=cents(net * left),
                why=f"du temps est compté le {format_long_date(absent[0])}, jour d’absence",
                action="corriger la feuille, ou le bulletin", columns=("amount",),
                cells=(each.cell,), source=quote("Pièces"),
            )  # fmt: skip
            return
        closed = [day for day in days if day.weekday() == _SUNDAY or day in off]
        if closed and not each.explains_days_off:
            kind = "un dimanche" if closed[0].weekday() == _SUNDAY else "un jour férié"
            yield Remark(
                verdict=Verdict.UNVERIFIED, kind="worked_day",
                why=f"du temps est compté le {format_long_date(closed[0])}, {kind}",
                action="vérifier la feuille, et joindre l’ordre de mission", columns=("amount",),
                cells=(each.cell,), source=quote("Pièces"),
            )  # fmt: skip
            return


def _fewer_hours(
    expense: Expense, facts: Sequence[SheetFacts], rows: Sequence[Row], review: Review
) -> Iterator[Remark]:
    """Hours of « Temps passé » that the sheets of the line do not show."""
    net, day = expense.amount(), expense.day("invoice_date")
    usual = review.terms.amount_on(GrantRule.DAY_HOURS, day)
    shown = [each.hours(usual) for each in facts]
    known = [each for each in shown if each is not None]
    times = [row.reading("time").value for row in rows if row.text("piece")]
    hours = [
        each.amount for each in times if isinstance(each, Quantity) and each.unit not in _IN_DAYS
    ]
    if net is None or not known or len(known) < len(facts) or not hours:
        return
    if len(hours) < len(rows):
        return
    told, counted = sum(known, Decimal(0)), sum(hours, Decimal(0))
    if told >= counted:
        return
    yield Remark(
        verdict=Verdict.REDUCED, kind="staff_cost", kept=cents(net * told / counted),
        why=f"la feuille jointe montre {format_quantity(told, 'h')}, "
        f"{quote('Temps passé')} compte {format_quantity(counted, 'h')}",
        action="corriger les heures, ou joindre la feuille qui les montre", columns=("amount",),
        cells=tuple(each.cell for each in facts), source=quote("Pièces"),
    )  # fmt: skip


_IN_DAYS = (None, "", "jour", "demi-journée")


def _held(why: str, action: str, cell: CellRef) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="timesheet", why=why, action=action, columns=("type",),
        cells=(cell,), source=quote("Pièces"),
    )  # fmt: skip
