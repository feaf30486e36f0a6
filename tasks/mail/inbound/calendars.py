"""What a calendar program answers to an invitation (iTIP), line by line: nothing is expanded.

A REPLY comes or not; a COUNTER proposes another day. Only the lines of the event itself count, not
those of its time zone or its alarms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.kernel.words.french import format_date
from relocalisons.core.replies.model import Act, Proposal
from relocalisons.core.replies.words.names import name_of_address
from tasks.mail.inbound.characters import one_line
from tasks.mail.inbound.ties import SentMail

LARGEST = 64 * 1024
MOST_LINES = 500
FOR_ANOTHER = "Cette réponse d’agenda est celle d’une autre personne : elle ne compte pas."
OLDER = "Cette réponse d’agenda vaut pour une version antérieure de l’invitation."
NOT_OURS = "Cette réponse d’agenda ne répond à aucune de nos invitations."
NO_ANSWER = "Une réponse d’agenda est jointe : elle ne dit ni oui ni non."
_PARIS = ZoneInfo("Europe/Paris")
_NAME = re.compile(r"[A-Za-z-]{1,40}")
_START = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_VALUE = r'((?:"[^"]*"|[^";:,]{1,200})(?:,"[^"]*")*)'
_PARTSTAT, _CN, _DELEGATED_TO, _TZID = (
    re.compile(f";{name}={_VALUE}", re.IGNORECASE)
    for name in ("PARTSTAT", "CN", "DELEGATED-TO", "TZID")
)
_ACTS = {"ACCEPTED": Act.ATTEND_YES, "DECLINED": Act.ATTEND_NO, "DELEGATED": Act.ATTEND_PROXY}
_SAID = {
    Act.ATTEND_YES: "accepté dans l’agenda",
    Act.ATTEND_NO: "décliné dans l’agenda",
    Act.ATTEND_PROXY: "délégué dans l’agenda",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """Somebody whom an answer names; `delegates` are the addresses that stand in."""

    address: str
    status: str
    name: str = ""
    delegates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAnswer:
    """A REPLY or a COUNTER: to which event and version, and who says what.

    `named` tells that it says what it is; without METHOD an answer is guessed, in doubt. `start` is
    the day and the hour that a COUNTER proposes.
    """

    uid: str
    sequence: int
    attendees: tuple[Attendee, ...]
    comment: str = ""
    counters: bool = False
    named: bool = True
    start: tuple[date, str] | None = None


def read_calendar(data: bytes) -> CalendarAnswer | None:
    """The answer of a calendar part; None when it answers no one event, or is not readable."""
    if len(data) > LARGEST:
        return None
    text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8", "replace"))
    found: dict[str, list[tuple[str, str]]] = {}
    methods, events = set[str](), 0
    for inside, name, parameters, value in _lines(text):
        events += name == "BEGIN" and value.upper() == "VEVENT"
        if name == "METHOD" and inside == "VCALENDAR":
            methods.add(value.upper())
        if inside == "VEVENT":
            found.setdefault(name, []).append((parameters, value))
    uids = [value for _, value in found.get("UID", ())]
    people = tuple(_attendee(*each) for each in found.get("ATTENDEE", ()))
    answered = len(people) == 1 and people[0].status in _ACTS
    if not (methods in ({"REPLY"}, {"COUNTER"}) or (not methods and answered)):
        return None
    if events != 1 or len(uids) != 1:
        return None
    sequence = next((value for _, value in found.get("SEQUENCE", ())), "0")
    return CalendarAnswer(
        uid=uids[0][:200],
        sequence=int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else 0,
        attendees=people,
        comment=one_line(next((value for _, value in found.get("COMMENT", ())), "")),
        counters=methods == {"COUNTER"},
        named=bool(methods),
        start=_start(*found["DTSTART"][0]) if found.get("DTSTART") else None,
    )


def propose_presence(
    answer: CalendarAnswer, sent: SentMail | None
) -> tuple[tuple[Proposal, ...], str]:
    """What a calendar answers for the person who was invited, or why it says nothing of them."""
    if sent is None:
        return (), NOT_OURS
    own = [each for each in answer.attendees if each.address == sent.address.casefold()]
    others = [each for each in answer.attendees if each not in own]
    if len(own) != 1 or not (answer.counters or _stand_in(others, own[0])):
        return (), FOR_ANOTHER
    if answer.sequence < sent.sequence:
        return (), OLDER
    act = _ACTS.get(own[0].status)
    if answer.counters:
        other = _another_day(answer, sent)
        declined = [_presence(Act.ATTEND_NO, answer, sent)] if act is Act.ATTEND_NO else []
        return (*declined, other), ""
    if act is None:
        return (), NO_ANSWER
    told = _presence(act, answer, sent)
    if act is Act.ATTEND_PROXY:
        told = replace(told, text=_stands_in(own[0], others), doubt=True)
    return (told,), ""


def _presence(act: Act, answer: CalendarAnswer, sent: SentMail) -> Proposal:
    words = answer.comment or _SAID[act]
    return Proposal(act=act, words=words, ref=_line_of(sent), doubt=not answer.named)


def _another_day(answer: CalendarAnswer, sent: SentMail) -> Proposal:
    """« autre date proposée dans l’agenda : le 11/06/2026 à 14:00, au lieu du 04/06/2026 »."""
    due = sent.asks[0].due if sent.asks else None
    day, hour = answer.start or (None, "")
    new = f"le {format_date(day)}{f' à {hour}' if hour else ''}" if day else "illisible"
    old = f", au lieu du {format_date(due)}" if due else ""
    words = f"autre date proposée dans l’agenda : {new}{old}"
    return Proposal(
        act=Act.OTHER_DATE,
        words=f"{answer.comment} ({words})" if answer.comment else words,
        ref=_line_of(sent),
        days=DateInterval(day, day) if day else None,
        doubt=day is None,
    )


def _line_of(sent: SentMail) -> str | None:
    return sent.asks[0].ref if sent.asks else None


def _stand_in(others: list[Attendee], own: Attendee) -> bool:
    """Whether all others named are those to whom the person delegates."""
    return all(each.address in own.delegates for each in others)


def _stands_in(own: Attendee, others: list[Attendee]) -> str:
    """The name of who stands in, else that of the address, else the address."""
    if len(own.delegates) != 1:
        return ""
    address = own.delegates[0]
    name = next((each.name for each in others if each.address == address), "")
    return name or name_of_address(address) or address


def _lines(text: str) -> Iterator[tuple[str, str, str, str]]:
    """The component that a line stands in, its name, its parameters and its value."""
    within: list[str] = []
    for line in text.splitlines()[:MOST_LINES]:
        head, value = _parts(line.strip())
        match = _NAME.match(head)
        if match is None:
            continue
        name, value = match[0].upper(), value.strip()
        if name == "END":
            within = within[:-1]
        yield (within[-1] if within else ""), name, head[match.end() :], value
        if name == "BEGIN":
            within.append(value.upper())


def _parts(line: str) -> tuple[str, str]:
    """Name and parameters, and the value behind the first colon outside of quotes."""
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], line[place + 1 :]
    return "", ""


def _attendee(parameters: str, value: str) -> Attendee:
    return Attendee(
        address=_address(value),
        status=_parameter(parameters, _PARTSTAT).upper(),
        name=one_line(_parameter(parameters, _CN)),
        delegates=tuple(
            _address(each) for each in _parameter(parameters, _DELEGATED_TO).split('","') if each
        ),
    )


def _parameter(parameters: str, pattern: re.Pattern[str]) -> str:
    """A parameter without its quotes; several values stay as typed, « a","b »."""
    found = pattern.search(parameters[:4000])
    return found[1].strip('"') if found else ""


def _address(value: str) -> str:
    return one_line(re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)).casefold()


def _start(parameters: str, value: str) -> tuple[date, str] | None:
    """The day in Paris, and « 14:00 » unless it is a whole day."""
    match = _START.fullmatch(value)
    if match is None:
        return None
    try:
        day = datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=_PARIS)
        if match[4] is None:
            return day.date(), ""
        zone = UTC if match[6] else _zone(_parameter(parameters, _TZID))
        when = day.replace(hour=int(match[4]), minute=int(match[5]), tzinfo=zone)
        when = when.astimezone(_PARIS)
    except (ValueError, OverflowError):
        return None
    return when.date(), f"{when:%H:%M}"


def _zone(name: str) -> ZoneInfo:
    """The time zone of that name; Paris for names that only its program knows."""
    try:
        return ZoneInfo(name) if re.fullmatch(r"[A-Za-z_]+/[A-Za-z_/]+", name) else _PARIS
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _PARIS
