"""Pure: the verbs of a clause, each with its tense, its denial and whose it is.

People leave out « ne » and accents, and mix « é », « er » and « ez »: a form counts for what its
neighbours make of it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.sense.kinds import Denial, Kind, Predicate, Tense, Who
from relocalisons.core.replies.sense.words.inflection import Form
from relocalisons.core.replies.sense.words.particles import (
    AHEAD_ENDS,
    ARTICLES,
    BETWEEN,
    CLITICS,
    IT,
    ME,
    NE,
    NO_PARTICIPLE,
    NOT_AHEAD,
    NOUNS,
    OPENERS,
    SUPPOSED,
    SURE_END,
    THEY,
    UNKNOWN,
    YOU,
)
from relocalisons.core.replies.sense.words.verbs import Bent, bent_forms

_TOKEN = re.compile(r"[a-z]+(?:'(?=\w))?|\d+|[^\w\s]")
_DENIALS = (
    (Denial.NOT_YET, re.compile(r"\b(?:pas encore|toujours pas|encore pas|pas toujours)\b")),
    (Denial.NO_MORE, re.compile(r"\b(?:plus rien|plus personne|plus)\b(?! (?:tard|tot|que|vite|de "
                                r"\d|simple|facile|loin|ou moins|grand|rapide))")),
    (Denial.NOT, re.compile(
        r"\bnon (?=\w+(?:e|i|u|is|it)s?\b)|\b(?:pas|jamais|rien|aucune?|point|"
        r"personne)\b(?! (?:mal|que)\b)"
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A verb form and the tense that its neighbours give it."""

    bent: Bent
    tense: Tense
    first: int
    last: int
    able: bool = False


