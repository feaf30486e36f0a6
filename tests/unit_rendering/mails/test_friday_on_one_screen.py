"""Friday's mail is one screen of a phone whatever the week was, and its lines open their rows."""

import re
from dataclasses import replace

import pytest
from support.chromium import open_chromium
from support.mails.drawn import CONTEXT, Shown
from support.mails.gallery import LONG, a_review, an_urgent_point, row_of

from relocalisons.core.reminders.week_review import AnswersOfWeek, RunsOfWeek, Told
from relocalisons.rendering.mails.mail import render_weekly_summary
from relocalisons.rendering.mails.one_screen import fit, sentence

A_SCREEN = 844  # pixels, on a phone of 390
NIGHTS_MISSED = RunsOfWeek(
    days_read=2, days_expected=5,
    failures=tuple(f"Suivi quotidien du {day:02d}/03" for day in (2, 4, 5)),
)  # fmt: skip
LONGEST = {
    "settled": tuple(f"A{number} – {LONG} (Mme Élodie d’Haïti)" for number in range(9)),
    "news": tuple(f"Appeler Quentin Arnoux ({LONG})" for _ in range(3)),
    "lost": ("V11 « fin octobre ? » (Date de fin, Forer et raccorder) : faire écrire la date",) * 3,
    "promises": ("P02, Luc Blanc : promis pour le 20 mars 2026 (« plutôt le 20 »)",) * 3,
    "standing": (LONG, LONG, LONG),
    "answers": AnswersOfWeek(read=7, noted=5, waiting=2),
    "suspended": True,
}
STUCK = replace(
    an_urgent_point(), label=f"R-08 – {LONG}", waits_for="les membres de « GT Logistique »"
)
WEEKS = {
    "quiet": a_review(0),
    "quiet-missed": a_review(0, runs=NIGHTS_MISSED),
    **{f"{count}-read": a_review(count) for count in (1, 2, 30)},
    **{f"{count}-missed": a_review(count, runs=NIGHTS_MISSED) for count in (1, 2, 30)},
    "longest-read": a_review(30, **LONGEST, urgent=(an_urgent_point(1), STUCK)),
    "longest-missed": a_review(30, **LONGEST, runs=NIGHTS_MISSED),
}
READERS = {
    "hers": CONTEXT,
    "copy": replace(CONTEXT, reader="Paul Hébert"),
    "away": replace(CONTEXT, instead_of="Camille Aubanel", coordinator="Paul Hébert"),
}


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.browser
def test_it_is_one_screen_whether_nights_were_missed_or_not(tmp_path):
    heights = {}
    with open_chromium(tmp_path / "chromium") as page:
        for week, review in WEEKS.items():
            for reader, context in READERS.items():
                mail = render_weekly_summary(review, context=context)
                page.show(mail.html, width=390, height=A_SCREEN)
                tall = page.wait_for(
                    "document.querySelector('.foot') && document.body.scrollHeight"
                )
                heights[week, reader] = tall

    assert len(heights) == len(WEEKS) * len(READERS)
    assert {name: tall for name, tall in heights.items() if tall > A_SCREEN} == {}
    assert max(heights.values()) > 0.8 * A_SCREEN, "it says what a screen holds"


@pytest.mark.parametrize("week", WEEKS)
def test_what_does_not_fit_is_counted_and_never_dropped(week):
    view = plain(render_weekly_summary(WEEKS[week], context=CONTEXT).text)
    shown = [line for line in view.splitlines() if line.startswith("- ")]

    counted = [int(re.search(r"Et (\d+) autres? points?", line)[1]) for line in shown
               if line.startswith("- Et ")]  # fmt: skip

    assert len(counted) <= 1
    if week == "longest-missed":
        subjects = ("suspended", "failed", "firm", "settled", "new", "lost", "promise", "unsure",
                    "not sent", "unread")  # fmt: skip
        assert len(shown) - 1 + counted[0] == len(subjects)
    if counted:
        assert re.search(r"autres? points? : \w+", shown[-1]), "what they are about is said"


def test_a_single_point_that_does_not_fit_is_said_and_not_counted():
    def told(longest: int):
        return (sentence("Réglé : A1"), sentence("Nouveau : ", "y " * longest, topic="nouveau"))

    (_, last) = fit(told, lines=3.6, rest=Told(words="« À faire »"))

    assert last.words.replace("\u00a0", " ").startswith("Nouveau : y")


def test_every_line_that_names_something_opens_its_row():
    review = a_review(3, lost=("V11 « fin octobre ? » : la date entière",), suspended=True)
    html = render_weekly_summary(review, context=CONTEXT).html
    items = re.findall(r"<li.*?</li>", html, re.DOTALL)

    assert len(items) >= 5
    assert [plain(Shown(item).text) for item in items if "&amp;range=" not in item] == []
    assert row_of(4).replace("&", "&amp;") in html, "« Tout suspendre » opens its row"
    assert row_of(31).replace("&", "&amp;") in html, "a firm date opens its row of « Relances »"


def test_each_of_several_names_of_one_line_opens_its_own():
    review = a_review(0, settled=("A1 – Semer (Anne Roux)", "A2 – Récolter (Luc Blanc)"))
    shown = Shown(render_weekly_summary(review, context=CONTEXT).html)

    assert [link for link in shown.links if link in (row_of(5), row_of(6))] == [
        row_of(5),
        row_of(6),
    ]
