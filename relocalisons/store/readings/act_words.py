"""Store: her word on an act, and the members that it decides: those she was shown, and no other.

What joins an act later is not decided by it, and what a row says by itself is worth more. The words
of an act are never copied beside its members: a row that stands empty would erase them there.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, select

from relocalisons.core.kernel.decisions import Understood
from relocalisons.core.kernel.model import Decision
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.store.act_schema import act_word
from relocalisons.store.inserting import put
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store


def record_act_words(
    store: Store,
    decisions: Iterable[Decision],
    *,
    programme: str,
    at: datetime,
    silent: Iterable[str] = (),
) -> None:
    """Keep what she wrote on acts: new words decide the members last shown before this reading.

    `silent`: keys of rows that stand there without a word: what they said is taken back. A row that
    is not there keeps its words.
    """
    with store.begin() as connection:
        known = {
            row.key: row
            for row in connection.execute(select(act_word).filter_by(programme=programme))
        }
        erased = [Decision(key=key, decision="", note="") for key in silent if key in known]
        for one in (*decisions, *erased):
            words, note = mask_addresses(one.decision), mask_addresses(one.note)
            row = known.get(one.key)
            if row is not None and (row.decision, row.note) == (words, note):
                continue
            shown = row.shown if row is not None else "[]"
            at_once = {
                "decided_at": to_text(at) if words else None,
                "covered": shown if words else "[]",
            }
            if row is not None and row.decision == words:  # another note is no other word
                at_once = {"decided_at": row.decided_at, "covered": row.covered}
            put(
                connection,
                act_word,
                {
                    "programme": programme,
                    "key": one.key,
                    "shown": shown,
                    "decision": words,
                    "note": note,
                    **at_once,
                },
            )


def remember_shown(store: Store, shown: Mapping[str, tuple[str, ...]], *, programme: str) -> None:
    """The members of each act as they stand in the tab from now on."""
    with store.begin() as connection:
        known = {
            row.key: row
            for row in connection.execute(select(act_word).filter_by(programme=programme))
        }
        for key, members in shown.items():
            row, text = known.get(key), json.dumps(sorted(members), ensure_ascii=False)
            if row is not None and row.shown == text:
                continue
            put(
                connection,
                act_word,
                {
                    "programme": programme,
                    "key": key,
                    "shown": text,
                    "decision": row.decision if row else "",
                    "note": row.note if row else "",
                    "decided_at": row.decided_at if row else None,
                    "covered": row.covered if row else "[]",
                },
            )


def _known(connection: Connection, programme: str) -> Mapping[str, Row[Any]]:
    rows = connection.execute(select(act_word).filter_by(programme=programme)).all()
    return {row.key: row for row in rows}


def words_on_acts(store: Store, programme: str) -> Mapping[str, Decision]:
    """What she wrote on each act, by its key, as typed."""
    with store.begin() as connection:
        rows = connection.execute(select(act_word).filter_by(programme=programme)).all()
    return {
        row.key: Decision(key=row.key, decision=row.decision, note=row.note)
        for row in rows
        if row.decision or row.note
    }


def words_by_acts(store: Store, programme: str, *, zone: tzinfo = UTC) -> Mapping[str, Understood]:
    """Key of a finding → what she decided of it by a word on its act."""
    query = select(act_word).where(act_word.c.programme == programme, act_word.c.decision != "")
    with store.begin() as connection:
        rows = connection.execute(query.order_by(act_word.c.decided_at)).all()
    found: dict[str, Understood] = {}
    for row in rows:
        read_on = from_text(row.decided_at).astimezone(zone).date()
        word = understand_finding(row.decision, read_on=read_on)
        found |= dict.fromkeys(json.loads(row.covered), word)
    return found


def decided_by_acts(store: Store, programme: str) -> Mapping[str, tuple[Decision, datetime]]:
    """Key of a finding → the words on its act that decide it, and when they were first read."""
    query = select(act_word).where(act_word.c.programme == programme, act_word.c.decision != "")
    with store.begin() as connection:
        rows = connection.execute(query.order_by(act_word.c.decided_at)).all()
    return {
        key: (Decision(key=row.key, decision=row.decision, note=""), from_text(row.decided_at))
        for row in rows
        for key in json.loads(row.covered)
    }
