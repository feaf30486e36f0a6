"""Pure: what the draft of a claim asks today, and what keeps the rest of it out.

The figures are those of « Demande de paiement » and « Contrôle avant envoi » of that day: one
review makes them all (`reports/claims/basis`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from relocalisons.core.acts.aid.amounts import NO_DOUBT, InDoubt
from relocalisons.core.acts.aid.claims import Claim, days_of
from relocalisons.core.acts.money_facts import MoneyFacts
from relocalisons.core.kernel.model import Finding
from relocalisons.core.kernel.words.french import name_some
from relocalisons.core.money.cents import euros
from relocalisons.core.money.findings.kinds import MoneyKind
from relocalisons.core.money.review.aid import Aid, Limit
from relocalisons.core.money.review.review import ClaimReview
from relocalisons.core.money.review.verdict import ReviewedLine, Verdict
from relocalisons.core.reports.claims.basis import reviewed_claim

_ZERO = Decimal(0)
_NAMED = 2  # of what is said together


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why some lines are not asked, or not in full: in words, which ones, their euros of aid."""

    why: str
    pieces: tuple[str, ...]
    euros: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """Euros of aid: `asked` by the draft (None while nobody can tell), and what it leaves out.

    `blocked`: of its own lines that are left out or cut, `lines`: each expense → its part, of which
    `rejected` is out for good; `causes` of it, the largest first. `capped`: what `cap` takes from
    the sum of the lines. `elsewhere`: of `asked`, what waits for an earlier claim too, `earlier`,
    that has not left. `beside`: what its act puts at stake besides, for sure and maybe, and what
    most of it hangs on.
    """

    asked: Decimal | None
    blocked: Decimal
    rejected: Decimal
    causes: tuple[Cause, ...]
    capped: Decimal = _ZERO
    cap: str = ""
    elsewhere: Decimal = _ZERO
    earlier: str = ""
    lines: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    beside: Decimal = _ZERO
    beside_doubt: InDoubt = NO_DOUBT
    beside_cause: str = ""


def draft_of(finding: Finding, *, money: MoneyFacts, accepted: frozenset[str]) -> ClaimDraft | None:
    """The draft of the claim that is due; None of any other finding, or without a whole period.

    `accepted`: subjects of double invoices that she found to be two real ones.
    """
    if finding.kind is not MoneyKind.CLAIM_DUE:
        return None
    funder, _, subject = finding.subject.partition("/")
    claims = money.claims.get(funder, ())
    claim = next((one for one in claims if one.subject == subject), None)
    if claim is None or claim.start is None or claim.start > claim.end:
        return None
    programme = money.books.programme
    review = reviewed_claim(
        programme, funder, claim.start, claim.end, as_of=programme.as_of, accepted=accepted
    )
    return _drafted(review, claim, money=money)


def _drafted(review: ClaimReview, claim: Claim, *, money: MoneyFacts) -> ClaimDraft:
    asked = review.aid.asked
    before = dict(_waiting_before(review.lines, claim, money=money))
    own = [one for one in review.lines if one.expense.subject not in before]
    twice = [one for one in review.lines if one.expense.subject in before and one.asked]
    rejected = (_left(one) for one in own if one.verdict is Verdict.REJECTED)
    names = dict.fromkeys(before[one.expense.subject] for one in twice)
    return ClaimDraft(
        asked=euros(asked) if asked is not None else None,
        blocked=euros(sum(_left(one) for one in own)),
        rejected=euros(sum(rejected)),
        causes=_causes(own),
        lines={one.expense.subject: euros(_left(one)) for one in own if _left(one) > 0},
        capped=_capped(review.aid),
        cap=_cap(review),
        elsewhere=euros(sum(one.asked for one in twice)),
        earlier=name_some([money.paper_named(claim.funder, one) for one in names], limit=_NAMED),
    )


def _left(line: ReviewedLine) -> int:
    """Cents of aid that it could ask and does not."""
    return line.at_risk - line.asked


def _causes(own: Iterable[ReviewedLine]) -> tuple[Cause, ...]:
    """By what is gravest of each line, in the words of her page."""
    groups: dict[str, list[ReviewedLine]] = {}
    for line in own:
        if _left(line) and line.remarks:
            whys = dict.fromkeys(one.why for one in line.remarks if one.verdict is line.verdict)
            groups.setdefault(", ".join(list(whys)[:_NAMED]), []).append(line)
    found = [
        Cause(
            why=why,
            pieces=tuple(_named(one) for one in lines),
            euros=euros(sum(_left(one) for one in lines)),
        )
        for why, lines in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: -one.euros))


def _named(line: ReviewedLine) -> str:
    """« D-12 de P03 »; a number that names its partner says it once."""
    number, code = line.expense.number, line.expense.partner or ""
    return number if not code or code in number else f"{number} de {code}"


def _capped(aid: Aid) -> Decimal:
    """What a limit takes from the aid of the lines; a cent of rounding is none."""
    lines = aid.limits.get(Limit.LINES)
    taken = _ZERO if lines is None or aid.asked is None else euros(lines - aid.asked)
    return taken if taken >= 1 else _ZERO


def _cap(review: ClaimReview) -> str:
    """« reste de la subvention »; where lines of the budget are passed, which."""
    over = [one.why for one in review.whole if one.kind == "transfer"]
    binding = review.aid.binding
    if binding is Limit.RATE and over:
        return name_some(over, limit=_NAMED)
    return f"règle « {binding.value} »" if binding is not None else ""


def _waiting_before(
    lines: Iterable[ReviewedLine], claim: Claim, *, money: MoneyFacts
) -> Iterator[tuple[str, str]]:
    """Expense → the claim for which it waits before this one: that one has not left yet."""
    for line in lines:
        only = (line.expense,)
        first = money.claim_for(claim.funder, days_of(only), only)
        if first is not None and first.subject != claim.subject:
            yield line.expense.subject, first.subject
