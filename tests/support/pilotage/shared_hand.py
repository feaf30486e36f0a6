"""Any tab that she shares with the service, as plain rows: she works in it, also while we write.

Headers, settled columns and order are those of the real tab; what its rows say changes each pass.
What she means is known by what she saw when she wrote: a word that ends beside another row or is
gone, and a row of hers that is gone, is told in `wrong`.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from support.pilotage.shared_tab import done, text_of

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.tab_check import compare, should_stand
from relocalisons.core.pilotage.tab_rewrite import TabRewrite, plan_rewrite
from relocalisons.core.programme.decisions.shared_header import find_header
from relocalisons.core.views.own_tab import CellValue, OwnTab

Beside = dict[str, frozenset[tuple[str, str]]]
PUT_RIGHT = 3
OWN = "à moi"
WORDS = ("vu", "fait", "sans objet", "à traiter")


@dataclass(kw_only=True)
class SharedHand:
    """`empty`: the real tab without rows; `said_in`: the column whose text is a row's alone."""

    seed: int
    empty: OwnTab
    said_in: str
    at_once: int = 1  # gestures in one instant of our write, at most
    killed: str = ""  # where half of the runs die: "before" or "after" Google has our first write
    wrong: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    passes: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.keys = list(range(1, 10))
        self.turns: dict[int, int] = {}  # key → how often its row was worded anew
        self.rows: list[list[str]] = []
        self.writing = False
        self.undone: list[list[str]] | None = None
        self.typed: set[str] = set()
        self.sorted_at_once = False
        self.deleted: dict[str, frozenset[tuple[str, str]]] = {}

    def play(self, *, passes: int = 40) -> None:
        for _ in range(passes):
            for _ in range(self.dice.randrange(3)):
                self.she_acts()
            self.one_pass()

    # --- the service ---

    def one_pass(self) -> None:
        """A look, what she does in the instant before our write, and our writes."""
        self.passes += 1
        reworded = self.the_night_passes()
        wanted, lost, dies = self.wanted(), None, ""
        before, own_rows, unknown = Beside(), set[str](), set[str]()
        for turn in range(1 + PUT_RIGHT):
            looked_at = self.grid()
            plan = plan_rewrite(looked_at, wanted, lost=lost)
            if lost is None and looked_at is not None and self.written(plan, wanted) == self.rows:
                break
            should = should_stand(plan, looked_at, lost=lost)
            if turn == 0:
                header = self.header()
                self.in_that_instant()
                astray = {self.subject(at) for at in self.ours() if not self.home(at)}
                # What she types within that instant on a row made anew, or where a text of ours
                # lands because she moves a column as well, cannot be known.
                may_be = astray | {reworded} if self.header() == header else self.typed
                unknown = self.typed & may_be
                if reworded and len(self.empty.settled) == 1 and self.sorted_at_once:
                    # Its old text, the only one that says which row it was, is known to nobody.
                    unknown = {f"Ligne {key}" for key in self.keys}
                before, own_rows = self.beside(), self.own_rows()
                dies = self.killed if self.dice.random() < 0.5 else ""
            if dies != "before":
                self.rows = self.written(plan, wanted)
                lost = compare(should, self.grid(), wanted)[1]
            # The next run knows nothing of what this one was about to write, or has written.
            lost, dies = (None if dies else lost), ""
        self.check(before, own_rows, unknown=unknown)

    def written(self, plan: TabRewrite, wanted: OwnTab) -> list[list[str]]:
        """The tab as the requests leave it, by row and column numbers."""
        rows = [[text_of(cell) for cell in row] for row in done(plan, self.grid())]
        if wanted.sorted_by is not None and wanted.sorted_by in plan.columns:
            first, by = plan.inserted_at or wanted.frozen_rows, plan.columns.index(wanted.sorted_by)
            rows[first : plan.last_row] = sorted(
                rows[first : plan.last_row], key=lambda row: _in_order(_at(row, by))
            )
        return _trimmed(rows)

    def the_night_passes(self) -> str:
        """A row more or less, or one that says otherwise what she reads it by."""
        chance = self.dice.random()
        if chance < 0.2:
            self.keys.append(max(self.keys) + 1)
        elif chance < 0.3 and len(self.keys) > 4:
            self.keys.remove(self.dice.choice(self.keys[:-1]))
        elif chance < 0.6:
            key = self.dice.choice(self.keys)
            self.turns[key] = self.turns.get(key, 0) + 1
            return f"Ligne {key}"
        return ""

    def wanted(self) -> OwnTab:
        names = [str(cell) for cell in self.header_rows()[-1]]
        body = (
            tuple(self.cell(name, column, key, rank) for column, name in enumerate(names))
            for rank, key in enumerate(self.keys, start=1)
        )
        return replace(self.empty, rows=(*self.header_rows(), *body), looks=(), choices=())

    def header_rows(self) -> tuple[tuple[CellValue, ...], ...]:
        header = find_header(self.empty.rows)
        assert header is not None
        return self.empty.rows[: header.row + 1]

    def cell(self, name: str, column: int, key: int, rank: int) -> CellValue:
        turn, alone = self.turns.get(key, 0), len(self.empty.settled) == 1
        if name in ("Décision", "Note"):
            return ""
        if name == "Clé":
            return f"clé:{key}"
        if name == self.said_in:
            return f"Ligne {key} : {turn if alone else 0} sujets"
        if column in self.empty.settled:
            return f"{name} {key % 3}" + (f" ({turn})" if turn and column == 0 else "")
        return rank if column == self.empty.sorted_by else f"{name} de {key}, passe {self.passes}"

    def grid(self) -> TabGrid | None:
        rows = tuple(map(tuple, self.rows))
        return TabGrid(sheet_id=7, title=self.empty.title, rows=rows) if rows else None

    # --- what she does ---

    def she_acts(self) -> None:
        if not self.rows:
            return
        acts: dict[Callable[[], object], float] = {
            self.decide: 10, self.annotate: 4, self.erase: 2, self.sort: 4,
            self.sort_what_she_sees: 4, self.insert_row: 2, self.insert_column: 0.5,
            self.copy_row: 1, self.delete_row: 1, self.paste_over: 1, self.cut_row: 2,
            self.move_column: 1,
        }  # fmt: skip
        if self.dice.random() < 0.05:
            self.undo()
            return
        act = self.dice.choices(list(acts), weights=list(acts.values()))[0]
        when = "while we write" if self.writing else "between passes"
        self.told.append(f"pass {self.passes}, {when}: {getattr(act, '__name__', '')}")
        self.undone = [list(row) for row in self.rows]
        act()
        self.rows = _trimmed(self.rows)

    def in_that_instant(self) -> None:
        self.writing, self.typed, self.deleted, self.sorted_at_once = True, set(), {}, False
        for _ in range(self.dice.randrange(self.at_once + 1)):
            self.she_acts()
        self.writing, self.undone = False, None

    def undo(self) -> None:
        """Her last gesture, where nothing of ours came since."""
        if self.undone is not None:
            self.told.append(f"pass {self.passes}: undo")
            before = self.beside()
            self.rows, self.undone = self.undone, None
            # A word that comes back is one that she types.
            after = self.beside()
            self.typed |= {one for one in before | after if before.get(one) != after.get(one)}

    def decide(self) -> None:
        self.write_on("Décision", self.dice.choice(WORDS))

    def annotate(self) -> None:
        self.write_on("Note", f"note {len(self.told)}")

    def erase(self) -> None:
        self.write_on("Décision", "")

    def write_on(self, name: str, words: str) -> None:
        at, column = self.any_row(), self.column(name)
        self.put(at, column, words)
        self.typed.add(self.subject(at))

    def sort(self, *, end: int | None = None) -> None:
        """Like Sheets: cells of the range only, blanks last in either direction."""
        top, width = self.top(), max(map(len, self.rows))
        end = width if end is None else end
        by, down = self.dice.randrange(end), self.dice.random() < 0.5
        body = [row + [""] * (width - len(row)) for row in self.rows[top + 1 :]]
        parts = [row[:end] for row in body]
        filled = sorted((p for p in parts if p[by]), key=lambda p: _in_order(p[by]), reverse=down)
        parts = filled + [part for part in parts if not part[by]]
        self.rows[top + 1 :] = [part + row[end:] for part, row in zip(parts, body, strict=True)]

    def sort_what_she_sees(self) -> None:
        """« Clé » is hidden, and stays where it is."""
        self.sorted_at_once = self.writing
        self.sort(end=self.column("Clé"))

    def insert_row(self) -> None:
        at = self.dice.randrange(self.top() + 1, len(self.rows) + 1)
        mine = self.dice.random() < 0.6 and not self.writing
        self.rows.insert(at, [f"{OWN} {len(self.told)}"] if mine else [])

    def insert_column(self) -> None:
        top = self.top()
        at = self.dice.randrange(1, len(self.rows[top]) + 1)
        if len(self.rows[top]) > len(self.empty.widths) + 2:
            return
        for row in self.rows:
            if len(row) >= at:
                row.insert(at, "")
        self.put(top, at, f"Colonne {len(self.told)}")

    def move_column(self) -> None:
        """One that she sees: the hidden key is not moved, nor anything past it."""
        key, width = self.column("Clé"), max(map(len, self.rows))
        at, to = self.dice.randrange(key), self.dice.randrange(key)
        for row in self.rows:
            row += [""] * (width - len(row))
            row.insert(to, row.pop(at))

    def copy_row(self) -> None:
        at = self.any_row()
        self.rows.append(list(self.rows[at]))
        if self.dice.random() < 0.4:
            self.put(len(self.rows) - 1, self.column("Décision"), self.dice.choice(WORDS))

    def paste_over(self) -> None:
        """What she sees of one row over another; the hidden key is not pasted."""
        at, other, key = self.any_row(), self.any_row(), self.column("Clé")
        source = (self.rows[at] + [""] * key)[:key]
        self.rows[other] = source + self.rows[other][key:]

    def cut_row(self) -> None:
        row = self.rows.pop(self.any_row())
        self.rows.insert(self.dice.randrange(self.top() + 1, len(self.rows) + 1), row)

    def delete_row(self) -> None:
        at = self.any_row()
        if self.writing:
            said = self.deleted.get(self.subject(at), frozenset())
            self.deleted[self.subject(at)] = said | {self.words(at)}
        if len(self.ours()) > 1:
            del self.rows[at]

    def put(self, at: int, column: int, words: str) -> None:
        row = self.rows[at]
        row += [""] * (column + 1 - len(row))
        row[column] = words

    # --- what she sees ---

    def top(self) -> int:
        return next(number for number, row in enumerate(self.rows) if "Clé" in row)

    def header(self) -> list[str]:
        return list(self.rows[self.top()]) if self.rows else []

    def column(self, name: str) -> int:
        return self.rows[self.top()].index(name)

    def ours(self) -> list[int]:
        """The rows below the header that show a row of ours."""
        if not self.rows:
            return []
        column = self.column(self.said_in)
        return [
            number for number, row in enumerate(self.rows)
            if number > self.top() and _at(row, column).startswith("Ligne ")
        ]  # fmt: skip

    def any_row(self) -> int:
        return self.dice.choice(self.ours())

    def subject(self, at: int) -> str:
        return _at(self.rows[at], self.column(self.said_in)).partition(" :")[0]

    def home(self, at: int) -> bool:
        return _at(self.rows[at], self.column("Clé")) == f"clé:{self.subject(at)[6:]}"

    def words(self, at: int) -> tuple[str, str]:
        decision, note = (_at(self.rows[at], self.column(one)) for one in ("Décision", "Note"))
        return decision, note

    def beside(self) -> Beside:
        """Her words beside what she sees; an empty copy beside a filled one says nothing."""
        found: dict[str, set[tuple[str, str]]] = {}
        for at in self.ours():
            found.setdefault(self.subject(at), set()).add(self.words(at))
        nothing = {("", "")}
        return {
            subject: frozenset(words - nothing if len(words) > 1 else words)
            for subject, words in found.items()
        }

    def stands_apart(self, subject: str, said: tuple[str, str]) -> bool:
        """Whether a row of hers holds it all, in columns that she moved in that instant."""
        return any(
            any(cell.startswith(f"{subject} :") for cell in row)
            and all(word in row for word in said if word)
            and not _at(row, self.column("Clé"))
            for row in self.rows
        )

    def own_rows(self) -> set[str]:
        return {cell for row in self.rows for cell in row if cell.startswith(OWN)}

    def check(self, before: Beside, own_rows: set[str], *, unknown: set[str]) -> None:
        after = self.beside()
        for subject, words in before.items():
            back, now = words | self.deleted.get(subject, frozenset()), after.get(subject)
            here = int(subject[6:]) in self.keys and subject not in unknown
            missing = words - (now or frozenset()) - {("", "")}
            apart = bool(missing) and all(self.stands_apart(subject, said) for said in missing)
            if here and not apart and now not in (words, back, back - {("", "")}):
                said = f"{subject} had {sorted(words)}, and now {sorted(now or ())}"
                self.wrong.append(f"pass {self.passes}: {said}")
        for gone in sorted(own_rows - self.own_rows()):
            self.wrong.append(f"pass {self.passes}: her own row {gone!r} is gone")


def _at(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _in_order(text: str) -> tuple[int, float, str]:
    """Numbers before texts, blanks last."""
    if not text:
        return (2, 0, "")
    return (0, float(text), "") if text.isdecimal() else (1, 0, text)


def _trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows
