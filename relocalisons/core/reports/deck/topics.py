"""Pure: the topics of the deck that are tables with statuses; they never name a partner.

`named_topics` has those that do, without any colour, and `charted_topics` the charts.
"""

from relocalisons.core.kernel.words.french import NBSP, count_of, shorten
from relocalisons.core.plan.view import ActionState
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.deck.deck import SlideColumn, SlideTable
from relocalisons.core.reports.deck.topic import (
    MAX_ROWS,
    SHORT_TITLE,
    Topic,
    rows_left,
    topic_of,
)
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import (
    counted,
    deliverables_sentence,
    lateness_sentence,
    states_sentence,
    worst_delay_sentence,
)
from relocalisons.core.reports.shared.tables import late_table, missing_table
from relocalisons.core.views.rag import Rag, Status
from relocalisons.core.views.view import StateTable


def rag_forecast(report: CopilReport, measures: Measures) -> Topic:
    """The work streams, never the partners."""
    lines = report.rag_forecast.lines
    levels = [line.status.level for line in lines]
    alert, watch = levels.count(Rag.ALERT), levels.count(Rag.WATCH)
    unknown = levels.count(Rag.UNKNOWN)
    if not lines:
        title = "Aucun axe n’a d’action suivie"
    elif alert or watch:
        title = _join_counts(
            counted(alert, none="", one="1 axe en alerte", many="{n} axes en alerte"),
            counted(watch, none="", one="1 axe à surveiller", many="{n} axes à surveiller"),
            f"sur {len(lines)}",
        )
    elif unknown:
        title = counted(
            unknown,
            none="",
            one="1 axe n’est pas mesurable",
            many="{n} axes ne sont pas mesurables",
        )
    else:
        title = "Aucun axe n’est en alerte ni à surveiller"
    states = states_sentence(measures)
    return topic_of(
        "Météo des axes",
        title,
        sentences=(states,),
        table=_state_table(
            report.rag_forecast, widths=(40, 10, 12, 12, 13, 11, 18), right=(1, 2, 3, 4, 5)
        ),
        takeaway=states,
        notes="La couleur d’un axe vient de ses actions (retards et avancement mesuré), jamais "
        "d’une appréciation. Gris veut dire non mesurable, pas conforme.",
    )


def late(measures: Measures) -> Topic:
    """Late actions and those that slip, the worst first."""
    table = late_table(measures)
    count = len(measures.late)
    grave = len([line for line in measures.late if line.late_days > measures.delays.alert])
    title = counted(
        count,
        none="Aucune action n’est en retard",
        one="1 action est en retard",
        many="{n} actions sont en retard",
    )
    if grave:
        title += f", dont {grave} de plus de {measures.delays.alert}{NBSP}jours"
    slipping = len(measures.slipping)
    if not count and slipping:
        title += counted(slipping, none="", one=", 1 glisse", many=", {n} glissent")
    other, others = ("1 autre", "{n} autres") if count else ("1 action", "{n} actions")
    slips = counted(
        slipping,
        none=f"Aucune {'autre ' if count else 'action '}ne glisse au-delà de sa référence.",
        one=f"{other} finira après sa date de référence.",
        many=f"{others} finiront après leur date de référence.",
    )
    worst = worst_delay_sentence(measures)
    return topic_of(
        "Retards",
        title,
        sentences=(lateness_sentence(measures), slips),
        table=_state_table(
            table,
            widths=(9, 60, 15, 15, 12, 18),
            right=(4,),
            total=_all_late(measures),
            noun=("autre action", "autres actions"),
        ),
        takeaway=" ".join(part for part in (worst, slips) if part),
        notes="Commencer par la première ligne. Pour chaque action, demander une date ferme à son "
        "responsable, sans refaire l’historique.",
    )


def missing(measures: Measures) -> Topic:
    """Deliverables due that are not in the Drive."""
    gone, due = len(measures.missing), len(measures.deliverables_due)
    title = counted(
        gone,
        none="Aucun livrable attendu ne manque",
        one=f"1 livrable manque sur {due} attendus à cette date",
        many=f"{{n}} livrables manquent sur {due} attendus à cette date",
    )
    sentence = deliverables_sentence(measures)
    return topic_of(
        "Livrables",
        title,
        sentences=(sentence,),
        table=_state_table(
            missing_table(measures),
            widths=(9, 72, 16, 14, 18),
            right=(3,),
            total=gone,
            noun=("autre livrable", "autres livrables"),
        ),
        takeaway=sentence,
        notes="« Remis » veut dire que le fichier a été vu dans le Drive, à sa place et à son nom. "
        "Un fichier envoyé par messagerie ne compte pas.",
    )


def risks(report: CopilReport) -> Topic:
    """The risks as rated in « Risques »."""
    lines = report.risks.lines
    high = len([line for line in lines if line.status.level is Rag.ALERT])
    total = count_of(len(lines), "risque suivi", "risques suivis")
    title = counted(
        high,
        none=f"Aucun risque élevé parmi {total}",
        one=f"1 risque élevé parmi {total}",
        many=f"{{n}} risques élevés parmi {total}",
    )
    first = lines[0] if lines else None
    takeaway = (
        f"Le plus élevé{NBSP}: {first.cells[0]}. Mesure prévue{NBSP}: {first.cells[3]}."
        if first
        else ""
    )
    table = SlideTable(
        columns=(
            SlideColumn(header="Risque", width=52),
            SlideColumn(header="Mesure prévue", width=38),
            SlideColumn(header="Revue le", width=14),
            SlideColumn(header="Niveau", width=16),
        ),
        rows=tuple(
            (
                shorten(line.cells[0], limit=SHORT_TITLE),
                shorten(line.cells[3], limit=50),
                line.cells[4],
                line.status,
            )
            for line in lines[:MAX_ROWS]
        ),
        note=rows_left(len(lines) - MAX_ROWS, ("autre risque", "autres risques")),
    )
    return topic_of(
        "Risques",
        title if lines else "Aucun risque n’est suivi dans « Risques »",
        sentences=(takeaway,)
        if takeaway
        else (
            "Aucun risque n’est inscrit.",
            "Le comité peut en proposer en séance, avec une mesure et une date de revue.",
        ),
        table=table,
        takeaway=takeaway,
        notes="Le niveau est le produit de la probabilité et de la gravité, de 1 à 16. À partir "
        "de 9, il est élevé.",
    )


def _all_late(measures: Measures) -> int:
    return len((*measures.late, *measures.in_state(ActionState.GRANTED), *measures.slipping))


def _state_table(
    table: StateTable,
    *,
    widths: tuple[float, ...],
    right: tuple[int, ...] = (),
    total: int | None = None,
    noun: tuple[str, str] = ("autre ligne", "autres lignes"),
) -> SlideTable:
    rows: list[tuple[str | Status, ...]] = []
    for line in table.lines[:MAX_ROWS]:
        cells = tuple(shorten(cell, limit=SHORT_TITLE) for cell in line.cells)
        rows.append((*cells, line.status))
    count = len(table.lines) if total is None else total
    return SlideTable(
        columns=tuple(
            SlideColumn(header=header, width=widths[index], right=index in right)
            for index, header in enumerate(table.columns)
        ),
        rows=tuple(rows),
        note=rows_left(count - len(rows), noun),
    )


def _join_counts(*parts: str) -> str:
    known = [part for part in parts if part]
    return f"{', '.join(known[:-1])} {known[-1]}"
