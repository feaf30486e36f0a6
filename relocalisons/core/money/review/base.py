"""Pure: what of a line counts before any share, what comes off it, and whether it can be read."""

from collections.abc import Collection, Iterator, Mapping

from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    format_percent,
    quote,
)
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import partner_rows
from relocalisons.core.money.repayments.unnoted import unnoted_claims
from relocalisons.core.money.review.shares import aid_terms
from relocalisons.core.money.review.signature import first_claim
from relocalisons.core.money.review.terms import rule_row
from relocalisons.core.money.review.verdict import Remark, Review, Verdict, held
from relocalisons.core.money.words.budget_lines import account_of_line
from relocalisons.core.money.words.expenses import ExpenseKind, ExpenseStatus
from relocalisons.core.money.words.funders import VatBase
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.piece_texts import (
    Charge,
    bears_no_tax,
    charges_out,
    is_named_apart,
)
from relocalisons.core.money.words.pieces import PieceNature, is_not_given, read_validity

_CELLS = (
    ("amount", "le montant HT"),
    ("paid_on", "la date de paiement"),
    ("invoice_date", "la date de facture"),
    ("committed_on", "la date d’engagement"),
    ("ordered_on", "la date de commande"),
    ("done_on", "la date de réalisation"),
)
_KEY = quote("Financeur(s) et clé %")


def judge_reading(expense: Expense, _: Review) -> Iterator[Remark]:
    """A cell that nobody can read for sure, or the type that says which pieces are asked."""
    for column, words in _CELLS:
        if expense.is_doubtful(column):
            yield held("unreadable", f"{words} ne se lit pas avec certitude",
                        f"préciser {words}", column)  # fmt: skip
    if expense.amount() is None and not expense.is_doubtful("amount"):
        yield held("unreadable", "le montant HT manque", "préciser le montant HT", "amount")
    if expense.kind is None:
        yield held("type", "le type de dépense manque ou ne peut pas être lu",
                    "fournir le type de dépense", "type")  # fmt: skip
    if expense.status.doubtful and expense.status.may_be(ExpenseStatus.REFUSED):
        yield held("status", f"{quote(expense.status.text)} peut vouloir dire rejetée",
                    "préciser le statut", "status")  # fmt: skip


def judge_nature(expense: Expense, review: Review) -> Iterator[Remark]:
    """What no grant takes: fines, court costs, account 67, dividends, interest; unpaid work."""
    row = expense.row
    texts = (row.text("label"), row.text("supplier"), expense.line)
    told = [
        *((charge, row.place.cell("label")) for text in texts for charge in charges_out(text)),
        *expense.pieces.charges,
    ]
    for charge, cell in told:
        amount = charge.amount
        if _is_apart(charge, expense):
            continue
        yield Remark(
            verdict=Verdict.HELD if amount is None else Verdict.REDUCED, kind="nature",
            taken=0 if amount is None else cents(amount),
            why="une charge qui n’entre dans aucune base est nommée sans son montant"
            if amount is None
            else f"{format_money(amount, cents=True)} de charges n’entrent dans aucune base "
            "(amende, pénalité, intérêts, frais de justice)",
            action="retirer cette charge du montant, ou toute la dépense", columns=("label",),
            cells=(cell,), source="décret n° 2023-5, art. 4",
        )  # fmt: skip
        return  # named in the label and in a piece, it is one charge
    account = account_of_line(expense.line)
    if account.value in review.terms.excluded_accounts:
        yield Remark(
            verdict=Verdict.REJECTED, kind="account",
            why=f"le compte {account.value} n’est pas dans la base de cette convention",
            action="corriger le poste, ou retirer la part de ce financeur",
            columns=("budget_line",), source=rule_row(GrantRule.EXCLUDED_ACCOUNTS),
        )  # fmt: skip


def _is_apart(charge: Charge, expense: Expense) -> bool:
    """Whether a piece names the amount of the line beside the charge, or both left the account."""
    sums = [each for each in (expense.amount(), expense.amount("amount_with_vat")) if each]
    paid = [one.amount for one, _ in expense.pieces.paid]
    if charge.amount is None or not sums:
        return False
    named = any(
        is_named_apart(charge, note.text, of=each) for note in expense.pieces.notes for each in sums
    )
    return named or any(each + charge.amount in paid for each in sums)


def judge_declared(expense: Expense, review: Review) -> Iterator[Remark]:
    """More noted as declared than the base of the line."""
    declared = expense.amount("claimed")
    base = review.books.eligible(expense, review.terms.funder)
    if declared is None or base is None or not 0 <= base < declared:
        return
    why = f"{format_money(declared, cents=True)} sont notés comme déclarés, la base est de "
    yield Remark(
        verdict=Verdict.REDUCED, kind="declared", kept=cents(base),
        why=why + format_money(base, cents=True), action="corriger le montant déclaré",
        columns=("claimed",), source="base de la convention",
    )  # fmt: skip


def judge_unnoted(
    review: Review, *, accepted: Collection[str] = ()
) -> Mapping[str, tuple[Remark, ...]]:
    """By expense: what an earlier claim may have carried, that has left and does not name it."""
    found: dict[str, tuple[Remark, ...]] = {}
    for claim in unnoted_claims(review.books, shares=aid_terms(review.books).shares):
        other = claim.funder.code != review.terms.funder.code
        if other or claim.end >= review.end or claim.subject in accepted:
            continue
        why = f"peut-être déjà dans {quote(claim.name)}, {claim.left} sans que ses lignes le disent"
        asked = f"noter dans {quote('Déclaré dans')} ce que cette demande portait"
        for one in claim.lines:
            found[one.subject] = (held("unnoted", why, asked, "claim"),)
    return found


