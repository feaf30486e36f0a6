"""What a foreign plan is made of: sheets of cells, and beside them what a person reads there."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Doubt:
    """A cell of which a careful reader may ask; `value` is the likeliest meaning, or None."""

    value: str | None
    why: str
    may_be: tuple[str | None, ...] = ()


@dataclass(frozen=True)
class Serial:
    """A day kept as the bare number a spreadsheet counts with, without a format."""

    day: date


def d(digits: str) -> date:
    """Return the day written in six digits, day first: `d("150326")`."""
    return date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def letter(column: int) -> str:
    """Return the letters of a column counted from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass
class Sheet:
    """One tab: cells by row and column, both counted from 1."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], tuple[object, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    last: int = 0

    def line(self, *values: object, style: str = "") -> int:
        """Write the next row and return its number."""
        self.last += 1
        for column, value in enumerate(values, start=1):
            if value is not None:
                self.cells[self.last, column] = (value, style)
        return self.last

    def skip(self, rows: int = 1) -> None:
        """Leave empty rows."""
        self.last += rows

    def merge(self, row: int, first: int, last: int, last_row: int | None = None) -> None:
        """Merge cells of a row, or of several."""
        self.merges.append((row, first, last_row or row, last))

    def banner(self, text: str, width: int, style: str = "section") -> int:
        """Write a text merged over the width of the table."""
        row = self.line(text, style=style)
        self.merge(row, 1, width)
        return row


@dataclass
class Plan:
    """A file with its truth. The three vocabularies say what its words mean, cell by cell."""

    file: str
    shape: str
    partners: list[tuple[str, str, list[str]]]
    people: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    ends: dict[str, str | tuple[str, ...] | Doubt | None] = field(default_factory=dict)
    states: dict[str, str | tuple[str | None, ...] | Doubt | None] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    ignored: dict[str, str] = field(default_factory=dict)
    tables: list[dict] = field(default_factory=list)
    actions: list[dict] = field(default_factory=list)
    may_count: list[dict] = field(default_factory=list)
    must_not_count: list[dict] = field(default_factory=list)
    doubts: list[dict] = field(default_factory=list)
    shared_names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def sheet(self, name: str, *, hidden: bool = False) -> Sheet:
        """Open a tab which holds actions."""
        self.sheets.append(Sheet(name, hidden))
        return self.sheets[-1]

    def aside(self, name: str, why: str, rows: list[list[object]], *, hidden: bool = False) -> None:
        """Add a tab which holds no plan."""
        sheet = self.sheet(name, hidden=hidden)
        self.ignored[name] = why
        for row in rows:
            sheet.line(*row)

    def table(
        self,
        sheet: Sheet,
        header: list[int] | None,
        columns: dict[str, str],
        decoys: dict[str, str],
    ) -> None:
        """Say which columns mean what in the table that follows, and which must not be taken."""
        self.tables.append(
            {"tab": sheet.name, "header_rows": header, "columns": columns, "decoys": decoys}
        )

    def never(self, sheet: Sheet, row: int, why: str) -> None:
        """Say that a line is no action."""
        self.must_not_count.append({"tab": sheet.name, "row": row, "why": why})

    def perhaps(self, sheet: Sheet, row: int, why: str) -> None:
        """Say that a line may be counted or not, both being right."""
        self.may_count.append({"tab": sheet.name, "row": row, "why": why})

    def owner(self, text: str) -> dict:
        """Return who is meant by a text: an organisation or a person, and of which partner."""
        kind, partner = self.people[text]
        found = {"text": text, "kind": kind, "partner": partner}
        others = self.shared_names.get(text)
        return found | ({"partner_may_be": list(others)} if others else {})

    def action(
        self,
        sheet: Sheet,
        row: int,
        title: str,
        *,
        owners: tuple[str | None, ...] = (),
        end: object = None,
        status: object = None,
        section: str | None = None,
        **more: object,
    ) -> None:
        """Keep the truth of one action's line."""
        record: dict[str, object] = {"tab": sheet.name, "row": row, "title": title}
        record["owners"] = [self.owner(text) for text in owners if text]
        for text in owners:
            if text in self.shared_names and self.people[text][1] is None:
                meant = Doubt(None, "two partners have a contact of this first name")
                self._doubt(sheet, row, ("owner_person",), text, meant)
        record |= self._end(sheet, row, end) | self._status(sheet, row, status)
        record["section"] = section
        self.actions.append(record | more)

    def _end(self, sheet: Sheet, row: int, written: object) -> dict:
        if written is None:
            return {"end": None, "end_written": None, "end_why": "nothing is written"}
        if isinstance(written, Serial):
            return {"end": written.day.isoformat(), "end_written": "bare day number"}
        if isinstance(written, date):
            return {"end": written.isoformat(), "end_written": "date"}
        meant = self.ends[str(written)]
        if isinstance(meant, Doubt):
            self._doubt(sheet, row, ("planned_end", "period"), str(written), meant)
            found = {"end": meant.value, "end_written": written, "end_why": meant.why}
            return found | ({"end_may_be": list(meant.may_be)} if meant.may_be else {})
        if isinstance(meant, tuple):
            return {"end": meant[0], "end_written": written, "end_may_be": list(meant[1:])}
        if meant is None:
            return {"end": None, "end_written": written, "end_why": "goes on without an end"}
        return {"end": meant, "end_written": written}

    def _status(self, sheet: Sheet, row: int, written: object) -> dict:
        if written is None:
            return {"status": None, "status_written": None}
        meant = self.states[str(written)]
        if isinstance(meant, Doubt):
            self._doubt(sheet, row, ("status", "progress"), str(written), meant)
            found = {"status": meant.value, "status_written": written, "status_why": meant.why}
            return found | ({"status_may_be": list(meant.may_be)} if meant.may_be else {})
        if isinstance(meant, tuple):
            others = list(meant[1:])
            return {"status": meant[0], "status_written": written, "status_may_be": others}
        return {"status": meant, "status_written": written}

    def _doubt(
        self, sheet: Sheet, row: int, meanings: tuple[str, ...], written: str, meant: Doubt
    ) -> None:
        columns = self.tables[-1]["columns"]
        column = next(columns[meaning] for meaning in meanings if meaning in columns)
        cell = f"{column}{row}"
        self.doubts.append({"tab": sheet.name, "cell": cell, "written": written, "why": meant.why})
