"""Pure: parts of « Tableau de bord » that list findings, and the dates that will not hold."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from relocalisons.core.acts.awake import is_awake
from relocalisons.core.kernel.calendar.forecast import (
    Slippage,
    action_due,
    is_open,
    measure_slippage,
    overdue_start,
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
    join_words,
    quote,
    said_beside,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.pilotage.anomalies import (
    PLACES,
    RANK,
    partner_cell,
    say_departed,
    tint_of,
)
from relocalisons.core.programme.standing import say_unseen
from relocalisons.core.views.own_tab import (
    SEVERITY_WORDS,
    CellValue,
    Tint,
    link_to_cell,
    plain,
)
from relocalisons.core.views.rag import WATCH_DAYS, Rag, rate_days, status

LISTED = 12  # rows of a list; the rest is in « Anomalies »

_MOVED = {
    FindingState.NEW: "nouveau",
    FindingState.WORSE: "aggravé",
    FindingState.OUT_OF_SIGHT: "○ ne peut plus être dit",
    FindingState.DEPARTED: "○ sorti avec sa ligne",
    FindingState.RESOLVED: "✓ résolu",
}
_MOVES = tuple(state for state in _MOVED if state is not FindingState.OUT_OF_SIGHT)

RAG_TINTS = {
    Rag.GOOD: Tint.FINE,
    Rag.DONE: Tint.FINE,
    Rag.WATCH: Tint.WATCH,
    Rag.ALERT: Tint.ALERT,
    Rag.UNKNOWN: Tint.GREY,
}

Line = tuple[Tint, tuple[CellValue, ...]]
"""The cells of a row, after the tint of the first of them."""


REASON = "Raison"


class Tells(StrEnum):
    """What the rows of a part are, which decides when one of them is news."""

    TODAY = "today"
    STATES = "state"
    MATTERS = "matter"
    MOVES = "move"
    FORECASTS = "forecast"
    REFERENCE = "reference"  # never news: it stands in « État complet » alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the tab; `note`: what is true of all its rows, said once under its heading.

    `every`: its rows where `lines` shows the first ones alone; `fine`: whom a shared row, or none,
    tells well; `moved`: the subjects of which the run of that night says something new.
    """

    heading: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    tells: Tells = Tells.REFERENCE
    every: tuple[Line, ...] = ()
    fine: tuple[str, ...] = ()
    moved: frozenset[CellValue] = frozenset()

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Each row that is about something, also beyond those shown; no row that only counts."""
        if self.tells is Tells.STATES:
            return tuple(line for line in self.lines if len(line[1]) > 2)
        return self.every or tuple(line for line in self.lines if line[1][0])


def first_lines(
    lines: Sequence[Line], most: int, one: str, many: str | None = None, *, where: str = ""
) -> tuple[Line, ...]:
    """At most so many lines, then one that counts the others."""
    rest = len(lines) - most
    if rest <= 0:
        return tuple(lines)
    return (*lines[:most], (Tint.NONE, ("", f"et {count_of(rest, one, many)}{where}")))


def changes_part(
    tracked: tuple[TrackedFinding, ...],
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    above: Collection[str] = (),
) -> Part:
    """What is new, worse, lost from sight, gone with its line or solved since the run before.

    What she has decided on already is no news to her. `above`: the keys of what stands higher on
    the page, or in « À faire » of today: it is counted, and its row there says that it moved. What
    is only for information is counted too.
    """
    moved = [
        one
        for one in tracked
        if (one.state in _MOVES or one.unseen_since == as_of) and not _is_decided(one, as_of=as_of)
    ]
    if all(one.state is FindingState.NEW for one in tracked):
        moved = []  # a first night: what waits has said it all
    moved.sort(key=lambda one: (PLACES.get(one.state, 0), *gravity(one)))
    lines = [
        (tint_of(one), (_moved(one, programme), *facts(one, programme=programme, links=links)))
        for one in moved
        if one.finding.key not in above and not _is_information(one)
    ]
    told = sum(one.finding.key in above for one in moved)
    known = len(moved) - len(lines) - told
    counted = ((told, "plus haut"), (known, "pour information"))
    elsewhere = join_words([f"{many} {words}" for many, words in counted if many])
    apart = f", dont {elsewhere}" if elsewhere else ""
    heading = f"Ce qui a changé depuis le dernier passage{NBSP}: {_moves(moved)}{apart}"
    part = findings_part(heading, "Mouvement", lines, tells=Tells.MOVES)
    return replace(part, moved=subjects_of(moved, FindingState.WORSE))


def subjects_of(tracked: Iterable[TrackedFinding], *states: FindingState) -> frozenset[CellValue]:
    """What those in one of these states are about, as their rows name it."""
    return frozenset(plain(one.finding.label) for one in tracked if one.state in states)


def say_gravity(one: TrackedFinding) -> str:
    """« ■ Alerte, aggravé » where it did since the run before; what is new says since when."""
    word = SEVERITY_WORDS[one.finding.severity]
    return f"{word}, {_MOVED[one.state]}" if one.state is FindingState.WORSE else word


def _is_information(one: TrackedFinding) -> bool:
    return one.finding.severity is Severity.INFO


def _is_decided(one: TrackedFinding, *, as_of: date) -> bool:
    return one.state is FindingState.NEW and not is_awake(one, as_of=as_of)


def _moved(one: TrackedFinding, programme: Programme) -> str:
    return say_departed(one, programme=programme) or _MOVED[one.state]


def gravity(one: TrackedFinding) -> tuple[object, ...]:
    """Sorts what is listed, the worst first."""
    finding = one.finding
    # What is already late comes before what was postponed, since a new date leaves time, and
    # before what is only forecast.
    postponed = finding.kind.has(Trait.TO_COME)
    return (RANK[finding.severity], postponed, -(finding.days or 0), natural_order(finding.key))


def findings_part(
    heading: str,
    first: str,
    lines: Sequence[Line],
    *,
    foot: Sequence[Line] = (),
    tells: Tells = Tells.MATTERS,
) -> Part:
    """At most so many findings; `foot`: what is said below of those that have no row."""
    listed = first_lines(
        lines, LISTED, "autre constat", "autres constats", where=f", dans {quote('Anomalies')}"
    )
    return Part(
        heading=heading,
        columns=(first, "Sujet", "Depuis le", "Constat", "Partenaire", "Lien"),
        lines=(*listed, *foot),
        tells=tells,
        every=tuple(lines),
    )


def facts(
    one: TrackedFinding,
    *,
    programme: Programme,
    links: CellLinks,
    more: int = 0,
) -> tuple[CellValue, ...]:
    """The cells of a finding behind the first, which says its severity or how it moved.

    `more`: how many others the same gesture settles.
    """
    finding = one.finding
    others = f" Et {count_of(more, 'autre')} avec." if more else ""
    return (
        plain(finding.label),
        format_date(one.first_seen),
        plain(f"{said_beside(finding.title, finding.label, name=_name(programme, one))}{others}"),
        partner_cell(programme, finding.partner, unknown=finding.partner or ""),
        link_to_cell(next(iter(finding.evidence), None), links=links),
    )


def _name(programme: Programme, one: TrackedFinding) -> str:
    partner = programme.partner(one.finding.partner)
    return typo(partner.name) if partner is not None else ""


def _moves(moved: list[TrackedFinding]) -> str:
    if not moved:
        return "rien"
    counted = Counter(one.state for one in moved)
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
    above: Collection[str] = (),
    changed: Mapping[str, date] | None = None,
) -> Part:
    """Open actions whose remaining work goes beyond their date in force, the furthest first.

    Then those that should have begun, of which nothing was heard and nothing is computed. Late
    actions have their own finding and are left out, as are those that « À faire » names this week
    or the page higher up (`above`: what these rows are about). Hers alone: no partner said these
    dates.
    """
    found: list[tuple[Action, Slippage]] = []
    silent: list[tuple[Action, date]] = []
    for action in programme.actions:
        due, owner = action_due(action), programme.partner(action.owner)
        if not is_open(action) or due is None or due.day < as_of:
            continue
        calendar = calendars.of(owner.profile if owner else None)
        (slip,) = measure_slippage(
            (action,), baseline=baseline, as_of=as_of, calendar=calendar, changed=changed
        )
        if start := overdue_start(action, as_of=as_of, calendar=calendar):
            silent.append((action, start))
        beyond = slip.expected_finish is not None and slip.expected_finish > due.day
        if beyond and (slip.calendar_days or 0) > WATCH_DAYS:
            found.append((action, slip))
    found.sort(key=lambda pair: (-(pair[1].calendar_days or 0), natural_order(pair[0].number)))
    lines = [
        (
            RAG_TINTS[rate_days(slip.calendar_days or 0)],
            _slipping_row(action, slip, programme=programme, links=links),
        )
        for action, slip in found
        if action.key not in above
    ]
    silent.sort(key=lambda pair: (pair[1], natural_order(pair[0].number)))
    lines += [
        (
            RAG_TINTS[Rag.WATCH],
            _unbegun_row(action, start, programme=programme, links=links),
        )
        for action, start in silent
        if action.key not in above
    ]
    return Part(
        heading="Dates qui ne tiendront pas au rythme actuel (prévision)",
        columns=("Météo", "Action", "Jours", "Constat", "À voir avec", "Lien"),
        lines=first_lines(lines, _SLIPPING_LISTED, "autre action", "autres actions"),
        tells=Tells.FORECASTS,
        every=tuple(lines),
    )


def _unbegun_row(
    action: Action, start: date, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    due = action_due(action)
    announced = f" (date annoncée{NBSP}: {format_date(due.day)})" if due else ""
    return (
        status(Rag.WATCH).text,
        plain(label_of(action.number, action.title)),
        "",
        plain(f"devait commencer le {format_date(start)}, pas de nouvelle depuis{announced}"),
        partner_cell(programme, action.owner),
        link_to_cell(action.place.cell("planned_start"), links=links),
    )


def _slipping_row(
    action: Action, slip: Slippage, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    days, due = slip.calendar_days or 0, action_due(action)
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
        partner_cell(programme, action.owner),
        link_to_cell(action.place.cell(due.column if due else "planned_end"), links=links),
    )
