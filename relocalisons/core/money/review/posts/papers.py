"""Pure: what « Pièces » tells of posts: contracts, slips and letters, whose and for which months.

Any of them may stand beside another line of the same person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import Row, first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.verdict import Review
from relocalisons.core.money.words.controls.rates import (
    HOURS_A_DAY,
    accepted_rate,
    days_away,
    hours_absent,
    is_acceptance,
)
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import (
    PaidTime,
    fixed_share,
    is_same_person,
    names_person,
    paid_time,
)
from relocalisons.core.money.words.pieces import (
    PieceNature,
    day_signed,
    is_lost,
    read_nature,
    read_validity,
)

_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A work contract, a pay slip or a mission letter: whose it is, from when until when."""

    nature: PieceNature
    number: str  # of the line beside which it stands, folded
    called: str
    words: str
    made: date | None  # signed, else dated
    start: date | None
    begins: date | None  # where its words tell it, and not the day of the paper alone
    end: date | None
    cell: CellRef
    note: str = ""  # what is written of it, without its issuer

    def holds(self, month: date) -> bool:
        """Whether it holds in a month, given by its first day."""
        began = self.start is None or self.start.replace(day=1) <= month
        return began and (self.end is None or month <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What « Pièces » tells of posts; `people`: the names that a line of pay bears, by number."""

    papers: Sequence[Paper]
    people: Mapping[str, tuple[str | None, ...]]
    rule: Mapping[str, Decimal]  # accepted share by folded name, from « Quotité fixe »
    rates: Sequence[tuple[Paper, Decimal]] = ()  # hourly costs that a funder accepted

    def paid_hours(
        self, person: str, month: date, *, full: Decimal
    ) -> tuple[Decimal, CellRef] | None:
        """The hours that are paid to a person in a month; None when nothing tells them."""
        slips = [
            each
            for each in self._of(person, PieceNature.PAYSLIP)
            if each.start is not None and each.start.replace(day=1) == month
        ]
        contracts = [
            each for each in self._of(person, PieceNature.WORK_CONTRACT) if each.holds(month)
        ]
        contracts.sort(key=lambda each: each.start or date.min, reverse=True)
        for paper in (*slips, *contracts):
            told, absent = paid_time(paper.words), _hours_away(paper.words, month)
            if paper.nature is PieceNature.PAYSLIP:
                absent = hours_absent(paper.words) or absent
            if told is not None:
                return _hours(told, full) + told.more - absent, paper.cell
            if absent:
                return full - absent, paper.cell
        return None

    def accepted_rate(
        self, person: str, month: date, piece: str
    ) -> tuple[Decimal, CellRef] | None:  # fmt: skip
        """The hourly cost that the funder accepted for a person in a month, the newest one."""
        held = [
            (paper, rate)
            for paper, rate in self.rates
            if paper.holds(month)
            and (
                names_person(person, paper.words)
                or (paper.number == fold(piece) and not _names_another(person, paper, self))
            )
        ]
        held.sort(key=lambda each: each[0].start or date.min)
        return (held[-1][1], held[-1][0].cell) if held else None

    def contracts(self, person: str) -> list[Paper]:
        """The work contracts of a person, and their amendments."""
        return self._of(person, PieceNature.WORK_CONTRACT)

    def letters(self, person: str) -> list[Paper]:
        """The letters that fix a share of a person's time."""
        return self._of(person, PieceNature.MISSION)

    def _of(self, person: str, nature: PieceNature) -> list[Paper]:
        return [
            each
            for each in self.papers
            if each.nature is nature
            and names_person(person, each.words, *self.people.get(each.number, ()))
        ]


def _names_another(person: str, paper: Paper, papers: Papers) -> bool:
    """Whether a letter beside a line names somebody else of the programme."""
    names = {name for each in papers.people.values() for name in each[1:] if name}
    return any(
        names_person(name, paper.words) and not is_same_person(name, person) for name in names
    )


def read_papers(review: Review) -> Papers:
    """The papers of every post of the programme."""
    wanted = (PieceNature.PAYSLIP, PieceNature.WORK_CONTRACT, PieceNature.MISSION)
    return Papers(
        papers=tuple(
            _paper(nature, row)
            for row in review.books.programme.rows("pieces")
            if (nature := read_nature(row.text("nature"))) in wanted
            and not is_lost(row.typed("state"))
        ),
        people={fold(each.number): texts_of(each) for each in review.books.expenses},
        rule=dict(_accepted_by_rule(review)),
        rates=tuple(
            (_paper(PieceNature.OTHER, row), rate)
            for row in review.books.programme.rows("pieces")
            if not is_lost(row.typed("state"))
            and (
                rate := accepted_rate(
                    row.text("note"), is_acceptance=is_acceptance(row.text("nature"))
                )
            )
            is not None
        ),
    )


def texts_of(expense: Expense) -> tuple[str | None, ...]:
    """The cells of a line of pay that may name a person."""
    return expense.row.text("label"), expense.row.text("supplier")


def _paper(nature: PieceNature, row: Row) -> Paper:
    said = row.text("note")
    told = read_validity(said)
    return Paper(
        nature=nature, number=fold(row.plain("number")), called=row.plain("nature"),
        made=day_signed(said) or first_day(row.reading("day")),
        words=" ; ".join(each for each in (row.typed("issuer"), row.typed("note")) if each),
        start=told.start or first_day(row.reading("day")), begins=told.start, end=told.end,
        cell=row.place.cell("note"), note=row.typed("note"),
    )  # fmt: skip


def _hours_away(text: str, month: date) -> Decimal:
    """The hours of the working days of a month on which a slip says that somebody was away."""
    days = {
        first + timedelta(days=at)
        for first, last in days_away(text)
        for at in range((last - first).days + 1)
    }
    mine = [day for day in days if day.replace(day=1) == month and day.weekday() < _SATURDAY]
    return Decimal(HOURS_A_DAY * len(mine))


def _hours(told: PaidTime, full: Decimal) -> Decimal:
    if told.hours is not None:
        return told.hours
    return (full * (told.share or Decimal(1))).quantize(Decimal("0.01"))


def _accepted_by_rule(review: Review) -> Iterator[tuple[str, Decimal]]:
    for each in each_name(review.terms.value(GrantRule.FIXED_SHARE) or ""):
        share = fixed_share(f"quotité {each}")
        if share is not None:
            yield fold(each.partition("%")[0].rstrip(" 0123456789.,")), share


def each_name(said: str) -> list[str]:
    """The entries of a rule that lists people: « P02 30 % ; Lia Brun »."""
    return [each.strip() for each in re.split(r"[;\n]|,(?!\d)", said) if each.strip()]
