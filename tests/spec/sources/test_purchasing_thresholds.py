"""Thresholds of public purchasing: the value of a day, from which text, and who may replace it."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from support.programme.sheets import night, pilotage, understood

from relocalisons.core.sources.laws.purchasing_thresholds import (
    RULES,
    PurchasingThreshold,
    threshold_on,
)

TODAY = date(2026, 11, 26)
SUPPLIES = PurchasingThreshold.NO_PUBLICITY


def amount_on(kind, day, *, parameters=None, as_of=TODAY):
    found = threshold_on(kind, day=day, parameters=parameters or {}, as_of=as_of)
    return found and found.amount


@pytest.mark.parametrize(
    ("kind", "day", "amount"),
    (
        (SUPPLIES, date(2025, 6, 1), 40_000),
        (SUPPLIES, date(2026, 3, 31), 40_000),
        (SUPPLIES, date(2026, 4, 1), 60_000),
        (PurchasingThreshold.NO_PUBLICITY_WORKS, date(2025, 6, 1), 100_000),
        (PurchasingThreshold.NO_PUBLICITY_WORKS, date(2027, 6, 1), 100_000),
        (PurchasingThreshold.BUYER_PROFILE, date(2026, 3, 31), 40_000),
        (PurchasingThreshold.BUYER_PROFILE, date(2026, 4, 1), 60_000),
        (PurchasingThreshold.PUBLISHED, date(2026, 6, 1), 90_000),
        (PurchasingThreshold.FORMAL_LOCAL, date(2025, 12, 31), 221_000),
        (PurchasingThreshold.FORMAL_LOCAL, date(2026, 1, 1), 216_000),
        (PurchasingThreshold.FORMAL_STATE, date(2025, 12, 31), 143_000),
        (PurchasingThreshold.FORMAL_STATE, date(2027, 12, 31), 140_000),
        (PurchasingThreshold.FORMAL_WORKS, date(2025, 12, 31), 5_538_000),
        (PurchasingThreshold.FORMAL_WORKS, date(2026, 1, 1), 5_404_000),
        (PurchasingThreshold.FORMAL_LOCAL, date(2028, 1, 1), None),
        (PurchasingThreshold.FORMAL_LOCAL, date(2023, 12, 31), None),
    ),
)
def test_a_day_has_the_value_of_its_text_and_a_day_without_text_has_none(kind, day, amount):
    assert amount_on(kind, day) == amount


def test_a_need_of_exactly_the_threshold_is_over_it():
    threshold = threshold_on(SUPPLIES, day=TODAY, parameters={}, as_of=TODAY)

    assert not threshold.is_reached(Decimal("59999.99"))
    assert threshold.is_reached(Decimal("60000.00"))


def test_it_says_its_text_its_day_and_that_a_lawyer_is_to_check():
    said = threshold_on(SUPPLIES, day=TODAY, parameters={}, as_of=TODAY).said

    assert said.replace("\u202f", " ").replace("\u00a0", " ") == (
        "60 000 € (article R2122-8 du code de la commande publique, décret n° 2025-1386, depuis le "
        "01/04/2026 ; à vérifier par l’expert juridique)"
    )


def test_a_line_of_parameters_stands_for_today_and_later_never_for_what_is_past():
    own = {SUPPLIES.value: "70 000 €"}

    assert amount_on(SUPPLIES, date(2026, 4, 1), parameters=own) == 70_000
    assert amount_on(SUPPLIES, date(2026, 3, 31), parameters=own) == 40_000


def test_a_line_of_parameters_may_say_from_which_day():
    own = {SUPPLIES.value: "80 000 € à partir du 01/01/2027"}

    assert amount_on(SUPPLIES, date(2026, 12, 31), parameters=own) == 60_000
    assert amount_on(SUPPLIES, date(2027, 1, 1), parameters=own) == 80_000


def test_a_line_that_cannot_be_obeyed_is_told_and_the_text_stays_in_force():
    programme = understood(night(pilotage(settings=f"{SUPPLIES.value} | beaucoup à partir de mai")))

    (told,) = [each for each in programme.findings if each.kind.value == "source_invalid"]
    assert "la valeur du texte reste en vigueur (60\u202f000\u00a0€)" in told.title
    assert amount_on(SUPPLIES, TODAY, parameters={SUPPLIES.value: "beaucoup"}) == 60_000


@pytest.mark.parametrize("kind", PurchasingThreshold)
def test_rows_of_one_threshold_follow_each_other_and_name_their_text(kind):
    rows = RULES[kind].values

    assert all(row.source for row in rows)
    assert all(row.to_check for row in rows), "a text that was read may lose its mark here"
    for earlier, later in pairwise(rows):
        assert (later.since - earlier.until).days == 1
