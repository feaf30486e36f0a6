"""Friday's mail names what was settled and what is new; what stands unchanged is one count."""

import pytest
from support.mails.gallery import a_review

from relocalisons.core.reminders.digests import Skipped
from relocalisons.core.reminders.reasons import HERS_ALONE, NOTHING_TO_SAY, UNOWNED_LINE, is_news
from relocalisons.rendering.mails.weekly_view import weekly_view


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("given", "points", "subject"),
    (
        (
            {"settled": tuple(f"A{number} (Anne Roux)" for number in range(1, 8))},
            ["Réglé : A1 (Anne Roux) ; A2 (Anne Roux) et 5 autres."],
            ["7 points réglés"],
        ),
        (
            {"news": ("Appeler Anne Roux : Semer",)},
            ["Nouveau dans « À faire » : Appeler Anne Roux : Semer."],
            ["1 ligne nouvelle"],
        ),
        (
            {"lost": ("Suivi P07, Plan d’action, V11 « fin octobre ? »",)},
            ["Ne se lit pas : Suivi P07, Plan d’action, V11 « fin octobre ? »."],
            ["rien de nouveau"],
        ),
        ({"standing": ("Anne Roux",)}, [], ["rien de nouveau"]),
    ),
)
def test_what_was_settled_and_what_is_new_have_names_and_no_more_than_three(given, points, subject):
    view = weekly_view(a_review(0, **given))

    assert [plain(point.words) for point in view["points"]] == points
    assert [plain(words) for words in view["waits"]] == subject


@pytest.mark.parametrize(
    ("standing", "said"),
    (
        (
            ("Anne Roux", "Luc Blanc"),
            "Toujours dans « À faire » : 2 lignes (Anne Roux, Luc Blanc).",
        ),
        (("x",) * 4, "Toujours dans « À faire » : 4 lignes."),
        ((), "Cette semaine : aucun message parti, rien de nouveau."),
    ),
)
def test_what_stands_unchanged_is_one_count_with_a_few_names(standing, said):
    assert plain(weekly_view(a_review(0, standing=standing))["figures"].words) == said


def test_a_week_in_which_nothing_waits_is_well():
    review = a_review(0)

    assert review.all_well
    assert weekly_view(review)["points"] == []


@pytest.mark.parametrize(
    "given", ({"news": ("x",)}, {"standing": ("x",)}, {"lost": ("V11",)}), ids=str
)
def test_a_week_in_which_something_waits_is_not(given):
    assert not a_review(0, **given).all_well


@pytest.mark.parametrize(
    ("given", "subject", "said"),
    (
        (
            {"alerts": 3},
            ["rien à décider, 3 alertes ouvertes"],
            "Cette semaine : aucun message parti, rien de nouveau. Rien à décider ; 3 alertes "
            "ouvertes, dans « État complet ».",
        ),
        (
            {"red": ("P02", "FRA")},
            ["rien à décider, P02 et FRA ■"],
            "Cette semaine : aucun message parti, rien de nouveau. Rien à décider ; P02 et FRA ■, "
            "dans « État complet ».",
        ),
        (
            {"alerts": 1, "red": ("FRA",), "seen": 2},
            ["rien à décider, 1 alerte ouverte, FRA ■"],
            "Cette semaine : aucun message parti, rien de nouveau. Rien à décider ; 1 alerte "
            "ouverte, FRA ■, dans « État complet ». 2 points vus restent ouverts.",
        ),
        # What waits for her leads to them.
        ({"alerts": 3, "standing": ("x",)}, ["rien de nouveau"],
         "Toujours dans « À faire » : 1 ligne (x)."),
    ),
)  # fmt: skip
def test_a_week_with_something_red_is_not_well_though_she_has_seen_them_all(given, subject, said):
    review = a_review(0, **given)
    view = weekly_view(review)

    assert not review.all_well
    assert [plain(words) for words in view["waits"]] == subject
    assert plain(view["figures"].words) == said


@pytest.mark.parametrize(
    ("given", "news"),
    (
        ({"reason": NOTHING_TO_SAY}, False),
        ({"reason": HERS_ALONE}, False),  # a row of « À ranger » or « À faire »
        ({"reason": UNOWNED_LINE}, False),
        ({"reason": "vu, à reparler le 24 mars"}, False),  # she wrote it herself
        ({"reason": "vous avez écrit « fait », relu le 4 mars"}, False),
        ({"reason": "ne peut plus être dit depuis le 03/03/2026", "doubted": True}, False),
        ({"reason": "ne peut plus être dit depuis le 03/03/2026"}, True),
        ({"reason": "partenaire en pause"}, True),
    ),
)
def test_relances_repeats_nothing_that_another_tab_tells(given, news):
    assert is_news(Skipped(partner="P01", **given)) is news
