"""Red is rare by rule: of generated programmes exactly those who lose money are ■.

Each rule is broken on purpose too: a property that no broken rule fails would prove nothing.
"""

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from support.money.build import money_findings, money_programme, spent
from support.programme.acts import FUNDERS, SCHEDULE
from support.reminders.planned import finding, tracked

from relocalisons.core.acts import red
from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.acts.ranking import Weigher
from relocalisons.core.kernel.model import Programme

NIGHT = date(2026, 3, 17)
CODES = frozenset({"P01", "P02"})
LINE = "{} | {} | Achat | 05/11/2025 | | 05/11/2025 | {} | facture | {} | payé | https://x.fr |"
LOSES, NEGLIGIBLE = (4_000, 60_000), (1, 50)  # euros of an expense


def generated(seed: int, losers: frozenset[str]) -> tuple[Programme, Acts]:
    """Two partners, each with expenses of a claim of this week and cells to put in order.

    Who loses nothing has a large loss too, which she has set aside.
    """
    dice = random.Random(seed)

    def line(number: str, code: str, euros: tuple[int, int]) -> str:
        key = dice.choice(["FRA", "FRA 60 % ; PNA 40 %"])
        return LINE.format(number, code, dice.randrange(*euros), key)

    def sheet(code: str) -> str:
        own = LOSES if code in losers else NEGLIGIBLE
        lines = [line(f"{code}-{n}", code, own) for n in range(dice.randrange(1, 4))]
        return spent(*lines, line(f"{code}-90", code, LOSES))

    programme = money_programme(
        sheet("P01"), of_p02=sheet("P02"), funders=FUNDERS, schedule=SCHEDULE, as_of=NIGHT
    )
    cells = [
        finding("cell_unreadable", f"{code}/actions/A{n}/status", partner=code)
        for code in sorted(CODES)
        for n in range(dice.randrange(1, 5))
    ]
    found = (*money_findings(programme), *cells)
    aside = [one for one in found if "-90" in one.subject]
    rest = [one for one in found if "-90" not in one.subject]
    entries = (*tracked(*rest), *tracked(*aside, decision="sans objet"))
    return programme, derive_acts(entries, programme=programme, as_of=NIGHT)


def in_red(seed: int, losers: frozenset[str]) -> frozenset[str]:
    programme, acts = generated(seed, losers)
    return frozenset(
        code
        for code in CODES
        if red.state_of(
            acts,
            lambda one, code=code: one.finding.partner == code,
            programme=programme,
            as_of=NIGHT,
        ).level.value
        == "alert"
    )


CASES = tuple(
    (seed, losers) for losers in (CODES, frozenset[str](), frozenset({"P02"})) for seed in range(2)
)


@pytest.mark.parametrize(("seed", "losers"), CASES)
def test_exactly_those_who_lose_money_are_red(seed: int, losers: frozenset[str]):
    assert in_red(seed, losers) == losers


def of_anybody(rule: Callable[..., red.State]) -> Callable[..., red.State]:
    return lambda acts, concerns, **given: rule(acts, lambda one: True, **given)


BROKEN: dict[str, tuple[Any, str, Any]] = {
    "red from a power of ten that nobody reaches": (red, "RED_BAND", 9),
    "red whatever it weighs": (red, "RED_BAND", 0),
    "the state of everybody": (red, "state_of", of_anybody(red.state_of)),
    "what she set aside presses": (red, "is_awake", lambda one, *, as_of: True),
    "red by number": (
        red,
        "_rule_of",
        lambda stakes, _, *, weigher: red.RedRule.MONEY if len(stakes) > 1 else None,
    ),
    "nothing weighs": (Weigher, "weight_of", lambda self, stakes: Decimal(0)),
    "all weigh the same": (Weigher, "weight_of", lambda self, stakes: Decimal(5_000)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_caught(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(*BROKEN[name])

    assert any(in_red(seed, losers) != losers for seed, losers in CASES)
