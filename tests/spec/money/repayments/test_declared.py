"""« Déclaré », « retenu », « rejeté »: one definition for her tab, claims, explanations."""

from decimal import Decimal

import pytest
from support.money.build import money_programme

from relocalisons.core.money.amounts import measure_amounts, total
from relocalisons.core.money.answers import answered, is_in_a_claim
from relocalisons.core.money.books import open_books
from relocalisons.core.money.doubts import unsure_stage
from relocalisons.core.money.explain import explain_amount
from relocalisons.core.money.parts import STAGES
from relocalisons.core.money.review.aid import measure_before
from relocalisons.core.money.review.terms import terms_of
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.reports.shared.sentences import spending_sentence

HEAD = (
    "N° pièce | Partenaire | Poste | Date facture | Montant HT € | Payé le | Type | "
    "Financeur(s) et clé % | Déclaré dans | Statut | Montant déclaré | Montant retenu | "
    "Montant rejeté"
)
BUDGET = """
    Poste | Partenaire | Financeur | Budget initial €
    Achat | P01        | FRA       | 2 000,00
"""
PAID = "02/02/2026 | 400,00 | 03/02/2026 | facture | FRA 60 % ; PNA 40 %"
WHOLE = "02/02/2026 | 400,00 | 03/02/2026 | facture | FRA 100 %"


def opened(*lines: str):
    rows = (f"{at} | P01 | Achat | {line}" for at, line in enumerate(lines, start=1))
    programme = money_programme("\n".join((HEAD, *rows)))
    return open_books(programme), programme.as_of


# What a line says → its declared, retained and rejected amounts; None: nobody can tell.
@pytest.mark.parametrize(
    ("line", "declared", "kept", "rejected"),
    (
        ("| payé    |     |     |    ", "0", "0", "0"),
        ("D1 | déclaré | 400 |     |    ", "400", "0", "0"),
        ("| payé    | 400 |     |    ", "400", "0", "0"),
        ("D1 | déclaré | 400 | 350 | 50 ", "400", "350", "50"),
        # The other of two answers is the rest of what was declared.
        ("D1 | déclaré | 400 | 350 |    ", "400", "350", "50"),
        ("D1 | déclaré | 400 |     | 50 ", "400", "350", "50"),
        # Rejected as a whole: declared all the same, and kept for nothing.
        ("D1 | rejeté  | 400 |     |    ", "400", "0", "400"),
        ("| annulé  |     |     |    ", "0", "0", "0"),
        # In a claim, and how much of it nobody noted, or nobody can read.
        ("D1 | déclaré |     |     |    ", None, "0", "0"),
        ("D1 | déclaré | #N/A |    |    ", None, "0", "0"),
        ("D1 | déclaré | #N/A | 350 |   ", None, "350", None),
        ("D1 | déclaré | 400 |#N/A |    ", "400", None, None),
        ("D1 | déclaré | 400 |#N/A | 50 ", "400", None, "50"),
    ),
)  # fmt: skip
def test_what_was_declared_and_what_became_of_it_is_read_one_way(line, declared, kept, rejected):
    books, _ = opened(f"{WHOLE} | {line}")

    found = [answered(books.expenses[0], column) for column in ("claimed", "accepted", "rejected")]

    assert found == [None if each is None else Decimal(each) for each in (declared, kept, rejected)]


@pytest.mark.parametrize(
    "line",
    (
        PAID,
        "02/02/2026 | 400,00 | 31/02/2026 | facture | FRA 60 % ; PNA 40 %",  # no such day
        "31/02/2026 | 400,00 |            | facture | FRA 60 % ; PNA 40 %",
        "02/02/2026 | #REF!  | 03/02/2026 | facture | FRA 60 % ; PNA 40 %",
    ),
)
@pytest.mark.parametrize("status", ("déclaré", "rejeté"))
def test_a_doubt_about_the_payment_hides_nothing_of_what_was_declared(line, status):
    books, on = opened(f"{line} | D1 | {status} | 400 | |")
    expense = books.expenses[0]

    declared = {
        line.funder: line.amounts.claimed
        for line in measure_amounts(books, as_of=on)
        if line.amounts.claimed
    }

    assert declared == {"FRA": Decimal(240), "PNA": Decimal(160)}
    assert unsure_stage(books, expense, "FRA", "claimed", counted=False, as_of=on).more == 0
    assert total(measure_amounts(books, as_of=on)).paid == (
        400 if (line, status) == (PAID, "déclaré") else 0
    )


def test_her_tab_and_a_claim_count_what_was_declared_by_one_rule():
    books, on = opened(
        f"{PAID} | D1 | déclaré | 400 | 350 |",
        "02/02/2026 | 100,00 | 31/02/2026 | facture | FRA 100 % | D1 | déclaré | 90 | |",
        f"{WHOLE} | D1 | rejeté | 30 | |",
        f"{WHOLE} | | payé | | |",
    )
    lines = [line for line in measure_amounts(books, as_of=on) if line.funder == "FRA"]
    mine = books.funder("FRA")
    assert mine is not None

    before = measure_before(books, terms_of(books, mine, on=on))

    amounts = total(lines)
    assert (before.claimed, before.accepted, before.rejected) == (36000, 21000, 6000)
    assert (amounts.claimed, amounts.accepted, amounts.rejected) == (360, 210, 60)
    assert (before.asked, before.waiting) == (30000, 9000)
    for stage in STAGES:
        terms = [each for line in lines for each in explain_amount(books, line, stage, as_of=on)]
        assert sum(each.cents for each in terms) == getattr(amounts, stage) * 100


def test_one_amount_that_nobody_can_read_leaves_the_others_of_a_claim_told():
    books, on = opened(
        f"{WHOLE} | D1 | déclaré | 400 |#N/A |", f"{WHOLE} | D1 | déclaré | 50 | 50 |"
    )
    mine = books.funder("FRA")
    assert mine is not None

    before = measure_before(books, terms_of(books, mine, on=on))

    assert (before.claimed, before.accepted, before.rejected, before.asked) == (
        45000, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "is_in"),
    (("| payé | 400 | |", False), ("D1 | payé | | |", True), ("| déclaré | 400 | |", True),
     ("| payé | 400 | 400 |", True), ("| annulé | | |", False)),
)  # fmt: skip
def test_an_amount_alone_is_what_the_coming_claim_will_ask(line, is_in):
    books, _ = opened(f"{WHOLE} | {line}")

    assert is_in_a_claim(books.expenses[0]) is is_in


@pytest.mark.parametrize(
    ("line", "eligible"),
    (
        ("D1 | déclaré | 400 | 350 | 50", 350),
        ("D1 | déclaré | 400 | 350 |   ", 350),  # the rest was rejected, though nobody noted it
        ("D1 | déclaré | 400 |     | 50", 350),
        ("D1 | déclaré | 400 | #N/A |  ", 0),  # nobody knows what was kept of it
        ("D1 | déclaré | 400 |     |   ", 400),
    ),
)
def test_what_is_eligible_leaves_out_what_was_rejected_by_the_same_rule(line, eligible):
    rows = f"{HEAD}\n1 | P01 | Achat | {WHOLE} | {line}"
    programme = money_programme(rows, budget=BUDGET)
    funder = next(one for one in programme.funders if one.code == "FRA")

    spending = measure_spending(programme, funder, as_of=programme.as_of)

    assert sum(each.eligible_amount for each in spending.lines) == eligible
    said = spending_sentence(spending).replace("\u00a0", " ")
    told = f"dont {eligible} € éligibles d’après leurs dates et les rejets connus," in said
    assert told is (eligible < 400)
