"""Pure: the words for money that comes from a funder, and for what the lead does with it."""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.reading.cells.said import Said, Vocabulary


class ReceiptKind(StrEnum):
    """What « Type » of « Encaissements » says."""

    PAID = "paid"  # an instalment or the balance of a claim
    AHEAD = "ahead"  # paid before any expense
    TAKEN_BACK = "taken_back"  # the funder takes money back


class PayoutKind(StrEnum):
    """What « Type » of « Versements aux partenaires » says."""

    PAID = "paid"
    AHEAD = "ahead"  # an advance of the lead
    RETAINED = "retained"  # kept back
    RELEASED = "released"  # what was kept back is owed again
    RECOVERED = "recovered"  # the partner gave money back


RECEIPT_KIND = Vocabulary(
    meanings={
        ReceiptKind.PAID: "acompte+|solde|versement+|paiement+|remboursement+",
        ReceiptKind.AHEAD: "avance+",
        ReceiptKind.TAKEN_BACK: "reprise+|reversement+|trop percu|indu+|ordre de reversement|"
        "titre de recette|recouvrement+",
    },
    offered=("acompte", "solde", "avance", "reprise par le financeur"),
)
PAYOUT_KIND = Vocabulary(
    meanings={
        PayoutKind.PAID: "versement+|paiement+|reversement+|solde|acompte+|virement+",
        PayoutKind.AHEAD: "avance+",
        PayoutKind.RETAINED: "retenue|retenues|retenu+|bloque+|suspendu+",
        PayoutKind.RELEASED: "levee|levee de retenue|retenue levee|main levee|mainlevee|"
        "deblocage|liberation",
        PayoutKind.RECOVERED: "recuperation+|reprise+|remboursement+|trop percu rendu|rendu+|"
        "recouvrement+",
    },
    offered=("versement", "avance", "retenue", "levée de retenue", "récupération"),
)


@lru_cache(maxsize=256)
def read_receipt_kind(text: str | None) -> Said[ReceiptKind]:
    """What came, by the words of « Type »; an empty cell is a payment."""
    return RECEIPT_KIND.read(text)


@lru_cache(maxsize=256)
def read_payout_kind(text: str | None) -> Said[PayoutKind]:
    """What was paid, kept back or recovered; an empty cell is a payment."""
    return PAYOUT_KIND.read(text)


def say_payout(kind: PayoutKind) -> str:
    """The word that a tab offers for a kind."""
    return dict(zip(PayoutKind, PAYOUT_KIND.offered, strict=True))[kind]
