"""Pure: the words people use for the status of a publication in « Communication »."""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.said import Said, Vocabulary


class PublicationStatus(StrEnum):
    """What « Statut » says of a publication."""

    TO_PREPARE = "to_prepare"
    IN_PROGRESS = "in_progress"
    OUT = "out"
    DROPPED = "dropped"


_Is = PublicationStatus

PUBLICATION_STATUS = Vocabulary(
    meanings={
        _Is.TO_PREPARE: "a preparer|a faire|a publier|a diffuser|a venir|prevu+|planifie+|"
        "programme+|reporte+|decale+|repousse+|pas,non commence+,publie+,fait+|"
        "pas encore publie+,paru+,diffuse+,fait+,envoye+",
        _Is.IN_PROGRESS: "en cours|en preparation|en redaction|en relecture|a valider|a relire|"
        "en attente de validation,bat,accord|brief envoye|bat recu|bat valide|maquette+|pret+|ec",
        _Is.OUT: "publie+|paru+|diffuse+|en ligne|mis+ en ligne|realise+|fait+|termine+|poste+|"
        "envoye+|imprime+ et diffuse+",
        _Is.DROPPED: "annule+|abandonne+|supprime+|sans objet|sans suite|refuse+|"
        "plus d actualite|remplace+",
    },
    unclear={
        (_Is.IN_PROGRESS, _Is.OUT): "ok|valide+|imprime+",
        (_Is.TO_PREPARE, _Is.IN_PROGRESS): "en attente|suspendu+|en pause|bloque+",
    },
    stages=(_Is.TO_PREPARE, _Is.IN_PROGRESS, _Is.OUT),
    offered=("à préparer", "en cours", "publié", "abandonné"),
)


@lru_cache(maxsize=4096)
def read_publication_status(text: str | None) -> Said[PublicationStatus]:
    """Where a publication stands, by its « Statut »."""
    return PUBLICATION_STATUS.read(text)


def is_channel(typed: str, channel: str) -> bool:
    """Whether « Canal » of a publication names that channel: « Site web », and no « visite »."""
    return f" {fold(channel)} " in f" {fold(typed)} "


# Channels whose published page anybody may read.
_OPEN = frozenset(("site", "site internet", "site web", "linkedin"))
# Where a link shows what its holder may see, and not what everybody sees.
_HELD = ("drive.google.", "docs.google.", "sharepoint.", "onedrive.", "dropbox.")


def is_open_to_all(channel: str) -> bool:
    """Whether what is published there is a page that anybody may read."""
    return fold(channel) in _OPEN


def is_public_address(text: str) -> bool:
    """Whether a link may be given to everybody: none into a shared folder."""
    return text.startswith("http") and not any(held in text for held in _HELD)
