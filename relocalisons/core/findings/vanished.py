"""Pure: lines that have gone from the tables: a deletion is an event to report, never silence.

Three sources say so: the frozen planning (an action of it that no plan holds), the readings before
this one (a line with a number that stood there), and what was told already: it is told again until
the line is back or she decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from relocalisons.core.changes import ChangeKind, changes_between
from relocalisons.core.findings.wording import contact_of
from relocalisons.core.french import NBSP, format_long_date, quote, shorten, typo
from relocalisons.core.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    Programme,
    Severity,
    Snapshot,
)
from relocalisons.core.names import fold
from relocalisons.core.schema import BY_NAME
from relocalisons.core.sources import Parameters, SourceEntry

_OUT_OF_REACH = frozenset(
    (
        FindingKind.SOURCE_UNREACHABLE,
        FindingKind.TAB_MISSING,
        FindingKind.COLUMN_MISSING,
        FindingKind.TABLE_EMPTIED,
    )
)
_LONGEST_NAME = 60  # characters of what the line was called


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneLine:
    """A line with a number that stood in a table when it was read at `seen`.

    `owner` is a partner code or « pilotage »; `words` is what it was called, maybe nothing.
    """

    owner: str
    table: str
    number: str
    words: str
    tab: CellRef  # the tab, not the cell: another line stands there now
    seen: datetime

    @property
    def subject(self) -> str:
        """How the finding's key ends; an action is one of the whole programme."""
        if self.table == "actions":
            return self.number
        return f"{self.owner}/{self.table}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """What earlier readings tell: lines gone since, and what is still told of older ones."""

    gone: tuple[GoneLine, ...] = ()
    told: tuple[Finding, ...] = field(default_factory=tuple)


def lines_gone(
    before: Snapshot,
    after: Snapshot,
    *,
    entries: Iterable[SourceEntry],
    parameters: Parameters | None = None,
) -> tuple[GoneLine, ...]:
    """Lines with a number that are in `before` and not in `after`.

    A line that says the same under another number was renumbered; a table out of sight has lost
    nothing.
    """
    return tuple(
        GoneLine(
            owner=change.owner,
            table=change.table,
            number=change.row,
            words=change.title,
            tab=replace(change.place, cell=""),
            seen=before.read_at,
        )
        for change in changes_between(before, after, entries=entries, parameters=parameters)
        if change.kind is ChangeKind.REMOVED and change.has_number
    )


def find_vanished(
    programme: Programme, *, baseline: Mapping[str, date], vanished: Vanished | None = None
) -> tuple[Finding, ...]:
    """Lines that no table holds any more; struck lines are still there.

    While a table cannot be read nothing new is concluded from the frozen planning: a plan out of
    reach has lost no line. What was told stays told.
    """
    known = vanished or Vanished()
    present = _Present.of(programme)
    found = [
        _of_line(line, programme=programme, baseline=baseline)
        for line in known.gone
        if not present.has(line.subject)
    ]
    found += [one for one in known.told if not present.has(one.subject)]
    if not any(finding.kind in _OUT_OF_REACH for finding in programme.findings):
        found += _of_baseline(baseline, present=present)
    kept: dict[str, Finding] = {}
    for one in found:
        kept.setdefault(one.subject, one)
    return tuple(kept[subject] for subject in sorted(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Present:
    """Every number that stands in a table today; of partners' own pieces, in whose table."""

    actions: frozenset[str]
    numbers: Mapping[str, frozenset[str]]  # table → numbers, folded
    owned: frozenset[tuple[str, str, str]]  # owner, table, number

    @classmethod
    def of(cls, programme: Programme) -> "_Present":
        owned = {
            (table.owner, name, fold(row.identity))
            for name, tables in programme.tables.items()
            for table in tables
            for row in table.rows
            if row.identity
        }
        numbers: dict[str, set[str]] = {}
        for _, name, number in owned:
            numbers.setdefault(name, set()).add(number)
        return cls(
            actions=frozenset(fold(action.number) for action in programme.actions)
            | frozenset(numbers.get("actions", ())),
            numbers={name: frozenset(found) for name, found in numbers.items()},
            owned=frozenset(owned),
        )

    def has(self, subject: str) -> bool:
        """Whether the line is back, maybe in another workbook; expenses are numbered apart."""
        owner, _, rest = subject.partition("/")
        table, _, number = rest.partition("/")
        if not number:
            return fold(subject) in self.actions
        if table == "expenses":
            return (owner, table, fold(number)) in self.owned
        return fold(number) in self.numbers.get(table, frozenset())


def _of_line(line: GoneLine, *, programme: Programme, baseline: Mapping[str, date]) -> Finding:
    table = BY_NAME[line.table]
    partner = programme.partner(line.owner)
    called = f" ({quote(typo(shorten(line.words, limit=_LONGEST_NAME)))})" if line.words else ""
    who = f"Demander à {contact_of(partner)} si c’est voulu. " if partner else ""
    keep = "une action abandonnée se dit dans « Statut », sans supprimer sa ligne. "
    return Finding(
        kind=FindingKind.ROW_DELETED,
        subject=line.subject,
        partner=partner.code if partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=f"{line.number}{called} n’est plus dans {quote(typo(table.title))} "
        f"({quote(typo(line.tab.workbook))}){NBSP}: sa ligne a été supprimée ou renumérotée.",
        action=typo(
            f"{who}{keep.capitalize() if line.table == 'actions' else ''}Sinon, rétablir la ligne "
            "par « Fichier, Historique des versions » du classeur."
        ),
        label=f"{line.number} – ligne disparue",
        detail=f"Lue pour la dernière fois le {format_long_date(line.seen.date())}."
        + _frozen_end(line.number if line.table == "actions" else "", baseline),
        evidence=(line.tab,),
    )


def _frozen_end(number: str, baseline: Mapping[str, date]) -> str:
    if number not in baseline:
        return ""
    return f" Fin prévue au planning de référence{NBSP}: {format_long_date(baseline[number])}."


def _of_baseline(baseline: Mapping[str, date], *, present: _Present) -> Iterator[Finding]:
    for number in sorted(baseline):
        if present.has(number):
            continue
        yield Finding(
            kind=FindingKind.ROW_DELETED,
            subject=number,
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"L’action {number} du planning de référence n’est plus dans aucun plan "
            f"d’action{NBSP}: sa ligne a été supprimée ou renumérotée.",
            action="Demander au partenaire si l’action est abandonnée (le dire dans «\u00a0Statut"
            "\u00a0», sans supprimer la ligne) ou rétablir la ligne par l’historique du classeur.",
            label=number,
            detail=_frozen_end(number, baseline).strip(),
        )
