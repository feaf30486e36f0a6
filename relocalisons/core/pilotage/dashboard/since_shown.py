"""Pure: what « Tableau de bord » tells of a page: what is new, worse or better since she had one.

A state is news when its colour changes, a matter when it appears or grows worse, a forecast when
somebody can act on it and it moved by a week. What stands as it was told is counted (ADR 0086).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from relocalisons.core.kernel.words.french import NBSP, THIN, count_of, name_some, plural_word
from relocalisons.core.pilotage.dashboard.findings import Line, Part, Tells
from relocalisons.core.views.own_tab import CellValue, Formula, Tint, plain
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
    nth: int = 0  # of those of the part that name the same

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
        return f"{key_of(self.part, self.name)}{f'#{self.nth}' if self.nth else ''}"

    @property
    def name(self) -> str:
        """What it is about, of one movement (settled is another than new) or with one partner."""
        match self.part.tells:
            case Tells.MOVES:
                return f"{self.cells[0]}|{self.cells[1]}"
            case Tells.FORECASTS:
                return f"{self.cells[1]}|{self.cells[4]}"
            case _:
                return str(self.cells[1])

    @property
    def rank(self) -> int:
        return _RANKS[self.tint]


def key_of(part: Part, name: str) -> str:
    """Under which a row is remembered: no word of people is kept."""
    words = f"{part.heading if part.tells is not Tells.MOVES else ''}|{name}"
    return f"{part.tells.value}:{_digest(words)}"


def is_first_of_week(before: Mapping[str, Telling], *, as_of: date) -> bool:
    """Whether no page was shown in the week of that day yet."""
    page = before.get(PAGE)
    return page is None or page.on < as_of - timedelta(days=as_of.weekday())


def told_this_week(
    names: Iterable[str], before: Mapping[str, Telling], *, as_of: date
) -> frozenset[str]:
    """Which of these acts a page of that week has named already, as `told_today` remembers it."""
    monday = as_of - timedelta(days=as_of.weekday())
    known = {name: before.get(_named_key(name)) for name in names}
    return frozenset(name for name, one in known.items() if one is not None and one.on >= monday)


def told_today(names: Iterable[str], *, as_of: date) -> Mapping[str, Telling]:
    """What the part of « aujourd’hui » names, to be remembered."""
    return {_named_key(name): Telling(on=as_of) for name in names}


def _named_key(name: str) -> str:
    return f"{_NAMED}{_digest(name)}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:32]


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
    rows = [row for part in parts for row in _rows_of(part)]
    states = _state_lines(rows, parts, before)
    news = [line for row in rows if (line := _news(row, before, as_of=as_of)) is not None]
    told = {row.key: _remembered(row, before, as_of=as_of) for row in rows}
    for part in parts:
        told |= {key_of(part, name): Telling(on=as_of, said=Tint.FINE) for name in part.fine}
    once = {
        key: one
        for key, one in before.items()
        if key.startswith(_ONCE) and one.on > as_of - _WEEK and key not in told
    }
    return Changed(
        lines=(*states.lines, *_settled_together(news)),
        told={**once, **told, PAGE: Telling(on=as_of)},
        unchanged=len(rows) - len(news) - states.rows,
    )


# What was told within the week is not told again because it was away for some days.
_ONCE = tuple(f"{each.value}:" for each in Tells if each is not Tells.STATES)


def _rows_of(part: Part) -> Iterator[_Row]:
    seen = Counter[str]()
    for line in part.all_lines:
        row = _Row(part=part, line=line)
        yield replace(row, nth=seen[row.name])
        seen[row.name] += 1


def _settled_together(lines: Sequence[Line]) -> Iterator[Line]:
    """What is settled asks for nothing: one row names it, behind the others."""
    settled = [cells for tint, cells in lines if tint is Tint.FINE]
    yield from (line for line in lines if line[0] is not Tint.FINE)
    if len(settled) == 1:
        yield Tint.FINE, settled[0]
    elif settled:
        names = [str(cells[1]).partition("\n")[0].lstrip("'") for cells in settled]
        said = plain(f"{THIN}; ".join(names[:_SHOWN]))
        rest = len(names) - _SHOWN
        more = f"{THIN}; et {count_of(rest, 'autre')}" if rest > 0 else ""
        yield Tint.FINE, (f"✓ {count_of(len(names), 'résolu')}", f"{said}{more}", "", "", "")


def _news(row: _Row, before: Mapping[str, Telling], *, as_of: date) -> Line | None:
    """The row as it is told, None where it stands as it was."""
    known = before.get(row.key)
    match row.part.tells:
        case Tells.MATTERS:
            if known is not None and row.rank <= known.rank and not _is_moved(row):
                return None
            first = row.cells[0]
        case Tells.MOVES:
            if known is not None and known.on > as_of - _WEEK and not _is_moved(row):
                return None
            first = row.cells[0]
        case Tells.FORECASTS:
            word = _moved(row, known) if PAGE in before and row.cells[4] else None
            if word is None:
                return None
            first = f"{row.cells[0]}, {word}"
        case _:
            return None
    since = "" if row.part.tells is Tells.FORECASTS else row.cells[2]
    return row.tint, (first, _in_one_cell(row.cells), since, *row.cells[4:6])


def _is_moved(row: _Row) -> bool:
    return row.cells[1] in row.part.moved


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
    """A line a part and movement: who turned worse or better."""
    if PAGE not in before:
        return _States(lines=(), rows=0)
    moved: dict[tuple[str, str, _Move], list[_Row]] = {}
    well: dict[str, list[str]] = {}
    for row in rows:
        if row.part.tells is not Tells.STATES:
            continue
        known = before.get(row.key)
        if row.rank != (known.rank if known is not None else 0):
            move = _Move.to(row.rank, of=known.rank) if known is not None else _Move.NEW
            moved.setdefault((row.part.columns[1], str(row.cells[0]), move), []).append(row)
    for part in parts:
        for name in part.fine:
            if (known := before.get(key_of(part, name))) is not None and known.rank > 0:
                well.setdefault(part.columns[1], []).append(_short(name))
    lines = [
        (
            of[0].tint,
            (
                f"{state}, {move}",
                _with_reason(kind, of),
                "",
                "",
                _opening(of),
            ),
        )
        for (kind, state, move), of in moved.items()
    ]
    fine = status(Rag.GOOD).text
    lines += [
        (Tint.FINE, (f"{fine}, {_Move.BETTER}", _named(kind, names), "", "", ""))
        for kind, names in well.items()
    ]
    return _States(lines=tuple(lines), rows=sum(map(len, moved.values())))


def _with_reason(kind: str, rows: Sequence[_Row]) -> CellValue:
    """Who they are, and under a single one why."""
    named = _named(kind, [_name(row.cells) for row in rows])
    reason = str(rows[0].cells[3]).lstrip("'") if len(rows) == 1 else ""
    return f"{named}\n{reason}" if reason else named


def _opening(rows: Sequence[_Row]) -> CellValue:
    """What opens the act behind the state of a single one."""
    cells = rows[0].cells if len(rows) == 1 else ()
    return next((cell for cell in cells if isinstance(cell, Formula)), "")


def states_of_week(parts: Iterable[Part]) -> tuple[Line, ...]:
    """A line a part and colour: who does not stand well, as a week begins."""
    return tuple(_states_of_week(parts))


def _states_of_week(parts: Iterable[Part]) -> Iterator[Line]:
    for part in parts:
        if part.tells is not Tells.STATES:
            continue
        named: dict[tuple[Tint, str], list[str]] = {}
        for tint, cells in part.all_lines:
            if _RANKS[tint]:
                named.setdefault((tint, str(cells[0])), []).append(_name(cells))
        for tint, state in sorted(named, key=lambda each: -_RANKS[each[0]]):
            said = _named(part.columns[1], named[tint, state])
            yield tint, (state, said, "", "", "")


def _name(cells: Sequence[CellValue]) -> str:
    return _short(str(cells[1]).lstrip("'"))


def _short(name: str) -> str:
    """« P07 » of « P07 – EARL Les Jardins du Riou »."""
    return name.partition(" – ")[0]


def _named(kind: str, names: Sequence[str]) -> str:
    """« Partenaires : P02, P07 et 11 autres »."""
    return plain(f"{plural_word(len(names), kind)}{NBSP}: {name_some(names, limit=_SHOWN)}")
