"""`make storm`: 10,000 mails, then the batch size that asks for the fewest calls."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measures.mails import PROGRAMMES, storm_of
from benchmarks.table.rows import Figure, Row, Size
from support.mails.storm import played

MAILS = {Size.FULL: 10_000, Size.QUICK: 90}
LEAST_KILLS = {Size.FULL: 200, Size.QUICK: 1}
SIZES = {Size.FULL: (1, 2, 4, 6, 7, 8, 9, 10), Size.QUICK: (2, 8)}
SWEEP = {Size.FULL: 240, Size.QUICK: 24}  # mails for each size


def measure(size: Size) -> Iterator[Row]:
    """The rows of the table for more mails; then calls a mail by batch size, under faults."""
    yield from storm_of(
        MAILS[size], programmes=PROGRAMMES[size], least_kills=LEAST_KILLS[size], calm=SWEEP[size]
    )
    with tempfile.TemporaryDirectory() as name:
        for batch in SIZES[size]:
            calm, _ = played("two_phase", Path(name), SWEEP[size], storm=False, size=batch)
            calls, found = played("two_phase", Path(name), SWEEP[size], storm=True, size=batch)
            wrong = {what: found[what] for what in ("doubled", "lost", "unresolved") if found[what]}
            yield Row(
                work=f"two_phase, {batch} a batch, {SWEEP[size]} mails under faults: calls a mail",
                ours=Figure(value=calls, unit="calls"),
                same=not wrong,
                judged=str(wrong) if wrong else f"{calm:.2f} without faults",
            )
