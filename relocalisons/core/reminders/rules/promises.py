"""Pure: what the promises of « Contacts » are about: the lines that they name, and no others.

A line with « Promis pour le » names what it promises: by number, by title, or by the kind of paper
(« la feuille de temps ») that its partner owes. One that names none holds back nothing but the next
call to that person. Words of doubt, or of who comes to a meeting, promise nothing.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.model import (
    Action,
    Deliverable,
    Finding,
    Programme,
    TrackedFinding,
    once_a_programme,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.rows import producer_rows
from relocalisons.core.reminders.contacts import KEPT_FOR, LastContact, exchanges
from relocalisons.core.reminders.rules.words import (
    Paper,
    clauses_of,
    is_doubtful,
    is_presence,
    may_be_one_person,
    may_be_one_promise,
    papers_in,
)

_TOKEN = re.compile(r"\w+(?:[./-]\w+)*")
_TELLING: Final = 4  # letters: « du » and « les » name nothing
_OF_A_TITLE: Final = 2  # words by which a title is known
_LONG: Final = 5  # letters of the noun of a title that names it alone: « guide », not « plan »
# The first word of the kind of a finding that asks for a paper.
_ASKED_AS = {
    "timesheet": Paper.TIMESHEET,
    "attestation": Paper.ATTESTATION,
    "certificate": Paper.CERTIFICATE,
    "agreement": Paper.AGREEMENT,
    "contribution": Paper.CONTRIBUTION,
}
# Where papers are kept of which a finding tells the lack.
_KEPT_IN = {
    **dict.fromkeys(
        (Paper.PIECES, Paper.INVOICE, Paper.QUOTE, Paper.PROOF, Paper.PAYSLIP), "expenses"
    ),
    Paper.TIMESHEET: "timesheets",
    Paper.ATTESTATION: "attestations",
    Paper.CERTIFICATE: "certificates",
    Paper.CONTRIBUTION: "contributions",
}
_EVIDENCE: Final = "evidence"  # of an expense: what it lacks is in its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was promised, and when it is asked again if nothing came.

    `contact` is its line of « Contacts ». `back` is the working day after `until`. `broken`: that
    day has come, and nobody spoke since.
    """

    partner: str
    contact: LastContact
    until: date
    back: date
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Those that wait, or were not kept: key of a finding → what was promised of it (`lines`);
    partner → what names no line, of whoever is telephoned there (`people`).
    """

    lines: Mapping[str, Promise] = field(default_factory=dict[str, Promise])
    people: Mapping[str, Promise] = field(default_factory=dict[str, Promise])

    def waits_for(self, finding_key: str) -> Promise | None:
        """The promise of a finding whose day has not passed."""
        found = self.lines.get(finding_key)
        return found if found is not None and not found.broken else None

    def holds_call(self, partner: str) -> Promise | None:
        """The one that names no line, for which nobody telephones that partner yet."""
        found = self.people.get(partner)
        return found if found is not None and not found.broken else None

    @property
    def broken_lines(self) -> Mapping[str, Promise]:
        """Key of each finding of which what was promised did not come."""
        return {key: one for key, one in self.lines.items() if one.broken}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What words are about: numbers of lines, folded, and kinds of papers."""

    numbers: frozenset[str] = frozenset()
    papers: frozenset[Paper] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.papers)

    def without(self, other: "Named") -> "Named":
        """What it names and the other does not."""
        return Named(numbers=self.numbers - other.numbers, papers=self.papers - other.papers)

    def includes(self, finding: Finding) -> bool:
        """Whether a finding is of a line that is named, or asks for a paper that is."""
        return _number(finding.label) in self.numbers or bool(self.papers & owed(finding))


NAMES_NOTHING: Final = Named()


