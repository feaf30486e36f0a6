"""Pure: from a verb, its tense and its denial to an act, always in doubt."""

from dataclasses import dataclass

from relocalisons.core.reading.cells.dates.relative import FoundDate
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.sense.kinds import Denial, Kind, Predicate, Tense, Who
from relocalisons.core.replies.sense.words.idioms import Idiom, has_already, idioms_in
from relocalisons.core.replies.sense.words.predicates import find_predicates
from relocalisons.core.replies.sense.words.subjects import (
    comes_for_another,
    is_against,
    is_condition,
    is_dispute,
    is_valid_until,
)
from relocalisons.core.replies.sense.words.verbs import is_finishing
from relocalisons.core.replies.words.delays import day_ahead
from relocalisons.core.replies.words.done import day_behind
from relocalisons.core.replies.words.hedges import is_negated
from relocalisons.core.replies.words.names import (
    emails_in,
    office_in,
    people_in,
    phone_in,
    relation_in,
)

_OWN_WORK = (Kind.MAKE, Kind.SEND, Kind.ARRIVE, Kind.GET)
_UNDER_WAY = (Kind.BEGIN, Kind.GO_ON)
_HELD_UP = (Kind.WAIT, Kind.LACK, Kind.HARM, Kind.HALT, Kind.REFUSE, Kind.SEEK)
_DENIED = (Denial.NOT, Denial.NOT_YET, Denial.NO_MORE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """What a decision looks at."""

    clause: Clause
    verbs: tuple[Predicate, ...]
    idioms: dict[Idiom, int]
    ahead: FoundDate | None
    named: bool
    presence: bool
    work: bool

    @property
    def others(self) -> list[tuple[str, bool]]:
        """The people that it names, but for who writes."""
        mine = self.clause.person.casefold()
        return [each for each in people_in(self.clause.words) if each[0].casefold() not in mine]


def read_sense(clause: Clause, *, named: bool, presence: bool, work: bool) -> list[Found]:
    """What a clause means, by its verbs and turns of phrase; in doubt."""
    verbs = tuple(
        each
        for each in find_predicates(clause.text, clause.words)
        if each.kind is not Kind.NONE and each.tense is not Tense.NOUN
    )
    scene = _Scene(
        clause=clause,
        verbs=tuple(each for each in verbs if not each.supposed) or verbs,
        idioms=idioms_in(clause.text),
        ahead=day_ahead(clause),
        named=named,
        presence=presence,
        work=work,
    )
    for decide in (_of_the_person, _of_coming, _of_others, _of_work):
        found = decide(scene)
        if found is not None:
            return [found, *_besides(found, scene)]
    return []


def _besides(found: Found, scene: _Scene) -> list[Found]:
    """Whose line it is, beside where to write."""
    if found.act is not Act.NEW_CONTACT or not scene.named or scene.clause.asked < 2:
        return []
    return [_found(Act.WRONG_PERSON, text=_name(scene))]


def _found(act: Act, *, day: FoundDate | None = None, text: str = "") -> Found:
    days = day.days if day else None
    return Found(act=act, days=days, shift=day.shift if day else 0, text=text, doubt=True)


def _of_the_person(scene: _Scene) -> Found | None:
    """No more mails, a call, a departure."""
    if Idiom.NO_MAILS in scene.idioms:
        return _found(Act.PAUSE if scene.ahead else Act.STOP_MAILS, day=scene.ahead)
    for verb in scene.verbs:
        told = verb.to_me and verb.kind in (Kind.WRITE, Kind.CALL, Kind.SEND)
        if told and verb.denial in _DENIED and verb.tense in (Tense.NOW, Tense.ORDER):
            return _found(Act.PAUSE if scene.ahead else Act.STOP_MAILS, day=scene.ahead)
        if verb.kind is Kind.CALL and verb.to_me and verb.tense is Tense.ORDER:
            return _found(Act.CALL_ME, text=phone_in(scene.clause.words))
        if verb.kind is Kind.LEAVE and verb.who is Who.ME:
            return _found(Act.CONTACT_LEFT, text=scene.clause.person)
        if verb.kind is Kind.HANDLE and verb.who is Who.ME and verb.denial is Denial.NO_MORE:
            return _found(Act.CONTACT_LEFT, text=scene.clause.person)
    if Idiom.TO_CALL in scene.idioms:
        return _found(Act.CALL_ME, text=phone_in(scene.clause.words))
    if Idiom.GONE in scene.idioms:
        return _found(Act.CONTACT_LEFT, text=scene.clause.person)
    return None


def _of_coming(scene: _Scene) -> Found | None:
    """Who comes to a meeting or a visit."""
    if not scene.presence or is_condition(scene.clause.text):
        return None
    if Idiom.IN_MY_PLACE in scene.idioms and not is_negated(scene.clause.text):
        return _found(Act.ATTEND_PROXY, text=_name(scene))
    if Idiom.AWAY in scene.idioms:
        return _found(Act.ATTEND_NO)
    for verb in scene.verbs:
        if verb.kind is Kind.REPLACE and scene.others:
            return _found(Act.ATTEND_PROXY, text=_name(scene))
        if verb.kind is not Kind.COME or verb.tense in (Tense.PAST, Tense.THEN):
            continue
        if verb.who is Who.IT:
            continue
        if verb.denial in _DENIED or verb.tense is Tense.WOULD:
            return _found(Act.ATTEND_NO)
        if comes_for_another(scene.clause.words, scene.clause.text, scene.clause.person):
            return _found(Act.ATTEND_PROXY, text=_name(scene))
        return _found(Act.ATTEND_YES)
    if Idiom.THERE in scene.idioms:
        return _found(Act.ATTEND_YES)
    return None


def _of_others(scene: _Scene) -> Found | None:
    """Whom it is to be seen with."""
    if Idiom.NOT_MINE not in scene.idioms:
        return None
    mails = emails_in(scene.clause.words)
    name = _name(scene)
    if mails:
        return _found(Act.NEW_CONTACT, text=f"{name} <{mails[0]}>" if name else mails[0])
    return _found(Act.WRONG_PERSON, text=name)


def _name(scene: _Scene) -> str:
    whole = sorted(scene.others, key=lambda each: not each[1])
    if whole:
        return whole[0][0]
    return relation_in(scene.clause.words) or office_in(scene.clause.words)


def _of_work(scene: _Scene) -> Found | None:
    """What is done, will be, or cannot."""
    if not scene.work or is_dispute(scene.clause.text):
        return _later(scene)
    if Idiom.NO_CHANGE in scene.idioms:
        return _found(Act.DONE)
    if Idiom.SOON in scene.idioms and any(each.verb == "manquer" for each in scene.verbs):
        return _found(Act.PROMISE, day=scene.ahead)
    if Idiom.DONE_WITH in scene.idioms:
        return _found(Act.BLOCKED, text=_whom(scene))
    for verb in scene.verbs:
        found = _by_verb(verb, scene)
        if found is not None:
            return found
    return _by_idiom(scene)


def _later(scene: _Scene) -> Found | None:
    """A meeting that somebody wants on another day."""
    moved = any(each.kind is Kind.PUT_OFF for each in scene.verbs)
    return _found(Act.NEW_DATE, day=scene.ahead) if moved else None


def _by_verb(verb: Predicate, scene: _Scene) -> Found | None:
    ahead = scene.ahead
    if verb.kind in (Kind.PUT_OFF, Kind.SET) and verb.denial is Denial.NO:
        if verb.kind is Kind.SET and ahead is None:
            return None
        return _found(Act.NEW_DATE, day=ahead)
    if verb.tense is Tense.THEN and verb.able and verb.who is not Who.ME:
        return _found(Act.BLOCKED, text=_whom(scene))  # « devait passer lundi »
    if verb.kind in _HELD_UP and verb.denial in (Denial.NO, Denial.ONLY):
        return _held_up(verb, scene)
    if verb.kind is Kind.WRITE and verb.who is Who.ME and verb.tense is Tense.PAST:
        return _found(Act.BLOCKED, text=_whom(scene))  # « j’ai relancé la coop »
    if verb.kind is Kind.HANDLE and verb.who is Who.ME and verb.denial is Denial.NO:
        return _found(Act.PROMISE, day=ahead)
    if verb.kind in _UNDER_WAY:
        return _under_way(verb, scene)
    if verb.kind in _OWN_WORK or (verb.kind is Kind.COME and verb.who is not Who.ME):
        return _own_work(verb, scene)
    return None


def _held_up(verb: Predicate, scene: _Scene) -> Found | None:
    if verb.who is Who.YOU or verb.tense is Tense.ORDER:
        return None
    if verb.tense is Tense.AHEAD and scene.ahead:
        return _found(Act.NEW_DATE, day=scene.ahead)
    if verb.kind is Kind.SEEK and verb.tense not in (Tense.PAST, Tense.NOW):
        return None
    return _found(Act.BLOCKED, text=_whom(scene))


def _under_way(verb: Predicate, scene: _Scene) -> Found | None:
    if verb.denial in (Denial.NOT, Denial.NOT_YET):
        return _found(Act.BLOCKED, text=_whom(scene))
    if verb.tense in (Tense.AHEAD, Tense.NOW) and scene.ahead:
        return _found(Act.NEW_DATE, day=scene.ahead)
    if verb.tense in (Tense.NOW, Tense.PAST, Tense.BARE):
        return _found(Act.PROGRESS)
    return None


def _own_work(verb: Predicate, scene: _Scene) -> Found | None:
    clause, ahead = scene.clause, scene.ahead
    if verb.tense is Tense.ORDER or (verb.who is Who.YOU and verb.tense is not Tense.AHEAD):
        return None
    if verb.denial is Denial.ONLY:
        return _found(Act.NEW_DATE, day=ahead) if ahead else _found(Act.BLOCKED, text=_whom(scene))
    if verb.denial in _DENIED:
        if ahead:
            return _found(Act.NEW_DATE, day=ahead)
        if is_finishing(verb.verb):
            return _found(Act.PROGRESS)
        return _found(Act.BLOCKED, text=_whom(scene)) if verb.kind is not Kind.COME else None
    if verb.tense in (Tense.PAST, Tense.BARE) and verb.kind is not Kind.COME:
        return _accomplished(verb, scene)
    if verb.tense is Tense.AHEAD or (verb.tense in (Tense.NOW, Tense.WOULD) and ahead):
        handed = verb.kind in (Kind.SEND, Kind.ARRIVE) or verb.to_you
        if ahead is None and verb.kind is Kind.COME:
            return None
        return (
            _found(Act.PROMISE if handed else Act.NEW_DATE, day=ahead)
            if (ahead or handed)
            else _found(Act.PROMISE)
        )
    if verb.tense is Tense.NOW:
        if verb.kind is Kind.ARRIVE or (verb.kind is Kind.SEND and verb.to_you):
            return _found(Act.DONE if clause.attachments else Act.PROMISE)
        if verb.who is Who.ME and verb.kind is Kind.MAKE:
            return _found(Act.DONE if has_already(clause.text) else Act.PROGRESS)
    return None


def _accomplished(verb: Predicate, scene: _Scene) -> Found | None:
    if verb.kind is Kind.SEND and verb.to_me:
        return _found(Act.PROGRESS)  # « il m’a été retourné avec des réserves »
    if Idiom.AT_ANOTHERS in scene.idioms and verb.kind in (Kind.SEND, Kind.ARRIVE):
        return _found(Act.PROGRESS)
    if is_against(scene.clause.text):
        return _found(Act.BLOCKED, text=_whom(scene))
    if verb.supposed or (verb.kind is Kind.GET and not scene.named):
        return None
    behind = day_behind(scene.clause, verb.end)
    if verb.tense is Tense.BARE and scene.ahead and behind is None:
        return _found(Act.NEW_DATE, day=scene.ahead)
    if Idiom.UNDER_WAY in scene.idioms:
        return _found(Act.PROGRESS)
    return _found(Act.DONE, day=day_behind(scene.clause, verb.end))


def _by_idiom(scene: _Scene) -> Found | None:
    idioms = scene.idioms
    if Idiom.STUCK in idioms:
        return _found(Act.BLOCKED, text=_whom(scene))
    ready = Idiom.READY in idioms and Idiom.UNDER_WAY not in idioms
    valid = is_valid_until(scene.clause.text)
    if ready and not valid and not is_negated(scene.clause.text):
        return _found(Act.DONE, day=day_behind(scene.clause, 0))
    if Idiom.AT_ANOTHERS in idioms or Idiom.UNDER_WAY in idioms:
        return _found(Act.PROGRESS)
    if Idiom.LATER in idioms:
        return _found(Act.NEW_DATE, day=scene.ahead)
    if Idiom.SOON in idioms:
        return _found(Act.PROMISE, day=scene.ahead)
    told = scene.ahead and scene.named and not is_valid_until(scene.clause.text)
    return _found(Act.NEW_DATE, day=scene.ahead) if told else None


def _whom(scene: _Scene) -> str:
    return scene.clause.words.strip(" .!,")
