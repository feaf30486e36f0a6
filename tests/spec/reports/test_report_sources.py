"""Every figure of a report is found again in the cells that « Sources » names, to the cent."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.kernel.model import DateInterval, Quantity
from relocalisons.core.money.books import open_books
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.shared.sources import Provenance

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
FIGURE, ITEM, VALUE, WORKBOOK, TAB, CELL, READ_AT, SNAPSHOT = range(1, 9)


@pytest.fixture(scope="module")
def programme():
    return sample_workspace(doubts=2).programme()


@pytest.fixture(scope="module")
def note(programme):
    tracked = sample_workspace(doubts=2).tracked()
    return build_funder_note(programme, tracked, funder="REGION", **PERIOD)


def sources(view) -> list[tuple]:
    return list(view.annex[-1].rows)


def readings(programme) -> dict[tuple[str, str], object]:
    """What the reader understood, by tab and cell."""
    return {
        (row.place.tab, row.place.cell(column).cell): reading
        for entries in programme.tables.values()
        for entry in entries
        for row in entry.rows
        for column, reading in row.readings.items()
    }


def understood(reading) -> object:
    """The value of a reading in the unit of « Sources »: days, kilograms, fractions, euros."""
    value = reading.value
    if isinstance(value, DateInterval):
        return {value.earliest, value.latest}
    if isinstance(value, Quantity):
        return {value.amount * {"t": 1000, "kg": 1}[value.unit or "kg"]}
    return {value}


def test_each_value_is_the_one_of_the_cell_that_is_named(programme, note):
    cells = readings(programme)

    lines = [row for row in sources(note) if row[VALUE] is not None]

    assert len(lines) > 100
    for row in lines:
        reading = cells[row[TAB], row[CELL]]
        if row[FIGURE] == "Avancement moyen" and reading.value == "done":
            continue
        assert row[VALUE] in understood(reading), row


def test_a_doubtful_cell_is_never_a_source(programme, note):
    cells = readings(programme)

    assert all(cells[row[TAB], row[CELL]].is_set for row in sources(note))


def test_the_printed_mean_is_the_mean_of_its_cells(note):
    values = [row[VALUE] for row in sources(note) if row[FIGURE] == "Avancement moyen"]

    mean = sum(values, Decimal(0)) / len(values) * 100

    assert note.tiles[0].value.startswith(str(mean.quantize(Decimal(1), ROUND_HALF_UP)))


def test_the_volumes_printed_are_the_sums_of_their_cells(note):
    delivered = sum(row[VALUE] for row in sources(note) if row[FIGURE] == "Volume livré (kg)")
    committed = sum(row[VALUE] for row in sources(note) if row[FIGURE] == "Volume engagé (kg)")

    tile = note.tiles[2]

    assert tile.value == f"{str(delivered / 1000).rstrip('0').rstrip('.').replace('.', ',')}\u00a0t"
    assert str(int(committed / 1000)) in tile.target


def test_the_amounts_reconcile_to_the_cent(programme, note):
    funder = programme.funders[0]
    shares = {
        one.number: one.sure_key.share(funder.code)
        for one in open_books(programme).expenses
        if one.sure_key is not None
    }
    amounts = {
        row.text("number"): row.reading("amount").value
        for entry in programme.tables["expenses"]
        for row in entry.rows
    }
    paid = [row for row in sources(note) if row[FIGURE] == "Dépenses payées (€)"]

    total = sum(
        (amounts[row[ITEM]] * shares[row[ITEM]]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for row in paid
    )

    by_line = [line.cells[3] for line in note.budget.lines]
    assert by_line[-1].replace("\u202f", "").replace("\u00a0", " ") == (
        f"{total} €".replace(".", ",")
    )
    lines = sum(Decimal(_number(text)) for text in by_line[:-1])
    assert lines == total


def test_the_page_of_sources_points_to_lines_of_the_sheet_that_speak_of_that_figure(note):
    rows = sources(note)

    for figure, _, where in note.sources.rows:
        if "lignes" not in where:
            continue
        first, last = _span(where)
        assert {row[FIGURE] for row in rows[first - 1 : last]} == {figure}
        assert sum(row[FIGURE] == figure for row in rows) == last - first + 1


def test_each_source_says_when_it_was_read_in_the_readers_time_and_in_which_snapshot(programme):
    space = sample_workspace()
    origin = Provenance.of(space.programme(), snapshot_id="2026-03-02T0530")

    view = build_copil_report(space.programme(), space.tracked(), provenance=origin, **PERIOD)

    assert {row[READ_AT] for row in sources(view)} == {"02/03/2026 à\u00a006\u00a0h\u00a030"}
    assert {row[SNAPSHOT] for row in sources(view)} == {"2026-03-02T0530"}
    assert origin.zone == ZoneInfo("Europe/Paris")
    assert isinstance(next(iter((origin.read_at or {}).values())), datetime)


def _number(text: str) -> str:
    return text.replace("\u202f", "").replace("\u00a0€", "").replace(",", ".")


def _span(where: str) -> tuple[int, int]:
    words = where.replace("\u00a0", " ").split("lignes ")[1].split()
    return int(words[0]), int(words[2])
