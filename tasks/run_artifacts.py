"""What a run says when it ends: a French summary, in Prefect as an artifact and in the store."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run

from relocalisons.core.french import (
    count_of,
    format_long_date,
    join_words,
    plural_word,
)
from relocalisons.core.model import FindingState, Severity
from relocalisons.core.punctuality import RunKind
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reports.journal import JournalEntry
from relocalisons.store.notices import Notice, NoticeState
from relocalisons.store.runs import last_runs
from tasks.failure_notice import FLOW_NAMES
from tasks.pilotage import TabsWritten
from tasks.programme_run import ProgrammeRun, close_run
from tasks.publication import Publication
from tasks.snapshots import Intake

if TYPE_CHECKING:  # these modules end their steps with the summaries of this one
    from tasks.night_steps import Assessment
    from tasks.report_steps import Publishing
    from tasks.settlement_steps import SendSummary

JOURNAL_LENGTH = 60


def scheduled_start() -> datetime | None:
    """When Prefect had planned this run; None outside a run that a schedule made."""
    planned = flow_run.scheduled_start_time
    return planned if isinstance(planned, datetime) else None


def tell_nothing_to_do(run: ProgrammeRun) -> str:
    """The day is done already, or the run came too late to be useful."""
    if run.is_replay:
        day = format_long_date(run.as_of)
        return f"{FLOW_NAMES[run.kind]} du {day} : déjà fait, rien n’est rejoué."
    return _say(run, done=(), left_out=(run.message,))


def tell_follow_up(
    run: ProgrammeRun, intake: Intake, assessment: "Assessment", written: TabsWritten
) -> str:
    """What was read, found and written."""
    found = assessment.open_findings
    new = sum(1 for one in found if one.state is FindingState.NEW)
    alerts = sum(1 for one in found if one.finding.severity is Severity.ALERT)
    resolved = len(assessment.tracked) - len(found)
    done = [
        _reading(intake),
        f"{count_of(len(found), 'constat')} ({count_of(alerts, 'alerte')}, "
        f"{count_of(new, 'nouveau', 'nouveaux')}, {count_of(resolved, 'résolu')}).",
    ]
    if written.written:
        done.append(
            f"Onglets mis à jour : {join_words([f'« {tab} »' for tab in written.written])}."
        )
    problems = [problem.message for problem in intake.snapshot.problems]
    return _say(run, done=done, left_out=(*problems, *assessment.doubts))


def tell_reminders(run: ProgrammeRun, plan: ReminderPlan, notices: tuple[Notice, ...]) -> str:
    """What waits for her decision, who is to be called, what is not sent."""
    held = sum(1 for one in notices if one.state is NoticeState.HELD)
    done = [
        f"{count_of(held, 'message')} {plural_word(held, 'attend', 'attendent')} votre décision "
        "dans « Relances ».",
        f"{count_of(len(plan.call_list), 'partenaire')} à appeler.",
    ]
    reasons = [
        f"{skipped.partner} : {skipped.reason}."
        for skipped in plan.skipped
        if skipped.finding_key is None
    ]
    return _say(run, done=done, left_out=reasons)


def tell_settlement(run: ProgrammeRun, sent: "SendSummary | None", sentences: Sequence[str]) -> str:
    """What left, what was kept and why, what is in doubt."""
    if sent is None:
        return _say(run, done=("Aucun message n’attend.",), left_out=())
    done = [f"{count_of(len(sent.sent), 'message')} {plural_word(len(sent.sent), 'envoyé')}."]
    left_out = [f"{partner} : {reason}." for partner, reason in sent.kept]
    left_out += [
        f"{partner} : envoi incertain, jamais renvoyé de lui-même." for partner in sent.uncertain
    ]
    return _say(run, done=done, left_out=(*left_out, *sentences))


def tell_reports(run: ProgrammeRun, publishing: "Publishing") -> str:
    """Each document and what happened to it."""
    done = [one.message for one in publishing.published]
    kept = [one.message for one in publishing.published if one.outcome is Publication.LEFT_ALONE]
    done = [message for message in done if message not in kept]
    return _say(
        run, done=done or ("Aucun document à rédiger.",), left_out=(*kept, *publishing.skipped)
    )


def tell_baseline(run: ProgrammeRun, name: str, frozen: tuple[bool, int]) -> str:
    """Whether a baseline was frozen, and how many dates it holds."""
    created, count = frozen
    if not created:
        reason = f"« {name} » existe déjà : il reste tel quel. Choisissez un autre nom."
        return _say(run, done=(), left_out=(reason,))
    return _say(run, done=(f"« {name} » est figé : {count_of(count, 'action')}.",), left_out=())


def journal_entries(run: ProgrammeRun) -> tuple[JournalEntry, ...]:
    """The latest finished or failed runs, for the tab « Journal »."""
    zone = run.settings.zone
    return tuple(
        JournalEntry(
            at=past.started_at.astimezone(zone),
            flow=FLOW_NAMES[RunKind(past.kind)],
            succeeded=past.state == "finished",
            done=tuple(past.summary.get("done", ())),
            left_out=tuple(past.summary.get("left_out", ())),
        )
        for past in last_runs(run.store, run.code, limit=JOURNAL_LENGTH)
        if past.state != "running"
    )


def _reading(intake: Intake) -> str:
    books = len(intake.snapshot.workbooks)
    if intake.full:
        return f"{count_of(books, 'classeur')} lus en entier."
    read = len(intake.read)
    return f"{count_of(read, 'classeur')} relus sur {books}, les autres n’ont pas bougé."


def _say(run: ProgrammeRun, *, done: Sequence[str], left_out: Sequence[str]) -> str:
    """Close the run with its summary; the same words as an artifact and as the flow's answer."""
    done = [sentence for sentence in done if sentence]
    left_out = [sentence for sentence in (run.message, *left_out) if sentence]
    close_run(run, state="finished", summary={"done": done, "left_out": left_out})
    title = f"{FLOW_NAMES[run.kind]} du {format_long_date(run.as_of)}"
    if run.dry_run:
        title += " (à blanc : rien n’a été écrit ni envoyé)"
    lines = [f"## {title}", *[f"- {sentence}" for sentence in done]]
    if left_out:
        lines += ["", "**À savoir**", *[f"- {sentence}" for sentence in left_out]]
    markdown = "\n".join(lines)
    if flow_run.id:
        create_markdown_artifact(
            markdown=markdown, key=run.kind.value.replace("_", "-"), description=title
        )
    return markdown
