"""Plans of other projects with their truth, read in one pass, and how well: kept, wrong, asked.

Six corpora by six authors, in one format. The score is that of
`tests/data/foreign_plans/README.md`: silently wrong is what is held certain or about and is not so,
a line that is none taken without a word, a decoy or an ignored tab taken.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from relocalisons.core.kernel.model import (
    ActionStatus,
    Doubt,
    FoundTable,
    Reading,
    Sureness,
    TableReading,
    Verdict,
    WorkbookGrid,
)
from relocalisons.core.kernel.sheets import column_index
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.adoption import propose
from relocalisons.core.reading.books import read_book
from relocalisons.core.reading.grid import read_tables
from relocalisons.core.tables import ACTIONS
from tasks.intake.local_files import read_local

DATA = Path(__file__).parents[2] / "data"
CORPORA = (
    "foreign_plans",
    *(f"foreign_plans_{number}" for number in range(2, 7)),
)
TODAY = "2026-03-02"  # of a corpus whose truth says no other
STATUSES = {
    "planned": ActionStatus.PLANNED,
    "in_progress": ActionStatus.IN_PROGRESS,
    "late": ActionStatus.IN_PROGRESS,  # lateness is computed, never read
    "done": ActionStatus.DONE,
    "blocked": ActionStatus.BLOCKED,
    "paused": ActionStatus.BLOCKED,
    "cancelled": ActionStatus.DROPPED,
}
# Lateness is computed, never read, and a pause is held up or put off: to ask is right too.
_ASKED_ABOUT = frozenset({"late", "paused"})
_SURE = (Doubt.CERTAIN, Doubt.ABOUT)


@dataclass(kw_only=True)
class Score:
    """What became of the actions of one plan; `wrong` says what is held and is not so."""

    actions: int
    kept: int = 0
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    typed: int = 0


def plan_names() -> list[str]:
    """The plans of all corpora, « corpus/file »."""
    paths = [path for corpus in CORPORA for path in (DATA / corpus / "plans").iterdir()]
    return sorted(f"{path.parents[1].name}/{path.name}" for path in paths)


def truth_of(name: str) -> dict[str, Any]:
    """What a person reads in that plan."""
    corpus, file = name.split("/")
    return json.loads((DATA / corpus / "truth" / f"{Path(file).stem}.json").read_text("utf-8"))


@lru_cache(maxsize=32)
def workbook_of(name: str) -> WorkbookGrid:
    """The plan as the service reads its file."""
    corpus, file = name.split("/")
    today = datetime.fromisoformat(truth_of(name).get("today", TODAY)).replace(tzinfo=UTC)
    book = read_local(DATA / corpus / "plans" / file, at=today).book
    if not name.endswith(".csv"):
        return book
    (tab,) = book.tabs  # it has no title of its own
    return replace(book, tabs=(replace(tab, title=truth_of(name)["tables"][0]["tab"]),))


def partners_of(truth: Mapping[str, Any]) -> frozenset[str]:
    """How the partners of that programme and their contacts are called, folded."""
    names = (
        name
        for partner in truth["partners"]
        for name in (
            *(partner["code"], partner["name"]),
            *partner.get("aliases", ()),
            *partner["contacts"],
        )
    )
    return frozenset(map(fold, names))


def score_of(name: str, *, titles: Callable[[int, str], str] | None = None) -> Score:
    """Read a plan as it is and count; what is proposed is read after her « oui ».

    `titles`: what stands in the place of each title (its column, its words); then nobody says
    « oui », and only what is applied by itself counts.
    """
    truth, book = truth_of(name), workbook_of(name)
    if titles is not None:
        book = _retitled(book, truth, titles)
    partners = partners_of(truth)
    read = read_book(book, ACTIONS, read_on=book.read_at.date(), partners=partners)
    score = Score(actions=len(truth["actions"]))
    tables: list[FoundTable] = []
    asked: set[str] = set()
    for found in read.tables:
        if titles is not None:
            tables += [found] if found.reading.verdict is Verdict.APPLIED else []
        elif not _is_asked_about(found):
            tables.append(found)
        elif found.tab.title not in asked:  # one « oui » for a tab
            asked.add(found.tab.title)
            owners = _owners_typed(found, truth)
            score.typed += 1 + len(owners)
            tables += _confirmed(found, owners, book.read_at.date(), partners)
    _judge_tables(score, tables, truth)
    for action in truth["actions"]:
        _judge_action(score, action, tables, truth)
    return score


def _retitled(
    book: WorkbookGrid, truth: Mapping[str, Any], titles: Callable[[int, str], str]
) -> WorkbookGrid:
    headers = {
        (table["tab"], row) for table in truth["tables"] for row in table["header_rows"] or ()
    }
    tabs = tuple(
        replace(
            tab,
            rows=tuple(
                tuple(
                    titles(at, cell) if isinstance(cell, str) else cell
                    for at, cell in enumerate(row)
                )
                if (tab.title, number) in headers
                else row
                for number, row in enumerate(tab.rows, 1)
            ),
        )
        for tab in book.tabs
    )
    return replace(book, tabs=tabs)


def _is_asked_about(found: FoundTable) -> bool:
    """Whether the table, or a column of it, waits for her « oui »."""
    proposed = found.reading.verdict is not Verdict.APPLIED
    return proposed or any(each.sureness is Sureness.LIKELY for each in found.reading.understood)


def _owners_typed(found: FoundTable, truth: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The column of owners, that nobody guesses: she types it where no title tells it."""
    columns = next(table["columns"] for table in truth["tables"] if table["tab"] == found.tab.title)
    proposed = {each.meaning for each in found.reading.understood}
    if found.reading.verdict is Verdict.APPLIED or "owner" in proposed:
        return {}
    return {"owner": (f"colonne {columns['owner_organisation']}",)}


