"""Pure: who bears a line, what of it counts before any share, and whether its cells can be read."""

from collections.abc import Iterator
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    format_percent,
    quote,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import lead_of, partner_rows
from relocalisons.core.money.review.terms import terms_of
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind, ExpenseStatus
from relocalisons.core.money.words.funders import VatBase
from relocalisons.core.money.words.grant_rules import GrantRule, is_never_eligible
from relocalisons.core.money.words.pieces import read_validity

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
            yield _held("unreadable", f"{words} ne peut pas être lu avec certitude",
                        f"préciser {words}", column)  # fmt: skip
    if expense.amount() is None and not expense.is_doubtful("amount"):
        yield _held("unreadable", "le montant HT manque", "préciser le montant HT", "amount")
    if expense.kind is None:
        yield _held("type", "le type de dépense manque ou ne peut pas être lu",
                    "fournir le type de dépense", "type")  # fmt: skip
    if expense.status.doubtful and expense.status.may_be(ExpenseStatus.REFUSED):
        yield _held("status", f"{quote(expense.status.text)} peut vouloir dire rejetée",
                    "préciser le statut", "status")  # fmt: skip


def judge_debtor(expense: Expense, review: Review) -> Iterator[Remark]:
    """A partner that nobody knows, or an expense that the agreement does not foresee."""
    if expense.partner is None:
        yield _held("debtor", "la structure qui paie n’est pas connue", "préciser le partenaire",
                    "partner")  # fmt: skip
        return
    rows = [each for each in review.books.budget if each.funder == review.terms.funder.code]
    whose = {each.partner for each in rows}
    # Where one structure holds the whole budget, nothing says how the others share it.
    if len(whose) > 1 and expense.partner not in whose:
        yield _held("unforeseen", "la structure n’a aucun budget chez ce financeur",
                    "vérifier la clé, ou demander l’accord du financeur", "partner")  # fmt: skip
    elif rows and not any(fold(each.line) == fold(expense.line) for each in rows):
        yield _held("unforeseen", f"le poste {quote(expense.line)} n’est pas dans le budget de ce "
                    "financeur", "corriger le poste, ou demander l’accord du financeur",
                    "budget_line")  # fmt: skip


def judge_scope(expense: Expense, review: Review) -> Iterator[Remark]:
    """An action that the agreement does not pay for, or a partner to whom no money may pass."""
    actions, partners = review.terms.actions, review.terms.partners
    mine = {fold(each) for each in expense.row.ids("action")}
    if actions is not None and mine and not mine & actions:
        yield Remark(
            verdict=Verdict.REJECTED, kind="scope",
            why="l’action de cette dépense n’est pas financée par cette convention",
            action="corriger l’action, ou retirer la part de ce financeur", columns=("action",),
            source=_rule(GrantRule.ACTIONS),
        )  # fmt: skip
    lead = lead_of(review.books.programme)
    theirs = expense.partner is not None and expense.partner != lead
    if partners is not None and theirs and fold(expense.partner or "") not in partners:
        yield Remark(
            verdict=Verdict.REJECTED if lead else Verdict.HELD, kind="passed_on",
            why="l’annexe de reversement ne nomme pas la structure qui a payé",
            action="retirer la dépense, ou demander un avenant à l’annexe"
            if lead
            else "dire qui est le chef de file, dans « Rôle projet »",
            columns=("partner",), source=_rule(GrantRule.PARTNERS),
        )  # fmt: skip
    flat = review.terms.flat_rate
    real = expense.kind not in (ExpenseKind.SALARY, ExpenseKind.FLAT)
    if flat is not None and flat.covers_all and real:
        yield Remark(
            verdict=Verdict.REJECTED, kind="covered_by_flat_rate",
            why="le forfait couvre déjà tous les autres coûts",
            action="retirer la part de ce financeur", columns=("type",),
            source=f"{_rule(GrantRule.FLAT_RATE)}, règlement (UE) 2021/1060, art. 56 – à vérifier",
        )  # fmt: skip


def judge_mandate(expense: Expense, review: Review) -> Iterator[Remark]:
    """A partner that pays without the mandate that others gave to the lead, where one is kept."""
    rows, lead = partner_rows(review.books.programme), lead_of(review.books.programme)
    mine = rows.get(expense.partner or "")
    if lead is None or mine is None or expense.partner == lead:
        return
    if not any(row.text("mandate") for row in rows.values()):
        return
    typed = mine.typed("mandate")
    end = read_validity(typed).end
    if typed and (end is None or end >= review.end):
        return
    yield Remark(
        verdict=Verdict.HELD, kind="mandate",
        why="le chef de file n’a pas de mandat de cette structure"
        if end is None
        else f"le mandat au chef de file a pris fin le {format_long_date(end)}",
        action="faire signer le mandat au chef de file", columns=("partner",),
        cells=(mine.place.cell("mandate"),),
        source=f"{quote('Partenaires')}, {quote('Mandat au chef de file')}",
    )  # fmt: skip


