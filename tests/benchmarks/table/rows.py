"""A row of the table: what was done, ours, a peer's, whether both gave the same, and the target."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Size(StrEnum):
    """How much a measurement does: `QUICK` is enough to compare results, never to tell times."""

    FULL = "full"
    QUICK = "quick"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured number with its unit."""

    value: float
    unit: str

    def __str__(self) -> str:
        return f"{_readable(self.value)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is wanted of our figure, or of the ratio; of the figure « at most » unless said."""

    ratio: float | None = None
    most: float | None = None
    least: float | None = None

    def __str__(self) -> str:
        said = []
        if self.ratio is not None:
            said.append(f"≥ {_readable(self.ratio)}×")
        if self.most is not None:
            said.append(f"≤ {_readable(self.most)}")
        if self.least is not None:
            said.append(f"≥ {_readable(self.least)}")
        return ", ".join(said)

    def missed_by(self, ours: Figure, ratio: float | None) -> str:
        """How much is missing, in words; empty when it is reached."""
        wanted = (
            (self.ratio, ratio, False),
            (self.most, ours.value, True),
            (self.least, ours.value, False),
        )
        said = [
            _shortfall(aim, found, at_most=at_most)
            for aim, found, at_most in wanted
            if aim is not None
        ]
        return ", ".join(one for one in said if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. `theirs` None: nothing to set beside it, or `absent` says why not.

    `same`: whether the results were equal (or right, where the truth is known); a row where they
    are not is refused. `judged` says what was compared.
    """

    work: str
    ours: Figure | None = None
    peer: str = ""
    theirs: Figure | None = None
    absent: str = ""
    more_is_better: bool = False
    same: bool = True
    judged: str = ""
    target: Target | None = None
    failed: str = ""  # why nothing was measured

    @property
    def ratio(self) -> float | None:
        """How many times better ours is; None where there is no peer or the results differ."""
        if not self.same or self.ours is None or self.theirs is None:
            return None
        above, below = self.theirs.value, self.ours.value
        if self.more_is_better:
            above, below = below, above
        return above / below if below else None

    @property
    def verdict(self) -> str:
        """« reached », by how much the target is missed, « refused », « not measured »."""
        if self.failed:
            return "not measured"
        if not self.same:
            return "refused"
        if self.target is None or self.ours is None:
            return ""
        if self.target.ratio is not None and self.ratio is None:
            return "–"
        return self.target.missed_by(self.ours, self.ratio) or "reached"

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"ratio": self.ratio, "verdict": self.verdict}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Self:
        """As it was kept; ratio and verdict are worked out anew."""
        facts = {name: value for name, value in said.items() if name not in ("ratio", "verdict")}
        for name in ("ours", "theirs"):
            facts[name] = Figure(**facts[name]) if facts[name] else None
        facts["target"] = Target(**facts["target"]) if facts["target"] else None
        return cls(**facts)


def _shortfall(aim: float, found: float | None, *, at_most: bool) -> str:
    if found is None or (found <= aim if at_most else found >= aim):
        return ""
    if aim == 0:
        return f"missed: {_readable(found)} of 0"
    return f"missed by {abs(found - aim) / aim:.0%}"


def _readable(value: float) -> str:
    """Three figures that mean something, thousands apart."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
