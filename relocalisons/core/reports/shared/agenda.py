"""Pure: what the reader is asked to decide, what comes next, which risks are followed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.deliverables.view import DeliverableLine, DeliverableState, is_said_there
from relocalisons.core.kernel.model import Action, Deliverable, Programme, Row
from relocalisons.core.kernel.wording import partner_name
from relocalisons.core.kernel.words.french import (
    date_or,
    format_date,
    format_long_date,
    quote,
    rest_words,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.meetings.words.decisions import is_running, read_decision_status
from relocalisons.core.meetings.words.meetings import MeetingKind
from relocalisons.core.money.books import open_books
from relocalisons.core.plan.view import ActionLine, ActionState
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.views.rag import Rag, Status, status
from relocalisons.core.views.view import PlainTable, StateLine, StateTable

MAX_ASKED = 5
MAX_ROWS = 12
COMING_DAYS = 30
FUNDING = "Financement"  # the kind of a last day of eligibility among what is to come
HIGH_RISK = 9  # likelihood × severity, each from 1 to 4
MEDIUM_RISK = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something due on a day; its cells are its number, kind, title and owner."""

    due_on: date
    cells_after: tuple[str, str, str, str]


def next_meeting(programme: Programme, *, as_of: date) -> date | None:
    """The next meeting of the steering committee, or None when none is planned for sure."""
    days = [
        meeting.day
        for meeting in read_meetings(programme)
        if meeting.kind is MeetingKind.STEERING
        and meeting.is_planned
        and meeting.day is not None
        and meeting.day >= as_of
    ]
    return min(days, default=None)


def coming_lines(
    measures: Measures,
) -> list[tuple[date, str, str, ActionLine | DeliverableLine]]:
    """What is due in the next 30 days, by date: the day, the number, the kind and the line."""
    until = measures.as_of + timedelta(days=COMING_DAYS)
    actions = measures.in_state(ActionState.ON_TIME, ActionState.SLIPPING)
    outputs = measures.deliverables_in(DeliverableState.TO_COME)
    found = [
        *((line.due, line.action.number, "Action", line) for line in actions if line.due),
        *((line.due, line.deliverable.number, "Livrable", line) for line in outputs if line.due),
    ]
    return sorted(
        (row for row in found if measures.as_of <= row[0] <= until), key=lambda row: row[:2]
    )


def coming_ends(programme: Programme, *, start: date, end: date) -> tuple[Coming, ...]:
    """The funders whose eligibility ends in those days: what is paid later is not theirs."""
    return tuple(
        Coming(
            due_on=rules.end,
            cells_after=(
                rules.code,
                FUNDING,
                f"Dernier jour de paiement éligible, {typo(rules.name)}",
                "–",
            ),
        )
        for rules in open_books(programme).funders
        if rules.end is not None and start <= rules.end <= end
    )


def coming_table(
    programme: Programme,
    measures: Measures,
    *,
    with_funders: bool = False,
    on: date | None = None,
) -> PlainTable:
    """Actions and deliverables due in the next 30 days; it names partners, so it has no colour.

    For a committee (`with_funders`) also ends of eligibility and decisions that run, from the day
    of its session (`on`): what is due before is past when it sits.
    """
    start = max(on or measures.as_of, measures.as_of)
    until = measures.as_of + timedelta(days=COMING_DAYS)
    found: list[Coming] = [
        Coming(
            due_on=day,
            cells_after=(
                number,
                kind,
                typo(shorten(_coming_title(line), limit=110)),
                _owner(programme, plan_row(line).owner),
            ),
        )
        for day, number, kind, line in coming_lines(measures)
        if day >= start
    ]
    of = " des actions et livrables"
    if with_funders:
        of = ""
        found += coming_ends(programme, start=start, end=until)
        found += _coming_decisions(programme, start=start, end=until)
    rows = sorted(found, key=lambda one: (one.due_on, one.cells_after[0]))
    left = len(rows) - MAX_ROWS
    return PlainTable(
        caption=f"Échéances{of} du {format_date(start)} au {format_date(until)}",
        columns=("Date", "N°", "Nature", "Intitulé", "Responsable"),
        rows=tuple((format_date(one.due_on), *one.cells_after) for one in rows[:MAX_ROWS]),
        note=rest_words(left, "autre échéance", "autres échéances", "dans l’annexe XLSX"),
    )


def _coming_decisions(programme: Programme, *, start: date, end: date) -> list[Coming]:
    return [
        Coming(
            due_on=due,
            cells_after=(
                row.plain("number") or "–",
                "Décision",
                typo(shorten(row.plain("decision"), limit=110)),
                _owner(programme, row.plain("owner")) if row.plain("owner") else "sans responsable",
            ),
        )
        for row in open_decisions(programme)
        if (due := row.last_day("due")) is not None and start <= due <= end
    ]


