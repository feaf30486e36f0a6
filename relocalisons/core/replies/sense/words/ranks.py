"""Pure: lines named by their rank in our mail, or a meeting by its day."""

import re

from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.replies.clause import Clause
from relocalisons.core.replies.model import Ask, AskKind
from relocalisons.core.replies.words.mail.quotes import OwnLine

_RANKS = (
    r"premi(?:er|ere)s?|1 ?(?:ere|re)|1er", r"deuxieme|secondes?|seconds|2 ?(?:e|eme|nde?)",
    r"troisieme|3 ?(?:e|eme)", r"quatrieme|4 ?(?:e|eme)", r"cinquieme|5 ?(?:e|eme)",
)  # fmt: skip
_GOES_ON = (
    r"(?: (?:document|point|dossier|sujet|papier|piece|ligne|action|demande|question|chose|truc|"
    r"tache)s?\b|(?=\W*$|\s*[,:]| (?:c'est|ce|cela|c|est|sont|a|ont|on|je|j'ai|j'|vous|tu|nous|il|"
    r"elle|ils|l'|ok|oui|"
    r"non|fait|fini|sera|ca|ne|n'|aussi|pas|le \d|lundi|mardi|mercredi|jeudi|vendredi|demain|la "
    r"semaine|fin|debut|plutot|attend|reste|manque|va|part|suit|j'?\w*|faut|voyez|voir|vois|"
    r"demandez|on|ont|etait|etaient|aussi|toujours|jamais|pour|sous|rien|ai|avez|partira|parti)\b))"
)
_RANKED = tuple(
    # « le 2 » is a day, « la 2 » is a line.
    re.compile(
        rf"(?:\b(?:le|la|les) |^\W*(?:et |mais )?)(?:{each}){_GOES_ON}|\bla {place}{_GOES_ON}"
    )
    for place, each in enumerate((*_RANKS, r"derni(?:er|ere)s?"), 1)
)
_BOTH_OF = re.compile(
    r"\bni l'une? ni l'autre\b|\baucune? des (?:deux|trois)|\bl'une? (?:et|comme) l'autre\b|"
    r"\bles (?:unes?|uns) (?:et|comme) les autres\b|\btoutes mes actions\b|\btous mes dossiers\b"
)
_FIRST_OF = re.compile(r"\bles (2|3|4|deux|trois|quatre) premi(?:er|ere)s\b")
_LAST_OF = re.compile(r"\bles (2|3|4|deux|trois|quatre) derni(?:er|ere)s\b")
_HOW_MANY = {"deux": 2, "trois": 3, "quatre": 4}
_LEADS = re.compile(r"\W*(?:et |mais )?(?:le|la) ")
_COUNTED = re.compile(r"\s*(\d)\s?[.)/°:–-]+\s*(?=\D)")
_FOR = re.compile(r"\b(?:pour|a) (?:le |la |ce )?$")
_BEFORE_DAY = re.compile(
    r"\W*(?:(?:non|oui|ok|et|mais|donc|sinon|pour|le|la|au|du|ce|reunion|copil|moi|par contre|en "
    r"revanche|desolee?) ?,? )*"
)


def ranked_lines(text: str, asks: tuple[Ask, ...]) -> tuple[str, ...]:
    """« la première », « le second », « ni l’un ni l’autre »."""
    if len(asks) < 2:
        return ()
    if _BOTH_OF.search(text):
        return tuple(ask.ref for ask in asks)
    several = _FIRST_OF.search(text) or _LAST_OF.search(text)
    if several:
        count = _HOW_MANY.get(several[1]) or int(several[1])
        chosen = asks[:count] if _FIRST_OF.search(text) else asks[-count:]
        return tuple(ask.ref for ask in chosen) if count < len(asks) else ()
    of = (*asks[: len(_RANKS)], *(asks[-1:] * (1 + len(_RANKS) - len(asks[: len(_RANKS)]))))
    found = [
        ask.ref
        for place, (pattern, ask) in enumerate(zip(_RANKED, of, strict=True))
        if pattern.search(text) and (place < len(asks) or place == len(_RANKS))
    ]
    return tuple(dict.fromkeys(found))


def line_led_by_rank(text: str, asks: tuple[Ask, ...]) -> tuple[str, ...]:
    """« la seconde n’a jamais été reçue »: its rank is its subject, whatever else it names."""
    lead = _LEADS.match(text)
    if len(asks) < 2 or lead is None:
        return ()
    start = lead.end() - len("la ")
    return tuple(
        ask.ref for pattern, ask in zip(_RANKED, asks, strict=False) if pattern.match(text, start)
    )


def line_of_day(clause: Clause, asks: tuple[Ask, ...]) -> tuple[str, ...]:
    """« le 24 no problemo », of a meeting on the twenty-fourth."""
    lead = _BEFORE_DAY.match(clause.text)
    start = lead.end() if lead else 0
    for each in find_dates(clause.text, written=clause.written):
        led = (each.start <= start < each.end) or abs(each.start - start) <= 1
        if led or _FOR.search(clause.text[: each.start]):
            same = [
                ask.ref
                for ask in asks
                if ask.kind is not AskKind.WORK
                and ask.due
                and each.days
                and each.days.earliest == each.days.latest == ask.due
            ]
            if len(same) == 1:
                return tuple(same)
    return ()


def numbered(lines: list[OwnLine], asks: tuple[Ask, ...]) -> list[OwnLine]:
    """Lines that count « 1. … 2. … » as many as ours answer them in their order."""
    counts = {
        place: int(m[1]) for place, line in enumerate(lines) if (m := _COUNTED.match(line.text))
    }
    if len(asks) < 2 or list(counts.values()) != list(range(1, len(asks) + 1)):
        return lines
    return [
        OwnLine(line.text, line.ref or (asks[counts[place] - 1].ref if place in counts else None))
        for place, line in enumerate(lines)
    ]
