"""Pure: indicators to measure, to prove or to make clear, behind or out of reach of a target."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.findings.gestures import TIDY, Lead, Verb, by_herself
from relocalisons.core.kernel.model import (
    Audience,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Row,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import label_of, say_contact
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    format_long_date,
    format_number,
    format_percent,
    format_quantity,
    quote,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.objectives.indicator_states import IndicatorState, indicator_states
from relocalisons.core.objectives.trajectory import Course, Goal, Standing, Verdict
from relocalisons.core.objectives.words import Way, is_rate
from relocalisons.core.sources.thresholds import MEASURE_EVERY, days_in_force

_WHOLE_FROM = 10  # a way shorter than this is told with a decimal
# The sheet keeps the last measure of a line: what a pace is made of, and how far it may be drawn.
_BASIS = "1 mesure après la référence"
_FORECAST_FROM = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A line of « Indicateurs » on a day; `owner` is a partner code, None when nobody knows."""

    state: IndicatorState
    owner: str | None
    programme: Programme

    @property
    def row(self) -> Row:
        """Its line in the sheet."""
        return self.state.row

    @property
    def label(self) -> str:
        """How people call it."""
        return label_of(self.row.key, self.row.text("title"))

    @property
    def contact(self) -> str:
        """Whom to ask."""
        return say_contact(self.programme, self.owner)

    def is_empty(self, column: str) -> bool:
        """Whether a cell says nothing."""
        return self.row.reading(column).doubt is Doubt.ABSENT

    def say(self, value: Decimal) -> str:
        """A value with its unit."""
        unit = (self.row.text("unit") or "").strip()
        if unit == "%":
            return f"{format_number(value)}{THIN}%"
        return format_quantity(value, unit)

    def say_computed(self, value: Decimal) -> str:
        """A value that nobody measured: whole where T0, target and measure are, `14 entretiens`.

        A percentage keeps its decimal: a tenth of a point counts there. So does what rounding
        would make the same as the measure or the target that it is told beside.
        """
        goal, measured = self.state.goal, self.state.value
        if goal is None or goal.origin is None or measured is None:
            return self.say(round(value, 1))
        known = (goal.origin, goal.target, measured)
        whole = (
            not is_rate(self.row.text("unit"))
            and all(each == each.to_integral_value() for each in known)
            and abs(goal.target - goal.origin) >= _WHOLE_FROM
            and round(value) not in (goal.target, measured)
        )
        return self.say(round(value, 0 if whole else 1))

    def tell(
        self,
        kind: FindingKind,
        *,
        title: str,
        action: str,
        columns: tuple[str, ...],
        severity: Severity = Severity.WATCH,
        ask: str = "",
        days: int | None = None,
        detail: str = "",
    ) -> Finding:
        """A finding on it; the owner and the coordinator see it."""
        return Finding(
            kind=kind,
            subject=self.row.lasting_key,
            partner=self.owner,
            severity=severity,
            audience=Audience.PARTNER if self.owner else Audience.COORDINATION,
            title=title,
            action=action,
            label=self.label,
            evidence=tuple(self.row.place.cell(column) for column in columns),
            days=days,
            detail=detail,
            ask=ask if self.owner else "",
        )


_MEASURES = by_herself(Verb.ASK, "indicateurs", lead=Lead.MAIL)
_COURSE = by_herself(Verb.DECIDE, "indicateurs")


class IndicatorKind(FindingKind):
    """What is told of an indicator."""

    INDICATOR_NOT_MEASURED = "indicator_not_measured", _MEASURES
    INDICATOR_BEHIND = "indicator_behind", _COURSE  # behind the straight line from T0 to the target
    # A pace drawn to the end, unless it is an alert: then nothing leads there any more.
    INDICATOR_OUT_OF_REACH = "indicator_out_of_reach", _COURSE, Trait.NONE, "indicator_behind"
    # T0, target, way or due date do not go together.
    INDICATOR_UNCLEAR = "indicator_unclear", TIDY, Trait.ABOUT_DOUBT
    INDICATOR_PROOF_MISSING = "indicator_proof_missing", _MEASURES


def is_forecast(finding: Finding) -> bool:
    """Whether it only draws a pace to the end: nothing is lost yet, and there is nothing to do."""
    drawn = finding.kind is IndicatorKind.INDICATOR_OUT_OF_REACH
    return drawn and finding.severity is not Severity.ALERT


def early_forecasts(programme: Programme, *, as_of: date) -> frozenset[str]:
    """The subjects of what is far from its line, and too early to be drawn to the end."""
    return frozenset(
        state.row.lasting_key
        for state in indicator_states(programme, as_of=as_of)
        if state.verdict is Verdict.FAR and state.standing and is_too_early(state.standing)
    )


