"""Store: the life of a finding, night after night."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from functools import lru_cache

from sqlalchemy import Connection, select, update

from relocalisons.core.acts.awake import is_awake
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.assessment.lives import Life, Past, live
from relocalisons.core.assessment.sight import Sight
from relocalisons.core.kernel.decisions import NOTHING_SAID, Understood
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Decision,
    Finding,
    FindingKind,
    FindingState,
    Severity,
    TrackedFinding,
)
from relocalisons.store.inserting import put_all
from relocalisons.store.masking import mask_addresses
from relocalisons.store.opening import Store
from relocalisons.store.readings.decisions import (
    decisions_in_force,
    hand_words_over,
    words_on_findings,
)
from relocalisons.store.schema import finding as finding_table
from relocalisons.store.schema import finding_event

_TOLD = (FindingState.NEW, FindingState.OPEN, FindingState.WORSE, FindingState.BETTER)
# A line that comes back is compared with what it was: its last days and weight are kept.
_KEPT = (*_TOLD, FindingState.DEPARTED)
_WEIGHED = (*_KEPT, FindingState.OUT_OF_SIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Her words by key of finding, as typed and as understood."""

    typed: Mapping[str, Decision]
    understood: Mapping[str, Understood]


def track_findings(
    store: Store,
    findings: Iterable[Finding],
    *,
    programme: str,
    as_of: date,
    sight: Sight | None = None,
    zone: tzinfo = UTC,
) -> tuple[TrackedFinding, ...]:
    """Tell apart what is new, open, worse, better, settled, departed or unseen, and remember it.

    `sight`: what can be read on that day; without it everything can, and what is not found is
    settled. Settled and departed ones are given once, on the day they disappear. Doing the same
    day again gives the same answer: a day is compared with the days before it, never with itself.
    `zone` is where her days begin and end.
    """
    with store.begin() as connection:
        past = _past(connection, programme, before=as_of)
        lives = live(tuple(findings), past, sight=sight, as_of=as_of)
        _remember(connection, lives, programme, as_of=as_of)
        for one in lives:
            if one.heir_of:
                hand_words_over(connection, programme, of=one.heir_of, to=one.finding.key)
    words = _Words(
        typed=decisions_in_force(store, programme),
        understood=words_on_findings(store, programme, zone=zone),
    )
    tracked = tuple(
        _tracked(one, words) for one in lives if one.state is not FindingState.SUCCEEDED
    )
    _remember_asleep(store, tracked, programme, as_of=as_of)
    return tracked


def _remember_asleep(
    store: Store, tracked: Iterable[TrackedFinding], programme: str, *, as_of: date
) -> None:
    """Which of them her words leave in peace that day: no week counts them as waiting for her."""
    day, keys = (
        as_of.isoformat(),
        [one.finding.key for one in tracked if one.is_open and not is_awake(one, as_of=as_of)],
    )
    that_day = update(finding_event).filter_by(programme=programme, as_of=day)
    with store.begin() as connection:
        for key in keys:
            connection.execute(that_day.where(finding_event.c.key == key).values(asleep=True))


def open_before(
    store: Store, *kinds: FindingKind, programme: str, as_of: date
) -> tuple[Finding, ...]:
    """The findings of some kinds that still stood on the last day before `as_of`."""
    with store.begin() as connection:
        past = _past(connection, programme, before=as_of)
    return tuple(
        old.finding for _, old in sorted(past.items()) if old.finding.kind in kinds and old.stands
    )


def settled_since(store: Store, programme: str, *, since: date, until: date) -> tuple[Finding, ...]:
    """The findings that were settled on a day of these, as they were last told, the latest last.

    One that stands again is none of them.
    """
    query = (
        select(finding_table.c.content)
        .join(
            finding_event,
            (finding_event.c.key == finding_table.c.key)
            & (finding_event.c.programme == finding_table.c.programme),
        )
        .where(
            finding_table.c.programme == programme,
            finding_table.c.state == FindingState.RESOLVED.value,
            finding_event.c.state == FindingState.RESOLVED.value,
            finding_event.c.as_of >= since.isoformat(),
            finding_event.c.as_of <= until.isoformat(),
        )
        .order_by(finding_event.c.as_of, finding_table.c.key)
    )
    with store.begin() as connection:
        return tuple(_from_json(text) for text in connection.execute(query).scalars())


