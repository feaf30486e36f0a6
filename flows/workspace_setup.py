"""On demand: build the whole workspace from a list of partners; later only what is missing."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import WorkspaceRequest
from tasks.workspace.rights import give_rights, tell_workspace
from tasks.workspace.setup import make_files, make_tabs
from tasks.workspace.workspace import read_workspace


@programme_flow(
    description="À partir d’un Drive partagé vide et d’une liste de partenaires, crée dossiers, "
    "« Pilotage », classeurs et droits de chaque partenaire. Relancé, n’ajoute que ce qui manque."
)
def workspace_setup(request: WorkspaceRequest) -> str:
    """Créer l’espace de travail.

    Args:
        request: Le programme, le nom de la liste des partenaires, et « à blanc » (rien n’est créé).
    """
    with night(request, RunKind.WORKSPACE_SETUP, once_a_day=False) as run:
        google = connect_google(run)
        space = read_workspace(run, google, request)
        make_files(run, google, space)
        make_tabs(run, google, space)
        return tell_workspace(run, space, give_rights(run, google, space))
