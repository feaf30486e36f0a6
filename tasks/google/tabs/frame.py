"""Around the cells of a tab of ours: drop-downs, widths, frozen rows, merges, the filter."""

from collections.abc import Iterator
from typing import Any

from relocalisons.core.views.own_tab import Look, OwnTab


def frame(tab: OwnTab, sheet_id: int, *, last_row: int, fresh: bool) -> Iterator[dict[str, Any]]:
    """Widths, frozen rows, hidden columns, filter and drop-downs; most only the first time."""
    for choices in tab.choices:
        yield {
            "setDataValidation": {
                "range": {
                    "sheetId": sheet_id,
                    "startRowIndex": choices.first_row,
                    "endRowIndex": max(choices.last_row, last_row)
                    if choices.last_row - choices.first_row > 1
                    else choices.last_row,
                    "startColumnIndex": choices.column,
                    "endColumnIndex": choices.column + 1,
                },
                "rule": {
                    "condition": {
                        "type": "ONE_OF_LIST",
                        "values": [{"userEnteredValue": option} for option in choices.options],
                    },
                    "strict": False,
                    "showCustomUi": True,
                },
            }
        }
    if not fresh:
        return
    yield {
        "updateSheetProperties": {
            "properties": {
                "sheetId": sheet_id,
                "gridProperties": {
                    "frozenRowCount": tab.frozen_rows,
                    "frozenColumnCount": tab.frozen_columns,
                },
            },
            "fields": "gridProperties.frozenRowCount,gridProperties.frozenColumnCount",
        }
    }
    for column, width in enumerate(tab.widths):
        hidden = column in tab.hidden_columns
        yield {
            "updateDimensionProperties": {
                "range": {
                    "sheetId": sheet_id,
                    "dimension": "COLUMNS",
                    "startIndex": column,
                    "endIndex": column + 1,
                },
                "properties": {"pixelSize": width, "hiddenByUser": hidden},
                "fields": "pixelSize,hiddenByUser",
            }
        }
    yield from (_merge(look, sheet_id) for look in tab.looks if look.merge)
    if tab.filter_row is not None:
        yield _filter(tab.filter_row, sheet_id, columns=len(tab.widths))


def _filter(row: int, sheet_id: int, *, columns: int) -> dict[str, Any]:
    """A filter on her columns, down to the last row; set once, so that her choices stay."""
    area = {"sheetId": sheet_id, "startRowIndex": row}
    return {
        "setBasicFilter": {
            "filter": {"range": {**area, "startColumnIndex": 0, "endColumnIndex": columns}}
        }
    }


def _merge(look: Look, sheet_id: int) -> dict[str, Any]:
    return {
        "mergeCells": {
            "mergeType": "MERGE_ALL",
            "range": {
                "sheetId": sheet_id,
                "startRowIndex": look.first_row,
                "endRowIndex": look.last_row,
                "startColumnIndex": look.first_column,
                "endColumnIndex": look.last_column,
            },
        }
    }
