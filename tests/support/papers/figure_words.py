"""The forms of figures in French, and the roots of the words around them. No value, no place."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NUMBER = r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_UNIT = r" ?(?:%|€/kg|€|ha\b|t\b|kg\b|km\b|jours?\b|j\b|points?\b|h\b|min\b)"
FIGURE = re.compile(
    rf"(?P<lead>au moins|au plus|environ|jusqu'à|de|\+)? ?(?<![\w,/-])(?P<low>[−-]?(?:{_NUMBER}))"
    rf"(?: à (?P<high>{_NUMBER}))?(?P<unit>{_UNIT})?(?![\w/])"
)
_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DAY = rf"(?:\d{{1,2}}(?:er)? (?:{_MONTHS})(?: \d{{4}})?|\d\d/\d\d/\d{{4}})"
PERIOD = re.compile(
    rf"du {_DAY} au {_DAY}|(?:en|de) (?:{_MONTHS}) \d{{4}}|(?:avant|après) le {_DAY}"
)
WEEK = re.compile(r"(?<!\w)S\d\d(?!\w)")
IDENTITY = re.compile(r"(?<![\w-])(?:[A-Z]{1,3}-?\d[\d.]*(?:-\d+)*)(?![\w-])")
NO_FIGURE = re.compile(
    rf"« [^»]*»|{_DAY}|(?:{_MONTHS}) \d{{4}}|\d+ h(?: \d\d)?(?: – )?|[Ss]emaine \d+|[Ll]igne \d+|https?://\S+|"
    r"\bn° ?\d+|"  # « Demande n° 1 » is a name
    rf"{IDENTITY.pattern}|\b\d+[./]\d+[\w./]*|\b0\d(?: \d\d){{4}}\b|\b20\d\d\b"
)
MEASURE = re.compile(rf"{FIGURE.pattern} [a-zàéè]+")
OTHERS = re.compile(rf"(?<![\w,])({_NUMBER}) autres? à préciser")
MORE_EUROS = re.compile(rf"jusqu'à ({_NUMBER}) € de plus")
DOUBT = re.compile(
    r"illisible|à lever|à préciser|de plus\)|n'(?:ont|a) pas pu être comptée|au moins|au plus"
)
LEFT_OUT = re.compile(r"n'ont pas pu être comptées|elles ne sont pas comptées")
REST = re.compile(r" autres?(?: à préciser| *$)| de plus\b")
WHOLE_PROGRAMME = ("tout le programme", "ensemble du programme")
PERIOD_OF_MONEY = re.compile(r"dépenses[^.;]*, celles de la période")

# Two ways to say one thing, each as the other says it.
_SAME = tuple(
    (re.compile(pattern), f" {same} ")
    for pattern, same in (
        (r"\bdans le drive\b", "deposes"),
        (r"\b(?:a|ont) ete refuses?\b", "refuse"),
        (r"\bmanque(?:nt)?\b", "manquants"),
        (r"\bpeut-etre\b", "possible"),
        (r"(livrables? )attendus?( sont| est)?  deposes", "livrables deposes"),
        (r"\bechus?( a cette date)?\b|\battendus( a cette date)?\b", "attendu"),
        (r"\bse sont terminees\b", "terminees"),
        (r"\ben tout\b", "entout"),
        (r"\ba ce jour\b|\bht\b", ""),
        (r"\bvolumes? (?=(?:livre|engage|total))|\bmises? en culture\b", ""),
        (r"\b(?:qui )?finiront (?:plus tard que prevu|apres leur date de reference)", "glissement"),
        (r"\bcontrats de culture(?: en cours)?\b", "contrats"),
        (r"\bsous leur tolerance\b|\ben dessous\b", "court"),
        (r"\b(?:n'est|ne sont) pas mesurables?\b|\bnon mesurables?\b", "immesurable"),
        (r"\bde la periode d'eligibilite(?: sont)?(?: ecoules?)?|\bdu temps(?: ecoule)?", "temps"),
        (r"\b(?:de|du) budget\b|\bprevus?\b", "budget"),
        (r"\bpaye(?:e?s|e)?\b", "pay"),
    )
)
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        a alors apres au aussi autre autres aux avant avec cette ce ces chaque comme dans de depuis
        des dont du elle en encore entre est et ete etre faire fait faites faut grand il ils jusqu
        la le les leur mais meme moins ne nombre nous on ont ou par pas peut peuvent plus pour pris
        que qu qui sa se ses soit sont son suivies suivie sur total tout tous toute toutes un une
        vous votre montant montants depenses
        """,
    )
)


@lru_cache(maxsize=100_000)  # each figure made wrong reads its whole table again
def roots_of(text: str) -> frozenset[str]:
    """The beginning of each word that says what is counted."""
    words = unicodedata.normalize("NFKD", text.casefold())
    words = "".join(each for each in words if not unicodedata.combining(each))
    for pattern, same in _SAME:
        words = pattern.sub(same, words)
    found = (word for word in re.findall(r"[a-z]{2,}", words) if word not in _EMPTY)
    return frozenset(word.rstrip("es")[:6] for word in found)


# What is counted: a part of a sentence without one counts what the part before it named.
HEADS = roots_of(
    "actions livrables contrats décisions indicateurs risques pièces messages réunions "
    "publications partenaires constats lignes sujets échéances visites"
)


def sentences_of(text: str) -> Iterator[str]:
    """Cut at full stops, lines and bullets, not inside numbers or names of lines."""
    for each in re.split(r"(?<=[^\d\s])\.(?= |$)|(?<=\d)\.(?= [A-ZÀ-Ý]|$)|\n| • ", text):
        if each.strip():
            yield each.strip()
