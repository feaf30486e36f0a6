"""Store: named references, frozen for good, and which of them is in force from which day."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from relocalisons.core.programme.decisions.amended import ACTIONS
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import baseline, reference_act

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReference:
    """A reference by name, when it was frozen, and since when it was in force at last, if ever."""

    name: str
    frozen_at: datetime
    made_from: str  # the reference that its amendment moved; empty for a freeze
    in_force_on: date | None


def freeze_baseline(
    store: Store,
    reference: Baseline,
    *,
    programme: str,
    at: datetime,
    on: date,
    in_force: bool = False,
    made_from: str = "",
    moved: Iterable[tuple[str, str]] = (),
) -> bool:
    """Freeze a reference under its name; False when that name is already frozen (it stays).

    `in_force`: from the day `on`; else it is only kept, unless it is the first of all. `made_from`
    and `moved` (table, key) are an amendment's.
    """
    content = {
        "deliverables": _days_to(reference.deliverables),
        "targets": {key: str(value) for key, value in sorted(reference.targets.items())},
        "budget": {key: str(value) for key, value in sorted(reference.budget.items())},
        "made_from": made_from,
        "moved": sorted(map(list, moved)),
    }
    with store.begin() as connection:
        is_first = not _acts(connection, programme)
        is_new = insert_once(
            connection,
            baseline,
            {
                "programme": programme,
                "name": reference.name,
                "frozen_at": to_text(at),
                "dates": json.dumps(_days_to(reference.dates)),
                "content": json.dumps(content),
            },
        )
        if is_new and (in_force or is_first):
            _put(connection, programme, reference.name, on=on, at=at)
        return is_new


def put_in_force(store: Store, *, programme: str, name: str, on: date, at: datetime) -> bool:
    """Make a reference that is frozen the one in force from a day; False when there is none."""
    with store.begin() as connection:
        if _row(connection, programme, name) is None:
            return False
        _put(connection, programme, name, on=on, at=at)
        return True


def baseline_in_force(store: Store, programme: str, *, on: date) -> Baseline:
    """The reference in force on a day; empty, without a name, before the first.

    Of two that came in force on one day, the one decided last.
    """
    with store.begin() as connection:
        acts = [act for act in _acts(connection, programme) if act.in_force_on <= on.isoformat()]
        if not acts:
            return Baseline()
        last = max(acts, key=lambda act: (act.in_force_on, act.decided_at, act.act_id))
        return _whole(connection, programme, last.name, decided_at=from_text(last.decided_at))


def kept_references(store: Store, programme: str) -> tuple[KeptReference, ...]:
    """Every reference, the oldest first."""
    query = select(baseline).filter_by(programme=programme)
    query = query.order_by(baseline.c.frozen_at, baseline.c.baseline_id)
    with store.begin() as connection:
        since = {act.name: act.in_force_on for act in _acts(connection, programme)}
        return tuple(
            KeptReference(
                name=row.name,
                frozen_at=from_text(row.frozen_at),
                made_from=json.loads(row.content).get("made_from", ""),
                in_force_on=date.fromisoformat(since[row.name]) if row.name in since else None,
            )
            for row in connection.execute(query)
        )


def kept_reference(store: Store, programme: str, name: str) -> Baseline | None:
    """The reference frozen under a name; None when there is none."""
    with store.begin() as connection:
        if _row(connection, programme, name) is None:
            return None
        return _whole(connection, programme, name, decided_at=None)


def _whole(
    connection: Connection, programme: str, name: str, *, decided_at: datetime | None
) -> Baseline:
    """The reference with what the amendments on the way to it moved."""
    row = _row(connection, programme, name)
    content = json.loads(row.content)
    amended: dict[tuple[str, str], str] = {}
    former: dict[str, set[date]] = {}
    seen: set[str] = set()
    step = row
    while step is not None and step.name not in seen:
        seen.add(step.name)
        behind = json.loads(step.content)
        for key, day in json.loads(step.dates).items():
            former.setdefault(key, set()).add(date.fromisoformat(day))
        for table, key in behind.get("moved", ()):
            amended.setdefault((table, key), step.name)
        step = _row(connection, programme, behind.get("made_from", ""))
    moved = {key for table, key in amended if table == ACTIONS}
    return Baseline(
        name=name,
        dates=_days_from(json.loads(row.dates)),
        deliverables=_days_from(content.get("deliverables", {})),
        targets=_read(content.get("targets", {}), Decimal),
        budget=_read(content.get("budget", {}), Decimal),
        amended=amended,
        former={key: frozenset(days) for key, days in former.items() if key in moved},
        decided_at=decided_at,
    )


def _acts(connection: Connection, programme: str) -> list[Any]:
    query = select(reference_act).filter_by(programme=programme).order_by(reference_act.c.act_id)
    return list(connection.execute(query))


def _put(connection: Connection, programme: str, name: str, *, on: date, at: datetime) -> None:
    connection.execute(
        reference_act.insert().values(
            programme=programme, name=name, in_force_on=on.isoformat(), decided_at=to_text(at)
        )
    )


def _row(connection: Connection, programme: str, name: str) -> Any:
    query = select(baseline).filter_by(programme=programme, name=name)
    return connection.execute(query).one_or_none()


def _days_to(days: Mapping[str, date]) -> dict[str, str]:
    return {key: day.isoformat() for key, day in sorted(days.items())}


def _days_from(days: Mapping[str, str]) -> dict[str, date]:
    return _read(days, date.fromisoformat)


def _read(values: Mapping[str, str], read: Callable[[str], T]) -> dict[str, T]:
    return {key: read(value) for key, value in values.items()}
