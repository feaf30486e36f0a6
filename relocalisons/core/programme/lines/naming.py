"""Pure: each line's lasting name, kept when its number, its title or its place change.

A table is matched with its last reading; what is left, with what is left of the other tables of
the same owner, then with lines that went earlier. What is new then is born.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from relocalisons.core.kernel.model import (
    KnownLine,
    KnownLines,
    Row,
    Snapshot,
    SourcedTable,
    UnsureLine,
    WorkbookGrid,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.lines.births import Births
from relocalisons.core.programme.lines.known import (
    Key,
    called,
    called_before,
    from_memory,
    key_of,
    remember,
    title_of_line,
)
from relocalisons.core.reading.identity.likeness import Likeness, Line
from relocalisons.core.reading.identity.lines import lines_of, rows_of
from relocalisons.core.reading.identity.matching import Pairs
from relocalisons.core.reading.identity.pairing import pair_lines, pair_moved
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.table_loader import LoadedTables, TableLoader

TOLD_FOR = timedelta(days=7)  # a run may die between keeping its reading and telling what it found


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTables:
    """Tables with the names of their rows, and what is to be remembered and told of lines.

    `lines`: every line that ever was. `gone`: those that a table read tonight holds no more, for
    a week at most; `last_rows`: how those that went tonight stood. `unsure`: rows that may be one.
    """

    tables: tuple[SourcedTable, ...]
    faded: tuple[SourcedTable, ...]
    lines: tuple[KnownLine, ...]
    gone: tuple[KnownLine, ...]
    last_rows: Mapping[Key, Row]
    unsure: tuple[UnsureLine, ...]


def name_lines(
    loaded: LoadedTables, *, known: KnownLines, loader: TableLoader, previous: Snapshot | None
) -> NamedTables:
    """Name the rows of every table of a night.

    `previous`: the last sound readings. Where no line was ever named, theirs are first: what
    stands there keeps the keys that it had before there were names.
    """
    if not known.lines and previous is not None:
        entries = (*loaded.entries, *loaded.faded_entries)
        before = replace(loader, snapshot=previous, previous=None).load(entries)
        first = _Night(loaded=before, known=known, loader=loader).named()
        known = KnownLines(lines=first.lines, books=previous.workbooks)
    return _Night(loaded=loaded, known=known, loader=loader).named()


_Reading = dict[int, tuple[Line, Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Old:
    """A line known before, as it is compared; `line` is None where today's rules skip it."""

    known: KnownLine
    line: Line | None
    row: Row | None = None


@dataclass(slots=True, kw_only=True)
class _Place:
    """A table of tonight, and the lines that it had; `left` are places in `rows`."""

    entry: SourceEntry
    table: SourcedTable
    is_current: bool  # read tonight: no older reading in force
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    old: list[_Old] = field(default_factory=list[_Old])
    earlier: list[KnownLine] = field(default_factory=list[KnownLine])  # gone before tonight
    names: dict[int, str] = field(default_factory=dict[int, str])  # by row number
    left: list[int] = field(default_factory=list[int])
    left_old: list[_Old] = field(default_factory=list[_Old])
    in_doubt: set[int] = field(default_factory=set[int])

    @property
    def kind(self) -> tuple[str, str]:
        """Canonical table and owner: lines may move between its tabs and files."""
        return self.table.table.name, self.table.owner

    @property
    def source(self) -> tuple[str, str, int]:
        """Where it stands."""
        return self.table.table.name, self.table.workbook.file_id, self.table.tab.sheet_id


