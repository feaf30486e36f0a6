"""The contracts that came back: Word files, Google Docs or PDF, read clause by clause.

Only the file that « Contrat (lien) » names is opened, and only when it, its line or the reader
changed since it was last read. What cannot be read is said in its place.
"""

import hashlib
from collections.abc import Iterator, Mapping

from relocalisons.core.kernel.drive_files import DriveTree, index_items
from relocalisons.core.kernel.model import DriveItem, Programme
from relocalisons.core.kernel.words.french import NBSP, count_of, join_words, typo
from relocalisons.core.producers.contract_text.identity import (
    Identity,
    identity_of,
    read_identity,
)
from relocalisons.core.producers.contract_text.saying import say_clauses
from relocalisons.core.producers.contract_text.words.facts import ContractFacts, facts_of
from relocalisons.core.producers.contract_text.words.reading import READER, read_clauses
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.errors import RelocalisonsError, UnreadableWorkbookError
from relocalisons.store.readings.reports import last_report, report_published
from tasks.google.drive import DOCUMENT, DOCX, PDF, Drive
from tasks.intake.files.pdf import SCANNED, read_pdf
from tasks.intake.files.word import text_of_docx
from tasks.run.programme_run import Google, ProgrammeRun

LARGEST = 10_000_000  # bytes of a Word file or a PDF
LONGEST = 200_000  # characters: a contract has ten thousand
_NOT_WRITTEN = "fichier ni Word, ni Google Doc, ni PDF : déposez le contrat en .docx ou .pdf"
_UNREAD = "fichier illisible"
_NO_TEXT = "aucun texte dans le fichier (une image ?)"
_TOO_LONG = "texte trop long pour un contrat, à lire"
_SAID = "said"


def read_contract_texts(
    run: ProgrammeRun, google: Google, programme: Programme, *, items: tuple[DriveItem, ...]
) -> Mapping[str, str]:
    """Number of each contract whose file is in the Drive → what its seven clauses are."""
    tree = index_items(items)
    return {
        sheet.contract.number: _remembered(
            run, google, sheet, item, identity_of(sheet, programme.names)
        )
        for sheet, item in _linked(programme, tree)
    }


def _linked(programme: Programme, tree: DriveTree) -> Iterator[tuple[ContractSheet, DriveItem]]:
    for sheet in contract_sheets(programme):
        link = sheet.row.text("link")
        item = tree.find_linked(link) if link else None
        if item is not None:
            yield sheet, item


def _remembered(
    run: ProgrammeRun, google: Google, sheet: ContractSheet, item: DriveItem, identity: Identity
) -> str:
    """What was said of it, unless something of it changed; a failure is never remembered."""
    facts = facts_of(sheet)
    key = f"{run.code}:clauses-{sheet.contract.number}"
    known = last_report(run.store, run.code, key)
    fingerprint = _fingerprint(item, facts, identity)
    if known is not None and known.fingerprint == fingerprint:
        return known.facts[_SAID]
    try:
        said = say_contract_file(google.drive, item, facts, identity)
    except UnreadableWorkbookError as error:
        return typo(f"{error.problem} {error.advice}".strip())
    except RelocalisonsError:
        return _UNREAD
    if not run.dry_run:
        report_published(
            run.store,
            programme=run.code,
            report_key=key,
            fingerprint=fingerprint,
            file_id=item.file_id,
            at=run.clock(),
            facts={_SAID: said},
        )
    return said


def _fingerprint(item: DriveItem, facts: ContractFacts, identity: Identity) -> str:
    """Of the file (its checksum, or the version of a Google Doc), its line and the reader."""
    content = item.md5 or f"{item.version} {item.modified_time}"
    words = "\n".join((READER, item.file_id, content, facts.as_words, identity.as_words))
    return hashlib.sha256(words.encode()).hexdigest()


def say_contract_file(
    drive: Drive, item: DriveItem, facts: ContractFacts, identity: Identity
) -> str:
    """The clauses of one file against its line.

    Raises UnreadableWorkbookError (French) when it cannot be opened, or another of ours.
    """
    if item.mime_type == DOCUMENT:
        word = drive.export(item.file_id, media_type=DOCX)
        return say_contract_text(text_of_docx(word), facts, identity)
    if item.mime_type == DOCX:
        word = drive.download(item.file_id, largest=LARGEST)
        return say_contract_text(text_of_docx(word), facts, identity)
    if item.mime_type != PDF:
        return _NOT_WRITTEN
    read = read_pdf(drive.download(item.file_id, largest=LARGEST))
    if read.is_scan:
        return SCANNED
    said = say_contract_text(read.text, facts, identity)
    if not read.scanned:
        return said
    pages = join_words([str(number) for number in read.scanned])
    shown = f"page{NBSP}{pages}" if len(read.scanned) == 1 else f"pages{NBSP}{pages}"
    return f"{said} {SCANNED.capitalize()}{NBSP}: {shown}."


def say_contract_text(text: str, facts: ContractFacts, identity: Identity) -> str:
    """The clauses of one text against its line, in French."""
    if not text.strip():
        return _NO_TEXT
    if len(text) > LONGEST:
        return f"{_TOO_LONG} ({count_of(len(text), 'caractère')})"
    return say_clauses(read_clauses(text, facts), read_identity(text, identity))
