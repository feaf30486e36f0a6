"""Pure: what has left and of which a funder asks for more before it settles it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.model import Row, first_day
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_answered, is_in_a_claim
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.claims import day_to_answer, is_claim_named
from relocalisons.core.money.words.reports import (
    ReportStatus,
    ReportType,
    read_report_type,
    read_row_status,
)
from relocalisons.core.programme.scope import codes_by_name

_ANY_DAYS = (date(2000, 1, 3), date(2001, 1, 9))  # of other years and weekdays


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedPaper:
    """A line of « Échéancier rapports », and the expenses of a claim, which stay in it.

    `said`: what its row says of it, as typed: « Commentaire », else « Statut ».
    """

    funder: str  # its code, or as typed
    end: date | None
    lines: tuple[Expense, ...]
    said: str
    row: Row

    @property
    def subject(self) -> str:
        """How its finding is called."""
        return f"{self.funder}/{self.occasion}"

    @property
    def occasion(self) -> str:
        """« acompte 1/2025-12-31 », as its act is called."""
        return f"{fold(self.row.text('type') or '')}/{self.end}"

    @property
    def open_lines(self) -> tuple[Expense, ...]:
        """Those that the funder has neither accepted nor refused."""
        return tuple(one for one in self.lines if not is_answered(one))

    def due(self, *, since: date) -> date | None:
        """The day that the funder gives; None where its row says none. A delay counts `since`."""
        text = f"{self.row.plain('comment')} ; {self.row.typed('status')}"
        return day_to_answer(text, sent=self.row.last_day("sent_on") or since, since=since)

    def fixed_day(self) -> date | None:
        """The same where it is a day of the calendar, whenever it was read.

        « le 29/10 » of what nobody says when it left is of no year yet.
        """
        found = {self.due(since=day) for day in _ANY_DAYS}
        return found.pop() if len(found) == 1 else None


def returned_papers(books: Books) -> tuple[ReturnedPaper, ...]:
    """In the order of « Échéancier rapports »."""
    return tuple(_returned(books))


def _returned(books: Books) -> Iterator[ReturnedPaper]:
    codes = codes_by_name(books.funders)
    for row in books.programme.rows("report_schedule"):
        if read_row_status(row).value is not ReportStatus.RETURNED:
            continue
        typed = row.text("funder") or ""
        code = codes.get(fold(typed), typed)
        claim = row.said("type", read_report_type).value is ReportType.CLAIM
        yield ReturnedPaper(
            funder=code,
            end=row.last_day("period_end") or row.last_day("deadline"),
            lines=tuple(one for one in books.expenses if _is_of(one, row, code)) if claim else (),
            said=row.plain("comment") or row.typed("status"),
            row=row,
        )


def _is_of(expense: Expense, row: Row, funder: str) -> bool:
    """Whether that claim carries it: named, or of its period where its claim has no name."""
    if expense.key is None or not expense.key.share(funder) or expense.is_refused:
        return False
    if name := expense.row.text("claim"):
        return is_claim_named(name, row.text("type") or "")
    start, end = first_day(row.reading("period_start")), row.last_day("period_end")
    day = expense.day("paid_on")
    of_period = day is not None and (start or date.min) <= day <= (end or date.min)
    return of_period and is_in_a_claim(expense, funder)
