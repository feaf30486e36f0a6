"""Pure: what was noted during visits, and which producer is to be visited by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.calendar.calendar import WorkCalendar
from relocalisons.core.kernel.calendar.deadlines import day_before, working_days
from relocalisons.core.kernel.model import (
    Doubt,
    GrowingContract,
    Programme,
    Row,
    first_day,
    last_day,
)
from relocalisons.core.producers.contracts.life import stage_of
from relocalisons.core.producers.contracts.words import BEFORE_SIGNATURE, RUNNING
from relocalisons.core.producers.rows import by_producer, producer_rows
from relocalisons.core.producers.rules import visit_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitState:
    """The visits of one producer on a day.

    `due` is the day by which the next visit should take place (None: nothing is due), `missed`
    the oldest planned visit that did not take place, `planned` the next one to come. `doubtful`:
    a visit's day cannot be read, so that nothing is concluded.
    """

    producer: str
    last: Row | None
    last_on: date | None
    due: date | None
    missed: date | None
    planned: date | None
    planned_row: Row | None
    doubtful: bool

    def overdue_since(self, as_of: date) -> date | None:
        """The day since which a visit is overdue; None when it is not, or is planned."""
        if self.doubtful:
            return None
        if self.missed is not None:
            return self.missed
        if self.due is not None and self.due < as_of and self.planned is None:
            return self.due
        return None


def visit_states(programme: Programme, *, as_of: date) -> tuple[VisitState, ...]:
    """The visits of every producer with a contract that is neither closed nor broken."""
    rows = by_producer(producer_rows(programme, "visits"))
    alive: dict[str, list[GrowingContract]] = {}
    for contract in programme.contracts:
        if contract.producer and stage_of(contract) in (*RUNNING, *BEFORE_SIGNATURE):
            alive.setdefault(contract.producer, []).append(contract)
    return tuple(
        _state(producer, rows.get(producer, ()), alive[producer], programme, as_of=as_of)
        for producer in sorted(alive)
    )


def is_in_season(contract: GrowingContract, *, as_of: date) -> bool:
    """Whether a contract runs on that day: between its first and its last day."""
    start, end = first_day(contract.start), last_day(contract.end)
    running = stage_of(contract) in RUNNING
    return running and start is not None and end is not None and start <= as_of <= end


def _state(
    producer: str,
    rows: tuple[Row, ...],
    contracts: list[GrowingContract],
    programme: Programme,
    *,
    as_of: date,
) -> VisitState:
    done = [(on, row) for row in rows if (on := last_day(row.reading("done_on"))) and on <= as_of]
    last_on, last = max(done, key=lambda pair: pair[0], default=(None, None))
    open_rows = [row for row in rows if row.reading("done_on").doubt is Doubt.ABSENT]
    planned = [(on, row) for row in open_rows if (on := last_day(row.reading("planned_on")))]
    missed = [on for on, _ in planned if on < as_of and (last_on is None or on > last_on)]
    coming = min(
        ((on, row) for on, row in planned if on >= as_of),
        key=lambda pair: pair[0],
        default=(None, None),
    )
    interval = min(
        visit_interval(
            programme,
            contract.supply_chain,
            in_season=is_in_season(contract, as_of=as_of),
        )
        for contract in contracts
    )
    return VisitState(
        producer=producer,
        last=last,
        last_on=last_on,
        due=_due(last, last_on, contracts, interval=interval, calendar=working_days(programme)),
        missed=min(missed, default=None),
        planned=coming[0],
        planned_row=coming[1],
        doubtful=any(
            row.reading("done_on").doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE) for row in rows
        ),
    )


def _due(
    last: Row | None,
    last_on: date | None,
    contracts: Iterable[GrowingContract],
    *,
    interval: int,
    calendar: WorkCalendar,
) -> date | None:
    """What was agreed during the last visit, else a working day at the interval.

    Never visited: the first season.
    """
    if last is not None and last_on is not None:
        said = last.reading("next_visit")
        if said.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
            return None  # a day was agreed: the usual interval must not stand in for it
        return last_day(said) or day_before(last_on, days=-interval, calendar=calendar)
    starts = [
        start
        for contract in contracts
        if stage_of(contract) in RUNNING and (start := first_day(contract.start)) is not None
    ]
    return min(starts, default=None)
