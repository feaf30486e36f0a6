"""Pure: what keeps an expense out of a payment claim, and what its file lacks, with whose it is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import DateInterval, Programme
from relocalisons.core.kernel.words.french import format_percent, join_words
from relocalisons.core.money.books import Books
from relocalisons.core.money.evidence import EvidenceRules, Piece, missing_pieces
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.findings.co_funding import double_invoices
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.sources.thresholds import (
    PROOF_DELAY,
    QUOTE_FROM,
    days_in_force,
    value_in_force,
)

PIECES = {
    Piece.INVOICE: ("facture", "la facture"),
    Piece.PROOF_OF_PAYMENT: ("preuve de paiement", "la preuve de paiement"),
    Piece.QUOTE: ("devis", "le devis"),
    Piece.PAYSLIP: ("bulletin de paie", "le bulletin de paie"),
    Piece.TYPE: ("type", "le type de dépense"),
}
# Pay slips tell what one person earns: never in the folder.
FILED = (Piece.INVOICE, Piece.PROOF_OF_PAYMENT, Piece.QUOTE)
_DOUBTS = (
    ("amount", "le montant HT"),
    ("paid_on", "la date de paiement"),
    ("invoice_date", "la date de facture"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Something missing, and from whom (partner code, None when nobody knows whose it is)."""

    partner: str | None
    subject: str
    what: str


def unclear(expense: Expense) -> Hole | None:
    """The cell that keeps an expense out of every claim; None when all of them can be read."""
    if expense.key is None:
        return _hole(expense, "préciser la clé de répartition entre financeurs")
    for column, words in _DOUBTS:
        if expense.is_doubtful(column):
            return _hole(expense, f"préciser {words}")
    if expense.amount() is None:
        return _hole(expense, "préciser le montant HT")
    if expense.key.total > 1:
        total = format_percent(expense.key.total)
        return _hole(expense, f"corriger la clé de répartition, ses parts font {total}")
    return None


def baseless(expense: Expense) -> Hole:
    """The VAT status without which nobody knows what is claimed of an expense."""
    return _hole(
        expense, "préciser si la structure récupère la TVA, ou la base HT/TTC du financeur"
    )


def asked_twice(books: Books, *, accepted: Collection[str]) -> dict[str, Hole]:
    """By subject, the invoices whose lines ask for more than 100 % together.

    `accepted`: subjects of the findings that the coordinator set aside (two real invoices).
    """
    found: dict[str, Hole] = {}
    for group in double_invoices(books):
        if "+".join(each.subject for each in group) in accepted:
            continue
        for expense in group:
            others = join_words([each.number for each in group if each is not expense])
            found[expense.subject] = _hole(
                expense, f"vérifier que ce n’est pas la même facture que {others}"
            )
    return found


def missing_of(new: list[Expense], *, books: Books, as_of: date) -> Iterator[Hole]:
    """What misses from the file of the presented expenses."""
    # Once presented, a payment must be proven at once: the usual delay is for the follow-up.
    usual = evidence_rules(books.programme)
    strict = EvidenceRules(quote_from=usual.quote_from, proof_delay=timedelta(0))
    for one in new:
        for piece in missing_pieces(one, rules=strict, as_of=as_of):
            yield _hole(one, f"fournir {PIECES[piece][1]}")
    yield from (_hole(one, _ORDER) for one in new if _is_paid_too_early(one))
    yield from _unsigned(new, books.programme)
    yield from _dead_links(new, books.programme)


def evidence_rules(programme: Programme) -> EvidenceRules:
    """When a piece is asked, by « Paramètres » or by custom."""
    return EvidenceRules(
        quote_from=value_in_force(programme.parameters, QUOTE_FROM),
        proof_delay=timedelta(days=days_in_force(programme.parameters, PROOF_DELAY)),
    )


_ORDER = "vérifier les dates, la dépense est payée avant sa facture"


def _is_paid_too_early(expense: Expense) -> bool:
    paid, invoice = expense.day("paid_on"), expense.row.reading("invoice_date").value
    return (
        expense.kind is ExpenseKind.INVOICE
        and paid is not None
        and isinstance(invoice, DateInterval)
        and paid < invoice.earliest
    )


def _dead_links(new: list[Expense], programme: Programme) -> Iterator[Hole]:
    """Links into the Drive that lead to no file of it; an unread Drive tells nothing."""
    if not programme.items:
        return
    tree = programme.drive
    for one in new:
        for piece in FILED:
            link = one.row.text(piece.value) or ""
            if "google.com" in link and drive_id(link) and tree.find_linked(link) is None:
                what = f"vérifier le lien vers {PIECES[piece][1]}, il ne mène à aucun fichier"
                yield _hole(one, what)


def _unsigned(new: list[Expense], programme: Programme) -> Iterator[Hole]:
    """Partners with salaries in the claim and a timesheet that is not signed."""
    payers = {one.partner for one in new if one.kind is ExpenseKind.SALARY and one.partner}
    for row in programme.rows("timesheets"):
        partner = row.partner or row.text("partner")
        if partner not in payers or row.says_yes("signed"):
            continue
        month = row.reading("month").value
        when = f"{month.earliest:%m/%Y}" if month is not None else "mois à préciser"
        yield Hole(
            partner=partner, subject=f"Temps {when}", what="faire signer la feuille de temps"
        )


def _hole(expense: Expense, what: str) -> Hole:
    return Hole(partner=expense.partner, subject=expense.number, what=what)
