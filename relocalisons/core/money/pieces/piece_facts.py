"""Pure: the facts that the pieces of one expense tell, each with the cell that tells it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.money.words.piece_texts import Charge, Paid
from relocalisons.core.money.words.pieces import PieceNature

T = TypeVar("T")
Told = tuple[T, CellRef]
Dated = tuple[date, CellRef]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote that can be read: who made it, and when."""

    siren: str | None
    issuer: str
    day: date | None
    cell: CellRef
    amount: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line of « Pièces » that can be read, as it stands there."""

    nature: PieceNature
    called: str  # its nature as typed
    text: str  # « Remarque »
    day: date | None
    amount: Decimal | None
    issuer: str
    link: str
    cell: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract of purchase: what it is worth with its renewals and options, where that is told.

    `key` is one contract, whichever invoices it stands beside.
    """

    key: str
    worth: Decimal | None
    is_open: bool
    cell: CellRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFacts:
    """The facts of the pieces of one expense, each with the cell that tells it.

    `acts`: signed quotes, orders and deposits. `debited`: the last day on which money left,
    `is_debit_sure` when words say so, and not the date of a statement. `done`: days on which the
    thing was delivered or done.
    `is_listed`: « Pièces » has a line for it, so that what is not there is known not to be.
    """

    notes: tuple[Note, ...] = ()
    acts: tuple[Dated, ...] = ()
    debited: Dated | None = None
    is_debit_sure: bool = False
    debits: tuple[Dated, ...] = ()  # each day that words call a debit, else that of a statement
    quotes: tuple[Quote, ...] = ()
    supplier_siren: str | None = None
    job_aid: Told[Decimal] | None = None
    unread_aid: CellRef | None = None  # a notification that tells no amount
    credit: Told[Decimal] | None = None
    done: tuple[Dated, ...] = ()
    launched: Dated | None = None  # the consultation
    is_announced: bool = False
    publicity: tuple[str, ...] = ()  # where a purchase was announced, in the words of its pieces
    billed_on: Dated | None = None  # the first of its invoices
    contracts: tuple[Contract, ...] = ()
    paid: tuple[Told[Paid], ...] = ()
    left: Told[Decimal] | None = None  # what is said to be unpaid
    bounced: CellRef | None = None
    billed: Told[Decimal] | None = None  # Σ of its invoices, or of its expense reports
    is_in_parts: bool = False  # a deposit was paid apart
    addressees: tuple[Told[str], ...] = ()
    holders: tuple[Told[str], ...] = ()
    charges: tuple[Told[Charge], ...] = ()
    other_aid: CellRef | None = None  # a notification of a grant that no key tells
    is_journey_told: bool = False
    incomplete: CellRef | None = None  # a delivery that was refused, or came in part
    km: tuple[Told[int], ...] = ()
    proforma: CellRef | None = None
    unreadable: CellRef | None = None  # an invoice or a statement that cannot be read in full
    lost_quotes: int = 0
    lost: tuple[Told[PieceNature], ...] = ()  # of a nature of which nothing can be read
    is_listed: bool = False


NOTHING = PieceFacts()
