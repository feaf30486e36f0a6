"""The invented programme: large enough, coherent, the same for the same seed, and nobody's."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from support.sample.generated import sample_of

from relocalisons.sample.engine.days import STORY_END
from relocalisons.sample.engine.events import PILOTAGE
from relocalisons.sample.engine.headers import SERVICE_TABS
from relocalisons.sample.engine.workspace import Tab
from relocalisons.sample.programme import SampleProgramme, generate
from relocalisons.sample.story import workspace_at
from relocalisons.sample.tables import TABLES

SEEDS = (2026, 7)


@pytest.fixture(scope="module", params=SEEDS)
def sample(request: pytest.FixtureRequest) -> SampleProgramme:
    return sample_of(request.param)


def data_rows(sample: SampleProgramme, table: str):
    return [row for tab in sample.eve.tables(table) for row in tab.rows if row.is_data]


def test_equal_seeds_give_equal_programmes_and_other_seeds_give_others():
    assert generate(2026) == generate(2026)
    assert sample_of(2026) != sample_of(7)


def test_the_workspace_has_the_size_of_a_real_programme(sample: SampleProgramme):
    tabs = [tab for book in sample.eve.workbooks.values() for tab in book.tabs]
    files = [file for file in sample.eve.files if not file.is_folder]

    assert len(sample.eve.workbooks) == 24
    assert len(tabs) >= 104
    assert all(len(book.tabs) >= 4 for book in sample.eve.workbooks.values())
    assert len(sample.eve.files) + 24 == 585
    assert len(files) >= 440
    assert len({row.cell("number").meaning for row in data_rows(sample, "actions")}) >= 140
    assert len({row.cell("number").meaning for row in data_rows(sample, "deliverables")}) >= 45
    assert len(data_rows(sample, "contracts")) == 30
    assert len(data_rows(sample, "funders")) == 4
    assert len(data_rows(sample, "deliveries")) >= 60


def test_pilotage_has_the_coordinators_tabs_and_empty_ones_for_the_service(
    sample: SampleProgramme,
):
    tabs = {tab.title: tab for tab in sample.eve.workbooks[PILOTAGE].tabs}

    assert {"Sources", "Paramètres", "Partenaires", "Contrats de culture", "Commentaires"} <= set(
        tabs
    )
    assert all(tabs[title].rows == () and tabs[title].columns == () for title in SERVICE_TABS)


def test_every_tab_with_a_table_is_named_in_sources(sample: SampleProgramme):
    sources = sample.eve.tab(PILOTAGE, "sources").rows
    named = {(row.cell("workbook").value, row.cell("tab").value) for row in sources}

    for book in sample.eve.workbooks.values():
        for tab in book.tabs:
            if tab.table not in (None, "sources"):
                link = f"https://docs.google.com/spreadsheets/d/{book.file_id}/edit"
                assert (link, tab.title) in named


def test_ids_of_the_drive_are_unique_and_of_a_believable_length(sample: SampleProgramme):
    ids = [file.file_id for file in sample.eve.files]
    ids += [book.file_id for book in sample.eve.workbooks.values()]

    assert len(set(ids)) == len(ids)
    assert all(25 <= len(each) <= 44 for each in ids)


def test_chains_of_actions_go_deep_and_across_partners(
    sample: SampleProgramme,
):
    rows = {str(row.cell("number").meaning): row for row in data_rows(sample, "actions")}
    waits = {
        number: [each.strip() for each in str(row.cell("predecessors").value or "").split(";")]
        for number, row in rows.items()
    }
    waits = {number: [each for each in before if each in rows] for number, before in waits.items()}

    def depth(number: str, seen: tuple[str, ...] = ()) -> int:
        if number in seen:
            return -len(waits)  # three circles are planted: they are no depth
        return 1 + max((depth(each, (*seen, number)) for each in waits[number]), default=0)

    across = [
        (before, number)
        for number, befores in waits.items()
        for before in befores
        if rows[before].cell("owner").meaning != rows[number].cell("owner").meaning
    ]
    assert max(map(depth, waits)) >= 4
    assert len(across) >= 30


def test_the_budget_adds_up_by_funder_and_by_partner(sample: SampleProgramme):
    by_funder: Counter[object] = Counter()
    by_partner: Counter[object] = Counter()
    for row in data_rows(sample, "budget"):
        by_funder[row.cell("funder").meaning] += row.cell("initial").meaning
        by_partner[row.cell("partner").meaning] += row.cell("initial").meaning

    for row in data_rows(sample, "funders"):
        assert by_funder[row.cell("code").meaning] == row.cell("amount").meaning
    for row in data_rows(sample, "partners"):
        assert by_partner[row.cell("code").meaning] == row.cell("planned_budget").meaning


def test_an_amendment_moves_money_between_lines_without_adding_any(sample: SampleProgramme):
    rows = [row for row in data_rows(sample, "budget") if not row.cell("amended").is_doubtful]

    initial = sum(row.cell("initial").meaning for row in rows)
    amended = sum(row.cell("amended").meaning for row in rows)

    assert initial == amended
    assert any(row.cell("amendment").is_set for row in rows)


def test_nobody_spends_more_than_a_budget_line_even_at_the_end(sample: SampleProgramme):
    budget: Counter[object] = Counter()
    for row in data_rows(sample, "budget"):
        key = (row.cell("partner").meaning, row.cell("budget_line").meaning)
        budget[key] += row.cell("initial").meaning

    spent: dict[object, Decimal] = {}
    for tab in workspace_at(sample, STORY_END).tables("expenses"):
        for row in tab.rows:
            key = (row.cell("partner").meaning or tab.owner, row.cell("budget_line").meaning)
            spent[key] = spent.get(key, Decimal(0)) + (row.cell("amount").meaning or 0)

    assert all(amount <= budget[key] for key, amount in spent.items())


def test_required_columns_are_filled_except_where_a_gap_was_planted(sample: SampleProgramme):
    gaps = [
        (tab.table, row.uid, name)
        for book in sample.eve.workbooks.values()
        for tab in book.tabs
        if tab.table
        for row in tab.rows
        if row.is_data
        for name in TABLES[tab.table].required
        if row.cell(name).value is None and not row.cell(name).messy
    ]

    assert gaps == []


def test_every_address_ends_in_example(sample: SampleProgramme):
    for table, columns in {
        "partners": ("email", "deputy_email"),
        "contact_roles": ("email",),
    }.items():
        for row in data_rows(sample, table):
            for column in columns:
                shown = str(row.cell(column).value or "x@y.example")
                assert all(each.strip().endswith(".example") for each in shown.split(";")) or (
                    shown == "à compléter"
                )


def test_about_one_cell_in_twenty_is_messy(sample: SampleProgramme):
    cells = [
        typed
        for book in sample.eve.workbooks.values()
        for tab in book.tabs
        for row in tab.rows
        for typed in row.cells.values()
        if typed.value is not None or typed.messy
    ]

    share = sum(typed.messy for typed in cells) / len(cells)

    assert 0.04 <= share <= 0.06


def test_most_dates_are_genuine_dates(sample: SampleProgramme):
    ends = [row.cell("planned_end") for row in data_rows(sample, "actions")]

    genuine = sum(isinstance(typed.value, date) for typed in ends)

    assert genuine / len(ends) > 0.75


def test_workbooks_differ_in_shape(sample: SampleProgramme):
    plans: tuple[Tab, ...] = sample.eve.tables("actions")
    headers = {tuple(column.header for column in tab.columns) for tab in plans}

    assert len(headers) >= 12
    assert any(tab.above for tab in plans)
    assert any(tab.two_headers for tab in plans)
    assert any(tab.merged_group for tab in plans)
    assert any(column.name is None for tab in plans for column in tab.columns)
    assert any(not row.is_data for tab in plans for row in tab.rows)
    assert any(row.hidden for tab in plans for row in tab.rows)
    assert any(row.struck for tab in plans for row in tab.rows)
