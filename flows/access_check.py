"""Daily, before the follow-up: can the service read, write and send, and who else can read."""

from prefect import flow

from relocalisons.core.kernel.calendar.punctuality import RunKind
from tasks.night.failure_notice import tell_failure
from tasks.night.night import night
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import NightRequest
from tasks.workspace.access_check import Ground, check_access
from tasks.workspace.access_summary import tell_access


@flow(
    name="Contrôle des accès",
    description="Vérifie que le service peut lire, écrire et envoyer, et qui d’autre voit les "
    "classeurs ; dit pour chaque problème où cliquer. Ne modifie rien.",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    validate_parameters=True,
)
def access_check(request: NightRequest) -> str:
    """Contrôler les accès.

    Args:
        request: le programme, et la date (vide : aujourd’hui).
    """
    with night(request, kind=RunKind.ACCESS_CHECK, once_a_day=False) as run:
        google = connect_google(run)
        ground = Ground(settings=run.settings, google=google, clock=run.clock, as_of=run.as_of)
        return tell_access(run, check_access(ground))
