"""Pure: one indicator as its line tells it, and how a finding speaks of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.findings.wording import label_of, say_contact
from relocalisons.core.french import THIN, format_number, format_quantity
from relocalisons.core.model import (
    Audience,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Severity,
)
from relocalisons.core.sheet_rows import Row
from relocalisons.core.trajectory import Goal

_WHOLE_FROM = 100  # a way shorter than this is told with a decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A line of « Indicateurs » on a day; `owner` is a partner code, None when nobody knows."""

    row: Row
    owner: str | None
    programme: Programme
    as_of: date

    @property
    def label(self) -> str:
        """How people call it."""
        return label_of(self.row.key, self.row.text("title"))

    @property
    def contact(self) -> str:
        """Whom to ask."""
        return say_contact(self.programme, self.owner)

    def number(self, column: str) -> Decimal | None:
        """The figure of a cell; None when absent or in doubt."""
        return self.row.decimal(column)

    def day(self, column: str) -> date | None:
        """The day of a cell; None when absent or in doubt."""
        return self.row.last_day(column)

    def is_doubtful(self, *columns: str) -> bool:
        """Whether one of these cells holds something that nobody can read for sure."""
        return self.row.is_doubtful(*columns)

    def is_empty(self, column: str) -> bool:
        """Whether a cell says nothing."""
        return self.row.reading(column).doubt is Doubt.ABSENT

    def say(self, value: Decimal) -> str:
        """A value with its unit."""
        unit = (self.row.text("unit") or "").strip()
        if unit == "%":
            return f"{format_number(value)}{THIN}%"
        return format_quantity(value, unit)

    def say_computed(self, value: Decimal, goal: Goal) -> str:
        """A value that nobody measured: whole where T0 and target are, `2 826 repas`.

        A percentage keeps its decimal: a tenth of a point counts there.
        """
        whole = all(each == each.to_integral_value() for each in (goal.origin, goal.target))
        is_share = (self.row.text("unit") or "").strip() == "%"
        digits = 0 if whole and not is_share and abs(goal.path) >= _WHOLE_FROM else 1
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