def judge_tax(expense: Expense, review: Review) -> Iterator[Remark]:
    """The three figures of a line, and whether the funder counts tax of it."""
    net, vat = expense.amount(), expense.amount("vat")
    gross = expense.amount("amount_with_vat")
    if expense.is_doubtful("vat", "amount_with_vat") and _counts_tax(expense, review):
        yield held("vat", "la TVA ou le montant TTC ne peut pas être lu avec certitude",
                   "préciser la TVA et le montant TTC", "vat")  # fmt: skip
    elif net is not None and vat is not None and gross is not None and net + vat != gross:
        yield held("vat", f"HT et TVA font {format_money(net + vat, cents=True)}, et non "
                   f"{format_money(gross, cents=True)} TTC", "corriger les montants",
                   "amount_with_vat")  # fmt: skip
    elif net is not None and review.books.eligible(expense, review.terms.funder) is None:
        yield Remark(
            verdict=Verdict.HELD, kind="vat", why="la base HT ou TTC n’est pas connue",
            action="préciser si la structure récupère la TVA, ou la base HT/TTC du financeur",
            columns=("amount_with_vat",), source=f"{quote('Partenaires')}, "
            f"{quote('Récupère la TVA')}",
        )  # fmt: skip
    else:
        yield from _not_billed(expense, review)
        yield from _certificate(expense, review)


def _not_billed(expense: Expense, review: Review) -> Iterator[Remark]:
    """Tax of a line whose invoice says that it bears none."""
    net, counted = expense.amount(), review.books.eligible(expense, review.terms.funder)
    if net is None or counted is None or counted <= net:
        return
    for note in expense.pieces.notes:
        if note.nature is PieceNature.INVOICE and bears_no_tax(note.text):
            yield Remark(
                verdict=Verdict.REDUCED, kind="vat", kept=cents(net),
                why="la facture dit qu’elle ne porte pas de TVA",
                action="corriger la TVA et le montant TTC", columns=("vat",), cells=(note.cell,),
                source=quote("Pièces"),
            )  # fmt: skip
            return


def _certificate(expense: Expense, review: Review) -> Iterator[Remark]:
    """Tax counts only if it is not recovered *and* attested (décret 2023-5, art. 4)."""
    net, rows = expense.amount(), partner_rows(review.books.programme)
    columns = review.books.counted_columns(expense, review.terms.funder)
    if net is None or columns in ((), ("amount",)):
        return
    mine = rows.get(expense.partner or "")
    typed = mine.typed("vat_certificate") if mine is not None else ""
    said, day = read_validity(typed), expense.day("invoice_date")
    if typed and not is_not_given(typed) and said.holds(day):
        return
    end = said.end if said.end is not None and day is not None and said.end < day else None
    begins = said.start if typed and end is None else None
    kept = any(row.typed("vat_certificate") for row in rows.values())
    yield Remark(
        verdict=Verdict.REDUCED if kept else Verdict.UNVERIFIED, kind="vat_certificate",
        kept=cents(net) if kept else None,
        why="la TVA n’est comptée qu’avec une attestation de non-récupération, "
        + (
            f"qui a pris fin le {format_long_date(end)}"
            if end
            else f"qui vaut depuis le {format_long_date(begins)}"
            if begins
            else "qui n’est pas notée"
        ),
        action="fournir l’attestation et la noter", columns=("vat",),
        cells=(mine.place.cell("vat_certificate"),) if mine is not None else (),
        source=f"{quote('Partenaires')}, {quote('Attestation TVA')}",
    )  # fmt: skip


def judge_key(expense: Expense, review: Review) -> Iterator[Remark]:
    """Who pays which share: readable, 100 % at most, one European fund at most."""
    key = expense.key
    if key is None:
        yield held("key", f"{_KEY} ne dit pas qui paie quelle part",
                    "préciser la clé de répartition entre financeurs", "funders")  # fmt: skip
        return
    if key.total > 1:
        total = format_percent(key.total)
        yield held("key", f"les parts des financeurs font {total} en tout",
                    f"corriger la clé de répartition, ses parts font {total}",
                    "funders")  # fmt: skip
    if not review.terms.is_european:
        return
    european = review.european.intersection(key.shares)
    if len(european) < 2:
        return
    # One claim keeps it, so that the doubt is told once: the one sent first, else due first.
    keeps, day = first_claim(expense, review, [each for each in key.shares if each in european])
    if keeps == review.terms.funder.code:
        return
    sent = f", envoyée le {format_long_date(day)}" if day is not None else ""
    yield Remark(
        verdict=Verdict.HELD, kind="two_european_funds",
        why=f"la clé la partage entre {len(european)} fonds européens, et la demande à {keeps}"
        f"{sent} la garde",
        action="choisir le fonds européen qui la garde, et n’en laisser qu’un dans la clé",
        columns=("funders",), source="règlement (UE) 2021/1060, art. 63(9) – à vérifier",
        is_hers=True,
    )  # fmt: skip


def _counts_tax(expense: Expense, review: Review) -> bool:
    net_only = review.terms.funder.vat_base is VatBase.NET
    return not net_only and expense.kind not in (ExpenseKind.SALARY, ExpenseKind.FLAT)
