"""Pure: everything delivered, split by the contract it came under, so that volumes add up.

A contract that closes keeps what it brought; what came without a signed contract is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from relocalisons.core.kernel.model import Programme, last_day
from relocalisons.core.kernel.words.french import (
    SEMICOLON,
    count_of,
    join_words,
    name_some,
    tonnes,
)
from relocalisons.core.kernel.words.names import fold, natural_order
from relocalisons.core.producers.contracts.words import RUNNING, Stage, read_stage
from relocalisons.core.producers.volumes.view import VolumeLine, VolumeState, net_kilograms
from relocalisons.core.programme.entities import delivery_of

if TYPE_CHECKING:
    import pandas as pd

_NAMED = 4  # contracts in a sentence
_NOT_MEASURED = ("contrat en cours non mesuré", "contrats en cours non mesurés")


class Under(StrEnum):
    """The contract of a delivery, in the order in which they are said."""

    COMPARABLE = "comparable"  # running, measured against its engagement
    RUNNING = "running"  # running, but nothing is due yet or a cell is in doubt
    CLOSED = "closed"  # closed or broken: what it brought stays
    UNSIGNED = "unsigned"  # not signed, or its stage is not clear
    NONE = "none"  # no contract, or one that nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDelivery:
    """A delivery and its contract; `on` and `grams` (net of refusals) are None when in doubt."""

    number: str  # of the contract, as « Contrats de culture » has it; empty when there is none
    under: Under
    on: date | None
    grams: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What came under one sort of contract."""

    grams: int
    deliveries: int
    contracts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """Groups that add up to `grams`; `doubtful` deliveries are in none of them."""

    grams: int
    groups: Mapping[Under, Group]
    doubtful: int

    def of(self, under: Under) -> Group:
        """One group; empty when nothing came so."""
        return self.groups.get(under, Group(grams=0, deliveries=0, contracts=()))


def made_deliveries(programme: Programme, lines: Iterable[VolumeLine]) -> tuple[MadeDelivery, ...]:
    """Every line of « Livraisons », struck ones left out; `lines`: the running contracts."""
    measured = {
        fold(line.contract.number)
        for line in lines
        if line.state in (VolumeState.KEPT, VolumeState.SHORT)
    }
    contracts = {fold(each.number): each for each in programme.contracts if each.number}
    found: list[MadeDelivery] = []
    for row in programme.rows("deliveries"):
        delivery = delivery_of(row)
        contract = contracts.get(fold(delivery.contract))
        net = net_kilograms(delivery)
        found.append(
            MadeDelivery(
                number=contract.number if contract else "",
                under=_under(contract.stage, is_measured=fold(contract.number) in measured)
                if contract
                else Under.NONE,
                on=last_day(delivery.on) if delivery.on.is_set else None,
                grams=None if net is None else int((net * 1000).to_integral_value()),
            )
        )
    return tuple(found)


_SHOWN = 10_000  # grams: papers print hundredths of a tonne


def delivery_frame(made: Iterable[MadeDelivery]) -> "pd.DataFrame":
    """One row a delivery: number and under (text), day (date or None), grams (Int64, NA)."""
    import pandas as pd

    rows = [(each.number, each.under.value, each.on, each.grams) for each in made]
    frame = pd.DataFrame(rows, columns=["number", "under", "day", "grams"], dtype="object")
    return frame.astype({"grams": "Int64"})


def reconcile(made: Iterable[MadeDelivery], *, end: date, start: date | None = None) -> Reconciled:
    """Add up what was delivered from `start` (the beginning) to `end`, both included."""
    frame = delivery_frame(made)
    in_doubt = frame["day"].isna() | frame["grams"].isna()
    known = frame[~in_doubt]
    inside = known["day"].map(lambda day: (start is None or start <= day) and day <= end)
    known = known[inside.astype("bool")]
    dated = frame[in_doubt & frame["day"].notna()]
    elsewhere = dated["day"].map(lambda day: not (start is None or start <= day) or day > end)
    groups = {
        Under(str(under)): Group(
            grams=int(lines["grams"].sum()),
            deliveries=len(lines),
            contracts=tuple(sorted({str(n) for n in lines["number"] if n}, key=natural_order)),
        )
        for under, lines in known.groupby("under")
    }
    return Reconciled(
        grams=int(known["grams"].sum()),
        groups=groups,
        doubtful=int(in_doubt.sum()) - int(elsewhere.astype("bool").sum()),
    )


def say_reconciled(found: Reconciled) -> str:
    """« 88,6 t livrées en tout, dont 51,1 t sous les 11 contrats comparables, … » ; "" of one."""
    if not found.grams or set(found.groups) <= {Under.COMPARABLE}:
        return ""
    shown = _rounded(found)
    parts = [
        words
        for under in Under
        if (words := _say_group(under, found.of(under), shown.get(under, 0)))
    ]
    apart = (
        f"{SEMICOLON} {count_of(found.doubtful, 'livraison illisible', 'livraisons illisibles')} "
        "à part"
        if found.doubtful
        else ""
    )
    total = tonnes(Decimal(found.grams) / 1000)
    return f"{total} livrées en tout, dont {join_words(parts)}{apart}."


def _rounded(found: Reconciled) -> Mapping[Under, int]:
    """Grams of each group to the ten kilograms that are printed: together they are the total.

    The comparable ones stay as every paper prints them; what is left over goes to those that lose
    most by being cut.
    """
    grams = {under: found.of(under).grams for under in Under}
    if found.grams < _SHOWN * 100 or any(0 < each < _SHOWN * 100 for each in grams.values()):
        return grams  # in kilograms, nothing is rounded
    shown = {under: each // _SHOWN * _SHOWN for under, each in grams.items()}
    comparable = grams[Under.COMPARABLE]
    shown[Under.COMPARABLE] = _nearest(comparable)
    left = (_nearest(found.grams) - sum(shown.values())) // _SHOWN
    others = sorted(set(Under) - {Under.COMPARABLE}, key=lambda each: shown[each] - grams[each])
    for under in others[: max(left, 0)]:
        shown[under] += _SHOWN
    return shown if sum(shown.values()) == _nearest(found.grams) else grams


def _nearest(grams: int) -> int:
    return (grams + _SHOWN // 2) // _SHOWN * _SHOWN


def _say_group(under: Under, group: Group, grams: int) -> str:
    if not group.deliveries:
        return ""
    volume = tonnes(Decimal(grams) / 1000)
    number = len(group.contracts)
    match under:
        case Under.COMPARABLE:
            which = "le contrat comparable" if number == 1 else f"les {number} contrats comparables"
            return f"{volume} sous {which}"
        case Under.RUNNING:
            return f"{volume} sous {count_of(number, *_NOT_MEASURED)}"
        case Under.CLOSED:
            return f"{volume} sous {count_of(number, 'contrat clos', 'contrats clos')}"
        case Under.UNSIGNED:
            return f"{volume} sans contrat signé ({name_some(group.contracts, limit=_NAMED)})"
        case Under.NONE:
            lines = count_of(group.deliveries, "livraison")
            return f"{volume} sans contrat connu ({lines})"


def _under(stage: str | None, *, is_measured: bool) -> Under:
    said = read_stage(stage).value
    if said in RUNNING:
        return Under.COMPARABLE if is_measured else Under.RUNNING
    return Under.CLOSED if said in (Stage.CLOSED, Stage.BROKEN) else Under.UNSIGNED
