"""Pure: the tables of money read once: expenses, funders with their rules, budget, VAT."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict

from relocalisons.core.kernel.model import Doubt, Programme, Row, first_day, once_a_programme
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.expense import NO_LINE, Expense
from relocalisons.core.money.funding_key import FundingKey, read_funding_key
from relocalisons.core.money.pieces.expense_pieces import facts_of
from relocalisons.core.money.words.claims import is_claim_named, names_of_claims
from relocalisons.core.money.words.expenses import (
    ExpenseKind,
    read_expense_kind,
    read_expense_status,
)
from relocalisons.core.money.words.funders import VatBase, read_vat_base, recovers_in_part
from relocalisons.core.money.words.pieces import is_not_given, read_validity
from relocalisons.core.money.words.reports import (
    ReportType,
    may_have_left,
    read_report_type,
    read_row_status,
)
from relocalisons.core.money.words.transfer_rules import (
    TransferRule,
    is_amendment_granted,
    read_transfer_rule,
)

_ZERO = Decimal(0)
_NET = ("amount",)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderRules:
    """What « Financeurs » says of a funder; a date is None when absent or in doubt.

    `vat_base` is None when nobody can tell, `transfer` when the rule is empty or cannot be read;
    `rule_text` is what was typed.
    """

    code: str
    name: str
    start: date | None
    end: date | None
    evidence_deadline: date | None
    vat_base: VatBase | None
    transfer: TransferRule | None
    rule_text: str
    row: Row

    @property
    def counts_tax(self) -> bool:
        """Whether it said to count TTC: then HT only for those who recover VAT."""
        return self.vat_base is VatBase.GROSS

    @property
    def euros(self) -> str:
        """What amounts of its base are, in French: « euros HT »."""
        if self.vat_base is None:
            return "euros"
        net = self.vat_base is VatBase.NET
        return "euros HT" if net else "euros, TVA comprise si elle n’est pas récupérée"

    def days_outside(self, expense: Expense) -> tuple[tuple[str, date], ...]:
        """The days of an expense, by column, that are certainly outside the eligibility period."""
        return tuple(
            (column, day)
            for column in ("invoice_date", "paid_on")
            if (day := expense.day(column)) is not None and self.is_outside(day)
        )

    def is_outside(self, day: date) -> bool:
        """Whether a day is certainly outside the eligibility period."""
        early = self.start is not None and day < self.start
        return early or (self.end is not None and day > self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """What a funder gives to a partner for a line; None where the cell is in doubt.

    `approved` is the amended amount when a granted amendment is named, else the initial; `current`
    the amended amount whatever backs it.
    """

    row: Row
    funder: str
    partner: str | None
    line: str
    initial: Decimal | None
    approved: Decimal | None
    current: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The money of a programme. `recovers_vat`: partner → yes or no, nothing when not said.

    A partner `in_part` recovers a share of it: tax is then not counted, its share is not ours to
    work out (true in `recovers_vat`).

    `certificates`: partner → what « Attestation TVA » says, where it says something.
    """

    programme: Programme
    expenses: tuple[Expense, ...]
    funders: tuple[FunderRules, ...]
    budget: tuple[BudgetRow, ...]
    recovers_vat: Mapping[str, bool]
    certificates: Mapping[str, str]
    in_part: frozenset[str] = frozenset()

    def funder(self, code: str) -> FunderRules | None:
        """The funder of that code."""
        return next((each for each in self.funders if each.code == code), None)

    def eligible(self, expense: Expense, funder: FunderRules) -> Decimal | None:
        """What counts of an expense for a funder before its share: HT or TTC; None if unsure.

        HT where the funder says so, where it wants a certificate that does not hold that day, or
        the partner recovers VAT; else TTC, since VAT is then a cost. Pay and flat rates bear none.
        """
        amounts = [expense.amount(column) for column in self.counted_columns(expense, funder)]
        return sum((one for one in amounts if one is not None), _ZERO) if amounts else None

    def counted(self, expense: Expense, funder: FunderRules | None) -> Decimal | None:
        """What is counted of it as paid, in tabs and papers alike; None if unsure.

        HT where the funder says nothing of tax and nobody can tell whether it is a cost.
        """
        counted = None if funder is None else self.eligible(expense, funder)
        unsaid = funder is None or funder.vat_base is None
        return expense.amount() if counted is None and unsaid else counted

    def counts_net(self, expense: Expense, funder: FunderRules) -> bool | None:
        """Whether HT is what counts of an expense, whatever its cells say; None if unsure."""
        if funder.vat_base is VatBase.NET:
            return True
        recovers = self.recovers_vat.get(expense.partner or "")
        if recovers is True or expense.kind in (ExpenseKind.SALARY, ExpenseKind.FLAT):
            return True
        if funder.vat_base is VatBase.CERTIFIED and not self.is_certified(expense):
            return True
        return recovers

    def counted_columns(self, expense: Expense, funder: FunderRules) -> tuple[str, ...]:
        """The columns whose sum is `eligible`; none when nobody can tell."""
        net, counts_net = expense.amount(), self.counts_net(expense, funder)
        if net is None:
            return ()
        if counts_net:
            return _NET
        if expense.is_doubtful("amount_with_vat", "vat"):
            return ()
        gross, vat = expense.amount("amount_with_vat"), expense.amount("vat")
        if counts_net is None and gross != net and not (gross is None and vat == _ZERO):
            return ()
        if gross is not None:
            return ("amount_with_vat",)
        return () if vat is None else (*_NET, "vat")

    def is_certified(self, expense: Expense) -> bool:
        """Whether a certificate says, for that invoice, that the partner recovers no VAT."""
        typed = self.certificates.get(expense.partner or "")
        if typed is None or is_not_given(typed):
            return False
        return read_validity(typed).holds(expense.day("invoice_date"))


