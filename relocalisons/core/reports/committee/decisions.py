"""Pure: the decisions of a committee that still run, those overdue, what the next are called."""

import re
from collections.abc import Iterable
from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import NBSP, quote, shorten, typo
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.meetings.meetings import Meeting
from relocalisons.core.meetings.words.decisions import is_running, read_decision_status
from relocalisons.core.programme.rows import day_of, table_rows, text_of
from relocalisons.core.reading.sheet_rows import Row
from relocalisons.core.reports.committee.questions import due_words

NO_OWNER = "sans responsable"
_NUMBER = re.compile(r"^D-(?P<year>\d{4})-(?P<rank>\d+)$")


def open_decisions(
    programme: Programme, *, meetings: Iterable[Meeting] = (), committee: str | None = None
) -> tuple[Row, ...]:
    """Decisions that still run, or may, the earliest due first, those without date last.

    With a `committee` only the decisions of its own meetings.
    """
    own = {fold(each.number) for each in meetings if fold(each.committee) == fold(committee or "")}
    rows = [
        row
        for row in table_rows(programme, "decisions")
        if is_running(row.said("status", read_decision_status)) is not False
        and text_of(row, "decision")
        and (committee is None or fold(text_of(row, "meeting")) in own)
    ]
    rows.sort(key=lambda row: (day_of(row, "due") or date.max, text_of(row, "number")))
    return tuple(rows)


def overdue(rows: Iterable[Row], *, as_of: date) -> tuple[Row, ...]:
    """Those that run and whose due day has gone by, both for sure."""
    return tuple(
        row
        for row in rows
        if is_running(row.said("status", read_decision_status))
        and (due := day_of(row, "due")) is not None
        and due < as_of
    )


def decision_cells(programme: Programme, row: Row, *, limit: int) -> tuple[str, str, str, str]:
    """Number, words, who answers for it and due day; one without owner says so.

    A status in doubt stands after the words, as it was typed.
    """
    words = typo(shorten(text_of(row, "decision"), limit=limit))
    if row.said("status", read_decision_status).doubtful:
        typed = quote(typo(shorten(row.typed("status"), limit=30)))
        words = f"{words} (statut{NBSP}: {typed})"
    return (
        text_of(row, "number") or "–",
        words,
        owner_of(programme, row),
        due_words(day_of(row, "due")),
    )


def owner_of(programme: Programme, row: Row) -> str:
    """The name of who answers for a decision, or `sans responsable`."""
    code = text_of(row, "owner")
    if not code:
        return NO_OWNER
    partner = programme.partner(code)
    return typo(shorten(partner.name, limit=46)) if partner else typo(shorten(code, limit=46))


def next_numbers(programme: Programme, *, year: int, count: int) -> tuple[str, ...]:
    """The numbers that the next decisions of a year will bear: `D-2026-014`, …"""
    ranks = [
        (int(found["year"]), int(found["rank"]))
        for row in table_rows(programme, "decisions")
        if (found := _NUMBER.match(text_of(row, "number")))
    ]
    last = max((rank for own, rank in ranks if own == year), default=0)
    if ranks and not last:  # numbering may run on over the years, as people do
        last = max(rank for _, rank in ranks)
    return tuple(f"D-{year}-{last + 1 + index:03d}" for index in range(count))
