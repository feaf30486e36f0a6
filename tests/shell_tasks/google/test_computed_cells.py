"""A tab is known as typed only when no value of it can change without an edit."""

import pytest

from tasks.google.sheets import tabs_of

TYPED = {"userEnteredValue": {"numberValue": 12}, "effectiveValue": {"numberValue": 12}}
A_FORMAT = {"userEnteredFormat": {"numberFormat": {"type": "DATE"}}}


@pytest.mark.parametrize(
    ("what", "cell", "typed"),
    [
        ("a number that somebody typed", TYPED, True),
        ("a blank cell with a format", A_FORMAT, True),
        ("no cell at all", {}, True),
        (
            "a formula",
            {
                "userEnteredValue": {"formulaValue": "=TODAY()"},
                "effectiveValue": {"numberValue": 46082},
            },
            False,
        ),
        ("a formula that shows nothing", {"userEnteredValue": {"formulaValue": '=""'}}, False),
        (
            "what the formula of another cell spills here",
            {"effectiveValue": {"stringValue": "Localizz"}},
            False,
        ),
    ],
)
def test_one_cell_that_may_change_by_itself_is_enough(what, cell, typed):
    rows = [{"values": [TYPED, TYPED]}, {}, {"values": [TYPED, cell]}]
    sheet = {"properties": {"sheetId": 0, "title": "Actions"}, "data": [{"rowData": rows}]}

    (tab,) = tabs_of({"sheets": [sheet]})

    assert tab.typed is typed, what
