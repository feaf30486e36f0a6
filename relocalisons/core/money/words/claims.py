"""Pure: the words people use for the status of a payment claim, from its papers to its money."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.dates.counts import COUNT
from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.reading.cells.said import AMOUNT, PART_OF_IT, Said, Vocabulary, WordDoubt
from relocalisons.core.reading.cells.words import fold as fold_cell


class ClaimStatus(StrEnum):
    """What « Statut » says of a line of « Échéancier rapports » that is a payment claim."""

    TO_PREPARE = "to_prepare"
    SECOND = "second"  # « v2 »: a new document beside the one that somebody edited
    APPROVED = "approved"  # by her: what is made is what will be sent
    RETURNED = "returned"  # the funder asks for more before it pays
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
_BACK = f"retour du financeur|complements,pieces demande+ par {FUNDERS}|" + (
    f"complements,pieces demande+ par la,le,l {FUNDERS}"
)
_PIECES = "piece,pieces,justificatif,justificatifs,complement,complements"
# What a funder says of a paper that it has and cannot settle.
MORE_ASKED = (
    f"a completer|incomplet|incomplete|{_BACK}|{_PIECES} demande+,reclame+,manquant+,manquantes|"
    f"{_PIECES} a fournir|{_PIECES} complementaire,complementaires demande+,reclame+|"
    f"demande de,des {_PIECES}|demande d informations|complements d information demande+"
)

CLAIM_STATUS = Vocabulary(
    meanings={
        _Is.TO_PREPARE: "a preparer|a faire|a envoyer|a deposer|a transmettre|a monter|a venir|"
        "prevu+|en preparation|en cours de montage,preparation,redaction|en redaction|"
        "en signature|en relecture|a signer|commissaire|manque|manquent|"
        "pour relecture,signature,validation,avis,verif,verification,complements|"
        f"{NOT_OUT}|pas,non commence+,demarre+|pas encore commence+,demarre+",
        _Is.SECOND: "v 2|nouvelle version|refaire|a refaire",
        _Is.APPROVED: "valide+|approuve+|bon pour envoi",
        _Is.RETURNED: MORE_ASKED,
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
        (_Is.TO_PREPARE, _Is.SENT): "en cours|en attente|"
        f"relance envoye+,faite|{TO_SOMEBODY}",
        (_Is.SENT, _Is.PAID): "liquide+|recu+",
        (_Is.PAID, _Is.PARTLY_PAID): "acompte recu",
        (_Is.REFUSED, _Is.PARTLY_PAID): "refuse+,rejete+ en partie",
        (_Is.TO_PREPARE, _Is.REFUSED): "annule+|abandonne+|supprime+",
    },
    # « pièces demandées, envoyées le 20 »: they are with the funder again.
    stages=(_Is.TO_PREPARE, _Is.SECOND, _Is.APPROVED, _Is.RETURNED, _Is.SENT, _Is.PAID,
            _Is.PARTLY_PAID),
    last_wins=(_Is.RETURNED,),  # « envoyé, pièces demandées »
    offered=("à faire", "en préparation", "validé", "envoyé", "pièces demandées", "accepté",
             "payé", "refusé"),
)  # fmt: skip
# What tells by itself that a claim is out of our hands.
_LEFT = Vocabulary(
    meanings={_Is.SENT: f"{OUT}|{TO_THE_FUNDER}|en instruction", _Is.RETURNED: _BACK},
    unclear={(_Is.TO_PREPARE, _Is.SENT): f"{NOT_OUT}|a envoyer"},
    stages=(_Is.RETURNED, _Is.SENT),
    offered=(),
)


@lru_cache(maxsize=4096)
def read_claim_status(text: str | None, *, left: bool = False) -> Said[ClaimStatus]:
    """Where a payment claim stands, by its « Statut »; `left`: « Envoyé le » is filled in.

    « à compléter » of one that has not left may be ours still to do.
    """
    said = CLAIM_STATUS.read(text)
    if said.value is not ClaimStatus.RETURNED or left or _LEFT.read(text).value is not None:
        return said
    ours_too = (ClaimStatus.TO_PREPARE, ClaimStatus.RETURNED)
    return Said(doubt=WordDoubt.SEVERAL, text=said.text, candidates=ours_too)


_LENGTH = COUNT + r" (?:jours?|j|semaines?|sem|mois)\b"
_DELAY = re.compile(rf"\b(?:delai|reponse)s? ?(?:de |en |:|=)? ?(?=(?:quinzaine|{_LENGTH}))")
_BY = re.compile(
    r"\b(?:avant|pour|d'ici|au plus tard|jusqu'au?|limite|echeance|delai|reponse)\W*"
    r"(?:le |la |au |du |de |a )*$"
)
_WITHIN = re.compile(r"(?:dans|sous|d'ici)\b")


def day_to_answer(text: str, *, sent: date, since: date) -> date | None:
    """The day that a funder gives for what it asks: « avant le 29/10 », « sous quinze jours ».

    A day of the calendar comes after the paper was `sent`; a delay counts from `since`, the day
    on which it was first read. Any other day (« demandé le 14 ») is no limit.
    """
    folded = _DELAY.sub("sous ", fold_cell(text))
    days = [
        day
        for each in find_dates(folded, written=sent)
        if each.last is not None
        and (_WITHIN.match(folded, each.start) or _BY.search(folded[: each.start]))
        and (day := _from(folded, each.start, sent=sent, since=since)) is not None
    ]
    return max(days, default=None)


def _from(folded: str, start: int, *, sent: date, since: date) -> date | None:
    """A day as it stands, unless its reading moves with the day of writing (« lundi »)."""

    def read(written: date) -> date | None:
        found = (each for each in find_dates(folded, written=written) if each.start == start)
        return next((each.last for each in found), None)

    fixed = read(sent)
    return fixed if fixed == read(sent + timedelta(weeks=1)) else read(since)


_BETWEEN_CLAIMS = re.compile(r"[;,+\n]| et ")


def names_of_claims(said: str, *, spellings: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(funder, name) of each claim that « Déclaré dans » lists; the funder may be empty.

    `spellings`: folded code or name → code. « FSE – acompte 1 ; FDP demande 2 » names two.
    """
    parts = [part for part in _BETWEEN_CLAIMS.split(said) if part.strip()]
    return tuple(_of_funder(part, spellings) for part in parts)


def _of_funder(part: str, spellings: Mapping[str, str]) -> tuple[str, str]:
    folded = f" {fold(part)} "
    for spelling in sorted(spellings, key=len, reverse=True):
        if f" {spelling} " in folded:
            return spellings[spelling], folded.replace(f" {spelling} ", " ").strip()
    return "", part.strip()


_EVERY_CLAIM = frozenset(
    ("demande", "demandes", "de", "du", "d", "la", "le", "paiement", "n", "no", "numero")
)


def is_claim_named(said: str, of: str) -> bool:
    """Whether « Déclaré dans » means a line of « Échéancier rapports » by its « Type ».

    « Acompte 2 » is « demande de paiement (acompte 2) ».
    """
    if fold(said) == fold(of):
        return bool(fold(said))
    words, names = ({*fold(one).split()} - _EVERY_CLAIM for one in (said, of))
    return bool(words) and words == names
