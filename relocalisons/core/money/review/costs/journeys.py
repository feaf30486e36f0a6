"""Pure: a journey: who, where, how far, why, in whose vehicle, and what a rule lets it cost.

A vehicle's papers are asked where somebody is paid by the kilometre; those that stand beside one
journey of a person are good for the others.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, once_a_programme
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    join_words,
    quote,
)
from relocalisons.core.money.books import open_books
from relocalisons.core.money.cents import cents
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.review.terms import rule_row
from relocalisons.core.money.review.verdict import PieceCheck, Remark, Review, Verdict
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.grant_rules import GrantRule
from relocalisons.core.money.words.people import is_same_person
from relocalisons.core.money.words.pieces import PieceNature
from relocalisons.core.money.words.travel import (
    days_travelled,
    has_tolls,
    is_by_car,
    is_from_home,
    kilometres,
    meals,
    nights,
    parts_missing,
    rate_told,
    tells_papers,
    tells_the_journey,
)

_CLOSE = timedelta(days=2)  # a report typed with the day of its mission order
_SOURCE = "pièces exigées par type de dépense"


def judge_journeys(expense: Expense, review: Review) -> Iterator[Remark]:
    """Every rule of a journey."""
    if expense.kind is not ExpenseKind.TRAVEL:
        return
    yield from _told(expense)
    yield from _from_home(expense)
    yield from _distance(expense)
    yield from _before_it(expense)
    yield from _papers(expense, review)
    yield from _ceilings(expense, review)


def journey_checks(expense: Expense) -> Iterator[PieceCheck]:
    """What only the expense report tells, where no piece is listed."""
    if expense.kind is ExpenseKind.TRAVEL and not expense.pieces.is_listed:
        yield PieceCheck(
            kind="journey", piece="l’état de frais et l’ordre de mission",
            what="l’objet, la carte grise si la voiture est personnelle, et le barème appliqué",
        )  # fmt: skip


def _told(expense: Expense) -> Iterator[Remark]:
    """A journey whose line tells neither distance nor means: its expense report must."""
    told = expense.pieces.is_journey_told or tells_the_journey(expense.row.text("label"))
    is_listed = expense.pieces.is_listed
    if not told:
        yield Remark(
            verdict=Verdict.HELD if is_listed else Verdict.UNVERIFIED, kind="journey",
            why=f"ni le libellé ni {quote('Pièces')} ne disent trajet ou kilomètres"
            if is_listed
            else "le libellé ne dit ni trajet ni kilomètres",
            action="vérifier que l’état de frais dit qui, où, quand, combien de kilomètres et "
            "pourquoi", columns=("label",), source=_SOURCE,
        )  # fmt: skip
        return
    person = expense.row.text("supplier")
    lost = parts_missing(" ; ".join(text for text, _ in _texts(expense)), person)
    if lost:
        yield Remark(
            verdict=Verdict.HELD, kind="journey",
            why=f"rien ne dit {join_words(lost)} du déplacement",
            action="compléter l’état de frais", columns=("label",), source=_SOURCE,
        )  # fmt: skip


def _from_home(expense: Expense) -> Iterator[Remark]:
    """The way to work is no journey for the action."""
    for text, cell in _texts(expense):
        if is_from_home(text):
            yield Remark(
                verdict=Verdict.HELD, kind="journey",
                why="le trajet du domicile au travail n’est pas un déplacement pour l’action",
                action="le retirer, ou dire l’objet du déplacement", columns=("label",),
                cells=(cell,), source=_SOURCE,
            )  # fmt: skip
            return


def _distance(expense: Expense) -> Iterator[Remark]:
    """A line and its expense report that tell two distances."""
    own = kilometres(expense.row.text("label"))
    for told, cell in expense.pieces.km:
        if own is not None and told != own:
            yield Remark(
                verdict=Verdict.HELD, kind="journey",
                why=f"la ligne dit {own} km, l’état de frais {told} km",
                action="corriger la distance et le montant", columns=("amount",), cells=(cell,),
                source=quote("Pièces"),
            )  # fmt: skip
            return


def _before_it(expense: Expense) -> Iterator[Remark]:
    """Kilometres told or paid before the day of the journey; a ticket is bought before."""
    told = [(day, cell) for text, cell in _texts(expense) for day in days_travelled(text)]
    if not told or not any(is_by_car(text) for text, _ in _texts(expense)):
        return
    day, cell = max(told, key=lambda each: each[0])
    acts = [
        ("état de frais du", expense.day("invoice_date")),
        *(
            ("état de frais du", each.day)
            for each in expense.pieces.notes
            if each.nature is PieceNature.EXPENSE_REPORT
        ),
        ("remboursement du", expense.day("paid_on")),
    ]
    early = next(((name, on) for name, on in acts if on is not None and on < day - _CLOSE), None)
    if early is not None:
        yield Remark(
            verdict=Verdict.HELD, kind="order",
            why=f"{early[0]} {format_long_date(early[1])}, avant le déplacement du "
            f"{format_long_date(day)}",
            action="vérifier le jour du déplacement", columns=("invoice_date",), cells=(cell,),
            source="ordre des dates",
        )  # fmt: skip


def _papers(expense: Expense, review: Review) -> Iterator[Remark]:
    """Kilometres of a car of which nothing tells the papers."""
    if not any(is_by_car(text) for text, _ in _texts(expense)) or not expense.pieces.is_listed:
        return
    shown = _shown(review.books.programme)
    person = expense.row.text("supplier")
    if any(owner == expense.partner and is_same_person(name, person) for owner, name in shown):
        return
    if _tells(expense):
        return
    yield Remark(
        verdict=Verdict.HELD if shown else Verdict.UNVERIFIED, kind="vehicle",
        why="rien ne montre la carte grise du véhicule",
        action="joindre la carte grise, ou dire que c’est un véhicule de service",
        columns=("invoice",), source=_SOURCE,
    )  # fmt: skip


def _tells(expense: Expense) -> bool:
    beside = any(tells_papers(f"{each.called} ; {each.text}") for each in expense.pieces.notes)
    return beside or tells_papers(expense.row.text("label"))


@once_a_programme
def _shown(programme: Programme) -> tuple[tuple[str | None, str], ...]:
    """Whose vehicle papers stand beside a journey: structure and name."""
    return tuple(
        (each.partner, each.row.text("supplier") or "")
        for each in open_books(programme).expenses
        if each.kind is ExpenseKind.TRAVEL and _tells(each)
    )


def _ceilings(expense: Expense, review: Review) -> Iterator[Remark]:
    """Kilometres, meals and nights beyond the convention's own rows, or beyond their own sum."""
    net, day, terms = expense.amount(), expense.day("invoice_date"), review.terms
    if net is None:
        return
    texts = [text for text, _ in _texts(expense)]
    km = next((each for text in texts if (each := kilometres(text)) is not None), None)
    per_km = terms.amount_on(GrantRule.PER_KM, day)
    told = next((each for text in texts if (each := rate_told(text)) is not None), None)
    parts: list[tuple[Decimal, str, GrantRule | None]] = []
    rates = [each for each in (per_km, told) if each is not None]
    is_alone = not any(meals(text) or nights(text) for text in texts)
    if km and rates and is_alone and not any(map(has_tolls, texts)):
        rate = min(rates)
        rule = GrantRule.PER_KM if rate == per_km else None
        parts.append((rate * Decimal(km), f"{km} km à {format_money(rate, cents=True)}", rule))
    for rule, count in (
        (GrantRule.MEAL, max(map(meals, texts), default=0)),
        (GrantRule.NIGHT, max(map(nights, texts), default=0)),
    ):
        most = terms.amount_on(rule, day)
        if most is None or not count or km:
            continue
        what = "repas" if rule is GrantRule.MEAL else "nuitée"
        plural = "s" if count > 1 and what == "nuitée" else ""
        parts.append((most * count, f"{count} {what}{plural}", rule))
    most = sum((each[0] for each in parts), Decimal(0))
    if not parts or cents(most) >= cents(net):
        return
    rule = next((each[2] for each in parts if each[2] is not None), None)
    yield Remark(
        verdict=Verdict.REDUCED, kind="journey_ceiling", kept=cents(most),
        why=f"{join_words([each[1] for each in parts])} font {format_money(most, cents=True)}",
        action="corriger le montant, ou joindre ce qui le justifie", columns=("amount",),
        source=quote("Dépenses") if rule is None else rule_row(rule),
    )  # fmt: skip


def _texts(expense: Expense) -> list[tuple[str, CellRef]]:
    """The label, and what its expense reports say."""
    reports = [
        (each.text, each.cell)
        for each in expense.pieces.notes
        if each.nature is PieceNature.EXPENSE_REPORT and each.text
    ]
    return [(expense.row.text("label") or "", expense.row.place.cell("label")), *reports]
