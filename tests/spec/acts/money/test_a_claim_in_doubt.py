"""A cell that nobody can read leaves a claim in doubt; an advance not justified is owed.

By hand: FRA pays 60 % and PNA 70 % of what is without tax.
"""

from datetime import date
from decimal import Decimal

import pytest
from support.money.build import money_programme, spent
from support.programme.acts import FUNDERS, NIGHT, SCHEDULE, keys, of, seen

from relocalisons.core.acts.acts import Acts
from relocalisons.core.acts.wording import say_act, say_by, say_detail, say_why
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.model import Programme

CLAIM = "act:envoyer:FRA:acompte 1/2025-12-31"
LINE = "{} | P01 | Achat | 05/11/2025 | | {} | {} | facture | {} | payé"


def money_night(*lines: str, advances: str = "", as_of: date = NIGHT) -> tuple[Programme, Acts]:
    given = {"advances": f"\n{ADVANCES}\n{advances}"} if advances else {}
    programme = money_programme(
        spent(*lines), funders=FUNDERS, schedule=SCHEDULE, as_of=as_of, **given
    )
    found = assess(programme, as_of=as_of, baseline={})
    return programme, of(*seen(*found), programme=programme, as_of=as_of)


ADVANCES = "Partenaire | Financeur | Montant € | Versée le | Remboursée le"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("paid", "amount", "key", "funders", "said"),
    (
        # 1 520 × the rate of 60 %; 1 968 × (60 % + 40 %), of which both keys are within the rates.
        ("05/11/2025", "1 250 ou 1 520", "amount", "FRA", "jusqu’à 912 €"),
        ("31/11/2025", "1 968", "paid_on", "FRA 60 % ; PNA 40 %", "jusqu’à 1 968 €"),
        ("05/11/2025", "voir Paul", "amount", "FRA", "un montant illisible"),
    ),
)
def test_an_unreadable_amount_or_day_of_payment_belongs_to_its_claim(
    paid, amount, key, funders, said
):
    _, acts = money_night(LINE.format("25-001", paid, amount, funders))
    (cell,) = [one for one in acts.home if one.startswith("cell_") and one.endswith(f"/{key}")]
    act = acts.home[cell]

    assert str(act.key) == CLAIM
    assert "1 illisible" in plain(say_act(act, programme=_)).replace("Préparer", "")
    assert f"à faire corriger (P01), {said}" in plain(say_detail(act))
    assert not [shelf for shelf in acts.shelves if cell in shelf.member_keys]


def test_a_cell_on_which_no_claim_hangs_stays_to_be_put_in_order():
    unpaid = LINE.format("25-001", "", "1 250 ou 1 520", "FRA")
    nobody = LINE.format("25-002", "05/11/2025", "vers 90 ?", "à voir")
    _, acts = money_night(unpaid, nobody)

    cells = {key for key in acts.home if key.startswith("cell_") and key.endswith("/amount")}
    assert not cells


def test_an_expense_that_lacks_a_piece_and_cannot_be_read_is_counted_once():
    lacking = LINE.format("25-001", "31/11/2025", "10 000", "FRA")
    programme = money_programme(
        f"{spent(lacking).rpartition('http://d.x/f')[0]} | ", funders=FUNDERS, schedule=SCHEDULE,
        as_of=NIGHT,
    )  # fmt: skip
    found = assess(programme, as_of=NIGHT, baseline={})
    acts = of(*seen(*found), programme=programme)
    act = next(each for each in acts.acts if str(each.key) == CLAIM)

    assert {each.verb.value for each in act.reasons} == {"demander", "corriger"}
    assert (act.euros, act.doubt.more, act.doubt.unread) == (6_000, 0, 0)


