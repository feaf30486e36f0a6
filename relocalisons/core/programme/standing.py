"""Pure: which findings still stand in a document: neither resolved, nor set aside, nor granted.

What nobody can tell any more does not stand, and is not settled either: it is said, in these words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from relocalisons.core.kernel.model import CellRef, Meaning, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_date,
    format_long_date,
    join_words,
    plural_word,
    quote,
    typo,
)


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


def stale_reading(place: CellRef, *, programme: Programme) -> tuple[str, datetime] | None:
    """What a cell is in, and its older reading that is followed; None where it was read tonight.

    « onglet « Plan d’action » de « Suivi VAL » » where the rest of its workbook was read: one lost
    tab makes nothing old but what it holds.
    """
    whole = programme.stale.get(place.file_id)
    if whole is None:
        return None
    workbook, lost = quote(typo(place.workbook)), lost_tabs_of(place.file_id, programme=programme)
    if not lost:
        return workbook, whole
    if (place.file_id, place.sheet_id) not in stale_tabs(programme):
        return None
    return f"onglet {quote(typo(place.tab))} de {workbook}", whole


def lost_tabs_of(file_id: str, *, programme: Programme) -> tuple[str, ...]:
    """The tabs that an older reading stands in for, of a workbook the rest of which was read."""
    tables = [
        each
        for tables in programme.tables.values()
        for each in tables
        if each.workbook.file_id == file_id
    ]
    if all(each.stale_since is not None for each in tables):
        return ()
    return tuple(dict.fromkeys(each.tab.title for each in tables if each.stale_since is not None))


def is_set_aside(entry: TrackedFinding) -> bool:
    """Whether the coordinator wrote « sans objet »: reports obey her decisions."""
    return entry.word.meaning is Meaning.VOID


def granted_until(entry: TrackedFinding, *, as_of: date) -> date | None:
    """The day she granted (« date accordée au … ») if it is still to come, else None."""
    word = entry.word
    if word.meaning is not Meaning.GRANTED or word.until is None:
        return None
    return word.until if word.until >= as_of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableSource:
    """A workbook of which a table of that partner cannot be read; `last_read` maybe unknown.

    `tabs`: those of it that cannot be read, where its other tables were.
    """

    file_id: str
    workbook: str
    last_read: date | None
    tabs: tuple[str, ...] = ()


def say_unreadable(tracked: Iterable[TrackedFinding], *, programme: Programme, partner: str) -> str:
    """Why nothing can be said of a partner, since when and what to do; empty when all is read."""
    sources = tuple(unreadable_sources(programme, partner=partner))
    if not sources:
        return ""
    if all(one.tabs for one in sources):
        return _say_lost_tabs(sources, since=_since(sources, tracked))
    are = "sont illisibles" if len(sources) > 1 else "est illisible"
    books = join_words([quote(typo(one.workbook)) for one in sources])
    since = _since(sources, tracked)
    day = f" depuis le {format_long_date(since)}" if since else ""
    return (
        f"ne peut plus être dit{day}{NBSP}: {books} {are}, à rétablir ou à partager de nouveau "
        f"({quote('Anomalies')} dit comment)"
    )


def _say_lost_tabs(sources: tuple[UnreadableSource, ...], *, since: date | None) -> str:
    """« l’onglet « Plan d’action » de « Suivi VAL » ne se lit plus depuis le 21 mars 2026 … »."""
    books = [
        f"{join_words([quote(typo(tab)) for tab in one.tabs])} de {quote(typo(one.workbook))}"
        for one in sources
    ]
    many = sum(len(one.tabs) for one in sources) > 1
    head, verb = ("les onglets", "ne se lisent plus") if many else ("l’onglet", "ne se lit plus")
    day = f" depuis le {format_long_date(since)}" if since else ""
    how = f"à rétablir ({quote('Anomalies')} dit comment)"
    return f"{head} {join_words(books)} {verb}{day}, {how}"


def unreadable_sources(programme: Programme, *, partner: str) -> Iterator[UnreadableSource]:
    """Each workbook of which a table of the partner cannot be read tonight, once.

    A table that several partners share is each one's who has a line there.
    """
    shared = {
        line.place.file_id
        for group in (programme.actions, programme.deliverables)
        for line in group
        if line.owner == partner
    }
    told: set[str] = set()
    for one in programme.unread:
        concerned = one.partner == partner or (one.partner is None and one.file_id in shared)
        if concerned and one.file_id not in told:
            told.add(one.file_id)
            day = one.last_read.date() if one.last_read else None
            yield UnreadableSource(file_id=one.file_id, workbook=one.workbook, last_read=day)
    for table in (table for tables in programme.tables.values() for table in tables):
        file_id = table.workbook.file_id
        concerned = table.partner == partner or (table.partner is None and file_id in shared)
        if table.stale_since is not None and concerned and file_id not in told:
            told.add(file_id)
            yield UnreadableSource(
                file_id=file_id,
                workbook=table.workbook.name,
                last_read=table.stale_since.date(),
                tabs=lost_tabs_of(file_id, programme=programme),
            )


def _since(sources: tuple[UnreadableSource, ...], tracked: Iterable[TrackedFinding]) -> date | None:
    """The first night on which one of them could not be read, else the day it was last read."""
    files = {one.file_id for one in sources}
    nights = [
        one.first_seen
        for one in tracked
        if one.is_open
        and one.finding.kind.has(Trait.OUT_OF_REACH)
        and any(place.file_id in files for place in one.finding.evidence)
    ]
    read = [one.last_read for one in sources if one.last_read is not None]
    return min(nights, default=None) or min(read, default=None)
