"""The table in words: for a console, and for `docs/performance.md`."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.table.before import before_and_after
from benchmarks.table.misses import misses
from benchmarks.table.rows import Row

NONE = "–"
HEADINGS = ("work", "ours", "peer", "theirs", "ratio", "same result", "target", "verdict")
INTRODUCTION = """\
# What it costs, beside what people would use instead

Written by `make bench` (how it measures: [benchmarks.md](benchmarks.md)); the same figures are in
[performance.json](performance.json). Times are processor time, ours and the peer's taken in turn,
the best of several, unless a row says otherwise. « – »: there is no such figure, and the row says
why. A row whose results differ is refused: it has no ratio, and the run ends with 1. A missed
target stays in the table.
"""


def table(found: Mapping[str, Sequence[Row]], *, times: bool) -> str:
    """All rows, one under the other; without `times`, only whether results are the same."""
    lines = [line for rows in found.values() for line in map(_cells, rows)]
    if not times:
        return "\n".join(
            f"{_said(row):8} {row.work}" + (f" | {row.peer}" if row.peer else "")
            + f": {row.failed or row.absent or row.judged}"
            for rows in found.values() for row in rows
        )  # fmt: skip
    widths = [max(map(len, column)) for column in zip(HEADINGS, *lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (HEADINGS, *lines)
    )


def page(
    found: Mapping[str, Sequence[Row]],
    stamps: Mapping[str, Mapping[str, Any]],
    *,
    lacking: Sequence[str] = (),
) -> str:
    """Markdown: the table, what it lacks and misses, then where and when it was measured."""
    seconds = {name: float(one["seconds"]) for name, one in stamps.items()}
    lines = [INTRODUCTION, "## Before and after", ""]
    lines += [_line(("work", "before", "now")), _line(["---"] * 3)]
    lines += [_line(cells) for cells in before_and_after(found, seconds)]
    lines += ["", "## The table", ""]
    lines += [_line(HEADINGS), _line(["---"] * len(HEADINGS))]
    lines += [_line(_cells(row)) for rows in found.values() for row in rows]
    if lacking:
        lines += ["", f"Not measured yet: {', '.join(lacking)} (`make bench ROWS=…`)."]
    missed = list(misses([row for rows in found.values() for row in rows]))
    if missed:
        lines += ["", "## What misses its target, by how much, and what the profile shows", ""]
        lines += [_line(("work", "peer", "missed", "the profile")), _line(["---"] * 4)]
        lines += [_line((work, peer or NONE, *said)) for work, peer, *said in missed]
    lines += ["", "## When and where", ""]
    headings = ("rows", "day", "commit", "Python", "machine", "load before, after", "took")
    lines += [_line(headings), _line(["---"] * len(headings))]
    for name, one in stamps.items():
        lines.append(
            _line(
                [
                    f"`{name}`", one["day"], one["commit"], one["python"],
                    f"{one['cores']} cores, {one['processor']}",
                    f"{one['load_before']}, {one['load_after']}", f"{one['seconds']:.0f} s",
                ]
            )
        )  # fmt: skip
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> list[str]:
    if row.failed:
        return [row.work, NONE, NONE, NONE, NONE, NONE, NONE, f"not measured: {row.failed}"]
    return [
        row.work,
        str(row.ours) if row.ours else NONE,
        row.peer or NONE,
        str(row.theirs) if row.theirs else (f"{NONE} ({row.absent})" if row.absent else NONE),
        f"{_short(row.ratio)}×" if row.ratio is not None else NONE,
        f"{'yes' if row.same else 'NO'}{f': {row.judged}' if row.judged else ''}"
        if not row.absent
        else NONE,
        str(row.target) if row.target else NONE,
        row.verdict or NONE,
    ]


def _said(row: Row) -> str:
    if row.failed:
        return "FAILED"
    if row.absent:
        return NONE
    return "same" if row.same else "REFUSED"


def _short(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
