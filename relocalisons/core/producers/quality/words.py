"""Pure: the words people use for the status of a certificate in « Engagements qualité »."""

from enum import StrEnum
from functools import lru_cache

from relocalisons.core.reading.cells.said import Said, Vocabulary


class CertificateStatus(StrEnum):
    """What « Statut » says of a certificate; its dates say the rest."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"  # whatever its dates say, it covers nothing for sure


CERTIFICATE_STATUS = Vocabulary(
    meanings={
        CertificateStatus.VALID: "valide+|valable+|en cours|en cours de validite|actif|active|"
        "a jour|ok|certifie+|obtenu+|renouvele+|en vigueur",
        CertificateStatus.WITHDRAWN: "suspendu+|suspension|retire+|retrait|resilie+|annule+|perdu+",
    },
    offered=("valide", "suspendu", "retiré"),
)


@lru_cache(maxsize=1024)
def read_certificate_status(text: str | None) -> Said[CertificateStatus]:
    """Whether a certificate was withdrawn, by its « Statut »."""
    return CERTIFICATE_STATUS.read(text)
