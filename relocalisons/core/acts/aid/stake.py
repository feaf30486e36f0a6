"""Pure: what one finding puts at stake: euros, how surely they are lost, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What a finding puts at stake: the fact, euros, and the last day on which a gesture helps.

    `parts`: each fact → its part of `euros`, where they are several or another's. `doubts`: each
    fact → the most that it may be where a cell cannot be read, None where nobody can tell.
    `euros` is what is at stake in all (a cliff; of a report, the share lost when it is late) or
    each working day (a leak), `likely` how much of it is expected to be lost. `due` is the date
    behind it; `firm` when nobody here can move it; `unsaid`: a guess, that ranks and is not told.
    """

    fact: str
    euros: Decimal = _ZERO
    parts: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    doubts: Mapping[str, Decimal | None] = field(default_factory=dict[str, Decimal | None])
    likely: Decimal = Decimal(1)
    leak: bool = False
    unsaid: bool = False
    due: date | None = None
    last_useful: date | None = None
    firm: bool = False
    pressing: bool = False  # no detail, though no euro can be counted
    cash: bool = False  # money that comes later, and is not lost
    of_the_week: bool = False  # to be decided already, whatever else its act holds
    blocks: bool = False  # somebody waits for it, whatever a day of theirs may cost
    milestone: date | None = None  # the day of it, where a funder has it as a milestone
    of_claim: bool = False  # what a claim brings, or loses for want of it: `due` is its day
    asked_back: bool = False  # a funder waits for it before it pays
    to_order: bool = False  # others have to order, have delivered and pay before it is lost

    @property
    def facts(self) -> Mapping[str, Decimal]:
        """Each fact that it tells → its euros for sure."""
        return self.parts or (dict.fromkeys(self.doubts, _ZERO) or {self.fact: self.euros})

    @property
    def expected(self) -> Mapping[str, Decimal]:
        """Each fact → what is expected to be lost, in all or a working day; a doubt at its most."""
        doubts = {fact: most or _ZERO for fact, most in self.doubts.items()}
        facts = {**dict.fromkeys(doubts, _ZERO), **self.facts}
        return {
            fact: max(euros, doubts.get(fact, _ZERO)) * self.likely for fact, euros in facts.items()
        }
