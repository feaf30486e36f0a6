"""Pure: a word that decides several findings at once: « tout vu », « P07 : fait », « vu sauf P07 ».

It names all of a row's findings, or those of partners by their exact code; a code that nobody has
is no slip of the finger to be guessed: she is asked, and nothing is decided.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.words.french import NBSP, join_words, quote, shorten
from relocalisons.core.programme.decisions.decisions import normalised, understand_finding
from relocalisons.core.programme.decisions.exception_words import begins_exception

CALLED_FOR = timedelta(days=7)  # nobody is called again within a week

_BETWEEN = " :,;"
_GAP = re.compile(r"[ :,;]+")
_EVERYTHING = re.compile(r"(?:tout|tous|toutes)\b")
_ENDS_WITH_EVERYTHING = re.compile(r"(?P<what>.+?)[ :,;]+(?:pour )?(?:tout|tous|toutes)")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWord:
    """What a word says, and of whom; of all that stands there where it names nobody.

    `is_group`: it says more than the row that it stands on. `everything`: it says « tout ».
    """

    word: Understood
    named: frozenset[str] = frozenset()
    less: bool = False
    everything: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it says « tout », or names a partner."""
        return self.everything or bool(self.named)

    def covers(self, partner: str | None) -> bool:
        """Whether it speaks of a finding of that partner."""
        return not self.named or (partner in self.named) is not self.less


def read_group_word(text: object, *, partners: Iterable[str], read_on: date) -> GroupWord:
    """Her word beside an act or a finding. `partners`: the codes that she may name.

    « tout » or a code without a decision beside it, and a decision beside a code that nobody has,
    are asked about.
    """
    alone = understand_finding(text, read_on=read_on)
    if alone.is_clear:
        return GroupWord(word=alone)
    codes = {normalised(code, keep_dates=True): code for code in partners}
    words = normalised(text, keep_dates=True)
    for what, whom in _readings(words, frozenset(codes)):
        word = understand_finding(what, read_on=read_on, exactly=True)
        if word.meaning is Meaning.NOTHING:
            word = _asked(text)
        elif word.meaning is Meaning.UNCLEAR:
            continue
        return GroupWord(
            word=word,
            named=frozenset(codes[each] for each in whom.codes),
            less=whom.less,
            everything=whom.everything,
        )
    unknown = _unknown_code(words, read_on=read_on)
    return GroupWord(word=_nobody(text, unknown) if unknown else alone)


def of_a_call(word: Understood, *, read_on: date) -> Understood:
    """What « fait » says beside a call: it was made. What it asked is asked still."""
    if word.meaning is not Meaning.DONE:
        return word
    return replace(word, meaning=Meaning.CALLED, until=read_on + CALLED_FOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whom:
    codes: tuple[str, ...] = ()
    less: bool = False
    everything: bool = False


def _readings(words: str, codes: frozenset[str]) -> Iterator[tuple[str, _Whom]]:
    """What may be decided, and of whom; the first that is a decision is the right one."""
    all_of_it = _EVERYTHING.match(words)
    rest = words[all_of_it.end() :].strip(_BETWEEN) if all_of_it else words
    everything = all_of_it is not None
    less = begins_exception(rest) if everything else None
    named, what = _codes_in_front(rest if less is None else less.strip(_BETWEEN), codes)
    if named:  # « P07 et P08 : vu », « tout sauf P07 : fait »
        yield what, _Whom(codes=named, less=less is not None, everything=everything)
    elif everything and less is None:  # « tout vu », « tout »
        yield rest, _Whom(everything=True)
    ends = _ENDS_WITH_EVERYTHING.fullmatch(rest)
    if ends and not everything:  # « vu pour tout »
        yield ends["what"], _Whom(everything=True)
    for gap in _GAP.finditer(rest):  # « vu P07 », « sans objet sauf P07 », « tout fait sauf P07 »
        tail = rest[gap.end() :]
        less = begins_exception(tail)
        tail = tail.removeprefix("pour ") if less is None else less.strip(_BETWEEN)
        named, left = _codes_in_front(tail, codes)
        if named and not left:
            yield (
                rest[: gap.start()],
                _Whom(codes=named, less=less is not None, everything=everything),
            )


def _unknown_code(words: str, *, read_on: date) -> str:
    """The one word with a figure in it that keeps the others from being a decision."""
    parts = words.split()
    for place in (0, -1):
        others = parts[1:] if place == 0 else parts[:-1]
        said = " ".join(others).strip(_BETWEEN).removesuffix(" pour")
        if (
            said
            and any(each.isdigit() for each in parts[place])
            and understand_finding(said, read_on=read_on, exactly=True).is_clear
        ):
            return parts[place].strip(_BETWEEN)
    return ""


def _nobody(text: object, code: str) -> Understood:
    return Understood(
        meaning=Meaning.UNCLEAR,
        message=f"{quote(_shown(text))} n’est pas suivi{NBSP}: aucun constat ne porte le "
        f"code {quote(code.upper())}. Écrivez-le comme dans {quote('Partenaires')}.",
    )


def _codes_in_front(words: str, codes: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """The codes with which the words begin, the longest first, and what comes after them."""
    found: list[str] = []
    while True:
        named = next(
            (
                code
                for code in sorted(codes, key=len, reverse=True)
                if code and re.match(rf"{re.escape(code)}(?![\w/.-])", words)
            ),
            None,
        )
        if named is None:
            return tuple(found), words
        found.append(named)
        rest = words[len(named) :].lstrip(_BETWEEN)
        words = re.sub(r"^et\s+", "", rest)


def _asked(text: object) -> Understood:
    shown = _shown(text)
    offered = join_words(
        [quote(f"{shown}{NBSP}: {each}") for each in ("vu", "fait", "sans objet")], last="ou"
    )
    return Understood(
        meaning=Meaning.UNCLEAR,
        message=f"{quote(shown)} ne dit pas quoi décider. Écrivez {offered}.",
    )


def _shown(text: object) -> str:
    return shorten(" ".join(str(text).split()), limit=60)
