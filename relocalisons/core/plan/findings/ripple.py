"""Pure: findings about who holds whom: ripples, waiting actions, knots, unknown predecessors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.calendar.forecast import action_due, is_open
from relocalisons.core.kernel.calendar.working_time import WorkCalendars
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    Audience,
    CellRef,
    Deliverable,
    Finding,
    Programme,
    Severity,
)
from relocalisons.core.kernel.wording import (
    label_of,
    quote_cell,
    say_cell,
    say_contact,
    say_line,
    say_partner,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    count_of,
    format_long_date,
    join_words,
    quote,
)
from relocalisons.core.plan.funder_dates import FunderDate, funder_limits
from relocalisons.core.plan.links import PlanLinks, UnknownLink
from relocalisons.core.plan.ripple import PlanForecast, Ripple, find_ripples
from relocalisons.core.programme.plan_kinds import PlanKind

ALERT_DAYS = 30
_NAMED_IN_KEY = 6  # members of a knot; its key must stay short
PLANS = "Plan d’action"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """What the network of one night tells, computed once for every finding about it."""

    programme: Programme
    links: PlanLinks
    forecast: PlanForecast
    calendars: WorkCalendars
    as_of: date


def find_chains(chains: Chains) -> tuple[Finding, ...]:
    """Ripples, actions that wait for a late one elsewhere, knots and unknown predecessors.

    All are for the coordination: they name another partner, or a forecast she has not approved.
    """
    return (
        *_ripples(chains),
        *_waiting(chains),
        *_knots(chains),
        *(_unknown(each, chains=chains) for each in chains.links.unknown),
    )


def _ripples(chains: Chains) -> Iterator[Finding]:
    programme = chains.programme
    limits = funder_limits(programme)
    targets: dict[str, Action | Deliverable] = {each.key: each for each in programme.actions}
    targets |= {each.key: each for each in programme.deliverables}
    found = find_ripples(
        chains.forecast,
        programme=programme,
        limits={number: limit.day for number, limit in limits.items()},
        calendar=chains.calendars.shared,
    )
    for ripple in found:
        yield _ripple(
            ripple,
            cause=targets[ripple.cause.number],
            target=targets[ripple.target.number],
            limit=limits.get(ripple.target.number),
            chains=chains,
        )


def _ripple(
    ripple: Ripple,
    *,
    cause: Action | Deliverable,
    target: Action | Deliverable,
    limit: FunderDate | None,
    chains: Chains,
) -> Finding:
    programme = chains.programme
    passed = ripple.margin is not None and ripple.margin < 0
    about = "d’environ " if ripple.cause.about or ripple.target.about else "de "
    contacts = f"{say_contact(programme, cause.owner)} et {say_contact(programme, target.owner)}"
    return Finding(
        kind=PlanKind.RIPPLE,
        subject=f"{cause.key}/{target.key}",
        partner=cause.owner,
        severity=Severity.ALERT if passed or ripple.days > ALERT_DAYS else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{_what_moves(ripple, chains.as_of)} {cause.number} "
        f"({say_partner(programme, cause.owner)}) décale {target.number} "
        f"({say_partner(programme, target.owner)}) {about}{count_days(ripple.days)}, "
        f"{_margin(ripple)}.",
        action=f"Voir avec {contacts} comment rattraper, ou quelle date accorder."
        + _to_share(programme),
        label=f"{cause.number} → {label_of(target.number, target.title)}",
        evidence=(_date_cell(cause), _date_cell(target)),
        due=ripple.target.due,
        days=ripple.days,
        about=ripple.cause.about or ripple.target.about,
        detail=_ripple_detail(ripple, limit=limit, chains=chains),
    )


def _to_share(programme: Programme) -> str:
    """How the readers of reports come to see it; empty where there are none."""
    known = ((Subject.MEETINGS, "le COPIL"), (Subject.MONEY, "les financeurs"))
    readers = [name for subject, name in known if programme.follows(subject)]
    if not readers:
        return ""
    see = "voie" if readers == ["le COPIL"] else "voient"
    return f" Pour que {join_words(readers)} {see} cette prévision, écrire {quote('à partager')}."


def _what_moves(ripple: Ripple, as_of: date) -> str:
    if ripple.cause.due < as_of:
        return "Le retard de"
    return "Le report de" if ripple.cause.due > ripple.cause.reference else "Le rythme actuel de"


def _margin(ripple: Ripple) -> str:
    if ripple.margin is None:
        return "marge restante inconnue"
    if ripple.margin < 0:
        return f"marge dépassée de {count_days(-ripple.margin)}"
    return f"marge restante {count_days(ripple.margin)}"


def _ripple_detail(ripple: Ripple, *, limit: FunderDate | None, chains: Chains) -> str:
    due, finish = (format_long_date(day) for day in (ripple.target.due, ripple.target.finish))
    sentences = [
        f"Prévision{NBSP}: {finish} au lieu du {due} "
        f"({count_days(ripple.working_days, working=True)})."
    ]
    if len(ripple.path) > 2:
        sentences.append(f"Enchaînement{NBSP}: {' → '.join(ripple.path)}.")
    if limit is not None:
        verb = "Dépasse" if (ripple.margin or 0) < 0 else "Reste avant"
        sentences.append(
            f"{verb} la date du financeur {limit.funder}{NBSP}: {limit.what}, "
            f"{format_long_date(limit.day)}."
        )
    doubtful = [number for number in ripple.path if number in chains.links.doubtful]
    if doubtful:
        sentences.append(
            f"Les prédécesseurs de {join_words(doubtful)} ne se lisent pas tous{NBSP}: l’effet "
            "peut être plus grand."
        )
    return " ".join(sentences)


def _waiting(chains: Chains) -> Iterator[Finding]:
    """Actions that cannot start because a late one of another partner is not finished."""
    programme = chains.programme
    actions = {action.key: action for action in programme.actions}
    for action in programme.actions:
        if not _should_be_under_way(action, as_of=chains.as_of):
            continue
        holding: list[tuple[Action, int]] = []
        for link in chains.links.awaited.get(action.key, ()):
            before = actions[link.predecessor]
            due = action_due(before)
            elsewhere = before.owner is not None and before.owner != action.owner
            if elsewhere and due is not None and due.day < chains.as_of and is_open(before):
                holding.append((before, (chains.as_of - due.day).days))
        if holding:
            yield _blocked(action, holding, chains=chains)


def _should_be_under_way(action: Action, *, as_of: date) -> bool:
    """Whether an open action says it is blocked, or is still « à venir » past its planned start."""
    if action.owner is None or not is_open(action):
        return False
    if action.status.value is ActionStatus.BLOCKED:
        return True
    start = action.planned_start.value
    to_come = action.status.value is ActionStatus.PLANNED and not action.actual_start.is_set
    return to_come and start is not None and start.latest <= as_of


def _blocked(action: Action, holding: list[tuple[Action, int]], *, chains: Chains) -> Finding:
    programme = chains.programme
    days = max(late for _, late in holding)
    names = [
        f"{before.number} ({say_partner(programme, before.owner)}, {count_days(late)} de retard)"
        for before, late in holding
    ]
    contacts = join_words(
        list(dict.fromkeys(say_contact(programme, before.owner) for before, _ in holding))
    )
    return Finding(
        kind=PlanKind.ACTION_BLOCKED,
        subject=action.key,
        partner=action.owner,
        severity=Severity.ALERT if days > ALERT_DAYS else Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{say_line(action, programme)} attend {join_words(names)}.",
        action=f"Demander à {contacts} une date, et la donner à "
        f"{say_contact(programme, action.owner)}.",
        label=label_of(action.number, action.title),
        evidence=(action.place.cell("predecessors"), *(_date_cell(one) for one, _ in holding)),
        days=days,
    )


def _knots(chains: Chains) -> Iterator[Finding]:
    actions = {action.key: action for action in chains.programme.actions}
    for knot in chains.links.knots:
        more = f"+{len(knot) - _NAMED_IN_KEY}" if len(knot) > _NAMED_IN_KEY else ""
        owners = [say_partner(chains.programme, actions[number].owner) for number in knot]
        who = join_words(list(dict.fromkeys(owners)))
        if len(knot) == 1:
            title = f"L’action {knot[0]} ({who}) s’attend elle-même."
        else:
            title = (
                f"Les actions {join_words(list(knot))} ({who}) s’attendent l’une l’autre{NBSP}: "
                "aucune ne peut commencer."
            )
        yield Finding(
            kind=PlanKind.DEPENDENCY_CYCLE,
            subject="+".join(knot[:_NAMED_IN_KEY]) + more,
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=title,
            action=f"Supprimer l’un de ces liens dans {quote('Prédécesseurs')} ou dans "
            f"{quote('Dépendances')}. En attendant, ils ne comptent pas dans les prévisions.",
            label=f"Dépendance circulaire {' → '.join(knot[:_NAMED_IN_KEY])}",
            evidence=_link_cells(knot, chains=chains),
        )


def _link_cells(knot: tuple[str, ...], *, chains: Chains) -> tuple[CellRef, ...]:
    inside = set(knot)
    return tuple(
        dict.fromkeys(
            link.place
            for link in chains.links.links
            if link.place and link.successor in inside and link.predecessor in inside
        )
    )


def _unknown(link: UnknownLink, *, chains: Chains) -> Finding:
    names = join_words([quote_cell(name) for name in link.missing])
    many = len(link.missing) > 1
    where = quote("Dépendances") if link.is_hers else quote("Prédécesseurs")
    who = "" if link.is_hers else f" ({say_partner(chains.programme, link.partner)})"
    problem = f"qui {'ne sont' if many else 'n’est'} dans aucun plan"
    if link.is_ambiguous:
        problem = "numéro que plusieurs plans portent ou qui n’est dans aucun"
    subject = f"pilotage/dependencies/{link.lasting_key}" if link.is_hers else link.lasting_key
    row = link.row_key.capitalize() if link.is_hers else f"L’action {link.row_key}"
    return Finding(
        kind=PlanKind.DEPENDENCY_UNKNOWN,
        subject=subject,
        partner=link.partner,
        severity=Severity.INFO,
        audience=Audience.COORDINATION,
        title=f"{row}{who} cite {names} dans {where}, {problem}.",
        action=f"Corriger la cellule {say_cell(link.place)}, ou ajouter l’action attendue au plan"
        f"{THIN}; ce lien ne compte pas en attendant.",
        label=f"{link.row_key} – {PLANS if not link.is_hers else 'Dépendances'}",
        evidence=(link.place,),
    )


def _date_cell(of: Action | Deliverable) -> CellRef:
    if isinstance(of, Action):
        due = action_due(of)
        return of.place.cell(due.column if due else "planned_end")
    return of.place.cell("revised_due" if of.revised_due.is_set else "due")


def say_coverage(programme: Programme, links: PlanLinks) -> str:
    """How much of the plan the chains can see, so that silence is not taken for safety."""
    followed = [
        action
        for action in programme.actions
        if not (action.struck or action.left or action.status.value is ActionStatus.DROPPED)
    ]
    linked = {link.successor for link in links.links} | {link.predecessor for link in links.links}
    seen = sum(action.key in linked for action in followed)
    doubt = f", {count_of(len(links.doubtful), 'cellule')} à préciser" if links.doubtful else ""
    return (
        f"{seen} actions sur {len(followed)} sont reliées à une autre{doubt}. Les liens qui "
        f"manquent se notent dans {quote('Dépendances')}."
    )
