"""Pure: the report that a funder receives about a period: one object of finished French strings.

The monthly note and the interim, annual and final reports are the same object; the profile of the
funder says which sections it has and in which order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Funder, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import count_of, format_long_date, format_money, typo
from relocalisons.core.money.lead import lead_of, partner_rows
from relocalisons.core.money.spending import (
    paid_between,
)
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.audience import FUNDER, view_for
from relocalisons.core.programme.scope import (
    active_partners,
    find_funder,
    in_period,
    of_period,
    period_words,
    programme_name,
)
from relocalisons.core.reports.funder import chapters, closing
from relocalisons.core.reports.funder.asks import funder_asks
from relocalisons.core.reports.funder.narratives import (
    holes_of,
    narratives_of,
    narratives_sheet,
    to_complete,
    untold_words,
)
from relocalisons.core.reports.funder.note import FunderNote
from relocalisons.core.reports.funder.period_report import PeriodReport, report_on
from relocalisons.core.reports.funder.profile import remarks_of
from relocalisons.core.reports.funder.words import SECTIONS
from relocalisons.core.reports.sections import bars, curves, evidence, planning_picture, trends
from relocalisons.core.reports.sections.indicators import (
    indicators_sentence,
    indicators_sheet,
    indicators_table,
)
from relocalisons.core.reports.shared import agenda, annex, movements, sentences, sources, tables
from relocalisons.core.reports.shared.amounts import (
    NOBODY,
    Amounts,
    amounts_sheet,
    amounts_table,
    by_partner,
)
from relocalisons.core.reports.shared.changes import (
    changes_since,
    of_whom,
    paid_outside,
    paid_together,
    period_facts,
    remember,
)
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.quality import holes_table, plan_sentences, quality_sentences
from relocalisons.core.reports.shared.tiles import (
    deliverables_tile,
    progress_tile,
    spending_tile,
    volumes_tile,
)
from relocalisons.core.views.view import AnnexSheet, Heading, Memory, Tile

CERTIFICATE = (
    "Le signataire certifie que ce rapport décrit ce qui a été fait dans la période, et que ses "
    "chiffres, arrêtés au jour dit en tête, sont ceux des tableaux de suivi cités dans l’annexe "
    "«\u00a0Sources\u00a0»."
)
SIGNATORY = "Représentant légal du chef de file"


@for_others
def build_funder_note(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    *,
    funder: str,
    period_start: date,
    period_end: date,
    as_of: date,
    kind: ReportType = ReportType.MONTHLY,
    previous: Memory | None = None,
    history: tuple[Memory, ...] = (),
    closed: tuple[closing.ClosedPeriod, ...] = (),
    is_closed: bool = False,
    baseline: Mapping[str, date] | None = None,
    provenance: sources.Provenance | None = None,
) -> FunderNote:
    """Build the report of one funder; KeyError when « Financeurs » does not have that code.

    `previous` is the `memory` of the last report of the same series, or None for the first one;
    `history` those of the last months, the oldest first; `closed` the periods that are frozen.
    `is_closed` says that this period's data is stopped: nothing is asked for any more.
    `baseline` maps action numbers to their frozen end; without it the planned end is the baseline.
    """
    view = view_for(programme, tracked, viewer=FUNDER)
    programme, tracked = view.programme, view.tracked
    of = report_on(
        programme, tracked, find_funder(programme, funder),
        kind=kind, start=period_start, end=period_end, as_of=as_of, baseline=baseline,
    )  # fmt: skip
    measures, payer, shown, is_long = of.measures, of.payer, of.shown, of.is_long
    heading = _heading(programme, payer, measures, kind=kind, **of.period)
    memory = _memory(of, previous)
    moved = movements.movements_since(previous, measures, programme, paper=of.paper)
    changes_title, changes = _changes(of, previous)
    tiles, essentials = _tiles(of), _essentials(of)
    quality, holes = quality_sentences(programme, tracked), holes_table(measures, (of.spending,))
    cells = evidence.evidence_of(measures, (shown,), with_amounts=True, indicators=of.indicators)
    origin = provenance or sources.Provenance.of(programme)
    remarks = remarks_of(programme, kind.value, funder=payer.code, **of.period)
    chosen, own_words = chapters.split_choice(remarks.get("ecarts", ()))
    deviations, deviations_table = chapters.deviations_of(programme, measures)
    publications, publications_table = chapters.publications_of(programme, **of.period)
    spread, spread_table = chapters.deliverables_spread(programme, measures, payer)
    partners = by_partner(programme, shown)
    narratives = narratives_of(programme, of.scope.actions, **of.period)
    return FunderNote(
        heading=heading,
        kind=kind,
        is_long=is_long,
        sections=of.profile.sections_of(kind),
        titles={name: title for name, (title, _) in SECTIONS.items()},
        remarks={**remarks, "ecarts": own_words} if own_words or chosen else remarks,
        scope=f"Périmètre\u00a0: {of.scope.note}.",
        beneficiary=_beneficiary(programme) if is_long else "",
        to_complete=_to_complete(of, partners) if is_long and not is_closed else (),
        tiles=tiles,
        essentials=essentials,
        changes_title=changes_title,
        changes=(*moved.sentences, *changes),
        decisions=funder_asks(programme, payer, actions=of.scope.actions, as_of=as_of),
        narratives=narratives,
        states=plan_sentences(measures),
        gantt=planning_picture.gantt_of(measures),
        progress_curve=curves.progress_curve(measures) if is_long else None,
        panels=curves.stream_panels(measures) if is_long else None,
        trends=trends.trends_of(history, memory),
        then_and_now=trends.then_and_now(previous or next(iter(history), None), measures)
        if is_long
        else None,
        milestones=chapters.milestones_sentence(measures),
        milestones_table=chapters.milestones_table(measures),
        late=tables.late_table(measures),
        coming=agenda.coming_table(programme, measures),
        untold=untold_words(programme, of.scope.actions, **of.period),
        deviations=deviations,
        quotes=chapters.quoted_deviations(programme, measures, chosen=chosen),
        deviations_table=deviations_table,
        deliverables=sentences.deliverables_sentence(measures, with_plan=False),
        missing=tables.missing_table(measures),
        indicators=indicators_sentence(of.indicators),
        indicators_table=indicators_table(of.indicators, parameters=programme.parameters),
        volumes=of_whom(of.whose_volumes, sentences.volumes_sentence(measures)),
        volumes_picture=bars.volumes_of(measures),
        short=tables.short_table(measures),
        spending=_spending_sentence(of),
        spending_picture=bars.spending_of(shown, as_of=of.paid_until),
        burn=curves.burn_curve(shown, payer, as_of=of.paid_until) if is_long else None,
        budget=tables.budget_table(shown, columns=of.profile.columns),
        by_partner=amounts_table(
            partners,
            what="Partenaire",
            columns=of.profile.columns,
            caption=f"Dépenses par partenaire, tous postes confondus, en {of.spending.euros}",
        ),
        publications=publications,
        publications_table=publications_table,
        spread=spread,
        spread_table=spread_table,
        risks=agenda.risks_table(programme, as_of=as_of),
        quality=quality,
        holes=holes,
        corrections=closing.corrections_since(closed, programme, payer),
        plan=tables.plan_tables(measures),
        sources=sources.sources_table(cells, figures=_printed(of, tiles)),
        workbooks=sources.workbooks_table(cells, provenance=origin),
        certificate=CERTIFICATE,
        signatures=(SIGNATORY,),
        mention=payer.mention or "",
        annex=(
            annex.summary_sheet(tiles, essentials, intro=heading.stopped),
            *((narratives_sheet(narratives, intro=heading.stopped),) if is_long else ()),
            *_plan_sheets(of, intro=heading.stopped),
            *_money_sheets(of, partners, intro=heading.stopped),
            *moved.sheet(intro=heading.stopped),
            annex.quality_sheet(holes, quality, intro=heading.stopped),
            sources.sources_sheet(cells, provenance=origin, stopped=heading.stopped),
        ),
        memory=memory,
    )


def _memory(of: PeriodReport, previous: Memory | None) -> Memory:
    """What the next report of the series compares with."""
    return {
        **remember(of.measures, paid=of.paid),
        **movements.keep_lines(previous, of.measures, paper=of.paper),
        "streams": trends.stream_states(of.measures),
    }


def _changes(of: PeriodReport, previous: Memory | None) -> tuple[str, tuple[str, ...]]:
    """Title and sentences: what moved since the last report, then what the period held."""
    month = paid_between(of.spending, **of.period) if of.spending.is_measured else None
    later = paid_between(of.spending, start=of.end + timedelta(days=1), end=of.as_of)
    period = in_period(of.start, of.end)
    together = paid_together(previous, paid=of.paid, month=month, later=later, period=period)
    title, changes = changes_since(
        previous, of.measures, paid=None if together else of.paid, volumes_of=of.whose_volumes
    )
    facts = period_facts(
        of.measures,
        period=period,
        # A report says it in its first lines already.
        paid=None if together or of.is_long else month,
        volumes_of=of.whose_volumes,
        **of.period,
    )
    outside = paid_outside(of.spending, start=of.start if of.is_long else None, end=of.end)
    return title, (*changes, *facts, *(together or outside))


def _tiles(of: PeriodReport) -> tuple[Tile, ...]:
    volumes = volumes_tile(of.measures)
    if of.whose_volumes:
        volumes = replace(volumes, target=f"{volumes.target}, tout le programme")
    return (
        progress_tile(of.measures),
        deliverables_tile(of.measures),
        volumes,
        spending_tile(of.shown, in_period=of.is_long),
    )


def _essentials(of: PeriodReport) -> tuple[str, ...]:
    return (
        *(closing.stop_sentence(end=of.end, as_of=of.as_of) if of.is_long else ()),
        sentences.progress_sentence(of.measures),
        sentences.deliverables_sentence(of.measures, with_plan=False),
        _spending_sentence(of),
    )


def _spending_sentence(of: PeriodReport) -> str:
    return sentences.spending_sentence(of.shown, when=" dans la période" if of.is_long else "")


def _to_complete(of: PeriodReport, partners: tuple[Amounts, ...]) -> tuple[str, ...]:
    return (
        *holes_of(of.programme, of.scope.actions, **of.period),
        *to_complete(of.programme, of.spending, of.indicators, **of.period),
        *chapters.deviation_holes(of.programme, of.measures),
        *_nameless(partners),
    )


def _plan_sheets(of: PeriodReport, *, intro: str) -> Iterator[AnnexSheet]:
    yield annex.actions_sheet(of.measures, intro=intro)
    if of.is_long:
        yield chapters.deviations_sheet(of.programme, of.measures, intro=intro)
    yield annex.deliverables_sheet(of.measures, intro=intro)
    yield indicators_sheet(of.indicators, intro=intro)
    yield annex.volumes_sheet(of.measures, intro=intro)


def _money_sheets(
    of: PeriodReport, partners: tuple[Amounts, ...], *, intro: str
) -> Iterator[AnnexSheet]:
    yield annex.spending_sheet(of.shown, intro=intro)
    yield amounts_sheet(
        partners,
        title="Dépenses par partenaire",
        what="Partenaire",
        unit=of.spending.unit,
        intro=intro,
    )


def _heading(
    programme: Programme,
    payer: Funder,
    measures: Measures,
    *,
    kind: ReportType,
    start: date,
    end: date,
) -> Heading:
    name = programme_name(programme)
    stopped = f"données arrêtées au {format_long_date(measures.as_of)}"
    agreement = f" · Convention {payer.agreement}" if payer.agreement else ""
    actions = count_of(len(measures.followed), "action suivie", "actions suivies")
    monthly = kind is ReportType.MONTHLY
    what = "point d’avancement" if monthly else kind.words.lower()
    file = "Note financeur" if monthly else kind.words
    title = f"{name}\u00a0: {what} {of_period(start, end)}"
    return Heading(
        title=title,
        kicker=f"{kind.words} · {payer.name}{agreement}",
        subtitle=f"{active_partners(programme)} · {actions} · {stopped}",
        running=f"{name} · {payer.name} · {period_words(start, end)}",
        stopped=stopped[0].upper() + stopped[1:],
        description=f"{title}, {payer.name}, {stopped}",
        file_stem=f"{end:%Y-%m} {file} {payer.code}",
        as_of=measures.as_of,
    )


def _nameless(partners: tuple[Amounts, ...]) -> Iterator[str]:
    """What was paid by nobody known: a funder rejects it."""
    for each in partners:
        if each.name == NOBODY and each.paid:
            yield f"{format_money(each.paid)} payés sans partenaire reconnu."


def _beneficiary(programme: Programme) -> str:
    """Who is funded: the partner that leads; empty where none does, or several do."""
    row = partner_rows(programme).get(lead_of(programme) or "")
    if row is None:
        return ""
    siret = f", SIRET {row.plain('siret')}" if row.plain("siret") else ""
    return f"Bénéficiaire\u00a0: {typo(row.plain('name'))}{siret}."


def _printed(of: PeriodReport, tiles: tuple[Tile, ...]) -> dict[str, str]:
    """Each figure as it is printed, by the fact that the table of sources proves."""
    progress, deliverables, volumes, money = tiles
    engaged = format_money(sum(line.committed_amount for line in of.shown.lines))
    eligible = sum(line.eligible_amount for line in of.shown.lines)
    return {
        evidence.PROGRESS: progress.value,
        evidence.EXPECTED: progress.target,
        evidence.LATE: of.measures.late_range.told(
            none="aucune action", one="1 action", many="{n} actions"
        ),
        evidence.HANDED_IN: deliverables.value,
        evidence.COMMITTED: volumes.target,
        evidence.DELIVERED: volumes.value,
        evidence.BUDGET: format_money(of.shown.budget),
        **({evidence.ENGAGED: engaged} if "committed" in of.profile.columns else {}),
        evidence.PAID: money.value,
        evidence.ELIGIBLE: format_money(eligible),
        **evidence.indicators_printed(of.indicators),
    }
