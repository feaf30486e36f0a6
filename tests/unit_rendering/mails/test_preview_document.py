"""What she reads before she approves: contents, a heading a mail, equal mails once with names."""

import re
from html import unescape

import pytest
from support.mails.gallery import gallery
from support.messy.hostile_words import HOSTILE

from relocalisons.rendering.mails.preview_document import MailToRead, parts_of, preview_html

MAILS = {name: mail for name, mail in gallery() if name.startswith(("digest", "welcome"))}


def a_mail(number, **given):
    values = {
        "key": f"k{number}", "partner": f"P{number:02d}", "person": f"Anne {number}",
        "subject": "Convocation", "lines": 0,
        "text": f"Bonjour Anne {number},\n\nVenez.\n-- \nPied",
    }  # fmt: skip
    return MailToRead(**(values | given))


def test_twenty_three_equal_convocations_are_one_part_with_every_name():
    mails = [a_mail(number) for number in range(1, 24)]
    other = a_mail(24, text="Bonjour Anne 24,\n\nVenez, et apportez vos chiffres.\n")

    parts = parts_of((*mails, other))

    assert [len(part.mails) for part in parts] == [23, 1]
    assert [mail.key for mail in parts[0].mails] == [f"k{number}" for number in range(1, 24)]
    page = preview_html(parts, week="2026-W10")
    assert all(f"Anne {number} (P{number:02d})" in page for number in range(1, 24))
    assert page.count("Venez.") == 2, "once in the contents, once in full"
    assert "Pied" not in page


def test_each_part_is_in_the_contents_and_has_its_heading():
    mails = [
        a_mail(number, subject=mail.subject, text=mail.text, lines=3)
        for number, mail in enumerate(MAILS.values(), start=1)
    ]
    page = preview_html(parts_of(mails), week="2026-W10")

    anchors = re.findall(r'<h2><a name="(m\d+)"></a>', page)
    assert anchors == re.findall(r'<a href="#(m\d+)">', page)
    assert len(anchors) == len(set(anchors)) == len(parts_of(mails))
    assert '<a href="#m1">Anne 1 (P01)</a>' in page, "who it is for, by name"


@pytest.mark.parametrize("name", MAILS)
def test_what_the_reader_gets_is_there_but_for_addresses_and_the_foot(name):
    text = MAILS[name].text.split("\n-- \n")[0]
    page = unescape(re.sub("<[^>]*>", " ", preview_html(
        parts_of([a_mail(1, text=text, person="", subject="S")]), week="2026-W10",
    )))  # fmt: skip

    for line in text.splitlines():
        if line.strip() and "://" not in line and line != "Votre feuille de suivi\u00a0:":
            assert line.strip() in page or line.startswith("La feuille")


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_people_are_words(words):
    page = preview_html(
        parts_of([a_mail(1, partner=words, person=words, subject=words, text=words)]), week="w"
    )

    assert not re.search(
        r"<(?!/?(html|head|meta|style|body|h1|h2|p|table|tr|td|b|a)\b|!DOCTYPE)", page
    )


A4_LINES, A4_WIDTH = 66, 100  # of 9 points at 1.15, between margins of an inch


def test_mails_follow_each_other_about_three_a_page():
    """The gallery's are the longest of each kind: a little more than two of them fill a page."""
    weekly = [mail for name, mail in MAILS.items() if name.startswith("digest")]
    mails = [
        a_mail(number, subject=mail.subject, text=mail.text, lines=3)
        for number, mail in enumerate(weekly * 4, start=1)
    ]
    parts = parts_of(mails)
    page = preview_html(parts, week="2026-W10")

    assert "break" not in page
    lines = sum(
        2 + sum(-(-len(paragraph) // A4_WIDTH) for paragraph in part.paragraphs) for part in parts
    )
    assert len(parts) / (lines / A4_LINES) > 2
