"""Her words beside a finding are understood in one place, where the store hands them out."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READER = "understand_finding"


def callers_of(reader: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for room in ("relocalisons", "tasks", "flows")
        for path in (ROOT / room).rglob("*.py")
        if f"{reader}(" in path.read_text(encoding="utf-8")
    }


def test_only_the_store_reads_the_text_of_a_decision():
    assert callers_of("read_group_word") == {
        "relocalisons/core/programme/decisions/group_words.py",
        "relocalisons/store/readings/act_words.py",
        "relocalisons/store/readings/decisions.py",
    }
    group_words = ROOT / "relocalisons/core/programme/decisions/group_words.py"
    named = group_words.read_text(encoding="utf-8").count("read_group_word(")
    assert named == 1, "read_group_word has a twin by another name, which anybody may call"
    assert callers_of(READER) == {
        "relocalisons/core/programme/decisions/decisions.py",
        "relocalisons/core/programme/decisions/group_words.py",
    }


def test_the_words_that_leave_somebody_out_stand_in_one_list():
    home = "relocalisons/core/programme/decisions/exception_words.py"
    decisions = (ROOT / home).parent
    spelled = re.compile(r"[|(]\s*(?:sauf|hormis|mais pas|excepte)\b")

    assert [
        path.name
        for path in sorted(decisions.glob("*.py"))
        if any(spelled.search(line) for line in path.read_text(encoding="utf-8").splitlines())
    ] == ["exception_words.py"]
