"""Pure: the rules of reminders, from « Paramètres », and what earlier weeks have told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.partners.words import Tone
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.rules.quiet import QuietPeriod, SendingHours
from relocalisons.core.programme.rules.rules import Pause, read_rules
from relocalisons.core.reminders.rules.answers import AlreadyTold, Unanswered
from relocalisons.core.sources.thresholds import (
    CALL_AFTER,
    CALLS_A_DAY,
    ESCALATE_AFTER,
    LINES_A_MAIL,
    LINES_FOR_GROWERS,
    UPCOMING_DAYS,
    days_in_force,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPolicy:
    """What the coordinator set.

    `upcoming_days` is when an item enters (J-14). After `call_after` digests without an answer
    the person leaves the mail loop for the call list; after `escalate_after` more days without
    one, a message to the deputy is proposed. A message asks for at most `lines` things, one to
    somebody in the fields for `lines_for_growers`; `calls_a_day` are what one can make. `pauses`
    maps a partner code to the last day of its pause, None when it has no end; `line_pauses` are
    those of a single line; `to_deputy` are the partners whose deputy is written to during the
    pause. `texts` are her own opening sentences, `salutations` her own first words, each with its
    scope.
    """

    upcoming_days: int = 14
    call_after: int = 2
    escalate_after: int = 21
    lines: int = 7
    lines_for_growers: int = 3
    calls_a_day: int = 6
    suspended: bool = False
    pauses: Mapping[str, date | None] = field(default_factory=dict[str, date | None])
    line_pauses: tuple[Pause, ...] = ()
    to_deputy: frozenset[str] = frozenset()
    quiet: tuple[QuietPeriod, ...] = ()
    hours: SendingHours = field(default_factory=SendingHours)
    texts: tuple[tuple[str, str], ...] = ()
    salutations: tuple[tuple[str, str], ...] = ()

    def opening_for(self, *, code: str, profile: str) -> str:
        """Her own opening sentence for a partner, its profile, or everybody; empty without one."""
        return _most_fitting(self.texts, code=code, profile=profile)

    def salutation_for(self, *, code: str, profile: str) -> str:
        """Her own first words, found in the same way."""
        return _most_fitting(self.salutations, code=code, profile=profile)

    def lines_for(self, tone: Tone) -> int:
        """How many things one message asks for."""
        return self.lines_for_growers if tone is Tone.GROWER else self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderHistory:
    """What the store remembers.

    A person is known by the partner's code, or by `code/role` when it is not the general contact
    (`reminders.people`). `weeks`: person → the ISO weeks in which a digest was stored
    (`2026-W10`). `told`: (finding key, due date in force) → the highest level really sent, which
    the next line follows. `already`: (person, what, due date in force) → the digests in which
    that person read of it (`reminders.answers.already_told`).
    `unanswered`: person → digests sent since the last answer. `last_sent`: person → day on which
    the last digest left. `settled`: person → lines of that digest that are settled since.
    `tidied`: partner code → day of the last digest that asked for nothing but cells.
    `bounced` and `unsubscribed`: person → the day on which the address refused, or asked for
    silence; an address that she corrected since is another one. `replied`: person → the day on
    which the newest answer came by mail.
    """

    weeks: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    told: Mapping[tuple[str, date | None], int] = field(
        default_factory=dict[tuple[str, date | None], int]
    )
    already: Mapping[tuple[str, str, date | None], AlreadyTold] = field(
        default_factory=dict[tuple[str, str, date | None], AlreadyTold]
    )
    unanswered: Mapping[str, tuple[Unanswered, ...]] = field(
        default_factory=dict[str, tuple[Unanswered, ...]]
    )
    last_sent: Mapping[str, date] = field(default_factory=dict[str, date])
    settled: Mapping[str, int] = field(default_factory=dict[str, int])
    tidied: Mapping[str, date] = field(default_factory=dict[str, date])
    bounced: Mapping[str, date] = field(default_factory=dict[str, date])
    unsubscribed: Mapping[str, date] = field(default_factory=dict[str, date])
    replied: Mapping[str, date] = field(default_factory=dict[str, date])
    decided: Mapping[str, date] = field(default_factory=dict[str, date])


def policy_in_force(programme: Programme) -> ReminderPolicy:
    """The policy that « Paramètres » sets; what it does not set keeps its usual value."""
    rules = read_rules(programme)
    whole = _longest(pause for pause in rules.pauses if not pause.number)
    return ReminderPolicy(
        suspended=rules.suspended,
        upcoming_days=days_in_force(programme.parameters, UPCOMING_DAYS),
        call_after=days_in_force(programme.parameters, CALL_AFTER),
        escalate_after=days_in_force(programme.parameters, ESCALATE_AFTER),
        lines=days_in_force(programme.parameters, LINES_A_MAIL),
        lines_for_growers=days_in_force(programme.parameters, LINES_FOR_GROWERS),
        calls_a_day=days_in_force(programme.parameters, CALLS_A_DAY),
        pauses={code: pause.until for code, pause in whole.items()},
        line_pauses=tuple(pause for pause in rules.pauses if pause.number),
        to_deputy=frozenset(code for code, pause in whole.items() if pause.to_deputy),
        quiet=tuple(rules.quiet),
        hours=rules.hours,
        texts=tuple(rules.texts),
        salutations=tuple(rules.salutations),
    )


def _most_fitting(said: Iterable[tuple[str, str]], *, code: str, profile: str) -> str:
    """The words for that partner, else for its profile, else for everybody."""
    kind = normalised(profile)
    fitting = [
        (scope == normalised(code), bool(scope), words)
        for scope, words in said
        if scope in ("", normalised(code)) or kind.startswith(scope.rstrip("s"))
    ]
    return max(fitting, key=lambda found: found[:2], default=(False, False, ""))[2]


def _longest(pauses: Iterable[Pause]) -> Mapping[str, Pause]:
    """Of several pauses of one partner, the one that silences longest."""
    kept: dict[str, Pause] = {}
    for pause in pauses:
        if pause.partner is None:
            continue
        other = kept.setdefault(pause.partner, pause)
        if (pause.until or date.max) > (other.until or date.max):
            kept[pause.partner] = pause
    return kept
