"""What the service promises about the network of actions."""

from itertools import pairwise
from random import Random

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relocalisons.core.plan.network import (
    CircularDependencyError,
    UnknownActivityError,
    find_knots,
    schedule_network,
)


def test_an_activity_starts_when_its_last_predecessor_ends():
    plan = schedule_network({"A": 3, "B": 5, "C": 2}, [("A", "C"), ("B", "C")])

    assert plan.early_start == {"A": 0, "B": 0, "C": 5}
    assert plan.early_finish == {"A": 3, "B": 5, "C": 7}
    assert plan.length == 7


def test_float_is_what_an_activity_may_lose_without_moving_the_end():
    plan = schedule_network({"A": 3, "B": 5, "C": 2}, [("A", "C"), ("B", "C")])

    assert plan.total_float == {"A": 2, "B": 0, "C": 0}
    assert plan.late_start == {"A": 2, "B": 0, "C": 5}
    assert plan.late_finish == {"A": 5, "B": 5, "C": 7}
    assert plan.critical() == ("B", "C")


def test_a_lag_delays_the_successor_and_a_negative_one_lets_it_overlap():
    waited = schedule_network({"semis": 1, "récolte": 4}, [("semis", "récolte", 10)])
    overlapped = schedule_network({"étude": 6, "restitution": 2}, [("étude", "restitution", -2)])

    assert waited.early_start["récolte"] == 11
    assert overlapped.early_start["restitution"] == 4
    assert overlapped.length == 6


def test_an_overlap_never_starts_before_the_plan():
    plan = schedule_network({"A": 1, "B": 2}, [("A", "B", -5)])

    assert plan.early_start["B"] == 0
    assert plan.length == 2


def test_activities_may_be_given_by_position():
    plan = schedule_network([3, 5, 2], [(0, 2), (1, 2)])

    assert plan.early_start == (0, 0, 5)
    assert plan.critical() == (1, 2)


def test_a_plan_without_dependencies_or_without_activities_is_still_a_plan():
    assert schedule_network({}, []).length == 0
    assert schedule_network({"A": 4, "B": 1}, []).total_float == {"A": 0, "B": 3}


def test_a_repeated_dependency_counts_once_with_its_longest_lag():
    plan = schedule_network({"A": 1, "B": 1}, [("A", "B"), ("A", "B", 3), ("A", "B")])

    assert plan.early_start["B"] == 4


def test_a_cycle_is_refused_and_named_without_the_activities_that_only_wait_for_it():
    arcs = [("A1", "A2"), ("A2", "A3"), ("A3", "A1"), ("A3", "B1"), ("C1", "A1")]

    with pytest.raises(CircularDependencyError, match="Dépendance circulaire") as refused:
        schedule_network(dict.fromkeys(["A1", "A2", "A3", "B1", "C1"], 1), arcs)

    assert set(refused.value.activities) == {"A1", "A2", "A3"}
    assert " → " in str(refused.value)


def test_an_activity_that_waits_for_itself_is_a_cycle():
    with pytest.raises(CircularDependencyError) as refused:
        schedule_network({"A": 1}, [("A", "A")])

    assert refused.value.activities == ("A",)


def test_a_dependency_on_an_activity_outside_the_plan_is_refused_by_name():
    with pytest.raises(UnknownActivityError, match="Z9"):
        schedule_network({"A": 1}, [("Z9", "A")])


@pytest.mark.parametrize("duration", [-1, float("nan")])
def test_a_duration_that_is_no_duration_is_refused(duration):
    with pytest.raises(ValueError, match="duration"):
        schedule_network({"A": duration}, [])


def test_an_undefined_lag_is_refused():
    with pytest.raises(ValueError, match="lag"):
        schedule_network({"A": 1, "B": 1}, [("A", "B", float("nan"))])


def test_a_chain_of_a_hundred_thousand_activities_needs_no_recursion():
    size = 100_000

    plan = schedule_network([1] * size, [(number, number + 1) for number in range(size - 1)])

    assert plan.length == size


LAGS = st.integers(-4, 6)


@st.composite
def networks(draw, most=9, lags=LAGS):
    """Small acyclic networks; names are shuffled so that order tells nothing."""
    count = draw(st.integers(1, most))
    order = draw(st.permutations([f"A{number}" for number in range(count)]))
    durations = {name: draw(st.integers(0, 12)) for name in sorted(order)}
    couples = [(a, b) for i, a in enumerate(order) for b in order[i + 1 :]]
    arcs = draw(st.lists(st.sampled_from(couples), max_size=18)) if couples else []
    return durations, [(a, b, draw(lags)) for a, b in arcs]


