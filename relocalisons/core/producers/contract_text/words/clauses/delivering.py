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
from relocalisons.core.producers.contract_text.words.printed.passages import Passage
from relocalisons.core.producers.contract_text.words.printed.quantities import prices_in, volumes_at

_KIND = ClauseKind.DELIVERY
_SHORT = 3  # letters of « le », « des »
_SHOWN = 80  # characters of a passage that are shown


def read_delivery(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """The clause of delivery, its place against the sheet."""
    holding = [each for each in passages if _delivers(each, facts.place)]
    if not holding:
        named = any(
            _is_title(each.title) and not each.bare
            for each in passages
            if not payment.PAYS.search(each.text) and not _only_orders(each)
        )
        return to_check(_KIND) if named else missing(_KIND)
    return _place(holding, facts) if facts.place else ClauseReading(kind=_KIND)


def _delivers(passage: Passage, place: str) -> bool:
    if passage.bare:
        return False
    titled = _is_title(passage.title)
    if titled and _only_orders(passage):
        return False
    return any(_says(sentence, place, titled=titled) for sentence in passage.sentences)


def _is_title(title: str) -> bool:
    return delivery.DELIVERY_TITLE.search(delivery.DELIVERY_PAPER.sub(" ", title)) is not None


def _only_orders(passage: Passage) -> bool:
    """Whether all it says is how goods are packed and when they are ordered, the label aside."""
    said = [one.removeprefix(passage.title) for one in passage.sentences]
    ordered = any(delivery.ONLY_ORDERED.search(one) for one in said)
    return ordered and all(
        (delivery.ONLY_ORDERED.search(one) or delivery.ONLY_PACKED.search(one))
        and not delivery.HANDS_OVER.search(one)
        and not delivery.PLACE.search(one)
        and not delivery.CARRIES.search(delivery.ONLY_PACKED.sub(" ", one))
        for one in said
    )


def _says(sentence: str, place: str, *, titled: bool) -> bool:
    """Whether a sentence hands goods over: the deed, and a place, a rhythm or a carriage."""
    if _is_another_clause(sentence):
        return False
    hands = delivery.HANDS_OVER.search(delivery.DELIVERY_PAPER.sub(" ", sentence)) is not None
    when = delivery.RHYTHM.search(sentence) is not None
    how = delivery.CARRIES.search(sentence) is not None
    known = (titled or when or how) and _is_there(place, sentence)
    where = known or delivery.PLACE.search(sentence) is not None
    score = 2 * hands + where + when + how + 2 * titled
    if not hands and not where and titled:
        carried = delivery.CARRIES.search(delivery.ONLY_PACKED.sub(" ", sentence)) is not None
        return carried or (when and not delivery.ONLY_ORDERED.search(sentence))
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
    """The place of the sentences that hand over; a name that both hold decides."""
    text = " ".join(one for each in holding for one in _handing(each, facts.place))
    place = fold(facts.place)
    if delivery.AT_THE_FARM.search(place):
        if delivery.TAKEN_AT_THE_FARM.search(text):
            return ClauseReading(kind=_KIND)
    elif _is_named(place, set(fold(text).split())) or any(
        _is_there(facts.place, each.text) for each in holding
    ):
        return ClauseReading(kind=_KIND)
    if not delivery.PLACE.search(text) and not _goes_elsewhere(holding):
        return to_check(_KIND, "lieu")
    return contrary(_KIND, "lieu", holding[0].shown[:_SHOWN], facts.place)


def _goes_elsewhere(holding: list[Passage]) -> bool:
    """Whether goods go to a place with a name of its own, whatever kind of place it is."""
    return any(delivery.TO_A_NAME.search(each.shown) for each in holding)


def _is_there(place: str, sentence: str) -> bool:
    """Whether a sentence names the place of the sheet, in a word of its own."""
    own = {word for word in fold(place).split() if len(word) > _SHORT} - delivery.ANY_SITE
    return bool(own) and _is_named(fold(place), set(fold(sentence).split()))


def _is_named(place: str, there: set[str]) -> bool:
    wanted = {word for word in place.split() if len(word) > _SHORT or word.isdigit()}
    own = wanted - delivery.ANY_SITE
    return len(wanted & there) * 2 >= len(wanted) and (not own or bool(own & there))


def _handing(passage: Passage, place: str) -> list[str]:
    """The sentences that decide where; « la cuisine peut prendre un échantillon » does not."""
    titled = _is_title(passage.title)
    said = [one for one in passage.sentences if _says(one, place, titled=titled)]
    found = (delivery.HANDS_OVER, delivery.RHYTHM, delivery.CARRIES)
    return [one for one in said if any(each.search(one) for each in found)] or said
