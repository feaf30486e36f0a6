"""Pure: who pays which share of an expense, from « FRA 60 % ; PNA 40 % »."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents, euros, split_cents
from relocalisons.core.money.words.funders import shares_typed

CENT = Decimal("0.01")
_SHARE = re.compile(r"^(?P<name>.*?)[\s(:=]*(?P<percent>\d+(?:[.,]\d+)?)\s*%\)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingKey:
    """Funder code → fraction of the expense, in the order typed; the sum may be below or above 1.

    Below, the rest is the partner's own money; above, somebody is asked twice for the same euro.
    """

    shares: Mapping[str, Decimal]

    @property
    def total(self) -> Decimal:
        """Σ of the shares."""
        return sum(self.shares.values(), Decimal(0))

    def share(self, funder: str) -> Decimal:
        """The fraction of a funder; zero when the key does not name it."""
        return self.shares.get(funder, Decimal(0))


def read_funding_key(text: str, *, codes: Mapping[str, str]) -> FundingKey | None:
    """The key that a cell gives, or None when it cannot be understood for sure.

    `codes`: folded code or name → funder code. A name that is no funder, several funders without
    shares and an empty text give None; one funder alone without share pays everything.
    """
    shares: dict[str, Decimal] = {}
    pieces = shares_typed(text)
    for piece in pieces:
        match = _SHARE.match(piece)
        if match is None and len(pieces) > 1:
            return None
        code = codes.get(fold(match["name"] if match else piece))
        if code is None:
            return None
        percent = Decimal(match["percent"].replace(",", ".")) if match else Decimal(100)
        shares[code] = shares.get(code, Decimal(0)) + percent / 100
    return FundingKey(shares=shares) if shares else None


def split_amount(amount: Decimal, key: FundingKey) -> dict[str, Decimal]:
    """The parts of an amount to the cent; with shares of 100 %, they add up to it exactly.

    The cents that rounding leaves go to the largest share, the first of equal ones.
    """
    parts = split_cents(cents(amount), key.shares)
    return {code: euros(part) for code, part in parts.items()}
