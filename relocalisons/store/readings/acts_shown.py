"""Store: since which day each matter of « aujourd’hui » waits for her."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, select

from relocalisons.store.act_schema import act_shown
from relocalisons.store.inserting import put_all
from relocalisons.store.opening import Store


def days_shown(store: Store, programme: str) -> Mapping[str, date]:
    """What a finding is about → the first day, as the last night left it."""
    query = select(act_shown.c.key, act_shown.c.first_day).filter_by(programme=programme)
    with store.begin() as connection:
        return {row.key: date.fromisoformat(row.first_day) for row in connection.execute(query)}


def remember_days(store: Store, days: Mapping[str, date], *, programme: str) -> None:
    """The days as they stand from now on: what is not among them waits no more."""
    rows = [
        {"programme": programme, "key": key, "first_day": day.isoformat()}
        for key, day in sorted(days.items())
    ]
    with store.begin() as connection:
        connection.execute(delete(act_shown).filter_by(programme=programme))
        put_all(connection, act_shown, rows)
