"""Pure: what only a funder reads: milestones, deviations with their reasons, publications."""

import re
from datetime import date

from relocalisons.core.communication.publications import Publication, read_publications
from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.model import Funder, Programme, Row
from relocalisons.core.kernel.wording import hide_contacts, partner_name
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_days,
    counted,
    date_or,
    join_words,
    name_some,
    quote,
    rest_words,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold, natural_order, split_names
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.programme.scope import cites
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.reports.shared.tables import (
    ACTION_COLUMNS,
    GAPS_OF,
    IN_ANNEX,
    IN_PLAN,
    action_line,
)
from relocalisons.core.views.view import AnnexColumn, AnnexSheet, PlainTable, StateTable

MOST_MILESTONES = 12


def milestones_of(measures: Measures) -> tuple[ActionLine, ...]:
    """The followed actions that « Jalon » names, by their forecast; those without date last."""
    lines = [line for line in measures.followed if line.action.milestone]
    return tuple(sorted(lines, key=lambda line: (line.forecast or date.max, line.action.number)))


def milestones_sentence(measures: Measures) -> str:
    """How many milestones stand where; the numbers add up to the total."""
    lines = milestones_of(measures)
    if not lines:
        return "Aucun jalon n’est inscrit dans le plan d’action."
    late = (ActionState.LATE, ActionState.SLIPPING, ActionState.GRANTED)
    groups = (
        (_count(lines, ActionState.DONE), "atteint", "atteints"),
        (_count(lines, ActionState.ON_TIME), "à venir dans les délais", "à venir dans les délais"),
        (_count(lines, *late), "en retard ou décalé", "en retard ou décalés"),
        (_count(lines, ActionState.SET_ASIDE), "mis à part", "mis à part"),
        (_count(lines, ActionState.UNKNOWN), "non mesurable", "non mesurables"),
    )
    said = join_words(
        [f"{number}{NBSP}{one if number == 1 else many}" for number, one, many in groups if number]
    )
    number = counted(len(lines), none="", one="Le seul jalon est", many="Sur {n} jalons")
    return f"{number} {said.split(NBSP, 1)[1]}." if len(lines) == 1 else f"{number}{NBSP}: {said}."


def milestones_table(measures: Measures) -> StateTable:
    """The milestones that are still ahead, the nearest first; those reached are only counted."""
    ahead = [line for line in milestones_of(measures) if line.state is not ActionState.DONE]
    left = len(ahead) - MOST_MILESTONES
    return StateTable(
        caption="Jalons à venir, par date prévue",
        columns=("N°", "Jalon", *ACTION_COLUMNS[2:]),
        lines=tuple(action_line(line) for line in ahead[:MOST_MILESTONES]),
        note=rest_words(left, "autre jalon", "autres jalons", IN_PLAN),
    )


def _count(lines: tuple[ActionLine, ...], *states: ActionState) -> int:
    return len([line for line in lines if line.state in states])


MOST_DEVIATIONS = 20
MOST_NAMED = 6
QUOTED = 3
NO_REMEDY = f"Mesure corrective{NBSP}: [à compléter]."
_NUMBER = re.compile(r"[A-Za-zÀ-ÿ]{0,6}\s?\d{1,3}(?:\.\d{1,3})*[a-z]?")


def deviations_of(programme: Programme, measures: Measures) -> tuple[str, PlainTable]:
    """A sentence, and one row per late or slipping action, the worst first; nobody is named."""
    lines = (*measures.late, *measures.slipping)
    told = len([line for line in lines if _said(line, programme, "delay_cause")])
    if not lines:
        sentence = "Aucune action ouverte ne s’écarte du calendrier de référence au-delà du seuil "
        sentence += "suivi."
    else:
        many = "{n} actions ouvertes s’écartent du calendrier de référence"
        sentence = counted(
            len(lines), one="1 action ouverte s’écarte du calendrier de référence", many=many
        )
        groups = (_late_group(measures), _slipping_group(measures))
        sentence += (
            f"{NBSP}: {f'{SEMICOLON} '.join(filter(None, groups))}. {_reasons(told, len(lines))}"
        )
    sentence += _finished_words(measures) + _unsure_words(measures)
    left = len(lines) - MOST_DEVIATIONS
    return sentence, PlainTable(
        caption=f"Écarts, raisons et mesures correctives. {GAPS_OF} {measures.reference}",
        columns=("N°", "Action", "Écart", "Raison", "Mesure corrective"),
        rows=tuple(_deviation(programme, line) for line in lines[:MOST_DEVIATIONS]),
        note=rest_words(left, "autre action", "autres actions", IN_ANNEX),
    )


def _late_group(measures: Measures) -> str:
    if not measures.late:
        return ""
    words = counted(len(measures.late), one="1 en retard", many="{n} en retard")
    return f"{words}, {_spread(measures.late)}"


def _finished_words(measures: Measures) -> str:
    """The actions that ended after their reference: a deviation too, though nothing is asked."""
    done = [line for line in measures.in_state(ActionState.DONE) if (line.gap or 0) > 0]
    done.sort(key=lambda line: (-(line.gap or 0), line.action.number))
    if not done:
        return ""
    words = counted(
        len(done),
        one="1 action s’est terminée après sa référence",
        many="{n} actions se sont terminées après leur référence",
    )
    return f" {words}, {_spread(tuple(done))}."


