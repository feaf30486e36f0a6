"""What a matcher said of an edited plan, against what really became of its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from support.plan.edited_plans import PlanLine, another_line

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.identity.likeness import Likeness, Line
from relocalisons.core.reading.identity.pairing import pair_lines, pair_moved

Tabs = Mapping[str, tuple[PlanLine, ...]]


@dataclass(slots=True, kw_only=True)
class Judged:
    """Lines compared; those paired with another line; those lost; those asked about."""

    lines: int = 0
    asked: int = 0
    wrong: list[tuple[PlanLine, PlanLine]] = field(default_factory=list)
    lost: list[tuple[PlanLine, PlanLine]] = field(default_factory=list)

    def add(self, other: "Judged") -> None:
        """Those of another plan."""
        self.lines += other.lines
        self.asked += other.asked
        self.wrong += other.wrong
        self.lost += other.lost

    def __str__(self) -> str:
        share = 100 * self.asked / max(1, self.lines)
        return (
            f"{self.lines} lines, {len(self.wrong)} wrong, {len(self.lost)} lost, "
            f"{self.asked} asked ({share:.2f} %)"
        )


def judge(before: Tabs, after: Tabs) -> Judged:
    """Match two readings of a plan and compare with the truth that its lines carry."""
    told = Judged(lines=sum(map(len, after.values())))
    gone: list[PlanLine] = []
    new: list[PlanLine] = []
    asked: set[int] = set()
    for tab, old in before.items():
        others = (lines for each in (before, after) for name, lines in each.items() if name != tab)
        elsewhere = {fold(line.title) for lines in others for line in lines}
        found = pair_lines(lines_of(old), lines_of(after[tab]), elsewhere=elsewhere)
        _note(told, asked, found, old, after[tab])
        gone += [old[i] for i in found.gone]
        new += [after[tab][j] for j in found.new]
    whole = Likeness(before=lines_of(_all(before)), after=lines_of(_all(after)))
    found = pair_moved(lines_of(gone), lines_of(new), likeness=whole)
    _note(told, asked, found, gone, new)
    today = {line.truth: line for line in _all(after)}
    for line in (gone[i] for i in found.gone):
        now = today.get(line.truth)
        if now is not None and not another_line(line, now):
            told.lost.append((line, now))
    told.asked = len(asked)
    return told


def lines_of(lines: Iterable[PlanLine]) -> list[Line]:
    """As the matcher takes them."""
    return [
        Line(
            number=fold(line.number),
            title=fold(line.title),
            cells=tuple(fold(cell) for cell in line.cells),
        )
        for line in lines
    ]


def _note(told, asked, found, old, new) -> None:
    pairs = [(old[i], new[j]) for i, j in found.same if old[i].truth != new[j].truth]
    told.wrong += [(one, two) for one, two in pairs if not _is_nobodys_guess(one, two)]
    asked.update(new[j].truth for _, j in found.unsure)


def _all(tabs: Tabs) -> list[PlanLine]:
    return [line for lines in tabs.values() for line in lines]


def _is_nobodys_guess(old: PlanLine, new: PlanLine) -> bool:
    """A new line under the title, the number and the owner of one that left its place.

    Whoever reads both plans takes it for that one: only the generator knows otherwise.
    """
    return (old.title, old.number, old.owner) == (new.title, new.number, new.owner) and bool(
        old.number
    )
