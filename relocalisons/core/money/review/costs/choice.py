"""Pure: how a supplier was chosen: the cheapest quote, one that still held, needs not cut in two.

Read of « Pièces » alone: a link to a quote says neither its price nor its day.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import Programme, once_a_programme
from relocalisons.core.kernel.words.french import (
    format_long_date,
    format_money,
    join_words,
    quote,
    typo,
)
from relocalisons.core.money.books import open_books
from relocalisons.core.money.expense import Expense
from relocalisons.core.money.lead import partner_rows
from relocalisons.core.money.pieces.piece_facts import Quote
from relocalisons.core.money.review.pieces import first_day_of
from relocalisons.core.money.review.verdict import PieceCheck, Remark, Review, Verdict
from relocalisons.core.money.words.controls.choices import (
    is_choice_explained,
    is_one_thing,
    quote_holds_until,
    tells_apart,
)
from relocalisons.core.money.words.expenses import ExpenseKind
from relocalisons.core.money.words.people import is_same_person, names_person
from relocalisons.core.money.words.pieces import PieceNature, day_agreed, links_in
from relocalisons.core.money.words.suppliers import is_one_body, same_supplier

_SOURCE = "coût raisonnable, devis de la convention"
_ONE_NEED = 15  # days between two orders that one quote would have covered


def judge_choice(expense: Expense, review: Review) -> Iterator[Remark]:
    """The quote that was kept, beside the others; orders of one day that one quote would cover."""
    if expense.kind is not ExpenseKind.INVOICE:
        return
    yield from _expired(expense)
    yield from _above(expense)
    yield from _split(expense, review)
    yield from _of_an_employee(expense, review)
    yield from _of_a_partner(expense, review)


def choice_checks(expense: Expense) -> Iterator[PieceCheck]:
    """A quote that was not the cheapest: a better offer is allowed, and has its reason.

    Lots of one day that a piece says to be apart: one need or two, only the orders tell.
    """
    kept = _kept(expense) if expense.kind is ExpenseKind.INVOICE else None
    amounts = [each.amount for each in expense.pieces.quotes if each.amount and each is not kept]
    explained = any(is_choice_explained(each.text) for each in expense.pieces.notes)
    if (
        kept is not None
        and kept.amount
        and amounts
        and not explained
        and (min(amounts) < kept.amount)
    ):
        yield PieceCheck(
            kind="dearer_quote", piece="la note de choix",
            what="pourquoi le devis retenu n’est pas le moins cher",
        )  # fmt: skip
    if expense.kind is ExpenseKind.INVOICE and _is_said_apart(expense):
        yield PieceCheck(
            kind="split_need", piece="les commandes",
            what="que les lots sont des besoins distincts, sinon les devis du besoin entier",
        )  # fmt: skip


def _is_said_apart(expense: Expense) -> bool:
    return any(tells_apart(each.text) for each in expense.pieces.notes)


def _expired(expense: Expense) -> Iterator[Remark]:
    kept = _kept(expense)
    until = quote_holds_until(kept.note) if kept is not None else None
    signed = day_agreed(kept.note) if kept is not None else None
    ordered = signed or first_day_of(expense)
    if kept is not None and until is not None and ordered is not None and ordered > until:
        yield Remark(
            verdict=Verdict.HELD, kind="expired_quote",
            why=f"le devis valait jusqu’au {format_long_date(until)}, la commande est du "
            f"{format_long_date(ordered)}",
            action="joindre le devis mis à jour, ou la preuve que le prix a été maintenu",
            columns=("quote",), cells=(kept.cell,), source=_SOURCE,
        )  # fmt: skip


def _kept(expense: Expense) -> Quote | None:
    """The quote that was signed, else the one of the supplier."""
    quotes, supplier = expense.pieces.quotes, expense.row.text("supplier")
    signed = [each for each in quotes if day_agreed(each.note) is not None]
    mine = [each for each in quotes if same_supplier(each.issuer, supplier)]
    return next(iter((*signed, *mine)), None)


def _above(expense: Expense) -> Iterator[Remark]:
    """Billed more than the quote that was signed: what is added has its own order."""
    net, signed = expense.amount(), None
    for each in expense.pieces.quotes:
        if day_agreed(each.note) is not None and each.amount is not None:
            signed = each
    if net is None or signed is None or signed.amount is None or net <= signed.amount:
        return
    yield Remark(
        verdict=Verdict.UNVERIFIED, kind="above_quote",
        why=f"{format_money(net, cents=True)} HT sont facturés pour un devis signé de "
        f"{format_money(signed.amount, cents=True)}",
        action="joindre la commande de ce qui s’ajoute, ou ne déclarer que le devis",
        columns=("amount",), cells=(signed.cell,), source=_SOURCE,
    )  # fmt: skip


def _of_an_employee(expense: Expense, review: Review) -> Iterator[Remark]:
    """Somebody of the structure who sells to it: paid twice, or in one’s own interest."""
    supplier = expense.row.text("supplier")
    names = _people(review.books.programme).get(expense.partner or "", ())
    if any(names_person(name, supplier) or _is_named(name, supplier) for name in names):
        yield Remark(
            verdict=Verdict.UNVERIFIED, kind="related",
            why=f"{typo(supplier or '')} est aussi une personne de la structure",
            action="prouver le prix du marché et l’absence de conflit d’intérêts, ou la reprendre "
            "en frais de personnel", columns=("supplier",), source=quote("Temps passé"),
        )  # fmt: skip


def _is_named(name: str, supplier: str | None) -> bool:
    """Whether a supplier is that person under another spelling, of two words at least."""
    return len((supplier or "").split()) > 1 and is_same_person(name, supplier)


@once_a_programme
def _people(programme: Programme) -> Mapping[str, frozenset[str]]:
    """By structure, the whole names of who works for it or represents it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in programme.rows("timesheets"):
        found[programme.whose(row) or ""].add(row.typed("employee"))
    for code, row in partner_rows(programme).items():
        found[code].add(row.typed("representative"))
    return {
        code: frozenset(each for each in names if len(each.split()) > 1)
        for code, names in found.items()
    }


