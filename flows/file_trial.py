"""On demand: how one file of the Drive would be read, on one page; nothing of it is kept."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.intake.trial import try_file
from tasks.night.night import night, programme_flow
from tasks.night.run_artifacts import tell_trial
from tasks.run.programme_run import connect_google
from tasks.run.run_requests import TrialRequest


@programme_flow(
    description="Dit en une page comment un fichier du Drive serait lu : chaque colonne, cinq "
    "lignes, ce qui serait suivi, demandé, perdu. Ne garde rien, ne change rien."
)
def file_trial(request: TrialRequest) -> str:
    """Essayer un fichier.

    Args:
        request: Le programme, le lien ou le nom du fichier et, s’il le faut, le code du partenaire.
    """
    with night(request, RunKind.FILE_TRIAL, once_a_day=False) as run:
        google = connect_google(run)
        pages = try_file(
            run.settings,
            google,
            wanted=request.file,
            partner=request.partner,
            as_of=run.as_of,
            clock=run.clock,
        )
        return tell_trial(run, pages)
