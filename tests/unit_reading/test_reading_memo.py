"""The memo of distinct cells: parsed once, never confounded, bounded."""

from collections.abc import Sequence

import numpy as np
import pytest

from relocalisons.core.kernel.model import Cell, Doubt, Reading
from relocalisons.core.reading.cells import readers
from relocalisons.core.reading.cells.advice import CELL, about, seal, shown
from relocalisons.core.reading.cells.readers import CellReader


class Recorder:
    """A parser that notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, object]] = []

    def __call__(self, value: object, extra: object) -> Reading[object]:
        self.asked.append((value, extra))
        return Reading(str(value), Doubt.CERTAIN)


def test_the_same_cell_is_parsed_once():
    recorder = Recorder()
    reader = CellReader(recorder)

    readings = [reader.read("fait"), reader.read("fait"), reader.read(Cell("fait", "dd/mm/yyyy"))]

    assert recorder.asked == [("fait", None)]
    assert [reading.found for reading in readings] == ["fait"] * 3


def test_a_format_counts_for_a_number_and_a_link_only_where_links_count():
    by_format, by_link = Recorder(), Recorder()
    cells = [Cell(1, "0%"), Cell(1, "0%"), Cell(1), Cell("a", hyperlink="x"), Cell(True, "0%")]

    CellReader(by_format).read_column(cells)
    CellReader(by_link, by_link=True).read_column(cells)

    assert by_format.asked == [(1, "0%"), (1, None), ("a", None), (True, "0%")]
    assert by_link.asked == [(1, None), ("a", "x"), (True, None)]


@pytest.mark.parametrize("values", [(1, True), (True, 1), (0, False), (False, 0)])
def test_true_and_one_are_two_cells(values: Sequence[object]):
    recorder = Recorder()
    reader = CellReader(recorder)

    readings = reader.read_column(list(values))

    assert [type(reading.found) for reading in readings] == [type(value) for value in values]


def test_numbers_of_numpy_are_read_as_numbers():
    recorder = Recorder()

    CellReader(recorder).read(np.int64(12))

    assert recorder.asked == [(12, None)]


def test_a_cell_whose_format_is_no_text_is_read_without_it():
    recorder = Recorder()

    CellReader(recorder).read(Cell(1, format=["bad"]))  # type: ignore[arg-type]

    assert recorder.asked == [(1, None)]


def test_values_that_cannot_be_remembered_are_parsed_each_time():
    recorder = Recorder()
    reader = CellReader(recorder)

    reader.read([1])
    reader.read(Cell([1], "0%"))
    reader.read("a" * 1_000)
    reader.read("a" * 1_000)

    assert len(recorder.asked) == 4


def test_the_memo_stays_within_its_bounds(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(readers, "MOST_CELLS", 2)
    recorder = Recorder()
    reader = CellReader(recorder)

    reader.read_column(["a", "b", "c", "c"])
    reader.read_column([Cell(n, "0%") for n in (1, 2, 3, 3)])

    assert len(recorder.asked) == 8


def test_a_reading_is_sealed_with_its_cell():
    assert seal(about(1, f"{CELL} est lu 1."), "~1").fix == "«\u00a0~1\u00a0» est lu 1."
    assert seal(about(1), "~1").found == "~1"


@pytest.mark.parametrize(
    ("value", "quoted"),
    [("a  b", "a b"), (True, "VRAI"), (False, "FAUX"), (1.5, "1,5"), (12, "12")],
)
def test_a_cell_is_quoted_as_people_see_it(value: object, quoted: str):
    assert shown(value) == f"«\u00a0{quoted}\u00a0»"


def test_a_cell_that_cannot_be_quoted_is_named():
    assert shown(object()) == shown(10**30) == "cette valeur"
