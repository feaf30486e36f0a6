"""Pure: one indicator as its line tells it, and how a finding speaks of it."""

from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.model import (
    Audience,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact
from relocalisons.core.kernel.words.french import THIN, format_number, format_quantity
from relocalisons.core.objectives.indicator_states import IndicatorState
from relocalisons.core.objectives.words import is_rate

_WHOLE_FROM = 100  # a way shorter than this is told with a decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A line of « Indicateurs » on a day; `owner` is a partner code, None when nobody knows."""

    state: IndicatorState
    owner: str | None
    programme: Programme

    @property
    def row(self) -> Row:
        """Its line in the sheet."""
        return self.state.row

    @property
    def label(self) -> str:
        """How people call it."""
        return label_of(self.row.key, self.row.text("title"))

    @property
    def contact(self) -> str:
        """Whom to ask."""
        return say_contact(self.programme, self.owner)

    def is_empty(self, column: str) -> bool:
        """Whether a cell says nothing."""
        return self.row.reading(column).doubt is Doubt.ABSENT

    def say(self, value: Decimal) -> str:
        """A value with its unit."""
        unit = (self.row.text("unit") or "").strip()
        if unit == "%":
            return f"{format_number(value)}{THIN}%"
        return format_quantity(value, unit)

    def say_computed(self, value: Decimal) -> str:
        """A value that nobody measured: whole where T0 and target are, `2 826 repas`.

        A percentage keeps its decimal: a tenth of a point counts there.
        """
        goal = self.state.goal
        digits = 1
        if goal is not None and goal.origin is not None and not is_rate(self.row.text("unit")):
            whole = all(each == each.to_integral_value() for each in (goal.origin, goal.target))
            digits = 0 if whole and abs(goal.target - goal.origin) >= _WHOLE_FROM else 1
        return self.say(round(value, digits))

    def tell(
        self,
        kind: FindingKind,
        *,
        title: str,
        action: str,
        columns: tuple[str, ...],
        severity: Severity = Severity.WATCH,
        ask: str = "",
        days: int | None = None,
        detail: str = "",
    ) -> Finding:
        """A finding on it; the owner and the coordinator see it."""
        return Finding(
            kind=kind,
            subject=self.row.lasting_key,
            partner=self.owner,
            severity=severity,
            audience=Audience.PARTNER if self.owner else Audience.COORDINATION,
            title=title,
            action=action,
            label=self.label,
            evidence=tuple(self.row.place.cell(column) for column in columns),
            days=days,
            detail=detail,
            ask=ask if self.owner else "",
        )
