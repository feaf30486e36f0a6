"""Pure: how many digests in a row a person left without an answer, and what was settled since."""

from collections.abc import Mapping
from datetime import date, datetime


def count_unanswered(
    sent: Mapping[str, tuple[tuple[datetime, frozenset[str]], ...]],
    *,
    open_keys: frozenset[str],
    decided: Mapping[str, datetime],
    last_contact: Mapping[str, date],
) -> Mapping[str, int]:
    """Person → digests sent since the last answer.

    `sent`: person (`reminders.people`) → (instant it left, finding keys), oldest first. A digest
    is answered when one of its lines is settled since (nothing is open about its subject any
    more), when the coordinator decided on one of them since (`decided`: finding key → when), or
    when « Contacts » has a later entry of that partner.

    A date that passes is no answer: « due soon » has only become « late ».
    """
    subjects = frozenset(_subject(key) for key in open_keys)
    return {
        person: _trailing(
            mails,
            open_subjects=subjects,
            decided=decided,
            contact=last_contact.get(person.partition("/")[0]),
        )
        for person, mails in sent.items()
    }


def count_settled(
    sent: Mapping[str, tuple[tuple[datetime, frozenset[str]], ...]],
    *,
    open_keys: frozenset[str],
    decided_keys: frozenset[str],
) -> Mapping[str, int]:
    """Person → lines of the last digest that the person has settled, not she herself."""
    subjects = frozenset(_subject(key) for key in open_keys)
    return {
        person: len(
            {_subject(key) for key in mails[-1][1] - decided_keys if _subject(key) not in subjects}
        )
        for person, mails in sent.items()
        if mails
    }


def _trailing(
    mails: tuple[tuple[datetime, frozenset[str]], ...],
    *,
    open_subjects: frozenset[str],
    decided: Mapping[str, datetime],
    contact: date | None,
) -> int:
    count = 0
    for left_at, keys in reversed(mails):
        settled = any(_subject(key) not in open_subjects for key in keys)
        hers = any(key in decided and decided[key] >= left_at for key in keys)
        talked = contact is not None and contact >= left_at.date()
        if settled or hers or talked:
            break
        count += 1
    return count


def _subject(key: str) -> str:
    """`action_late:A1.2` → `A1.2`."""
    return key.partition(":")[2]
