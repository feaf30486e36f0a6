"""Store: the coordinator's words, by key, whatever happens to the tab."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.model import Decision
from relocalisons.core.kernel.words.french import NBSP, quote
from relocalisons.core.programme.decisions.decisions import normalised
from relocalisons.core.programme.decisions.group_words import read_group_word
from relocalisons.store.inserting import put
from relocalisons.store.masking import mask_addresses
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.readings.act_words import (
    group_decisions,
    hand_row_word_over,
    partner_of,
    partners_named,
    words_by_acts,
)
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

    The words of « Décision » keep the instant at which they were first read, whatever becomes of
    the note; other capitals or spaces are no other words.
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
            row = connection.execute(
                select(decision).filter_by(programme=programme, key=one.key)
            ).first()
            put(
                connection,
                decision,
                {
                    "programme": programme,
                    "key": one.key,
                    "decision": one.decision,
                    "note": one.note,
                    "first_read_at": row.first_read_at if row else to_text(at),
                    "changed_at": to_text(at),
                    "decided_at": row.decided_at if row and _says(row, one) else to_text(at),
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
    """When the words of each decision that stands were first read, by key; notes do not count."""
    query = select(decision.c.key, decision.c.changed_at, decision.c.decided_at).where(
        decision.c.programme == programme, decision.c.decision != ""
    )
    with store.begin() as connection:
        return {
            row.key: from_text(row.decided_at or row.changed_at)
            for row in connection.execute(query)
        }


def words_on_findings(
    store: Store, programme: str, *, zone: tzinfo = UTC
) -> Mapping[str, Understood]:
    """What she decided about each finding, by its key: the one place where it is understood.

    Its own row's words, else those on its act where it was shown there. A date is completed by the
    day, in `zone`, on which its words were first read. Words from before that was kept are taken
    for as old as what first stood there.
    """
    query = select(decision).where(decision.c.programme == programme, decision.c.decision != "")
    with store.begin() as connection:
        rows = [row for row in connection.execute(query) if row.key.partition(":")[0] in KINDS]
        codes = partners_named(connection, programme)
        partners = partner_of(connection, programme, [row.key for row in rows])
    also = {one.key: len(one.covered) for one in group_decisions(store, programme) if one.on_row}
    own = {
        row.key: _own_word(
            row.decision,
            codes=codes,
            partner=partners.get(row.key),
            read_on=_first_read_on(row, zone),
            also=also.get(row.key, 0),
        )
        for row in rows
    }
    return {**words_by_acts(store, programme, zone=zone), **own}


def _own_word(
    text: str, *, codes: Collection[str], partner: str | None, read_on: date, also: int
) -> Understood:
    said = read_group_word(text, partners=codes, read_on=read_on)
    if said.covers(partner):
        return replace(said.word, also=also)
    of = f" de {partner}" if partner else ""
    return Understood(
        meaning=Meaning.UNCLEAR,
        message=f"{quote(text)} est écrit sur une ligne{of} et n’est pas suivi{NBSP}: écrivez-le "
        "sur une ligne des partenaires nommés.",
    )


def _first_read_on(row: Row[Any], zone: tzinfo) -> date:
    return from_text(row.decided_at or row.first_read_at).astimezone(zone).date()


def _says(row: Row[Any], one: Decision) -> bool:
    """Whether the words that are kept are these."""
    kept, now = (normalised(text, keep_dates=True) for text in (row.decision, one.decision))
    return kept == now


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
    hand_row_word_over(connection, programme, of=of, to=to)
    connection.execute(delete(decision).filter_by(programme=programme, key=of))


def _without_addresses(one: Decision) -> Decision:
    return Decision(
        key=one.key, decision=mask_addresses(one.decision), note=mask_addresses(one.note)
    )
