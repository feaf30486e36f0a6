"""Store: what the mails to a person are compared with, until she has answered a safety hold.

The address is the last one written to: every mail leaves by her decision, so it is the last one
that she accepted. The reading of the sheets is the last one that held no mail of that person back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from relocalisons.core.reminders.people import person_key
from relocalisons.store.inserting import put_all
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.notice_states import LEFT
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import brake_reference, notice


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyReference:
    """What stands accepted for a person; an empty text where nothing is known yet.

    `address_hash` and `domain_hash` are keyed. `braked_on` is the day since which a safety hold
    stands.
    """

    address_hash: str = ""
    domain_hash: str = ""
    snapshot_id: str = ""
    braked_on: date | None = None


def safety_references(store: Store, programme: str) -> Mapping[str, SafetyReference]:
    """Every reference by person."""
    query = select(brake_reference).filter_by(programme=programme)
    with store.begin() as connection:
        return {
            row.person: SafetyReference(
                address_hash=row.address_hash,
                domain_hash=row.domain_hash,
                snapshot_id=row.snapshot_id,
                braked_on=date.fromisoformat(row.braked_on) if row.braked_on else None,
            )
            for row in connection.execute(query)
        }


def keep_references(
    store: Store, programme: str, references: Mapping[str, SafetyReference], *, at: datetime
) -> None:
    """Write the references of some persons; those of the others stay."""
    rows = [
        {
            "programme": programme,
            "person": person,
            "address_hash": one.address_hash,
            "domain_hash": one.domain_hash,
            "snapshot_id": one.snapshot_id,
            "braked_on": one.braked_on.isoformat() if one.braked_on else None,
            "changed_at": to_text(at),
        }
        for person, one in sorted(references.items())
    ]
    with store.begin() as connection:
        put_all(connection, brake_reference, rows)


def last_written_to(store: Store, programme: str) -> Mapping[str, str]:
    """Person → keyed hash of the address to which the last digest left, or may have left.

    For those of whom no reference was kept yet; a hash that retention wiped is left out.
    """
    query = (
        select(notice.c.partner, notice.c.role, notice.c.recipient_hash)
        .where(
            notice.c.programme == programme,
            notice.c.kind.in_(DIGESTS),
            notice.c.state.in_([one.value for one in LEFT]),
            notice.c.recipient_hash != "",
        )
        .order_by(notice.c.iso_week, notice.c.changed_at)
    )
    with store.begin() as connection:
        return {
            person_key(row.partner, row.role): row.recipient_hash
            for row in connection.execute(query)
        }
