"""Pure: what the plan says against itself: ends without date, ends before starts, early ends."""

from collections.abc import Iterator
from decimal import Decimal

from relocalisons.core.kernel.calendar.forecast import is_open
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    Audience,
    DateInterval,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Reading,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_line, say_partner
from relocalisons.core.kernel.words.french import NBSP, format_long_date, join_words, quote
from relocalisons.core.plan.links import PlanLinks
from relocalisons.core.programme.plan_kinds import PlanKind

_PAIRS = (
    ("planned_start", "planned_end", "début prévu", "fin prévue"),
    ("actual_start", "actual_end", "début réel", "fin réelle"),
)


def find_contradictions(programme: Programme, *, links: PlanLinks) -> tuple[Finding, ...]:
    """Done without an end date, an end before its start, done before what it waits for.

    Only what is certain contradicts: a cell in doubt has its own finding. Struck-through and
    dropped actions are left alone.
    """
    found: list[Finding] = []
    actions = {action.key: action for action in programme.actions}
    for action in programme.actions:
        if action.struck or action.status.value is ActionStatus.DROPPED:
            continue
        found.extend(_done_without_end(action, programme))
        found.extend(_end_before_start(action, programme))
        waiting = [
            actions[link.predecessor]
            for link in links.awaited.get(action.key, ())
            if is_open(actions[link.predecessor])
        ]
        if waiting and _is_done(action):
            found.append(_done_too_early(action, waiting, programme))
    return tuple(found)


def _is_done(action: Action) -> bool:
    return action.status.value is ActionStatus.DONE or action.actual_end.is_set


def _done_without_end(action: Action, programme: Programme) -> Iterator[Finding]:
    says: list[str] = []
    if action.progress.doubt is Doubt.CERTAIN and action.progress.value == Decimal(1):
        says.append(f"100{NBSP}%")
    if action.status.value is ActionStatus.DONE:
        says.append(quote("terminé"))
    # A sheet without the column cannot be asked to fill it in.
    can_say = "actual_end" in action.place.letters
    if not says or not can_say or action.actual_end.doubt is not Doubt.ABSENT:
        return
    yield _about(
        action,
        programme,
        PlanKind.DONE_WITHOUT_END,
        title=f"{say_line(action, programme)} est à {says[0]} sans date de fin réelle."
        if says[0].startswith("100")
        else f"{say_line(action, programme)} est dite {says[0]} sans date de fin réelle.",
        order="noter la fin réelle",
        columns=("actual_end", "progress", "status"),
        ask="Cette action est dite terminée. Notez sa fin réelle, par exemple 12/03/2026, ou "
        "corrigez son avancement.",
    )


def _end_before_start(action: Action, programme: Programme) -> Iterator[Finding]:
    for first, last, start_name, end_name in _PAIRS:
        start, end = _interval(getattr(action, first)), _interval(getattr(action, last))
        if start is None or end is None or start.earliest <= end.latest:
            continue
        dates = (
            f"{end_name} le {format_long_date(end.latest)}, avant le {start_name} "
            f"du {format_long_date(start.earliest)}"
        )
        yield _about(
            action,
            programme,
            PlanKind.END_BEFORE_START,
            title=f"{say_line(action, programme)} se termine avant de commencer{NBSP}: {dates}.",
            order=f"corriger l’une des deux dates ({start_name} ou {end_name})",
            columns=(last, first),
            ask=f"La fin est avant le début{NBSP}: {dates}. Corrigez l’une des deux.",
        )
        return  # one sentence a line is enough: its author looks at all its dates


def _done_too_early(action: Action, waiting: list[Action], programme: Programme) -> Finding:
    names = [f"{each.number} ({say_partner(programme, each.owner)})" for each in waiting]
    many = len(waiting) > 1
    return Finding(
        kind=PlanKind.DONE_BEFORE_PREDECESSOR,
        subject=action.key,
        partner=action.owner,
        severity=Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{say_line(action, programme)} est terminée alors que {join_words(names)}, "
        f"dont elle dépend, ne {'le sont' if many else 'l’est'} pas.",
        action=f"Vérifier avec {say_contact(programme, action.owner)} si le lien est juste, ou si "
        f"{'ces actions sont finies' if many else 'cette action est finie'}.",
        label=label_of(action.number, action.title),
        evidence=(
            action.place.cell("predecessors"),
            *(each.place.cell("status") for each in waiting),
        ),
    )


def _about(
    action: Action,
    programme: Programme,
    kind: FindingKind,
    *,
    title: str,
    order: str,
    columns: tuple[str, ...],
    ask: str,
) -> Finding:
    return Finding(
        kind=kind,
        subject=action.key,
        partner=action.owner,
        severity=Severity.INFO,
        audience=Audience.PARTNER if action.owner else Audience.COORDINATION,
        title=title,
        action=f"Demander à {say_contact(programme, action.owner)} de {order}.",
        label=label_of(action.number, action.title),
        evidence=tuple(action.place.cell(column) for column in columns),
        ask=ask,
    )


def _interval(reading: Reading[DateInterval]) -> DateInterval | None:
    return reading.value if reading.is_set else None
