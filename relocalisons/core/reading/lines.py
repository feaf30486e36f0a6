"""Pure: the rows of a recognised table: lines, titles of parts, legends, totals, and unsure ones.

A line is a title and something more. A title alone is a part when its looks or what follows say so
(merged across, in capitals, its number begins those below), an action without date when it is
numbered as the others are; where neither is sure, the whole table is asked about once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from operator import itemgetter

from relocalisons.core.kernel.model import ColumnKind, Doubt, Merge, TableSchema, raw
from relocalisons.core.reading.cells.legends import is_key
from relocalisons.core.reading.cells.readers import read_date, read_status
from relocalisons.core.reading.cells.words import fold, tidy
from relocalisons.core.reading.recognition.tables_found import FoundColumns
from relocalisons.core.reading.rows import RowKind, is_blank, kinds_of_rows

Rows = Sequence[Sequence[object]]

_TITLE, _NUMBER = "title", "number"
_DATES = ("planned_start", "planned_end")

_LEGEND = re.compile(
    r"(?:champ|liste|texte|nombre|jj ?/ ?mm|dd ?/ ?mm|mm ?/ ?jj|obligatoire|facultatif|exemple|ex\b"
    r"|format|menu|saisie|a choisir|choisir|chiffre|date\b|oui ?/ ?non|text\b|number\b|dropdown"
    r"|required|optional|example|select)"
)
_COUNT = re.compile(r"\s*(?:\(\d+\)|:|\d+)\s*$")
_LEGEND_SHARE, _LEGEND_CELLS, _KEY_CELLS = 0.6, 3, 6
_EXAMPLE = re.compile(r"\(?(?:exemple|ex\b|example|e\.g\.)(?: ?:|\b)")
_OUTLINE = re.compile(r"((?:[a-z]{1,4}[ .-]?)?\d+(?:[.-]\d+)*)[ .):-]")
_PART = re.compile(
    r"(?:(?:sous[- ])?axes?|objectifs?|orientations?|volets?|piliers?|themes?|thematiques?|phases?"
    r"|lots?|chantiers?|parties?|partie|section|work ?package|wp|pillar|programme|domaines?"
    r"|ambition|enjeu|defi|priorite|compartiment|groupe|sprint|etape) ?(?:n ?°? ?)?"
    r"(?:[0-9ivx]+|[a-z])\b"
)

# « Strand A subtotal », « Ensemble : 20 lignes », « 10 engagements, 6 rendus »: with no more than
# figures beside.
_SUMMED = re.compile(
    r".*[ ,:-](?:sous-|sub-?|grand )?total(?: general)?"
    r"|(?:ensemble|bilan|recap\w*|soit|nombre .{2,30}|overall|count|compte) ?:.*"
    r"|\d+ (?:actions?|engagements?|lignes?|chantiers?|projets?|fiches?|mesures?|operations?"
    r"|taches?"
    r"|dossiers?|decisions?|jalons?|livrables?|points?|objectifs?|items?|tasks?|lines?|rows?"
    r"|pieces?)(?: ?[,;:(]| dont | au total| en tout|$).*"
    r"|dont \d+ .{3,40}"
    r"|\d+ [a-z' ]{4,25}[,;:] ?(?:dont )?\d+ [a-z' ]{3,25}(?:[,;] ?\d+ [a-z' ]{3,25})*"
)
# « Vert = fait ; rouge = bloqué », « Fait = payé. En pause = en attente du vote. »
_SIGNS = re.compile(r"(?:legende|cle de lecture|key|legend)\b ?:.*|(?:[^=]{1,60}=){2,}[^=]+")
_CODES = re.compile(r"(?:[A-Z]{1,4} [a-zà-ÿ][^,;]{2,30}[,;] ){2,}[A-Z]{1,4} [a-zà-ÿ].{2,30}")
_SENTENCE, _LONG = re.compile(r".{25,}[.!]"), 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What each row below a header is (0-based), the part in which it stands, and the unsure ones.

    `unsure`: rows with a title and nothing more, of which nobody can tell whether they are actions.
    """

    kinds: tuple[tuple[int, RowKind], ...]
    parts: Mapping[int, str]
    unsure: tuple[int, ...] = ()


