"""What people type in names, titles and cells has no effect on a mail but to be read."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from urllib.parse import parse_qs, unquote

import pytest
from support.mails.drawn import CONTEXT, SHEET, Shown, a_digest, a_line
from support.mails.gallery import a_review
from support.meetings.gallery import invitation
from support.messy.hostile_words import HEADERS, HOSTILE

from relocalisons.core.kernel.model import CellRef
from relocalisons.core.reminders.digests import (
    CallEntry,
    DigestGroup,
    DigestKind,
    Skipped,
    UrgentPoint,
)
from relocalisons.core.reminders.week_review import MailOfWeek, RunsOfWeek
from relocalisons.core.reports.meetings.convening import News
from relocalisons.rendering.mails.context import subject_line
from relocalisons.rendering.mails.mail import (
    render_daily_alert,
    render_decision_request,
    render_digest,
    render_failure,
    render_late_run,
    render_weekly_summary,
)
from relocalisons.rendering.mails.meeting_mail import (
    MeetingToDecide,
    render_invitation,
    render_meeting_decision,
)
from relocalisons.rendering.mails.messages import (
    ActLine,
    DecisionRequest,
    FailureNotice,
    LateRunNotice,
    WaitingMail,
)

ALLOWED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "table", "thead", "tbody", "tr", "td",
    "th", "p", "h1", "h2", "span", "a", "b", "br", "ul", "li",
}  # fmt: skip


def hostile_digest(words):
    place = CellRef(file_id=words, workbook=words, tab=words, sheet_id=3, cell=words)
    line = a_line(
        number=words, label=f"A1 – {words}", text=words, place=place, status="28 jours de retard"
    )
    return a_digest(
        (DigestGroup.LATE, (line,)),
        (DigestGroup.CELLS, (a_line(DigestGroup.CELLS, words, label=words, text=words),)),
        person=words, partner_name=f"Ville {words}", profile=words, partner=words,
    )  # fmt: skip


def hostile_mails(words):
    moment = datetime(2026, 3, 5, 12, tzinfo=UTC)
    yield render_digest(hostile_digest(words), context=CONTEXT)
    call = CallEntry(
        partner=words, partner_name=words, person=f"x{words}", phone=words, reason=words,
        points=(words,), lines=1,
    )  # fmt: skip
    yield render_decision_request(
        DecisionRequest(
            mails=(WaitingMail(partner=words, subject=words, lines=1),), deadline=moment,
            call_list=(call,), skipped=(Skipped(partner="P01", reason=words),),
            acts=(ActLine(title=words, why=words),), safety_holds=(words,),
        ),
        context=CONTEXT,
    )  # fmt: skip
    yield render_failure(
        FailureNotice(flow=words, happened=words, since=moment, still_works=(words,),
                      not_done=(words,), to_do=(words,), reference=words),
        context=CONTEXT,
    )  # fmt: skip
    yield render_digest(
        replace(hostile_digest(words), kind=DigestKind.ESCALATION, about_person=words),
        context=CONTEXT,
    )
    urgent = UrgentPoint(finding_key=words, label=words, due=None, status=words)
    act = ActLine(title=words, why=words, late=True)
    yield render_daily_alert((act, act), context=CONTEXT)
    said = MailOfWeek(partner=words, person=words, subject=words, state="lapsed", reason=words)
    yield render_weekly_summary(
        a_review(1, mails=(said,), settled=(words,), news=(words,), lost=(words,), urgent=(urgent,),
                 unread=(words,), runs=RunsOfWeek(days_read=1, days_expected=5, failures=(words,))),
        context=CONTEXT,
    )  # fmt: skip
    yield from hostile_meeting_mails(words)
    yield render_late_run(
        LateRunNotice(flow=words, planned=moment, started=moment, done=(words,), left_out=(words,)),
        context=CONTEXT,
    )


def hostile_meeting_mails(words):
    kept = an_invitation()
    session = replace(kept.session, committee=words, full_name=words, programme=words, place=words)
    member = replace(kept, session=session, person=words, agenda=(words,))
    yield render_invitation(member, context=CONTEXT)
    before = replace(kept.appointment, place=words)
    moved = replace(member, news=News.CHANGED, before=before)
    yield render_invitation(moved, context=CONTEXT)
    meeting = MeetingToDecide(title=words, mails=2, news=News.CHANGED, changes=(words,))
    yield render_meeting_decision((meeting,), (words,), context=CONTEXT)


@cache
def an_invitation():
    return invitation()


def test_there_are_at_least_sixty_hostile_strings():
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_read(words):
    for mail in hostile_mails(words):
        _has_a_clean_subject(mail.subject)
        _has_only_our_tags_and_links(Shown(mail.html))
        _has_no_control_character(mail.text)
        assert "49" not in mail.text.replace("649", "")
        assert "<class" not in mail.text


def _has_a_clean_subject(subject):
    assert "\n" not in subject
    assert "\r" not in subject
    assert all(letter.isprintable() or letter in "\u00a0\u202f" for letter in subject)
    assert len(subject) <= 160


def _has_only_our_tags_and_links(shown):
    assert {tag for tag, _ in shown.tags} <= ALLOWED_TAGS
    assert len(shown.all("h1")) == 1
    for _, attributes in shown.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
    for link in shown.links:
        if link.startswith("mailto:"):
            address, _, query = link.removeprefix("mailto:").partition("?")
            assert unquote(address) == CONTEXT.coordinator_email
            assert set(parse_qs(query)) == {"subject", "body"}
            assert "\n" not in parse_qs(query)["subject"][0]
        elif link.startswith("tel:"):
            assert link.removeprefix("tel:").lstrip("+").isdigit()
        else:
            assert link.startswith("https://docs.google.com/spreadsheets/d/")
            assert '"' not in link
            assert " " not in link


def _has_no_control_character(text):
    assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u200b\ufeff\u2028\u2029") & set(text)


@pytest.mark.parametrize("words", HEADERS)
def test_a_header_in_a_name_adds_no_line_to_the_text(words):
    plain = render_digest(hostile_digest("Anne"), context=CONTEXT)
    hostile = render_digest(hostile_digest(words), context=CONTEXT)

    assert hostile.text.count("\n") == plain.text.count("\n")


def test_words_between_angle_brackets_are_shown_as_typed():
    shown = Shown(render_digest(hostile_digest("<b>A & B</b>"), context=CONTEXT).html)

    assert "A1 – <b>A & B</b>" in shown.text


def test_an_endless_subject_is_cut_at_a_word():
    subject = subject_line("relance " * 60)

    assert len(subject) <= 150
    assert subject.endswith("relance…")


def test_a_hostile_file_id_stays_one_part_of_the_address():
    place = CellRef(file_id="../../x?y#z", workbook="w", tab="t", sheet_id=1, cell="A1&range=B2")
    digest = a_digest((DigestGroup.LATE, (a_line(place=place),)), sheet=SHEET)

    link = next(
        link for link in Shown(render_digest(digest, context=CONTEXT).html).links if "x%3F" in link
    )

    assert link == (
        "https://docs.google.com/spreadsheets/d/..%2F..%2Fx%3Fy%23z/edit#gid=1"
        "&range=A1%26range%3DB2"
    )
