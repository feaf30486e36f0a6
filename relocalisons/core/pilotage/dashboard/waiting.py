"""Pure: « Ce qui attend encore »: the alerts that no line of today or of the week tells.

Every other finding that is open has its act in « À faire », its message in « Relances » or its line
in « À ranger »: here it is counted. A pace that is drawn to the end has its own part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.acts.acts import Acts
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.to_order import waiting_cells
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import (
    Finding,
    FindingState,
    Programme,
    Severity,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.objectives.indicators import early_forecasts, is_forecast
from relocalisons.core.pilotage.anomalies import partner_cell
from relocalisons.core.pilotage.dashboard.findings import (
    LISTED,
    Line,
    Part,
    facts,
    findings_part,
    first_lines,
    gravity,
    say_gravity,
    subjects_of,
)
from relocalisons.core.programme.standing import in_force
from relocalisons.core.tables import ANOMALIES, TO_TIDY
from relocalisons.core.views.own_tab import (
    SEVERITY_TINTS,
    CellValue,
    Tint,
    link,
    link_to_cell,
    plain,
)

ATTENTION = "Ce qui attend encore, hors des lignes du jour et de la semaine"
FORECASTS = "Indicateurs (prévision)"

_FORECASTS_LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits: the findings that have a row, one an act, and how many others are counted.

    `beside`: key of a row → how many more of its act are alerts too; `to_tidy`: how many cells,
    names or files wait in « À ranger », as that tab counts them.
    """

    rows: tuple[TrackedFinding, ...]
    beside: Mapping[str, int]
    others: int = 0
    to_tidy: int = 0

    @property
    def shown(self) -> frozenset[str]:
        """The keys of what is listed here."""
        return frozenset(one.finding.key for one in self.rows[:LISTED])


def what_waits(
    tracked: Iterable[TrackedFinding], *, acts: Acts, as_of: date, told: Collection[str] = ()
) -> Waiting:
    """The findings that still wait for her; `told`: the keys of those that « À faire » has."""
    order = {one.finding.key for shelf in acts.shelves for one in shelf.members}
    waiting = [
        one
        for one in tracked
        if one.finding.severity is not Severity.INFO
        and one.finding.key not in told
        and one.finding.key not in order
        and is_awake(one, as_of=as_of)
        and not is_forecast(one.finding)
    ]
    waiting.sort(key=gravity)
    act_of = {key: str(act.key) for act in acts.acts for key in act.member_keys}
    rows: dict[str, list[TrackedFinding]] = {}
    for one in waiting:
        if _is_grave(one):
            rows.setdefault(act_of.get(one.finding.key, one.finding.key), []).append(one)
    return Waiting(
        rows=tuple(first for first, *_ in rows.values()),
        beside={first.finding.key: len(more) for first, *more in rows.values() if more},
        others=len(waiting) - sum(map(len, rows.values())),
        to_tidy=waiting_cells(acts.shelves, as_of=as_of),
    )


def _is_grave(one: TrackedFinding) -> bool:
    return one.finding.severity is Severity.ALERT or one.state is FindingState.WORSE


def waiting_part(
    waiting: Waiting,
    *,
    programme: Programme,
    links: CellLinks,
    tabs: Mapping[str, str] | None = None,
) -> Part:
    """The worst first, then how many have no row, and where they stand; `tabs`: title → address."""
    lines: list[Line] = []
    for one in waiting.rows:
        more = waiting.beside.get(one.finding.key, 0)
        cells = facts(one, programme=programme, links=links, more=more)
        lines.append((SEVERITY_TINTS[one.finding.severity], (say_gravity(one), *cells)))
    counted = (
        (waiting.others, ("autre constat", "autres constats"), ANOMALIES.title),
        (waiting.to_tidy, ("case ou nom à ranger", "cases ou noms à ranger"), TO_TIDY.title),
    )
    said = [f"{count_of(many, *words)}, dans {quote(tab)}" for many, words, tab in counted if many]
    foot: list[Line] = []
    if said:
        tab = next(tab for many, _, tab in counted if many)
        address = (tabs or {}).get(tab, "")
        opened = link(address, "Ouvrir") if address else ""
        foot.append((Tint.NONE, ("", plain(f"{NBSP}; ".join(said)), "", "", "", opened)))
    part = findings_part(ATTENTION, "Gravité", lines, foot=foot)
    moved = subjects_of(waiting.rows, FindingState.NEW, FindingState.WORSE)
    return replace(part, moved=moved)


def forecasts_part(
    tracked: Sequence[TrackedFinding], *, programme: Programme, links: CellLinks, as_of: date
) -> Part:
    """The indicators whose pace leads elsewhere than to their target: to know, never to do.

    Those of which nothing can be foreseen yet have no row: their measure asked for says it.
    """
    early = early_forecasts(programme, as_of=as_of)
    found = sorted(
        (
            one.finding
            for one in in_force(tuple(tracked))
            if is_forecast(one.finding) and one.finding.subject not in early
        ),
        key=lambda one: natural_order(one.subject),
    )
    lines = [(Tint.NONE, _forecast_row(one, programme=programme, links=links)) for one in found]
    return Part(
        heading=FORECASTS,
        columns=("", "Indicateur", "", "Constat", "À voir avec", "Lien"),
        lines=first_lines(lines, _FORECASTS_LISTED, "autre indicateur", "autres indicateurs"),
    )


def _forecast_row(
    finding: Finding, *, programme: Programme, links: CellLinks
) -> tuple[CellValue, ...]:
    return (
        "",
        plain(finding.label),
        "",
        plain(typo(finding.title.removeprefix(f"Indicateur {finding.label}{NBSP}: "))),
        partner_cell(programme, finding.partner),
        link_to_cell(next(iter(finding.evidence), None), links=links),
    )
