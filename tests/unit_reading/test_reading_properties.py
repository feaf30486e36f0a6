"""Properties of every reader: it never raises, says the same twice, reads back what we write."""

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relocalisons.core import tables as schema
from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.kernel.model import Cell, Doubt, Merge, Quantity, Reading
from relocalisons.core.kernel.words import french
from relocalisons.core.reading.cells import readers as cells
from relocalisons.core.reading.cells.readers import reader_of
from relocalisons.core.reading.cells.serials import EPOCH, LAST_MEANT
from relocalisons.core.reading.cells.words import is_void
from relocalisons.core.reading.grid import read_table

Read = Callable[[object], Reading[Any]]

READERS: dict[str, Read] = {
    "date": cells.read_date,
    "date in 2026": lambda value: cells.read_date(value, default_year=2026),
    "number": cells.read_number,
    "money": cells.read_money,
    "percent": cells.read_percent,
    "quantity": cells.read_quantity,
    "progress": cells.read_progress,
    "status": cells.read_status,
    "emails": cells.read_emails,
    "text": reader_of(ColumnKind.TEXT).read,
    "choice": reader_of(ColumnKind.CHOICE).read,
    "id": reader_of(ColumnKind.ID).read,
    "ids": reader_of(ColumnKind.IDS).read,
    "yesno": reader_of(ColumnKind.YESNO).read,
    "url": reader_of(ColumnKind.URL).read,
}

MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Texts near what people type reach the patterns that random texts never reach.
FRAGMENTS = [
    "12", "03", "2026", "26", "/", "-", ".", ",", " ", "\u00a0", "\u202f", "mars", "fin", "mi-",
    "S2", "T2",
    "sem.", "lundi", "->", "→", "(", ")", "?", "%", "€", "k", "t", "kg", "caisses", "ha", "h30",
    "à", "et",
    "entre", "environ", "~", "max", "fait", "le", "ok", "en cours", "annulé", "1.234", "1 234,5",
    "#REF!",
    "#", "@", "a@x.fr", "<", ">", ";", "=", "'",
    '"', "½", "²", "1er", "30/02", "H", "TTC", "é", "\n", "\x00",
    "\ud800", "x", "X", "✓", "avant", "d'ici", "semaine du", "reporté au", "hiver", "2025-2026",
    "e+3", "A1.2",
]  # fmt: skip
typed = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join)
formats = st.sampled_from(
    [
        None,
        "",
        "dd/mm/yyyy",
        "d/m",
        "mmm yyyy",
        "yyyy",
        "0%",
        "0.00",
        '0" kg"',
        "[h]:mm",
        "hh:mm",
        "@",
        "[",
        '"',
    ]
)
scalars = st.one_of(
    typed,
    st.text(max_size=60),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.binary(max_size=8),
    st.lists(st.integers(), max_size=2),
    st.builds(object),
)
anything = st.one_of(
    scalars,
    st.builds(
        Cell,
        scalars,
        format=formats,
        struck=st.booleans(),
        hyperlink=st.sampled_from(
            [None, "", "mailto:", "mailto:a@x.fr", "https://x.fr", "javascript:x"]
        ),
    ),
)


@pytest.mark.parametrize("name", READERS)
@given(value=anything)
@MODEST
def test_no_input_raises_and_each_doubt_keeps_its_promise(name: str, value: object):
    reading = READERS[name](value)

    if reading.doubt in (Doubt.CERTAIN, Doubt.ABOUT):
        assert reading.value is not None
        assert reading.candidates == ()
    else:
        assert reading.value is None
    assert "{cell}" not in reading.fix or "{cell}" in str(value)
    raw = value.value if isinstance(value, Cell) else value
    assert reading.found is (None if is_void(raw) else raw) or reading.found == raw


@pytest.mark.parametrize("name", READERS)
@given(value=anything)
@example(value=Decimal("NaN"))
@example(value=Decimal("sNaN"))
@example(value=Cell(Decimal("sNaN")))
@example(value=float("nan"))
@MODEST
def test_reading_is_deterministic(name: str, value: object):
    assert READERS[name](value) == READERS[name](value)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "text", ["1" * 50_000, "mars " * 10_000, "(" * 20_000, "a@" * 20_000, "1/" * 20_000]
)
def test_a_cell_of_fifty_thousand_characters_is_read_at_once(name: str, text: str):
    assert READERS[name](text).doubt in (Doubt.UNREADABLE, Doubt.CERTAIN, Doubt.ABOUT)


@given(value=st.one_of(st.booleans(), st.integers(0, 1), st.sampled_from([0.0, 1.0])))
@MODEST
def test_true_and_one_are_not_confounded(value: object):
    cells.read_progress(1)
    cells.read_progress(True)

    assert (READERS["yesno"](value).found, type(READERS["yesno"](value).found) is bool) == (
        value,
        type(value) is bool,
    )


# --- what we write, we read -------------------------------------------------------------------

days = st.dates(date(1950, 1, 1), LAST_MEANT)
recent_days = st.dates(date(1970, 1, 1), LAST_MEANT)


@given(day=days)
@MODEST
def test_a_day_written_in_french_is_read_back(day: date):
    texts = (
        french.format_date(day),
        french.format_long_date(day),
        french.format_long_date(day, weekday=True),
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%Y-%m-%dT%H:%M:%S}",
    )

    for text in texts:
        reading = cells.read_date(text)
        assert reading.doubt is Doubt.CERTAIN, text
        assert reading.value is not None and (reading.value.earliest, reading.value.latest) == (
            day,
            day,
        )


