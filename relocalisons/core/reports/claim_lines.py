"""Pure: the expenses that a payment claim presents, numbered, with their pieces and their holes.

Presented: paid inside the claim's period and the funder's eligibility, not presented before. An
expense in doubt is not presented, it is listed with what must be made precise. What somebody earns
is presented in one line for all salaries: the pay slips are shown at a control, never filed here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from relocalisons.core.drive_files import drive_id, index_items
from relocalisons.core.model import Programme
from relocalisons.core.money.books import Books, Expense, ExpenseKind, FunderRules
from relocalisons.core.money.evidence import EvidenceRules, Piece, missing_pieces
from relocalisons.core.reports.funding import is_salary
from relocalisons.core.reports.spending import CENT
from relocalisons.core.thresholds import PROOF_DELAY, QUOTE_FROM, days_in_force, value_in_force

PIECES = {
    Piece.INVOICE: ("facture", "la facture"),
    Piece.PROOF_OF_PAYMENT: ("preuve de paiement", "la preuve de paiement"),
    Piece.QUOTE: ("devis", "le devis"),
    Piece.PAYSLIP: ("bulletin de paie", "le bulletin de paie"),
    Piece.TYPE: ("type", "le type de dépense"),
}
# Pay slips tell what one person earns: never in the folder.
_FILED = (Piece.INVOICE, Piece.PROOF_OF_PAYMENT, Piece.QUOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A piece of a presented line: the name of its shortcut, and the Drive id that it leads to."""

    name: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One presented expense (or all salaries together); euros, before tax as asked."""

    number: int
    expenses: tuple[Expense, ...]
    amount: Decimal
    presented: Decimal  # this funder's share, to the cent
    share: Decimal | None  # None for several expenses
    filed: tuple[Filed, ...]

    @property
    def is_salaries(self) -> bool:
        """Whether it stands for all salaries."""
        return is_salary(self.expenses[0].row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Something missing, and from whom (partner code, None when nobody knows whose it is)."""

    partner: str | None
    subject: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLines:
    """What a claim presents; `before` are expenses presented in earlier claims."""

    lines: tuple[ClaimLine, ...]
    holes: tuple[Hole, ...]
    before: tuple[Expense, ...]

    @property
    def presented(self) -> Decimal:
        """Σ of what is presented."""
        return sum((line.presented for line in self.lines), Decimal(0))


def claim_lines(
    books: Books, funder: FunderRules, *, start: date, end: date, as_of: date
) -> ClaimLines:
    """The lines of a claim, by day of payment then number, salaries last."""
    mine = [one for one in books.expenses if _concerns(one, funder)]
    doubtful = [one for one in mine if _doubt(one) is not None]
    sure = [one for one in mine if _doubt(one) is None]
    paid = [one for one in sure if _is_presentable(one, funder, start=start, end=end)]
    before = tuple(one for one in paid if one.row.text("claim"))
    undeclared = [one for one in paid if not one.row.text("claim")]
    baseless = [one for one in undeclared if books.eligible(one, funder) is None]
    new = sorted(
        (one for one in undeclared if one not in baseless),
        key=lambda one: (one.day("paid_on") or end, one.subject),
    )
    unknown_key = [one for one in books.expenses if one.key is None and not one.is_refused]
    return ClaimLines(
        lines=tuple(_numbered(new, books=books, funder=funder)),
        holes=(
            *(_unclear(one) for one in (*doubtful, *unknown_key)),
            *(_baseless(one) for one in baseless),
            *_missing(new, books=books, as_of=as_of),
            *_dead_links(new, books.programme),
        ),
        before=before,
    )


def evidence_rules(programme: Programme) -> EvidenceRules:
    """When a piece is asked, by « Paramètres » or by custom."""
    return EvidenceRules(
        quote_from=value_in_force(programme.parameters, QUOTE_FROM),
        proof_delay=timedelta(days=days_in_force(programme.parameters, PROOF_DELAY)),
    )


def _concerns(expense: Expense, funder: FunderRules) -> bool:
    return (
        expense.key is not None
        and expense.key.share(funder.code) > 0
        and not expense.is_refused
        and not expense.is_planned
    )


def _doubt(expense: Expense) -> str | None:
    """The cell that keeps an expense out, as people call it."""
    for column, words in (
        ("amount", "le montant HT"),
        ("paid_on", "la date de paiement"),
        ("invoice_date", "la date de facture"),
    ):
        if expense.is_doubtful(column):
            return words
    return "le montant HT" if expense.amount() is None else None


