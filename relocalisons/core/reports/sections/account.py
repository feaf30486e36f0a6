"""Pure: the account of the grant in the shape of the French form (Cerfa 15059): charges, resources.

Over the whole programme, planned and done, by account of the French chart. The two sides are equal
by construction: what no funder pays is « autofinancement ».
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.books import Books, Expense
from relocalisons.core.money.funding_key import split_amount
from relocalisons.core.reports.shared.measures import whole_percent
from relocalisons.core.reports.shared.sentences import percent
from relocalisons.core.views.view import PlainTable

# Account of the chart, its title, the words of a budget line that lead to it.
ACCOUNTS = (
    ("60", "Achats et petit équipement", ("achat", "equipement", "materiel", "fourniture")),
    ("61", "Services extérieurs", ("location", "assurance", "documentation")),
    ("62", "Autres services extérieurs", ("prestation", "deplacement", "communication", "etude")),
    ("64", "Charges de personnel", ("personnel", "salaire")),
    ("65", "Autres charges et frais de structure", ()),
)
SUBSIDIES = "74 Subventions"
OWN = "Autofinancement des partenaires"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of one side: planned and done, euros before tax."""

    name: str
    planned: Decimal
    done: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Both sides; `unread` expenses are in doubt and weigh on neither."""

    charges: tuple[Entry, ...]
    resources: tuple[Entry, ...]
    unread: int

    @property
    def paid(self) -> Decimal:
        """Σ of the charges done."""
        return sum((entry.done for entry in self.charges), Decimal(0))


def account_of(books: Books, *, until: date) -> Account:
    """Both sides, payments counted until that day included."""
    sure = counted_in(books, until=until)
    doubtful = [one for one in books.expenses if not one.is_refused and _is_doubtful(one)]
    planned: dict[str, Decimal] = {}
    granted: dict[str, Decimal] = {}
    for row in books.budget:
        amount = row.current or Decimal(0)
        planned[_account(row.line)] = planned.get(_account(row.line), Decimal(0)) + amount
        granted[row.funder] = granted.get(row.funder, Decimal(0)) + amount
    done: dict[str, Decimal] = {}
    shares: dict[str, Decimal] = {}
    for one in sure:
        amount = one.amount() or Decimal(0)
        done[_account(one.line)] = done.get(_account(one.line), Decimal(0)) + amount
        for code, part in split_amount(amount, one.key).items() if one.key else ():
            shares[code] = shares.get(code, Decimal(0)) + part
    total = sum(done.values(), Decimal(0))
    own = total - sum(shares.values(), Decimal(0))
    return Account(
        charges=tuple(
            Entry(
                name=f"{number} {title}",
                planned=planned.get(number, Decimal(0)),
                done=done.get(number, Decimal(0)),
            )
            for number, title, _ in ACCOUNTS
        ),
        resources=(
            *(
                Entry(
                    name=f"{SUBSIDIES}, {typo(funder.name)}",
                    planned=granted.get(funder.code, Decimal(0)),
                    done=shares.get(funder.code, Decimal(0)),
                )
                for funder in books.funders
            ),
            Entry(
                name=OWN,
                planned=sum(planned.values(), Decimal(0)) - sum(granted.values(), Decimal(0)),
                done=own,
            ),
        ),
        unread=len(doubtful),
    )


def counted_in(books: Books, *, until: date) -> list[Expense]:
    """The expenses that weigh in the account: paid by that day, amount and key known for sure."""
    return [
        one
        for one in books.expenses
        if _is_paid(one, until=until) and one.amount() is not None and _is_sure(one)
    ]


def account_tables(account: Account) -> tuple[PlainTable, PlainTable]:
    """Charges, then resources."""
    return (
        _table("Charges, en euros HT", "Compte", account.charges),
        _table("Ressources, en euros HT", "Ressource", account.resources),
    )


def _table(caption: str, what: str, entries: tuple[Entry, ...]) -> PlainTable:
    total = Entry(
        name="Total",
        planned=sum((entry.planned for entry in entries), Decimal(0)),
        done=sum((entry.done for entry in entries), Decimal(0)),
    )
    return PlainTable(
        caption=caption,
        columns=(what, "Prévision", "Réalisation", "%"),
        rows=tuple(_row(entry) for entry in (*entries, total)),
    )


def _row(entry: Entry) -> tuple[str, ...]:
    share = percent(whole_percent(entry.done / entry.planned)) if entry.planned > 0 else "–"
    planned, done = (format_money(each, cents=True) for each in (entry.planned, entry.done))
    return (entry.name, planned, done, share)


def _account(line: str) -> str:
    words = fold(line)
    for number, _, names in ACCOUNTS:
        if any(name in words for name in names):
            return number
    return ACCOUNTS[-1][0]


def _is_paid(expense: Expense, *, until: date) -> bool:
    day = expense.day("paid_on")
    return not expense.is_refused and day is not None and day <= until


def _is_doubtful(expense: Expense) -> bool:
    paid = expense.day("paid_on") is not None
    unsure = expense.amount() is None or not _is_sure(expense)
    return expense.is_doubtful("paid_on") or (paid and unsure)


def _is_sure(expense: Expense) -> bool:
    """Whether the key says who pays what; above 100 % it is an error to put right first."""
    return expense.key is not None and expense.key.total <= 1
