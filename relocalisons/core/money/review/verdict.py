"""Pure: the verdict on one line of a claim, and the remarks that lead to it; whole cents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.money.books import Books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.terms import Terms


class Verdict(IntEnum):
    """What becomes of a line, the gravest last; the paper says it in `words`."""

    KEPT = 0
    UNVERIFIED = 1  # presented, and a rule that is missing or unreadable could not be checked
    REDUCED = 2
    HELD = 3  # not presented until somebody has put it right or confirmed it
    REJECTED = 4

    @property
    def words(self) -> str:
        """How the paper calls it."""
        return ("retenue", "non contrôlée", "réduite", "à régler", "rejetée")[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One reason: what is wrong, on which cells, what to do; French sentences without final dot.

    A REDUCED line keeps at most `kept` of its base, less the `taken` of all its remarks, in cents.
    `source` is what decides. `columns`: cells of the line; `cells`: elsewhere (« Pièces »).
    """

    verdict: Verdict
    kind: str
    why: str
    action: str
    columns: tuple[str, ...]
    source: str
    kept: int | None = None
    taken: int = 0
    is_hers: bool = False  # the coordination settles it; else the partner
    cells: tuple[CellRef, ...] = ()


def held(kind: str, why: str, action: str, column: str) -> Remark:
    """A remark on one cell of « Dépenses », which somebody has to put right."""
    return Remark(
        verdict=Verdict.HELD, kind=kind, why=why, action=action, columns=(column,),
        source=quote("Dépenses"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceCheck:
    """What only the text of a piece tells, and no sheet says: it cuts nothing, and is never silent.

    `piece`: « le relevé bancaire »; `what`: what to look for in it, after « vérifier ».
    """

    kind: str
    piece: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What all rules need of a claim: its books, the grant's terms and its period.

    `european`: the codes of the funders whose money is of a European fund.
    """

    books: Books
    terms: Terms
    start: date
    end: date
    as_of: date
    european: frozenset[str] = frozenset()

    def base_of(self, expense: Expense) -> Decimal | None:
        """What the funder counts of a line, and never more than she notes as declared of it."""
        base, declared = self.books.eligible(expense, self.terms.funder), expense.amount("claimed")
        if base is not None and declared is not None and 0 <= declared < base:
            return declared
        return base


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedLine:
    """A line that was paid in the claim's period, or may have been; cents of the whole expense.

    `base` is what the funder counts before any remark (None when nobody can tell), `kept` what it
    keeps of it, `part` the key's share of `kept`, `asked` the same within the rate.
    """

    expense: Expense
    remarks: tuple[Remark, ...]
    base: int | None
    kept: int
    part: int
    asked: int
    at_risk: int  # the part that would be asked if nothing stood against it
    checks: tuple[PieceCheck, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The gravest of its remarks."""
        return max((each.verdict for each in self.remarks), default=Verdict.KEPT)

    @property
    def is_presented(self) -> bool:
        """Whether the claim carries it."""
        return self.verdict < Verdict.HELD
