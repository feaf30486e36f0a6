"""Pure: the first figures of a claim, the sums by budget line, the claims before it, and the cells.

Each cell that a figure was computed from is named; shown are the values that this funder pays a
share of. What somebody earns or how long somebody worked is named and never shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    count_of,
    format_money,
    format_number,
    format_percent,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.aid import Aid, Limit
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.reports.claims.lines import ClaimLine, ClaimLines, euros
from relocalisons.core.reports.sections.account import (
    Account,
    action_budget,
    counted_in,
    partners_paid,
)
from relocalisons.core.reports.sections.time_recap import sheets_of
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.sources import Evidence
from relocalisons.core.views.rag import Rag, status
from relocalisons.core.views.view import PlainTable, Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSum:
    """The presented expenses of one budget line; euros, `aid` None when no rate can be read."""

    name: str
    number: int
    amount: Decimal
    aid: Decimal | None


def claim_tiles(lines: ClaimLines) -> tuple[Tile, ...]:
    """Base, aid asked, asked in all, what is left of the grant: what a funder reads first."""
    aid = lines.review.aid
    return (_base(lines), _asked(lines), _in_all(aid), _left(aid))


def by_budget_line(lines: ClaimLines) -> tuple[LineSum, ...]:
    """The presented expenses by budget line, in the order of the statement."""
    groups: dict[str, list[ClaimLine]] = {}
    for line in lines.lines:
        groups.setdefault(fold(line.budget_line), []).append(line)
    return tuple(_sum(typo(group[0].budget_line), group) for group in groups.values())


def total_of(lines: ClaimLines) -> LineSum:
    """All of them."""
    return _sum("Total", lines.lines)


def summary_table(lines: ClaimLines, *, unit: str) -> PlainTable:
    """The sums by budget line and their total, as the statement's first page gives them."""
    sums = (*by_budget_line(lines), total_of(lines)) if lines.lines else ()
    return PlainTable(
        caption=f"Synthèse par poste de dépenses, en {unit}",
        columns=("Poste", "Dépenses", "Base présentée", "Aide demandée"),
        rows=tuple(
            (each.name, format_number(each.number), say_cents(each.amount), say_cents(each.aid))
            for each in sums
        ),
    )


def aid_table(lines: ClaimLines) -> PlainTable:
    """Base, rate, aid asked, asked before, granted and remaining, as the form asks for them."""
    aid, before = lines.review.aid, lines.review.before
    waiting = before.waiting or 0
    rate = "à préciser" if aid.rate is None else format_percent(aid.rate)
    rows = (
        ("Base des dépenses présentées", say_cents(euros(aid.base))),
        ("Taux de la convention", rate),
        ("Aide demandée", say_cents(lines.aid)),
        ("Aide demandée auparavant", say_cents(euros(before.claimed))),
        ("dont retenu", say_cents(euros(before.accepted))),
        ("dont rejeté", say_cents(euros(before.rejected))),
        *((("dont en attente de décision", say_cents(euros(waiting))),) if waiting > 0 else ()),
        ("Déjà demandé, rejets déduits", say_cents(euros(aid.before))),
        ("Subvention accordée", say_cents(euros(aid.grant))),
        ("Reste après cette demande", say_cents(euros(aid.remaining))),
    )
    return PlainTable(caption="En euros", columns=("", "Montant"), rows=rows, note=_why(aid))


def say_cents(amount: Decimal | None) -> str:
    """« 1 234,50 € », or that nobody can tell."""
    return "à préciser" if amount is None else format_money(amount, cents=True)


def _why(aid: Aid) -> str:
    """Why the aid is not base × rate, where another limit decides."""
    if aid.binding in (None, Limit.RATE) or Limit.RATE not in aid.limits:
        return ""
    if aid.asked is None or aid.limits[Limit.RATE] - aid.asked < _ROUNDING:
        return ""
    reasons = {
        **dict.fromkeys(
            (Limit.KEY, Limit.LINES),
            "Les clés de répartition demandent moins que le taux de la convention.",
        ),
        Limit.PUBLIC_AID: "L’aide est limitée par les autres aides publiques et "
        "l’autofinancement exigé.",
        Limit.GRANT: "L’aide est limitée à ce qui reste de la subvention.",
        Limit.INSTALMENTS: "L’aide est limitée à ce qui peut être demandé avant le solde.",
        Limit.COMMENCEMENT: "Aucune aide n’est demandée tant que le commencement n’est pas établi.",
    }
    return reasons.get(aid.binding, "") if aid.binding else ""


def _sum(name: str, lines: Sequence[ClaimLine]) -> LineSum:
    aids = [line.aid for line in lines]
    known = [each for each in aids if each is not None]
    return LineSum(
        name=name,
        number=sum(len(line.expenses) for line in lines),
        amount=sum((line.amount for line in lines), Decimal(0)),
        aid=sum(known, Decimal(0)) if len(known) == len(aids) else None,
    )


def _base(lines: ClaimLines) -> Tile:
    number = len(lines.expenses)
    sure = "Payées, ou au forfait de la règle" if flat_rates(lines) else "Payées et justifiées"
    return Tile(
        label="Base présentée",
        value=format_money(lines.amount),
        target=presented_words(lines),
        gap="",
        status=status(Rag.GOOD, sure) if number else status(Rag.UNKNOWN, "Rien à présenter"),
    )


