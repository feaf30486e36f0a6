"""Pure: salaries against the time that was recorded: signed, of the period, and what it costs.

A sheet belongs to the expense whose number it bears (« N° pièce »), else to the one that names its
employee, else to the salaries of its structure and month (that of « Date facture »).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Doubt, Programme, Quantity, Row, once_a_programme
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    NBSP,
    format_money,
    format_month,
    format_quantity,
    quote,
    with_de,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.funding_key import CENT
from relocalisons.core.money.review.posts.papers import (
    Papers,
    read_papers,
    texts_of,
)
from relocalisons.core.money.review.posts.pay import (
    fixed_names,
    has_fixed_share,
    judge_fixed_share,
    judge_shares,
)
from relocalisons.core.money.review.terms import Terms
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.rates import rates_listed
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import is_same_person, names_person
from relocalisons.core.money.words.time_units import (
    is_in_days,
    may_be_hours_of_a_day,
    most_in_a_month,
)

_SOURCE = quote("Temps passé")
_HALF_UP = "ROUND_HALF_UP"
_LATE = 62  # days after a month's end: its pay is settled by then, or it is of another claim

Person = tuple[str, date, str]  # folded name, first day of the month, unit of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """« Temps passé » by expense number, and by structure and month; whose months are in doubt."""

    by_piece: Mapping[str, Sequence[Row]]
    by_month: Mapping[tuple[str, date], Sequence[Row]]
    unsure: frozenset[str]
    worked: Mapping[Person, Decimal]
    names: Mapping[str, str]  # one name by each folded spelling


def judge_staff(review: Review) -> dict[str, tuple[Remark, ...]]:
    """The remarks on salaries, by the expense's subject; cents kept where time costs less."""
    sheets = read_sheets(review.books.programme)
    papers, fixed = read_papers(review), fixed_names(review)
    posts: list[Expense] = []
    groups: defaultdict[tuple[int, ...], list[Expense]] = defaultdict(list)
    rows_of: dict[tuple[int, ...], Sequence[Row]] = {}
    found: dict[str, tuple[Remark, ...]] = {}
    for expense in review.books.expenses:
        if expense.kind is not ExpenseKind.SALARY or expense.is_refused or expense.is_planned:
            continue
        if expense.partner is None or expense.amount() is None:
            continue
        rows = sheets_of(expense, sheets)
        if rows:
            key = tuple(id(row) for row in rows)
            groups[key].append(expense)
            rows_of[key] = rows
        elif has_fixed_share(expense, fixed, papers):
            found[expense.subject] = tuple(judge_fixed_share(expense, review, papers))
            posts.append(expense)
        else:
            found[expense.subject] = (_without_sheet(expense, sheets),)
    for subject, remarks in judge_shares(posts, papers).items():
        found[subject] = (*found[subject], *remarks)
    for key, expenses in groups.items():
        for expense in expenses:
            told = tuple(_judge(expense, rows_of[key], expenses, review, sheets, papers))
            found[expense.subject] = told
    return found


@once_a_programme
def read_sheets(programme: Programme) -> Sheets:
    """Every sheet of the programme."""
    by_piece: defaultdict[str, list[Row]] = defaultdict(list)
    by_month: defaultdict[tuple[str, date], list[Row]] = defaultdict(list)
    worked: defaultdict[Person, Decimal] = defaultdict(Decimal)
    unsure: set[str] = set()
    typed = {fold(row.plain("employee")) for row in programme.rows("timesheets")}
    names = {each: one_name(each, typed) for each in typed}
    for row in programme.rows("timesheets"):
        partner, day = programme.whose(row), row.last_day("month")
        piece = fold(row.plain("piece"))
        if piece:
            by_piece[piece].append(row)
        if day is None:
            unsure.update([partner] if partner else [])
            continue
        month, time = day.replace(day=1), row.reading("time").value
        if partner is not None and not piece:
            by_month[partner, month].append(row)
        if isinstance(time, Quantity) and row.text("employee"):
            worked[names[fold(row.plain("employee"))], month, time.unit or "jour"] += time.amount
    return Sheets(
        by_piece=by_piece, by_month=by_month, unsure=frozenset(unsure), worked=worked,
        names=names,
    )  # fmt: skip


def one_name(own: str, names: Collection[str]) -> str:
    """One name for a person whose sheets are typed in several ways: the longest of them."""
    same = [each for each in names if each and is_same_person(own, each)]
    # « P. Rinaldi » may be Paul or Pierre: two people of one name stay apart.
    one = all(is_same_person(each, other) for each in same for other in same)
    return max(same, key=lambda each: (len(each), each)) if same and one else own


def sheets_of(expense: Expense, sheets: Sheets) -> Sequence[Row]:
    """The sheets that bear a line of pay."""
    own = sheets.by_piece.get(fold(expense.number), ())
    day = expense.day("invoice_date")
    if own or day is None:
        return own
    rows = sheets.by_month.get((expense.partner or "", day.replace(day=1)), ())
    named = [row for row in rows if names_person(row.text("employee"), *texts_of(expense))]
    return named or rows


