"""Store: mails to the coordination, claimed before they are sent and told once."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update

from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import telling

CLAIM_HOLDS = timedelta(hours=1)  # a claim that old was left by a process that died
MOST_ATTEMPTS = 3


def claim_alert(store: Store, *, programme: str, key: str, at: datetime) -> bool:
    """Take the right to tell something; False when it is told, or being told.

    What failed may be tried again, and so may a claim left by a crash: she may then read the
    same news twice, which costs a glance; news that nobody tells costs more.
    """
    new = {
        "programme": programme,
        "key": key,
        "state": "claimed",
        "attempts": 1,
        "claimed_at": to_text(at),
    }
    stuck = (telling.c.state == "claimed") & (telling.c.claimed_at <= to_text(at - CLAIM_HOLDS))
    with store.begin() as connection:
        if insert_once(connection, telling, new):
            return True
        return (
            connection.execute(
                update(telling)
                .where(
                    telling.c.programme == programme,
                    telling.c.key == key,
                    telling.c.attempts < MOST_ATTEMPTS,
                    or_(telling.c.state == "failed", stuck),
                )
                .values(state="claimed", attempts=telling.c.attempts + 1, claimed_at=to_text(at))
            ).rowcount
            == 1
        )


def end_alert(store: Store, *, programme: str, key: str, told: bool, at: datetime) -> None:
    """What became of a claim: told, or failed and to be tried again."""
    with store.begin() as connection:
        connection.execute(
            update(telling)
            .where(telling.c.programme == programme, telling.c.key == key)
            .values(state="told" if told else "failed", ended_at=to_text(at))
        )


def is_alert_told(store: Store, *, programme: str, key: str) -> bool:
    """Whether it was told."""
    query = select(telling.c.state).filter_by(programme=programme, key=key)
    with store.begin() as connection:
        return connection.scalar(query) == "told"


def run_needs_no_telling(store: Store, *, programme: str, prefect_run: str, at: datetime) -> None:
    """People know what became of a run of Prefect, or it did its work: an alarm is silent."""
    if prefect_run:
        needs_no_telling(store, programme=programme, key=run_key(prefect_run), at=at)


def needs_no_telling(store: Store, *, programme: str, key: str, at: datetime) -> None:
    """It is done or known, and is remembered as if it had been told."""
    claim_alert(store, programme=programme, key=key, at=at)
    end_alert(store, programme=programme, key=key, told=True, at=at)


def run_key(prefect_run: str) -> str:
    """By what is remembered that a run of Prefect needs no telling."""
    return f"run:{prefect_run}"


def told_of(store: Store, programme: str, keys: Collection[str]) -> frozenset[str]:
    """Those of these keys that are told, or were tried as often as they may be."""
    query = select(telling.c.key).where(
        telling.c.programme == programme,
        telling.c.key.in_(list(keys)),
        _is_over(),
    )
    with store.begin() as connection:
        return frozenset(connection.execute(query).scalars())


def told_under(store: Store, programme: str, prefix: str) -> frozenset[str]:
    """The keys that begin so and are told, or were tried as often as they may be."""
    query = select(telling.c.key).where(
        telling.c.programme == programme,
        telling.c.key.startswith(prefix, autoescape=True),
        _is_over(),
    )
    with store.begin() as connection:
        return frozenset(connection.execute(query).scalars())


def _is_over() -> ColumnElement[bool]:
    return or_(telling.c.state == "told", telling.c.attempts >= MOST_ATTEMPTS)