def _confirmed(
    found: FoundTable,
    typed: Mapping[str, tuple[str, ...]],
    read_on: date,
    partners: frozenset[str],
) -> list[FoundTable]:
    """The tables of a tab once she said « oui » to what is proposed, and typed the rest."""
    proposal = propose(found.tab, ACTIONS, partners=partners)
    if proposal is None:
        return []
    hers = {name: (label,) for name, label in proposal[0].items()}
    readings = read_tables(
        found.tab, ACTIONS, extra_aliases={**hers, **typed}, read_on=read_on, partners=partners
    )
    return [
        FoundTable(tab=found.tab, reading=each)
        for each in readings
        if each.verdict is Verdict.APPLIED
    ]


def _judge_tables(score: Score, tables: list[FoundTable], truth: Mapping[str, Any]) -> None:
    known = {(action["tab"], action["row"]) for action in truth["actions"]}
    known |= {(line["tab"], line["row"]) for line in truth["may_count"]}
    for table in tables:
        tab = table.tab.title
        if tab in truth["ignored_tabs"]:
            score.wrong.append(f"tab {tab}")
            continue
        for row in table.reading.frame.index:
            if (tab, row) not in known and not _is_asked(table.reading, row):
                score.wrong.append(f"{tab} {row}: no action")
        for told in truth["tables"]:
            header = (told["header_rows"] or [0])[-1]
            if told["tab"] != tab or header != table.reading.header_row:
                continue
            decoys = {column_index(f"{letter}1") for letter in told["decoys"]}
            for name in ("title", "owner", "planned_end", "status"):
                if table.reading.columns.get(name) in decoys:
                    score.wrong.append(f"{tab}: decoy read as {name}")


def _is_asked(reading: TableReading, row: int) -> bool:
    return any(
        issue.row == row or (issue.row is None and str(row) in re.findall(r"\d+", issue.fix))
        for issue in reading.issues
    )


def _judge_action(
    score: Score, action: Mapping[str, Any], tables: list[FoundTable], truth: Mapping[str, Any]
) -> None:
    where = f"{action['tab']} {action['row']}"
    cells = next(
        (
            table.reading.readings[action["row"]]
            for table in tables
            if table.tab.title == action["tab"] and action["row"] in table.reading.frame.index
        ),
        None,
    )
    if cells is None:
        score.asked.append(f"{where}: not read ({action['title']})")
        return
    doubtful = {
        int(re.sub(r"\D", "", cell["cell"])): cell
        for cell in truth["doubtful_cells"]
        if cell["tab"] == action["tab"]
    }
    results = {
        "title": _title(cells, action),
        "owner": _owner(cells, action),
        "end": _end(cells, action),
        "status": _status(cells, action),
    }
    if all(result is True for result in results.values()):
        score.kept += 1
        return
    for name, result in results.items():
        if result is False:
            score.wrong.append(_told(where, name, cells, action))
        elif result is None and action["row"] not in doubtful:
            score.asked.append(_told(where, name, cells, action))
    if action["row"] in doubtful and False not in results.values():
        score.kept += 1  # asking about a doubtful cell is right


def _told(
    where: str, name: str, cells: Mapping[str, Reading[Any]], action: Mapping[str, Any]
) -> str:
    found = cells["planned_end" if name == "end" else name].found
    wanted = action.get("owners" if name == "owner" else name)
    return f"{where}: {name} {found!r} for {wanted!r}"


def _words(text: object) -> str:
    return fold(re.sub(r"^[\d.\s)–—-]+", "", str(text)))


def _title(cells: Mapping[str, Reading[Any]], action: Mapping[str, Any]) -> bool | None:
    value = cells["title"].value
    if value is None:
        return None
    said, parent = _words(value), _words(action.get("title_parent") or "")
    if said == _words(action["title"]) or (
        parent and said == f"{parent} {_words(action['title'])}"
    ):
        return True
    return None if parent and said == parent else False


def _owner(cells: Mapping[str, Reading[Any]], action: Mapping[str, Any]) -> bool | None:
    said = [
        fold(str(cells[name].value))
        for name in ("owner", "person")
        if cells.get(name) and cells[name].value
    ]
    wanted = [fold(owner["text"]) for owner in action["owners"]]
    if not said or not wanted:
        return True if not said and not wanted else (None if not said else False)
    return any(word in wanted for word in said)


def _end(cells: Mapping[str, Reading[Any]], action: Mapping[str, Any]) -> bool | None:
    # A revised end takes the place of the planned one.
    is_revised = cells["revised_end"].found not in (None, "")
    reading = cells["revised_end" if is_revised else "planned_end"]
    allowed = {action["end"], *action.get("end_may_be", ())}
    first, last = action.get("end_between", ("", ""))
    if reading.doubt in _SURE and reading.value is not None:
        said = reading.value.latest.isoformat()
        return said in allowed or (first <= said <= last and reading.doubt is Doubt.ABOUT)
    return True if None in allowed else None


def _status(cells: Mapping[str, Reading[Any]], action: Mapping[str, Any]) -> bool | None:
    reading = cells["status"]
    words = {action["status"], *action.get("status_may_be", ())}
    allowed = {STATUSES.get(word) for word in words}
    if reading.doubt in _SURE:
        return reading.value in allowed
    return True if None in allowed or words & _ASKED_ABOUT else None
