"""Files that came with a mail: kept unopened under our own names, or set aside with the reason."""

import re
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.words.french import quote
from tasks.mail.inbound.characters import one_line

LARGEST = 20 * 1024 * 1024
MOST = 10
_ZIPPED = b"PK\x03\x04"
_HEADS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "docx": (_ZIPPED,),
    "xlsx": (_ZIPPED,),
    "odt": (_ZIPPED,),
    "ods": (_ZIPPED,),
}
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1")
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,5})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A file of a mail. `name` is ours; `said_name` is shown only; `refused` says why not kept."""

    name: str
    said_name: str
    content: bytes
    refused: str = ""


def sort_files(found: list[tuple[str, bytes]], *, came: date) -> tuple[MailFile, ...]:
    """Each file of a mail, in order: kept when its first bytes agree with its suffix."""
    sorted_files: list[MailFile] = []
    kept = 0
    for name, content in found:
        said = one_line(name, limit=80)
        suffix = _suffix(name)
        refused = _refusal(suffix, content, room=kept < MOST)
        kept += not refused
        ours = f"reçu par mail {came.isoformat()} {kept}.{suffix}" if not refused else ""
        sorted_files.append(
            MailFile(
                name=ours, said_name=said, content=b"" if refused else content, refused=refused
            )
        )
    return tuple(sorted_files)


def _suffix(name: str) -> str:
    clean = "".join(sign for sign in name.splitlines()[0] if sign.isprintable()) if name else ""
    match = _SUFFIX.search(clean.strip())
    return match[1].lower() if match else ""


def _refusal(suffix: str, content: bytes, *, room: bool) -> str:
    if len(content) > LARGEST:
        return "plus de 20 Mo"
    if not content:
        return "vide ou illisible"
    if not _is_known(suffix, content):
        kind = quote(f".{suffix}") if suffix else "sans extension"
        return f"son contenu n’est pas celui d’un fichier {kind} que nous gardons"
    return "" if room else f"plus de {MOST} fichiers dans un mail"


def _is_known(suffix: str, content: bytes) -> bool:
    """Whether the first bytes are those of the kind that its name says; nothing is opened."""
    if suffix == "heic":
        return content[4:12] in _HEIC
    if suffix == "csv":
        return b"\0" not in content[:4096] and content.lstrip()[:1] != b"<"
    return content.startswith(_HEADS.get(suffix, (b"\0no kind",)))
