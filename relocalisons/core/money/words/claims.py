"""Pure: the words people use for the status of a payment claim, from its papers to its money."""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.reading.cells.said import AMOUNT, PART_OF_IT, Said, Vocabulary


class ClaimStatus(StrEnum):
    """What « Statut » says of a line of « Échéancier rapports » that is a payment claim."""

    TO_PREPARE = "to_prepare"
    SECOND = "second"  # « v2 »: a new document beside the one that somebody edited
    APPROVED = "approved"  # by her: what is made is what will be sent
    SENT = "sent"  # the funder has it, until the money is there
    PAID = "paid"
    PARTLY_PAID = "partly_paid"
    REFUSED = "refused"


_Is = ClaimStatus
# Who has it when it is « envoyée à … »: the funder or its portal.
FUNDERS = (
    "region,draaf,financeur,financeurs,ademe,departement,metropole,prefecture,etat,fondation,"
    "europe,feader,feder,drac,portail,synergie,gal,asp"
)
OUT = "envoye+,transmis+,depose+,remis+,renvoye+,adresse+"
NOT_OUT = f"pas encore {OUT}|non {OUT}|sera,seront {OUT}"
TO_THE_FUNDER = (
    f"{OUT} a,au,aux,sur {FUNDERS}|{OUT} a,sur la,l,le {FUNDERS}|{OUT} sur e {FUNDERS}|"
    f"recu+ par {FUNDERS}|recu+ par la,le,l {FUNDERS}"
)
TO_SOMEBODY = f"{OUT} a,au,aux"  # who may be one of us

CLAIM_STATUS = Vocabulary(
    meanings={
        _Is.TO_PREPARE: "a preparer|a faire|a envoyer|a deposer|a transmettre|a monter|a venir|"
        "prevu+|en preparation|en cours de montage,preparation,redaction|en redaction|"
        "en signature|en relecture|a signer|commissaire|manque|manquent|"
        "pour relecture,signature,validation,avis,verif,verification,complements|"
        f"{NOT_OUT}|pas,non commence+,demarre+|pas encore commence+,demarre+",
        _Is.SECOND: "v 2|nouvelle version|refaire|a refaire",
        _Is.APPROVED: "valide+|approuve+|bon pour envoi",
        _Is.SENT: f"{OUT}|{TO_THE_FUNDER}|recu+ par|ar|accuse de reception|en instruction|csf|"
        "cours d instruction|en cours d instruction|accepte+|mandate+|en cours de paiement|"
        "en attente de paiement,versement,virement|pas encore paye+,verse+,regle+",
        _Is.PAID: "paye+|verse+|regle+|encaisse+|virement recu|solde+",
        _Is.PARTLY_PAID: "en partie|paye+,verse+,regle+ en partie|partiellement|"
        "partiellement paye+,verse+|versement,paiement partiel|acompte recu solde en attente|"
        f"paye+,verse+,regle+ sauf {AMOUNT} rejete+|{AMOUNT} sur {AMOUNT}|{PART_OF_IT}",
        _Is.REFUSED: "refuse+|rejete+|irrecevable+",
    },
    unclear={
        (_Is.TO_PREPARE, _Is.SENT, _Is.PAID): "fait+|ok",
        (_Is.TO_PREPARE, _Is.SENT): "en cours|en attente|a completer|"
        f"relance envoye+,faite|{TO_SOMEBODY}",
        (_Is.SENT, _Is.PAID): "liquide+|recu+",
        (_Is.PAID, _Is.PARTLY_PAID): "acompte recu",
        (_Is.REFUSED, _Is.PARTLY_PAID): "refuse+,rejete+ en partie",
        (_Is.TO_PREPARE, _Is.REFUSED): "annule+|abandonne+|supprime+",
    },
    stages=(_Is.TO_PREPARE, _Is.SECOND, _Is.APPROVED, _Is.SENT, _Is.PAID, _Is.PARTLY_PAID),
    offered=("à faire", "en préparation", "validé", "envoyé", "accepté", "payé", "refusé"),
)


@lru_cache(maxsize=4096)
def read_claim_status(text: str | None) -> Said[ClaimStatus]:
    """Where a payment claim stands, by its « Statut »."""
    return CLAIM_STATUS.read(text)
