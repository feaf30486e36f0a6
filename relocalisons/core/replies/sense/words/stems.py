"""Pure: the words of a clause cut to their stems; days, numbers and titles stand for themselves."""

import re
from collections.abc import Iterable

from relocalisons.core.reading.cells.dates.relative import FoundDate

_TOKEN = re.compile(r"[a-z_]+'?|[?!:✅✔👍❌]")
_MAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"(?:\d{2}[ .]?){5}")
_STEM = 6
_CUES = ("pas", "avant", "depuis", "jusqu", "plutot", "ne ")


def stems_in(text: str, titles: str, dates: Iterable[FoundDate]) -> list[str]:
    """The stems of a folded clause."""
    for each in sorted(dates, key=lambda each: -each.start):
        text = f"{text[: each.start]} _day_ {text[each.end :]}"
    text = re.sub(r"\d+", " _n_ ", _PHONE.sub(" _tel_ ", _MAIL.sub(" _mail_ ", text)))
    title = set(re.findall(r"[a-z]{4,}", titles))
    return ["_title_" if word in title else word[:_STEM] for word in _TOKEN.findall(text)]


def cues_in(text: str) -> list[str]:
    """The small words that turn a day: « pas », « avant », « jusqu’ »."""
    return [cue.strip() for cue in _CUES if cue in text]
