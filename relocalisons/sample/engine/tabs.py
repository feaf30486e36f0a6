"""Sample: the shapes people give to their tabs: titles above, renamed or moved columns, notes."""

from dataclasses import dataclass, replace
from random import Random

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.headers import TableHeaders
from relocalisons.sample.engine.structures import BY_CODE
from relocalisons.sample.engine.workspace import ShownColumn, Tab

MERGED_PLANS = frozenset({"P01", "P05", "P14", "P21", "P22"})  # « Axe » merged downwards
_TWO_LINES = frozenset({"P02", "P06", "P13", "P20"})
_MOVED = frozenset({"P03", "P09", "P17", "P22"})
_EXTRA = frozenset({"P04", "P11", "P15", "P18"})
_SHOUTED = frozenset({"P10", "P16"})  # capitals, without accents
_NOTED = frozenset({"P03", "P08", "P12", "P19"})  # a remark in the middle of the table
LEAN_PLANS = frozenset({"P07", "P08", "P16"})  # fewer columns than the model

_NOTES = (
    "attention, voir avec Paul avant de modifier la suite",
    "à partir d’ici : actions financées par l’avenant en discussion",
    "NB : les dates ci-dessous ont été revues en réunion d’équipe",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What an owner did to the model."""

    renamed: bool
    two_headers: bool
    moved: bool
    extra: bool
    shouted: bool
    noted: bool
    lean: bool
    above: int


def style_of(owner: str, table: TableHeaders, *, rng: Random) -> Style:
    """The habits of an owner; tables other than plan and deliverables stay close to the model."""
    is_plan = table.name in ("actions", "deliverables")
    return Style(
        renamed=owner != "pilotage" and bool(table.renamed) and rng.random() < 0.6,
        two_headers=bool(table.groups) and owner in _TWO_LINES,
        moved=is_plan and owner in _MOVED,
        extra=is_plan and owner in _EXTRA,
        shouted=is_plan and owner in _SHOUTED,
        noted=table.name == "actions" and owner in _NOTED,
        lean=bool(table.left_out) and owner in LEAN_PLANS,
        above=rng.choice((0, 1, 2, 3)) if owner != "pilotage" else 0,
    )


def make_tab(owner: str, table: TableHeaders, rows: tuple[Row, ...], *, seed: int) -> Tab:
    """A tab of a canonical table as its owner keeps it; the rows are given in their order."""
    rng = Random(f"{seed}:tab:{owner}:{table.name}")
    style = style_of(owner, table, rng=rng)
    merged = "work_stream" if table.name == "actions" and owner in MERGED_PLANS else None
    if style.noted and len(rows) > 3:
        at = rng.randint(2, len(rows) - 1)
        note = Row(uid="note", note=rng.choice(_NOTES))
        rows = (*rows[:at], note, *rows[at:])
    return Tab(
        owner=owner,
        title=table.title,
        table=table.name,
        columns=_columns(table, style=style, rng=rng),
        above=_lines_above(owner, table, style.above),
        two_headers=style.two_headers,
        merged_group=merged,
        rows=rows,
    )


def _columns(table: TableHeaders, *, style: Style, rng: Random) -> tuple[ShownColumn, ...]:
    names = list(table.headers)
    if style.lean:
        names = [name for name in names if name not in table.left_out]
    if style.moved:
        last = names.pop()
        names.insert(2, last)
        names.insert(3, names.pop(names.index("status")))
    columns = [
        ShownColumn(
            name=name,
            header=_header(table, name, style=style, rng=rng),
            group=table.groups.get(name, "") if style.two_headers else "",
        )
        for name in names
    ]
    if style.extra:
        columns.insert(1, ShownColumn(name=None, header="Priorité interne"))
        columns.append(ShownColumn(name=None, header="Code analytique"))
    return tuple(columns)


def _header(table: TableHeaders, name: str, *, style: Style, rng: Random) -> str:
    header = table.headers[name]
    others = table.renamed.get(name, ())
    if style.renamed and others and rng.random() < 0.6:
        header = rng.choice(others)
    if style.shouted:
        return _without_accents(header.upper())
    return header


def _without_accents(text: str) -> str:
    return text.translate(str.maketrans("ÉÈÊÀÂÔÎÛÇ", "EEEAAOIUC"))


def _lines_above(owner: str, table: TableHeaders, count: int) -> tuple[str, ...]:
    if not count or owner not in BY_CODE:
        return ()
    structure = BY_CODE[owner]
    lines = (
        f"Relocalisons – {table.title} – {structure.name}",
        "Merci de mettre à jour avant chaque vendredi midi.",
        "",
    )
    return lines[:count]


def with_total(tab: Tab, column: str) -> Tab:
    """The same tab ended by a line « TOTAL » that sums a column."""
    total = Row(uid="total", note="TOTAL", total_of=column)
    return replace(tab, rows=(*tab.rows, total))
