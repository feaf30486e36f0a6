"""`make bench` takes a quarter of an hour: what can be told before it runs is told here."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from benchmarks.flames.draw import ours
from benchmarks.flames.tests import stack
from benchmarks.table import runner
from benchmarks.table.contents import STUDIES, TABLE
from benchmarks.table.misses import NO_PROFILE, SHOWN, shown_of
from benchmarks.table.rows import Figure, Row, Size, Target

TESTS = Path(__file__).parents[1]

# Each in a child of its own; what all of them import anyway was imported before, once.
LOAD_EACH = """
import os, sys, traceback
import matplotlib.pyplot, numpy, pandas, sqlalchemy
import relocalisons.core.assessment.assessment, relocalisons.rendering.papers.papers
import relocalisons.sample.demo.nights, relocalisons.store.opening
import prefect.flow_engine, tasks.intake.follow_up_steps
from benchmarks.table.contents import measurement
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        try:
            assert callable(measurement(name))
        except BaseException:
            print(name, "|", traceback.format_exc().replace(chr(10), " / "), flush=True)
        os._exit(0)
    os.waitpid(child, 0)
print("all of them were tried")
"""


@cache
def what_failed() -> Mapping[str, str]:
    """Measurement → why it could not be loaded, without the peers of the group « bench »."""
    tried = subprocess.run(
        [sys.executable, "-c", LOAD_EACH, *TABLE, *STUDIES],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    *lines, last = tried.stdout.splitlines() or [""]
    assert last == "all of them were tried", tried.stderr
    return dict(line.split(" | ", 1) for line in lines if " | " in line)


@pytest.mark.parametrize("name", [*TABLE, *STUDIES])
def test_a_measurement_loads_without_its_peers(name):
    assert what_failed().get(name) is None


def test_every_module_of_the_rooms_is_a_measurement_or_helps_one():
    rooms = {room: _modules(room) for room in ("measures", "studies")}
    assert rooms["measures"] - {"other_pythons"} == set(TABLE)
    assert rooms["studies"] == set(STUDIES)


def _modules(room: str) -> set[str]:
    return {path.stem for path in (TESTS / "benchmarks" / room).glob("*.py")}


# --- a row ---


def ms(value: float) -> Figure:
    return Figure(value=value, unit="ms")


@pytest.mark.parametrize(
    ("row", "ratio", "verdict"),
    [
        (Row(work="w", ours=ms(2), peer="p", theirs=ms(20), target=Target(ratio=8)),
         10, "reached"),
        (Row(work="w", ours=ms(2), peer="p", theirs=ms(8), target=Target(ratio=8)),
         4, "missed by 50%"),
        (Row(work="w", ours=ms(30), target=Target(most=25)), None, "missed by 20%"),
        (Row(work="w", ours=ms(1), target=Target(most=0)), None, "missed: 1 of 0"),
        (Row(work="w", ours=ms(300), peer="p", theirs=ms(100), more_is_better=True,
             target=Target(least=350)), 3, "missed by 14%"),
        (Row(work="w", ours=ms(2), peer="p", theirs=ms(20), same=False, target=Target(ratio=8)),
         None, "refused"),
        (Row(work="w", ours=ms(2), peer="p", absent="not installed", target=Target(ratio=8)),
         None, "–"),
        (Row(work="w", failed="it crashed"), None, "not measured"),
    ],
)  # fmt: skip
def test_a_row_says_its_ratio_and_whether_its_target_is_reached(row, ratio, verdict):
    assert (row.ratio, row.verdict) == (ratio, verdict)
    assert Row.from_json(json.loads(json.dumps(row.to_json()))) == row


# --- a run ---


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """A run of measurements that say what they are told to; (exit code, what is printed)."""
    monkeypatch.setattr(runner, "OUT", tmp_path / "out")
    monkeypatch.setattr(runner, "ROOT", tmp_path)
    monkeypatch.setattr(runner, "KEPT", tmp_path / "performance.json")
    monkeypatch.setattr(runner, "PAGE", tmp_path / "performance.md")
    stamped = {
        "day": "2026-03-03", "commit": "abc", "python": "3.13", "cores": 2, "processor": "x",
        "load_before": 0.1, "load_after": 0.2, "seconds": 1.0,
    }  # fmt: skip

    def play(answers: dict[str, list[Row]], *, size: Size = Size.FULL):
        monkeypatch.setattr(
            runner,
            "_measured",
            lambda name, _: {"rows": [one.to_json() for one in answers[name]], "stamp": stamped},
        )
        code = runner.run(rows=list(answers), size=size)
        return code, capsys.readouterr().out

    return play


EQUAL = Row(work="equal", ours=ms(1), peer="p", theirs=ms(2))
OTHER = Row(work="other", ours=ms(1), peer="p", theirs=ms(2), same=False, judged="3 and 4")


def test_a_run_whose_results_are_the_same_ends_well(run, tmp_path):
    code, said = run({"days": [EQUAL]})
    assert code == 0
    assert "every result is the same" in said
    page = (tmp_path / "performance.md").read_text("utf-8")
    assert "| equal | 1 ms | p | 2 ms | 2.00× | yes | – | – |" in page
    assert "| `days` | 2026-03-03 | abc |" in page
    assert "Not measured yet: google, cells, network, draws, pdf" in page


def test_a_run_with_other_results_or_a_crash_prints_all_and_ends_with_one(run):
    code, said = run({"draws": [OTHER], "days": [EQUAL, Row(work="days", failed="it crashed")]})
    assert code == 1
    assert "1 rows refused: their results differ; 1 not measured" in said
    assert "equal" in said
    assert "NO: 3 and 4" in said
    assert "not measured: it crashed" in said


def test_some_rows_measured_anew_leave_the_others_as_they_were(run, tmp_path):
    run({"draws": [EQUAL], "days": [EQUAL]})
    run({"days": [Row(work="anew", ours=ms(3))]})
    page = (tmp_path / "performance.md").read_text("utf-8")
    assert page.index("| equal |") < page.index("| anew |")
    assert page.count("| equal |") == 1


def test_a_quick_run_tells_no_time_and_writes_no_page(run, tmp_path):
    code, said = run({"days": [EQUAL]}, size=Size.QUICK)
    assert code == 0
    assert "2.00×" not in said
    assert not (tmp_path / "performance.md").exists()


def test_the_page_begins_with_what_was_before_and_is_now(run, tmp_path):
    demo = Row(work="the demo, its six nights", ours=Figure(value=71.4, unit="s"))
    run({"everyday": [demo], "days": [EQUAL]})
    page = (tmp_path / "performance.md").read_text("utf-8")
    assert "| the demo | 240 s | 71.4 s |" in page
    assert "| cells | 209,000 rows/s | – |" in page
    assert page.index("## Before and after") < page.index("## The table")


def test_the_page_says_of_a_miss_by_how_much_and_what_the_profile_shows(run, tmp_path):
    work, peer, words = next(shown for shown in SHOWN if shown[1])
    row = Row(work=f"{work}, 30", ours=ms(2), peer=peer, theirs=ms(8), target=Target(ratio=8))
    run({"google": [row, Row(work="anew", ours=ms(3), target=Target(most=2))], "days": [EQUAL]})
    page = (tmp_path / "performance.md").read_text("utf-8")
    assert f"| {work}, 30 | {peer} | by 50% | {words} |" in page
    assert f"| anew | – | by 50% | {NO_PROFILE} |" in page


def test_every_miss_that_is_kept_has_its_profile_and_no_profile_is_of_a_row_that_is_gone():
    parts = json.loads(runner.KEPT.read_text("utf-8")).values()
    rows = [Row.from_json(row) for part in parts for row in part["rows"]]
    missed = [row for row in rows if row.verdict.startswith("missed")]
    assert missed
    assert [(row.work, row.peer) for row in missed if shown_of(row) == NO_PROFILE] == []
    of_a_row = {shown_of(row) for row in rows}
    assert [work for work, _, words in SHOWN if words not in of_a_row] == []


# --- flame graphs ---


def test_a_stack_of_the_demo_is_told_of_its_process_and_of_what_is_ours():
    stacks = "\n".join(
        (
            'process 1:"python -m relocalisons demo";main (typer/core.py:1)'
            ";play (/x/relocalisons/sample/demo/nights.py:80);run (/y/site-packages/z/a.py:3) 7",
            'process 1:"python -m relocalisons demo";process 2:"python -m vendor_sandbox --root x"'
            ";serve (vendor_sandbox/server.py:30) 5",
            'process 1:"python -m relocalisons demo";SocketIO.readinto (socket.py:7) 90',
        )
    )
    assert ours(stacks).splitlines() == [
        "the demo;play (/x/relocalisons/sample/demo/nights.py:80) 7",
        "the sandbox;serve (vendor_sandbox/server.py:30) 5",
    ]


def test_the_cases_of_a_test_are_one_box():
    assert (
        stack("tests/spec/test_a.py::test_b[x::y-1]", seconds=0.0124)
        == "tests;spec;test_a.py;test_b 12\n"
    )
