"""Pure: the coordinator's own timesheet against the split of her post (80/20)."""

from datetime import date

from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    Programme,
    Severity,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    format_number,
    format_percent,
    quote,
)
from relocalisons.core.objectives.coordinator_time import PERSON, TimeShare, measure_time
from relocalisons.core.sources.thresholds import FIELD_MARGIN, FIELD_SHARE, value_in_force


class CoordinatorTimeKind(FindingKind):
    """What is told of the coordinator's own 80/20."""

    COORDINATOR_TIME = "coordinator_time"


_ENOUGH = 10  # days recorded before a share means anything


def find_coordinator_time(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """One finding when her time is certainly outside the split, or when there is none noted."""
    time = measure_time(programme, as_of=as_of)
    if time is None:
        return ()
    if not time.rows:
        return (_nothing(as_of=as_of, evidence=_of_timesheets(programme)),)
    bounds = time.bounds
    if bounds is None or time.total < _ENOUGH:
        return ()
    wanted = value_in_force(programme.parameters, FIELD_SHARE)
    margin = value_in_force(programme.parameters, FIELD_MARGIN)
    least, most = bounds
    if most >= wanted - margin and least <= wanted + margin:
        return ()
    return (_outside(time, wanted=format_percent(wanted), as_of=as_of),)


def _outside(time: TimeShare, *, wanted: str, as_of: date) -> Finding:
    share = format_percent(time.field / time.total)
    days = f"{format_number(time.field)} sur {format_number(time.total)}{NBSP}jours"
    unsorted = (
        f" {count_days(int(time.unsorted))} sans action claire ne changent pas ce constat."
        if time.unsorted
        else ""
    )
    return Finding(
        kind=CoordinatorTimeKind.COORDINATOR_TIME,
        subject="coordination",
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"Temps de coordination{NBSP}: {share} sur les contrats et les visites au "
        f"{format_long_date(as_of)} ({days}), pour {wanted} prévus.",
        action="Rééquilibrer les semaines à venir, ou vérifier les actions notées dans "
        f"{quote('Temps passé')}.",
        label="Temps de coordination",
        evidence=tuple(row.place.cell("time") for row in time.rows[:20]),
        detail=f"Les actions des contrats et des visites sont celles de {quote('Paramètres')}."
        + unsorted,
    )


def _nothing(*, as_of: date, evidence: tuple[CellRef, ...]) -> Finding:
    return Finding(
        kind=CoordinatorTimeKind.COORDINATOR_TIME,
        subject="coordination",
        partner=None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"Temps de coordination{NBSP}: aucune ligne dans {quote('Temps passé')} au "
        f"{format_long_date(as_of)} pour la personne nommée dans {quote('Paramètres')}.",
        action=f"Noter le temps passé, ou corriger la ligne {quote(PERSON)}.",
        label="Temps de coordination",
        evidence=evidence,
    )


def _of_timesheets(programme: Programme) -> tuple[CellRef, ...]:
    return tuple(
        CellRef(
            file_id=table.workbook.file_id,
            workbook=table.workbook.name,
            tab=table.tab.title,
            sheet_id=table.tab.sheet_id,
        )
        for table in programme.tables.get("timesheets", ())[:1]
    )
