"""Pure: the papers that a funder waits for, as acts call them: claims not sent yet, and names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, Row
from relocalisons.core.kernel.readings import first_day
from relocalisons.core.kernel.words.french import format_long_date, format_short_date, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.answers import is_in_a_claim
from relocalisons.core.money.books import FunderRules
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.words.reports import (
    ReportStatus,
    ReportType,
    is_advance,
    may_have_left,
    name_report,
    read_report_type,
    read_row_status,
)
from relocalisons.core.programme.scope import codes_by_name

_SENT = "envoyée"  # before the name of a claim that has left, in the occasion of its act
_UNNAMED = "demande envoyée"
_A_YEAR = 365  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim or a report that was not sent yet; `is_approved`: she has validated it.

    `asks_money`: a claim, or a report whose « Montant demandé » is filled in, or one of a funder
    that « Échéancier rapports » has no claim of, sent or not: its money comes with its reports.
    Any other report carries no expense.
    """

    funder: str
    subject: str  # « acompte 1/2025-12-31 », as the findings on it are called
    kind: ReportType | None
    end: date
    deadline: date
    is_approved: bool
    start: date | None = None
    is_ahead: bool = False  # an advance: it carries no expense
    asks_money: bool = True


def sent_claim(
    lines: Sequence[Expense], *, funders: Iterable[str], waiting: Iterable[Claim]
) -> str:
    """The occasion of the claim of these funders that has left with all lines; empty for none.

    A claim that came back is prepared again: its lines are of that one, like those it lacks.
    """
    mine = [[one for one in lines if is_in_a_claim(one, code)] for code in funders]
    names = {_declared_in(one) if any(one in each for each in mine) else "" for one in lines}
    if len(names) != 1 or "" in names:
        return ""
    name = fold(names.pop())
    again = any(one.subject.partition("/")[0] == name for one in waiting)
    return "" if again else f"{_SENT}/{name}"


def days_of(lines: Iterable[Expense]) -> list[date]:
    """When they were paid, or invoiced where that is not known."""
    return [day for one in lines if (day := one.day("paid_on") or one.day("invoice_date"))]


def still_owed(shares: Mapping[str, Decimal], lines: Sequence[Expense]) -> Mapping[str, Decimal]:
    """The shares of the funders of whom no claim has left with these lines, where others' have.

    All shares where that is so of none: what one funder was asked is not asked of the others.
    """
    sent = [one for one in lines if is_in_a_claim(one)]
    still = {
        code: euros
        for code, euros in shares.items()
        if any(not is_in_a_claim(one, code) for one in sent)
    }
    return still or shares


def is_put_into(expense: Expense, claim: Claim) -> bool:
    """Whether « Déclaré dans » names a claim that has not left."""
    row = expense.claim_to_come
    if row is None or is_in_a_claim(expense, claim.funder):
        return False
    return f"{fold(row.text('type') or '')}/{_end(row)}" == claim.subject


def _end(row: Row) -> date | None:
    return row.last_day("period_end") or row.last_day("deadline")


def has_left(occasion: str) -> bool:
    """Whether an act is about a claim that the funder has already."""
    return occasion.startswith(f"{_SENT}/")


def _declared_in(expense: Expense) -> str:
    """The claim that has left with it; empty for none."""
    return (expense.row.plain("claim") or _UNNAMED) if is_in_a_claim(expense) else ""


def sent_names(expenses: Iterable[Expense]) -> Mapping[str, str]:
    """`FRA/envoyée/demande n° 1` → « Demande n° 1 », as somebody typed it."""
    found: dict[str, str] = {}
    for one in expenses:
        name = _declared_in(one)
        for code in one.key.shares if one.key is not None and name else ():
            if is_in_a_claim(one, code):
                found.setdefault(f"{code}/{_SENT}/{fold(name)}", typo(name))
    return found


