"""Pure: what the pieces of an expense tell, from « Pièces » and from its own line.

Nobody has to keep « Pièces »: a fact may be typed in the line itself (« Acompte versé le »,
« Débité le », « Aide à l'emploi € »), and where neither tells it, it is not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Doubt, Programme, Row, first_day
from relocalisons.core.kernel.sheets import CellRef
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.pieces import (
    PieceNature,
    day_debited,
    day_launched,
    day_paid,
    day_signed,
    is_lost,
    read_nature,
    read_siren,
    tells_publicity,
)

Dated = tuple[date, CellRef]


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFacts:
    """The facts of the pieces of one expense, each with the cell that tells it.

    `acts`: signed quotes, orders and deposits. `debited`: the last day on which money left,
    `is_debit_sure` when words say so, and not the date of a statement.
    `is_listed`: « Pièces » has a line for it, so that what is not there is known not to be.
    """

    acts: tuple[Dated, ...] = ()
    debited: Dated | None = None
    is_debit_sure: bool = False
    sirens: tuple[tuple[str | None, CellRef], ...] = ()  # of its quotes
    supplier_siren: str | None = None
    job_aid: tuple[Decimal, CellRef] | None = None
    credit: tuple[Decimal, CellRef] | None = None
    delivered: Dated | None = None
    launched: Dated | None = None  # the consultation
    is_announced: bool = False
    is_listed: bool = False


NOTHING = PieceFacts()


def index_pieces(programme: Programme) -> Mapping[tuple[str, str], Sequence[Row]]:
    """Lines of « Pièces » by owner and folded number; owner empty where the line names nobody."""
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in programme.rows("pieces"):
        found[programme.whose(row) or "", fold(row.plain("number"))].append(row)
    return found


def facts_of(line: Row, rows: Sequence[Row]) -> PieceFacts:
    """What the pieces of a line tell; a date in doubt tells nothing."""
    read = [row for row in rows if not is_lost(row.typed("state"))]
    natured = [(read_nature(row.text("nature")), row) for row in read]
    debited, is_sure = _debited(line, natured)
    return PieceFacts(
        acts=tuple(_acts(line, natured)),
        debited=debited,
        is_debit_sure=is_sure,
        sirens=tuple(
            (read_siren(row.text("siret")), row.place.cell("siret"))
            for nature, row in natured
            if nature is PieceNature.QUOTE
        ),
        supplier_siren=next(
            (
                siren
                for nature, row in natured
                if nature is PieceNature.INVOICE and (siren := read_siren(row.text("siret")))
            ),
            None,
        ),
        job_aid=_sum(line, "job_aid", natured, PieceNature.JOB_AID),
        credit=_sum(line, "credit", natured, PieceNature.CREDIT),
        delivered=_latest(
            (row.last_day("day"), row.place.cell("day"))
            for nature, row in natured
            if nature is PieceNature.DELIVERY
        ),
        launched=_latest(
            (day_launched(row.text("note")), row.place.cell("note")) for _, row in natured
        ),
        is_announced=any(
            nature is PieceNature.PUBLICITY or tells_publicity(row.text("note"))
            for nature, row in natured
        ),
        is_listed=bool(rows),
    )


def _acts(line: Row, natured: Sequence[tuple[PieceNature, Row]]) -> list[Dated]:
    """A signed quote, an order, a deposit: each commits. A quote that nobody signed does not."""
    found: list[Dated] = []
    deposit = first_day(line.reading("deposit_on"))
    if deposit is not None:
        found.append((deposit, line.place.cell("deposit_on")))
    for nature, row in natured:
        said, dated = row.text("note"), first_day(row.reading("day"))
        days = {
            PieceNature.QUOTE: (day_signed(said),),
            PieceNature.ORDER: (day_signed(said) or dated,),
            PieceNature.DEPOSIT: (day_paid(said), dated),
        }.get(nature, ())
        found.extend(
            (day, row.place.cell("note" if day != dated else "day"))
            for day in days
            if day is not None
        )
    return found


def _debited(line: Row, natured: Sequence[tuple[PieceNature, Row]]) -> tuple[Dated | None, bool]:
    """The last day that words call a debit, for sure; else that of the last statement."""
    banks = [row for nature, row in natured if nature is PieceNature.BANK]
    told = _latest(
        (
            (line.last_day("debited_on"), line.place.cell("debited_on")),
            *((day_debited(row.text("note")), row.place.cell("note")) for row in banks),
        )
    )
    if told is not None:
        return told, True
    return _latest((row.last_day("day"), row.place.cell("day")) for row in banks), False


def _latest(days: Iterable[tuple[date | None, CellRef]]) -> Dated | None:
    known = [(day, cell) for day, cell in days if day is not None]
    return max(known, key=lambda each: each[0], default=None)


def _sum(
    line: Row, column: str, natured: Sequence[tuple[PieceNature, Row]], wanted: PieceNature
) -> tuple[Decimal, CellRef] | None:
    """What the line says, else the sum of the pieces of that nature; None when nothing does."""
    own = line.decimal(column)
    if own is not None or line.reading(column).doubt is not Doubt.ABSENT:
        return None if own is None else (abs(own), line.place.cell(column))
    found = [
        (abs(amount), row.place.cell("amount"))
        for nature, row in natured
        if nature is wanted and (amount := row.decimal("amount")) is not None
    ]
    if not found:
        return None
    return sum((amount for amount, _ in found), Decimal(0)), found[0][1]
