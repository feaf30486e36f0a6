"""The truth of the foreign plans stands in their files: what measures reading is itself held."""

import importlib.util
import json
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1] / "data" / "foreign_plans"
TRUTHS = sorted((HOME / "truth").glob("*.json"))


def checker():
    spec = importlib.util.spec_from_file_location("check_plans", HOME / "check_plans.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_a_truth_says_of_each_row_what_its_file_holds(path):
    truth = json.loads(path.read_text("utf-8"))

    assert checker().faults(HOME / "plans" / truth["file"], truth) == []


def test_twelve_plans_hold_enough_actions_to_measure_by():
    actions = [len(json.loads(path.read_text("utf-8"))["actions"]) for path in TRUTHS]
    files = {path.stem for path in (HOME / "plans").iterdir()}

    assert files == {path.stem for path in TRUTHS}
    assert len(actions) == 12
    assert min(actions) >= 12
    assert max(actions) <= 45
    assert sum(actions) >= 280


def test_the_check_sees_a_title_moved_by_one_row():
    truth = json.loads(TRUTHS[0].read_text("utf-8"))
    truth["actions"][0]["row"] += 1

    assert checker().faults(HOME / "plans" / truth["file"], truth)
