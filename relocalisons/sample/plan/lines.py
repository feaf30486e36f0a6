"""Sample: the lines of the 23 action plans and what their owners type in them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from relocalisons.sample.deliverables.titles import DELIVERABLE_TITLES
from relocalisons.sample.engine.cells import Row, Typed, day, meant, percent, text
from relocalisons.sample.engine.days import typed_date, working_day_between
from relocalisons.sample.engine.events import CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.people import owner_cell
from relocalisons.sample.plan.reasons import CAUSES, COMMENTS, CORRECTIVES
from relocalisons.sample.plan.schedule import Course, PlannedAction

ACTIONS = usual_tab(
    "actions",
    "Plan d'action",
    """
    number*: N° action; work_stream: Axe; title*: Intitulé; owner*: Partenaire responsable;
    contributors: Contributeurs; planned_start*: Début prévu; planned_end*: Fin prévue;
    revised_start: Début révisé; revised_end: Fin révisée; actual_start: Début réel;
    actual_end: Fin réelle; progress*: Avancement; status*: Statut; predecessors: Prédécesseurs;
    milestone: Jalon; deliverable: Livrable attendu; funders: Financeur(s);
    delay_cause: Cause du retard; corrective: Action corrective; comment: Commentaire
    """,
    renamed={
        "number": ("N°", "Réf"),
        "title": ("Intitulé de l’action", "Action"),
        "owner": ("Pilote", "Responsable"),
        "planned_start": ("Date de début", "Début\nprévu"),
        "planned_end": ("Fin prév.", "Date de fin", "Fin\nprévue"),
        "revised_end": ("Nouvelle échéance", "Fin reportée"),
        "actual_end": ("Terminé le", "Réalisé le"),
        "progress": ("% avancement", "Avanct"),
        "status": ("État",),
        "predecessors": ("Dépend de",),
        "deliverable": ("Livrables attendus",),
        "comment": ("Remarques", "Observations"),
    },
    groups={
        "number": "Identification",
        "planned_start": "Calendrier prévisionnel",
        "revised_start": "Calendrier révisé",
        "actual_start": "Réalisation",
        "predecessors": "Liens",
        "delay_cause": "Suivi",
    },
    left_out=frozenset({"corrective", "milestone", "revised_start"}),
)


STATUS_WORDS = {
    "planned": "à venir",
    "in_progress": "en cours",
    "done": "terminé",
    "blocked": "bloqué",
    "dropped": "abandonné",
}
_BLOCKS = (
    "bloqué : attente de l’agrément sanitaire",
    "bloqué tant que le marché n’est pas notifié",
    "bloqué : désaccord sur le prix de la prestation",
)


def status(word: str) -> Typed:
    """The status cell in the usual word."""
    return Typed(STATUS_WORDS[word], word)


def action_rows(planned: tuple[PlannedAction, ...], *, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines on the eve of the story, by owner, before any mess."""
    rng = Random(f"{seed}:action_rows")
    deliverables: dict[str, list[str]] = {}
    for each in DELIVERABLE_TITLES:
        deliverables.setdefault(each.action, []).append(each.number)
    rows: dict[str, list[Row]] = {}
    for action in planned:
        row = _row(action, rng=rng, deliverables=deliverables.get(action.number, []))
        rows.setdefault(action.title.owner, []).append(row)
    return {owner: tuple(lines) for owner, lines in rows.items()}


def _row(action: PlannedAction, *, rng: Random, deliverables: list[str]) -> Row:
    course, stream = action.course, action.title.work_stream[0]
    word = _first_status(action, rng=rng)
    cells = {
        "number": text(action.number),
        "work_stream": text(action.title.work_stream),
        "title": text(action.title.title),
        "owner": owner_cell(action.title.owner, rng=rng),
        "contributors": text(", ".join(action.title.contributors)),
        "planned_start": day(action.start),
        "planned_end": day(action.end),
        "revised_end": day(None if is_put_off_in_story(action) else action.revised_end),
        "actual_start": day(action.actual_start),
        "actual_end": day(action.actual_end),
        "progress": percent(action.progress / 100),
        "status": status(word),
        "predecessors": text(" ; ".join(action.predecessors)),
        "milestone": text("Jalon financeur" if deliverables and rng.random() < 0.4 else None),
        "deliverable": text(" ; ".join(deliverables)),
        "funders": text(rng.choice(("FRA", "PNA", "FDH", "FRA ; PNA"))),
    }
    if course in (Course.LATE, Course.SLIPPING) and rng.random() < 0.7:
        cells["delay_cause"] = text(rng.choice(CAUSES[stream]))
        cells["corrective"] = text(rng.choice(CORRECTIVES[stream]))
    if course is Course.BLOCKED:
        cells["comment"] = text(rng.choice(_BLOCKS))
    elif rng.random() < 0.2:
        cells["comment"] = text(rng.choice(COMMENTS[stream]))
    return Row(uid=action.number, cells=cells)


