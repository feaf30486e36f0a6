"""Pure: what « Tableau de bord » tells of a page: what is new, worse or better since she had one.

A state is news when its colour changes, a matter when it appears or grows worse, a forecast when
somebody can act on it and it moved by a week. What stands as it was told is counted (ADR 0086).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from relocalisons.core.kernel.words.french import NBSP, join_words
from relocalisons.core.pilotage.dashboard.findings import RAG_TINTS, Line, Part, Tells
from relocalisons.core.views.own_tab import CellValue, Tint, plain
from relocalisons.core.views.rag import Rag, status

PAGE = "page"  # the key under which it is remembered that a page was shown at all
WORTH_DAYS = 7  # a forecast that moved by less says nothing new
_SHOWN = 6  # in a row of several; the others are counted

_RANKS = {Tint.FINE: 0, Tint.NONE: 0, Tint.GREY: 1, Tint.WATCH: 2, Tint.ALERT: 3}
_WEEK = timedelta(days=7)


class _Move(StrEnum):
    """How a row differs from what was told of it; the value says it."""

    NEW = "nouveau"
    WORSE = "aggravé"
    BETTER = "✓ mieux"

    @classmethod
    def to(cls, rank: int, *, of: int) -> "_Move":
        """From one rank to another."""
        return cls.WORSE if rank > of else cls.BETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a page told of a row, and on which day: its tint; a forecast's days beside."""

    on: date
    said: Tint = Tint.NONE
    days: int | None = None

    @property
    def rank(self) -> int:
        """How grave it was."""
        return _RANKS[self.said]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What is told today, what is to be remembered of it, and how many rows stand as they were."""

    lines: tuple[Line, ...] = ()
    told: Mapping[str, Telling] = field(default_factory=dict[str, Telling])
    unchanged: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    part: Part
    line: Line

    @property
    def tint(self) -> Tint:
        return self.line[0]

    @property
    def cells(self) -> tuple[CellValue, ...]:
        return self.line[1]

    @property
    def days(self) -> int | None:
        days = self.cells[2] if len(self.cells) > 2 else None
        return days if isinstance(days, int) and self.part.tells is Tells.FORECASTS else None

    @property
    def key(self) -> str:
        # What is new and later settled are two moves of one subject.
        moved = f"{self.cells[0]}|" if self.part.tells is Tells.MOVES else ""
        return key_of(self.part, f"{moved}{self.cells[1]}")

    @property
    def rank(self) -> int:
        return _RANKS[self.tint]


def key_of(part: Part, name: str) -> str:
    """Under which a row is remembered: no word of people is kept."""
    words = f"{part.heading if part.tells is not Tells.MOVES else ''}|{name}"
    return f"{part.tells.value}:{hashlib.sha256(words.encode()).hexdigest()[:32]}"


def is_first_of_week(before: Mapping[str, Telling], *, as_of: date) -> bool:
    """Whether no page was shown in the week of that day yet."""
    page = before.get(PAGE)
    return page is None or page.on < as_of - timedelta(days=as_of.weekday())


def told_this_week(before: Mapping[str, Telling], *, as_of: date) -> frozenset[str]:
    """What pages of that week have named already, as `told_today` remembers it."""
    monday = as_of - timedelta(days=as_of.weekday())
    named = (key for key, one in before.items() if one.on >= monday)
    return frozenset(key.removeprefix(_NAMED) for key in named if key.startswith(_NAMED))


def told_today(names: Iterable[str], *, as_of: date) -> Mapping[str, Telling]:
    """What the part of « aujourd’hui » names, to be remembered."""
    return {f"{_NAMED}{name}": Telling(on=as_of) for name in names}


_NAMED = f"{Tells.TODAY.value}:"


def is_pressing(part: Part) -> bool:
    """Whether a row of it is ■: nothing says beside it that nothing presses."""
    return any(tint is Tint.ALERT for tint, _ in part.all_lines)


def what_changed(parts: Iterable[Part], before: Mapping[str, Telling], *, as_of: date) -> Changed:
    """What is told of these parts, given what the last pages told (`before`: by key of a row).

    Without a page before nothing has changed: only alerts that no other line tells are told. What
    went is not remembered, so that its return is news again.
    """
    parts = tuple(parts)
    rows = [_Row(part=part, line=line) for part in parts for line in part.all_lines]
    states = _state_lines(rows, parts, before)
    lines = [line for row in rows if (line := _news(row, before, as_of=as_of)) is not None]
    told = {row.key: _remembered(row, before, as_of=as_of) for row in rows}
    for part in parts:
        told |= {key_of(part, name): Telling(on=as_of, said=Tint.FINE) for name in part.fine}
    once = {
        key: one
        for key, one in before.items()
        if key.startswith(_ONCE) and one.on > as_of - _WEEK and key not in told
    }
    return Changed(
        lines=(*states.lines, *lines),
        told={**once, **told, PAGE: Telling(on=as_of)},
        unchanged=len(rows) - len(lines) - states.rows,
    )


# What moved once is told once: it is no row that goes on.
_ONCE = (f"{Tells.MOVES.value}:", _NAMED)


def _news(row: _Row, before: Mapping[str, Telling], *, as_of: date) -> Line | None:
    """The row as it is told, None where it stands as it was."""
    known = before.get(row.key)
    match row.part.tells:
        case Tells.MATTERS:
            if known is not None and row.rank <= known.rank and not _is_worse(row):
                return None
            first = row.cells[0]
        case Tells.MOVES:
            if known is not None and known.on > as_of - _WEEK and not _is_worse(row):
                return None
            first = row.cells[0]
        case Tells.FORECASTS:
            word = _moved(row, known) if PAGE in before and row.cells[4] else None
            if word is None:
                return None
            first = f"{row.cells[0]}, {word}"
        case _:
            return None
    return row.tint, (first, _in_one_cell(row.cells), *row.cells[4:6])


def _is_worse(row: _Row) -> bool:
    return row.cells[1] in row.part.worse


def _moved(row: _Row, known: Telling | None) -> _Move | None:
    """How a forecast moved; None where that says nothing new."""
    if known is None:
        return _Move.NEW
    if row.rank != known.rank:
        return _Move.to(row.rank, of=known.rank)
    days, told = row.days or 0, known.days or 0
    return _Move.to(days, of=told) if abs(days - told) >= WORTH_DAYS else None


def _in_one_cell(cells: Sequence[CellValue]) -> CellValue:
    """The subject, and under it what is found of it: a phone shows both without a swipe."""
    said = str(cells[3]) if len(cells) > 3 else ""
    return plain("\n".join(text.lstrip("'") for text in (str(cells[1]), said) if text))


def _remembered(row: _Row, before: Mapping[str, Telling], *, as_of: date) -> Telling:
    """As it stands from today on; a forecast keeps the days that were told, until they are again.

    So one that creeps by a day each day is told when a week has come together.
    """
    known = before.get(row.key)
    if known is None:
        return Telling(on=as_of, said=row.tint, days=row.days)
    if row.part.tells is Tells.FORECASTS and not _moved(row, known):
        return Telling(on=as_of, said=row.tint, days=known.days)
    if row.part.tells is Tells.MOVES and _news(row, before, as_of=as_of) is None:
        return known
    return Telling(on=as_of, said=row.tint, days=row.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class _States:
    lines: tuple[Line, ...]
    rows: int  # of the page, that these lines tell


def _state_lines(
    rows: Sequence[_Row], parts: Sequence[Part], before: Mapping[str, Telling]
) -> _States:
    """A line a part and movement: who turned worse or better; the reason is in « À faire »."""
    if PAGE not in before:
        return _States(lines=(), rows=0)
    moved: dict[tuple[str, Tint, _Move], list[str]] = {}
    shown = 0
    for row in rows:
        if row.part.tells is not Tells.STATES:
            continue
        known = before.get(row.key)
        rank = known.rank if known is not None else 0
        if row.rank != rank:
            word = _Move.to(row.rank, of=rank)
            moved.setdefault((row.part.heading, row.tint, word), []).append(_name(row.cells))
            shown += 1
    for part in parts:
        well = [
            name
            for name in part.fine
            if (known := before.get(key_of(part, name))) is not None and known.rank > 0
        ]
        if well:
            moved.setdefault((part.heading, Tint.FINE, _Move.BETTER), []).extend(map(_short, well))
    lines = tuple(
        (tint, (f"{_shown(tint)}, {word}", plain(f"{heading}{NBSP}: {_some(names)}"), "", ""))
        for (heading, tint, word), names in moved.items()
    )
    return _States(lines=lines, rows=shown)


def states_of_week(parts: Iterable[Part]) -> tuple[Line, ...]:
    """A line a part and colour: who does not stand well, as a week begins."""
    return tuple(_states_of_week(parts))


def _states_of_week(parts: Iterable[Part]) -> Iterator[Line]:
    for part in parts:
        if part.tells is not Tells.STATES:
            continue
        named: dict[Tint, list[str]] = {}
        for tint, cells in part.all_lines:
            if _RANKS[tint]:
                named.setdefault(tint, []).append(_name(cells))
        for tint in sorted(named, key=lambda each: -_RANKS[each]):
            said = plain(f"{part.heading}{NBSP}: {_some(named[tint])}")
            yield tint, (_shown(tint), said, "", "")


def _name(cells: Sequence[CellValue]) -> str:
    return _short(str(cells[1]).lstrip("'"))


def _short(name: str) -> str:
    """« P07 » of « P07 – EARL Les Jardins du Riou »."""
    return name.partition(" – ")[0]


def _some(names: Sequence[str]) -> str:
    if len(names) <= _SHOWN:
        return join_words(names)
    return f"{', '.join(names[:_SHOWN])} et {len(names) - _SHOWN}{NBSP}autres"


_LEVELS = {tint: level for level, tint in RAG_TINTS.items() if level is not Rag.DONE}


def _shown(tint: Tint) -> str:
    return status(_LEVELS[tint]).text
