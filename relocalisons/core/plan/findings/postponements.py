"""Pure: findings that need yesterday: sleeping lines, third postponements, overwritten dates."""

from collections.abc import Iterator, Mapping
from datetime import date

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    Audience,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_line
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    format_date,
    format_long_date,
    quote,
)
from relocalisons.core.plan.findings.schedule import SOON_DAYS
from relocalisons.core.plan.schedule_history import Postponement, ScheduleHistory
from relocalisons.core.programme.decisions.baseline import Baseline, name_of
from relocalisons.core.programme.plan_kinds import PlanKind

STALE_DAYS = 45
POSTPONEMENTS = 3
_UNDER_WAY = (ActionStatus.IN_PROGRESS, ActionStatus.BLOCKED)


def find_postponements(
    programme: Programme,
    *,
    as_of: date,
    baseline: Mapping[str, date],
    history: ScheduleHistory,
) -> tuple[Finding, ...]:
    """Actions whose line sleeps, whose date moved three times, or was typed over.

    Asleep: under way, neither late nor due within two weeks, and unchanged for `STALE_DAYS`; or to
    be begun as long ago, and neither « Statut » nor « Avancement » says a word of it, however near
    its end is.
    Without history nothing is asleep and nothing was postponed; without a frozen baseline nothing
    was typed over.
    """
    found: list[Finding] = []
    for action in programme.actions:
        if is_open(action) is None:
            found.extend(_unheard_of(action, programme, as_of=as_of))
        if not is_open(action):
            continue
        found.extend(_stale(action, programme, as_of=as_of, since=history.unchanged_since))
        moves = history.postponed.get(action.key, ())
        if len(moves) >= POSTPONEMENTS:
            found.append(_postponed(action, programme, moves))
        found.extend(_overwritten(action, programme, baseline=baseline))
    return tuple(found)


def _stale(
    action: Action, programme: Programme, *, as_of: date, since: Mapping[str, date]
) -> Iterator[Finding]:
    due, last = action_due(action), since.get(action.key)
    if due is None or last is None or action.status.value not in _UNDER_WAY:
        return
    days = (as_of - last).days
    if days < STALE_DAYS or (due.day - as_of).days <= SOON_DAYS:
        return
    yield _about(
        action,
        PlanKind.ACTION_STALE,
        severity=Severity.INFO,
        title=f"{say_line(action, programme)} est en cours et sa ligne n’a pas changé depuis le "
        f"{format_long_date(last)} ({count_days(days)}).",
        order=f"Demander à {say_contact(programme, action.owner)} où en est l’action.",
        columns=("progress", "status"),
        days=days,
    )


def _unheard_of(action: Action, programme: Programme, *, as_of: date) -> Iterator[Finding]:
    start = action.planned_start.value
    silent = action.status.doubt is Doubt.ABSENT and action.progress.doubt is Doubt.ABSENT
    asked = "status" in action.place.letters  # else the plan says dates and no state
    if start is None or not (silent and asked) or action.actual_start.is_set:
        return
    days = (as_of - start.latest).days
    if days < STALE_DAYS:
        return
    day = format_long_date(start.latest)
    yield _about(
        action,
        PlanKind.ACTION_STALE,
        severity=Severity.INFO,
        title=f"{say_line(action, programme)} devait commencer le {day}, pas de nouvelle depuis "
        f"({count_days(days)}).",
        order=f"Demander à {say_contact(programme, action.owner)} où en est l’action.",
        columns=("status",),
        days=days,
        ask=f"Elle devait commencer le {day}, rien n’est noté depuis{NBSP}: où en est-elle{THIN}?",
    )


def _postponed(action: Action, programme: Programme, moves: tuple[Postponement, ...]) -> Finding:
    steps = [format_date(moves[0].before), *(format_date(move.after) for move in moves)]
    return _about(
        action,
        PlanKind.THIRD_POSTPONEMENT,
        severity=Severity.ALERT if len(moves) > POSTPONEMENTS else Severity.WATCH,
        title=f"{len(moves)}e report de {say_line(action, programme)}{NBSP}: "
        f"fin maintenant prévue le {format_long_date(moves[-1].after)}.",
        order=f"Convenir avec {say_contact(programme, action.owner)} d’une date tenable, ou la "
        "proposer à l’arbitrage du COPIL.",
        columns=("revised_end", "planned_end"),
        days=(moves[-1].after - moves[0].before).days,
        detail=f"Dates successives{NBSP}: {' → '.join(steps)}.",
    )


def _overwritten(
    action: Action, programme: Programme, *, baseline: Mapping[str, date]
) -> Iterator[Finding]:
    typed = action.typed_end or action.planned_end
    frozen, planned = baseline.get(action.key), typed.value
    if frozen is None or planned is None or planned.latest == frozen:
        return
    if isinstance(baseline, Baseline) and planned.latest in baseline.former.get(action.key, ()):
        return  # the cell still says what an earlier reference said
    which = quote(name_of(baseline)) if name_of(baseline) else "de référence"
    yield _about(
        action,
        PlanKind.BASELINE_OVERWRITTEN,
        severity=Severity.WATCH,
        title=f"La fin prévue de {say_line(action, programme)} a été remplacée{NBSP}: "
        f"{format_long_date(planned.latest)} au lieu du {format_long_date(frozen)}.",
        order=f"Demander à {say_contact(programme, action.owner)} de remettre la date d’origine "
        f"dans {quote('Fin prévue')} et la nouvelle dans {quote('Fin révisée')}, ou figer un "
        "nouveau planning de référence.",
        columns=("planned_end",),
        days=(planned.latest - frozen).days,
        detail=f"La date du planning {which} reste celle qui compte pour mesurer les écarts.",
    )


def _about(
    action: Action,
    kind: FindingKind,
    *,
    severity: Severity,
    title: str,
    order: str,
    columns: tuple[str, ...],
    days: int,
    detail: str = "",
    ask: str = "",
) -> Finding:
    """`ask`: what its owner is asked; hers alone without that."""
    due = action_due(action)
    return Finding(
        kind=kind,
        subject=action.key,
        partner=action.owner,
        severity=severity,
        audience=Audience.PARTNER if ask and action.owner else Audience.COORDINATION,
        title=title,
        action=order,
        label=label_of(action.number, action.title),
        evidence=tuple(action.place.cell(column) for column in columns),
        due=due.day if due else None,
        days=days,
        about=due.about if due else False,
        detail=detail,
        ask=ask,
    )
