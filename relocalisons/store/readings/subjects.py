"""Store: what a programme follows beside its plan, since when, and why."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, update

from relocalisons.core.kernel.definition import Subject, SubjectOn
from relocalisons.store.inserting import insert_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import followed_subject


def remembered_subjects(store: Store, programme: str) -> Mapping[Subject, SubjectOn]:
    """The subjects that were on when the programme was last read, each with its reason."""
    query = select(followed_subject.c.subject, followed_subject.c.why).where(
        followed_subject.c.programme == programme
    )
    with store.begin() as connection:
        return {Subject(row.subject): SubjectOn(row.why) for row in connection.execute(query)}


def remember_subjects(
    store: Store, on: Mapping[Subject, SubjectOn], *, programme: str, at: datetime
) -> tuple[Subject, ...]:
    """Remember what is on now and why, forget what is off; those that were not on before."""
    with store.begin() as connection:
        connection.execute(
            delete(followed_subject).where(
                followed_subject.c.programme == programme,
                followed_subject.c.subject.not_in([subject.value for subject in on]),
            )
        )
        begun: list[Subject] = []
        for subject, why in on.items():
            named = {"programme": programme, "subject": subject.value}
            line = {**named, "why": why.value, "since": to_text(at)}
            if insert_once(connection, followed_subject, line):
                begun.append(subject)
            else:
                connection.execute(
                    update(followed_subject).filter_by(**named).values(why=why.value)
                )
    return tuple(begun)
