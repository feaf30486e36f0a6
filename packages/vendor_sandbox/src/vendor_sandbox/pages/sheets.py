"""Sandbox, pages: a spreadsheet as tables; a link to `#gid=0&range=E17` leads to the cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from vendor_sandbox.errors import ApiError
from vendor_sandbox.pages.drive import item_in, trail_of, workspace_of
from vendor_sandbox.pages.layout import page
from vendor_sandbox.storage.items import SPREADSHEET

_MOST_ROWS = 2_000
_USUAL_WIDTH = 100  # pixels
_MASK = (
    "sheets(properties(sheetId,title,hidden),merges,"
    "data(columnMetadata(pixelSize,hiddenByUser),"
    "rowData(values(formattedValue,hyperlink,note,"
    "userEnteredFormat(backgroundColor,horizontalAlignment,wrapStrategy,"
    "textFormat(bold,italic,strikethrough,foregroundColor))))))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as shown. `anchor` is its address within the page; spans are 1 unless merged.

    A long text runs over the empty cells to its right; where there is one with text it is cut.
    """

    anchor: str
    text: str
    link: str
    note: str
    style: str
    is_cut: bool
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab as shown: column letters and widths in pixels, and rows of cells with their numbers.

    Hidden columns are left out, as on Google's page.
    """

    sheet_id: int
    title: str
    hidden: bool
    letters: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    is_cut: bool


async def spreadsheet(request: Request) -> Response:
    """Answer GET /spreadsheets/d/{id}/edit."""
    workspace = workspace_of(request)
    item = item_in(request, workspace)
    if item.mime_type != SPREADSHEET:
        raise ApiError(404, "Ce fichier n’est pas une feuille de calcul.")
    resource = read_resource(workspace.workbook(item))
    tabs = [_tab(sheet) for sheet in resource.get("sheets", [])]
    return page("sheet.html", here="drive", item=item, trail=trail_of(workspace, item), tabs=tabs)


def read_resource(book: Any) -> dict[str, Any]:
    """Return tabs, merges and shown values of a workbook, as the Sheets API would."""
    from vendor_sandbox.workbook.answers.masks import parse_mask

    return book.resource(parse_mask(_MASK), (), include_grid_data=True)


def letters_of(column: int) -> str:
    """Return A, B, … Z, AA, … of a column counted from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _tab(sheet: Mapping[str, Any]) -> Tab:
    properties = sheet["properties"]
    sheet_id = properties.get("sheetId", 0)
    data = (sheet.get("data") or [{}])[0]
    row_data = data.get("rowData") or []
    spans, covered = _merges(sheet.get("merges") or ())
    width = max((len(row.get("values") or ()) for row in row_data), default=0)
    columns = [(*(data.get("columnMetadata") or ()), *({},) * width)[n] for n in range(width)]
    shown = [n for n, column in enumerate(columns) if not column.get("hiddenByUser")]
    rows = tuple(
        (
            index + 1,
            tuple(
                _cell(values, index, column, sheet_id, spans, cut=_is_followed(row, column, shown))
                for column, values in enumerate(_padded(row, width))
                if (index, column) not in covered and column in shown
            ),
        )
        for index, row in enumerate(row_data[:_MOST_ROWS])
    )
    return Tab(
        sheet_id=sheet_id,
        title=properties["title"],
        hidden=bool(properties.get("hidden")),
        letters=tuple(map(letters_of, shown)),
        widths=tuple(columns[n].get("pixelSize", _USUAL_WIDTH) for n in shown),
        rows=rows,
        is_cut=len(row_data) > _MOST_ROWS,
    )


def _is_followed(row: Mapping[str, Any], column: int, shown: list[int]) -> bool:
    """Tell whether the next column on the page holds a text."""
    following = next((other for other in shown if other > column), None)
    values = row.get("values") or ()
    return (
        following is not None
        and following < len(values)
        and bool(values[following].get("formattedValue"))
    )


def _padded(row: Mapping[str, Any], width: int) -> list[Mapping[str, Any]]:
    values: list[Mapping[str, Any]] = list(row.get("values") or ())
    return [*values, *({} for _ in range(width - len(values)))]


