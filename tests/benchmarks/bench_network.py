"""Critical path of generated plans, beside networkx and other peers that happen to be installed.

Run: python tests/benchmarks/bench_network.py [largest]
Every peer computes the length of the same plan; the lengths are compared. Ours also gives early
and late dates and floats of every activity. Times are the best of several runs, in milliseconds;
TaskJuggler's are those of its whole process, about 400 ms of which are its start.
"""

import importlib
import importlib.util
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx

from relocalisons.core.plan.network import schedule_network

sys.path.insert(0, str(Path(__file__).parent))

import peer_taskjuggler

SIZES = (30, 300, 1_000, 10_000, 100_000)
ARCS_EACH = 5
PATIENCE = 60.0  # seconds: a peer that needs more at one size is not asked for the next
MEMORY = 3 * 2**30  # bytes

Plan = tuple[dict[str, int], list[tuple[str, str]]]


def make_plan(size: int, *, seed: int = 2026) -> Plan:
    """A plan of `size` activities, each waiting for up to five of the hundred before it."""
    draw = random.Random(seed)
    names = [f"A{number}" for number in range(size)]
    durations = {name: draw.randint(1, 30) for name in names}
    arcs = {
        (names[draw.randrange(max(0, number - 100), number)], names[number])
        for number in range(1, size)
        for _ in range(ARCS_EACH)
    }
    ordered = sorted(arcs)
    draw.shuffle(ordered)
    return durations, ordered


def ours(plan: Plan) -> float:
    """Names in, six answers an activity out."""
    return schedule_network(*plan).length


def with_networkx(plan: Plan) -> float:
    """The longest path only, graph included: what a script would write."""
    durations, arcs = plan
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from((before, after, durations[before]) for before, after in arcs)
    graph.add_weighted_edges_from((name, "end", durations[name]) for name in durations)
    return networkx.dag_longest_path_length(graph, weight="weight")


def with_rustworkx(plan: Plan) -> float:
    """The longest path only, from names."""
    rustworkx = importlib.import_module("rustworkx")
    durations, arcs = plan
    graph = rustworkx.PyDiGraph()
    numbers = dict(zip(durations, graph.add_nodes_from(list(durations)), strict=True))
    end = graph.add_node("end")
    edges = [(numbers[before], numbers[after], durations[before]) for before, after in arcs]
    graph.add_edges_from(edges + [(numbers[name], end, durations[name]) for name in durations])
    return rustworkx.dag_longest_path_length(graph, lambda _, __, weight: weight)


def with_criticalpath(plan: Plan) -> float:
    """The `criticalpath` package."""
    package = importlib.import_module("criticalpath")
    durations, arcs = plan
    project = package.Node("project")
    for name, duration in durations.items():
        project.add(package.Node(name, duration=duration))
    for before, after in arcs:
        project.link(before, after)
    project.update_all()
    return project.duration


def with_taskjuggler(plan: Plan) -> float:
    """`tj3` as a process; our length only bounds the calendar that it looks at."""
    return peer_taskjuggler.length_of(*plan, window=ours(plan), patience=PATIENCE - 1)


PEERS: tuple[tuple[str, str | None, Callable[[Plan], float]], ...] = (
    ("relocalisons", None, ours),
    ("networkx", "networkx", with_networkx),
    ("rustworkx", "rustworkx", with_rustworkx),
    ("criticalpath", "criticalpath", with_criticalpath),
    ("taskjuggler", peer_taskjuggler.COMMAND, with_taskjuggler),
)


def is_installed(peer: str | None) -> bool:
    """Whether a peer, a package or a command, can be asked."""
    if peer == peer_taskjuggler.COMMAND:
        return peer_taskjuggler.is_there()
    return peer is None or importlib.util.find_spec(peer) is not None


def best_of(run: Callable[[Plan], float], plan: Plan) -> tuple[float, float]:
    """The answer, and the best time of as many runs as fit in about half a second (at most 20)."""
    times: list[float] = []
    answer = 0.0
    while len(times) < 20 and sum(times) < 0.5:
        start = time.perf_counter()
        answer = run(plan)
        times.append(time.perf_counter() - start)
    return answer, min(times)


def ask(run: Callable[[Plan], float], plan: Plan) -> tuple[float, float] | str:
    """`best_of` in a process of its own, or why there is no answer.

    A peer whose time or memory explodes must not hold up the others: it is stopped.
    """
    context = multiprocessing.get_context("fork")
    ours_end, theirs = context.Pipe()

    def answer() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            theirs.send(best_of(run, plan))
        except MemoryError:
            theirs.send("> 3 GB")
        except RecursionError:
            theirs.send("too deep")
        except subprocess.TimeoutExpired:
            theirs.send(f"> {PATIENCE:.0f} s")
        except subprocess.CalledProcessError:
            theirs.send("gave up")

    process = context.Process(target=answer)
    process.start()
    found: tuple[float, float] | str = f"> {PATIENCE:.0f} s"
    if ours_end.poll(PATIENCE):
        try:
            found = ours_end.recv()
        except EOFError:
            found = "crashed"
    process.kill()
    process.join()
    return found


def main(largest: int = SIZES[-1]) -> int:
    """Print the table; 1 when two answers differ."""
    load = os.getloadavg()[0]
    print(f"critical path, best time in ms (load average {load:.1f})")
    print(f"{'activities':>10} {'arcs':>8} {'length':>8}" + "".join(f"{n:>16}" for n, *_ in PEERS))
    tired: set[str] = set()
    wrong = 0
    for size in (size for size in SIZES if size <= largest):
        plan = make_plan(size)
        cells, answers = [], set()
        for name, package, run in PEERS:
            if not is_installed(package) or name in tired:
                cells.append("not asked" if name in tired else "not installed")
                continue
            said = ask(run, plan)
            if isinstance(said, str):
                cells.append(said)
                tired.add(name)
                continue
            answer, seconds = said
            answers.add(answer)
            cells.append(f"{seconds * 1000:,.2f}")
        wrong += len(answers) > 1
        mark = "" if len(answers) == 1 else "  DIFFERENT ANSWERS"
        length = next(iter(answers))
        print(
            f"{size:>10} {len(plan[1]):>8} {length:>8}" + "".join(f"{c:>16}" for c in cells) + mark
        )
    print("all answers equal" if not wrong else f"{wrong} sizes with different answers")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
