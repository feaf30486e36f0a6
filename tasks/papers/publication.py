"""Publishing a document in the Drive: whole or absent, the same file again, never over a human.

A published file is found by `relocalisons_key` in its appProperties. Same fingerprint: nothing is
uploaded. Untouched: a new revision of the same file. Touched by somebody: left alone, and said.
A fingerprint of an older scheme tells nothing: the files themselves are compared (ADR 0025).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from relocalisons.core.kernel.model import DriveItem
from relocalisons.errors import SourceError
from relocalisons.rendering.documents.fingerprint import is_older_scheme
from relocalisons.rendering.documents.said_words import words_of_file
from relocalisons.store.readings.reports import last_report, report_published
from tasks.google.drive import Drive
from tasks.google.own_files import FINGERPRINT, KEY, only_one
from tasks.google.sign_in import account_of
from tasks.run.programme_run import Google, ProgrammeRun

STATE = "relocalisons_state"
LARGEST = 32 * 1024 * 1024  # bytes of a file of ours that is read back

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
    """A file to publish. `as_type` asks Drive to convert (a .docx into a Google Doc).

    `twin` is the editable document of the same paper and fingerprint: it can be read back.
    """

    key: str
    name: str
    data: bytes
    media_type: str
    fingerprint: str
    as_type: str | None = None
    state: str = ""  # `brouillon`, `arrete`, `approuve`, `envoye`; empty for other documents
    twin: "Document | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Where a document stands now, and what was done."""

    outcome: Publication
    item: DriveItem
    message: str  # French, for the run summary
    recognised: bool = False  # its fingerprint is new, its content is not


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
    touched = is_touched(existing, last=last, account=account)
    older = is_older_scheme(existing.app_properties.get(FINGERPRINT, ""), than=document.fingerprint)
    same = (
        _says_the_same(drive, existing, document, folder_id=folder_id)
        if older and not touched
        else False
    )
    if same:
        return Published(
            outcome=Publication.UNCHANGED,
            item=drive.mark(existing.file_id, properties=_properties(document)),
            message=f"« {existing.name} » est déjà à jour.",
            recognised=True,
        )
    if touched:
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
    why = " : l’édition d’avant la mise à jour du service ne se compare pas" if same is None else ""
    return Published(
        outcome=Publication.REVISED, item=item, message=f"« {existing.name} » est mis à jour{why}."
    )


def publish_and_remember(
    run: ProgrammeRun,
    google: Google,
    document: Document,
    *,
    folder_id: str,
    facts: Mapping[str, str] | None = None,
) -> Published:
    """Create, revise or leave alone one document; `facts` are for the next one to compare with.

    A document that somebody has edited is left alone, and what the store remembers of ours stays.
    """
    past, account = last_report(run.store, run.code, document.key), account_of(run.settings)
    last = LastPublication(fingerprint=past.fingerprint, at=past.at) if past else None
    done = publish(google.drive, document, folder_id=folder_id, last=last, account=account)
    if done.outcome in (Publication.CREATED, Publication.REVISED):
        run.wrote[done.item.name] = done.item.web_link
    if is_ours(done, last=last, account=account):
        report_published(
            run.store,
            programme=run.code,
            report_key=document.key,
            fingerprint=document.fingerprint,
            file_id=done.item.file_id,
            # Drive stamps the conversion after our upload; the later of both is ours. What is only
            # recognised was uploaded then: whatever was typed since stays somebody's.
            at=past.at if past and done.recognised else max(run.clock(), done.item.modified_time),
            facts={"link": done.item.web_link, **(facts or {})},
        )
    return done


def remember_facts(run: ProgrammeRun, report_key: str, facts: Mapping[str, str]) -> None:
    """Beside what is remembered of our last upload; nothing where there was none."""
    past = last_report(run.store, run.code, report_key)
    if past is not None:
        report_published(
            run.store,
            programme=run.code,
            report_key=report_key,
            fingerprint=past.fingerprint,
            file_id=past.file_id,
            at=past.at,
            facts=facts,
        )


def is_ours(published: Published, *, last: LastPublication | None, account: str | None) -> bool:
    """Whether what stands in the Drive is our own upload, which the store has yet to remember.

    So it is after an upload, and also when a run died between its upload and the store: unless
    it is remembered now, the document would pass for touched and never be revised again.
    """
    if published.outcome in (Publication.CREATED, Publication.REVISED) or published.recognised:
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


def _says_the_same(
    drive: Drive, item: DriveItem, document: Document, *, folder_id: str
) -> bool | None:
    """Whether a file of ours holds what we would write now; None when that cannot be told.

    A file that Drive keeps as we sent it is the same by its checksum. One that it converted, or
    whose only difference may be when it was read, is read back and compared by its words; what
    cannot be read back (a PDF) is what its twin of the same edition is.
    """
    if item.md5 == hashlib.md5(document.data, usedforsecurity=False).hexdigest():
        return True
    same = _has_our_words(drive, item, document)
    twin = document.twin
    if same is not None or twin is None:
        return same
    found = drive.find(KEY, twin.key, parent_id=folder_id)
    if found is None or not _one_edition(item, found, recognised=twin.fingerprint):
        return None
    return _has_our_words(drive, found, twin)


def _one_edition(item: DriveItem, twin: DriveItem, *, recognised: str) -> bool:
    """Whether two files were uploaded together and not touched since; one may be recognised."""
    mine, its = (each.app_properties.get(FINGERPRINT) for each in (item, twin))
    apart = abs(item.modified_time - twin.modified_time)
    return its in (mine, recognised) and apart <= STAMP_TOLERANCE


def _has_our_words(drive: Drive, item: DriveItem, document: Document) -> bool | None:
    ours = words_of_file(document.data, media_type=document.media_type)
    if ours is None:
        return None
    try:
        if document.as_type:
            data = drive.export(item.file_id, media_type=document.media_type)
        else:
            data = drive.download(item.file_id, largest=LARGEST)
    except SourceError:
        return None
    theirs = words_of_file(data, media_type=document.media_type)
    return None if theirs is None else theirs == ours


def _properties(document: Document) -> Mapping[str, str]:
    properties = {KEY: document.key, FINGERPRINT: document.fingerprint}
    return {**properties, STATE: document.state} if document.state else properties
