"""Pure: what was published in the period, and what proves that the funder was named."""

from datetime import date

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.model import Funder, Programme
from relocalisons.core.kernel.words.french import SEMICOLON, count_of, format_date, shorten, typo
from relocalisons.core.programme.rows import day_of, table_rows, text_of
from relocalisons.core.programme.scope import is_funder, split_names
from relocalisons.core.reading.sheet_rows import Row
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.sentences import counted
from relocalisons.core.views.view import PlainTable

MAX_ROWS = 15
CHANNELS = (
    ("linkedin", "LinkedIn"),
    ("project_drive", "Drive projet"),
    ("event", "Événement"),
    ("website", "Site"),
)


def publications_of(
    programme: Programme, *, start: date, end: date
) -> tuple[tuple[str, ...], PlainTable]:
    """Sentences about the publications of a period, and their table."""
    rows = [
        row
        for row in table_rows(programme, "communication")
        if (day := day_of(row, "published_on")) is not None and start <= day <= end
    ]
    rows.sort(key=lambda row: (day_of(row, "published_on") or end, text_of(row, "number")))
    linked = len([row for row in rows if text_of(row, "link")])
    checked = len([row for row in rows if row.says_yes("logos_checked")])
    sentences = [
        counted(
            len(rows),
            none="Aucune publication n’est datée dans la période.",
            one=f"1 publication est datée dans la période{SEMICOLON} "
            f"{_proofs(linked, checked, of=1)}.",
            many=f"{{n}} publications sont datées dans la période{SEMICOLON} "
            f"{_proofs(linked, checked, of=len(rows))}.",
        )
    ]
    shown = rows[:MAX_ROWS]
    left = len(rows) - len(shown)
    return tuple(sentences), PlainTable(
        caption="Publications et preuves de visibilité",
        columns=("Date", "Support", "Sujet", "Logos vérifiés", "Accord financeur", "Lien"),
        rows=tuple(_publication(row) for row in shown),
        note=f"{count_of(left, 'autre publication', 'autres publications')}." if left else "",
    )


def deliverables_spread(
    programme: Programme, measures: Measures, funder: Funder
) -> tuple[tuple[str, ...], PlainTable]:
    """The handed-in deliverables that must cite the funder, and where they were spread."""
    handed = {
        line.deliverable.number for line in measures.deliverables_in(DeliverableState.HANDED_IN)
    }
    rows = [
        row
        for row in table_rows(programme, "deliverables")
        if text_of(row, "number") in handed
        and any(is_funder(name, funder) for name in split_names(text_of(row, "funders_to_cite")))
    ]
    spread = [row for row in rows if any(text_of(row, column) for column, _ in CHANNELS)]
    sentence = counted(
        len(rows),
        none="Aucun livrable remis ne doit citer ce financeur.",
        one="1 livrable remis doit citer ce financeur",
        many="{n} livrables remis doivent citer ce financeur",
    )
    if rows:
        sentence += SEMICOLON + counted(
            len(spread),
            none=" aucun n’a encore de diffusion notée.",
            one=" 1 a une diffusion notée.",
            many=" {n} ont une diffusion notée.",
        )
    shown = spread[:MAX_ROWS]
    return (sentence,), PlainTable(
        caption="Livrables diffusés",
        columns=("N°", "Livrable", *(title for _, title in CHANNELS)),
        rows=tuple(
            (
                text_of(row, "number"),
                typo(shorten(text_of(row, "title"), limit=70)),
                *(_channel(row, column) for column, _ in CHANNELS),
            )
            for row in shown
        ),
        note=f"{len(spread) - len(shown)} autres livrables diffusés."
        if len(spread) > len(shown)
        else "",
    )


def _proofs(linked: int, checked: int, *, of: int) -> str:
    links = counted(
        linked,
        none="aucune n’a de lien",
        one="1 a un lien",
        many="{n} ont un lien",
    )
    logos = counted(
        checked,
        none="aucune n’a ses logos vérifiés",
        one="1 a ses logos vérifiés",
        many="{n} ont leurs logos vérifiés",
    )
    if of == 1:
        return f"{'elle a un lien' if linked else 'elle n’a pas de lien'}, " + (
            "ses logos sont vérifiés" if checked else "ses logos ne sont pas vérifiés"
        )
    return f"{links}, {logos}"


def _publication(row: Row) -> tuple[str, ...]:
    on, agreed = day_of(row, "published_on"), day_of(row, "funder_agreed")
    if row.says_yes("logos_checked"):
        logos = "oui"
    else:
        logos = "non" if row.says_no("logos_checked") else "à vérifier"
    return (
        format_date(on) if on else "–",
        typo(text_of(row, "channel")) or "–",
        typo(shorten(text_of(row, "topic"), limit=80)),
        logos,
        format_date(agreed) if agreed else "–",
        "oui" if text_of(row, "link") else "manque",
    )


def _channel(row: Row, column: str) -> str:
    text = text_of(row, column)
    return "oui (lien)" if "://" in text else typo(shorten(text, limit=24)) or "–"
