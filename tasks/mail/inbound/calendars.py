"""What a calendar program answers to an invitation (iTIP), line by line: nothing is expanded."""

import re
from dataclasses import dataclass

from relocalisons.core.replies.model import Act, Proposal
from tasks.mail.inbound.characters import one_line
from tasks.mail.inbound.ties import SentMail

LARGEST = 64 * 1024
MOST_LINES = 500
FOR_ANOTHER = "Cette réponse d’agenda est celle d’une autre personne : elle ne compte pas."
OLDER = "Cette réponse d’agenda vaut pour une version antérieure de l’invitation."
NOT_OURS = "Cette réponse d’agenda ne répond à aucune de nos invitations."
NO_ANSWER = "Une réponse d’agenda est jointe : elle ne dit ni oui ni non."
_NAME = re.compile(r"[A-Za-z-]{1,40}")
_PARTSTAT = re.compile(r"PARTSTAT=([A-Z-]{1,20})", re.IGNORECASE)
_ACTS = {"ACCEPTED": Act.ATTEND_YES, "DECLINED": Act.ATTEND_NO, "DELEGATED": Act.ATTEND_PROXY}
_SAID = {
    Act.ATTEND_YES: "accepté dans l’agenda",
    Act.ATTEND_NO: "décliné dans l’agenda",
    Act.ATTEND_PROXY: "délégué dans l’agenda",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAnswer:
    """A REPLY: to which event and version, and who says what. Other methods answer nothing."""

    uid: str
    sequence: int
    attendees: tuple[tuple[str, str], ...]  # address, PARTSTAT
    comment: str = ""


def read_calendar(data: bytes) -> CalendarAnswer | None:
    """The answer of a calendar part; None when it is no REPLY to one event, or is not readable."""
    if len(data) > LARGEST:
        return None
    text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8", "replace"))
    found: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines()[:MOST_LINES]:
        head, value = _parts(line.strip())
        name = _NAME.match(head)
        if name:
            found.setdefault(name[0].upper(), []).append((head[name.end() :], value.strip()))
    events = [value for _, value in found.get("BEGIN", ()) if value.upper() == "VEVENT"]
    methods = {value.upper() for _, value in found.get("METHOD", ())}
    uids = [value for _, value in found.get("UID", ())]
    if methods != {"REPLY"} or len(events) != 1 or len(uids) != 1:
        return None
    sequence = next((value for _, value in found.get("SEQUENCE", ())), "0")
    return CalendarAnswer(
        uid=uids[0][:200],
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() else 0,
        attendees=tuple(map(_attendee, found.get("ATTENDEE", ()))),
        comment=one_line(next((value for _, value in found.get("COMMENT", ())), "")),
    )


def propose_presence(answer: CalendarAnswer, sent: SentMail | None) -> tuple[Proposal | None, str]:
    """The presence that a calendar answers for the person who was invited, or why there is none."""
    if sent is None:
        return None, NOT_OURS
    if len(answer.attendees) != 1 or answer.attendees[0][0] != sent.address.casefold():
        return None, FOR_ANOTHER
    if answer.sequence < sent.sequence:
        return None, OLDER
    act = _ACTS.get(answer.attendees[0][1])
    if act is None:
        return None, NO_ANSWER
    words = answer.comment or _SAID[act]
    ref = sent.asks[0].ref if sent.asks else None
    return Proposal(act=act, words=words, ref=ref, doubt=act is Act.ATTEND_PROXY), ""


def _parts(line: str) -> tuple[str, str]:
    """Name and parameters, and the value behind the first colon outside of quotes."""
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], line[place + 1 :]
    return "", ""


def _attendee(found: tuple[str, str]) -> tuple[str, str]:
    status = _PARTSTAT.search(found[0])
    address = re.sub(r"^mailto:", "", found[1], flags=re.IGNORECASE)
    return one_line(address).casefold(), status[1].upper() if status else ""
