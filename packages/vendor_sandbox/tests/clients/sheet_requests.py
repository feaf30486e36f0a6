"""Requests of spreadsheets.batchUpdate at random: some make sense, most do not."""

from hypothesis import strategies as st

SCALAR = (
    st.none() | st.booleans() | st.integers(-5, 10**12) | st.text(max_size=10)
    | st.floats(allow_nan=False, allow_infinity=False)
)  # fmt: skip
JSON = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
INDEX = st.integers(-2, 1100)
GRID_RANGE = st.fixed_dictionaries(
    {},
    optional={
        "sheetId": st.sampled_from([0, 1, 7, -1]),
        "startRowIndex": INDEX,
        "endRowIndex": INDEX,
        "startColumnIndex": st.integers(-1, 30),
        "endColumnIndex": st.integers(-1, 30),
    },
)
LINES = st.fixed_dictionaries(
    {},
    optional={
        "sheetId": st.sampled_from([0, 7]),
        "dimension": st.sampled_from(["ROWS", "COLUMNS", "PAGES"]),
        "startIndex": INDEX,
        "endIndex": INDEX,
    },
)
FIELDS = st.sampled_from(["*", "userEnteredValue", "title", "", "a(", "note", "hidden", "index"])
CELL = st.fixed_dictionaries(
    {},
    optional={
        "userEnteredValue": st.dictionaries(
            st.sampled_from(["stringValue", "numberValue", "formulaValue", "boolValue"]),
            SCALAR,
            max_size=2,
        ),
        "note": SCALAR,
        "userEnteredFormat": JSON,
    },
)
KINDS = (
    "addSheet",
    "deleteSheet",
    "duplicateSheet",
    "updateSheetProperties",
    "updateSpreadsheetProperties",
    "updateCells",
    "repeatCell",
    "appendCells",
    "updateBorders",
    "insertDimension",
    "appendDimension",
    "deleteDimension",
    "moveDimension",
    "updateDimensionProperties",
    "autoResizeDimensions",
    "addDimensionGroup",
    "deleteDimensionGroup",
    "updateDimensionGroup",
    "mergeCells",
    "unmergeCells",
    "copyPaste",
    "cutPaste",
    "pasteData",
    "insertRange",
    "deleteRange",
    "addNamedRange",
    "updateNamedRange",
    "addProtectedRange",
    "setDataValidation",
    "addConditionalFormatRule",
    "deleteConditionalFormatRule",
    "addBanding",
    "sortRange",
    "randomizeRange",
    "setBasicFilter",
    "clearBasicFilter",
    "addFilterView",
    "findReplace",
    "deleteDuplicates",
    "trimWhitespace",
    "textToColumns",
    "addChart",
)
PARTS = {
    "range": GRID_RANGE | LINES,
    "source": GRID_RANGE | LINES,
    "destination": GRID_RANGE,
    "dimensions": LINES,
    "fields": FIELDS,
    "rows": st.lists(st.fixed_dictionaries({"values": st.lists(CELL, max_size=3)}), max_size=3),
    "cell": CELL,
    "properties": st.dictionaries(
        st.sampled_from(["title", "sheetId", "index", "hidden", "pixelSize", "gridProperties"]),
        SCALAR | st.dictionaries(st.sampled_from(["rowCount", "frozenRowCount"]), INDEX),
        max_size=3,
    ),
    "sheetId": st.sampled_from([0, 7, "x"]),
    "length": INDEX,
    "destinationIndex": INDEX,
    "dimension": st.sampled_from(["ROWS", "COLUMNS"]),
    "shiftDimension": st.sampled_from(["ROWS", "COLUMNS"]),
    "pasteType": st.sampled_from(["PASTE_NORMAL", "PASTE_VALUES", "PASTE_FORMAT"]),
    "find": st.text(max_size=4),
    "replacement": st.text(max_size=4),
    "searchByRegex": st.booleans(),
    "allSheets": st.booleans(),
    "data": st.text(max_size=12),
    "coordinate": st.just({"rowIndex": 1}),
    "sortSpecs": st.lists(
        st.fixed_dictionaries({"dimensionIndex": st.integers(-1, 5)}), max_size=2
    ),
    "rule": JSON,
    "namedRange": st.fixed_dictionaries({"name": st.text(max_size=5), "range": GRID_RANGE}),
    "filter": st.fixed_dictionaries({"range": GRID_RANGE}),
}


@st.composite
def requests_of(draw: st.DrawFn) -> dict[str, object]:
    kind = draw(st.sampled_from(KINDS))
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=6, unique=True))
    return {kind: {name: draw(PARTS[name]) for name in names}}
