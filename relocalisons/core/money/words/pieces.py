"""Pure: what a piece is, and the days that its words tell: signed, paid, debited, valid until."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import bare_letters, fold
from relocalisons.core.reading.cells.readers import read_single_day


class PieceNature(StrEnum):
    """What a piece proves; the pieces that no rule reads are OTHER."""

    QUOTE = "quote"
    ORDER = "order"
    DEPOSIT = "deposit"  # an invoice of a deposit, or its payment
    INVOICE = "invoice"
    BANK = "bank"  # a statement: the day on which the money left
    DELIVERY = "delivery"
    CREDIT = "credit"
    JOB_AID = "job_aid"
    PUBLICITY = "publicity"
    CONSULTATION = "consultation"
    OTHER = "other"


# Beginnings of a folded nature; the first that fits wins, the narrower ones first.
_NATURES = {
    PieceNature.DEPOSIT: ("facture d acompte", "acompte", "avis d acompte", "facture acompte"),
    PieceNature.JOB_AID: (
        "notification d aide a l emploi", "aide a l emploi", "notification asp",
        "notification de l asp", "arrete d aide a l emploi", "convention d aide a l emploi",
    ),
    PieceNature.BANK: (
        "releve bancaire", "releve de compte", "extrait de compte", "extrait bancaire",
        "avis de debit",
    ),
    PieceNature.QUOTE: ("devis",),
    PieceNature.ORDER: ("bon de commande", "commande", "ordre de service", "contrat signe"),
    PieceNature.DELIVERY: (
        "bon de livraison", "bl", "pv de reception", "proces verbal de reception",
        "attestation de service fait", "service fait",
    ),
    PieceNature.CREDIT: ("avoir", "note de credit"),
    PieceNature.PUBLICITY: ("publicite", "avis de publicite", "avis d appel public", "boamp"),
    PieceNature.CONSULTATION: ("consultation", "lettre de consultation"),
    PieceNature.INVOICE: ("facture", "note d honoraires"),
}  # fmt: skip
_DAY = r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
_SIGNED = re.compile(rf"signee?s? le {_DAY}")
_PAID = re.compile(rf"(?:versee?|payee?|reglee?|encaissee?) le {_DAY}")
_DEBITED = re.compile(rf"(?:debitee?|passee? en compte|debit) (?:le|du) {_DAY}")
_LAUNCHED = re.compile(rf"consultation lancee le {_DAY}")
_UNTIL = re.compile(
    rf"(?:\bau|expiree? (?:le|depuis le)|\bfin(?:it)? le|echue? le|terminee? le) {_DAY}"
)
_PUBLISHED = re.compile(r"publicite\s*: (?!neant|aucune|sans|non)")
_OPEN = ("sans limite", "sans fin", "permanent", "permanente", "duree indeterminee")
_CHEQUE = ("cheque", "cheques", "chq")
_LOST = ("introuvable", "illisible", "mort", "casse", "inaccessible", "manquant", "perdu", "404")
_SIREN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """Until when a paper holds, by its words; `is_said` when they tell it, « sans limite » too."""

    end: date | None = None
    is_said: bool = False


@lru_cache(maxsize=1024)
def read_nature(text: str | None) -> PieceNature:
    """What a piece is, by the beginning of its words."""
    said = f"{fold(text or '')} "
    for nature, beginnings in _NATURES.items():
        if any(said.startswith(f"{each} ") for each in beginnings):
            return nature
    return PieceNature.OTHER


def day_signed(text: str | None) -> date | None:
    """« signé le 12/03/2026 »."""
    return _day(_SIGNED, text)


def day_paid(text: str | None) -> date | None:
    """« acompte versé le 28/02/2025 »."""
    return _day(_PAID, text)


def day_debited(text: str | None) -> date | None:
    """« chèque n° 4471 débité le 06/10/2026 »."""
    return _day(_DEBITED, text)


def day_launched(text: str | None) -> date | None:
    """« consultation lancée le 01/04/2026 »."""
    return _day(_LAUNCHED, text)


def tells_publicity(text: str | None) -> bool:
    """« publicité : profil acheteur »; not « publicité : aucune »."""
    return _PUBLISHED.search(_plain(text)) is not None


def read_validity(text: str | None) -> Validity:
    """Until when a certificate, a mandate or a delegation holds; an end decides over « sans »."""
    end = _day(_UNTIL, text)
    if end is not None:
        return Validity(end=end, is_said=True)
    said = f" {fold(text or '')} "
    return Validity(is_said=any(f" {word} " in said for word in _OPEN))


def is_lost(state: str | None) -> bool:
    """Whether « État du lien » says that the piece cannot be read: « introuvable », « mort »."""
    return any(word in _LOST for word in fold(state or "").split())


def is_cheque(mode: str | None) -> bool:
    """Whether « Mode » says that a cheque paid: it leaves days before the money does."""
    return any(word in _CHEQUE for word in fold(mode or "").split())


def read_siren(text: str | None) -> str | None:
    """The nine digits that name a company, of a SIRET or a SIREN; None when there are fewer."""
    digits = re.sub(r"\D", "", text or "")
    return digits[:_SIREN] if len(digits) >= _SIREN else None


def _day(pattern: re.Pattern[str], text: str | None) -> date | None:
    found = pattern.search(_plain(text))
    return read_single_day(found[1]) if found else None


def _plain(text: str | None) -> str:
    return bare_letters(" ".join((text or "").split()))
