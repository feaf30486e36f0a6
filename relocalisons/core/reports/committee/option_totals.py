"""Pure: the only euros of a committee's paper: one total that an option would lose or move.

The one exception to what its readers may see (ADR 0070). A total of fewer than three partners would
tell one partner's claim, a salary or the price of a contract: it is not said, and nothing stands
in its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from relocalisons.core.kernel.model import PartnerNames, Row
from relocalisons.core.kernel.words.french import format_money
from relocalisons.core.money.spending import Spending, budget_of

FEWEST = 3  # partners in a total
_EURO = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionTotal:
    """Euros of the programme as one sum, and whose they are; `most` is None when nobody can tell.

    `net`: whether they are before tax.
    """

    least: Decimal
    most: Decimal | None
    partners: frozenset[str]
    net: bool

    @property
    def said(self) -> str:
        """« 8 785 € », « jusqu’à 8 785 € », « au moins 420 € »; empty where it is not for them.

        Whole euros: a bound is rounded to the side on which it holds.
        """
        if len(self.partners) < FEWEST or (self.most is not None and self.most <= 0):
            return ""
        unit = " HT" if self.net else ""
        if self.most is None:
            low = self.least.quantize(_EURO, ROUND_FLOOR)
            return f"au moins {format_money(low)}{unit}" if low > 0 else ""
        open_words = "jusqu’à " if self.most > self.least else ""
        return f"{open_words}{format_money(self.most.quantize(_EURO, ROUND_CEILING))}{unit}"


def given_up(spending: Spending, names: PartnerNames) -> OptionTotal:
    """What is not paid of a funder's budget: at most all that is not eligible for sure."""
    eligible = sum((line.eligible_amount for line in spending.lines), Decimal(0))
    unsure = spending.unsure.more
    paid = spending.budget if unsure is None else spending.paid + Decimal(unsure) / 100
    return OptionTotal(
        least=max(spending.budget - paid, Decimal(0)),
        most=spending.budget - eligible,
        partners=_partners(
            (row for line in spending.lines for row in line.budget_rows if budget_of(row)), names
        ),
        net=spending.before_tax,
    )


def still_to_pay(spending: Spending, names: PartnerNames, *, as_of: date) -> OptionTotal:
    """What is ordered or invoiced for a funder and not paid; more where an expense is in doubt."""
    parts = [
        part
        for line in spending.lines
        for part in line.committed
        if part.on is None or part.on > as_of
    ]
    known = sum((part.amount for part in parts), Decimal(0))
    return OptionTotal(
        least=known,
        most=None if spending.left_out else known,
        partners=_partners((part.row for part in parts), names),
        net=spending.before_tax,
    )


def _partners(rows: Iterable[Row], names: PartnerNames) -> frozenset[str]:
    """Those who are known: an unreadable name is nobody's, and counts for none."""
    found = (names.resolve(row.text("partner")).code for row in rows)
    return frozenset(code for code in found if code)