@lru_cache(maxsize=256)
def find_predicates(text: str, original: str) -> tuple[Predicate, ...]:
    """The verbs of a folded clause, in order; `original` has its accents, if any were typed."""
    tokens = [_Token(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    accents = _Accents(original)
    found: list[Predicate] = []
    at = 0
    while at < len(tokens):
        seen = _verb_at(tokens, at, accents)
        if seen is None:
            at += 1
            continue
        found.append(_predicate(tokens, seen))
        at = seen.last + 1
    return tuple(found)


class _Accents:
    """Which folded words were typed with the accent of a participle, or without one."""

    def __init__(self, original: str) -> None:
        words = re.findall(r"\w+", original.lower())
        self.any = not original.isascii()
        self.accented = {fold(word) for word in words if re.search(r"ée?s?$", word)}
        self.preposition = bool(re.search(r"(?<!\w)à(?!\w)", original.lower()))
        self.has = bool(re.search(r"(?<!\w)a(?!\w)", original.lower()))


def _verb_at(tokens: list[_Token], at: int, accents: _Accents) -> _Seen | None:
    word = tokens[at].word
    readings = bent_forms().get(word, ())
    if not readings:
        return _unknown_ahead(tokens, at)
    carried = next((each for each in readings if each.kind in (Kind.BE, Kind.ABLE)), None)
    if carried is not None and not _is_noun(tokens, at, carried, accents):
        return _carried(tokens, at, carried, accents) or _bare_be(at, carried)
    if word in accents.accented:
        readings = tuple(sorted(readings, key=lambda each: each.form is not Form.PARTICIPLE))
    if any(each.verb == "laisser" for each in readings) and _is_infinitive(tokens, at + 1):
        return None  # « je vous laisse voir »
    for each in readings:
        if each.kind in (Kind.BE, Kind.ABLE):
            continue
        seen = _finite(tokens, at, each, accents)
        if seen is not None:
            return seen
    return None


def _is_infinitive(tokens: list[_Token], at: int) -> bool:
    readings = bent_forms().get(tokens[at].word, ()) if at < len(tokens) else ()
    return any(each.form is Form.INFINITIVE for each in readings)


def _unknown_ahead(tokens: list[_Token], at: int) -> _Seen | None:
    """« repiquera »: a future of a verb that is in no list."""
    word = tokens[at].word
    if not AHEAD_ENDS.fullmatch(word) or word in NOT_AHEAD or len(word) < 6:
        return None
    if at and tokens[at - 1].word in ARTICLES - CLITICS:
        return None
    return _Seen(Bent(word, Kind.MAKE, Form.FUTURE, 3), Tense.AHEAD, at, at)


def _is_noun(tokens: list[_Token], at: int, bent: Bent, accents: _Accents) -> bool:
    """« a », of « à »; « été », the season; « va-et-vient »."""
    word = tokens[at].word
    if word == "a":
        if accents.preposition and not accents.has:
            return True
        before = tokens[at - 1].word if at else ""
        after = tokens[at + 1].word if at + 1 < len(tokens) else ""
        if after in ARTICLES or after.isdigit() or not before:
            return True
        return (
            bool(bent_forms().get(after))
            and any(each.form is Form.INFINITIVE for each in bent_forms()[after])
            and not before.endswith("l'")
            and before not in IT | ME
        )
    if bent.form in (Form.PARTICIPLE, Form.INFINITIVE, Form.GERUND):
        return True
    return word == "as" or (word in ("dois", "doit") and False)


def _carried(tokens: list[_Token], at: int, carrier: Bent, accents: _Accents) -> _Seen | None:
    """« a été signé », « va être livré », « ne pourra pas venir », « vient d’arriver »."""
    place, tense, able = at + 1, _tense_of(carrier), carrier.kind is Kind.ABLE
    if carrier.verb == "aller" and carrier.form is Form.PRESENT:
        tense = Tense.AHEAD
    steps = 0
    while place < len(tokens) and steps < 6:
        word = tokens[place].word
        readings = bent_forms().get(word, ())
        if word in ("ete", "etre", "avoir"):
            place += 1
            continue
        passive = tokens[place - 1].word in ("ete", "etre", "avoir")
        told = next(
            (each for each in readings if _may_follow(each, carrier, passive=passive)), None
        )
        if told is not None and not (word in BETWEEN and _goes_on(tokens, place, carrier)):
            done = not able and tense is Tense.NOW
            now = told.form is Form.INFINITIVE and not able and told.verb.endswith("er")
            if carrier.verb == "etre" and now and word.endswith("er"):
                done = True
            tense = Tense.PAST if done else tense
            return _Seen(told, tense, at, place, able and carrier.verb != "aller")
        if word in BETWEEN or word in CLITICS:
            place, steps = place + 1, steps + 1
            continue
        if (
            not able
            and not readings
            and UNKNOWN.fullmatch(word)
            and word not in NO_PARTICIPLE
            and (not accents.any or word in accents.accented or SURE_END.search(word))
            and carrier.verb in ("avoir", "etre")
            and tokens[place - 1].word not in ARTICLES - {"l'", "les", "vous", "nous"}
        ):
            done = tense is Tense.NOW
            bent = Bent(word, Kind.MAKE, Form.PARTICIPLE, 0)
            return _Seen(bent, Tense.PAST if done else tense, at, place)
        break
    return None


def _goes_on(tokens: list[_Token], place: int, carrier: Bent) -> bool:
    """« a fait », or « a fait livrer », « a dû reporter »."""
    for after in tokens[place + 1 : place + 3]:
        if any(
            _may_follow(each, carrier, passive=False) for each in bent_forms().get(after.word, ())
        ):
            return True
        if after.word not in BETWEEN and after.word not in CLITICS:
            return False
    return False


def _may_follow(bent: Bent, carrier: Bent, *, passive: bool) -> bool:
    if bent.kind is Kind.BE:
        return False
    if carrier.kind is Kind.ABLE and not passive:
        return bent.form is Form.INFINITIVE
    return (
        bent.form is Form.PARTICIPLE
        or (
            bent.form is Form.INFINITIVE and bent.verb.endswith("er") and bent.kind is not Kind.ABLE
        )
        or (bent.form is Form.PRESENT and bent.person == 5 and bent.verb.endswith("er"))
    )


def _bare_be(at: int, carrier: Bent) -> _Seen:
    return _Seen(carrier, _tense_of(carrier), at, at)


def _tense_of(bent: Bent) -> Tense:
    return {
        Form.PRESENT: Tense.NOW,
        Form.IMPERFECT: Tense.THEN,
        Form.FUTURE: Tense.AHEAD,
        Form.CONDITIONAL: Tense.WOULD,
        Form.PARTICIPLE: Tense.BARE,
        Form.INFINITIVE: Tense.NOUN,
        Form.GERUND: Tense.NOUN,
    }[bent.form]


def _finite(tokens: list[_Token], at: int, bent: Bent, accents: _Accents) -> _Seen | None:
    """A form that no auxiliary carries."""
    if bent.form is Form.PARTICIPLE:
        tense = _of_participle(tokens, at, accents)
    elif bent.form is Form.INFINITIVE:
        if _before(tokens, at) in ("de", "d'") and at > 1 and _comes_from(tokens, at):
            return _Seen(bent, Tense.PAST, at - 2, at)
        tense = _of_infinitive(tokens, at)
    elif bent.form in (Form.PRESENT, Form.IMPERFECT):
        tense = _of_present(tokens, at, bent)
    else:
        tense = _tense_of(bent)
    return _Seen(bent, tense, at, at) if tense is not None else None


def _before(tokens: list[_Token], at: int) -> str:
    return tokens[at - 1].word if at else ""


def _next(tokens: list[_Token], at: int) -> str:
    return tokens[at + 1].word if at + 1 < len(tokens) else ""


def _of_participle(tokens: list[_Token], at: int, accents: _Accents) -> Tense | None:
    word, before, pronoun = tokens[at].word, _before(tokens, at), _has_pronoun(tokens, at)
    plain = word not in accents.accented
    same = any(each.form is Form.PRESENT for each in bent_forms()[word])
    if word in NOUNS and plain and (accents.any or _next(tokens, at) not in ("", ",")):
        return None
    if before in ("la", "les", "l", "l'") and pronoun and not (same and plain):
        return Tense.PAST  # « on la servi hier »
    if (same and (pronoun or (plain and accents.any))) or before in ARTICLES:
        return None
    return Tense.BARE


def _of_infinitive(tokens: list[_Token], at: int) -> Tense:
    thanked = any(each.word == "merci" for each in tokens[max(0, at - 4) : at])
    asked = _before(tokens, at) in ("de", "d'", "me", "m'", "nous") and thanked
    return Tense.ORDER if asked else Tense.NOUN


def _of_present(tokens: list[_Token], at: int, bent: Bent) -> Tense | None:
    before, after, pronoun = _before(tokens, at), _next(tokens, at), _has_pronoun(tokens, at)
    if not pronoun and before in ARTICLES:
        return None
    if bent.verb == "venir" and after in ("de", "d'"):
        return None
    if bent.form is not Form.PRESENT:
        return _tense_of(bent)
    if bent.person == 2 and before not in CLITICS | YOU:
        return None
    if not pronoun and (bent.person == 5 or after in ("moi", "nous", "lui", "le", "la")):
        return Tense.ORDER
    if not pronoun and bent.person in (1, 2, 3) and at == 0:
        return None
    return Tense.NOW


def _comes_from(tokens: list[_Token], at: int) -> bool:
    return any(
        each.verb == "venir" and each.form is Form.PRESENT
        for each in bent_forms().get(tokens[at - 2].word, ())
    )


def _has_pronoun(tokens: list[_Token], at: int) -> bool:
    """Whether a pronoun leads to it: « je vous l’ », « on », « il se »."""
    place = at - 1
    while place >= 0 and tokens[place].word in CLITICS:
        if tokens[place].word in ("ne", "n'", "se", "s'", "me", "m'", "te", "t'", "lui", "y"):
            return True
        place -= 1
    if place >= 0 and tokens[place].word in ME | YOU | IT | {"qui"}:
        return True
    return place < at - 1 and tokens[place + 1].word in ("nous", "vous")


def _predicate(tokens: list[_Token], seen: _Seen) -> Predicate:
    first, last = seen.first, seen.last
    clitics, place = _clitics_before(tokens, first)
    who = _who(tokens, place, seen.bent, clitics)
    before = [each.word for each in tokens[:first]]
    around = " ".join(each.word for each in tokens[max(0, first - 4) : last + 4])
    inside = " ".join(each.word for each in tokens[max(0, first - 3) : last + 3])
    return Predicate(
        verb=seen.bent.verb,
        kind=seen.bent.kind,
        tense=seen.tense,
        denial=_denial(inside, around, tokens, seen),
        who=who,
        able=seen.able,
        to_you=bool({"vous", "te", "t'", "vs"} & set(clitics)) and who is not Who.YOU,
        to_me=bool({"me", "m'", "moi"} & {*clitics, *_after(tokens, last)})
        or ("nous" in {*clitics, *_after(tokens, last)} and who is not Who.ME),
        itself=bool({"se", "s'"} & set(clitics)),
        supposed=_is_supposed(before),
        start=tokens[first].start,
        end=tokens[last].end,
    )


def _after(tokens: list[_Token], last: int) -> list[str]:
    return [tokens[last + 1].word] if last + 1 < len(tokens) else []


def _clitics_before(tokens: list[_Token], first: int) -> tuple[list[str], int]:
    found: list[str] = []
    place = first - 1
    while place >= 0 and tokens[place].word in CLITICS:
        found.append(tokens[place].word)
        place -= 1
    return found, place


def _who(tokens: list[_Token], place: int, bent: Bent, clitics: list[str]) -> Who:
    lead = tokens[place].word if place >= 0 else ""
    if lead in ME:
        return Who.ME
    if lead in YOU or (bent.person == 5 and "vous" in clitics):
        return Who.YOU
    if bent.person == 4 and "nous" in clitics:
        return Who.ME
    if "nous" in clitics and bent.form in (Form.PARTICIPLE, Form.INFINITIVE):
        return Who.ME
    if "vous" in clitics and bent.form in (Form.PARTICIPLE, Form.INFINITIVE) and place < 0:
        return Who.YOU
    if lead in THEY:
        return Who.NOUN
    if lead in IT:
        return Who.IT
    if bent.person == 1 and bent.form in (Form.FUTURE, Form.IMPERFECT, Form.CONDITIONAL):
        return Who.ME if not lead or lead in CLITICS else Who.NOUN
    return Who.NOUN if re.match(r"[a-z]{2,}|\d", lead) else Who.NOBODY


def _denial(inside: str, around: str, tokens: list[_Token], seen: _Seen) -> Denial:
    ne = any(each.word in NE for each in tokens[max(0, seen.first - 4) : seen.first])
    for denial, pattern in _DENIALS:
        match = pattern.search(inside)
        if match and (denial is not Denial.NO_MORE or ne or _is_spoken(seen, match[0])):
            return denial
    behind = [each.word for each in tokens[seen.last + 1 : seen.last + 6]]
    if ne and {"que", "qu'"} & set(behind):
        return Denial.ONLY
    if ne and ("ni" in around.split() or seen.able):
        return Denial.NOT  # « ne pourra être signé »
    return Denial.NO


def _is_spoken(seen: _Seen, plus: str) -> bool:
    """« j’ai plus de gasoil »: « ne » is left out."""
    return (
        " " in plus or seen.bent.kind in (Kind.BE, Kind.HANDLE, Kind.COME, Kind.ABLE) or seen.able
    )


def _is_supposed(before: list[str]) -> bool:
    for place, word in enumerate(before):
        if word not in SUPPOSED:
            continue
        needs = OPENERS.get(word)
        if word == "s'" and before[place + 1 : place + 2] not in (["il"], ["ils"]):
            continue
        if needs is None or before[place + 1 : place + 2] in ([needs], [f"{needs[:-1]}'"]):
            return True
    return False
