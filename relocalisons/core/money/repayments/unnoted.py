"""Pure: claims that have left, and that lines of « Dépenses » may have been in without saying so.

Left so, the next claim would ask for the same expenses once more. Some lines noted do not tell of
the others, until they make up « Montant demandé »: then what is not named was left out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Row, first_day
from relocalisons.core.kernel.words.french import format_long_date
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.claims import is_claim_named
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
    `noted`: how many of its period say that a claim has them.
    """

    funder: FunderRules
    name: str  # as people are told it
    end: date
    sent_on: date | None
    lines: tuple[Expense, ...]
    noted: int
    row: Row

    @property
    def left(self) -> str:
        """« partie le 20 mai », « déjà partie » where nobody can tell when."""
        return f"partie le {format_long_date(self.sent_on)}" if self.sent_on else "déjà partie"

    @property
    def subject(self) -> str:
        """How its finding is called."""
        return f"{self.funder.code}/{fold(self.row.text('type') or '')}/{self.end}"


Shares = Callable[[Expense], Iterable[tuple[str, Decimal]]]  # (funder, euros of aid)


def unnoted_claims(books: Books, *, shares: Shares) -> tuple[UnnotedClaim, ...]:
    """In the order of « Échéancier rapports »; none whose period cannot be read."""
    return tuple(_unnoted(books, shares))


def maybe_sent(books: Books, *, shares: Shares) -> frozenset[tuple[str, str]]:
    """(funder, subject) of each expense that such a claim may have carried.

    Of one that she set aside nothing is: its other lines were not in it.
    """
    settled = books.programme.settled
    found = [each for each in unnoted_claims(books, shares=shares) if each.subject not in settled]
    return frozenset((claim.funder.code, one.subject) for claim in found for one in claim.lines)


def _unnoted(books: Books, shares: Shares) -> Iterator[UnnotedClaim]:
    codes = codes_by_name(books.funders)
    for row in books.programme.rows("report_schedule"):
        funder = books.funder(codes.get(fold(row.plain("funder")), ""))
        end = row.last_day("period_end")
        if funder is None or end is None or not _has_left(row):
            continue
        start = first_day(row.reading("period_start")) or date.min
        paid = [one for one in books.expenses if _is_paid_by(one, funder.code, end=end)]
        of_period = [one for one in paid if (one.day("paid_on") or date.min) >= start]
        open_lines = [one for one in paid if not _is_told(one, funder)]
        noted = [one for one in of_period if is_in_a_claim(one, funder.code)]
        if any(one in open_lines for one in of_period) and not _is_whole(
            row, noted, funder=funder.code, shares=shares
        ):
            yield UnnotedClaim(
                funder=funder, name=name_report(row.text("type") or "", end), end=end,
                sent_on=row.last_day("sent_on"), lines=tuple(open_lines), noted=len(noted), row=row,
            )  # fmt: skip


def _is_told(expense: Expense, funder: FunderRules) -> bool:
    """Whether a claim has it that has left, or it was put into another that has not."""
    row = expense.claim_to_come
    coming = row is not None and fold(row.plain("funder")) in (fold(funder.code), fold(funder.name))
    return coming or is_in_a_claim(expense, funder.code)


def _is_whole(row: Row, noted: list[Expense], *, funder: str, shares: Shares) -> bool:
    """Whether the lines noted make up what was asked, to the euro."""
    asked, name = row.decimal("requested"), row.text("type") or ""
    named = [one for one in noted if is_claim_named(one.row.text("claim") or "", name)] or noted
    made = sum((dict(shares(one)).get(funder, Decimal(0)) for one in named), Decimal(0))
    return asked is not None and bool(named) and made + 1 > asked


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