def flat_rates(lines: ClaimLines) -> list[int]:
    """The cents of each presented flat rate: nobody invoiced or paid it."""
    return [line.kept for line in lines.review.presented if line.expense.kind is ExpenseKind.FLAT]


def presented_words(lines: ClaimLines) -> str:
    """« 26 dépenses acquittées et 3 forfaits (768,77 €) »."""
    flat = flat_rates(lines)
    number = len(lines.expenses) - len(flat)
    paid = count_of(number, "dépense acquittée", "dépenses acquittées")
    if not flat:
        return paid
    flats = f"{count_of(len(flat), 'forfait')} ({say_cents(euros(sum(flat)))})"
    return f"{paid} et {flats}" if number else flats


def _asked(lines: ClaimLines) -> Tile:
    rate, aid, ahead = lines.review.aid.rate, lines.aid, lines.review.aid.is_ahead
    missing = "Montant à préciser" if ahead else "Taux à préciser"
    return Tile(
        label="Aide demandée",
        value="–" if aid is None else format_money(aid),
        target="avance, avant toute dépense"
        if ahead
        else "taux à préciser"
        if rate is None
        else f"taux de {format_percent(rate)}",
        gap="",
        status=status(Rag.UNKNOWN, missing)
        if aid is None
        else status(Rag.GOOD, "Dans la convention" if ahead else "Dans le taux"),
    )


def _in_all(aid: Aid) -> Tile:
    known = aid.before is not None and aid.asked is not None
    return Tile(
        label="Demandé, rejets déduits",
        value=format_money(Decimal((aid.before or 0) + (aid.asked or 0)) / 100) if known else "–",
        target=f"dont {format_money(Decimal(aid.before) / 100)} déjà demandés"
        if aid.before
        else "première demande"
        if aid.before == 0
        else "un montant déclaré est à lire",
        gap="",
        status=status(Rag.GOOD, "Rejets déduits") if known else status(Rag.UNKNOWN, "À lire"),
    )


def _left(aid: Aid) -> Tile:
    left, grant = aid.remaining, aid.grant
    return Tile(
        label="Reste de la subvention",
        value="–" if left is None else format_money(Decimal(left) / 100),
        target="subvention à préciser"
        if grant is None
        else f"sur {format_money(Decimal(grant) / 100)} accordés",
        gap="",
        status=status(Rag.UNKNOWN, "Non connu")
        if left is None
        else status(Rag.GOOD, "Dans l’enveloppe"),
    )


_ROUNDING = 100  # cents: what rounding each line may take from base × rate
PRESENTED = "Dépenses présentées (€)"
CLAIMED = "Aide demandée auparavant (€)"
ACCEPTED = "Montants retenus (€)"
REJECTED = "Montants rejetés (€)"
PLANNED = "Budget de l’action (€)"
DONE = "Charges réalisées (€)"
TIME = "Temps passé"
_BEFORE = (("claimed", CLAIMED), ("accepted", ACCEPTED), ("rejected", REJECTED))


def evidence_of_claim(
    books: Books, funder: FunderRules, lines: ClaimLines, *, start: date, end: date
) -> tuple[Evidence, ...]:
    """One entry per cell, in the order of the figures."""
    mine = [one for one in books.expenses if one.key and one.key.share(funder.code) > 0]
    return (
        *(_cell(PRESENTED, one, "amount", funder) for one in lines.expenses),
        *(
            _cell(figure, one, column, funder)
            for column, figure in _BEFORE
            for one in mine
            if one.amount(column) is not None
        ),
        *_budget(books, funder),
        *(_cell(DONE, one, "amount", funder) for one in counted_in(books, funder, until=end)),
        *(
            Evidence(figure=TIME, item=month.strftime("%m/%Y"), value=None, cell=cell)
            for month, cell in sheets_of(
                books.programme, start=start, end=end, paid=partners_paid(books, funder)
            )
        ),
    )


def printed_in_claim(
    cells: tuple[Evidence, ...], lines: ClaimLines, account: Account
) -> Mapping[str, str]:
    """What the claim prints of each figure; those without any cell are not printed."""
    planned, before = sum(entry.planned for entry in account.charges), lines.review.before
    told = {
        PRESENTED: format_money(lines.amount),
        CLAIMED: say_cents(euros(before.claimed)),
        ACCEPTED: say_cents(euros(before.accepted)),
        REJECTED: say_cents(euros(before.rejected)),
        PLANNED: f"{'au moins ' if account.unread_budgets else ''}{format_money(planned)}",
        DONE: format_money(account.paid),
        TIME: count_of(len([cell for cell in cells if cell.figure == TIME]), "feuille"),
    }
    there = {cell.figure for cell in cells}
    return {figure: value for figure, value in told.items() if figure in there}


def _budget(books: Books, funder: FunderRules) -> Iterator[Evidence]:
    for row in action_budget(books, funder):
        if row.current is None:
            continue
        column = "amended" if row.row.reading("amended").value is not None else "initial"
        yield Evidence(
            figure=PLANNED,
            item=row.line,
            value=row.current if row.funder == funder.code else None,
            cell=row.row.place.cell(column),
        )


def _cell(figure: str, expense: Expense, column: str, funder: FunderRules) -> Evidence:
    mine = expense.key is not None and expense.key.share(funder.code) > 0
    shown = mine and not is_salary(expense.row)
    return Evidence(
        figure=figure,
        item=expense.number,
        value=expense.amount(column) if shown else None,
        cell=expense.row.place.cell(column),
    )
