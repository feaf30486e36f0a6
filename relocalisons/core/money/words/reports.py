"""Pure: the words people use for the type and the status of a funder's report.

A line of « Échéancier rapports » that is a payment claim has the statuses of `claims`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.model import Doubt, Row
from relocalisons.core.kernel.words.french import format_month, typo, with_de
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.claims import (
    FUNDERS,
    MORE_ASKED,
    NOT_OUT,
    OUT,
    TO_SOMEBODY,
    TO_THE_FUNDER,
    ClaimStatus,
    read_claim_status,
)
from relocalisons.core.reading.cells.said import YEAR, Said, Vocabulary


class ReportType(StrEnum):
    """The types of « Échéancier rapports »; the value is part of a report's key."""

    MONTHLY = "note"
    INTERIM = "intermediaire"
    ANNUAL = "annuel"
    FINAL = "final"
    CLAIM = "demande"
    COPIL_MINUTES = "releve"
    OTHER = "autre"  # a paper that somebody else makes: an attestation, an evaluation

    @property
    def words(self) -> str:
        """How the document calls itself."""
        return _ABOUT[self].words

    @property
    def names(self) -> tuple[str, ...]:
        """What « Commentaires » may call it, the first as she is advised to write it."""
        return _ABOUT[self].names

    @property
    def is_ours(self) -> bool:
        """Whether the service writes it."""
        return bool(self.names)

    @property
    def tells_results(self) -> bool:
        """Whether it tells what was achieved at the end of its period, for good."""
        return _ABOUT[self].tells_results


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    words: str
    names: tuple[str, ...] = ()  # of those that the service writes
    tells_results: bool = False


_ABOUT = {
    ReportType.MONTHLY: _About(
        words="Note au financeur",
        names=("Note mensuelle", "note", "note au financeur", "rapport mensuel"),
    ),
    ReportType.INTERIM: _About(
        words="Rapport intermédiaire",
        names=("Rapport intermédiaire", "intermédiaire", "bilan intermédiaire"),
        tells_results=True,
    ),
    ReportType.ANNUAL: _About(
        words="Rapport annuel",
        names=("Rapport annuel", "annuel", "bilan annuel"),
        tells_results=True,
    ),
    ReportType.FINAL: _About(
        words="Rapport final",
        names=("Rapport final", "final", "bilan final"),
        tells_results=True,
    ),
    ReportType.CLAIM: _About(words="Demande de paiement", names=("Demande de paiement", "demande")),
    ReportType.COPIL_MINUTES: _About(words="Relevé de décisions"),
    ReportType.OTHER: _About(words="Autre document"),
}


class ReportStatus(StrEnum):
    """What « Statut » says of a report."""

    TO_DO = "to_do"
    IN_PROGRESS = "in_progress"
    SECOND = "second"  # « v2 »: a new document beside the one that somebody edited
    APPROVED = "approved"  # by her: the document as it stands is what will be sent
    SENT = "sent"
    RETURNED = "returned"  # the funder refused it, or asks for more
    ACCEPTED = "accepted"
    DROPPED = "dropped"  # not owed any more


WITH_THE_FUNDER = (ReportStatus.SENT, ReportStatus.ACCEPTED)
LEFT_US = (*WITH_THE_FUNDER, ReportStatus.RETURNED)  # sent at least once
NOT_OURS_ANY_MORE = (*LEFT_US, ReportStatus.DROPPED)

_To = ReportType
_Is = ReportStatus

