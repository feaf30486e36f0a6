"""Pure: how a clause is built: what hangs on what, and in whose hands it lies.

Read before the phrases of `replies.words`, which would take a part of it for the whole.
"""

from relocalisons.core.reading.cells.dates.relative import FoundDate, find_dates
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.sense.kinds import Denial, Kind, Predicate, Tense, Who
from relocalisons.core.replies.sense.words.constructions import (
    confirms,
    hangs_on,
    hangs_on_me,
    is_almost,
    is_first_of_all,
    is_free_then,
    is_given_away,
    is_in_other_hands,
    is_ironic,
    is_left_open,
    is_no_more_mine,
    is_of_an_address,
    is_out_of_order,
    is_receipt,
    is_undecided,
    only_from,
    suits_better,
    tells_nothing,
    who_comes,
    who_takes_over,
)
from relocalisons.core.replies.sense.words.predicates import find_predicates
from relocalisons.core.replies.words.delays import days_ahead
from relocalisons.core.replies.words.names import (
    emails_in,
    office_in,
    people_in,
    phone_in,
    relation_in,
)
from relocalisons.core.replies.words.progress import figure_in

_AHEAD = (Tense.AHEAD, Tense.NOW)
_OF_WORK = (Kind.MAKE, Kind.SEND, Kind.ARRIVE, Kind.GET, Kind.BE, Kind.HANDLE, Kind.BEGIN)


def read_construction(
    clause: Clause, *, named: bool, presence: bool, work: bool
) -> list[Found] | None:
    """What its build says; None where it says nothing of its own."""
    text = clause.text
    if tells_nothing(text) and not phone_in(clause.words):
        return []
    if presence:
        found = _coming(clause, named=named, work=work)
        if found is not None:
            return found
    if not work:
        return None
    if _says_no_work(clause, presence=presence):
        return []
    return _of_work(clause, named=named)


def _says_no_work(clause: Clause, *, presence: bool) -> bool:
    """Irony, a receipt, an address that changed, when somebody is free."""
    text = clause.text
    reached = bool(emails_in(clause.words) or phone_in(clause.words))
    if is_receipt(text) or (is_of_an_address(text) and not reached):
        return True
    return not presence and (is_ironic(text) or is_free_then(text))


def _of_work(clause: Clause, *, named: bool) -> list[Found] | None:
    text = clause.text
    if name := who_takes_over(clause.words):
        return [Found(act=Act.WRONG_PERSON, text=name, doubt=True)]
    if is_given_away(text):
        return [Found(act=Act.WRONG_PERSON, text=_whose(clause), doubt=True)]
    if is_almost(text):
        return [Found(act=Act.PROGRESS, percent=figure_in(text), doubt=True)]
    if is_no_more_mine(text) and named:
        return [Found(act=Act.WRONG_PERSON, text=_whose(clause), doubt=True)]
    if "jusqu" not in text and (
        is_in_other_hands(text) or is_out_of_order(text) or is_first_of_all(text)
    ):
        return [_blocked(clause)]
    verbs = find_predicates(text, clause.words)
    return _hanging(clause) or _only(clause, verbs, named=named)


def _coming(clause: Clause, *, named: bool, work: bool) -> list[Found] | None:
    name = who_comes(clause.words)
    if name:
        return [Found(act=Act.ATTEND_PROXY, text=name, doubt=" " not in name)]
    name = who_takes_over(clause.words)
    if name and any(each.last in clause.dues for each in _days(clause)):
        return [Found(act=Act.ATTEND_PROXY, text=name, doubt=True)]
    if name and named and not work:
        return [Found(act=Act.WRONG_PERSON, text=name, doubt=True)]
    if is_undecided(clause.text) and named and not work:
        return [Found(act=Act.OTHER, doubt=True)]
    if suits_better(clause.text) and (days := days_ahead(clause)):
        return [Found(act=Act.NEW_DATE, days=days[0].days, doubt=True)]
    if confirms(clause.text) and (named or not work) and not work:
        return [Found(act=Act.ATTEND_YES, doubt=is_left_open(clause.text))]
    return None


def _hanging(clause: Clause) -> list[Found] | None:
    """« ce sera fait quand le labo aura rendu », « je l’envoie dès que je rentre »."""
    parts = hangs_on(clause.text)
    if parts is None:
        return None
    head, tail = parts
    led = find_predicates(head.strip(), head.strip())
    if not led or not all(_may_hang(each) for each in led):
        return None
    mine = hangs_on_me(tail) or not find_predicates(tail, "")
    if mine:
        return [Found(act=Act.PROMISE, days=None, doubt=True)] if not _day(clause) else None
    return [_blocked(clause)]


def _may_hang(verb: Predicate) -> bool:
    told = verb.tense in _AHEAD and verb.denial is Denial.NO
    thing = verb.kind is Kind.COME and verb.who is not Who.ME
    return told and (verb.kind in _OF_WORK or thing or verb.able)


def _only(clause: Clause, verbs: tuple[Predicate, ...], *, named: bool) -> list[Found] | None:
    """« ne pourra être transmis qu’à compter du 23 »."""
    begin = only_from(clause.text)
    if begin is None or any(each.tense in (Tense.PAST, Tense.THEN) for each in verbs):
        return None
    if not named or any(map(_comes_back, verbs)):
        return None
    days = [each for each in days_ahead(clause) if each.start >= begin - 1]
    if not days:
        return None
    day = days[0]
    return [Found(act=Act.NEW_DATE, days=day.days, doubt=len(days) > 1 or day.vague or day.part)]


def _comes_back(verb: Predicate) -> bool:
    """« je ne reviendrai que le 3 »: of the person."""
    return verb.kind is Kind.COME and verb.who is Who.ME


def _days(clause: Clause) -> tuple[FoundDate, ...]:
    return find_dates(clause.text, written=clause.written)


def _day(clause: Clause) -> bool:
    return any(each.days for each in _days(clause))


def _whose(clause: Clause) -> str:
    people = [name for name, whole in people_in(clause.words) if whole]
    others = [name for name in people if name not in clause.person]
    return others[0] if others else relation_in(clause.words) or office_in(clause.words)


def _blocked(clause: Clause) -> Found:
    return Found(act=Act.BLOCKED, text=clause.words.strip(" .!,"), doubt=True)
