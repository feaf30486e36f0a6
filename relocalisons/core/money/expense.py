"""Pure: one line of « Dépenses »: what it is, who pays it, and its cells with their doubt."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Row, first_day
from relocalisons.core.money.funding_key import FundingKey
from relocalisons.core.money.pieces.piece_facts import NOTHING, PieceFacts
from relocalisons.core.money.words.expenses import ExpenseKind, ExpenseStatus
from relocalisons.core.reading.cells.said import Said

NO_LINE = "Poste non précisé"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """A line of « Dépenses » that counts: neither struck through nor a double.

    `subject` ends its finding keys (`P07/P07-25-003`); `key` is None when nobody can tell who pays
    which share; `partner` is None when the line names nobody known. `claim_to_come`: the line of
    « Échéancier rapports » that « Déclaré dans » names, while it has not left. `declared_to`: the
    funders of the key one of whose claims that have left it names; None where it says no funder.
    """

    row: Row
    subject: str
    partner: str | None
    kind: ExpenseKind | None
    key: FundingKey | None
    status: Said[ExpenseStatus]
    pieces: PieceFacts = NOTHING
    claim_to_come: Row | None = None
    declared_to: frozenset[str] | None = None

    @property
    def number(self) -> str:
        """How people call it."""
        return self.row.key

    @property
    def line(self) -> str:
        """The budget line as typed."""
        return self.row.text("budget_line") or NO_LINE

    @property
    def sure_key(self) -> FundingKey | None:
        """The key when it asks for 100 % at most; None when nobody can tell who pays what."""
        return None if self.key is None or self.key.total > 1 else self.key

    @property
    def is_refused(self) -> bool:
        """Rejected or cancelled as a whole, for sure: it weighs nothing any more."""
        return self.status.value is ExpenseStatus.REFUSED

    @property
    def is_planned(self) -> bool:
        """Only foreseen: nothing was ordered."""
        return self.status.value is ExpenseStatus.PLANNED

    @property
    def days_off(self) -> int:
        """Days between its payment and the period of the claim to come that it was put into.

        Below zero before it, 0 inside, or while one of the days is not known. « septembre » is
        outside only as a whole.
        """
        first, last = first_day(self.row.reading("paid_on")), self.day("paid_on")
        line = self.claim_to_come
        if first is None or last is None or line is None:
            return 0
        start, end = first_day(line.reading("period_start")), line.last_day("period_end")
        early = (last - start).days if start is not None else 0
        late = (first - end).days if end is not None else 0
        return early if early < 0 else max(late, 0)

    @property
    def paid_as_typed(self) -> str:
        """« septembre », of a payment whose day is not told; empty where it is."""
        read = self.row.reading("paid_on")
        return "" if first_day(read) == self.day("paid_on") else str(read.found or "")

    def amount(self, column: str = "amount") -> Decimal | None:
        """Euros of a cell; None when absent or in doubt."""
        return self.row.decimal(column)

    def day(self, column: str) -> date | None:
        """The day of a cell (the last one when it was not precise); None when absent or unsure."""
        return self.row.last_day(column)

    def is_doubtful(self, *columns: str) -> bool:
        """Whether something stands in one of these cells that nobody can read for sure."""
        return self.row.is_doubtful(*columns)
