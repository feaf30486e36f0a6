"""Pure: indicators to measure, to prove or to make clear, behind or out of reach of a target."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from relocalisons.core.findings.indicator_lines import Indicator
from relocalisons.core.french import (
    NBSP,
    THIN,
    count_days,
    format_long_date,
    format_percent,
    join_words,
    quote,
)
from relocalisons.core.model import (
    Finding,
    FindingKind,
    Programme,
    Severity,
)
from relocalisons.core.names import fold, index_names
from relocalisons.core.programme_start import programme_start
from relocalisons.core.thresholds import (
    BEHIND_BY,
    JUDGED_FROM,
    MEASURE_EVERY,
    OUT_OF_REACH_BELOW,
    days_in_force,
    value_in_force,
)
from relocalisons.core.trajectory import (
    Goal,
    Mode,
    Standing,
    goes_together,
    read_mode,
    read_way,
    stand,
)

_JUDGED = ("baseline_value", "target", "due", "direction", "mode", "value", "measured_on")


def find_indicators(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What each indicator asks for; a cell in doubt judges nothing, its own finding asks for it."""
    names = index_names(programme.partners, synonyms=programme.synonyms).codes
    start = programme_start(programme)
    return tuple(
        finding
        for table in programme.tables.get("indicators", ())
        for row in table.rows
        if not row.struck
        for finding in _of_one(
            Indicator(
                row=row,
                owner=table.partner or names.get(fold(row.text("owner") or "")),
                programme=programme,
                as_of=as_of,
            ),
            start=start,
        )
    )


def _of_one(one: Indicator, *, start: date | None) -> Iterator[Finding]:
    yield from _not_measured(one)
    yield from _no_proof(one)
    if not one.is_doubtful(*_JUDGED):
        yield from _trajectory(one, start=start)


def _not_measured(one: Indicator) -> Iterator[Finding]:
    if one.is_doubtful("value", "measured_on"):
        return
    every = days_in_force(one.programme.parameters, MEASURE_EVERY)
    measured = one.day("measured_on")
    if one.number("value") is None:
        said, days = "aucune valeur n’est notée", None
    elif measured is None:
        said, days = "la valeur n’a pas de date de mesure", None
    else:
        days = (one.as_of - measured).days
        if days <= every:
            return
        said = (
            f"dernière mesure le {format_long_date(measured)}, il y a {count_days(days)} pour une "
            f"mesure attendue tous les {count_days(every)}"
        )
    yield one.tell(
        FindingKind.INDICATOR_NOT_MEASURED,
        title=f"Indicateur {one.label}{NBSP}: {said}.",
        action=f"Demander une mesure à {one.contact}, avec sa date et sa source.",
        ask=f"Donnez-nous une valeur récente de l’indicateur {quote(one.label)}, avec sa date et "
        "sa source.",
        columns=("value", "measured_on"),
        days=days,
    )


def _no_proof(one: Indicator) -> Iterator[Finding]:
    if one.number("value") is None or not one.is_empty("proof"):
        return
    yield one.tell(
        FindingKind.INDICATOR_PROOF_MISSING,
        title=f"Indicateur {one.label}{NBSP}: la valeur notée n’a pas de preuve.",
        action=f"Demander le fichier ou le tableau de calcul à {one.contact}.",
        ask=f"Envoyez-nous le document qui prouve la valeur de l’indicateur {quote(one.label)}.",
        columns=("proof",),
    )


def _trajectory(one: Indicator, *, start: date | None) -> Iterator[Finding]:
    goal, problem = _goal(one, start=start)
    if problem:
        yield _unclear(one, problem)
        return
    value, measured = one.number("value"), one.day("measured_on")
    if goal is None or value is None or measured is None:
        return
    standing = stand(goal, value=value, on=min(measured, one.as_of))
    parameters = one.programme.parameters
    if (
        standing is None
        or standing.done >= 1
        or standing.elapsed < value_in_force(parameters, JUDGED_FROM)
    ):
        return
    # A mean has no pace: what is gone weighs in it, whatever comes.
    slowest = value_in_force(parameters, OUT_OF_REACH_BELOW)
    too_slow = goal.mode is not Mode.MEAN and standing.pace < slowest
    if standing.is_impossible or too_slow:
        yield _out_of_reach(one, goal, standing, value=value, measured=measured)
    elif standing.pace < 1 - value_in_force(parameters, BEHIND_BY):
        yield _behind(one, goal, standing, value=value, measured=measured)