def plan_row(line: ActionLine | DeliverableLine) -> Action | Deliverable:
    """The action or the deliverable itself."""
    return line.action if isinstance(line, ActionLine) else line.deliverable


def _coming_title(line: ActionLine | DeliverableLine) -> str:
    if isinstance(line, ActionLine):
        return f"{shorten(line.action.title, limit=95)}{' (bloquée)' if line.is_blocked else ''}"
    if line.forecast is None:
        title = shorten(line.deliverable.title, limit=80)
        said = is_said_there(line.deliverable)
        return f"{title} (noté {quote(line.deliverable.status or '')})" if said else title
    # She lets it be told.
    title = shorten(typo(line.deliverable.title), limit=80)
    return f"{title} (prévision\u00a0: {format_date(line.forecast)})"


def risks_table(programme: Programme, *, as_of: date) -> StateTable:
    """The risks as the coordinator rated them, the highest first; no owner is named."""
    rated = [(_rating(row), row) for row in programme.rows("risks") if row.plain("risk")]
    rated.sort(key=lambda entry: (-(entry[0] or Decimal(0)), entry[1].plain("number")))
    return StateTable(
        caption="Risques suivis, du plus élevé au plus faible",
        columns=("Risque", "Probabilité", "Gravité", "Mesure", "Prochaine revue", "Niveau"),
        lines=tuple(
            StateLine(
                cells=(
                    typo(shorten(row.plain("risk"), limit=120)),
                    _out_of_four(row, "likelihood"),
                    _out_of_four(row, "severity"),
                    typo(shorten(row.plain("measure"), limit=140)) or "–",
                    _next_review(row.last_day("review"), as_of=as_of),
                ),
                status=_risk_status(rating),
            )
            for rating, row in rated[:MAX_ROWS]
        ),
        note=rest_words(len(rated) - MAX_ROWS, "autre risque suivi", "autres risques suivis"),
    )


def _next_review(day: date | None, *, as_of: date) -> str:
    """The day of the next review; one that has gone by is still to be held, or to be noted."""
    return "à fixer" if day is not None and day < as_of else date_or(day)


def open_decisions(
    programme: Programme, *, meetings: Iterable[Meeting] = (), committee: str | None = None
) -> tuple[Row, ...]:
    """Decisions that still run, or may, the earliest due first, those without date last.

    With a `committee` only the decisions of its own meetings.
    """
    own = {fold(each.number) for each in meetings if fold(each.committee) == fold(committee or "")}
    rows = [
        row
        for row in programme.rows("decisions")
        if is_running(row.said("status", read_decision_status)) is not False
        and row.plain("decision")
        and (committee is None or fold(row.plain("meeting")) in own)
    ]
    rows.sort(key=lambda row: (row.last_day("due") or date.max, row.plain("number")))
    return tuple(rows)


def decisions_table(programme: Programme, *, as_of: date) -> PlainTable:
    """The committee's decisions that still run, or may; owners are named, without any colour.

    « faite ? » stands there as it was typed: the committee settles it.
    """
    rows = open_decisions(programme)
    left = len(rows) - MAX_ROWS
    return PlainTable(
        caption=f"Décisions en cours au {format_long_date(as_of)}",
        columns=("N°", "Décision", "Responsable", "Échéance", "Statut déclaré"),
        rows=tuple(
            (
                row.plain("number") or "–",
                typo(shorten(row.plain("decision"), limit=140)),
                _owner(programme, row.plain("owner")),
                date_or(row.last_day("due")),
                typo(row.typed("status")) or "–",
            )
            for row in rows[:MAX_ROWS]
        ),
        note=rest_words(left, "autre décision en cours", "autres décisions en cours"),
    )


def _owner(programme: Programme, code: str | None) -> str:
    return partner_name(programme, code, limit=50, unknown=code or "–")


def _rating(row: Row) -> Decimal | None:
    likelihood, severity = row.decimal("likelihood"), row.decimal("severity")
    return likelihood * severity if likelihood is not None and severity is not None else None


def _risk_status(rating: Decimal | None) -> Status:
    if rating is None:
        return status(Rag.UNKNOWN, "Non coté")
    if rating >= HIGH_RISK:
        return status(Rag.ALERT, "Élevé")
    return status(Rag.WATCH, "Moyen") if rating >= MEDIUM_RISK else status(Rag.GOOD, "Faible")


def _out_of_four(row: Row, column: str) -> str:
    value = row.decimal(column)
    return f"{value:f} sur 4" if value is not None else "–"
