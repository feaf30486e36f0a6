"""Pure: the claim that a funder asks more of: the expenses that stay in it, the aid that waits."""

from collections.abc import Iterable
from decimal import Decimal

from relocalisons.core.money.expense import Expense
from relocalisons.core.money.repayments.returned import ReturnedPaper
from relocalisons.core.money.review.shares import AidTerms

_ZERO = Decimal(0)


def returned_with(
    lines: Iterable[Expense], papers: Iterable[ReturnedPaper]
) -> ReturnedPaper | None:
    """The one that has left with all of these lines."""
    subjects = {one.subject for one in lines}
    found = (one for one in papers if subjects <= {each.subject for each in one.lines})
    return next(found, None) if subjects else None


def aid_awaited(paper: ReturnedPaper, aid: AidTerms) -> Decimal:
    """What was asked and has not come, where that is noted; else of the lines without answer."""
    asked = paper.row.decimal("requested")
    if asked is not None:
        return max(asked - (paper.row.decimal("received") or _ZERO), _ZERO)
    shares = (dict(aid.shares(one)) for one in paper.open_lines)
    return sum((each.get(paper.funder, _ZERO) for each in shares), _ZERO)