def _merges(
    merges: Any,
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return the spans by first cell, and the cells that a merge covers."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merge in merges:
        top, left = merge.get("startRowIndex", 0), merge.get("startColumnIndex", 0)
        bottom, right = merge["endRowIndex"], merge["endColumnIndex"]
        spans[top, left] = (bottom - top, right - left)
        inside = {(row, column) for row in range(top, bottom) for column in range(left, right)}
        covered |= inside - {(top, left)}
    return spans, covered


def _cell(
    values: Mapping[str, Any],
    row: int,
    column: int,
    sheet_id: int,
    spans: Mapping[tuple[int, int], tuple[int, int]],
    *,
    cut: bool,
) -> Cell:
    row_span, column_span = spans.get((row, column), (1, 1))
    link = values.get("hyperlink", "")
    return Cell(
        anchor=f"gid={sheet_id}&range={letters_of(column)}{row + 1}",
        text=values.get("formattedValue", ""),
        link=link if link.startswith(("http://", "https://", "mailto:", "#")) else "",
        note=values.get("note", ""),
        style=_style(values.get("userEnteredFormat") or {}),
        is_cut=cut,
        row_span=row_span,
        column_span=column_span,
    )


def _style(given: Mapping[str, Any]) -> str:
    text = given.get("textFormat") or {}
    parts: list[str] = []
    if text.get("bold"):
        parts.append("font-weight:700")
    if text.get("italic"):
        parts.append("font-style:italic")
    if text.get("strikethrough"):
        parts.append("text-decoration:line-through")
    if given.get("wrapStrategy") == "WRAP":
        parts.append("white-space:pre-line")
    if given.get("horizontalAlignment") in {"LEFT", "CENTER", "RIGHT"}:
        parts.append(f"text-align:{given['horizontalAlignment'].lower()}")
    if "backgroundColor" in given:
        parts.append(f"background:{_colour(given['backgroundColor'])}")
    if "foregroundColor" in text:
        parts.append(f"color:{_colour(text['foregroundColor'])}")
    elif "backgroundColor" in given:
        # A dark fill without a text colour of its own must stay readable.
        parts.append("color:#1b1b1b" if _is_light(given["backgroundColor"]) else "color:#fff")
    return ";".join(parts)


def _channels(colour: Mapping[str, Any]) -> tuple[int, int, int]:
    red, green, blue = (
        round(255 * min(1.0, max(0.0, float(colour.get(name, 0)))))
        for name in ("red", "green", "blue")
    )
    return red, green, blue


def _colour(colour: Mapping[str, Any]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*_channels(colour))


def _is_light(colour: Mapping[str, Any]) -> bool:
    red, green, blue = _channels(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue > 140


_MARK_RANGE = """\
// Marks the cells of #gid=0&range=B2:D4; a single cell is marked by the style sheet alone.
function column(letters) {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
function mark() {
  document.querySelectorAll("td.vise").forEach((cell) => cell.classList.remove("vise"));
  const wanted = /gid=(\\d+)&range=([A-Z]+)(\\d+)(?::([A-Z]+)(\\d+))?/.exec(
    decodeURIComponent(location.hash));
  if (!wanted) return;
  const [left, right] = [column(wanted[2]), column(wanted[4] || wanted[2])];
  const [top, bottom] = [Number(wanted[3]), Number(wanted[5] || wanted[3])];
  let first = null;
  document.querySelectorAll(`td[id^="gid=${wanted[1]}&range="]`).forEach((cell) => {
    const at = /range=([A-Z]+)(\\d+)$/.exec(cell.id);
    const [x, y] = [column(at[1]), Number(at[2])];
    if (x >= left && x <= right && y >= top && y <= bottom) {
      cell.classList.add("vise");
      first = first || cell;
    }
  });
  if (first) first.scrollIntoView({ block: "center", inline: "center" });
}
addEventListener("hashchange", mark);
addEventListener("DOMContentLoaded", mark);
"""


async def mark_range_script(_request: Request) -> Response:
    """Answer GET /pages/cellules.js."""
    return Response(_MARK_RANGE, media_type="text/javascript")
