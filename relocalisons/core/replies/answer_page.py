"""Pure: the lines that a person answers on the answer page, and what a form of it proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.replies.model import Act, Proposal

LONGEST_WORDS = 1000  # characters of one field


class Choice(StrEnum):
    """What may be chosen for a line; `nothing` is chosen from the start."""

    NOTHING = "nothing"
    DONE = "done"
    NEW_DATE = "new_date"
    BLOCKED = "blocked"
    CALL_ME = "call_me"


class Refusal(StrEnum):
    """Why a form was not taken; the page says what to do about it."""

    TOO_LARGE = "too_large"
    TOO_OFTEN = "too_often"
    CROWDED = "crowded"  # what others send at this moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line that was asked for: its number, its title, and its date in French or nothing."""

    ref: str
    title: str
    due: str = ""


def lines_from(document: list[dict[str, str]]) -> tuple[PageLine, ...]:
    """The lines of a stored page."""
    return tuple(PageLine(**each) for each in document)


def says_nothing(fields: Mapping[str, str], lines: tuple[PageLine, ...]) -> bool:
    """Whether a form has neither a choice nor a word."""
    chosen = (choice_of(fields, n) is not Choice.NOTHING for n in range(len(lines)))
    return not any(chosen) and not said_in(fields, "words")


def choice_of(fields: Mapping[str, str], line: int) -> Choice:
    """What was chosen for a line. A day or a reason typed without a choice is one."""
    try:
        chosen = Choice(said_in(fields, f"choice-{line}") or Choice.NOTHING)
    except ValueError:
        chosen = Choice.NOTHING
    if chosen is not Choice.NOTHING:
        return chosen
    if day_of(fields, line):
        return Choice.NEW_DATE
    return Choice.BLOCKED if said_in(fields, f"by-{line}") else Choice.NOTHING


def propose_from_page(
    fields: Mapping[str, str], lines: tuple[PageLine, ...]
) -> tuple[Proposal, ...]:
    """A proposal a line that was answered; in doubt what lacks its day or its reason."""
    found: list[Proposal] = []
    for place, line in enumerate(lines):
        choice, day = choice_of(fields, place), day_of(fields, place)
        reason = said_in(fields, f"by-{place}")
        if choice is Choice.DONE:
            found.append(_proposal(Act.DONE, line, "fait", doubt=bool(day or reason)))
        elif choice is Choice.NEW_DATE:
            days = DateInterval(day, day) if day else None
            found.append(
                _proposal(Act.NEW_DATE, line, "nouvelle date", days=days, doubt=day is None)
            )
        elif choice is Choice.BLOCKED:
            words = f"bloqué par {reason}" if reason else "bloqué"
            found.append(_proposal(Act.BLOCKED, line, words, text=reason, doubt=not reason))
        elif choice is Choice.CALL_ME:
            phone = said_in(fields, "phone")
            found.append(Proposal(act=Act.CALL_ME, words=f"appelez-moi, {line.ref}", text=phone))
    return tuple(found)


def day_of(fields: Mapping[str, str], line: int) -> date | None:
    """The day that a date field holds, as browsers write it."""
    try:
        return date.fromisoformat(said_in(fields, f"day-{line}"))
    except ValueError:
        return None


def said_in(fields: Mapping[str, str], name: str) -> str:
    """A field on one line, cut."""
    return " ".join(fields.get(name, "").split())[:LONGEST_WORDS]


def _proposal(
    act: Act,
    line: PageLine,
    words: str,
    *,
    days: DateInterval | None = None,
    text: str = "",
    doubt: bool = False,
) -> Proposal:
    return Proposal(act=act, words=words, ref=line.ref, days=days, text=text, doubt=doubt)
