"""Pure: the account of a grant in the shape of the French form (Cerfa 15059): charges, resources.

Of one funder's action: the expenses of which it pays a share, and the budget lines of those
partners and lines. Charges are what was paid; resources are facts (foreseen, asked, cashed), and
what nobody noted is « non connu »: the two sides are not made equal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Funder
from relocalisons.core.kernel.words.french import (
    NBSP,
    counted,
    format_long_date,
    format_money,
    percent,
    typo,
    whole_percent,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books, BudgetRow, Expense, FunderRules
from relocalisons.core.money.cents import cents, euros
from relocalisons.core.money.repayments.movements import read_movements
from relocalisons.core.money.review.aid import aid_of_parts, declared_part
from relocalisons.core.money.review.terms import terms_of
from relocalisons.core.money.sums import CentRows
from relocalisons.core.money.words.budget_lines import ChartAccount, account_of_line
from relocalisons.core.money.words.reports import ReportType, read_report_type
from relocalisons.core.views.view import PlainTable

ACCOUNTS = {
    ChartAccount.PURCHASES: "60 Achats et petit équipement",
    ChartAccount.SERVICES: "61 Services extérieurs",
    ChartAccount.OTHER_SERVICES: "62 Autres services extérieurs",
    ChartAccount.TAXES: "63 Impôts et taxes",
    ChartAccount.STAFF: "64 Charges de personnel",
    ChartAccount.OTHER: "65 Autres charges de gestion courante",
    ChartAccount.FINANCIAL: "66 Charges financières",
    ChartAccount.EXCEPTIONAL: "67 Charges exceptionnelles",
    ChartAccount.DEPRECIATION: "68 Dotations aux amortissements et provisions",
    ChartAccount.INDIRECT: "Charges indirectes réparties",
    ChartAccount.IN_KIND: "86 Emplois des contributions volontaires en nature",
}
SUBSIDIES = "74 Subventions"
OWN = "Autofinancement des structures"
# What the sheets say nothing about: the form wants the line, and nobody has filled it in.
_UNKNOWN_RESOURCES = (
    "70 Ventes et prestations",
    "75 Autres produits de gestion (dont 756, 758)",
    "76 à 79 Autres produits",
    "87 Contributions volontaires en nature",
)
NOT_KNOWN = "non connu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A line of charges; euros paid, in the base that the funder counts."""

    name: str
    planned: Decimal
    done: Decimal
    unread: int = 0  # lines of budget that are in doubt: `planned` is at least that much


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A line of resources; None where nobody has noted it."""

    name: str
    planned: Decimal | None
    asked: Decimal | None
    received: Decimal | None
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Both sides; `unread` expenses and `unread_budgets` lines are in doubt and in no sum."""

    charges: tuple[Charge, ...]
    resources: tuple[Resource, ...]
    until: date  # the last day of what is counted as paid
    unread: int
    unread_budgets: int

    @property
    def paid(self) -> Decimal:
        """Σ of the charges done."""
        return sum((entry.done for entry in self.charges), Decimal(0))

    @property
    def note(self) -> str:
        """What is left out, and why the sides differ; French."""
        said = [
            f"Charges payées jusqu’au {format_long_date(self.until)} sur les lignes aidées, tous "
            f"financeurs ensemble{NBSP}: {format_money(self.paid, cents=True)}. Une ressource "
            "n’est comptée comme encaissée que si son versement est noté.",
            counted(
                self.unread,
                one="1 dépense en doute n’y est pas.",
                many="{n} dépenses en doute n’y sont pas.",
            ),
            counted(
                self.unread_budgets,
                one="La prévision est incomplète, 1 ligne de budget ne peut pas être lue.",
                many="La prévision est incomplète, {n} lignes de budget ne peuvent pas être lues.",
            ),
        ]
        return " ".join(each for each in said if each)


