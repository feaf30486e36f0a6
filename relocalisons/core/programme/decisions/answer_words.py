"""Pure: what her word beside an answer means: accept all of it, some of it, or nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.words.french import join_words, quote, shorten
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.decisions.exception_words import split_exception

ANSWER_CHOICES = ("oui", "non")
_YES = ("oui", "ok", "d accord", "oui merci", "oui a tout", "oui tout", "j accepte", "accepte",
        "oui pour tout", "ok pour tout", "o", "valide", "je valide")  # fmt: skip
_NO = ("non", "n", "refuse", "je refuse", "non merci", "rien", "vu", "lu", "fait", "sans objet",
       "ok vu", "deja fait", "c est fait", "so", "s o", "ne rien faire")  # fmt: skip
_SOME = re.compile(r"(?:oui|ok)(?: pour| a)?(?: les?| le)? (?P<names>.+)")
_SOME_LESS = re.compile(r"(?:oui|ok)(?: pour| a)?(?: tout| tous)?")
_ARTICLE = re.compile(r"^(?:les?|la) ")
_AND = re.compile(r"\bet\b|\bn(?:o|umero)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The keys that she accepts, and those that are done with; neither where she is not clear."""

    taken: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    message: str = ""


def understand_acceptance(text: object, *, names: Mapping[str, tuple[str, ...]]) -> Accepted:
    """Her word on proposals: « oui », « non », « oui 1 et 3 », « oui sauf P07 ».

    `names`: key of a proposal that she was shown → what she may call it. Whatever is not clearly
    one of these accepts nothing, and closes nothing.
    """
    words, every = normalised(text), frozenset(names)
    if not words:
        return Accepted()
    if words in _YES:
        return Accepted(taken=every)
    if words in _NO:
        return Accepted(closed=every)
    head, less = split_exception(words)
    some = _SOME.fullmatch(words) if less is None else _SOME_LESS.fullmatch(head)
    named = "" if some is None else some["names"] if less is None else _ARTICLE.sub("", less)
    chosen = _chosen(named, names) if some else None
    if chosen is None:
        shown = quote(shorten(" ".join(str(text).split()), limit=60))
        offered = join_words([quote(each) for each in ("oui", "non", "oui 1")], last="ou")
        return Accepted(message=f"{shown} n’est pas compris : écrivez {offered}. Rien n’est noté.")
    taken = chosen if less is None else every - chosen
    return Accepted(taken=taken, closed=every - taken)


def _chosen(text: str, names: Mapping[str, tuple[str, ...]]) -> frozenset[str] | None:
    """The proposals that she names; None when one of her words names none."""
    found: set[str] = set()
    for word in _AND.sub(" ", text).split():
        of_it = {key for key, own in names.items() if word in own}
        if not of_it:
            return None
        found |= of_it
    return frozenset(found) or None
