"""A night of 10, 100 and 1,000 programmes on a virtual clock, with the token buckets of quotas.py.

The buckets are those that the dispatcher asks (`tasks/portfolio/quotas`): 300 readings of Sheets a
minute and Cloud project, 60 a minute and account, both full at first. A run takes its readings,
then a core for as long as it computes. What a run computes and reads is measured elsewhere
(bench_served_runs, bench_night) and written here; the rest is arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

QUIET, ORDINARY, COLD = 3, 8, 27  # readings of Sheets: nothing, 5 of 24 workbooks, all of them
CPU = 5.0  # seconds a programme: 4.2 for the process of the run, 0.8 for worker and server
MACHINES = ((2, 1, 1), (2, 5, 1), (16, 1, 1), (16, 5, 1), (16, 5, 4))
CORE_HOUR = 0.02  # euros, a small virtual machine


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


def main() -> None:
    """Print a table a kind of night."""
    print(f"{CPU:.1f} s of CPU a programme, {CORE_HOUR:.2f} EUR a core and hour")
    for name, reads in (("quiet", QUIET), ("ordinary", ORDINARY), ("cold", COLD)):
        print(f"\n{name} night, {reads} readings a programme")
        print(
            f"{'programmes':>10}{'cores':>7}{'accounts':>10}{'projects':>10}{'readings':>10}"
            f"{'wall min':>10}{'CPU min':>9}{'EUR each':>10}  what it waits for"
        )
        for programmes in (10, 100, 1_000):
            for cores, accounts, projects in MACHINES:
                night = simulate(
                    programmes, reads=reads, cores=cores, projects=projects, accounts=accounts
                )
                wall = "the quota" if night.waited > programmes * CPU / cores else "the processor"
                print(
                    f"{programmes:>10}{cores:>7}{accounts:>10}{projects:>10}{night.reads:>10}"
                    f"{night.wall / 60:>10.1f}{programmes * CPU / 60:>9.1f}"
                    f"{CPU * CORE_HOUR / 3600:>10.6f}  {wall}"
                )


if __name__ == "__main__":
    main()
