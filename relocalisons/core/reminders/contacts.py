"""Pure: « Contacts »: the exchanges with each partner, the last one, and what was promised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.model import CellRef, Programme
from relocalisons.core.kernel.words.french import NBSP, format_long_date, shorten, typo
from relocalisons.core.replies.sentences import without_mark

KEPT_FOR = timedelta(days=30)  # an older promise is history
_LONGEST = 160  # characters of what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class LastContact:
    """A line of a partner; `promised` is None without a day that is certain."""

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


def exchanges(programme: Programme) -> Mapping[str, tuple[LastContact, ...]]:
    """Partner code → its lines, the oldest first; of one day the lower one is the later."""
    found: dict[str, list[LastContact]] = {}
    for code, line in _lines(programme):
        found.setdefault(code, []).append(line)
    return {code: tuple(sorted(of, key=lambda one: one.on)) for code, of in found.items()}
