"""Pure: the clause of collection or delivery: who hands over, where, in what rhythm."""

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import (
    ClauseKind,
    ClauseReading,
    contrary,
    missing,
    to_check,
)
from relocalisons.core.producers.contract_text.words.lexicon import (
    delivery,
    hazard,
    notice,
    payment,
    price,
)
from relocalisons.core.producers.contract_text.words.passages import Passage
from relocalisons.core.producers.contract_text.words.quantities import prices_in, volumes_at

_KIND = ClauseKind.DELIVERY
_SHOWN = 80  # characters of a passage that are shown


def read_delivery(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """The clause of delivery, its place against the sheet."""
    holding = [each for each in passages if _delivers(each)]
    if not holding:
        named = any(
            delivery.DELIVERY_TITLE.search(each.title) and not each.bare
            for each in passages
            if not payment.PAYS.search(each.text)
        )
        return to_check(_KIND) if named else missing(_KIND)
    return _place(holding, facts) if facts.place else ClauseReading(kind=_KIND)


def _delivers(passage: Passage) -> bool:
    if passage.bare:
        return False
    titled = delivery.DELIVERY_TITLE.search(passage.title) is not None
    return any(_says(sentence, titled=titled) for sentence in passage.sentences)


def _says(sentence: str, *, titled: bool) -> bool:
    """Whether a sentence hands goods over: the deed, and a place, a rhythm or a carriage."""
    if _is_another_clause(sentence):
        return False
    hands = delivery.HANDS_OVER.search(sentence) is not None
    where = delivery.PLACE.search(sentence) is not None
    when = delivery.RHYTHM.search(sentence) is not None
    how = delivery.CARRIES.search(sentence) is not None
    score = 2 * hands + where + when + how + 2 * titled
    needed = 4 if prices_in(sentence) or volumes_at(sentence) else 3
    if not hands and not titled:
        return where and when
    return score >= needed and (where or when or how)


def _is_another_clause(sentence: str) -> bool:
    paid = payment.PAYS.search(sentence) and (
        payment.DELAY.search(sentence)
        or payment.AT_ONCE.search(sentence)
        or payment.SOMETIME.search(sentence)
    )
    return bool(
        paid
        or delivery.NOT_DELIVERY.search(sentence)
        or hazard.HAZARD.search(hazard.HAZARD_ASIDE.sub(" ", sentence))
        or (notice.LEAVES.search(sentence) and not _stops_there(sentence))
        or (price.INDICATOR.search(sentence) and price.MOVES.search(sentence))
    )


def _stops_there(sentence: str) -> bool:
    """« Le fourgon s'arrête à l'école le mardi »: a van that stops leaves nobody."""
    found = (delivery.CARRIES, delivery.PLACE, delivery.RHYTHM)
    return all(each.search(sentence) for each in found)


def _place(holding: list[Passage], facts: ContractFacts) -> ClauseReading:
    text = " ".join(each.text for each in holding)
    place = fold(facts.place)
    wanted = {word for word in place.split() if len(word) > 3 or word.isdigit()}
    there = set(fold(text).split())
    same = len(wanted & there) * 2 >= len(wanted)
    if delivery.AT_THE_FARM.search(place):
        same = delivery.AT_THE_FARM.search(text) is not None
    if same:
        return ClauseReading(kind=_KIND)
    if not delivery.PLACE.search(text):
        return to_check(_KIND, "lieu")
    return contrary(_KIND, "lieu", holding[0].shown[:_SHOWN], facts.place)
