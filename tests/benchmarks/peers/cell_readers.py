"""What scripts read French cells with: pandas, pydantic, dateparser; a value or None a cell."""

import importlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, PlainValidator, TypeAdapter, ValidationError, create_model

from relocalisons.core.kernel.definition import ColumnKind
from relocalisons.core.reading.cells.readers import make_reader

Cells = Sequence[Any]


def pydantic_rows(columns: Sequence[tuple[ColumnKind, Cells]]) -> list[list[Any]]:
    """A model a row, whose validators are our own readers: what a model costs around them."""
    fields: dict[str, Any] = {
        f"column_{at}": (Annotated[Any, PlainValidator(make_reader(kind).read)], ...)
        for at, (kind, _) in enumerate(columns)
    }
    model: type[BaseModel] = create_model("Line", **fields)
    names = list(fields)
    lines = [
        model.model_validate(dict(zip(names, row, strict=True)))
        for row in zip(*(cells for _, cells in columns), strict=True)
    ]
    return [[getattr(line, name) for line in lines] for name in names]


def pandas_dates(cells: Cells, *, dayfirst: bool) -> list[date | None]:
    """`to_datetime`, with the serial numbers converted for it."""
    series = pd.Series(cells, dtype=object)
    numbers = pd.to_numeric(series.where(series.map(type).isin((int, float))), errors="coerce")
    days = pd.to_datetime(
        series.where(numbers.isna()), format="mixed", dayfirst=dayfirst, errors="coerce", utc=True
    )
    serials = pd.to_datetime(numbers, unit="D", origin="1899-12-30", utc=True, errors="coerce")
    return [None if pd.isna(day) else day.date() for day in days.fillna(serials)]


def pandas_amounts(cells: Cells, *, cleaned: bool) -> list[Decimal | None]:
    """`to_numeric`, alone or after the usual chain of `.str` calls."""
    series = pd.Series(cells, dtype=object)
    if cleaned:
        texts = series.where(series.map(type).eq(str))
        tidy = (
            texts.str.replace(r"[\s\u00a0\u202f€]|euros?|EUR|HT|TTC", "", regex=True)
            .str.replace("−", "-")
            .str.replace(",", ".")
        )
        series = series.where(texts.isna(), tidy)
    numbers = pd.to_numeric(series, errors="coerce")
    return [None if pd.isna(number) else Decimal(f"{number:.15g}") for number in numbers]


def pydantic_values(cells: Cells, adapter: TypeAdapter[Any]) -> list[Any]:
    """One lax validation a cell."""
    values = []
    for cell in cells:
        try:
            values.append(adapter.validate_python(cell))
        except ValidationError:
            values.append(None)
    return values


def dateparser_dates(cells: Cells) -> list[date | None]:
    """`dateparser` told that the language is French and the day comes first."""
    dateparser = importlib.import_module("dateparser")
    settings = {"DATE_ORDER": "DMY", "STRICT_PARSING": True}
    values = []
    for cell in cells:
        found = dateparser.parse(str(cell or ""), languages=["fr"], settings=settings)
        values.append(None if found is None else found.date())
    return values
