"""Pure: what is said by telephone although a mail asks it too, or because none does any more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto

from relocalisons.core.kernel.model import Finding
from relocalisons.core.kernel.words.french import NBSP, format_long_date, quote
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.rules.answers import told_as

ALREADY_ASKED = "déjà demandé dans"  # begins the reason of what stood in messages enough
_A_WEEK = timedelta(days=7)


class Fate(StrEnum):
    """What became of a mail that asks something."""

    LEFT = auto()
    CALLING = auto()  # « j’appelle »
    REFUSED = auto()  # « pas cette fois »


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMail:
    """The last mail that asks something and that she decided on: its day, what became of it."""

    on: date
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Aloud:
    """Why something is said by telephone; `hers`: she wrote that she calls."""

    why: str
    since: date
    hers: bool = False
    presses: bool = False

    @property
    def rank(self) -> tuple[bool, date]:
        """Sorts reasons, the one to be said first."""
        return not self.hers, self.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What makes something worth a call: it presses, and the days on which a gesture helps."""

    presses: bool = False
    days: tuple[date, ...] = ()


def said_enough(plan: ReminderPlan) -> Mapping[str, str]:
    """Key of a finding → « déjà demandé dans 2 messages », where the next reminders leave it out.

    Nobody is asked the same every week: what presses nevertheless is said by telephone.
    """
    return {
        one.finding_key: one.reason.partition(",")[0]
        for one in plan.skipped
        if one.finding_key and one.reason.startswith(ALREADY_ASKED)
    }


def said_aloud(
    findings: Iterable[Finding],
    *,
    mails: Mapping[str, LastMail],
    in_vain: Mapping[str, date],
    enough: Mapping[str, str],
    press: Mapping[str, Press],
    talked: Mapping[str, date],
    changed: Mapping[str, date],
    next_reminders: date,
    as_of: date,
) -> Mapping[str, Aloud]:
    """Key of a finding → why it is said by telephone, whatever mail asks it.

    Either of: what presses was asked in a mail and is late without an answer (`in_vain`, see
    `asked_in_vain`; `mails`, by `told_as` too); she wrote on its mail that she calls; she refused
    its mail, and its day comes before the next one could help; it presses, and stood in messages
    `enough`. A talk noted in « Contacts » since (`talked`, by partner), or a line that changed
    since (`changed`, by subject), ends it.
    """
    found: dict[str, Aloud] = {}
    for one in findings:
        thing = told_as(one.key)
        mail, worth = mails.get(thing), press.get(one.key, Press())
        since = in_vain.get(thing)
        late = one.due is None or one.due < as_of
        if mail is None or one.partner is None:
            continue
        if talked.get(one.partner, date.min) >= mail.on:
            continue
        day = format_long_date(mail.on)
        if mail.fate is Fate.CALLING and changed.get(one.subject, date.min) <= mail.on:
            why = f"message du {day}{NBSP}: vous avez écrit {quote('j’appelle')}"
            found[one.key] = Aloud(why=why, since=mail.on, hers=True, presses=worth.presses)
        elif (
            mail.fate is Fate.REFUSED
            and as_of - mail.on <= _A_WEEK  # the next reminders propose it again
            and _comes_first(worth.days, mail.on, next_reminders)
        ):
            why = f"message du {day} refusé, le prochain viendrait trop tard"
            found[one.key] = Aloud(why=why, since=mail.on, presses=worth.presses)
        elif worth.presses and since is not None and late:
            why = f"sans réponse depuis le {format_long_date(since)}"
            found[one.key] = Aloud(why=why, since=since, presses=True)
        elif worth.presses and one.key in enough:
            found[one.key] = Aloud(why=enough[one.key], since=mail.on, presses=True)
    return found


def _comes_first(days: Collection[date], refused: date, following: date) -> bool:
    """Whether one of the days comes after the mail that she refused, and no later than the next."""
    return any(refused <= day <= following for day in days)
