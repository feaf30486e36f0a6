"""Store: the versions of a meeting that people were told: what calendars count as a sequence.

A version is kept once and never changed: two runs, a replay or a restored backup give the same
sequence, so that no calendar is ever told something older than what it holds.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import meeting_version


def keep_version(
    store: Store,
    *,
    programme: str,
    meeting: str,
    sequence: int,
    appointment: Mapping[str, Any],
    at: datetime,
) -> bool:
    """Keep a version (JSON values); False when that sequence is known, and then nothing changes."""
    with store.begin() as connection:
        return insert_once(
            connection,
            meeting_version,
            {
                "programme": programme,
                "meeting": meeting,
                "sequence": sequence,
                "appointment": json.dumps(dict(appointment), sort_keys=True),
                "made_at": to_text(at),
            },
        )


def versions_of(store: Store, programme: str) -> Mapping[str, tuple[tuple[int, Any], ...]]:
    """Meeting number → (sequence, appointment), oldest first."""
    query = (
        select(meeting_version)
        .filter_by(programme=programme)
        .order_by(meeting_version.c.meeting, meeting_version.c.sequence)
    )
    found: dict[str, list[tuple[int, Any]]] = {}
    with store.begin() as connection:
        for row in connection.execute(query):
            found.setdefault(row.meeting, []).append((row.sequence, json.loads(row.appointment)))
    return {meeting: tuple(versions) for meeting, versions in found.items()}
