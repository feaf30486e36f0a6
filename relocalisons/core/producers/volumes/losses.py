"""Pure: the loss of each contract, from « Perte signalée », its comment, or a visit of its grower.

« Perte signalée » of « Contrats de culture » says more than the rest. A visit speaks of the crop
that it names, of the only contract of its grower, or else of none for sure: then it is a doubt.
"""

from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A visit whose note tells a loss, and the crops of its grower's contracts that it names."""

    on: date
    row: Row
    crops: frozenset[str | None]
    alike: int  # contracts of its grower whose crop it names


def losses_of(programme: Programme, *, as_of: date) -> Mapping[str, Lost]:
    """The loss of each running contract by its number; a contract without one is not there."""
    growers: dict[str | None, list[ContractSheet]] = {}
    for each in contract_sheets(programme):
        if stage_of(each.contract) in RUNNING:
            growers.setdefault(each.contract.producer, []).append(each)
    visits = _visits(programme, growers, as_of=as_of)
    found: dict[str, Lost] = {}
    for grower, mine in growers.items():
        for sheet in mine:
            told = _told(sheet, len(mine), visits.get(grower, ()), as_of=as_of)
            if told is not None:
                found[sheet.contract.number] = told
    return found


def _told(
    sheet: ContractSheet, contracts: int, visits: Sequence[_Visit], *, as_of: date
) -> Lost | None:
    own = _read(sheet, sheet.row, _OWN, since=as_of, as_of=as_of, asked=True)
    if own is not None or _is_set(sheet.row, _OWN):
        return own
    others = [
        each
        for each in (
            _read(sheet, sheet.row, _COMMENT, since=as_of, as_of=as_of),
            *_seen(sheet, contracts, visits, as_of=as_of),
        )
        if each is not None
    ]
    # Several notes tell of one event as a rule: the last, and of one day the worst.
    return max(others, key=lambda each: (each.on, each.share or 0), default=None)


def _is_set(row: Row, column: str) -> bool:
    return row.reading(column).doubt is not Doubt.ABSENT


def _seen(
    sheet: ContractSheet, contracts: int, visits: Sequence[_Visit], *, as_of: date
) -> Iterator[Lost | None]:
    """What the visits of its grower say of it, who has so many `contracts`."""
    start = first_day(sheet.contract.start) or as_of
    end = last_day(sheet.contract.end) or as_of
    for visit in visits:
        if (start - visit.on).days > _BEFORE or visit.on > end:
            continue
        if visit.crops and sheet.contract.crop not in visit.crops:
            continue
        for column in _NOTED:
            lost = _read(sheet, visit.row, column, since=visit.on, as_of=as_of)
            if lost is not None:
                yield lost if (visit.alike or contracts) == 1 else _in_doubt(lost)


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


def _visits(
    programme: Programme, growers: Mapping[str | None, list[ContractSheet]], *, as_of: date
) -> Mapping[str | None, list[_Visit]]:
    """By grower, the visits up to a day whose day can be read and that tell a loss."""
    found: dict[str | None, list[_Visit]] = {}
    for each in producer_rows(programme, "visits"):
        on = last_day(each.row.reading("done_on"))
        is_told = on is not None and on <= as_of and (as_of - on).days <= _BEFORE
        if each.producer not in growers or on is None or not is_told or not _tells(each.row):
            continue
        note = " ".join(each.row.text(column) or "" for column in ("purpose", *_NOTED))
        crops = [sheet.contract.crop for sheet in growers[each.producer]]
        named = {crop for crop in set(crops) if names_crop(note, crop)}
        visit = _Visit(
            on=on,
            row=each.row,
            crops=frozenset(named),
            alike=sum(crop in named for crop in crops),
        )
        found.setdefault(each.producer, []).append(visit)
    return found


def _tells(row: Row) -> bool:
    """Whether a column of a visit tells a loss at all, of whatever contract."""
    return any(
        read_loss(row.text(column), hectares=None, kilograms=None, of_risk=column == _RISK)
        for column in _NOTED
    )
