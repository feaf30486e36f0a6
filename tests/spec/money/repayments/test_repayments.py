"""What came from funders is due to partners by what was accepted of each, to the cent."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from support.money.repayments import (
    accepted,
    funder_of,
    ledger_of,
    paid_out,
    position,
    receipt,
    space_of,
)
from support.programme.acts import of, seen

from relocalisons.core.acts.wording import say_act
from relocalisons.core.money.books import open_books
from relocalisons.core.money.cents import spread
from relocalisons.core.money.findings.money import find_money
from relocalisons.core.reports.sections.account import account_of

# ---- what is due ---------------------------------------------------------------------------------


def test_a_claim_that_was_paid_in_full_is_due_to_each_partner_as_it_was_accepted():
    ledger = ledger_of(
        [accepted("1", "P02", 600), accepted("2", "P03", 400)], [receipt(1000, claim="D1")]
    )

    assert position(ledger, "P02").due == 600_00
    assert position(ledger, "P03").due == 400_00
    assert funder_of(ledger).remaining == 0


def test_half_of_a_claim_is_due_by_halves_and_the_odd_cent_goes_to_the_largest_remainder():
    lines = [accepted("1", "P02", "100,01"), accepted("2", "P03", "200,02")]
    ledger = ledger_of(lines, [receipt("150,01", claim="D1")])

    # 150.01 × 10001/30003 = 50.0033…, 150.01 × 20002/30003 = 100.0066…: the cent is P03's.
    assert (position(ledger, "P02").due, position(ledger, "P03").due) == (50_00, 100_01)


def test_an_advance_pays_the_claims_in_order_and_what_is_left_is_due_to_nobody_yet():
    lines = [accepted("1", "P02", 300, claim="D2"), accepted("2", "P03", 500, claim="D10")]
    ledger = ledger_of(lines, [receipt(600, kind="avance")])

    assert (position(ledger, "P02").due, position(ledger, "P03").due) == (300_00, 300_00)
    early = ledger_of(lines[:1], [receipt(600, kind="avance")])
    assert funder_of(early).remaining == 300_00


def test_the_funder_s_cut_is_due_to_nobody_and_a_rejection_alone_tells_it():
    lines = [
        accepted("1", "P02", None, claimed=500, rejected=120),
        accepted("2", "P03", None, claimed=500),
    ]
    ledger = ledger_of(lines, [receipt(380, claim="D1")])

    assert position(ledger, "P02").due == 380_00
    assert not ledger.of("P03")  # nothing was answered yet


def test_what_a_funder_takes_back_comes_off_the_last_claim():
    lines = [accepted("1", "P02", 300, claim="D1"), accepted("2", "P03", 500, claim="D2")]
    back = receipt(100, kind="reprise par le financeur", on=date(2026, 2, 20))
    ledger = ledger_of(lines, [receipt(300, claim="D1"), receipt(500, claim="D2"), back])

    assert (position(ledger, "P02").due, position(ledger, "P03").due) == (300_00, 400_00)


def test_a_receipt_without_a_day_is_announced_and_one_in_doubt_is_counted_apart():
    lines = [accepted("1", "P02", 300)]
    ledger = ledger_of(lines, [receipt(300, on=None), receipt("300 ou 400")])

    assert funder_of(ledger).received == 0
    assert len(ledger.movements.unread) == 1


# ---- what was paid, kept back, recovered ---------------------------------------------------------


def test_payments_and_advances_come_off_what_is_due_and_what_is_kept_back_is_not_owed():
    ledger = ledger_of(
        [accepted("1", "P02", 1000)],
        [receipt(1000, claim="D1")],
        [
            paid_out(300),
            paid_out(200, kind="avance"),
            paid_out(100, kind="retenue", reason="attestation attendue"),
            paid_out(50, kind="récupération"),
        ],
    )
    mine = position(ledger, "P02")

    assert (mine.due, mine.retained, mine.paid, mine.owed) == (1000_00, 100_00, 450_00, 450_00)


def test_a_retention_that_is_lifted_is_owed_again():
    ledger = ledger_of(
        [accepted("1", "P02", 1000)],
        [receipt(1000, claim="D1")],
        [paid_out(100, kind="retenue", reason="x"), paid_out(100, kind="levée de retenue")],
    )

    assert position(ledger, "P02").owed == 1000_00


def test_advances_of_avances_count_and_one_that_was_given_back_does_not():
    space_rows = [
        {"partner": "P02", "funder": "REGION", "amount": 400, "paid_on": date(2025, 11, 1)},
        {"partner": "P02", "funder": "REGION", "amount": 100, "paid_on": date(2025, 11, 2),
         "repaid_on": date(2026, 1, 5)},
    ]  # fmt: skip
    ledger = ledger_of([accepted("1", "P02", 300)], [receipt(300, claim="D1")], advances=space_rows)
    mine = position(ledger, "P02")

    assert (mine.paid, mine.owed, mine.over) == (400_00, 0, 100_00)


def test_the_lead_s_own_part_is_due_to_itself_and_nothing_is_owed():
    ledger = ledger_of([accepted("1", "P01", 300)], [receipt(300, claim="D1")])
    mine = position(ledger, "P01")

    assert (mine.is_lead, mine.due, mine.owed, mine.over) == (True, 300_00, 0, 0)


def test_an_expense_whose_answer_cannot_be_read_is_in_no_sum_and_is_counted():
    ledger = ledger_of(
        [accepted("1", "P02", "300 ou 400"), accepted("2", "P03", 100, funders="?")],
        [receipt(100, claim="D1")],
    )

    assert [each.number for each in ledger.unsure] == ["1", "2"]
    assert funder_of(ledger).accepted == 0


# ---- to the cent, whatever happens ---------------------------------------------------------------

PARTNERS = ("P01", "P02", "P03", "P04")
CENTS = st.integers(1, 5_000_00)
MONTHS = st.integers(0, 23)


@st.composite
def programmes(draw):
    """24 months: claims with cuts, receipts and recoveries, payouts, advances, retentions."""
    start = date(2025, 1, 15)
    day = MONTHS.map(lambda month: start + timedelta(days=30 * month))
    claims = st.sampled_from(("D1", "D2", "D3", "D10"))
    keys = st.sampled_from(("REGION", "REGION 60 % ; ADEME 40 %", "REGION 33 % ; ADEME 67 %"))
    money = CENTS.map(lambda amount: f"{amount // 100},{amount % 100:02d}")
    line = st.tuples(st.sampled_from(PARTNERS), money, claims, keys)
    came = st.tuples(
        money, st.sampled_from(("acompte", "avance", "solde", "reprise")), st.none() | claims, day,
        st.sampled_from(("REGION", "ADEME")),
    )  # fmt: skip
    paid = st.tuples(
        st.sampled_from(PARTNERS[1:]), money, day, st.sampled_from(("REGION", "ADEME")),
        st.sampled_from(("versement", "avance", "retenue", "récupération", "levée de retenue")),
    )  # fmt: skip
    return (
        draw(st.lists(line, max_size=12)), draw(st.lists(came, max_size=8)),
        draw(st.lists(paid, max_size=8)),
    )  # fmt: skip


def ledger_of_draw(lines, came, paid):
    return ledger_of(
        [
            accepted(str(at), partner, amount, claim=claim, funders=key)
            for at, (partner, amount, claim, key) in enumerate(lines)
        ],
        [
            receipt(amount, kind=kind, claim=claim or "", on=on, funder=funder)
            for amount, kind, claim, on, funder in came
        ],
        [
            paid_out(amount, partner=partner, on=on, funder=funder, kind=kind, reason="x")
            for partner, amount, on, funder, kind in paid
        ],
        as_of=date(2026, 12, 31),
    )


@settings(max_examples=40, deadline=None)
@given(programmes())
def test_received_is_due_retained_and_remaining_to_the_cent_over_any_24_months(drawn):
    ledger = ledger_of_draw(*drawn)
    signs = {"reprise": -1}
    came = defaultdict(int)
    for amount, kind, _, _, funder in drawn[1]:
        came[funder] += signs.get(kind, 1) * int(amount.replace(",", ""))

    for funder in ledger.funders:
        mine = [each for each in ledger.positions if each.funder == funder.funder]
        net = sum(each.due - each.retained for each in mine)
        assert funder.received == came[funder.funder]
        assert funder.received == net + sum(each.retained for each in mine) + funder.remaining
        assert all(0 <= each.retained <= each.due <= max(each.accepted, 0) for each in mine)
        # Nothing waits while somebody is due it, and nothing is due that did not come.
        assert funder.due == min(max(funder.received, 0), funder.accepted)


@settings(max_examples=12, deadline=None)
@given(programmes(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_moves_no_cent(drawn, chance):
    lines, came, paid = ([*each] for each in drawn)
    first = ledger_of_draw(lines, came, paid)
    for each in (lines, came, paid):
        chance.shuffle(each)

    again = ledger_of_draw(lines, came, paid)
    assert {(e.funder, e.partner): e for e in first.positions} == {
        (e.funder, e.partner): e for e in again.positions
    }


def test_a_line_of_another_claim_moves_no_odd_cent():
    lines = [accepted("1", "P02", "100,01"), accepted("2", "P03", "200,02")]
    came = [receipt("150,01", claim="D1")]
    before = ledger_of(lines, came)
    after = ledger_of([*lines, accepted("3", "P04", "77,77", claim="D2")], came)

    assert position(before, "P02") == position(after, "P02")
    assert position(before, "P03") == position(after, "P03")


@given(st.integers(0, 10_000), st.lists(st.integers(0, 999), min_size=1, max_size=6))
def test_a_part_of_nothing_moves_no_odd_cent(total, weights):
    with_nothing = spread(total, [*weights, 0])

    assert with_nothing[:-1] == spread(total, weights)
    assert with_nothing[-1] == 0


# ---- what is told --------------------------------------------------------------------------------


def told(lines, came, paid=(), *, as_of=date(2026, 3, 2), **tables):
    space = space_of(lines, came, list(paid), as_of=as_of, **tables)
    kinds = ("not_paid_on", "paid_over_due", "retained_unsaid", "advance_not_repaid")
    found = find_money(space.programme(), as_of=as_of)
    return [(each.kind.value, each.subject) for each in found if each.kind.value in kinds], found


def test_money_that_came_a_month_ago_and_was_not_paid_on_is_told_and_names_the_receipt():
    came = [receipt(1000, claim="D1", on=date(2026, 1, 15))]
    kinds, found = told([accepted("1", "P02", 1000)], came, [paid_out(400)])

    assert kinds == [("not_paid_on", "REGION/P02")]
    title = next(each.title for each in found if each.kind.value == "not_paid_on")
    assert "600,00" in title
    assert told([accepted("1", "P02", 1000)], came, [paid_out(1000)])[0] == []
    fresh = [receipt(1000, claim="D1", on=date(2026, 2, 20))]
    assert told([accepted("1", "P02", 1000)], fresh)[0] == []


def test_what_is_kept_back_with_a_reason_does_not_wait_and_without_one_is_asked_about():
    came = [receipt(1000, claim="D1")]
    kept = [paid_out(600), paid_out(400, kind="retenue", reason="attestation attendue")]

    assert told([accepted("1", "P02", 1000)], came, kept)[0] == []
    kinds, _ = told([accepted("1", "P02", 1000)], came, [kept[0], kept[1] | {"reason": ""}])
    assert [kind for kind, _ in kinds] == ["retained_unsaid"]


def test_paid_beyond_what_is_due_is_told_and_an_advance_is_not():
    came = [receipt(500, claim="D1")]

    assert told([accepted("1", "P02", 500)], came, [paid_out(700)])[0] == [
        ("paid_over_due", "REGION/P02")
    ]
    ahead = [paid_out(700, kind="avance")]
    assert told([accepted("1", "P02", 500)], came, ahead)[0] == []


def test_what_is_to_be_passed_on_and_what_was_paid_too_much_is_said_in_the_line_of_its_act():
    lines = [accepted("1", "P02", 500), accepted("2", "P03", 300)]
    space = space_of(lines, [receipt(800, claim="D1")], [paid_out(700)])
    programme = space.programme()
    found = seen(*find_money(programme, as_of=programme.as_of))
    (act,) = (
        one for one in of(*found, programme=programme).acts if one.key.occasion == "reversements"
    )

    assert say_act(act, programme=programme).replace("\u00a0", " ") == (
        "Décider : reversements (300 € de REGION à verser à P03 et 1 autre)"
    )


def test_an_advance_that_what_is_due_covers_is_not_asked_back():
    advance = {"partner": "P02", "funder": "REGION", "amount": 400, "paid_on": date(2025, 9, 1)}
    lines = [accepted("1", "P02", 500)]
    due = told(lines, [receipt(500, claim="D1")], [paid_out(100)], advances=[advance])[0]
    none = told(lines, [receipt(100, claim="D1")], [], advances=[advance])[0]

    assert due == []
    assert [kind for kind, _ in none] == ["advance_not_repaid"]


def test_nothing_is_told_where_the_lead_does_not_repay():
    space = space_of([accepted("1", "P02", 500)], [receipt(500, claim="D1")])
    space.settings["Activer : reversements"] = "non"

    found = find_money(space.programme(), as_of=space.as_of)
    assert "not_paid_on" not in [each.kind.value for each in found]


def test_the_account_of_a_grant_counts_what_encaissements_says_came():
    came = [receipt(300, claim="D1"), receipt(50, kind="reprise", on=date(2026, 2, 1))]
    books = open_books(space_of([accepted("1", "P02", 500)], came).programme())
    doubtful = open_books(
        space_of([accepted("1", "P02", 500)], [*came, receipt("10 ou 20")]).programme()
    )

    received = [
        next(each.received for each in account_of(one, one.funders[0], until=one.programme.as_of)
             .resources if "Région" in each.name)
        for one in (books, doubtful)
    ]  # fmt: skip
    assert received == [Decimal(250), None]
