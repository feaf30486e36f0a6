"""Pure: the deviations of a period with the reasons and remedies that partners wrote."""

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.core.kernel.words.french import count_of, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.view import ActionLine
from relocalisons.core.programme.rows import table_rows, text_of
from relocalisons.core.reading.sheet_rows import Row
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import counted
from relocalisons.core.views.view import PlainTable

MAX_ROWS = 20


def deviations_of(programme: Programme, measures: Measures) -> tuple[str, PlainTable]:
    """A sentence, and one row per late or slipping action, the worst first; nobody is named."""
    lines = (*measures.late, *measures.slipping)
    words = {fold(text_of(row, "number")): row for row in table_rows(programme, "actions")}
    shown = lines[:MAX_ROWS]
    told = len([line for line in lines if _said(line, words, "delay_cause")])
    sentence = counted(
        len(lines),
        none="Aucune action ne s’écarte du calendrier de référence au-delà du seuil suivi.",
        one="1 action s’écarte du calendrier de référence",
        many="{n} actions s’écartent du calendrier de référence",
    )
    if lines:
        sentence += counted(
            told,
            none=", aucune raison n’est écrite.",
            one=", la raison de 1 d’entre elles est écrite." if len(lines) > 1 else
            ", sa raison est écrite.",
            many=", la raison de {n} d’entre elles est écrite.",
        )  # fmt: skip
    left = len(lines) - len(shown)
    return sentence, PlainTable(
        caption="Écarts, raisons et mesures correctives",
        columns=("N°", "Action", "Écart", "Raison", "Mesure corrective"),
        rows=tuple(
            (
                line.action.number,
                typo(shorten(line.action.title, limit=80)),
                _gap(line),
                _said(line, words, "delay_cause") or "non précisée",
                _said(line, words, "corrective") or "non précisée",
            )
            for line in shown
        ),
        note=f"{count_of(left, 'autre action', 'autres actions')} dans l’annexe XLSX."
        if left
        else "",
    )


def _gap(line: ActionLine) -> str:
    return f"+{line.late_days}\u00a0j de retard" if line.late_days else line.gap_text


def _said(line: ActionLine, words: dict[str, Row], column: str) -> str:
    row = words.get(fold(line.action.number))
    return typo(shorten(hide_contacts(text_of(row, column)), limit=140)) if row is not None else ""
