"""Pure: which lines a message holds: the most pressing ones, few enough to be done.

What is left out was not asked: it stands in no message, so that nobody is said to have been told of
it, nor to have left it without an answer. It comes when what stands before it is settled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relocalisons.core.deliverables.findings import DeliverableKind
from relocalisons.core.kernel.model import FindingKind
from relocalisons.core.kernel.words.names import natural_order
from relocalisons.core.reminders.digests import DigestGroup, DigestLine
from relocalisons.core.reminders.lines import group_of

MOST_QUALITY = 3  # lines that only put a sheet in order

_GROUPS = tuple(DigestGroup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much a line weighs: the power of ten of what is lost a working day, and until when.

    `claim`: the day of the claim that loses it, `eve` the working day before.
    """

    band: int = 0
    last_useful: date | None = None
    claim: date | None = None
    eve: date | None = None

    def keeps_a_claim(self, as_of: date) -> bool:
        """Whether the claim that lacks it leaves on the next working day, or should have left."""
        return self.eve is not None and self.eve <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The lines of a message, in the order of their rank, and those left out, with why."""

    lines: tuple[DigestLine, ...]
    left_out: tuple[tuple[DigestLine, str], ...] = ()


def choose_lines(
    lines: tuple[DigestLine, ...], *, weights: Mapping[str, Weight], most: int, as_of: date
) -> Chosen:
    """At most `most` things, of which at most `MOST_QUALITY` only put a sheet in order.

    A line that names another partner stays with the one that it completes. Of two things called
    alike the more pressing one is asked first; a cell of what is asked already waits for it.
    """
    things: dict[str, list[DigestLine]] = {}
    for line in lines:
        things.setdefault(line.finding_key, []).append(line)
    ordered = sorted(
        things.values(), key=lambda thing: order_of(thing[0], weights=weights, as_of=as_of)
    )
    kept: list[DigestLine] = []
    left: list[tuple[DigestLine, str]] = []
    taken: set[str] = set()
    count = quality = 0
    for thing in ordered:
        first = thing[0]
        # What only tidies goes by the line of its sheet, the rest by what it is called.
        about = first.number if is_quality(first) else first.label
        if about in taken:
            left += [(line, "même objet qu’une demande plus pressante") for line in thing]
            continue
        full = quality >= MOST_QUALITY and is_quality(first)
        if count >= most or full:
            what = f"{MOST_QUALITY} cases" if full and count < most else f"{most} demandes"
            left += [(line, f"pas encore demandé : {what} par message") for line in thing]
            continue
        if not is_quality(first):
            taken |= {first.number, first.label}
        quality += is_quality(first)
        kept += [replace(line, rank=count) for line in thing]
        count += 1
    return Chosen(lines=tuple(kept), left_out=tuple(left))


def is_quality(line: DigestLine) -> bool:
    """Whether it only puts a sheet in order."""
    return not line.kind.gesture.is_act


def only_tidies(lines: Iterable[DigestLine], *, weights: Mapping[str, Weight]) -> bool:
    """Whether it is asked for nothing but cells: no date, no deliverable, nothing that weighs."""
    lines = tuple(lines)
    return bool(lines) and all(
        is_tidying(line.kind)
        and line.due is None
        and weights.get(line.finding_key, Weight()) == Weight()
        for line in lines
    )


def is_tidying(kind: FindingKind) -> bool:
    """Whether it is about how a sheet is filled in, and no file of a deliverable."""
    return not kind.gesture.is_act and not isinstance(kind, DeliverableKind)


def order_of(line: DigestLine, *, weights: Mapping[str, Weight], as_of: date) -> tuple[object, ...]:
    """Sorts things: what a claim of the next day lacks, and last what only tidies; then by what is
    lost, by what is late, by date.
    """
    weight = weights.get(line.finding_key, Weight())
    return (
        not weight.keeps_a_claim(as_of),
        is_quality(line),
        -weight.band,
        _GROUPS.index(group_of(line, as_of=as_of)),
        line.due or weight.last_useful or date.max,
        natural_order(line.number),
        line.kind.value,
        line.finding_key,
    )
