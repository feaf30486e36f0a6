"""Pure: who bears a line: its structure, the action and annex that admit it, who pays it.

An account holder or an addressee that is neither the structure nor a bank is a question; both
together are a debtor that is not ours.
"""

from collections.abc import Iterator, Mapping, Sequence

from relocalisons.core.kernel.model import Row
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import format_long_date, quote, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import lead_of, partner_rows
from relocalisons.core.money.review.terms import rule_row
from relocalisons.core.money.review.verdict import Remark, Review, Verdict, held
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.pieces import read_validity
from relocalisons.core.money.words.suppliers import is_bank, is_one_body, same_supplier


def judge_debtor(expense: Expense, review: Review) -> Iterator[Remark]:
    """A partner that nobody knows, or an expense that the agreement does not foresee."""
    if expense.partner is None:
        yield held("debtor", "la structure qui paie n’est pas connue", "préciser le partenaire",
                    "partner")  # fmt: skip
        return
    rows = [each for each in review.books.budget if each.funder == review.terms.funder.code]
    whose = {each.partner for each in rows}
    # Where one structure holds the whole budget, nothing says how the others share it.
    if len(whose) > 1 and expense.partner not in whose:
        yield held("unforeseen", "la structure n’a aucun budget chez ce financeur",
                    "vérifier la clé, ou demander l’accord du financeur", "partner")  # fmt: skip
    elif rows and not any(fold(each.line) == fold(expense.line) for each in rows):
        yield held("unforeseen", f"le poste {quote(expense.line)} n’est pas dans le budget de ce "
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
            source=rule_row(GrantRule.ACTIONS),
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
            columns=("partner",), source=rule_row(GrantRule.PARTNERS),
        )  # fmt: skip
    flat = review.terms.flat_rate
    real = expense.kind not in (ExpenseKind.SALARY, ExpenseKind.FLAT)
    if flat is not None and flat.covers_all and real:
        yield Remark(
            verdict=Verdict.REJECTED, kind="covered_by_flat_rate",
            why="le forfait couvre déjà tous les autres coûts",
            action="retirer la part de ce financeur", columns=("type",),
            source=f"{rule_row(GrantRule.FLAT_RATE)}, règlement (UE) 2021/1060, art. 56 – à "
            "vérifier",
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


def judge_payer(expense: Expense, review: Review) -> Iterator[Remark]:
    """Billed to somebody else, or paid from somebody else's account."""
    rows = partner_rows(review.books.programme)
    mine = rows.get(expense.partner or "")
    if mine is None:
        return
    supplier = expense.row.text("supplier")
    billed = _others(expense.pieces.addressees, mine, supplier=None)
    paid = _others(expense.pieces.holders, mine, supplier=supplier)
    if expense.kind in (ExpenseKind.SALARY, ExpenseKind.TRAVEL):
        billed = []  # a journey is of the person who made it
    if expense.kind is ExpenseKind.TRAVEL:
        paid = [each for each in paid if _partner_of(each[0], rows) is not None]
    said = [
        *(f"facturée à {typo(name)}" for name, _ in billed[:1]),
        *(f"payée par {typo(_named(name, rows))}" for name, _ in paid[:1]),
    ]
    if said:
        ours = typo(mine.typed("name") or expense.partner or "")
        yield Remark(
            verdict=Verdict.REJECTED if billed and paid else Verdict.HELD, kind="payer",
            why=f"{' et '.join(said)}, et non {'par' if paid else 'à'} {ours}",
            action="retirer la dépense, ou prouver que la structure l’a supportée",
            columns=("partner",), cells=tuple(cell for _, cell in (*billed[:1], *paid[:1])),
            source="dépense supportée par le bénéficiaire",
        )  # fmt: skip
    if expense.kind is ExpenseKind.INVOICE and _is_of(supplier, mine):
        yield held("own_invoice", "la structure se facture à elle-même",
                   "remplacer cette facture par les dépenses réelles, avec leurs pièces",
                   "supplier")  # fmt: skip


def _others(
    names: Sequence[tuple[str, CellRef]], mine: Row, *, supplier: str | None
) -> list[tuple[str, CellRef]]:
    return [
        (name, cell)
        for name, cell in names
        if not _is_of(name, mine) and not is_bank(name) and not same_supplier(name, supplier)
    ]


def _is_of(name: str | None, mine: Row) -> bool:
    """Whether a name is that of a structure, by its code or its words."""
    if not name:
        return False
    return fold(name) == fold(mine.text("code") or "") or is_one_body(name, mine.typed("name"))


def _partner_of(name: str, rows: Mapping[str, Row]) -> Row | None:
    return next((row for row in rows.values() if _is_of(name, row)), None)


def _named(name: str, rows: Mapping[str, Row]) -> str:
    """The partner whose code that is, else the name as typed."""
    found = _partner_of(name, rows)
    return found.typed("name") or name if found is not None else name
