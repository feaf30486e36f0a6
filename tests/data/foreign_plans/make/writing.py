"""Write a plan as .xlsx, .ods or .csv, and its truth as .json; the same bytes every time."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from make.book import Plan, Serial, Sheet

MADE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
ZERO = date(1899, 12, 30)
STYLES = {
    "": {},
    "head": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True},
    "section": {"bold": True, "bg_color": "#E2EFDA"},
    "bold": {"bold": True},
    "title": {"bold": True, "font_size": 14},
    "note": {"italic": True, "font_color": "#7F7F7F"},
    "total": {"bold": True, "top": 1},
    "percent": {"num_format": "0%"},
}
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def write(plan: Plan, folder: Path) -> None:
    """Write the file and its truth."""
    path = folder / "plans" / plan.file
    {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv}[path.suffix](plan, path)
    (folder / "truth" / f"{path.stem}.json").write_text(truth(plan), "utf-8")


def truth(plan: Plan) -> str:
    """Return the truth, one line a record so that a change is read at a glance."""
    partners = [
        {"code": code, "name": name, "contacts": contacts} for code, name, contacts in plan.partners
    ]
    parts: dict[str, object] = {
        "file": plan.file,
        "shape": plan.shape,
        "ignored_tabs": plan.ignored,
        "partners": partners,
        "tables": plan.tables,
        "actions": plan.actions,
        "may_count": plan.may_count,
        "must_not_count": plan.must_not_count,
        "doubtful_cells": plan.doubts,
    }
    lines = []
    for name, value in parts.items():
        if isinstance(value, list) and value:
            inner = ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in value)
            lines.append(f"  {json.dumps(name)}: [\n{inner}\n  ]")
        else:
            lines.append(f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _xlsx(plan: Plan, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": MADE.replace(tzinfo=None)})
    formats = {name: book.add_format(style) for name, style in STYLES.items()}
    days = {
        name: book.add_format(style | {"num_format": "dd/mm/yyyy"})
        for name, style in STYLES.items()
    }
    for sheet in plan.sheets:
        page = book.add_worksheet(sheet.name)
        if sheet.hidden:
            page.hide()
        page.set_column(0, 1, 12)
        page.set_column(2, 3, 34)
        for row, first, last_row, last in sheet.merges:
            page.merge_range(row - 1, first - 1, last_row - 1, last - 1, "")
        for (row, column), (value, style) in sorted(sheet.cells.items()):
            if isinstance(value, Serial):
                page.write_number(row - 1, column - 1, (value.day - ZERO).days)
            elif isinstance(value, date):
                moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
                moment = moment.replace(tzinfo=None)
                page.write_datetime(row - 1, column - 1, moment, days[style])
            else:
                page.write(row - 1, column - 1, value, formats[style])
    book.close()


def _csv(plan: Plan, path: Path) -> None:
    (sheet,) = plan.sheets
    width = max(column for _, column in sheet.cells)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in range(1, sheet.last + 1):
        cells = [sheet.cells.get((row, column), ("", ""))[0] for column in range(1, width + 1)]
        writer.writerow(cells)
    path.write_bytes(out.getvalue().encode("cp1252"))


def _ods(plan: Plan, path: Path) -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = (
        ("mimetype", kind),
        ("content.xml", _content(plan)),
        ("META-INF/manifest.xml", manifest),
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts:
            entry = zipfile.ZipInfo(name, (2026, 11, 2, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))


def _content(plan: Plan) -> str:
    spaces = " ".join(
        f'xmlns:{name}="{OFFICE}{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    spaces += f' xmlns:number="{OFFICE}datastyle:1.0" xmlns:fo="{OFFICE}xsl-fo-compatible:1.0"'
    styles = (
        '<number:date-style style:name="N1"><number:day number:style="long"/>'
        '<number:text>/</number:text><number:month number:style="long"/>'
        '<number:text>/</number:text><number:year number:style="long"/></number:date-style>'
        '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="strong" style:family="table-cell">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    tabs = "".join(_ods_table(sheet) for sheet in plan.sheets)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces} '
        f'office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tabs}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def _ods_table(sheet: Sheet) -> str:
    width = max(column for _, column in sheet.cells)
    spans = {(row, first): (down, across) for row, first, down, across in sheet.merges}
    covered = {
        (r, c)
        for row, first, down, across in sheet.merges
        for r in range(row, down + 1)
        for c in range(first, across + 1)
    } - set(spans)
    rows = []
    for row in range(1, sheet.last + 1):
        cells = []
        for column in range(1, width + 1):
            value, style = sheet.cells.get((row, column), (None, ""))
            if (row, column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            span = ""
            if (row, column) in spans:
                down, across = spans[row, column]
                span = (
                    f' table:number-columns-spanned="{across - column + 1}"'
                    f' table:number-rows-spanned="{down - row + 1}"'
                )
            cells.append(_ods_cell(value, style, span))
        rows.append(f"<table:table-row>{_repeated(cells, 'columns')}</table:table-row>")
    rest = '<table:table-cell table:number-columns-repeated="1024"/>'
    below = f'<table:table-row table:number-rows-repeated="{1048576 - sheet.last}">{rest}'
    return (
        f"<table:table table:name={quoteattr(sheet.name)}>"
        f'<table:table-column table:number-columns-repeated="{width}"/>'
        f"{_repeated(rows, 'rows')}{below}</table:table-row></table:table>"
    )


def _repeated(elements: list[str], what: str) -> str:
    """Write equal neighbours once with their number, as an office does."""
    written = []
    for element, run in groupby(elements):
        number = len(list(run))
        name, sign, rest = re.split(r"([ />])", element, maxsplit=1)
        count = f' table:number-{what}-repeated="{number}"' if number > 1 else ""
        written.append(f"{name}{count}{sign}{rest}")
    return "".join(written)


def _ods_cell(value: object, style: str, span: str) -> str:
    strong = ' table:style-name="strong"' if style in {"head", "section", "bold", "total"} else ""
    if value is None:
        return f"<table:table-cell{strong}{span}/>"
    if isinstance(value, date):
        shown = f"{value:%d/%m/%Y}"
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        return (
            f'<table:table-cell table:style-name="day"{span} {kind}>'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    text = "</text:p><text:p>".join(escape(str(value)).split("\n"))
    return f"<table:table-cell{strong}{span} {kind}><text:p>{text}</text:p></table:table-cell>"