def _without_sheet(expense: Expense, sheets: Sheets) -> Remark:
    day = expense.day("invoice_date")
    when = with_de(format_month(day)) if day is not None else ""
    if expense.partner in sheets.unsure:
        return _held("le mois d’une feuille de temps ne peut pas être lu",
                     "préciser le mois de chaque feuille de temps")  # fmt: skip
    return _held(f"aucune ligne de {_SOURCE} {when}".rstrip(),
                 f"remplir et faire signer la feuille de temps {when}".rstrip())  # fmt: skip


def _judge(
    expense: Expense,
    rows: Sequence[Row],
    expenses: Sequence[Expense],
    review: Review,
    sheets: Sheets,
    papers: Papers,
) -> Iterator[Remark]:
    if any(not _is_signed(row) for row in rows):
        yield _held("la feuille de temps n’est pas signée", "faire signer la feuille de temps")
    yield from _outside(expense, rows, review)
    people = {fold(row.plain("employee")) for row in rows if row.text("employee")}
    if review.terms.details_staff and len(people) > 1 and len(expenses) == 1:
        yield _held(
            f"une seule ligne pour {len(people)} personnes, alors que ce financeur demande le "
            "détail par salarié", "une ligne de dépense par personne et par mois",
        )  # fmt: skip
    yield from _cost(expense, rows, expenses, review, sheets, papers)


def _outside(expense: Expense, rows: Sequence[Row], review: Review) -> Iterator[Remark]:
    """Work of another period: outside the agreement, or long before the pay that is claimed."""
    funder, paid = review.terms.funder, expense.day("paid_on")
    for row in rows:
        month = row.last_day("month")
        if month is None:
            continue
        before = funder.start is not None and month < funder.start
        after = funder.end is not None and month.replace(day=1) > funder.end
        old = month < review.start and (paid is None or (paid - month).days > _LATE)
        if before or after or old:
            yield Remark(
                verdict=Verdict.REJECTED, kind="time_outside",
                why=f"la feuille de temps {with_de(format_month(month))} n’est pas de la période",
                action="vérifier le mois, ou retirer la part de ce financeur",
                columns=("invoice_date",), source=_SOURCE,
            )  # fmt: skip
            return


def _is_signed(row: Row) -> bool:
    """Signed for sure: what only a person can tell is not claimed."""
    return row.says_yes("signed") and row.reading("signed").doubt is not Doubt.AMBIGUOUS


def _cost(
    expense: Expense,
    rows: Sequence[Row],
    expenses: Sequence[Expense],
    review: Review,
    sheets: Sheets,
    papers: Papers,
) -> Iterator[Remark]:
    """What the recorded time bears of these salaries: hours × hourly cost, within paid hours."""
    amount = expense.amount() or Decimal(0)
    total = sum((each.amount() or Decimal(0) for each in expenses), Decimal(0))
    costs = [_cost_of(row, review, sheets, papers) for row in rows]
    known = [each.amount for each in costs if each.amount is not None]
    if total <= 0:
        return
    if len(known) < len(costs):
        open_day = next((each.why for each in costs if each.amount is None and each.why), "")
        unread = "le coût du temps n’est pas inscrit, ou ne peut pas être lu"
        yield Remark(
            verdict=Verdict.UNVERIFIED, kind="staff_cost", why=open_day or unread,
            action=_SAY_A_DAY if open_day else f"remplir {quote('Coût chargé €')} dans {_SOURCE}",
            columns=("amount",), source=_SOURCE,
        )  # fmt: skip
        return
    cost = sum(known, Decimal(0))
    if cost >= total:
        return
    said = next((each.why for each in costs if each.why), "")
    yield Remark(
        verdict=Verdict.REDUCED, kind="staff_cost", kept=cents(amount * cost / total),
        why=said or f"le temps passé{_of_months(rows)} coûte {format_money(cost, cents=True)}, "
        f"moins que les {format_money(total, cents=True)} de salaires, chacun retenu au prorata",
        action="ramener le salaire à ce que justifient les feuilles signées",
        columns=("amount",), source=_SOURCE,
        cells=tuple(cell for each in costs for cell in each.cells),
    )  # fmt: skip


def _of_months(rows: Sequence[Row]) -> str:
    """« de décembre 2025 »: the sheets to open again."""
    months = sorted({day.replace(day=1) for row in rows if (day := row.last_day("month"))})
    return f" {with_de(format_month(months[0]))}" if len(months) == 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cost:
    """What a sheet bears (None when not known), why it is less than its own, and on which cell."""

    amount: Decimal | None
    why: str = ""
    cells: tuple[CellRef, ...] = ()