def lines_of(
    rows: Rows, found: FoundColumns, table: TableSchema, *, merges: Sequence[Merge] = ()
) -> Lines:
    """Judge every row below the header of a recognised table, up to its end."""
    own = [() if at in found.others else row for at, row in enumerate(rows[: found.end])]
    kinds = dict(kinds_of_rows(own, found.header, table))
    if not table.has(_TITLE) or _TITLE not in found.header.columns:
        return Lines(kinds=tuple(kinds.items()), parts={})
    judge = _Judge(rows, found, table, merges)
    for at, kind in kinds.items():
        if kind in (RowKind.DATA, RowKind.NOTE):
            kinds[at] = judge.kind_of(at)
    alone = [at for at, kind in kinds.items() if kind is RowKind.TITLE_ALONE]
    unsure = _settle_alone(kinds, alone, judge)
    data = [at for at, kind in kinds.items() if kind is RowKind.DATA]
    for at in {*judge.parents(data), *judge.summaries(data)}:
        kinds[at] = RowKind.SECTION
    return Lines(kinds=tuple(kinds.items()), parts=dict(_parts(kinds, judge)), unsure=unsure)


class _Judge:
    """What single rows of one table look like."""

    def __init__(
        self, rows: Rows, found: FoundColumns, table: TableSchema, merges: Sequence[Merge]
    ) -> None:
        self._rows = rows
        self._columns = found.header.columns
        self._title = self._columns[_TITLE]
        self._sub_title = found.sub_title
        self.is_followed = found.end < len(rows)
        self._is_board = "status" not in self._columns
        self._header_row = found.header.first_row
        self._number = self._columns.get(_NUMBER)
        self._first = min(self._columns.values())
        self._months = frozenset(found.months.columns if found.months is not None else ())
        groups = {column.name for column in table.columns if column.group}
        defaults = {
            column.name
            for column in table.columns
            if column.kind in (ColumnKind.STATUS, ColumnKind.YESNO)
        }
        beside = groups | {_TITLE, _NUMBER, "sub_title"}
        self._telling = [at for name, at in self._columns.items() if name not in beside | defaults]
        self._beside = [at for name, at in self._columns.items() if name in groups]
        self._defaults = [at for name, at in self._columns.items() if name in defaults]
        self._wide = {
            merge.first_row
            for merge in merges
            if merge.last_row == merge.first_row + 1
            and merge.last_column - merge.first_column >= 3
            and merge.first_column <= self._title < merge.last_column
        }

    def value(self, at: int, column: int | None) -> object:
        row = self._rows[at]
        return raw(row[column]) if column is not None and column < len(row) else None

    def title(self, at: int) -> str:
        for column in (self._title, self._sub_title):
            value = self.value(at, column)
            if isinstance(value, str) and not is_blank(value):
                return tidy(value)
        return ""

    def number(self, at: int) -> str:
        """Its own number, or the one that begins its title: « 1.2 Former »."""
        value = self.value(at, self._number)
        if not is_blank(value):
            return fold(str(value)).rstrip(".")
        match = _OUTLINE.match(fold(self.title(at)) + " ")
        return match[1].rstrip(".-") if match is not None else ""

    def says(self, at: int, columns: Sequence[int]) -> int:
        return sum(not is_blank(value := self.value(at, c)) and value is not False for c in columns)

    def is_wide(self, at: int) -> bool:
        return at in self._wide

    def kind_of(self, at: int) -> RowKind:
        """What a row is by itself; `TITLE_ALONE` waits for the others."""
        row = self._rows[at]
        shown = [raw(cell) for cell in row if not is_blank(raw(cell))]
        texts = [fold(value) for value in shown if isinstance(value, str)]
        legends = sum(_LEGEND.match(text) is not None for text in texts)
        if len(shown) >= _LEGEND_CELLS and legends >= _LEGEND_SHARE * len(shown):
            return RowKind.LEGEND
        if texts and _EXAMPLE.match(texts[0]) is not None:
            return RowKind.LEGEND
        marks = self.says(at, sorted(self._months))
        telling = self.says(at, self._telling) + marks
        if len(shown) == 1 and texts and is_legend(str(shown[0])):
            return RowKind.LEGEND
        if len(texts) == len(shown) <= _KEY_CELLS and is_key([str(value) for value in shown]):
            return RowKind.LEGEND
        if texts and not self._words(at) and _SUMMED.fullmatch(texts[0]):
            return RowKind.TOTAL
        if not self.title(at):
            if is_blank(self.value(at, self._title)):
                return RowKind.SECTION if _is_part_beside(telling, shown) else RowKind.NOTE
            return RowKind.NOTE  # a figure is no title
        if self.is_wide(at):
            return RowKind.SECTION
        if telling:
            return RowKind.DATA
        return RowKind.DATA if self.says(at, self._defaults) else RowKind.TITLE_ALONE

    def _words(self, at: int) -> bool:
        """Whether a row says more of a line than its title and figures."""
        beside = [*self._telling, *self._defaults]
        return any(isinstance(v := self.value(at, c), str) and not is_blank(v) for c in beside)

    def is_remark(self, at: int) -> bool:
        """Whether a title alone is rather a sentence."""
        title = self.title(at)
        return len(title) > _LONG or _SENTENCE.fullmatch(title) is not None

    def part(self, at: int) -> str:
        """The words of a part."""
        row = self._rows[at]
        texts = [value for cell in row if isinstance(value := raw(cell), str) and fold(value)]
        return self.title(at) or (tidy(texts[0]) if texts else "")

    def list_above(self) -> str:
        """The list of a board that stands right above the titles; empty where none does."""
        if self._header_row == 0:
            return ""
        shown = [v for cell in self._rows[self._header_row - 1] if not is_blank(v := raw(cell))]
        if len(shown) != 1 or not isinstance(title := shown[0], str):
            return ""
        return tidy(title) if self._is_list(title) else ""

    def _is_list(self, title: str) -> bool:
        return self._is_board and read_status(_COUNT.sub("", title)).doubt is Doubt.CERTAIN

    def looks_like_part(self, at: int) -> bool:
        title = self.title(at)
        letters = [sign for sign in title if sign.isalpha()]
        capitals = len(letters) >= 4 and all(sign.isupper() for sign in letters)
        if self._is_list(title):
            return True
        return capitals or _PART.match(fold(title)) is not None or title.endswith(":")

    def parents(self, data: Sequence[int]) -> Iterator[int]:
        """Lines that carry the dates of those below them, which are of a deeper level."""
        for place, at in enumerate(data):
            below = list(self._children(data, place))
            if len(below) >= 2 and self._spans(at, below):
                yield at

    def summaries(self, data: Sequence[int]) -> Iterator[int]:
        """Lines without anybody in charge that carry the dates of those below, which have one."""
        owner, start = self._columns.get("owner"), self._columns.get(_DATES[0])
        if owner is None or start is None or start == self._columns.get(_DATES[1]):
            return
        named = [not is_blank(self.value(at, owner)) for at in data]
        if sum(named) < 0.5 * len(named):
            return
        for place, at in enumerate(data):
            if named[place]:
                continue
            after = zip(data[place + 1 :], named[place + 1 :], strict=True)
            below = [other for other, _ in takewhile(itemgetter(1), after)]
            if below and self._day(at, start) is not None and self._spans(at, below):
                yield at

    def _children(self, data: Sequence[int], place: int) -> Iterator[int]:
        at = data[place]
        number, depth = self.number(at), self._depth(at)
        for other in data[place + 1 :]:
            mine = self.number(other)
            if number and mine:
                if not mine.startswith((f"{number}.", f"{number}-")):
                    return
            elif self._depth(other) <= depth:
                return
            yield other

    def _depth(self, at: int) -> int:
        value = self.value(at, self._title)
        return len(value) - len(value.lstrip()) if isinstance(value, str) else 0

    def _spans(self, at: int, below: Sequence[int]) -> bool:
        """Whether its dates are the first start and the last end of the lines below."""
        start, end = (self._columns.get(name) for name in _DATES)
        if end is None:
            return False
        ends = [d for other in below if (d := self._day(other, end)) is not None]
        mine = self._day(at, end)
        if not ends or mine != max(ends):
            return False
        if start is None or start == end:
            return True
        starts = [d for other in below if (d := self._day(other, start)) is not None]
        return not starts or self._day(at, start) == min(starts)

    def _day(self, at: int, column: int) -> date | None:
        row = self._rows[at]
        reading = read_date(row[column] if column < len(row) else None)
        return reading.value.latest if reading.value is not None else None


