"""Pure: claims that a funder did not answer, or for some of their lines only, longer ago than it
takes.

Only where its answers are followed: of a funder that never answered a line nor paid a claim, nobody
may note what it says, and it would be told every day for nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_answered, is_in_a_claim
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.repayments.movements import read_movements
from relocalisons.core.money.repayments.positions import are_followed
from relocalisons.core.sources.thresholds import CLAIM_ANSWERED_WITHIN, days_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredClaim:
    """The lines of a claim that one funder has neither accepted nor refused.

    `since`: the last payment of that claim, or the last day on which one of its lines was paid,
    before which it cannot have been sent.
    """

    funder: str
    claim: str  # as typed
    lines: tuple[Expense, ...]
    since: date

    @property
    def subject(self) -> str:
        """How its finding is called."""
        return f"{self.funder}/{fold(self.claim)}"


def unanswered_claims(books: Books, *, as_of: date) -> tuple[UnansweredClaim, ...]:
    """In the order of « Financeurs », then of the lines."""
    if not are_followed(books.programme):
        return ()
    delay = timedelta(days=days_in_force(books.programme.parameters, CLAIM_ANSWERED_WITHIN))
    receipts = read_movements(books, as_of=as_of).receipts
    declared: dict[tuple[str, str], list[Expense]] = {}
    for one in books.expenses:
        name = one.row.text("claim") if not one.is_refused else None
        for code in one.key.shares if one.key is not None and name else ():
            if one.declared_to is not None and code not in one.declared_to:
                continue
            declared.setdefault((code, fold(name or "")), []).append(one)
    heard = {each.funder for each in receipts if each.claim}
    heard |= {code for (code, _), lines in declared.items() if any(map(is_answered, lines))}
    order = {each.code: at for at, each in enumerate(books.funders)}
    found: list[UnansweredClaim] = []
    for (code, name), lines in declared.items():
        waiting = tuple(one for one in lines if not is_answered(one))
        came = [r.on for r in receipts if r.funder == code and fold(r.claim) == name]
        begun = bool(came) or len(waiting) < len(lines)
        has_left = all(is_in_a_claim(one) for one in waiting)
        if code not in order or not waiting or not (begun or (has_left and code in heard)):
            continue
        paid = [day for one in lines if (day := one.day("paid_on")) is not None]
        since = max((*came, *paid), default=None)
        if since is not None and as_of - since >= delay:
            claim = waiting[0].row.plain("claim")
            found.append(UnansweredClaim(funder=code, claim=claim, lines=waiting, since=since))
    return tuple(sorted(found, key=lambda one: order[one.funder]))
