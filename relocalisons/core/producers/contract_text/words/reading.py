"""Pure: which of the seven clauses a contract's text holds, lacks, or contradicts the sheet in.

L631-24 of the code rural; under three years the revision may be left out (L631-24-2). A clause is
there when the families of words that make it stand near each other: a title, or its name in
another clause, is none. What is named in words that prove nothing is to be checked.
"""

from relocalisons.core.producers.contract_text.words.delivering import read_delivery
from relocalisons.core.producers.contract_text.words.ending import read_force_majeure, read_notice
from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import ClauseReading
from relocalisons.core.producers.contract_text.words.lasting import read_duration
from relocalisons.core.producers.contract_text.words.passages import passages_of
from relocalisons.core.producers.contract_text.words.paying import read_payment
from relocalisons.core.producers.contract_text.words.pricing import read_price
from relocalisons.core.producers.contract_text.words.promising import read_quantity

READER = "2"  # raised when the same text would be read otherwise: it is then read again

_READERS = (
    read_quantity,
    read_price,
    read_delivery,
    read_payment,
    read_duration,
    read_force_majeure,
    read_notice,
)


def read_clauses(text: str, facts: ContractFacts) -> tuple[ClauseReading, ...]:
    """The seven clauses of a contract's text, in their order."""
    passages = passages_of(text)
    return tuple(reader(passages, facts) for reader in _READERS)
