"""Each open finding is in one act or in « À ranger », on generated programmes of several shapes.

No partner, one, twenty-five; a plan without a euro, funders with dates, a project of hedges; with
mails that wait, calls and answers to read.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from support.programme.acts import any_findings
from support.programme.build import a_partner, a_programme
from support.programme.red_shapes import SHAPES as RED_SHAPES
from support.programme.sheets import understood
from support.reminders.planned import tracked
from support.sample.action_plan_only import snapshot_on

from relocalisons.core.acts import acts as making
from relocalisons.core.acts.acts import Acts, Awaited, Offer, derive_acts
from relocalisons.core.acts.beside import Called
from relocalisons.core.acts.keys import ActKey
from relocalisons.core.acts.shelves import place
from relocalisons.core.assessment.assessment import assess
from relocalisons.core.kernel.findings.gestures import Party, Verb
from relocalisons.core.kernel.model import FindingState, Programme, TrackedFinding

NIGHT = date(2026, 3, 17)
WORDS = ("", "", "", "vu", "sans objet", "fait", "date accordée au 12/06/2026", "n’importe quoi")
STATES = (FindingState.NEW, FindingState.OPEN, FindingState.OPEN, FindingState.WORSE)
Entries = tuple[TrackedFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What a night found, and the mails, calls and answers beside it."""

    programme: Programme
    entries: Entries
    as_of: date
    awaited: dict[str, Awaited]
    calls: dict[str, Called]
    offers: tuple[Offer, ...]

    def acts(self, entries: Entries | None = None) -> Acts:
        return derive_acts(
            self.entries if entries is None else entries, programme=self.programme,
            as_of=self.as_of, awaited=self.awaited, calls=self.calls, offers=self.offers,
        )  # fmt: skip


def random_kinds(partners: int) -> Callable[[random.Random], tuple[Programme, Entries, date]]:
    def made(dice: random.Random) -> tuple[Programme, Entries, date]:
        codes = [f"P{number:02d}" for number in range(1, partners + 1)]
        programme = a_programme(partners=[a_partner(code) for code in codes], as_of=NIGHT)
        found = any_findings(dice.randrange(10**6), dice.randrange(1, 90))
        if partners > 4:
            found = tuple(replace(one, partner=dice.choice((*codes, None))) for one in found)
        return programme, decided(dice, *found), NIGHT

    return made


def one_of_known_losers(name: str) -> Callable[[random.Random], tuple[Programme, Entries, date]]:
    def made(dice: random.Random) -> tuple[Programme, Entries, date]:
        shape = RED_SHAPES[name](dice.randrange(10**6), dice.random())
        found = [one.finding for act in shape.acts.acts for one in act.members]
        found += [one.finding for shelf in shape.acts.shelves for one in shelf.members]
        return shape.programme, decided(dice, *found), NIGHT

    return made


def hedges(dice: random.Random) -> tuple[Programme, Entries, date]:
    on = date(2026, 3, 2) + timedelta(days=dice.randrange(900))
    said = {f"{dice.randrange(1, 5)}.{dice.randrange(1, 13)}": ("??", dice.choice(("en panne", "")))
            for _ in range(dice.randrange(20))}  # fmt: skip
    programme = understood(snapshot_on(on, said=said), as_of=on)
    return programme, decided(dice, *assess(programme, as_of=on, baseline={})), on


SHAPES = {
    "no partner": random_kinds(0),
    "one partner": random_kinds(1),
    "four partners": random_kinds(4),
    "twenty-five partners": random_kinds(25),
    **{name: one_of_known_losers(name) for name in RED_SHAPES},
    "a project of hedges": hedges,
}
SEEDS = range(5)


def decided(dice: random.Random, *found) -> Entries:
    return tuple(
        one
        for each in {finding.key: finding for finding in found}.values()
        for one in tracked(each, decision=dice.choice(WORDS), state=dice.choice(STATES))
    )


