"""Pure: the loss of each contract, from « Perte signalée », its comment, or a visit of its grower.

« Perte signalée » of « Contrats de culture » says more than the rest. A visit speaks of the crop
that it names, of the only contract of its grower, or else of none for sure: then it is a doubt.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import CellRef, Doubt, Programme, Row, first_day, last_day
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import RUNNING
from relocalisons.core.producers.rows import (
    ContractSheet,
    contract_sheets,
    hectares,
    producer_rows,
)
from relocalisons.core.producers.volumes.volumes import in_kilograms
from relocalisons.core.producers.volumes.words.losses import LossSaid, names_crop, read_loss
from relocalisons.core.reading.cells.readers import read_date

_OWN, _COMMENT = "loss", "comment"
_RISK = "volume_risk"
_NOTED = ("crop_state", _RISK, "points")  # of a visit
_BEFORE = 300  # days: what a visit noted earlier was another season's


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What is lost of a contract from a day on; `share` None: it is told, and nobody can read it.

    `said` is the cell as typed, `place` where it stands.
    """

    share: Decimal | None
    on: date
    said: str
    place: CellRef


def losses_of(programme: Programme, *, as_of: date) -> Mapping[str, Lost]:
    """The loss of each running contract by its number; a contract without one is not there."""
    sheets = [each for each in contract_sheets(programme) if stage_of(each.contract) in RUNNING]
    visits = list(_visits(programme, as_of=as_of))
    found: dict[str, Lost] = {}
    for sheet in sheets:
        mine = [each for each in sheets if each.contract.producer == sheet.contract.producer]
        told = _told(sheet, mine, visits, as_of=as_of)
        if told is not None:
            found[sheet.contract.number] = told
    return found


def _told(
    sheet: ContractSheet,
    mine: list[ContractSheet],
    visits: list[tuple[str, date, Row]],
    *,
    as_of: date,
) -> Lost | None:
    own = _read(sheet, sheet.row, _OWN, since=as_of, as_of=as_of, asked=True)
    if own is not None or _is_set(sheet.row, _OWN):
        return own
    others = [
        each
        for each in (
            _read(sheet, sheet.row, _COMMENT, since=as_of, as_of=as_of),
            *_seen(sheet, mine, visits, as_of=as_of),
        )
        if each is not None
    ]
    # Several notes tell of one event as a rule: the last, and of one day the worst.
    return max(others, key=lambda each: (each.on, each.share or 0), default=None)


def _is_set(row: Row, column: str) -> bool:
    return row.reading(column).doubt is not Doubt.ABSENT


def _seen(
    sheet: ContractSheet,
    mine: list[ContractSheet],
    visits: list[tuple[str, date, Row]],
    *,
    as_of: date,
) -> Iterator[Lost | None]:
    start = first_day(sheet.contract.start) or as_of
    end = last_day(sheet.contract.end) or as_of
    for producer, on, row in visits:
        is_of_season = (start - on).days <= _BEFORE and on <= end and (as_of - on).days <= _BEFORE
        if producer != sheet.contract.producer or not is_of_season:
            continue
        note = " ".join(row.text(column) or "" for column in ("purpose", *_NOTED))
        named = [each for each in mine if names_crop(note, each.contract.crop)]
        if named and sheet not in named:
            continue
        for column in _NOTED:
            lost = _read(sheet, row, column, since=on, as_of=as_of)
            if lost is not None:
                is_clear = len(named or mine) == 1
                yield lost if is_clear else _in_doubt(lost)


def _in_doubt(lost: Lost) -> Lost:
    return Lost(share=None, on=lost.on, said=lost.said, place=lost.place)


def _read(
    sheet: ContractSheet,
    row: Row,
    column: str,
    *,
    since: date,
    as_of: date,
    asked: bool = False,
) -> Lost | None:
    kilograms = in_kilograms(sheet.contract.volume, unit=None)
    text = row.text(column) or (row.plain(column) if asked else None)
    said = read_loss(
        text,
        hectares=hectares(sheet.row),
        kilograms=kilograms,
        asked=asked,
        of_risk=column == _RISK,
    )
    if said is None or text is None:
        return None
    on = _day(said, since=since, as_of=as_of)
    return Lost(share=said.share, on=min(on, as_of), said=text, place=row.place.cell(column))


def _day(said: LossSaid, *, since: date, as_of: date) -> date:
    """The day that the note names, in its own year or the last one; else that of the note."""
    for year in (as_of.year, as_of.year - 1):
        reading = read_date(said.day, default_year=year) if said.day else None
        day = last_day(reading) if reading is not None else None
        if day is not None and day <= as_of:
            return day
    return since


def _visits(programme: Programme, *, as_of: date) -> Iterator[tuple[str, date, Row]]:
    """The visits of known growers whose day can be read, up to a day."""
    for each in producer_rows(programme, "visits"):
        on = last_day(each.row.reading("done_on"))
        if each.producer is not None and on is not None and on <= as_of:
            yield each.producer, on, each.row
