"""Pure: how much of a person a post pays for: hours of a month, or a fixed share that was accepted.

A pay slip tells the hours of its month, a work contract those of every month that it holds, a
mission letter the share (décret 2022-608, annex); all may stand beside another line of the person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Row, first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    format_money,
    format_month,
    format_percent,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.terms import rule_row
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.rates import (
    accepted_rate,
    hours_absent,
    is_acceptance,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import (
    PaidTime,
    charged_share,
    fixed_share,
    is_accepted,
    is_same_person,
    month_cost,
    names_person,
    paid_time,
)
from relocalisons.core.money.words.pieces import PieceNature, is_lost, read_nature, read_validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A work contract, a pay slip or a mission letter: whose it is, from when until when."""

    nature: PieceNature
    number: str  # of the line beside which it stands, folded
    words: str
    start: date | None
    end: date | None
    cell: CellRef

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
            told, absent = paid_time(paper.words), Decimal(0)
            if paper.nature is PieceNature.PAYSLIP:
                absent = hours_absent(paper.words)
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


def fixed_names(review: Review) -> frozenset[str]:
    """Partners or persons with a fixed share of time, as « Quotité fixe » names them."""
    said = review.terms.value(GrantRule.FIXED_SHARE) or ""
    names = (each.partition("%")[0].rstrip(" 0123456789.,") for each in _each_name(said))
    return frozenset(fold(name) for name in names if name.strip())


def has_fixed_share(expense: Expense, names: frozenset[str], papers: Papers) -> bool:
    """Whether a share stands for time sheets: by the rule, or by a letter beside the line."""
    named = any(names_person(name, *texts_of(expense)) for name in names)
    beside = any(
        each.nature is PieceNature.MISSION and each.number == fold(expense.number)
        for each in papers.papers
    )
    return named or beside or fold(expense.partner or "") in names


def judge_fixed_share(expense: Expense, review: Review, papers: Papers) -> Iterator[Remark]:
    """A share beyond the accepted one, a letter that nobody accepted, a funder that takes none."""
    day = expense.day("invoice_date")
    letters = _letters_of(expense, papers)
    month = day.replace(day=1) if day is not None else None
    held = [each for each in letters if month is None or each.holds(month)]
    if letters and not held:
        yield _of_letter(
            letters[0], Verdict.HELD,
            f"la lettre de mission ne vaut pas en {format_month(month)}"
            if month is not None
            else "la lettre de mission ne vaut pas ce mois",
            "joindre la lettre qui vaut ce mois",
        )  # fmt: skip
        return
    if held and is_accepted(held[-1].words) is False:
        yield _of_letter(
            held[-1], Verdict.HELD, "le financeur n’a pas accepté la lettre de mission",
            "joindre l’accord du financeur, ou des feuilles de temps signées",
        )  # fmt: skip
        return
    is_sure = bool(held) and is_accepted(held[-1].words) is True
    if not is_sure and not review.terms.takes_letters:
        yield Remark(
            verdict=Verdict.HELD, kind="fixed_share", why="ce financeur demande des feuilles de "
            "temps signées, et rien ne dit qu’il a accepté une quotité fixe",
            action="joindre son accord, ou faire signer la feuille de temps", columns=("type",),
            source=rule_row(GrantRule.TIME_PROOF),
        )  # fmt: skip
        return
    if held and not is_sure:
        yield _of_letter(
            held[-1], Verdict.UNVERIFIED, "rien ne dit que le financeur a accepté la quotité",
            "vérifier son accord dans la lettre de mission, et le noter",
        )  # fmt: skip
    yield from _beyond(expense, held, papers)


def judge_pay_ceiling(expense: Expense, review: Review) -> Iterator[Remark]:
    """A month of pay above what the convention lets one cost."""
    net, rule = expense.amount(), GrantRule.MONTHLY_MOST
    most = review.terms.amount_on(rule, expense.day("invoice_date"))
    if expense.kind is ExpenseKind.SALARY and net is not None and most is not None and net > most:
        yield Remark(
            verdict=Verdict.REDUCED, kind="pay_ceiling", kept=cents(most),
            why=f"la convention limite un mois de salaire à {format_money(most, cents=True)}",
            action="corriger le salaire imputé", columns=("amount",), source=rule_row(rule),
        )  # fmt: skip