def _unsure_words(measures: Measures) -> str:
    """The actions that nobody can judge: they are in no delay and in no list of it."""
    unsure = [line.action.number for line in measures.in_state(ActionState.UNKNOWN)]
    named = name_some(sorted(unsure, key=natural_order), limit=MOST_NAMED)
    late = [one.action.number for one in measures.actions if one.doubts]
    which = f", dont {len(late)} peut-être en retard ({name_some(late)})" if late else ""
    return f" Non compté, faute de date ou d’état lisible{NBSP}: {named}{which}." if unsure else ""


def _slipping_group(measures: Measures) -> str:
    if not measures.slipping:
        return ""
    words = counted(
        len(measures.slipping),
        one="1 dont la fin annoncée dépasse la référence",
        many="{n} dont la fin annoncée dépasse la référence",
    )
    return f"{words}, {_spread(measures.slipping)}"


def _spread(lines: tuple[ActionLine, ...]) -> str:
    """« jusqu’à 223 jours (A6.13, A6.9 et A6.19) »: the worst first."""
    days = [line.late_days or line.gap or 0 for line in lines]
    names = name_some([line.action.number for line in lines], limit=MOST_NAMED)
    until = "de" if len(lines) == 1 else "jusqu’à"
    return f"{until} {count_days(max(days))} ({names})"


def _reasons(told: int, of: int) -> str:
    if of == 1:
        return "Sa raison est écrite." if told else "Aucune raison n’est écrite."
    return counted(
        told,
        none="Aucune raison n’est écrite.",
        one="La raison est écrite pour une seule.",
        many="La raison est écrite pour {n}.",
    )


def deviation_holes(programme: Programme, measures: Measures) -> tuple[str, ...]:
    """What nobody wrote of the deviations: asked before the report leaves."""
    lines = (*measures.late, *measures.slipping)
    why = len([line for line in lines if not _said(line, programme, "delay_cause")])
    done = len([line for line in lines if not _said(line, programme, "corrective")])
    if not why and not done:
        return ()
    words = [
        counted(why, one="1 écart sans raison écrite", many="{n} écarts sans raison écrite"),
        counted(done, one="1 sans mesure corrective", many="{n} sans mesure corrective"),
    ]
    return (f"{join_words([each for each in words if each])}.",)


def deviations_sheet(programme: Programme, measures: Measures, *, intro: str) -> AnnexSheet:
    """Every deviation with its reason and its remedy; nobody is named."""
    widths = (("N°", 10), ("Action", 60), ("Écart", 18), ("Raison", 60), ("Mesure corrective", 60))
    return AnnexSheet(
        title="Écarts",
        intro=intro,
        columns=tuple(AnnexColumn(header=header, width=width) for header, width in widths),
        rows=tuple(_deviation(programme, line) for line in (*measures.late, *measures.slipping)),
    )


def _deviation(programme: Programme, line: ActionLine) -> tuple[str, str, str, str, str]:
    return (
        line.action.number,
        typo(shorten(line.action.title, limit=80)),
        _gap(line),
        _said(line, programme, "delay_cause") or "–",
        _said(line, programme, "corrective") or "–",
    )


def _gap(line: ActionLine) -> str:
    return f"+{line.late_days}\u00a0j de retard" if line.late_days else line.gap_text


