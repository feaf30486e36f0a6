"""Store: her words on acts and groups of rows, with the findings that each decides: those shown.

What joins later is not decided by it, and what a row says by itself is worth more. Such words are
never copied beside their members: a row that stands empty would erase them there.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.model import Decision
from relocalisons.core.programme.decisions.group_words import GroupWord, of_a_call, read_group_word
from relocalisons.store.act_schema import act_word
from relocalisons.store.inserting import put
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import finding

_ROW = "row:"  # then the key of a finding: a word on its row that decides others with it
_GROUP = "rows/"  # then the key of an act or of a line of « À ranger »: its rows in « Anomalies »
_CALL = "act:appeler:"  # begins the key of a call
_LONGEST_KEY = 300


def record_act_words(
    store: Store,
    decisions: Iterable[Decision],
    *,
    programme: str,
    at: datetime,
    silent: Iterable[str] = (),
) -> None:
    """Keep what she wrote on acts: new words decide the members last shown before this reading.

    « vu P07 » decides those of P07 alone. `silent`: keys of rows that stand there without a word:
    what they said is taken back. A row that is not there keeps its words.
    """
    with store.begin() as connection:
        known = _known(connection, programme)
        partners = _partners(connection, programme)
        erased = [Decision(key=key, decision="", note="") for key in silent if key in known]
        for one in (*decisions, *erased):
            words, note = mask_addresses(one.decision), mask_addresses(one.note)
            row = known.get(one.key)
            if row is not None and (row.decision, row.note) == (words, note):
                continue
            shown = json.loads(row.shown) if row is not None else []
            said = _read(words, partners, at)
            covered = [key for key in shown if said.covers(partners.get(key))] if words else []
            at_once = {
                "decided_at": to_text(at) if words else None,
                "covered": json.dumps(covered, ensure_ascii=False),
            }
            if row is not None and row.decision == words:  # another note is no other word
                at_once = {"decided_at": row.decided_at, "covered": row.covered}
            put(
                connection,
                act_word,
                {
                    "programme": programme,
                    "key": one.key,
                    "shown": row.shown if row is not None else "[]",
                    "decision": words,
                    "note": note,
                    **at_once,
                },
            )


def record_row_words(
    store: Store,
    decisions: Iterable[Decision],
    *,
    programme: str,
    at: datetime,
    silent: Iterable[str] = (),
) -> None:
    """Keep which rows of « Anomalies » a word on one of them decides: « tout vu », « P07 : fait ».

    « tout »: those of its act, as last shown; a partner: all of that partner's. The row itself is
    decided by its own word (`store/readings/decisions`).
    """
    with store.begin() as connection:
        known = _known(connection, programme)
        partners = _partners(connection, programme)
        groups = [json.loads(row.shown) for key, row in known.items() if key.startswith(_GROUP)]
        gone = [_of_row(key) for key in silent]
        for one in decisions:
            words, key = mask_addresses(one.decision), _of_row(one.key)
            said = _read(words, partners, at)
            if not said.is_group:
                gone.append(key)
            elif key not in known or known[key].decision != words:
                covered = _with_row(one.key, said, groups, partners)
                row = {"shown": "[]", "decision": words, "note": "", "decided_at": to_text(at)}
                row |= {"covered": json.dumps(covered, ensure_ascii=False)}
                put(connection, act_word, {"programme": programme, "key": key, **row})
        for key in gone:
            if key in known:
                connection.execute(delete(act_word).filter_by(programme=programme, key=key))


def _with_row(
    key: str, said: GroupWord, groups: Iterable[list[str]], partners: Mapping[str, str | None]
) -> list[str]:
    """The other findings that a word on the row of that finding decides."""
    if not said.word.is_clear or not said.covers(partners.get(key)):
        return []
    by_partner = said.named and not said.less
    scope = {each for group in groups if by_partner or key in group for each in group}
    return sorted(each for each in scope - {key} if said.covers(partners.get(each)))


def remember_shown(
    store: Store,
    shown: Mapping[str, tuple[str, ...]],
    *,
    programme: str,
    rows: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """The members of each act as they stand in the tab from now on.

    `rows`: key of an act or of a line of « À ranger » → the findings open in « Anomalies » for it;
    what was shown there before is forgotten.
    """
    grouped = {_GROUP + key: members for key, members in (rows or {}).items()}
    with store.begin() as connection:
        known = _known(connection, programme)
        if rows is not None:
            for key in known:
                if key.startswith(_GROUP) and key not in grouped:
                    connection.execute(delete(act_word).filter_by(programme=programme, key=key))
        for key, members in {**shown, **grouped}.items():
            row, text = known.get(key), json.dumps(sorted(members), ensure_ascii=False)
            if row is not None and row.shown == text:
                continue
            put(
                connection,
                act_word,
                {
                    "programme": programme,
                    "key": key[:_LONGEST_KEY],
                    "shown": text,
                    "decision": row.decision if row else "",
                    "note": row.note if row else "",
                    "decided_at": row.decided_at if row else None,
                    "covered": row.covered if row else "[]",
                },
            )


def hand_row_word_over(connection: Connection, programme: str, *, of: str, to: str) -> None:
    """The word of a row that goes on beside its heir decides what it decided, and no more."""
    rows = _known(connection, programme)
    said = rows.get(_of_row(of))
    connection.execute(delete(act_word).filter_by(programme=programme, key=_of_row(to)))
    if said is not None:
        put(connection, act_word, {**said._mapping, "key": _of_row(to)})
        connection.execute(delete(act_word).filter_by(programme=programme, key=_of_row(of)))


def words_on_acts(store: Store, programme: str) -> Mapping[str, Decision]:
    """What she wrote on each act, by its key, as typed."""
    with store.begin() as connection:
        rows = connection.execute(select(act_word).filter_by(programme=programme)).all()
    return {
        row.key: Decision(key=row.key, decision=row.decision, note=row.note)
        for row in rows
        if row.decision or row.note
    }


def scopes_on_acts(store: Store, programme: str) -> Mapping[str, GroupWord]:
    """Of whom her word on each act speaks, by the act's key: the text is read here alone."""
    query = select(act_word).where(act_word.c.programme == programme, act_word.c.decision != "")
    with store.begin() as connection:
        rows = connection.execute(query).all()
        partners = _partners(connection, programme)
    return {row.key: _read(row.decision, partners, from_text(row.decided_at)) for row in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDecision:
    """A word that decides findings by a row that shows several, and when it was first read.

    `on_row`: it stands on the row of that finding; else on that of the act `key`.
    """

    key: str
    words: str
    word: Understood
    at: datetime
    covered: frozenset[str]
    on_row: bool = False


def group_decisions(
    store: Store, programme: str, *, zone: tzinfo = UTC
) -> tuple[GroupDecision, ...]:
    """All that stand, the latest last; `zone` is where her days begin and end."""
    query = select(act_word).where(act_word.c.programme == programme, act_word.c.decision != "")
    with store.begin() as connection:
        rows = connection.execute(query.order_by(act_word.c.decided_at, act_word.c.key)).all()
        codes = partners_named(connection, programme)
    return tuple(
        GroupDecision(
            key=row.key.removeprefix(_ROW),
            words=row.decision,
            word=_understood(row, codes, zone=zone),
            at=from_text(row.decided_at),
            covered=frozenset(json.loads(row.covered)),
            on_row=row.key.startswith(_ROW),
        )
        for row in rows
    )


def _understood(row: Row[Any], codes: Collection[str], *, zone: tzinfo) -> Understood:
    on = from_text(row.decided_at).astimezone(zone).date()
    word = read_group_word(row.decision, partners=codes, read_on=on).word
    return of_a_call(word, read_on=on) if row.key.startswith(_CALL) else word


def called_on(store: Store, programme: str, *, day: date, zone: tzinfo = UTC) -> frozenset[str]:
    """The partners beside whose call she wrote on that day that it was made."""
    return frozenset(
        one.key.removeprefix(_CALL)
        for one in group_decisions(store, programme, zone=zone)
        if one.key.startswith(_CALL)
        and one.word.meaning is Meaning.CALLED
        and one.at.astimezone(zone).date() == day
    )


def words_by_acts(store: Store, programme: str, *, zone: tzinfo = UTC) -> Mapping[str, Understood]:
    """Key of a finding → what she decided of it by a word on its act, or on a row like its own."""
    return {
        key: one.word for one in group_decisions(store, programme, zone=zone) for key in one.covered
    }


def decided_by_acts(store: Store, programme: str) -> Mapping[str, tuple[Decision, datetime]]:
    """Key of a finding → the words on its act that decide it, and when they were first read."""
    return {
        key: (Decision(key=one.key, decision=one.words, note=""), one.at)
        for one in group_decisions(store, programme)
        for key in sorted(one.covered)
    }


def partners_named(connection: Connection, programme: str) -> frozenset[str]:
    """The codes that a word of hers may name: of whoever has had a finding."""
    return frozenset(filter(None, _partners(connection, programme).values()))


def partner_of(connection: Connection, programme: str, keys: Collection[str]) -> Mapping[str, str]:
    """Key of a finding → its partner, of those that have one."""
    every = _partners(connection, programme)
    return {key: code for key in keys if (code := every.get(key))}


def _partners(connection: Connection, programme: str) -> Mapping[str, str | None]:
    query = select(finding.c.key, finding.c.partner).where(finding.c.programme == programme)
    return {row.key: row.partner for row in connection.execute(query)}


def _known(connection: Connection, programme: str) -> Mapping[str, Row[Any]]:
    rows = connection.execute(select(act_word).filter_by(programme=programme)).all()
    return {row.key: row for row in rows}


def _read(words: str, partners: Mapping[str, str | None], at: datetime) -> GroupWord:
    codes = frozenset(filter(None, partners.values()))
    return read_group_word(words, partners=codes, read_on=at.date())


def _of_row(key: str) -> str:
    return (_ROW + key)[:_LONGEST_KEY]
