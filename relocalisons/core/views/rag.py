"""Pure: the five colours of a report; each is a word and a symbol first, and a tint last.

Usual thresholds (« Financeurs » may change those of delays): an action slips « à surveiller »
from 8 days on and « alerte » above 30; progress may be 5 points behind, spending and volumes 10 %,
before they are « à surveiller », and 15 points or 25 % before they are « alerte ».
What could not be read is grey: grey is never green.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WATCH_DAYS = 7
ALERT_DAYS = 30
WATCH_POINTS = 5
ALERT_POINTS = 15
WATCH_SHARE = Decimal("0.90")
ALERT_SHARE = Decimal("0.75")
# Below this share of measurable rows a figure says nothing about the whole: grey.
MEASURABLE_SHARE = Decimal("0.5")


class Rag(StrEnum):
    """The level of a status; the value is what templates give to `data-rag`."""

    GOOD = "good"
    WATCH = "watch"
    ALERT = "alert"
    DONE = "done"
    UNKNOWN = "unknown"


SYMBOLS = {
    Rag.GOOD: "●",
    Rag.WATCH: "▲",
    Rag.ALERT: "■",
    Rag.DONE: "✓",
    Rag.UNKNOWN: "○",
}

WORDS = {
    Rag.GOOD: "Conforme",
    Rag.WATCH: "À surveiller",
    Rag.ALERT: "Alerte",
    Rag.DONE: "Terminé",
    Rag.UNKNOWN: "Non mesuré",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A level and the word that says it: never a colour alone."""

    level: Rag
    word: str

    @property
    def text(self) -> str:
        """`■ En retard`, symbol and word kept on one line."""
        words = f"{SYMBOLS[self.level]}\u00a0{self.word}"
        return words.replace(" ", "\u00a0").replace("-", "\u2011")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayScale:
    """From how many days on a delay is « à surveiller », then « alerte »: above these numbers."""

    watch: int = WATCH_DAYS
    alert: int = ALERT_DAYS

    def rate(self, days: int) -> Rag:
        """The level of a slippage in calendar days (positive is late)."""
        if days > self.alert:
            return Rag.ALERT
        return Rag.WATCH if days > self.watch else Rag.GOOD


USUAL_DELAYS = DelayScale()


def status(level: Rag, word: str | None = None) -> Status:
    """The status of a level, by its usual word unless another one says it better."""
    return Status(level=level, word=word or WORDS[level])


def rate_points(gap: int) -> Rag:
    """The level of a gap in points (negative is behind)."""
    if gap < -ALERT_POINTS:
        return Rag.ALERT
    return Rag.WATCH if gap < -WATCH_POINTS else Rag.GOOD


def rate_share(done: Decimal, expected: Decimal) -> Rag:
    """The level of a quantity against what was expected of it; nothing expected is good."""
    if expected <= 0 or done >= expected * WATCH_SHARE:
        return Rag.GOOD
    return Rag.WATCH if done >= expected * ALERT_SHARE else Rag.ALERT


def rate_days(days: int) -> Rag:
    """The level of a slippage by the usual scale."""
    return USUAL_DELAYS.rate(days)


def worst_of(*levels: Rag) -> Rag:
    """The most worrying of several levels; unknown is worse than good, better than a warning."""
    order = (Rag.ALERT, Rag.WATCH, Rag.UNKNOWN, Rag.GOOD, Rag.DONE)
    return min(levels, key=order.index, default=Rag.UNKNOWN)
