"""Pure: titles that name one of the clauses."""

import re

from relocalisons.core.producers.contract_text.words.lexicon import (
    delivery,
    duration,
    hazard,
    notice,
    payment,
    price,
    quantity,
)

OF_A_CLAUSE = (
    price.PRICE_TITLE,
    delivery.DELIVERY_TITLE,
    payment.PAYMENT_TITLE,
    duration.DURATION_TITLE,
    hazard.HAZARD_TITLE,
    notice.NOTICE_TITLE,
    quantity.QUALITY_TITLE,
)


def names_a_clause(title: str) -> bool:
    """Whether a title announces one of the seven clauses."""
    return any(re.search(each, title) for each in OF_A_CLAUSE)
