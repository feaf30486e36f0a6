"""The same contract laid out otherwise: what it promises is unchanged, so is what is read in it."""

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from support.producers.clauses_taken import Whole

_WIDTH = 60
_PAGE = 9  # lines
_HEADER = "Contrat CC-1 – page {page} sur 4"
_FOOTER = "Paraphes : ............ ............"
_BULLET = re.compile(r"^[-–—•☑] +")

Article = tuple[str, str]  # its title, empty where it has none, and what stands under it
Layout = Callable[[Whole], str]


def articles_of(contract: Whole) -> tuple[Article, ...]:
    """Titles and bodies in the order of the text, the lines of no clause each on its own."""
    clause: dict[int, str] = {}
    titles: set[int] = set()
    for kind, places in contract.where.items():
        for place in places:
            clause.setdefault(int(place["line"]) - 1, kind)
            if place["title"] and not _BULLET.match(contract.lines[int(place["line"]) - 1]):
                titles.add(int(place["line"]) - 1)
    return tuple(_gathered(contract.lines, clause, titles))


def _gathered(lines: Sequence[str], clause: dict[int, str], titles: set[int]) -> Iterator[Article]:
    title, body = "", list[str]()
    for place, line in enumerate(lines):
        same = place in clause and clause.get(place) == clause.get(place - 1)
        if place in titles or not same:
            if title or body:
                yield title, _body(body)
            title, body = "", []
        if place in titles:
            title = line
        elif line.strip():
            body.append(line)
    if title or body:
        yield title, _body(body)


def _body(lines: Sequence[str]) -> str:
    """On one line, unless its lines are items of a list, or rows."""
    is_list = any(_BULLET.match(line) or "|" in line for line in lines)
    return ("\n" if is_list else " ").join(lines)


def one_table(contract: Whole) -> str:
    """Every article a row of one table, its title in the first cell."""
    return "\n".join(" | ".join(filter(None, each)) for each in articles_of(contract))


def one_long_row(contract: Whole) -> str:
    """A table of three columns, as a Word file without borders is copied into a mail."""
    rows = (
        f"{place} | {title or 'Article'} | {body}"
        for place, (title, body) in enumerate(articles_of(contract), start=1)
    )
    return "\n".join(("N° | Objet | Ce qui est convenu", *rows))


def without_titles(contract: Whole) -> str:
    """Only the bodies."""
    return "\n".join(body for _, body in articles_of(contract) if body)


def backwards(contract: Whole) -> str:
    """The articles from the last to the first."""
    return "\n".join("\n".join(filter(None, each)) for each in reversed(articles_of(contract)))


def interleaved(contract: Whole) -> str:
    """The second half of the articles between those of the first."""
    found = articles_of(contract)
    half = len(found) // 2
    mixed = [
        each
        for pair in zip_longest(found[:half], found[half:])
        for each in pair
        if each is not None
    ]
    return "\n".join("\n".join(filter(None, each)) for each in mixed)


def two_in_one(contract: Whole) -> str:
    """Each article with the next in one, under both titles; rows stay rows."""
    found = articles_of(contract)
    pairs = [found[place : place + 2] for place in range(0, len(found), 2)]
    return "\n".join(_as_one(pair) for pair in pairs)


def _as_one(pair: Sequence[Article]) -> str:
    titles = " et ".join(title for title, _ in pair if title)
    bodies = [body for _, body in pair if body]
    if any("|" in body or "\n" in body for body in bodies):
        return "\n".join("\n".join(filter(None, each)) for each in pair)
    return "\n".join(filter(None, (titles, " ".join(map(_as_sentence, bodies)))))


def _as_sentence(line: str) -> str:
    said = _BULLET.sub("", line)
    return said if said[-1] in ".;:!?" else f"{said}."


def wrapped(contract: Whole) -> str:
    """Lines of sixty characters, as a mail or an old printer breaks them."""
    return of_width(contract, _WIDTH)


def of_width(contract: Whole, width: int) -> str:
    """Lines of so many characters."""
    return "\n".join(_wrapped(contract.lines, width))


def in_pages(contract: Whole) -> str:
    """The same, with what stands at the head and the foot of each page between the lines."""
    lines = list(_wrapped(contract.lines, _WIDTH))
    pages = [lines[place : place + _PAGE] for place in range(0, len(lines), _PAGE)]
    return "\n".join(
        "\n".join((_HEADER.format(page=number), *page, _FOOTER))
        for number, page in enumerate(pages, start=1)
    )


def _wrapped(lines: Sequence[str], width: int) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, width, break_on_hyphens=False) or [""]


def as_prose(contract: Whole) -> str:
    """No line begins with a bullet: what was an item is a sentence."""
    return "\n".join(
        _as_sentence(line[:2] + line[2:3].upper() + line[3:]) if _BULLET.match(line) else line
        for line in contract.lines
    )


def as_bullets(contract: Whole) -> str:
    """Each sentence of no title is an item of a list."""
    return "\n".join(
        f"- {line}" if line[-1:] in (".", ";") and not _BULLET.match(line) else line
        for line in contract.lines
    )


def spaced(contract: Whole) -> str:
    """A blank line under each line."""
    return "\n\n".join(contract.lines)


BY_ARTICLES: dict[str, Layout] = {  # where each clause stands must be known
    each.__name__: each
    for each in (one_table, one_long_row, without_titles, backwards, interleaved, two_in_one)
}
LAYOUTS: dict[str, Layout] = BY_ARTICLES | {
    each.__name__: each for each in (wrapped, in_pages, as_prose, as_bullets, spaced)
}
