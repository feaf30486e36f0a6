"""Pure: an act found in a clause, given to the line or lines that it is about."""

from dataclasses import dataclass
from datetime import date, timedelta

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.replies.clause import Found, Short
from relocalisons.core.replies.model import Act, Ask, AskKind, Proposal, Reply
from relocalisons.core.replies.words.hedges import is_haggled
from relocalisons.core.replies.words.lines import is_only_ordered, says_it_of
from relocalisons.core.replies.words.mail.sentences import respell

OF_THE_PERSON = (Act.CALL_ME, Act.PAUSE, Act.STOP_MAILS, Act.CONTACT_LEFT, Act.NEW_CONTACT)
_COMING = (Act.ATTEND_YES, Act.ATTEND_NO, Act.ATTEND_PROXY)
_SOON = 14  # days after the date that was set: what is announced then is a new date
_ANY_LINE = (Act.QUESTION, Act.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The lines that a clause names, or carries on from the one before."""

    refs: tuple[str, ...] = ()
    each: bool = True
    sure: bool = True
    carried: bool = False


def place_act(found: Found, words: str, place: Place, reply: Reply) -> list[Proposal]:
    """The proposals of one act: one a line when several are named, one in doubt when unclear."""
    if found.act in OF_THE_PERSON:
        return [
            Proposal(
                act=Act(found.act), words=words, days=found.days, text=found.text, doubt=found.doubt
            )
        ]
    asks = [ask for ask in reply.asks if _fits(found, ask, place)]
    named = [ask for ask in asks if ask.ref in place.refs]
    that_day = [ask for ask in asks if _is_of_that_day(found, ask)]
    if len(that_day) == 1 and (not place.refs or place.carried):
        asks, named, place = that_day, [], Place()
    chosen = named if named else ([] if place.refs and not place.carried else asks)
    if not chosen:
        return []
    if len(chosen) == 1 or (named and place.each):
        unsure = not named and not that_day and len(reply.asks) > 1 and isinstance(found.act, Short)
        unsure = unsure or (len(chosen) > 1 and isinstance(found.act, Short))
        return [
            _made(found, words, ask, reply.written, doubt=not place.sure or unsure)
            for ask in chosen
        ]
    if found.act in _ANY_LINE:
        chosen = chosen[:1] if len(chosen) == 1 else chosen
    first = _made(found, words, chosen[0], reply.written, doubt=True)
    return [
        Proposal(
            act=first.act,
            words=words,
            may_be=tuple(ask.ref for ask in chosen),
            days=first.days,
            percent=found.percent,
            text=found.text,
            doubt=True,
        )
    ]


def _fits(found: Found, ask: Ask, place: Place) -> bool:
    """Whether an act can be said of a line; another day of a meeting, where it is named."""
    if isinstance(found.act, Short) or found.act in _ANY_LINE:
        return True
    if found.act in _COMING:
        return ask.kind is not AskKind.WORK
    if ask.kind is AskKind.MEETING:
        told = ask.ref in place.refs and not place.carried
        same = found.days is not None and found.days.latest == ask.due
        return found.act is Act.NEW_DATE and not same and (told or not place.refs)
    return True


def _is_of_that_day(found: Found, ask: Ask) -> bool:
    """Whether a « oui » names the day of a meeting or a visit."""
    if found.act not in (Short.YES, Short.NO, Act.ATTEND_YES) or found.days is None:
        return False
    return ask.kind is not AskKind.WORK and found.days.latest == ask.due


def _made(found: Found, words: str, ask: Ask, written: date, *, doubt: bool) -> Proposal:
    act = _act_of(found, ask, words)
    days = found.days
    if found.shift:
        days = _moved(ask, found.shift)
        doubt = doubt or days is None
    if act is Act.DONE and is_only_ordered(respell(words), ask):
        act = Act.PROGRESS
    if act in (Act.NEW_DATE, Act.PROMISE):
        act = _dated(found, ask, days, written)
        if ask.kind is AskKind.VISIT and days is not None and days.latest == ask.due:
            act, doubt = Act.ATTEND_YES, True  # « le 24 à 9 h, à l’entrée »
    if act is Act.ATTEND_YES and ask.kind is AskKind.VISIT and _is_another_day(days, ask):
        act, doubt = Act.OTHER_DATE, True  # « venez la semaine prochaine »
    if _is_put_to_her(act, ask, days):
        act, doubt = Act.OTHER_DATE, True  # « le 29 même heure, ça vous va ? »
    if act is Act.QUESTION:
        days = None
    doubt = doubt or found.doubt or _is_unsure(act, found, ask, days)
    doubt = doubt or (act in (Act.DONE, Act.PROMISE) and not says_it_of(respell(words), ask))
    return Proposal(
        act=act, words=words, ref=ask.ref, days=days, percent=found.percent, text=found.text,
        doubt=doubt,
    )  # fmt: skip


def _is_another_day(days: DateInterval | None, ask: Ask) -> bool:
    if days is None or ask.due is None:
        return False
    return not days.earliest <= ask.due <= days.latest


def _is_put_to_her(act: Act, ask: Ask, days: DateInterval | None) -> bool:
    """Whether another day of a meeting or a visit is proposed: it waits for her answer."""
    if ask.kind is AskKind.WORK:
        return False
    if act is Act.QUESTION:
        return _is_another_day(days, ask)
    return act in (Act.NEW_DATE, Act.PROMISE)


def _act_of(found: Found, ask: Ask, words: str) -> Act:
    if found.act is Short.YES and ask.kind is AskKind.WORK and is_haggled(respell(words)):
        return Act.BLOCKED
    if found.act is Short.YES:
        return Act.DONE if ask.kind is AskKind.WORK else Act.ATTEND_YES
    if found.act is Short.NO:
        return Act.OTHER if ask.kind is AskKind.WORK else Act.ATTEND_NO
    if found.act is Act.NEW_DATE and ask.kind is AskKind.MEETING:
        return Act.OTHER_DATE
    return Act(found.act)


def _dated(found: Found, ask: Ask, days: DateInterval | None, written: date) -> Act:
    """A day up to the one that was set is a promise, a later one a new date."""
    if days is None or ask.due is None:
        return Act(found.act)
    if found.act is Act.PROMISE and (days.latest - ask.due).days <= _SOON:
        return Act.PROMISE
    if days.latest < written:
        return Act.NEW_DATE
    return Act.PROMISE if days.latest <= ask.due else Act.NEW_DATE


def _moved(ask: Ask, shift: int) -> DateInterval | None:
    if ask.due is None:
        return None
    day = ask.due + timedelta(days=shift)
    return DateInterval(day, day)


def _is_unsure(act: Act, found: Found, ask: Ask, days: DateInterval | None) -> bool:
    """What the line itself casts doubt on."""
    if act is Act.ATTEND_YES and days is not None and days.latest != ask.due:
        return True
    if isinstance(found.act, Short):
        if ask.kind is AskKind.WORK:
            return True
        return days is not None and days.latest != ask.due
    if act in (Act.NEW_DATE, Act.PROMISE) and ask.kind is AskKind.VISIT:
        return True
    return act is Act.QUESTION and found.act is not Act.QUESTION
