"""On demand: a paper as the next night would make it, its holes marked; nothing of it is kept."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.meetings.paper_preview import preview_papers
from tasks.night.night import night, programme_flow, read_and_assess
from tasks.night.run_artifacts import tell_previews
from tasks.run.run_requests import PreviewRequest


@programme_flow(
    description="Montre un document tel que le prochain passage le ferait, ce qui reste à remplir "
    "entre crochets. Ne garde rien, ne dépose rien, n’écrit à personne. Les documents qui portent "
    "prix, salaires ou téléphones se regardent dans un terminal (`relocalisons preview`)."
)
def paper_preview(request: PreviewRequest) -> str:
    """Voir un document avant son passage.

    Args:
        request: Le programme, la date (vide : aujourd’hui), le document et, au besoin, pour qui.
    """
    rehearsal = request.model_copy(update={"dry_run": True})
    with night(rehearsal, RunKind.PAPER_PREVIEW, once_a_day=False) as run:
        _, _, assessment = read_and_assess(run)
        shown = preview_papers(run, assessment, request.paper, about=request.about, words=True)
        return tell_previews(run, shown)
