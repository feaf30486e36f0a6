"""Pure: what « Paramètres » says of reminders: pauses, quiet periods, hours, « Tout suspendre ».

A line that cannot be obeyed is told with its row. Until it is put right it silences rather than
speaks: a pause whose date is not understood has no end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import PartnerNames, Programme, Row
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.rules.quiet import (
    AUGUST,
    QuietPeriod,
    SendingHours,
    read_hours,
    read_period,
    told_until,
)
from relocalisons.core.programme.rules.words import (
    is_clear_no,
    is_no_quiet_period,
    is_to_deputy,
    moment_said,
)
from relocalisons.core.sources.parameter_names import DECIDED_BY, HOURS, QUIET, SALUTATION
from relocalisons.core.sources.words import OpenName, read_open_name

LONGEST_TEXT = 400  # characters of her opening sentence
LONGEST_SALUTATION = 80
_EARLIEST, _LATEST = 8, 19


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTime:
    """A moment of the week, `weekday` from 0 for Monday, in the programme's time zone."""

    weekday: int
    hour: int = 12
    minute: int = 0


def read_decision_time(value: str) -> DecisionTime:
    """« jeudi 12 h », « vendredi midi », « mercredi à 9 h 30 »; else ValueError in French."""
    said = moment_said(value)
    if said is None or not _EARLIEST <= said[1] < _LATEST or said[2] > 59:
        raise ValueError(
            f"la date limite s’écrit {quote('jeudi 12 h')}, un mercredi, un jeudi ou un vendredi "
            f"entre {_EARLIEST} h et {_LATEST} h"
        )
    weekday, hour, minute = said
    return DecisionTime(weekday=weekday, hour=hour, minute=minute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Nobody writes about it until the end of `until` (None: no end).

    Either a `partner` or the `number` of a line, or both (this line of this partner). With
    `to_deputy` the partner's deputy is written to meanwhile.
    """

    partner: str | None
    number: str  # normalised, empty for the whole partner
    until: date | None
    to_deputy: bool = False

    def is_over(self, day: date) -> bool:
        """Whether it has ended before `day`."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleProblem:
    """A line that cannot be obeyed: its row, and why in French."""

    row: Row
    problem: str


@dataclass(slots=True, kw_only=True)
class ReminderSettings:
    """What the lines say together."""

    suspended: bool = False
    pauses: list[Pause] = field(default_factory=list[Pause])
    quiet: list[QuietPeriod] = field(default_factory=list[QuietPeriod])
    hours: SendingHours = field(default_factory=SendingHours)
    decision: DecisionTime | None = None  # None: that of the operator's TOML
    texts: list[tuple[str, str]] = field(
        default_factory=list[tuple[str, str]]
    )  # scope (normalised), her words
    salutations: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    problems: list[RuleProblem] = field(default_factory=list[RuleProblem])

    def tell(self, row: Row, problem: str) -> None:
        """Keep why a line cannot be obeyed."""
        self.problems.append(RuleProblem(row=row, problem=problem))


def read_rules(programme: Programme) -> ReminderSettings:
    """The rules in force on the programme's day.

    « Tout suspendre » stops everything as soon as one of its lines says anything but a clear no:
    she who hesitates there wants nothing to leave.
    """
    rules = ReminderSettings(suspended=_suspended_by(programme.parameters.items()))
    names = programme.names
    lines = [row for row in programme.reminder_lines if not _is_over(row, programme.as_of)]
    for row in lines:
        try:
            _obey(rules, row, names=names, programme=programme)
        except ValueError as error:
            rules.tell(row, str(error))
    quiet_said = any(normalised(row.text("name")) == normalised(QUIET) for row in lines)
    rules.quiet += [] if quiet_said else [AUGUST]
    rules.quiet += [
        QuietPeriod(label="récolte", first=rest.first, last=rest.last, scope=rest.profile)
        for rest in programme.working_time.rests
        if rest.first is not None and rest.last is not None
    ]
    return rules


def _obey(rules: ReminderSettings, row: Row, *, names: PartnerNames, programme: Programme) -> None:
    """Add what a line says; ValueError with a French reason when it says nothing to obey."""
    name, opened = normalised(row.text("name")), read_open_name(row.text("name"))
    if opened is OpenName.SUSPEND:
        _suspend(rules, row, names=names)
    elif opened is OpenName.PAUSE:
        _pause(rules, row, names=names, programme=programme)
    elif name == normalised(QUIET):
        _quiet(rules, row, names=names)
    elif name == normalised(HOURS):
        rules.hours = read_hours(row.plain("value"))
    elif name == normalised(DECIDED_BY):
        rules.decision = read_decision_time(row.plain("value"))
    elif name == normalised(SALUTATION):
        rules.salutations.append(
            _scoped_words(row, names=names, longest=LONGEST_SALUTATION, usual="le salut habituel")
        )
    elif opened is OpenName.OPENING:
        rules.texts.append(
            _scoped_words(row, names=names, longest=LONGEST_TEXT, usual="le texte habituel")
        )


def _suspended_by(pairs: Iterable[tuple[str, str]]) -> bool:
    return any(
        not is_clear_no(value) for name, value in pairs if read_open_name(name) is OpenName.SUSPEND
    )


def _is_over(row: Row, day: date) -> bool:
    until = row.last_day("until")
    return until is not None and until < day


def _suspend(rules: ReminderSettings, row: Row, *, names: PartnerNames) -> None:
    """With a « Portée » that is a partner it is a pause; with any other one it is for everybody."""
    if is_clear_no(row.text("value")):
        return
    code = names.resolve(row.text("scope")).code
    if code is None:
        rules.suspended = True
    else:
        rules.pauses.append(Pause(partner=code, number="", until=row.last_day("until")))


def _pause(rules: ReminderSettings, row: Row, *, names: PartnerNames, programme: Programme) -> None:
    value, scope = row.text("value"), row.plain("scope")
    if is_clear_no(value):
        return
    if not scope:
        raise ValueError("une pause doit donner un partenaire ou un numéro dans « Portée »")
    code, number = _who_and_what(scope, names=names)
    if code is None and number not in _known_numbers(programme):
        rules.tell(row, f"{quote(scope)} n’est ni un partenaire ni un numéro connu")
    if row.is_doubtful("until"):
        rules.tell(row, "la date de fin de la pause n’est pas comprise : la pause continue")
    rules.pauses.append(
        Pause(
            partner=code,
            number=number,
            until=row.last_day("until"),
            to_deputy=is_to_deputy(value),
        )
    )


def _who_and_what(scope: str, *, names: PartnerNames) -> tuple[str | None, str]:
    """« P07 », « Ville de Grasse », « A1.2 », « P07 A1.2 » → partner code, normalised number."""
    whole = names.resolve(scope).code
    if whole is not None:
        return whole, ""
    first, _, rest = scope.replace(",", " ").replace("/", " ").strip().partition(" ")
    code = names.resolve(first).code
    return (code, normalised(rest)) if code is not None and rest else (None, normalised(scope))


def _known_numbers(programme: Programme) -> frozenset[str]:
    lines = (*programme.actions, *programme.deliverables, *programme.contracts)
    return frozenset(normalised(one.number) for one in lines)


def _quiet(rules: ReminderSettings, row: Row, *, names: PartnerNames) -> None:
    if is_no_quiet_period(row.text("value")):
        return
    scope = row.plain("scope")
    period = read_period(
        row.plain("value"),
        label=row.plain("comment"),
        scope=names.resolve(scope).code or scope,
    )
    rules.quiet.append(period)


def _scoped_words(row: Row, *, names: PartnerNames, longest: int, usual: str) -> tuple[str, str]:
    """Her own words, for a partner, a profile, or everybody; `usual` is what stays without them."""
    words, scope = row.plain("value"), row.plain("scope")
    if len(words) > longest:
        raise ValueError(f"le texte dépasse {longest} caractères : {usual} est gardé")
    return normalised(names.resolve(scope).code or scope), words


def due_soon_until(programme: Programme, *, as_of: date, days: int) -> Mapping[str, date]:
    """Partner code → the last due date that is « soon » on `as_of`; usually `days` ahead."""
    periods = tuple(read_rules(programme).quiet)
    return {
        partner.code: told_until(
            periods, code=partner.code, profile=partner.profile, as_of=as_of, days=days
        )
        for partner in programme.partners
    }
