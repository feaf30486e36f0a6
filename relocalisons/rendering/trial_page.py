"""« Essayer ce fichier » for a terminal and, in Markdown, for Prefect."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.core.sources.trial.page import NOT_READ, ColumnTried, TableTried, TrialPage

_PARTS = (
    ("Telles que lues", "lines"),
    ("Serait suivi", "followed"),
    ("Serait demandé une fois", "asked"),
    ("Perdu", "lost"),
)
_MEANING = 22  # characters of a terminal
_GAP = "  "


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
    """Three cells side by side, each wrapped within its own width, the title under its text."""
    label = width * 3 // 10
    said = f"{column.sureness}{NBSP}: {column.why}" if column.why else column.sureness
    cells = (
        textwrap.wrap(column.label, label, subsequent_indent="  "),
        textwrap.wrap(column.meaning, _MEANING),
        textwrap.wrap(said, width - label - _MEANING - 2 * len(_GAP) - 2),
    )
    return [
        f"  {title:<{label}}{_GAP}{meaning:<{_MEANING}}{_GAP}{why}".rstrip()
        for title, meaning, why in zip_longest(*cells, fillvalue="")
    ]


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
