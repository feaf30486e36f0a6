"""Pure: lines that have gone from the tables: a deletion is an event to report, never silence.

Three sources say so: the frozen planning (an action of it that no plan holds), the lines known by
name that no table holds, and what was told already: it is told again until the line is back or she
decides. A line numbered anew is the same line; one that may be another one is asked about.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from relocalisons.core.assessment.as_it_stood import AsItStood, as_it_stood
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    KnownLine,
    Programme,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import contact_of
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_long_date,
    join_words,
    name_some,
    plural_word,
    quote,
    shorten,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.programme.findings.reading_findings import FOLLOWED
from relocalisons.core.programme.lines.known import called, called_before, key_of
from relocalisons.core.sources.changes import title_of
from relocalisons.core.sources.structure import SourceKind
from relocalisons.core.tables import BY_NAME

_LONGEST_NAME = 60  # characters of what the line was called


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneLine:
    """A line that stood in a table when it was read at `seen`.

    `owner` is a partner code or « pilotage »; `words` is what it was called, maybe nothing;
    `stood`: what it was, if it was an open action; `gone_at`: with what else it went.
    """

    owner: str
    table: str
    name: str
    number: str  # as people know it; empty without
    words: str
    tab: CellRef  # the tab, not the cell: another line stands there now
    seen: datetime
    stood: AsItStood | None = None
    gone_at: datetime | None = None

    @property
    def subject(self) -> str:
        """How the finding's key ends; an action is one of the whole programme."""
        return _subject(self.table, self.owner, self.name)


def _subject(table: str, owner: str, name: str) -> str:
    return name if table == "actions" else f"{owner}/{table}/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanished:
    """What is still told of lines gone, and of tables that lost all their lines."""

    told: tuple[Finding, ...] = field(default_factory=tuple)


