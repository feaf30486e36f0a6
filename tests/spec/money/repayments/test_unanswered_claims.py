"""What a funder has not answered of a claim is asked about once its usual time has passed."""

from datetime import date

import pytest
from support.money.repayments import accepted, receipt, space_of

from relocalisons.core.money.findings.money import find_money

CAME = date(2026, 1, 10)


def told(*lines, came, as_of):
    found = find_money(space_of(list(lines), list(came), as_of=as_of).programme(), as_of=as_of)
    return [one for one in found if one.kind.value == "claim_unanswered"]


def waiting(number, **typed):
    return accepted(number, "P02", None, claimed=500, paid_on=date(2025, 11, 3), **typed)


D2 = waiting("2", claim="D2")


@pytest.mark.parametrize(
    ("what", "lines", "came", "as_of", "asked"),
    [
        ("paid in part, 60 days ago", [waiting("1")], [CAME], date(2026, 3, 11), 1),
        ("paid in part, 59 days ago", [waiting("1")], [CAME], date(2026, 3, 10), 0),
        ("one line answered", [accepted("1", "P02", 300), waiting("2")], [], date(2026, 6, 1), 1),
        ("nobody notes any answer", [waiting("1")], [], date(2026, 6, 1), 0),
        ("another claim was answered", [accepted("1", "P02", 300), D2], [], date(2026, 6, 1), 1),
        ("the same, 59 days ago", [accepted("1", "P02", 300), D2], [], date(2026, 1, 1), 0),
        ("every line answered", [accepted("1", "P02", 300)], [CAME], date(2026, 6, 1), 0),
    ],
)
def test_it_is_asked_where_the_answers_of_that_funder_are_noted(what, lines, came, as_of, asked):
    receipts = [receipt(100, claim="D1", on=day) for day in came] or [receipt(1, on=CAME)]

    assert len(told(*lines, came=receipts, as_of=as_of)) == asked, what


def test_it_says_which_claim_how_many_lines_and_since_when():
    (asked,) = told(
        waiting("1"), waiting("2"), came=[receipt(100, claim="D1", on=CAME)], as_of=date(2026, 4, 1)
    )

    assert asked.subject == "REGION/d1"
    assert "2\u00a0dépenses" in asked.title
    assert "81\u00a0jours après le 10\u00a0janvier\u00a02026" in asked.title
    assert asked.partner is None
