"""What a calendar program answers: for the person invited, to the version sent, nothing else."""

from datetime import UTC, date, datetime

import pytest
from support.replies.hostile import PROVIDER, RECEIVED, SENT, mail, mixed, raw_of, text

from relocalisons.core.replies.model import Ask, AskKind
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


def said(data, sent=INVITED):
    proposal, remark = propose_presence(read_calendar(data), sent)
    return f"{proposal.ref} {proposal.act}{'?' if proposal.doubt else ''}" if proposal else remark


ANSWERS = {
    "accepted": (reply(), "COPIL3 attend_yes"),
    "accepted a later version": (reply(sequence=2), "COPIL3 attend_yes"),
    "declined": (reply("DECLINED"), "COPIL3 attend_no"),
    "delegated": (reply("DELEGATED"), "COPIL3 attend_proxy?"),
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
        reply(method="COUNTER"),
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
