"""Pure: the clause of quantity and characteristics: a weight that is promised, of what quality."""

from collections.abc import Iterable
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_number
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
    quantity,
)
from relocalisons.core.producers.contract_text.words.printed.figures import number_said
from relocalisons.core.producers.contract_text.words.printed.measures import Measure
from relocalisons.core.producers.contract_text.words.printed.passages import Passage
from relocalisons.core.producers.contract_text.words.printed.quantities import (
    bounds_in,
    tabled_total,
    volumes_at,
    weekly_totals,
)
from relocalisons.core.producers.quality.words.foods import (
    ANIMALS,
    RAW_PLANTS,
    Food,
    foods_named,
    read_product,
)

_KIND = ClauseKind.QUANTITY
_LEAST = 100  # kilograms: below, it is the weight of a crate
_LEAST_BASKETS = 20
_YEAR = 12
_ONE_ARTICLE = 6  # sentences: a title over more is that of a letter, or of the whole
_GROWN = frozenset((*RAW_PLANTS, *ANIMALS)) - {Food.CURED, Food.FISH, Food.BUTTER, Food.YOGHURT}
_WORD, _ENOUGH = 4, 3  # letters of a word that means something; such words that say a quality


def read_quantity(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """The clause of quantity, its numbers against the sheet."""
    measure = facts.measure
    holding = [each for each in passages if _promises(each.sentences, measure)]
    tabled = tabled_total([one for each in passages for one in each.sentences], measure)
    volumes = _promised_in(holding, measure) + ([tabled] if tabled else [])
    if not volumes:
        others = any(_promised_in(passages, other) for other in Measure if other is not measure)
        return to_check(_KIND, "unité") if others else missing(_KIND)
    text = " ".join(
        one
        for each in holding
        for one in each.sentences
        if (each.title and len(each.sentences) <= _ONE_ARTICLE) or _near_promise(each, one, measure)
    )
    return (
        _volume(holding, volumes, text, facts)
        or _tolerance(text, passages, facts)
        or _product(text, facts.crop, passages)
        or _quality(passages, text, facts.crop)
    )


def _near_promise(passage: Passage, sentence: str, measure: Measure) -> bool:
    """Whether a sentence stands within one of a promised volume."""
    place = passage.sentences.index(sentence)
    return _promises(passage.sentences[max(place - 2, 0) : place + 3], measure)


def _promises(sentences: Iterable[str], measure: Measure) -> bool:
    return any(_promised(one, measure) for one in sentences)


def _promised_in(passages: Iterable[Passage], measure: Measure) -> list[Decimal]:
    return [
        amount for each in passages for one in each.sentences for amount in _promised(one, measure)
    ]


def _promised(sentence: str, measure: Measure) -> list[Decimal]:
    """The volumes that a sentence promises: those of a crate, a lorry or a penalty are none."""
    if notice.LEAVES.search(sentence) and not quantity.YEARLY.search(sentence):
        return []
    if quantity.NOT_PROMISED.search(sentence):
        return []
    return [
        weight
        for place, weight in volumes_at(sentence, measure)
        if weight >= (_LEAST_BASKETS if measure is Measure.BASKET else _LEAST)
        and not quantity.CARRIED.search(sentence[:place])
        and not quantity.PACED.search(_behind(sentence, place))
    ] + (weekly_totals(sentence) if measure is Measure.KILOGRAM else [])


def _behind(sentence: str, place: int) -> str:
    """What follows the weight that begins at `place`."""
    words = sentence[place:].lstrip("0123456789 .,").split(" ", 1)
    return words[1] if len(words) > 1 else ""


def _volume(
    holding: list[Passage], volumes: list[Decimal], text: str, facts: ContractFacts
) -> ClauseReading | None:
    if facts.volume is None:
        return None
    agreed = _same_weights(facts)
    annexes = [each for each in holding if each.annex]
    repeated = [one for one in _promised_in(annexes, facts.measure) if one not in agreed]
    wrong = repeated[0] if repeated else volumes[0]
    if repeated or not (agreed & set(volumes) or _within(text, facts)):
        unit = facts.measure.value
        return contrary(_KIND, "volume", _in(wrong, unit), _in(facts.volume, unit))
    if facts.volume not in volumes:
        return None  # the same weight, a year or in all
    return _period(text, facts)


def _same_weights(facts: ContractFacts) -> set[Decimal]:
    """The sheet's weight, and the same in all for one a year and the other way."""
    weight = facts.volume or Decimal(0)
    years = (facts.months or 0) // _YEAR
    if years < 2:
        return {weight}
    return {weight, weight * years if facts.yearly else weight / years}


def _within(text: str, facts: ContractFacts) -> bool:
    """« entre 9 et 11 tonnes » is 10 tonnes, 10 % more or less."""
    weight = facts.volume or Decimal(0)
    margin = weight * (facts.tolerance or 0) / 100
    return any(
        (low, high) == (weight - margin, weight + margin) or low + high == 2 * weight
        for low, high in bounds_in(text)
    )


def _period(text: str, facts: ContractFacts) -> ClauseReading | None:
    yearly = quantity.YEARLY.search(text) is not None
    whole = quantity.FOR_ALL.search(text) is not None
    # Within a year « sur la période » is that year's campaign.
    lasts = facts.months is not None and facts.months > _YEAR
    if facts.yearly and lasts and whole and not yearly:
        return contrary(_KIND, "volume", "pour toute la durée", "par an")
    if not facts.yearly and lasts and yearly and not whole:
        return contrary(_KIND, "volume", "par an", "pour toute la durée")
    return None


def _tolerance(
    text: str, passages: tuple[Passage, ...], facts: ContractFacts
) -> ClauseReading | None:
    """The margin beside the weight, or else wherever a sentence of no other clause says one."""
    shares = _shares(text) or [
        share
        for each in passages
        for one in each.sentences
        if not _is_other(one, each.title)
        for share in _shares(one)
    ]
    if facts.tolerance and not shares and quantity.NO_MARGIN.search(text):
        return contrary(_KIND, "tolérance", "aucune", _in(facts.tolerance, "%"))
    if facts.tolerance is None or not shares or facts.tolerance in shares:
        return None
    return contrary(_KIND, "tolérance", _in(shares[0], "%"), _in(facts.tolerance, "%"))


def _shares(text: str) -> list[Decimal]:
    return [
        share
        for pattern in quantity.TOLERANCES
        for found in pattern.findall(text)
        if (share := number_said(found)) is not None
    ]


def _is_other(sentence: str, title: str) -> bool:
    """Whether a percentage is of a price, of leaving, of money or of a hazard."""
    return bool(
        price.PRICE_TITLE.search(f"{title} {sentence}")
        or (price.INDICATOR.search(sentence) and price.MOVES.search(sentence))
        or notice.LEAVES.search(sentence)
        or notice.NOTICE_TITLE.search(title)
        or payment.PAYS.search(sentence)
        or hazard.HAZARD.search(sentence)
    )


def _product(text: str, crop: str, passages: tuple[Passage, ...]) -> ClauseReading | None:
    """The product of the clause when it names one, and not that of the sheet.

    A clause that names none is of the one product that the whole text names.
    """
    if not crop or _names(text, crop):
        return None
    mine = read_product(crop.partition("/")[0])
    theirs = _products(text)
    if not theirs:
        whole = " ".join(f"{each.title} {each.text}" for each in passages)
        theirs = [] if _names(whole, crop) else _products(whole)
        if (
            not theirs
            and not _names(whole, crop)
            and fold(crop.partition("/")[0]) not in fold(whole)
        ):
            return to_check(_KIND, "produit")
    if not theirs or not mine.term or mine.term in theirs:
        return None
    return contrary(_KIND, "produit", theirs[0], crop)


def _names(text: str, crop: str) -> bool:
    wanted = {word.rstrip("sx") for word in fold(crop).split() if len(word) >= _WORD}
    return bool(wanted & {word.rstrip("sx") for word in fold(text).split()})


def _products(text: str) -> list[str]:
    """The products that a text names, each once; « légumes », « transport » are none of theirs."""
    named = (each.term for each in foods_named(fold(text)) if each.food in _GROWN)
    return list(dict.fromkeys(term for term in named if term not in quantity.ANY_FOOD))


def _quality(passages: tuple[Passage, ...], text: str, crop: str) -> ClauseReading:
    """A quality is said beside the weight, or under a title of its own.

    Words beside the weight that are neither the weight's nor the product's may say it too.
    """
    if quantity.QUALITY.search(text) or _has_quality_elsewhere(passages, crop):
        return ClauseReading(kind=_KIND)
    others = {
        word
        for word in fold(text).split()
        if len(word) >= _WORD and not word.isdigit() and word not in quantity.PLAIN_WORDS
    } - {form for word in fold(crop).split() for form in (word, f"{word}s", word.rstrip("s"))}
    if len(others) >= _ENOUGH:
        return ClauseReading(kind=_KIND)
    return to_check(_KIND, "caractéristiques") if others else missing(_KIND, "caractéristiques")


def _has_quality_elsewhere(passages: tuple[Passage, ...], crop: str) -> bool:
    return any(
        quantity.QUALITY.search(each.text) is not None
        for each in passages
        if quantity.QUALITY_TITLE.search(each.title) and not each.bare
    ) or any(
        len({found[0] for found in quantity.QUALITY.finditer(one)})
        > (0 if _names(one, crop) else 1)
        for each in passages
        for one in each.sentences
        if not delivery.NOT_DELIVERY.search(one) and not hazard.HAZARD.search(one)
    )


def _in(value: Decimal, unit: str) -> str:
    return f"{format_number(value)} {unit}"
