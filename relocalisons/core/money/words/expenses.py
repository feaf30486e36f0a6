"""Pure: the words people use for the type and the status of an expense."""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.reading.cells.said import Said, Vocabulary


class ExpenseKind(StrEnum):
    """What an expense is, for its supporting documents."""

    INVOICE = "invoice"
    SALARY = "salary"
    TRAVEL = "travel"
    FLAT = "flat"  # a flat rate: no document is asked


class ExpenseStatus(StrEnum):
    """What « Statut » says of an expense: seven different amounts."""

    PLANNED = "planned"
    COMMITTED = "committed"
    INVOICED = "invoiced"
    PAID = "paid"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # rejected or cancelled as a whole: it weighs nothing any more


_Is = ExpenseStatus

EXPENSE_KIND = Vocabulary(
    meanings={
        ExpenseKind.INVOICE: "facture+|prestation+|achat+",
        ExpenseKind.SALARY: "salaire+|personnel|paie",
        ExpenseKind.TRAVEL: "deplacement+|frais de deplacement+|mission+",
        ExpenseKind.FLAT: "forfait+|forfaitaire+",
    },
    offered=("facture", "salaire", "déplacement", "forfait"),
    whole=True,
)
EXPENSE_STATUS = Vocabulary(
    meanings={
        _Is.PLANNED: "prevu+|a venir|planifie+|pas encore engage+|a engager|estime+|devis",
        _Is.COMMITTED: "engage+|commande+|devis signe|bon de commande|a facturer|"
        "pas encore facture+",
        _Is.INVOICED: "facture+|recu+|a payer|a regler|non,pas paye+,regle+,acquitte+|"
        "pas encore paye+,regle+,acquitte+|en attente de paiement|livre+",
        _Is.PAID: "paye+|acquitte+|regle+|solde+|a declarer|non,pas declare+|pas encore declare+",
        _Is.CLAIMED: "declare+|presente+",
        _Is.ACCEPTED: "retenu+|accepte+|valide+ par le financeur",
        _Is.REFUSED: "rejete+|refuse+|annule+|abandonne+|supprime+|ineligible+|non retenu+|retire+",
    },
    unclear={
        # Of one claim or for good: another may still ask it.
        (_Is.PAID, _Is.REFUSED): "retire+ de la,cette demande|retire+ de l acompte,avance",
        (_Is.INVOICED, _Is.PAID): "ok|fait+|valide+|en cours|en attente|termine+",
        (_Is.ACCEPTED, _Is.REFUSED): "rejete+,refuse+ en partie|rejete+,refuse+ partiellement|"
        "partiellement rejete+,refuse+,retenu+",
    },
    stages=(_Is.PLANNED, _Is.COMMITTED, _Is.INVOICED, _Is.PAID, _Is.CLAIMED, _Is.ACCEPTED),
    offered=("prévu", "engagé", "facturé", "payé", "déclaré", "retenu", "rejeté"),
)


@lru_cache(maxsize=4096)
def read_expense_kind(text: str | None) -> Said[ExpenseKind]:
    """What an expense is, by its « Type »."""
    return EXPENSE_KIND.read(text)


@lru_cache(maxsize=4096)
def read_expense_status(text: str | None) -> Said[ExpenseStatus]:
    """Where an expense stands, by its « Statut »."""
    return EXPENSE_STATUS.read(text)