def split_choice(remarks: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of her words for « Écarts »: the actions whose words she wants quoted, and her sentences.

    A line that holds numbers of actions alone (« A4.13 ; A5.9 ») is a choice.
    """
    chosen: list[str] = []
    words: list[str] = []
    for each in remarks:
        names = split_names(each)
        if names and all(_NUMBER.fullmatch(name) for name in names):
            chosen += names
        else:
            words.append(each)
    return tuple(chosen), tuple(words)


def quoted_deviations(
    programme: Programme, measures: Measures, *, chosen: tuple[str, ...] = ()
) -> str:
    """One paragraph of short quotations, each signed, with what was done; in her order.

    Without her choice, the worst three for which somebody wrote why. Empty when nobody did.
    """
    told = {
        fold(line.action.number): line
        for line in (*measures.late, *measures.slipping)
        if _said(line, programme, "delay_cause")
    }
    wanted = [fold(number) for number in chosen] or list(told)[:QUOTED]
    return " ".join(_quoted(programme, told[name]) for name in wanted if name in told)


def _quoted(programme: Programme, line: ActionLine) -> str:
    """« A4.13 (+79 j de retard) : « pluies » (Ville de X). Fait : « semis ». »"""
    why = quote(_said(line, programme, "delay_cause").rstrip("."))
    signed = partner_name(programme, line.action.owner or "", limit=60, unknown="non signé")
    done = _said(line, programme, "corrective").rstrip(".")
    then = f"Fait{NBSP}: {quote(done)}." if done else NO_REMEDY
    return f"{line.action.number} ({_gap(line)}){NBSP}: {why} ({signed}). {then}"


def _said(line: ActionLine, programme: Programme, column: str) -> str:
    row = programme.row_at(line.action.place, table="actions")
    return typo(shorten(hide_contacts(row.plain(column)), limit=140)) if row is not None else ""


MOST_PUBLISHED = 25
_AGREED = 4  # the column of the funder's agreement
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
        for row in programme.rows("communication")
        if (day := row.last_day("published_on")) is not None and start <= day <= end
    ]
    rows.sort(key=lambda row: (row.last_day("published_on") or end, row.plain("number")))
    linked = len([row for row in rows if row.plain("link")])
    checked = len([row for row in rows if row.says_yes("logos_checked")])
    sentences = (
        counted(
            len(rows),
            none="Aucune publication n’est datée dans la période.",
            one=f"1 publication est datée dans la période{SEMICOLON} "
            f"{_proofs(linked, checked, of=1)}.",
            many=f"{{n}} publications sont datées dans la période{SEMICOLON} "
            f"{_proofs(linked, checked, of=len(rows))}.",
        ),
    )
    left = len(rows) - MOST_PUBLISHED
    columns = ("Date", "Support", "Sujet", "Logos vérifiés", "Accord financeur", "Lien")
    shown = tuple(_publication(row) for row in rows[:MOST_PUBLISHED])
    if all(line[_AGREED] == "–" for line in shown):  # a column of dashes says nothing
        columns = (*columns[:_AGREED], *columns[_AGREED + 1 :])
        shown = tuple((*line[:_AGREED], *line[_AGREED + 1 :]) for line in shown)
    return sentences, PlainTable(
        caption="Publications et preuves de visibilité",
        columns=columns,
        rows=shown,
        note=rest_words(left, "autre publication", "autres publications"),
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
        for row in programme.rows("deliverables")
        if row.plain("number") in handed and cites(row.plain("funders_to_cite"), funder)
    ]
    spread = [row for row in rows if any(row.plain(column) for column, _ in CHANNELS)]
    sentence = counted(
        len(rows),
        none="Aucun livrable déposé ne doit citer ce financeur.",
        one="1 livrable déposé doit citer ce financeur",
        many="{n} livrables déposés doivent citer ce financeur",
    )
    if rows:
        sentence += SEMICOLON + counted(
            len(spread),
            none=" aucun n’a encore ses dates de diffusion notées",
            one=" 1 a ses dates de diffusion notées",
            many=" {n} ont leurs dates de diffusion notées",
        )
        logged = _logged(programme, rows, but=spread)
        published = counted(len(logged), one="1 autre est publié", many="{n} autres sont publiés")
        sentence += f"{SEMICOLON} {published}, à dater ({name_some(logged)})." if logged else "."
    left = len(spread) - MOST_PUBLISHED
    return (sentence,), PlainTable(
        caption="Livrables diffusés",
        columns=("N°", "Livrable", *(title for _, title in CHANNELS)),
        rows=tuple(
            (
                row.plain("number"),
                typo(shorten(row.plain("title"), limit=70)),
                *(_channel(row, column) for column, _ in CHANNELS),
            )
            for row in spread[:MOST_PUBLISHED]
        ),
        note=f"{left} autres livrables diffusés." if left > 0 else "",
    )


def _day_of(programme: Programme, publication: Publication) -> date | None:
    row = programme.row_at(publication.place, table="communication")
    return row.last_day("published_on") if row is not None else None


def _logged(programme: Programme, rows: list[Row], *, but: list[Row]) -> list[str]:
    """Numbers of those that « Communication » has as published, without any date."""
    out = {
        fold(number)
        for each in read_publications(programme)
        if each.is_out and _day_of(programme, each) is None
        for number in each.deliverables
    }
    return [
        row.plain("number") for row in rows if row not in but and fold(row.plain("number")) in out
    ]


def _proofs(linked: int, checked: int, *, of: int) -> str:
    if of == 1:
        link = "elle a un lien" if linked else "elle n’a pas de lien"
        return f"{link}, ses logos {'sont' if checked else 'ne sont pas'} vérifiés"
    links = counted(linked, none="aucune n’a de lien", one="1 a un lien", many="{n} ont un lien")
    logos = counted(
        checked,
        none="aucune n’a ses logos vérifiés",
        one="1 a ses logos vérifiés",
        many="{n} ont leurs logos vérifiés",
    )
    return f"{links}, {logos}"


TO_SAY = "à préciser"


def _publication(row: Row) -> tuple[str, ...]:
    unchecked = "non" if row.says_no("logos_checked") else "à vérifier"
    return (
        date_or(row.last_day("published_on")),
        typo(row.plain("channel")) or TO_SAY,
        typo(shorten(row.plain("topic"), limit=80)) or TO_SAY,
        "oui" if row.says_yes("logos_checked") else unchecked,
        date_or(row.last_day("funder_agreed")),
        "oui" if row.plain("link") else "manque",
    )


def _channel(row: Row, column: str) -> str:
    text = row.plain(column)
    return "oui (lien)" if "://" in text else typo(shorten(text, limit=24)) or "–"
