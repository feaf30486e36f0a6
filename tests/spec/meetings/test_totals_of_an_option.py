"""The only euros that a committee reads: one total an option would lose or move (ADR 0070)."""

from datetime import date
from pathlib import Path

import pytest
from support.meetings.committees import meeting_of, workspace

from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.reports.meetings.pack import Pack, build_pack
from relocalisons.core.reports.meetings.papers import agenda_paper, decision_record, dossier

ROOT = Path(__file__).parents[3]
AS_OF, SESSION, END = date(2026, 3, 2), date(2026, 4, 16), date(2026, 4, 30)
REGION = "REGION"
THREE = ("P01", "P02", "P03")


def budget(*shares: tuple[str, object]) -> list[dict[str, object]]:
    return [
        {"budget_line": "Équipement", "partner": partner, "funder": REGION, "initial": amount}
        for partner, amount in shares
    ]


def paid(partner: str, amount: object, **cells: object) -> dict[str, object]:
    return {
        "number": f"{partner}-{amount}", "partner": partner, "budget_line": "Équipement",
        "amount": amount, "invoice_date": date(2026, 1, 10), "paid_on": date(2026, 1, 20),
        "type": "facture", "funders": REGION, **cells,
    }  # fmt: skip


def ordered(partner: str, amount: object, **cells: object) -> dict[str, object]:
    return paid(partner, amount, paid_on=None, **cells)


def packed(*expenses: dict[str, object], shares: tuple[tuple[str, object], ...]) -> Pack:
    space = workspace(late=60)
    space.tables["funders"] = [space.tables["funders"][0]]
    space.tables["funders"][0] |= {"eligibility_start": date(2025, 1, 1), "eligibility_end": END}
    space.tables["funders"][0]["amount"] = sum(float(str(amount)) for _, amount in shares)
    space.tables["budget"] = budget(*shares)
    space.tables["expenses"] = list(expenses)
    read = space.programme()
    return build_pack(
        read, space.tracked(), meeting=meeting_of(read), day=SESSION,
        meetings=read_meetings(read), as_of=AS_OF,
    )  # fmt: skip


def options(pack: Pack) -> dict[str, str]:
    (question,) = [each for each in pack.asked if each.kind == "money"]
    return {
        each.letter: each.text.replace("\u202f", " ").replace("\xa0", " ")
        for each in question.options
    }


def equal(amount: object, *partners: str) -> tuple[tuple[str, object], ...]:
    return tuple((partner, amount) for partner in partners)


def test_giving_up_says_what_the_programme_would_lose_as_one_total():
    said = options(packed(paid("P01", 500.40), shares=equal(1000, *THREE)))

    assert said["C"] == "Renoncer à ce qui ne sera pas payé : 2 500 € HT."


def test_what_cannot_be_read_leaves_a_bound_and_no_sum():
    doubtful = paid("P01", "300 ou 400")
    said = options(packed(paid("P01", 500.40), doubtful, shares=equal(1000, *THREE)))

    assert said["C"] == "Renoncer à ce qui ne sera pas payé : jusqu’à 2 500 € HT."


def test_what_was_paid_out_of_the_period_is_lost_all_the_same():
    before = paid("P01", 500, invoice_date=date(2024, 5, 2), paid_on=date(2024, 5, 3))
    said = options(packed(before, shares=equal(1000, *THREE)))

    assert said["C"] == "Renoncer à ce qui ne sera pas payé : jusqu’à 3 000 € HT."


@pytest.mark.parametrize("partners", [("P01",), ("P01", "P02"), ("P01", "P02", "à préciser")])
def test_a_total_of_fewer_than_three_partners_would_be_one_partner_s_claim(partners):
    pack = packed(paid("P01", 500), shares=equal(1000, *partners))

    assert options(pack)["C"] == "Renoncer à ce qui ne sera pas payé."
    assert "€" not in str(pack.asked)


def test_paying_says_what_is_ordered_of_three_partners_or_more():
    some = packed(
        *(ordered(partner, 100) for partner in ("P01", "P02")), shares=equal(1000, *THREE)
    )
    more = packed(*(ordered(partner, 100) for partner in THREE), shares=equal(1000, *THREE))

    assert options(some)["A"].endswith("commandé ou facturé.")
    assert options(more)["A"].endswith("commandé ou facturé : 300 € HT.")


def test_one_salary_is_in_no_option_and_no_paper_has_another_amount():
    pay = ordered("P01", 2345.67, type="salaire")
    pack = packed(pay, shares=equal(1000, *THREE))
    read = workspace(late=60).programme()
    assert pack.report is not None
    papers = (
        agenda_paper(pack, read), decision_record(pack, read, next_day=None),
        dossier(pack, read, pack.report), pack.deck,
    )  # fmt: skip

    assert options(pack)["A"].endswith("commandé ou facturé.")
    assert "345" not in str(papers)
    words = str(papers).replace(" (€)", "")
    said = [each for each in words.split("'") if "€" in each]
    assert said
    assert {each for each in said if "Renoncer" not in each} == set()


def test_no_other_module_of_the_committee_s_papers_writes_euros():
    rooms = [
        ROOT / "relocalisons/core/reports" / room for room in ("committee", "meetings", "deck")
    ]
    modules = [path for room in rooms for path in room.glob("*.py")]

    assert [path.name for path in modules if "format_money" in path.read_text("utf-8")] == [
        "option_totals.py"
    ]