def test_pay_that_lacks_its_timesheet_and_its_slip_is_counted_once():
    # Two findings, « P01/P01-25-001 » and « P01/2025-11 », are about the same 1 000 × 60 %.
    pay = LINE.format("25-001", "05/11/2025", "1 000", "FRA").replace("facture", "salaire")
    _, acts = money_night(pay)
    act = next(each for each in acts.acts if str(each.key) == CLAIM)

    kinds = {one.finding.kind.value for one in act.told}
    assert {"timesheet_missing", "evidence_missing"} <= kinds
    assert act.euros == 600


def test_an_advance_not_justified_is_at_stake_in_the_claim_of_its_funder():
    programme, acts = money_night(advances="P01 | FRA | 4 000 | 14/11/2025 |")
    act = acts.home["advance_not_repaid:P01/FRA/2025-11-14"]

    assert str(act.key) == CLAIM
    assert act.euros == 4_000
    assert act.last_useful == date(2026, 3, 18)  # two working days for an answer before the 20th
    assert round(act.weight) == 4_000 * Decimal("0.5")  # d = 1 on the 17th
    assert "1 avance" in plain(say_act(act, programme=programme))
    assert "4 000 € d’aide en jeu" in plain(say_why(act, as_of=NIGHT))


def test_an_advance_to_a_partner_without_a_paper_to_send_is_a_call_with_its_euros():
    _, acts = money_night(advances="P02 | PNA | 4 000 | 14/11/2025 |")
    act = acts.home["advance_not_repaid:P02/PNA/2025-11-14"]

    assert str(act.key) == "act:appeler:P02"
    assert act.euros == 4_000


def test_an_unreadable_advance_is_a_range_counted_once_with_its_cell():
    _, acts = money_night(advances="P01 | FRA | 2 000 ou 2 500 | 14/11/2025 |")
    act = acts.home["advance_not_repaid:P01/FRA/2025-11-14"]
    cell = next(key for key in acts.home if key.endswith("/amount"))

    assert acts.home[cell] is act
    assert (act.euros, act.doubt.more) == (0, 2_500)


def test_what_would_justify_an_advance_is_not_lost_twice():
    # 5 000 × 60 % lack a piece; they justify 3 000 of the 4 000 paid ahead.
    lacking = LINE.format("25-001", "05/11/2025", "5 000", "FRA")
    programme = money_programme(
        f"{spent(lacking).rpartition('http://d.x/f')[0]} | ", funders=FUNDERS, schedule=SCHEDULE,
        advances=f"\n{ADVANCES}\nP01 | FRA | 4 000 | 14/11/2025 |", as_of=NIGHT,
    )  # fmt: skip
    found = assess(programme, as_of=NIGHT, baseline={})
    acts = of(*seen(*found), programme=programme)

    assert acts.home["advance_not_repaid:P01/FRA/2025-11-14"].euros == 4_000


def test_the_order_of_the_day_does_not_hang_on_the_order_of_rows():
    lines = [LINE.format(f"25-00{n}", "31/11/2025", f"{n} 000", "FRA") for n in range(1, 6)]
    lent = [f"P0{n} | FRA | {n} 000 | 14/11/2025 |" for n in (1, 2)]
    _, one = money_night(*lines, advances="\n".join(lent))
    _, other = money_night(*reversed(lines), advances="\n".join(reversed(lent)))

    assert keys(one) == keys(other)
    assert [each.euros for each in one.acts] == [each.euros for each in other.acts]


def test_a_claim_one_of_whose_delays_has_passed_says_whose_and_the_next():
    # Pay: its slip may be asked until the 18th, its timesheet had to be signed by the 6th.
    pay = LINE.format("25-001", "05/11/2025", "1 000", "FRA").replace("facture", "salaire")
    _, acts = money_night(pay)
    act = next(each for each in acts.acts if str(each.key) == CLAIM)

    assert plain(say_why(act, as_of=NIGHT)).endswith(
        "Échéance : 20 mars 2026, le délai des signatures a passé le 6 mars 2026, "
        "le délai des pièces vient le 18 mars 2026"
    )
    assert say_by(act, as_of=NIGHT) == "18/03/2026"
