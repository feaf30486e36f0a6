"""Pure: what the pieces of an expense tell, from « Pièces » and from its own line.

Nobody has to keep « Pièces »: a fact may be typed in the line itself (« Acompte versé le »,
« Débité le », « Aide à l'emploi € »), and where neither tells it, it is not known.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from relocalisons.core.kernel.model import Doubt, Row, first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.pieces.payment_facts import (
    PAYS,
    Natured,
    debited_of,
    debits_of,
    latest,
    paid_of,
)
from relocalisons.core.money.pieces.piece_facts import (
    NOTHING,
    Contract,
    Dated,
    Note,
    PieceFacts,
    Quote,
    Told,
)
from relocalisons.core.money.words.controls.choices import offers_nothing
from relocalisons.core.money.words.controls.commitments import days_committed, days_worked
from relocalisons.core.money.words.piece_texts import (
    Charge,
    account_of,
    aid_on_slip,
    aid_told,
    billed_to,
    charges_out,
    first_amount,
    is_taken_off,
    left_to_pay,
    tells_bounced,
    tells_incomplete,
    tells_no_aid,
    tells_unreadable,
)
from relocalisons.core.money.words.pieces import (
    PieceNature,
    day_agreed,
    day_launched,
    day_paid,
    day_signed,
    days_done,
    days_ordered,
    is_lost,
    publicity_told,
    read_nature,
    read_siren,
    read_validity,
)
from relocalisons.core.money.words.purchases import contract_span
from relocalisons.core.money.words.travel import kilometres, tells_the_journey

T = TypeVar("T")

_BILLS = (PieceNature.INVOICE, PieceNature.EXPENSE_REPORT)
_COMMITS = (
    *(PieceNature.QUOTE, PieceNature.ORDER, PieceNature.DEPOSIT, PieceNature.INVOICE),
    PieceNature.CONTRACT,
    PieceNature.DELIVERY,
    PieceNature.OTHER,
)
_TELLS_SPAN = (PieceNature.CONTRACT, PieceNature.CONSULTATION, PieceNature.ORDER)


def facts_of(line: Row, rows: Sequence[Row]) -> PieceFacts:
    """What the pieces of a line tell; a date in doubt tells nothing."""
    if not rows and not any(line.text(column) for column in _OWN_CELLS):
        return NOTHING
    natured = [
        (read_nature(row.text("nature")), row) for row in rows if not is_lost(row.typed("state"))
    ]
    bills, reports = _of(natured, *_BILLS), _of(natured, PieceNature.EXPENSE_REPORT)
    paying, invoices = _of(natured, *PAYS), _of(natured, PieceNature.INVOICE)
    debited, is_sure = debited_of(line, natured)
    aids = _aids(line, natured)
    return PieceFacts(
        notes=tuple(_note(nature, row) for nature, row in natured),
        acts=tuple(_acts(line, natured)),
        debited=debited,
        is_debit_sure=is_sure,
        debits=debits_of(line, natured),
        quotes=tuple(_quotes(_of(natured, PieceNature.QUOTE))),
        supplier_siren=next(
            filter(None, (read_siren(row.text("siret")) for row in invoices)), None
        ),
        job_aid=_own(line, "job_aid") if _is_typed(line, "job_aid") else _total(aids),
        unread_aid=next((cell for amount, cell in aids if amount is None), None),
        credit=_credit(line, natured),
        done=tuple(_done(natured)),
        launched=latest(_launched(natured)),
        is_announced=any(
            nature is PieceNature.PUBLICITY or publicity_told(row.text("note"))
            for nature, row in natured
        ),
        publicity=tuple(_publicity(natured)),
        billed_on=min(_dated(invoices), key=lambda each: each[0], default=None),
        contracts=tuple(_contract(row) for row in _of(natured, *_TELLS_SPAN)),
        paid=tuple(paid_of(paying)),
        left=next(_said([row for _, row in natured], left_to_pay), None),
        bounced=_first_note(paying, tells_bounced),
        billed=_total((row.decimal("amount"), row.place.cell("amount")) for row in bills),
        is_in_parts=bool(_of(natured, PieceNature.DEPOSIT)),
        addressees=_names(bills, billed_to),
        holders=(*_names(paying, account_of), *_issuers(paying)),
        charges=tuple(_charges(_of(natured, *_BILLS, PieceNature.OTHER))),
        other_aid=next(
            (row.place.cell("nature") for row in _of(natured, PieceNature.OTHER_AID)), None
        ),
        incomplete=_first_note(_of(natured, PieceNature.DELIVERY), tells_incomplete),
        km=tuple(_said(reports, kilometres)),
        is_journey_told=any(tells_the_journey(row.text("note")) for row in reports),
        proforma=_proforma(natured),
        unreadable=_first_note(_of(natured, *_BILLS, *PAYS), tells_unreadable),
        lost_quotes=sum(_is_lost_quote(row) for row in rows),
        lost=tuple(_lost(rows, natured)),
        is_listed=bool(rows),
    )


_OWN_CELLS = ("deposit_on", "debited_on", "job_aid", "credit")


def _of(natured: Natured, *wanted: PieceNature) -> list[Row]:
    return [row for nature, row in natured if nature in wanted]


def _said(rows: Iterable[Row], read: Callable[[str | None], T | None]) -> Iterator[Told[T]]:
    """What each « Remarque » says, where it says something."""
    for row in rows:
        value = read(row.text("note"))
        if value is not None:
            yield value, row.place.cell("note")


def _words(row: Row) -> str:
    return f"{row.plain('nature')} {row.plain('note')}"


def _names(
    rows: Iterable[Row], read: Callable[[str | None], tuple[str, ...]]
) -> tuple[Told[str], ...]:
    return tuple(
        (name, row.place.cell("note")) for row in rows for name in read(row.text("note"))
    )  # fmt: skip


def _first_note(rows: Iterable[Row], tells: Callable[[str | None], bool]) -> CellRef | None:
    return next((row.place.cell("note") for row in rows if tells(row.text("note"))), None)


def _dated(rows: Iterable[Row]) -> Iterator[Dated]:
    for row in rows:
        day = first_day(row.reading("day"))
        if day is not None:
            yield day, row.place.cell("day")


def _quotes(rows: Iterable[Row]) -> Iterator[Quote]:
    for row in rows:
        if not offers_nothing(row.text("note")):
            yield Quote(
                siren=read_siren(row.text("siret")),
                issuer=row.typed("issuer"),
                day=first_day(row.reading("day")),
                cell=row.place.cell("siret"),
                amount=row.decimal("amount"),
                note=row.text("note") or "",
            )


def _is_lost_quote(row: Row) -> bool:
    return read_nature(row.text("nature")) is PieceNature.QUOTE and (
        is_lost(row.typed("state")) or offers_nothing(row.text("note"))
    )


def _publicity(natured: Natured) -> Iterator[str]:
    """Where it was announced: the words that tell it, or those of a piece that is one."""
    for nature, row in natured:
        said = publicity_told(row.text("note"))
        said = said or (_words(row) if nature is PieceNature.PUBLICITY else "")
        if said:
            yield said


def _issuers(rows: Iterable[Row]) -> Iterator[Told[str]]:
    return ((row.typed("issuer"), row.place.cell("issuer")) for row in rows if row.text("issuer"))


def _charges(rows: Iterable[Row]) -> Iterator[Told[Charge]]:
    for row in rows:
        for charge in charges_out(row.text("note")):
            yield charge, row.place.cell("note")


def _acts(line: Row, natured: Natured) -> Iterable[Dated]:
    """A signed quote, an order, a deposit: each commits. A quote that nobody signed does not."""
    deposit = first_day(line.reading("deposit_on"))
    if deposit is not None:
        yield deposit, line.place.cell("deposit_on")
    for nature, row in natured:
        if nature not in _COMMITS:
            continue
        said, dated = row.text("note"), first_day(row.reading("day"))
        signed = day_signed(said)
        days = {
            PieceNature.QUOTE: (signed or day_agreed(said),),
            PieceNature.ORDER: (signed or dated,),
            PieceNature.CONTRACT: (signed or dated,),
            PieceNature.DEPOSIT: (day_paid(said), dated),
        }.get(nature, ())
        for day in (*days, *days_ordered(said), *_told(nature, said)):
            if day is not None:
                yield day, row.place.cell("note" if day != dated else "day")


def _told(nature: PieceNature, said: str | None) -> tuple[date, ...]:
    """Days of committing in free words; those of a quote are of offers too."""
    return () if nature is PieceNature.QUOTE else days_committed(said)


def _launched(natured: Natured) -> Iterator[tuple[date | None, CellRef]]:
    """When a consultation was launched, as words tell it; else the day of its piece."""
    for nature, row in natured:
        told = day_launched(row.text("note"))
        if told is None and nature is PieceNature.CONSULTATION:
            yield first_day(row.reading("day")), row.place.cell("day")
        else:
            yield told, row.place.cell("note")


def _note(nature: PieceNature, row: Row) -> Note:
    return Note(
        nature=nature, called=row.plain("nature"), text=row.typed("note") or "",
        day=first_day(row.reading("day")), amount=row.decimal("amount"),
        issuer=row.typed("issuer") or "", link=row.text("link") or "", cell=row.place.cell("note"),
    )  # fmt: skip


def _done(natured: Natured) -> Iterable[Dated]:
    for row in _of(natured, PieceNature.DELIVERY):
        day = row.last_day("day")
        if day is not None:
            yield day, row.place.cell("day")
    for nature, row in natured:
        if nature is PieceNature.DELIVERY:
            told = dict.fromkeys((*days_done(row.text("note")), *days_worked(row.text("note"))))
        else:
            told = days_done(row.text("note")) if nature is PieceNature.INVOICE else ()
        for day in told:
            yield day, row.place.cell("note")


def _aids(line: Row, natured: Natured) -> list[tuple[Decimal | None, CellRef]]:
    """Aids to employment that hold for the month of the line, None where no amount is told."""
    day = line.last_day("invoice_date")
    found: list[tuple[Decimal | None, CellRef]] = []
    for row in _of(natured, PieceNature.JOB_AID, PieceNature.PAYSLIP):
        if read_nature(row.text("nature")) is PieceNature.PAYSLIP:
            told = aid_on_slip(row.text("note"))
            if told is not None:
                found.append((told, row.place.cell("note")))
            continue
        said, amount = row.text("note"), row.decimal("amount")
        out = tells_no_aid(said) or is_taken_off(said) or not read_validity(said).holds(day)
        if out:
            continue
        column = "amount" if amount is not None else "note"
        found.append((amount if amount is not None else aid_told(said), row.place.cell(column)))
    return found


def _credit(line: Row, natured: Natured) -> Told[Decimal] | None:
    """The credit note that was not taken off yet; what the line says decides."""
    if _is_typed(line, "credit"):
        return _own(line, "credit")
    rows = _of(natured, PieceNature.CREDIT)
    credit = _total(
        (row.decimal("amount") or first_amount(row.text("note")), row.place.cell("amount"))
        for row in rows
        if not is_taken_off(row.text("note"))
    )
    texts = (line.text("label"), *(row.text("note") for row in _of(natured, *_BILLS)))
    if credit is None or any(is_taken_off(text, of="avoir") for text in texts):
        return None
    billed = _total((row.decimal("amount"), credit[1]) for row in _of(natured, *_BILLS))
    net = line.decimal("amount")
    if net is not None and net < 0:
        return None  # the line is the credit note itself
    # An invoice of 600 and a credit note of 60 beside a line of 540: it was taken off.
    if net is not None and billed is not None and billed[0] == net + credit[0]:
        return None
    return credit


def _contract(row: Row) -> Contract:
    said, amount = row.text("note"), row.decimal("amount") or first_amount(row.text("note"))
    span = contract_span(said)
    worth = span.most
    if worth is None and amount is not None:
        worth = amount * span.times + span.options
    return Contract(
        key=row.text("link") or f"{fold(row.plain('note'))} {amount}",
        worth=worth, is_open=span.is_open, cell=row.place.cell("note"),
    )  # fmt: skip


def _proforma(natured: Natured) -> CellRef | None:
    """An invoice that only announces one, where no other stands beside it."""
    rows = _of(natured, PieceNature.PROFORMA)
    return rows[0].place.cell("nature") if rows and not _of(natured, *_BILLS) else None


def _lost(rows: Sequence[Row], natured: Natured) -> Iterable[Told[PieceNature]]:
    there = {nature for nature, _ in natured}
    for row in rows:
        nature = read_nature(row.text("nature"))
        if is_lost(row.typed("state")) and nature not in there:
            yield nature, row.place.cell("state")


def _is_typed(line: Row, column: str) -> bool:
    return line.reading(column).doubt is not Doubt.ABSENT


def _own(line: Row, column: str) -> Told[Decimal] | None:
    """What the line itself says; None when nobody can read it."""
    own = line.decimal(column)
    return None if own is None else (abs(own), line.place.cell(column))


def _total(amounts: Iterable[tuple[Decimal | None, CellRef]]) -> Told[Decimal] | None:
    """Σ of the amounts that are told, with the cell of the first; None when none is."""
    known = [(abs(amount), cell) for amount, cell in amounts if amount is not None]
    if not known:
        return None
    return sum((amount for amount, _ in known), Decimal(0)), known[0][1]
