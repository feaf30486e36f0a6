"""Pure: the « météo » of a work stream, partner, deliverable or funder, and the rule that decided.

Rule of an action (domain §1.3): green when its forecast is at most 7 days after the reference,
orange from 8 to 30 days, or due within 15 days with less than half done, or blocked; red above 30
days, or late and blocking another partner, or a milestone past its funder's date; grey when it
cannot be told.
A group is red when more than one open action in five is, orange when one is orange or red, grey
when more than half cannot be told or when there is nothing: grey is never green.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from relocalisons.core.deliverables.view import DeliverableLine, DeliverableState
from relocalisons.core.kernel.calendar.forecast import is_open, overdue_start
from relocalisons.core.kernel.model import ActionStatus, Funder
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_date,
    plural_word,
)
from relocalisons.core.plan.findings.ripple import Chains
from relocalisons.core.plan.funder_dates import FunderDate
from relocalisons.core.plan.view import HALF, SOON_DAYS, ActionLine, ActionState
from relocalisons.core.programme.scope import is_funder
from relocalisons.core.views.rag import ALERT_DAYS, WATCH_DAYS, Rag, Status, rate_days, status

ONE_IN = 5
NOTHING_TO_MEASURE = "rien à mesurer"
_FORESEEN = (ActionState.LATE, ActionState.SLIPPING, ActionState.ON_TIME)
_OUT = (ActionState.DROPPED, ActionState.LEFT, ActionState.SET_ASIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RagRating:
    """A level and the French rule that decided it, a sentence without its full stop."""

    status: Status
    rule: str

    @property
    def level(self) -> Rag:
        """The level alone."""
        return self.status.level


@dataclass(frozen=True, slots=True, kw_only=True)
class RagForecast:
    """What the rules look at besides the lines: the forecast with its chains, funders' dates."""

    chains: Chains
    limits: Mapping[str, FunderDate]
    as_of: date


def rate_action(line: ActionLine, *, rag_forecast: RagForecast) -> RagRating:
    """The level of one action and why."""
    number = line.action.number
    if line.state is ActionState.DONE:
        return _rating(Rag.DONE, f"{number} terminée")
    finish = _finish(line, rag_forecast=rag_forecast)
    if line.action.last_read is not None:
        return _rating(Rag.UNKNOWN, f"{number} ne peut plus être dite, son plan étant illisible")
    if line.state is ActionState.UNKNOWN or finish is None or line.baseline is None:
        return _rating(Rag.UNKNOWN, f"{number}{NBSP}: date ou statut à préciser")
    limit = rag_forecast.limits.get(line.action.key) if line.action.milestone else None
    if limit is not None and finish > limit.day:
        return _rating(
            Rag.ALERT,
            f"{number} prévue le {format_date(finish)}, après la date du financeur "
            f"({limit.what}, {format_date(limit.day)})",
        )
    if line.state is ActionState.LATE and _holds_somebody(line, rag_forecast=rag_forecast):
        return _rating(Rag.ALERT, f"{number} en retard, et un autre partenaire l’attend")
    gap = (finish - line.baseline).days
    if gap > WATCH_DAYS:
        bound = f"plus de {ALERT_DAYS if gap > ALERT_DAYS else WATCH_DAYS}"
        return _rating(rate_days(gap), f"{_say_gap(number, gap)} ({bound}{NBSP}jours)")
    if begin := _overdue_start(line, rag_forecast=rag_forecast):
        return _rating(Rag.WATCH, begin)
    if line.action.status.value is ActionStatus.BLOCKED:
        return _rating(Rag.WATCH, f"{number} dite bloquée")
    soon = line.due is not None and 0 <= (line.due - rag_forecast.as_of).days <= SOON_DAYS
    if soon and line.progress is not None and line.progress < HALF:
        return _rating(Rag.WATCH, f"{number} à finir sous {SOON_DAYS}{NBSP}jours, moins de moitié")
    return _rating(Rag.GOOD, f"{number} à moins de {count_days(WATCH_DAYS + 1)} de la référence")


def foreseen_delay(line: ActionLine, *, rag_forecast: RagForecast) -> str:
    """« A1 prévue 12 jours après la référence », of an open action; empty where none is foreseen.

    « A1 devait commencer le 05/01/2026, pas de nouvelle depuis »: no day is computed of that. What
    she has granted or set aside is decided, and what cannot be told is grey.
    """
    if line.action.last_read is not None:
        return ""
    finish = _finish(line, rag_forecast=rag_forecast)
    if line.state not in _FORESEEN or finish is None or line.baseline is None:
        return ""
    gap = (finish - line.baseline).days
    if gap > WATCH_DAYS:
        return _say_gap(line.action.number, gap)
    return _overdue_start(line, rag_forecast=rag_forecast)


def _overdue_start(line: ActionLine, *, rag_forecast: RagForecast) -> str:
    chains = rag_forecast.chains
    owner = chains.programme.partner(line.action.owner)
    calendar = chains.calendars.of(owner.profile if owner else None)
    start = overdue_start(line.action, as_of=rag_forecast.as_of, calendar=calendar)
    if start is None or line.state in (ActionState.GRANTED, ActionState.LATE):
        return ""
    return f"{line.action.number} devait commencer le {format_date(start)}, pas de nouvelle depuis"


def _say_gap(number: str, gap: int) -> str:
    return f"{number} prévue {count_days(gap)} après la référence"


