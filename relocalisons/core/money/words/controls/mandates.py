"""Pure: whether the words of a mandate keep it to some funders, and which they name."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.people import without_titles
from relocalisons.core.money.words.piece_texts import NUMBER, decimal_of, plain_text
from relocalisons.core.money.words.pieces import read_validity
from relocalisons.core.reading.cells.readers import read_single_day

_ONLY = re.compile(
    r"\b(?:seule?s?|seulement|uniquement|exclusivement|limitee?s? (?:a|au|aux)|restreinte?s? "
    r"(?:a|au|aux)|rien que)\b|"
    r"\b(?:pour|sur) (?:la |les |le |l')?(?:conventions?|dossiers?|demandes?|financements?|"
    r"financeurs?|subventions?|aides?|operations?)\b"
)
_EXCEPT = re.compile(r"\b(?:sauf|hors|excepte\w*|a l'exception|a l'exclusion|sans)\b")
_IDLE = frozenset(
    {"de", "du", "des", "la", "le", "les", "l", "d", "et", "fonds", "programme", "national",
     "pour", "convention", "direction", "regionale", "agence", "equipements", "equipement"}
)  # fmt: skip


def is_for_another_funder(
    text: str | None, mine: Iterable[str | None], others: Iterable[str | None]
) -> bool:
    """« pour la convention FEDER seulement »: whether a mandate leaves out the funder of a claim.

    `mine`, `others`: the names, codes, funds and agreements of that funder and of the others.
    """
    said = plain_text(text)
    ours, theirs = _words(mine), _words(others)
    kept, left = said, ""
    if found := _EXCEPT.search(said):
        kept, left = said[: found.start()], said[found.start() :]
    if _names_any(left, ours - theirs):
        return True
    is_kept_to_some = _ONLY.search(kept) is not None
    return is_kept_to_some and _names_any(kept, theirs - ours) and not _names_any(kept, ours)


_DELEGATES = re.compile(r"\bdeleg\w*|\bpouvoirs?\b|\bprocuration\b|\bp/?o\b")
_MOST = re.compile(
    r"\b(?:jusqu'a|dans la limite de|limitee? a|plafonnee? a|au plus|maximum(?: de)?|"
    r"plafond(?: de)?|"
    rf"inferieur\w* (?:ou egal\w* )?a)\s*:?\s*({NUMBER})\s?(?:€|euros?\b|eur\b)"
)


_SINCE = re.compile(
    r"\b(?:depuis le|a compter du|a partir du|elue?s? le|nommee?s? le|des le) (\d{2}/\d{2}/\d{4})"
)
_OFFICE = re.compile(
    r"\s*\b(?:jusqu['’]au|depuis le|[àa] compter du|[àa] partir du|[ée]lue? le|nomm[ée]e? le)\b.*$",
    re.IGNORECASE,
)


def representatives(text: str | None, day: date) -> tuple[str, ...]:
    """« M. Roux, président jusqu'au 28/03/2026 ; délégation à Mme Blanc »: who represents by
    himself on a day, here M. Roux before April 2026."""
    found: list[str] = []
    for part in (each.strip() for each in re.split(r"[;\n]", text or "")):
        said = plain_text(part)
        since = _SINCE.search(said)
        start = read_single_day(since[1]) if since else None
        holds = read_validity(part).holds(day) and (start is None or start <= day)
        if part and holds and not _DELEGATES.search(said):
            found.append(_OFFICE.sub("", part).rstrip(" ,"))
    return tuple(found)


def delegated_up_to(text: str | None, signatory: str) -> Decimal | None:
    """« délégation à Mme Blanc, pour les demandes jusqu'à 10 000 € »: the sum she may sign for."""
    names = set(without_titles(signatory).split())
    for part in re.split(r"[;\n]", text or ""):
        said = plain_text(part)
        found = _MOST.search(said)
        if found and _DELEGATES.search(said) and names and names <= set(fold(part).split()):
            return decimal_of(found[1])
    return None


def _words(names: Iterable[str | None]) -> frozenset[str]:
    words = {word for name in names for word in fold(name or "").split()}
    return frozenset(each for each in words - _IDLE if len(each) > 1 and not each.isdigit())


def _names_any(said: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(fold(said).split())
