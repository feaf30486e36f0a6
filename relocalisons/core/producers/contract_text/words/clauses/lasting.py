"""Pure: the clause of duration: the day it begins, the day it ends or how long it lasts."""

import re
from datetime import date

from relocalisons.core.producers.contract_text.words.facts import ContractFacts
from relocalisons.core.producers.contract_text.words.kinds import (
    ClauseKind,
    ClauseReading,
    contrary,
    missing,
    to_check,
)
from relocalisons.core.producers.contract_text.words.lexicon import (
    duration,
    hazard,
    notice,
    payment,
    price,
    quantity,
)
from relocalisons.core.producers.contract_text.words.printed.passages import Passage
from relocalisons.core.producers.contract_text.words.printed.quantities import (
    MONTH_DATE,
    days_in,
    last_day_of,
    prices_in,
    terms_in,
    volumes_at,
    yearless_in,
)

_KIND = ClauseKind.DURATION
_YEAR = 12
_ONE_SEASON = re.compile(r"\b1 (?:campagne|saison|recolte)\b")


def read_duration(passages: tuple[Passage, ...], facts: ContractFacts) -> ClauseReading:
    """The clause of duration, its days and its length against the sheet."""
    text = " . ".join(one for each in passages if not each.bare for one in _lasting(each, facts))
    days = days_in(text)
    if facts.start in days:  # « réunion du 12 juin »: what lies before is no day of its life
        days = [day for day in days if facts.start is None or day >= facts.start]
    # « Une campagne » between two days is that campaign, whatever its length.
    terms = _terms(text if len(days) < 2 else _ONE_SEASON.sub(" ", text))
    if not days and not terms:
        seasonal = any(_is_its_season(each, facts) for each in passages)
        return ClauseReading(kind=_KIND) if seasonal else missing(_KIND)
    if len(days) < 2 and not terms:
        return missing(_KIND, "terme")
    return _against(days, terms, facts) or ClauseReading(kind=_KIND)


def _lasting(passage: Passage, facts: ContractFacts) -> list[str]:
    """The sentences that give the life of the contract."""
    titled = duration.DURATION_TITLE.search(passage.title) is not None
    whole = _is_from_to(passage, facts)
    return [
        one
        for one in passage.sentences
        if _lasts(one, titled=titled)
        or ((whole or _is_term_from(one, facts)) and days_in(one) and not _is_other(one))
    ]


def _is_term_from(sentence: str, facts: ContractFacts) -> bool:
    """A length and the sheet's first day in one sentence: whatever the words between them."""
    return facts.start in days_in(sentence) and bool(_terms(sentence))


def _is_from_to(passage: Passage, facts: ContractFacts) -> bool:
    """Two days of which one is the sheet's: whatever the words between them."""
    days = days_in(passage.text)
    return len(days) > 1 and (facts.start in days or facts.end in days)


def _lasts(sentence: str, *, titled: bool) -> bool:
    if not titled and not duration.LIFE.search(sentence):
        return False
    if _is_other(sentence):
        return False
    days = days_in(sentence)
    if len(days) > 1:
        return True
    leaves = notice.LEAVES.search(sentence) or notice.BEFOREHAND.search(sentence)
    if not days and (leaves or volumes_at(sentence)):
        return False
    return bool(_terms(sentence) and (titled or _is_of_the_contract(sentence))) or (
        len(days) == 1 and (titled or _begins_or_ends(sentence))
    )


def _is_of_the_contract(sentence: str) -> bool:
    """Whether a length without a day is that of the contract."""
    return duration.LIFE.search(sentence) is not None and not (
        quantity.YEARLY.search(sentence)
        and not duration.LIFE.search(quantity.YEARLY.sub(" ", sentence))
    )


def _begins_or_ends(sentence: str) -> bool:
    return (
        duration.DURATION_TITLE.search(sentence) is not None
        or duration.LIFE.search(sentence) is not None
    )


def _is_other(sentence: str) -> bool:
    if len(days_in(sentence)) > 1 and duration.OPENS_AND_CLOSES.search(sentence):
        return False
    return bool(
        (duration.NOT_LIFE.search(sentence) and len(days_in(MONTH_DATE.sub(" ", sentence))) < 2)
        or prices_in(sentence)
        or (price.INDICATOR.search(sentence) and price.MOVES.search(sentence))
        or (hazard.HAZARD.search(sentence) and hazard.RELEASED.search(sentence))
        or (
            payment.PAYS.search(sentence)
            and payment.DELAY.search(sentence)
            and not days_in(sentence)
        )
    )


def _terms(text: str) -> list[int]:
    """Lengths in months; how often it may be renewed, or at most, is no length."""
    return terms_in(duration.AT_MOST.sub(" ", text))


def _is_its_season(passage: Passage, facts: ContractFacts) -> bool:
    """Two days without a year that are the sheet's."""
    if facts.start is None or facts.end is None:
        return False
    wanted = {(each.month, each.day) for each in (facts.start, facts.end)}
    return len(wanted) > 1 and wanted <= yearless_in(passage.text)


def _against(days: list[date], terms: list[int], facts: ContractFacts) -> ClauseReading | None:
    if facts.start in days and facts.end in days:
        return None  # a length beside both days is of something else: « deux récoltes »
    starts = [day for day in days if day == facts.start] or days[:1]
    ends = [*days, *(last_day_of(start, months) for start in starts for months in terms)]
    if facts.start is not None and days and facts.start not in days:
        if facts.end in days and len(days) < 2:
            return None
        return contrary(_KIND, "début", f"{days[0]:%d/%m/%Y}", f"{facts.start:%d/%m/%Y}")
    if facts.end is not None and len(days) > 1 and facts.start in days and facts.end not in days:
        return contrary(_KIND, "fin", f"{max(days):%d/%m/%Y}", f"{facts.end:%d/%m/%Y}")
    if facts.end is not None and ends and starts and facts.end not in ends:
        text = f"{max(ends):%d/%m/%Y}"
        if len(days) < 2 and facts.months is not None and terms:
            return contrary(_KIND, "durée", f"{terms[0]} mois", f"{facts.months} mois")
        return contrary(_KIND, "fin", text, f"{facts.end:%d/%m/%Y}")
    if facts.months is not None and terms and facts.months not in terms:
        if len(days) > 1 and any(term < _YEAR for term in terms):
            return to_check(_KIND, "durée")
        return contrary(_KIND, "durée", f"{terms[0]} mois", f"{facts.months} mois")
    return None
