"""Daily, before the follow-up: can the service read, write and send, and who else can read."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow
from tasks.night.run_artifacts import tell_overtaken
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import NightRequest
from tasks.workspace.access_check import Ground, check_access
from tasks.workspace.access_summary import tell_access


@programme_flow(
    description="Vérifie que le service peut lire, écrire et envoyer, et qui d’autre voit les "
    "classeurs ; dit pour chaque problème où cliquer. Ne modifie rien."
)
def access_check(request: NightRequest) -> str:
    """Contrôler les accès.

    Args:
        request: Le programme, et la date (vide : aujourd’hui).
    """
    with night(request, RunKind.ACCESS_CHECK, once_a_day=False) as run:
        if run.is_overtaken:
            return tell_overtaken(run)
        google = connect_google(run)
        ground = Ground(settings=run.settings, google=google, clock=run.clock, as_of=run.as_of)
        return tell_access(run, check_access(ground))
