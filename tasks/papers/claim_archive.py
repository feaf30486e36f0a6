"""The archive of a claim whose period is closed, in the coordination's folder; never revised."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from relocalisons.core.kernel.model import DriveItem
from relocalisons.core.kernel.words.french import format_long_date, format_number
from relocalisons.core.reports.proof.claim_proof import ArchivedPiece, ClaimProof, prove_claim
from relocalisons.errors import RelocalisonsError
from relocalisons.rendering.documents.fingerprint import fingerprint_of_content
from relocalisons.rendering.papers.papers import RenderedPaper
from relocalisons.rendering.proof.archive import ArchiveParts, build_archive
from relocalisons.store.readings.proof import (
    ARCHIVE,
    KEEP_UNTIL,
    KEEP_WHY,
    NAME,
    SEAL,
    decisions_about,
    mails_about,
    readings_in,
)
from relocalisons.store.readings.reports import PublishedReport
from tasks.google.drive import PDF, Drive
from tasks.google.own_files import ensure_folder
from tasks.papers.papers import provenance_of
from tasks.papers.publication import Document, Published, publish_and_remember
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun

FOLDER = "Pistes d’audit"
ZIP = "application/zip"
LARGEST_PIECE = 32 * 1024 * 1024  # bytes
LARGEST = 128 * 1024 * 1024  # bytes of all pieces: the memory of a small server


def archive_claim(
    run: ProgrammeRun,
    google: Google,
    assessment: Assessment,
    files: RenderedPaper,
    *,
    key: str,
    funder: str,
    start: date,
    end: date,
    items: tuple[DriveItem, ...],
) -> Published:
    """Make the archive of a claim as it is closed, and remember until when it is kept."""
    proof = prove_claim(
        assessment.programme,
        funder=funder,
        period_start=start,
        period_end=end,
        as_of=run.as_of,
        tracked=assessment.tracked,
        provenance=provenance_of(run, assessment),
    )
    made = build_archive(proof, _parts(run, google.drive, assessment, files, proof), at=run.clock())
    stem = f"{files.file_stem} v2" if key.endswith(":v2") else files.file_stem
    name = f"{stem} – piste d’audit.zip"
    document = Document(
        key=f"{key}{ARCHIVE}",
        name=name,
        data=made.data,
        media_type=ZIP,
        fingerprint=fingerprint_of_content(made.data),
    )
    folder = ensure_folder(
        google.drive, (run.settings.google.coordination_folder, FOLDER), items=items
    )
    done = publish_and_remember(
        run,
        google,
        document,
        folder_id=folder,
        facts={
            KEEP_UNTIL: proof.keep_until.isoformat(),
            KEEP_WHY: proof.keep_why,
            SEAL: made.seal,
            NAME: name,
        },
    )
    size = format_number(round(len(made.data) / 1024))
    return Published(
        outcome=done.outcome,
        item=done.item,
        message=f"« {name} » ({size} ko) prouve la demande sans le service ; sceau {made.seal}. À "
        f"conserver jusqu’au {format_long_date(proof.keep_until)} ({proof.keep_why}).",
    )


def expired_archives(known: Mapping[str, PublishedReport], *, as_of: date) -> Iterator[str]:
    """Archives that nothing asks to keep any more (French); a person deletes them."""
    for key, entry in sorted(known.items()):
        until = entry.facts.get(KEEP_UNTIL)
        if key.endswith(ARCHIVE) and until and date.fromisoformat(until) < as_of:
            yield (
                f"« {entry.facts.get(NAME, key)} » était à conserver jusqu’au "
                f"{format_long_date(date.fromisoformat(until))} : vous pouvez l’effacer."
            )


def _parts(
    run: ProgrammeRun,
    drive: Drive,
    assessment: Assessment,
    files: RenderedPaper,
    proof: ClaimProof,
) -> ArchiveParts:
    pieces: dict[str, bytes] = {}
    missing: list[Mapping[str, str]] = []
    known = {item.file_id: item for item in assessment.programme.items if not item.trashed}
    for piece in proof.pieces:
        name, data, why = _fetched(
            drive, piece, known, room=LARGEST - sum(map(len, pieces.values()))
        )
        if data is None:
            missing.append({"piece": piece.name, "copie": "non", "pourquoi": why})
        else:
            pieces[name] = data
    documents = {f"{files.file_stem}.xlsx": files.xlsx, f"{files.file_stem}.docx": files.docx}
    if files.pdf:
        documents[f"{files.file_stem}.pdf"] = files.pdf
    return ArchiveParts(
        documents=documents,
        pieces=pieces,
        missing=missing,
        readings=readings_in(run.store, run.code, assessment.snapshot_id, files=proof.files),
        decisions=decisions_about(run.store, run.code, subjects=proof.subjects),
        mails=mails_about(run.store, run.code, subjects=proof.subjects),
    )


def _fetched(
    drive: Drive, piece: ArchivedPiece, known: Mapping[str, DriveItem], *, room: int
) -> tuple[str, bytes | None, str]:
    """(name with its ending, content, why there is none): a piece never stops an archive."""
    item = known.get(piece.target)
    if piece.why_not:
        return piece.name, None, piece.why_not
    if item is None:
        return piece.name, None, "la pièce n’est pas dans le Drive du projet"
    if (item.size or 0) > min(LARGEST_PIECE, room):
        return piece.name, None, "la pièce est trop lourde, elle reste dans le Drive"
    name = piece.name.replace("/", "-")
    try:
        if item.mime_type.startswith("application/vnd.google-apps."):
            return f"{name}.pdf", drive.export(item.file_id, media_type=PDF), ""
        data = drive.download(item.file_id, largest=LARGEST_PIECE)
    except RelocalisonsError as error:
        return name, None, f"la pièce n’a pas pu être lue ({error})"
    return f"{name}{PurePosixPath(item.name).suffix}", data, ""
