"""Whatever the shape of a programme, all who lose something are ■ and nobody else is."""

from typing import Any

import pytest
from support.programme.red_shapes import NIGHT, SHAPES, Shape

from relocalisons.core.acts import red
from relocalisons.core.acts.ranking import Weigher
from relocalisons.core.kernel.model import TrackedFinding

SHARES = {"everybody": 1.0, "nobody": 0.0, "some": 0.4}
SEEDS = range(4)


def in_red(shape: Shape) -> frozenset[str]:
    """Partners by their findings, funders by their acts."""

    def concerns(one: TrackedFinding, code: str) -> bool:
        act = shape.acts.home.get(one.finding.key)
        return code in (one.finding.partner, act.key.counterpart if act else None)

    return frozenset(
        code
        for code in shape.everybody
        if red.state_of(
            shape.acts, lambda one, code=code: concerns(one, code), programme=shape.programme,
            as_of=NIGHT,
        ).level.value == "alert"
    )  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("name", SHAPES)
def test_exactly_those_who_lose_something_are_red(name: str, share: str, seed: int):
    shape = SHAPES[name](seed, SHARES[share])

    assert in_red(shape) == shape.losers
    if share != "some":
        assert shape.losers == (shape.everybody if share == "everybody" else frozenset())


BROKEN: dict[str, tuple[Any, str, Any]] = {
    "nobody is ever blocked": (Weigher, "_blocks", lambda self, one: False),
    "whoever is late blocks somebody": (Weigher, "_blocks", lambda self, one: True),
    "what she decided presses": (red, "is_awake", lambda one, *, as_of: True),
    "every act is red": (red, "_rule_of", lambda stakes, _, *, weigher: red.RedRule.MONEY),
    "only money makes red": (
        red, "_rule_of",
        lambda stakes, _, *, weigher: (
            red.RedRule.MONEY if weigher.band_of(stakes) >= red.RED_BAND else None
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_rule_is_caught(broken: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(*BROKEN[broken])

    assert any(
        in_red(shape) != shape.losers
        for make in SHAPES.values()
        for share in SHARES.values()
        for seed in SEEDS
        for shape in [make(seed, share)]
    )