def judge_nature(expense: Expense, _: Review) -> Iterator[Remark]:
    """What no grant takes: fines, court costs, account 67, dividends, interest; credit notes."""
    row = expense.row
    if is_never_eligible(row.text("label"), row.text("supplier"), expense.line):
        yield Remark(
            verdict=Verdict.HELD, kind="nature",
            why="son libellé nomme une charge qui n’entre dans aucune base",
            action="retirer cette charge du montant, ou toute la dépense", columns=("label",),
            source="décret n° 2023-5, art. 4",
        )  # fmt: skip
    net = expense.amount()
    credit = (expense.pieces.credit, "credit", "un avoir", "l’avoir")
    aid = (expense.pieces.job_aid, "job_aid", "une aide à l’emploi", "l’aide à l’emploi")
    # What a structure got back for a post is not what it bore (décret 2022-608, annexe).
    taken = (credit, aid) if expense.kind is ExpenseKind.SALARY else (credit,)
    for found, kind, what, it in taken:
        if expense.is_doubtful(kind):
            yield _held(kind, f"{it} ne peut pas être lu avec certitude", f"préciser {it}", kind)
        elif found is not None and net is not None:
            amount, cell = found
            yield Remark(
                verdict=Verdict.REDUCED, kind=kind, kept=cents(max(net - amount, Decimal(0))),
                why=f"{what} de {format_money(amount, cents=True)} est à déduire",
                action=f"vérifier {it}, et déclarer ce qui reste à charge", columns=("amount",),
                cells=(cell,), source="coût réellement supporté",
            )  # fmt: skip


def judge_tax(expense: Expense, review: Review) -> Iterator[Remark]:
    """The three figures of a line, and whether the funder counts tax of it."""
    net, vat = expense.amount(), expense.amount("vat")
    gross = expense.amount("amount_with_vat")
    if expense.is_doubtful("vat", "amount_with_vat") and _counts_tax(expense, review):
        yield _held("vat", "la TVA ou le montant TTC ne peut pas être lu avec certitude",
                    "préciser la TVA et le montant TTC", "vat")  # fmt: skip
    elif net is not None and vat is not None and gross is not None and net + vat != gross:
        yield _held("vat", f"HT et TVA font {format_money(net + vat, cents=True)}, et non "
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
        yield from _certificate(expense, review)


def _certificate(expense: Expense, review: Review) -> Iterator[Remark]:
    """Tax counts only if it is not recovered *and* attested (décret 2023-5, art. 4)."""
    net, rows = expense.amount(), partner_rows(review.books.programme)
    columns = review.books.counted_columns(expense, review.terms.funder)
    if net is None or columns in ((), ("amount",)):
        return
    mine = rows.get(expense.partner or "")
    typed = mine.typed("vat_certificate") if mine is not None else ""
    end, day = read_validity(typed).end, expense.day("invoice_date")
    if typed and (end is None or day is None or day <= end):
        return
    kept = any(row.typed("vat_certificate") for row in rows.values())
    yield Remark(
        verdict=Verdict.REDUCED if kept else Verdict.UNVERIFIED, kind="vat_certificate",
        kept=cents(net) if kept else None,
        why="la TVA n’est comptée qu’avec une attestation de non-récupération, "
        + (f"qui a pris fin le {format_long_date(end)}" if end else "qui n’est pas notée"),
        action="fournir l’attestation et la noter", columns=("vat",),
        cells=(mine.place.cell("vat_certificate"),) if mine is not None else (),
        source=f"{quote('Partenaires')}, {quote('Attestation TVA')}",
    )  # fmt: skip


def judge_key(expense: Expense, review: Review) -> Iterator[Remark]:
    """Who pays which share: readable, 100 % at most, one European fund at most."""
    key = expense.key
    if key is None:
        yield _held("key", f"{_KEY} ne dit pas qui paie quelle part",
                    "préciser la clé de répartition entre financeurs", "funders")  # fmt: skip
        return
    if key.total > 1:
        total = format_percent(key.total)
        yield _held("key", f"les parts des financeurs font {total} en tout",
                    f"corriger la clé de répartition, ses parts font {total}",
                    "funders")  # fmt: skip
    if not review.terms.is_european:
        return
    european = [
        code
        for code in key.shares
        if (funder := review.books.funder(code))
        and terms_of(review.books, funder, on=review.end).is_european
    ]
    if len(european) > 1:
        yield Remark(
            verdict=Verdict.REJECTED, kind="two_european_funds",
            why=f"la même dépense est présentée à {len(european)} fonds européens",
            action="ne garder qu’un fonds européen dans la clé", columns=("funders",),
            source="règlement (UE) 2021/1060, art. 63(9) – à vérifier",
        )  # fmt: skip


def _rule(rule: GrantRule) -> str:
    return f"{quote('Règles des financeurs')}, {quote(rule.value)}"


def _counts_tax(expense: Expense, review: Review) -> bool:
    net_only = review.terms.funder.vat_base is VatBase.NET
    return not net_only and expense.kind not in (ExpenseKind.SALARY, ExpenseKind.FLAT)


def _held(kind: str, why: str, action: str, column: str) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind=kind, why=why, action=action, columns=(column,),
        source=quote("Dépenses"),
    )  # fmt: skip
