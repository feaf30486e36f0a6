"""Pure: days and sums as people write them, turned into the one way that patterns are read on."""

import re
from functools import lru_cache

from relocalisons.core.kernel.words.french import MONTHS, SHORT_MONTHS
from relocalisons.core.kernel.words.names import bare_letters

_MONTHS = {
    bare_letters(name).rstrip("."): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names, start=1)
}
_NAMED = re.compile(
    rf"\b(\d{{1,2}})(?:er)? ?({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.? ?(20\d\d)\b"
)
_ISO = re.compile(r"(?<![\w/.-])(20\d\d)-(\d\d)-(\d\d)(?![\w/-])")
_OTHER = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(20\d\d|\d\d)(?![\w/-])(?!\.\d)")
_DOTTED = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+,\d\d(?!\d)")
_LAST_DAY, _LAST_MONTH = 31, 12


@lru_cache(maxsize=8192)
def usual_writing(text: str) -> str:
    """Small letters without accents, one space, « 12/01/2026 » and « 1 200,50 » however written.

    « 12 janvier 2026 », « 12.01.26 » and « 2026-01-12 » are one day; « 1.200,50 » is one sum.
    """
    said = bare_letters(" ".join(text.split()))
    said = _NAMED.sub(lambda each: _day(each[1], _MONTHS[each[2]], each[3]), said)
    said = _ISO.sub(lambda each: _day(each[3], each[2], each[1]), said)
    said = _OTHER.sub(lambda each: _day(each[1], each[3], each[4]) or each[0], said)
    return _DOTTED.sub(lambda each: each[0].replace(".", " "), said)


def _day(day: str, month: str | int, year: str) -> str:
    """« 12/01/2026 », empty when those numbers are no day."""
    if not (0 < int(day) <= _LAST_DAY and 0 < int(month) <= _LAST_MONTH):
        return ""
    return f"{int(day):02}/{int(month):02}/{year if len(year) > 2 else f'20{year}'}"
