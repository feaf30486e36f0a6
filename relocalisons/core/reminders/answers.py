"""Pure: how many digests in a row a partner left without an answer."""

from collections.abc import Mapping
from datetime import date, datetime


def count_unanswered(
    sent: Mapping[str, tuple[tuple[datetime, frozenset[str]], ...]],
    *,
    open_keys: frozenset[str],
    decided_keys: frozenset[str],
    last_contact: Mapping[str, date],
) -> Mapping[str, int]:
    """Partner → digests sent since the last answer.

    `sent`: partner → (instant it left, finding keys), oldest first. A digest is answered when one
    of its lines is settled since (its finding is open no more), when the coordinator decided on
    one of them, or when « Contacts » has a later entry.
    """
    return {
        partner: _trailing(
            mails,
            open_keys=open_keys,
            decided_keys=decided_keys,
            contact=last_contact.get(partner),
        )
        for partner, mails in sent.items()
    }


def _trailing(
    mails: tuple[tuple[datetime, frozenset[str]], ...],
    *,
    open_keys: frozenset[str],
    decided_keys: frozenset[str],
    contact: date | None,
) -> int:
    count = 0
    for left_at, keys in reversed(mails):
        settled = not keys <= open_keys
        decided = bool(keys & decided_keys)
        talked = contact is not None and contact >= left_at.date()
        if settled or decided or talked:
            break
        count += 1
    return count