def rate_deliverable(line: DeliverableLine, *, rag_forecast: RagForecast) -> RagRating:
    """The level of one deliverable and why."""
    number = line.deliverable.number
    if line.state is DeliverableState.HANDED_IN:
        return _rating(Rag.DONE, f"{number} dans le Drive")
    if line.state is DeliverableState.REFUSED:
        return _rating(Rag.ALERT, f"{number} refusé")
    if line.deliverable.last_read is not None:
        return _rating(Rag.UNKNOWN, f"{number} ne peut plus être dit, son tableau étant illisible")
    if line.state is DeliverableState.UNKNOWN or line.due is None:
        return _rating(Rag.UNKNOWN, f"{number}{NBSP}: date ou règle de nommage à préciser")
    known = rag_forecast.chains.forecast.deliverables.get(line.deliverable.key)
    finish = known.finish if known else max(line.due, rag_forecast.as_of)
    limit = rag_forecast.limits.get(number)
    if limit is not None and finish > limit.day:
        what = f"{limit.what}, {format_date(limit.day)}"
        return _rating(Rag.ALERT, f"{number} prévu après la date du financeur ({what})")
    if line.state is DeliverableState.MISSING and line.late_days > ALERT_DAYS:
        return _rating(Rag.ALERT, f"{number} manquant depuis {count_days(line.late_days)}")
    if line.state in (DeliverableState.MISSING, DeliverableState.GRANTED):
        return _rating(Rag.WATCH, f"{number} manquant, attendu le {format_date(line.due)}")
    shift = (finish - line.due).days
    if shift > WATCH_DAYS:
        return _rating(rate_days(shift), f"{number} décalé de {count_days(shift)} par une action")
    return _rating(Rag.GOOD, f"{number} à venir le {format_date(line.due)}")


def rate_group(
    actions: Iterable[ActionLine],
    deliverables: Iterable[DeliverableLine] = (),
    *,
    rag_forecast: RagForecast,
) -> RagRating:
    """The level of what they are together, and the rule with the worst example."""
    skip = (DeliverableState.DROPPED, DeliverableState.LEFT, DeliverableState.SET_ASIDE)
    rated = [
        *(
            rate_action(line, rag_forecast=rag_forecast)
            for line in actions
            if line.state not in _OUT
        ),
        *(
            rate_deliverable(line, rag_forecast=rag_forecast)
            for line in deliverables
            if line.state not in skip
        ),
    ]
    if not rated:
        return _rating(Rag.UNKNOWN, NOTHING_TO_MEASURE)
    by_level = {level: [one for one in rated if one.level is level] for level in Rag}
    unknown = by_level[Rag.UNKNOWN]
    if len(unknown) * 2 > len(rated):
        word = plural_word(len(unknown), "non mesurable")
        return _rating(Rag.UNKNOWN, f"{len(unknown)} sur {len(rated)} {word}")
    still = len(rated) - len(by_level[Rag.DONE])
    if still == 0:
        return _rating(Rag.DONE, "tout est terminé")
    alerts, watched = by_level[Rag.ALERT], by_level[Rag.WATCH]
    if len(alerts) * ONE_IN > still:
        return _rating(
            Rag.ALERT, f"{count_of(len(alerts), 'alerte')} sur {still}, {_first(alerts)}"
        )
    if alerts or watched:
        count = f"{count_of(len(alerts) + len(watched), 'point')} à surveiller sur {still}"
        return _rating(Rag.WATCH, f"{count}, {_first(alerts or watched)}")
    doubt = f", {count_of(len(unknown), 'non mesuré')}" if unknown else ""
    return _rating(Rag.GOOD, f"aucun écart de plus de {WATCH_DAYS}{NBSP}jours{doubt}")


def rate_funder(
    funder: Funder,
    actions: Iterable[ActionLine],
    deliverables: Iterable[DeliverableLine],
    *,
    rag_forecast: RagForecast,
) -> RagRating:
    """The level of what a funder pays for; red at once when one of its own dates is passed."""
    mine = [line for line in actions if any(is_funder(f, funder) for f in line.action.funders)]
    numbers = {number for line in mine for number in line.action.deliverables}
    outputs = [line for line in deliverables if line.deliverable.number in numbers]
    for line in mine:
        limit = rag_forecast.limits.get(line.action.key) if line.action.milestone else None
        finish = _finish(line, rag_forecast=rag_forecast)
        still = line.state not in (*_OUT, ActionState.DONE, ActionState.UNKNOWN)
        if still and limit and finish and limit.funder == funder.code and finish > limit.day:
            return rate_action(line, rag_forecast=rag_forecast)
    return rate_group(mine, outputs, rag_forecast=rag_forecast)


def _first(rated: Sequence[RagRating]) -> str:
    return f"dont {rated[0].rule}" if len(rated) > 1 else rated[0].rule


def _finish(line: ActionLine, *, rag_forecast: RagForecast) -> date | None:
    """The forecast with its chains; a date she granted stands for it."""
    known = rag_forecast.chains.forecast.actions.get(line.action.key)
    return line.forecast if line.state is ActionState.GRANTED or known is None else known.finish


def _holds_somebody(line: ActionLine, *, rag_forecast: RagForecast) -> bool:
    waiting = rag_forecast.chains.links.waiting.get(line.action.key, ())
    if not waiting:
        return False
    actions = {action.key: action for action in rag_forecast.chains.programme.actions}
    return any(
        is_open(actions[link.successor]) and actions[link.successor].owner != line.action.owner
        for link in waiting
    )


def _rating(level: Rag, rule: str) -> RagRating:
    return RagRating(status=status(level), rule=rule)
