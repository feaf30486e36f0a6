"""Pure: the text of a contract as passages: a paragraph with the title it stands under."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from relocalisons.core.producers.contract_text.words.lexicon.titles import names_a_clause
from relocalisons.core.producers.contract_text.words.lexicon.void import (
    ANNEX,
    DEFERRED,
    EMPTY_BOX,
    NOT_ATTACHED,
    SIGNATURE,
    TICKED,
    TO_COME,
    UNTICKED,
    VOID,
)
from relocalisons.core.producers.contract_text.words.printed.figures import plain
from relocalisons.core.producers.contract_text.words.printed.lines import (
    BULLET,
    HEADING_MARK,
    RANK,
    paragraphs_of,
)

_COUNTED = (
    r"(?:mois|jours?|ans?|annees?|semaines?|kg|t|tonnes?|kilos?|quintaux|qx|euros?|centimes?|"
    r"campagnes?|saisons?|h|heures?)\b"
)
_NUMBER = re.compile(  # « Article 3 – », « § 2 », « IV – », « 2.1 Accord-cadre », no « 3 mois »
    rf"(?:(?:article|art\.?|clause|chapitre|titre|§|point) ?)?{RANK}"
    r" ?(?:er)? ?(?:[-–—.:)°]+ ?)+(?=\D)"
    rf"|(?:article|art\.?|§|clause) ?(?:{RANK}|premier)\b ?"
    rf"|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})* (?=[a-z])(?!{_COUNTED})"
)
_DASH = re.compile(r"^[-–—•*▪◦·>]+ +")  # before the rank of a list in a list
_EMPTY_CELL = re.compile(r"[^|]* ?\|")  # « Livraison | » of a form that nobody filled in
# Cells before the one that says something: « 6 | Article | Force majeure : … ».
_NAMES_NOTHING = re.compile(
    rf"^(?:(?:{RANK}|n°|(?:article|clause|point|rubrique|objet)s?) ?\| ?)+(?=\S)"
)
# « Paiement : … », and first words that stand alone: « Fin avant date. Trois mois … ».
LABEL = re.compile(
    r"^(?:(?P<label>[^.:;,|]{2,60}?) ?[:—–|] ?(?=\S)|"
    r"(?P<alone>[a-z'-]+(?: [a-z'-]+){0,3})\. (?=\S)|"
    r"(?P<asked>[^.:;|?]{2,60}\?) ?[–—-]+ ?(?=\S))"
)
# « ENLEVEMENT par la légumerie »: a label that only its capitals part from what it says.
_CAPITALS = re.compile(r"^([A-ZÀ-Ý][A-ZÀ-Ý']{3,}(?: [A-ZÀ-Ý']{2,}){0,2}) (?=[a-zà-ÿ])")
_LONGEST_TITLE = 9  # words
_LONGEST_LIST = 5  # items: a longer list is that of all the clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph: its title and text folded, figures in digits, as printed, in sentences.

    `annex`: it repeats what an article says. `bare`: a title under which nothing stands.
    """

    title: str
    shown: str
    text: str
    sentences: tuple[str, ...]
    annex: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    shown: str
    body: str
    heading: bool
    numbered: bool
    item: bool


def passages_of(text: str) -> tuple[Passage, ...]:
    """The paragraphs that say something: blanks, « [À compléter] », signatures are left out.

    The lines under one title are one passage: a page that was broken may have cut them anywhere.
    """
    lines = [line for line in map(_line, _as_ticked(paragraphs_of(text))) if line is not None]
    return tuple(_gathered(lines))


def _as_ticked(lines: list[str]) -> list[str]:
    """A form without the boxes that nobody ticked; the marks are left out."""
    if not any(TICKED.search(line) for line in lines):
        return [line for line in lines if not EMPTY_BOX.search(line)]
    # What is ticked is said: it is no title, though it be short and without a full stop.
    return [
        f"{TICKED.sub('', line).rstrip(' .;')}." if TICKED.search(line) else line
        for line in lines
        if not UNTICKED.search(line)
    ]


def _gathered(lines: list[_Line]) -> Iterator[Passage]:
    title: _Line | None = None
    under: list[_Line] = []
    for line in lines:
        if line.heading:
            yield from _under(title, under)
            title, under = line, []
        elif ANNEX.match(line.body):
            yield from _under(title, under)
            title, under = replace(line, heading=True), [line]
        else:
            under.append(line)
    yield from _under(title, under)


