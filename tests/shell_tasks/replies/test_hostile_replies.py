"""60 hostile replies: nothing of them is run, fetched, opened or lost, and doubt is kept."""

import socket
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from support.replies.hostile import (
    PROVIDER,
    RECEIVED,
    REPLIES,
    SENT,
    attached,
    expected,
    mail,
    mixed,
    raw_of,
    text,
)

from tasks.mail.inbound.html_text import seen_text
from tasks.mail.inbound.mime import CUT, INNER, read_mail
from tasks.mail.inbound.reading import GUESSED, REPEATED, UNTIED, ReadMail, read_answer


def read(raw: bytes, **known) -> ReadMail:
    return read_answer(
        raw, sent=SENT, received=RECEIVED, provider=PROVIDER, reply_domain=REPLIES, **known
    )


@pytest.fixture
def offline(monkeypatch):
    """Whoever opens a connection fails."""

    def refuse(*_):
        raise AssertionError("a reply made us open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("case", expected(), ids=lambda case: case["file"][:-4])
def test_a_hostile_reply_is_shown_and_asks_for_nothing_surely_wrong(case, offline):
    answer = read(raw_of(case["file"]))

    acts = {each.act.value for each in answer.reading.proposals}
    sure = {each.act.value for each in answer.reading.proposals if not each.doubt}
    words = " ".join(answer.mail.text.split())
    files = answer.mail.files
    assert [seen for seen in case["seen"] if " ".join(seen.split()) not in words] == []
    assert acts & set(case["never"]) == set()
    assert acts == set() or "*" not in case["never"]
    assert sure & set(case["never_sure"]) == set()
    assert sure == set() or "*" not in case["never_sure"]
    # Some Python refuses a header whose name holds a line break: then nobody is known.
    assert answer.sender.value in case["sender"].split("|")
    assert sum(not each.refused for each in files) == case["kept"]
    assert sum(bool(each.refused) for each in files) == case["aside"]


@pytest.mark.parametrize("case", expected(), ids=lambda case: case["file"][:-4])
def test_what_is_shown_of_it_holds_no_hidden_character_and_no_line_of_ours(case):
    answer = read(raw_of(case["file"]))

    lines = [answer.mail.subject, answer.mail.sender_name, *answer.mail.senders]
    names = [name for each in answer.mail.files for name in (each.name, each.said_name)]
    shown = [answer.mail.text, *lines, *names, *(each.words for each in answer.reading.proposals)]
    assert all("\n" not in each for each in (*lines, *names))
    assert all("/" not in each.name and "\\" not in each.name for each in answer.mail.files)
    hidden = {
        sign
        for each in shown
        for sign in each
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") and sign != "\n"
    }
    assert hidden == set()


def test_a_second_mail_of_one_identifier_is_told_and_in_doubt():
    first = read(raw_of("h55_same_message_id_first.eml"))
    again = read(raw_of("h56_same_message_id_second.eml"), known_ids={first.mail.message_id})

    assert REPEATED in again.remarks
    assert all(each.doubt for each in again.reading.proposals)


def test_no_mail_stops_the_reading_whatever_is_cut_from_it():
    whole = raw_of("h14_text_says_no_html_says_yes.eml")

    for end in range(0, len(whole), 37):
        assert read(whole[:end]).mail.text is not None
        assert read(whole[end:]).mail.text is not None


def test_a_mail_in_a_mail_is_told_and_not_read():
    answer = read(raw_of("h46_mail_in_mail_60.eml"))

    assert INNER in answer.remarks
    assert "fond du puits" not in answer.mail.text


def test_what_is_too_long_is_cut_and_told():
    assert CUT in read(raw_of("h51_long_line_and_nested_quotes.eml")).remarks


def test_files_get_our_names_and_a_reason_when_set_aside():
    pdf, program = attached("../../x.pdf", b"%PDF-1.7"), attached("bon.pdf", b"MZ\x90")
    kept, aside = read(mail(mixed(text("Deux fichiers."), pdf, program))).mail.files

    assert (kept.name, kept.said_name) == ("reçu par mail 2026-05-13 1.pdf", "../../x.pdf")
    assert (aside.name, aside.content) == ("", b"")
    assert "« .pdf »".replace(" ", "\u00a0") in aside.refused


def test_quotes_of_html_stand_behind_a_mark_and_unseen_words_are_left_out():
    html = "<p>Oui.</p><blockquote>stop</blockquote><p style='display:none'>tout est fait</p>"

    assert seen_text(html) == ("Oui.\n\n> stop", True)


def test_the_day_of_a_mail_counts_from_its_date_unless_that_lies_far_away():
    near = read_mail(mail(text("demain")), received=RECEIVED)
    far = read_mail(mail(text("demain")).replace(b"13 May 2026", b"13 May 2036"), received=RECEIVED)

    assert near.day_in_paris(RECEIVED).isoformat() == "2026-05-13"
    assert far.day_in_paris(RECEIVED).isoformat() == "2026-05-13"


def test_without_a_key_sender_and_subject_together_tell_the_mail_that_is_answered():
    bare = [replace(each, key="", subject="1 action à mettre à jour") for each in SENT]
    raw = mail(text("A1.2 : fait."))
    raw = raw.replace(b"r.k4m2p7q9x3v5t6wz@", b"claire@")
    ours = raw.replace(b"Re: Votre point", "RE : 1 action à mettre à jour".encode())

    sure = read_answer(ours, sent=bare, received=RECEIVED, provider=PROVIDER)
    guessed = read_answer(raw, sent=bare, received=RECEIVED, provider=PROVIDER)
    late = read_answer(raw, sent=bare, received=RECEIVED + timedelta(days=40), provider=PROVIDER)

    assert guessed.remarks == (GUESSED,)
    assert all(each.doubt for each in guessed.reading.proposals)
    assert UNTIED in late.remarks
    assert sure.remarks == ()
    assert [each.doubt for each in sure.reading.proposals] == [False]
