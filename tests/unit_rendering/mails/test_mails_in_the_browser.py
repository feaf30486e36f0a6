"""Every mail on a telephone and on a screen, in a real headless Chromium: `pytest -m browser`."""

from itertools import product

import pytest
from support.chromium import open_chromium
from support.mails.gallery import gallery

pytestmark = pytest.mark.browser

FORMS = tuple(product((360, 600), (False, True)))
FINGER = 44  # pixels

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
