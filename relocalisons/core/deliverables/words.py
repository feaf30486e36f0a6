"""Pure: the words people use for the status of a deliverable and for who may read it.

The lists are closed: a word that is in none of them is told where it stands, and « Abandonné ? »
is neither given up nor awaited.
"""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import member_named
from relocalisons.core.reading.cells.said import ALL_OF_IT, PART_OF_IT, Said, Vocabulary


class DeliverableStatus(StrEnum):
    """What « Statut » says of a deliverable, in the order of its life."""

    TO_PRODUCE = "to_produce"
    DRAFTING = "drafting"
    HANDED_IN = "handed_in"
    IN_REVIEW = "in_review"
    VALIDATED = "validated"
    PUBLISHED = "published"
    REFUSED = "refused"  # back to its author, who owes another version
    DROPPED = "dropped"


class Readers(StrEnum):
    """What « Confidentialité » says: who may read a deliverable."""

    PUBLIC = "public"
    PARTNERS = "partners"
    FUNDER = "funder"


class DeliverableType(StrEnum):
    """What « Type » says of a deliverable; the value is what people type, folded."""

    GUIDE = "guide"
    TOOL = "outil"
    REPORT = "rapport"
    CONTRACT = "contrat type"
    VIDEO = "video"
    MATERIAL = "support"


class Channel(StrEnum):
    """What the cell of a channel says (« LinkedIn », « Site »): a day, a link, or not yet."""

    NOT_YET = "not_yet"


_Is = DeliverableStatus
NOT_BEGUN = (_Is.TO_PRODUCE,)
THERE = (_Is.HANDED_IN, _Is.IN_REVIEW, _Is.VALIDATED, _Is.PUBLISHED)  # its file was handed in
TO_VALIDATE = (_Is.HANDED_IN, _Is.IN_REVIEW)
ACCEPTED = (_Is.VALIDATED, _Is.PUBLISHED)
NOT_EXPECTED = (_Is.REFUSED, _Is.DROPPED)

DELIVERABLE_STATUS = Vocabulary(
    meanings={
        _Is.TO_PRODUCE: "a produire|a faire|a rediger|a realiser|a venir|a lancer|a commencer|"
        "a demarrer|a livrer|a deposer|a rendre|a remettre|a envoyer|attendu+|prevu+|planifie+|"
        "programme+|reporte+|decale+|repousse+|pas,non commence+|pas,non demarre+|pas,non fait+|"
        "pas encore fait+|pas encore commence+|pas encore demarre+|pas encore depose+,remis+",
        _Is.DRAFTING: "en redaction|en cours|ec|brouillon|en preparation|en production|"
        "en finalisation|fait en partie|presque fini+,termine+|quasi fini+,termine+|a finaliser|"
        f"a finir|a terminer|a corriger|a corriger suite relecture|commence+|demarre+|{PART_OF_IT}",
        _Is.HANDED_IN: "remis+|rendu+|depose+|livre+|envoye+|transmis+|fait+|termine+|fini+|"
        f"realise+|acheve+|finalise+|{ALL_OF_IT}",
        _Is.IN_REVIEW: "en relecture|relecture|relu+|a relire|a valider|en validation|"
        "en attente de validation,relecture|validation en cours|en cours de validation,relecture|"
        "pas encore valide+,relu+",
        _Is.VALIDATED: "valide+|approuve+",
        _Is.PUBLISHED: "diffuse+|publie+|en ligne|mis+ en ligne|paru+",
        _Is.REFUSED: "refuse+|rejete+|a reprendre|a refaire",
        _Is.DROPPED: "abandonne+|annule+|supprime+|retire+|sans objet|sans suite|caduc|caduque+|"
        "fusionne+|remplace+|plus d actualite|non retenu+",
    },
    unclear={
        (_Is.TO_PRODUCE, _Is.DRAFTING): "en retard|bloque+|suspendu+|en attente|en pause",
        (_Is.HANDED_IN, _Is.VALIDATED): "ok",
        (_Is.VALIDATED, _Is.IN_REVIEW): "a diffuser|a publier|validation a venir",
        (_Is.IN_REVIEW, _Is.PUBLISHED): "diffuse+ en interne",
    },
    offered=("à produire", "en rédaction", "déposé", "en relecture", "validé", "refusé", "diffusé",
             "abandonné"),
    stages=(_Is.TO_PRODUCE, _Is.DRAFTING, _Is.HANDED_IN, _Is.IN_REVIEW, _Is.VALIDATED,
            _Is.PUBLISHED),
)  # fmt: skip
READERS = Vocabulary(
    meanings={
        Readers.PUBLIC: "public+|publique+|grand public|tout public|ouvert+",
        Readers.PARTNERS: "partenaire+|interne+",
        Readers.FUNDER: "financeur+|confidentiel|confidentielle|restreint+|coordination",
    },
    offered=("public", "partenaires", "financeur"),
    whole=True,
)
_NOT_YET = Vocabulary(
    meanings={
        Channel.NOT_YET: "a faire|a prevoir|a venir|prevu+|en cours|a publier|a diffuser|bientot|"
        "non,pas fait+|pas encore|a mettre en ligne|a poster",
    },
    offered=(),
)


@lru_cache(maxsize=4096)
def read_deliverable_status(text: str | None) -> Said[DeliverableStatus]:
    """Where a deliverable stands, by its « Statut »."""
    return DELIVERABLE_STATUS.read(text)


@lru_cache(maxsize=1024)
def read_readers(text: str | None) -> Said[Readers]:
    """Who may read a deliverable, by its « Confidentialité »."""
    return READERS.read(text)


def read_deliverable_type(text: str | None) -> DeliverableType | None:
    """What a deliverable is, by its « Type »; None when it is none of those known."""
    return member_named(DeliverableType, text)


def is_channel_to_come(text: str | None) -> bool:
    """Whether the cell of a channel says that nothing is out there yet."""
    return _NOT_YET.read(text).value is Channel.NOT_YET