def find_indicators(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What each indicator asks for; a cell in doubt judges nothing, its own finding asks for it."""
    names = programme.names.codes
    return tuple(
        finding
        for state in indicator_states(programme, as_of=as_of)
        for finding in _of_one(
            Indicator(
                state=state,
                owner=state.partner or names.get(fold(state.row.text("owner") or "")),
                programme=programme,
            )
        )
    )


def _of_one(one: Indicator) -> Iterator[Finding]:
    yield from _not_measured(one)
    yield from _no_proof(one)
    yield from _trajectory(one)


def _not_measured(one: Indicator) -> Iterator[Finding]:
    state = one.state
    if state.row.is_doubtful("value", "measured_on"):
        return
    if state.value is None:
        said = "aucune valeur n’est notée"
    elif state.measured_on is None:
        said = "la valeur n’a pas de date de mesure"
    elif state.age is None or not state.is_old:
        return
    else:
        every = days_in_force(one.programme.parameters, MEASURE_EVERY)
        said = (
            f"dernière mesure le {format_long_date(state.measured_on)}, il y a "
            f"{count_days(state.age)} pour une mesure attendue tous les {count_days(every)}"
        )
    yield one.tell(
        IndicatorKind.INDICATOR_NOT_MEASURED,
        title=f"Indicateur {one.label}{NBSP}: {said}.",
        action=f"Demander une mesure à {one.contact}, avec sa date et sa source.",
        ask=f"Donnez-nous une valeur récente de l’indicateur {quote(one.label)}, avec sa date et "
        "sa source.",
        columns=("value", "measured_on"),
        days=state.age,
    )


def _no_proof(one: Indicator) -> Iterator[Finding]:
    if one.state.value is None or not one.is_empty("proof"):
        return
    yield one.tell(
        IndicatorKind.INDICATOR_PROOF_MISSING,
        title=f"Indicateur {one.label}{NBSP}: la valeur notée n’a pas de preuve.",
        action=f"Demander le fichier ou le tableau de calcul à {one.contact}.",
        ask=f"Envoyez-nous le document qui prouve la valeur de l’indicateur {quote(one.label)}.",
        columns=("proof",),
    )


def _trajectory(one: Indicator) -> Iterator[Finding]:
    state = one.state
    if state.problem:
        yield _unclear(one, state.problem)
    goal, standing, value, day = state.goal, state.standing, state.value, state.measured_on
    if goal is None or standing is None or value is None or day is None:
        return
    said = f"{one.say(value)} au {format_long_date(day)}"
    if state.verdict is Verdict.OUT_OF_REACH:
        yield _out_of_reach(one, goal, said=said, detail=_how_far(standing))
    elif state.verdict is Verdict.FAR:
        yield _far(one, goal, standing, said=said)
    elif state.verdict is Verdict.BEHIND:
        yield _behind(one, goal, standing, said=said)


def _unclear(one: Indicator, words: str) -> Finding:
    return one.tell(
        IndicatorKind.INDICATOR_UNCLEAR,
        severity=Severity.INFO,
        title=f"Indicateur {one.label}{NBSP}: sa trajectoire ne peut pas être suivie, {words}.",
        action=f"Compléter {quote('Indicateurs')} avec {one.contact}.",
        columns=("baseline_value", "target", "due", "direction", "mode"),
    )


def _behind(one: Indicator, goal: Goal, standing: Standing, *, said: str) -> Finding:
    expected = goal.expected(standing.elapsed)
    if goal.course is Course.LEVEL or expected is None:
        where = "sous le plancher" if goal.way is Way.UP else "au-dessus du plafond"
        words = f"{where} de {one.say(goal.target)}"
    else:
        words = (
            f"au lieu de {one.say_computed(expected)} sur la trajectoire vers "
            f"{one.say(goal.target)}"
        )
    return one.tell(
        IndicatorKind.INDICATOR_BEHIND,
        title=f"Indicateur {one.label}{NBSP}: {said}, {words}.",
        action=f"Voir avec {one.contact} ce qui freine, et ce qui peut rattraper l’écart.",
        columns=("value", "target", "due"),
        detail=_how_far(standing),
    )


def _out_of_reach(one: Indicator, goal: Goal, *, said: str, detail: str) -> Finding:
    """An alert: no value leads there any more."""
    due = format_long_date(goal.due)
    words = f"la cible de {one.say(goal.target)} ne peut plus être atteinte le {due} ({said})"
    return _of_the_end(one, words, severity=Severity.ALERT, detail=detail)


def _far(one: Indicator, goal: Goal, standing: Standing, *, said: str) -> Finding:
    """What a pace leads to: a forecast, and no alert."""
    due = format_long_date(goal.due)
    leads_to = goal.expected(standing.pace) if standing.pace is not None else None
    if leads_to is None or is_too_early(standing):
        gone = format_percent(standing.elapsed)
        words = (
            f"{said}, loin de la cible de {one.say(goal.target)} le {due}{THIN}; trop tôt pour "
            f"prévoir ({_BASIS}, {gone} du temps passé)"
        )
    else:
        words = (
            f"au rythme actuel, {one.say_computed(leads_to)} le {due}, loin de la cible de "
            f"{one.say(goal.target)} ({said}, {_BASIS})"
        )
    return _of_the_end(one, words, severity=Severity.WATCH, detail=_how_far(standing))


def _of_the_end(one: Indicator, words: str, *, severity: Severity, detail: str) -> Finding:
    return one.tell(
        IndicatorKind.INDICATOR_OUT_OF_REACH,
        severity=severity,
        title=f"Indicateur {one.label}{NBSP}: {words}.",
        action=f"Décider en COPIL{NBSP}: renforcer l’action, ou demander aux financeurs une cible "
        "révisée.",
        columns=("value", "target", "due"),
        detail=detail,
    )


def is_too_early(standing: Standing) -> bool:
    """Whether its pace would be drawn further than it was measured: that is no forecast."""
    return standing.elapsed < _FORECAST_FROM


def _how_far(standing: Standing) -> str:
    gone = format_percent(standing.elapsed)
    if standing.done is None:
        return f"Temps passé{NBSP}: {gone}."
    return f"Chemin fait{NBSP}: {format_percent(standing.done)}{THIN}; temps passé{NBSP}: {gone}."
