"""Readers of public project-scheduling instances: PSPLIB (.sm, .mm) and Patterson (.rcp).

PSPLIB prints its critical path length (« MPM-Time »): the length without any limit on resources,
each job in its shortest mode. Patterson files print none.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicProject:
    """Durations by job, arcs, and the length published in the file (None when there is none)."""

    durations: dict[int, int]
    arcs: list[tuple[int, int]]
    published: int | None


def read_project(text: str) -> PublicProject:
    """An instance of either format, told apart by its first lines."""
    return _psplib(text) if "PRECEDENCE RELATIONS" in text else _patterson(text)


def _psplib(text: str) -> PublicProject:
    successors = {job: rest[2:] for job, *rest in _numbers(text, "PRECEDENCE RELATIONS")}
    durations: dict[int, int] = {}
    job, lines = 0, _numbers(text, "REQUESTS/DURATIONS")
    for numbers in lines:
        # A further mode of the same job has no job number: its line is one number shorter.
        further = len(numbers) < len(lines[0])
        job, duration = (job, numbers[1]) if further else (numbers[0], numbers[2])
        durations[job] = min(duration, durations.get(job, duration))
    information = _numbers(text, "PROJECT INFORMATION")
    return PublicProject(
        durations=durations,
        arcs=[(job, after) for job, following in successors.items() for after in following],
        published=information[0][5] if information else None,
    )


def _numbers(text: str, title: str) -> list[list[int]]:
    """The lines of numbers of a section, up to the next line of stars."""
    section = re.search(rf"^{re.escape(title)}[^\n]*\n(.*?)(?:^\*{{4,}}|\Z)", text, re.M | re.S)
    lines = section[1].splitlines() if section else []
    return [
        [int(part) for part in line.split()]
        for line in lines
        if line.strip() and re.fullmatch(r"[\d\s]+", line)
    ]


def _patterson(text: str) -> PublicProject:
    numbers = [int(part) for part in text.split()]
    count, resources = numbers[0], numbers[1]
    at = 2 + resources
    durations: dict[int, int] = {}
    arcs: list[tuple[int, int]] = []
    for job in range(1, count + 1):
        durations[job] = numbers[at]
        at += 1 + resources
        following = numbers[at]
        arcs += [(job, after) for after in numbers[at + 1 : at + 1 + following]]
        at += 1 + following
    return PublicProject(durations=durations, arcs=arcs, published=None)
