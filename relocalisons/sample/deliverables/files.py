"""Sample: the files of deliverables: there, wrong, late, replaced, and what is typed with them."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from relocalisons.sample.deliverables.lines import Fate, PlannedDeliverable
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import text
from relocalisons.sample.engine.days import at_noon, working_day_between
from relocalisons.sample.engine.events import CellsTyped, Event, FileUploaded
from relocalisons.sample.engine.files import MIME_TYPES, make_file
from relocalisons.sample.engine.people import Team
from relocalisons.sample.engine.workspace import File


def deliverable_files(
    planned: tuple[PlannedDeliverable, ...], *, teams: dict[str, Team]
) -> tuple[File, ...]:
    """The files that are there on the eve of the story, the wrong ones included."""
    files = []
    for each in planned:
        if each.fate in (Fate.DONE, Fate.LINKED):
            files.append(_file(each, teams=teams, on=each.due - timedelta(days=4)))
        elif each.fate is Fate.EMPTY:
            files.append(_file(each, teams=teams, on=date(2025, 12, 18), content=b""))
        elif each.fate is Fate.MISNAMED:
            name = f"{each.title.title} VF.{each.title.extension}"
            files.append(_file(each, teams=teams, on=date(2025, 12, 12), name=name))
        elif each.fate is Fate.DRAFT:
            other = "docx" if each.title.extension != "docx" else "txt"
            name = f"RELOC_{each.number}_{each.title.slug}_v0.{other}"
            files.append(_file(each, teams=teams, on=date(2025, 12, 16), name=name))
    return tuple(files)


def _file(
    each: PlannedDeliverable,
    *,
    teams: dict[str, Team],
    on: date,
    name: str | None = None,
    content: bytes | None = None,
) -> File:
    name = name or each.title.file_name(1)
    extension = name.rpartition(".")[2]
    parent = each.folder_id
    if each.fate is Fate.LINKED:
        parent = ids.file_id(f"folder/partner/{each.title.owner}")
        name = f"{each.title.title}.{extension}"
    if content is None:
        content = make_file(
            extension,
            title=each.title.title,
            lines=(f"Livrable {each.number} du programme Relocalisons",),
        )
    return File(
        file_id=ids.file_id(f"file/{each.number}/v1"),
        name=name,
        parent_id=parent,
        mime_type=MIME_TYPES[extension],
        created_at=at_noon(on),
        modified_at=at_noon(on),
        editor=teams[each.title.owner].contact.email,
        content=content,
    )


def deliverable_events(
    planned: tuple[PlannedDeliverable, ...], *, teams: dict[str, Team], seed: int
) -> Iterator[Event]:
    """The files that people drop over the three months, and the status they type with them."""
    rng = Random(f"{seed}:deliverable_events")
    for index, each in enumerate(planned):
        window = _window(each, index)
        if window is None:
            continue
        on = working_day_between(rng, *window)
        owner = each.title.owner
        yield FileUploaded(on=on, owner=owner, file=_file(each, teams=teams, on=on))
        yield CellsTyped(
            on=on,
            owner=owner,
            table="deliverables",
            uid=each.number,
            cells={"status": text("déposé"), "version": text("v1")},
        )
    yield from _new_versions(planned, teams=teams)


def _window(each: PlannedDeliverable, index: int) -> tuple[date, date] | None:
    if each.fate is Fate.UPLOADED:
        return date(2026, 1, 8), min(each.due + timedelta(days=10), date(2026, 2, 27))
    if each.fate is Fate.CAUGHT_UP:
        return date(2026, 3, 9), date(2026, 3, 20)
    if each.fate is Fate.MID_MARCH and index % 2:
        return date(2026, 3, 12), date(2026, 3, 18)
    if each.fate is Fate.END_MARCH and index % 2:
        return date(2026, 3, 27), date(2026, 4, 1)
    return None


def _new_versions(
    planned: tuple[PlannedDeliverable, ...], *, teams: dict[str, Team]
) -> Iterator[Event]:
    """Two finished deliverables are replaced by a corrected file under the same name."""
    done = [each for each in planned if each.fate is Fate.DONE]
    for each, on in zip(done, (date(2026, 2, 11), date(2026, 3, 11)), strict=False):
        corrected = make_file(
            each.title.extension,
            title=each.title.title,
            lines=(f"Livrable {each.number}, version corrigée du {on:%d/%m/%Y}",),
        )
        file = _file(each, teams=teams, on=on, content=corrected)
        yield FileUploaded(on=on, owner=each.title.owner, file=file, replaces=True)
