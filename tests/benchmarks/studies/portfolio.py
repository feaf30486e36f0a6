"""A night of 10, 100 and 1,000 programmes on a virtual clock, with the token buckets of quotas.py.

The buckets are those that the dispatcher asks (`tasks/portfolio/quotas`): 300 readings of Sheets a
minute and Cloud project, 60 a minute and account, both full at first. A run takes its readings,
then a core for as long as it computes. What a run computes and reads is measured elsewhere
(`served`, `night`) and written here; the rest is arithmetic.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from benchmarks.table.rows import Figure, Row, Size

QUIET, ORDINARY, COLD = 3, 8, 27  # readings of Sheets: nothing, 5 of 24 workbooks, all of them
CPU = 5.0  # seconds a programme: 4.2 for the process of the run, 0.8 for worker and server
MACHINES = ((2, 1, 1), (2, 5, 1), (16, 1, 1), (16, 5, 1), (16, 5, 4))


@dataclass(slots=True)
class Tokens:
    """A bucket that refills: how much is left at an instant, and when enough will be."""

    size: float
    refill: float  # a second
    left: float
    at: float = 0.0

    def ready(self, many: int, now: float) -> float:
        """When `many` may be taken, from `now` on."""
        left = min(self.size, self.left + (now - self.at) * self.refill)
        return now if left >= many else now + (many - left) / self.refill

    def take(self, many: int, now: float) -> None:
        """Take them at an instant at which they are ready."""
        self.left = min(self.size, self.left + (now - self.at) * self.refill) - many
        self.at = now


def full(size: int) -> Tokens:
    return Tokens(size=size, refill=size / 60, left=size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What a night took, and what it waited for."""

    wall: float
    waited: float  # seconds that the dispatcher waited for readings
    reads: int


def simulate(programmes: int, *, reads: int, cores: int, projects: int, accounts: int) -> Night:
    """One run a programme; `accounts` of each of the `projects` share the programmes in turn."""
    from tasks.portfolio.quotas import PER_ACCOUNT, PER_PROJECT

    by_project = [full(PER_PROJECT) for _ in range(projects)]
    by_account = [[full(PER_ACCOUNT) for _ in range(accounts)] for _ in range(projects)]
    busy: list[float] = [0.0] * cores
    now = waited = end = 0.0
    for place in range(programmes):
        project, account = place % projects, place // projects % accounts
        buckets: Sequence[Tokens] = (by_project[project], by_account[project][account])
        granted = now
        while (later := max(one.ready(reads, granted) for one in buckets)) > granted:
            granted = later
        for one in buckets:
            one.take(reads, granted)
        waited += granted - now
        begins = max(granted, heappop(busy))
        heappush(busy, begins + CPU)
        end = max(end, begins + CPU)
        now = granted
    return Night(wall=end, waited=waited, reads=programmes * reads)


def measure(size: Size) -> Iterator[Row]:
    """A row a kind of night, a number of programmes and a machine."""
    counts = (10, 100, 1_000) if size is Size.FULL else (10,)
    for name, reads in (("quiet", QUIET), ("ordinary", ORDINARY), ("cold", COLD)):
        for programmes in counts:
            for cores, accounts, projects in MACHINES:
                night = simulate(
                    programmes, reads=reads, cores=cores, projects=projects, accounts=accounts
                )
                quota = night.waited > programmes * CPU / cores
                yield Row(
                    work=f"{programmes:,} programmes, a {name} night, {cores} cores, "
                    f"{projects} projects of {accounts} accounts",
                    ours=Figure(value=night.wall / 60, unit="min"),
                    judged=f"{night.reads:,} readings; waits for the "
                    + ("quota" if quota else "processor"),
                )
