"""Pure: what the reader is asked to decide, what comes next, which risks are followed."""

from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.deliverables.view import DeliverableState
from relocalisons.core.kernel.calendar.deadlines import asked_day, working_days
from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.words.french import (
    count_days,
    count_of,
    format_date,
    format_long_date,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.meetings.words.decisions import is_running, read_decision_status
from relocalisons.core.meetings.words.meetings import MeetingKind
from relocalisons.core.plan.view import ActionState
from relocalisons.core.producers.volumes.view import VolumeState
from relocalisons.core.programme.scope import label_of
from relocalisons.core.reports.shared.measures import Measures
from relocalisons.core.views.rag import Rag, Status, status
from relocalisons.core.views.view import AskedDecision, PlainTable, StateLine, StateTable

MAX_ASKED = 5
MAX_ROWS = 12
COMING_DAYS = 30
HIGH_RISK = 9  # likelihood × severity, each from 1 to 4
MEDIUM_RISK = 4


def asked_decisions(measures: Measures, *, who: str, by: str) -> tuple[AskedDecision, ...]:
    """The deviations beyond the alert threshold, worst first: late, slipping, missing, short.

    Nothing is asked for what can be caught up without the reader; a deviation that the
    coordinator granted or set aside is not asked again.
    """
    asked: list[tuple[int, str]] = []
    for line in measures.late:
        if line.late_days > measures.delays.alert:
            what = f"Fixer une nouvelle date pour {label_of(line.action.number, line.action.title)}"
            asked.append((line.late_days, f"{what}, en retard de {count_days(line.late_days)}"))
    for line in measures.slipping:
        if (line.gap or 0) > measures.delays.alert and line.forecast:
            what = f"Accepter le report de {label_of(line.action.number, line.action.title)}"
            asked.append(
                (
                    line.gap or 0,
                    f"{what} au {format_date(line.forecast)} (+{count_days(line.gap or 0)})",
                )
            )
    for deliverable in measures.missing:
        if deliverable.late_days > measures.delays.alert:
            label = label_of(deliverable.deliverable.number, deliverable.deliverable.title)
            asked.append(
                (
                    deliverable.late_days,
                    f"Décider de la suite à donner à {label}, attendu depuis "
                    f"{count_days(deliverable.late_days)}",
                )
            )
    asked.sort(key=lambda entry: (-entry[0], entry[1]))
    chosen = [AskedDecision(what=what, who=who, by=by) for _, what in asked[:MAX_ASKED]]
    short = measures.volumes_in(VolumeState.SHORT)
    grave = [line for line in short if line.status.level is Rag.ALERT]
    if grave and len(chosen) < MAX_ASKED:
        number = count_of(len(grave), "contrat")
        what = f"Choisir une solution d’approvisionnement pour {number} loin de l’engagement"
        chosen.append(AskedDecision(what=what, who=who, by=by))
    return tuple(chosen)


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


def answer_day(programme: Programme, funder: str, *, as_of: date) -> str:
    """`17/04/2026`: the working day by which a funder is to answer, that of its next report."""
    day = _report_deadline(programme, funder, as_of=as_of)
    if day is None:
        return "date à fixer"
    return format_date(asked_day(day, told_on=as_of, calendar=working_days(programme)))


def _report_deadline(programme: Programme, funder: str, *, as_of: date) -> date | None:
    days = [
        line.deadline.value.latest
        for line in programme.report_deadlines
        if fold(line.funder) == fold(funder)
        and line.deadline.is_set
        and line.deadline.value is not None
        and line.deadline.value.latest >= as_of
    ]
    return min(days, default=None)


def coming_table(programme: Programme, measures: Measures, *, as_of: date) -> PlainTable:
    """Actions and deliverables due in the next 30 days; it names partners, so it has no colour."""
    until = as_of + timedelta(days=COMING_DAYS)
    rows: list[tuple[date, str, tuple[str, ...]]] = []
    for line in measures.actions:
        running = line.state in (ActionState.ON_TIME, ActionState.SLIPPING)
        if running and line.due and as_of <= line.due <= until:
            owner = _owner(programme, line.action.owner)
            rows.append((line.due, line.action.number, ("Action", line.action.title, owner)))
    for each in measures.deliverables_in(DeliverableState.TO_COME):
        if each.due and each.due <= until:
            owner = _owner(programme, each.deliverable.owner)
            title = each.deliverable.title
            if each.forecast is not None:  # she lets it be told
                title = shorten(typo(title), limit=80)
                title = f"{title} (prévision\u00a0: {format_date(each.forecast)})"
            rows.append((each.due, each.deliverable.number, ("Livrable", title, owner)))
    rows.sort()
    shown = rows[:MAX_ROWS]
    left = len(rows) - len(shown)
    return PlainTable(
        caption=f"Échéances du {format_date(as_of)} au {format_date(until)}",
        columns=("Date", "N°", "Nature", "Intitulé", "Responsable"),
        rows=tuple(
            (format_date(day), number, kind, typo(shorten(title, limit=110)), owner)
            for day, number, (kind, title, owner) in shown
        ),
        note=f"{count_of(left, 'autre échéance', 'autres échéances')} dans l’annexe XLSX."
        if left
        else "",
    )


def risks_table(programme: Programme) -> StateTable:
    """The risks as the coordinator rated them, the highest first; no owner is named."""
    rated = [(_rating(row), row) for row in programme.rows("risks") if row.plain("risk")]
    rated.sort(key=lambda entry: (-(entry[0] or Decimal(0)), entry[1].plain("number")))
    shown = rated[:MAX_ROWS]
    left = len(rated) - len(shown)
    return StateTable(
        caption="Risques suivis, du plus élevé au plus faible",
        columns=("Risque", "Probabilité", "Gravité", "Mesure", "Revue le", "Niveau"),
        lines=tuple(
            StateLine(
                cells=(
                    typo(shorten(row.plain("risk"), limit=120)),
                    _out_of_four(row, "likelihood"),
                    _out_of_four(row, "severity"),
                    typo(shorten(row.plain("measure"), limit=140)) or "–",
                    _day_text(row, "review"),
                ),
                status=_risk_status(rating),
            )
            for rating, row in shown
        ),
        note=f"{count_of(left, 'autre risque suivi', 'autres risques suivis')}." if left else "",
    )


def decisions_table(programme: Programme, *, as_of: date) -> PlainTable:
    """The committee's decisions that still run, or may; owners are named, without any colour.

    « faite ? » stands there as it was typed: the committee settles it.
    """
    rows = [
        row
        for row in programme.rows("decisions")
        if is_running(row.said("status", read_decision_status)) is not False
        and row.plain("decision")
    ]
    rows.sort(key=lambda row: (row.last_day("due") or date.max, row.plain("number")))
    shown = rows[:MAX_ROWS]
    return PlainTable(
        caption=f"Décisions en cours au {format_long_date(as_of)}",
        columns=("N°", "Décision", "Responsable", "Échéance", "Statut déclaré"),
        rows=tuple(
            (
                row.plain("number") or "–",
                typo(shorten(row.plain("decision"), limit=140)),
                _owner(programme, row.plain("owner")) if row.plain("owner") else "–",
                _day_text(row, "due"),
                typo(row.typed("status")) or "–",
            )
            for row in shown
        ),
        note=f"{count_of(len(rows) - len(shown), 'autre décision', 'autres décisions')} en cours."
        if len(rows) > len(shown)
        else "",
    )


def _owner(programme: Programme, code: str | None) -> str:
    partner = programme.partner(code)
    return typo(shorten(partner.name, limit=50)) if partner else (code or "–")


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


def _day_text(row: Row, column: str) -> str:
    day = row.last_day(column)
    return format_date(day) if day else "–"
