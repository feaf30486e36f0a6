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
    Spending,
    measure_spending,
    paid_between,
    spending_within,
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
    scope_of_funder,
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
from relocalisons.core.reports.funder.profile import profile_of, remarks_of
from relocalisons.core.reports.funder.words import SECTIONS
from relocalisons.core.reports.sections import bars, curves, evidence, planning_picture, trends
from relocalisons.core.reports.sections.indicators import (
    IndicatorLine,
    indicator_lines,
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
    ALL_PROGRAMME,
    changes_since,
    of_whom,
    paid_outside,
    paid_together,
    period_facts,
    remember,
)
from relocalisons.core.reports.shared.measures import Measures, measure
from relocalisons.core.reports.shared.quality import holes_table, plan_sentences, quality_sentences
from relocalisons.core.reports.shared.tiles import (
    deliverables_tile,
    progress_tile,
    spending_tile,
    volumes_tile,
)
from relocalisons.core.views.view import Heading, Memory, Tile

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
    payer = find_funder(programme, funder)
    profile = profile_of(programme, payer)
    scope = scope_of_funder(programme, payer)
    measures = measure(
        programme, tracked, scope, as_of=as_of, baseline=baseline, delays=profile.delays
    )
    spending = measure_spending(programme, payer, as_of=as_of)
    indicators = indicator_lines(programme, as_of=as_of, wanted=profile.indicators)
    heading = _heading(programme, payer, measures, kind=kind, start=period_start, end=period_end)
    paid = spending.paid if spending.is_measured else None
    is_long = kind is not ReportType.MONTHLY
    # Monthly notes are one series, the larger reports another.
    paper = movements.Paper(kind="rapport" if is_long else "note", scope=scope.note)
    memory = {
        **remember(measures, paid=paid),
        **movements.keep_lines(previous, measures, paper=paper),
        "streams": trends.stream_states(measures),
    }
    moved = movements.movements_since(previous, measures, programme, paper=paper)
    period = in_period(period_start, period_end)
    month = (
        paid_between(spending, start=period_start, end=period_end) if spending.is_measured else None
    )
    later = paid_between(spending, start=period_end + timedelta(days=1), end=as_of)
    together = paid_together(previous, paid=paid, month=month, later=later, period=period)
    outside = paid_outside(spending, start=period_start if is_long else None, end=period_end)
    # A report attests its period: nothing that was paid before or after stands in its tables.
    shown, paid_until = spending, as_of
    if is_long:
        paid_until = min(period_end, as_of)
        shown = spending_within(spending, payer, start=period_start, end=paid_until)
    when = " dans la période" if is_long else ""
    is_part = len(scope.actions) < len(programme.actions)
    whole = ALL_PROGRAMME if is_part else ""
    budget = tables.budget_table(shown, columns=profile.columns)
    changes_title, changes = changes_since(
        previous, measures, paid=None if together else paid, volumes_of=whole
    )
    facts = period_facts(
        measures,
        start=period_start,
        end=period_end,
        period=period,
        # A report says it in its first lines already.
        paid=None if together or is_long else month,
        volumes_of=whole,
    )
    tiles = (
        progress_tile(measures),
        deliverables_tile(measures),
        _volumes_of_all(measures, is_part=is_part),
        spending_tile(shown, in_period=is_long),
    )
    essentials = (
        *(closing.stop_sentence(end=period_end, as_of=as_of) if is_long else ()),
        sentences.progress_sentence(measures),
        sentences.deliverables_sentence(measures, with_plan=False),
        sentences.spending_sentence(shown, when=when),
    )
    quality, holes = quality_sentences(programme, tracked), holes_table(measures, (spending,))
    cells = evidence.evidence_of(measures, (shown,), with_amounts=True, indicators=indicators)
    origin = provenance or sources.Provenance.of(programme)
    remarks = remarks_of(
        programme, kind.value, start=period_start, end=period_end, funder=payer.code
    )
    chosen, own_words = chapters.split_choice(remarks.get("ecarts", ()))
    deviations, deviations_table = chapters.deviations_of(programme, measures)
    publications, publications_table = chapters.publications_of(
        programme, start=period_start, end=period_end
    )
    spread, spread_table = chapters.deliverables_spread(programme, measures, payer)
    partners = by_partner(programme, shown)
    narratives = narratives_of(programme, scope.actions, start=period_start, end=period_end)
    return FunderNote(
        heading=heading,
        kind=kind,
        is_long=is_long,
        sections=profile.sections_of(kind),
        titles={name: title for name, (title, _) in SECTIONS.items()},
        remarks={**remarks, "ecarts": own_words} if own_words or chosen else remarks,
        scope=f"Périmètre\u00a0: {scope.note}.",
        beneficiary=_beneficiary(programme) if is_long else "",
        to_complete=(
            *holes_of(programme, scope.actions, start=period_start, end=period_end),
            *to_complete(programme, spending, indicators, start=period_start, end=period_end),
            *chapters.deviation_holes(programme, measures),
            *_nameless(partners),
        )
        if is_long and not is_closed
        else (),
        tiles=tiles,
        essentials=essentials,
        changes_title=changes_title,
        changes=(
            *moved.sentences,
            *changes,
            *facts,
            *together,
            *(() if together else outside),
        ),
        decisions=funder_asks(programme, payer, actions=scope.actions, as_of=as_of),
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
        untold=untold_words(programme, scope.actions, start=period_start, end=period_end),
        deviations=deviations,
        quotes=chapters.quoted_deviations(programme, measures, chosen=chosen),
        deviations_table=deviations_table,
        deliverables=sentences.deliverables_sentence(measures, with_plan=False),
        missing=tables.missing_table(measures),
        indicators=indicators_sentence(indicators),
        indicators_table=indicators_table(indicators, parameters=programme.parameters),
        volumes=of_whom(whole, sentences.volumes_sentence(measures)),
        volumes_picture=bars.volumes_of(measures),
        short=tables.short_table(measures),
        spending=sentences.spending_sentence(shown, when=when),
        spending_picture=bars.spending_of(shown, as_of=paid_until),
        burn=curves.burn_curve(shown, payer, as_of=paid_until) if is_long else None,
        budget=budget,
        by_partner=amounts_table(
            partners,
            what="Partenaire",
            columns=profile.columns,
            caption=f"Dépenses par partenaire, tous postes confondus, en {spending.euros}",
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
        sources=sources.sources_table(
            cells,
            figures=_printed(tiles, measures, shown, indicators, columns=profile.columns),
        ),
        workbooks=sources.workbooks_table(cells, provenance=origin),
        certificate=CERTIFICATE,
        signatures=(SIGNATORY,),
        mention=payer.mention or "",
        annex=(
            annex.summary_sheet(tiles, essentials, intro=heading.stopped),
            *((narratives_sheet(narratives, intro=heading.stopped),) if is_long else ()),
            annex.actions_sheet(measures, intro=heading.stopped),
            *(
                (chapters.deviations_sheet(programme, measures, intro=heading.stopped),)
                if is_long
                else ()
            ),
            annex.deliverables_sheet(measures, intro=heading.stopped),
            indicators_sheet(indicators, intro=heading.stopped),
            annex.volumes_sheet(measures, intro=heading.stopped),
            annex.spending_sheet(shown, intro=heading.stopped),
            amounts_sheet(
                partners,
                title="Dépenses par partenaire",
                what="Partenaire",
                unit=spending.unit,
                intro=heading.stopped,
            ),
            *moved.sheet(intro=heading.stopped),
            annex.quality_sheet(holes, quality, intro=heading.stopped),
            sources.sources_sheet(cells, provenance=origin, stopped=heading.stopped),
        ),
        memory=memory,
    )


def _volumes_of_all(measures: Measures, *, is_part: bool) -> Tile:
    """Contracts belong to no funder: beside the actions of one, whose volumes these are is said."""
    tile = volumes_tile(measures)
    return replace(tile, target=f"{tile.target}, tout le programme") if is_part else tile


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


def _printed(
    tiles: tuple[Tile, ...],
    measures: Measures,
    spending: Spending,
    indicators: tuple[IndicatorLine, ...],
    *,
    columns: tuple[str, ...],
) -> dict[str, str]:
    progress, deliverables, volumes, money = tiles
    engaged = format_money(sum(line.committed_amount for line in spending.lines))
    eligible = sum(line.eligible_amount for line in spending.lines)
    return {
        evidence.PROGRESS: progress.value,
        evidence.EXPECTED: progress.target,
        evidence.LATE: measures.late_range.told(
            none="aucune action", one="1 action", many="{n} actions"
        ),
        evidence.HANDED_IN: deliverables.value,
        evidence.COMMITTED: volumes.target,
        evidence.DELIVERED: volumes.value,
        evidence.BUDGET: format_money(spending.budget),
        **({evidence.ENGAGED: engaged} if "committed" in columns else {}),
        evidence.PAID: money.value,
        evidence.ELIGIBLE: format_money(eligible),
        **evidence.indicators_printed(indicators),
    }