def promises_of(
    tracked: Iterable[TrackedFinding], *, programme: Programme, as_of: date
) -> Promises:
    """The promises of « Contacts » that wait, or were not kept; an old one is history.

    What names no line holds back a call only to whoever promised it.
    """
    calendar = working_days(programme)
    lines: dict[str, Promise] = {}
    people: dict[str, Promise] = {}
    for partner, standing in made(tracked, programme=programme).items():
        known = programme.partner(partner)
        called = known.contact or "" if known is not None else ""
        for one in standing:
            promise = _promise(partner, one, calendar, as_of)
            lines |= dict.fromkeys(one.keys, promise)
            if not one.named and may_be_one_person(one.contact.person, called):
                people[partner] = promise
    return Promises(lines=_in_force(lines, as_of=as_of), people=_in_force(people, as_of=as_of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A promise of « Contacts » that stands: what it names still (`named`), and the keys of the
    open findings that are about it.
    """

    contact: LastContact
    until: date
    named: Named = NAMES_NOTHING
    keys: frozenset[str] = frozenset()

    def after(self, line: LastContact, named: Named, about: frozenset[str]) -> "Made | None":
        """What is left of it once that line was noted, which names that and is about these keys."""
        if self.named and named:
            rest = self.named.without(named)
            return replace(self, named=rest, keys=self.keys - about) if rest else None
        over = line.on >= self.until
        return None if over and may_be_one_person(line.person, self.contact.person) else self


def made(
    tracked: Iterable[TrackedFinding], *, programme: Programme
) -> Mapping[str, tuple[Made, ...]]:
    """Partner → its promises that no later line of « Contacts » has ended, in their order.

    Of several about one line the last counts, and of several of one person that name none and may
    be about the same; an exchange about a line ends what was promised of it. Any other after its
    day does, with whoever promised: a talk about another line, or with a colleague, does not speak
    of it.
    """
    mine: dict[str, list[Finding]] = {}
    for one in tracked:
        if one.is_open:
            mine.setdefault(one.finding.partner or "", []).append(one.finding)
    found: dict[str, tuple[Made, ...]] = {}
    for partner, of in exchanges(programme).items():
        if not any(each.promised for each in of):
            continue
        them = mine.get(partner, [])
        standing: list[Made] = []
        for each in of:
            named = named_in(each.said, partner, programme=programme, findings=them)
            about = frozenset(one.key for one in them if named.includes(one))
            left = (one.after(each, named, about) for one in standing)
            standing = [one for one in left if one is not None]
            if each.promised is not None and is_promise(each, named):
                if not named:
                    standing = [one for one in standing if not _is_replaced(one, each)]
                standing.append(Made(contact=each, until=each.promised, named=named, keys=about))
        found[partner] = tuple(standing)
    return found


def _is_replaced(one: Made, by: LastContact) -> bool:
    same = may_be_one_promise(one.contact.said, by.said)
    return not one.named and same and may_be_one_person(one.contact.person, by.person)


def _in_force(found: Mapping[str, Promise], *, as_of: date) -> Mapping[str, Promise]:
    return {
        key: one
        for key, one in found.items()
        if as_of < one.back or (one.broken and as_of - one.until <= KEPT_FOR)
    }


def _promise(partner: str, one: Made, calendar: WorkCalendar, as_of: date) -> Promise:
    back = calendar.day_at(calendar.index_of(one.until + timedelta(days=1)))
    return Promise(
        partner=partner, contact=one.contact, until=one.until, back=back, broken=as_of >= back
    )


def is_settled(said: str, partner: str, *, programme: Programme) -> bool:
    """Whether words that name no line speak of papers that a table of the partner follows: of
    these nothing is asked any more.
    """
    kept = {table for table in _KEPT_IN.values() if _has_lines(partner, table, programme)}
    called = {paper for clause in clauses_of(said) for paper in papers_in(clause)}
    return any(_KEPT_IN.get(paper) in kept for paper in called)


def _has_lines(partner: str, table: str, programme: Programme) -> bool:
    """Whether a table holds a line of the partner, also one of a workbook that many share."""
    if table == _KEPT_IN[Paper.CERTIFICATE]:
        return any(each.producer == partner for each in producer_rows(programme, table))
    if table == _KEPT_IN[Paper.CONTRIBUTION]:
        mine = {fold(each.number) for each in programme.actions if each.owner == partner}
        return any(
            row.partner == partner or mine & {fold(number) for number in row.ids("action")}
            for row in programme.rows(table)
        )
    return any(programme.whose(row) == partner for row in programme.rows(table))


def is_promise(line: LastContact, named: Named = NAMES_NOTHING) -> bool:
    """Whether words with a day beside them promise work.

    Not where each of them is in doubt; nor, where no line is named, that somebody comes.
    """
    clauses = list(clauses_of(line.said))
    if not clauses:
        return True  # a day alone: she noted that something comes
    firm = [each for each in clauses if not is_doubtful(each)]
    comes = any(is_presence(each, on=line.on) for each in firm)
    return bool(firm) and (bool(named) or not comes)


def named_in(
    said: str, partner: str, *, programme: Programme, findings: Collection[Finding]
) -> Named:
    """What words are about, of the lines of a partner and of what it is asked (`findings`).

    Doubtful words name nothing. A kind of paper is not named beside a number: « les pièces K-01 et
    K-02 » are these two.
    """
    lines = lines_of(partner, programme)
    known = {
        *(_number(one.label) for one in findings),
        *_identities(programme).get(partner, ()),
        *(line.number.casefold() for line in lines),
    } - {partner.casefold()}
    numbers: set[str] = set()
    papers: set[Paper] = set()
    for clause in clauses_of(said):
        if is_doubtful(clause):
            continue
        typed = set(_TOKEN.findall(clause.casefold())) & known
        here = {each for each in typed if _is_number(each)}
        here |= _titled(clause, lines, findings) - {partner.casefold()}
        if not here:
            called = papers_in(clause)
            here = {line.number.casefold() for line in lines if called & papers_in(line.title)}
            papers |= {each for each in called if any(each in owed(one) for one in findings)}
        numbers |= here
    return Named(numbers=frozenset(numbers), papers=frozenset(papers))


@once_a_programme
def _identities(programme: Programme) -> Mapping[str, frozenset[str]]:
    """Partner → the numbers of its rows, folded."""
    found: dict[str, set[str]] = {}
    for name in programme.tables:
        for row in programme.rows(name):
            if row.identity and row.partner:
                found.setdefault(row.partner, set()).add(row.identity.casefold())
    return {partner: frozenset(numbers) for partner, numbers in found.items()}


def lines_of(partner: str, programme: Programme) -> tuple[Action | Deliverable, ...]:
    """The lines of a partner that have a title, crossed out ones apart."""
    return _lines(programme).get(partner, ())


@once_a_programme
def _lines(programme: Programme) -> Mapping[str, tuple[Action | Deliverable, ...]]:
    found: dict[str, list[Action | Deliverable]] = {}
    for line in (*programme.actions, *programme.deliverables):
        if line.owner and not line.struck:
            found.setdefault(line.owner, []).append(line)
    return {partner: tuple(lines) for partner, lines in found.items()}


def is_line_of(finding: Finding, line: Action | Deliverable) -> bool:
    """Whether a finding is of that line, by its number."""
    return _number(finding.label) == line.number.casefold()


def owed(finding: Finding) -> frozenset[Paper]:
    """The kinds of papers that a finding asks for."""
    head = finding.kind.value.partition("_")[0]
    if head != _EVIDENCE:
        asked = _ASKED_AS.get(head)
        return frozenset({asked} if asked is not None else ())
    if Paper.PIECES not in papers_in(finding.label):
        return frozenset()  # its type, which only the partner knows
    asked = papers_in(finding.ask)
    # An invoice is « le justificatif » in what we write.
    return asked | {Paper.PIECES, *([Paper.INVOICE] if Paper.PIECES in asked else ())}


def _titled(
    clause: str, lines: Iterable[Action | Deliverable], findings: Iterable[Finding]
) -> set[str]:
    """Lines whose title is said: its first two telling words, or the long noun that opens it where
    no other line of its table begins so.
    """
    words = set(re.findall(r"\w+", fold(clause)))
    titles = [(one.number.casefold(), one.title) for one in lines]
    titles += [(_number(one.label), one.label.partition(" – ")[2]) for one in findings]
    found = {number for number, title in titles if _is_number(number) and _is_said(title, words)}
    nouns = Counter((type(one), _noun(one.title)) for one in lines)
    return found | {
        one.number.casefold()
        for one in lines
        if _noun(one.title) in words and nouns[type(one), _noun(one.title)] == 1
    }


def _is_said(title: str, words: set[str]) -> bool:
    telling = [each for each in re.findall(r"\w+", fold(title)) if len(each) >= _TELLING]
    return len(telling) >= _OF_A_TITLE and words.issuperset(telling[:_OF_A_TITLE])


def _noun(title: str) -> str:
    first = next(iter(re.findall(r"\w+", fold(title))), "")
    return first if len(first) >= _LONG else ""


def _number(label: str) -> str:
    return label.partition(" – ")[0].casefold()


def _is_number(text: str) -> bool:
    """« A1.2 », « L05 »; « le 20 » is a day, « livrables » a tab."""
    return any(map(str.isdigit, text)) and not text.isdigit()
