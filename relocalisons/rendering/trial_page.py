"""« Essayer ce fichier » for a terminal and, in Markdown, for Prefect."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from relocalisons.core.sources.trial.page import NOT_READ, ColumnTried, TableTried, TrialPage

_PARTS = (
    ("Telles que lues", "lines"),
    ("Serait suivi", "followed"),
    ("Serait demandé une fois", "asked"),
    ("Perdu", "lost"),
)
_MEANING, _SURENESS = 22, 12  # characters of a terminal


def as_lines(page: TrialPage, *, width: int = 96) -> list[str]:
    """The page for a terminal of that many characters."""
    lines = [*_wrapped(page.title, width), "─" * min(width, len(page.title))]
    for table in page.tables:
        lines += ["", *_wrapped(table.heading, width), *_wrapped(table.verdict, width), ""]
        for column in table.columns:
            if column.meaning != NOT_READ:  # « Perdu » names the others
                lines += _column(column, width)
        for name, items in _parts(table):
            lines += ["", name, *_listed(items, width)]
    if page.lost:
        lines += ["", "Laissé de côté dans ce fichier", *_listed(page.lost, width)]
    return [*lines, "", *_wrapped(page.closing, width)]


def as_markdown(page: TrialPage) -> str:
    """The page as Prefect shows it."""
    lines = [f"### {_flat(page.title)}"]
    for table in page.tables:
        lines += ["", f"#### {_flat(table.heading)}", "", table.verdict, ""]
        lines += ["| Votre colonne | Comprise comme | Pourquoi | |", "|---|---|---|---|"]
        lines += [
            f"| {_flat(each.label)} | {_flat(each.meaning)} | {_flat(each.why)} "
            f"| {_marked(each.sureness)} |"
            for each in table.columns
        ]
        for name, items in _parts(table):
            lines += ["", f"**{name}**", "", *[f"- {_flat(item)}" for item in items]]
    if page.lost:
        lines += ["", "**Laissé de côté dans ce fichier**", ""]
        lines += [f"- {_flat(item)}" for item in page.lost]
    return "\n".join([*lines, "", page.closing])


def _parts(table: TableTried) -> Iterator[tuple[str, Sequence[str]]]:
    for name, field in _PARTS:
        if items := getattr(table, field):
            yield name, items


def _column(column: ColumnTried, width: int) -> list[str]:
    """One line; a long reason goes on below, a long title moves the rest to the next line."""
    label = width // 4 + 2
    left = f"  {column.label:<{label}} {column.meaning:<{_MEANING}} {column.sureness:<{_SURENESS}} "
    if len(column.label) > label or len(column.meaning) > _MEANING:
        named = f"{column.label} {column.meaning} {column.sureness}"
        indent = " " * 6
        why = textwrap.wrap(column.why, width, initial_indent=indent, subsequent_indent=indent)
        return [*textwrap.wrap(named, width, initial_indent="  "), *why]
    indent = " " * len(left)
    why = textwrap.wrap(column.why, width - len(left)) or [""]
    return [(left + why[0]).rstrip(), *(indent + line for line in why[1:])]


def _listed(items: Iterable[str], width: int) -> list[str]:
    return [
        line
        for item in items
        for line in textwrap.wrap(item, width, initial_indent="  • ", subsequent_indent="    ")
    ]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width) or [""]


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _marked(sureness: str) -> str:
    return f"**{sureness}**" if sureness.startswith("à") else sureness
