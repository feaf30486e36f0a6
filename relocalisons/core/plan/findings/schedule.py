"""Pure: actions that are late, held up, that slip from their baseline, or that are due soon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY, WorkCalendar
from relocalisons.core.kernel.calendar.forecast import (
    DateInForce,
    action_due,
    baseline_end,
    is_open,
)
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    Audience,
    Finding,
    FindingKind,
    Programme,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_due, say_line, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    count_of,
    format_long_date,
    format_percent,
    join_words,
    quote,
)
from relocalisons.core.plan.halted import halted_actions
from relocalisons.core.programme.decisions.baseline import say_reference_of
from relocalisons.core.programme.plan_kinds import PlanKind
from relocalisons.core.programme.references import waiting_actions
from relocalisons.core.programme.rules.rules import due_soon_until

SLIP_DAYS = 7  # RAG rule: up to a week from the baseline is green
LATE_ALERT_DAYS = 30
LATE_WATCH_DAYS = 7
SOON_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """An open action with a known date, as seen on one day."""

    action: Action
    due: DateInForce
    programme: Programme
    as_of: date
    waiting: tuple[Action, ...]  # open actions of other partners that wait for it

    @property
    def name(self) -> str:
        owner = say_partner(self.programme, self.action.owner)
        return f"{label_of(self.action.number, self.action.title)} ({owner})"

    @property
    def late_days(self) -> int:
        return (self.as_of - self.due.day).days


def find_schedule(
    programme: Programme,
    *,
    as_of: date,
    baseline: Mapping[str, date],
    calendar: WorkCalendar,
) -> tuple[Finding, ...]:
    """Late, held-up, slipping and due-soon actions, in the order of the plan.

    Only open actions whose date in force is known: a doubtful status or date is told by its cell,
    never turned into lateness. Late: due before `as_of`. Slipping: not late, revised more than
    `SLIP_DAYS` after its baseline. Due soon: due within `SOON_DAYS`, today included, or in a
    quiet period of its owner that begins within them. Held up: its line says so, and it is not
    late yet, or has no date at all.
    """
    waiting, halted = _who_waits(programme), halted_actions(programme)
    soon = due_soon_until(programme, as_of=as_of, days=SOON_DAYS)
    found: list[Finding] = []
    for action in programme.actions:
        due = action_due(action)
        if action.key in halted and (due is None or due.day >= as_of):
            found.append(_halted(action, halted[action.key], programme=programme))
        if due is None or not is_open(action):
            continue
        case = _Case(
            action=action,
            due=due,
            programme=programme,
            as_of=as_of,
            waiting=waiting.get(action.key, ()),
        )
        if case.late_days > 0:
            found.append(_late(case, calendar=calendar))
            continue
        planned = baseline_end(action, baseline=baseline)
        if action.revised_end.is_set and planned and (due.day - planned).days > SLIP_DAYS:
            reference = say_reference_of(action.key, baseline)
            found.append(_slipping(case, planned=planned, reference=reference, calendar=calendar))
        if -case.late_days <= SOON_DAYS or due.day <= soon.get(action.owner or "", as_of):
            found.append(_due_soon(case))
    return tuple(found)


def _who_waits(programme: Programme) -> Mapping[str, tuple[Action, ...]]:
    """By key of action, the open actions of other partners that wait for it."""
    owners = {action.key: action.owner for action in programme.actions}
    return {
        key: others
        for key, waiting in waiting_actions(programme).items()
        if (others := tuple(each for each in waiting if _is_of_another(each, owners[key])))
    }


def _is_of_another(action: Action, owner: str | None) -> bool:
    return action.owner not in (None, owner) and bool(is_open(action))


def _late(case: _Case, *, calendar: WorkCalendar) -> Finding:
    action, days = case.action, case.late_days
    if days > LATE_ALERT_DAYS or case.waiting:
        severity = Severity.ALERT
    else:
        severity = Severity.WATCH if days > LATE_WATCH_DAYS else Severity.INFO
    lateness = f"{count_days(days)} de retard au {format_long_date(case.as_of)}"
    block = (
        f" et bloque {count_of(len(case.waiting), 'action')} "
        f"{'d’un autre partenaire' if len(case.waiting) == 1 else 'd’autres partenaires'}"
        if case.waiting
        else ""
    )
    return _finding(
        case,
        PlanKind.ACTION_LATE,
        severity=severity,
        title=f"{case.name} devait finir {say_due(case.due)}{block}{NBSP}: {lateness}.",
        action=f"Demander à {say_contact(case.programme, action.owner)} si l’action est terminée "
        f"(noter la fin réelle) ou à quelle date elle le sera (noter la fin révisée).",
        detail=_details(
            _in_working_days(case.due.day, case.as_of, calendar=calendar, of="retard"),
            _amended(action),
            _progress(action),
            _blocked(case),
        ),
        days=days,
    )


def _halted(action: Action, words: str, *, programme: Programme) -> Finding:
    whom = say_contact(programme, action.owner)
    return Finding(
        kind=PlanKind.ACTION_HALTED,
        subject=action.key,
        partner=action.owner,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{say_line(action, programme)} est noté {words} par son responsable.",
        action=f"Demander à {whom} ce qui retient l’action et ce qui la débloquerait.",
        label=label_of(action.number, action.title),
        evidence=(action.place.cell("status"),),
    )


def _slipping(case: _Case, *, planned: date, reference: str, calendar: WorkCalendar) -> Finding:
    days = (case.due.day - planned).days
    severity = Severity.ALERT if days > LATE_ALERT_DAYS else Severity.WATCH
    return _finding(
        case,
        PlanKind.ACTION_SLIPPING,
        severity=severity,
        title=f"{case.name} est reportée du {format_long_date(planned)} "
        f"{say_due(case.due, at='au')}, soit {count_days(days)} de glissement par rapport "
        f"{reference}.",
        action=f"Vérifier avec {say_contact(case.programme, case.action.owner)} la cause du report "
        "et ses effets sur les actions suivantes.",
        detail=_details(
            _in_working_days(planned, case.due.day, calendar=calendar, of="glissement"),
            _progress(case.action),
            _blocked(case),
        ),
        days=days,
    )


def _due_soon(case: _Case) -> Finding:
    return _finding(
        case,
        PlanKind.ACTION_DUE_SOON,
        severity=Severity.INFO,
        title=f"{case.name} doit finir {say_due(case.due, weekday=True)}.",
        action=f"Rappeler l’échéance à {say_contact(case.programme, case.action.owner)}.",
        detail=_details(_progress(case.action), _blocked(case)),
        days=case.late_days,
    )


def _finding(
    case: _Case,
    kind: FindingKind,
    *,
    severity: Severity,
    title: str,
    action: str,
    detail: str,
    days: int,
) -> Finding:
    of = case.action
    return Finding(
        kind=kind,
        subject=of.key,
        partner=of.owner,
        severity=severity,
        audience=Audience.COPIL if of.owner else Audience.COORDINATION,
        title=title,
        action=action,
        label=label_of(of.number, of.title),
        evidence=tuple(of.place.cell(column) for column in (case.due.column, "status")),
        due=case.due.day,
        days=days,
        about=case.due.about,
        detail=detail,
    )


def _details(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _amended(action: Action) -> str:
    """Why its day may not be the one of its cell; empty for what no amendment moved."""
    return f"Date fixée par {quote(action.amended)}." if action.amended else ""


def _progress(action: Action) -> str:
    parts: list[str] = []
    if action.progress.is_set and action.progress.value is not None:
        parts.append(f"avancement déclaré{NBSP}: {format_percent(action.progress.value)}")
    if action.status.value is ActionStatus.BLOCKED:
        parts.append(f"statut{NBSP}: bloqué")
    sentence = f"{THIN}; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _in_working_days(start: date, end: date, *, calendar: WorkCalendar, of: str) -> str:
    """« Soit 12 jours ouvrés de retard. »; empty outside the table of working days."""
    if not FIRST_DAY <= start <= end <= LAST_DAY:
        return ""
    days = calendar.between(start, end)
    return f"Soit {count_days(days, working=True)} de {of}." if days else ""


def _blocked(case: _Case) -> str:
    if not case.waiting:
        return ""
    names = [say_line(each, case.programme) for each in case.waiting]
    return f"En attente{NBSP}: {join_words(names)}."
