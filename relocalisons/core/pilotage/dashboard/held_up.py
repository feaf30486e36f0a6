"""Pure: who waits for a line that is late, stands still or ends too late, by the plan's links.

A forecast tells of milestones and deliverables (`plan/findings/ripple`); here each action of
another partner that waits is told, from the day on which what it waits for stops.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.acts.aid.blocked import held_up, say_with_end
from relocalisons.core.kernel.calendar.forecast import action_due, is_open, overdue_start
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Action, Programme, Severity
from relocalisons.core.kernel.wording import label_of, say_line, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    join_words,
    said_beside,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.pilotage.anomalies import partner_cell
from relocalisons.core.pilotage.dashboard.findings import Line
from relocalisons.core.plan.findings.ripple import Chains
from relocalisons.core.plan.halted import halted_actions
from relocalisons.core.views.own_tab import (
    SEVERITY_TINTS,
    SEVERITY_WORDS,
    link_to_cell,
    plain,
)

_ALERT_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUp:
    """`after` waits for `before`, of another partner, which is as `why` says (« noté « bloqué » »).

    `days`: how many calendar days `after` ends late by that alone, as far as it is known; `until`:
    the day of its end then, None where it may hold; `about`: by the pace of `before` alone.
    """

    before: Action
    after: Action
    why: str
    days: int
    until: date | None
    about: bool = False

    @property
    def rank(self) -> tuple[object, ...]:
        """The worst first, then by what waits."""
        return (-self.days, natural_order(self.after.number), natural_order(self.before.number))


def lines_held_up(chains: Chains) -> tuple[HeldUp, ...]:
    """Every open action that waits for one of another partner that will not be there in time."""
    actions = {action.key: action for action in chains.programme.actions}
    found = (
        held
        for key, waiting in held_up(chains.programme).items()
        for after in waiting
        if (held := _held_up(actions[key], after, chains=chains)) is not None
    )
    return tuple(sorted(found, key=lambda one: one.rank))


def _held_up(before: Action, after: Action, *, chains: Chains) -> HeldUp | None:
    if before.struck or after.struck or is_open(before) is False:
        return None
    due, end = action_due(before), action_due(after)
    known = chains.forecast.actions.get(before.key)
    finish = known.finish if known is not None else None
    beyond = finish if finish is not None and end is not None and finish > end.day else None
    about = known is not None and known.about
    why = join_words(list(_why(before, finish, about=about, chains=chains)))
    late = due is not None and due.day < chains.as_of
    halted = before.key in halted_actions(chains.programme)
    if not (late or halted or beyond is not None or _unbegun_since(before, chains=chains)):
        return None
    pushed = chains.forecast.actions.get(after.key)
    moved = pushed.finish if pushed is not None and pushed.driver == before.key else None
    until = max((day for day in (beyond, moved) if day is not None), default=None)
    days = (until - end.day).days if until is not None and end is not None else 0
    return HeldUp(
        before=before,
        after=after,
        why=why,
        days=days,
        until=until if days > 0 else None,
        about=about,
    )


def _why(before: Action, finish: date | None, *, about: bool, chains: Chains) -> Iterator[str]:
    """What keeps it: its own word, its new end where that is to come, else its lateness."""
    if words := halted_actions(chains.programme).get(before.key):
        yield f"noté {words}"
    due = action_due(before)
    if start := _unbegun_since(before, chains=chains):
        yield f"qui devait commencer le {format_long_date(start)}, pas de nouvelle depuis"
        return
    if finish is not None and due is not None and finish > max(due.day, chains.as_of):
        # Nobody has said that day: an extrapolated end is no announced one.
        yield f"prévue {'environ ' if about else ''}le {format_long_date(finish)}{_PACE * about}"
    elif due is not None and due.day >= chains.as_of:
        if not words:
            yield f"prévue le {format_long_date(due.day)}"
    elif due is not None:
        yield f"en retard depuis le {format_long_date(due.day)}"


def _unbegun_since(action: Action, *, chains: Chains) -> date | None:
    """The planned start of one that is not late yet and should have begun."""
    owner, due = chains.programme.partner(action.owner), action_due(action)
    if due is None or due.day < chains.as_of:
        return None
    calendar = chains.calendars.of(owner.profile if owner else None)
    return overdue_start(action, as_of=chains.as_of, calendar=calendar)


def held_up_rows(
    held: Iterable[HeldUp], *, told: frozenset[str], chains: Chains, links: CellLinks
) -> tuple[Line, ...]:
    """Rows of « Ce qu’un retard entraîne »; `told`: the pairs that a forecast tells already."""
    return tuple(
        (SEVERITY_TINTS[_severity(one)], _row(one, chains=chains, links=links))
        for one in held
        if f"{one.before.key}/{one.after.key}" not in told
    )


def _severity(one: HeldUp) -> Severity:
    return Severity.ALERT if one.days > _ALERT_DAYS else Severity.WATCH


def _row(one: HeldUp, *, chains: Chains, links: CellLinks):
    programme, end = chains.programme, action_due(one.after)
    must = f" doit finir le {format_long_date(end.day)} et" if end is not None else ""
    said = f"{say_line(one.after, programme)}{must} attend {say_line(one.before, programme)}"
    said = f"{said}, {one.why}." if one.why else f"{said}."
    if one.until is not None:
        said += f" Prévision{NBSP}: {format_long_date(one.until)} ({count_days(one.days)} après)."
    due, label = action_due(one.before), label_of(one.after.number, one.after.title)
    return (
        SEVERITY_WORDS[_severity(one)],
        plain(label),
        one.days or "",
        plain(said_beside(said, label)),
        partner_cell(programme, one.before.owner),
        link_to_cell(
            one.before.place.cell(due.column if due is not None else "status"), links=links
        ),
    )


def say_own_held_up(held: Iterable[HeldUp], *, partner: str, programme: Programme) -> str:
    """« C1.1 (29 mai) attend T2 (Travaux Vialle), noté « bloqué » », of a partner's own lines.

    What cannot be held any more says so: « C1.1 (29 mai) ne tiendra pas : attend T2 … ».
    """
    said: list[str] = []
    for one in held:
        if one.after.owner != partner:
            continue
        lost = f" ne tiendra pas{_PACE * one.about}{NBSP}:" if one.until is not None else ""
        whom = say_partner(programme, one.before.owner)
        why = f", {one.why}" if one.why else ""
        name = say_with_end(one.after, as_of=programme.as_of)
        said.append(f"{name}{lost} attend {typo(one.before.number)} ({whom}){why}")
    return "\u202f; ".join(said[:_SAID])


def say_holding_up(held: Iterable[HeldUp], *, partner: str, programme: Programme) -> str:
    """« T2 : noté « bloqué », C1.1 (29 mai) attend », of the first line of a partner that holds."""
    for one in held:
        if one.before.owner == partner:
            name = typo(one.before.number)
            what = f"{one.why}, " if one.why else ""
            return f"{name}{NBSP}: {what}{say_with_end(one.after, as_of=programme.as_of)} attend"
    return ""


_SAID = 2
_PACE = " au rythme actuel"
