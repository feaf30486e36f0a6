"""Store: what answers propose, until she has said a word on it; wiped with the answers.

Words and names of people stand in `content` only, compressed and under retention.
"""

import zlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, delete, select, update

from relocalisons.core.kernel.model import DateInterval
from relocalisons.core.proposals.model import KeptProposal, ProposalState
from relocalisons.core.replies.model import Act, Proposal
from relocalisons.store.inserting import insert_all_once
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.replies.tables import reply_proposal


def keep_proposals(store: Store, programme: str, kept: Iterable[KeptProposal]) -> None:
    """Keep each once, whatever the number of times its answer is read."""
    rows = [
        {
            "programme": programme,
            "key": each.key,
            "reply": each.reply,
            "number": each.number,
            "read_on": each.read_on.isoformat(),
            "came": each.came.isoformat(),
            "partner": each.partner,
            "sender_hash": each.sender_hash,
            "content": _pack(each.person, each.proposal),
            "state": each.state.value,
        }
        for each in kept
    ]
    if rows:
        with store.begin() as connection:
            insert_all_once(connection, reply_proposal, rows)


def open_proposals(store: Store, programme: str) -> tuple[KeptProposal, ...]:
    """Those on which she has said no word that was obeyed, the oldest first."""
    return _where(store, programme, ProposalState.OPEN)


def accepted_proposals(store: Store, programme: str) -> tuple[KeptProposal, ...]:
    """Those that she accepted and that were noted, the oldest first."""
    return _where(store, programme, ProposalState.WRITTEN)


def settle_proposals(
    store: Store, programme: str, keys: Collection[str], *, state: ProposalState, at: datetime
) -> None:
    """What became of open ones; one that is settled stays as it is."""
    with store.begin() as connection:
        connection.execute(
            update(reply_proposal)
            .where(
                reply_proposal.c.programme == programme,
                reply_proposal.c.key.in_(list(keys)),
                reply_proposal.c.state == ProposalState.OPEN.value,
            )
            .values(state=state.value, settled_at=to_text(at))
        )


def answers_since(store: Store, programme: str, *, since: date) -> tuple[int, int]:
    """How many answers were read from that day on, and of how many something was noted."""
    query = select(reply_proposal.c.reply, reply_proposal.c.state).where(
        reply_proposal.c.programme == programme, reply_proposal.c.read_on >= since.isoformat()
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    noted = {row.reply for row in rows if row.state == ProposalState.WRITTEN.value}
    return len({row.reply for row in rows}), len(noted)


def decided_senders(store: Store, programme: str) -> dict[str, date]:
    """Hash of an address → the day of its newest answer that she has decided, with none left."""
    query = select(
        reply_proposal.c.sender_hash, reply_proposal.c.came, reply_proposal.c.state
    ).where(
        reply_proposal.c.programme == programme,
        reply_proposal.c.sender_hash != "",
        reply_proposal.c.state != ProposalState.NOTHING.value,
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    waiting = {row.sender_hash for row in rows if row.state == ProposalState.OPEN.value}
    decided: dict[str, date] = {}
    for row in rows:
        if row.sender_hash not in waiting:
            day = date.fromisoformat(row.came)
            decided[row.sender_hash] = max(day, decided.get(row.sender_hash, day))
    return decided


def wipe_proposals(connection: Connection, programme: str, *, before: date) -> None:
    """Those of answers that were read before a day go, whatever became of them."""
    connection.execute(
        delete(reply_proposal).where(
            reply_proposal.c.programme == programme,
            reply_proposal.c.read_on < before.isoformat(),
        )
    )


def forget_in_proposals(
    connection: Connection, programme: str, clean: Callable[[str], str], hashes: Collection[str]
) -> int:
    """Those of a person go; where another names this person, the name goes. How many changed."""
    changed = connection.execute(
        delete(reply_proposal).where(
            reply_proposal.c.programme == programme,
            reply_proposal.c.sender_hash.in_(list(hashes)),
            reply_proposal.c.sender_hash != "",
        )
    ).rowcount
    query = select(reply_proposal).where(reply_proposal.c.programme == programme)
    for row in connection.execute(query).all():
        text = zlib.decompress(row.content).decode()
        if (without := clean(text)) != text:
            connection.execute(
                update(reply_proposal)
                .where(reply_proposal.c.programme == programme, reply_proposal.c.key == row.key)
                .values(content=zlib.compress(without.encode()))
            )
            changed += 1
    return changed


def proposals_of(
    connection: Connection, programme: str, *, hashes: Collection[str], names: Callable[[str], bool]
) -> list[dict[str, Any]]:
    """What a person answered, or what names them, as JSON values."""
    query = (
        select(reply_proposal)
        .where(reply_proposal.c.programme == programme)
        .order_by(reply_proposal.c.came, reply_proposal.c.key)
    )
    found: list[dict[str, Any]] = []
    for row in connection.execute(query).all():
        text = zlib.decompress(row.content).decode()
        if row.sender_hash in hashes or names(text):
            said = orjson.loads(text)
            found.append(
                {"came": row.came, "partner": row.partner, "state": row.state, "said": said}
            )
    return found


def _where(store: Store, programme: str, state: ProposalState) -> tuple[KeptProposal, ...]:
    query = (
        select(reply_proposal)
        .where(reply_proposal.c.programme == programme, reply_proposal.c.state == state.value)
        .order_by(reply_proposal.c.read_on, reply_proposal.c.reply, reply_proposal.c.number)
    )
    with store.begin() as connection:
        return tuple(map(_kept, connection.execute(query).all()))


def _pack(person: str, proposal: Proposal) -> bytes:
    days = proposal.days
    said = {
        "person": person,
        "act": proposal.act.value,
        "words": proposal.words,
        "ref": proposal.ref,
        "may_be": list(proposal.may_be),
        "days": [days.earliest.isoformat(), days.latest.isoformat()] if days else None,
        "percent": proposal.percent,
        "text": proposal.text,
        "doubt": proposal.doubt,
    }
    return zlib.compress(orjson.dumps(said))


def _kept(row: Row[Any]) -> KeptProposal:
    said = orjson.loads(zlib.decompress(row.content))
    days = [date.fromisoformat(day) for day in said["days"] or ()]
    proposal = Proposal(act=Act(said["act"]), words=said["words"], ref=said["ref"])
    return KeptProposal(
        reply=row.reply,
        number=row.number,
        read_on=date.fromisoformat(row.read_on),
        came=date.fromisoformat(row.came),
        partner=row.partner,
        person=said["person"],
        proposal=replace(
            proposal,
            may_be=tuple(said["may_be"]),
            days=DateInterval(*days) if days else None,
            percent=said["percent"],
            text=said["text"],
            doubt=said["doubt"],
        ),
        state=ProposalState(row.state),
        sender_hash=row.sender_hash,
    )
