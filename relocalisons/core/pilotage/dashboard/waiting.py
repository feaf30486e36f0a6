"""Pure: « Ce qui attend encore »: what has a row there, and what is only counted.

She can act on a row. A cell that nobody can read is put in order in « À ranger », which one row
counts for the whole page, and has a row only where money or a funder's day hangs on it. What has
stood unchanged for two Fridays is known to her. A pace that is drawn to the end has its own part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

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
    Trait,
)
from relocalisons.core.kernel.wording import number_in
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_number,
    name_some,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.objectives.administration import awaits_agreement
from relocalisons.core.objectives.indicators import early_forecasts, is_forecast
from relocalisons.core.objectives.words import names_agreement
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
)
from relocalisons.core.pilotage.dashboard.money import weighs
from relocalisons.core.programme.standing import in_force
from relocalisons.core.sources.thresholds import (
    CLAIM_WITHIN,
    NEGLIGIBLE,
    REPORT_NOTICE,
    days_in_force,
    value_in_force,
)
from relocalisons.core.tables import EXPENSES, REPORT_SCHEDULE, TO_TIDY
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

_FRIDAY = 4
_WEEK = timedelta(days=7)
_SOON = timedelta(days=14)
_FORECASTS_LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits: the findings that have a row, those that another row tells, and what is counted.

    `unchanged`: what she has read on two Fridays; `to_tidy`: how many cells, names or files wait
    in « À ranger », as that tab counts them.
    """

    rows: tuple[TrackedFinding, ...]
    same: Mapping[str, TrackedFinding]  # key of a row → what else it stands for
    unchanged: tuple[TrackedFinding, ...] = ()
    to_tidy: int = 0

    @property
    def subjects(self) -> frozenset[str]:
        """What has a row here, and needs none further down."""
        return frozenset(one.finding.subject for one in self.rows)

    @property
    def shown(self) -> frozenset[str]:
        """The keys of what is listed here, or told by a row that is."""
        listed = [one.finding.key for one in self.rows[:LISTED]]
        told = [self.same[key].finding.key for key in listed if key in self.same]
        return frozenset((*listed, *told))


def what_waits(
    tracked: Iterable[TrackedFinding], *, acts: Acts, as_of: date, told: Collection[str] = ()
) -> Waiting:
    """The findings that still wait for her; `told`: the keys of those that « À faire » has."""
    waiting = [
        one
        for one in tracked
        if one.finding.severity is not Severity.INFO
        and one.finding.key not in told
        and is_awake(one, as_of=as_of)
        and not is_forecast(one.finding)
    ]
    waiting.sort(key=gravity)
    same = _same_matter(waiting)
    second = {one.finding.key for one in same.values()}
    rows: list[TrackedFinding] = []
    unchanged: list[TrackedFinding] = []
    for one in waiting:
        if one.finding.kind.has(Trait.CELL) and not hangs(one.finding, acts):
            continue
        if one.finding.key in second:
            continue
        elif _is_known(one, acts=acts, as_of=as_of):
            unchanged.append(one)
        else:
            rows.append(one)
    return Waiting(
        rows=tuple(rows),
        same=same,
        unchanged=tuple(unchanged),
        to_tidy=waiting_cells(acts.shelves, as_of=as_of),
    )


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
        severity = one.finding.severity
        cells = facts(one, programme=programme, links=links, also=waiting.same.get(one.finding.key))
        lines.append((SEVERITY_TINTS[severity], (say_gravity(one), *cells)))
    foot: list[Line] = []
    if waiting.unchanged:
        foot.append((Tint.NONE, ("", plain(_say_unchanged(waiting.unchanged)))))
    if waiting.to_tidy:
        many = format_number(waiting.to_tidy)
        said = f"Cases ou noms à ranger{NBSP}: {many}, dans {quote(TO_TIDY.title)}"
        address = (tabs or {}).get(TO_TIDY.title, "")
        opened = link(address, "Ouvrir") if address else ""
        foot.append((Tint.NONE, ("", plain(said), "", "", "", opened)))
    return findings_part(ATTENTION, "Gravité", lines, foot=foot)


