"""Pure: the figures that a report prints, by name, and which of them changed since an edition."""

from collections.abc import Mapping
from dataclasses import dataclass

from relocalisons.core.reports.claims.claim import PaymentClaim
from relocalisons.core.reports.funder.funder import FunderNote
from relocalisons.core.views.view import PlainTable, StateTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFigures:
    """What to look at beside a draft that somebody edits; finished French words."""

    title: str
    kicker: str
    subtitle: str
    explanation: str
    table: PlainTable


def printed_figures(report: FunderNote | PaymentClaim) -> dict[str, str]:
    """Name → value as printed, for every figure that a later edition may change."""
    found: dict[str, str] = {}
    if isinstance(report, PaymentClaim):
        for table in (report.charges, report.resources):
            found |= _cells(table)
        return found | {"Dépenses présentées": _last(report.statement)}
    for name, value, _ in report.sources.rows:
        found[name] = value
    found |= _state_cells(report.budget)
    found |= _cells(report.by_partner)
    found |= {
        f"Indicateur {line.cells[0]}": line.cells[2] for line in report.indicators_table.lines
    }
    found["Actions en retard ou qui glissent"] = str(len(report.late.lines))
    found["Livrables manquants"] = str(len(report.missing.lines))
    return found


def changed_figures(
    before: Mapping[str, str], report: FunderNote | PaymentClaim
) -> ChangedFigures | None:
    """The figures that are not what that edition printed; None when all of them hold."""
    now = printed_figures(report)
    rows = tuple(
        (name, before.get(name, "absent"), now.get(name, "absent"))
        for name in dict.fromkeys((*now, *before))
        if before.get(name) != now.get(name)
    )
    if not rows or not before:
        return None
    heading = report.heading
    return ChangedFigures(
        title=f"Chiffres modifiés depuis votre version\u00a0: {heading.file_stem}",
        kicker=heading.kicker,
        subtitle=heading.stopped,
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


def _state_cells(table: StateTable) -> dict[str, str]:
    return {
        f"{line.cells[0]}, {column.lower()}": cell
        for line in table.lines
        for column, cell in zip(table.columns[1:-1], line.cells[1:], strict=True)
    }


def _cells(table: PlainTable) -> dict[str, str]:
    return {
        f"{row[0]}, {column.lower()}": cell
        for row in table.rows
        for column, cell in zip(table.columns[1:], row[1:], strict=True)
    }


def _last(table: PlainTable) -> str:
    return table.rows[-1][-1] if table.rows else "aucune"
