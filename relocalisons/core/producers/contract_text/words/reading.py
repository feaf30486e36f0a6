"""Pure: which of the seven clauses a contract's text holds, lacks, or contradicts the sheet in.

L631-24 of the code rural; under three years the revision may be left out (L631-24-2). A clause is
there when the families of words that make it stand near each other: a title, or its name in
another clause, is none. What is named in words that prove nothing is to be checked.
"""

import re

from relocalisons.core.producers.contract_text.words.clauses.delivering import read_delivery
from relocalisons.core.producers.contract_text.words.clauses.ending import (
    read_force_majeure,
    read_notice,
)
from relocalisons.core.producers.contract_text.words.clauses.lasting import read_duration
from relocalisons.core.producers.contract_text.words.clauses.paying import read_payment
from relocalisons.core.producers.contract_text.words.clauses.pricing import WHOLE_PRICE, read_price
from relocalisons.core.producers.contract_text.words.clauses.promising import read_quantity
from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import (
    WHOLE,
    ClauseKind,
    ClauseReading,
    ClauseState,
    to_check,
)
from relocalisons.core.producers.contract_text.words.lexicon import (
    delivery,
    duration,
    hazard,
    notice,
    payment,
    price,
    quantity,
)
from relocalisons.core.producers.contract_text.words.lexicon.void import IS_ASIDE
from relocalisons.core.producers.contract_text.words.printed.passages import Passage, passages_of
from relocalisons.core.producers.contract_text.words.printed.quantities import (
    AHEAD,
    AMOUNT,
    LONG_DATE,
    ahead_in,
)

READER = "12"  # raised when the same text would be read otherwise: it is then read again

_READERS = (
    read_quantity,
    read_price,
    read_delivery,
    read_payment,
    read_duration,
    read_force_majeure,
    read_notice,
)


# What a clause in words that nobody foresaw would still hold: a figure, and a word near it.
_MONTH = 30  # days
_FIGURE = re.compile(  # a hundred of something: an area, a tray's weight, money, a year is none
    r"\b(?!20\d\d\b)\d(?: ?\d){2,}\b"
    r"(?! ?(?:€|euros?|g|mm|cm|grammes|m2|m²|metres?|ares?|ha|hectares?)(?!\w))"
)
_TRACES: dict[ClauseKind, tuple[re.Pattern[str], re.Pattern[str]]] = {
    ClauseKind.QUANTITY: (_FIGURE, quantity.TO_BUY),
    ClauseKind.PRICE: (AMOUNT, price.PRICE_TITLE),
    ClauseKind.DELIVERY: (delivery.HANDS_OVER, delivery.PLACE),
    ClauseKind.PAYMENT: (payment.DELAY, payment.PAYS),
    ClauseKind.DURATION: (LONG_DATE, duration.LIFE),
    ClauseKind.FORCE_MAJEURE: (hazard.HAZARD, hazard.RELEASED),
    ClauseKind.NOTICE: (AHEAD, notice.NOTICE_TRACE),
}


def read_clauses(text: str, facts: ContractFacts) -> tuple[ClauseReading, ...]:
    """The seven clauses of a contract's text, in their order."""
    passages = passages_of(text)
    found = tuple(reader(passages, facts) for reader in _READERS)
    if all(each.state is not ClauseState.MISSING for each in found):
        return found
    rest = tuple(each for each in passages if not each.bare and not _is_claimed(each, facts))
    return tuple(
        to_check(each.kind)
        if each.state is ClauseState.MISSING and any(_is_traced(one, each.kind) for one in rest)
        else each
        for each in found
    )


def _is_claimed(passage: Passage, facts: ContractFacts) -> bool:
    """Whether a paragraph does the work of a clause, or of half of one."""
    found = (reader((passage,), facts) for reader in _READERS)
    return any(
        each.state is not ClauseState.MISSING or each.part not in (WHOLE, WHOLE_PRICE)
        for each in found
    )


def _is_traced(passage: Passage, kind: ClauseKind) -> bool:
    """Whether a paragraph that is of no clause may be that one, in words that no family knows."""
    kept = [one for one in passage.sentences if not IS_ASIDE.search(one)]
    if kind is ClauseKind.NOTICE:  # a renewal, or a warning of some days, is another matter
        kept = [one for one in kept if not duration.IS_RENEWED.search(one) and _is_long(one)]
    if kind is ClauseKind.FORCE_MAJEURE:
        kept = [one for one in kept if not hazard.PAST.search(one)]
    said = " ".join(kept)
    return all(each.search(said) for each in _TRACES[kind])


def _is_long(sentence: str) -> bool:
    return any(days >= _MONTH for _, _, days in ahead_in(sentence))