def every_path(durations, arcs):
    """All paths of a small network with their lengths, by brute force."""
    following: dict[str, list[tuple[str, int]]] = {name: [] for name in durations}
    for before, after, lag in arcs:
        following[before].append((after, lag))
    grown = [((name,), durations[name]) for name in durations]
    while grown:
        yield from grown
        grown = [
            ((*path, after), length + lag + durations[after])
            for path, length in grown
            for after, lag in following[path[-1]]
        ]


@given(networks())
@settings(max_examples=400, deadline=None)
def test_dates_and_floats_equal_those_of_every_path_tried_by_brute_force(network):
    durations, arcs = network
    paths = list(every_path(durations, arcs))
    ending, starting = dict.fromkeys(durations, 0), dict.fromkeys(durations, 0)
    for path, length in paths:
        ending[path[-1]] = max(ending[path[-1]], length)
        starting[path[0]] = max(starting[path[0]], length)
    longest = max(length for _, length in paths)

    plan = schedule_network(durations, arcs)

    assert plan.length == longest
    assert plan.early_finish == ending
    assert plan.late_start == {name: longest - starting[name] for name in durations}
    for name in durations:
        assert plan.total_float[name] == plan.late_start[name] - plan.early_start[name] >= 0
        assert plan.total_float[name] == plan.late_finish[name] - plan.early_finish[name]


@given(networks(most=25, lags=st.integers(0, 6)))
@settings(max_examples=200, deadline=None)
def test_the_length_equals_the_longest_path_of_networkx(network):
    durations, arcs = network
    graph = networkx.DiGraph()
    graph.add_nodes_from(durations)
    for before, after, lag in arcs:
        weight = durations[before] + lag
        known = graph.get_edge_data(before, after, {"weight": -1})["weight"]
        graph.add_edge(before, after, weight=max(weight, known))
    for name in durations:
        graph.add_edge(name, "fin", weight=durations[name])

    plan = schedule_network(durations, arcs)

    assert plan.length == networkx.dag_longest_path_length(graph, weight="weight")


def a_network(rng):
    """A small acyclic network of plain random numbers: cheap enough for thousands of them."""
    count = rng.randint(1, 9)
    names = [f"A{number}" for number in range(count)]
    rng.shuffle(names)
    durations = {name: rng.randint(0, 12) for name in sorted(names)}
    arcs = []
    for _ in range(rng.randint(0, 14) if count > 1 else 0):
        first, second = sorted(rng.sample(range(count), 2))
        arcs.append((names[first], names[second], rng.randint(0, 6)))
    return durations, arcs


@given(st.integers(0, 2**64))
@settings(max_examples=100, deadline=None)
def test_ten_thousand_networks_equal_brute_force_and_networkx(seed):
    rng = Random(seed)  # Hypothesis chooses the seed: drawing each number by itself is slow
    for _ in range(100):
        durations, arcs = a_network(rng)
        ending = dict.fromkeys(durations, 0)
        for path, length in every_path(durations, arcs):
            ending[path[-1]] = max(ending[path[-1]], length)
        graph = networkx.DiGraph()
        for before, after, lag in sorted(arcs, key=lambda arc: arc[2]):
            graph.add_edge(before, after, weight=durations[before] + lag)  # the longest lag stays
        for name in durations:
            graph.add_edge(name, "fin", weight=durations[name])

        plan = schedule_network(durations, arcs)

        assert plan.early_finish == ending
        assert plan.length == networkx.dag_longest_path_length(graph, weight="weight")


@given(networks(), st.data())
@settings(max_examples=200, deadline=None)
def test_a_cycle_is_found_exactly_when_networkx_finds_one(network, data):
    durations, arcs = network
    names = sorted(durations)
    extra = data.draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=3)
    )
    arcs = [*((before, after) for before, after, _ in arcs), *extra]
    graph = networkx.DiGraph(arcs)

    if networkx.is_directed_acyclic_graph(graph):
        schedule_network(durations, arcs)
        return
    with pytest.raises(CircularDependencyError) as refused:
        schedule_network(durations, arcs)

    cycle = refused.value.activities
    tied = {name for knot in find_knots(arcs) for name in knot}
    components = networkx.strongly_connected_components(graph)
    assert tied == {
        name
        for group in components
        for name in group
        if len(group) > 1 or graph.has_edge(name, name)
    }
    assert len(set(cycle)) == len(cycle)
    assert all(couple in set(arcs) for couple in pairwise((*cycle, cycle[0])))
