"""Pure: what every report to a funder is made of: its part of the programme, measured.

A monthly note tells of all that is paid until its day, a larger report of its period alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Funder, Programme, TrackedFinding
from relocalisons.core.money.spending import Spending, measure_spending, spending_within
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.programme.scope import Scope, scope_of_funder
from relocalisons.core.reports.funder.profile import FunderProfile, profile_of
from relocalisons.core.reports.sections.indicators import IndicatorLine, indicator_lines
from relocalisons.core.reports.shared import movements
from relocalisons.core.reports.shared.changes import ALL_PROGRAMME
from relocalisons.core.reports.shared.measures import Measures, measure


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """What a report is made of: the funder's part of the programme, measured on one day.

    `spending` is all that is told to the funder; `shown` what its tables may hold: a report attests
    its period, and nothing that was paid before or after stands in them.
    """

    programme: Programme
    payer: Funder
    profile: FunderProfile
    scope: Scope
    measures: Measures
    spending: Spending
    shown: Spending
    indicators: tuple[IndicatorLine, ...]
    kind: ReportType
    start: date
    end: date
    as_of: date

    @property
    def is_long(self) -> bool:
        """An interim, annual or final report: it attests its period, and is signed."""
        return self.kind is not ReportType.MONTHLY

    @property
    def period(self) -> dict[str, date]:
        """First and last day, as most sections take them."""
        return {"start": self.start, "end": self.end}

    @property
    def paid(self) -> Decimal | None:
        """Euros paid until that day; None when nothing says so."""
        return self.spending.paid if self.spending.is_measured else None

    @property
    def paid_until(self) -> date:
        """The last day of the payments that it tells."""
        return min(self.end, self.as_of) if self.is_long else self.as_of

    @property
    def paper(self) -> movements.Paper:
        """Monthly notes are one series, the larger reports another."""
        return movements.Paper(kind="rapport" if self.is_long else "note", scope=self.scope.note)

    @property
    def whose_volumes(self) -> str:
        """Contracts belong to no funder: beside the actions of one, that they are all is said."""
        is_part = len(self.scope.actions) < len(self.programme.actions)
        return ALL_PROGRAMME if is_part else ""


def report_on(
    programme: Programme,
    tracked: tuple[TrackedFinding, ...],
    payer: Funder,
    *,
    kind: ReportType,
    start: date,
    end: date,
    as_of: date,
    baseline: Mapping[str, date] | None,
) -> PeriodReport:
    """Measure the funder's part of what it may see; `baseline` maps action numbers to their end."""
    profile, scope = profile_of(programme, payer), scope_of_funder(programme, payer)
    measures = measure(
        programme, tracked, scope, as_of=as_of, baseline=baseline, delays=profile.delays
    )
    spending = measure_spending(programme, payer, as_of=as_of)
    of = PeriodReport(
        programme=programme, payer=payer, profile=profile, scope=scope, measures=measures,
        spending=spending, shown=spending, kind=kind, start=start, end=end, as_of=as_of,
        indicators=indicator_lines(programme, as_of=as_of, wanted=profile.indicators),
    )  # fmt: skip
    if not of.is_long:
        return of
    return replace(of, shown=spending_within(spending, payer, start=start, end=of.paid_until))
