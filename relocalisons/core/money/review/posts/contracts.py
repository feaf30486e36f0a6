"""Pure: whether a post existed in the month that is asked, and what its hour really cost."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    format_month,
    quote,
    with_de,
)
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.posts.papers import Papers, read_papers
from relocalisons.core.money.review.posts.pay import last_day_of
from relocalisons.core.money.review.posts.staff import Sheets, read_sheets, sheets_of
from relocalisons.core.money.review.verdict import Remark, Review, Verdict
from relocalisons.core.money.words.controls.rates import (
    asks_two_signatures,
    is_made_later,
    is_sheet,
    is_signed_by_one,
    lacks_a_signature,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import is_amended, month_cost, paid_time
from relocalisons.core.money.words.pieces import PieceNature, day_signed

# 1 607 hours are worked of the 1 820 that are paid (Code du travail, L3121-41): an hourly cost by
# worked hours is that much above the one of a slip, and is usual.
_WORKED = Decimal(1607) / Decimal(1820)
_EARLY = timedelta(days=7)  # a sheet is closed with the pay, some days before the month ends
_LATE = timedelta(days=62)


def judge_posts(review: Review) -> dict[str, tuple[Remark, ...]]:
    """By subject: contracts that do not hold that month, dear hours, when a sheet was signed."""
    papers, sheets = read_papers(review), read_sheets(review.books.programme)
    found: dict[str, tuple[Remark, ...]] = {}
    for expense in review.books.expenses:
        day = expense.day("invoice_date")
        if expense.kind is not ExpenseKind.SALARY or expense.is_refused or day is None:
            continue
        month = day.replace(day=1)
        remarks = (
            *_contract(expense, month, papers),
            *_dear_hours(expense, month, sheets),
            *_signed_when(
                expense,
                month,
                two=asks_two_signatures(review.terms.value_on(GrantRule.TIME_PROOF, month)),
            ),
        )
        if remarks:
            found[expense.subject] = remarks
    return found


def _contract(expense: Expense, month: date, papers: Papers) -> Iterator[Remark]:
    """A month that no contract of that person covers; an amendment alone tells no beginning."""
    known = papers.contracts(expense.row.plain("supplier"))
    ends = [each.end for each in known if each.end is not None and each.end < month]
    if known and len(ends) == len(known):
        why = f"le contrat de travail a pris fin le {format_long_date(max(ends))}, avant ce mois"
    else:
        last = last_day_of(month)
        begins = [each.begins for each in known if each.begins and each.begins > last]
        is_whole = not any(is_amended(f"{each.called} {each.words}") for each in known)
        if not known or len(begins) != len(known) or not is_whole:
            return
        why = f"le contrat de travail commence le {format_long_date(min(begins))}, après ce mois"
    yield Remark(
        verdict=Verdict.HELD, kind="work_contract", why=why,
        action="joindre le contrat qui vaut ce mois", columns=("invoice_date",),
        cells=tuple(each.cell for each in known), source=quote("Contrat de travail"),
    )  # fmt: skip


def _dear_hours(expense: Expense, month: date, sheets: Sheets) -> Iterator[Remark]:
    """An hourly cost above what the slip of that pay cost, over the hours that were worked."""
    told = next(
        (
            (cost, paid.hours + paid.more, note.cell)
            for note in expense.pieces.notes
            if note.nature is PieceNature.PAYSLIP
            and (cost := month_cost(note.text)) is not None
            and (paid := paid_time(note.text)) is not None
            and paid.hours
        ),
        None,
    )
    rates = [row.decimal("hourly") for row in sheets_of(expense, sheets)] if told else []
    dearest = max((each for each in rates if each is not None), default=None)
    if told is None or dearest is None or dearest <= told[0] / told[1] / _WORKED:
        return
    yield Remark(
        verdict=Verdict.UNVERIFIED, kind="staff_cost",
        why=f"l’heure est comptée {format_money(dearest, cents=True)}, le bulletin "
        f"{with_de(format_month(month))} fait {format_money(told[0] / told[1], cents=True)}",
        action="refaire le calcul du coût horaire, et le joindre", columns=("amount",),
        cells=(told[2],), source=quote("Bulletin de paie"),
    )  # fmt: skip


def _signed_when(expense: Expense, month: date, *, two: bool) -> Iterator[Remark]:
    """A sheet signed before the time was worked, long after it, or by one of the two."""
    end = last_day_of(month)
    for note in expense.pieces.notes:
        if not is_sheet(note.called):
            continue
        signed = day_signed(note.text) or note.day
        why, verdict = "", Verdict.HELD
        alone = two and is_signed_by_one(note.text)
        if alone or lacks_a_signature(note.text):
            why = "une signature manque à la feuille de temps"
        elif signed is not None and signed < end - _EARLY:
            why = f"la feuille de temps est signée le {format_long_date(signed)}, avant la fin "
            why += with_de(format_month(month))
        elif signed is not None and signed > end + _LATE:
            why, verdict = f"la feuille de temps est signée le {format_long_date(signed)}, bien " \
                "après le mois", Verdict.UNVERIFIED  # fmt: skip
        elif is_made_later(note.text):
            why, verdict = "la feuille de temps a été refaite après coup", Verdict.UNVERIFIED
        if why:
            yield Remark(
                verdict=verdict, kind="timesheet", why=why,
                action="joindre une feuille signée des deux, mois par mois", columns=("type",),
                cells=(note.cell,), source=quote("Pièces"),
            )  # fmt: skip
            return