@given(day=recent_days)
@MODEST
def test_a_day_with_a_short_year_is_read_back(day: date):
    reading = cells.read_date(f"{day:%d/%m/%y}")

    assert reading.value is not None and reading.value.latest == day


@given(day=days)
@MODEST
def test_a_genuine_date_is_read_back(day: date):
    reading = cells.read_date(Cell((day - EPOCH).days, "dd/mm/yyyy"))

    assert reading.value is not None and reading.value.latest == day
    assert cells.read_date(day) == cells.read_date(day)
    assert (
        cells.read_date(datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)).value
        == reading.value
    )


@given(day=recent_days)
@MODEST
def test_a_month_written_in_french_is_a_month(day: date):
    reading = cells.read_date(french.format_month(day))

    assert reading.doubt is Doubt.ABOUT
    assert reading.value is not None
    assert reading.value.earliest == day.replace(day=1)
    assert (reading.value.latest + timedelta(days=1)).day == 1


@given(day=recent_days, default_year=st.integers(1990, LAST_MEANT.year))
@MODEST
def test_a_day_without_year_is_completed_or_refused_never_moved(day: date, default_year: int):
    reading = cells.read_date(f"{day:%d/%m}", default_year=default_year)

    if reading.value is None:
        assert (day.day, day.month) == (29, 2)
    else:
        assert reading.value.latest == date(default_year, day.month, day.day)
        assert reading.doubt is Doubt.ABOUT


amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@given(amount=amounts)
@MODEST
def test_an_amount_written_in_french_is_read_back(amount: Decimal):
    for text in (french.format_money(amount), french.format_number(amount, digits=2)):
        assert cells.read_money(text).value == amount
        assert cells.read_number(text).value == amount


@given(amount=st.decimals(min_value=0, max_value=10**6, places=3))
@MODEST
def test_three_decimals_after_a_comma_are_read_back(amount: Decimal):
    assert cells.read_number(french.format_number(amount, digits=3)).value == amount


@given(number=st.one_of(st.integers(-(10**15), 10**15), st.floats(-1e12, 1e12)))
@MODEST
def test_a_number_is_read_to_fifteen_digits(number: float):
    value = cells.read_number(number).value

    assert value is not None
    assert math.isclose(float(value), number, rel_tol=1e-14, abs_tol=0)


@given(
    amount=st.decimals(min_value=0, max_value=10**6, places=2),
    unit=st.sampled_from(["kg", "t", "q", "ha", "caisse", "botte", "sac", "h", "jour", "repas"]),
)
@MODEST
def test_a_quantity_written_in_french_is_read_back(amount: Decimal, unit: str):
    reading = cells.read_quantity(french.format_quantity(amount, unit))

    assert (reading.doubt, reading.value) == (Doubt.CERTAIN, Quantity(amount, unit))


@given(points=st.decimals(min_value=0, max_value=100, places=1))
@MODEST
def test_a_share_written_in_french_is_read_back(points: Decimal):
    text = french.format_percent(points / 100, digits=1)

    assert cells.read_progress(text).value == points / 100
    assert cells.read_percent(text).value == points / 100


@given(
    local=st.from_regex(r"[a-z][a-z0-9]{0,8}(\.[a-z0-9]{1,8})?", fullmatch=True),
    domain=st.from_regex(r"[a-z][a-z0-9]{0,8}\.(fr|example|org)", fullmatch=True),
)
@MODEST
def test_an_address_is_read_back_in_each_of_its_dresses(local: str, domain: str):
    address = f"{local}@{domain}"

    for text in (
        address,
        f" {address} ",
        f"mailto:{address}",
        f"Anne Roux <{address}>",
        f"{address};",
    ):
        assert cells.read_emails(text).value == (address,) or domain == "gmail.fr"


# --- tables -----------------------------------------------------------------------------------

headers = st.sampled_from(
    [column.header for column in schema.ACTIONS.columns] + ["Autre", "", None, 3]
)
row = st.lists(anything, max_size=10)


@given(
    above=st.lists(row, max_size=3),
    header=st.lists(headers, max_size=10),
    rows=st.lists(row, max_size=5),
    merges=st.lists(st.builds(Merge, *[st.integers(-2, 12)] * 4), max_size=3),
    header_row=st.one_of(st.none(), st.integers(-2, 10)),
)
@example(
    above=[], header=["N° action", "N° action"], rows=[[math.inf, "12"]], merges=[], header_row=None
)
@MODEST
def test_no_grid_raises_and_every_data_row_has_every_column(
    above: list[list[object]],
    header: list[object],
    rows: list[list[object]],
    merges: list[Merge],
    header_row: int | None,
):
    names = [column.name for column in schema.ACTIONS.columns]

    reading = read_table(
        [*above, header, *rows], schema.ACTIONS, merges=merges, header_row=header_row
    )

    assert reading.frame.columns.tolist() == names
    assert set(reading.frame.index) <= set(reading.readings)
    assert all(list(cells_of_row) == names for cells_of_row in reading.readings.values())
    assert all(issue.fix.endswith(".") and len(issue.found) <= 120 for issue in reading.issues)


@given(rows=st.lists(row, max_size=4))
@MODEST
def test_a_table_is_read_twice_the_same(rows: list[list[object]]):
    grid = [[column.header for column in schema.ACTIONS.columns], *rows]

    first, second = read_table(grid, schema.ACTIONS), read_table(grid, schema.ACTIONS)

    assert first.issues == second.issues
    assert list(first.readings) == list(second.readings)
