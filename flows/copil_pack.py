"""Committees: monthly report, notices from J-21, papers from J-21 to J-1, dissemination kits."""

from relocalisons.core.kernel.run_kinds import RunKind
from tasks.meetings.session_steps import (
    due_sessions,
    logos_for,
    publish_copil_report,
    publish_sessions,
    render_copil_report,
    render_sessions,
    tell_new,
)
from tasks.night.night import night, programme_flow, read_and_assess, tell_nothing_to_do
from tasks.papers.papers import tell_papers
from tasks.reminders.meeting_notices import propose_invitations
from tasks.run.run_requests import NightRequest


@programme_flow(
    description="Chaque jour ouvré : propose les convocations (21 jours avant un COPIL, 14 avant "
    "un COTECH ou un groupe), prépare et rafraîchit le dossier de réunion de J-21 à J-1 dans "
    "« 03 COPIL », les kits de diffusion dans « 06 Communication », et, le 1er jour ouvré du "
    "mois, le rapport mensuel dans « 05 Rapports ». Aucun message ne part sans votre décision."
)
def copil_pack(request: NightRequest) -> str:
    """Préparer les réunions.

    Args:
        request: Le programme, la date (vide : aujourd’hui) et « à blanc » (rien n’est déposé).
    """
    with night(request, RunKind.COPIL_PACK) as run:
        if run.is_replay:
            return tell_nothing_to_do(run)
        google, intake, assessment = read_and_assess(run)
        due = due_sessions(run, assessment)
        logos = logos_for(google, due, assessment)
        report = render_copil_report(run, assessment)
        made = render_sessions(run, due, assessment, logos=logos)
        items = intake.snapshot.items
        monthly = publish_copil_report(run, google, report, items=items)
        sessions = publish_sessions(run, google, made, items=items)
        held = propose_invitations(run, google, assessment, timetables=due.timetables)
        return tell_papers(
            run,
            monthly,
            sessions,
            assessment=assessment,
            tell=tell_new,
            done=held.done,
            nothing="Aucune réunion proche et aucun document à rédiger.",
            notes=(*held.sentences, *logos.said),
        )
