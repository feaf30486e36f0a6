"""Funders' reports and claims: acts line by line as « Échéancier rapports » says."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.night.night import night, programme_flow, read_and_assess, tell_nothing_to_do
from tasks.papers.funder_steps import (
    due_funder_reports,
    publish_funder_reports,
    render_funder_reports,
)
from tasks.papers.papers import tell_papers
from tasks.papers.repayment_steps import publish_repayments, render_repayments, tell_accounts
from tasks.run.run_requests import NightRequest


@programme_flow(
    description="Suit « Échéancier rapports » : note mensuelle le 1er jour ouvré, projet des "
    "rapports et dossier des demandes de paiement dès J-15, arrêt des données, export de ce qui "
    "est validé ; les états de compte des reversements le 1er jour ouvré."
)
def funder_reports(request: NightRequest) -> str:
    """Rédiger les rapports aux financeurs.

    Args:
        request: Le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est déposé).
    """
    with night(request, RunKind.FUNDER_REPORTS) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google, intake, assessment = read_and_assess(run)
        due = due_funder_reports(run, assessment)
        made = render_funder_reports(google, intake.snapshot, assessment, due)
        publishing = publish_funder_reports(run, google, intake.snapshot, assessment, made)
        repaid = render_repayments(run, intake.snapshot, assessment)
        accounts = publish_repayments(run, google, repaid, items=intake.snapshot.items)
        return tell_papers(
            run,
            publishing,
            assessment=assessment,
            done=tell_accounts(accounts),
            notes=accounts.skipped,
        )
