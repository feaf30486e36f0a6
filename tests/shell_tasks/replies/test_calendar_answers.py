"""What a calendar program answers: for the person invited, to the version sent, nothing else."""

from datetime import UTC, date, datetime

import pytest
from support.replies.hostile import PROVIDER, RECEIVED, SENT, mail, mixed, raw_of, text

from relocalisons.core.replies.model import Ask, AskKind
from relocalisons.core.replies.sentences import say_proposal
from tasks.mail.inbound.calendars import (
    FOR_ANOTHER,
    NO_ANSWER,
    NOT_OURS,
    OLDER,
    propose_presence,
    read_calendar,
)
from tasks.mail.inbound.reading import read_answer
from tasks.mail.inbound.ties import SentMail

INVITED = SentMail(
    key="", person="Anne Roux", address="anne@grasse.example", text="", uid="copil@x.example",
    sent_at=datetime(2026, 5, 1, tzinfo=UTC), sequence=1,
    asks=(Ask(ref="COPIL3", kind=AskKind.MEETING, title="COPIL n° 3", due=date(2026, 6, 4)),),
)  # fmt: skip


def reply(status="ACCEPTED", *, who="anne@grasse.example", sequence=1, more="", method="REPLY"):
    return (
        f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:copil@x.example\r\n"
        f'SEQUENCE:{sequence}\r\nATTENDEE;CN="Roux; Anne: maire";PARTSTAT={status}:mailto:\r\n'
        f" {who}\r\n{more}END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()


def delegated(more=""):
    """The REPLY of who delegates, as RFC 5546 (4.2.5) has it."""
    to = b'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Paul.Martin@grasse.example"'
    return reply("DELEGATED", more=more).replace(b"PARTSTAT=DELEGATED", to)


def counter(start, zone="", *, more="", **kept):
    """A COUNTER as RFC 5546 (3.2.7) has it: the event anew, at another time."""
    kept = {"status": "TENTATIVE", **kept}
    return reply(method="COUNTER", more=f"DTSTART{zone}:{start}\r\n{more}", **kept)


ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Romance Standard Time\r\nBEGIN:STANDARD\r\n"
    b"DTSTART:16010101T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def said(data, sent=INVITED):
    proposals, remark = propose_presence(read_calendar(data), sent)
    return remark or "; ".join(
        f"{each.ref} {each.act}{'?' if each.doubt else ''}{f' {each.text}' if each.text else ''}"
        f"{f' {each.days.latest}' if each.days else ''}"
        for each in proposals
    )


ANSWERS = {
    "accepted": (reply(), "COPIL3 attend_yes"),
    "accepted a later version": (reply(sequence=2), "COPIL3 attend_yes"),
    "declined": (reply("DECLINED"), "COPIL3 attend_no"),
    "delegated": (reply("DELEGATED"), "COPIL3 attend_proxy?"),
    "a zone and an alarm beside the event are not its own": (
        reply(more="BEGIN:VALARM\r\nUID:alarm\r\nATTENDEE:mailto:paul@ailleurs.example\r\n"
              "END:VALARM\r\n").replace(b"BEGIN:VEVENT", ZONE + b"BEGIN:VEVENT"),
        "COPIL3 attend_yes",
    ),
    "delegated to an address": (delegated(), "COPIL3 attend_proxy? Paul Martin"),
    "delegated, with who stands in beside": (
        delegated('ATTENDEE;CN="Martin, Paul";DELEGATED-FROM="mailto:anne@grasse.example":mailto:'
                  "paul.martin@grasse.example\r\n"),
        "COPIL3 attend_proxy? Martin, Paul",
    ),
    "delegated, with a stranger beside": (
        delegated("ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@ailleurs.example\r\n"), FOR_ANOTHER
    ),
    "who stands in answers for themselves": (
        reply(who="paul.martin@grasse.example", more="X-A:1\r\n"), FOR_ANOTHER
    ),
    "another day": (counter("20260611T120000Z"), "COPIL3 other_date 2026-06-11"),
    "another day, late at night in London": (
        counter("20260611T233000", ";TZID=Europe/London"), "COPIL3 other_date 2026-06-12"
    ),
    "another whole day": (counter("20260611", ";VALUE=DATE"), "COPIL3 other_date 2026-06-11"),
    "another day, with all who were invited": (
        counter("20260611T120000Z", more="ATTENDEE:mailto:paul@ailleurs.example\r\n"),
        "COPIL3 other_date 2026-06-11",
    ),
    "declined, and another day": (
        counter("20260611T120000Z", status="DECLINED"),
        "COPIL3 attend_no; COPIL3 other_date 2026-06-11",
    ),
    "another day that no calendar has": (counter("20260231T120000Z"), "COPIL3 other_date?"),
    "another day for an older version": (counter("20260611", sequence=0), OLDER),
    "another day from somebody else": (
        counter("20260611", who="paul@ailleurs.example"), FOR_ANOTHER
    ),
    "accepted without saying that it is an answer": (
        reply().replace(b"METHOD:REPLY\r\n", b""), "COPIL3 attend_yes?"
    ),
    "tentative is no answer": (reply("TENTATIVE"), NO_ANSWER),
    "an older version": (reply(sequence=0), OLDER),
    "forwarded to somebody else": (reply(who="paul@ailleurs.example"), FOR_ANOTHER),
    "two people": (
        reply(more="ATTENDEE;PARTSTAT=ACCEPTED:mailto:paul@ailleurs.example\r\n"), FOR_ANOTHER
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_a_calendar_answers_for_the_person_who_was_invited(data, expected):
    assert said(data) == expected


def test_an_event_that_is_not_ours_counts_for_nobody():
    assert said(reply(), None) == NOT_OURS


@pytest.mark.parametrize(
    "data",
    [
        reply(method="CANCEL"),
        reply(method="REFRESH"),
        reply("NEEDS-ACTION").replace(b"METHOD:REPLY\r\n", b""),
        reply() + reply(),
        b"\x00\xff" * 50_000,
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 3000,
        b"",
    ],
)
def test_what_is_no_answer_to_one_event_is_not_read(data):
    assert read_calendar(data) is None


def test_a_calendar_answer_in_a_mail_stands_for_its_line_and_its_comment_is_a_quotation():
    hostile = read_answer(
        raw_of("h58_ics_attach_alarm.eml"), sent=SENT, received=RECEIVED, provider=PROVIDER
    )
    [accepted] = [each for each in hostile.reading.proposals if each.ref == "COPIL3"]

    assert accepted.act.value == "attend_yes"
    assert accepted.words.startswith("<script>alert(1)</script>")


def test_a_calendar_answer_of_somebody_else_is_told_and_not_counted():
    part = b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + reply()
    answer = read_answer(
        mail(mixed(text("Réponse par agenda."), part)), sent=[*SENT, INVITED], received=RECEIVED
    )

    assert NOT_OURS in answer.remarks
    assert not {"attend_yes", "attend_no"} & {e.act.value for e in answer.reading.proposals}


def test_another_day_is_proposed_with_the_old_one_and_the_words_of_the_person():
    data = counter("20260611T120000Z", more="COMMENT:Audience le 4\r\n")
    [other], _ = propose_presence(read_calendar(data), INVITED)

    assert say_proposal(other) == (
        "COPIL3 : ni oui ni non, autre date proposée, le 11/06/2026 (« Audience le 4 (autre date "
        "proposée dans l’agenda : le 11/06/2026 à 14:00, au lieu du 04/06/2026) »)."
    ).replace(" :", "\u00a0:", 1).replace("« ", "«\u00a0").replace(" »", "\u00a0»")


OF_DENIS = reply(who="denis.vaillant@earl3c.example").replace(
    b"copil@x.example", b"copil3-2026@relocalisons.example"
)
PARTS = {
    "its part has no method": (b"text/calendar", OF_DENIS),
    "only its part has a method": (
        b"text/calendar; method=REPLY", OF_DENIS.replace(b"METHOD:REPLY\r\n", b"")
    ),
    "a file": (b'application/ics; name="invite.ics"', OF_DENIS),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "data"), PARTS.values(), ids=PARTS)
def test_an_answer_is_read_once_whatever_its_part_says(kind, data):
    parts = [b"Content-Type: " + each + b"\r\n\r\n" + data for each in (kind, kind)]
    answer = read_answer(
        mail(mixed(text("Voir l’agenda."), *parts)), sent=SENT, received=RECEIVED,
        provider=PROVIDER,
    )  # fmt: skip

    said = [each.act.value for each in answer.reading.proposals if each.ref == "COPIL3"]
    assert said == ["attend_yes"]
