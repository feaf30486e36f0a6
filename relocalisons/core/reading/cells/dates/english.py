"""Pure: periods as they are said in English, in the words of the French ones.

« early 2027 » is « debut 2027 », « second half of 2026 » « semestre 2 2026 »; only what means the
same is put into French.
"""

import re
from functools import lru_cache

_PARTS = (
    (r"(?:early|(?:the )?(?:beginning|start) of|start)[ -](?:in )?", "debut "),
    (r"(?:mid|(?:the )?middle of)[ -]", "mi "),
    (r"(?:late|(?:the )?end[ -]of|end|eoy)[ -](?:in )?", "fin "),
)
_NTH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4}
_SEASONS = {
    "spring": "printemps", "summer": "ete", "autumn": "automne", "fall": "automne",
    "winter": "hiver", "christmas holidays": "vacances de noel", "christmas": "noel",
    "xmas": "noel", "summer holidays": "vacances d'ete",
}  # fmt: skip
_PART = re.compile("|".join(f"(?P<p{at}>{words})" for at, (words, _) in enumerate(_PARTS)))
_QUARTER = re.compile(rf"(?:the )?(?P<nth>{'|'.join(_NTH)}) (?P<what>quarter|half)(?: of)?(?: |$)")
_SEASON = re.compile(
    rf"(?:the )?(?P<season>{'|'.join(sorted(_SEASONS, key=len, reverse=True))})(?: of)?(?= |$)"
)
_OF_YEAR = re.compile(r"^(?:the )?(?:(?:calendar )?year |all year |throughout )(?=(?:19|20)\d\d$)")


@lru_cache(maxsize=4096)
def in_french(text: str) -> str:
    """A folded English period in the words that are read; any other text as it is."""
    part = _PART.match(text)
    lead = _PARTS[int(str(part.lastgroup)[1:])][1] if part is not None else ""
    rest = text[part.end() :].removeprefix("the ") if part is not None else text
    rest = _QUARTER.sub(_numbered, rest, count=1) if _QUARTER.match(rest) else rest
    rest = _SEASON.sub(lambda match: _SEASONS[match["season"]], rest, count=1)
    return f"{lead}{_OF_YEAR.sub('', rest)}".strip()


def _numbered(match: re.Match[str]) -> str:
    nth = _NTH[match["nth"]]
    return f"{'t' if match['what'] == 'quarter' else 'semestre '}{nth} "
