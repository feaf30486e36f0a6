"""What some of the rows were before work on speed began, beside what they are now."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.table.contents import TABLE
from benchmarks.table.rows import Row

# What, how long it took on two quiet cores, and how the row that says it now begins.
BEFORE = (
    ("the demo", "240 s", "the demo, its six nights"),
    ("the default tests", "780 s", "the default tests"),
    ("a quiet night through the worker, to its end", "35 s", "quiet daily_follow_up through the "
     "worker: from its planned hour"),
    ("importing the flow of a night", "4.20 s", "importing the flow of a night"),
    ("a month of papers, first printed whole in one process", "14.0 s", "a month of the sample: "
     "all that its flows publish, time"),
    ("memory of a month of papers", "473 MB", "a month of the sample: all that its flows publish, "
     "memory"),
    ("memory of a night", "442 MB", "a night of the sample, 1 times its rows, memory"),
    ("cells", "209,000 rows/s", "French cells, 100,000 rows of 8 columns"),
)  # fmt: skip
ITSELF = ("the table itself", "1,800 s")


def before_and_after(
    found: Mapping[str, Sequence[Row]], seconds: Mapping[str, float]
) -> Iterator[tuple[str, str, str]]:
    """What, before, now; `seconds` is how long each measurement took."""
    rows = [row for each in found.values() for row in each if row.ours]
    for what, before, begins in BEFORE:
        now = next((str(row.ours) for row in rows if row.work.startswith(begins)), "–")
        yield what, before, now
    whole = [seconds[name] for name in TABLE if name in seconds]
    yield (*ITSELF, f"{sum(whole):,.0f} s" if len(whole) == len(TABLE) else "–")
