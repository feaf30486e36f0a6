"""What « Dossier COPIL » says at its end: documents, invitations that wait, who to tell."""

from relocalisons.core.kernel.words.french import count_of, plural_word
from tasks.meetings.held_invitations import HeldInvitations
from tasks.night.run_artifacts import say
from tasks.papers.publication import Publication, Published
from tasks.papers.report_steps import Publishing
from tasks.run.programme_run import ProgrammeRun

MOST_NAMED = 12  # documents named one by one


def tell_sessions(
    run: ProgrammeRun,
    monthly: Publishing,
    sessions: Publishing,
    held: HeldInvitations,
    *,
    notes: tuple[str, ...] = (),
) -> str:
    """Close the run: the monthly report, the papers of meetings and kits, the invitations."""
    published = (*monthly.published, *sessions.published)
    kept = [one.message for one in published if one.outcome is Publication.LEFT_ALONE]
    done = [*_documents(published), *held.done]
    nothing = "Aucune réunion proche et aucun document à rédiger."
    return say(
        run,
        done=done or (nothing,),
        left_out=(*kept, *monthly.skipped, *sessions.skipped, *held.sentences, *notes),
    )


def _documents(published: tuple[Published, ...]) -> list[str]:
    """What is new or revised, one by one; what did not change, counted."""
    moved = [
        one.message
        for one in published
        if one.outcome in (Publication.CREATED, Publication.REVISED)
    ]
    same = sum(1 for one in published if one.outcome is Publication.UNCHANGED)
    said = moved[:MOST_NAMED]
    if len(moved) > MOST_NAMED:
        more = len(moved) - MOST_NAMED
        said.append(f"{count_of(more, 'autre document', 'autres documents')} déposés.")
    if same:
        word = plural_word(same, "est", "sont")
        said.append(f"{count_of(same, 'document')} {word} déjà à jour.")
    return said
