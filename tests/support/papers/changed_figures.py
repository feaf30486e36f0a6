"""One figure of one place, made wrong: would anybody notice?"""

import re
from copy import deepcopy

from support.papers.figures import Figure
from support.papers.written import Written


def changed(written: Written, figure: Figure) -> Written | None:
    """The same place with another digit in that figure; None where it is counted, not written."""
    if figure.offset is None:
        return None
    block = deepcopy(written.blocks[figure.block])
    if isinstance(block, str):
        return written.changed(figure.block, _other(block, figure))
    assert figure.cell is not None
    row, column = figure.cell
    block[row][column] = _other(block[row][column], figure)
    return written.changed(figure.block, block)


def _other(text: str, figure: Figure) -> str:
    """The text with the last whole digit of its first number raised by one."""
    assert figure.offset is not None
    stands = text.find(figure.said)
    # The value of a tile stands below its label, which begins what is said of it.
    start = stands + figure.offset if stands >= 0 else text.index(figure.digits)
    last = re.compile(r"\d(?=,|[^\d ]| \D|$)").search(text, start)
    assert last is not None, (text, figure.digits)
    digit = str((int(last[0]) + 1) % 10)
    return text[: last.start()] + digit + text[last.end() :]