def lines_gone(programme: Programme) -> tuple[GoneLine, ...]:
    """Lines that left their table for a week at most, and stand in nobody else's."""
    tabs = {
        (table.table.name, table.workbook.file_id, table.tab.sheet_id): replace(
            table.place(1).cell(""), cell=""
        )
        for tables in programme.tables.values()
        for table in tables
    }
    standing = {
        (row.table.name, *called(row))
        for tables in programme.tables.values()
        for table in tables
        for row in table.rows
    }
    return tuple(
        GoneLine(
            owner=line.owner,
            table=line.table,
            name=line.name,
            number=line.number,
            words=line.title,
            tab=tab,
            seen=line.seen,
            stood=as_it_stood(
                programme.last_rows.get(key_of(line)), names=programme.names, as_of=programme.as_of
            ),
            gone_at=line.gone_at,
        )
        for line in programme.gone_lines
        if line.table in FOLLOWED
        and (tab := tabs.get((line.table, line.file_id, line.sheet_id))) is not None
        and (line.table, *called_before(line)) not in standing
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
    found: list[Finding] = []
    memory = {_subject(one.table, one.owner, one.name): one for one in programme.lines}
    for one in (one for one in known.told if one.kind is LineKind.ROW_DELETED):
        away = [each for each in one.subjects if not _is_back(memory.get(each), each, present)]
        if not one.members and present.has_another(one):
            found.append(_taken(one, present))
        elif away:
            found.append(_partly_back(one, back=len(one.subjects) - len(away)))
    told = frozenset(subject for one in found for subject in one.subjects)
    gone = [line for line in lines_gone(programme) if line.subject not in told]
    found += _of_lines(gone, programme=programme, baseline=baseline)
    if not any(finding.kind.has(Trait.OUT_OF_REACH) for finding in programme.findings):
        told = frozenset(subject for one in found for subject in one.subjects)
        rest = {number: end for number, end in baseline.items() if number not in told}
        found += _of_baseline(rest, present=present)
    kept: dict[str, Finding] = {}
    for one in found:
        kept.setdefault(one.subject, one)
    return (
        *(kept[subject] for subject in sorted(kept)),
        *_still_empty(known.told, programme=programme),
    )


def _is_back(line: KnownLine | None, subject: str, present: "_Present") -> bool:
    return present.has(subject) if line is None else line.gone_at is None


def _partly_back(one: Finding, *, back: int) -> Finding:
    """Of many lines that went at once, how many are back since."""
    said, _, _ = one.detail.partition(_SINCE)
    are = plural_word(back, "est revenue", "sont revenues")
    return replace(one, detail=f"{said}{_SINCE} {back} {are}.") if back else one


_SINCE = " Depuis,"


def _still_empty(told: Iterable[Finding], *, programme: Programme) -> Iterator[Finding]:
    """Tables erased so long ago that no reading is left to compare with, and still empty."""
    tables = {
        (table.workbook.file_id, table.tab.sheet_id): len(table.rows)
        for entries in programme.tables.values()
        for table in entries
    }
    today = {finding.key for finding in programme.findings}
    for one in told:
        place = next(iter(one.evidence), None)
        if one.kind is not SourceKind.TABLE_EMPTIED or place is None or one.key in today:
            continue
        if tables.get((place.file_id, place.sheet_id)) == 0:
            yield replace(
                one,
                action="Restaurer une version précédente du classeur, ou répondre "
                f"{quote('sans objet')} si ces lignes sont à oublier. Rien n’en est conclu.",
            )


def _taken(one: Finding, present: "_Present") -> Finding:
    """A line that is gone, and whose number another one bears now: nobody knows if it is the same.

    Its words stay: they are how it will be known again.
    """
    now = join_words(
        [quote(typo(shorten(each, limit=_LONGEST_NAME))) for each in present.called(one)]
    )
    last, _, _ = one.detail.partition(_NUMBER_TAKEN)
    return replace(
        one, detail=f"{last.strip()} {_NUMBER_TAKEN} {now}{NBSP}: est-ce la même\u202f?".strip()
    )


_NUMBER_TAKEN = "Ce numéro désigne maintenant"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Present:
    """Every number that stands in a table today; of partners' own pieces, in whose table."""

    actions: frozenset[str]
    numbers: Mapping[str, frozenset[str]]  # table → numbers, folded
    owned: frozenset[tuple[str, str, str]]  # owner, table, number
    words: Mapping[tuple[str, str], tuple[str, ...]]  # table, number → what its lines are called

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
        words: dict[tuple[str, str], tuple[str, ...]] = {}
        for name, tables in programme.tables.items():
            for row in (row for table in tables for row in table.rows if row.identity):
                line = name, fold(row.identity)
                words[line] = (*words.get(line, ()), title_of(row))
        return cls(
            actions=frozenset(fold(action.key) for action in programme.actions)
            | frozenset(numbers.get("actions", ())),
            numbers={name: frozenset(found) for name, found in numbers.items()},
            owned=frozenset(owned),
            words=words,
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

    def called(self, one: Finding) -> tuple[str, ...]:
        """What the lines that bear the number of a line told before are called today."""
        _, _, rest = one.subject.partition("/")
        table, _, number = rest.partition("/")
        return self.words.get(
            (table, fold(number)) if number else ("actions", fold(one.subject)), ()
        )

    def has_another(self, one: Finding) -> bool:
        """Whether its number is back beside other words, where words were told of it."""
        said = self.called(one)
        known = _OPENS_WORDS in one.title
        return known and any(said) and not any(_called(each) in one.title for each in said)


_OPENS_WORDS = " («"


def _called(words: str) -> str:
    return f" ({quote(typo(shorten(words, limit=_LONGEST_NAME)))})" if words else ""


def _of_lines(
    lines: Iterable[GoneLine], *, programme: Programme, baseline: Mapping[str, date]
) -> Iterator[Finding]:
    """One finding a line; many lines gone from one table at once are one."""
    together: dict[tuple[str, str, CellRef, datetime | None], list[GoneLine]] = {}
    for line in lines:
        together.setdefault((line.owner, line.table, line.tab, line.gone_at), []).append(line)
    for several in together.values():
        if len(several) <= TOLD_ONE_BY_ONE:
            for line in several:
                yield _of_line(line, programme=programme, baseline=baseline)
        else:
            yield _of_many(several, programme=programme)


TOLD_ONE_BY_ONE = 3


def _of_line(line: GoneLine, *, programme: Programme, baseline: Mapping[str, date]) -> Finding:
    table = BY_NAME[line.table]
    called = _called(line.words)
    what = f"{line.number}{called}" if line.number else f"Une ligne{called}"
    what_happened = "supprimée ou renumérotée" if line.number else "supprimée"
    label = f"{line.number} – ligne disparue" if line.number else "ligne disparue"
    return _gone(
        line,
        programme=programme,
        title=f"{what} n’est plus dans {quote(typo(table.title))} "
        f"({quote(typo(line.tab.workbook))}){NBSP}: sa ligne a été {what_happened}.",
        label=label,
        headline=f"{label}, {line.stood.what}" if line.stood else "",
        detail=(f"{line.stood.sentence} " if line.stood else "")
        + f"Lue pour la dernière fois le {format_long_date(line.seen.date())}."
        + _frozen_end(line.name if line.table == "actions" else "", baseline),
    )


def _of_many(lines: list[GoneLine], *, programme: Programme) -> Finding:
    first = min(lines, key=lambda line: line.name)
    table = BY_NAME[first.table]
    examples = join_words([quote(typo(shorten(one.words, limit=_LONGEST_NAME)))
                           for one in lines[:TOLD_ONE_BY_ONE] if one.words])  # fmt: skip
    numbered = all(one.number for one in lines)
    gone = _gone(
        first,
        programme=programme,
        title=f"{len(lines)} lignes ne sont plus dans {quote(typo(table.title))} "
        f"({quote(typo(first.tab.workbook))}){NBSP}: elles ont été supprimées"
        + (" ou renumérotées." if numbered else "."),
        label=f"{len(lines)} lignes disparues",
        detail=f"Lues pour la dernière fois le {format_long_date(first.seen.date())}"
        + (f", dont {examples}." if examples else ".")
        + _unfinished(lines),
    )
    return replace(
        gone, members=tuple(f"{LineKind.ROW_DELETED.value}:{one.subject}" for one in lines)
    )


def _unfinished(lines: Iterable[GoneLine]) -> str:
    """« 12 n’étaient pas finies : 3.3 (était bloquée), … », of actions."""
    names = [
        f"{line.number or quote(typo(shorten(line.words, limit=_LONGEST_NAME)))} ({one.what})"
        for line in lines
        if (one := line.stood) is not None
    ]
    if not names:
        return ""
    are = plural_word(len(names), "n’était pas finie", "n’étaient pas finies")
    return f" {len(names)} {are}{NBSP}: {name_some(names)}."


def _gone(
    line: GoneLine,
    *,
    programme: Programme,
    title: str,
    label: str,
    detail: str,
    headline: str = "",
) -> Finding:
    partner = programme.partner(programme.names.code_of(line.owner))
    who = f"Demander à {contact_of(partner)} si c’est voulu. " if partner else ""
    keep = "une action abandonnée se dit dans « Statut », sans supprimer sa ligne. "
    return Finding(
        kind=LineKind.ROW_DELETED,
        subject=line.subject,
        partner=partner.code if partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION,
        title=title,
        action=typo(
            f"{who}{keep.capitalize() if line.table == 'actions' else ''}Sinon, rétablir la ligne "
            "par « Fichier, Historique des versions » du classeur."
        ),
        label=label,
        headline=headline,
        detail=detail,
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
            kind=LineKind.ROW_DELETED,
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