def _under(heading: _Line | None, lines: list[_Line]) -> Iterator[Passage]:
    title = heading.body if heading else ""
    if title and not lines:
        yield Passage(title=title, shown=title, text=title, sentences=(title,), bare=True)
    labelled = [LABEL.match(line.body) for line in lines]
    annex = ANNEX.match(title) is not None
    is_list = all(line.item for line in lines) and len(lines) <= _LONGEST_LIST
    gathers = heading is not None and (heading.numbered or names_a_clause(title) or is_list)
    if not gathers or sum(label is not None for label in labelled) > 1:
        for line, label in zip(lines, labelled, strict=True):
            yield from _passage(_labelled(label) or title, [line], annex=annex)
    elif lines:
        yield from _passage(title, lines, annex=annex)


def _labelled(label: re.Match[str] | None) -> str:
    return (label["label"] or label["alone"] or label["asked"]) if label else ""


def _passage(title: str, lines: list[_Line], *, annex: bool) -> Iterator[Passage]:
    sentences = tuple(
        sentence
        for line in lines
        for sentence in _sentences(line.body)
        if not _is_void(sentence) and not is_deferred(sentence)
    )
    if not sentences or (_is_label(sentences, title) and len(lines) < 2 and _has_void(lines)):
        return
    yield Passage(
        title=title,
        shown=" ".join(line.shown for line in lines),
        text=" ".join(sentences),
        sentences=sentences,
        annex=annex,
    )


def _is_label(sentences: tuple[str, ...], title: str) -> bool:
    return len(sentences) == 1 and bool(title) and sentences[0].rstrip(" .:?") == title


def _has_void(lines: list[_Line]) -> bool:
    """« Force majeure. Sans objet. »: nothing stands under the label."""
    return any(_is_void(one) for line in lines for one in _sentences(line.body))


def _is_void(sentence: str) -> bool:
    """« Sans objet », with or without « Force majeure : » before."""
    label = LABEL.match(sentence)
    said = (sentence, sentence[label.end() :] if label else sentence)
    return any(VOID.fullmatch(each) or _is_blank(each) for each in said)


def _is_blank(said: str) -> bool:
    """« ............ », or only a paper that is still to come."""
    return not any(letter.isalnum() for letter in TO_COME.sub(" ", said))


def is_deferred(sentence: str) -> bool:
    """Whether a sentence only sends elsewhere, or to a later day, for what it should say."""
    if NOT_ATTACHED.search(sentence):
        return not re.search(r"\d{2,}", sentence)
    return DEFERRED.search(sentence) is not None and not re.search(r"\d", sentence)


def _line(shown: str) -> _Line | None:
    styled = shown.startswith(HEADING_MARK)
    shown = _CAPITALS.sub(r"\1 : ", shown)
    said = _NAMES_NOTHING.sub("", plain(shown.removeprefix(HEADING_MARK)))
    item = _DASH.match(said) is not None
    said = _DASH.sub("", said)
    numbered = _NUMBER.match(said)
    body = BULLET.sub("", said[numbered.end() :] if numbered else said).strip()
    if not body or _EMPTY_CELL.fullmatch(body) or SIGNATURE.fullmatch(body):
        return None
    heading = styled or _is_title(body, shown)
    begins_small = item and _DASH.sub("", shown)[:1].islower()  # « - des racines fraîches »
    heading = heading and not begins_small and not VOID.fullmatch(body)
    numbers = styled or numbered is not None
    return _Line(shown.removeprefix(HEADING_MARK), body, heading, numbers, item)


def _is_title(body: str, shown: str) -> bool:
    words = body.rstrip(" :").split()
    if len(words) > _LONGEST_TITLE or body[-1] in ".,;!?":
        return False
    letters = [letter for letter in shown if letter.isalpha()]
    # « DUREE 01/03/27 AU 28/02/30 » in a form that is all capitals is no title.
    if letters and all(letter.isupper() for letter in letters):
        labelled = re.search(r"[:|] ?\S", body) is not None
        return not labelled and not (re.search(r"\d|[–—] ?\S", body) and names_a_clause(body))
    return not re.search(r"\d|[:–—|] ?\S", body)


def _sentences(body: str) -> tuple[str, ...]:
    """Cut where a full stop, a semicolon or a question ends something."""
    parts = re.split(r"(?<=[a-z0-9)%€»][.!?;]) +|(?<= [;!?]) +", body)
    return tuple(part for part in parts if part)
