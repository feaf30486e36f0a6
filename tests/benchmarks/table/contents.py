"""What the table holds, in the order of its rows; and what is measured only when it is named."""

import importlib
from collections.abc import Callable, Iterable

from benchmarks.table.rows import Row, Size

# Name → seconds that it may take at full size. Each is a module of `measures`.
TABLE = {
    "google": 180,
    "cells": 300,
    "network": 180,
    "draws": 60,
    "days": 120,
    "pdf": 180,
    "month": 180,
    "mails": 420,
    "night": 600,
    "served": 300,
}
# Modules of `studies`: longer, or asked less often.
STUDIES = {
    "everyday": 1_500,
    "findings": 120,
    "growth": 900,
    "papers": 180,
    "portfolio": 60,
    "programmes": 3_600,
    "public_projects": 300,
    "sandbox": 120,
    "storm": 3_600,
}

Measurement = Callable[[Size], Iterable[Row]]


def patience(name: str) -> int:
    """Seconds after which a measurement is stopped."""
    return (TABLE | STUDIES)[name]


def measurement(name: str) -> Measurement:
    """Its `measure(size)`, which gives rows and prints nothing."""
    room = "measures" if name in TABLE else "studies"
    return importlib.import_module(f"benchmarks.{room}.{name}").measure
