"""Every mail on a telephone and on a screen, in a real headless Chromium: `pytest -m browser`."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from support.chromium import open_chromium
from support.mails.drawn import CONTEXT
from support.mails.gallery import a_call, a_request, gallery

from relocalisons.rendering.mails.mail import render_decision_request

pytestmark = pytest.mark.browser

FORMS = tuple(product((360, 600), (False, True)))
FINGER = 44  # pixels
TWO_SCREENS = 2 * 844  # pixels, on a phone of 390
TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)

_MEASURE = """({
    wide: document.documentElement.scrollWidth,
    buttons: [...document.querySelectorAll('a.button')].map(one => one.offsetHeight),
    links: [...document.querySelectorAll('.links a, .call a, .answers a')]
        .map(one => one.offsetHeight),
    paper: getComputedStyle(document.querySelector('.card')).backgroundColor,
    inks: [...document.querySelectorAll('p, h1, h2, li, th, .label, .note')]
        .map(one => getComputedStyle(one).color),
    hidden: document.querySelector('.preheader').offsetHeight,
})"""


def brightness(colour: str) -> float:
    red, green, blue = map(int, colour.removeprefix("rgb(").rstrip(")").split(","))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def test_every_mail_fits_its_screen_and_can_be_used_with_a_finger_by_day_and_by_night(tmp_path):
    looked_at = 0
    with open_chromium(tmp_path / "chromium") as page:
        for (name, mail), (width, dark) in product(gallery(), FORMS):
            page.show(mail.html, width=width, dark=dark)
            seen = page.evaluate(_MEASURE)
            where = f"{name} at {width} px, {'dark' if dark else 'light'}"

            assert seen["wide"] <= width, where
            assert seen["hidden"] == 0, where
            assert all(tall >= FINGER for tall in seen["buttons"]), where
            assert width > 480 or all(tall >= 40 for tall in seen["links"]), where
            assert (brightness(seen["paper"]) < 0.2) is dark, where
            assert all((brightness(ink) > 0.6) is dark for ink in seen["inks"]), where
            looked_at += 1
    assert looked_at >= 40 * len(FORMS)


def test_the_mail_of_a_heavy_tuesday_fits_two_screens_of_a_phone(tmp_path):
    calls = tuple(replace(a_call(n), on=TUESDAY if n < 7 else WEDNESDAY) for n in range(1, 11))
    request = a_request(60, safety_holds=(), call_list=calls)
    topics = ("retards", "contrats", "livrables", "échéances proches", "pièces de dépenses")
    spread = tuple(
        replace(mail, why=topics[number % 5]) for number, mail in enumerate(request.mails)
    )
    with open_chromium(tmp_path / "chromium") as page:
        for mails in (request.mails, spread):
            mail = render_decision_request(replace(request, mails=mails), context=CONTEXT)
            page.show(mail.html, width=390, height=844)
            tall = page.wait_for("document.querySelector('.foot') && document.body.scrollHeight")

            assert tall <= TWO_SCREENS
