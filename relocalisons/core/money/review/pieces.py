"""Pure: the pieces of a line, as many quotes as the funder asks, links that lead somewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import Doubt
from relocalisons.core.kernel.words.french import format_money
from relocalisons.core.money.evidence import EvidenceRules, Piece, missing_pieces
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.travel import tells_the_journey

_NAMES = {
    Piece.INVOICE: "la facture",
    Piece.PROOF_OF_PAYMENT: "la preuve de paiement",
    Piece.PAYSLIP: "le bulletin de paie",
    Piece.QUOTE: "le devis",
}
# A pay slip lies where the service does not look.
_LINKED = (Piece.INVOICE, Piece.PROOF_OF_PAYMENT, Piece.QUOTE)
_LINKS = re.compile(r"[\s;,]+")


def judge_pieces(expense: Expense, review: Review) -> Iterator[Remark]:
    """Each piece of the kind of expense is there; once presented, a payment is proven at once."""
    rules = EvidenceRules(quote_from=Decimal("Infinity"), proof_delay=timedelta(0))
    for piece in missing_pieces(expense, rules=rules, as_of=review.as_of):
        if piece is Piece.TYPE:
            continue  # `judge_reading` tells it
        yield _held(f"{_NAMES[piece]} manque", f"fournir {_NAMES[piece]}", piece)
    yield from _dead_links(expense, review)


def judge_quotes(expense: Expense, review: Review) -> Iterator[Remark]:
    """As many quotes as the amount asks for."""
    net = expense.amount()
    if expense.kind is not ExpenseKind.INVOICE or net is None or expense.is_doubtful("quote"):
        return
    asked = review.terms.quotes_asked(net)
    linked = len([each for each in _LINKS.split(expense.row.text("quote") or "") if each])
    there = max(linked, len(expense.pieces.sirens))
    if there >= asked:
        yield from _one_group(expense, asked)
        return
    of = f" pour {format_money(net)} HT"
    said = f"{there} devis sur {asked} exigés{of}" if there else f"le devis manque{of}"
    if not there and asked > 1:
        said = f"{asked} devis manquent{of}"
    yield _held(said, "fournir le devis" if asked == 1 else f"fournir {asked} devis", Piece.QUOTE)


def _one_group(expense: Expense, asked: int) -> Iterator[Remark]:
    """Two quotes of one company are one quote, under whatever names."""
    counts = Counter(siren for siren, _ in expense.pieces.sirens if siren)
    twice = [siren for siren, times in counts.items() if times > 1]
    different = len(expense.pieces.sirens) - sum(counts[each] - 1 for each in twice)
    if asked > 1 and twice and different < asked:
        yield Remark(
            verdict=Verdict.HELD, kind="piece_quote",
            why=f"{counts[twice[0]]} devis ont le même SIREN {twice[0]}, une seule entreprise les "
            "a faits",
            action="obtenir le devis d’une entreprise indépendante", columns=("quote",),
            cells=tuple(cell for siren, cell in expense.pieces.sirens if siren == twice[0]),
            source="pièces exigées par type de dépense",
        )  # fmt: skip


def judge_journey(expense: Expense, _: Review) -> Iterator[Remark]:
    """A journey whose line tells neither distance nor means: its expense report must."""
    if expense.kind is ExpenseKind.TRAVEL and not tells_the_journey(expense.row.text("label")):
        yield Remark(
            verdict=Verdict.UNVERIFIED, kind="journey",
            why="le libellé ne dit ni trajet ni kilomètres",
            action="vérifier que l’état de frais dit qui, où, quand, combien de kilomètres et "
            "pourquoi", columns=("label",), source="pièces exigées par type de dépense",
        )  # fmt: skip


def _dead_links(expense: Expense, review: Review) -> Iterator[Remark]:
    """Links into the Drive that lead to no file of it; an unread Drive tells nothing."""
    programme = review.books.programme
    if not programme.items:
        return
    for piece in _LINKED:
        reading = expense.row.reading(piece.value)
        if reading.doubt is Doubt.ABSENT:
            continue
        for link in _LINKS.split(expense.row.text(piece.value) or ""):
            lost = "google.com" in link and drive_id(link)
            if lost and programme.drive.find_linked(link) is None:
                yield _held(
                    f"le lien vers {_NAMES[piece]} ne mène à aucun fichier",
                    f"vérifier le lien vers {_NAMES[piece]}, il ne mène à aucun fichier", piece,
                )  # fmt: skip
                break


def _held(why: str, action: str, piece: Piece) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind=f"piece_{piece.value}", why=why, action=action,
        columns=(piece.value,), source="pièces exigées par type de dépense",
    )  # fmt: skip
