"""Pure: the time recorded for a period, by structure and month: days, never a name or a cost."""

from datetime import date
from decimal import Decimal

from relocalisons.core.french import format_month, format_quantity, shorten, typo
from relocalisons.core.model import Programme, Quantity
from relocalisons.core.names import index_names
from relocalisons.core.reports.rows import day_of, table_rows, text_of
from relocalisons.core.reports.view import PlainTable


def time_table(programme: Programme, *, start: date, end: date) -> PlainTable:
    """One row a structure and month: time by unit as typed, timesheets signed over all."""
    names = index_names(programme.partners, synonyms=programme.synonyms)
    order = {partner.code: index for index, partner in enumerate(programme.partners)}
    groups: dict[tuple[int, str, date], list[tuple[str, Decimal | None, bool]]] = {}
    unread = 0
    for row in table_rows(programme, "timesheets"):
        month = day_of(row, "month")
        if month is None:
            unread += 1
            continue
        if not start <= month.replace(day=1) <= end:
            continue
        code = names.resolve(text_of(row, "partner")).code or ""
        value = row.reading("time").value
        known = isinstance(value, Quantity)
        entry = (
            (value.unit or "jour") if known else "à préciser",
            value.amount if known else None,
            row.says_yes("signed"),
        )
        key = (order.get(code, len(order)), code, month.replace(day=1))
        groups.setdefault(key, []).append(entry)
    rows = [
        (_who(programme, code), format_month(month), _total(entries), _signed(entries))
        for (_, code, month), entries in sorted(groups.items())
    ]
    return PlainTable(
        caption="Temps passé, par structure et par mois",
        columns=("Structure", "Mois", "Temps", "Feuilles signées"),
        rows=tuple(rows),
        note=f"{unread} lignes sans mois lisible à part." if unread > 1 else
        ("1 ligne sans mois lisible à part." if unread else ""),
    )  # fmt: skip


def _total(entries: list[tuple[str, Decimal | None, bool]]) -> str:
    sums: dict[str, Decimal] = {}
    for unit, amount, _ in entries:
        if amount is None:
            return "à préciser"
        sums[unit] = sums.get(unit, Decimal(0)) + amount
    return ", ".join(format_quantity(amount, unit) for unit, amount in sums.items())


def _signed(entries: list[tuple[str, Decimal | None, bool]]) -> str:
    return f"{len([1 for _, _, signed in entries if signed])} sur {len(entries)}"


def _who(programme: Programme, code: str) -> str:
    partner = programme.partner(code)
    return typo(shorten(partner.name, limit=60)) if partner else "à identifier"