def _goal(one: Indicator, *, start: date | None) -> tuple[Goal | None, str]:
    """The trajectory, or why there is none; nothing at all without a target (told elsewhere)."""
    origin, target, due = one.number("baseline_value"), one.number("target"), one.day("due")
    way, mode = read_way(one.row.text("direction")), read_mode(one.row.text("mode"))
    if target is None or start is None:
        return None, ""
    missing = {
        "la référence (T0)": origin,
        "l’échéance": due,
        "le sens (hausse ou baisse)": way,
        "le mode (cumul, dernière valeur ou moyenne)": mode,
    }
    if origin is None or due is None or way is None or mode is None:
        absent = [words for words, value in missing.items() if value is None]
        return None, f"il manque {join_words(absent)}"
    is_share = (one.row.text("unit") or "").strip() == "%"
    goal = Goal(
        origin=origin,
        target=target,
        start=start,
        due=due,
        mode=mode,
        ceiling=Decimal(100) if is_share else None,
    )
    if goes_together(goal, way):
        return goal, ""
    return None, "sens, référence, cible et échéance ne vont pas ensemble"


def _unclear(one: Indicator, words: str) -> Finding:
    return one.tell(
        FindingKind.INDICATOR_UNCLEAR,
        severity=Severity.INFO,
        title=f"Indicateur {one.label}{NBSP}: sa trajectoire ne peut pas être suivie, {words}.",
        action=f"Compléter {quote('Indicateurs')} avec {one.contact}.",
        columns=("baseline_value", "target", "due", "direction", "mode"),
    )


def _behind(
    one: Indicator, goal: Goal, standing: Standing, *, value: Decimal, measured: date
) -> Finding:
    expected = goal.origin + goal.path * standing.elapsed
    return one.tell(
        FindingKind.INDICATOR_BEHIND,
        title=f"Indicateur {one.label}{NBSP}: {one.say(value)} au {format_long_date(measured)}, au "
        f"lieu de {one.say_computed(expected, goal)} sur la trajectoire vers "
        f"{one.say(goal.target)}.",
        action=f"Voir avec {one.contact} ce qui freine, et ce qui peut rattraper l’écart.",
        columns=("value", "target", "due"),
        detail=f"Chemin fait{NBSP}: {format_percent(standing.done)}{THIN}; temps passé{NBSP}: "
        f"{format_percent(standing.elapsed)}.",
    )


def _out_of_reach(
    one: Indicator, goal: Goal, standing: Standing, *, value: Decimal, measured: date
) -> Finding:
    due = format_long_date(goal.due)
    if standing.is_impossible:
        said = f"la cible de {one.say(goal.target)} ne peut plus être atteinte le {due}"
    else:
        reached = goal.origin + goal.path * standing.pace
        said = (
            f"au rythme actuel, {one.say_computed(reached, goal)} le {due}, loin de la cible de "
            f"{one.say(goal.target)}"
        )
    return one.tell(
        FindingKind.INDICATOR_OUT_OF_REACH,
        severity=Severity.ALERT,
        title=f"Indicateur {one.label}{NBSP}: {said} ({one.say(value)} au "
        f"{format_long_date(measured)}).",
        action=f"Décider en COPIL{NBSP}: renforcer l’action, ou demander aux financeurs une cible "
        "révisée.",
        columns=("value", "target", "due"),
        detail=f"Chemin fait{NBSP}: {format_percent(standing.done)}{THIN}; temps passé{NBSP}: "
        f"{format_percent(standing.elapsed)}.",
    )
