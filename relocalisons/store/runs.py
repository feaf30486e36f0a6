"""Store: one run per programme, flow and logical day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update

from relocalisons.store.inserting import insert_once
from relocalisons.store.masking import mask_everywhere
from relocalisons.store.moments import from_text, to_text
from relocalisons.store.opening import Store
from relocalisons.store.schema import run


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A run. `state` is what it was before this start: `new`, `running` (crashed), `failed`,
    or `finished`: a finished day is not done again.
    """

    run_id: int
    state: str
    kind: str
    logical_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadRun:
    """A run that a killed process left open; `prefect_run` is its id there, empty for none."""

    started_at: datetime
    prefect_run: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """A run as it stands in the store."""

    kind: str
    logical_date: date
    state: str
    started_at: datetime
    ended_at: datetime | None
    summary: Mapping[str, Any]


def start_run(
    store: Store, *, programme: str, kind: str, logical_date: date, at: datetime,
    once: bool = True, prefect_run: str = "",
) -> RunRecord:  # fmt: skip
    """Start a day's run, or find it again.

    A day that is finished stays finished when `once`; a flow that runs many times a day
    (`once=False`) starts again under the same row. `prefect_run`: its id in Prefect, if any.
    """
    key = {"programme": programme, "kind": kind, "logical_date": logical_date.isoformat()}
    with store.begin() as connection:
        created = insert_once(
            connection,
            run,
            key
            | {
                "state": "running",
                "starts": 1,
                "started_at": to_text(at),
                "summary": "{}",
                "prefect_run": prefect_run,
            },
        )
        row = connection.execute(select(run.c.run_id, run.c.state).filter_by(**key)).one()
        state = "new" if created else row.state
        if not created and not (once and state == "finished"):
            connection.execute(
                update(run)
                .where(run.c.run_id == row.run_id)
                .values(
                    state="running",
                    starts=run.c.starts + 1,
                    started_at=to_text(at),
                    ended_at=None,
                    prefect_run=prefect_run,
                )
            )
    return RunRecord(run_id=row.run_id, state=state, kind=kind, logical_date=logical_date)


def finish_run(
    store: Store, run_id: int, *, state: str, at: datetime, summary: Mapping[str, Any]
) -> None:
    """Close a run as `finished` or `failed`, with figures for people to read later."""
    with store.begin() as connection:
        connection.execute(
            update(run)
            .where(run.c.run_id == run_id)
            .values(
                state=state,
                ended_at=to_text(at),
                # A sentence may quote what she typed beside a mail: an address stays in her sheet.
                summary=json.dumps(mask_everywhere(summary)),
            )
        )


def give_up_dead_runs(
    store: Store, *, programme: str, kind: str, at: datetime
) -> tuple[DeadRun, ...]:
    """Close as `failed` the runs of a flow that a killed process left open; the oldest first.

    To be called under the programme's lock only: there, nobody else can be running.
    """
    mine = (run.c.programme == programme, run.c.kind == kind, run.c.state == "running")
    with store.begin() as connection:
        rows = connection.execute(
            select(run.c.started_at, run.c.prefect_run).where(*mine).order_by(run.c.started_at)
        ).all()
        connection.execute(
            update(run)
            .where(*mine)
            .values(state="failed", ended_at=to_text(at), summary=json.dumps({"error": "killed"}))
        )
    return tuple(
        DeadRun(started_at=from_text(row.started_at), prefect_run=row.prefect_run) for row in rows
    )


def has_begun_since(store: Store, *, programme: str, kind: str, since: datetime) -> bool:
    """Whether a pass of a flow that ended well began at an instant or after it."""
    mine = (run.c.programme == programme, run.c.kind == kind, run.c.state == "finished")
    query = select(run.c.run_id).where(*mine, run.c.started_at >= to_text(since)).limit(1)
    with store.begin() as connection:
        return connection.execute(query).first() is not None


def summary_of(store: Store, run_id: int) -> Mapping[str, Any]:
    """What a run has said so far; empty for one that has said nothing."""
    with store.begin() as connection:
        text = connection.scalar(select(run.c.summary).where(run.c.run_id == run_id))
    return json.loads(text or "{}")


def last_end(store: Store, programme: str, *, kind: str) -> datetime | None:
    """When a run of that flow last ended, well or not; None when none ever did."""
    query = select(func.max(run.c.ended_at)).where(
        run.c.programme == programme, run.c.kind == kind, run.c.state != "running"
    )
    with store.begin() as connection:
        text = connection.scalar(query)
    return from_text(text) if text else None


def last_runs(store: Store, programme: str, *, limit: int = 20) -> tuple[PastRun, ...]:
    """The newest runs first."""
    query = (
        select(run)
        .where(run.c.programme == programme)
        .order_by(run.c.started_at.desc())
        .limit(limit)
    )
    with store.begin() as connection:
        rows = connection.execute(query).all()
    return tuple(
        PastRun(
            kind=row.kind,
            logical_date=date.fromisoformat(row.logical_date),
            state=row.state,
            started_at=from_text(row.started_at),
            ended_at=from_text(row.ended_at) if row.ended_at else None,
            summary=json.loads(row.summary),
        )
        for row in rows
    )
