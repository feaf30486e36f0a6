"""Pure: the pieces of a line, as many quotes as the funder asks, links that lead somewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import Doubt
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import format_long_date, format_money, quote, typo
from relocalisons.core.money.cents import cents
from relocalisons.core.money.evidence import EvidenceRules, Piece, missing_pieces
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.pieces.documents import documents_in, drive_names, note_instead
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.choices import is_for_another_thing
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.pieces import PieceNature
from relocalisons.core.money.words.suppliers import is_one_body

_NAMES = {
    Piece.INVOICE: "la facture",
    Piece.PROOF_OF_PAYMENT: "la preuve de paiement",
    Piece.PAYSLIP: "le bulletin de paie",
    Piece.QUOTE: "le devis",
}
# A pay slip lies where the service does not look.
_LINKED = (Piece.INVOICE, Piece.PROOF_OF_PAYMENT, Piece.QUOTE)
_ASKED = {
    PieceNature.INVOICE: "la facture",
    PieceNature.EXPENSE_REPORT: "l’état de frais",
    PieceNature.BANK: "le relevé bancaire",
    PieceNature.MANDATE: "le mandat de paiement",
    PieceNature.PAYSLIP: "le bulletin de paie",
}
_SOURCE = "pièces exigées par type de dépense"
_ORDERED = ("ordered_on", "committed_on")
_LINKS = re.compile(r"[\s;,]+")


def judge_pieces(expense: Expense, review: Review) -> Iterator[Remark]:
    """Each piece of the kind of expense is there; once presented, a payment is proven at once."""
    rules = EvidenceRules(quote_from=Decimal("Infinity"), proof_delay=timedelta(0))
    files = drive_names(review.books.programme)
    for piece in missing_pieces(expense, rules=rules, files=files, as_of=review.as_of):
        if piece is Piece.TYPE:
            continue  # `judge_reading` tells it
        note = note_instead(expense.row, piece.value, files=files)
        said = f" (dit {quote(typo(note))}, pas dans le Drive)" if note else ""
        yield _held(f"{_NAMES[piece]} manque{said}", f"fournir {_NAMES[piece]}", piece)
    yield from _dead_links(expense, review)


def judge_quotes(expense: Expense, review: Review) -> Iterator[Remark]:
    """As many quotes as the amount asks for."""
    net = expense.amount()
    if expense.kind is not ExpenseKind.INVOICE or net is None or expense.is_doubtful("quote"):
        return
    asked = review.terms.quotes_asked(net, first_day_of(expense))
    files = drive_names(review.books.programme)
    linked = documents_in(expense.row.text("quote") or "", files=files)
    there = max(linked - expense.pieces.lost_quotes, len(expense.pieces.quotes))
    if there >= asked:
        yield from _one_group(expense, asked)
        yield from _late_quotes(expense, asked)
        yield from _of_another_thing(expense, asked)
        return
    of = f" pour {format_money(net)} HT"
    said = f"{there} devis sur {asked} exigés{of}" if there else f"le devis manque{of}"
    if not there and asked > 1:
        said = f"{asked} devis manquent{of}"
    yield _held(said, "fournir le devis" if asked == 1 else f"fournir {asked} devis", Piece.QUOTE)


def first_day_of(expense: Expense) -> date | None:
    """The day of its order, as its line says it."""
    return next((day for each in _ORDERED if (day := expense.day(each)) is not None), None)


def _one_group(expense: Expense, asked: int) -> Iterator[Remark]:
    """Two quotes of one company are one quote, under whatever names."""
    quotes = expense.pieces.quotes
    counts = Counter(each.siren for each in quotes if each.siren)
    twice = [siren for siren, times in counts.items() if times > 1]
    different = len(quotes) - sum(counts[each] - 1 for each in twice)
    if asked > 1 and twice and different < asked:
        yield Remark(
            verdict=Verdict.HELD, kind="piece_quote",
            why=f"{counts[twice[0]]} devis ont le même SIREN {twice[0]}, une seule entreprise les "
            "a faits",
            action="obtenir le devis d’une entreprise indépendante", columns=("quote",),
            cells=tuple(each.cell for each in quotes if each.siren == twice[0]),
            source=_SOURCE,
        )  # fmt: skip
        return
    named = [each for each in quotes if each.issuer and not each.siren]
    same = [
        each
        for each in named
        if any(one is not each and is_one_body(one.issuer, each.issuer) for one in named)
    ]
    if asked > 1 and same:
        yield Remark(
            verdict=Verdict.HELD, kind="piece_quote",
            why="plusieurs devis sont de la même entreprise",
            action="obtenir le devis d’une entreprise indépendante", columns=("quote",),
            cells=tuple(each.cell for each in same),
            source=_SOURCE,
        )  # fmt: skip


def _of_another_thing(expense: Expense, asked: int) -> Iterator[Remark]:
    """A quote for another thing than what was bought compares nothing."""
    quotes, supplier = expense.pieces.quotes, expense.row.text("supplier")
    kept = next((each for each in quotes if is_one_body(each.issuer, supplier)), None)
    if kept is None or asked < 2:
        return
    label = expense.row.text("label")
    others = [
        each
        for each in quotes
        if each is not kept and is_for_another_thing(each.note, kept.note, label)
    ]
    if others and len(quotes) - len(others) < asked:
        yield Remark(
            verdict=Verdict.UNVERIFIED, kind="piece_quote",
            why="un devis ne paraît pas porter sur la même chose que l’achat",
            action="vérifier que les devis se comparent, ou en joindre un autre",
            columns=("quote",), cells=tuple(each.cell for each in others), source=_SOURCE,
        )  # fmt: skip


def _late_quotes(expense: Expense, asked: int) -> Iterator[Remark]:
    """A quote made after the order compares nothing."""
    quotes = expense.pieces.quotes
    ordered = [day for column in _ORDERED if (day := expense.day(column)) is not None]
    late = [each for each in quotes if each.day and ordered and each.day > min(ordered)]
    if asked > 1 and late and len(quotes) - len(late) < asked:
        yield Remark(
            verdict=Verdict.HELD, kind="piece_quote",
            why=f"un devis est postérieur à la commande du {format_long_date(min(ordered))}",
            action="joindre un devis antérieur à la commande", columns=("quote",),
            cells=tuple(each.cell for each in late), source=_SOURCE,
        )  # fmt: skip


def judge_what_pieces_say(expense: Expense, review: Review) -> Iterator[Remark]:
    """Pieces that cannot be read, or whose sums are less than the line."""
    pieces = expense.pieces
    for nature, cell in pieces.lost:
        if nature in _ASKED:
            yield _told(
                Verdict.HELD, f"piece_{nature.value}",
                f"{quote('Pièces')} dit {_ASKED[nature]} illisible ou introuvable",
                f"fournir {_ASKED[nature]}", cell,
            )  # fmt: skip
    if pieces.proforma is not None:
        yield _told(
            Verdict.HELD, "piece_invoice", "une facture pro forma n’est pas une facture",
            "fournir la facture", pieces.proforma,
        )  # fmt: skip
    if pieces.unreadable is not None:
        yield _told(
            Verdict.HELD, "piece_unreadable", "une pièce ne se lit pas en entier",
            "joindre un exemplaire lisible", pieces.unreadable,
        )  # fmt: skip
    if pieces.incomplete is not None:
        yield _told(
            Verdict.HELD, "delivery", "le bon de livraison dit que tout n’a pas été reçu",
            "ne déclarer que ce qui a été reçu, ou joindre la suite", pieces.incomplete,
        )  # fmt: skip
    yield from _slip_says_less(expense)
    yield from _of_another_house(expense)
    if expense.kind in (ExpenseKind.INVOICE, ExpenseKind.TRAVEL):
        yield from _billed_less(expense, review)
        yield from _paid_in_part(expense, review)


def _of_another_house(expense: Expense) -> Iterator[Remark]:
    """An invoice that none of its issuers made in the name of the supplier."""
    supplier = expense.row.text("supplier")
    bills = [
        each for each in expense.pieces.notes if each.nature is PieceNature.INVOICE and each.issuer
    ]
    if expense.kind is not ExpenseKind.INVOICE or not supplier or not bills:
        return
    if any(is_one_body(each.issuer, supplier) for each in bills):
        return
    yield _told(
        Verdict.UNVERIFIED, "issuer",
        f"la facture est de {typo(bills[0].issuer)}, la ligne dit {typo(supplier)}",
        "vérifier que la pièce est celle de cette dépense", bills[0].cell,
    )  # fmt: skip


def _slip_says_less(expense: Expense) -> Iterator[Remark]:
    """A pay slip whose amount is below the line: its own, or what the employer adds to it."""
    net = expense.amount()
    slips = [each for each in expense.pieces.notes if each.nature is PieceNature.PAYSLIP]
    told = [each.amount for each in slips if each.amount is not None]
    if expense.kind is ExpenseKind.SALARY and net is not None and told and sum(told) < net:
        yield _told(
            Verdict.UNVERIFIED, "slip_less",
            f"le bulletin porte {format_money(sum(told, Decimal(0)), cents=True)}, la ligne "
            f"{format_money(net, cents=True)}",
            "vérifier que la différence est faite des charges de l’employeur", slips[0].cell,
        )  # fmt: skip


def _billed_less(expense: Expense, review: Review) -> Iterator[Remark]:
    net, told = expense.amount(), expense.pieces.billed
    if net is None or told is None or not 0 < told[0] < net:
        return
    if expense.pieces.is_in_parts:
        return  # what a deposit invoice holds is not added up for sure
    yield _told(
        Verdict.REDUCED, "billed_less",
        f"les pièces font {format_money(told[0], cents=True)} HT, et la ligne "
        f"{format_money(net, cents=True)}",
        "corriger le montant, ou joindre ce qui manque", told[1],
        kept=_share_of(expense, review, told[0], net),
    )  # fmt: skip


def _paid_in_part(expense: Expense, review: Review) -> Iterator[Remark]:
    """Only what left the account was borne: a first instalment pays its part of the invoice."""
    pieces, net = expense.pieces, expense.amount()
    vat, gross = expense.amount("vat"), expense.amount("amount_with_vat")
    if net is None or net <= 0:
        return
    if pieces.bounced is not None:
        yield _told(
            Verdict.HELD, "unpaid", "le relevé dit que le paiement a été rejeté",
            "joindre la preuve d’un paiement qui a abouti", pieces.bounced,
        )  # fmt: skip
        return
    due = gross if gross is not None else net + (vat or 0)
    if pieces.left is not None and pieces.left[0] < due:
        yield _partly(expense, review, due - pieces.left[0], due, pieces.left[1])
        return
    if not pieces.paid:
        return
    are_net = all(one.is_net for one, _ in pieces.paid)
    due = net if are_net else due
    paid = sum((one.amount for one, _ in pieces.paid), Decimal(0))
    if paid >= due:
        return
    if pieces.credit is not None and paid >= due - pieces.credit[0] * due / net:
        return  # what lacks is the credit note, which is taken off already
    if paid == net or pieces.is_in_parts:  # tax that the buyer pays, a deposit paid apart
        yield _told(
            Verdict.UNVERIFIED, "unpaid",
            f"le relevé porte {format_money(paid, cents=True)} pour "
            f"{format_money(due, cents=True)}",
            "vérifier dans le relevé bancaire que tout a été payé", pieces.paid[0][1],
        )  # fmt: skip
        return
    yield _partly(expense, review, paid, due, pieces.paid[0][1])


def _partly(
    expense: Expense, review: Review, paid: Decimal, due: Decimal, cell: CellRef
) -> Remark:  # fmt: skip
    return _told(
        Verdict.REDUCED, "paid_in_part",
        f"{format_money(paid, cents=True)} sont payés sur {format_money(due, cents=True)}",
        "joindre la preuve du reste, ou ne déclarer que la part payée", cell,
        kept=_share_of(expense, review, paid, due),
    )  # fmt: skip


def _share_of(expense: Expense, review: Review, part: Decimal, whole: Decimal) -> int:
    base = review.base_of(expense) or Decimal(0)
    return cents(base * part / whole)


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
                    f"corriger le lien vers {_NAMES[piece]}", piece,
                )  # fmt: skip
                break


def _held(why: str, action: str, piece: Piece) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind=f"piece_{piece.value}", why=why, action=action,
        columns=(piece.value,), source=_SOURCE,
    )  # fmt: skip


def _told(
    verdict: Verdict, kind: str, why: str, action: str, cell: CellRef, *, kept: int | None = None
) -> Remark:
    """A remark on what « Pièces » says."""
    return Remark(
        verdict=verdict, kind=kind, why=why, action=action, columns=("amount",), cells=(cell,),
        source=quote("Pièces"), kept=kept,
    )  # fmt: skip