def _of_a_partner(expense: Expense, review: Review) -> Iterator[Remark]:
    """A partner that sells to another: a purchase, which others could have made too."""
    net, supplier = expense.amount(), expense.row.text("supplier")
    if net is None or net < review.terms.usual_quote or _number_of(expense) > 1:
        return
    rows = partner_rows(review.books.programme)
    seller = next(
        (
            code
            for code, row in rows.items()
            if code != expense.partner and is_one_body(supplier, row.typed("name"))
        ),
        None,
    )
    if supplier and seller is not None and not expense.pieces.is_announced:
        yield Remark(
            verdict=Verdict.HELD, kind="partner_sells",
            why=f"achat à {seller}, partenaire du projet, sans mise en concurrence",
            action="joindre les devis d’autres entreprises, ou la reprendre en dépense de "
            "ce partenaire",
            columns=("supplier",), source="reversement ou achat entre partenaires – à vérifier",
        )  # fmt: skip


def _split(expense: Expense, review: Review) -> Iterator[Remark]:
    """Orders to one supplier, each below the amount from which quotes are asked, whole above it.

    Of one day they are one need; of a few days, where their words are alike, it is a question.
    """
    net, day, supplier = expense.amount(), first_day_of(expense), expense.row.text("supplier")
    if net is None or net <= 0 or day is None or not supplier:
        return
    orders = _orders(review.books.programme)
    days = (day + timedelta(days=after) for after in range(-_ONE_NEED, _ONE_NEED + 1))
    near = [
        each
        for other in days
        for each in orders.get((expense.partner, other), ())
        if same_supplier(each.row.text("supplier"), supplier)
    ]
    of_a_day = [each for each in near if first_day_of(each) == day]
    alike = [each for each in near if each is expense or _is_alike(each, expense)]
    for together, verdict in ((of_a_day, Verdict.HELD), (alike, Verdict.UNVERIFIED)):
        total = sum((each.amount() or Decimal(0) for each in together), Decimal(0))
        asked = review.terms.quotes_asked(total, day)
        if len(together) < 2 or asked <= review.terms.quotes_asked(net, day):
            continue
        if any(_number_of(each) >= asked or _is_said_apart(each) for each in together):
            continue
        numbers = join_words([each.number for each in together if each.subject != expense.subject])
        when = "le même jour" if verdict is Verdict.HELD else "à quelques jours"
        yield Remark(
            verdict=verdict, kind="split_need",
            why=f"avec {numbers}, commandée {when} à {typo(supplier)}, "
            f"{format_money(total, cents=True)} HT : {asked} devis sont exigés",
            action="joindre les devis du besoin entier",
            columns=("quote",), source=_SOURCE,
        )  # fmt: skip
        return


def _is_alike(one: Expense, other: Expense) -> bool:
    """Whether two orders are for one thing at one house, of one legal form."""
    names = one.row.text("supplier"), other.row.text("supplier")
    return is_one_body(*names) and is_one_thing(one.row.text("label"), other.row.text("label"))


@once_a_programme
def _orders(programme: Programme) -> Mapping[tuple[str | None, date], Sequence[Expense]]:
    """The invoices of each structure by the day of their order."""
    found: defaultdict[tuple[str | None, date], list[Expense]] = defaultdict(list)
    for each in open_books(programme).expenses:
        day, is_bill = first_day_of(each), each.kind is ExpenseKind.INVOICE
        if day is not None and is_bill and not each.is_refused and (each.amount() or 0) > 0:
            found[each.partner, day].append(each)
    return found


def _number_of(expense: Expense) -> int:
    return max(len(links_in(expense.row.text("quote"))), len(expense.pieces.quotes))


def judge_late_publicity(expense: Expense, _: Review) -> Iterator[Remark]:
    """An announcement made after the order announced nothing."""
    ordered = first_day_of(expense)
    for note in expense.pieces.notes:
        if note.nature is not PieceNature.PUBLICITY or note.day is None or ordered is None:
            continue
        if note.day > ordered:
            yield Remark(
                verdict=Verdict.HELD, kind="purchasing",
                why=f"l’annonce est du {format_long_date(note.day)}, après la commande du "
                f"{format_long_date(ordered)}",
                action="joindre l’annonce antérieure, ou faire vérifier par l’expert juridique",
                columns=("publicity",), cells=(note.cell,), source=quote("Pièces"),
            )  # fmt: skip
            return
