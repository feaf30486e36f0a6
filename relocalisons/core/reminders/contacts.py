"""Pure: « Contacts »: the last exchange with each partner, and what was promised."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.model import CellRef, Programme, TrackedFinding, Trait
from relocalisons.core.kernel.words.french import NBSP, format_long_date, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.replies.sentences import without_mark

_KEPT_FOR = timedelta(days=30)
_LONGEST = 160  # characters of what was said
_TOKEN = re.compile(r"\w+(?:[./-]\w+)*")
_TELLING = 4  # letters: « du » and « les » name nothing
_OF_A_TITLE = 2  # words by which a title is known


@dataclass(frozen=True, slots=True, kw_only=True)
class LastContact:
    """The latest line of a partner; `promised` is None without a day that is certain."""

    on: date
    person: str
    said: str
    promised: date | None
    place: CellRef | None = None  # where the promise stands

    @property
    def sentence(self) -> str:
        """« Dernier échange le 13 mars 2026 : promet le dossier pour la fin du mois »."""
        head = f"Dernier échange le {format_long_date(self.on)}"
        who = f" avec {typo(self.person)}" if self.person else ""
        said = shorten(typo(self.said), limit=_LONGEST) if self.said else ""
        return f"{head}{who}{NBSP}: {said}" if said else f"{head}{who}"

    def promise(self, *, as_of: date) -> str:
        """« Promis pour le 31 mars 2026 », with its delay once it is past; empty without one."""
        if self.promised is None:
            return ""
        words = f"Promis pour le {format_long_date(self.promised)}"
        return f"{words}, date passée" if self.promised < as_of else words


def broken_promises(programme: Programme, *, as_of: date) -> tuple[tuple[str, LastContact], ...]:
    """Partner code and its latest line, where what it promised was for today or before.

    Without any exchange since; an older promise is history. The oldest first.
    """
    found = [
        (each.promised, code, each)
        for code, each in last_contacts(programme).items()
        if each.promised is not None and as_of - _KEPT_FOR <= each.promised <= as_of
    ]
    return tuple((code, each) for _, code, each in sorted(found, key=lambda one: one[:2]))


def last_contacts(programme: Programme) -> dict[str, LastContact]:
    """Partner code → its latest line; days and names in doubt are left out.

    Two lines of one day: the lower one, which was written later.
    """
    last: dict[str, LastContact] = {}
    for code, line in _lines(programme):
        if code not in last or line.on >= last[code].on:
            last[code] = line
    return last


def _lines(programme: Programme) -> Iterator[tuple[str, LastContact]]:
    for row in programme.rows("contacts"):
        on, code = row.last_day("date"), programme.names.resolve(row.text("partner")).code
        if code is None or on is None:
            continue
        yield (
            code,
            LastContact(
                on=on,
                person=row.plain("person"),
                said=without_mark(row.plain("said")),
                promised=row.last_day("promised"),
                place=row.place.cell("promised"),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised of a finding, and when it is asked again if nothing came.

    `back` is the working day after `until`. `broken`: that day has come, and nobody spoke since.
    """

    partner: str
    on: date
    until: date
    back: date
    broken: bool


def promises_of(
    tracked: Iterable[TrackedFinding], *, programme: Programme, as_of: date
) -> Mapping[str, Promise]:
    """Key of each finding about which « Contacts » has a promise that waits, or was not kept.

    A line that names some of its partner's lines, by number or title, is about these; one that
    names none is about all that was told by then and about the dates of the plan. Of several the
    last counts. An old promise is history.
    """
    lines = _exchanges(programme)
    if not any(each.promised for of in lines.values() for each in of):
        return {}
    mine = [one for one in tracked if one.finding.partner in lines]
    calendar = working_days(programme)
    found: dict[str, Promise] = {}
    for partner, of in groupby(
        sorted(mine, key=lambda one: one.finding.partner or ""),
        key=lambda one: one.finding.partner or "",
    ):
        them = tuple(of)
        numbers = {_number(one) for one in them} | {
            row.identity.casefold()
            for name in programme.tables
            for row in programme.rows(name)
            if row.identity and row.partner == partner
        }
        for each in lines[partner]:
            named = _named(each, them, numbers)
            for one in them:
                if not _is_about(each, one, named):
                    continue
                if each.promised is not None:
                    found[one.finding.key] = _promise(partner, each, each.promised, calendar, as_of)
                elif (kept := found.get(one.finding.key)) is not None and (
                    named is not None or each.on >= kept.until
                ):
                    del found[one.finding.key]  # spoken of since
    return {
        key: one
        for key, one in found.items()
        if as_of < one.back or (one.broken and as_of - one.until <= _KEPT_FOR)
    }


def _promise(
    partner: str, line: LastContact, until: date, calendar: WorkCalendar, as_of: date
) -> Promise:
    back = calendar.day_at(calendar.index_of(until + timedelta(days=1)))
    return Promise(partner=partner, on=line.on, until=until, back=back, broken=as_of >= back)


def _exchanges(programme: Programme) -> Mapping[str, tuple[LastContact, ...]]:
    """Partner code → its lines, the oldest first; of one day the lower one is the later."""
    found: dict[str, list[LastContact]] = {}
    for code, line in _lines(programme):
        found.setdefault(code, []).append(line)
    return {code: tuple(sorted(of, key=lambda one: one.on)) for code, of in found.items()}


def _named(
    line: LastContact, findings: Iterable[TrackedFinding], numbers: set[str]
) -> frozenset[str] | None:
    """The numbers that a line names, by themselves or by a title; None where it names none."""
    typed = set(_TOKEN.findall(line.said.casefold()))
    named = {each for each in typed & numbers if not each.isdigit()}  # « le 20 » is a day
    words = set(re.findall(r"\w+", fold(line.said)))
    for one in findings:
        title = one.finding.label.partition(" – ")[2]
        telling = [each for each in re.findall(r"\w+", fold(title)) if len(each) >= _TELLING]
        if len(telling) >= _OF_A_TITLE and words.issuperset(telling[:_OF_A_TITLE]):
            named.add(_number(one))
    return frozenset(named) or None


def _is_about(line: LastContact, one: TrackedFinding, named: frozenset[str] | None) -> bool:
    if named is not None:
        return _number(one) in named
    return one.first_seen <= line.on or one.finding.kind.has(Trait.DATED)


def _number(one: TrackedFinding) -> str:
    return one.finding.label.partition(" – ")[0].casefold()