def judge_shares(expenses: Iterable[Expense]) -> dict[str, tuple[Remark, ...]]:
    """By subject, the lines whose fixed shares of one person and month make more than all of it."""
    groups: defaultdict[tuple[str, date], list[tuple[Expense, Decimal]]] = defaultdict(list)
    for each in expenses:
        share, day = fixed_share(each.row.text("label")), each.day("invoice_date")
        if share is not None and day is not None and each.row.text("supplier"):
            groups[fold(each.row.plain("supplier")), day.replace(day=1)].append((each, share))
    found: dict[str, tuple[Remark, ...]] = {}
    for (_, month), group in groups.items():
        total = sum((share for _, share in group), Decimal(0))
        if total <= 1:
            continue
        for expense, _ in group:
            found[expense.subject] = (
                Remark(
                    verdict=Verdict.HELD, kind="fixed_share",
                    why=f"les quotités d’une même personne font {format_percent(total)} en "
                    f"{format_month(month)}",
                    action="corriger les quotités entre projets", columns=("label",),
                    source=quote("Dépenses"),
                ),
            )  # fmt: skip
    return found


def _letters_of(expense: Expense, papers: Papers) -> list[Paper]:
    number = fold(expense.number)
    beside = [each for each in papers.papers if each.number == number]
    mine = [each for each in beside if each.nature is PieceNature.MISSION]
    if mine:
        return mine
    supplier = expense.row.text("supplier")
    return papers.letters(supplier) if supplier else []


def _beyond(expense: Expense, letters: Sequence[Paper], papers: Papers) -> Iterator[Remark]:
    net = expense.amount()
    told = [(share, each) for each in letters if (share := fixed_share(each.words)) is not None]
    by_rule = next(
        (share for name, share in papers.rule.items() if names_person(name, *texts_of(expense))),
        None,
    )
    accepted = told[-1][0] if told else by_rule
    slip = next(
        (
            each
            for each in papers.papers
            if each.nature is PieceNature.PAYSLIP and each.number == fold(expense.number)
        ),
        None,
    )
    words = slip.words if slip is not None else None
    charged = fixed_share(expense.row.text("label")) or charged_share(words)
    cost = month_cost(words)
    if accepted is None or not net or (charged is None and cost is None):
        return
    most = cost * accepted if cost is not None else net * accepted / (charged or accepted)
    if cents(most) >= cents(net):
        return
    said = f"{format_percent(charged)} sont imputés, " if charged is not None else ""
    yield Remark(
        verdict=Verdict.REDUCED, kind="fixed_share", kept=cents(most),
        why=f"{said}la quotité acceptée est de {format_percent(accepted)}, soit "
        f"{format_money(most, cents=True)}",
        action="corriger le montant, ou joindre l’accord sur la nouvelle quotité",
        columns=("amount",), cells=(told[-1][1].cell,) if told else (),
        source=quote("Lettre de mission") if told else rule_row(GrantRule.FIXED_SHARE),
    )  # fmt: skip


def _of_letter(letter: Paper, verdict: Verdict, why: str, action: str) -> Remark:
    return Remark(
        verdict=verdict, kind="fixed_share", why=typo(why), action=action, columns=("type",),
        cells=(letter.cell,), source=quote("Lettre de mission"),
    )  # fmt: skip


def _paper(nature: PieceNature, row: Row) -> Paper:
    said = row.text("note")
    told = read_validity(said)
    return Paper(
        nature=nature, number=fold(row.plain("number")),
        words=" ; ".join(each for each in (row.typed("issuer"), row.typed("note")) if each),
        start=told.start or first_day(row.reading("day")), end=told.end,
        cell=row.place.cell("note"),
    )  # fmt: skip


def _hours(told: PaidTime, full: Decimal) -> Decimal:
    if told.hours is not None:
        return told.hours
    return (full * (told.share or Decimal(1))).quantize(Decimal("0.01"))


def _accepted_by_rule(review: Review) -> Iterator[tuple[str, Decimal]]:
    for each in _each_name(review.terms.value(GrantRule.FIXED_SHARE) or ""):
        share = fixed_share(f"quotité {each}")
        if share is not None:
            yield fold(each.partition("%")[0].rstrip(" 0123456789.,")), share


def _each_name(said: str) -> list[str]:
    return [each.strip() for each in re.split(r"[;\n]|,(?!\d)", said) if each.strip()]
