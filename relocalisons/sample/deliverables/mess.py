"""Sample: deliverables not as they are said to be: versions, channels, readers, statuses."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from relocalisons.sample.deliverables.lines import Fate, PlannedDeliverable
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, ambiguous, meant, text, unreadable
from relocalisons.sample.engine.days import at_noon, typed_date
from relocalisons.sample.engine.events import CellsTyped, Event
from relocalisons.sample.engine.files import MIME_TYPES, make_file
from relocalisons.sample.engine.people import Team
from relocalisons.sample.engine.workspace import File

_EARLY = date(2025, 12, 9)
_SHARED = ("linkedin", "project_drive", "website")


def plant_deliverables(
    rows: Mapping[str, tuple[Row, ...]], planned: Iterable[PlannedDeliverable]
) -> dict[str, tuple[Row, ...]]:
    """The same lines, with what their owners and the coordinator wrote, or forgot, about them."""
    cells = dict(_typed(tuple(planned)))
    return {
        owner: tuple(row.with_cells(cells.get(row.uid, {})) for row in lines)
        for owner, lines in rows.items()
    }


def open_to_all(files: Iterable[File], planned: Iterable[PlannedDeliverable]) -> tuple[File, ...]:
    """The same files; of those that everybody was told of, one is open to everybody."""
    done = _of(tuple(planned), Fate.DONE)
    folder = done[3].folder_id
    return tuple(replace(each, public=True) if each.parent_id == folder else each for each in files)


def forgotten_statuses(
    events: Iterable[Event], planned: Iterable[PlannedDeliverable]
) -> Iterator[Event]:
    """The same events; some people drop their file and leave the status as it was."""
    forgetful = {each.number for each in _of(tuple(planned), Fate.UPLOADED)}
    for event in events:
        forgets = (
            isinstance(event, CellsTyped)
            and event.table == "deliverables"
            and event.uid in forgetful
            and "status" in event.cells
        )
        if forgets and isinstance(event, CellsTyped):
            event = replace(event, cells={"version": text("v1")})
        yield event


def _typed(
    planned: tuple[PlannedDeliverable, ...],
) -> Iterator[tuple[str, Mapping[str, Typed]]]:
    done = _of(planned, Fate.DONE)
    for each in done[:3]:  # validated, and nobody was told; a version is announced that never came
        said = {"status": text("validé"), "version": text("v2")}
        yield each.number, {"confidentiality": text("public"), **said}
    for each in done[3:7]:  # told to everybody; three of their files stayed closed
        told = {"confidentiality": text("public"), "status": text("diffusé")}
        yield each.number, {**told, **_told(each.due)}
    waiting = {"confidentiality": text("partenaires"), "status": text("en relecture")}
    for each in done[7:]:
        yield each.number, {**waiting, "validated_by": text(None), "validated_on": text(None)}
    for each in _of(planned, Fate.LINKED):
        yield each.number, waiting
    for each in (*_of(planned, Fate.MISSING, Fate.ANYWHERE), *_of(planned, Fate.APRIL)[:2]):
        yield each.number, {"status": text("déposé")}
    for each in _of(planned, Fate.UPLOADED):
        yield each.number, {"status": text("à produire")}
    # In their own words; no file of theirs comes in the story.
    for each in [each for each in planned[::2] if each.fate is Fate.END_MARCH][:1]:
        yield each.number, {"status": meant("Supprimé (avenant 1)", "abandonné")}
    yield _of(planned, Fate.NO_RULE)[0].number, {"status": ambiguous("Abandonné ?")}
    yield _of(planned, Fate.FUTURE)[-1].number, {"status": unreadable("voir mail")}


def files_too_early(
    planned: Iterable[PlannedDeliverable], *, teams: Mapping[str, Team]
) -> tuple[File, ...]:
    """What was dropped long before it is due: an empty shell, a draft, a name of one's own."""
    files = []
    for index, each in enumerate(_of(tuple(planned), Fate.FUTURE)[:6]):
        title = each.title
        name, content = title.file_name(1), None
        if index % 3 == 0:
            content = b""
        elif index % 3 == 1:
            name = f"{title.title} (projet).{title.extension}"
        else:
            name = f"RELOC_{each.number}_{title.slug}_v0.txt"
        extension = name.rpartition(".")[2]
        files.append(
            File(
                file_id=ids.file_id(f"file/{each.number}/early"),
                name=name,
                parent_id=each.folder_id,
                mime_type=MIME_TYPES[extension],
                created_at=at_noon(_EARLY),
                modified_at=at_noon(_EARLY),
                editor=teams[title.owner].contact.email,
                content=make_file(extension, title=title.title) if content is None else content,
            )
        )
    return tuple(files)


def _told(due: date) -> dict[str, Typed]:
    return {
        channel: text(typed_date(due + timedelta(days=5 + index)))
        for index, channel in enumerate(_SHARED)
    }


def _of(planned: tuple[PlannedDeliverable, ...], *fates: Fate) -> tuple[PlannedDeliverable, ...]:
    return tuple(each for each in planned if each.fate in fates)
