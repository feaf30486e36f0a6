"""The critical path of generated plans, beside graph libraries and a scheduler.

All start from names and arcs, and their graph is counted. Ours gives early and late dates and
floats of every activity; so does networkx with the two passes that one writes around it, while the
other peers give the length alone. Each asks in a process of its own: a peer whose time or memory
explodes is stopped, and not asked for more.
"""

import importlib
import importlib.util
import multiprocessing
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

import networkx
from benchmarks.peers import taskjuggler
from benchmarks.table.rows import Figure, Row, Size, Target

from relocalisons.core.plan.network import schedule_network

SIZES = {Size.FULL: (30, 300, 10_000, 100_000), Size.QUICK: (30, 300)}
ARCS_EACH = 5
# Seconds of processor: a peer that needs more at one size is not asked for the next.
PATIENCE = {Size.FULL: 20, Size.QUICK: 2}
MEMORY = 3 * 2**30  # bytes
PASSES = 3
TARGETS = {
    ("networkx, the length alone", 300): Target(ratio=8),
    ("rustworkx, the length alone", 100_000): Target(ratio=1),
}
LINEAR = Target(most=1.5)

Plan = tuple[dict[str, int], list[tuple[str, str]]]
Answer = tuple[float, tuple[dict[str, Any], ...]]


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


def ours(plan: Plan) -> Answer:
    """Names in, dates and floats of every activity out."""
    found = schedule_network(*plan)
    return found.length, (found.early_start, found.late_finish, found.total_float)


def with_passes(plan: Plan) -> Answer:
    """networkx for the graph and the order, and a pass each way: the same answers as ours."""
    durations, arcs = plan
    graph = networkx.DiGraph()
    graph.add_nodes_from(durations)
    graph.add_edges_from(arcs)
    order = list(networkx.topological_sort(graph))
    early: dict[str, int] = {}
    for name in order:
        early[name] = max((early[one] + durations[one] for one in graph.pred[name]), default=0)
    length = max(early[name] + durations[name] for name in order)
    late: dict[str, int] = {}
    for name in reversed(order):
        late[name] = min((late[one] - durations[one] for one in graph.succ[name]), default=length)
    floats = {name: late[name] - durations[name] - early[name] for name in order}
    return length, (early, late, floats)


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
    return taskjuggler.length_of(*plan, window=ours(plan), patience=60)


PEERS: tuple[tuple[str, str, Callable[[Plan], Any]], ...] = (
    ("networkx, the same dates and floats", "networkx", with_passes),
    ("networkx, the length alone", "networkx", with_networkx),
    ("rustworkx, the length alone", "rustworkx", with_rustworkx),
    ("criticalpath", "criticalpath", with_criticalpath),
    ("TaskJuggler, its whole process", taskjuggler.COMMAND, with_taskjuggler),
)

Said = tuple[float, str, float]  # the length, a mark of the dates if any, seconds


def measure(size: Size) -> Iterator[Row]:
    """A row a size and peer, then how our time grows with the plan."""
    tired: dict[str, str] = {}
    each: dict[int, float] = {}
    for activities in SIZES[size]:
        plan = make_plan(activities)
        work = f"critical path, {activities:,} activities and {len(plan[1]):,} arcs"
        for name, package, run in PEERS:
            absent = tired.get(name) or why_absent(package)
            if absent and activities in each:
                yield Row(work=work, peer=name, absent=absent)
                continue
            (length, dates, seconds), theirs = in_passes(
                plan, None if absent else run, patience=PATIENCE[size]
            )
            each[activities] = min(seconds, each.get(activities, seconds))
            ours = Figure(value=seconds * 1000, unit="ms")
            if isinstance(theirs, str):
                tired[name] = f"{theirs} for {activities:,}"
                absent = theirs
            if absent or not isinstance(theirs, tuple):
                yield Row(work=work, ours=ours, peer=name, absent=absent)
                continue
            yield Row(
                work=work,
                ours=ours,
                peer=name,
                theirs=Figure(value=theirs[2] * 1000, unit="ms"),
                same=theirs[0] == length and theirs[1] in ("", dates),
                judged=f"length {length:,.0f}"
                + (f" and {theirs[0]:,.0f}" if theirs[0] != length else "")
                + (", every date and float" if theirs[1] else ""),
                target=TARGETS.get((name, activities)),
            )
    small, large = SIZES[size][-2:]
    yield Row(
        work=f"critical path, from {small:,} to {large:,} activities: time grows",
        ours=Figure(value=each[large] / each[small] / (large / small), unit="times its size"),
        target=LINEAR,
    )


def why_absent(package: str) -> str:
    """Why a peer, a package or a command, cannot be asked; empty when it can."""
    if package == taskjuggler.COMMAND:
        return "" if taskjuggler.is_there() else f"{package} is not installed"
    return "" if importlib.util.find_spec(package) else f"{package} is not installed"


def in_passes(
    plan: Plan, run: Callable[[Plan], Any] | None, *, patience: int
) -> tuple[Said, Said | str | None]:
    """Ours and the peer's, in turn; a peer that gave up says why."""
    best: list[Said | str | None] = [None, None]
    for _ in range(PASSES):
        for place, one in enumerate((ours, run)):
            kept = best[place]
            if one is None or isinstance(kept, str):
                continue
            said = ask(one, plan, patience=patience if one is run else 60)
            slower = kept is not None and isinstance(said, tuple) and said[2] > kept[2]
            best[place] = kept if slower else said
        if (mine := best[0]) and isinstance(mine, tuple) and mine[2] > 0.5:
            break  # long enough for one pass to tell
    mine, theirs = best
    if not isinstance(mine, tuple):
        raise RuntimeError(f"ours gave no answer: {mine}")
    return mine, theirs


def best_of(run: Callable[[Plan], Any], plan: Plan) -> Said:
    """The answer, and the best time of as many runs as fit in about half a second (at most 20)."""
    times: list[float] = []
    answer: Any = 0.0
    while len(times) < 20 and sum(times) < 0.5:
        # The thread's clock: that of a process is coarse where its time is limited.
        start = time.thread_time()
        answer = run(plan)
        times.append(time.thread_time() - start)
    if isinstance(answer, tuple):
        length, dates = answer
        return length, _mark_of(dates), min(times)
    return answer, "", min(times)


def _mark_of(dates: tuple[dict[str, Any], ...]) -> str:
    """Equal for equal dates, whatever their order."""
    return sha256(repr([sorted(one.items()) for one in dates]).encode()).hexdigest()


def ask(run: Callable[[Plan], Any], plan: Plan, *, patience: int) -> Said | str:
    """`best_of` in a process of its own, or why there is no answer."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)

    def answer() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (patience, patience + 1))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        try:
            sender.send(best_of(run, plan))
        except MemoryError:
            sender.send("more than 3 GB")
        except RecursionError:
            sender.send("too deep for it")
        except subprocess.TimeoutExpired:
            sender.send("more than a minute")
        except subprocess.CalledProcessError:
            sender.send("it gave up")

    process = context.Process(target=answer)
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        process.join()
        stopped = process.exitcode in (-signal.SIGXCPU, -signal.SIGKILL)
        return f"more than {patience} s of processor" if stopped else "it crashed"
    finally:
        process.kill()
        process.join()
