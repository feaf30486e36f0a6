"""Pure: what is said by telephone although a mail asks it too, or because none does any more."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum, auto

from relocalisons.core.kernel.model import Finding
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    name_some,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.rules.answers import told_as
from relocalisons.core.reminders.rules.promises import Promise

ALREADY_ASKED = "déjà demandé dans"  # begins the reason of what stood in messages enough
_A_WEEK = timedelta(days=7)
_TWO_WEEKS = timedelta(days=14)
_TWO_MAILS = 2
_TO_ANSWER = timedelta(days=2)


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
    """Why something is said by telephone; `hers`: she wrote that she calls; `of_claim`: no mail
    can be answered before the claim that loses it; `broken`: a promise was not kept, and the call
    that waited for it is made.
    """

    why: str
    since: date
    hers: bool = False
    presses: bool = False
    of_claim: bool = False
    broken: bool = False

    @property
    def rank(self) -> tuple[bool, date]:
        """Sorts reasons, the one to be said first."""
        return not (self.hers or self.broken), self.since

    @property
    def of_today(self) -> bool:
        """Whether the call is of today: what presses, and she waits for nothing else."""
        return (self.hers or self.broken) and self.presses


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What makes something worth a call: it presses, and the days on which a gesture helps.

    `claim`: the day of the claim that loses it, where that comes within days; `eve`: on the next
    working day at the latest; `euros`: each fact → what that claim loses.
    """

    presses: bool = False
    days: tuple[date, ...] = ()
    claim: date | None = None
    eve: bool = False
    euros: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])


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
    often: Mapping[str, int] | None = None,
) -> Mapping[str, Aloud]:
    """Key of a finding → why it is said by telephone, whatever mail asks it.

    Either of: what presses was asked in a mail and is late without an answer (`in_vain`, see
    `asked_in_vain`; `mails`, by `told_as` too); she wrote on its mail that she calls; she refused
    its mail, and its day comes before the next one could help; it presses, and stood in messages
    `enough`; it presses, was asked two weeks ago and its line has not changed since, whatever else
    its partner has edited; a claim of these days loses much by it, and two messages asked for it
    (`often`, by `told_as`, of whom has not answered since), the last one two days ago. On the eve
    of a claim who holds back most of it is called, whatever was asked (`_most_on_the_eve`). A talk
    noted in « Contacts » since (`talked`, by partner), or a line that changed since (`changed`, by
    subject), ends it.
    """
    findings = tuple(findings)
    found: dict[str, Aloud] = {}
    for one in findings:
        thing, times = told_as(one.key), (often or {}).get(told_as(one.key), 0)
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
        elif (
            worth.claim is not None
            and times >= _TWO_MAILS
            and mail.fate is Fate.LEFT
            and as_of - mail.on >= _TO_ANSWER
            and changed.get(one.subject, date.min) <= mail.on
        ):
            why = (
                f"{times} messages sans réponse, la demande part le {format_long_date(worth.claim)}"
            )
            found[one.key] = Aloud(why=why, since=mail.on, presses=True, of_claim=True)
        elif worth.presses and since is not None and late:
            why = f"sans réponse depuis le {format_long_date(since)}"
            found[one.key] = Aloud(why=why, since=since, presses=True)
        elif (
            worth.presses
            and late
            and mail.fate is Fate.LEFT
            and as_of - mail.on >= _TWO_WEEKS
            and changed.get(one.subject, date.min) <= mail.on
        ):
            why = f"demandé le {day}, sa ligne n’a pas changé depuis"
            found[one.key] = Aloud(why=why, since=mail.on, presses=True)
        elif worth.presses and one.key in enough:
            found[one.key] = Aloud(why=enough[one.key], since=mail.on, presses=True)
    eve = _most_on_the_eve(findings, found, press=press, talked=talked, as_of=as_of)
    return {**found, **eve}


def _most_on_the_eve(
    findings: Iterable[Finding],
    known: Mapping[str, Aloud],
    *,
    press: Mapping[str, Press],
    talked: Mapping[str, date],
    as_of: date,
) -> Mapping[str, Aloud]:
    """Of each claim of the next working day, what the partner owes who holds back most euros."""
    owed: dict[date, dict[str, dict[str, Decimal]]] = {}
    lacking: dict[tuple[date, str], list[str]] = {}
    for one in findings:
        worth = press.get(one.key, Press())
        if not worth.eve or worth.claim is None or one.partner is None:
            continue
        owed.setdefault(worth.claim, {}).setdefault(one.partner, {}).update(worth.euros)
        lacking.setdefault((worth.claim, one.partner), []).append(one.key)
    found: dict[str, Aloud] = {}
    for claim, partners in owed.items():
        euros = {partner: sum(facts.values(), Decimal(0)) for partner, facts in partners.items()}
        most = max(euros, key=lambda partner: (euros[partner], partner))
        if not euros[most] or talked.get(most) == as_of:
            continue
        why = f"la demande part le {format_long_date(claim)}"
        for key in lacking[claim, most]:
            said = known.get(key, Aloud(why=why, since=as_of))
            found[key] = replace(said, presses=True, of_claim=True)
    return found


def said_broken(
    findings: Iterable[Finding], broken: Mapping[str, Promise], *, press: Mapping[str, Press]
) -> Mapping[str, Aloud]:
    """Key of a finding whose promise was not kept → « avait promis K-01 pour le 29 mai 2026 »."""
    lost = [(one, broken[one.key]) for one in findings if one.key in broken]
    names: dict[tuple[str, date], list[str]] = {}
    for one, promise in sorted(lost, key=lambda each: natural_order(each[0].label)):
        head, _, rest = one.label.partition(" – ")
        number = typo(quote(rest) if head == one.partner and rest else head)
        said = names.setdefault((promise.partner, promise.until), [])
        said += [] if number in said else [number]
    return {
        one.key: Aloud(
            why=f"avait promis {name_some(names[promise.partner, promise.until])} pour le "
            f"{format_long_date(promise.until)}",
            since=promise.until,
            presses=press.get(one.key, Press()).presses,
            broken=True,
        )
        for one, promise in lost
    }


def _comes_first(days: Collection[date], refused: date, following: date) -> bool:
    """Whether one of the days comes after the mail that she refused, and no later than the next."""
    return any(refused <= day <= following for day in days)
