"""Sandbox, Sheets: the pieces of a formula to a tree."""

from functools import lru_cache
from typing import Any, NamedTuple

from vendor_sandbox.workbook.cells import CellError, error_from_text
from vendor_sandbox.workbook.formulas.tokens import FormulaSyntaxError, Piece, pieces
from vendor_sandbox.workbook.ranges import Box, parse_cells, split_title

_DEEPEST = 60


class Constant(NamedTuple):
    """A number, a text, a boolean or an error."""

    value: int | float | str | bool | CellError | None


class Reference(NamedTuple):
    """Cells, of the formula's own tab when `title` is None."""

    title: str | None
    box: Box
    is_one_cell: bool


class Name(NamedTuple):
    """A named range."""

    name: str


class Call(NamedTuple):
    """A function and its arguments."""

    name: str
    arguments: tuple[Any, ...]


class Operation(NamedTuple):
    """An operator between two trees, or before or after one (`right` None)."""

    operator: str
    left: Any
    right: Any


Tree = Constant | Reference | Name | Call | Operation

_PRIORITY = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3}
_PRIORITY |= {"*": 4, "/": 4, "^": 5}


@lru_cache(maxsize=8192)
def parse_formula(formula: str) -> Tree:
    """Return the tree of a canonical formula. Raises FormulaSyntaxError."""
    return parse_pieces(pieces(formula))


def parse_pieces(found: tuple[Piece, ...]) -> Tree:
    """Return the tree of canonical pieces. Raises FormulaSyntaxError."""
    solid = tuple(piece for piece in found if piece.kind != "space")
    reader = _Reader(solid)
    tree = reader.expression(0)
    if reader.position != len(solid):
        raise FormulaSyntaxError("more than one formula")
    return tree


class _Reader:
    def __init__(self, found: tuple[Piece, ...]) -> None:
        self.found = found
        self.position = 0
        self.depth = 0

    def peek(self) -> Piece | None:
        return self.found[self.position] if self.position < len(self.found) else None

    def take(self, kind: str) -> Piece:
        piece = self.peek()
        if piece is None or piece.kind != kind:
            raise FormulaSyntaxError(kind)
        self.position += 1
        return piece

    def expression(self, priority: int) -> Tree:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise FormulaSyntaxError("too deep")
        left = self.prefixed()
        while True:
            piece = self.peek()
            if piece is None or piece.kind != "operator":
                break
            if piece.text == "%":
                self.position += 1
                left = Operation("%", left, None)
                continue
            own = _PRIORITY[piece.text]
            if own <= priority:
                break
            self.position += 1
            left = Operation(piece.text, left, self.expression(own))
        self.depth -= 1
        return left

    def prefixed(self) -> Tree:
        piece = self.peek()
        if piece is not None and piece.kind == "operator" and piece.text in {"-", "+"}:
            self.position += 1
            # A sign binds tighter than `^`: -2^2 is 4, as in every spreadsheet.
            return Operation("negate" if piece.text == "-" else "keep", self.expression(5), None)
        return self.primary()

    def primary(self) -> Tree:
        piece = self.peek()
        if piece is None:
            raise FormulaSyntaxError("end")
        self.position += 1
        match piece.kind:
            case "number":
                return Constant(_number(piece.text))
            case "text":
                return Constant(piece.text[1:-1].replace('""', '"'))
            case "error":
                return Constant(error_from_text(piece.text))
            case "reference":
                return _reference(piece.text)
            case "open":
                inner = self.expression(0)
                self.take("close")
                return inner
            case "name":
                return self.named(piece.text)
        raise FormulaSyntaxError(piece.text)

    def named(self, name: str) -> Tree:
        piece = self.peek()
        if piece is None or piece.kind != "open":
            if name.upper() in {"TRUE", "FALSE"}:
                return Constant(name.upper() == "TRUE")
            return Name(name)
        self.position += 1
        arguments: list[Tree] = []
        piece = self.peek()
        if piece is not None and piece.kind == "close":
            self.position += 1
            return Call(name.upper(), ())
        while True:
            piece = self.peek()
            if piece is not None and piece.kind in {"separator", "close"}:
                arguments.append(Constant(None))
            else:
                arguments.append(self.expression(0))
            piece = self.peek()
            if piece is not None and piece.kind == "separator":
                self.position += 1
                continue
            self.take("close")
            return Call(name.upper(), tuple(arguments))


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _reference(text: str) -> Reference:
    split = split_title(text)
    if split is None:
        raise FormulaSyntaxError(text)
    title, cells = split
    box = parse_cells(cells or "")
    if box is None:
        raise FormulaSyntaxError(text)
    return Reference(title, box, ":" not in (cells or ""))
