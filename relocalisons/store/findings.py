"""Store: the life of a finding, night after night."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Any

from sqlalchemy import Connection, func, select, update

from relocalisons.core.model import (
    Audience,
    CellRef,
    Decision,
    Finding,
    FindingKind,
    FindingState,
    Severity,
    TrackedFinding,
)
from relocalisons.core.values.decisions import NOTHING_SAID, Understood
from relocalisons.store.decisions import decisions_in_force, words_on_findings
from relocalisons.store.inserting import put, put_all
from relocalisons.store.masking import mask_addresses
from relocalisons.store.opening import Store
from relocalisons.store.schema import finding as finding_table
from relocalisons.store.schema import finding_event

WORSE_BY = 7  # days beyond the calendar; a day more each day is no news
_RANK = {Severity.INFO: 0, Severity.WATCH: 1, Severity.ALERT: 2}


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
    zone: tzinfo = UTC,
) -> tuple[TrackedFinding, ...]:
    """Tell new, open, worse, better and resolved findings apart, and remember them.

    Resolved ones are given once, on the day they disappear. Doing the same day again gives the
    same answer: a day is compared with the days before it, never with itself. `zone` is where her
    days begin and end.
    """
    words = _Words(
        typed=decisions_in_force(store, programme),
        understood=words_on_findings(store, programme, zone=zone),
    )
    found = {one.key: one for one in findings}
    tracked: list[TrackedFinding] = []
    with store.begin() as connection:
        known = _known(connection, programme, before=as_of)
        for key, one in found.items():
            state, first_seen = _state(one, known.get(key), as_of=as_of)
            tracked.append(_tracked(one, state, first_seen, words))
        _remember(connection, tracked, programme, as_of=as_of)
        for key, before in known.items():
            gone = key not in found and before["state"] is not FindingState.RESOLVED
            if gone:
                one = _from_json(before["content"])
                _resolve(connection, key, programme, as_of=as_of)
                tracked.append(_tracked(one, FindingState.RESOLVED, before["first_seen"], words))
    return tuple(tracked)


def open_before(
    store: Store, kind: FindingKind, *, programme: str, as_of: date
) -> tuple[Finding, ...]:
    """The findings of a kind that were still open on the last day before `as_of`."""
    with store.begin() as connection:
        known = _known(connection, programme, before=as_of)
    return tuple(
        _from_json(each["content"])
        for key, each in sorted(known.items())
        if key.startswith(f"{kind.value}:") and each["state"] is not FindingState.RESOLVED
    )


def _state(
    one: Finding, before: Mapping[str, Any] | None, *, as_of: date
) -> tuple[FindingState, date]:
    if before is None or before["state"] is FindingState.RESOLVED:
        return FindingState.NEW, as_of
    change = (one.days or 0) - (before["days"] or 0)
    # Lateness grows by itself every day: only what goes beyond the calendar is worse.
    elapsed = max((as_of - before["last_seen"]).days, 0) if one.days is not None else 0
    graver = _graver(one, before["severity"])
    if graver > 0 or change - elapsed >= WORSE_BY:
        return FindingState.WORSE, before["first_seen"]
    if graver < 0 or change <= -WORSE_BY:
        return FindingState.BETTER, before["first_seen"]
    return FindingState.OPEN, before["first_seen"]


def _graver(one: Finding, before: Severity | None) -> int:
    """Positive when it weighs more than on its last day, negative when less, 0 when unknown."""
    return 0 if before is None else _RANK[one.severity] - _RANK[before]


def _known(connection: Connection, programme: str, *, before: date) -> dict[str, dict[str, Any]]:
    """Each finding as it stood after the last day before `before`."""
    mine = (finding_event.c.programme == programme, finding_event.c.as_of < before.isoformat())
    # Only the last day of each: two years of nights would otherwise be read every night.
    last_day = (
        select(finding_event.c.key, func.max(finding_event.c.as_of).label("as_of"))
        .where(*mine)
        .group_by(finding_event.c.key)
        .subquery()
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
        )
        .join(
            last_day,
            (finding_event.c.key == last_day.c.key) & (finding_event.c.as_of == last_day.c.as_of),
        )
        .join(
            finding_table,
            (finding_table.c.key == finding_event.c.key)
            & (finding_table.c.programme == finding_event.c.programme),
        )
        .where(*mine)
    )
    return {
        row.key: {
            "state": FindingState(row.state),
            "days": row.days,
            "severity": Severity(row.severity) if row.severity else None,
            "last_seen": date.fromisoformat(row.as_of),
            "first_seen": min(date.fromisoformat(row.first_seen), before),
            "content": row.content,
        }
        for row in connection.execute(query)
    }


def _remember(
    connection: Connection, found: Sequence[TrackedFinding], programme: str, *, as_of: date
) -> None:
    """Each finding as it stands, and a line of its history for the day."""
    day = as_of.isoformat()
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
            for one in found
        ],
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
                "days": one.finding.days,
                "severity": one.finding.severity.value,
            }
            for one in found
        ],
    )


def _resolve(connection: Connection, key: str, programme: str, *, as_of: date) -> None:
    connection.execute(
        update(finding_table)
        .filter_by(programme=programme, key=key)
        .values(state=FindingState.RESOLVED.value, last_seen=as_of.isoformat())
    )
    put(
        connection,
        finding_event,
        {
            "programme": programme,
            "key": key,
            "as_of": as_of.isoformat(),
            "state": FindingState.RESOLVED.value,
            "days": None,
            "severity": None,
        },
    )


def _tracked(one: Finding, state: FindingState, first_seen: date, words: _Words) -> TrackedFinding:
    said = words.typed.get(one.key)
    return TrackedFinding(
        finding=one,
        state=state,
        first_seen=first_seen,
        decision=said.decision if said else "",
        note=said.note if said else "",
        word=words.understood.get(one.key, NOTHING_SAID),
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
            "evidence": [
                [ref.file_id, ref.workbook, ref.tab, ref.sheet_id, ref.cell] for ref in one.evidence
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
    )
    return mask_addresses(text)


def _from_json(text: str) -> Finding:
    data = json.loads(text)
    return Finding(
        kind=FindingKind(data["kind"]),
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
        evidence=tuple(
            CellRef(file_id=ref[0], workbook=ref[1], tab=ref[2], sheet_id=ref[3], cell=ref[4])
            for ref in data["evidence"]
        ),
    )
