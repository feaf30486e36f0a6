"""Pure: the sheets of the XLSX annex: the same figures, typed, one row a subject.

Columns are those that the audience of the document may see: rows with a state never name a
partner.
"""

from relocalisons.core.kernel.wording import said_number
from relocalisons.core.kernel.words.french import typo
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.money.spending import Spending
from relocalisons.core.plan.view import ActionState
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.reports.shared.measures import Measures, known_delivered
from relocalisons.core.reports.shared.tables import GAPS_OF
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, StateTable, Tile

_OUT = (ActionState.DROPPED, ActionState.LEFT)  # whose progress says nothing any more


def summary_sheet(tiles: tuple[Tile, ...], sentences: tuple[str, ...], *, intro: str) -> AnnexSheet:
    """The figures of page one and the sentences beside them."""
    return AnnexSheet(
        title="Synthèse",
        intro=intro,
        columns=(
            AnnexColumn(header="Mesure", width=28),
            AnnexColumn(header="Valeur", width=70),
            AnnexColumn(header="Attendu", width=44),
            AnnexColumn(header="Écart", width=18),
            AnnexColumn(header="État", width=20, kind="status"),
        ),
        rows=(
            *((tile.label, tile.value, tile.target, tile.gap, tile.status.text) for tile in tiles),
            *(("Constat", sentence, "", "", "") for sentence in sentences),
        ),
    )


def actions_sheet(measures: Measures, *, intro: str) -> AnnexSheet:
    """Every action of the document, dropped ones and those of partners who left included."""
    return AnnexSheet(
        title="Actions",
        intro=f"{intro}. {GAPS_OF} {measures.reference}.",
        columns=(
            AnnexColumn(header="N°", width=9),
            AnnexColumn(header="Axe", width=26),
            AnnexColumn(header="Intitulé", width=60),
            AnnexColumn(header="Début", width=12, kind="date"),
            AnnexColumn(header="Fin de référence", width=16, kind="date"),
            AnnexColumn(header="Dernière date notée au plan", width=26, kind="date"),
            AnnexColumn(header="Prévision", width=12, kind="date"),
            AnnexColumn(header="Écart (jours)", width=12, kind="days"),
            AnnexColumn(header="Avancement", width=12, kind="percent"),
            AnnexColumn(header="Attendu", width=12, kind="percent"),
            AnnexColumn(header="État", width=22, kind="status"),
        ),
        rows=tuple(
            (
                said_number(line.action),
                typo(line.action.work_stream or ""),
                typo(line.action.title),
                line.start,
                line.baseline,
                line.due,
                line.announced,
                line.gap,
                None if line.state in _OUT else line.progress,
                None if line.state in _OUT else line.expected,
                line.status.text,
            )
            for line in sorted(measures.actions, key=lambda line: natural_order(line.action.number))
        ),
    )


def deliverables_sheet(measures: Measures, *, intro: str) -> AnnexSheet:
    """Every deliverable that the document follows."""
    return AnnexSheet(
        title="Livrables",
        intro=intro,
        columns=(
            AnnexColumn(header="N°", width=9),
            AnnexColumn(header="Titre", width=64),
            AnnexColumn(header="Échéance", width=12, kind="date"),
            AnnexColumn(header="Retard (jours)", width=14, kind="days"),
            AnnexColumn(header="Statut déclaré", width=20),
            AnnexColumn(header="État", width=22, kind="status"),
        ),
        rows=tuple(
            (
                said_number(line.deliverable),
                typo(line.deliverable.title),
                line.due,
                line.late_days or None,
                typo(line.deliverable.status or ""),
                line.status.text,
            )
            for line in measures.deliverables
        ),
    )


def volumes_sheet(measures: Measures, *, intro: str) -> AnnexSheet:
    """Every running contract, by number and crop, never by grower, never with a price."""
    return AnnexSheet(
        title="Volumes",
        intro=intro,
        columns=(
            AnnexColumn(header="Contrat", width=12),
            AnnexColumn(header="Filière", width=20),
            AnnexColumn(header="Culture", width=34),
            AnnexColumn(header="Engagé (kg)", width=14, kind="number"),
            AnnexColumn(header="Livré (kg)", width=14, kind="number"),
            AnnexColumn(header="Écart (kg)", width=14, kind="number"),
            AnnexColumn(header="Tolérance", width=12, kind="percent"),
            AnnexColumn(header="État", width=22, kind="status"),
        ),
        rows=tuple(
            (
                line.contract.number,
                typo(line.contract.supply_chain or ""),
                typo(line.contract.crop or ""),
                None if line.state is VolumeState.UNKNOWN else line.committed,
                known_delivered(measures, line),
                line.delivered - line.committed
                if line.delivered is not None and line.committed is not None
                else None,
                None if "tolérance" in line.unread else line.tolerance,
                line.status.text,
            )
            for line in measures.volumes
        ),
    )


def spending_sheet(spending: Spending, *, intro: str) -> AnnexSheet:
    """The budget lines of one funder, in the base that it counts."""
    return AnnexSheet(
        title="Dépenses",
        intro=intro,
        columns=(
            AnnexColumn(header="Poste", width=40),
            AnnexColumn(header=f"Budget ({spending.unit})", width=16, kind="money"),
            AnnexColumn(header=f"Engagé ({spending.unit})", width=16, kind="money"),
            AnnexColumn(header=f"Payé ({spending.unit})", width=16, kind="money"),
            AnnexColumn(header="Part payée", width=12, kind="percent"),
            AnnexColumn(header="Dépenses comptées", width=18, kind="days"),
        ),
        rows=tuple(
            (
                line.name,
                line.budget,
                line.committed_amount,
                line.paid_amount,
                line.share,
                len(line.paid),
            )
            for line in spending.lines
        ),
    )


def quality_sheet(table: StateTable, sentences: tuple[str, ...], *, intro: str) -> AnnexSheet:
    """What every measure counts and leaves out."""
    return AnnexSheet(
        title="Qualité des données",
        intro=intro,
        columns=(
            AnnexColumn(header=table.columns[0], width=60),
            *(AnnexColumn(header=header, width=30) for header in table.columns[1:-1]),
            AnnexColumn(header=table.columns[-1], width=20, kind="status"),
        ),
        rows=(
            *((*line.cells, line.status.text) for line in table.lines),
            *((sentence, "", "", "", "") for sentence in sentences),
        ),
    )
