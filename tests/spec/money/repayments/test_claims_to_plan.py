"""What was paid long ago and that no claim will carry is said, with its aid."""

from datetime import date

import pytest
from support.money.claims import space_of, spent

from relocalisons.core.money.findings.money import find_money

PAID, AFTER_90_DAYS = date(2026, 1, 20), date(2026, 4, 20)
REPORT = {
    "funder": "REGION", "type": "intermédiaire", "period_end": date(2026, 2, 28),
    "deadline": date(2026, 3, 31), "status": "à faire",
}  # fmt: skip
CLAIM = {**REPORT, "type": "demande de paiement"}


def told(*lines, schedule=(REPORT,), as_of=AFTER_90_DAYS):
    space = space_of(*lines, report_schedule=list(schedule))
    found = find_money(space.programme(), as_of=as_of)
    return [one for one in found if one.kind.value == "claim_unplanned"]


@pytest.mark.parametrize(
    ("what", "line", "schedule", "as_of", "said"),
    [
        ("paid 90 days ago, a report only", {}, [REPORT], AFTER_90_DAYS, 1),
        ("no line at all", {}, [], AFTER_90_DAYS, 1),
        ("a report that asks money", {}, [{**REPORT, "requested": 900}], AFTER_90_DAYS, 0),
        ("more is asked of one that has left, which it is not in", {"paid_on": date(2025, 10, 3)},
            [{**CLAIM, "period_start": date(2025, 11, 1), "sent_on": date(2026, 3, 1),
              "status": "pièces demandées"}], AFTER_90_DAYS, 1),
        ("paid 89 days ago", {}, [REPORT], date(2026, 4, 19), 0),
        ("a claim is to come", {}, [REPORT, CLAIM], AFTER_90_DAYS, 0),
        ("maybe one is", {}, [{**CLAIM, "status": "voir Léa"}], AFTER_90_DAYS, 0),
        ("one has left, and this was left out of it", {"paid_on": date(2025, 10, 3)},
            [{**CLAIM, "period_start": date(2025, 11, 1), "sent_on": date(2026, 3, 1)}],
            AFTER_90_DAYS, 1),
        ("one has left, which may have carried it", {},
            [{**CLAIM, "sent_on": date(2026, 3, 1)}], AFTER_90_DAYS, 0),
        ("declared", {"claim": "Demande n° 1"}, [REPORT], AFTER_90_DAYS, 0),
        ("refused", {"status": "rejeté"}, [REPORT], AFTER_90_DAYS, 0),
        ("its amount cannot be read", {"amount": "vers 90 ?"}, [REPORT], AFTER_90_DAYS, 0),
    ],
)  # fmt: skip
def test_it_is_told_where_no_claim_of_its_funder_is_to_come(what, line, schedule, as_of, said):
    assert len(told(spent(**line), schedule=schedule, as_of=as_of)) == said, what


def test_it_says_the_aid_and_since_when():
    (one,) = told(spent(), spent(number="D-2", amount=500, paid_on=date(2026, 3, 1)))

    assert one.subject == "REGION"
    assert "2\u00a0dépenses payées depuis le 20\u00a0janvier\u00a02026" in one.title
    assert one.headline.startswith("aucune demande prévue pour ")
