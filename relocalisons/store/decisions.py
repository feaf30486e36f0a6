"""Store: the coordinator's words, by key, whatever happens to the tab."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, select

from relocalisons.core.model import Decision
from relocalisons.store.inserting import put
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import decision


def record_decisions(
    store: Store,
    decisions: Iterable[Decision],
    *,
    programme: str,
    at: datetime,
    silent: frozenset[str] = frozenset(),
) -> int:
    """Keep what she wrote; the number of new or changed ones.

    `silent` are keys of rows that stand in the tab without any word: words she erased are
    forgotten. A row that is not in the tab at all keeps its last words, so that a tab emptied by
    accident decides nothing. An address that she typed is masked: it stands in her sheet and in
    the snapshots, nowhere else.
    """
    known = decisions_in_force(store, programme)
    decisions = [_without_addresses(one) for one in decisions]
    erased = [
        Decision(key=key, decision="", note="")
        for key in sorted(silent)
        if key in known and (known[key].decision or known[key].note)
    ]
    changed = 0
    with store.begin() as connection:
        for one in (*decisions, *erased):
            if known.get(one.key) == one:
                continue
            first = connection.scalar(
                select(decision.c.first_read_at).filter_by(programme=programme, key=one.key)
            )
            put(
                connection,
                decision,
                {
                    "programme": programme,
                    "key": one.key,
                    "decision": one.decision,
                    "note": one.note,
                    "first_read_at": first or to_text(at),
                    "changed_at": to_text(at),
                },
            )
            changed += 1
    return changed


def decisions_in_force(store: Store, programme: str) -> Mapping[str, Decision]:
    """Every decision by key."""
    with store.begin() as connection:
        rows = connection.execute(select(decision).filter_by(programme=programme)).all()
    return {row.key: Decision(key=row.key, decision=row.decision, note=row.note) for row in rows}


def decided_at(store: Store, programme: str) -> Mapping[str, datetime]:
    """When the words of each decision that stands were last changed, by key; notes do not count."""
    query = select(decision.c.key, decision.c.changed_at).where(
        decision.c.programme == programme, decision.c.decision != ""
    )
    with store.begin() as connection:
        return {row.key: from_text(row.changed_at) for row in connection.execute(query)}


def hand_words_over(connection: Connection, programme: str, *, of: str, to: str) -> None:
    """What she wrote beside a finding goes on beside the one that takes over its line.

    Nothing moves over words of the heir that are as recent.
    """
    rows = {
        row["key"]: dict(row)
        for row in connection.execute(
            select(decision).filter_by(programme=programme).where(decision.c.key.in_((of, to)))
        ).mappings()
    }
    said, own = rows.get(of), rows.get(to)
    if said is None or not (said["decision"] or said["note"]):
        return
    if own is not None and own["changed_at"] >= said["changed_at"]:
        return
    put(connection, decision, {**said, "key": to})
    connection.execute(delete(decision).filter_by(programme=programme, key=of))


def _without_addresses(one: Decision) -> Decision:
    return Decision(
        key=one.key, decision=mask_addresses(one.decision), note=mask_addresses(one.note)
    )
