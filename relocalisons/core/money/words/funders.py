"""Pure: what people type of a funder: on which amounts it counts, and who pays which share."""

import re
from enum import StrEnum

from relocalisons.core.kernel.words.names import fold, member_named


class VatBase(StrEnum):
    """On which amounts a funder counts its share; the value is what people type, folded."""

    NET = "ht"
    GROSS = "ttc"
    CERTIFIED = "ttc avec attestation"  # else HT


_CUT = re.compile(r"[;/\n+]|,(?!\d)| et ")


def read_vat_base(text: str | None) -> VatBase | None:
    """« HT », « TTC », « HT, ou TTC avec attestation »; None when a cell says anything else."""
    said = fold(text or "")
    if "ttc" in said.split() and "attestation" in said.split():
        return VatBase.CERTIFIED
    return member_named(VatBase, text)


_IN_PART = ("partiel", "partielle", "partiellement", "en partie", "prorata", "au prorata", "mixte")


def recovers_in_part(text: str | None) -> bool:
    """« partiellement », « au prorata de 40 % »: whether « Récupère la TVA » says a part of it."""
    said = f" {fold(text or '')} "
    share = _SHARE.search(said)
    return any(f" {word} " in said for word in _IN_PART) or (
        share is not None and 0 < int(share[1]) < 100
    )


_SHARE = re.compile(r"^ (\d{1,2}) $")


def shares_typed(text: str) -> tuple[str, ...]:
    """The parts of a funding key: « FRA 60 % », « PNA 40 % »."""
    return tuple(piece.strip() for piece in _CUT.split(text) if piece.strip())
