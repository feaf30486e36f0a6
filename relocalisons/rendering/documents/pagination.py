"""Rendering: in which order and how tall blocks are printed, so that no page is left half empty.

Typst cannot move a picture past the text behind it by itself, and asking it for positions while it
lays out does not always settle. So it first only measures the blocks; this module then fills the
pages on paper: a picture that does not fit shrinks a little, or waits until what follows it in its
section has gone first; a heading is never left alone at the foot of a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

SMALLEST_SCALE = 0.84  # labels of 8.2 points stay above 6.8
ROWS_TOGETHER = 2  # a table begins with at least that many rows
LONG_ROWS, LONG_TOGETHER = 14, 4  # one of so many rows begins with more
FEWER_TOGETHER, FEWER_COST = 3, 1.0  # or with so many, where that spares a page
WHOLE_TABLE = 110.0  # points: a table that short is never cut
WHOLE_IF_FREE = 240.0  # one that short is not, where no page more is printed for it
WHOLE_ROWS = 12  # what that is in rows, for Word
CLOSED_ROWS = 6  # one of so few rows is not parted from the short text that closes it
CLOSING = 40.0  # points of that text
# Below this room an explicit break is left to Typst: a small error of ours could otherwise leave
# a page with one line.
SURE_ROOM = 24.0
MOST_TOGETHER = 120.0  # a text that short is not parted from its signature
# One page less is not worth a row alone in the tightest setting: 1.25 + 6 × 0.16 > 2.
LONELY_ROW = 1.25
LEAST_LAST_PAGE = 1 / 3  # of its height: two thirds of a page are never left empty
TIGHTNESSES = (1.0, 0.98, 0.96, 0.94, 0.92, 0.90, 0.88, 0.86, 0.84)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A measured block, in points. A table has a caption, a header and rows; others a height."""

    kind: str  # heading | text | tiles | table | figure | note
    above: float
    below: float
    height: float = 0.0
    caption: float = 0.0
    header: float = 0.0
    rows: tuple[float, ...] = ()
    words: float = 0.0  # of a figure: title, subtitle and source, which do not shrink
    whole: float = WHOLE_TABLE  # of a table: the height of rows up to which it is not cut
    together: int = LONG_TOGETHER  # of a long one: the rows with which it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A block in its order of printing; `height` is that of a figure's picture."""

    index: int
    height: float | None = None
    new_page: bool = False


