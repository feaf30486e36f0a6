"""Store: what was published, to recognise our own files and to say what changed since."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from relocalisons.store.inserting import put
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import report


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReport:
    """Our last upload of a document, and the facts that the next report compares with."""

    report_key: str
    fingerprint: str
    file_id: str
    at: datetime
    facts: Mapping[str, str]


def report_published(
    store: Store,
    *,
    programme: str,
    report_key: str,
    fingerprint: str,
    file_id: str,
    at: datetime,
    facts: Mapping[str, str],
) -> None:
    """Remember an upload; called after Drive has answered."""
    with store.begin() as connection:
        put(
            connection,
            report,
            {
                "programme": programme,
                "report_key": report_key,
                "fingerprint": fingerprint,
                "file_id": file_id,
                "published_at": to_text(at),
                "facts": json.dumps(dict(facts), sort_keys=True),
            },
        )


def last_report(store: Store, programme: str, report_key: str) -> PublishedReport | None:
    """Our last upload of that document, or None."""
    query = select(report).filter_by(programme=programme, report_key=report_key)
    with store.begin() as connection:
        row = connection.execute(query).first()
    return None if row is None else _published(row)


def published_reports(store: Store, programme: str) -> Mapping[str, PublishedReport]:
    """Everything that the store remembers of a programme's documents, by key."""
    query = select(report).filter_by(programme=programme)
    with store.begin() as connection:
        rows = connection.execute(query).all()
    return {row.report_key: _published(row) for row in rows}


def _published(row: Row[Any]) -> PublishedReport:
    return PublishedReport(
        report_key=row.report_key,
        fingerprint=row.fingerprint,
        file_id=row.file_id,
        at=from_text(row.published_at),
        facts=json.loads(row.facts),
    )
