"""Pure: which of the seven clauses a contract's text holds, lacks, or contradicts the sheet in.

L631-24 of the code rural; under three years the revision may be left out (L631-24-2). A clause is
there when a sentence does its work: a title, or its word in another clause, is none.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.kernel.words.french import format_number
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words import patterns as said_by
from relocalisons.core.producers.contract_text.words.facts import (
    ContractFacts,
    month_number,
    number_said,
    prices_in,
    volumes_at,
)
from relocalisons.core.producers.contract_text.words.passages import Passage, passages_of
from relocalisons.core.producers.contract_text.words.patterns import ClauseKind, count_said
from relocalisons.core.producers.quality.words.foods import foods_named, read_product

_MONTHS_OF = {"an": 12, "ann": 12, "exe": 12, "cam": 12, "moi": 1}
_DAYS_OF = {"mois": 30, "semaine": 7, "jour": 1}


class ClauseState(StrEnum):
    """What the text does with a clause; the value is what a paper prints."""

    PRESENT = "présente"
    MISSING = "manquante"
    CONTRADICTED = "contredite"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReading:
    """One clause: its state, which part is concerned, what the text and the sheet say."""

    kind: ClauseKind
    state: ClauseState
    part: str = ""
    text: str = ""
    sheet: str = ""


WHOLE = "toute la clause"


def read_clauses(text: str, facts: ContractFacts) -> tuple[ClauseReading, ...]:
    """The seven clauses of a contract's text, in their order."""
    passages = passages_of(text)
    readers = (
        (ClauseKind.QUANTITY, _quantity),
        (ClauseKind.PRICE, _price),
        (ClauseKind.DELIVERY, _delivery),
        (ClauseKind.PAYMENT, _payment),
        (ClauseKind.DURATION, _duration),
        (ClauseKind.FORCE_MAJEURE, _force_majeure),
        (ClauseKind.NOTICE, _notice),
    )
    return tuple(
        reader(passages, facts) or ClauseReading(kind=kind, state=ClauseState.PRESENT)
        for kind, reader in readers
    )


def _in(value: Decimal, unit: str) -> str:
    return f"{format_number(value)} {unit}"


def _missing(kind: ClauseKind, part: str = WHOLE) -> ClauseReading:
    return ClauseReading(kind=kind, state=ClauseState.MISSING, part=part)


def _contrary(kind: ClauseKind, part: str, text: object, sheet: object) -> ClauseReading:
    return ClauseReading(
        kind=kind, state=ClauseState.CONTRADICTED, part=part, text=str(text), sheet=str(sheet)
    )


# --- quantity --------------------------------------------------------------------------------


