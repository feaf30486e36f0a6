"""Plans of many kinds (CRTE, LEADER, ANR, HAS, Notion, Planner, Jira…) are read as a person does.

`tests/data/plans_of_many_kinds.txt` says what each holds: nothing that is held sure is otherwise,
and what a person reads without a doubt is not asked.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from relocalisons.core.kernel.model import Doubt, Sureness, TabGrid, TableReading, Verdict
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.stacked import read_tab
from relocalisons.core.tables import ACTIONS

FILE = Path(__file__).parents[3] / "data" / "plans_of_many_kinds.txt"
PARTNERS = frozenset(map(fold, ("CCVL", "Mairie de Grasse", "Terre Féconde", "Anne Roux")))
READ_ON = date(2026, 11, 27)
SURE = (Doubt.CERTAIN, Doubt.ABOUT)


def plans() -> dict[str, tuple[list[list[object]], list[list[str]]]]:
    """Name → the rows of a tab, and what a person reads in each line."""
    found = {}
    for block in FILE.read_text("utf-8").split("\n## ")[1:]:
        rows, truth = block.split("\n=>", 1)
        name, *lines = rows.split("\n")
        read = [[cell.strip() for cell in line.split("|")] for line in truth.strip().splitlines()]
        found[name] = ([list(map(typed, line.split("|"))) for line in lines], read)
    return found


def typed(cell: str) -> object:
    """A cell as a sheet keeps what is typed."""
    text = cell.strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text) else text or None


def reading_of(rows: list[list[object]]) -> TableReading:
    width = max(map(len, rows))
    grid = tuple((*row, *[None] * (width - len(row))) for row in rows)
    tab = TabGrid(sheet_id=1, title="Feuille 1", rows=grid)
    return read_tab(tab, ACTIONS, read_on=READ_ON, partners=PARTNERS)


def bare(title: object) -> str:
    """A title without its number and its box."""
    return fold(re.sub(r"^[\d.\s☐☑]+", "", str(title)))


def said(cells) -> dict[str, set[str]]:
    """What is held of a line; nothing where it is empty or asked."""
    end = cells["revised_end" if cells["revised_end"].found else "planned_end"]
    owners = {fold(cells[n].value) for n in ("owner", "person") if n in cells and cells[n].value}
    return {
        "who": owners,
        "end": {end.value.latest.isoformat()} if end.doubt in SURE else set(),
        "status": {cells["status"].value.value} if cells["status"].doubt in SURE else set(),
    }


PLANS = plans()


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_of_any_kind_is_read_as_a_person_reads_it(name: str):
    rows, truth = PLANS[name]
    reading = reading_of(rows)
    if not truth:
        assert reading.verdict is not Verdict.APPLIED
        return

    assert reading.verdict is Verdict.APPLIED
    assert all(each.sureness is not Sureness.LIKELY for each in reading.understood)
    held = {bare(cells["title"].value): said(cells) for cells in reading.readings.values()}
    assert list(held) == [bare(title) for title, *_ in truth]
    for title, who, end, status in truth:
        told = {"who": fold(who) if who != "-" else who, "end": end, "status": status}
        for what, word in told.items():
            found = held[bare(title)][what]
            assert word in found if word not in ("-", "?") else not found, (title, what, found)
