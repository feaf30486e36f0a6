"""Who may do what with a file of the Drive: reading the lists, giving rights without any mail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from googleapiclient.errors import HttpError

from relocalisons.errors import SourceError, WorkbookUnreachableError
from tasks.google.drive import Drive
from tasks.google.refusals import reason_of

_FIELDS = (
    "nextPageToken,permissions(id,type,role,emailAddress,domain,deleted,"
    "permissionDetails(inherited,inheritedFrom,role))"
)
# What Drive answers when an address has no Google account and no mail may announce the right.
_NO_ACCOUNT = frozenset({"invalidSharingRequest"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One line of a sharing list. `who` is an address, a domain, or `anyone`."""

    kind: str  # user | group | domain | anyone
    role: str  # organizer | fileOrganizer | writer | commenter | reader | owner
    who: str
    inherited: bool = False

    @property
    def may_write(self) -> bool:
        """Whether it lets edit."""
        return self.role in ("owner", "organizer", "fileOrganizer", "writer")


class NoGoogleAccountError(SourceError):
    """The address opens no Google account, so that a right cannot be given without a mail."""


class SharingRefusedError(SourceError):
    """The service may not share this file."""


def rights_on(drive: Drive, file_id: str) -> tuple[Right, ...]:
    """Everybody who may open a file or folder, inherited rights included."""
    lines = drive.permissions(file_id, fields=_FIELDS)
    return tuple(_right(line) for line in lines if not line.get("deleted"))


def give_right(drive: Drive, file_id: str, *, email: str, role: str) -> None:
    """Let one person in; Google sends nothing to anybody.

    Raises NoGoogleAccountError when the address has no Google account, SharingRefusedError when the
    service itself may not share. Giving the same right twice changes nothing.
    """
    try:
        drive.permit(file_id, email=email, role=role)
    except WorkbookUnreachableError as error:
        raise SharingRefusedError(
            "Le service n’a pas le droit de partager ce dossier : dans le Drive partagé, « Gérer "
            "les membres », donnez-lui « Gestionnaire de contenu » et autorisez les gestionnaires "
            "de contenu à partager les dossiers."
        ) from error
    except SourceError as error:
        cause = error.__cause__
        if isinstance(cause, HttpError) and reason_of(cause) in _NO_ACCOUNT:
            raise NoGoogleAccountError("Cette adresse n’ouvre aucun compte Google.") from error
        raise


def _right(line: Mapping[str, Any]) -> Right:
    details = line.get("permissionDetails") or ()
    return Right(
        kind=line["type"],
        role=line["role"],
        who=(line.get("emailAddress") or line.get("domain") or line["type"]).lower(),
        inherited=bool(details) and all(each.get("inherited") for each in details),
    )