@dataclass(slots=True, kw_only=True)
class _Night:
    loaded: LoadedTables
    known: KnownLines
    loader: TableLoader
    kept: dict[Key, KnownLine] = field(default_factory=dict[Key, KnownLine])
    unsure: list[UnsureLine] = field(default_factory=list[UnsureLine])
    last_rows: dict[Key, Row] = field(default_factory=dict[Key, Row])

    def named(self) -> NamedTables:
        """All of it, in order."""
        places = self._places()
        self._find_old(places)
        by_kind = _by_kind(places)
        for place in places:
            self._match(place, elsewhere=_titles_elsewhere(place, by_kind[place.kind]))
        groups = by_kind.values()
        for group in groups:
            self._match_across(group)
            self._come_back(group)
        self._take_over(places)
        for group in groups:
            self._part_with(group)
        births = Births(is_first=not self.known.lines)
        births.take(self.known.lines)
        for place in places:
            self._give_birth(place, births)
        tables = [replace(one.table, names=one.names) for one in places]
        size = len(self.loaded.tables)
        unseen = {key_of(one): one for one in self.known.lines if key_of(one) not in self.kept}
        return NamedTables(
            tables=tuple(tables[:size]),
            faded=tuple(tables[size:]),
            lines=(*self.kept.values(), *unseen.values()),
            gone=tuple(one for one in self.kept.values() if self._is_told_gone(one)),
            last_rows=self.last_rows,
            unsure=tuple(_with_names(self.unsure, places)),
        )

    def _is_told_gone(self, one: KnownLine) -> bool:
        now = self.loader.snapshot.read_at
        return one.gone_at is not None and now - one.gone_at <= TOLD_FOR

    def _places(self) -> list[_Place]:
        read = zip(self.loaded.tables, self.loaded.entries, strict=True)
        faded = zip(self.loaded.faded, self.loaded.faded_entries, strict=True)
        return [
            _Place(
                entry=entry,
                table=table,
                is_current=is_read and table.stale_since is None,
                rows=table.rows,
                lines=lines_of(table.reading, table=table.table),
            )
            for is_read, pairs in ((True, read), (False, faded))
            for table, entry in pairs
        ]

    # Which lines each table had.

    def _find_old(self, places: Sequence[_Place]) -> None:
        """Those of its tab; of another tab or file of the same owner when there is one only."""
        sources: dict[tuple[str, str, int], list[KnownLine]] = {}
        for line in self.known.lines:
            sources.setdefault((line.table, line.file_id, line.sheet_id), []).append(line)
        for place in places:
            self._take(place, sources.pop(place.source, []))
        for place in places:
            if place.old or place.earlier:
                continue
            near = [one for one in sources if one[:2] == place.source[:2]] or [
                one for one, lines in sources.items() if (one[0], lines[0].owner) == place.kind
            ]
            if len(near) == 1:
                self._take(place, sources.pop(near[0]))

    def _take(self, place: _Place, lines: Sequence[KnownLine]) -> None:
        readings: dict[datetime, _Reading | None] = {}
        for one in sorted(lines, key=lambda one: one.row):
            known = one
            if one.asked and f"{one.owner}/{one.table}/{one.name}" in self.known.apart:
                known = replace(one, asked=False, gone_at=self.loader.snapshot.read_at)
            if known.gone_at is not None:
                place.earlier.append(known)
                continue
            if known.seen not in readings:
                readings[known.seen] = self._reading_of(place, known)
            reading = readings[known.seen]
            if reading is not None:
                line, row = reading.get(known.row, (None, None))
            else:
                line, row = from_memory(known, table=place.table) if known.row else None, None
            place.old.append(_Old(known=known, line=line, row=row))

    def _reading_of(self, place: _Place, line: KnownLine) -> _Reading | None:
        """The lines of that reading by row, as today's rules find them; None when it is lost."""
        table = place.table
        if (line.file_id, line.seen) != (table.workbook.file_id, table.workbook.read_at) or (
            line.sheet_id != table.tab.sheet_id
        ):
            book = self._book(line)
            earlier = (
                self.loader.reread(place.entry, book, sheet_id=line.sheet_id) if book else None
            )
            if earlier is None:
                return None
            table = earlier
        lines = zip(lines_of(table.reading, table=table.table), table.rows, strict=True)
        return dict(zip(rows_of(table.reading), lines, strict=True))

    def _book(self, line: KnownLine) -> WorkbookGrid | None:
        wanted = line.file_id, line.seen
        return next((one for one in self.known.books if (one.file_id, one.read_at) == wanted), None)

    # Who is who.

    def _match(self, place: _Place, *, elsewhere: frozenset[str]) -> None:
        place.left = list(range(len(place.rows)))
        place.left_old = [old for old in place.old if old.line is not None]
        self._settle_same_reading(place)
        before = [old for old in place.left_old if old.line is not None]
        new = [(place, at) for at in place.left]
        found = pair_lines(
            [old.line for old in before if old.line is not None],
            [place.lines[at] for _, at in new],
            elsewhere=elsewhere,
        )
        self._note([place], before, new, found)

    def _settle_same_reading(self, place: _Place) -> None:
        """A workbook that nobody touched since: each line is where it was."""
        reading = place.source, place.table.workbook.read_at
        rows = {row.number: at for at, row in enumerate(place.rows)}
        for old in list(place.left_old):
            known = old.known
            where = (known.table, known.file_id, known.sheet_id), known.seen
            if where == reading and not known.asked and known.row in rows:
                self._same(known, place, rows[known.row])
                place.left_old.remove(old)

    def _match_across(self, group: Sequence[_Place]) -> None:
        old = [one for place in group for one in place.left_old if one.line is not None]
        new = [(place, at) for place in group for at in place.left]
        if len(group) < 2 or not old or not new:
            return
        whole = Likeness(
            before=[one.line for place in group for one in place.old if one.line is not None],
            after=[line for place in group for line in place.lines],
        )
        found = pair_moved(
            [one.line for one in old if one.line is not None],
            [place.lines[at] for place, at in new],
            likeness=whole,
        )
        self._note(group, old, new, found)

    def _come_back(self, group: Sequence[_Place]) -> None:
        """Lines that went earlier, or that our own rules skipped: by number and title."""
        away: dict[tuple[str, str], list[KnownLine]] = {}
        for place in group:
            skipped = [old.known for old in place.old if old.line is None]
            for known in (*place.earlier, *skipped):
                away.setdefault(called_before(known), []).append(known)
        for place in group:
            for at in list(place.left):
                said = called(place.rows[at])
                if any(said) and len(away.get(said, ())) == 1:
                    self._same(away.pop(said)[0], place, at)

    def _take_over(self, places: Sequence[_Place]) -> None:
        """Lines that went to another owner's table: number and title are both the same."""
        away: dict[tuple[str, str, str], list[KnownLine]] = {}
        for place in places:
            for known in (*(old.known for old in place.left_old), *place.earlier):
                if key_of(known) not in self.kept:
                    said = place.table.table.name, *called_before(known)
                    away.setdefault(said, []).append(known)
        for place in places:
            for at in list(place.left):
                said = place.table.table.name, *called(place.rows[at])
                if all(said) and len(away.get(said, ())) == 1:
                    self._same(away.pop(said)[0], place, at)

    def _same(self, known: KnownLine, place: _Place, at: int) -> None:
        row = place.rows[at]
        place.names[row.number] = known.name
        place.left.remove(at)
        if place.is_current:
            self.kept[key_of(known)] = remember(
                row, place.table, name=known.name, owner=known.owner, rank=known.rank
            )

    def _note(
        self,
        places: Sequence[_Place],
        old: Sequence[_Old],
        new: Sequence[tuple[_Place, int]],
        found: Pairs,
    ) -> None:
        """What was found leaves what is left; one that may be one only bears its name tonight."""
        for i, j in found.same:
            self._same(old[i].known, *new[j])
        for i, j in found.unsure:
            (place, at), known = new[j], old[i].known
            row = place.rows[at]
            self.kept[key_of(known)] = replace(known, asked=True)
            if _is_alone((i, j), found.unsure):
                place.names[row.number] = known.name
            if at in place.left:
                place.left.remove(at)
            place.in_doubt.add(at)
            self.unsure.append(
                UnsureLine(
                    known=known,
                    name="",
                    owner=place.table.owner,
                    key=row.key,
                    title=title_of_line(row),
                    place=row.place,
                )
            )
        settled = {key_of(old[i].known) for i, _ in (*found.same, *found.unsure)}
        for place in places:
            place.left_old = [one for one in place.left_old if key_of(one.known) not in settled]

    def _part_with(self, group: Sequence[_Place]) -> None:
        """What no table of that owner holds any more; what our own rules skip is not gone."""
        for place in group:
            if not place.is_current:
                continue
            skipped = [old.known for old in place.old if old.line is None]
            self.last_rows |= {key_of(o.known): o.row for o in place.left_old if o.row is not None}
            at = place.table.workbook.read_at
            for known in (
                *(replace(known, row=0, seen=at) for known in skipped),
                *(self._gone(old.known) for old in place.left_old),
                *place.earlier,
            ):
                self.kept.setdefault(key_of(known), known)

    def _gone(self, known: KnownLine) -> KnownLine:
        """Last seen when its workbook was last found untouched, however old that reading was."""
        stood = self.known.stood.get((known.file_id, known.seen), known.seen)
        return replace(known, asked=False, seen=stood, gone_at=self.loader.snapshot.read_at)

    def _give_birth(self, place: _Place, births: Births) -> None:
        """Names for what has none, from top to bottom; what is in doubt has one for tonight."""
        ranks: dict[str, int] = {}
        for at, row in enumerate(place.rows):
            title = fold(title_of_line(row))
            ranks[title] = ranks.get(title, 0) + 1
            if row.number in place.names:
                continue
            name, shared = births.name_of(row, place.table, rank=ranks[title])
            place.names[row.number] = name
            if place.is_current and at not in place.in_doubt:
                owner = place.table.owner
                born = remember(row, place.table, name=name, owner=owner, rank=shared)
                self.kept[key_of(born)] = born


def _with_names(unsure: Iterable[UnsureLine], places: Iterable[_Place]) -> Iterator[UnsureLine]:
    """Those in doubt, with the names that their rows bear tonight."""
    tables = {(place.source[1], place.source[2]): place for place in places}
    for one in unsure:
        place = tables[one.place.file_id, one.place.sheet_id]
        yield replace(one, name=place.names[one.place.row])


def _by_kind(places: Iterable[_Place]) -> dict[tuple[str, str], list[_Place]]:
    groups: dict[tuple[str, str], list[_Place]] = {}
    for place in places:
        groups.setdefault(place.kind, []).append(place)
    return groups


def _titles_elsewhere(place: _Place, group: Iterable[_Place]) -> frozenset[str]:
    return frozenset(
        line.title
        for other in group
        if other is not place
        for line in (*other.lines, *(old.line for old in other.old if old.line is not None))
        if line.title
    )


def _is_alone(pair: tuple[int, int], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether its two lines are in no other pair."""
    return sum(one[0] == pair[0] or one[1] == pair[1] for one in pairs) == 1
