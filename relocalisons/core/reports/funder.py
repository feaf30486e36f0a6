"""Pure: the note that a funder receives about a period: one object of finished French strings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.french import count_of, format_date, format_long_date, format_money
from relocalisons.core.model import Funder, Programme, TrackedFinding
from relocalisons.core.reports import annex, evidence
from relocalisons.core.reports.agenda import (
    asked_decisions,
    coming_table,
    report_deadline,
    risks_table,
)
from relocalisons.core.reports.changes import changes_since, period_facts, remember
from relocalisons.core.reports.measures import Measures, measure
from relocalisons.core.reports.money_picture import spending_of
from relocalisons.core.reports.planning_picture import gantt_of
from relocalisons.core.reports.quality import holes_table, quality_sentences
from relocalisons.core.reports.scope import (
    find_funder,
    in_period,
    of_period,
    period_words,
    programme_name,
    scope_of_funder,
)
from relocalisons.core.reports.sentences import (
    deliverables_sentence,
    progress_sentence,
    spending_sentence,
    states_sentence,
    volumes_sentence,
    worst_delay_sentence,
)
from relocalisons.core.reports.sources import (
    Provenance,
    sources_sheet,
    sources_table,
    workbooks_table,
)
from relocalisons.core.reports.spending import Spending, measure_spending, paid_between
from relocalisons.core.reports.tables import (
    budget_table,
    late_table,
    missing_table,
    plan_tables,
    short_table,
)
from relocalisons.core.reports.tiles import (
    deliverables_tile,
    progress_tile,
    spending_tile,
    volumes_tile,
)
from relocalisons.core.reports.view import (
    Heading,
    Memory,
    ProgressReport,
    StateTable,
    Tile,
)
from relocalisons.core.reports.volumes_picture import volumes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderNote(ProgressReport):
    """Everything that the note says."""

    scope: str
    spending: str
    budget: StateTable
    mention: str


def build_funder_note(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    *,
    funder: str,
    period_start: date,
    period_end: date,
    as_of: date,
    previous: Memory | None = None,
    baseline: Mapping[str, date] | None = None,
    provenance: Provenance | None = None,
) -> FunderNote:
    """Build the note of one funder; KeyError when « Financeurs » does not have that code.

    `previous` is the `memory` of the last note of the same funder, or None for the first one.
    `baseline` maps action numbers to their frozen end; without it the planned end is the baseline.
    """
    payer = find_funder(programme, funder)
    scope = scope_of_funder(programme, payer)
    measures = measure(programme, tracked, scope, as_of=as_of, baseline=baseline)
    spending = measure_spending(programme, payer, as_of=as_of)
    heading = _heading(programme, payer, measures, start=period_start, end=period_end)
    paid = spending.paid if spending.is_measured else None
    changes_title, changes = changes_since(previous, measures, paid=paid)
    facts = period_facts(
        measures,
        start=period_start,
        end=period_end,
        period=in_period(period_start, period_end),
        paid=paid_between(spending, start=period_start, end=period_end)
        if spending.is_measured
        else None,
    )
    tiles = _tiles(measures, spending)
    essentials = (
        progress_sentence(measures),
        deliverables_sentence(measures),
        spending_sentence(spending),
    )
    quality, holes = quality_sentences(programme, tracked), holes_table(measures, (spending,))
    cells = evidence.evidence_of(measures, (spending,), with_amounts=True)
    origin = provenance or Provenance.of(programme)
    return FunderNote(
        heading=heading,
        scope=f"Périmètre\u00a0: {scope.note}.",
        tiles=tiles,
        essentials=essentials,
        changes_title=changes_title,
        changes=(*changes, *facts),
        decisions=asked_decisions(
            measures, who="Financeur", by=_by(report_deadline(programme, funder, as_of=as_of))
        ),
        states=f"{states_sentence(measures)} {worst_delay_sentence(measures)}".strip(),
        gantt=gantt_of(measures),
        late=late_table(measures),
        coming=coming_table(programme, measures, as_of=as_of),
        deliverables=deliverables_sentence(measures),
        missing=missing_table(measures),
        volumes=volumes_sentence(measures),
        volumes_picture=volumes_of(measures),
        short=short_table(measures),
        spending=spending_sentence(spending),
        spending_picture=spending_of(spending, as_of=as_of),
        budget=budget_table(spending),
        risks=risks_table(programme),
        quality=quality,
        holes=holes,
        plan=plan_tables(measures),
        sources=sources_table(cells, figures=_printed(tiles, measures, spending)),
        workbooks=workbooks_table(cells, provenance=origin),
        mention=payer.mention or "",
        annex=(
            annex.summary_sheet(tiles, essentials, intro=heading.stopped),
            annex.actions_sheet(measures, intro=heading.stopped),
            annex.deliverables_sheet(measures, intro=heading.stopped),
            annex.volumes_sheet(measures, intro=heading.stopped),
            annex.spending_sheet(spending, intro=heading.stopped),
            annex.quality_sheet(holes, quality, intro=heading.stopped),
            sources_sheet(cells, provenance=origin, stopped=heading.stopped),
        ),
        memory=remember(measures, paid=paid),
    )


def _tiles(measures: Measures, spending: Spending) -> tuple[Tile, ...]:
    return (
        progress_tile(measures),
        deliverables_tile(measures),
        volumes_tile(measures),
        spending_tile(spending),
    )


def _heading(
    programme: Programme, payer: Funder, measures: Measures, *, start: date, end: date
) -> Heading:
    name = programme_name(programme)
    stopped = f"données arrêtées au {format_long_date(measures.as_of)}"
    agreement = f" · Convention {payer.agreement}" if payer.agreement else ""
    actions = count_of(len(measures.followed), "action suivie", "actions suivies")
    title = f"{name}\u00a0: point d’avancement {of_period(start, end)}"
    return Heading(
        title=title,
        kicker=f"Note au financeur · {payer.name}{agreement}",
        subtitle=f"{count_of(_active(programme), 'partenaire')} · {actions} · {stopped}",
        running=f"{name} · {payer.name} · {period_words(start, end)}",
        stopped=stopped[0].upper() + stopped[1:],
        description=f"{title}, {payer.name}, {stopped}",
        file_stem=f"{end:%Y-%m} Note financeur {payer.code}",
        as_of=measures.as_of,
    )


def _active(programme: Programme) -> int:
    return len([partner for partner in programme.partners if partner.active])


def _by(day: date | None) -> str:
    return format_date(day) if day else "date à fixer"


def _printed(tiles: tuple[Tile, ...], measures: Measures, spending: Spending) -> dict[str, str]:
    progress, deliverables, volumes, money = tiles
    return {
        evidence.PROGRESS: progress.value,
        evidence.EXPECTED: progress.target,
        evidence.LATE: count_of(len(measures.late), "action"),
        evidence.HANDED_IN: deliverables.value,
        evidence.COMMITTED: volumes.target,
        evidence.DELIVERED: volumes.value,
        evidence.BUDGET: format_money(spending.budget),
        evidence.PAID: money.value,
    }