def account_of(books: Books, funder: FunderRules, *, until: date) -> Account:
    """Both sides of that funder's action, payments counted until that day included."""
    sure = counted_in(books, funder, until=until)
    budget = action_budget(books, funder)
    unread = [row for row in budget if row.current is None]
    planned = _sums((account_of_line(row.line), row.current) for row in budget)
    granted = _sums((row.funder, row.current) for row in budget)
    done = _sums((account_of_line(one.line), books.eligible(one, funder)) for one in sure)
    asked = _asked(books, funder, on=until)
    return Account(
        charges=tuple(
            Charge(
                name=name,
                planned=planned.get(account, Decimal(0)),
                done=done.get(account, Decimal(0)),
                unread=len([row for row in unread if account_of_line(row.line) == account]),
            )
            for account, name in ACCOUNTS.items()
        ),
        resources=(
            *(
                Resource(
                    name=subsidy_of(each),
                    planned=_as_aid(books, each.code, granted.get(each.code, Decimal(0)), on=until),
                    asked=asked.get(each.code),
                    received=_received(books, each, until=until),
                    unread=len([row for row in unread if row.funder == each.code]),
                )
                for each in books.funders
                if granted.get(each.code) or each.code == funder.code
            ),
            *(
                Resource(name=name, planned=None, asked=None, received=None)
                for name in _UNKNOWN_RESOURCES
            ),
            Resource(name=OWN, planned=None, asked=None, received=None),
        ),
        until=until,
        unread=len([one for one in books.expenses if _is_doubtful(one, funder)]),
        unread_budgets=len(unread),
    )


def subsidy_of(funder: Funder | FunderRules) -> str:
    """« 74 Subventions, Fonds régional Alimentation »."""
    return f"{SUBSIDIES}, {typo(funder.name)}"


def action_budget(books: Books, funder: FunderRules) -> list[BudgetRow]:
    """The lines of « Budget » of the partners and lines that this funder pays a part of."""
    scope = {(row.partner, fold(row.line)) for row in books.budget if row.funder == funder.code}
    return [row for row in books.budget if (row.partner, fold(row.line)) in scope]


def partners_paid(books: Books, funder: FunderRules) -> frozenset[str] | None:
    """Those who have a budget or an expense of that funder; None where a line names nobody."""
    named = {row.partner for row in books.budget if row.funder == funder.code}
    named |= {one.partner for one in books.expenses if one.key and one.key.share(funder.code) > 0}
    codes = {each for each in named if each is not None}
    return frozenset(codes) if len(codes) == len(named) else None


def counted_in(books: Books, funder: FunderRules, *, until: date) -> list[Expense]:
    """The expenses that weigh in the account: paid by that day, amount and key known for sure."""
    return [
        one
        for one in books.expenses
        if _is_paid(one, until=until)
        and _is_sure(one)
        and one.key is not None
        and one.key.share(funder.code) > 0
        and books.eligible(one, funder) is not None
    ]


def account_tables(account: Account) -> tuple[PlainTable, PlainTable]:
    """Charges with their gaps in euros and in percent, then resources."""
    charges = (*account.charges, _total(account.charges))
    return (
        PlainTable(
            caption="Charges de l’action, sur les lignes de budget que ce fonds aide, en euros",
            columns=("Compte", "Prévision", "Réalisation", "Écart", "%"),
            rows=tuple(_charge(entry) for entry in charges),
        ),
        PlainTable(
            caption="Ressources des mêmes lignes de budget, en euros",
            columns=("Ressource", "Prévision", "Demandé, rejets déduits", "Encaissé"),
            rows=tuple(map(_resource, (*account.resources, _known(account.resources)))),
        ),
    )


def _sums(amounts: Iterable[tuple[str, Decimal | None]]) -> Mapping[str, Decimal]:
    """Σ by name, of whole cents; what nobody can read is in none."""
    rows = [((str(name),), (cents(amount),)) for name, amount in amounts if amount is not None]
    summed = CentRows(names=("name",), columns=("cents",), rows=rows).sums("name")
    return {name: euros(total) for (name,), total in summed.items()}


def _asked(books: Books, funder: FunderRules, *, on: date) -> Mapping[str, Decimal]:
    """By funder, what claims asked of the expenses of this funder's action, as aid.

    What was rejected is taken off, as where the claim says what is left of the grant.
    """
    declared = _sums(
        (each.code, euros(part.claimed - part.rejected))
        for one in books.expenses
        if one.sure_key is not None and one.sure_key.share(funder.code) > 0
        for each in books.funders
        if one.sure_key.share(each.code) > 0 and (part := declared_part(one, each.code)) is not None
    )
    return {code: _as_aid(books, code, amount, on=on) for code, amount in declared.items()}


