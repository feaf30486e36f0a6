"""Store: how many findings stood open week after week, from the events of their lives."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from relocalisons.core.kernel.model import FindingState, Severity
from relocalisons.core.pilotage.dashboard.chains import TrendWeek
from relocalisons.store.opening import Store
from relocalisons.store.schema import finding, finding_event

WEEKS = 6
_STANDING = tuple(
    state.value
    for state in (FindingState.NEW, FindingState.OPEN, FindingState.WORSE, FindingState.BETTER)
)


def weekly_trend(
    store: Store, *, programme: str, as_of: date, weeks: int = WEEKS
) -> tuple[TrendWeek, ...]:
    """The last weeks that have a run, the present one up to `as_of` included, the latest first.

    A week shows what waited for her on its last run, with the severity of that day (the last one
    known for days whose severity was not kept), and apart what slept by her word and what nobody
    could tell that day. Weeks without a run are left out: nothing is known of them.
    """
    monday = as_of - timedelta(days=as_of.weekday())
    first = monday - timedelta(weeks=weeks - 1)
    of_that_day = func.coalesce(finding_event.c.severity, finding.c.severity).label("severity")
    query = (
        select(finding_event.c.as_of, finding_event.c.state, finding_event.c.asleep, of_that_day)
        .join(
            finding,
            (finding.c.key == finding_event.c.key)
            & (finding.c.programme == finding_event.c.programme),
        )
        .where(
            finding_event.c.programme == programme,
            finding_event.c.as_of >= first.isoformat(),
            finding_event.c.as_of <= as_of.isoformat(),
        )
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    by_week: dict[date, list[Any]] = {}
    for row in rows:
        day = date.fromisoformat(row.as_of)
        by_week.setdefault(day - timedelta(days=day.weekday()), []).append(row)
    return tuple(
        _week(start, by_week[start], as_of=as_of) for start in sorted(by_week, reverse=True)
    )


def _week(start: date, rows: Iterable[Any], *, as_of: date) -> TrendWeek:
    rows = tuple(rows)
    last = max(row.as_of for row in rows)
    on_last = [row for row in rows if row.as_of == last]
    stood = [row for row in on_last if row.state in _STANDING]
    standing = [row for row in stood if not row.asleep]
    return TrendWeek(
        last_day=min(start + timedelta(days=6), as_of),
        open=len(standing),
        decided=len(stood) - len(standing),
        alerts=sum(row.severity == Severity.ALERT.value for row in standing),
        new=sum(row.state == FindingState.NEW.value for row in rows),
        resolved=sum(row.state == FindingState.RESOLVED.value for row in rows),
        unseen=sum(row.state == FindingState.OUT_OF_SIGHT.value for row in on_last),
    )
