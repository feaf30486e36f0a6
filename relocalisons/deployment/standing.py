"""Pure: what becomes of a deployment that stands on the server: what is ours, what people typed.

Each deployment of ours carries what we last told of it (`TOLD`, in the schema of its form). What
differs from that was typed in the console, and is kept and said; what we no longer say goes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from relocalisons.deployment.forms import REQUEST, defaults_of, fields_of, is_accepted
from relocalisons.deployment.table import FORMER_SLUGS

TOLD = "x-relocalisons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A schedule on the server, or to be there. `said` is its JSON, `id` its row."""

    slug: str  # empty: made in the console without one
    said: Mapping[str, Any]
    active: bool = True
    id: str = ""

    def same(self, other: "Timed") -> bool:
        """Whether both start the same runs."""
        return self.active == other.active and self.times == other.times

    @property
    def times(self) -> dict[str, Any]:
        """When it starts runs; what the server adds to a cron by itself left out."""
        return {
            key: value for key, value in self.said.items() if key in _TIMES and value is not None
        }


_TIMES = ("cron", "timezone", "interval", "anchor_date", "rrule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """A deployment, wanted or standing; `id` is empty while it is only wanted."""

    name: str
    entrypoint: str
    description: str
    tags: tuple[str, ...]
    parameters: Mapping[str, Any]
    schema: Mapping[str, Any]
    schedules: tuple[Timed, ...]
    pool: str
    queue: str
    job_variables: Mapping[str, Any] = field(default_factory=dict[str, Any])
    pull_steps: Sequence[Mapping[str, Any]] = ()
    paused: bool = False
    id: str = ""

    @property
    def programme(self) -> str:
        """The programme that its runs are for."""
        return str(self.request.get("programme", ""))

    @property
    def request(self) -> dict[str, Any]:
        """The answers of its form."""
        request = self.parameters.get(REQUEST)
        return dict(request) if isinstance(request, Mapping) else {}

    @property
    def told(self) -> Mapping[str, Any] | None:
        """What we last told of it; None for what somebody else deployed."""
        return self.schema.get(TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is to stand in the end, what was typed and is kept, what was typed and goes."""

    deployed: Deployed
    said: tuple[str, ...] = ()


def with_told(wanted: Deployed) -> Deployed:
    """The same, remembering what we say of it."""
    told = {
        "programme": wanted.programme,
        REQUEST: dict(wanted.request),
        "schedules": {each.slug: each.times for each in wanted.schedules},
    }
    return replace(wanted, schema={**wanted.schema, TOLD: told})


def keep_what_was_typed(wanted: Deployed, standing: Deployed, *, reset: bool = False) -> Kept:
    """What stands, brought to what is wanted, but for what people typed in the console.

    `reset`: what they typed goes too, and is said.
    """
    parameters, said = _answers(wanted, standing, reset=reset)
    schedules, more = _schedules(wanted, standing, reset=reset)
    said += more
    if standing.paused:
        said.append("it is paused in the console, and stays so")
    return Kept(
        deployed=replace(
            with_told(wanted), parameters=parameters, schedules=schedules, paused=standing.paused
        ),
        said=tuple(said),
    )


def _answers(
    wanted: Deployed, standing: Deployed, *, reset: bool
) -> tuple[dict[str, Any], list[str]]:
    defaults, known = defaults_of(wanted.schema), fields_of(wanted.schema)
    told = standing.told or {REQUEST: wanted.request}
    before = {**defaults, **_filled(told.get(REQUEST, {}))}
    now = {**defaults, **_filled(standing.request)}
    kept = wanted.request
    said: list[str] = []
    for name, value in now.items():
        ours = kept.get(name, defaults.get(name))
        if value in ("", [], before.get(name), ours):  # an emptied field says nothing
            continue
        shown = f"{name} = {_shown(value)}"
        if name == "programme" or name not in known:
            said.append(f"{shown}, typed in the console, is dropped: the form has no such answer")
        elif reset:
            said.append(f"{shown}, typed in the console, is {_shown(ours)} again")
        elif not is_accepted({**kept, name: value}, wanted.schema):
            said.append(f"{shown}, typed in the console, is dropped: the form refuses it now")
        else:
            kept[name] = value
            said.append(f"{shown}, typed in the console, is kept (ours: {_shown(ours)})")
    return {REQUEST: kept}, said


def _schedules(
    wanted: Deployed, standing: Deployed, *, reset: bool
) -> tuple[tuple[Timed, ...], list[str]]:
    """The schedules that are to stand, each with the row that it has already."""
    told: Mapping[str, Any] = (standing.told or {}).get("schedules", {})
    said: list[str] = []
    stand = {each.slug: each for each in standing.schedules}
    result: list[Timed] = []
    for ours in wanted.schedules:
        there = stand.get(ours.slug)
        if there is None:
            if ours.slug in told and not reset:
                said.append(f"schedule {ours.slug} was deleted in the console, and stays so")
            else:
                result.append(ours)
            continue
        before = Timed(slug=ours.slug, said=told.get(ours.slug, ours.times))
        if there.same(before) or there.same(ours):
            result.append(replace(ours, id=there.id))
        elif reset:
            said.append(f"schedule {ours.slug}, changed in the console, is {_when(ours)} again")
            result.append(replace(ours, id=there.id))
        else:
            said.append(
                f"schedule {ours.slug}, changed in the console to {_when(there)}, is kept "
                f"(ours: {_when(ours)})"
            )
            result.append(there)
    declared = {each.slug for each in wanted.schedules}
    for there in standing.schedules:
        if there.slug in declared:
            continue
        if there.slug in told or there.slug in FORMER_SLUGS:
            said.append(f"schedule {there.slug} ({_when(there)}) is gone")
        elif reset:
            said.append(f"a schedule made in the console ({_when(there)}) is removed")
        else:
            said.append(f"a schedule made in the console ({_when(there)}) is kept")
            result.append(there)
    return tuple(result), said


def is_same(standing: Deployed, wanted: Deployed) -> bool:
    """Whether the server already says all that is wanted, schedules apart."""
    return (
        standing.description == wanted.description
        and sorted(standing.tags) == sorted(wanted.tags)
        and standing.parameters == wanted.parameters
        and standing.schema == wanted.schema
        and (standing.pool, standing.queue) == (wanted.pool, wanted.queue)
        and standing.entrypoint == wanted.entrypoint
        and standing.job_variables == wanted.job_variables
        and list(standing.pull_steps) == list(wanted.pull_steps)
    )


def _filled(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value is not None}


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _when(timed: Timed) -> str:
    times = timed.times
    said = str(times.get("cron") or times.get("rrule") or f"every {times.get('interval')} s")
    zone = f" {times['timezone']}" if times.get("timezone") else ""
    return f"« {said}{zone} »{'' if timed.active else ', off'}"
