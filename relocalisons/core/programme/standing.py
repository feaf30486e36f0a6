"""Pure: which findings still stand in a document: neither resolved, nor set aside, nor granted.

What nobody can tell any more does not stand, and is not settled either: it is said, in these words.
"""

from collections.abc import Mapping
from datetime import date, datetime

from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.model import Programme, TrackedFinding
from relocalisons.core.kernel.words.french import NBSP, format_date, plural_word


def in_force(tracked: tuple[TrackedFinding, ...]) -> tuple[TrackedFinding, ...]:
    """The findings known to stand: neither settled, nor out of sight, nor set aside by her."""
    return tuple(entry for entry in tracked if entry.is_open and not is_set_aside(entry))


def say_unseen_since(since: date, *, last_read: date | None = None) -> str:
    """« ne peut plus être dit depuis le 17/03/2026 (dernière bonne lecture : 02/03/2026) »."""
    read = f" (dernière bonne lecture{NBSP}: {format_date(last_read)})" if last_read else ""
    return f"ne peut plus être dit depuis le {format_date(since)}{read}"


def say_unseen(count: int) -> str:
    """« 3 ne peuvent plus être dits », of findings; « 0 … » when there is none."""
    return f"{count} {say_cannot(count)}"


def say_cannot(count: int) -> str:
    """« ne peut plus être dit », for so many."""
    return plural_word(count, "ne peut plus être dit", "ne peuvent plus être dits")


def stale_tabs(programme: Programme) -> Mapping[tuple[str, int], datetime]:
    """(file id, sheet id) of each tab that is followed by an older reading → that reading."""
    return {
        (table.workbook.file_id, table.tab.sheet_id): programme.stale.get(
            table.workbook.file_id, table.stale_since
        )
        for tables in programme.tables.values()
        for table in tables
        if table.stale_since is not None
    }


def is_set_aside(entry: TrackedFinding) -> bool:
    """Whether the coordinator wrote « sans objet »: reports obey her decisions."""
    return entry.word.meaning is Meaning.VOID


def granted_until(entry: TrackedFinding, *, as_of: date) -> date | None:
    """The day she granted (« date accordée au … ») if it is still to come, else None."""
    word = entry.word
    if word.meaning is not Meaning.GRANTED or word.until is None:
        return None
    return word.until if word.until >= as_of else None
