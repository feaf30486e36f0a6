"""Pure: what a funder's note or report says: its view model, figures and pictures by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.closing import state_figures, table_figures
from relocalisons.core.reports.funder.narratives import Narrative
from relocalisons.core.reports.funder.profile import ALWAYS, FIRST
from relocalisons.core.reports.funder.words import SECTIONS
from relocalisons.core.reports.shared.changes import shortened
from relocalisons.core.reports.shared.tables import IN_ANNEX, levels_rule
from relocalisons.core.views.line_views import Curves, Panels, ThenAndNow, Trends
from relocalisons.core.views.view import PictureView, PlainTable, ProgressReport, StateTable

_PAGE_ONE = frozenset((*FIRST, *ALWAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderNote(ProgressReport):
    """Everything that the report says; `sections` are the ids in their order."""

    template = "money/funder_note"
    other_sections = tuple(SECTIONS)
    kind: ReportType
    is_long: bool  # every type but the monthly note
    sections: tuple[str, ...]
    titles: Mapping[str, str]
    scope: str
    beneficiary: str  # of a long report; empty in a note
    to_complete: tuple[str, ...]  # what a draft still lacks; empty once the data is stopped
    narratives: tuple[Narrative, ...]
    untold: str  # how many actions nobody wrote about; empty when none
    deviations: str
    quotes: str  # short signed quotations about deviations, in one paragraph
    deviations_table: PlainTable
    progress_curve: Curves | None
    panels: Panels | None
    trends: Trends | None
    then_and_now: ThenAndNow | None
    milestones: str
    milestones_table: StateTable
    indicators: str
    indicators_table: StateTable
    spending: str
    budget: StateTable
    by_partner: PlainTable
    burn: Curves | None
    publications: tuple[str, ...]
    publications_table: PlainTable
    spread: tuple[str, ...]
    spread_table: PlainTable
    corrections: tuple[str, ...]
    certificate: str
    signatures: tuple[str, ...]
    mention: str

    @property
    def figures(self) -> Mapping[str, str]:
        """Those of the sources, of the budget, of the indicators, and what is counted."""
        indicators = self.indicators_table.lines
        return {
            **{name: value for name, value, _ in self.sources.rows},
            **state_figures(self.budget),
            **table_figures(self.by_partner),
            **{f"Indicateur {line.cells[0]}": line.cells[2] for line in indicators},
            "Actions en retard ou qui glissent": str(len(self.late.lines)),
            "Livrables manquants": str(len(self.missing.lines)),
        }

    @property
    def is_page_one(self) -> bool:
        """Whether it is page one alone: whatever else there is to say is in its annex."""
        return not self.is_long and set(self.sections) <= _PAGE_ONE

    @property
    def levels(self) -> str:
        """What ▲ and ■ mean."""
        return levels_rule()

    def on_paper(self) -> Self:
        """Page one of a monthly note; the tags of a funder's own Word file ask for more.

        What is asked of the funder stands last, with the words that it wants to read.
        """
        if self.is_long:
            return self
        told = tuple(id for id in self.sections if id in _PAGE_ONE and id != "decisions")
        return replace(self, sections=(*told, "decisions"))

    def shorter(self) -> Iterator[Self]:
        """Fewer changes: page one is one page."""
        if not self.is_page_one:
            return
        for changes in shortened(self.changes, rest=IN_ANNEX):
            yield replace(self, changes=changes)

    @property
    def pictures(self) -> Mapping[str, PictureView | None]:
        """Those of every report, then curves, streams, payments and trends; none on page one."""
        if self.is_page_one:
            return {}
        return {
            # Without arguments it would not find this class, which `slots` makes anew.
            **super(FunderNote, self).pictures,
            "courbe": self.progress_curve,
            "axes": self.panels,
            "paiements": self.burn,
            "tendances": self.trends,
        }