def unsent_papers(programme: Programme, funders: tuple[FunderRules, ...]) -> tuple[Claim, ...]:
    """What « Échéancier rapports » says is owed and was not sent, in its order."""
    codes = codes_by_name(funders)
    rows = programme.rows("report_schedule")
    claimed = {_funder(row, codes) for row in rows if _kind(row) is ReportType.CLAIM}
    found = (_unsent(row, codes=codes, claimed=claimed) for row in rows)
    return tuple(claim for claim in found if claim is not None)


def waiting_claims(papers: Iterable[Claim]) -> Mapping[str, tuple[Claim, ...]]:
    """Funder → what it was not sent yet and asks money, the earliest first."""
    found: dict[str, list[Claim]] = {}
    for claim in papers:
        if claim.asks_money:
            found.setdefault(claim.funder, []).append(claim)
    return {
        code: tuple(sorted(claims, key=lambda one: (one.deadline, one.subject)))
        for code, claims in found.items()
    }


def _kind(row: Row) -> ReportType | None:
    return row.said("type", read_report_type).value


def _funder(row: Row, codes: Mapping[str, str]) -> str | None:
    return codes.get(fold(row.text("funder") or ""))


def _unsent(
    row: Row, *, codes: Mapping[str, str], claimed: AbstractSet[str | None]
) -> Claim | None:
    kind, funder = _kind(row), _funder(row, codes)
    deadline = row.last_day("deadline")
    if funder is None or deadline is None:
        return None
    status = read_row_status(row)
    if may_have_left(row, status):
        return None
    end = row.last_day("period_end") or deadline
    return Claim(
        funder=funder,
        subject=f"{fold(row.text('type') or '')}/{end}",
        kind=kind,
        end=end,
        deadline=deadline,
        start=first_day(row.reading("period_start")),
        is_ahead=is_advance(row.text("type")),
        is_approved=status.value is ReportStatus.APPROVED,
        asks_money=kind is ReportType.CLAIM
        or row.decimal("requested") is not None
        or (kind not in (None, ReportType.MONTHLY) and funder not in claimed),
    )


def paper_names(programme: Programme, funders: tuple[FunderRules, ...]) -> Mapping[str, str]:
    """`FRA/acompte 1/2025-12-31` → « Acompte 1 », as people are told it.

    Two papers that a funder's lines call alike are told apart by their day and their period:
    « demande du 20 mai (dépenses du 1er octobre au 31 mars) ».
    """
    codes = codes_by_name(funders)
    rows: dict[str, Row] = {}
    for row in programme.rows("report_schedule"):
        typed, whom = row.text("type") or "", row.text("funder") or ""
        end = row.last_day("period_end") or row.last_day("deadline")
        rows.setdefault(f"{codes.get(fold(whom), whom)}/{fold(typed)}/{end}", row)
    named = {key: _name(key, row) for key, row in rows.items()}
    alike = Counter((key.partition("/")[0], name) for key, name in named.items())
    return {
        key: _told_apart(name, rows[key], as_of=programme.as_of)
        if alike[key.partition("/")[0], name] > 1
        else name
        for key, name in named.items()
    }


def _name(key: str, row: Row) -> str:
    end = key.rpartition("/")[2]
    return name_report(row.text("type") or "", date.fromisoformat(end) if end != "None" else None)


def _told_apart(name: str, row: Row, *, as_of: date) -> str:
    is_claim = row.said("type", read_report_type).value is ReportType.CLAIM
    day, end = row.last_day("deadline"), row.last_day("period_end")
    start = first_day(row.reading("period_start"))
    due = f" du {_say(day, as_of=as_of)}" if day is not None else ""
    what = "dépenses du " if is_claim else "du "
    period = (
        f" ({what}{_say(start, as_of=as_of, of=end)} au {_say(end, as_of=as_of)})"
        if start and end
        else ""
    )
    return f"{'demande' if is_claim else name}{due}{period}"


def _say(day: date, *, as_of: date, of: date | None = None) -> str:
    """« 1er octobre »; with its year where that is neither this one nor just before `of`."""
    near = day.year == as_of.year or (of is not None and (of - day).days < _A_YEAR)
    return format_short_date(day) if near else format_long_date(day)
