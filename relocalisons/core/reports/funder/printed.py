"""Pure: the figures that a funder's paper prints, by name; which changed since an edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from relocalisons.core.views.view import Heading, PaperView, PlainTable, StateTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFigures(PaperView):
    """What to look at beside a draft that somebody edits; finished French words."""

    template = "money/changed_figures"
    explanation: str
    table: PlainTable


def changed_figures(before: Mapping[str, str], report: PaperView) -> ChangedFigures | None:
    """The figures that are not what that edition printed; None when all of them hold."""
    now = report.figures
    rows = tuple(
        (name, before.get(name, "absent"), now.get(name, "absent"))
        for name in dict.fromkeys((*now, *before))
        if before.get(name) != now.get(name)
    )
    if not rows or not before:
        return None
    heading = report.heading
    title = f"Chiffres modifiés depuis votre version\u00a0: {heading.file_stem}"
    return ChangedFigures(
        heading=Heading(
            title=title,
            kicker=heading.kicker,
            subtitle=heading.stopped,
            running=title,
            stopped=heading.stopped,
            description=title,
            file_stem=f"{heading.file_stem} – chiffres modifiés",
            as_of=heading.as_of,
        ),
        explanation="Le document a été modifié à la main, il est laissé tel quel. Voici les "
        "chiffres qui ont changé depuis la dernière édition automatique, à reporter si besoin. "
        "Pour une édition neuve à côté de la vôtre, écrivez «\u00a0v2\u00a0» dans la colonne "
        "«\u00a0Statut\u00a0» d’«\u00a0Échéancier rapports\u00a0».",
        table=PlainTable(
            caption="Chiffres modifiés",
            columns=("Chiffre", "Dans votre version", "Aujourd’hui"),
            rows=rows,
        ),
    )


def state_figures(table: StateTable) -> dict[str, str]:
    """Each cell but the last of a line, by the line's first cell and its column."""
    return {
        f"{line.cells[0]}, {column.lower()}": cell
        for line in table.lines
        for column, cell in zip(table.columns[1:-1], line.cells[1:], strict=True)
    }


def table_figures(table: PlainTable) -> dict[str, str]:
    """Each cell of a row, by the row's first cell and its column."""
    return {
        f"{row[0]}, {column.lower()}": cell
        for row in table.rows
        for column, cell in zip(table.columns[1:], row[1:], strict=True)
    }
