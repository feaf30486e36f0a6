"""What a run says when it ends: a French summary, in Prefect as an artifact and in the store.

A run that started more than 12 h late is told to the coordinator too, once per flow and day.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence

from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import count_of, format_long_date, plural_word, typo
from relocalisons.core.sources.trial.page import TrialPage
from relocalisons.errors import RelocalisonsError
from relocalisons.rendering.mails.mail import render_late_run
from relocalisons.rendering.mails.messages import LateRunNotice
from relocalisons.rendering.papers.preview import PaperPreview
from relocalisons.rendering.trial_page import as_markdown
from relocalisons.store.failures import failure_told, note_failure
from relocalisons.store.masking import mask_addresses
from relocalisons.store.runs import summary_of
from tasks.mail.coordination import context_without_links, write_to_coordination
from tasks.night.console import NOTHING_TO_DO, Said, artifact_key
from tasks.run.programme_run import ProgrammeRun, close_run

MOST_LINKS = 15
IDLE = "Aucun message n’attend."
LATE_RUN = "late_run"  # beside the failures of flows, which a success forgets: this one stays told

_log = logging.getLogger("relocalisons.late_run")


def say(run: ProgrammeRun, *, done: Sequence[str], left_out: Sequence[str], state: str = "") -> str:
    """Close the run with its summary; the same words as an artifact and as the flow’s answer.

    `state` is how Prefect shows that it ended; empty: as any run that went well.
    A sentence may quote a cell; Prefect keeps what it is told in clear: no address goes there.
    """
    done = [typo(mask_addresses(sentence)) for sentence in done if sentence]
    left_out = [typo(mask_addresses(sentence)) for sentence in left_out if sentence]
    if run.day.is_late:
        tell_lateness(run, done=done, left_out=left_out)
        left_out.insert(0, run.day.message)
    close_run(run, state="finished", summary=_with_earlier(run, done=done, left_out=left_out))
    title = f"{run.kind.french} du {format_long_date(run.as_of)}"
    if run.dry_run:
        title += " (à blanc : rien n’a été écrit ni envoyé)"
    lines = [f"## {title}", *[f"- {sentence}" for sentence in done]]
    if left_out:
        lines += ["", "**À savoir**", *[f"- {sentence}" for sentence in left_out]]
    return Said(show(run, "\n".join(lines), title=title), state=state)


def tell_overtaken(run: ProgrammeRun) -> str:
    """A late pass, after one that began later: what that one said of the day stands."""
    if run.day.is_late:
        tell_lateness(run, done=(), left_out=())
    close_run(run, state="finished", summary=summary_of(run.store, run.record.run_id))
    said = f"{run.kind.french} : un passage plus récent a déjà tout vu, rien n’est refait."
    return Said(said, state=NOTHING_TO_DO)


def show(run: ProgrammeRun, markdown: str, *, title: str) -> str:
    """The text as the flow's answer; inside a flow an artifact of Prefect too, with links."""
    if flow_run.id:
        page = "\n".join((markdown, *_links(run.wrote)))
        create_markdown_artifact(markdown=page, key=artifact_key(run.kind), description=title)
    return markdown


def _links(wrote: Mapping[str, str]) -> Iterator[str]:
    """Where to open what was written; the first of many."""
    if not wrote:
        return
    yield from ("", "**Ouvrir**")
    for name, address in tuple(wrote.items())[:MOST_LINKS]:
        words = mask_addresses(name).replace("[", "(").replace("]", ")")
        yield f"- [{words}](<{address}>)"
    rest = len(wrote) - MOST_LINKS
    if rest > 0:
        others = plural_word(rest, "autre fichier", "autres fichiers")
        yield f"- et {rest} {others}, dans le Drive"


def tell_trial(run: ProgrammeRun, pages: Sequence[TrialPage]) -> str:
    """The pages of files that were tried; the store keeps how many, nothing of what they say."""
    sound = sum(page.is_adoptable for page in pages)
    done = f"{count_of(len(pages), 'fichier essayé', 'fichiers essayés')}, {sound} à suivre."
    close_run(run, state="finished", summary={"done": [done], "left_out": []})
    title = f"{run.kind.french} du {format_long_date(run.as_of)}"
    nothing = (
        "« Sources » nomme tous les tableurs du Drive. Pour essayer l’un d’eux, collez son lien."
    )
    said = "\n\n".join(mask_addresses(as_markdown(page)) for page in pages) or nothing
    return show(run, f"## {title}\n\n{said}", title=title)


def tell_previews(run: ProgrammeRun, previews: Sequence[PaperPreview]) -> str:
    """Each paper's holes, then its words; the store keeps nothing of them."""
    done = count_of(len(previews), "document montré", "documents montrés")
    close_run(run, state="finished", summary={"done": [f"{done}."], "left_out": []})
    title = f"{run.kind.french} du {format_long_date(run.as_of)}"
    pages = [f"## {title}", "Rien n’est déposé ni envoyé."]
    for one in previews:
        pages.append(f"### {one.title}")
        pages.append("\n".join((said_holes(one), *(f"- {hole}" for hole in one.holes))))
        pages.append(one.markdown)
    return show(run, mask_addresses("\n\n".join(pages)), title=title)


def said_holes(preview: PaperPreview) -> str:
    """How much is still to be filled in, in a sentence."""
    if not preview.holes:
        return "Rien ne reste à remplir."
    return f"Reste à remplir, entre crochets ({len(preview.holes)}) :"


def show_pages(run: ProgrammeRun, pages: Sequence[TrialPage], *, key: str) -> None:
    """Pages of files beside the summary of a run, as one artifact of their own."""
    if flow_run.id and pages:
        create_markdown_artifact(
            markdown="\n\n".join(mask_addresses(as_markdown(page)) for page in pages),
            key=key,
            description=f"Nouveaux fichiers du {format_long_date(run.as_of)}",
        )


def tell_lateness(run: ProgrammeRun, *, done: Sequence[str], left_out: Sequence[str]) -> bool:
    """Tell what was still useful and what was left out; whether a mail left.

    A flow that runs every quarter of an hour would otherwise say the same thing all day. Nothing
    is told in a rehearsal. The work is done: failing to tell it fails nothing.
    """
    if run.dry_run:
        return False
    about = {
        "programme": run.code,
        "kind": LATE_RUN,
        "cause": f"{run.kind.value}:{run.started.date().isoformat()}",
    }
    is_new, _ = note_failure(run.store, at=run.clock(), **about)
    if not is_new:
        return False
    notice = LateRunNotice(
        flow=run.kind.french,
        planned=run.planned,
        started=run.started,
        done=(*done, run.day.consequence) if run.day.useful else (),
        left_out=tuple(left_out) if run.day.useful else (run.day.consequence,),
    )
    try:
        told = write_to_coordination(
            run.settings,
            lambda reader: render_late_run(
                notice, context=context_without_links(run.settings, reader)
            ),
            facts={"kind": LATE_RUN, "flow": run.kind.value},
            operator=True,
        )
    except RelocalisonsError:
        _log.exception("the lateness of %s could not be told", run.kind.value)
        return False
    if told:
        failure_told(run.store, **about)
    return told


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
