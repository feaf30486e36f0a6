"""Pure: the acts that one clause says, the more telling before the less telling."""

from collections.abc import Iterable
from dataclasses import replace

from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.clause import Clause, Found, Short
from relocalisons.core.replies.model import Act
from relocalisons.core.replies.sense.words.subjects import is_of_a_thing
from relocalisons.core.replies.words.attendance import find_attendance
from relocalisons.core.replies.words.blocked import find_blocked
from relocalisons.core.replies.words.contacts import find_contact
from relocalisons.core.replies.words.delays import (
    find_day_ahead,
    is_put_off,
    only_agreed,
    only_begins,
)
from relocalisons.core.replies.words.done import find_done, find_short
from relocalisons.core.replies.words.hedges import turns
from relocalisons.core.replies.words.progress import find_progress
from relocalisons.core.replies.words.questions import find_question
from relocalisons.core.replies.words.silence import find_silence

_DATED = (Act.NEW_DATE, Act.PROMISE)


def find_acts(clause: Clause, *, named: bool, presence: bool, work: bool) -> list[Found]:
    """What a clause says.

    `named`: it names a line. `presence`: it may speak of coming to a meeting or a visit. `work`:
    it may speak of something to do.
    """
    found = find_silence(clause)
    if found:
        return [*found, *_besides(clause)]
    coming = find_attendance(clause) if presence else []
    thing = is_of_a_thing(clause.words, clause.text)
    contact = [
        each for each in find_contact(clause) if not (thing and each.act is Act.CONTACT_LEFT)
    ]
    if contact:
        return [*(each for each in coming if each.act is not Act.ATTEND_PROXY), *contact]
    asked = find_question(clause)
    if asked or coming:
        return asked or coming
    short = find_short(clause)
    if not work:
        return _shortest(short, find_day_ahead(clause, named=named), clause)
    told = _work(clause, named=named)
    if presence and short and _is_that_day(short, clause):
        return short
    if presence and named and short:
        return _shortest(short, told, clause)
    if short and only_agreed(clause.text):
        told = [replace(each, doubt=True) for each in told]
    return told or short


def _besides(clause: Clause) -> list[Found]:
    """Whom to write to instead, when a pause or a stop names an address."""
    if "@" not in clause.words:
        return []
    return [each for each in find_contact(clause) if each.act is Act.NEW_CONTACT]


def _shortest(short: list[Found], told: list[Found], clause: Clause) -> list[Found]:
    """« ok le 20 » of a meeting is a yes about that day, no new date; « plutôt le 27 » is one."""
    if short and _is_that_day(short, clause):
        return short
    later = [each for each in told if each.act is Act.NEW_DATE and (each.doubt or each.shift)]
    return short if short and not later else told or short


def _is_that_day(short: list[Found], clause: Clause) -> bool:
    """« ok pour le 25 », of a visit on the twenty-fifth."""
    days = short[0].days
    return days is not None and days.latest in clause.dues


def _work(clause: Clause, *, named: bool) -> list[Found]:
    progress, blocked = find_progress(clause), find_blocked(clause)
    done, ahead = find_done(clause, named=named), find_day_ahead(clause, named=named)
    vague = not blocked and not any(each.percent for each in progress)
    if vague and any(each.days and not each.doubt for each in done):
        progress = []
    if progress or blocked:
        firm = progress if any(each.percent for each in progress) or not blocked else []
        told = find_day_ahead(clause, named=False) if blocked else ahead
        return [
            *firm,
            *blocked,
            *(each for each in told if each.days or each.shift or is_put_off(clause.text)),
        ]
    if done and ahead and not any(each.shift for each in ahead):
        told = [
            each
            for each in done
            if each.days is not None or not ahead[0].days or only_begins(clause.text)
        ]
        return told or [replace(each, doubt=True) for each in ahead]
    return ahead or done


def is_short(found: list[Found]) -> bool:
    """Whether a clause is a « oui » or a « non » and nothing else."""
    return len(found) == 1 and isinstance(found[0].act, Short)


def plain(act: Act | Short) -> Act | Short:
    """« c'est noté, j'y serai » says one thing."""
    return Short.YES if act is Act.ATTEND_YES else act


def hides(whole: list[Found], part: list[Found]) -> bool:
    """Whether a day that a part announces is lost in what is joined to it."""
    told = any(each.act in _DATED and each.days for each in part)
    return told and all(each.act is Act.DONE for each in whole)


def is_taken_back(after: Iterable[str]) -> bool:
    """« signée, mais ne pourra être expédiée que … », « … du coup je vous l’envoie demain »."""
    return any(turns(fold(words)) for words in after)