REPORT_TYPE = Vocabulary(
    meanings={
        _To.MONTHLY: "mensuel|mensuelle|mensuels|note du mois|note",
        _To.INTERIM: "intermediaire+|rapport d etape|d etape|mi parcours|d avancement|ri",
        _To.ANNUAL: f"annuel|annuelle|annuels|de l annee|rapport d activite {YEAR}|crf {YEAR}",
        _To.FINAL: "final+|de cloture",
        _To.CLAIM: "demande de paiement,solde,avance,versement,acompte|demande d avance,acompte|"
        "demande de paiement intermediaire,annuelle,final+|solde|acompte+|acconte+|avance|"
        "appel de fonds|dp|dp n|erd|remontee+ de depenses",
        _To.COPIL_MINUTES: "cr copil|cr du copil|compte rendu copil|compte rendu du,de copil|"
        "pv copil|pv du copil|pv de comite de pilotage|pv du comite de pilotage|"
        "compte rendu du comite de pilotage|releve de decisions|releve de decisions copil",
        _To.OTHER: "evaluation|attestation+|tableau des indicateurs|enquete|audit",
    },
    unclear={
        (_To.INTERIM, _To.ANNUAL, _To.FINAL): "rapport|bilan",
        (_To.ANNUAL, _To.INTERIM): "rapport d activite",
        (_To.INTERIM, _To.FINAL): "rapport d execution",
        (_To.ANNUAL, _To.FINAL): "crf|rf",
        (_To.MONTHLY, _To.INTERIM): "trimestriel|trimestrielle|rapport trimestriel",
    },
    offered=("mensuel", "intermédiaire", "annuel", "final", "demande de paiement"),
)

_INSIDE = "partenaires,president,presidente,equipe,bureau,comptable,directeur,directrice,drive"
_FOR = "relecture,signature,validation,avis,verif,verification,complements,correction,compte"

