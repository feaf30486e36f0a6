"""Every link of every mail of a month, opened at once: does it open the very row?

`PYTHONPATH=tests python -m support.mails.month_links`: the month of `support.mails.month`. After
each flow each link of each mail that it wrote into a sheet is opened in the sandbox as it stands
then, and the row that it opens is held against the words that lead there. Prints how many, by what
they open, and each one that opens anything else; then the figures of the month.
"""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from email.policy import default as modern
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

from babel import dates
from support.google.mishaps import Hands
from support.mails import month
from support.mails.month import Month, print_month

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.sheets import column_letter
from relocalisons.core.kernel.words.names import fold
from relocalisons.sample.demo.night import Night

_PLACE = re.compile(r"^(?P<base>.*)/spreadsheets/d/(?P<file>[^/]+)/edit#gid=(?P<tab>\d+)"
                    r"&range=(?P<cell>[A-Z]+(?P<row>\d+)(?::[A-Z]+\d+)?)$")  # fmt: skip
_TAB_BUTTON = re.compile(r"^Ouvrir «\s*(?P<tab>.+?)\s*»$")
_WHOLE_SHEET = "#gid="
_TITLES = 6  # rows among which the titles of a table stand
MONTHS = tuple(dates.get_month_names("wide", locale="fr").values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A link of a mail: what is wrong with what it opens, empty where nothing is."""

    mail: str
    words: str
    address: str
    what: str
    wrong: str = ""


@dataclass(kw_only=True)
class LinkReader(HTMLParser):
    """The links of a mail with their words."""

    found: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    href: str = ""
    said: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.href, self.said = dict(attrs).get("href") or "", ""

    def handle_data(self, data: str) -> None:
        self.said += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.href:
            self.found.append((self.href, " ".join(self.said.split())))
            self.href = ""


@dataclass(kw_only=True)
class Sheets:
    """The sheets as they stand at one moment."""

    hands: Hands
    read: dict[tuple[str, str], list[list[str]]] = field(default_factory=dict)
    named: dict[str, dict[int, str]] = field(default_factory=dict)

    def tab(self, file_id: str, number: int) -> str:
        if file_id not in self.named:
            titles = self.hands.tabs(file_id)
            self.named[file_id] = {sheet_id: title for title, sheet_id in titles.items()}
        return self.named[file_id].get(number, "")

    def rows(self, file_id: str, title: str) -> list[list[str]]:
        if (file_id, title) not in self.read:
            self.read[file_id, title] = self.hands.rows(file_id, title)
        return self.read[file_id, title]

    def row(self, file_id: str, title: str, number: int) -> str:
        rows = self.rows(file_id, title)
        return " ".join(map(str, rows[number - 1])) if number <= len(rows) else ""

    def above(self, file_id: str, title: str, cell: str, number: int) -> str:
        """The titles of the column of a cell."""
        letters = cell.partition(":")[0].rstrip("0123456789")
        at = next(n for n in range(700) if column_letter(n) == letters)
        rows = self.rows(file_id, title)[: min(number - 1, _TITLES)] if title else []
        return " ".join(str(row[at]) for row in rows if at < len(row))


def open_links(eml: Path, sheets: Sheets) -> Iterator[Opened]:
    """What each link of a mail into a sheet opens, and whether its words say so."""
    letter = message_from_bytes(eml.read_bytes(), policy=modern)
    html = letter.get_body(("html",))
    reader = LinkReader()
    reader.feed(html.get_content() if html is not None else "")
    for address, words in reader.found:
        if _WHOLE_SHEET not in address:
            continue
        told = {"mail": str(letter["subject"]), "words": words, "address": address}
        place = _PLACE.match(address)
        if place is None:
            yield Opened(**told, what="?", wrong="opens no cell")
            continue
        file_id, number, cell = place["file"], int(place["row"]), place["cell"]
        title = sheets.tab(file_id, int(place["tab"]))
        row = sheets.row(file_id, title, number) if title else ""
        button = _TAB_BUTTON.match(words)
        if words == _OWN_SHEET:
            right, what = bool(title) and cell == "A1", "own sheet, its top"
        elif button:
            right, what = fold(button["tab"]) == fold(title), f"tab « {title} »"
        else:
            right = says(row, words) or _CELL_BUTTON.format(cell) == words
            right = right or is_place(words, title, number)
            right = right or is_column(words, sheets.above(file_id, title, cell, number))
            what = f"row of « {title} »"
        yield Opened(**told, what=what, wrong="" if right else f"opens {row[:160]!r}")


_OWN_SHEET = "Ouvrir ma feuille de suivi"
_CELL_BUTTON = "Ouvrir la cellule {}"
_COUNTED = re.compile(r" \(\d+\)$")  # « Anne Roux (3) », of whom there are three lines
_MONTH = re.compile(r"\b(?P<month>\w+) (?P<year>20\d\d)$")
_PLACED = re.compile(r"^(?P<tab>.+), ligne (?P<row>\d+) – ")


def says(row: str, words: str) -> bool:
    """Whether a row is what these words speak of: all of them, the number first, or the month."""
    words = _COUNTED.sub("", words.removesuffix("…"))
    number, apart, _ = words.partition(" – ")
    known, shown = fold(words), f" {fold(row)} "
    if known and (known in shown or (bool(apart) and f" {fold(number)} " in shown)):
        return True
    dated = _MONTH.search(words)
    if dated is None or dated["month"] not in MONTHS:
        return False
    at = MONTHS.index(dated["month"]) + 1
    return any(each in row for each in (f"{at:02d}/{dated['year']}", dated["month"]))


def is_place(words: str, title: str, number: int) -> bool:
    """« Temps passé, ligne 4 – Mois »."""
    said = _PLACED.match(words)
    return said is not None and fold(said["tab"]) == fold(title) and int(said["row"]) == number


def is_column(words: str, above: str) -> bool:
    """« Temps passé – Coût chargé »: the first cell of several of that column."""
    column = set(fold(words.rpartition(" – ")[2]).split())
    return bool(column & {word for word in fold(above).split() if len(word) > 2})


class LinkedMonth(Month):
    """The month, each mail of which has its links opened right after its flow."""

    opened: ClassVar[list[Opened]] = []

    @cached_property
    def seen(self) -> set[Path]:
        return set()

    def _run(self, kind: RunKind, night: Night, *, on: date) -> None:
        super()._run(kind, night, on=on)
        sheets = Sheets(hands=Hands(self._teller._base_url))
        for eml in sorted((self.out / "mail").glob("*.eml")):
            if eml not in self.seen:
                self.seen.add(eml)
                self.opened.extend(open_links(eml, sheets))


def main() -> int:
    month.Month = LinkedMonth  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        month.play_month(Path(folder))
        mails = len(list((Path(folder) / "mail").glob("*.eml")))
        print_month(Path(folder))
    opened = LinkedMonth.opened
    wrong = [one for one in opened if one.wrong]
    print(f"{mails} mails, {len(opened)} links into sheets, {len(wrong)} open something else")
    for what, count in Counter(one.what for one in opened).most_common():
        print(f"  {count:5} {what}")
    for one in wrong:
        print(f"  ✗ {one.mail} | {one.words} | {one.wrong} | {one.address}")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main())
