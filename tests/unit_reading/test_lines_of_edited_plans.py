"""Lines of edited plans against what really became of them: no wrong match, few questions."""

from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.plan.edited_plans import EDITS, EditedPlan, PlanLine, edit
from support.plan.line_judge import Judged, judge

from relocalisons.sample.plan.schedule import plan_actions

MODEST = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FEW = 0.02  # the share of lines that may be asked about


def edited(seed: int, *, kinds: int, numbered: bool) -> Judged:
    """A plan of 5 to 200 lines, some of them called alike, after one to three edits a kind."""
    draw = Random(seed)
    plan = EditedPlan.of(
        seed, lines=draw.randint(5, 200), repeated=draw.choice((0.0, 0.1, 0.3)), numbered=numbered
    )
    before = plan.copy()
    edit(plan, draw.sample(EDITS, kinds))
    return judge(before, plan.now())


@MODEST
@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([1, 3, 15]), st.booleans())
@example(646, 3, True)  # unchanged, and as near to a namesake that got other dates
@example(251, 15, True)  # its number went to a namesake that is asked about
@example(1716, 15, True)  # it moved to the other tab, its copy stayed
@example(3699, 15, True)  # the same, and the copy got its number
@example(2578, 15, False)  # a copy with the dates of a line that was deleted
@example(2922, 15, True)  # a copy with the number of a namesake that was deleted
@example(4925, 15, False)  # a new line with the title and the place of one that was renamed
@example(20113683, 3, True)  # a new line with the days of one whose number went to another one
@example(50015, 15, True)  # a number that another line called so got by chance
def test_no_line_of_any_plan_is_taken_for_another_one(seed, kinds, numbered):
    told = edited(seed, kinds=kinds, numbered=numbered)

    assert (told.wrong, told.lost) == ([], [])


@pytest.mark.parametrize("kinds", [1, 3, 15])
@pytest.mark.parametrize("numbered", [True, False])
def test_few_lines_are_asked_about_however_much_is_edited(kinds, numbered):
    told = Judged()
    for seed in range(60):
        told.add(edited(seed, kinds=kinds, numbered=numbered))

    print(f"{kinds} kinds of edits, {'numbers' if numbered else 'no numbers'}: {told}")
    assert (told.wrong, told.lost) == ([], [])
    assert told.asked <= FEW * told.lines


def test_one_edit_of_a_numbered_plan_asks_of_nothing_but_a_number_given_to_another_line():
    for kind in EDITS:
        plan = EditedPlan.of(7, lines=60, repeated=0.2)
        before = plan.copy()
        kind(plan)

        told = judge(before, plan.now())

        assert (told.wrong, told.lost) == ([], []), kind.__name__
        assert told.asked == (kind is EditedPlan.replace_one), kind.__name__


@pytest.mark.parametrize("seed", [2026, 7])
def test_plans_of_the_sample_are_known_again_after_edits(seed):
    """One to three edits of every kind somewhere in the programme, whose plans are short."""
    told = Judged()
    for turn in range(5):
        draw = Random(f"{seed}:{turn}")
        plans = [
            EditedPlan.holding(lines, seed=draw.randrange(10**9))
            for lines in plans_of(seed).values()
        ]
        before = [plan.copy() for plan in plans]
        for kind in EDITS:
            for _ in range(draw.randint(1, 3)):
                kind(draw.choice(plans))
        for old, plan in zip(before, plans, strict=True):
            told.add(judge(old, plan.now()))

    print(f"sample {seed}, 15 kinds of edits: {told}")
    assert (told.wrong, told.lost) == ([], [])
    assert told.asked <= FEW * told.lines


def plans_of(seed: int) -> dict[str, list[PlanLine]]:
    """The sample's lines as planned on the eve of its story, by owner."""
    plans: dict[str, list[PlanLine]] = {}
    for truth, action in enumerate(plan_actions(seed=seed)):
        line = PlanLine(
            truth=truth,
            number=action.number,
            title=action.title.title,
            owner=action.title.owner,
            start=action.start,
            end=action.end,
            progress=f"{action.progress} %",
            status=action.course,
        )
        plans.setdefault(line.owner, []).append(line)
    return plans
