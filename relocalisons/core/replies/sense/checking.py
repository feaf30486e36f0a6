"""Pure: what a phrase seemed to say, held against the verbs of its clause."""

from dataclasses import replace

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.sense.kinds import Denial, Kind, Predicate, Tense, Who
from relocalisons.core.replies.sense.words.predicates import find_predicates
from relocalisons.core.replies.sense.words.subjects import (
    comes_for_another,
    is_bare_day,
    is_bare_weekday,
    is_condition,
    is_doing,
    is_of_somebody_else,
    is_of_what_follows,
    is_reason,
    is_relative,
)
from relocalisons.core.replies.words.done import day_behind
from relocalisons.core.replies.words.names import people_in

# What a « qui … » may tell of somebody: never what the writer does.
_OF_ANOTHER = (
    Act.BLOCKED, Act.WRONG_PERSON, Act.NEW_CONTACT, Act.ATTEND_PROXY, Act.QUESTION,
)  # fmt: skip
_DENIED = (Denial.NOT, Denial.NOT_YET)
_AGAINST = (Kind.HALT, Kind.HARM, Kind.REFUSE, Kind.PUT_OFF)
_DATED = (Act.NEW_DATE, Act.PROMISE)
_RECENT = 21  # days: « tenue le 12 », in a mail of the fourteenth
_MADE = (Kind.MAKE, Kind.SEND, Kind.ARRIVE, Kind.GET)


def checked(found: list[Found], clause: Clause) -> list[Found]:
    """What is left of it when the verbs are read."""
    if not found:
        return []
    if not clause.alone and is_relative(clause.text):
        found = [each for each in found if each.act in _OF_ANOTHER]
    verbs = find_predicates(clause.text, clause.words)
    kept = [each for each in found if not _is_denied(each, clause, verbs)]
    return [_turned(each, clause, verbs) for each in kept]


def _is_denied(found: Found, clause: Clause, verbs: tuple[Predicate, ...]) -> bool:
    """Whether the verbs say that it is not so, or of somebody else."""
    act, text = found.act, clause.text
    if act in (*_DATED, Act.DONE, Act.ATTEND_NO) and is_reason(text, len(verbs)):
        return True
    if act in _DATED:
        return not (found.days or found.shift) and _is_told_done(verbs)
    if act is Act.DONE:
        return _is_not_done(verbs) or _is_handed_back(verbs)
    if act is Act.BLOCKED:
        return _waits_no_more(verbs)
    if act is Act.WRONG_PERSON:
        return _holds_up(verbs)
    if act is Act.PAUSE:
        return is_of_somebody_else(text)
    return act is Act.ATTEND_YES and is_condition(text)


def _turned(found: Found, clause: Clause, verbs: tuple[Predicate, ...]) -> Found:
    """A day that lies behind, and somebody who comes instead."""
    if found.act is Act.DONE and (_is_of_now(verbs) or is_doing(clause.text)):
        return replace(found, doubt=True)
    if found.act in _DATED and (behind := _day_of_the_past(verbs, clause)):
        return Found(act=Act.DONE, days=behind, doubt=True)
    if found.act is Act.ATTEND_YES and comes_for_another(clause.words, clause.text, clause.person):
        name = people_in(clause.words)[0][0]
        return replace(found, act=Act.ATTEND_PROXY, text=name, doubt=True)
    return found


def _is_of_now(verbs: tuple[Predicate, ...]) -> bool:
    """« elle fait ça mardi », « je l’ai eu »: not said to be made or sent."""
    told = [each for each in verbs if each.kind not in (Kind.NONE, Kind.BE)]
    return bool(told) and all(
        (each.tense is Tense.NOW and each.who is Who.IT)
        or (each.tense is Tense.PAST and each.kind is Kind.GET)
        for each in told
    )


def _is_handed_back(verbs: tuple[Predicate, ...]) -> bool:
    """« il m’a été retourné », « vous faites erreur », « ne sera prise qu’avec … »."""
    told = [each for each in verbs if each.kind is not Kind.NONE]
    if not told:
        return False
    first = told[0]
    back = first.kind is Kind.SEND and first.tense is Tense.PAST and first.to_me
    later = first.tense is Tense.AHEAD and not first.supposed and first.who is not Who.YOU
    yours = all(each.who is Who.YOU and each.tense is Tense.NOW for each in told)
    return back or later or (yours and first.kind is not Kind.BE)


def _is_told_done(verbs: tuple[Predicate, ...]) -> bool:
    """« je te l’ai glissé dans le dossier »: no delay."""
    return any(
        each.kind in _MADE and each.tense is Tense.PAST and each.denial is Denial.NO
        and not each.supposed and each.who is Who.ME
        for each in verbs
    )  # fmt: skip


def _day_of_the_past(verbs: tuple[Predicate, ...], clause: Clause) -> DateInterval | None:
    """« épandu samedi »: a participle before a weekday looks back, in doubt."""
    told = [each for each in verbs if each.kind is not Kind.NONE]
    behind = bool(told) and all(
        each.tense in (Tense.BARE, Tense.PAST)
        and each.kind in (*_MADE, Kind.COME)
        and each.denial is Denial.NO
        and not each.supposed
        for each in told
    )
    day = day_behind(clause, told[0].end) if behind else None
    if day is None or is_of_what_follows(clause.text, told[0].end, day.start):
        return None
    text, near = clause.text, day.last and (clause.written - day.last).days < _RECENT
    if is_bare_weekday(text, day.start, day.end) or (
        near and is_bare_day(text, day.start, day.end)
    ):
        return day.days
    return None


def _waits_no_more(verbs: tuple[Predicate, ...]) -> bool:
    """« j’attends plus personne »."""
    told = [each for each in verbs if each.kind in (Kind.WAIT, Kind.LACK)]
    return bool(told) and all(each.denial is Denial.NO_MORE for each in told)


def _holds_up(verbs: tuple[Predicate, ...]) -> bool:
    """« c’est Christelle qui bloque »."""
    return any(each.kind is Kind.WAIT and each.tense is Tense.NOW for each in verbs)


def _is_not_done(verbs: tuple[Predicate, ...]) -> bool:
    """« dès qu’il l’a signé », « pas faites »: accomplished nowhere else in the clause."""
    told = [each for each in verbs if each.kind in _MADE and each.tense in (Tense.PAST, Tense.BARE)]
    if told and all(each.supposed or each.denial in _DENIED for each in told):
        return True
    hurt = [each for each in verbs if each.kind in _AGAINST and each.tense is Tense.PAST]
    return bool(hurt) and not told
