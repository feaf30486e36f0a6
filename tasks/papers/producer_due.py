"""Which documents of the producers are due on a day, and under which keys they are known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.calendar.calendar import is_second_working_day
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.definition import Subject
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import Stage
from relocalisons.core.producers.quality.egalim import read_egalim
from relocalisons.core.producers.rows import contract_sheets
from relocalisons.core.producers.visits.events import VisitEvent, visit_event, visit_uid
from relocalisons.core.producers.visits.notes import VisitState, visit_states
from relocalisons.core.programme.audience import COMMITTEE, partner_viewer, view_for
from relocalisons.core.programme.subjects import say_not_followed
from relocalisons.core.reports.producers.contract_draft import ContractDraft, build_contract_draft
from relocalisons.core.reports.producers.direct_purchase import (
    DirectPurchaseNote,
    build_direct_notes,
)
from relocalisons.core.reports.producers.egalim_annex import EgalimAnnex, build_egalim_annex
from relocalisons.core.reports.producers.producer_sheet import ProducerSheet, build_producer_sheet
from relocalisons.core.reports.producers.purchase_form import PurchaseForm, build_purchase_forms
from relocalisons.core.reports.producers.season.page import SeasonPage, build_season_page
from relocalisons.core.reports.producers.supply_chains import ChainsPage, build_chains_page
from relocalisons.core.reports.producers.visit_plan import (
    VisitPlan,
    build_visit_plan,
    visits_to_prepare,
)
from relocalisons.store.readings.reports import last_report, published_reports
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerDocuments:
    """The views due today; all empty, with a reason, on another day."""

    drafts: tuple[tuple[str, ContractDraft], ...] = ()  # contract number, draft
    sheets: tuple[tuple[str, ProducerSheet], ...] = ()  # partner code, sheet
    plan: VisitPlan | None = None
    chains: ChainsPage | None = None
    annexes: tuple[tuple[int, EgalimAnnex], ...] = ()  # year, annex
    season: SeasonPage | None = None
    forms: tuple[PurchaseForm, ...] = ()
    notes: tuple[tuple[str, DirectPurchaseNote], ...] = ()  # contract number, note
    events: tuple[VisitEvent, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Whether anything is to be made."""
        return self.plan is not None


def due_producer_documents(
    run: ProgrammeRun, assessment: Assessment, *, now: bool
) -> ProducerDocuments:
    """The views of the month; a draft for each contract at stage « projet », a sheet per visit."""
    if not assessment.programme.follows(Subject.PRODUCERS):
        return ProducerDocuments(skipped=(say_not_followed(Subject.PRODUCERS),))
    calendar = shared_calendar(assessment.programme.working_time)
    if not now and not is_second_working_day(run.as_of, calendar=calendar):
        return ProducerDocuments(skipped=("Ce n’est pas le 2e jour ouvré du mois.",))
    programme, as_of = assessment.programme, run.as_of
    years = (as_of.year - 1, as_of.year)
    forms = {
        year: build_purchase_forms(programme, year=year, before=_imported(run, year))
        for year in years
    }
    egalim = read_egalim(programme)
    annexes = {
        year: build_egalim_annex(programme, egalim, year=year, form=form, as_of=as_of)
        for year, form in forms.items()
    }
    return ProducerDocuments(
        drafts=tuple(
            (sheet.contract.number, build_contract_draft(programme, sheet, as_of=as_of))
            for sheet in contract_sheets(programme)
            if stage_of(sheet.contract) is Stage.DRAFT
        ),
        sheets=tuple(
            (state.producer, _sheet_for(assessment, state, as_of=as_of))
            for state in visits_to_prepare(programme, as_of=as_of)
            if programme.partner(state.producer) is not None
        ),
        plan=build_visit_plan(programme, as_of=as_of),
        chains=build_chains_page(view_for(programme, viewer=COMMITTEE).programme, as_of=as_of),
        annexes=tuple((year, annex) for year, annex in annexes.items() if annex is not None),
        forms=tuple(
            file
            for form in forms.values()
            for file in form.files
            if file.lines or file.imported  # emptied once imported, so that it is not twice
        ),
        events=tuple(_events(run, assessment)),
        notes=build_direct_notes(programme, as_of=as_of),
        season=build_season_page(programme, as_of=as_of),
    )


def _sheet_for(assessment: Assessment, state: VisitState, *, as_of: date) -> ProducerSheet:
    """The sheet holds what its producer may see: it is left in the field after the visit."""
    view = view_for(assessment.programme, assessment.tracked, viewer=partner_viewer(state.producer))
    return build_producer_sheet(view.programme, view.tracked, state=state, as_of=as_of)


def _imported(run: ProgrammeRun, year: int) -> Mapping[str, Mapping[str, str]]:
    """What the last file of each canteen held, by SIRET."""
    start = paper_key(run, form_name(year))
    past = published_reports(run.store, run.code)
    return {
        key.removeprefix(start): each.facts for key, each in past.items() if key.startswith(start)
    }


def form_name(year: int) -> str:
    """The key of a year's files for « ma cantine », before the SIRET."""
    return f"ma-cantine-{year}-"


def _events(run: ProgrammeRun, assessment: Assessment) -> Iterator[VisitEvent]:
    for state in visit_states(assessment.programme, as_of=run.as_of):
        key = paper_key(run, visit_uid(assessment.programme, state.producer))
        past = last_report(run.store, run.code, key)
        event = visit_event(assessment.programme, state, before=past.facts if past else None)
        if event is not None:
            yield event


def paper_key(run: ProgrammeRun, name: str) -> str:
    """The key of a paper that stays the same from month to month."""
    return f"{run.code}:{name}"


def monthly_key(run: ProgrammeRun, name: str) -> str:
    """The key of a paper of this month."""
    return f"{run.code}:{name}:{run.as_of:%Y-%m}"
