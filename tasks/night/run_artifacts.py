"""What a run says when it ends: a French summary, in Prefect as an artifact and in the store."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run

from relocalisons.core.kernel.calendar.punctuality import RunKind
from relocalisons.core.kernel.words.french import (
    count_of,
    format_long_date,
    typo,
)
from relocalisons.store.masking import mask_addresses
from relocalisons.store.runs import summary_of
from tasks.night.late_run import tell_lateness
from tasks.run.flow_names import FLOW_NAMES
from tasks.run.programme_run import ProgrammeRun, close_run

if TYPE_CHECKING:  # these modules end their steps with the summaries of this one
    pass

IDLE = "Aucun message n’attend."


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


def tell_baseline(run: ProgrammeRun, name: str, frozen: tuple[bool, int]) -> str:
    """Whether a baseline was frozen, and how many dates it holds."""
    created, count = frozen
    if not created:
        reason = f"« {name} » existe déjà : il reste tel quel. Choisissez un autre nom."
        return say(run, done=(), left_out=(reason,))
    return say(run, done=(f"« {name} » est figé : {count_of(count, 'action')}.",), left_out=())


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
