"""The COPIL of the sample: its quorum is made by answers, and she types one « oui »."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.replies.hostile import mixed, text
from support.sample.snapshot import snapshot_of
from support.sample.understood import pilotage_of, understood

from relocalisons.core.kernel.model import Programme, Snapshot
from relocalisons.core.meetings.meetings import Meeting, read_meetings
from relocalisons.core.meetings.quorum import Quorum, QuorumState, expected_quorum_of
from relocalisons.core.proposals.entries import plan_entry
from relocalisons.core.proposals.model import KeptProposal, without_implied
from relocalisons.core.proposals.offers import accepted_by, offers_of
from relocalisons.core.proposals.placing import CellWrite, place_entries
from relocalisons.core.replies.model import Ask, AskKind
from relocalisons.sample.engine import ids
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at
from tasks.mail.inbound.reading import read_answer
from tasks.mail.inbound.ties import SentMail

pytestmark = pytest.mark.story

NIGHT = date(2026, 3, 17)
AT = datetime(2026, 3, 16, 9, tzinfo=UTC)
BY_MAIL = ["Oui pour le COPIL.", "oui je serai là", "Présente le 16 avril.", "Je viens au COPIL."]
PROXY = "Je ne pourrai pas venir, pouvoir à Mme Castellan."


def copil_of(programme: Programme) -> Meeting:
    return next(one for one in read_meetings(programme) if one.number == "R-08")


def quorum_of(programme: Programme) -> Quorum:
    return expected_quorum_of(copil_of(programme))


def raw_answer(address: str, name: str, *parts: bytes) -> bytes:
    domain = address.rpartition("@")[2]
    head = (
        f"Authentication-Results: mx.ours.example; dkim=pass header.d={domain}\r\n"
        f"From: {name} <{address}>\r\nTo: r.key@x.example\r\nSubject: Re: Convocation\r\n"
        f"Date: Mon, 16 Mar 2026 10:00:00 +0100\r\nMessage-ID: <a.{address}>\r\n"
        "MIME-Version: 1.0\r\n"
    )
    return head.encode() + mixed(*parts)


def calendar(who: str, *, status: str = "ACCEPTED") -> bytes:
    body = (
        "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:r-08@x.example\r\nSEQUENCE:0\r\n"
        f"ATTENDEE;PARTSTAT={status}:mailto:{who}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    return b"Content-Type: text/calendar; method=REPLY\r\n\r\n" + body.encode()


def written(snapshot: Snapshot, writes: tuple[CellWrite, ...]) -> Snapshot:
    """The night after: the cells of hers as the request leaves them."""
    hers = pilotage_of(snapshot)
    rows = {tab.sheet_id: [list(row) for row in tab.rows] for tab in hers.tabs}
    for write in writes:
        sheet = rows[write.sheet_id]
        sheet += [[] for _ in range(write.row + 1 - len(sheet))]
        row = sheet[write.row]
        row += [None] * (write.column + 1 - len(row))
        assert row[write.column] in (None, ""), "a filled cell is never changed"
        row[write.column] = write.value
    tabs = tuple(
        replace(tab, rows=tuple(map(tuple, rows[tab.sheet_id])), height=tab.height)
        for tab in hers.tabs
    )
    books = tuple(
        replace(book, tabs=tabs) if book.file_id == ids.PILOTAGE else book
        for book in snapshot.workbooks
    )
    return replace(snapshot, workbooks=books)


def answers_to(copil: Meeting) -> list[tuple[SentMail, bytes]]:
    """Four by mail, one proxy, eight by calendar; one undecided, one forwarded to somebody."""
    members = [one for one in copil.seats if one.partner]
    ask = Ask(ref="R-08", kind=AskKind.MEETING, title="COPIL", due=copil.day)
    sent = [
        SentMail(
            key="", person=one.person, address=f"m{number}@{one.partner}.example".lower(),
            sent_at=AT, text="", asks=(ask,), subject="Convocation", partner=one.partner or "",
            uid="r-08@x.example",
        )
        for number, one in enumerate(members)
    ]  # fmt: skip
    said: list[tuple[bytes, ...]] = [(text(words),) for words in BY_MAIL]
    said += [(calendar(each.address),) for each in sent[4:12]]
    said.insert(3, (text(PROXY),))
    said = [*said[:3], *said[4:], said[3]]
    said += [(calendar(sent[13].address, status="TENTATIVE"),), (calendar("x@ailleurs.example"),)]
    return [
        (one, raw_answer(one.address, one.person, *parts))
        for one, parts in zip(sent, said, strict=False)
    ]


def test_the_quorum_of_the_copil_is_made_by_answers_and_one_yes():
    snapshot = snapshot_of(workspace_at(generate(2026), NIGHT), on=NIGHT)
    before = understood(snapshot, on=NIGHT)
    kept: list[KeptProposal] = []
    for number, (sent, raw) in enumerate(answers_to(copil_of(before))):
        read = read_answer(raw, sent=[sent], received=AT, provider="mx.ours.example")
        kept += [
            KeptProposal(
                reply=f"a{number}", number=place, read_on=NIGHT, came=AT.date(),
                partner=sent.partner, person=sent.person, proposal=each,
            )
            for place, each in enumerate(without_implied(read.reading.proposals), start=1)
        ]  # fmt: skip
    offers = offers_of(kept, programme=before, words={})
    rows = {str(one.act): one for one in offers}
    sure = [one for one in rows.values() if "réponses" in str(one.act)]

    shown = {one.member for one in offers if one.act == sure[0].act}
    taken = accepted_by("oui", [each for each in kept if each.key in shown]).taken
    entries = [plan_entry(each, before) for each in kept if each.key in taken]
    placed = place_entries([entry for entry in entries if entry], pilotage_of(snapshot))
    after = quorum_of(understood(written(snapshot, placed.writes), on=NIGHT))

    assert (len(sure), len(taken)) == (1, 12), "one row, one « oui »"
    assert next(one.why for one in offers if one.why) == (
        "Avec elles, le quorum est atteint (12 sur 12)"
    )
    assert quorum_of(before).surely == 0
    assert (after.surely, after.needed, after.state) == (12, 12, QuorumState.REACHED)