def _is_presentable(expense: Expense, funder: FunderRules, *, start: date, end: date) -> bool:
    paid, invoiced = expense.day("paid_on"), expense.day("invoice_date")
    if paid is None or not start <= paid <= end:
        return False
    days = [paid, invoiced] if invoiced is not None else [paid]
    return all(
        (funder.start is None or day >= funder.start) and (funder.end is None or day <= funder.end)
        for day in days
    )


def _numbered(new: list[Expense], *, books: Books, funder: FunderRules) -> Iterator[ClaimLine]:
    pay = [one for one in new if is_salary(one.row)]
    number = 0
    for one in (one for one in new if not is_salary(one.row)):
        amount = books.eligible(one, funder)
        if amount is None or one.key is None:
            continue
        number += 1
        share = one.key.share(funder.code)
        yield ClaimLine(
            number=number,
            expenses=(one,),
            amount=amount,
            presented=_part(amount, share),
            share=share,
            filed=tuple(_filed(one, number)),
        )
    counted = [
        (one, amount, one.key.share(funder.code))
        for one in pay
        if one.key is not None and (amount := books.eligible(one, funder)) is not None
    ]
    if counted:
        yield ClaimLine(
            number=number + 1,
            expenses=tuple(one for one, _, _ in counted),
            amount=sum((amount for _, amount, _ in counted), Decimal(0)),
            presented=sum((_part(amount, share) for _, amount, share in counted), Decimal(0)),
            share=None,
            filed=(),
        )


def _part(amount: Decimal, share: Decimal) -> Decimal:
    return (amount * share).quantize(CENT, ROUND_HALF_UP)


def _filed(expense: Expense, number: int) -> Iterator[Filed]:
    for piece in _FILED:
        target = drive_id(expense.row.text(piece.value))
        if target:
            name = f"{number:03d} {expense.number} – {PIECES[piece][0]}"
            yield Filed(name=name, target=target)


def _unclear(expense: Expense) -> Hole:
    what = _doubt(expense) or "la clé de répartition entre financeurs"
    return Hole(partner=expense.partner, subject=expense.number, what=f"préciser {what}")


def _baseless(expense: Expense) -> Hole:
    what = "préciser si la structure récupère la TVA, ou la base HT/TTC du financeur"
    return Hole(partner=expense.partner, subject=expense.number, what=what)


def _missing(new: list[Expense], *, books: Books, as_of: date) -> Iterator[Hole]:
    # Once presented, a payment must be proven at once: the usual delay is for the follow-up.
    rules = evidence_rules(books.programme)
    strict = EvidenceRules(quote_from=rules.quote_from, proof_delay=timedelta(0))
    for one in new:
        for piece in missing_pieces(one, rules=strict, as_of=as_of):
            yield Hole(partner=one.partner, subject=one.number, what=f"fournir {PIECES[piece][1]}")
    yield from _unsigned(new, books.programme)


def _dead_links(new: list[Expense], programme: Programme) -> Iterator[Hole]:
    """Links into the Drive that lead to no file of it; an unread Drive tells nothing."""
    if not programme.items:
        return
    tree = index_items(programme.items)
    for one in new:
        for piece in _FILED:
            link = one.row.text(piece.value) or ""
            if "google.com" in link and drive_id(link) and tree.find_linked(link) is None:
                yield Hole(
                    partner=one.partner,
                    subject=one.number,
                    what=f"vérifier le lien vers {PIECES[piece][1]}, il ne mène à aucun fichier",
                )


def _unsigned(new: list[Expense], programme: Programme) -> Iterator[Hole]:
    """Partners with salaries in the claim and a timesheet that is not signed."""
    payers = {one.partner for one in new if one.kind is ExpenseKind.SALARY and one.partner}
    for entry in programme.tables.get("timesheets", ()):
        for row in entry.rows:
            partner = entry.partner or row.text("partner")
            if row.struck or partner not in payers or row.says_yes("signed"):
                continue
            month = row.reading("month").value
            when = f"{month.earliest:%m/%Y}" if month is not None else "mois à préciser"
            yield Hole(
                partner=partner, subject=f"Temps {when}", what="faire signer la feuille de temps"
            )
