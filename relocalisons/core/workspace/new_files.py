"""Pure: workbooks that people dropped in the Drive and that nobody follows yet."""

from collections.abc import Collection, Iterable, Mapping

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.sources.source_choice import is_copy, is_workbook, looks_like
from relocalisons.core.workspace.plan import KEY, LIST_OF_PARTNERS, PARTNERS_FOLDER


def new_files(
    items: Iterable[DriveItem],
    *,
    named: Collection[str],
    known: Iterable[str] = (LIST_OF_PARTNERS,),
    before: Collection[str] | None = (),
    tried: Collection[str] = (),
) -> tuple[DriveItem, ...]:
    """The workbooks at the root of the Drive or below « 01 Partenaires » that « Sources » lacks.

    Not those of the service, copies, files of a folder that « Sources » names, nor one that looks
    like a file in force beside it: that one is asked about already. `named`: the ids in
    « Sources ». `known`: names of files that are something else. `before`: ids of what was there at
    the last reading, None at the first one. `tried`: ids of what was offered once. A partner's own
    folder is where plans are dropped: what lies there is new until it was tried, also at the first
    reading. What waits for a later night last: the others first, the oldest of each before.
    """
    items = tuple(items)
    mine = {item.file_id for item in items if folder_partner(item, items) is not None}
    there = {item.file_id: item for item in items if not item.trashed}
    followed = [there[file_id] for file_id in named if file_id in there]
    other = {fold(name) for name in known}
    found = [
        item
        for item in there.values()
        if is_workbook(item)
        and item.file_id not in named
        and item.parent_id not in named
        and not item.app_properties
        and not is_copy(item.name)
        and fold(_stem(item.name)) not in other
        and not any(_stands_in(item, each) for each in followed)
        and _is_dropped_by_partners(item, there)
        and _is_new(item.file_id, before, tried, is_in_own_folder=item.file_id in mine)
    ]
    return tuple(
        sorted(found, key=lambda item: (item.file_id in mine, item.modified_time, item.name))
    )


def _is_new(
    file_id: str,
    before: Collection[str] | None,
    tried: Collection[str],
    *,
    is_in_own_folder: bool,
) -> bool:
    if before is None:
        return is_in_own_folder
    return file_id not in before or (is_in_own_folder and file_id not in tried)


def folder_partner(item: DriveItem, items: Iterable[DriveItem]) -> str | None:
    """The partner in whose folder of ours a file lies: its code; None elsewhere."""
    there = {each.file_id: each for each in items}
    for folder in _above(item, there):
        kind, _, code = folder.app_properties.get(KEY, "").partition("/")
        if kind == "partner":
            return code
    return None


def partner_folder(partner: str, items: Iterable[DriveItem]) -> tuple[str, ...] | None:
    """The names of the folders that lead to a partner's own folder of ours; None without one."""
    there = {each.file_id: each for each in items if not each.trashed}
    key = f"partner/{partner}"
    mine = [e for e in there.values() if e.is_folder and e.app_properties.get(KEY) == key]
    if len(mine) != 1:
        return None
    above = [each.name for each in _above(mine[0], there)]
    return (*reversed(above), mine[0].name)


def _stands_in(item: DriveItem, other: DriveItem) -> bool:
    return item.parent_id == other.parent_id and looks_like(item.name, other.name)


def _is_dropped_by_partners(item: DriveItem, there: Mapping[str, DriveItem]) -> bool:
    above = _above(item, there)
    return not above or fold(above[-1].name) == fold(PARTNERS_FOLDER)


def _above(item: DriveItem, there: Mapping[str, DriveItem]) -> list[DriveItem]:
    """The folders in which it lies, the nearest first; the root of the drive is not listed."""
    found: list[DriveItem] = []
    parent = there.get(item.parent_id or "")
    while parent is not None and parent not in found:
        found.append(parent)
        parent = there.get(parent.parent_id or "")
    return found


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]
