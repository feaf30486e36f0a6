"""Pure: which proposals the sheets have settled by themselves: there is nothing to answer."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from relocalisons.core.kernel.model import (
    ActionStatus,
    Finding,
    FindingState,
    Programme,
    Row,
    TrackedFinding,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.proposals.model import KeptProposal
from relocalisons.core.proposals.standing import line_of
from relocalisons.core.replies.model import Act
from relocalisons.core.tables import ACTIONS, DELIVERABLES

ASKED_BEFORE = timedelta(
    days=30
)  # what an answer is about was asked for, and may have come with it
_OF_A_LINE = (Act.DONE, Act.PROGRESS, Act.NEW_DATE, Act.PROMISE, Act.OTHER)


def settled_by_sheets(
    kept: Iterable[KeptProposal],
    programme: Programme,
    *,
    tracked: Iterable[TrackedFinding],
    gone: Iterable[Finding],
) -> frozenset[str]:
    """Keys of the proposals about a line whose cells say as much, or of which nothing is asked.

    `gone`: what was settled since it was asked for. A line of which something still stands, or
    cannot be told tonight, is settled by its own cells only.
    """
    stands = {
        _line(one.finding)
        for one in tracked
        if one.is_open or one.state is FindingState.OUT_OF_SIGHT
    }
    quiet = {_line(one) for one in gone} - stands
    return frozenset(
        each.key
        for each in kept
        if each.proposal.act in _OF_A_LINE
        and each.proposal.ref
        and (_is_quiet(each, quiet) or _is_said(each, line_of(each, programme)))
    )


def _is_quiet(kept: KeptProposal, quiet: Collection[tuple[str, str]]) -> bool:
    return (kept.partner, fold(kept.proposal.ref)) in quiet


def _line(finding: Finding) -> tuple[str, str]:
    return finding.partner or "", fold(finding.label.partition(" – ")[0])


def _is_said(kept: KeptProposal, row: Row | None) -> bool:
    """Whether the cells of a plan or of deliverables say what is proposed, or more."""
    if row is None or row.table not in (ACTIONS, DELIVERABLES):
        return False
    act, days, percent = kept.proposal.act, kept.proposal.days, kept.proposal.percent
    if row.table is ACTIONS and _is_done(row):
        return act is not Act.OTHER
    if act in (Act.NEW_DATE, Act.PROMISE) and days is not None:
        put_off = row.last_day("revised_end" if row.table is ACTIONS else "revised_due")
        return put_off is not None and put_off >= days.latest
    if act is Act.PROGRESS and percent is not None and row.table is ACTIONS:
        so_far = row.decimal("progress")
        return so_far is not None and so_far * 100 >= percent
    return False


def _is_done(row: Row) -> bool:
    said = row.reading("status").value is ActionStatus.DONE
    return said or row.last_day("actual_end") is not None
