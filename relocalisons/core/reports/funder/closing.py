"""Pure: the figures of a closed period or of an edition, and which of them changed since.

Only what belongs to a period by its own dates is frozen: payments and deliveries up to its last
day. What moves by nature (progress, lateness) is not « corrected », it goes on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import Funder, Programme
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    counted,
    format_long_date,
    format_money,
    join_words,
    signed,
    tonnes,
)
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.producers.volumes.view import VolumeState, volume_lines
from relocalisons.core.programme.scope import of_period
from relocalisons.core.reports.shared.amounts import is_salary
from relocalisons.core.reports.shared.changes import as_number, as_table
from relocalisons.core.views.view import Heading, Memory, PaperView, PlainTable, StateTable

MAX_PIECES = 6
PAID, DELIVERED = "paid", "delivered_kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPeriod:
    """What was frozen: the period, when, and its figures (JSON values only)."""

    start: date
    end: date
    on: date
    figures: Memory


def figures_of(programme: Programme, funder: Funder, *, end: date) -> dict[str, object]:
    """Payments to the cent by lasting name of piece, and net kilograms, up to the last day."""
    spending = measure_spending(programme, funder, as_of=end)
    parts = [part for line in spending.lines for part in line.paid]
    lines = [
        line
        for line in volume_lines(programme.contracts, as_of=end)
        if line.state in (VolumeState.KEPT, VolumeState.SHORT)
    ]
    return {
        PAID: str(sum((part.amount for part in parts), Decimal(0))),
        DELIVERED: str(sum((line.delivered or Decimal(0) for line in lines), Decimal(0))),
        "pieces": {
            f"{part.row.owner}/{part.row.lasting_key}": {
                "number": part.row.text("number") or f"ligne {part.row.number}",
                "amount": str(part.amount),
                "salary": is_salary(part.row),
            }
            for part in parts
        },
    }


def corrections_since(
    closed: tuple[ClosedPeriod, ...], programme: Programme, funder: Funder
) -> tuple[str, ...]:
    """One sentence per closed period and figure that is not what it was; empty when all hold."""
    return tuple(
        sentence
        for period in closed
        for sentence in _sentences(period, figures_of(programme, funder, end=period.end))
    )


def _sentences(period: ClosedPeriod, now: Memory) -> list[str]:
    said: list[str] = []
    name = (
        f"Période {of_period(period.start, period.end)} (arrêtée le {format_long_date(period.on)})"
    )
    then, kept = as_table(period.figures.get("pieces")), as_table(now.get("pieces"))
    changed = _piece_changes(then, kept) if then is not None and kept is not None else ""
    for key, what, say, pieces in (
        (PAID, "dépenses payées", format_money, changed),
        (DELIVERED, "volume livré", tonnes, ""),
    ):
        before, after = as_number(period.figures.get(key)), as_number(now.get(key))
        if before is None or after is None or before == after:
            continue
        gap = after - before
        change = signed(say(abs(gap)), gap) if gap else "total inchangé"
        said.append(
            f"{name}{NBSP}: {what} de {say(before)} à l’arrêté, {say(after)} aujourd’hui "
            f"({change}){f'{SEMICOLON} {pieces}' if pieces else ''}."
        )
    return said


def _piece_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Which pieces were added, taken away or changed; a salary is counted, never named.

    A piece is known by its lasting name; by its number in what was frozen before that was kept.
    """
    if not all("number" in piece for piece in before.values()):
        after = {piece["number"]: piece for piece in after.values()}
    added = [number for number in after if number not in before]
    gone = [number for number in before if number not in after]
    changed = [
        number
        for number in after
        if number in before and after[number]["amount"] != before[number]["amount"]
    ]
    parts = [
        _named(added, after, one="ajoutée", many="ajoutées"),
        _named(gone, before, one="retirée", many="retirées"),
        _named(changed, after, one="corrigée", many="corrigées"),
    ]
    return ", ".join(part for part in parts if part)


def _named(numbers: list[str], pieces: Mapping[str, Any], *, one: str, many: str) -> str:
    shown = [
        pieces[name].get("number", name) for name in numbers if not pieces[name].get("salary")
    ][:MAX_PIECES]
    left = len(numbers) - len(shown)
    rest = [f"{left} autre{'s' if left > 1 else ''}"] if left else []
    names = f" ({join_words([*shown, *rest])})" if shown else ""
    return counted(
        len(numbers), none="", one=f"1 pièce {one}{names}", many=f"{{n}} pièces {many}{names}"
    )


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


def stop_sentence(*, end: date, as_of: date) -> tuple[str, ...]:
    """On which day the figures stop, where that is not the end of the period; else nothing."""
    if as_of == end:
        return ()
    if as_of > end:
        return (
            f"L’avancement, les livrables et les engagements sont ceux du {format_long_date(as_of)}"
            f"{SEMICOLON} les dépenses et les livraisons, celles de la période, jusqu’au "
            f"{format_long_date(end)}.",
        )
    return (
        f"Tous les chiffres s’arrêtent au {format_long_date(as_of)}, "
        f"{count_days((end - as_of).days)} avant la fin de la période ({format_long_date(end)}).",
    )
