"""Pure: the coordinator's « Décision » and « Note » out of « Anomalies » and « Relances ».

Rows are known by « Clé », whatever she sorted, filtered, hid or inserted. Columns are found by
their headers, so she may also move them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.decisions import (
    Meaning,
    Understood,
    normalised,
    understand_reminder,
    understand_send_all,
)
from relocalisons.core.french import quote
from relocalisons.core.model import Cell, Decision, TabGrid
from relocalisons.core.reading.headers import column_letter

_SEND_ALL_LABEL = re.compile(r"decision pour tous .*semaine (?P<week>\d+) de (?P<year>\d{4})")

LINE_MARK = "#"
"""In a key of « Relances »: digest key, then this mark, then the finding key of one line."""

_EPOCH = date(1899, 12, 30)  # day 0 of Sheets


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
class DecisionTab:
    """Her words in one tab, exactly as typed; rows without a word are left out."""

    decisions: tuple[Decision, ...]
    send_all: str = ""
    send_all_week: str = ""  # the ISO week that its label names
    silent: frozenset[str] = frozenset()  # keys of rows in which she wrote nothing
    doubts: tuple[DecisionDoubt, ...] = ()

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
    header = _header(tab)
    send_all, week = _send_all(tab)
    if header is None:
        doubt = DecisionDoubt(
            cell="A1",
            key=None,
            message=f"L’onglet {quote(tab.title)} n’a plus de ligne d’en-tête avec "
            f"{quote('Décision')} et {quote('Clé')}. Rien n’y a été lu.",
        )
        # An empty tab is one that the service has not filled in yet.
        return DecisionTab(decisions=(), doubts=(doubt,) if any(map(any, tab.rows)) else ())
    found, doubts = _rows(tab, header=header)
    top, columns = header
    keys = {_at(row, columns["cle"]) for row in tab.rows[top + 1 :]} - {""}
    doubted = {doubt.key for doubt in doubts}
    return DecisionTab(
        decisions=tuple(found.values()),
        silent=frozenset(keys - set(found) - doubted),
        send_all=send_all,
        send_all_week=week,
        doubts=tuple(doubts),
    )


def reminder_verdicts(
    tab: DecisionTab,
    *,
    waiting: tuple[str, ...],
    week: str,
    alone: frozenset[str] = frozenset(),
) -> tuple[Mapping[str, Understood], tuple[DecisionDoubt, ...]]:
    """What to do with each waiting row of « Relances », by key; rows without decision left out.

    « tout envoyer » releases the mails of its own `week` (`2026-W10`) beside which she wrote
    nothing; left standing in the tab it says nothing about the next week. It never releases a
    line that names another partner (key with `#`), nor a mail of `alone`: those need their own
    « envoyer ».
    """
    words = tab.by_key()
    everything = understand_send_all(tab.send_all if tab.send_all_week == week else "")
    verdicts: dict[str, Understood] = {}
    doubts: list[DecisionDoubt] = []
    doubted = {doubt.key for doubt in tab.doubts}
    if not everything.is_clear:
        doubts.append(DecisionDoubt(cell="", key=None, message=everything.message))
    for key in waiting:
        own = understand_reminder(words[key].decision if key in words else "")
        if not own.is_clear:
            doubts.append(DecisionDoubt(cell="", key=key, message=own.message))
        elif own.meaning is not Meaning.NOTHING:
            verdicts[key] = own
        elif (
            everything.meaning is Meaning.SEND
            and key not in doubted | alone
            and LINE_MARK not in key
        ):
            verdicts[key] = everything
    return verdicts, tuple(doubts)


def _header(tab: TabGrid) -> tuple[int, Mapping[str, int]] | None:
    for number, row in enumerate(tab.rows):
        names = {normalised(_text(cell)): column for column, cell in enumerate(row)}
        if "cle" in names and "decision" in names:
            return number, names
    return None


def _send_all(tab: TabGrid) -> tuple[str, str]:
    """What she typed right of the label, and the week of the label."""
    for row in tab.rows:
        for column, cell in enumerate(row[:-1]):
            text = _text(cell)
            if "semaine" not in text.casefold():
                continue  # nearly all cells of a long tab: normalising each would be dear
            named = _SEND_ALL_LABEL.match(normalised(text))
            if named:
                return _text(row[column + 1]), f"{named['year']}-W{int(named['week']):02d}"
    return "", ""


def _rows(
    tab: TabGrid, *, header: tuple[int, Mapping[str, int]]
) -> tuple[dict[str, Decision], list[DecisionDoubt]]:
    top, columns = header
    found: dict[str, Decision] = {}
    doubts: list[DecisionDoubt] = []
    contradicted: set[str] = set()
    for number, row in enumerate(tab.rows[top + 1 :], start=top + 2):
        key = _at(row, columns["cle"])
        decision, note = _at(row, columns["decision"]), _at(row, columns.get("note"))
        if not key:
            if decision:
                doubts.append(_without_key(number, columns["decision"]))
            continue
        if not decision and not note:
            continue
        read = Decision(key=key, decision=decision, note=note)
        if found.setdefault(key, read) != read and key not in contradicted:
            contradicted.add(key)
            doubts.append(
                DecisionDoubt(
                    cell=f"{column_letter(columns['decision'])}{number}",
                    key=key,
                    message=f"Deux lignes de {quote(tab.title)} (dont la ligne {number}) sont la "
                    "même, avec des mots différents. Gardez-en une seule.",
                )
            )
    return {key: read for key, read in found.items() if key not in contradicted}, doubts


def _without_key(number: int, column: int) -> DecisionDoubt:
    return DecisionDoubt(
        cell=f"{column_letter(column)}{number}",
        key=None,
        message=f"La décision de la ligne {number} n’est sur aucune ligne du service "
        "(la colonne « Clé » est vide). Elle n’est pas suivie.",
    )


def _at(row: tuple[object, ...], column: int | None) -> str:
    return _text(row[column]) if column is not None and column < len(row) else ""


def _text(cell: object) -> str:
    """A cell as she sees it; a date alone is shown as a date, so that the message makes sense."""
    value = cell.value if isinstance(cell, Cell) else cell
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float | int):
        if isinstance(cell, Cell) and cell.format and "y" in cell.format.lower():
            return _shown_date(value)
        whole = isinstance(value, int) or value.is_integer()
        return str(int(value)) if whole else str(value)  # never « 6.12e+08 » for a telephone
    return str(value).strip()


def _shown_date(serial: float) -> str:
    return f"{_EPOCH + timedelta(days=int(serial)):%d/%m/%Y}"
