"""Pure: growing contracts that delivered less than committed, or of which that cannot be told."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    GrowingContract,
    Programme,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_partner
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_long_date,
    format_percent,
    format_quantity,
    join_words,
    tonnes,
)
from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.volumes.volumes import VolumeBalance, balance_volumes, is_running


def find_volumes(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Contracts under way that have delivered too little, or of which that cannot be told."""
    found = (
        _judge(contract, programme=programme, as_of=as_of)
        for contract in programme.contracts
        if is_running(contract)
    )
    return tuple(finding for finding in found if finding is not None)


def _judge(contract: GrowingContract, *, programme: Programme, as_of: date) -> Finding | None:
    balance = balance_volumes(contract, as_of=as_of)
    if balance is None:
        return None
    committed, delivered, floor = balance.committed, balance.delivered, balance.floor
    if balance.doubts or committed is None or delivered is None or floor is None:
        return _unknown(contract, balance, programme=programme, as_of=as_of)
    if committed <= 0 or delivered >= floor:
        return None
    return _shortfall(
        contract,
        committed=committed,
        delivered=delivered,
        tolerance=balance.tolerance or Decimal(0),
        programme=programme,
        as_of=as_of,
    )


def _shortfall(
    contract: GrowingContract,
    *,
    committed: Decimal,
    delivered: Decimal,
    tolerance: Decimal,
    programme: Programme,
    as_of: date,
) -> Finding:
    missing = 1 - delivered / committed
    label, name = _names(contract, programme)
    return Finding(
        kind=ProducerKind.VOLUME_SHORTFALL,
        subject=contract.number,
        partner=contract.producer,
        severity=Severity.ALERT if missing > 2 * tolerance else Severity.WATCH,
        audience=Audience.PARTNER if contract.producer else Audience.COORDINATION,
        title=f"{name}{NBSP}: {compare_volumes(delivered, committed)} au "
        f"{format_long_date(as_of)}, soit {format_percent(missing)} de moins.",
        action=f"Faire le point avec {say_contact(programme, contract.producer)} sur la récolte à "
        "venir, et prévenir l’acheteur si le manque se confirme.",
        label=label,
        evidence=_evidence(contract),
        detail=f"Tolérance du contrat{NBSP}: {format_percent(tolerance)}, soit au moins "
        f"{say_volume(committed * (1 - tolerance), ROUND_CEILING)}.",
    )


def _unknown(
    contract: GrowingContract, balance: VolumeBalance, *, programme: Programme, as_of: date
) -> Finding:
    label, name = _names(contract, programme)
    own = contract.place.file_id
    # What the producer can settle comes first; the rest stands in the coordinator's workbook.
    doubts = sorted(balance.doubts, key=lambda place: place.file_id == own)
    cells = [f"{place.cell} ({place.tab})" for place in doubts[:6]]
    theirs = contract.producer is not None and doubts[0].file_id != own
    more = len(doubts) - len(cells)
    if more > 0:
        cells.append(count_of(more, "autre"))
    known = (
        f"Volume prévu au {format_long_date(as_of)}{NBSP}: {say_volume(balance.committed)}."
        if balance.committed is not None
        else ""
    )
    return Finding(
        kind=ProducerKind.VOLUME_UNKNOWN,
        subject=contract.number,
        partner=contract.producer,
        severity=Severity.WATCH,
        audience=Audience.PARTNER if theirs else Audience.COORDINATION,
        title=f"{name}{NBSP}: on ne peut pas comparer les livraisons aux volumes prévus, "
        f"{_doubts_in_words(doubts)}.",
        action=f"Préciser avec {say_contact(programme, contract.producer)} "
        f"{'la cellule' if len(cells) == 1 else 'les cellules'} {join_words(cells)}.",
        label=label,
        evidence=tuple(doubts),
        detail=f"{known} Un volume s’écrit en kg ou en tonnes, avec son unité.".strip(),
    )


def compare_volumes(delivered: Decimal, committed: Decimal, *, word: str = "prévu") -> str:
    """`620 kg livrés pour 900 kg prévus`, `2,88 t livrées pour 4,4 t prévues`: one unit."""
    if committed < 1000:
        return f"{say_volume(delivered)} livrés pour {say_volume(committed)} {word}s"
    both = [format_quantity(volume / 1000, "t") for volume in (delivered, committed)]
    return f"{both[0]} livrées pour {both[1]} {word}es"


def say_volume(kilograms: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """`850 kg`, `12,5 t`: tonnes from one tonne on, as all papers say them."""
    return tonnes(kilograms, rounding)


def _names(contract: GrowingContract, programme: Programme) -> tuple[str, str]:
    label = label_of(contract.number, contract.crop)
    return label, f"Contrat {label}, {say_partner(programme, contract.producer)}"


def _evidence(contract: GrowingContract) -> tuple[CellRef, ...]:
    planned = tuple(each.place.cell("volume") for each in contract.commitments[:1])
    return (contract.place.cell("volume"), *planned)


def _doubts_in_words(doubts: Sequence[CellRef]) -> str:
    if len(doubts) == 1:
        return f"la cellule {doubts[0].cell} ({doubts[0].tab}) étant à préciser"
    return f"{count_of(len(doubts), 'cellule')} étant à préciser"
