"""Pure: the coordinator's « Décision » and « Note » out of « Anomalies » and « Relances ».

Rows are known by « Clé », whatever she sorted, filtered, hid or inserted. Columns are found by
their headers, so she may also move them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from relocalisons.core.kernel.model import Decision, TabGrid, column_letter
from relocalisons.core.kernel.words.french import quote, shorten
from relocalisons.core.programme.decisions.decisions import (
    SEND_ALL,
    Meaning,
    Understood,
    normalised,
    understand_reminder,
    understand_send_all,
)
from relocalisons.core.programme.decisions.shared_header import (
    DECISION,
    KEY,
    NOTE,
    SharedHeader,
    find_header,
    has_lost_its_header,
    shown_text,
)

_SEND_ALL_LABEL = re.compile(r"decision pour tous .*semaine (?P<week>\d+) de (?P<year>\d{4})")

LINE_MARK = "#"
"""In a key of « Relances »: digest key, then this mark, then the finding key of one line."""

HELP_MARK = "←"
"""Before what the service says right of the cell for « tout envoyer »."""

_LONGEST_WORD = 40  # characters
_DECIDES = (Meaning.SEND, Meaning.NOT_THIS_TIME, Meaning.I_CALL)


def send_all_label(week: str) -> str:
    """The label left of the cell for « tout envoyer »; it names its ISO week (`2026-W10`)."""
    year, number = week.split("-W")
    return f"Décision pour tous les messages de la semaine {int(number)} de {year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDoubt:
    """What could not be read; `message` is a French sentence for her, `cell` is A1."""

    cell: str
    key: str | None
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCell:
    """The cell of « tout envoyer » as read: 0-based place, and the week that its label names."""

    row: int
    column: int
    words: str
    week: str

    @property
    def cell(self) -> str:
        """Its A1 address."""
        return f"{column_letter(self.column)}{self.row + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTab:
    """Her words in one tab, exactly as typed; rows without a word are left out."""

    decisions: tuple[Decision, ...]
    keys: frozenset[str] = frozenset()  # of every row that stands there
    cells: Mapping[str, str] = field(default_factory=dict[str, str])  # key → A1 of « Décision »
    send_all: str = ""
    send_all_week: str = ""  # the ISO week that its label names; empty: no label was found
    send_all_cell: str = ""  # A1
    silent: frozenset[str] = frozenset()  # keys of rows in which she wrote nothing
    doubts: tuple[DecisionDoubt, ...] = ()
    header_lost: bool = False  # rows of ours under a header that cannot be told any more

    def by_key(self) -> Mapping[str, Decision]:
        """The decisions by the key of their row."""
        return {decision.key: decision for decision in self.decisions}


def read_decision_tab(tab: TabGrid | None) -> DecisionTab:
    """Her decisions and notes of one tab, in the order of the rows.

    A missing tab or a missing header row is no decision at all, and is said. Two rows of the same
    key with different words are a doubt: none of them is taken.
    """
    if tab is None:
        return DecisionTab(decisions=())
    header = find_header(tab.rows)
    order = find_order(tab.rows)
    if header is None:
        doubt = DecisionDoubt(
            cell="A1",
            key=None,
            message=f"L’onglet {quote(tab.title)} n’a plus de ligne d’en-tête avec "
            f"{quote('Décision')} et {quote('Clé')} : remettez ces deux titres. Rien n’y a été lu.",
        )
        # An empty tab is one that the service has not filled in yet.
        return DecisionTab(
            decisions=(),
            doubts=(doubt,) if any(map(any, tab.rows)) else (),
            header_lost=has_lost_its_header(tab.rows),
        )
    found, doubts = _rows(tab, header=header)
    key_column = header.columns[KEY]
    rows = tuple(enumerate(tab.rows[header.row + 1 :], start=header.row + 2))
    keys = frozenset({_at(row, key_column) for _, row in rows} - {""})
    doubted = {doubt.key for doubt in doubts}
    letter = column_letter(header.columns[DECISION])
    return DecisionTab(
        decisions=tuple(found.values()),
        keys=keys,
        cells={_at(row, key_column): f"{letter}{number}" for number, row in reversed(rows)},
        silent=keys - set(found) - doubted,
        send_all=order.words if order else "",
        send_all_week=order.week if order else "",
        send_all_cell=order.cell if order else "",
        doubts=(*doubts, *_words_above(tab, header=header, order=order)),
    )


def reminder_verdicts(
    tab: DecisionTab,
    *,
    waiting: tuple[str, ...],
    covered: frozenset[str] = frozenset(),
    alone: frozenset[str] = frozenset(),
    order: Understood | None = None,
) -> tuple[Mapping[str, Understood], tuple[DecisionDoubt, ...]]:
    """What to do with each waiting row of « Relances », by key; rows without decision left out.

    `covered` are the mails that « tout envoyer » releases, when that order acts now: those beside
    which she wrote nothing. It never releases a line that names another partner (key with `#`),
    nor a mail of `alone`: those need their own « envoyer ». `order`: what the cell on top means
    where it is known better than by its words alone (« P07 »).
    """
    words = tab.by_key()
    verdicts: dict[str, Understood] = {}
    doubts: list[DecisionDoubt] = []
    doubted = {doubt.key for doubt in tab.doubts}
    everything = order or understand_send_all(tab.send_all)
    if not everything.is_clear:
        doubts.append(DecisionDoubt(cell=tab.send_all_cell, key=None, message=everything.message))
    for key in waiting:
        own = understand_reminder(words[key].decision if key in words else "")
        if not own.is_clear:
            doubts.append(DecisionDoubt(cell=tab.cells.get(key, ""), key=key, message=own.message))
        elif own.meaning is not Meaning.NOTHING:
            verdicts[key] = own
        elif key in covered and key not in doubted | alone and LINE_MARK not in key:
            verdicts[key] = Understood(meaning=Meaning.SEND)
    return verdicts, tuple(doubts)


def find_order(rows: Sequence[Sequence[object]]) -> OrderCell | None:
    """The cell of « tout envoyer »: right of its label, also when a column was inserted between.

    What stands right of the label and is not our own help (« ← … ») is hers.
    """
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            text = shown_text(cell)
            if "semaine" not in text.casefold():
                continue  # nearly all cells of a long tab: normalising each would be dear
            named = _SEND_ALL_LABEL.match(normalised(text))
            if named:
                place = _order_column(row, after=column)
                return OrderCell(
                    row=number,
                    column=place,
                    words=_at(row, place),
                    week=f"{named['year']}-W{int(named['week']):02d}",
                )
    return None


def _order_column(row: Sequence[object], *, after: int) -> int:
    for column in range(after + 1, len(row)):
        text = shown_text(row[column])
        if text and not text.startswith(HELP_MARK):
            return column
    return after + 1


def _words_above(
    tab: TabGrid, *, header: SharedHeader, order: OrderCell | None
) -> Iterator[DecisionDoubt]:
    """A decision typed above the rows (« envoyer » in G1) is on no row: it is said."""
    for number, row in enumerate(tab.rows[: header.row]):
        for column, cell in enumerate(row):
            if order is not None and (number, column) == (order.row, order.column):
                continue
            text = shown_text(cell)
            if not 0 < len(text) <= _LONGEST_WORD:
                continue  # titles and help are longer than any decision
            meant = understand_reminder(text), understand_send_all(text)
            if any(one.meaning in _DECIDES for one in meant):
                place = f"{column_letter(column)}{number + 1}"
                where = quote(order.cell) if order is not None else "en haut"
                yield DecisionDoubt(
                    cell=place,
                    key=None,
                    message=f"{quote(tab.title)}, cellule {place} : {quote(text)} n’est sur aucune "
                    f"ligne et n’est pas suivi. Écrivez-le dans la colonne {quote('Décision')} "
                    f"d’un message, ou {quote(SEND_ALL)} dans la cellule {where}.",
                )


def _rows(tab: TabGrid, *, header: SharedHeader) -> tuple[dict[str, Decision], list[DecisionDoubt]]:
    columns = header.columns
    found: dict[str, Decision] = {}
    first_row: dict[str, int] = {}
    doubts: list[DecisionDoubt] = []
    contradicted: set[str] = set()
    for number, row in enumerate(tab.rows[header.row + 1 :], start=header.row + 2):
        key = _at(row, columns[KEY])
        decision, note = _at(row, columns[DECISION]), _at(row, columns.get(NOTE))
        if not key:
            if decision:
                doubts.append(_without_key(tab, number, columns[DECISION], decision))
            continue
        if not decision and not note:
            continue
        read = Decision(key=key, decision=decision, note=note)
        first = first_row.setdefault(key, number)
        if found.setdefault(key, read) != read and key not in contradicted:
            contradicted.add(key)
            doubts.append(
                DecisionDoubt(
                    cell=f"{column_letter(columns[DECISION])}{number}",
                    key=key,
                    message=f"Les lignes {first} et {number} de {quote(tab.title)} sont la même, "
                    "avec des mots différents : aucun n’est suivi. Gardez-en une seule.",
                )
            )
    return {key: read for key, read in found.items() if key not in contradicted}, doubts


def _without_key(tab: TabGrid, number: int, column: int, words: str) -> DecisionDoubt:
    cell = f"{column_letter(column)}{number}"
    return DecisionDoubt(
        cell=cell,
        key=None,
        message=f"{quote(tab.title)}, cellule {cell} : {quote(shorten(words, limit=40))} n’est sur "
        "aucune ligne du service (la colonne « Clé » est vide) et n’est pas suivi.",
    )


def _at(row: Sequence[object], column: int | None) -> str:
    return shown_text(row[column]) if column is not None and column < len(row) else ""
