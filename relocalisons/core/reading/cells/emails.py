"""Pure: the addresses in a cell; on doubt none is given, because none may be written to."""

import re

from relocalisons.core.kernel.model import Reading
from relocalisons.core.reading.cells.advice import (
    CELL,
    EMPTY,
    ambiguous,
    certain,
    read_no_value,
    unreadable,
)
from relocalisons.core.reading.cells.words import fold, is_void, tidy

EXAMPLE = "une adresse, par exemple prenom.nom@structure.fr"

# Fewer signs than RFC 5321 allows: `?`, `%`, `=` or `{` in front of an @ is a link, an address of a
# relay or a trick far more often than somebody's name, and doubt writes to nobody.
_ATOM = r"[A-Za-z0-9&'+_~-]+"
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_DOMAIN}", re.ASCII)
_FIND = re.compile(rf"(?<![\w.%+@'-])[A-Za-z0-9._%+'-]+@{_DOMAIN}(?![\w@-])")
_NAMED = re.compile(r"(?:^|[;,])[^<>@;]*<\s*(?:mailto:)?([^<>\s]+)\s*>")
_SPLIT = re.compile(r"\s*(?:[;,|]| et | & | puis |\s/\s)\s*")
_PHONE = re.compile(r"(?:t[eé]l\.?\s*:?\s*)?\+?[0-9][0-9 .()-]{7,18}")
_AT = re.compile(
    r"\s*(?:[(\[]\s*(?:at|a|arobase|chez)\s*[)\]]|\s+at\s+|\s+arobase\s+)\s*", re.IGNORECASE
)
_REVERSED = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what is shown is not what is read
_HIDDEN = re.compile("[\u200b-\u200f\u2060\ufeff]")  # joins what a reader sees as two words
_DOT = re.compile(r"\s*(?:[(\[]\s*(?:dot|point)\s*[)\]]|\s+point\s+)\s*", re.IGNORECASE)
# Domains that are a slip of the hand, with what was meant.
_SLIPS = {
    "gmail.con": "gmail.com", "gmail.cm": "gmail.com", "gmail.co": "gmail.com",
    "gmail.fr": "gmail.com", "gmial.com": "gmail.com", "gmal.com": "gmail.com",
    "gmai.com": "gmail.com", "gamil.com": "gmail.com", "hotmial.com": "hotmail.com",
    "hotmail.con": "hotmail.com", "wanado.fr": "wanadoo.fr", "oange.fr": "orange.fr",
    "orange.com.fr": "orange.fr", "laposte.com": "laposte.net", "yaho.fr": "yahoo.fr",
}  # fmt: skip


def parse_emails(value: object, hyperlink: str | None = None) -> Reading[tuple[str, ...]]:
    """The reading of a raw cell value and its link as addresses, their domains in lower case."""
    if is_void(value):
        return EMPTY
    if not isinstance(value, str):
        return unreadable(f"Cette cellule n’est pas une adresse e-mail : tapez {EXAMPLE}.")
    nothing = read_no_value(fold(value), example=EXAMPLE)
    if nothing is not None:
        return nothing
    reading = _read(value)
    return _check_link(reading, hyperlink) if hyperlink else reading


def _check_link(reading: Reading[tuple[str, ...]], hyperlink: str) -> Reading[tuple[str, ...]]:
    """A cell corrected by hand often keeps the link of the address it had before."""
    if not hyperlink.lower().startswith("mailto:") or not isinstance(reading.value, tuple):
        return reading
    linked = _clean(hyperlink[7:].split("?", 1)[0])
    if linked is None or linked in reading.value:
        return reading
    return ambiguous(
        f"L’adresse affichée et le lien de la cellule ne sont pas les mêmes ({linked}) : retapez "
        "l’adresse dans une cellule vidée.",
        (reading.value, (linked,)),
    )


def _read(found: str) -> Reading[tuple[str, ...]]:
    if _REVERSED.search(found):
        return ambiguous(
            f"{CELL} contient un caractère invisible qui en change le sens de lecture : retapez "
            "l’adresse dans une cellule vidée.",
            (),
        )
    text = tidy(_HIDDEN.sub(" ", found).replace("\n", " ; ").replace("\r", " "))
    pieces = [piece for piece in (part.strip(" '\"") for part in _split(text)) if piece]
    # « a.dupont@x.fr / 06 12 34 56 78 »: a telephone is no address and no doubt.
    cleaned = [_clean(piece) for piece in pieces if not _PHONE.fullmatch(piece)]
    known = dict.fromkeys(address for address in cleaned if address is not None)
    lowered = text.lower()
    addresses = tuple(sorted(known, key=lambda address: lowered.find(address.lower())))
    if addresses and None not in cleaned:
        return _check_slips(addresses)
    near = addresses or tuple(dict.fromkeys(_near(text)))
    if not near:
        return unreadable(f"{CELL} n’est pas une adresse e-mail : tapez {EXAMPLE}.")
    return ambiguous(
        f"{CELL} n’est pas une adresse sûre, rien n’y est envoyé : tapez seulement l’adresse, et "
        "s’il y en a deux séparez-les par un point-virgule.",
        (near,),
    )


def _split(text: str) -> list[str]:
    """Pieces between separators; a comma inside « Dupont, A. <a@x.fr> » separates nothing."""
    if "<" in text:
        return [*_NAMED.findall(text), *_SPLIT.split(_NAMED.sub(" ; ", text))]
    pieces: list[str] = []
    for piece in _SPLIT.split(text):
        pieces.extend(_split_tight(piece))
    return pieces


def _split_tight(piece: str) -> list[str]:
    """« a@x.fr b@y.fr », « a@x.fr/b@y.fr », « a@x.fr/06… »; a slash may also be in an address."""
    words = piece.split(" ")
    if len(words) > 1 and all(_clean(word) for word in words):
        return words
    parts = [part.strip() for part in piece.split("/")]
    if len(parts) > 1 and all(_clean(part) or _PHONE.fullmatch(part) for part in parts):
        return parts
    return [piece]


def _clean(piece: str) -> str | None:
    """An address in order, its domain in lower case; None when anything is doubtful."""
    address = piece.strip()
    if address[:7].lower() == "mailto:":
        address = address[7:].strip()
    if len(address) > 254 or _ADDRESS.fullmatch(address) is None:
        return None
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower()}" if len(local) <= 64 else None


def _check_slips(addresses: tuple[str, ...]) -> Reading[tuple[str, ...]]:
    split = (address.rpartition("@") for address in addresses)
    meant = tuple(f"{local}@{_SLIPS.get(domain, domain)}" for local, _, domain in split)
    if meant == addresses:
        return certain(addresses)
    return ambiguous(
        f"{CELL} semble contenir une faute de frappe (peut-être {', '.join(meant)}) : retapez "
        "l’adresse.",
        (addresses, meant),
    )


def _near(text: str) -> list[str]:
    """Addresses that the text probably means: spelt « (at) », accents, spaces, a comma for a "
    "dot."""
    plain = _DOT.sub(".", _AT.sub("@", text))
    tight = re.sub(r"\s*([@.])\s*", r"\1", fold(plain))
    for variant in (plain, fold(plain), tight, tight.replace(",", ".")):
        cleaned = (_clean(match.strip(".'")) for match in _FIND.findall(variant))
        found = [address for address in cleaned if address is not None]
        if found:
            return found
    return []
