"""Store: named, frozen baselines; the newest one is in force."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import baseline


def freeze_baseline(
    store: Store, *, programme: str, name: str, dates: Mapping[str, date], at: datetime
) -> bool:
    """Freeze planned ends under a name; False when that name is already frozen (it stays)."""
    with store.begin() as connection:
        return insert_once(
            connection,
            baseline,
            {
                "programme": programme,
                "name": name,
                "frozen_at": to_text(at),
                "dates": json.dumps({key: day.isoformat() for key, day in sorted(dates.items())}),
            },
        )


def baseline_in_force(store: Store, programme: str) -> Baseline:
    """The newest baseline with its name; empty, without a name, before the first."""
    query = (
        select(baseline.c.name, baseline.c.dates)
        .where(baseline.c.programme == programme)
        .order_by(baseline.c.frozen_at.desc(), baseline.c.baseline_id.desc())
        .limit(1)
    )
    with store.begin() as connection:
        found = connection.execute(query).one_or_none()
    if found is None:
        return Baseline()
    dates = {key: date.fromisoformat(day) for key, day in json.loads(found.dates).items()}
    return Baseline(name=found.name, dates=dates)
