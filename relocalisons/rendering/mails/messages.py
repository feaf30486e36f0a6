"""Rendering: what the mails to the coordinator say, before it becomes words."""

from dataclasses import dataclass
from datetime import datetime

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.reminders.digests import CallEntry, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMail:
    """One row of « Relances » that waits for her: partner code, subject, number of lines.

    `role` is empty for the general contact. `alone`: « tout envoyer » does not concern it.
    `person` is its reader by name, `why` what it is about first, in a few words. `row`: the row of
    several equal mails on which it stands, empty for its own; `url` opens its row.
    """

    partner: str
    subject: str
    lines: int
    naming_lines: int = 0
    alone: bool = False
    role: str = ""
    person: str = ""
    why: str = ""
    row: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """An act as a mail to her tells it: what to do, and why; `late` when its last day is past.

    `url` opens its row in « À faire »; empty where it has none.
    """

    title: str
    why: str = ""
    late: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRequest:
    """The digests that wait. `deadline` is in the programme's time zone.

    `safety_holds` are sentences: why mails are held more tightly than usual, and what to look at.
    `acts` are new in « À faire », or worse, `more_acts` how many more are; who is called stands
    there. `firm_dates`: the next ones in words, each with what opens its row, then `more_dates`.
    `url` opens the cell of « tout envoyer ».
    """

    mails: tuple[WaitingMail, ...]
    deadline: datetime
    call_list: tuple[CallEntry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    decision_reminder: bool = False
    safety_holds: tuple[str, ...] = ()
    acts: tuple[ActLine, ...] = ()
    more_acts: int = 0
    firm_dates: tuple[tuple[str, str], ...] = ()
    more_dates: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureNotice:
    """A run that failed, crashed or did not start; all sentences are French and complete.

    `flow` is the French name of the flow, `since` the instant of the first failure of that cause
    in the programme's time zone.
    """

    flow: str
    happened: str
    since: datetime
    still_works: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()
    reference: str = ""  # what the operator can search for: a run's name, never an address
    page: str = ""  # the address of the run in Prefect; empty where nobody could open it
    outcome: str = "n’a pas abouti"  # of `flow`, in the subject


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRunNotice:
    """A run started more than 12 h late: what was still useful, and what was left out."""

    flow: str
    planned: datetime
    started: datetime
    done: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def say_lateness(notice: LateRunNotice) -> str:
    """« 14 h », « 2 jours » of delay between plan and start, rounded down."""
    hours = int((notice.started - notice.planned).total_seconds() // 3600)
    days, rest = divmod(hours, 24)
    if not days:
        return f"{hours}{NBSP}h"
    day_words = f"{days}{NBSP}jour{'s' if days > 1 else ''}"
    return f"{day_words} et {rest}{NBSP}h" if rest else day_words
