"""Pure: the six amounts by funder, budget line and partner, of the tab « Argent ».

Hers alone to see. No row crosses a partner with a budget line: that would tell what one person
earns. Full figures are in the sheets; what could not be read for sure is counted beside.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Doubt, Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_money,
    name_some,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.amounts import (
    AmountLine,
    measure_amounts,
    total,
    unattributed,
)
from relocalisons.core.money.books import Books, open_books
from relocalisons.core.money.doubts import (
    NOTHING,
    UNSURE_STAGES,
    Unsure,
    all_of,
    unsure_payment,
    unsure_stage,
)
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.explain import STAGE_WORDS
from relocalisons.core.money.spending import Spending, measure_spending, share_of_whole
from relocalisons.core.pilotage.dashboard.findings import Part
from relocalisons.core.reports.shared.measures import open_sum, share_at_most
from relocalisons.core.sources.thresholds import NEGLIGIBLE, value_in_force
from relocalisons.core.views.own_tab import CellValue, Tint, plain
from relocalisons.core.views.ranges import Euros

_COLUMNS = ("Financeur", "Poste", "Payé", "Autres montants", "Prévu", "Non lus")
_NO_FUNDER = "?"
_NO_BUDGET, _UNKNOWN = "sans budget", "?"
_UNMEASURED = {_NO_BUDGET: _NO_BUDGET, _UNKNOWN: "part payée non mesurable"}


def money_by_line(programme: Programme, *, as_of: date) -> Part:
    """One row a funder, then one row each of its budget lines; the paid share is of the budget.

    Of those whose key cannot be read, what weighs is named; « À ranger » counts the others.
    """
    books = open_books(programme)
    lines = measure_amounts(books, as_of=as_of)
    rows: list[tuple[CellValue, ...]] = []
    for code in dict.fromkeys(line.funder for line in lines):
        mine = [line for line in lines if line.funder == code]
        unread = unattributed(books)
        lost = all_of(unsure_payment(books, one, code, as_of=as_of) for one in unread)
        lost_stages = {
            stage: all_of(
                unsure_stage(books, one, code, stage, counted=False, as_of=as_of) for one in unread
            )
            for stage in UNSURE_STAGES
        }
        given = _given(programme, code, as_of=as_of)
        rows.append(
            _row(plain(code), "Total", mine, lost=lost, lost_stages=lost_stages, given=given)
        )
        rows.extend(
            _row("", plain(typo(name_some([group[0].line for group in alike]))), _all_of(alike))
            for alike in _share_a_row(_grouped(mine, lambda line: fold(line.line)))
        )
    lost = unattributed(books)
    told = [one for one in lost if weighs(one, programme)]
    if told:
        numbers = ", ".join(expense.number for expense in told[:6])
        more = "…" if len(told) > 6 else ""
        rows.append(
            (
                _NO_FUNDER,
                "Clé de répartition illisible",
                "",
                plain(f"comptées pour aucun financeur{NBSP}: {numbers}{more}"),
                "",
                count_of(len(told), "dépense"),
            )
        )
    return Part(
        heading="Argent par financeur et par poste",
        columns=_COLUMNS,
        lines=tuple((Tint.NONE, row) for row in rows),
    )


def paid_of_funders(programme: Programme, *, as_of: date) -> Mapping[str, str]:
    """Funder → « payé 52 à 55 % de 300 000 € » or « sans budget », as « Argent » counts it."""
    said: dict[str, str] = {}
    for _, row in money_by_line(programme, as_of=as_of).lines:
        code, share, planned = str(row[0]), str(row[2]), str(row[4])
        if code and code != _NO_FUNDER:
            said[code] = _UNMEASURED.get(share) or f"payé {share} de {planned}"
    return said


def weighs(expense: Expense, programme: Programme) -> bool:
    """Whether it was invoiced or paid, of more than what changes no rank: a quote loses nothing."""
    if all(expense.row.reading(day).doubt is Doubt.ABSENT for day in ("invoice_date", "paid_on")):
        return False
    amount = expense.amount()
    return amount is None or amount >= value_in_force(programme.parameters, NEGLIGIBLE)


def money_by_partner(programme: Programme, *, as_of: date) -> Part:
    """One row a partner and funder, over all budget lines, with the advances still open."""
    books = open_books(programme)
    lines = measure_amounts(books, as_of=as_of)
    advances = open_advances(books)
    order = {partner.code: at for at, partner in enumerate(programme.partners)}
    groups = sorted(
        _grouped(lines, lambda line: f"{line.partner or ''}/{line.funder}"),
        key=lambda group: (order.get(group[0].partner or "", len(order)), group[0].funder),
    )
    rows: list[tuple[CellValue, ...]] = []
    apart = [group for group in groups if (group[0].partner, group[0].funder) in advances]
    for alike in _share_a_row(groups, apart=apart):
        first = alike[0][0]
        names = [group[0].partner or "Partenaire non précisé" for group in alike]
        owed = advances.get((first.partner, first.funder), Decimal(0))
        rows.append(
            _row(plain(first.funder), plain(name_some(names)), _all_of(alike), advance=owed)
        )
    return Part(
        heading="Argent par partenaire",
        columns=("Financeur", "Partenaire", *_COLUMNS[2:]),
        lines=tuple((Tint.NONE, row) for row in rows),
    )


def open_advances(books: Books) -> dict[tuple[str | None, str], Decimal]:
    """Euros advanced and not repaid, by partner and funder; an amount in doubt is in no sum."""
    programme = books.programme
    codes = {
        fold(spelling): each.code for each in books.funders for spelling in (each.name, each.code)
    }
    found: dict[tuple[str | None, str], Decimal] = {}
    for row in programme.rows("advances"):
        amount, settled = row.decimal("amount"), row.reading("repaid_on").doubt is not Doubt.ABSENT
        if settled or row.last_day("paid_on") is None or amount is None:
            continue
        partner, typed = programme.whose(row), row.plain("funder")
        funder = codes.get(fold(typed), typed)
        found[partner, funder] = found.get((partner, funder), Decimal(0)) + amount
    return found


def _grouped(
    lines: Iterable[AmountLine], key: Callable[[AmountLine], str]
) -> tuple[list[AmountLine], ...]:
    groups: dict[str, list[AmountLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return tuple(groups.values())


def _share_a_row(
    groups: Iterable[list[AmountLine]], *, apart: Collection[list[AmountLine]] = ()
) -> tuple[list[list[AmountLine]], ...]:
    """The groups of each row: those of a funder without a budget share one, but for `apart`."""
    rows: dict[tuple[str, object], list[list[AmountLine]]] = {}
    for place, group in enumerate(groups):
        bare = _planned(group).sure <= 0 and not _planned(group).is_open
        shared = bare and group not in apart
        rows.setdefault((group[0].funder, None if shared else place), []).append(group)
    return tuple(rows.values())


def _all_of(groups: Iterable[list[AmountLine]]) -> list[AmountLine]:
    return [line for group in groups for line in group]


def _planned(lines: list[AmountLine]) -> Euros:
    return open_sum(total(lines).planned, all_of(line.unsure_budget for line in lines))


def _row(
    first: str,
    second: str,
    lines: list[AmountLine],
    *,
    advance: Decimal = Decimal(0),
    lost: Unsure = NOTHING,
    lost_stages: Mapping[str, Unsure] | None = None,
    given: Spending | None = None,
) -> tuple[CellValue, ...]:
    """`lost`: what may be of this funder among the expenses whose key cannot be read; the same of
    the other stages in `lost_stages`. `given`: all that it gives, of a row that is its total.
    """
    amounts, holes = total(lines), sum(line.holes for line in lines)
    paid = open_sum(amounts.paid, all_of((lost, *(line.unsure for line in lines))))
    planned = _planned(lines)
    rest = given.unallotted if given is not None else Decimal(0)
    planned = replace(planned, sure=planned.sure + rest)
    stages = {
        stage: open_sum(
            getattr(amounts, stage),
            all_of(
                (
                    (lost_stages or {}).get(stage, NOTHING),
                    *(line.unsure_stages.get(stage, NOTHING) for line in lines),
                )
            ),
        )
        for stage in UNSURE_STAGES
    }
    return (
        first,
        second,
        _share(paid, planned, is_whole=given is None or given.is_whole),
        plain(_others(stages, advance, paid=paid)),
        f"{planned.said}, dont {format_money(rest)} non répartis" if rest else planned.said,
        count_of(holes, "donnée") if holes else "",
    )


def _given(programme: Programme, code: str, *, as_of: date) -> Spending | None:
    funder = next((each for each in programme.funders if each.code == code), None)
    return measure_spending(programme, funder, as_of=as_of) if funder is not None else None


def _share(paid: Euros, planned: Euros, *, is_whole: bool) -> str:
    """Paid over planned, as papers say it; without a budget there is no share of it."""
    if planned.sure <= 0:
        return _UNKNOWN if planned.is_open else _NO_BUDGET
    if share_of_whole(paid.sure, planned.sure, is_whole=is_whole) is None:
        return _UNKNOWN
    if planned.is_open:
        return share_at_most(paid, planned.sure)
    return paid.share_of(planned.sure)


def _others(stages: Mapping[str, Euros], advance: Decimal, *, paid: Euros) -> str:
    others = ((STAGE_WORDS[stage], stages[stage]) for stage in UNSURE_STAGES)
    known = ((STAGE_WORDS["paid"], paid), *others)
    said = [f"{words} {sums.said}" for words, sums in known if sums.sure or sums.is_open]
    if advance:
        said.append(f"avance en cours {format_money(advance)}")
    return ", ".join(said) or "—"