def night(name: str, seed: int) -> Night:
    dice = random.Random(f"{name}{seed}")
    programme, entries, as_of = SHAPES[name](dice)
    keys = [one.finding.key for one in entries]
    codes = [one.code for one in programme.partners]
    awaited = {
        key: Awaited(
            until=as_of + timedelta(days=dice.randrange(1, 9)),
            on=as_of - timedelta(days=dice.randrange(9)),
            held=dice.random() < 0.4, coming=dice.random() < 0.4,
        )
        for key in keys if dice.random() < 0.3
    }  # fmt: skip
    calls = {code: Called(reason="2 messages") for code in codes if dice.random() < 0.3}
    reading = {"verb": Verb.REVIEW, "party": Party.PARTNER, "occasion": "réponse"}
    offers = tuple(
        Offer(member=f"reply:{n}", act=ActKey(counterpart=dice.choice(codes), **reading),
              title="Lire la réponse.", due=as_of)
        for n in range(dice.randrange(4) if codes else 0)
    )  # fmt: skip
    return Night(
        programme=programme, entries=entries, as_of=as_of, awaited=awaited, calls=calls,
        offers=offers,
    )  # fmt: skip


def homes_of(acts: Acts) -> dict[str, list[str]]:
    """Key of a finding or an offer → the acts and lines of « À ranger » that hold it."""
    found: dict[str, list[str]] = {}
    for name, keys in (
        *((str(act.key), act.member_keys) for act in acts.acts),
        *((shelf.key, shelf.member_keys) for shelf in acts.shelves),
    ):
        for key in keys:
            found.setdefault(key, []).append(name)
    return found


CASES = [(name, seed) for name in SHAPES for seed in SEEDS]


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_each_is_in_exactly_one_and_each_act_in_exactly_one_part(name: str, seed: int):
    it = night(name, seed)
    acts = it.acts()

    homes = homes_of(acts)
    assert homes.keys() == {one.finding.key for one in it.entries} | {
        each.member for each in it.offers
    }
    assert {len(each) for each in homes.values()} <= {1}
    placed = [act for part in place(acts, programme=it.programme, as_of=it.as_of).values()
              for act in part]  # fmt: skip
    assert sorted(str(act.key) for act in placed) == sorted(str(act.key) for act in acts.acts)
    assert len({act.key for act in acts.acts}) == len(acts.acts)


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_the_order_of_what_was_found_changes_nothing(name: str, seed: int):
    it = night(name, seed)
    shuffled = list(it.entries)
    random.Random(seed).shuffle(shuffled)

    assert it.acts(tuple(shuffled)) == it.acts()


@pytest.mark.parametrize(("name", "seed"), CASES)
def test_who_stays_stays_under_the_key_of_its_act_when_others_come_and_go(name: str, seed: int):
    """But for what was hidden by a finding that went: it has its own home then."""
    it = night(name, seed)
    whole = it.acts()
    dice = random.Random(seed)
    left = tuple(one for one in it.entries if dice.random() < 0.6)

    some = homes_of(it.acts(left))

    before = homes_of(whole)
    hidden = {key for act in whole.acts for key in act.hidden}
    for one in left:
        if one.finding.key not in hidden:
            assert some[one.finding.key] == before[one.finding.key]


@pytest.mark.parametrize("name", SHAPES)
def test_a_finding_that_is_dropped_is_caught(name: str, monkeypatch: pytest.MonkeyPatch):
    """The checks above have teeth: acts that lose their last finding fail them."""
    nights, real = [night(name, seed) for seed in SEEDS], making._act

    def lossy(key, members, *args, **given):
        return real(key, tuple(members)[:-1], *args, **given)

    monkeypatch.setattr(making, "_act", lossy)

    assert any(
        not homes_of(it.acts()).keys() >= {one.finding.key for one in it.entries} for it in nights
    )
