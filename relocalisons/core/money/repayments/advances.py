"""Pure: what the lead paid ahead to a partner and nothing says was settled."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import DateInterval, Doubt, Row
from relocalisons.core.kernel.wording import say_partner
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import euros
from relocalisons.core.money.repayments.positions import are_followed, measure_repayments
from relocalisons.core.programme.scope import codes_by_name

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """A line of « Avances » without « Remboursée le », paid on a day that can be read.

    `subject` ends its finding keys. `funder` is its code, empty where no funder has that name;
    `whose`, the partner as people call it. `amount` is None where nobody can read it, `open_euros`
    what nothing accepted covers of it, `may_be` the most that a doubtful amount says (None: it
    may say anything).
    """

    row: Row
    subject: str
    partner: str | None
    whose: str
    funder: str
    funder_typed: str
    paid_on: date
    amount: Decimal | None
    open_euros: Decimal
    may_be: Decimal | None


def open_advances(books: Books, *, as_of: date) -> tuple[Advance, ...]:
    """The advances that are not settled, in order; those that what came covers are left out.

    What is open of a partner's with a funder is that of its oldest advances first.
    """
    codes = codes_by_name(books.funders)
    over = _over(books, as_of=as_of)
    found = list(_unsettled(books, codes=codes))
    left = dict(over)
    rest: dict[str, Decimal] = {}
    for each in sorted(found, key=lambda one: (one.paid_on, natural_order(one.subject))):
        whose = (each.partner, each.funder)
        rest[each.subject] = min(each.open_euros, left.get(whose, each.open_euros))
        if whose in left:
            left[whose] -= rest[each.subject]
    return tuple(
        replace(each, open_euros=rest[each.subject])
        for each in found
        if over.get((each.partner, each.funder)) != 0
    )


def _over(books: Books, *, as_of: date) -> Mapping[tuple[str | None, str], Decimal]:
    """Partner and funder → what was paid beyond what is due, where repayments are followed."""
    if not are_followed(books.programme):
        return {}
    positions = measure_repayments(books, as_of=as_of).positions
    return {(each.partner, each.funder): euros(each.over) for each in positions}


def _unsettled(books: Books, *, codes: Mapping[str, str]) -> Iterator[Advance]:
    programme = books.programme
    seen: Counter[str] = Counter()
    for row in programme.rows("advances"):
        paid = row.reading("paid_on").value
        if not isinstance(paid, DateInterval) or row.reading("repaid_on").doubt is not Doubt.ABSENT:
            continue
        partner, typed = programme.whose(row), row.text("funder")
        whose = say_partner(programme, partner) if partner else typo(row.text("partner") or "")
        said = typo(typed or "financeur non précisé")
        subject = f"{programme.keyed_as(row) or fold(whose)}/{said}/{paid.latest}"
        seen[subject] += 1  # two advances of one day to one partner have two keys
        amount = row.decimal("amount")
        yield Advance(
            row=row,
            subject=subject if seen[subject] == 1 else f"{subject}/{seen[subject]}",
            partner=partner,
            whose=whose,
            funder=codes.get(fold(typed or ""), ""),
            funder_typed=said,
            paid_on=paid.latest,
            amount=amount,
            open_euros=amount or _ZERO,
            may_be=_most(row) if amount is None else amount,
        )


def _most(row: Row) -> Decimal | None:
    said = [one for one in row.reading("amount").candidates if isinstance(one, Decimal)]
    return max((one for one in said if one > 0), default=None)
