"""Every figure that a report prints is found again in the cells that « Sources » names."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.kernel.partners import index_names
from relocalisons.core.money.books import open_books
from relocalisons.core.money.words.reports import ReportType
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.note import FunderNote

PERIOD = {"period_start": date(2025, 9, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
FIGURE, ITEM, VALUE, WORKBOOK, TAB, CELL = range(1, 7)
CENT = Decimal("0.01")


@pytest.fixture(scope="module")
def space():
    space = sample_workspace(doubts=2)
    space.tables["expenses"][5]["rejected"] = 200
    space.tables["indicators"] = [
        {"code": f"I0{number}", "title": f"Indicateur {number}", "unit": "t", "target": 40,
         "baseline_value": 2, "value": value, "measured_on": date(2026, 2, 15),
         "due": date(2027, 8, 31), "direction": "hausse", "mode": "cumul"}
        for number, value in ((1, 12.5), (2, 31), (3, "bientôt"))
    ]  # fmt: skip
    return space


@pytest.fixture(scope="module")
def programme(space):
    return space.programme()


@pytest.fixture(scope="module")
def report(space, programme) -> FunderNote:
    return build_funder_note(
        programme, space.tracked(), funder="REGION", kind=ReportType.INTERIM, **PERIOD
    )


def sources(report: FunderNote, figure: str) -> list[tuple]:
    return [row for row in report.annex[-1].rows if row[FIGURE] == figure]


def amount(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d,−-]", "", text).replace(",", ".").replace("−", "-"))


def row_at(programme, cell: tuple) -> object:
    """The row of the sheet that a line of « Sources » points to."""
    return next(
        row
        for entries in programme.tables.values()
        for entry in entries
        for row in entry.rows
        if (row.place.tab, row.place.row) == (cell[TAB], int(re.sub(r"\D", "", cell[CELL])))
    )


def part(programme, row, *, less: str = "") -> Decimal:
    """The Région's share of the amount of that row, read again from its cells."""
    share = next(
        one.sure_key.share(programme.funders[0].code)
        for one in open_books(programme).expenses
        if one.row.place == row.place and one.sure_key is not None
    )
    taken = row.reading(less).value or Decimal(0) if less else Decimal(0)
    return ((row.reading("amount").value - taken) * share).quantize(CENT, ROUND_HALF_UP)


def test_every_printed_figure_has_its_cells(report):
    for figure, printed, where in report.sources.rows:
        assert where != "aucune cellule lisible", (figure, printed)
        assert sources(report, figure)


def test_the_budget_lines_are_the_sums_of_the_cells_to_the_cent(report, programme):
    for line in report.budget.lines[:-1]:
        planned, committed, paid, eligible = map(amount, line.cells[1:5])
        name = line.cells[0]
        rows = {
            figure: [
                row_at(programme, cell)
                for cell in sources(report, figure)
                if row_at(programme, cell).text("budget_line") == name
                and (cell[VALUE] is None or cell[VALUE] >= 0)  # below: what was rejected of it
            ]
            for figure in (
                "Budget (€)",
                "Dépenses engagées (€)",
                "Dépenses payées (€)",
                "Dépenses éligibles (€)",
            )
        }

        assert planned == sum(row.reading("initial").value for row in rows["Budget (€)"])
        for printed, figure in (
            (committed, "Dépenses engagées (€)"),
            (paid, "Dépenses payées (€)"),
        ):
            assert printed == sum((part(programme, row) for row in rows[figure]), Decimal(0))
        assert eligible == sum(
            (part(programme, row, less="rejected") for row in rows["Dépenses éligibles (€)"]),
            Decimal(0),
        )


def test_the_amounts_by_partner_are_the_sums_of_the_cells_to_the_cent(report, programme):
    names = index_names(programme.partners, synonyms={})
    for row in report.by_partner.rows[:-1]:
        code = row[0].split()[0]
        mine = [
            part(programme, found)
            for cell in sources(report, "Dépenses payées (€)")
            if names.resolve((found := row_at(programme, cell)).text("partner")).code == code
        ]

        assert amount(row[3]) == sum(mine, Decimal(0)), code


def test_both_cuts_of_the_money_have_the_same_totals(report):
    by_line, by_partner = report.budget.lines[-1].cells, report.by_partner.rows[-1]

    assert list(map(amount, by_line[1:5])) == list(map(amount, by_partner[1:5]))


def test_a_rejected_amount_is_paid_and_not_eligible(report):
    _, _, paid, eligible = map(amount, report.budget.lines[-1].cells[1:5])

    assert paid - eligible > 0


def test_each_indicator_is_the_value_of_its_cell_and_a_doubtful_one_is_grey(report, programme):
    cells = {row[ITEM]: row for row in sources(report, "Indicateurs")}
    printed = {line.cells[0].split()[0]: line for line in report.indicators_table.lines}

    assert set(cells) == {"I01", "I02"}
    for code, cell in cells.items():
        assert row_at(programme, cell).reading("value").value == cell[VALUE]
        assert amount(printed[code].cells[2].split("\u00a0")[0]) == cell[VALUE]
    assert printed["I03"].cells[2] == "–"
    assert printed["I03"].status.level == "unknown"


def test_an_expected_value_lies_on_the_straight_line_from_reference_to_target(report):
    line = report.indicators_table.lines[0]
    gone = Decimal((date(2026, 2, 15) - date(2025, 9, 1)).days)
    whole = Decimal((date(2027, 8, 31) - date(2025, 9, 1)).days)

    assert amount(line.cells[4]) == (2 + 38 * gone / whole).quantize(Decimal("0.1"))
