"""Sample: how the usual tab of a table is declared, beside the lines that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Tabs of « Pilotage » that belong to the service; it fills them, nobody else does.
SERVICE_TABS = ("Tableau de bord", "Anomalies", "Relances", "Journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHeaders:
    """One table: the usual title of its tab, its headers by column, and its required columns.

    `renamed`: what some owners call a column; `groups`: the wider header above it, where an owner
    has two lines of headers; `left_out`: what a lean plan does without.
    """

    name: str
    title: str
    headers: Mapping[str, str]
    required: frozenset[str]
    renamed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def usual_tab(
    name: str,
    title: str,
    notation: str,
    *,
    renamed: Mapping[str, tuple[str, ...]] | None = None,
    groups: Mapping[str, str] | None = None,
    left_out: frozenset[str] = frozenset(),
) -> TableHeaders:
    """A table from `column: Header; column: Header`, in the order of its tab; `*` is required."""
    entries = [entry.strip() for entry in notation.replace("\n", " ").split(";")]
    pairs = [entry.split(": ", 1) for entry in entries if entry]
    return TableHeaders(
        name=name,
        title=title,
        headers={column.rstrip("*"): header.strip() for column, header in pairs},
        required=frozenset(column.rstrip("*") for column, _ in pairs if column.endswith("*")),
        renamed=renamed or {},
        groups=groups or {},
        left_out=left_out,
    )
