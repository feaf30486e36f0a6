"""Store: what the last pages of « Tableau de bord » told, so that the next one tells it once."""

from collections.abc import Mapping
from datetime import date

import orjson
from sqlalchemy import delete, func, select

from relocalisons.core.pilotage.dashboard.since_shown import Telling
from relocalisons.core.views.own_tab import Tint
from relocalisons.store.act_schema import page_told
from relocalisons.store.inserting import put
from relocalisons.store.opening import Store


def last_told(store: Store, *, programme: str, before: date) -> Mapping[str, Telling]:
    """Key of a row → what was told of it on the last page before that day; empty without one.

    The page of the day itself does not count: a second run of a day tells what the first one told.
    """
    mine = select(page_told.c.told).where(
        page_told.c.programme == programme, page_told.c.day < before.isoformat()
    )
    with store.begin() as connection:
        found = connection.execute(mine.order_by(page_told.c.day.desc()).limit(1)).scalar()
    kept: Mapping[str, tuple[str, str, int | None]] = orjson.loads(found or "{}")
    return {
        key: Telling(on=date.fromisoformat(on), said=Tint(said), days=days)
        for key, (on, said, days) in kept.items()
    }


def remember_told_page(
    store: Store, told: Mapping[str, Telling], *, programme: str, on: date
) -> None:
    """The page of that day; nothing for an empty one. Those before the last but one go."""
    if not told:
        return
    kept = {key: (one.on.isoformat(), one.said.value, one.days) for key, one in told.items()}
    row = {"programme": programme, "day": on.isoformat()}
    with store.begin() as connection:
        put(connection, page_told, {**row, "told": orjson.dumps(kept).decode()})
        earlier = select(func.max(page_told.c.day)).where(
            page_told.c.programme == programme, page_told.c.day < on.isoformat()
        )
        last = connection.execute(earlier).scalar()
        if last is not None:
            connection.execute(
                delete(page_told).where(page_told.c.programme == programme, page_told.c.day < last)
            )
