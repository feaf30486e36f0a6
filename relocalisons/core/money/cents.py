"""Pure: whole cents: how an amount becomes cents, and how cents are shared, in one place.

Every sum of money is made of these: a share is rounded once, to its nearest cent or down where it
is a limit, and what rounding leaves goes where `spread` and `split_cents` say.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def cents(amount: Decimal) -> int:
    """Whole cents of an amount that has at most two decimals, else of its nearest cent."""
    return int((amount * 100).to_integral_value(ROUND_HALF_UP))


def euros(amount: int) -> Decimal:
    """Cents as euros, with two decimals."""
    return Decimal(amount) / 100


def share_within(amount: int, rate: Decimal) -> int:
    """The largest whole number of cents within a rate: a limit is rounded down."""
    return int((amount * rate).to_integral_value(ROUND_FLOOR))


def split_cents(amount: int, shares: Mapping[str, Decimal]) -> dict[str, int]:
    """The parts of an amount by share, each to its nearest cent.

    With shares of 100 % they add up to it exactly: the cents that rounding leaves go to the
    largest share, the first of equal ones.
    """
    parts = {
        code: int((amount * share).to_integral_value(ROUND_HALF_UP))
        for code, share in shares.items()
    }
    if parts and sum(shares.values(), Decimal(0)) == 1:
        largest = max(shares, key=lambda code: shares[code])
        parts[largest] += amount - sum(parts.values())
    return parts


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """`total` cents over lines by weight; odd cents go to the largest remainders.

    Of equal remainders the first line has it. The parts add up to `total` exactly;
    all are zero when every weight is.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole), at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts
