"""Pure: the six amounts by funder, budget line and partner, of the tab « Argent ».

Hers alone to see. No row crosses a partner with a budget line: that would tell what one person
earns. Full figures are in the sheets; what could not be read for sure is counted beside.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
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
from relocalisons.core.money.spending import measure_spending, share_of_whole
from relocalisons.core.pilotage.dashboard.findings import Part
from relocalisons.core.reports.shared.measures import open_sum, share_at_most
from relocalisons.core.sources.thresholds import NEGLIGIBLE, value_in_force
from relocalisons.core.views.own_tab import CellValue, Tint, plain
from relocalisons.core.views.ranges import Euros

_COLUMNS = ("Financeur", "Poste", "Payé", "Autres montants", "Prévu", "Non lus")
_NO_FUNDER = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sums:
    """What is paid of what is planned; `rest` of that is allotted by no line, and where it is not
    all that a funder gives (`is_whole`) a share above it says nothing.
    """

    paid: Euros
    planned: Euros
    rest: Decimal = Decimal(0)
    is_whole: bool = True

    @property
    def budget(self) -> str:
        """« 15 000 €, dont 13 500 € non répartis »."""
        rest = f", dont {format_money(self.rest)} non répartis" if self.rest else ""
        return f"{self.planned.said}{rest}"

    @property
    def has_budget(self) -> bool:
        return self.planned.sure > 0 or self.planned.is_open

    @property
    def is_measured(self) -> bool:
        whole = self.planned.sure
        return share_of_whole(self.paid.sure, whole, is_whole=self.is_whole) is not None

    @property
    def share(self) -> str:
        """Paid over planned, as papers say it."""
        of_known = share_at_most if self.planned.is_open else Euros.share_of
        return of_known(self.paid, self.planned.sure)

    @property
    def told(self) -> str:
        """The share in a cell of its own: « 52 à 55 % », « sans budget », « ? »."""
        if not self.is_measured:
            return "?" if self.has_budget else "sans budget"
        return self.share

    @property
    def sentence(self) -> str:
        """« payé 52 à 55 % de 300 000 € », « sans budget »."""
        if not self.is_measured:
            return "part payée non mesurable" if self.has_budget else "sans budget"
        return f"payé {self.share} de {self.budget}"


def money_by_line(programme: Programme, *, as_of: date) -> Part:
    """One row a funder, then one row each of its budget lines; the paid share is of the budget.

    Of those whose key cannot be read, what weighs is named; « À ranger » counts the others.
    """
    books = open_books(programme)
    lines = measure_amounts(books, as_of=as_of)
    rows: list[tuple[CellValue, ...]] = []
    for mine in _grouped(lines, lambda line: line.funder):
        rows.append(_total_row(books, mine, as_of=as_of))
        rows.extend(
            _row("", plain(typo(name_some([group[0].line for group in alike]))), _all_of(alike))
            for alike in _share_a_row(_grouped(mine, lambda line: fold(line.line)))
        )
    lost = unattributed(books)
    told = [one for one in lost if _weighs(one, programme)]
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
    books = open_books(programme)
    groups = _grouped(measure_amounts(books, as_of=as_of), lambda line: line.funder)
    return {lines[0].funder: _of_funder(books, lines, as_of=as_of).sentence for lines in groups}


def _total_row(books: Books, lines: list[AmountLine], *, as_of: date) -> tuple[CellValue, ...]:
    """All that is of one funder, with what may be of it among the keys that cannot be read."""
    code, unread = lines[0].funder, unattributed(books)
    lost_stages = {
        stage: all_of(
            unsure_stage(books, one, code, stage, counted=False, as_of=as_of) for one in unread
        )
        for stage in UNSURE_STAGES
    }
    sums = _of_funder(books, lines, as_of=as_of)
    return _row(plain(code), "Total", lines, sums=sums, lost_stages=lost_stages)


def _of_funder(books: Books, lines: list[AmountLine], *, as_of: date) -> _Sums:
    """Of all that it gives: what « Budget » does not allot is its too."""
    code, programme = lines[0].funder, books.programme
    lost = all_of(unsure_payment(books, one, code, as_of=as_of) for one in unattributed(books))
    sums = _sums_of(lines, lost=lost)
    funder = next((each for each in programme.funders if each.code == code), None)
    if funder is None:
        return sums
    given = measure_spending(programme, funder, as_of=as_of)
    return _Sums(
        paid=sums.paid,
        planned=replace(sums.planned, sure=sums.planned.sure + given.unallotted),
        rest=given.unallotted,
        is_whole=given.is_whole,
    )


def _sums_of(lines: list[AmountLine], *, lost: Unsure = NOTHING) -> _Sums:
    """`lost`: what may be paid of them among the expenses whose key cannot be read."""
    paid = open_sum(total(lines).paid, all_of((lost, *(line.unsure for line in lines))))
    return _Sums(paid=paid, planned=_planned(lines))


def _weighs(expense: Expense, programme: Programme) -> bool:
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
    sums: _Sums | None = None,
    advance: Decimal = Decimal(0),
    lost_stages: Mapping[str, Unsure] | None = None,
) -> tuple[CellValue, ...]:
    """`sums`: those of a funder, of a row that is its total; `lost_stages`: what may be of it among
    the expenses whose key cannot be read, by stage.
    """
    amounts, holes = total(lines), sum(line.holes for line in lines)
    sums = sums or _sums_of(lines)
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
        sums.told,
        plain(_others(stages, advance, paid=sums.paid)),
        sums.budget,
        count_of(holes, "donnée") if holes else "",
    )


def _others(stages: Mapping[str, Euros], advance: Decimal, *, paid: Euros) -> str:
    others = ((STAGE_WORDS[stage], stages[stage]) for stage in UNSURE_STAGES)
    known = ((STAGE_WORDS["paid"], paid), *others)
    said = [f"{words} {sums.said}" for words, sums in known if sums.sure or sums.is_open]
    if advance:
        said.append(f"avance en cours {format_money(advance)}")
    return ", ".join(said) or "—"
