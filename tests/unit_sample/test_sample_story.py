"""What people do between nights: enough to tell a story, and exactly what leads to the next day."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from support.sample.generated import sample_of

from relocalisons.sample.engine.cells import day, money, percent, text
from relocalisons.sample.engine.days import DEMO_NIGHTS, STORY_END, STORY_EVE
from relocalisons.sample.engine.workspace import Tab, Workspace
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.story import (
    EditKind,
    PartnerEdit,
    as_typed,
    edits_between,
    workspace_at,
)


@pytest.fixture(scope="module", params=(2026, 7))
def sample(request: pytest.FixtureRequest) -> SampleProgramme:
    return sample_of(request.param)


Grid = list[list[object]]


def grid_of(tab: Tab) -> Grid:
    """The lines of a tab from its first row, as somebody would have typed them."""
    grid: Grid = [[] for _ in range(tab.header_row)]
    for row in tab.rows:
        line = [as_typed(row.cell(column.name)) if column.name else "" for column in tab.columns]
        grid.append([["struck", *line] if row.struck else line, row.note])
    return grid


def grids_of(workspace: Workspace) -> dict[tuple[str, int], Grid]:
    return {
        (book.file_id, tab.sheet_id): grid_of(tab)
        for book in workspace.workbooks.values()
        for tab in book.tabs
    }


def column_of(cell: str) -> int:
    letters = cell.rstrip("0123456789")
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def do(grids: dict[tuple[str, int], Grid], edit: PartnerEdit) -> None:
    if edit.kind in (EditKind.UPLOAD, EditKind.REPLACE):
        return
    grid = grids[edit.file_id, edit.sheet_id]
    if edit.kind is EditKind.DELETE_ROW:
        del grid[edit.row - 1]
        return
    while len(grid) < edit.row:
        grid.append([[""] * edit.width, None])
    line = grid[edit.row - 1][0]
    assert isinstance(line, list)
    if edit.kind is EditKind.STRIKE:
        grid[edit.row - 1][0] = ["struck", *line]
        return
    for step, value in enumerate(edit.values):
        if value is not None:
            line[column_of(edit.cell) + step] = value


def test_the_edits_done_in_order_lead_from_each_night_to_the_next(sample: SampleProgramme):
    nights = (STORY_EVE, *DEMO_NIGHTS, STORY_END)

    for after, until in pairwise(nights):
        grids = grids_of(workspace_at(sample, after))
        for edit in edits_between(sample, after=after, until=until):
            do(grids, edit)

        assert grids == grids_of(workspace_at(sample, until))


def test_edits_are_in_the_order_of_days_and_none_is_lost(sample: SampleProgramme):
    whole = edits_between(sample, after=STORY_EVE, until=STORY_END)

    cut = [
        edit
        for step in range((STORY_END - STORY_EVE).days)
        for edit in edits_between(
            sample,
            after=STORY_EVE + timedelta(days=step),
            until=STORY_EVE + timedelta(days=step + 1),
        )
    ]

    assert list(whole) == cut
    assert [edit.on for edit in whole] == sorted(edit.on for edit in whole)


def test_people_do_all_that_people_do(sample: SampleProgramme):
    edits = edits_between(sample, after=STORY_EVE, until=STORY_END)

    kinds = Counter(edit.kind for edit in edits)

    assert set(kinds) == set(EditKind)
    assert kinds[EditKind.TYPE] > 300
    assert len({edit.editor for edit in edits}) >= 20


def test_something_changes_between_any_two_demo_nights(sample: SampleProgramme):
    for after, until in pairwise(DEMO_NIGHTS):
        assert edits_between(sample, after=after, until=until)


def test_uploads_carry_their_bytes_and_replacements_name_their_file(sample: SampleProgramme):
    edits = edits_between(sample, after=STORY_EVE, until=STORY_END)
    there = {file.file_id for file in sample.eve.files}

    for edit in edits:
        if edit.kind is EditKind.UPLOAD:
            assert edit.content and edit.name and edit.folder_id in there and not edit.file_id
        if edit.kind is EditKind.REPLACE:
            assert edit.content and edit.file_id in there


@pytest.mark.parametrize(
    ("typed", "fingers"),
    [
        (day(date(2026, 3, 12)), "12/03/2026"),
        (percent(0.65), "65 %"),
        (percent(0.125), "12,5 %"),
        (money(1200.5), 1200.5),
        (text("en cours"), "en cours"),
        (text(None), ""),
    ],
)
def test_values_are_typed_as_a_french_hand_types_them(typed, fingers):
    assert as_typed(typed) == fingers
