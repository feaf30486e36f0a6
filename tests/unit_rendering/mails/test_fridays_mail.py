"""Friday's mail names what waits; it never says that all is well while somebody is late."""

import pytest
from support.mails.gallery import a_review

from relocalisons.core.reminders.digests import Skipped
from relocalisons.core.reminders.reasons import HERS_ALONE, NOTHING_TO_SAY, UNOWNED_LINE, is_news
from relocalisons.rendering.mails.weekly_view import weekly_view


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_what_stands_in_today_is_named_then_counted():
    review = a_review(0, today=tuple(f"Appeler P0{number}" for number in range(1, 6)))

    view = weekly_view(review)

    assert not review.all_well
    assert [plain(words) for words in view["points"]] == [
        "À faire : Appeler P01.",
        "À faire : Appeler P02.",
        "À faire : Appeler P03.",
        "Et 2 autres lignes d’« aujourd’hui ».",
    ]
    assert [plain(words) for words in view["waits"]] == ["5 lignes à faire"]


@pytest.mark.parametrize(
    ("given", "point"),
    (
        ({"awaited": ("P01",)}, "Réponse attendue à un message parti : P01."),
        ({"awaited": ("P01", "P02")}, "Réponses attendues à un message parti : P01 et P02."),
        (
            {"unseen": 1, "lost": ("Forer (VORS), cellule V11",)},
            "Ne peut plus être dit : Forer (VORS), cellule V11.",
        ),
    ),
)
def test_who_is_waited_for_and_what_cannot_be_told_have_their_names(given, point):
    review = a_review(0, **given)

    assert not review.all_well
    assert [plain(words) for words in weekly_view(review)["points"]] == [point]


def test_a_week_in_which_nothing_waits_is_well():
    review = a_review(0)

    assert review.all_well
    assert weekly_view(review)["points"] == []


@pytest.mark.parametrize(
    ("reason", "news"),
    (
        (NOTHING_TO_SAY, False),
        (HERS_ALONE, False),  # a row of « À ranger » or « À faire »
        (UNOWNED_LINE, False),
        ("vu, à reparler le 24 mars", True),
    ),
)
def test_relances_repeats_nothing_that_another_tab_tells(reason, news):
    assert is_news(Skipped(partner="P01", reason=reason)) is news
