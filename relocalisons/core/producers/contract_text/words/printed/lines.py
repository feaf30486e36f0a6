"""Pure: the lines of a page as paragraphs: what a width broke is put together again.

A page breaks a line where the next word does not fit: that tells a paragraph that goes on from one
that ends. What stands at the head and the foot of each page is no line of the contract.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from relocalisons.core.producers.contract_text.words.printed.figures import flat

HEADING_MARK = "# "  # before a line that the file itself styles as a heading
CELL = " | "  # between the cells of a row of a table
BULLET = re.compile(r"^[-–—•*▪◦·>§]+ *")
_ITEM = re.compile(r"[-–—•*▪◦·>§☑☐☒✅■□◻◯]+ |[§☑☐☒✅■□◻◯]|\[ ?[xX✓]? ?\]")
RANK = r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[ivx]{1,4}|[a-h])"
_BEGINS = re.compile(  # « Article 3 – », « 2.1. », « IV – »; no « 3 rue du Four » of a broken line
    rf"(?:article|art\.?|clause|chapitre|titre|§) ?(?:{RANK}|premier)\b|"
    rf"{RANK} ?(?:[-–—.:)°]+ )(?=\D)"
)
_OWN_LABEL = re.compile(r"[^\W\d]['\w-]*(?: ['\w-]+){0,3} ?: ")  # « jours : … », a form's line
_LABEL = re.compile(r"[^.:;,|]{2,60}? ?:(?= )|[a-z'-]+(?: [a-z'-]+){0,3}\. (?=\S)")
_GOES_ON = re.compile(r"(?:et|ou|ni|a|au|aux|de|du|des|en|par|pour|que|qui|dont|la|le|les)\b|[dl]'")
_UNENDED = re.compile(  # a line that cannot end there
    r"(?:,|\b(?:et|ou|ni|a|au|aux|de|du|des|en|par|pour|que|qui|dont|la|le|les|un|une|sur|sous|"
    r"dans|avec|sans|entre|selon|son|sa|ses|leur|leurs|ce|cet|cette|ces|n°))$"
)
_ENDS = ".;:!?"
_HALVES = ";:"  # what a width may break behind, as well as a list begins there
_NARROW, _WIDE = 40, 130  # characters of a page; a longer line was broken by nobody
_BROKEN = 2  # such breaks tell that a width broke the text
_ABOUT = 0.85  # of the width, where letters are of unlike widths
_OFTEN = 3  # times that a line stands at the head of a page
_MANY = re.compile(r"(?:qtes?|qtites?|quantites?)\b.{0,20}")
# « Pièces », « Poids net (kg) »: the title says how many, and of what.
_MANY_OF = re.compile(
    r"(?:(?:poids|volume)(?: net)? ?\(?)?(?P<unit>pieces?|kg|kilos?|tonnes?|t)\)?"
)
_EACH = re.compile(r"(?:p\.? ?u\.?|prix(?: unitaires?)?|px)\b.{0,15}")
_UNIT = re.compile(r"(?:u|un|uv|unites?|udm|mesure)\.?(?: de (?:vente|mesure|compte|facturation))?")
_TALLEST = 6  # lines of a row
_SHORT = 90  # characters of what stands there
_PAGE = re.compile(
    r"(?:.*[^\w])?(?:page|pages|p\.|pg\.?|folio) ?\d{1,3}(?: ?(?:/|sur|de|-) ?\d{1,3})?\W*|"
    r"\W*\d{1,3} ?(?:/|sur) ?\d{1,3}\W*|[-–— ]*\d{1,3}[-–— ]*|"
    r"\W*(?:paraphes?|initiales?|parapher)\b(?: des parties| du \w+| de l'\w+)?[ .:_…/-]*"
)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, in order, without blank lines."""
    lines = _without_margins([" ".join(raw.split()) for raw in text.replace("\r", "").split("\n")])
    page = _Page(lines)
    joined: list[str] = []
    for place, line in enumerate(lines):
        if joined and page.goes_on(joined[-1], place):
            joined[-1] = _together(joined[-1], line)
        else:
            joined.append(line)
    return list(_counted([line for line in joined if line]))


def _counted(lines: Sequence[str]) -> Iterator[str]:
    """Rows of an order, each figure with its unit: « 4 000 | kg | 0,80 » under « Qté | U | PU »."""
    titles: list[str] = []
    for line in lines:
        cells = line.split(CELL)
        pairs = [part.partition(" : ") for part in line.split(" ; ")]
        if len(cells) > 1 and _counts(list(map(flat, cells))):
            titles = cells
            yield line
        elif titles and len(cells) == len(titles):
            yield " ; ".join(_with_units(titles, cells))
        elif _counts([flat(title) for title, _, _ in pairs]):
            yield " ; ".join(_with_units([each[0] for each in pairs], [each[2] for each in pairs]))
        else:
            yield line


def _counts(titles: Sequence[str]) -> bool:
    """Whether there is a column of how many, and one of how much each."""
    many = any(_MANY.fullmatch(title) or _MANY_OF.fullmatch(title) for title in titles)
    return many and any(_EACH.fullmatch(title) for title in titles)