def forecasts_part(
    tracked: Sequence[TrackedFinding], *, programme: Programme, links: CellLinks, as_of: date
) -> Part:
    """The indicators whose pace leads elsewhere than to their target: to know, never to do.

    Those of which nothing can be foreseen yet share one row: it stays the same for months.
    """
    found = sorted(
        (one.finding for one in in_force(tuple(tracked)) if is_forecast(one.finding)),
        key=lambda one: natural_order(one.subject),
    )
    early = early_forecasts(programme, as_of=as_of)
    lines = [
        (Tint.NONE, _forecast_row(one, programme=programme, links=links))
        for one in found
        if one.subject not in early
    ]
    listed = first_lines(lines, _FORECASTS_LISTED, "autre indicateur", "autres indicateurs")
    names = [number_in(one.label) or one.label for one in found if one.subject in early]
    foot = f"{name_some(names)}{NBSP}: loin de la cible, trop tôt pour prévoir"
    return Part(
        heading=FORECASTS,
        columns=("", "Indicateur", "", "Constat", "À voir avec", "Lien"),
        lines=(*listed, *([(Tint.NONE, ("", plain(typo(foot))))] if names else ())),
    )


def hangs(finding: Finding, acts: Acts) -> bool:
    """Whether something that counts hangs on a cell: money, or a funder's paper that is near.

    A claim within the days in which its pieces are asked for, a report within those in which it is
    told, or more than what changes no rank.
    """
    weigher, stake = acts.weigher, acts.stakes.get(finding.key)
    if weigher is None or stake is None:
        return False
    parameters = weigher.programme.parameters
    if sum(stake.expected.values(), Decimal(0)) >= value_in_force(parameters, NEGLIGIBLE):
        return True
    if REPORT_SCHEDULE.name in finding.subject.split("/"):
        return True  # the day or the state of a funder's paper itself
    owner, _, cell = finding.subject.partition(f"/{EXPENSES.name}/")
    number, _, column = cell.rpartition("/")
    expense = weigher.money.expenses.get(f"{owner}/{number}")
    if expense is not None and column == "funders":
        return weighs(expense, weigher.programme)  # whom to ask for its money
    claim = weigher.money.claimed_by(finding)
    if claim is not None and claim >= weigher.as_of:
        return weigher.working_days_to(claim) <= days_in_force(parameters, CLAIM_WITHIN)
    notice = timedelta(days=days_in_force(parameters, REPORT_NOTICE))
    return stake.firm and stake.due is not None and stake.due <= weigher.as_of + notice


def _is_known(one: TrackedFinding, *, acts: Acts, as_of: date) -> bool:
    """Whether she has read it on a Friday before, unchanged, and no day of it is near."""
    if one.finding.severity is Severity.ALERT:
        return False
    if one.state in (FindingState.NEW, FindingState.WORSE):
        return False
    stake = acts.stakes.get(one.finding.key)
    firm = one.firm_day.last if one.firm_day is not None else None
    days = (one.finding.due, one.last_useful, firm, stake.due if stake is not None else None)
    near = any(day is not None and as_of <= day <= as_of + _SOON for day in days)
    return not near and _first_friday(one) + _WEEK <= as_of


def _first_friday(one: TrackedFinding) -> date:
    return one.first_seen + timedelta(days=(_FRIDAY - one.first_seen.weekday()) % 7)


def _say_unchanged(known: Sequence[TrackedFinding]) -> str:
    """« 4 autres, inchangés depuis le 18 septembre 2026, dans « Anomalies » »."""
    since = format_long_date(max(map(_first_friday, known)))
    many = count_of(len(known), "autre")
    unchanged = "inchangé" if len(known) == 1 else "inchangés"
    return f"{many}, {unchanged} depuis le {since}, dans {quote('Anomalies')}"


def _same_matter(waiting: Sequence[TrackedFinding]) -> Mapping[str, TrackedFinding]:
    """Key of what is to be done about a partner's agreement → the agreement that is not signed."""
    unsigned = {one.finding.partner: one for one in waiting if awaits_agreement(one.finding)}
    found: dict[str, TrackedFinding] = {}
    for one in waiting:
        agreement = unsigned.get(one.finding.partner)
        about = agreement is not None and agreement is not one
        if agreement is not None and about and names_agreement(one.finding.label):
            found[one.finding.key] = agreement
            del unsigned[one.finding.partner]
    return found


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