def is_legend(text: str) -> bool:
    """Whether a text alone explains the signs, the words or the codes of a table."""
    return _SIGNS.fullmatch(fold(text)) is not None or _CODES.fullmatch(tidy(text)) is not None


def _is_part_beside(telling: int, shown: Sequence[object]) -> bool:
    """A text alone, in another column than that of titles: « Axe 1 – Eau » in the first one."""
    return telling <= 1 and len(shown) == 1 and isinstance(shown[0], str) and len(shown[0]) <= 160


def _settle_alone(
    kinds: dict[int, RowKind], alone: Sequence[int], judge: _Judge
) -> tuple[int, ...]:
    """Parts, actions without date, and those of which nobody can tell which they are."""
    order = [at for at, kind in kinds.items() if kind is not RowKind.BLANK]
    data = [at for at in order if kinds[at] is RowKind.DATA]
    numbers = [judge.number(at) for at in data]
    numbered = sum(map(bool, numbers)) >= 0.7 * len(data) if data else False
    depths = {_depth_of(number) for number in numbers if number}
    left: list[int] = []
    last = max(data, default=-1)
    for at in alone:
        if at > last and judge.is_remark(at):
            kinds[at] = RowKind.NOTE
            continue
        number = judge.number(at)
        begins = bool(number) and any(
            other.startswith((f"{number}.", f"{number}-")) for other in numbers
        )
        following = next((kinds[other] for other in order if other > at), None)
        if following is None and judge.is_followed:
            following = RowKind.HEADER  # the titles of the next table
        if begins or judge.looks_like_part(at) or following is RowKind.HEADER:
            kinds[at] = RowKind.SECTION
        elif numbered and number and _depth_of(number) in depths:
            kinds[at] = RowKind.DATA
        elif numbered and not number:
            kinds[at] = RowKind.SECTION
        else:
            left.append(at)
    leads = [at for at in left if _leads(kinds, order, at)]
    if left and len(leads) == len(left) and 2 * len(left) <= len(data):
        for at in left:
            kinds[at] = RowKind.SECTION
        return ()
    for at in left:
        kinds[at] = RowKind.DATA
    return tuple(left)


def _leads(kinds: Mapping[int, RowKind], order: Sequence[int], at: int) -> bool:
    """Whether a title alone is followed by lines that say more."""
    return next((kinds[other] for other in order if other > at), None) is RowKind.DATA


def _depth_of(number: str) -> int:
    return len(re.findall(r"\d+", number))


def _parts(kinds: Mapping[int, RowKind], judge: _Judge) -> Iterator[tuple[int, str]]:
    part = judge.list_above()
    for at in sorted(kinds):
        if kinds[at] is RowKind.SECTION:
            part = judge.part(at)
        elif kinds[at] is RowKind.DATA and part:
            yield at, part