@once_a_programme
def open_books(programme: Programme) -> Books:
    """Read the tables of money of a programme; each row is read once."""
    funders = tuple(_funder(row) for row in programme.numbered_rows("funders"))
    codes = {fold(spelling): each.code for each in funders for spelling in (each.name, each.code)}
    in_part = frozenset(
        row.text("code") or ""
        for row in programme.rows("partners")
        if recovers_in_part(row.typed("recovers_vat"))
    )
    return Books(
        programme=programme,
        expenses=tuple(_expenses(programme, codes=codes)),
        funders=funders,
        budget=tuple(_budget(programme, codes=codes)),
        recovers_vat={
            **{
                row.text("code") or "": row.says_yes("recovers_vat")
                for row in programme.rows("partners")
                if row.says_yes("recovers_vat") or row.says_no("recovers_vat")
            },
            **dict.fromkeys(in_part, True),
        },
        in_part=in_part,
        certificates={
            row.text("code") or "": row.typed("vat_certificate")
            for row in programme.rows("partners")
            if row.typed("vat_certificate")
        },
    )


def _funder(row: Row) -> FunderRules:
    rule = row.text("transfer_rule") or ""
    return FunderRules(
        code=row.text("code") or "",
        name=row.text("name") or row.text("code") or "",
        start=first_day(row.reading("eligibility_start")),
        end=row.last_day("eligibility_end"),
        evidence_deadline=row.last_day("evidence_deadline"),
        vat_base=read_vat_base(row.text("vat_base")),
        transfer=read_transfer_rule(rule),
        rule_text=rule,
        row=row,
    )


