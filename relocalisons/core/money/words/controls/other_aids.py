"""Pure: another aid for the same expense, as the words of an invoice, a stamp or a label tell it.

« financement FEADER » beside a FEADER claim is its own publicity: whoever judges knows the names.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.money.words.piece_texts import (
    NUMBER,
    decimal_of,
    is_taken_off,
    plain_text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAid:
    """An aid that words tell: who gives it, in folded words, and its amount or share of the price.

    `is_given`: granted or paid; else it was only asked.
    """

    giver: frozenset[str]
    amount: Decimal | None
    share: Decimal | None
    is_given: bool


_AID = re.compile(
    r"\b(?:aides?|subventions?|subventionnee?s?|dotations?|participations? financieres?|"
    r"cofinancements?|cofinancee?s?|financement|financee?s?|prises? en charge|primes? cee|"
    r"bonus ecologique|fonds de concours|mecenat|imputee?s? sur|primes?|participations?|"
    r"rembourse(?:ment|e?s?) (?:par|de)|"
    r"(?:presente|declare|demande|porte|compte|impute|affecte|valorise)e?s? (?:deja |aussi )?"
    r"(?:a|au|aux|dans|sur|au titre d[eu])|"
    r"tampon|cachet)\b(?P<rest>.*)"
)
_SUM = re.compile(rf"(?<![\d/.,])({NUMBER})\s?(?:€|euros?\b|eur\b)")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s?%")
_GIVEN = re.compile(
    r"\b(?:vers|percu|recu|encaiss|accord|attribu|notifi|octroy|allou|obtenu|soit|finance|"
    r"subventionne|impute|presente|declare|tampon|cachet|prise?s? en charge|rembours|porte|compte|"
    r"affecte|valorise)"
)
_ASKED = re.compile(r"\b(?:demandee?|sollicitee?|en cours d'instruction|en attente)\b")
_NONE = re.compile(
    r"\b(?:aucune?s?|sans|ni|pas d|hors|refusee?s?|rejetee?s?|sans suite|annulee?s?|non (?:vers|"
    r"accord|percu|obtenu|subventionn|financ|eligible)\w*|pas (?:encore )?(?:vers|accord|percu)\w*)"
)
# « aide à la saisie », « formation financement participatif »: what is bought, not who pays.
_OTHERS = re.compile(
    r"\baides? (?:a l[ae' ]|au |aux |cuisin|menager|soignant)|financement participatif|"
    r"participation (?:a |au |aux )|prime d'(?:assurance|activite)|cachets? (?:d'artiste|du music)"
)
_PUBLIC = frozenset(
    {"agence", "etat", "region", "departement", "conseil", "ademe", "feader", "feder", "fse",
     "leader", "europe", "union", "opco", "draaf", "ddt", "franceagrimer", "fondation", "metropole",
     "communaute", "commune", "ville", "mairie", "msa", "caf", "asp", "cnr", "banque", "caisse",
     "ministere", "prefecture", "dossier", "convention", "operation", "programme", "fonds"}
)  # fmt: skip
# Words that name an aid where a funder stands beside them, and nothing of the kind elsewhere.
_ONLY_OF_A_FUNDER = (
    "prime", "participation", "rembours", "porte", "compte", "affecte", "valorise", "presente",
    "declare", "demande",
)  # fmt: skip
_FUNDERS = frozenset(
    {"fse", "feder", "feader", "leader", "departement", "region", "etat", "ademe", "agence",
     "fondation", "opco", "caf", "msa", "ars", "asp", "draaf", "metropole", "europe", "union",
     "franceagrimer", "financeur", "interreg", "pna"}
)  # fmt: skip
_STAMPS = ("tampon", "cachet", "impute")
_PROJECT = frozenset(
    {"dossier", "convention", "operation", "programme", "subvention", "aide", "fonds", "finance"}
)
_IDLE = frozenset(
    {"l", "la", "le", "les", "de", "du", "des", "d", "au", "aux", "a", "par", "sur", "n", "no",
     "soit", "ht", "ttc", "et", "un", "une", "pour", "en", "versee", "verse", "percue",
     "accordee", "notifiee", "attribuee", "beneficiaire", "ligne", "meme", "facture", "deja"}
)  # fmt: skip


_USUAL = frozenset(
    {"fonds", "aide", "aides", "programme", "convention", "des", "les", "pour", "petits",
     "developpement", "local", "agence", "conseil", "non", "oui"}
)  # fmt: skip


def is_given_by(aid: OtherAid, names: str) -> bool:
    """Whether an aid is that of one of the funders so named."""
    return not _telling_words(names).isdisjoint(aid.giver)


def names_one_of(text: str, names: str) -> bool:
    """Whether a text names one of the funders so named."""
    return not _telling_words(names).isdisjoint(_telling_words(text))


def _telling_words(text: str) -> frozenset[str]:
    """The folded words that tell one funder from another: « région », « ademe »."""
    return frozenset(word for word in fold(text).split() if len(word) > 2) - _USUAL


@lru_cache(maxsize=4096)
def aids_told(text: str | None) -> tuple[OtherAid, ...]:
    """The aids that a text tells, one a sentence; none where it denies them or took them off."""
    found = (_aid(each) for each in re.split(r"[;\n]|\.(?=\s|$)", plain_text(text)))
    return tuple(each for each in found if each is not None)


def _aid(sentence: str) -> OtherAid | None:
    told = _AID.search(sentence)
    if told is None or _OTHERS.search(sentence) or _NONE.search(sentence):
        return None
    if is_taken_off(sentence):
        return None
    rest = told["rest"]
    amount, share = _SUM.search(rest), _SHARE.search(rest)
    words = frozenset(fold(rest).split()) - _IDLE
    names = frozenset(each for each in words if not each.isdigit())
    is_stamp = told[0].startswith(_STAMPS)
    if told[0].startswith(_ONLY_OF_A_FUNDER) and _FUNDERS.isdisjoint(words):
        return None  # « participation aux frais », « remboursé par virement »
    if is_stamp and _PROJECT.isdisjoint(words):
        return None  # « cachet de la mairie »: service was done
    # « financement » names many things: a giver, or a sum that came, makes an aid.
    if _PUBLIC.isdisjoint(words) and (is_stamp or (amount is None and share is None)):
        return None
    is_said = _GIVEN.search(sentence) or _ASKED.search(sentence)
    if amount is None and share is None and not is_said:
        return None  # « bilan des aides de la Région »
    return OtherAid(
        giver=names,
        amount=decimal_of(amount[1]) if amount else None,
        share=decimal_of(share[1]) / 100 if share else None,
        is_given=bool(_GIVEN.search(sentence)) or not _ASKED.search(sentence),
    )
