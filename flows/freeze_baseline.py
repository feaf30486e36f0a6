"""On demand: freeze the planned dates of today as a named baseline."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.intake.follow_up_steps import (
    freeze_planned_dates,
    keep_reading,
    read_programme,
    understand_plan,
)
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.night.run_artifacts import tell_baseline
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import BaselineRequest


@flow(
    name="Figer un planning de référence",
    description="Retient les dates prévues d’aujourd’hui sous un nom (convention, avenant…). "
    "Les retards sont ensuite comptés par rapport à lui, même si une cellule est réécrite.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def freeze_baseline(request: BaselineRequest) -> str:
    """Figer un planning de référence.

    Args:
        request: le programme, le nom du planning, et « à blanc » (rien n’est retenu).
    """
    with night(request, kind=RunKind.FREEZE_BASELINE, once_a_day=False) as run:
        google = connect_google(run)
        intake = read_programme(run, google)
        keep_reading(run, intake)
        programme = understand_plan(run, intake.snapshot)
        return tell_baseline(run, request.name, freeze_planned_dates(run, programme, request.name))
