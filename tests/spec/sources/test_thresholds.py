"""Thresholds of « Paramètres »: what she may write, and what stays in force otherwise."""

from decimal import Decimal

import pytest
from support.programme.sheets import night, pilotage, understood

from relocalisons.core.sources.thresholds import (
    FIELD_SHARE,
    KNOWN,
    MEASURE_EVERY,
    QUOTE_FROM,
    days_in_force,
    problem_of,
    value_in_force,
)


@pytest.mark.parametrize(
    ("threshold", "words", "value"),
    (
        (MEASURE_EVERY, "60", "60"),
        (MEASURE_EVERY, "60 jours", "60"),
        (MEASURE_EVERY, "60 j.", "60"),
        (QUOTE_FROM, "1 500 €", "1500"),
        (FIELD_SHARE, "25 %", "0.25"),
        (FIELD_SHARE, "25", "0.25"),
        (FIELD_SHARE, "0,25", "0.25"),
        (FIELD_SHARE, "1 %", "0.01"),
    ),
)
def test_a_threshold_is_read_as_people_write_it(threshold, words, value):
    assert value_in_force({threshold.name.upper(): words}, threshold) == Decimal(value)


@pytest.mark.parametrize(
    ("threshold", "words"),
    (
        (MEASURE_EVERY, "souvent"),
        (MEASURE_EVERY, "-5"),
        (MEASURE_EVERY, "12,5"),
        (MEASURE_EVERY, "20 %"),
        (QUOTE_FROM, "1.234"),
        (FIELD_SHARE, "1"),
        (FIELD_SHARE, "150 %"),
    ),
)
def test_a_value_that_cannot_be_obeyed_leaves_the_usual_one_and_is_told(threshold, words):
    assert value_in_force({threshold.name: words}, threshold) == threshold.usual
    assert problem_of(threshold.name, words)


def test_every_usual_value_is_within_its_own_bounds_and_its_name_is_its_own():
    assert all(each.low <= each.usual <= each.high for each in KNOWN)
    assert len({each.name for each in KNOWN}) == len(KNOWN)


def test_an_impossible_threshold_is_told_at_its_line_of_the_tab():
    settings = f"{MEASURE_EVERY.name} | souvent\n{QUOTE_FROM.name} | 900 €"

    programme = understood(night(pilotage(settings=settings)))

    told = [each for each in programme.findings if each.kind.value == "source_invalid"]
    assert [each.evidence[0].cell for each in told] == ["A2"]
    assert "92\u00a0jours" in told[0].title
    assert days_in_force(programme.parameters, MEASURE_EVERY) == 92
    assert days_in_force(programme.parameters, QUOTE_FROM) == 900
