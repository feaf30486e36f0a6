"""Pure: parts of « Tableau de bord » that list findings, and the dates that will not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.calendar.forecast import (
    Slippage,
    action_due,
    is_open,
    measure_slippage,
)
from relocalisons.core.kernel.calendar.working_time import WorkCalendars
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import (
    Action,
    FindingState,
    Programme,
    Severity,
    TrackedFinding,
    Trait,
)
from relocalisons.core.kernel.wording import label_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    count_of,
    format_date,
    quote,
    typo,
)
from relocalisons.core.pilotage.anomalies import waits_for_her
from relocalisons.core.programme.standing import say_unseen
from relocalisons.core.reminders.lines import natural_order
from relocalisons.core.views.own_tab import (
    SEVERITY_TINTS,
    SEVERITY_WORDS,
    CellValue,
    Tint,
    link_to_cell,
    plain,
)
from relocalisons.core.views.rag import WATCH_DAYS, Rag, rate_days, status

_LISTED = 12  # rows of a list; the rest is in « Anomalies »

_MOVED = {
    FindingState.NEW: "nouveau",
    FindingState.WORSE: "aggravé",
    FindingState.OUT_OF_SIGHT: "○ ne peut plus être dit",
    FindingState.DEPARTED: "○ sorti avec sa ligne",
    FindingState.RESOLVED: "✓ résolu",
}
_MOVES = tuple(state for state in _MOVED if state is not FindingState.OUT_OF_SIGHT)
_LAST = {FindingState.OUT_OF_SIGHT: 1, FindingState.DEPARTED: 2, FindingState.RESOLVED: 3}
_TINTS = {
    FindingState.OUT_OF_SIGHT: Tint.GREY,
    FindingState.DEPARTED: Tint.GREY,
    FindingState.RESOLVED: Tint.FINE,
}

RAG_TINTS = {
    Rag.GOOD: Tint.FINE,
    Rag.DONE: Tint.FINE,
    Rag.WATCH: Tint.WATCH,
    Rag.ALERT: Tint.ALERT,
    Rag.UNKNOWN: Tint.GREY,
}

RANK = {Severity.ALERT: 0, Severity.WATCH: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the tab; `tints` has the tint of the first cell of each row."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    tints: tuple[Tint, ...]


def alerts_part(
    tracked: tuple[TrackedFinding, ...], *, programme: Programme, links: CellLinks, as_of: date
) -> Part:
    """The worst findings that still wait for her."""
    waiting = [
        one
        for one in tracked
        if one.finding.severity is not Severity.INFO and waits_for_her(one, as_of=as_of)
    ]
    waiting.sort(key=_gravity)
    return _findings_part(
        "Ce qui demande votre attention", waiting, programme=programme, links=links
    )


def changes_part(
    tracked: tuple[TrackedFinding, ...], *, programme: Programme, links: CellLinks, as_of: date
) -> Part:
    """What is new, worse, lost from sight, gone with its line or solved since the run before."""
    moved = [one for one in tracked if one.state in _MOVES or one.unseen_since == as_of]
    moved.sort(key=lambda one: (_LAST.get(one.state, 0), *_gravity(one)))
    part = _findings_part(
        f"Ce qui a changé depuis le dernier passage{NBSP}: {_moves(moved)}",
        moved,
        programme=programme,
        links=links,
    )
    listed = moved[:_LISTED]
    own = tuple((_MOVED[one.state], *row[1:]) for one, row in zip(listed, part.rows, strict=False))
    tints = tuple(_TINTS.get(one.state, SEVERITY_TINTS[one.finding.severity]) for one in listed)
    return Part(
        heading=part.heading,
        columns=("Mouvement", *part.columns[1:]),
        rows=own + part.rows[len(listed) :],
        tints=tints + part.tints[len(listed) :],
    )


def _gravity(one: TrackedFinding) -> tuple[object, ...]:
    finding = one.finding
    # What is already late comes before what was postponed, since a new date leaves time, and
    # before what is only forecast.
    postponed = finding.kind.has(Trait.TO_COME)
    return (RANK[finding.severity], postponed, -(finding.days or 0), natural_order(finding.key))


def _findings_part(
    heading: str,
    found: list[TrackedFinding],
    *,
    programme: Programme,
    links: CellLinks,
) -> Part:
    rows = [_finding_row(one, programme=programme, links=links) for one in found[:_LISTED]]
    tints = [SEVERITY_TINTS[one.finding.severity] for one in found[:_LISTED]]
    rest = len(found) - _LISTED
    if rest > 0:
        more = f"et {count_of(rest, 'autre constat', 'autres constats')}, dans {quote('Anomalies')}"
        rows.append(("", more))
        tints.append(Tint.NONE)
    return Part(
        heading=heading,
        columns=("Gravité", "Sujet", "Depuis le", "Constat", "Partenaire", "Lien"),
        rows=tuple(rows),
        tints=tuple(tints),
    )


def _finding_row(
    one: TrackedFinding, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    finding = one.finding
    partner = programme.partner(finding.partner)
    return (
        SEVERITY_WORDS[finding.severity],
        plain(finding.label),
        format_date(one.first_seen),
        plain(finding.title),
        plain(f"{partner.code} – {typo(partner.name)}" if partner else finding.partner or ""),
        link_to_cell(finding.evidence[0] if finding.evidence else None, links=links),
    )


def _moves(moved: list[TrackedFinding]) -> str:
    if not moved:
        return "rien"
    counted = {state: sum(one.state is state for one in moved) for state in _MOVED}
    words = (
        count_of(counted[FindingState.NEW], "nouveau", "nouveaux"),
        count_of(counted[FindingState.WORSE], "aggravé"),
        say_unseen(counted[FindingState.OUT_OF_SIGHT]),
        count_of(counted[FindingState.DEPARTED], "sorti avec sa ligne", "sortis avec leur ligne"),
        count_of(counted[FindingState.RESOLVED], "résolu"),
    )
    return ", ".join(word for word in words if not word.startswith("0"))


_SLIPPING_LISTED = 6


def slippage_part(
    programme: Programme,
    *,
    baseline: Mapping[str, date],
    as_of: date,
    calendars: WorkCalendars,
    links: CellLinks,
) -> Part:
    """Open actions whose remaining work goes beyond their date in force, the furthest first.

    Late actions have their own finding and are left out. Hers alone: no partner said these dates.
    """
    found: list[tuple[Action, Slippage]] = []
    for action in programme.actions:
        due, owner = action_due(action), programme.partner(action.owner)
        if not is_open(action) or due is None or due.day < as_of:
            continue
        calendar = calendars.of(owner.profile if owner else None)
        (slip,) = measure_slippage((action,), baseline=baseline, as_of=as_of, calendar=calendar)
        beyond = slip.expected_finish is not None and slip.expected_finish > due.day
        if beyond and (slip.calendar_days or 0) > WATCH_DAYS:
            found.append((action, slip))
    found.sort(key=lambda pair: (-(pair[1].calendar_days or 0), natural_order(pair[0].number)))
    rows = [_slipping_row(action, slip, programme=programme, links=links) for action, slip in found]
    tints = [RAG_TINTS[rate_days(slip.calendar_days or 0)] for _, slip in found]
    rest = len(found) - _SLIPPING_LISTED
    if rest > 0:
        rows = [
            *rows[:_SLIPPING_LISTED],
            ("", f"et {count_of(rest, 'autre action', 'autres actions')}"),
        ]
        tints = [*tints[:_SLIPPING_LISTED], Tint.NONE]
    return Part(
        heading="Dates qui ne tiendront pas au rythme actuel (prévision)",
        columns=("Météo", "Action", "Jours", "Constat", "À voir avec", "Lien"),
        rows=tuple(rows),
        tints=tuple(tints),
    )


def _slipping_row(
    action: Action, slip: Slippage, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    days, partner = slip.calendar_days or 0, programme.partner(action.owner)
    due = action_due(action)
    finish = format_date(slip.expected_finish) if slip.expected_finish else ""
    worked = f", {count_days(slip.working_days, working=True)}" if slip.working_days else ""
    announced = f"date annoncée{NBSP}: {format_date(due.day)}" if due else ""
    return (
        status(rate_days(days)).text,
        plain(label_of(action.number, action.title)),
        days,
        plain(
            f"prévision{NBSP}: environ le {finish}, {count_days(days)} après la référence{worked} "
            f"({announced})"
        ),
        plain(f"{partner.code} – {typo(partner.name)}" if partner else ""),
        link_to_cell(action.place.cell(due.column if due else "planned_end"), links=links),
    )
