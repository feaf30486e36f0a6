"""Pure: the account of the grant in the shape of the French form (Cerfa 15059): charges, resources.

Over the whole programme, planned and done, by account of the French chart. The two sides are equal
by construction: what no funder pays is « autofinancement ».
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.french import format_money, percent, typo, whole_percent
from relocalisons.core.money.books import Books, Expense
from relocalisons.core.money.funding_key import split_amount
from relocalisons.core.money.words.budget_lines import ChartAccount, account_of_line
from relocalisons.core.views.view import PlainTable

ACCOUNTS = {
    ChartAccount.PURCHASES: "Achats et petit équipement",
    ChartAccount.SERVICES: "Services extérieurs",
    ChartAccount.OTHER_SERVICES: "Autres services extérieurs",
    ChartAccount.STAFF: "Charges de personnel",
    ChartAccount.OTHER: "Autres charges et frais de structure",
}
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
    planned = _sums((account_of_line(row.line), row.current or Decimal(0)) for row in books.budget)
    granted = _sums((row.funder, row.current or Decimal(0)) for row in books.budget)
    done = _sums((account_of_line(one.line), one.amount() or Decimal(0)) for one in sure)
    shares = _sums(
        part
        for one in sure
        if one.key is not None
        for part in split_amount(one.amount() or Decimal(0), one.key).items()
    )
    return Account(
        charges=tuple(
            Entry(
                name=f"{number} {title}",
                planned=planned[number],
                done=done[number],
            )
            for number, title in ACCOUNTS.items()
        ),
        resources=(
            *(
                Entry(
                    name=f"{SUBSIDIES}, {typo(funder.name)}",
                    planned=granted[funder.code],
                    done=shares[funder.code],
                )
                for funder in books.funders
            ),
            Entry(
                name=OWN,
                planned=sum(planned.values(), Decimal(0)) - sum(granted.values(), Decimal(0)),
                done=sum(done.values(), Decimal(0)) - sum(shares.values(), Decimal(0)),
            ),
        ),
        unread=len(doubtful),
    )


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> Mapping[str, Decimal]:
    """Σ by name; zero for a name without any amount."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for name, amount in amounts:
        sums[name] += amount
    return sums


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
