"""Pure: sheets kept day by day: nobody works two long days in one, nor on a day of leave.

« Mois » that holds one day and the time of one day is a day; anything longer is a month.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.model import Quantity, Row, first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_month,
    format_quantity,
    join_words,
    quote,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.posts.staff import Sheets, read_sheets, sheets_of
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.rates import days_away, days_listed, is_sheet
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.people import is_same_person
from relocalisons.core.money.words.time_units import may_be_of_a_day, most_in_a_day

_SUNDAY = 6

_Day = tuple[str, date, str]  # folded name, day, unit of time


def judge_days(review: Review) -> dict[str, tuple[Remark, ...]]:
    """By subject, what the days of its sheets tell."""
    sheets = read_sheets(review.books.programme)
    worked = _worked(review, sheets)
    found = _listed_twice(review)
    if not worked:
        return found
    off = working_days(review.books.programme).days_off
    for expense in review.books.expenses:
        if expense.kind is not ExpenseKind.SALARY or expense.is_refused:
            continue
        rows = sheets_of(expense, sheets)
        remarks = tuple(_judge(expense, rows, worked, sheets, off))
        if remarks:
            found[expense.subject] = (*found.get(expense.subject, ()), *remarks)
    return found


def _listed_twice(review: Review) -> dict[str, tuple[Remark, ...]]:
    """Days that the sheets of one person list for two lines of pay, beyond a day of work.

    The line that was declared first keeps them, whoever paid for it.
    """
    listed = [(expense, sheet) for expense in review.books.expenses if (sheet := _listed(expense))]
    listed.sort(key=lambda each: (not each[0].row.text("claim"), each[0].subject))
    found: dict[str, tuple[Remark, ...]] = {}
    for at, (expense, mine) in enumerate(listed):
        for other, theirs in listed[:at]:
            names = expense.row.text("supplier"), other.row.text("supplier")
            if mine.month != theirs.month or not is_same_person(*names):
                continue
            most = most_in_a_day("h")
            long = most is None or (mine.hours or most) + (theirs.hours or most) > most
            days = sorted(set(mine.days) & set(theirs.days))
            net = expense.amount()
            if not days or not long or net is None:
                continue
            kept = net * (len(mine.days) - len(days)) / len(mine.days)
            said = join_words([str(each) for each in days])
            found[expense.subject] = (
                Remark(
                    verdict=Verdict.REDUCED, kind="worked_day", kept=cents(kept),
                    why=f"le temps du {said} {format_month(mine.month)} est déjà compté pour "
                    f"{other.number}",
                    action="retirer ces jours de l’une des deux feuilles", columns=("amount",),
                    cells=(mine.cell, theirs.cell), source=quote("Pièces"),
                ),
            )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """The days of a month that a sheet lists, each of so many hours where it says so."""

    month: date
    days: tuple[int, ...]
    hours: Decimal | None
    cell: CellRef


def _listed(expense: Expense) -> _Listed | None:
    day = expense.day("invoice_date")
    if expense.kind is not ExpenseKind.SALARY or expense.is_refused or day is None:
        return None
    for note in expense.pieces.notes:
        days, hours = days_listed(note.text) if is_sheet(note.called) else ((), None)
        if days:
            return _Listed(month=day.replace(day=1), days=days, hours=hours, cell=note.cell)
    return None


def _worked(review: Review, sheets: Sheets) -> Mapping[_Day, Decimal]:
    """Time of each person and day, whoever pays for it."""
    found: defaultdict[_Day, Decimal] = defaultdict(Decimal)
    for row in review.books.programme.rows("timesheets"):
        told = _day_of(row)
        if told is not None and row.text("employee"):
            day, time = told
            name = sheets.names[fold(row.plain("employee"))]
            found[name, day, time.unit or "jour"] += time.amount
    return found


def _day_of(row: Row) -> tuple[date, Quantity] | None:
    day, time = first_day(row.reading("month")), row.reading("time").value
    if day is None or day != row.last_day("month") or not isinstance(time, Quantity):
        return None
    return (day, time) if may_be_of_a_day(time.amount, time.unit) else None


def _judge(
    expense: Expense,
    rows: Sequence[Row],
    worked: Mapping[_Day, Decimal],
    sheets: Sheets,
    off: frozenset[date],
) -> Iterator[Remark]:
    days = [(row, *told) for row in rows if (told := _day_of(row)) is not None]
    for row, day, time in days:
        name, unit = sheets.names.get(fold(row.plain("employee")), ""), time.unit or "jour"
        total = worked.get((name, day, unit), Decimal(0))
        most = most_in_a_day(unit)
        if most is not None and total > most:
            yield _said(
                Verdict.HELD,
                f"{format_quantity(total, unit)} le {format_long_date(day)} pour une même "
                "personne, tous projets confondus",
                "corriger les feuilles de ce jour", row, "Code du travail, L3121-18 – à vérifier",
            )  # fmt: skip
            return
    away = _away(expense)
    for row, day, _ in days:
        if any(first <= day <= last for first, last in away):
            yield _said(
                Verdict.HELD, f"du temps est compté le {format_long_date(day)}, jour d’absence",
                "corriger la feuille, ou le bulletin", row, quote("Bulletin de paie"),
            )  # fmt: skip
            return
    for row, day, _ in days:
        if day.weekday() == _SUNDAY or day in off:
            kind = "un dimanche" if day.weekday() == _SUNDAY else "un jour férié ou de fermeture"
            yield _said(
                Verdict.UNVERIFIED, f"du temps est compté le {format_long_date(day)}, {kind}",
                "vérifier la feuille, et joindre l’ordre de mission", row, quote("Temps passé"),
            )  # fmt: skip
            return


def _away(expense: Expense) -> list[tuple[date, date]]:
    """The days on which a piece of that pay says that somebody was away."""
    texts = (f"{each.called} {each.text}" for each in expense.pieces.notes)
    return [each for text in texts for each in days_away(text)]


def _said(verdict: Verdict, why: str, action: str, row: Row, source: str) -> Remark:
    return Remark(
        verdict=verdict, kind="worked_day", why=why, action=action, columns=("invoice_date",),
        cells=(row.place.cell("month"),), source=source,
    )  # fmt: skip
