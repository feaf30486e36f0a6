"""Read every plan back with a library that did not write it, and hold its truth against it."""

import csv
import io
import json
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

HERE = Path(__file__).parent
ZERO = date(1899, 12, 30)
MEANINGS = {
    None,
    "planned",
    "in_progress",
    "done",
    "late",
    "blocked",
    "paused",
    "cancelled",
}
Grid = list[list[object]]


def grids(path: Path) -> dict[str, Grid]:
    """Return the cells of every tab."""
    if path.suffix == ".csv":
        text = path.read_bytes().decode("cp1252")
        return {"planning": [list(row) for row in csv.reader(io.StringIO(text), delimiter=";")]}
    if path.suffix == ".ods":
        return open_document(path)
    book = openpyxl.load_workbook(path)
    return {
        page.title: [[plain(cell) for cell in row] for row in page.iter_rows(values_only=True)]
        for page in book.worksheets
    }


def plain(value: object) -> object:
    """Return a day instead of a moment."""
    return value.date() if isinstance(value, datetime) else value


def open_document(path: Path) -> dict[str, Grid]:
    """Read an .ods from its XML."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    found: dict[str, Grid] = {}
    for page in root.iter(f"{table}table"):
        grid: Grid = []
        for row in page.iter(f"{table}table-row"):
            cells: list[object] = []
            for cell in row:
                day = cell.get(f"{office}date-value")
                text = "\n".join("".join(part.itertext()) for part in cell)
                value = date.fromisoformat(day) if day else text or None
                cells += [value] * int(cell.get(f"{table}number-columns-repeated", "1"))
            times = int(row.get(f"{table}number-rows-repeated", "1"))
            if times < 1000:  # what is left of the tab is one empty row, many times
                grid += [cells] * times
        found[page.get(f"{table}name", "")] = grid
    return found


def place(letters: str) -> int:
    """Return the place of a column, counted from 0."""
    number = 0
    for sign in letters:
        number = number * 26 + ord(sign) - 64
    return number - 1


def cells_of(grid: Grid, row: int) -> list[object]:
    """Return the filled cells of a row."""
    return [cell for cell in grid[row - 1] if cell not in (None, "")]


def faults(file: Path, truth: dict) -> list[str]:
    """Return what the truth says and the file does not."""
    tabs = grids(file)
    wrong = table_faults(truth, tabs) + untold_rows(truth, tabs)
    for record in truth["actions"]:
        wrong += action_faults(record, truth, tabs[record["tab"]][record["row"] - 1])
    for record in truth["doubtful_cells"]:
        cell = record["cell"]
        letters = cell.rstrip("0123456789")
        read = tabs[record["tab"]][int(cell[len(letters) :]) - 1][place(letters)]
        if read != record["written"]:
            wrong.append(f"{cell} holds {read!r}, not {record['written']!r}")
    return wrong


def table_faults(truth: dict, tabs: dict[str, Grid]) -> list[str]:
    """Return the decoys which are not headed as the truth says."""
    wrong = []
    for table in truth["tables"]:
        for column, text in table["decoys"].items():
            rows = [tabs[table["tab"]][row - 1] for row in table["header_rows"]]
            heads = [cells[place(column)] for cells in rows]
            if text not in heads:
                wrong.append(f"{column} is not headed {text} but {heads}")
    return wrong


def untold_rows(truth: dict, tabs: dict[str, Grid]) -> list[str]:
    """Return the filled rows of which nothing is said, or two things, and the empty ones told."""
    told: dict[str, Counter] = {tab: Counter() for tab in tabs}
    for record in truth["actions"] + truth["may_count"] + truth["must_not_count"]:
        told[record["tab"]][record["row"]] += 1
    for table in truth["tables"]:
        for row in table["header_rows"] or ():
            told[table["tab"]][row] = 1
    return [
        f"{tab} row {row}: told {told[tab][row]} times, {grid[row - 1]}"
        for tab, grid in tabs.items()
        if tab not in truth["ignored_tabs"]
        for row in range(1, len(grid) + 1)
        if told[tab][row] != bool(cells_of(grid, row))
    ]


def action_faults(record: dict, truth: dict, cells: list[object]) -> list[str]:
    """Return what one action's line does not hold."""
    texts = [str(cell) for cell in cells if cell is not None]
    wrong = []
    if record["title"] not in texts:
        wrong.append(f"row {record['row']}: no « {record['title']} » in {texts}")
    wrong += [
        f"row {record['row']}: no owner {owner['text']}"
        for owner in record["owners"]
        if not any(owner["text"] in text for text in texts)
    ]
    written = record["end_written"]
    if written in {"date", "bare day number"}:
        day = date.fromisoformat(record["end"])
        held = day if written == "date" else (day - ZERO).days
        if held not in cells:
            wrong.append(f"row {record['row']}: no {held}")
    elif written and not written.startswith("last mark") and written not in texts:
        wrong.append(f"row {record['row']}: no end {written}")
    if record["status"] not in MEANINGS:
        wrong.append(f"row {record['row']}: {record['status']} is no meaning")
    if record["status_written"] and record["status_written"] not in texts:
        wrong.append(f"row {record['row']}: no status {record['status_written']}")
    codes = {partner["code"] for partner in truth["partners"]} | {None}
    wrong += [str(owner) for owner in record["owners"] if owner["partner"] not in codes]
    return wrong


def main() -> None:
    """Check all files; raise when one of them differs."""
    count = 0
    largest = 0
    for path in sorted((HERE / "truth").glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        file = HERE / "plans" / truth["file"]
        wrong = faults(file, truth)
        count += len(truth["actions"])
        largest = max(largest, file.stat().st_size, path.stat().st_size)
        shape = f"{len(truth['actions'])} actions, {len(truth['must_not_count'])} other lines"
        print(f"{truth['file']}: {shape}, {len(truth['doubtful_cells'])} doubts")
        if wrong:
            raise SystemExit("\n".join(wrong))
    print(f"{count} actions, all where the truth says; largest file {largest} bytes")


if __name__ == "__main__":
    main()