def _with_units(titles: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    units = [
        cell for title, cell in zip(titles, cells, strict=True) if _UNIT.fullmatch(flat(title))
    ]
    many = [cell for title, cell in zip(titles, cells, strict=True) if _MANY.fullmatch(flat(title))]
    units += [re.sub(r"^[\d\s.,]+", "", each) for each in many]
    units += [each["unit"] for title in titles if (each := _MANY_OF.fullmatch(flat(title)))]
    unit = next((each for each in units if each), "").removesuffix("s")
    for title, cell in zip(titles, cells, strict=True):
        said = flat(title)
        if (_MANY.fullmatch(said) or _MANY_OF.fullmatch(said)) and cell[-1:].isdigit():
            yield f"{title} : {cell} {unit}"
        elif _EACH.fullmatch(said) and unit and re.fullmatch(r"[\d\s.,]+(?:€|euros?)?", cell):
            yield f"Prix : {cell.rstrip(' €')} € le {unit}"
        elif cell and not _UNIT.fullmatch(said):
            yield f"{title} : {cell}"


class _Page:
    """How the lines of a text are broken."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._width = max(map(len, lines), default=0)
        pairs = [(a, b) for a, b in pairwise(lines) if a and b and a[-1] not in _ENDS]
        small = [(a, b) for a, b in pairs if _goes_small(b)]
        broken = sum(self._is_full(a, b) for a, b in small)
        about = sum(self._is_full(a, b, share=_ABOUT) for a, b in small)
        fits = _NARROW <= self._width <= _WIDE
        self._is_broken = fits and (broken >= _BROKEN or about > _BROKEN)
        self._share = 1.0 if broken * 4 >= about * 3 else _ABOUT
        starts = [line for place, line in enumerate(lines) if not self._is_broken_at(place)]
        self._is_form = sum(_begins_small(line) for line in starts) > _BROKEN
        self._cells = max((line.count(CELL) for line in lines), default=0)
        rows = [place for place, line in enumerate(lines) if CELL in line]
        self._in_table = {
            place
            for first, last in pairwise(rows)
            if last - first <= _TALLEST and all(lines[first:last])
            for place in range(first + 1, last)
        }

    def goes_on(self, paragraph: str, place: int) -> bool:
        """Whether a line is the rest of the paragraph before."""
        before, line = self._lines[place - 1], self._lines[place]
        if not before or not line:
            return False
        if before.startswith(HEADING_MARK) or line.startswith(HEADING_MARK) or _ITEM.match(line):
            return False
        full = self._is_broken_at(place)
        if before[-1] in _ENDS:
            return full and self._goes_on_behind(before[-1], line)
        if before[-1] == "|" or line[0] == "|" or place in self._in_table:
            return full
        if CELL in line or CELL in before:
            whole = paragraph.count(CELL) + line.count(CELL) == self._cells
            return full and (not line[0].isupper() or (CELL in line and whole))
        if full and _UNENDED.search(flat(before)):
            return True
        if _OWN_LABEL.match(flat(line)) and (self._is_form or not full or line[0].isupper()):
            return False
        if line[0].islower() and not self._is_form:
            return True
        return full and not _BEGINS.match(flat(line))

    def _goes_on_behind(self, end: str, line: str) -> bool:
        """After a stop at the very end of a line: the next sentence of the same paragraph."""
        if CELL in line or _BEGINS.match(flat(line)):
            return False
        if end in _HALVES:
            return not line[0].isupper()
        is_long = line[-1] in _ENDS or len(line) * 2 > self._width
        return self._share == 1 and is_long and not _LABEL.match(flat(line))

    def _is_broken_at(self, place: int) -> bool:
        before, line = self._lines[place - 1] if place else "", self._lines[place]
        return bool(before and line and self._is_broken) and self._is_full(
            before, line, share=self._share
        )

    def _is_full(self, before: str, line: str, *, share: float = 1.0) -> bool:
        """Whether the first word of the next line had no room."""
        return len(before) + 1 + len(line.split(" ", 1)[0]) > share * self._width


def _goes_small(line: str) -> bool:
    return not line[0].isupper() and not _ITEM.match(line) and CELL not in line


def _begins_small(line: str) -> bool:
    """Whether a line begins a sentence of a form or a message that has no capitals."""
    return line[:1].islower() and not _GOES_ON.match(flat(line))


def _together(before: str, line: str) -> str:
    """« livrai- » and « son » are one word again."""
    if re.search(r"[^\W\d]-$", before) and line[0].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _without_margins(lines: list[str]) -> list[str]:
    """The lines without page numbers, places for initials, and what every page repeats."""
    lines = [line for line in lines if not _is_margin(line)]
    times = Counter(line for line in lines if line and len(line) <= _SHORT)
    seen: set[str] = set()
    kept: list[str] = []
    for before, line, after in zip(("", *lines), lines, (*lines[1:], ""), strict=False):
        again = line in seen and times[line] > 1
        cuts = before[-1:] not in _ENDS and after[:1].islower()
        if again and (times[line] >= _OFTEN or cuts):
            continue
        seen.add(line)
        kept.append(line)
    return kept


def _is_margin(line: str) -> bool:
    return bool(line) and len(line) <= _SHORT and _PAGE.fullmatch(flat(line)) is not None