def _expenses(programme: Programme, *, codes: Mapping[str, str]) -> Iterator[Expense]:
    # A number typed twice by one partner counts as its first line, in whichever of its tabs.
    seen: set[tuple[str, str]] = set()
    rows, pieces = programme.rows("expenses"), _index_pieces(programme)
    claims = tuple(_claims(programme, codes=codes))
    numbers = Counter(fold(row.plain("number")) for row in rows)
    for row in rows:
        name = (row.owner, fold(row.identity or ""))
        if name[1] and name in seen:
            continue
        seen.add(name)
        partner, number = programme.whose(row), fold(row.plain("number"))
        own = pieces.get((partner or "", number), ())
        # A line of « Pièces » that names nobody is of the one expense of that number.
        shared = pieces.get(("", number), ()) if partner and numbers[number] == 1 else ()
        key = read_funding_key(row.text("funders") or "", codes=codes)
        yield Expense(
            row=row,
            subject=f"{row.owner}/{row.lasting_key}",
            partner=partner,
            kind=row.said("type", read_expense_kind).value,
            key=key,
            status=row.said("status", read_expense_status),
            pieces=facts_of(row, (*own, *shared)),
            **_claims_named(row.text("claim") or "", claims, key=key, codes=codes),
        )


Claim = tuple[str, Row, bool]  # funder, line of « Échéancier rapports », whether it may have left


def _claims(programme: Programme, *, codes: Mapping[str, str]) -> Iterator[Claim]:
    for row in programme.rows("report_schedule"):
        status = read_row_status(row)
        left = may_have_left(row, status) or status.doubtful
        if row.said("type", read_report_type).value is ReportType.CLAIM:
            yield codes.get(fold(row.text("funder") or ""), ""), row, left


class _Named(TypedDict):
    claim_to_come: Row | None
    declared_to: frozenset[str] | None


def _claims_named(
    said: str, claims: Sequence[Claim], *, key: FundingKey | None, codes: Mapping[str, str]
) -> _Named:
    """The line to come that an expense names, and the funders to whom it was declared.

    Of one funder no line that may have left is one to come. A name that no line bears, and that
    names no funder, may be of a claim to any: then nobody can tell to whom it was declared.
    """
    coming: list[Row] = []
    declared: set[str] = set()
    shares = frozenset(key.shares) if key is not None else frozenset[str]()
    whole, parts = [("", said)], names_of_claims(said, spellings=codes)
    for funder, name in whole if _bearing("", said, claims, shares) else parts:
        bearing = _bearing(funder, name, claims, shares)
        if not bearing and funder not in shares:
            return _Named(claim_to_come=None, declared_to=None)
        left = {code for code, _, gone in bearing if gone} or ({funder} if not bearing else set())
        declared |= left
        coming += [row for code, row, _ in bearing if code not in left]
    return _Named(
        claim_to_come=coming[0] if coming else None,
        declared_to=frozenset(declared) if declared else None,
    )


def _bearing(
    funder: str, name: str, claims: Sequence[Claim], shares: Container[str]
) -> list[Claim]:
    """The lines of that name, of one funder or of all that pay a share."""
    return [
        one
        for one in claims
        if one[0] in shares
        and funder in ("", one[0])
        and is_claim_named(name, one[1].text("type") or "")
    ]


def _index_pieces(programme: Programme) -> Mapping[tuple[str, str], Sequence[Row]]:
    """Lines of « Pièces » by owner and folded number; owner empty where the line names nobody."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in programme.rows("pieces"):
        found[programme.whose(row) or "", fold(row.plain("number"))].append(row)
    return found


def _budget(programme: Programme, *, codes: Mapping[str, str]) -> Iterator[BudgetRow]:
    for row in programme.rows("budget"):
        funder = row.text("funder") or ""
        initial = row.decimal("initial")
        amended = row.reading("amended")
        if amended.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
            current = None
        else:
            current = row.decimal("amended") if amended.value is not None else initial
        yield BudgetRow(
            row=row,
            funder=codes.get(fold(funder), funder),
            partner=programme.names.code_of(row.text("partner")),
            line=row.text("budget_line") or NO_LINE,
            initial=initial,
            approved=current
            if is_amendment_granted(
                row.text("amendment"), row.text("comment"), as_of=programme.as_of
            )
            else initial,
            current=current,
        )
