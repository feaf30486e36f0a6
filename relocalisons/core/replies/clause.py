"""Pure: one clause of a reply as its rules see it, and what a rule finds in it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.replies.model import Act


class Short(StrEnum):
    """« oui » and « non » alone: what they mean depends on the line."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause: as typed, as rules read it, and what came with the mail."""

    words: str
    text: str
    written: date
    person: str
    sender: str = ""
    attachments: int = 0
    asked: int = 1  # lines of the mail that is answered
    dues: tuple[date, ...] = ()  # of the meetings and visits that are asked for
    alone: bool = False  # the whole sentence
    titles: str = ""  # of the lines that were asked for, folded
    rest: str = ""  # what follows it in the sentence and the next one, as typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An act found in a clause, before its line is known."""

    act: Act | Short
    days: DateInterval | None = None
    percent: int | None = None
    text: str = ""
    doubt: bool = False
    shift: int = 0  # days after the date that was set
