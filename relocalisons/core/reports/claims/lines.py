"""Pure: the lines that a payment claim carries, numbered, with their pieces and their aid.

Only what « Contrôle avant envoi » keeps: everything else stands on the coordinator's own page. What
somebody earns stands in one line for all salaries, unless the funder asks for each one: then one
line a salary, by initials, for that funder alone (ADR 0033).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.words.french import NBSP, count_of, name_some
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books
from relocalisons.core.money.cents import spread
from relocalisons.core.money.evidence import Piece
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.review import ClaimReview
from relocalisons.core.money.review.verdict import ReviewedLine
from relocalisons.core.money.words.people import names_person
from relocalisons.core.reports.shared.amounts import is_salary

# Pay slips tell what one person earns: in the folder of a claim that details staff alone.
_FILED = {
    Piece.INVOICE: "facture",
    Piece.PROOF_OF_PAYMENT: "preuve de paiement",
    Piece.QUOTE: "devis",
}
_SLIP = {Piece.PAYSLIP: "bulletin de paie"}
STAFF_LINE = "Frais de personnel"
_NOBODY = "–"  # a salary whose line names nobody of « Temps passé »


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A piece of a presented line: the name of its shortcut, and the Drive id that it leads to."""

    name: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One presented expense (or all salaries together); euros.

    `amount`: what is kept of the base. `aid`: this line's cents of the aid asked, which add up to
    it exactly; None when no rate can be read. `initials` of whom a salary pays, where detailed.
    """

    number: int
    expenses: tuple[Expense, ...]
    amount: Decimal
    aid: Decimal | None
    share: Decimal | None  # of the key; None for several expenses
    filed: tuple[Filed, ...]
    initials: str = ""

    @property
    def is_salaries(self) -> bool:
        """Whether it stands for all salaries."""
        return is_salary(self.expenses[0].row) and not self.initials

    @property
    def budget_line(self) -> str:
        """Where the statement counts it; all salaries stand together."""
        return STAFF_LINE if is_salary(self.expenses[0].row) else self.expenses[0].line


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLines:
    """What a claim carries, of what was reviewed."""

    lines: tuple[ClaimLine, ...]
    review: ClaimReview

    @property
    def amount(self) -> Decimal:
        """Σ of the base."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def aid(self) -> Decimal | None:
        """Σ of the aid asked; None when no rate can be read."""
        return euros(self.review.aid.asked)

    @property
    def expenses(self) -> tuple[Expense, ...]:
        """Every presented expense."""
        return tuple(one for line in self.lines for one in line.expenses)


def claim_lines(books: Books, review: ClaimReview, *, end: date) -> ClaimLines:
    """The lines of a claim by budget line, day of payment and number, salaries last.

    `end` is the last day of its period.
    """
    order = {name: at for at, name in enumerate(dict.fromkeys(fold(r.line) for r in books.budget))}
    kept = sorted(
        review.presented,
        key=lambda line: (
            is_salary(line.expense.row),
            order.get(fold(line.expense.line), len(order)),
            fold(line.expense.line),
            line.expense.day("paid_on") or end,
            line.expense.subject,
        ),
    )
    return ClaimLines(lines=tuple(_numbered(kept, review, books)), review=review)


def nature_of(line: ClaimLine) -> tuple[str, str]:
    """Supplier and nature of a line; of a detailed salary, initials and month, never a name."""
    row = line.expenses[0].row
    if not line.initials:
        return row.plain("supplier"), row.plain("label") or line.expenses[0].line
    day = line.expenses[0].day("invoice_date")
    return line.initials, "Salaire" + (f", {day:%m/%Y}" if day else "")


def say_nameless(lines: Sequence[ClaimLine]) -> tuple[str, ...]:
    """What to write where a funder wants salaries one by one, and a line does not say whose."""
    found = [line.expenses[0].number for line in lines if line.initials == _NOBODY]
    if not found:
        return ()
    return (
        "Ce financeur veut les salaires un par un et le libellé ne dit pas de qui, "
        f"« {_NOBODY} » est imprimé à la place des initiales{NBSP}: nommer la personne comme dans "
        f"« Temps passé » ({name_some(found)}).",
    )


def payers_of(line: ClaimLine) -> str:
    """« 5 structures »: how many paid what stands in one line."""
    return count_of(len({one.partner for one in line.expenses}), "structure")


def euros(amount: int | None) -> Decimal | None:
    """Cents as euros."""
    return None if amount is None else Decimal(amount) / 100


def _numbered(
    kept: Sequence[ReviewedLine], review: ClaimReview, books: Books
) -> Iterator[ClaimLine]:
    asked = review.aid.asked
    parts = None if asked is None else spread(asked, [line.asked for line in kept])
    together: list[int] = []
    number = 0
    for at, line in enumerate(kept):
        expense = line.expense
        salary = is_salary(expense.row)
        if salary and not review.terms.details_staff:
            together.append(at)
            continue
        number += 1
        yield ClaimLine(
            number=number,
            expenses=(expense,),
            amount=Decimal(line.kept) / 100,
            aid=None if parts is None else euros(parts[at]),
            share=expense.key.share(review.terms.funder.code) if expense.key else None,
            filed=tuple(_filed(expense, number, pieces=_FILED | (_SLIP if salary else {}))),
            initials=_initials(expense, books) if salary else "",
        )
    if together:
        yield ClaimLine(
            number=number + 1,
            expenses=tuple(kept[at].expense for at in together),
            amount=Decimal(sum(kept[at].kept for at in together)) / 100,
            aid=None if parts is None else euros(sum(parts[at] for at in together)),
            share=None,
            filed=(),
        )


def _initials(expense: Expense, books: Books) -> str:
    """« L. B. » of the one employee of « Temps passé » whom the line names; else « – »."""
    texts = expense.row.text("label"), expense.row.text("supplier")
    names = {
        fold(name): name
        for row in books.programme.rows("timesheets")
        if books.programme.whose(row) == expense.partner
        and (name := row.text("employee"))
        and names_person(name, *texts)
    }
    if len(names) != 1:
        return _NOBODY
    return " ".join(f"{word[0].upper()}." for word in next(iter(names.values())).split())


def _filed(expense: Expense, number: int, *, pieces: dict[Piece, str]) -> Iterator[Filed]:
    for piece, word in pieces.items():
        target = drive_id(expense.row.text(piece.value))
        if target:
            yield Filed(name=f"{number:03d} {expense.number} – {word}", target=target)
