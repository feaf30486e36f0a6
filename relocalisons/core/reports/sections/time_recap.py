"""Pure: the time recorded for a period, by structure and month: days, never a name or a cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import CellRef, Programme, Quantity
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    SHORT_MONTHS,
    counted,
    format_quantity,
)
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, PlainTable

MOST_MONTHS = 8  # a page holds no more columns; a longer period is told by half-year
UNSURE = "?"
PLURAL = {"jour": "jours", "heure": "heures"}
SHORT = {"jour": "j", "jours": "j", "heure": "h", "heures": "h"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One timesheet; `time` is None when it cannot be read for sure."""

    partner: str
    month: date  # its first day
    time: Quantity | None
    signed: bool
    cell: CellRef


def time_table(
    programme: Programme, *, start: date, end: date, paid: frozenset[str] | None
) -> PlainTable:
    """One row a structure, one column a month (or half-year): time, and timesheets signed.

    `paid`: the codes of those whom the funder pays a part of, here and below; None: not known, and
    all of them stand there. A sheet of nobody known stands there too, to be put right.
    """
    entries, unread = _entries(programme, start=start, end=end, paid=paid)
    spans = _spans(start, end)
    partners = list(dict.fromkeys(entry.partner for entry in entries))
    rows: list[tuple[str, ...]] = []
    for code in partners:
        mine = [entry for entry in entries if entry.partner == code]
        inside = [[e for e in mine if first <= e.month <= last] for _, first, last in spans]
        signed = len([entry for entry in mine if entry.signed])
        rows.append(
            (
                partner_name(programme, code, limit=60, unknown="à identifier"),
                *map(_sum, inside),
                _sum(mine),
                f"{signed} sur {len(mine)}",
            )
        )
    doubts = len([entry for entry in entries if entry.time is None])
    return PlainTable(
        caption="Par structure",
        columns=("Structure", *(name for name, _, _ in spans), "Total", "Feuilles signées"),
        rows=tuple(rows),
        note=_note(doubts, unread),
    )


def time_sheet(
    programme: Programme, *, start: date, end: date, paid: frozenset[str] | None, intro: str
) -> AnnexSheet:
    """One row a structure, month and unit, typed."""
    entries, _ = _entries(programme, start=start, end=end, paid=paid)
    groups: dict[tuple[str, date, str | None], list[_Entry]] = {}
    for entry in entries:
        unit = (entry.time.unit or "jour") if entry.time else None
        groups.setdefault((entry.partner, entry.month, unit), []).append(entry)
    return AnnexSheet(
        title="Temps passé",
        intro=f"Temps passé, par structure et par mois. {intro}.",
        columns=(
            AnnexColumn(header="Structure", width=44),
            AnnexColumn(header="Mois (1er jour)", width=16, kind="date"),
            AnnexColumn(header="Temps", width=12, kind="number"),
            AnnexColumn(header="Unité", width=12),
            AnnexColumn(header="Feuilles", width=10, kind="days"),
            AnnexColumn(header="Feuilles signées", width=16, kind="days"),
        ),
        rows=tuple(
            (
                partner_name(programme, code, limit=60, unknown="à identifier"),
                month,
                sum((one.time.amount for one in group if one.time), Decimal(0)) if unit else None,
                PLURAL.get(unit, unit) if unit else "à préciser",
                len(group),
                len([one for one in group if one.signed]),
            )
            for (code, month, unit), group in groups.items()
        ),
    )


def sheets_of(
    programme: Programme, *, start: date, end: date, paid: frozenset[str] | None
) -> Iterator[tuple[date, CellRef]]:
    """The month and the cell of each timesheet that the table counts."""
    entries, _ = _entries(programme, start=start, end=end, paid=paid)
    return ((entry.month, entry.cell) for entry in entries)


def _entries(
    programme: Programme, *, start: date, end: date, paid: frozenset[str] | None
) -> tuple[list[_Entry], int]:
    """The timesheets of the period by structure and month, and how many have no readable month."""
    names = programme.names
    order = {partner.code: index for index, partner in enumerate(programme.partners)}
    found: list[_Entry] = []
    unread = 0
    for row in programme.rows("timesheets"):
        whose = names.resolve(row.plain("partner")).code or ""
        if paid is not None and whose and whose not in paid:
            continue
        day = row.last_day("month")
        if day is None:
            unread += 1
            continue
        month = day.replace(day=1)
        if not start.replace(day=1) <= month <= end:
            continue
        value = row.reading("time").value
        found.append(
            _Entry(
                partner=whose,
                month=month,
                time=value if isinstance(value, Quantity) else None,
                signed=row.says_yes("signed"),
                cell=row.place.cell("time"),
            )
        )
    found.sort(key=lambda one: (order.get(one.partner, len(order)), one.partner, one.month))
    return found, unread


def _spans(start: date, end: date) -> list[tuple[str, date, date]]:
    """The columns: a name, the first and the last month that they count."""
    months = [start.replace(day=1)]
    while (following := (months[-1] + timedelta(days=32)).replace(day=1)) <= end:
        months.append(following)
    if len(months) <= MOST_MONTHS:
        # An ordinary space: the year goes below its month in a narrow column.
        return [(f"{SHORT_MONTHS[one.month - 1]} {one.year}", one, one) for one in months]
    halves: dict[str, list[date]] = {}
    for one in months:
        halves.setdefault(f"S{1 if one.month <= 6 else 2}{NBSP}{one.year}", []).append(one)
    return [(name, group[0], group[-1]) for name, group in halves.items()]


def _sum(entries: list[_Entry]) -> str:
    """`5,5 j`; a doubt makes the whole sum unsure."""
    if not entries:
        return "–"
    sums: dict[str, Decimal] = {}
    for entry in entries:
        if entry.time is None:
            return UNSURE
        unit = entry.time.unit or "jour"
        sums[unit] = sums.get(unit, Decimal(0)) + entry.time.amount
    return ", ".join(
        format_quantity(amount, SHORT.get(unit, unit)) for unit, amount in sums.items()
    )


def _note(doubts: int, unread: int) -> str:
    parts = (
        counted(
            doubts,
            none="",
            one=f"{UNSURE}{NBSP}: 1 feuille dont le temps est à préciser.",
            many=f"{UNSURE}{NBSP}: {{n}} feuilles dont le temps est à préciser.",
        ),
        counted(
            unread,
            none="",
            one="1 feuille sans mois lisible n’est pas comptée.",
            many="{n} feuilles sans mois lisible ne sont pas comptées.",
        ),
    )
    return " ".join(part for part in parts if part)
