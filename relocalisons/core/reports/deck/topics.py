"""Pure: the topics of the deck that never name a partner: tables with statuses, and charts.

None of them gives an amount of money. `named_topics` has those that name partners, without colour.
"""

from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    count_of,
    counted,
    join_words,
    percent,
    shorten,
)
from relocalisons.core.plan.view import ActionState
from relocalisons.core.reports.committee.copil import CopilReport
from relocalisons.core.reports.deck.deck import (
    ENOUGH,
    IN_DOSSIER,
    MAX_ROWS,
    SHORT_TITLE,
    Card,
    Chart,
    Slide,
    SlideColumn,
    SlideTable,
    Topic,
    rows_left,
    topic_of,
)
from relocalisons.core.reports.sections.planning_picture import is_running
from relocalisons.core.reports.shared.measures import Measures, count_states
from relocalisons.core.reports.shared.sentences import (
    LATE_MANY,
    deliverables_sentence,
    lateness_sentence,
    states_sentence,
    volumes_in_short,
    volumes_sentence,
    worst_delay_sentence,
)
from relocalisons.core.reports.shared.tables import GAPS_OF, late_table, missing_table, say_streams
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import BulletRow, StateTable


def rag_forecast(report: CopilReport, measures: Measures) -> Topic:
    """The work streams, never the partners."""
    lines = report.rag_forecast.lines
    title = say_streams([line.status.level for line in lines])
    title = f"{title[0].upper()}{title[1:]}" if lines else "Aucun axe n’a d’action suivie"
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
    grave = measures.late_in_alert
    title = counted(
        count, none="Aucune action n’est en retard", one="1 action est en retard", many=LATE_MANY
    )
    if grave:
        title += f", dont {grave} en alerte"
    if measures.late_range.possible:
        title += f"{SEMICOLON} {measures.late_range.beside}"
    slipping = count_states(measures.followed).slipping
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
            total=count + len(measures.in_state(ActionState.GRANTED)) + slipping,
            noun=("autre action", "autres actions"),
        ),
        takeaway=" ".join(part for part in (worst, slips) if part),
        notes="Commencer par la première ligne. Pour chaque action, demander une date ferme à son "
        "responsable, sans refaire l’historique.",
    )


def missing(measures: Measures) -> Topic:
    """Deliverables due that are not in the Drive."""
    gone, due = len(measures.missing), len(measures.deliverables_due)
    title = measures.missing_range.told(
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
        takeaway=sentence.partition(". ")[0].removesuffix(".") + ".",
        notes=f"{sentence} « Déposé » veut dire que le fichier a été vu dans le Drive, à sa place "
        "et à son nom. Un fichier envoyé par messagerie ne compte pas.",
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
            SlideColumn(header="Prochaine revue", width=14),
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


def _state_table(
    table: StateTable,
    *,
    widths: tuple[float, ...],
    right: tuple[int, ...] = (),
    total: int | None = None,
    noun: tuple[str, str] = ("autre ligne", "autres lignes"),
) -> SlideTable:
    rows = tuple(
        (*(_on_a_slide(cell) for cell in line.cells), line.status)
        for line in table.lines[:MAX_ROWS]
    )
    count = len(table.lines) if total is None else total
    return SlideTable(
        columns=tuple(
            SlideColumn(header=header, width=widths[index], right=index in right)
            for index, header in enumerate(table.columns)
        ),
        rows=rows,
        note=rows_left(count - len(rows), noun),
    )


def _on_a_slide(cell: str) -> str:
    """A cell without the reference beside its date, which the dossier has."""
    return shorten(cell.partition(" (réf.")[0], limit=SHORT_TITLE)


def planning(report: CopilReport, measures: Measures) -> Topic:
    """The chart of the plan."""
    if report.gantt is None:
        card = Card(
            title="Planning",
            sentences=(
                "Aucune date du plan ne peut être dessinée.",
                "Il faut un début et une fin lisibles par action.",
            ),
        )
        return Topic(card=card, slide=None)
    title = report.gantt.words.title
    return Topic(
        card=Card(title="Planning", sentences=(f"{title}.",)),
        slide=Slide(
            section="Planning",
            title=title,
            body=Chart(view=report.gantt, sentences=(_drifts(measures),)),
            notes="En bleu foncé le réalisé, en clair ce qui reste jusqu’à la référence, en "
            f"hachures la dérive. Les jalons sont {IN_DOSSIER} {report.gantt.words.source}",
        ),
    )


def _drifts(measures: Measures) -> str:
    """The actions that the chart is about: the farthest from their reference."""
    drifting = [line for line in measures.followed if (line.gap or 0) > 0 and is_running(line)]
    drifting.sort(key=lambda line: (-(line.gap or 0), line.action.number))
    if not drifting:
        return lateness_sentence(measures)
    named = join_words(
        [f"{line.action.number} ({count_days(line.gap or 0)})" for line in drifting[:3]]
    )
    if len(drifting) == 1:
        return f"Le seul écart{NBSP}: {named}. {GAPS_OF} {measures.reference}."
    return f"Les plus grands écarts{NBSP}: {named}. {GAPS_OF} {measures.reference}."


def volumes(report: CopilReport, measures: Measures) -> Topic:
    """The chart of committed and delivered volumes, by contract and crop."""
    sentence = volumes_sentence(measures)
    if report.volumes_picture is None or len(report.volumes_picture.rows) < ENOUGH:
        hint = "Les premiers volumes paraîtront ici dès qu’un contrat aura commencé."
        return Topic(
            card=Card(
                title="Volumes", sentences=(sentence,) if measures.volumes else (sentence, hint)
            ),
            slide=None,
        )
    return Topic(
        card=Card(title="Volumes", sentences=(sentence,)),
        slide=Slide(
            section="Contrats de culture",
            title=report.volumes_picture.words.title,
            body=Chart(view=report.volumes_picture, sentences=(volumes_in_short(measures),)),
            notes=f"{sentence} Les contrats sont désignés par leur numéro et leur espèce. Les "
            "producteurs ne sont pas nommés dans le suivi des contrats, leurs prix non plus.",
        ),
    )


def budget(report: CopilReport) -> Topic:
    """Shares of each funder's budget; no amount."""
    picture = report.spending_picture
    if picture is None:
        return Topic(
            card=Card(
                title="Budget",
                sentences=(
                    "La consommation du budget n’est pas mesurable, faute de budget lisible.",
                    "L’onglet « Budget » est à compléter avant la prochaine réunion.",
                ),
            ),
            slide=None,
        )
    sentences = (*(_spent_words(row) for row in picture.rows[:5]), *report.ending)
    return Topic(
        card=Card(title="Budget", sentences=(f"{picture.words.title}.", *sentences[:3])),
        slide=Slide(
            section="Budget",
            title=picture.words.title,
            body=Chart(view=picture, sentences=sentences),
            notes="Seule la part payée compte pour les financeurs. Le pointillé marque le temps "
            "écoulé de la période d’éligibilité. Aucun montant n’est projeté.",
        )
        if len(picture.rows) >= 2
        else None,
    )


def _spent_words(row: BulletRow) -> str:
    """What the chart shows of one funder, with the time that has gone by."""
    if row.mark is None:
        return f"{row.label}{NBSP}: {row.text} du budget payé, période à préciser."
    gone = percent(round(row.mark))
    return f"{row.label}{NBSP}: {row.text} du budget payé pour {gone} du temps écoulé."
