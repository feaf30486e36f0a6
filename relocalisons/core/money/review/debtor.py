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
from relocalisons.core.money.review.dates import first_act
from relocalisons.core.money.review.signature import claim_line
from relocalisons.core.money.review.terms import rule_row, rule_rows
from relocalisons.core.money.review.verdict import Remark, Review, Verdict, held
from relocalisons.core.money.words.controls.mandates import is_for_another_funder
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import (
    GrantRule,
    has_no_rule,
    is_indirect,
    is_of_the_seat,
)
from relocalisons.core.money.words.pieces import day_given, is_not_given, read_validity
from relocalisons.core.money.words.suppliers import (
    is_bank,
    is_one_body,
    is_public_accountant,
    is_public_body,
    is_whole_name,
    same_supplier,
)


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
    actions = review.terms.actions
    mine = {fold(each) for each in expense.row.ids("action")}
    if actions is not None and mine and not mine & actions:
        yield Remark(
            verdict=Verdict.REJECTED, kind="scope",
            why="l’action de cette dépense n’est pas financée par cette convention",
            action="corriger l’action, ou retirer la part de ce financeur", columns=("action",),
            source=rule_row(GrantRule.ACTIONS),
        )  # fmt: skip
    yield from _passed_on(expense, review)
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
    elif flat is not None and expense.kind is ExpenseKind.INVOICE:
        yield from _indirect(expense, review)


def _indirect(expense: Expense, review: Review) -> Iterator[Remark]:
    """An invoice of what the flat rate of indirect costs pays already."""
    texts = (expense.row.text("label"), expense.line)
    content = review.terms.value_on(GrantRule.INDIRECT, expense.day("invoice_date"))
    listed = is_indirect(content, *texts)
    if listed or is_of_the_seat(*texts):
        yield Remark(
            verdict=Verdict.HELD if listed else Verdict.UNVERIFIED, kind="covered_by_flat_rate",
            why="ce coût est de ceux que le forfait de coûts indirects paie déjà"
            if listed
            else "ce coût du siège paraît déjà payé par le forfait de coûts indirects",
            action="retirer la part de ce financeur, ou montrer que c’est un coût direct",
            columns=("label",),
            source=rule_row(GrantRule.INDIRECT if listed else GrantRule.FLAT_RATE),
        )  # fmt: skip


def _passed_on(expense: Expense, review: Review) -> Iterator[Remark]:
    """A partner that the annex does not name, or did not name yet when it ordered or paid."""
    lead, partner = lead_of(review.books.programme), expense.partner
    if partner is None or partner == lead:
        return
    paid = expense.day("paid_on") or expense.day("invoice_date")
    named, now = review.terms.names(partner, paid), review.terms.names(partner, None)
    action = (
        "retirer la dépense, ou demander un avenant à l’annexe"
        if lead
        else "dire qui est le chef de file, dans « Rôle projet »"
    )
    if named is not False:
        ordered = first_act(expense)[0]
        before = named and ordered is not None and review.terms.names(partner, ordered) is False
        if named and not before:
            return
        yield Remark(
            verdict=Verdict.UNVERIFIED if named else Verdict.HELD, kind="passed_on",
            why="commandée avant que l’annexe de reversement nomme la structure"
            if named
            else "aucune annexe de reversement n’est écrite pour le jour de ce paiement",
            action="vérifier dans l’avenant depuis quand ses dépenses comptent",
            columns=("partner",), source=rule_row(GrantRule.PARTNERS),
        )  # fmt: skip
        return
    yield Remark(
        verdict=Verdict.REJECTED if lead else Verdict.HELD, kind="passed_on",
        why="l’annexe de reversement ne nommait pas encore la structure au jour du paiement"
        if now and not named
        else "l’annexe de reversement ne nomme pas la structure qui a payé",
        action=action, columns=("partner",), source=rule_row(GrantRule.PARTNERS),
    )  # fmt: skip


def judge_mandate(expense: Expense, review: Review) -> Iterator[Remark]:
    """A partner that pays without the mandate that others gave to the lead, where one is kept."""
    rows, lead = partner_rows(review.books.programme), lead_of(review.books.programme)
    mine = rows.get(expense.partner or "")
    if lead is None or mine is None or expense.partner == lead:
        return
    if not any(row.text("mandate") for row in rows.values()):
        return
    typed, line = mine.typed("mandate"), claim_line(review)
    sent = line.last_day("sent_on") if line is not None else None
    day = sent or max(review.as_of, review.end)  # the mandate lets the lead ask: it holds that day
    end, given = read_validity(typed).end, day_given(typed)
    is_given = bool(typed) and not is_not_given(typed)
    if is_given and _is_for_another(typed, review):
        yield Remark(
            verdict=Verdict.HELD, kind="mandate",
            why="le mandat au chef de file ne vaut pas pour ce financeur",
            action="faire signer un mandat qui nomme cette convention", columns=("partner",),
            cells=(mine.place.cell("mandate"),),
            source=f"{quote('Partenaires')}, {quote('Mandat au chef de file')}",
        )  # fmt: skip
        return
    if is_given and (end is None or end >= day) and (given is None or given <= day):
        return
    yield Remark(
        verdict=Verdict.HELD, kind="mandate",
        why=f"le mandat au chef de file a pris fin le {format_long_date(end)}, avant l’envoi"
        if end is not None and end < day
        else f"le mandat au chef de file est du {format_long_date(given)}, après l’envoi"
        if is_given and given is not None
        else "le chef de file n’a pas de mandat de cette structure",
        action="faire signer le mandat au chef de file", columns=("partner",),
        cells=(mine.place.cell("mandate"),),
        source=f"{quote('Partenaires')}, {quote('Mandat au chef de file')}",
    )  # fmt: skip


def _is_for_another(typed: str, review: Review) -> bool:
    """Whether the words of a mandate keep it to funders of which this one is not."""
    funder = review.terms.funder
    names = {
        each.code: (each.code, each.name, each.row.text("agreement"))
        for each in review.books.funders
    }
    funds = {
        each.funder: each.value
        for each in rule_rows(review.books)
        if each.rule is GrantRule.EUROPEAN and not has_no_rule(each.value)
    }
    mine = (*names.pop(funder.code, ()), funds.pop(funder.code, None))
    others = [name for each in names.values() for name in each]
    return is_for_another_funder(typed, mine, [*others, *funds.values()])


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
    if mine.says_yes("contracting") or is_public_body(mine.typed("name")):
        paid = [each for each in paid if not is_public_accountant(each[0])]
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
    if expense.kind is ExpenseKind.INVOICE and is_whole_name(supplier, mine.typed("name")):
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
