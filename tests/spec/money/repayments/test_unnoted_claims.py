"""What a claim carried that has left and names no line is said, and not asked for once more."""

from datetime import date

import pytest
from support.money.claims import AS_OF, END, START, claim_of, held, presented, space_of, spent

from relocalisons.core.money.findings.money import find_money

PAID_FIRST, PAID_SINCE = date(2025, 11, 20), date(2026, 1, 20)


def scheduled(**cells):
    return {
        "funder": "REGION", "type": "demande de paiement", "period_start": START,
        "period_end": date(2025, 12, 31), "deadline": date(2026, 1, 31), "status": "envoyé",
        "sent_on": date(2026, 1, 28), **cells,
    }  # fmt: skip


def told(*lines, **cells):
    space = space_of(*lines, report_schedule=[scheduled(**cells)])
    found = find_money(space.programme(), as_of=AS_OF)
    return [one for one in found if one.kind.value == "claim_unnoted"]


OPEN = spent(paid_on=PAID_FIRST)


@pytest.mark.parametrize(
    ("what", "lines", "cells", "said"),
    [
        ("none of its lines names it", [OPEN], {}, 1),
        ("sent by its date alone", [OPEN], {"status": ""}, 1),
        ("its funder asks for more", [OPEN], {"status": "pièces demandées"}, 1),
        ("one line names it: the others were left out", [OPEN, spent(number="D-2", claim="D1",
            paid_on=PAID_FIRST)], {}, 0),
        ("nothing was paid in its period", [spent(paid_on=PAID_SINCE)], {}, 0),
        ("the funder refused it", [OPEN], {"status": "refusée"}, 0),
        ("it has not left", [OPEN], {"status": "à faire", "sent_on": None}, 0),
        ("nobody can tell whether it left", [OPEN], {"status": "voir Léa", "sent_on": None}, 0),
        ("an advance carries no line", [OPEN], {"type": "avance"}, 0),
        ("a report is no claim", [OPEN], {"type": "intermédiaire"}, 0),
        ("its period is not known", [OPEN], {"period_end": "à voir"}, 0),
    ],
)  # fmt: skip
def test_it_is_said_where_no_line_of_its_period_names_a_claim(what, lines, cells, said):
    assert len(told(*lines, **cells)) == said, what


def test_it_says_how_many_lines_and_when_it_left():
    (said,) = told(OPEN, spent(number="D-2", paid_on=PAID_FIRST))

    assert "partie le 28\u00a0janvier\u00a02026" in said.title
    assert said.headline.startswith("2\u00a0dépenses payées avant REGION")
    assert said.partner is None


def test_the_next_claim_holds_what_may_have_been_in_it_and_asks_for_what_came_since():
    claim = claim_of(
        OPEN, spent(number="D-2", paid_on=PAID_SINCE, supplier="Atelier Nord", amount=700,
            label="Affiches", invoice_date=date(2026, 1, 9)),
        report_schedule=[scheduled(), scheduled(period_start=date(2026, 1, 1), period_end=END,
            deadline=date(2026, 3, 31), status="à faire", sent_on=None)],
    )  # fmt: skip

    assert [number for number, _ in presented(claim)] == ["D-2"]
    assert [line[0] for line in held(claim)] == ["D-001"]
