"""What a dropped file is, by its bytes: names lie, as when a tool calls a web page « .xls ».

What is no table is named as people know it, with what to do: nothing is « unsupported ».
"""

import zipfile
from enum import Enum, auto

from relocalisons.errors import UnreadableWorkbookError
from tasks.intake.files.archive import BROKEN, open_archive

_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
_OLD_SHEETS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # Excel before its 5th version
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_HEAD = 512  # bytes in which a web page says what it is

# Endings of names, where the bytes say nothing: « .xls » is what tools call many a text.
_TEXTS = ("csv", "tsv", "txt", "tab", "xls")
_PACKED = ("xlsx", "xlsm", "ods", "docx", "odt")
_SHORTCUTS = ("gsheet", "gdoc", "url", "webloc")
SHEETS = "Google Sheet, .xlsx, .ods, .xls ou .csv"


class FileKind(Enum):
    """What can be opened; the two documents only to say what their tables are."""

    XLSX = auto()
    ODS = auto()
    XLS = auto()
    TEXT = auto()
    DOCX = auto()
    ODT = auto()


def kind_of(data: bytes, *, suffix: str) -> FileKind:
    """What the bytes are; `suffix` tells only what they do not.

    Raises UnreadableWorkbookError (French) for anything else: what it is and what to do.
    """
    if not data:
        raise UnreadableWorkbookError(
            "Le fichier est vide : son envoi n’est sans doute pas allé au bout.",
            advice="Le déposer à nouveau.",
        )
    if data.startswith(_ZIP):
        return _archive_kind(data)
    if data.startswith(_OLE):
        return _old_office_kind(data)
    if data.startswith(_OLD_SHEETS):
        return FileKind.XLS
    _refuse_known(data, suffix=suffix)
    if suffix in _PACKED:
        raise damaged()
    if suffix in _TEXTS:
        return FileKind.TEXT
    raise not_a_table()


def locked() -> UnreadableWorkbookError:
    """What is said of a file under a password."""
    return UnreadableWorkbookError(
        "Le fichier est protégé par un mot de passe.",
        advice="L’ouvrir, retirer le mot de passe (« Fichier », « Informations », « Protéger le "
        "classeur », « Chiffrer avec mot de passe » : effacer), l’enregistrer et le déposer à sa "
        "place.",
    )


def damaged() -> UnreadableWorkbookError:
    """What is said of a file that no program would open."""
    return UnreadableWorkbookError(
        "Le fichier est abîmé : il ne s’ouvre pas.",
        advice="Rouvrir l’original, « Enregistrer sous » au format « Classeur Excel (.xlsx) », "
        "puis le déposer à sa place.",
    )


def not_a_table() -> UnreadableWorkbookError:
    """What is said of a file that is none of what people keep tables in."""
    return UnreadableWorkbookError(
        f"Ce n’est pas un tableur ({SHEETS}).",
        advice="L’enregistrer au format « Classeur Excel (.xlsx) », ou copier son tableau dans un "
        "Google Sheet, et mettre ce lien dans « Sources ».",
    )


def no_google_file() -> UnreadableWorkbookError:
    """What is said of a Google form, drawing, presentation or shortcut."""
    return UnreadableWorkbookError(
        f"C’est un fichier Google qui n’est pas un tableur ({SHEETS}).",
        advice="Mettre dans « Sources » le lien du tableur lui-même : pour un raccourci, celui du "
        "fichier qu’il ouvre ; pour un formulaire, celui de ses réponses.",
    )


def copy_the_table() -> str:
    """What to do with a table that stands in a document."""
    return (
        "Copier ce tableau dans un Google Sheet (ou un .xlsx), titres de colonnes compris, et "
        "mettre le lien de ce tableur dans « Sources » : un document ne se suit pas ligne à ligne."
    )


def _archive_kind(data: bytes) -> FileKind:
    with open_archive(data) as archive:
        names = archive.namelist()
        said = _mime_said(archive)
    if said.startswith("application/vnd.oasis.opendocument.spreadsheet"):
        return FileKind.ODS
    if said.startswith("application/vnd.oasis.opendocument.text"):
        return FileKind.ODT
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise UnreadableWorkbookError(
            "C’est un fichier d’Apple (Numbers, Pages ou Keynote), que seul un Mac ouvre.",
            advice="Dans Numbers : « Fichier », « Exporter vers », « Excel… », puis déposer le "
            ".xlsx à sa place.",
        )
    if "xl/workbook.bin" in names:
        raise UnreadableWorkbookError(
            "C’est un classeur Excel binaire (.xlsb).",
            advice="« Enregistrer sous » au format « Classeur Excel (.xlsx) », puis le déposer à "
            "sa place.",
        )
    if "word/document.xml" in names:
        return FileKind.DOCX
    if any(name.startswith("ppt/") for name in names):
        raise _document("une présentation PowerPoint")
    if said.startswith("application/vnd.oasis.opendocument"):
        raise not_a_table()
    if "[Content_Types].xml" in names or any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    raise UnreadableWorkbookError(
        "C’est une archive (.zip).",
        advice="L’ouvrir et déposer dans le Drive le classeur qu’elle contient.",
    )


def _mime_said(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument file says it is, in its first part; empty for others."""
    try:
        with archive.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace")
    except BROKEN:
        return ""


def _old_office_kind(data: bytes) -> FileKind:
    if _named(data, "EncryptedPackage"):
        raise locked()
    if _named(data, "Workbook") or _named(data, "Book"):
        return FileKind.XLS
    if _named(data, "WordDocument"):
        raise _document("un document Word")
    if _named(data, "PowerPoint Document"):
        raise _document("une présentation PowerPoint")
    if _named(data, "TBkndTask"):
        raise UnreadableWorkbookError(
            "C’est un planning Microsoft Project (.mpp).",
            advice="Dans Project : « Fichier », « Enregistrer sous », « Classeur Excel (.xlsx) », "
            "puis le déposer à sa place.",
        )
    raise not_a_table()


def _named(data: bytes, stream: str) -> bool:
    """Whether an old Office file holds a stream of that name: names stand two bytes a letter."""
    return f"{stream}\0".encode("utf-16-le") in data


def _refuse_known(data: bytes, *, suffix: str) -> None:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_PDF):
        raise _document("un PDF")
    if data.startswith(_RTF):
        raise _document("un document RTF")
    if data.startswith(_PICTURES):
        raise UnreadableWorkbookError(
            "C’est une image.",
            advice="Recopier le tableau dans un Google Sheet, ou demander le fichier d’origine, et "
            "mettre ce lien dans « Sources ».",
        )
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        raise UnreadableWorkbookError(
            "C’est une page web ou du XML, même si son nom dit autre chose.",
            advice="L’ouvrir avec Excel ou LibreOffice, « Enregistrer sous » au format « Classeur "
            "Excel (.xlsx) », puis le déposer à sa place.",
        )
    if suffix in _SHORTCUTS:
        raise UnreadableWorkbookError(
            "Ce n’est que le raccourci d’un fichier, pas le fichier.",
            advice="L’ouvrir dans le navigateur et mettre dans « Sources » l’adresse affichée.",
        )


def _document(what: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"C’est {what}, pas un tableur.",
        advice="Demander le tableur d’origine ; sinon, "
        + copy_the_table()[0].lower()
        + copy_the_table()[1:],
    )