def _cost_of(row: Row, review: Review, sheets: Sheets, papers: Papers) -> _Cost:
    """What a sheet bears: with an hourly cost, hours × it (to the cent), whatever else is typed."""
    cost, hourly, time = row.decimal("cost"), row.decimal("hourly"), row.reading("time").value
    if row.is_doubtful("cost", "hourly", "time"):
        return _Cost(amount=None)
    said, cells, month = "", (), row.last_day("month")
    if isinstance(time, Quantity) and hourly is not None:
        product, exact = _at_its_rate(time, hourly, cost, review.terms, month)
        if exact is None:
            return _Cost(amount=None, why=product)
        if cost is not None and exact < cost:
            said = f"{product} font {format_money(exact, cents=True)}, et non "
            said += format_money(cost, cents=True)
        cost = exact if cost is None else min(cost, exact)
    if cost is None or month is None or not isinstance(time, Quantity) or time.amount <= 0:
        return _Cost(amount=cost, why=said)
    unit, full = time.unit or "jour", review.terms.paid_hours
    accepted = _accepted(row, month, review, papers)
    at_it = None if accepted is None else (time.amount * accepted[0]).quantize(CENT, _HALF_UP)
    if accepted is not None and at_it is not None and at_it < cost:
        said = f"{format_quantity(time.amount, unit)} à {format_money(accepted[0], cents=True)}, "
        said += f"le coût horaire accepté, font {format_money(at_it, cents=True)}, et non "
        said += format_money(cost, cents=True)
        cost, cells = at_it, accepted[1]
    person, first = row.plain("employee"), month.replace(day=1)
    worked = sheets.worked.get((sheets.names[fold(person)], first, unit))
    told = papers.paid_hours(person, first, full=full)
    most = most_in_a_month(unit, hours=full, paid=told[0] if told else None)
    if worked is None or most is None or worked <= most:
        return _Cost(amount=cost, why=said, cells=cells)
    said = (
        f"{format_quantity(worked, unit)} pour une même personne en {format_month(month)}, pour "
        f"{format_quantity(most, unit)} payées, tous projets confondus"
    )
    share = max(time.amount - (worked - most), Decimal(0)) / time.amount
    return _Cost(
        amount=(cost * share).quantize(CENT, _HALF_UP), why=said,
        cells=(*cells, *((told[1],) if told else ())),
    )  # fmt: skip


_SAY_A_DAY = (
    f"écrire « {GrantRule.DAY_HOURS.value} » dans « Règles des financeurs », ou les heures dans "
    f"{_SOURCE}"
)


def _at_its_rate(
    time: Quantity, hourly: Decimal, cost: Decimal | None, terms: Terms, month: date | None
) -> tuple[str, Decimal | None]:
    """Time × rate as one would write it, and what it makes; None where a day's hours decide it.

    « 10 jours » at 25 € an hour make 1 750 € at seven hours a day: by the funder's row, else by
    nobody's. Where days × rate make the cost, or near it, the rate is a day's.
    """
    at_rate = (time.amount * hourly).quantize(CENT, _HALF_UP)
    spent, rate = format_quantity(time.amount, time.unit), format_money(hourly, cents=True)
    may_be_days = is_in_days(time.unit) and at_rate > 0
    if not may_be_days or (cost is not None and not may_be_hours_of_a_day(cost / at_rate)):
        return f"{spent} × {rate}", at_rate
    hours = terms.amount_on(GrantRule.DAY_HOURS, month)
    if hours is None or hours <= 0:
        return f"{spent} à un taux horaire{NBSP}: on ne sait combien d’heures fait un jour", None
    exact = (time.amount * hours * hourly).quantize(CENT, _HALF_UP)
    return f"{spent} × {format_quantity(hours, 'h')} × {rate}", exact


def _accepted(
    row: Row, month: date, review: Review, papers: Papers
) -> tuple[Decimal, tuple[CellRef, ...]] | None:
    """The hourly cost beyond which a sheet is not counted: a letter, a rule, a ceiling."""
    time = row.reading("time").value
    if not isinstance(time, Quantity) or time.unit == "jour":
        return None
    person, found = row.plain("employee"), list[tuple[Decimal, tuple[CellRef, ...]]]()
    letter = papers.accepted_rate(person, month.replace(day=1), row.plain("piece"))
    if letter is not None:
        found.append((letter[0], (letter[1],)))
    listed = rates_listed(review.terms.value_on(GrantRule.HOURLY, month))
    mine = [rate for name, rate in listed if not name or is_same_person(name, person)]
    most = rates_listed(review.terms.value_on(GrantRule.HOURLY_MOST, month))
    found.extend((rate, ()) for rate in (*mine, *(rate for _, rate in most)))
    return min(found, key=lambda each: each[0], default=None)


def _held(why: str, action: str) -> Remark:
    return Remark(
        verdict=Verdict.HELD, kind="timesheet", why=why, action=action, columns=("type",),
        source=_SOURCE,
    )  # fmt: skip
