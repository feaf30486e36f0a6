"""Pure: the clause of price: an amount a kilogram, and the indicator that moves it by itself."""

from collections.abc import Iterable
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_number
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words.facts import ContractFacts, weights_said
from relocalisons.core.producers.contract_text.words.formula import (
    acronyms_in,
    in_percents,
    is_whole,
    other_day,
    other_name,
    other_share,
)
from relocalisons.core.producers.contract_text.words.kinds import (
    ClauseKind,
    ClauseReading,
    contrary,
    missing,
    to_check,
)
from relocalisons.core.producers.contract_text.words.lexicon import price, quantity
from relocalisons.core.producers.contract_text.words.printed.figures import number_said
from relocalisons.core.producers.contract_text.words.printed.measures import Measure
from relocalisons.core.producers.contract_text.words.printed.passages import Passage
from relocalisons.core.producers.contract_text.words.printed.quantities import (
    AMOUNT,
    OTHER_UNIT,
    prices_at,
    prices_in,
)

_KIND = ClauseKind.PRICE
WHOLE_PRICE = "prix et révision"
_SHOWN = 80  # characters of a sentence that are shown


def read_price(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """The clause of price and of its revision, its numbers against the sheet."""
    revised = [passage for passage in passages if _revises(passage, facts)]
    prices = _prices(passages, facts) or _bare(passages, facts)
    if not prices:
        other = _same_otherwise(passages, facts)
        if other is not None and facts.price is not None:
            unit = f"€/{facts.price_measure}"
            return contrary(_KIND, "unité", _in(facts.price, f"€/{other}"), _in(facts.price, unit))
        if any(prices_in(each.text) or OTHER_UNIT.search(each.text) for each in passages):
            return ClauseReading(kind=_KIND) if facts.price is None else to_check(_KIND, "unité")
        return missing(_KIND, "prix" if revised else WHOLE_PRICE)
    repeated = _prices([each for each in passages if each.annex], facts)
    wrong = [one for one in repeated if one != facts.price]
    if facts.price is not None and (wrong or facts.price not in prices):
        unit = f"€/{facts.price_measure}"
        return contrary(_KIND, "prix", _in((wrong or prices)[0], unit), _in(facts.price, unit))
    based = _base(passages, facts)
    if based is not None:
        unit = f"€/{facts.price_measure}"
        return contrary(_KIND, "prix de base", _in(based, unit), _in(facts.price or based, unit))
    if not revised:
        return _unrevised(passages, facts)
    if facts.is_firm:
        if not any(_indexes(one) for each in revised for one in each.sentences):
            return ClauseReading(kind=_KIND)
        return contrary(_KIND, "type de prix", "révisé", "ferme")
    return _formula(revised, facts)


def _indexes(sentence: str) -> bool:
    """Whether one sentence holds an indicator and what it moves: a firm price has none."""
    moves = price.MOVES.search(sentence) or price.BY_ITSELF.search(sentence)
    fixed = price.FIXED.search(sentence)
    return bool(moves and price.INDICATOR.search(sentence) and not fixed)


def _same_otherwise(passages: Iterable[Passage], facts: ContractFacts) -> Measure | None:
    """What the text counts the sheet's amount in, where that is another measure."""
    found = (one for each in passages for _, one in prices_at(each.text))
    return next((measure for measure, amount in found if amount == facts.price), None)


def _unrevised(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    if facts.must_be_revised:
        return missing(_KIND, "révision")
    fixed = any(price.FIXED.search(one) for each in passages for one in each.sentences)
    if fixed and facts.is_firm is False:
        return contrary(_KIND, "type de prix", "ferme", "révisable")
    return ClauseReading(kind=_KIND)


def _prices(passages: Iterable[Passage], facts: ContractFacts) -> list[Decimal]:
    """The prices in the measure of the sheet; in any, where the sheet has none."""
    measure = None if facts.price is None else facts.price_measure
    return [one for each in passages for one in prices_in(each.text, measure)]


def _base(passages: tuple[Passage, ...], facts: ContractFacts) -> Decimal | None:
    """The price from which a revision starts, where it is another than the sheet's."""
    if facts.price is None:
        return None
    for passage in passages:
        for sentence in passage.sentences:
            said = prices_in(sentence, facts.price_measure)
            if said and facts.price not in said and price.BASE.search(sentence):
                return said[0]
    return None


def _bare(passages: tuple[Passage, ...], facts: ContractFacts) -> list[Decimal]:
    """« Prix : 1,80 € HT », the unit left out, where it is the sheet's."""
    return [
        facts.price
        for each in passages
        if facts.price is not None and price.PRICE_TITLE.search(f"{each.title} {each.text}")
        for match in AMOUNT.finditer(_without_prices(each.text))
        if number_said(match["amount"]) == facts.price
    ]


def _without_prices(text: str) -> str:
    """A text without the amounts that name what they are for: « 1,20 € la tonne »."""
    letters = list(text)
    for (start, end), _ in prices_at(text):
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _revises(passage: Passage, facts: ContractFacts) -> bool:
    """Whether the price moves of itself with an indicator; a talk about it is no revision."""
    if passage.bare:
        return False
    indicated = _indicates(passage.text, facts)
    for sentence in passage.sentences:
        if price.FIXED.search(sentence) and not price.BY_ITSELF.search(sentence):
            continue
        itself = price.BY_ITSELF.search(sentence) is not None or _is_yearly_formula(sentence)
        moves = price.MOVES.search(sentence) is not None
        if not indicated or not (itself or moves):
            continue
        if itself or (_indicates(sentence, facts) and not price.BARGAINED.search(sentence)):
            return True
    return False


def _indicates(said: str, facts: ContractFacts) -> bool:
    """Whether it names an indicator: one of any contract, or the sheet's by its acronym."""
    known = price.INDICATOR.search(said) is not None
    return known or bool(acronyms_in(facts.formula) & set(fold(said).split()))


def _is_yearly_formula(sentence: str) -> bool:
    """« Chaque 1er octobre, 60 % sur l'IPAMPA et 40 % sur le RNM »: a whole that is applied."""
    often = quantity.YEARLY.search(sentence) or price.EACH_DAY.search(sentence)
    return bool(often) and is_whole(sentence) and not price.BARGAINED.search(sentence)


def _formula(revised: list[Passage], facts: ContractFacts) -> ClauseReading:
    text = in_percents(" ".join(each.text for each in revised))
    named = frozenset(price.NAMED_INDICATOR.findall(text))
    if facts.indicators and named and not facts.indicators & named:
        other, own = ", ".join(sorted(named)), ", ".join(sorted(facts.indicators))
        return contrary(_KIND, "indicateur", other, own)
    weights = weights_said(text)
    for name, weight in weights.items():
        own = facts.weights.get(name)
        if own is not None and own != weight:
            other = f"{_in(weight, '%')} {name}"
            return contrary(_KIND, "formule", other, f"{_in(own, '%')} {name}")
    name = other_name(facts.formula, [each.shown for each in revised])
    unlisted = acronyms_in(facts.formula) if not facts.indicators else frozenset[str]()
    if unlisted and named and not unlisted & set(fold(text).split()):
        name = name or ", ".join(sorted(named))
    if name is not None and not (named & facts.indicators):
        return contrary(_KIND, "indicateur", name, facts.formula)
    shares = other_share(facts.formula, text)
    if shares is not None:
        return contrary(_KIND, "formule", *shares)
    days = [one for each in revised for one in each.sentences if _indexes(one)]
    if days and all(other_day(facts.formula, one) for one in days):
        return contrary(_KIND, "date de révision", days[0][:_SHOWN], facts.formula)
    trigger = price.TRIGGER.search(text)
    found = number_said(trigger[1]) if trigger else None
    if facts.trigger is not None and found is not None and found != facts.trigger:
        return contrary(_KIND, "seuil de révision", _in(found, "%"), _in(facts.trigger, "%"))
    return ClauseReading(kind=_KIND)


def _in(value: Decimal, unit: str) -> str:
    return f"{format_number(value)} {unit}"
