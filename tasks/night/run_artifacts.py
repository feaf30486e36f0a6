"""What a run says when it ends: a French summary, in Prefect as an artifact and in the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run

from relocalisons.core.kernel.calendar.punctuality import RunKind
from relocalisons.core.kernel.model import (
    CellRef,
    Finding,
    FindingKind,
    FindingState,
    Severity,
    TrackedFinding,
)
from relocalisons.core.kernel.words.french import (
    count_of,
    format_long_date,
    join_words,
    plural_word,
    typo,
)
from relocalisons.core.pilotage.journal import JournalEntry
from relocalisons.core.programme.standing import say_unseen
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.store.mails.notices import Notice, NoticeState
from relocalisons.store.masking import mask_addresses
from relocalisons.store.runs import last_runs, summary_of
from tasks.google.tabs.tabs import TabsWritten
from tasks.intake.snapshots import Intake
from tasks.night.failure_notice import FLOW_NAMES
from tasks.night.late_run import tell_lateness
from tasks.papers.publication import Publication
from tasks.run.programme_run import ProgrammeRun, close_run

if TYPE_CHECKING:  # these modules end their steps with the summaries of this one
    from tasks.intake.night_steps import Assessment
    from tasks.papers.report_steps import Publishing
    from tasks.reminders.brake_steps import WeekBrakes
    from tasks.reminders.release_steps import Released
    from tasks.reminders.settlement_steps import SendSummary

IDLE = "Aucun message n’attend."
JOURNAL_LENGTH = 60
MOST_TROUBLES = 8  # sentences about reading in one summary; « Anomalies » has them all

OUT_OF_REACH = (
    FindingKind.SOURCE_UNREACHABLE,
    FindingKind.TAB_MISSING,
    FindingKind.COLUMN_MISSING,
    FindingKind.TABLE_EMPTIED,
    FindingKind.SOURCE_INVALID,
)
CELLS_IN_DOUBT = (
    FindingKind.CELL_UNREADABLE,
    FindingKind.CELL_AMBIGUOUS,
    FindingKind.ADDRESS_UNUSABLE,
)


def scheduled_start() -> datetime | None:
    """When Prefect had planned this run; None outside a run that a schedule made."""
    planned = flow_run.scheduled_start_time
    return planned if isinstance(planned, datetime) else None


def tell_nothing_to_do(run: ProgrammeRun) -> str:
    """The day is done already, or the run came too late to be useful."""
    if run.is_replay:
        day = format_long_date(run.as_of)
        return f"{FLOW_NAMES[run.kind]} du {day} : déjà fait, rien n’est rejoué."
    return say(run, done=(), left_out=())


def tell_follow_up(
    run: ProgrammeRun, intake: Intake, assessment: "Assessment", written: TabsWritten
) -> str:
    """What was read, found and written."""
    found = assessment.open_findings
    new = sum(1 for one in found if one.state is FindingState.NEW)
    alerts = sum(1 for one in found if one.finding.severity is Severity.ALERT)
    resolved = sum(1 for one in assessment.tracked if one.state is FindingState.RESOLVED)
    unseen = len(assessment.unseen_findings)
    apart = f", {say_unseen(unseen)}" if unseen else ""
    done = [
        _reading(intake),
        f"{count_of(len(found), 'constat')} ({count_of(alerts, 'alerte')}, "
        f"{count_of(new, 'nouveau', 'nouveaux')}, {count_of(resolved, 'résolu')}{apart}).",
    ]
    if written.written:
        done.append(
            f"Onglets mis à jour : {join_words([f'« {tab} »' for tab in written.written])}."
        )
    done.append(written.made)
    return say(run, done=done, left_out=(*_troubles(found), *assessment.doubts, *written.said))


def tell_reminders(
    run: ProgrammeRun,
    plan: ReminderPlan,
    notices: tuple[Notice, ...],
    *,
    brakes: "WeekBrakes | None" = None,
    notes: Sequence[str] = (),
) -> str:
    """What waits for her decision, who is to be called, what is not sent; then the `notes`."""
    held = sum(1 for one in notices if one.state is NoticeState.HELD)
    done = [
        f"{count_of(held, 'message')} {plural_word(held, 'attend', 'attendent')} votre décision "
        "dans « Relances ».",
        f"{count_of(len(plan.call_list), 'partenaire')} à appeler.",
    ]
    if plan.urgent:
        done.append(f"{count_of(len(plan.urgent), 'échéance ferme', 'échéances fermes')} à voir.")
    reasons = [brake.reason for brake in brakes.told] if brakes else []
    reasons += brakes.lifted if brakes else ()
    reasons += [
        f"{skipped.partner}{f' ({skipped.role})' if skipped.role else ''} : {skipped.reason}."
        for skipped in plan.skipped
        if skipped.finding_key is None
    ]
    return say(run, done=done, left_out=(*reasons, *notes))


def tell_settlement(run: ProgrammeRun, sent: "SendSummary | None", sentences: Sequence[str]) -> str:
    """What left, what was kept and why, what is in doubt."""
    if sent is None:
        return say(run, done=(IDLE,), left_out=())
    done = [f"{count_of(len(sent.sent), 'message')} {plural_word(len(sent.sent), 'envoyé')}."]
    left_out = [f"{partner} : {reason}." for partner, reason in sent.kept]
    left_out += [
        f"{partner} : envoi incertain, jamais renvoyé de lui-même." for partner in sent.uncertain
    ]
    if sent.stopped:
        left_out.append(f"{sent.stopped}.")
    return say(run, done=done, left_out=(*left_out, *sentences))


def tell_release(
    run: ProgrammeRun,
    released: "Released",
    sent: "SendSummary | None",
    *,
    notes: Sequence[str] = (),
) -> str:
    """What the form released, what left, and what did not with why; then the `notes`.

    `sent` is None without a send: a rehearsal tells how many mails would leave, and how.
    """
    count = len(released.partners)
    left_out = [f"{sentence}." for sentence in released.left_out]
    if released.ready and not released.refused:
        leave = plural_word(released.ready, "part", "partent")
        left_out.append(
            f"{count_of(released.ready, 'message')} {leave} aussi, en plus de ce nombre : vous les "
            "aviez déjà validés."
        )
    if sent is None:
        return say(run, done=_rehearsed(released), left_out=left_out)
    done = [
        f"{count_of(count, 'message')} {plural_word(count, 'validé')}.",
        f"{count_of(len(sent.sent), 'message')} {plural_word(len(sent.sent), 'envoyé')}.",
    ]
    left_out += [f"{partner} : {reason}." for partner, reason in sent.kept]
    left_out += [
        f"{partner} : envoi incertain, jamais renvoyé de lui-même." for partner in sent.uncertain
    ]
    if sent.stopped:
        left_out.append(f"{sent.stopped}.")
    return say(run, done=done, left_out=(*left_out, *notes))


def _rehearsed(released: "Released") -> list[str]:
    count = len(released.partners)
    who = f" : {', '.join(released.partners)}" if count else ""
    would = f"{count_of(count, 'message')} {plural_word(count, 'partirait', 'partiraient')}{who}."
    if released.refused:
        return [f"{released.refused[:1].upper()}{released.refused[1:]}.", would]
    if not count:
        return ["Aucun message à envoyer : aucun n’attend sans frein ni décision à part."]
    how = f"Pour les envoyer : « À blanc » désactivé, « Nombre de messages » {count}."
    return [would, how]


def tell_reports(run: ProgrammeRun, publishing: "Publishing") -> str:
    """Each document and what happened to it."""
    done = [one.message for one in publishing.published]
    kept = [one.message for one in publishing.published if one.outcome is Publication.LEFT_ALONE]
    done = [message for message in done if message not in kept]
    return say(
        run, done=done or ("Aucun document à rédiger.",), left_out=(*kept, *publishing.skipped)
    )


def tell_baseline(run: ProgrammeRun, name: str, frozen: tuple[bool, int]) -> str:
    """Whether a baseline was frozen, and how many dates it holds."""
    created, count = frozen
    if not created:
        reason = f"« {name} » existe déjà : il reste tel quel. Choisissez un autre nom."
        return say(run, done=(), left_out=(reason,))
    return say(run, done=(f"« {name} » est figé : {count_of(count, 'action')}.",), left_out=())


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


def _troubles(found: Sequence[TrackedFinding]) -> list[str]:
    """Tables out of reach, then the new cells in doubt: workbook, tab and cell of each."""
    out_of_reach = _by_workbook(one.finding for one in found if one.finding.kind in OUT_OF_REACH)
    new_cells = [
        f"{one.finding.title} ({_place(one.finding.evidence[0])})"
        for one in found
        if one.finding.kind in CELLS_IN_DOUBT
        and one.state is FindingState.NEW
        and one.finding.evidence
    ]
    said = list(dict.fromkeys((*out_of_reach, *new_cells)))
    if len(said) <= MOST_TROUBLES:
        return said
    rest = count_of(len(said) - MOST_TROUBLES, "autre problème", "autres problèmes")
    return [*said[:MOST_TROUBLES], f"{rest} de lecture, dans « Anomalies »."]


def _by_workbook(problems: Iterable[Finding]) -> list[str]:
    """One sentence a workbook: an erased one would fill the summary with its tabs."""
    by_file: dict[str, list[str]] = {}
    for one in problems:
        file_id = one.evidence[0].file_id if one.evidence else one.key
        titles = by_file.setdefault(file_id, [])
        if one.title not in titles:
            titles.append(one.title)
    return [
        f"{first} Même souci pour {count_of(len(rest), 'autre tableau', 'autres tableaux')} de ce "
        "classeur."
        if rest
        else first
        for first, *rest in by_file.values()
    ]


def _place(place: CellRef) -> str:
    return f"« {place.workbook} », onglet « {place.tab} », cellule {place.cell}"


def _reading(intake: Intake) -> str:
    books = len(intake.snapshot.workbooks)
    if intake.full:
        return f"{count_of(books, 'classeur')} lus en entier."
    read = len(intake.read)
    again = plural_word(read, "relu", "relus")
    return f"{count_of(read, 'classeur')} {again} sur {books}, les autres n’ont pas bougé."


def _with_earlier(
    run: ProgrammeRun, *, done: Sequence[str], left_out: Sequence[str]
) -> dict[str, list[str]]:
    """What the journal keeps of a day: a flow that runs every quarter of an hour adds to it.

    An idle run must not wipe « 17 messages envoyés », nor fill the day with « rien n’attend ».
    """
    if run.kind is not RunKind.MAIL_SETTLEMENT:
        return {"done": list(done), "left_out": list(left_out)}
    before = summary_of(run.store, run.record.run_id)
    earlier, known = list(before.get("done", ())), list(before.get("left_out", ()))
    if list(done) == [IDLE]:
        return {"done": earlier or [IDLE], "left_out": list(dict.fromkeys((*known, *left_out)))}
    hour = f"{run.clock().astimezone(run.settings.zone):%H h %M}"
    kept = [sentence for sentence in earlier if sentence != IDLE]
    return {
        "done": [*kept, *(f"{hour} : {sentence}" for sentence in done)],
        "left_out": list(dict.fromkeys((*known, *left_out))),
    }


def say(run: ProgrammeRun, *, done: Sequence[str], left_out: Sequence[str]) -> str:
    """Close the run with its summary; the same words as an artifact and as the flow’s answer.

    A sentence may quote a cell; Prefect keeps what it is told in clear: no address goes there.
    """
    done = [typo(mask_addresses(sentence)) for sentence in done if sentence]
    left_out = [typo(mask_addresses(sentence)) for sentence in left_out if sentence]
    if run.day.is_late:
        tell_lateness(run, done=done, left_out=left_out)
        left_out.insert(0, run.day.message)
    close_run(run, state="finished", summary=_with_earlier(run, done=done, left_out=left_out))
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
