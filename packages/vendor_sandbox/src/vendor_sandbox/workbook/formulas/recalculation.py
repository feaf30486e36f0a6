"""Sandbox, Sheets: evaluates every formula of a workbook after a change."""

from vendor_sandbox.workbook.book import Book
from vendor_sandbox.workbook.cells import Cell, Value
from vendor_sandbox.workbook.formulas.brought_formats import BroughtFormats
from vendor_sandbox.workbook.formulas.evaluation import (
    CannotEvaluate,
    Evaluator,
    FormulaError,
)
from vendor_sandbox.workbook.formulas.functions import FUNCTIONS
from vendor_sandbox.workbook.formulas.syntax import Call, parse_formula
from vendor_sandbox.workbook.formulas.tokens import FormulaSyntaxError
from vendor_sandbox.workbook.sheet import Sheet


def recalculate(book: Book) -> None:
    """Put the current value into every cell with a formula."""
    evaluator, formats = Evaluator(book, FUNCTIONS), BroughtFormats(book)
    for sheet in book.sheets:
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell is not None and cell.formula is not None:
                    cells[column] = _evaluated(evaluator, formats, sheet, row, column, cell)


def _evaluated(
    evaluator: Evaluator, formats: BroughtFormats, sheet: Sheet, row: int, column: int, cell: Cell
) -> Cell:
    value = evaluator.cell_value(sheet, row, column, cell)
    brought = formats.of_cell(sheet, row, column) if _is_number(value) else None
    link = cell.link
    if "HYPERLINK(" in (cell.formula or "").upper():
        link = _link(evaluator, sheet, cell) or link
    if value is cell.value and link == cell.link and brought == cell.brought:
        return cell
    return cell._replace(value=value, link=link, brought=brought)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _link(evaluator: Evaluator, sheet: Sheet, cell: Cell) -> str | None:
    try:
        tree = parse_formula(cell.formula or "")
        if isinstance(tree, Call) and tree.name == "HYPERLINK" and tree.arguments:
            return evaluator.text(tree.arguments[0], sheet)
    except (FormulaSyntaxError, FormulaError, CannotEvaluate):
        return None
    return None
