"""Pure: what the EGalim law asks of a canteen, and until when a label counts, with the texts.

Shares are fractions of purchases before tax, per canteen and calendar year (R230-30-1 of the code
rural). A day that no row covers has no target: nothing is judged on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from relocalisons.core.reading.cells.readers import read_single_day
from relocalisons.core.sources.laws.dated_values import DatedRule, DatedValue, value_on
from relocalisons.core.sources.thresholds import Unit, find_parameter

ARTICLE = "article L230-5-1 du code rural"
COVERAGE = "articles R230-30-1 à R230-30-3 du code rural"
LEVEL_2_END = "EGalim : niveau 2 compté jusqu’au"
LEVEL_2_SOURCE = "décret n° 2019-351, art. 2, raccourci ; dates de « ma cantine »"
# Of the environmental certification of level 2 (CE2); « ma cantine », quality-labels.json.
_LEVEL_2_UNTIL = date(2026, 12, 31)
# No certificate of the third HVE standard is valid after this day, whatever stands on the paper.
HVE_V3_UNTIL = date(2024, 12, 31)
# Règlement (UE) 2018/848, art. 10(4) and 30(3): plants, one crop ingredient.
CONVERSION_MONTHS = 12
# R230-30-2: weight of the criterion in the award, and the least mark, over the maximum.
AWARD_WEIGHT = (Decimal("0.10"), Decimal("0.30"))
AWARD_LEAST_MARK = Decimal(4)  # out of ten


class BuyerKind(StrEnum):
    """Who answers for a canteen, where the law asks something else of him."""

    PUBLIC = "public"
    STATE = "state"  # the State, its public bodies, national public companies
    PRIVATE = "private"


def _rows(*values: tuple[int, int | None, int | None], source: str) -> tuple[DatedValue, ...]:
    """Percents with the first and the last year in which they are in force."""
    return tuple(
        DatedValue(
            amount=Decimal(percent) / 100,
            since=date(first, 1, 1) if first else None,
            until=date(last, 12, 31) if last else None,
            source=source,
        )
        for percent, first, last in values
    )


def _rule(name: str, *values: tuple[int, int | None, int | None], source: str) -> DatedRule:
    return DatedRule(name=name, unit=Unit.SHARE, values=_rows(*values, source=source))


_OVERSEAS = f"{ARTICLE}, outre-mer (DAAF)"
DURABLE = _rule("EGalim : part durable et de qualité (%)", (50, 2022, None), source=ARTICLE)
BIO = _rule("EGalim : part de bio (%)", (20, 2022, None), source=ARTICLE)
DURABLE_OVERSEAS = _rule(
    "EGalim : part durable et de qualité, outre-mer (%)",
    (20, 2022, 2025), (35, 2026, 2029), (50, 2030, None), source=_OVERSEAS,
)  # fmt: skip
BIO_OVERSEAS = _rule(
    "EGalim : part de bio, outre-mer (%)",
    (5, 2022, 2025), (10, 2026, 2029), (20, 2030, None), source=_OVERSEAS,
)  # fmt: skip
MEAT_FISH = _rule("EGalim : viandes et poissons (%)", (60, 2024, None), source="loi n° 2021-1104")
MEAT_FISH_STATE = _rule(
    "EGalim : viandes et poissons, État (%)", (100, 2024, None), source="loi n° 2021-1104"
)
RULES = (DURABLE, BIO, DURABLE_OVERSEAS, BIO_OVERSEAS, MEAT_FISH, MEAT_FISH_STATE)
_PRIVATE_SINCE = 2024  # every private canteen since 01/01/2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What is asked of a canteen in a year; a share is None when no text that we know gives it."""

    durable: DatedValue | None
    bio: DatedValue | None
    meat_fish: DatedValue | None


def targets_of(
    *,
    year: int,
    kind: BuyerKind,
    overseas: bool,
    parameters: Mapping[str, str],
    as_of: date,
) -> Targets:
    """The targets of a canteen for a calendar year."""

    def on(rule: DatedRule) -> DatedValue | None:
        if kind is BuyerKind.PRIVATE and year < _PRIVATE_SINCE:
            return None
        return value_on(rule, day=date(year, 12, 31), parameters=parameters, as_of=as_of)

    return Targets(
        durable=on(DURABLE_OVERSEAS if overseas else DURABLE),
        bio=on(BIO_OVERSEAS if overseas else BIO),
        meat_fish=on(MEAT_FISH_STATE if kind is BuyerKind.STATE else MEAT_FISH),
    )


def level_2_until(parameters: Mapping[str, str]) -> date:
    """The last day on which level 2 counts, « Paramètres » first."""
    return read_single_day(find_parameter(parameters, LEVEL_2_END)) or _LEVEL_2_UNTIL
