"""Pure: claims that have left, and of which no line of « Dépenses » says that it was in them.

Left so, the next claim would ask for the same expenses once more. A claim of which one line is
noted is taken at its word: what it does not name was left out of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Row, first_day
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.reports import (
    LEFT_US,
    ReportStatus,
    ReportType,
    is_advance,
    name_report,
    read_report_type,
    read_row_status,
)
from relocalisons.core.programme.scope import codes_by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class UnnotedClaim:
    """A line of « Échéancier rapports » and what it may have carried, in the order of the sheets.

    `sent_on` is None where only its status says that it has left, or the day cannot be read.
    """

    funder: FunderRules
    name: str  # as people are told it
    end: date
    sent_on: date | None
    lines: tuple[Expense, ...]
    row: Row

    @property
    def left(self) -> str:
        """« partie le 20 mai », « déjà partie » where nobody can tell when."""
        return f"partie le {format_long_date(self.sent_on)}" if self.sent_on else "déjà partie"

    @property
    def subject(self) -> str:
        """How its finding is called."""
        return f"{self.funder.code}/{fold(self.row.text('type') or '')}/{self.end}"


def unnoted_claims(books: Books) -> tuple[UnnotedClaim, ...]:
    """In the order of « Échéancier rapports »; none whose period cannot be read."""
    return tuple(_unnoted(books))


def _unnoted(books: Books) -> Iterator[UnnotedClaim]:
    codes = codes_by_name(books.funders)
    for row in books.programme.rows("report_schedule"):
        funder = books.funder(codes.get(fold(row.plain("funder")), ""))
        end = row.last_day("period_end")
        if funder is None or end is None or not _has_left(row):
            continue
        start = first_day(row.reading("period_start")) or date.min
        paid = tuple(one for one in books.expenses if _is_paid_by(one, funder.code, end=end))
        of_period = [one for one in paid if (one.day("paid_on") or date.min) >= start]
        open_lines = tuple(one for one in paid if not is_in_a_claim(one))
        if of_period and not any(is_in_a_claim(one) for one in of_period):
            yield UnnotedClaim(
                funder=funder, name=name_report(row.text("type") or "", end), end=end,
                sent_on=row.last_day("sent_on"), lines=open_lines, row=row,
            )  # fmt: skip


def _has_left(row: Row) -> bool:
    """A claim of expenses that has left for sure, more asked or not; an advance carries none."""
    kind = row.said("type", read_report_type).value
    status = read_row_status(row)
    if kind is not ReportType.CLAIM or is_advance(row.text("type")) or status.doubtful:
        return False
    dated = row.last_day("sent_on") is not None
    return status.value in LEFT_US or (dated and status.value is not ReportStatus.DROPPED)


def _is_paid_by(expense: Expense, funder: str, *, end: date) -> bool:
    day = expense.day("paid_on")
    pays = expense.key is not None and expense.key.share(funder) > 0
    return pays and not expense.is_refused and day is not None and day <= end