@dataclass(slots=True)
class _Page:
    """What is printed so far: the height used on the page, and the space owed below it."""

    room: float
    used: float = 0.0
    owed: float = 0.0
    number: int = 1
    orphans: int = 0

    def left(self, box: Box) -> float:
        """The room for a block, its space above taken off."""
        return self.room - self.used - self.gap(box)

    def gap(self, box: Box) -> float:
        """The space before a block: none at the head of a page."""
        return max(self.owed, box.above) if self.used else 0.0

    def turn(self) -> None:
        """Go to the next page."""
        self.used = self.owed = 0.0
        self.number += 1

    def add(self, box: Box, height: float) -> None:
        """Print something that does not break."""
        if height > self.left(box) and self.used:
            self.turn()
        self.used += self.gap(box) + height
        self.owed = box.below


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blocks of each section in their order, and how tight they are set."""

    sections: tuple[tuple[Placed, ...], ...]
    pages: int
    last_used: float  # share of the last page
    orphans: int  # rows and notes that go alone to the next page, small tables that are cut
    tightness: float  # by which spaces and pictures are multiplied

    @property
    def cost(self) -> float:
        """How much a reader would mind: pages, a leftover one, lonely rows, tight setting."""
        leftover = self.pages > 1 and self.last_used < LEAST_LAST_PAGE
        lonely = LONELY_ROW * self.orphans
        return 2.0 * self.pages + 10.0 * leftover + lonely + 6.0 * (1 - self.tightness)


def choose_layout(sections: Sequence[Sequence[Box]], *, room: float, first_used: float) -> Layout:
    """The best of a few tightnesses; the loosest, with whole tables, when they are equally good."""
    whole = [[replace(box, whole=WHOLE_IF_FREE) for box in boxes] for boxes in sections]
    fewer = [[replace(box, together=FEWER_TOGETHER) for box in boxes] for boxes in sections]
    layouts = [
        (layout.cost + mind, layout)
        for tightness in TIGHTNESSES
        for boxes, mind in ((whole, 0.0), (sections, 0.0), (fewer, FEWER_COST))
        for layout in (arrange(boxes, room=room, first_used=first_used, tightness=tightness),)
    ]
    return min(layouts, key=lambda found: found[0])[1]


def arrange(
    sections: Sequence[Sequence[Box]], *, room: float, first_used: float, tightness: float = 1.0
) -> Layout:
    """Order the blocks of each section.

    `room` is the height of a page's text, `first_used` what the title takes of the first page.
    Every block comes out once; only figures move, and only inside their section.
    """
    page = _Page(room=room, used=first_used)
    tight = [[tighten(box, by=tightness) for box in boxes] for boxes in sections]
    placed = tuple(_section(boxes, page=page) for boxes in tight)
    return Layout(
        sections=placed,
        pages=page.number,
        last_used=page.used / room,
        orphans=page.orphans,
        tightness=tightness,
    )


def tighten(box: Box, *, by: float) -> Box:
    """The block with its spaces, and its picture if it is a figure, multiplied."""
    height = box.height * by if box.kind == "figure" else box.height
    return replace(box, above=box.above * by, below=box.below * by, height=height)


def _section(boxes: Sequence[Box], *, page: _Page) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    waiting: list[int] = []
    for index, box in enumerate(boxes):
        is_tied = _is_tied(index, boxes)
        if waiting and not is_tied:
            _release(waiting, boxes, page=page, placed=placed, force=False)
        if box.kind == "figure":
            waiting.append(index)
            if not is_tied or waiting == [index]:
                _release(waiting, boxes, page=page, placed=placed, force=False)
        else:
            placed.append(_print(index, boxes, page=page))
    _release(waiting, boxes, page=page, placed=placed, force=True)
    return tuple(placed)


def _is_tied(index: int, boxes: Sequence[Box]) -> bool:
    """Whether a block may not be parted from the one before it by a picture that waits.

    A note belongs to its table, and what opens a part (a text and its table) to its heading.
    """
    kinds = [box.kind for box in boxes[max(index - 2, 0) : index + 1]]
    return (
        kinds[-2:-1] == ["heading"]
        or kinds[-2:] in (["table", "note"], ["text", "note"])
        or (kinds == ["heading", "text", "table"])
    )


def _release(
    waiting: list[int], boxes: Sequence[Box], *, page: _Page, placed: list[Placed], force: bool
) -> None:
    """Print the figures that wait, in their order, as long as they fit (or all of them)."""
    while waiting:
        box = boxes[waiting[0]]
        height = _fitting(box, left=page.left(box))
        if height is None:
            if not force:
                return
            height = box.height
        page.add(box, height + box.words)
        placed.append(Placed(index=waiting.pop(0), height=height))


def _fitting(box: Box, *, left: float) -> float | None:
    """The picture's height if it fits, shrunk a little at most."""
    if box.height + box.words <= left:
        return box.height
    # Two points less than the room: measuring and printing round differently.
    shrunk = left - box.words - 2
    return shrunk if shrunk >= box.height * SMALLEST_SCALE else None


def _print(index: int, boxes: Sequence[Box], *, page: _Page) -> Placed:
    box = boxes[index]
    left = page.left(box)
    new_page = bool(page.used) and min(_start(index, boxes), page.room) > left
    sure = left > SURE_ROOM
    if page.used and box.kind == "note" and box.height > left:
        page.orphans += 1  # a note without what it belongs to
    if new_page:
        page.turn()
    if box.kind == "table":
        _print_table(box, page=page)
    elif box.kind == "text":
        _print_text(box, page=page)
    else:
        page.add(box, box.height)
    return Placed(index=index, new_page=new_page and sure)


