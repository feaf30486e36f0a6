"""The mails can be read and used by everybody: phone, dark mode, screen reader, no colours."""

import re
from datetime import UTC, datetime
from functools import cache
from itertools import product

import pytest
from support.mails.drawn import CONTEXT, Shown, a_digest, a_line
from support.mails.gallery import gallery

from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.rendering.environment import TEMPLATES, make_environment
from relocalisons.rendering.mails.mail import render_decision_request, render_digest, render_failure
from relocalisons.rendering.mails.messages import DecisionRequest, FailureNotice, WaitingMail

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LEAST_CONTRAST = 6.4
NOTHING_TO_OPEN = ("late-run", "meeting-cancelled", "meeting-postponed")  # hence no button


@cache
def all_mails():
    groups = [(group, (a_line(group),)) for group in DigestGroup]
    request = DecisionRequest(
        mails=(WaitingMail(partner="P01", subject="x", lines=1),), deadline=NOON
    )
    notice = FailureNotice(flow="Suivi quotidien", happened="x", since=NOON, to_do=("y",))
    return [
        render_digest(a_digest(*groups), context=CONTEXT),
        render_decision_request(request, context=CONTEXT),
        render_failure(notice, context=CONTEXT),
        *(mail for name, mail in gallery() if name not in NOTHING_TO_OPEN),
    ]


@pytest.mark.parametrize("mail", all_mails())
def test_a_mail_says_its_language_fits_a_phone_and_knows_the_dark(mail):
    shown = Shown(mail.html)

    assert shown.all("html")[0]["lang"] == "fr"
    names = {meta.get("name") for meta in shown.all("meta")}
    assert {"viewport", "color-scheme", "format-detection"} <= names
    assert "@media (prefers-color-scheme: dark)" in mail.html
    assert "@media (max-width: 480px)" in mail.html
    assert "max-width: 600px" in mail.html


@pytest.mark.parametrize("mail", all_mails())
def test_one_button_tall_enough_for_a_finger_stands_before_the_list(mail):
    shown = Shown(mail.html)
    buttons = [one for one in shown.all("a") if one.get("class") == "button"]

    assert len(buttons) == 1
    style = buttons[0]["style"]
    line = int(re.search(r"line-height: (\d+)px", style)[1])
    padding = int(re.search(r"padding: (\d+)px", style)[1])
    assert line + 2 * padding >= 44
    table = mail.html.find('class="rows"')
    assert table == -1 or mail.html.index('class="button"') < table


@pytest.mark.parametrize("mail", all_mails())
def test_a_screen_reader_finds_titles_and_the_headers_of_tables(mail):
    shown = Shown(mail.html)

    assert len(shown.all("h1")) == 1
    for table in shown.all("table"):
        layout = table.get("role") == "presentation"
        assert layout or table.get("class") == "rows"
    assert all(header["scope"] == "col" for header in shown.all("th"))


def test_no_mail_loads_anything_from_elsewhere():
    for mail in all_mails():
        assert "<img" not in mail.html
        assert "<link" not in mail.html
        assert "url(" not in mail.html
        assert "@import" not in mail.html


def test_a_late_line_is_told_by_symbol_and_word_not_by_colour_alone():
    text = Shown(all_mails()[0].html).text

    assert "■ 28\u00a0jours de retard" in text
    assert "▲ cette semaine" in text


def test_every_line_links_to_its_cell_and_to_a_reply_with_its_number():
    shown = Shown(render_digest(a_digest(), context=CONTEXT).html)

    assert any(link.endswith("#gid=3&range=G14") for link in shown.links)
    assert any("subject=Relocalisons" in link and "A1.2" in link for link in shown.links)


def test_a_partner_calls_her_at_a_touch():
    """`format-detection` keeps telephones from making a link of a number by themselves."""
    partners = [mail for name, mail in gallery() if name.startswith(("digest", "escalation"))]

    assert len(partners) > 10
    assert all("tel:0491000001" in Shown(mail.html).links for mail in partners)


def test_styles_are_in_the_elements_for_the_programs_that_drop_the_head():
    mail = all_mails()[0]

    assert 'style="' in mail.html.split("<body", 1)[1]
    assert ".card {" not in mail.html.split("@media", 1)[0]


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        # light
        ("#1A1C20", "#FFFFFF"), ("#4A5160", "#FFFFFF"), ("#1F4E9C", "#FFFFFF"),
        ("#FFFFFF", "#1F4E9C"), ("#8A0010", "#FBDADC"), ("#783A00", "#FDEAD3"),
        ("#1A1C20", "#F4F6FB"), ("#0E4F2A", "#DDF1E4"),
        # dark
        ("#ECEEF2", "#1B1D22"), ("#B9C0CC", "#1B1D22"), ("#A9C5F8", "#1B1D22"),
        ("#10182A", "#A9C5F8"), ("#FFD0D3", "#4C1218"), ("#FFDDB3", "#45290B"),
        ("#ECEEF2", "#23262D"), ("#C6EFD3", "#16361F"),
    ],
)  # fmt: skip
def test_every_pair_of_colours_has_enough_contrast_and_is_really_used(ink, paper):
    style = (TEMPLATES / "mails" / "_base.html").read_text("utf-8")

    assert contrast(ink, paper) >= LEAST_CONTRAST
    assert ink in style
    assert paper in style


def contrast(first, second):
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_message_has_its_three_templates_and_they_compile():
    environment = make_environment()
    messages = [path.parent for path in TEMPLATES.rglob("subject.txt")]

    for folder, name in product(messages, ("subject.txt", "body.txt", "body.html")):
        environment.get_template(f"{folder.relative_to(TEMPLATES).as_posix()}/{name}")
    assert {path.name for path in messages} >= {
        "partner_digest", "decision_request", "failure", "late_run", "weekly_summary",
        "daily_alert", "escalation", "welcome",
    }  # fmt: skip


@pytest.mark.parametrize("mail", all_mails())
def test_no_mail_is_so_long_that_gmail_cuts_it(mail):
    assert len(mail.html.encode()) < 102_000
