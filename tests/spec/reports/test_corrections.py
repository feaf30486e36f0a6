"""A closed period keeps its figures; what the sheets say later is shown as a correction."""

from datetime import date

from support.papers.report_workspace import AS_OF, Workspace, sample_workspace

from relocalisons.core.reports.funder.closing import ClosedPeriod, corrections_since, figures_of
from relocalisons.core.reports.funder.funder import build_funder_note

START, END, ON = date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 6)


def frozen(space: Workspace) -> ClosedPeriod:
    programme = space.programme()
    figures = figures_of(programme, programme.funders[0], end=END)
    return ClosedPeriod(start=START, end=END, on=ON, figures=figures)


def corrections(before: Workspace, after: Workspace) -> tuple[str, ...]:
    programme = after.programme()
    return tuple(
        sentence.replace("\u00a0", " ").replace("\u202f", " ")
        for sentence in corrections_since((frozen(before),), programme, programme.funders[0])
    )


def paid_piece(space: Workspace) -> dict[str, object]:
    """A payment of January that the Région pays alone, and that is no salary."""
    return next(
        row
        for row in space.tables["expenses"]
        if row["funders"] == "REGION" and row["type"] == "facture" and row["paid_on"]
    )


def test_a_period_that_nobody_touched_has_no_correction():
    assert corrections(sample_workspace(), sample_workspace()) == ()


def test_a_corrected_amount_is_told_with_its_piece_and_to_the_cent():
    after = sample_workspace()
    piece = paid_piece(after)
    piece["amount"] = float(str(piece["amount"])) + 12.34

    (said,) = corrections(sample_workspace(), after)

    assert "janvier 2026 (arrêtée le 6 février 2026)" in said
    assert "(+12,34 €)" in said
    assert f"1 pièce corrigée ({piece['number']})" in said


def test_a_payment_typed_late_and_one_withdrawn_are_told():
    after = sample_workspace()
    piece = paid_piece(after)
    after.tables["expenses"].remove(piece)
    after.tables["expenses"].append(
        {**piece, "number": "D-900", "paid_on": date(2026, 1, 20), "amount": 100}
    )

    (said,) = corrections(sample_workspace(), after)

    assert "1 pièce ajoutée (D-900), 1 pièce retirée" in said


def test_a_salary_is_counted_but_never_named():
    after = sample_workspace()
    piece = next(row for row in after.tables["expenses"] if row["type"] == "salaire"
                 and "REGION" in str(row["funders"]) and row["paid_on"])  # fmt: skip
    piece["amount"] = float(str(piece["amount"])) + 50

    (said,) = corrections(sample_workspace(), after)

    assert "1 pièce corrigée" in said
    assert str(piece["number"]) not in said


def test_a_payment_of_the_following_month_corrects_nothing():
    after = sample_workspace()
    after.tables["expenses"].append(
        {**paid_piece(after), "number": "D-901", "paid_on": date(2026, 2, 20)}
    )

    assert corrections(sample_workspace(), after) == ()


def test_a_delivery_typed_late_is_told_in_weight():
    after = sample_workspace(contracts=4)
    after.tables["deliveries"].append(
        {"date": date(2026, 1, 28), "contract": "CC-03", "quantity": "500 kg"}
    )

    (said,) = corrections(sample_workspace(contracts=4), after)

    assert "volume livré" in said
    assert "(+500 kg)" in said


def test_the_report_prints_the_corrections_of_the_period_closed_before():
    after = sample_workspace()
    paid_piece(after)["amount"] = 5000

    note = build_funder_note(
        after.programme(), after.tracked(), funder="REGION", closed=(frozen(sample_workspace()),),
        period_start=date(2026, 2, 1), period_end=date(2026, 2, 28), as_of=AS_OF,
    )  # fmt: skip

    assert len(note.corrections) == 1
    assert "corrections" in note.sections


def test_a_period_frozen_by_numbers_is_compared_by_numbers():
    before = frozen(sample_workspace())
    pieces = {one.pop("number"): one for one in before.figures["pieces"].values()}
    older = ClosedPeriod(start=START, end=END, on=ON, figures={**before.figures, "pieces": pieces})
    programme = sample_workspace().programme()

    assert corrections_since((older,), programme, programme.funders[0]) == ()