REPORT_STATUS = Vocabulary(
    meanings={
        _Is.TO_DO: "a faire|a rediger|a envoyer|a transmettre|a deposer|a remettre|a preparer|"
        "a venir|a lancer|prevu+|reporte+|decale+|repousse+|pas,non commence+,demarre+|"
        f"{NOT_OUT}|pas encore commence+,demarre+,fait+|pas,non fait+",
        _Is.IN_PROGRESS: "en cours|en redaction|en preparation|brouillon|en relecture|relu+|"
        "en signature|en interne|valide+ en interne|pret+|a relire|a signer|a finaliser|"
        "en attente des,de chiffres,complements,contributions,donnees|"
        f"{OUT} en interne|{OUT} au,a,aux,sur {_INSIDE}|{OUT} a,sur l,la,le {_INSIDE}|"
        f"pour {_FOR}|ec|presque fini+,termine+",
        _Is.SECOND: "v 2|nouvelle version|refaire|a refaire",
        _Is.APPROVED: "valide+|approuve+|bon pour envoi",
        _Is.SENT: f"{OUT}|{TO_THE_FUNDER}|recu+ par|ar|ar recu|accuse de reception|"
        "en instruction|en cours d instruction|en attente de,d retour,accord,reponse|clos+",
        _Is.RETURNED: f"{MORE_ASKED}|refuse+|rejete+|pas,non accepte+",
        _Is.ACCEPTED: "accepte+|"
        f"valide+,approuve+ {FUNDERS}|valide+,approuve+ par {FUNDERS}|"
        f"valide+,approuve+ par la,le,l {FUNDERS}",
        _Is.DROPPED: "sans objet|dispense+|annule+|supprime+|abandonne+|plus d actualite",
    },
    unclear={
        (_Is.IN_PROGRESS, _Is.SENT): f"fait+|ok|en attente|recu+|{TO_SOMEBODY}|termine+|fini+",
    },
    stages=(_Is.TO_DO, _Is.IN_PROGRESS, _Is.SECOND, _Is.APPROVED, _Is.RETURNED, _Is.SENT,
            _Is.ACCEPTED),
    last_wins=(_Is.RETURNED,),  # « envoyé, pièces demandées »
    offered=("à faire", "en préparation", "validé", "envoyé", "pièces demandées", "accepté", "v2"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def read_report_type(text: str | None) -> Said[ReportType]:
    """What a line of « Échéancier rapports » is about, by its « Type »."""
    return REPORT_TYPE.read(text)


def is_advance(text: str | None) -> bool:
    """Whether a payment that is asked, or came, is money paid ahead of any expense."""
    said = fold(text or "").split()
    return "avance" in said or "avances" in said


def is_balance(text: str | None) -> bool:
    """Whether a line closes a year, a season or the whole: « bilan », « solde », « final »."""
    said = set(fold(text or "").split())
    ends = read_report_type(text).value in (ReportType.FINAL, ReportType.ANNUAL)
    return ends or bool(said & {"bilan", "solde", "final", "finale", "cloture"})


def is_last_claim(text: str | None) -> bool | None:
    """Whether a claim is the last of its grant; None where its type does not say."""
    said = set(fold(text or "").split())
    if said & {"solde", "final", "finale", "derniere", "dernier", "cloture"}:
        return True
    return False if said & {"acompte", "acomptes", "intermediaire", "partiel"} else None


def name_report(text: str, end: date | None = None) -> str:
    """One name for what is typed in many ways: « Note mensuelle de mars 2026 », « Acompte 1 ».

    `end`: the last day of its period, which tells one note from the next.
    """
    kind = read_report_type(text).value
    if kind is ReportType.MONTHLY:
        month = f" {with_de(format_month(end))}" if end is not None else ""
        return f"{kind.names[0]}{month}"
    if kind is not None and kind.is_ours and is_adjective(text):
        return kind.names[0]
    words = typo(text)
    return f"{words[:1].upper()}{words[1:]}"


def is_adjective(text: str) -> bool:
    """Whether a type is one of the adjectives that are offered: all but the claim, « final »."""
    return fold(text) in map(fold, REPORT_TYPE.offered[:-1])


@lru_cache(maxsize=4096)
def read_report_status(text: str | None) -> Said[ReportStatus]:
    """Where a report stands, by its « Statut »."""
    return REPORT_STATUS.read(text)


def read_line_status(
    text: str | None, kind: ReportType | None, *, left: bool = False
) -> Said[ReportStatus]:
    """Where a line of « Échéancier rapports » stands, whether it is a report or a claim.

    A claim is accepted when its money comes; one refused is not owed any more as it was. `left`:
    « Envoyé le » is filled in, so that « à compléter » of a claim is what its funder asks.
    """
    if kind is not ReportType.CLAIM:
        return read_report_status(text)
    said = read_claim_status(text, left=left)
    return Said(
        value=_OF_CLAIM[said.value] if said.value else None,
        doubt=said.doubt,
        text=said.text,
        candidates=tuple(dict.fromkeys(_OF_CLAIM[each] for each in said.candidates)),
    )


def read_row_status(row: Row) -> Said[ReportStatus]:
    """The same of a line as it stands, with its « Envoyé le »."""
    kind, left = row.said("type", read_report_type).value, has_sent_day(row)
    return read_line_status(row.typed("status"), kind, left=left)


def has_sent_day(row: Row) -> bool:
    """Whether something stands in « Envoyé le », even if nobody can read it."""
    return row.reading("sent_on").doubt is not Doubt.ABSENT


def may_have_left(row: Row, status: Said[ReportStatus]) -> bool:
    """Whether it is not ours to send any more, or is noted in a way that may mean it."""
    return has_sent_day(row) or status.may_be(*NOT_OURS_ANY_MORE)


_OF_CLAIM = {
    ClaimStatus.TO_PREPARE: ReportStatus.TO_DO,
    ClaimStatus.SECOND: ReportStatus.SECOND,
    ClaimStatus.APPROVED: ReportStatus.APPROVED,
    ClaimStatus.RETURNED: ReportStatus.RETURNED,
    ClaimStatus.SENT: ReportStatus.SENT,
    ClaimStatus.PARTLY_PAID: ReportStatus.ACCEPTED,
    ClaimStatus.PAID: ReportStatus.ACCEPTED,
    ClaimStatus.REFUSED: ReportStatus.DROPPED,
}
