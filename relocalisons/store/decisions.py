"""Store: the coordinator's words, by key, whatever happens to the tab."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from relocalisons.core.model import Decision
from relocalisons.store.inserting import put
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import decision


def record_decisions(
    store: Store, decisions: Iterable[Decision], *, programme: str, at: datetime
) -> int:
    """Keep what she wrote; the number of new or changed ones.

    A row that lost its words is not forgotten here: the last words stay in force until she
    writes others, so that a tab emptied by accident decides nothing.
    """
    known = decisions_in_force(store, programme)
    changed = 0
    with store.begin() as connection:
        for one in decisions:
            if known.get(one.key) == one:
                continue
            first = connection.scalar(
                select(decision.c.first_read_at).filter_by(programme=programme, key=one.key)
            )
            put(
                connection,
                decision,
                {
                    "programme": programme,
                    "key": one.key,
                    "decision": one.decision,
                    "note": one.note,
                    "first_read_at": first or to_text(at),
                    "changed_at": to_text(at),
                },
            )
            changed += 1
    return changed


def decisions_in_force(store: Store, programme: str) -> Mapping[str, Decision]:
    """Every decision by key."""
    with store.begin() as connection:
        rows = connection.execute(select(decision).filter_by(programme=programme)).all()
    return {row.key: Decision(key=row.key, decision=row.decision, note=row.note) for row in rows}