def _as_aid(books: Books, code: str, amount: Decimal, *, on: date) -> Decimal:
    """What was declared or planned, as aid: at the rate where that key shares the base."""
    funder = books.funder(code)
    if funder is None:
        return amount
    return euros(aid_of_parts(cents(amount), terms_of(books, funder, on=on)))


def _received(books: Books, funder: FunderRules, *, until: date) -> Decimal | None:
    """Σ of « Encaissements » where it has a line, else of « Montant encaissé » of its claims.

    None when nothing is noted, or something is unsure.
    """
    names = {fold(funder.code), fold(funder.name)}
    if any(fold(row.plain("funder")) in names for row in books.programme.rows("receipts")):
        moved = read_movements(books, as_of=until)
        if any(fold(row.plain("funder")) in names for row in moved.unread_receipts):
            return None
        mine = [each.signed for each in moved.receipts if each.funder == funder.code]
        return euros(sum(mine))
    rows = [
        row
        for row in books.programme.rows("report_schedule")
        if fold(row.plain("funder")) in names
        and row.said("type", read_report_type).value is ReportType.CLAIM
    ]
    amounts = [row.decimal("received") for row in rows]
    known = [each for each in amounts if each is not None]
    if not known or any(row.is_doubtful("received") for row in rows):
        return None
    return sum(known, Decimal(0))


def _total(entries: Iterable[Charge]) -> Charge:
    entries = tuple(entries)
    return Charge(
        name="Total",
        planned=sum((entry.planned for entry in entries), Decimal(0)),
        done=sum((entry.done for entry in entries), Decimal(0)),
        unread=sum(entry.unread for entry in entries),
    )


def _known(entries: Iterable[Resource]) -> Resource:
    """Σ of what is known of each column; None where nothing is."""
    entries = tuple(entries)

    def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
        known = [each for each in amounts if each is not None]
        return sum(known, Decimal(0)) if known else None

    return Resource(
        name="Total de ce qui est connu",
        planned=total(each.planned for each in entries),
        asked=total(each.asked for each in entries),
        received=total(each.received for each in entries),
        unread=sum(each.unread for each in entries),
    )


def _charge(entry: Charge) -> tuple[str, ...]:
    if entry.unread:
        # Neither gap nor share of a forecast of which a part is not known.
        done = format_money(entry.done, cents=True)
        return (entry.name, _at_least(entry.planned), done, "–", "–")
    if not entry.planned and not entry.done:
        return (entry.name, "–", "–", "–", "–")
    share = percent(whole_percent(entry.done / entry.planned)) if entry.planned > 0 else "–"
    amounts = (entry.planned, entry.done, entry.done - entry.planned)
    return (entry.name, *(format_money(each, cents=True) for each in amounts), share)


def _resource(entry: Resource) -> tuple[str, ...]:
    if entry.planned is None:
        return (entry.name, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)
    return (
        entry.name,
        _at_least(entry.planned) if entry.unread else format_money(entry.planned, cents=True),
        *(
            NOT_KNOWN if each is None else format_money(each, cents=True)
            for each in (entry.asked, entry.received)
        ),
    )


def _at_least(amount: Decimal) -> str:
    return f"au moins {format_money(amount, cents=True)}"


def _is_paid(expense: Expense, *, until: date) -> bool:
    day = expense.day("paid_on")
    return not expense.is_refused and day is not None and day <= until


def _is_doubtful(expense: Expense, funder: FunderRules) -> bool:
    if expense.is_refused or (expense.key is not None and not expense.key.share(funder.code)):
        return False
    paid = expense.day("paid_on") is not None
    unsure = expense.amount() is None or not _is_sure(expense)
    return expense.is_doubtful("paid_on") or (paid and unsure)


def _is_sure(expense: Expense) -> bool:
    """Whether the key says who pays what; above 100 % it is an error to put right first."""
    return expense.key is not None and expense.key.total <= 1
