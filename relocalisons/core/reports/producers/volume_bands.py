"""Pure: the picture of a producer's contracts: promised with its tolerance band, and brought."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from relocalisons.core.kernel.model import GrowingContract, first_day, last_day
from relocalisons.core.kernel.words.french import (
    NBSP,
    SEMICOLON,
    count_of,
    counted,
    format_day,
    format_number,
    shorten,
    typo,
)
from relocalisons.core.producers.volumes.findings import say_volume
from relocalisons.core.producers.volumes.losses import Lost
from relocalisons.core.producers.volumes.projection import project_season, season_periods
from relocalisons.core.producers.volumes.school_breaks import SchoolCalendar
from relocalisons.core.producers.volumes.view import (
    VolumeLine,
    VolumeState,
    net_kilograms,
    volume_lines,
)
from relocalisons.core.views.pictures import stopped_on
from relocalisons.core.views.rag import Rag
from relocalisons.core.views.view import PictureView, PictureWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One contract over its season, in cumulated volumes; `unit` is `t` or `kg`.

    `committed` begins at zero on the first day. `delivered` stops on the last delivery or today.
    `projected` is (day, low, central, high) at the end of the season, or None.
    """

    label: str
    text: str
    level: Rag
    unit: str
    tolerance: float
    committed: tuple[tuple[date, float], ...]
    delivered: tuple[tuple[date, float], ...]
    projected: tuple[date, float, float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands(PictureView):
    """The contracts of one producer side by side, three at most in a row."""

    as_of: date
    as_of_text: str
    bands: tuple[Band, ...]


MOST = 3  # contracts in one picture, side by side


def bands_of(
    contracts: tuple[GrowingContract, ...],
    *,
    losses: Mapping[str, Lost],
    as_of: date,
    calendar: SchoolCalendar,
) -> Bands | None:
    """The running contracts with something due, all of it readable; None when there is none.

    `losses`: contract → what was told to be lost of it.
    """
    lines = volume_lines(contracts, as_of=as_of)
    due = [line for line in lines if line.state is not VolumeState.NOT_DUE]
    drawn = [
        (line, band)
        for line in due
        if (band := _band(line, losses=losses, as_of=as_of, calendar=calendar)) is not None
    ]
    # The contracts furthest from their engagement first: a page holds three.
    drawn.sort(key=lambda pair: (pair[0].share or Decimal(0), pair[0].contract.number))
    drawn = drawn[:MOST]
    if not drawn:
        return None
    bands = tuple(band for _, band in drawn)
    return Bands(
        words=PictureWords(
            title=_title([line for line, _ in drawn]),
            subtitle="Volumes cumulés depuis le début de la saison"
            f"{SEMICOLON} la bande grise est l’engagement, tolérance comprise",
            source=stopped_on(as_of),
            alt=f"Volumes engagés et livrés{NBSP}: "
            + f"{SEMICOLON} ".join(f"{band.label}, {band.text}" for band in bands)
            + ".",
        ),
        as_of=as_of,
        as_of_text=format_day(as_of),
        bands=bands,
    )


def _title(lines: list[VolumeLine]) -> str:
    """How many of the contracts shown are in their band."""
    short = [line for line in lines if line.state is VolumeState.SHORT]
    over = [line for line in lines if line.is_over]
    if over and not short:
        held = "contrat mesuré dépasse son engagement"
        return count_of(len(over), held, "contrats mesurés dépassent leur engagement")
    if not short:
        return counted(
            len(lines),
            none="",
            one="Le contrat mesuré tient son engagement, tolérance comprise",
            many="Les {n} contrats mesurés tiennent leur engagement, tolérance comprise",
        )
    if len(short) == len(lines) == 1:
        return "Le seul contrat mesuré est sous sa tolérance"
    are = "est sous sa tolérance" if len(short) == 1 else "sont sous leur tolérance"
    return f"{count_of(len(short), 'contrat')} sur {format_number(len(lines))} {are}"


def _band(
    line: VolumeLine, *, losses: Mapping[str, Lost], as_of: date, calendar: SchoolCalendar
) -> Band | None:
    contract = line.contract
    periods = season_periods(contract, as_of=as_of)
    if periods is None or line.state is VolumeState.UNKNOWN:
        return None
    season = sum((each.volume for each in periods), Decimal(0))
    if season <= 0:
        return None
    unit, size = ("t", Decimal(1000)) if season >= 1000 else ("kg", Decimal(1))
    starts = [day for each in contract.commitments if (day := first_day(each.start)) is not None]
    begin = min(starts, default=first_day(contract.start) or periods[0].end - timedelta(days=30))
    promised, total = [(begin, 0.0)], Decimal(0)
    for each in periods:
        total += each.volume
        promised.append((each.end, float(total / size)))
    projection = project_season(
        contract, as_of=as_of, lost=losses.get(contract.number), calendar=calendar
    )
    return Band(
        label=f"{contract.number} {typo(shorten(contract.crop or '', limit=24))}".strip(),
        text=_words(line),
        level=line.status.level,
        unit=unit,
        tolerance=float(line.tolerance),
        committed=tuple(promised),
        delivered=_brought(contract, begin=begin, as_of=as_of, size=size),
        projected=None
        if projection is None
        else (
            projection.end,
            float(projection.low / size),
            float(projection.central / size),
            float(projection.high / size),
        ),
    )


def _words(line: VolumeLine) -> str:
    if line.committed is None or line.delivered is None:
        return ""
    return f"{say_volume(line.delivered)} livrés sur {say_volume(line.committed)} engagés à ce jour"


def _brought(
    contract: GrowingContract, *, begin: date, as_of: date, size: Decimal
) -> tuple[tuple[date, float], ...]:
    """Steps: the total before and after each day of delivery, carried to today."""
    days: dict[date, Decimal] = {}
    for each in contract.deliveries:
        on, net = last_day(each.on), net_kilograms(each)
        if on is not None and net is not None and on <= as_of:
            days[on] = days.get(on, Decimal(0)) + net
    if as_of < begin and not days:
        return ()
    points, total = [(min(begin, *days) if days else begin, 0.0)], Decimal(0)
    for on in sorted(days):
        points.append((on, float(total / size)))
        total += days[on]
        points.append((on, float(total / size)))
    if as_of > points[-1][0]:
        points.append((as_of, float(total / size)))
    return tuple(points)
