"""Pure: « Comment c’est fait », the sheet of a claim's workbook that makes each figure again.

The same figures and cells as the archive of the claim (`claim_proof`): from the aid that is asked
down to the cells that were read, a line each, in the order in which they are made.
"""

from relocalisons.core.kernel.words.french import format_percent, typo
from relocalisons.core.reports.proof.claim_proof import ClaimProof
from relocalisons.core.reports.proof.making import Figure, ProofCell
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, AnnexValue

TITLE = "Comment c’est fait"
_WAYS = {
    "cellules": "somme des cellules",
    "somme": "somme",
    "plus petit": "le plus petit",
    "différence": "différence, jamais sous zéro",
    "taux": "× {}, au centime inférieur",
    "part": "× {}, au centime le plus proche",
    "clé et taux": "le plus petit de la part et de la base × {}",
    "réparti": "centimes répartis selon les montants",
    "donné": "donné",
}


def making_sheet(proof: ClaimProof, *, intro: str) -> AnnexSheet:
    """Each figure with what it is made of: other figures by their number, or cells."""
    numbers = {figure.id: at for at, figure in enumerate(proof.figures, start=1)}
    cells = {cell.id: cell for cell in proof.cells}
    return AnnexSheet(
        title=TITLE,
        intro=f"Chaque montant, comment il se calcule et de quelles cellules. {intro}.",
        columns=(
            AnnexColumn(header="N°", width=6, kind="days"),
            AnnexColumn(header="Montant", width=52),
            AnnexColumn(header="Valeur (€)", width=16, kind="money"),
            AnnexColumn(header="Calcul", width=40),
            AnnexColumn(header="À partir des lignes", width=24),
            AnnexColumn(header="À partir des cellules", width=60),
            AnnexColumn(header="Note", width=44),
        ),
        rows=tuple(_row(figure, numbers, cells) for figure in proof.figures),
    )


def _row(
    figure: Figure, numbers: dict[str, int], cells: dict[str, ProofCell]
) -> tuple[AnnexValue, ...]:
    rate = format_percent(figure.rate) if figure.rate is not None else ""
    lines = [str(numbers[each]) for each in figure.of if each in numbers]
    read = [cells[each] for each in (*figure.of, *figure.seen) if each in cells]
    places = [f"{each.workbook}, {each.tab}, {each.cell}" for each in read]
    return (
        numbers[figure.id],
        typo(figure.name),
        figure.value,
        typo(_WAYS.get(figure.way, figure.way).format(rate)),
        ", ".join(lines),
        typo(" ; ".join((*places, *figure.places))),
        typo(figure.note),
    )
