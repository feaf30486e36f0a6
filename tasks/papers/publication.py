"""Publishing a report in the Drive: whole or absent, the same file again, never over a human.

A published file is found by `relocalisons_key` in its appProperties. Same fingerprint: nothing is
uploaded. Untouched: a new revision of the same file. Touched by somebody: left alone, and said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from relocalisons.core.kernel.model import DriveItem
from tasks.google.drive import Drive
from tasks.google.own_files import FINGERPRINT, KEY, only_one

STATE = "relocalisons_state"

# Drive stamps a conversion a little after the upload's own answer.
STAMP_TOLERANCE = timedelta(minutes=2)


class Publication(StrEnum):
    """What happened to a document."""

    CREATED = "created"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left_alone"  # somebody has edited it


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file to publish. `as_type` asks Drive to convert (a .docx into a Google Doc)."""

    key: str
    name: str
    data: bytes
    media_type: str
    fingerprint: str
    as_type: str | None = None
    state: str = ""  # `brouillon`, `arrete`, `approuve`, `envoye`; empty for other documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where a document stands now, and what was done."""

    outcome: Publication
    item: DriveItem
    message: str  # French, for the run summary


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPublication:
    """What the store remembers of our last upload of a document."""

    fingerprint: str
    at: datetime


def publish(
    drive: Drive,
    document: Document,
    *,
    folder_id: str,
    last: LastPublication | None,
    account: str | None,
) -> Published:
    """Create, revise or leave alone one document.

    `last` is our own last upload; `account` the e-mail under which we write (None under OAuth,
    where only the times can tell). A file that we cannot prove untouched is left alone.
    """
    existing = drive.find(KEY, document.key, parent_id=folder_id)
    if existing is None:
        item = drive.create_file(
            document.name,
            document.data,
            parent_id=folder_id,
            media_type=document.media_type,
            as_type=document.as_type,
            properties=_properties(document),
        )
        if document.as_type:
            item = only_one(drive, document.key, made=item, parent_id=folder_id)
        return Published(
            outcome=Publication.CREATED, item=item, message=f"« {document.name} » est créé."
        )
    if existing.app_properties.get(FINGERPRINT) == document.fingerprint:
        return Published(
            outcome=Publication.UNCHANGED,
            item=existing,
            message=f"« {existing.name} » est déjà à jour.",
        )
    if is_touched(existing, last=last, account=account):
        return Published(
            outcome=Publication.LEFT_ALONE,
            item=existing,
            message=f"« {existing.name} » a été modifié à la main : il est laissé tel quel. "
            "Pour le régénérer, renommez votre version et déplacez-la hors du dossier.",
        )
    item = drive.replace_file(
        existing.file_id,
        document.data,
        # Untouched, so its name is ours too: papers of a moved meeting bear its new day.
        name=document.name,
        media_type=document.media_type,
        properties=_properties(document),
    )
    return Published(
        outcome=Publication.REVISED, item=item, message=f"« {existing.name} » est mis à jour."
    )


def is_ours(published: Published, *, last: LastPublication | None, account: str | None) -> bool:
    """Whether what stands in the Drive is our own upload, which the store has yet to remember.

    So it is after an upload, and also when a run died between its upload and the store: unless
    it is remembered now, the document would pass for touched and never be revised again.
    """
    if published.outcome in (Publication.CREATED, Publication.REVISED):
        return True
    unknown = last is None or last.fingerprint != published.item.app_properties.get(FINGERPRINT)
    return (
        published.outcome is Publication.UNCHANGED
        and unknown
        and account is not None
        and published.item.last_modifying_user == account
    )


def is_touched(item: DriveItem, *, last: LastPublication | None, account: str | None) -> bool:
    """Whether somebody else may have changed a published file; True when unsure."""
    if last is None or item.app_properties.get(FINGERPRINT) != last.fingerprint:
        return True
    if account is not None and item.last_modifying_user != account:
        return True
    return item.modified_time > last.at + STAMP_TOLERANCE


def _properties(document: Document) -> Mapping[str, str]:
    properties = {KEY: document.key, FINGERPRINT: document.fingerprint}
    return {**properties, STATE: document.state} if document.state else properties