def _quantity(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading | None:
    kind = ClauseKind.QUANTITY
    holding = [each for each in passages if _promised(each.text)]
    volumes = [kilograms for each in holding for kilograms in _promised(each.text)]
    if not volumes:
        return _missing(kind)
    if facts.kilograms is not None and facts.kilograms not in volumes:
        return _contrary(
            kind,
            "volume",
            _in(volumes[0], "kg"),
            _in(facts.kilograms, "kg"),
        )
    text = " ".join(each.text for each in holding)
    period = _period(text, facts)
    if period is not None:
        return period
    shares = [
        share
        for match in said_by.TOLERANCE.finditer(text)
        if (share := number_said(match["after"] or match["before"])) is not None
    ]
    if facts.tolerance is not None and shares and facts.tolerance not in shares:
        return _contrary(
            kind,
            "tolérance",
            _in(shares[0], "%"),
            _in(facts.tolerance, "%"),
        )
    product = _other_product(text, facts.crop)
    if product:
        return _contrary(kind, "produit", product, facts.crop)
    return None if said_by.QUALITY.search(text) else _missing(kind, "caractéristiques")


def _promised(text: str) -> list[Decimal]:
    """The weights that a passage promises: those of a crate or of a penalty are none."""
    return [
        kilograms
        for place, kilograms in volumes_at(text)
        if kilograms >= 100 or not said_by.PACKED.search(text[:place])
        if kilograms >= 100
    ]


def _period(text: str, facts: ContractFacts) -> ClauseReading | None:
    yearly = said_by.YEARLY.search(text) is not None
    whole = said_by.WHOLE.search(text) is not None
    if facts.yearly and whole and not yearly:
        return _contrary(ClauseKind.QUANTITY, "volume", "pour toute la durée", "par an")
    lasts = facts.months is not None and facts.months > 12
    if not facts.yearly and facts.kilograms is not None and lasts and yearly and not whole:
        return _contrary(ClauseKind.QUANTITY, "volume", "par an", "pour toute la durée")
    return None


def _other_product(text: str, crop: str) -> str:
    """The product of the text when it names one, and not that of the sheet."""
    wanted = {word.rstrip("sx") for word in fold(crop).split() if len(word) > 3}
    if not wanted or wanted & {word.rstrip("sx") for word in fold(text).split()}:
        return ""
    mine = read_product(crop.partition("/")[0])
    theirs = foods_named(fold(text))
    if not theirs or any(each.term == mine.term for each in theirs):
        return ""
    return theirs[0].term if mine.term else ""


# --- price -----------------------------------------------------------------------------------


def _price(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading | None:
    kind = ClauseKind.PRICE
    prices = [price for each in passages for price in prices_in(each.text)]
    if not prices:
        return _missing(kind, "prix et révision")
    if facts.price is not None and facts.price not in prices:
        return _contrary(kind, "prix", _in(prices[0], "€/kg"), _in(facts.price, "€/kg"))
    revised = [sentence for each in passages for sentence in _revising(each)]
    if not revised:
        return _missing(kind, "révision") if facts.must_be_revised else None
    text = " ".join(revised)
    named = frozenset(said_by.NAMED_INDICATOR.findall(text))
    if facts.indicators and named and not facts.indicators & named:
        other, own = ", ".join(sorted(named)), ", ".join(sorted(facts.indicators))
        return _contrary(kind, "indicateur", other, own)
    trigger = said_by.TRIGGER.search(text)
    found = number_said(trigger[1]) if trigger else None
    if facts.trigger is not None and found is not None and found != facts.trigger:
        return _contrary(
            kind,
            "seuil de révision",
            _in(found, "%"),
            _in(facts.trigger, "%"),
        )
    return None


def _revising(passage: Passage) -> Iterator[str]:
    """The sentences by which the price moves of itself, with an indicator."""
    for sentence in passage.sentences:
        if said_by.NOT_REVISED.search(sentence):
            continue
        if said_by.REVISED.search(sentence) and said_by.INDICATOR.search(passage.text):
            yield passage.text


# --- delivery --------------------------------------------------------------------------------


def _delivery(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading | None:
    kind = ClauseKind.DELIVERY
    holding = [each for each in passages if any(map(_delivers, each.sentences))]
    if not holding:
        return _missing(kind)
    text = " ".join(each.text for each in holding)
    if not facts.place:
        return None
    place = fold(facts.place)
    if said_by.FARM.search(place):
        return None if said_by.FARM.search(text) else _contrary(kind, "lieu", "?", facts.place)
    wanted = {word for word in place.split() if len(word) > 3 or word.isdigit()}
    there = set(fold(text).split())
    return (
        None
        if len(wanted & there) * 2 >= len(wanted)
        else _contrary(kind, "lieu", holding[0].shown[:80], facts.place)
    )


def _delivers(sentence: str) -> bool:
    if said_by.NOT_DELIVERY.search(sentence):
        return False
    if said_by.DELIVERY.search(sentence):
        return True
    return said_by.WEEKDAY.search(sentence) is not None and prices_in(sentence) == []


# --- payment ---------------------------------------------------------------------------------


def _payment(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading | None:
    kind = ClauseKind.PAYMENT
    holding = [each.text for each in passages if _pays(each)]
    if not holding:
        return _missing(kind)
    text = " ".join(holding)
    days = [
        count
        for match in said_by.DELAY.finditer(text)
        if (count := count_said(match["count"] or match["day"])) is not None
    ]
    if facts.payment_days is None or not days:
        return None
    ends = said_by.MONTH_END.search(text)
    if facts.payment_days not in days or ends:
        shown = ends[0] if ends else f"{days[0]} jours"
        return _contrary(kind, "délai", shown, f"{facts.payment_days} jours")
    return None


def _pays(passage: Passage) -> bool:
    """Whether a passage says when or how it is paid; a penalty or a premium is neither."""
    if said_by.TERMINATION.search(passage.text):
        return False
    return any(
        said_by.PAID_SO.search(sentence)
        or (
            said_by.DELAY.search(sentence)
            and (said_by.PAY.search(sentence) or said_by.PAY.search(passage.text[:40]))
        )
        for sentence in passage.sentences
    )


# --- duration --------------------------------------------------------------------------------


def _duration(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading | None:
    kind = ClauseKind.DURATION
    holding = [each.text for each in passages if _lasts(each.text)]
    if not holding:
        return _missing(kind)
    text = " ".join(holding)
    days, terms = _days_in(text, facts), _terms_in(text)
    starts = [day for day in days if day == facts.start] or days[:1]
    ends = [*days, *(_after(start, months) for start in starts for months in terms)]
    if len(days) < 2 and not terms:
        return _missing(kind, "terme")
    if facts.start is not None and days and facts.start not in days:
        return _contrary(kind, "début", f"{days[0]:%d/%m/%Y}", f"{facts.start:%d/%m/%Y}")
    if facts.end is not None and ends and starts and facts.end not in ends:
        return _contrary(kind, "fin", f"{ends[-1]:%d/%m/%Y}", f"{facts.end:%d/%m/%Y}")
    if facts.months is not None and terms and facts.months not in terms:
        return _contrary(kind, "durée", f"{terms[0]} mois", f"{facts.months} mois")
    return None


def _lasts(text: str) -> bool:
    """Whether a passage gives the life of the contract: two days, or one day and a length."""
    if not said_by.LIFE.search(text):
        return False
    if said_by.INDICATOR.search(text) or said_by.HAZARD.search(text):
        return False
    days = len(said_by.LONG_DATE.findall(text)) + len(said_by.SHORT_DATE.findall(text))
    termination = said_by.TERMINATION.search(text) is not None
    return days >= 2 or (not termination and bool(_terms_in(text)))


def _days_in(text: str, facts: ContractFacts) -> list[date]:
    """Days of a text; one without year takes that of the sheet's start."""
    found: list[date | None] = []
    year = facts.start.year if facts.start else None
    for day, month, said in said_by.LONG_DATE.findall(text):
        of = int(said) if said else year
        found.append(_day(of, month_number(month), int(day)) if of else None)
    found += [
        _day(int(of), int(month), int(day)) for day, month, of in said_by.SHORT_DATE.findall(text)
    ]
    return sorted(each for each in found if each is not None)


def _terms_in(text: str) -> list[int]:
    """Lengths in months; how often it may be renewed, or at most, is no length."""
    said = said_by.LONGEST.sub(" ", text)
    return [
        count * _MONTHS_OF[match["unit"][:3].rstrip("s")]
        for match in said_by.TERM.finditer(said)
        if (count := count_said(match["count"])) is not None
    ]


def _after(start: date, months: int) -> date:
    """The last day of a term that begins on `start`."""
    later = start.month - 1 + months
    year, month = start.year + later // 12, later % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date.fromordinal(date(year, month, min(start.day, last)).toordinal() - 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# --- force majeure, notice -------------------------------------------------------------------


def _force_majeure(passages: tuple[Passage, ...], _: ContractFacts) -> ClauseReading | None:
    for passage in passages:
        said = said_by.HAZARD_ASIDE.sub(" ", passage.text)
        if said_by.HAZARD.search(said) and said_by.RELEASED.search(said):
            return None
    return _missing(ClauseKind.FORCE_MAJEURE)


def _notice(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading | None:
    kind = ClauseKind.NOTICE
    holding = [
        each.text
        for each in passages
        if said_by.TERMINATION.search(each.text) and not said_by.HAZARD.search(each.text)
    ]
    text = " ".join(holding)
    ahead = [
        (count, match["unit"].rstrip("s"))
        for match in said_by.AHEAD.finditer(text)
        if (count := count_said(match["count"])) is not None
    ]
    paid = said_by.INDEMNITY.search(said_by.NO_INDEMNITY.sub(" ", text))
    if not ahead and not paid:
        return _missing(kind)
    if not ahead:
        return _missing(kind, "préavis")
    if not paid:
        return _missing(kind, "indemnité")
    days = [count * _DAYS_OF.get(unit, 30) for count, unit in ahead]
    if facts.notice_months is not None and facts.notice_months * 30 not in days:
        count, unit = ahead[0]
        return _contrary(kind, "préavis", f"{count} {unit}", f"{facts.notice_months} mois")
    return None
