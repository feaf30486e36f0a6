"""Papers of a run: made, published each in its folder, told at the end.

What stands or falls together is one `MadePaper`; one that cannot be published never stops the
others.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.reports.shared.sources import Provenance
from relocalisons.core.views.view import PaperView
from relocalisons.errors import SourceError
from relocalisons.rendering.papers.papers import RenderedPaper
from relocalisons.rendering.papers.second_press import Order, print_all
from tasks.google.drive import DOCUMENT, DOCX, PDF, Drive
from tasks.google.own_files import KEY, ensure_folder
from tasks.night.run_artifacts import say
from tasks.papers.publication import Document, Publication, Published, publish_and_remember
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.progress import counted_in_sight, in_sight

NAMED = "relocalisons_named"  # the name that we gave to a folder: another one is a person's


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """Documents that go together into a folder of the Drive, and what the next run must know.

    `name` is what a refusal calls them, when that is not the name of the first; `folder_key` is
    that of a folder whose name changes (`keep_folder`); `finish` is what is done once they stand,
    with the folder's id, and tells of more documents.
    """

    folder: tuple[str, ...]
    documents: tuple[Document, ...]
    name: str = ""
    folder_key: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""  # « projet de contrat », where a summary counts by sort
    finish: Callable[[str, Sequence[Published]], Sequence[Published]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePapers:
    """What is made, and what is not, with why (French)."""

    papers: tuple[MadePaper, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What stands in the Drive now; sentences are French."""

    published: tuple[Published, ...] = ()
    skipped: tuple[str, ...] = ()


def archived(
    files: RenderedPaper, key: str, *, twin: Document | None = None, state: str = "", stem: str = ""
) -> Document:
    """The PDF of a paper; `stem` is its name where that is not the paper's own."""
    return Document(
        key=key,
        name=f"{stem or files.file_stem}.pdf",
        data=files.pdf,
        media_type=PDF,
        fingerprint=files.fingerprint,
        state=state,
        twin=twin,
    )


def editable(files: RenderedPaper, key: str, *, state: str = "", stem: str = "") -> Document:
    """The Word file of a paper, which becomes a Google Doc."""
    return Document(
        key=key,
        name=stem or files.file_stem,
        data=files.docx,
        media_type=DOCX,
        as_type=DOCUMENT,
        fingerprint=files.fingerprint,
        state=state,
    )


def pair_of(files: RenderedPaper, key: str) -> tuple[Document, Document]:
    """The archived PDF, then the editable document of one paper."""
    word = editable(files, f"{key}:doc")
    return archived(files, f"{key}:pdf", twin=word), word


def facts_of(view: PaperView) -> dict[str, str]:
    """What the next edition of a paper is compared with; nothing for one that stands alone."""
    facts = {"memory": view.memory, "figures": view.figures}
    return {
        name: json.dumps(dict(values), sort_keys=True) for name, values in facts.items() if values
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPrint:
    """A paper that is still to be printed, and what becomes of its files."""

    order: Order
    made: Callable[[RenderedPaper], Sequence[MadePaper]]


def print_papers(papers: Iterable[MadePaper | ToPrint], said: str) -> tuple[MadePaper, ...]:
    """Each paper in its order, all printed; `said` (French) is shown where it takes a while."""
    papers = tuple(papers)
    files = iter(print_orders([one.order for one in papers if isinstance(one, ToPrint)], said))
    return tuple(
        made
        for one in papers
        for made in (one.made(next(files)) if isinstance(one, ToPrint) else (one,))
    )


def print_orders(orders: Sequence[Order], said: str) -> tuple[RenderedPaper, ...]:
    """The files of each, in their order."""
    with counted_in_sight(said, len(orders)) as tell:
        return print_all(orders, tell=tell)


def provenance_of(run: ProgrammeRun, assessment: Assessment) -> Provenance:
    """When each workbook was read, in the reader's time zone."""
    known = Provenance.of(assessment.programme).read_at or {}
    return Provenance(
        snapshot_id=assessment.snapshot_id,
        read_at={key: at.astimezone(run.settings.zone) for key, at in known.items()},
        links=run.links,
    )


def publish_papers(
    run: ProgrammeRun, google: Google, made: MadePapers, *, items: tuple[DriveItem, ...]
) -> Publishing:
    """Each paper in its folder; nothing in a rehearsal. `items` is the Drive as it was read."""
    if run.dry_run:
        return Publishing(skipped=made.skipped)
    published: list[Published] = []
    refused: list[str] = []
    folders: dict[tuple[str, ...], str] = {}
    for paper in in_sight(made.papers, "Dépôt des documents"):
        done: list[Published] = []
        try:
            if paper.folder not in folders:
                folders[paper.folder] = _folder_of(google.drive, paper, items=items)
            folder = folders[paper.folder]
            for document in paper.documents:
                done.append(  # noqa: PERF401  what stands before a refusal is kept
                    publish_and_remember(run, google, document, folder_id=folder, facts=paper.facts)
                )
            if paper.finish:
                done += paper.finish(folder, done)
        except SourceError as error:
            name = paper.name or paper.documents[0].name
            refused.append(f"« {name} » n’est pas déposé : {error}")
        published += done  # what stands before a refusal is told all the same
    return Publishing(published=tuple(published), skipped=(*made.skipped, *refused))


def tell_papers(
    run: ProgrammeRun,
    *publishings: Publishing,
    assessment: Assessment,
    tell: Callable[[Sequence[Published]], Sequence[str]] | None = None,
    done: Sequence[str] = (),
    nothing: str = "Aucun document à rédiger.",
    notes: Sequence[str] = (),
) -> str:
    """Close the run with what happened to each document; those that somebody has edited apart.

    `tell` says it in fewer words than one sentence a document; `done` and `notes` come after.
    Where nobody follows the subject nothing is done, not even nothing: « Journal » leaves it out.
    """
    published = [one for publishing in publishings for one in publishing.published]
    kept = [one.message for one in published if one.outcome is Publication.LEFT_ALONE]
    ours = [one for one in published if one.outcome is not Publication.LEFT_ALONE]
    skipped = [sentence for publishing in publishings for sentence in publishing.skipped]
    said = [*(tell(ours) if tell else [one.message for one in ours]), *done]
    subject = run.kind.subject
    if not said and (subject is None or assessment.programme.follows(subject)):
        said = [nothing]
    return say(run, done=said, left_out=(*kept, *skipped, *notes))


def keep_folder(
    drive: Drive, name: str, *, key: str, parent_id: str, items: tuple[DriveItem, ...]
) -> str:
    """The id of a folder that is one for its whole life, whatever it is called; made when missing.

    When its name changes (a meeting that moved), it takes the new one, its documents with it. A
    folder that a person renamed keeps the name that she chose.
    """
    properties = {KEY: key, NAMED: name}
    known = drive.find(KEY, key, parent_id=parent_id)
    if known is None:
        folder = ensure_folder(drive, (name,), items=items, parent_id=parent_id)
        drive.rename(folder, name, properties=properties)
        return folder
    if known.name != name and known.name == known.app_properties.get(NAMED):
        drive.rename(known.file_id, name, properties=properties)
    return known.file_id


def _folder_of(drive: Drive, paper: MadePaper, *, items: tuple[DriveItem, ...]) -> str:
    if not paper.folder_key:
        return ensure_folder(drive, paper.folder, items=items)
    *above, name = paper.folder
    parent = ensure_folder(drive, tuple(above), items=items)
    return keep_folder(drive, name, key=paper.folder_key, parent_id=parent, items=items)
