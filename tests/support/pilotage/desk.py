"""What she does at random in « Relances », and what she sees there."""

import random
from dataclasses import dataclass, field
from typing import Any

from support.pilotage.wire import Wire

from relocalisons.core.programme.decisions.decision_tabs import find_order
from relocalisons.core.tables import REMINDERS
from vendor_sandbox.workbook.spreadsheet import Spreadsheet

WORDS = (
    "envoyer",
    "envoyer",
    "envoyer",
    "pas cette fois",
    "j’appelle",
    "ok ?",
    "envoyer à nouveau",
)
TITLES = ("Relances", "Mes relances", "Relances de Camille")
OWN_ROW = "à moi"
KEY_LENGTH = 64
Beside = dict[str, frozenset[tuple[str, str]]]
"""Subject that a row shows → the decisions and notes beside it; two for a copy with other words."""


@dataclass(kw_only=True)
class Desk:
    """Her tab as she sees it now; `told` is what she did, in order."""

    seed: int
    ordered: set[str] = field(default_factory=set)  # subjects that « tout envoyer » means
    stale: dict[str, str] = field(default_factory=dict)  # words on a row that we made anew
    acts: int = 0
    told: list[str] = field(default_factory=list)
    writing: bool = False
    passes: int = 0
    typed_while_writing: set[str] = field(default_factory=set)
    deleted_while_writing: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.book = Spreadsheet.new(title="Pilotage", locale="fr_FR")
        self.wire = Wire(self.book)
        self.known: dict[str, int] = {}

    # --- what she does ---

    def she_acts(self) -> None:
        """One thing that she does in the tab, as she sees it now."""
        if self.tab() is None:
            return
        self.acts += 1
        act = self.dice.choices(
            (
                self.decide, self.annotate, self.erase, self.sort, self.sort_what_she_sees,
                self.order_all, self.take_order_back, self.insert_row, self.insert_column,
                self.copy_row, self.delete_row, self.hide, self.rename_tab, self.rename_decision,
                self.filter, self.paste_over,
            ),
            weights=(10, 3, 2, 5, 1, 2, 1, 2, 0.5, 1, 1, 2, 1, 1, 1, 1),
        )[0]  # fmt: skip
        when = "while we write" if self.writing else "between passes"
        self.told.append(f"pass {self.passes}, {when}: {act.__name__}")
        act()

    def decide(self) -> None:
        at = self.any_mail()
        column = self.column("Décision", "Ma décision")
        if at is None or column is None:
            return
        word = self.dice.choice(WORDS)
        self.type(at, column, word)
        self.stale.pop(self.subject(at), None)
        self.typed(at)

    def typed(self, at: int) -> None:
        if self.writing:
            self.typed_while_writing.add(self.subject(at))

    def annotate(self) -> None:
        at, column = self.any_mail(), self.column("Note")
        if at is None or column is None:
            return
        note = f"note {self.acts}"
        self.type(at, column, note)
        self.typed(at)

    def erase(self) -> None:
        at, column = self.any_mail(), self.column("Décision", "Ma décision")
        if at is None or column is None:
            return
        self.type(at, column, "")
        self.stale.pop(self.subject(at), None)
        self.typed(at)

    def sort(self, *, without_key: bool = False) -> None:
        top, rows = self.top(), self.rows()
        if top is None:
            return
        width = max(len(row) for row in rows)
        end = self.column("Clé") if without_key else width
        if end is None:
            return
        area = {
            "sheetId": self.sheet_id(), "startRowIndex": top + 1, "endRowIndex": len(rows),
            "startColumnIndex": 0, "endColumnIndex": end,
        }  # fmt: skip
        by = {"dimensionIndex": self.dice.randrange(end),
              "sortOrder": self.dice.choice(("ASCENDING", "DESCENDING"))}  # fmt: skip
        self.edit(sortRange={"range": area, "sortSpecs": [by]})

    def sort_what_she_sees(self) -> None:
        """« Clé » is hidden, and stays where it is."""
        self.sort(without_key=True)

    def order_all(self) -> None:
        order = find_order(self.rows())
        if order is None:
            return
        self.type(order.row, order.column, "tout envoyer")
        column = self.column("Décision", "Ma décision", "Mon avis")
        for at in self.mails():
            if column is not None and not self.text(at, column):
                self.ordered.add(self.subject(at))

    def take_order_back(self) -> None:
        order = find_order(self.rows())
        if order is None or not order.words:
            return
        self.type(order.row, order.column, self.dice.choice(("", "non, attendez")))
        self.ordered.clear()

    def insert_row(self) -> None:
        top = self.top()
        if top is None:
            return
        at = self.dice.randrange(top + 1, len(self.rows()) + 1)
        self.edit(insertDimension={"range": self.lines("ROWS", at)})
        if self.dice.random() < 0.6 and not self.writing:  # nobody types within that instant too
            words = f"{OWN_ROW} {self.acts}"
            self.type(at, 0, words)

    def insert_column(self) -> None:
        top = self.top()
        if top is None or max(map(len, self.rows())) > 11:
            return
        at = self.dice.randrange(1, len(self.rows()[top]) + 1)
        self.edit(insertDimension={"range": self.lines("COLUMNS", at)})
        self.type(top, at, f"Colonne {self.acts}")

    def copy_row(self) -> None:
        """A whole row again, further down; then maybe another word on it."""
        at, column = self.any_mail(), self.column("Décision", "Ma décision")
        if at is None or column is None:
            return
        last = len(self.rows())
        self.edit(appendDimension={"sheetId": self.sheet_id(), "dimension": "ROWS", "length": 3})
        self.edit(copyPaste={"source": self.whole_row(at), "destination": self.whole_row(last)})
        if self.dice.random() < 0.4:
            self.type(last, column, self.dice.choice(WORDS))

    def paste_over(self) -> None:
        """What she sees of one row over another; the hidden key is not pasted."""
        at, other, key = self.any_mail(), self.any_mail(), self.column("Clé")
        if at is None or other is None or at == other or key is None:
            return
        box = {"startColumnIndex": 0, "endColumnIndex": key}
        self.edit(copyPaste={
            "source": self.whole_row(at) | box, "destination": self.whole_row(other) | box,
        })  # fmt: skip

    def delete_row(self) -> None:
        at = self.any_mail()
        if at is None:
            return
        if self.writing:
            said = self.deleted_while_writing.get(self.subject(at), frozenset())
            self.deleted_while_writing[self.subject(at)] = said | {self.words_at(at)}
        self.edit(deleteDimension={"range": self.lines("ROWS", at)})

    def hide(self) -> None:
        dimension = self.dice.choice(("ROWS", "COLUMNS"))
        at = self.dice.randrange(1, 9)
        self.edit(updateDimensionProperties={
            "range": self.lines(dimension, at), "fields": "hiddenByUser",
            "properties": {"hiddenByUser": self.dice.random() < 0.5},
        })  # fmt: skip

    def filter(self) -> None:
        top = self.top()
        if top is None:
            return
        area = {"sheetId": self.sheet_id(), "startRowIndex": top, "startColumnIndex": 0}
        area |= {"endColumnIndex": len(self.rows()[top])}
        self.edit(setBasicFilter={
            "filter": {"range": area, "criteria": {"0": {"hiddenValues": ["P03 – Structure 3"]}}}
        })  # fmt: skip

    def rename_tab(self) -> None:
        title = self.dice.choice(TITLES)
        if self.book.sheet_titled(title) is None:
            self.edit(updateSheetProperties={
                "properties": {"sheetId": self.sheet_id(), "title": title}, "fields": "title",
            })  # fmt: skip

    def rename_decision(self) -> None:
        top, column = self.top(), self.column("Décision", "Ma décision", "Mon avis")
        if top is not None and column is not None:
            self.type(top, column, self.dice.choice(("Ma décision", "Décision", "Mon avis")))

    def give_back_header(self) -> None:
        top, column = self.top(), self.column("Mon avis")
        if top is not None and column is not None:
            self.type(top, column, "Décision")

    # --- what she sees ---

    def tab(self):
        return self.book.sheet(self.known[REMINDERS.title]) if self.known else None

    def sheet_id(self) -> int:
        return self.known[REMINDERS.title]

    def rows(self) -> list[list[str]]:
        if self.tab() is None:
            return []
        title = self.book.sheet(self.sheet_id()).title
        found = self.book.values_get("'" + title.replace("'", "''") + "'").get("values", [])
        return [[str(cell) for cell in row] for row in found]

    def top(self) -> int | None:
        return next(
            (n for n, row in enumerate(self.rows()) if "Clé" in row and "Objet" in row), None
        )

    def column(self, *names: str) -> int | None:
        top = self.top()
        row = self.rows()[top] if top is not None else []
        return next((row.index(name) for name in names if name in row), None)

    def text(self, at: int, column: int) -> str:
        row = self.rows()[at]
        return row[column] if column < len(row) else ""

    def mails(self) -> list[int]:
        """The rows below the header that show a mail."""
        top, subject = self.top(), self.column("Objet")
        if top is None or subject is None:
            return []
        return [
            n for n, row in enumerate(self.rows())
            if n > top and subject < len(row) and row[subject].startswith("Message ")
        ]  # fmt: skip

    def any_mail(self) -> int | None:
        mails = self.mails()
        return self.dice.choice(mails) if mails else None

    def subject(self, at: int) -> str:
        column = self.column("Objet")
        return self.text(at, column) if column is not None else ""

    def beside(self) -> Beside:
        """Her words beside each mail that the tab shows, as a reader of the tab would say."""
        found: dict[str, set[tuple[str, str]]] = {}
        for at in self.mails():
            found.setdefault(self.subject(at), set()).add(self.words_at(at))
        nothing = {("", "")}  # an empty copy beside a filled one says nothing
        return {
            subject: frozenset(words - nothing if len(words) > 1 else words)
            for subject, words in found.items()
        }

    def words_at(self, at: int) -> tuple[str, str]:
        """Her words on a row."""
        note, decision = self.column("Note"), self.column("Décision", "Ma décision", "Mon avis")
        words = ["" if one is None else self.text(at, one) for one in (decision, note)]
        # A key of ours in a wrong column: an answer was lost, the next pass puts it right.
        words = ["" if len(word) == KEY_LENGTH else word for word in words]
        return words[0], words[1]

    def shown_own_rows(self) -> set[str]:
        return {cell for row in self.rows() for cell in row if cell.startswith(OWN_ROW)}

    def edit(self, **request: Any) -> None:
        self.book.apply({"op": "batchUpdate", "requests": [request]})

    def type(self, row: int, column: int, words: str) -> None:
        cell = {"userEnteredValue": {"stringValue": words}} if words else {}
        self.edit(updateCells={
            "start": {"sheetId": self.sheet_id(), "rowIndex": row, "columnIndex": column},
            "fields": "userEnteredValue", "rows": [{"values": [cell]}],
        })  # fmt: skip

    def lines(self, dimension: str, at: int) -> dict[str, Any]:
        return {"sheetId": self.sheet_id(), "dimension": dimension, "startIndex": at,
                "endIndex": at + 1}  # fmt: skip

    def whole_row(self, at: int) -> dict[str, Any]:
        width = self.book.sheet(self.sheet_id()).column_count
        return {"sheetId": self.sheet_id(), "startRowIndex": at, "endRowIndex": at + 1,
                "startColumnIndex": 0, "endColumnIndex": width}  # fmt: skip