def _start(index: int, boxes: Sequence[Box]) -> float:
    """The least room with which a block may begin on a page."""
    box = boxes[index]
    if box.kind == "table":
        return rest_start(box) + _closing(index, boxes)
    if box.kind == "heading":
        rest = _after_heading(index, boxes)
        return box.height + (max(box.below, rest.above) + rest_start(rest) if rest else 0.0)
    if box.kind == "text" and _is_signed(index, boxes) and box.height < MOST_TOGETHER:
        return _with_note(index, boxes)
    return 0.0 if box.kind == "text" else box.height


def rest_start(box: Box) -> float:
    """The least of a block that must stand under its heading."""
    if box.kind == "table":
        together = box.together if len(box.rows) >= LONG_ROWS else ROWS_TOGETHER
        first = box.rows if sum(box.rows) <= box.whole else box.rows[:together]
        return box.caption + box.header + sum(first)
    if box.kind == "figure":
        return box.height * SMALLEST_SCALE + box.words
    return box.height


def _closing(index: int, boxes: Sequence[Box]) -> float:
    """The room of a short text right after a small table: what is concluded from it."""
    if len(boxes[index].rows) > CLOSED_ROWS or index + 1 >= len(boxes):
        return 0.0
    after = boxes[index + 1]
    is_short = after.kind in ("text", "note") and after.height <= CLOSING
    return max(boxes[index].below, after.above) + after.height if is_short else 0.0


def _after_heading(index: int, boxes: Sequence[Box]) -> Box | None:
    """What follows a heading; short texts are joined to the table behind them."""
    following = boxes[index + 1 :]
    if not following:
        return None
    first = following[0]
    if first.kind == "heading":
        return replace(first, height=_start(index + 1, boxes))
    if first.kind == "text" and _is_signed(index + 1, boxes) and first.height < MOST_TOGETHER:
        return replace(first, height=_with_note(index + 1, boxes))
    asked = _asked(index + 1, boxes)
    if asked is not None:
        return replace(first, height=asked)
    if first.kind in ("text", "note") and len(following) > 1 and following[1].kind == "table":
        table = following[1]
        together = first.height + max(first.below, table.above) + rest_start(table)
        return replace(first, height=together)
    return first


def _asked(index: int, boxes: Sequence[Box]) -> float | None:
    """The height of short texts and the small table that they lead to: a question, its options."""
    height, owed = 0.0, 0.0
    for at in range(index, len(boxes)):
        box = boxes[at]
        height += (max(owed, box.above) if at > index else 0.0) + box.height
        owed = box.below
        if box.kind == "table":
            is_small = len(box.rows) <= CLOSED_ROWS and at > index + 1
            return height + rest_start(box) + _closing(at, boxes) if is_small else None
        if box.kind != "text" or box.height > MOST_TOGETHER:
            return None
    return None


def _is_signed(index: int, boxes: Sequence[Box]) -> bool:
    """Whether a note stands right under a text, as a signature does."""
    return index + 1 < len(boxes) and boxes[index + 1].kind == "note"


def _with_note(index: int, boxes: Sequence[Box]) -> float:
    text, note = boxes[index], boxes[index + 1]
    return text.height + max(text.below, note.above) + note.height


def _print_table(box: Box, *, page: _Page) -> None:
    page.used += page.gap(box) + box.caption + box.header
    for index, height in enumerate(box.rows):
        if page.used + height > page.room:
            # A row alone, or a table that would stand on one page.
            page.orphans += index > 0 and (
                index == len(box.rows) - 1 or len(box.rows) <= WHOLE_ROWS
            )
            page.turn()
            page.used = box.header
        page.used += height
    page.owed = box.below


def _print_text(box: Box, *, page: _Page) -> None:
    """A paragraph or list may break: its rest goes to the next page."""
    left = page.left(box)
    if box.height <= left or not page.used:
        page.add(box, box.height)
        return
    rest = box.height - max(left, 0.0)
    page.turn()
    page.used, page.owed = rest, box.below
