"""Volumes add up: everything delivered, under whatever contract, closed ones kept."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.producers.build import a_contract_line, months, programme_of

from relocalisons.core.producers.volumes.reconciliation import (
    MadeDelivery,
    Under,
    delivery_frame,
    made_deliveries,
    reconcile,
    say_reconciled,
)
from relocalisons.core.producers.volumes.view import volume_lines

TUESDAY = date(2026, 3, 3)
TONNES = re.compile(r"(\d+(?:,\d+)?)\u00a0t\b")
HEADER = "Date | Contrat | Producteur | Quantité | Unité | Refus\n"


def contracts(*pairs: tuple[str, str]) -> str:
    """Contracts by number and stage."""
    lines = [a_contract_line(**{"N° contrat": number, "Étape": stage}) for number, stage in pairs]
    return "\n".join([lines[0], *(line.splitlines()[1] for line in lines[1:])])


def found(deliveries: str, *pairs: tuple[str, str], start: date | None = None):
    programme = programme_of(
        contracts=contracts(*(pairs or (("C-01", "en livraison"),))),
        Volumes_engagés=months("1 t", "1 t", "1 t"),
        Livraisons=HEADER + deliveries,
    )
    lines = volume_lines(programme.contracts, as_of=TUESDAY)
    return reconcile(made_deliveries(programme, lines), start=start, end=TUESDAY)


MESS = """
    10/11/2025 | C-01 | P07 | 1 200 | kg | 200 kg
    10/12/2025 | C-01 | P07 | 2 | t |
    10/12/2025 | C-02 | P07 | 500 | kg |
    10/12/2025 | C-03 | P07 | 300 | kg |
    11/12/2025 | C-04 | P07 | 100 | kg |
    10/12/2025 | C-99 | P07 | 50 | kg |
    10/12/2025 |      | P07 | 25 | kg |
    10/12/2025 | C-05 | P07 | 1 | t |
    le 3 ou le 4/11 | C-01 | P07 | 70 | kg |
    10/12/2026 | C-03 | P07 | 900 | kg |
"""
STAGES = (
    ("C-01", "en livraison"), ("C-02", "clos"), ("C-03", "projet"), ("C-04", "à voir"),
    ("C-05", "en culture"),
)  # fmt: skip


def test_volumes_are_counted_in_whole_grams():
    made = [
        MadeDelivery(number="C-01", under=Under.NONE, on=TUESDAY, grams=grams)
        for grams in (333, None, 2_500_000)
    ]

    frame = delivery_frame(made)

    assert str(frame["grams"].dtype) == "Int64"
    assert frame["grams"].sum() == 2_500_333


@pytest.mark.parametrize(("refused", "grams", "doubtful"), [
    ("100 kg", 0, 0), ("40 kg", 60_000, 0),
    ("130 kg", 0, 1),  # more than came: a doubt, never less than nothing
])  # fmt: skip
def test_what_was_refused_was_not_delivered_and_more_than_came_is_a_doubt(refused, grams, doubtful):
    whole = found(f"10/11/2025 | C-01 | P07 | 100 | kg | {refused}")

    assert (whole.grams, whole.doubtful) == (grams, doubtful)


def test_each_delivery_is_under_one_sort_of_contract_and_the_sorts_add_up():
    whole = found(MESS.replace("le 3 ou le 4/11 | C-01", "le 3 ou le 4/11 | C-02"), *STAGES)

    kilograms = {under.value: group.grams / 1000 for under, group in whole.groups.items()}
    assert kilograms == {
        "comparable": 3000, "closed": 500, "unsigned": 400, "none": 75, "running": 1000,
    }  # fmt: skip
    assert (whole.grams, whole.doubtful) == (4_975_000, 1)
    assert whole.of(Under.UNSIGNED).contracts == ("C-03", "C-04")


def test_one_sentence_names_what_came_without_a_signed_contract():
    said = say_reconciled(found(MESS.replace("4/11 | C-01", "4/11 | C-02"), *STAGES))

    assert said.replace("\u00a0", " ").replace("\u202f", " ") == (
        "4,98 t livrées en tout, dont 3 t sous le contrat comparable, 1 t sous 1 contrat en cours "
        "non mesuré, 500 kg sous 1 contrat clos, 400 kg sans contrat signé (C-03 et C-04) et 75 kg "
        "sans contrat connu (2 livraisons) ; 1 livraison illisible à part."
    )


def test_a_contract_that_closes_keeps_what_it_brought():
    deliveries = "10/11/2025 | C-01 | P07 | 1 | t |\n10/12/2025 | C-02 | P07 | 1 | t |"
    running = found(deliveries, ("C-01", "en livraison"), ("C-02", "en livraison"))
    closed = found(deliveries, ("C-01", "en livraison"), ("C-02", "clos"))

    assert running.grams == closed.grams == 2_000_000


@pytest.mark.parametrize("deliveries", ["", "10/11/2025 | C-01 | P07 | 1 | t |"])
def test_nothing_is_said_where_the_comparable_contracts_are_all_there_is(deliveries):
    assert say_reconciled(found(deliveries)) == ""


def test_a_period_holds_its_own_deliveries_only():
    whole = found("10/11/2025 | C-01 | P07 | 1 | t |\n10/02/2026 | C-01 | P07 | 3 | t |",
                  start=date(2026, 1, 1))  # fmt: skip

    assert (whole.grams, whole.doubtful) == (3_000_000, 0)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "C-01", "C-02"]),
            st.sampled_from(Under),
            st.sampled_from([None, date(2025, 12, 1), date(2026, 3, 3), date(2026, 3, 4)]),
            st.sampled_from([None, 0, 1, 12_345]),
        ),
        max_size=8,
    )
)
def test_groups_and_doubts_are_all_that_was_delivered_by_the_day(rows):
    made = [MadeDelivery(number=n, under=u, on=d, grams=g) for n, u, d, g in rows]

    whole = reconcile(made, end=TUESDAY)

    seen = [each for each in made if each.on is None or each.on <= TUESDAY]
    known = [each for each in seen if each.on is not None and each.grams is not None]
    assert whole.grams == sum(each.grams for each in known)
    assert whole.grams == sum(group.grams for group in whole.groups.values())
    assert sum(group.deliveries for group in whole.groups.values()) == len(known)
    assert whole.doubtful == len(seen) - len(known)


@given(st.lists(st.integers(1_000_000, 90_000_000), min_size=5, max_size=5))
@settings(max_examples=60, deadline=None)
def test_parts_add_up_to_the_total_as_they_are_printed(grams):
    made = [
        MadeDelivery(number="C-01", under=under, on=TUESDAY, grams=each)
        for under, each in zip(Under, grams, strict=True)
    ]

    words = say_reconciled(reconcile(made, end=TUESDAY)).replace("\u202f", "")
    total, *parts = [round(float(n.replace(",", ".")) * 100) for n in TONNES.findall(words)]

    assert sum(parts) == total
