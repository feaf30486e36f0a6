"""Pure: the clause of payment: money that changes hands, and in how many days."""

from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import (
    ClauseKind,
    ClauseReading,
    contrary,
    missing,
    to_check,
)
from relocalisons.core.producers.contract_text.words.lexicon import hazard, notice, payment, price
from relocalisons.core.producers.contract_text.words.printed.passages import Passage
from relocalisons.core.producers.contract_text.words.printed.quantities import prices_in

_KIND = ClauseKind.PAYMENT
_WEEK, _MONTH = 7, 30  # days


def read_payment(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """The clause of payment, its delay against the sheet."""
    sentences = [one for each in passages for one in _paying(each)]
    if not sentences:
        spoken = any(
            payment.PAYS.search(one) and not prices_in(one) and not _is_other(one)
            for each in passages
            for one in each.sentences
        )
        return missing(_KIND, "délai") if spoken else missing(_KIND)
    return _delay(" . ".join(sentences), facts)


def _paying(passage: Passage) -> list[str]:
    """The sentences that say when it is paid; a penalty, a bill or a dispute is none."""
    if passage.bare:
        return []
    # « Règlement » over rules of procedure is no title of payment.
    ruled = payment.OTHER_RULES.search(passage.text) is not None
    titled = payment.PAYMENT_TITLE.search(passage.title) is not None and not ruled
    sentences = [payment.NOT_A_TERM.sub(" ", one) for one in passage.sentences]
    return [
        sentence
        for place, sentence in enumerate(sentences)
        if _pays(sentence, titled=titled or _pays_before(passage, place))
    ]


def _pays_before(passage: Passage, place: int) -> bool:
    """« … réglées par virement. Terme : 15 jours »: the sentence before speaks of money."""
    before = passage.sentences[place - 1] if place else ""
    return bool(payment.PAYS.search(before)) and not prices_in(before) and not _is_other(before)


def _pays(sentence: str, *, titled: bool) -> bool:
    if _is_other(sentence) or payment.UNFILLED.search(sentence):
        return False
    when = payment.DELAY.search(sentence) or payment.AT_ONCE.search(sentence)
    sometime = payment.SOMETIME.search(sentence)
    pays = payment.PAYS.search(sentence) is not None
    if prices_in(sentence):
        return pays and payment.DELAY.search(sentence) is not None
    if pays:
        return bool(when or sometime)
    billed = payment.BILLS.search(sentence) is not None
    if billed and payment.BILL_IS_MADE.search(sentence):
        return False
    if billed and not titled:
        return payment.DELAY.search(sentence) is not None and "factur" in sentence
    return titled and bool(when or sometime)


def _is_other(sentence: str) -> bool:
    return bool(
        payment.LATE.match(sentence)
        or payment.NOT_PAYMENT.search(sentence)
        or payment.OTHER_RULES.search(sentence)
        or notice.LEAVES.search(sentence)
        or hazard.HAZARD.search(hazard.HAZARD_ASIDE.sub(" ", sentence))
        or (price.INDICATOR.search(sentence) and price.MOVES.search(sentence))
    )


def _delay(text: str, facts: ContractFacts) -> ClauseReading:
    days = [
        int(match["days"] or 0)
        or int(match["weeks"] or 0) * _WEEK
        or int(match["months"] or 0) * _MONTH
        for match in payment.DELAY.finditer(text)
    ]
    if facts.payment_days is None:
        return ClauseReading(kind=_KIND)
    sheet = f"{facts.payment_days} jours"
    ends = payment.MONTH_END.search(text)
    if ends:
        return contrary(_KIND, "délai", ends[0], sheet)
    if days and facts.payment_days not in days:
        return contrary(_KIND, "délai", f"{days[0]} jours", sheet)
    at_once = payment.AT_ONCE.search(text)
    if not days and at_once and facts.payment_days:
        return contrary(_KIND, "délai", at_once[0], sheet)
    return ClauseReading(kind=_KIND) if days or at_once else _undated(text)


def _undated(text: str) -> ClauseReading:
    """Paid at some time that is no number of days: cheques that are banked are, a month's end."""
    return ClauseReading(kind=_KIND) if payment.SOMETIME.search(text) else to_check(_KIND, "délai")
