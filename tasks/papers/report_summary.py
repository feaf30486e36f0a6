"""What the flows of reports say when they end: each document and what happened to it."""

from tasks.night.run_artifacts import say
from tasks.papers.publication import Publication
from tasks.papers.report_steps import Publishing
from tasks.run.programme_run import ProgrammeRun


def tell_reports(run: ProgrammeRun, publishing: "Publishing") -> str:
    """Each document and what happened to it."""
    done = [one.message for one in publishing.published]
    kept = [one.message for one in publishing.published if one.outcome is Publication.LEFT_ALONE]
    done = [message for message in done if message not in kept]
    return say(
        run, done=done or ("Aucun document à rédiger.",), left_out=(*kept, *publishing.skipped)
    )
