"""Store: which programmes it remembers, so that none takes another's memory for its own."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from relocalisons.configuration.problems import problem
from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.refusals import WHERE
from relocalisons.store.schema import programme as known


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeIdentity:
    """What tells one programme from another; an empty id is not known yet."""

    code: str
    name: str
    drive_id: str
    pilotage_id: str


def claim_programme(store: Store, one: ProgrammeIdentity, *, at: datetime) -> None:
    """Remember a programme by its code, or find that it is the one that is remembered.

    Raises ConfigurationError when another programme has its code in this store, or its
    « Pilotage » under another code: each would act on what the other wrote.
    """
    with store.begin() as connection:
        _refuse_pilotage_of_another(connection, one)
        line = {
            "code": one.code,
            "name": one.name,
            "drive_id": one.drive_id,
            "pilotage_id": one.pilotage_id,
            "since": to_text(at),
        }
        if insert_once(connection, known, line):
            return
        there = connection.execute(select(known).filter_by(code=one.code)).one()
        before = ProgrammeIdentity(
            code=there.code,
            name=there.name,
            drive_id=there.drive_id,
            pilotage_id=there.pilotage_id,
        )
        if not _is_same(before, one):
            raise problem(
                WHERE,
                f"it remembers another programme under the code {one.code!r} "
                f"({before.name}, « Pilotage » {before.pilotage_id})",
                "give this one a store or a code of its own",
            )
        if before != one:
            connection.execute(
                update(known)
                .filter_by(code=one.code)
                .values(
                    name=one.name,
                    drive_id=one.drive_id or before.drive_id,
                    pilotage_id=one.pilotage_id or before.pilotage_id,
                )
            )


def _is_same(before: ProgrammeIdentity, now: ProgrammeIdentity) -> bool:
    """It may be renamed, move to another drive or get « Pilotage » anew; not all at once."""
    if not (before.pilotage_id and now.pilotage_id):
        return True
    return (
        before.pilotage_id == now.pilotage_id
        or (bool(now.drive_id) and before.drive_id == now.drive_id)
        or before.name.casefold() == now.name.casefold()
    )


def _refuse_pilotage_of_another(connection: Connection, one: ProgrammeIdentity) -> None:
    if not one.pilotage_id:
        return
    query = select(known.c.code).where(
        known.c.pilotage_id == one.pilotage_id, known.c.code != one.code
    )
    other = connection.execute(query).scalars().first()
    if other is not None:
        raise problem(
            WHERE,
            f"« Pilotage » {one.pilotage_id} is that of the programme {other!r} there",
            f"write code = {other!r} again, by which its mails are recognised, or name another "
            "« Pilotage »",
        )
