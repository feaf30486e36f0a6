"""Pure: the report that the steering committee (COPIL) works from: finished French strings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_date,
    format_long_date,
)
from relocalisons.core.money.spending import Spending, measure_spending
from relocalisons.core.programme.audience import COMMITTEE, view_for
from relocalisons.core.programme.scope import (
    active_partners,
    funder_mentions,
    in_period,
    of_period,
    period_words,
    programme_name,
    whole_programme,
)
from relocalisons.core.reports.committee.ending_money import EndingMoney, ending_money
from relocalisons.core.reports.committee.question_rules import Question
from relocalisons.core.reports.committee.questions import build_questions
from relocalisons.core.reports.funder.profile import remarks_of
from relocalisons.core.reports.funder.words import COPIL, SECTIONS
from relocalisons.core.reports.sections import bars, evidence, planning_picture
from relocalisons.core.reports.sections.indicators import (
    IndicatorLine,
    indicator_lines,
    indicators_sentence,
    indicators_sheet,
    indicators_table,
)
from relocalisons.core.reports.shared import agenda, annex, movements, sentences, sources, tables
from relocalisons.core.reports.shared.changes import (
    as_day,
    changes_since,
    period_facts,
    remember,
    shortened,
)
from relocalisons.core.reports.shared.measures import Measures, measure, open_sum, share_paid
from relocalisons.core.reports.shared.quality import holes_table, plan_sentences, quality_sentences
from relocalisons.core.reports.shared.tiles import (
    deliverables_tile,
    late_tile,
    progress_tile,
    volumes_tile,
)
from relocalisons.core.views.view import (
    AnnexSheet,
    AskedDecision,
    Bullets,
    Heading,
    Memory,
    PictureView,
    PlainTable,
    ProgressReport,
    StateTable,
    Tile,
)

MONTHLY_PAPER = movements.Paper(kind="copil", scope="ensemble du programme")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopilReport(ProgressReport):
    """Everything that the committee is told; the report of the month prints page one of it.

    The dossier of a session prints the rest. No amount in euros, no grower, no colour beside a
    partner's name.
    """

    template = "meetings/copil_report"
    open_decisions: PlainTable
    rag_forecast: StateTable
    indicators: str
    indicators_table: StateTable
    marks: str  # what ▲ and ■ mean beside a delay
    ending: tuple[str, ...]  # the funders whose money is about to be lost, without an amount
    titles: Mapping[str, str]
    mentions: tuple[str, ...]  # what the funders ask to print

    @property
    def levels(self) -> str:
        """What ▲ and ■ mean beside a rate."""
        return tables.levels_rule()

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """None on page one."""
        return {}

    def shorter(self) -> Iterator[Self]:
        """Fewer changes: page one is one page."""
        for changes in shortened(self.changes, rest=tables.IN_ANNEX):
            yield replace(self, changes=changes)


@for_others
def build_copil_report(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    *,
    period_start: date,
    period_end: date,
    as_of: date,
    previous: Memory | None = None,
    baseline: Mapping[str, date] | None = None,
    provenance: sources.Provenance | None = None,
    paper: movements.Paper = MONTHLY_PAPER,
    asked: int = agenda.MAX_ASKED,
) -> CopilReport:
    """Build the report of the whole programme for its committee.

    `previous` is the `memory` of the last report, or None for the first one. `baseline` maps
    action numbers to their frozen end; without it the planned end is the baseline. `paper` says
    which kind it is: lines that left or entered are told against the last one of that kind.
    `asked` is how many questions the next session has room for.
    """
    view = view_for(programme, tracked, viewer=COMMITTEE)
    programme, tracked = view.programme, view.tracked
    scope = whole_programme(programme)
    measures = measure(programme, tracked, scope, as_of=as_of, baseline=baseline)
    spent = tuple(measure_spending(programme, funder, as_of=as_of) for funder in programme.funders)
    heading = _heading(programme, measures, start=period_start, end=period_end)
    changes_title, changes = changes_since(previous, measures)
    moved = movements.movements_since(previous, measures, programme, paper=paper)
    since = _facts_since(previous, period_start)
    facts = period_facts(
        measures,
        start=since,
        end=period_end,
        period=in_period(since, period_end),
        paid=None,
    )
    out = sections_out_of(programme)
    figures = {
        "avancement": progress_tile(measures),
        "retards": late_tile(measures),
        "livrables": deliverables_tile(measures),
        "volumes": volumes_tile(measures),
    }
    tiles = tuple(tile for section, tile in figures.items() if section not in out)
    essentials = (
        sentences.progress_sentence(measures),
        sentences.lateness_sentence(measures),
        *((sentences.volumes_in_short(measures),) if "volumes" not in out else ()),
    )
    meeting = agenda.next_meeting(programme, as_of=as_of)
    ending = () if "depenses" in out else ending_money(programme, spent, as_of=as_of)
    quality, holes = (
        quality_sentences(programme, tracked),
        holes_table(measures, spent, sections_out=out),
    )
    indicators = indicator_lines(programme, as_of=as_of, with_amounts=False)
    cells = evidence.evidence_of(measures, spent, with_amounts=False, indicators=indicators)
    origin = provenance or sources.Provenance.of(programme)
    return CopilReport(
        heading=heading,
        tiles=tiles,
        essentials=essentials,
        changes_title=changes_title,
        changes=(*moved.sentences, *changes, *facts),
        decisions=_asked(
            build_questions(
                programme,
                measures,
                on=meeting or as_of,
                open_decisions=agenda.open_decisions(programme),
                ending=ending,
            )[:asked],
            by=format_date(meeting) if meeting else "à fixer",
        ),
        open_decisions=agenda.decisions_table(programme, as_of=as_of),
        rag_forecast=tables.rag_forecast_table(measures),
        states=plan_sentences(measures),
        gantt=planning_picture.gantt_of(measures),
        late=tables.late_table(measures),
        coming=agenda.coming_table(
            programme,
            measures,
            with_funders="depenses" not in out,
            on=_session_within(meeting, measures),
        ),
        deliverables=sentences.deliverables_sentence(measures),
        missing=tables.missing_table(measures),
        indicators=indicators_sentence(indicators),
        indicators_table=indicators_table(indicators, parameters=programme.parameters),
        volumes=sentences.volumes_sentence(measures),
        volumes_picture=bars.volumes_of(measures),
        short=tables.short_table(measures),
        spending_picture=_shares(programme, spent, as_of=as_of),
        marks=tables.marks_rule(measures),
        ending=tuple(_ending_words(each, on=meeting or as_of) for each in ending),
        risks=agenda.risks_table(programme, as_of=as_of),
        quality=quality,
        holes=holes,
        plan=tables.plan_tables(measures),
        sources=sources.sources_table(cells, figures=_printed(figures, spent, indicators, out=out)),
        workbooks=sources.workbooks_table(cells, provenance=origin),
        annex=(
            annex.summary_sheet(tiles, essentials, intro=heading.stopped),
            annex.actions_sheet(measures, intro=heading.stopped),
            *_sheets(measures, indicators, out=out, intro=heading.stopped),
            *moved.sheet(intro=heading.stopped),
            annex.quality_sheet(holes, quality, intro=heading.stopped),
            sources.sources_sheet(cells, provenance=origin, stopped=heading.stopped),
        ),
        memory={**remember(measures), **movements.keep_lines(previous, measures, paper=paper)},
        sections_out=out,
        mentions=funder_mentions(programme),
        titles={name: title for name, (title, _) in SECTIONS.items()},
        remarks=remarks_of(programme, COPIL, start=period_start, end=period_end),
    )


_SECTIONS: Mapping[str, Subject] = {
    "livrables": Subject.DELIVERABLES,
    "indicateurs": Subject.OBJECTIVES,
    "volumes": Subject.PRODUCERS,
    "depenses": Subject.MONEY,
    "risques": Subject.OBJECTIVES,
}


def sections_out_of(programme: Programme) -> frozenset[str]:
    """The sections of subjects that nobody follows: they say nothing, not even that."""
    return frozenset(
        section for section, subject in _SECTIONS.items() if not programme.follows(subject)
    )


def _sheets(
    measures: Measures,
    indicators: tuple[IndicatorLine, ...],
    *,
    out: frozenset[str],
    intro: str,
) -> tuple[AnnexSheet, ...]:
    """The sheets of the annex that belong to a section."""
    sheets = {
        "livrables": annex.deliverables_sheet(measures, intro=intro),
        "indicateurs": indicators_sheet(indicators, intro=intro),
        "volumes": annex.volumes_sheet(measures, intro=intro),
    }
    return tuple(sheet for section, sheet in sheets.items() if section not in out)


def _heading(programme: Programme, measures: Measures, *, start: date, end: date) -> Heading:
    name = programme_name(programme)
    stopped = f"données arrêtées au {format_long_date(measures.as_of)}"
    actions = count_of(len(measures.followed), "action suivie", "actions suivies")
    title = f"{name}\u00a0: tableau de bord {of_period(start, end)}"
    return Heading(
        title=title,
        kicker="Rapport au comité de pilotage",
        subtitle=f"{active_partners(programme)} · {actions} · {stopped}",
        running=f"{name} · COPIL · {period_words(start, end)}",
        stopped=stopped[0].upper() + stopped[1:],
        description=f"{title}, {stopped}",
        file_stem=f"{end:%Y-%m} Rapport COPIL",
        as_of=measures.as_of,
    )


_CLOSE = timedelta(days=7)


def _facts_since(previous: Memory | None, start: date) -> date:
    """What was made is told of the period of « Ce qui a changé », not of a longer one above it."""
    before = as_day(previous.get("as_of")) if previous else None
    return before if before is not None and before > start + _CLOSE else start


def _asked(questions: tuple[Question, ...], *, by: str) -> tuple[AskedDecision, ...]:
    """The questions of the session, in its own words: report and slides ask the same."""
    return tuple(
        AskedDecision(what=f"{question.title}. {question.proposed}", who="COPIL", by=by)
        for question in questions
    )


def _ending_words(one: EndingMoney, *, on: date) -> str:
    if one.is_asked(on):
        return f"{one.sentence} Une décision est demandée."
    what = "payer d’ici là, demander une prolongation ou y renoncer"
    return f"{one.sentence} À dire en séance{NBSP}: {what}."


def _shares(programme: Programme, spent: tuple[Spending, ...], *, as_of: date) -> Bullets | None:
    shares = [
        (funder.name, one.share, one.time_share)
        for funder, one in zip(programme.funders, spent, strict=True)
        if one.share is not None
    ]
    incomplete = [
        funder.name
        for funder, one in zip(programme.funders, spent, strict=True)
        if one.unread_budgets
    ]
    words = {
        funder.name: share_paid(one)
        if one.unread_budgets
        else open_sum(one.paid, one.unsure).share_of(one.budget)
        for funder, one in zip(programme.funders, spent, strict=True)
        if one.is_measured and (one.unsure.cells or one.unread_budgets)
    }
    return bars.shares_of(shares, as_of=as_of, incomplete=incomplete, words=words)


def _session_within(meeting: date | None, measures: Measures) -> date | None:
    """The day of the session where it stands within the coming days that are told."""
    until = measures.as_of + timedelta(days=agenda.COMING_DAYS)
    return meeting if meeting is not None and meeting <= until else None


def _printed(
    figures: Mapping[str, Tile],
    spent: tuple[Spending, ...],
    indicators: tuple[IndicatorLine, ...],
    *,
    out: frozenset[str],
) -> dict[str, str]:
    progress, late, deliverables, volumes = figures.values()
    shares = "parts par financeur"
    measured = any(one.is_measured for one in spent)
    return {
        evidence.PROGRESS: progress.value,
        evidence.EXPECTED: progress.target,
        evidence.LATE: late.value,
        **({evidence.HANDED_IN: deliverables.value} if "livrables" not in out else {}),
        **(
            {evidence.COMMITTED: volumes.target, evidence.DELIVERED: volumes.value}
            if "volumes" not in out
            else {}
        ),
        **({evidence.BUDGET: shares, evidence.PAID: shares} if measured else {}),
        **evidence.indicators_printed(indicators),
    }