def _first_status(action: PlannedAction, *, rng: Random) -> str:
    if action.course is Course.DONE:
        return "done"
    if action.course is Course.BLOCKED:
        return "blocked"
    if action.course is Course.FUTURE:
        return "planned"
    if action.course is Course.DROPPED:
        dropped_already = action.title.owner == "P23" or rng.random() < 0.5
        return "dropped" if dropped_already else "planned"
    return "in_progress"


def is_put_off_in_story(action: PlannedAction) -> bool:
    """Whether its owner types the new date during January or February (even numbers do)."""
    return action.course is Course.SLIPPING and int(action.number.partition(".")[2]) % 2 == 0


def action_events(planned: tuple[PlannedAction, ...], *, seed: int) -> Iterator[Event]:
    """What owners type in their plans over the three months, mess apart."""
    rng = Random(f"{seed}:action_events")
    running = 0
    for index, action in enumerate(planned):
        course = action.course
        if course is Course.FINISHED:
            yield _done(action, rng, date(2026, 1, 6), date(2026, 2, 26))
        elif course is Course.CAUGHT_UP:
            yield _done(action, rng, date(2026, 3, 6), date(2026, 3, 27))
        elif course is Course.MID_MARCH and index % 2:
            yield _done(action, rng, date(2026, 3, 12), date(2026, 3, 20))
        elif course is Course.END_MARCH and index % 2:
            yield _done(action, rng, date(2026, 3, 26), date(2026, 4, 2))
        elif is_put_off_in_story(action) and action.revised_end is not None:
            yield _put_off(action, rng, action.revised_end, date(2026, 1, 7), date(2026, 2, 24))
        elif course is Course.DROPPED and action.title.owner != "P23":
            yield _typed(
                action,
                working_day_between(rng, date(2026, 2, 2), date(2026, 2, 27)),
                status=meant("annulé", "dropped"),
            )
        elif course in (Course.LATE, Course.SLIPPING, Course.RUNNING):
            running += course is Course.RUNNING
            if course is Course.RUNNING and running <= 2:
                later = action.end + timedelta(days=rng.randint(20, 60))
                yield _put_off(action, rng, later, date(2026, 3, 4), date(2026, 3, 13))
            yield from _moves_on(action, rng)


def _typed(action: PlannedAction, on: date, **cells: Typed) -> CellsTyped:
    return CellsTyped(
        on=on, owner=action.title.owner, table="actions", uid=action.number, cells=cells
    )


def _done(action: PlannedAction, rng: Random, first: date, last: date) -> CellsTyped:
    on = working_day_between(rng, first, last)
    finished = on - timedelta(days=rng.randint(0, 3))
    words = ("terminé", "terminé", "fait", f"Fait le {typed_date(finished)}", "OK", "Terminé")
    return _typed(
        action,
        on,
        actual_end=day(finished),
        progress=percent(1.0),
        status=Typed(rng.choice(words), "done"),
    )


def _put_off(
    action: PlannedAction, rng: Random, until: date, first: date, last: date
) -> CellsTyped:
    return _typed(
        action,
        working_day_between(rng, first, last),
        revised_end=day(until),
        delay_cause=text(rng.choice(CAUSES[action.title.work_stream[0]])),
    )


def _moves_on(action: PlannedAction, rng: Random) -> Iterator[Event]:
    points = action.progress
    days = sorted(
        working_day_between(rng, date(2026, 1, 8), date(2026, 3, 31))
        for _ in range(rng.randint(1, 2))
    )
    for on in days:
        points = min(90, points + rng.choice((5, 10, 15)))
        cells = {"progress": percent(points / 100)}
        if rng.random() < 0.3:
            cells["comment"] = text(rng.choice(COMMENTS[action.title.work_stream[0]]))
        yield _typed(action, on, **cells)
