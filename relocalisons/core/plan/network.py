"""Pure: the critical path of a network of activities, with lags, and the cycles that forbid it.

Plain lists and one pass each way: on the plans of this programme (up to some hundred activities)
this is faster than any array or graph library (`make bench`).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relocalisons.core.kernel.words.french import NBSP
from relocalisons.errors import SourceError

Arc = tuple[Any, Any] | tuple[Any, Any, Any]


class CircularDependencyError(SourceError):
    """Activities wait for each other; `activities` are those on one cycle, in order."""

    def __init__(self, activities: tuple[Hashable, ...]):
        self.activities = activities
        loop = " → ".join(str(name) for name in (*activities, activities[0]))
        super().__init__(
            f"Dépendance circulaire{NBSP}: {loop}. Supprimer l’un de ces liens dans la colonne "
            f"«{NBSP}Prédécesseurs{NBSP}»."
        )


class UnknownActivityError(SourceError):
    """A dependency names an activity that is not in the plan."""

    def __init__(self, name: Hashable):
        self.name = name
        super().__init__(
            f"L’activité {name} est citée dans une dépendance mais n’est pas dans le plan. "
            f"Corriger son numéro ou l’ajouter au plan."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSchedule:
    """When each activity can and must happen, in the unit of the durations.

    Each field but `length` is keyed as `durations` was: a dict by name, or a tuple by position.
    Starts count from 0, the start of the plan; an activity finishes at start + duration; `length`
    is the latest early finish, 0 for an empty plan.
    """

    early_start: Any
    early_finish: Any
    late_start: Any
    late_finish: Any
    total_float: Any
    length: Any

    def critical(self) -> tuple[Any, ...]:
        """The activities without float, by early start."""
        named = isinstance(self.total_float, Mapping)
        names: Iterable[Any] = self.total_float if named else range(len(self.total_float))
        found = [name for name in names if self.total_float[name] <= 0]
        return tuple(sorted(found, key=lambda name: self.early_start[name]))


def schedule_network(
    durations: Mapping[Any, Any] | Sequence[Any], arcs: Iterable[Arc]
) -> NetworkSchedule:
    """Compute early and late dates and the total float of each activity.

    `durations`: numbers ≥ 0 by name, or by position. `arcs`: `(predecessor, successor)` or
    `(predecessor, successor, lag)`; a lag runs from finish to start and may be negative (the
    successor may then start before its predecessor ends, but never before 0). A repeated arc
    counts once, with its longest lag.

    Errors: CircularDependencyError on a cycle; UnknownActivityError for an arc to an activity
    without duration; ValueError for a negative or undefined duration or an undefined lag.
    """
    named = isinstance(durations, Mapping)
    names = list(durations) if named else range(len(durations))
    lengths = list(durations.values()) if isinstance(durations, Mapping) else list(durations)
    for name, value in zip(names, lengths, strict=True):
        if not value >= 0:
            raise ValueError(f"the duration of {name} is {value}: a duration is 0 or more")
    numbers = {name: number for number, name in enumerate(names)}
    links = _link(arcs, numbers)
    order, starts = _forward(lengths, links)
    if len(order) < len(lengths):
        cycle = _find_cycle(links, done=order)
        raise CircularDependencyError(tuple(names[number] for number in cycle))

    finishes = [start + length for start, length in zip(starts, lengths, strict=True)]
    length = max(finishes, default=0)
    late_finishes = _backward(order, lengths, links, length)
    late_starts = [late - each for late, each in zip(late_finishes, lengths, strict=True)]
    floats = [late - early for late, early in zip(late_starts, starts, strict=True)]

    def keyed(values: list[Any]) -> Any:
        return dict(zip(names, values, strict=True)) if named else tuple(values)

    return NetworkSchedule(
        early_start=keyed(starts),
        early_finish=keyed(finishes),
        late_start=keyed(late_starts),
        late_finish=keyed(late_finishes),
        total_float=keyed(floats),
        length=length,
    )


def find_knots(arcs: Iterable[Arc]) -> tuple[tuple[Any, ...], ...]:
    """The groups of activities that wait for each other, each in the order of its names.

    A knot is a strongly connected part of the network: whatever number of cycles it holds, none
    of its activities can ever start. Arcs inside a knot say nothing about dates; the others do.
    """
    following: dict[Any, list[Any]] = {}
    for arc in arcs:
        following.setdefault(arc[0], []).append(arc[1])
        following.setdefault(arc[1], [])
    knots = [
        group
        for group in _strong_groups(following)
        if len(group) > 1 or group[0] in following[group[0]]
    ]
    return tuple(sorted(tuple(sorted(group, key=str)) for group in knots))


def _strong_groups(following: Mapping[Any, Sequence[Any]]) -> list[list[Any]]:
    """Tarjan's strongly connected components, without recursion (plans may be long chains)."""
    index: dict[Any, int] = {}
    low: dict[Any, int] = {}
    stack: list[Any] = []
    held: set[Any] = set()
    groups: list[list[Any]] = []
    for root in following:
        if root in index:
            continue
        walk = [(root, iter(following[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        held.add(root)
        while walk:
            name, rest = walk[-1]
            for target in rest:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    held.add(target)
                    walk.append((target, iter(following[target])))
                    break
                if target in held:
                    low[name] = min(low[name], index[target])
            else:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[name])
                if low[name] == index[name]:
                    groups.append(_pop_until(name, stack, held))
    return groups


def _pop_until(name: Any, stack: list[Any], held: set[Any]) -> list[Any]:
    group: list[Any] = []
    while not group or group[-1] != name:
        group.append(stack.pop())
        held.discard(group[-1])
    return group


@dataclass(frozen=True, slots=True, kw_only=True)
class _Links:
    """Who waits for whom, by number: apart, the few links that have a lag."""

    after: list[list[int]]
    lagging: dict[int, list[tuple[int, Any]]]
    waiting: list[int]  # how many each waits for

    def successors(self, number: int) -> Iterator[int]:
        """Those that wait for it, with or without a lag."""
        yield from self.after[number]
        yield from (target for target, _ in self.lagging.get(number, ()))


def _link(arcs: Iterable[Arc], numbers: Mapping[Any, int]) -> _Links:
    after: list[list[int]] = [[] for _ in numbers]
    # A long plan costs what its names cost to look up, in an order that no cache holds: a name
    # leads to the list itself, and who waits is counted when all lists are there.
    following = dict(zip(numbers, after, strict=True))
    lagging: dict[int, list[tuple[int, Any]]] = {}
    try:
        for arc in arcs:
            if len(arc) == 2 or not arc[2]:
                following[arc[0]].append(numbers[arc[1]])
                continue
            predecessor, successor, lag = arc
            if lag != lag:  # NaN is unequal to itself and would silently win every maximum
                raise ValueError(f"the lag between {predecessor} and {successor} is undefined")
            lagging.setdefault(numbers[predecessor], []).append((numbers[successor], lag))
    except KeyError as error:
        raise UnknownActivityError(error.args[0]) from None
    return _Links(after=after, lagging=lagging, waiting=_count_waiting(after, lagging))


def _count_waiting(
    after: list[list[int]], lagging: Mapping[int, list[tuple[int, Any]]]
) -> list[int]:
    waiting = [0] * len(after)
    for targets in after:
        for target in targets:
            waiting[target] += 1
    for lags in lagging.values():
        for target, _ in lags:
            waiting[target] += 1
    return waiting


def _forward(lengths: list[Any], links: _Links) -> tuple[list[int], list[Any]]:
    """Activities in an order where each follows its predecessors, and their early starts.

    The order is shorter when there is a cycle; the starts then mean nothing.
    """
    after, lagging, waiting = links.after, links.lagging, links.waiting
    order = [number for number, count in enumerate(waiting) if count == 0]
    starts: list[Any] = [0] * len(lengths)
    for number in order:  # grows while it is walked
        finish = starts[number] + lengths[number]
        for target in after[number]:
            if finish > starts[target]:
                starts[target] = finish
            waiting[target] = left = waiting[target] - 1
            if not left:
                order.append(target)
        if number in lagging:
            for target, lag in lagging[number]:
                starts[target] = max(starts[target], finish + lag)
                waiting[target] -= 1
                if not waiting[target]:
                    order.append(target)
    return order, starts


def _backward(order: list[int], lengths: list[Any], links: _Links, length: Any) -> list[Any]:
    """Late finishes: each before the late starts of those that wait for it."""
    after, lagging = links.after, links.lagging
    finishes: list[Any] = [length] * len(lengths)
    starts: list[Any] = [length] * len(lengths)
    for number in reversed(order):
        latest = min([starts[target] for target in after[number]], default=length)
        if number in lagging:
            latest = min(latest, *(starts[target] - lag for target, lag in lagging[number]))
        latest = min(latest, length)
        finishes[number] = latest
        starts[number] = latest - lengths[number]
    return finishes


def _find_cycle(links: _Links, *, done: list[int]) -> list[int]:
    """One cycle among the activities that could not be ordered, in the order of its arcs."""
    left = set(range(len(links.after))) - set(done)
    predecessors: dict[int, int] = {}
    for number in left:
        for target in links.successors(number):
            if target in left:
                predecessors[target] = number
    # Every activity left waits for another one left: walking back must meet itself.
    position: dict[int, int] = {}
    walk: list[int] = []
    number = min(left)
    while number not in position:
        position[number] = len(walk)
        walk.append(number)
        number = predecessors[number]
    return walk[position[number] :][::-1]
