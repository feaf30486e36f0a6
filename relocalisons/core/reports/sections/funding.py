"""Pure: the tables of spending: by budget line and by partner, in the columns a funder asks for.

Sums by partner are over all budget lines, and those by budget line over all partners: neither
tells what one person earns.
"""

from decimal import Decimal

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import shorten, typo
from relocalisons.core.kernel.words.names import index_names
from relocalisons.core.money.spending import Spending, budget_of
from relocalisons.core.reading.sheet_rows import Row
from relocalisons.core.reports.shared.amounts import COLUMNS, Amounts, amount_cells, total_of
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, PlainTable

NOBODY = "Partenaire non précisé"


def by_partner(programme: Programme, spending: Spending) -> tuple[Amounts, ...]:
    """One entry per partner, in the order of « Partenaires », those in doubt last."""
    names = index_names(programme.partners, synonyms=programme.synonyms)

    def who(row: Row) -> str:
        return names.resolve(row.text("partner")).code or ""

    sums: dict[str, dict[str, Decimal]] = {}

    def add(row: Row, column: str, amount: Decimal) -> None:
        mine = sums.setdefault(who(row), {})
        mine[column] = mine.get(column, Decimal(0)) + amount

    for line in spending.lines:
        for row in line.budget_rows:
            add(row, "planned", budget_of(row) or Decimal(0))
        for part in line.committed:
            add(part.row, "committed", part.amount)
        for part in line.paid:
            add(part.row, "paid", part.amount)
            add(part.row, "eligible", part.eligible)
    order = {partner.code: index for index, partner in enumerate(programme.partners)}
    codes = sorted(sums, key=lambda code: order.get(code, len(order)))
    return tuple(Amounts(name=_name(programme, code), **sums[code]) for code in codes)


def amounts_table(
    entries: tuple[Amounts, ...], *, what: str, columns: tuple[str, ...], caption: str
) -> PlainTable:
    """Those amounts and their total, without any colour; sums are to the cent."""
    total = total_of(entries)
    rows = [amount_cells(entry, columns) for entry in entries]
    if len(rows) > 1:
        rows.append(amount_cells(total, columns))
    return PlainTable(
        caption=caption,
        columns=(what, *(COLUMNS[column][0] for column in columns)),
        rows=tuple(rows),
    )


def amounts_sheet(
    entries: tuple[Amounts, ...], *, title: str, what: str, unit: str, intro: str
) -> AnnexSheet:
    """The same amounts typed, all four columns."""
    return AnnexSheet(
        title=title,
        intro=intro,
        columns=(
            AnnexColumn(header=what, width=44),
            *(
                AnnexColumn(header=f"{words} ({unit})", width=16, kind="money")
                for words, _ in COLUMNS.values()
            ),
        ),
        rows=tuple(
            (entry.name, *(entry.of(column) for column in COLUMNS))
            for entry in (*entries, total_of(entries))
        ),
    )


def _name(programme: Programme, code: str) -> str:
    partner = programme.partner(code)
    return f"{code} {typo(shorten(partner.name, limit=50))}" if partner else NOBODY
