"""Her words beside a finding are understood in one place, where the store hands them out."""

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
    assert callers_of(READER) == {
        "relocalisons/core/programme/decisions/decisions.py",
        "relocalisons/core/programme/decisions/group_words.py",
    }