def _past(connection: Connection, programme: str, *, before: date) -> dict[str, Past]:
    """Each finding as it stood after the last day before `before` on which it could be told."""
    unseen = FindingState.OUT_OF_SIGHT.value
    one = finding_event.alias()
    mine = (one.c.programme == finding_table.c.programme, one.c.key == finding_table.c.key)
    # The last day of each is looked for in the index, backwards: a night of the fifth year would
    # otherwise read all the nights before it.
    last_day = (
        select(one.c.as_of)
        .where(*mine, one.c.as_of < before.isoformat(), one.c.state != unseen)
        .order_by(one.c.as_of.desc())
        .limit(1)
        .correlate(finding_table)
        .scalar_subquery()
    )
    since = (
        select(one.c.as_of)
        .where(*mine, one.c.as_of < before.isoformat(), one.c.state == unseen)
        .where(one.c.as_of > finding_event.c.as_of)
        .order_by(one.c.as_of)
        .limit(1)
        .correlate(finding_table, finding_event)
        .scalar_subquery()
    )
    query = (
        select(
            finding_event.c.key,
            finding_event.c.as_of,
            finding_event.c.state,
            finding_event.c.days,
            finding_event.c.severity,
            finding_table.c.first_seen,
            finding_table.c.content,
            since.label("unseen_since"),
        )
        .select_from(finding_table)
        .join(
            finding_event,
            (finding_event.c.key == finding_table.c.key)
            & (finding_event.c.programme == finding_table.c.programme)
            & (finding_event.c.as_of == last_day),
            isouter=True,  # else SQLite begins with the events; who has none that day is left out
        )
        .where(finding_table.c.programme == programme)
    )
    return {
        row.key: Past(
            finding=_from_json(row.content),
            state=FindingState(row.state),
            days=row.days,
            severity=Severity(row.severity) if row.severity else None,
            first_seen=min(date.fromisoformat(row.first_seen), before),
            last_told=date.fromisoformat(row.as_of),
            unseen_since=date.fromisoformat(row.unseen_since) if row.unseen_since else None,
        )
        for row in connection.execute(query)
        if row.key is not None
    }


def _remember(
    connection: Connection, lives: Sequence[Life], programme: str, *, as_of: date
) -> None:
    """Each finding as it stands, and a line of its history for the day.

    What is settled, gone or out of sight keeps the content that was last told of it.
    """
    day = as_of.isoformat()
    told = [one for one in lives if one.state in _TOLD]
    put_all(
        connection,
        finding_table,
        [
            {
                "programme": programme,
                "key": one.finding.key,
                "partner": one.finding.partner,
                "severity": one.finding.severity.value,
                "days": one.finding.days,
                "state": one.state.value,
                "first_seen": one.first_seen.isoformat(),
                "last_seen": day,
                "content": _to_json(one.finding),
            }
            for one in told
        ],
    )
    for one in lives:
        if one.state not in _TOLD:
            connection.execute(
                update(finding_table)
                .filter_by(programme=programme, key=one.finding.key)
                .values(state=one.state.value, last_seen=day)
            )
    put_all(
        connection,
        finding_event,
        [
            {
                "programme": programme,
                "key": one.finding.key,
                "as_of": day,
                "state": one.state.value,
                "days": one.finding.days if one.state in _KEPT else None,
                "severity": one.finding.severity.value if one.state in _WEIGHED else None,
                "asleep": False,
            }
            for one in lives
        ],
    )


def _tracked(one: Life, words: _Words) -> TrackedFinding:
    said = words.typed.get(one.finding.key)
    return TrackedFinding(
        finding=one.finding,
        state=one.state,
        first_seen=one.first_seen,
        decision=said.decision if said else "",
        note=said.note if said else "",
        word=words.understood.get(one.finding.key, NOTHING_SAID),
        unseen_since=one.unseen_since,
        last_read=one.last_read,
        gathers=one.gathers,
    )


def _to_json(one: Finding) -> str:
    """The finding as JSON. Its sentences may quote what a person typed: an address is masked."""
    text = json.dumps(
        {
            "kind": one.kind.value,
            "subject": one.subject,
            "partner": one.partner,
            "severity": one.severity.value,
            "audience": one.audience.value,
            "title": one.title,
            "action": one.action,
            "label": one.label,
            "due": one.due.isoformat() if one.due else None,
            "days": one.days,
            "about": one.about,
            "detail": one.detail,
            "ask": one.ask,
            "waits_for": one.waits_for,
            "members": one.members,
            "headline": one.headline,
            "evidence": [
                [ref.file_id, ref.workbook, ref.tab, ref.sheet_id, ref.cell] for ref in one.evidence
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return mask_addresses(text)


# A night reads what was told before it five times, and the next flow again.
@lru_cache(maxsize=5_000)
def _from_json(text: str) -> Finding:
    data = json.loads(text)
    return Finding(
        kind=KINDS[data["kind"]],
        subject=data["subject"],
        partner=data["partner"],
        severity=Severity(data["severity"]),
        audience=Audience(data["audience"]),
        title=data["title"],
        action=data["action"],
        label=data["label"],
        due=date.fromisoformat(data["due"]) if data["due"] else None,
        days=data["days"],
        about=data["about"],
        detail=data["detail"],
        ask=data.get("ask", ""),  # absent from what was stored before there were asks
        waits_for=data.get("waits_for", ""),
        members=tuple(data.get("members", ())),
        headline=data.get("headline", ""),
        evidence=tuple(
            CellRef(file_id=ref[0], workbook=ref[1], tab=ref[2], sheet_id=ref[3], cell=ref[4])
            for ref in data["evidence"]
        ),
    )
