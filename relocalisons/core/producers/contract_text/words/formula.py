"""Pure: the formula of a price: its indicators, the share of each, the day on which it is applied.

A share is known by the words beside it, whoever publishes the indicator: no list of them is whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.contract_text.words.lexicon.price import INDICATOR_BEFORE
from relocalisons.core.producers.contract_text.words.printed.figures import (
    FIGURE,
    number_said,
    plain,
)
from relocalisons.core.producers.contract_text.words.printed.quantities import yearless_in

_PERCENT = re.compile(rf"({FIGURE}) ?%")
_TENTHS = re.compile(
    r"\b0[.,](\d{1,2})(?: ?[×x*])?(?= ?[a-z])"
)  # « P0 x (0,70 IPAMPA + 0,30 RNM) »
_ENDS = re.compile(r"[,;.:+(]| et (?=\d)")
_WORD = 3  # letters of a word that says which indicator
_NEAR = 8  # words beside a share
_HUNDRED = 100
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{3,}\b")


@dataclass(frozen=True, slots=True)
class _Share:
    weight: Decimal
    before: frozenset[str]
    behind: frozenset[str]


def in_percents(text: str) -> str:
    """A text whose coefficients before a word are shares: « 0,7 ipampa » is « 70 % ipampa »."""
    return _TENTHS.sub(lambda found: f"{int(found[1].ljust(2, '0'))} %", text)


def other_share(formula: str, text: str) -> tuple[str, str] | None:
    """A share that a text gives to an indicator of the formula, and the formula's own."""
    own = list(_own_shares(plain(formula)))
    said = _shares(text)
    if len(own) < 2 or len(said) < len(own):
        return None
    ways = [_matched(own, [each.behind for each in said], said)]
    ways.append(_matched(own, [each.before for each in said], said))
    best = max(ways, key=lambda way: way[0])
    if best[0] == 0 or ways[0][0] == ways[1][0]:
        return None
    for (weight, words), theirs in zip(own, best[1], strict=True):
        if weight != theirs.weight:
            name = " ".join(words)
            return f"{theirs.weight:f} % {name}", f"{weight:f} % {name}"
    return None


def acronyms_in(formula: str) -> frozenset[str]:
    """« ITAVI », « MAPA » as the sheet types them, folded."""
    return frozenset(fold(each) for each in _ACRONYM.findall(formula))


def is_whole(sentence: str) -> bool:
    """Whether the shares of a sentence make a hundred."""
    said = [each.weight for each in _shares(sentence)]
    return len(said) > 1 and sum(said, Decimal(0)) == _HUNDRED


def other_name(formula: str, shown: Sequence[str]) -> str | None:
    """The acronym behind « indice », « cotation » where none of the formula's is named at all."""
    own = acronyms_in(formula)
    there = {word for each in shown for word in fold(each).split()}
    if not own or own & there or any(each.isupper() for each in shown):
        return None
    found = (match[1] for each in shown for match in INDICATOR_BEFORE.finditer(each))
    return next(found, None)


def other_day(formula: str, sentence: str) -> bool:
    """Whether the one day of a sentence is another than the formula's."""
    own, said = yearless_in(plain(formula)), yearless_in(sentence)
    return len(own) == 1 and len(said) == 1 and own != said


def _own_shares(formula: str) -> Iterator[tuple[Decimal, tuple[str, ...]]]:
    found = list(_PERCENT.finditer(formula))
    if not found or _words(formula[: found[0].start()]):
        return  # « IPAMPA 60 %, RNM 40 % » is compared name by name
    edges = [each.start() for each in found[1:]] + [len(formula)]
    for each, edge in zip(found, edges, strict=True):
        weight = number_said(each[1])
        parts = _ENDS.split(formula[each.end() : edge].strip(), maxsplit=1)
        words = tuple(_words(parts[0]))
        if weight is None or not words:
            return
        yield weight, words


def _shares(text: str) -> list[_Share]:
    found = list(_PERCENT.finditer(text))
    if not found:
        return []
    starts = [0, *(each.end() for each in found[:-1])]
    ends = [*(each.start() for each in found[1:]), len(text)]
    return [
        _Share(
            weight,
            frozenset(_words(text[start : each.start()])[-_NEAR:]),
            frozenset(_words(text[each.end() : end])[:_NEAR]),
        )
        for each, start, end in zip(found, starts, ends, strict=True)
        if (weight := number_said(each[1])) is not None
    ]


def _matched(
    own: list[tuple[Decimal, tuple[str, ...]]], beside: list[frozenset[str]], said: list[_Share]
) -> tuple[int, list[_Share]]:
    """How many words meet when each indicator has the share that it meets best."""
    chosen: list[int] = []
    total = 0
    for _, words in own:
        met = [len(set(words) & there) for there in beside]
        most = max(met)
        if most == 0 or met.count(most) > 1:
            return 0, []
        chosen.append(met.index(most))
        total += most
    shares = [said[place] for place in chosen]
    whole = sum((each.weight for each in shares), Decimal(0)) == _HUNDRED
    return (total, shares) if whole and len(set(chosen)) == len(own) else (0, [])


def _words(said: str) -> list[str]:
    return [word for word in fold(said).split() if len(word) >= _WORD and not word.isdigit()]
