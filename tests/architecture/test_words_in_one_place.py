"""Free text is judged in the words of its subject: no other module lists French statuses."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("relocalisons/core", "relocalisons/rendering", "tasks", "flows")
# Their own vocabularies: the cells of action plans, what she types, what drop-downs offer.
APART = {
    "relocalisons/core/programme/decisions/answer_words.py",
    "relocalisons/core/programme/decisions/decisions.py",
    "relocalisons/core/workspace/choices.py",
}
READING = "relocalisons/core/reading/"
# The stems of statuses, as code would compare them: folded, without accents.
STATUS = re.compile(
    r"(annul|abandon|supprim|decal|envoy|transmi|depos|valid|diffus|publi|refus|rejet|"
    r"termin|realis|recu|accept|clos|clotur|caduc|ouvert|en cours|a faire|a produire|a traiter|"
    r"en attente|en relecture|relecture|acompte|solde)(e|ee|es|ees|is|ise|ue)?"
)
# Words that are no cell: what is written or stored.
WRITTEN = {
    ("relocalisons/core/reports/funder/schedule.py", "close"),  # a report step
    ("relocalisons/core/workspace/tabs.py", "en relecture"),  # the colour of an offered word
    ("tasks/papers/funder_steps.py", "envoye"),  # the state kept in a document's properties
}


def is_apart(path: Path) -> bool:
    """Whether it is made to judge words: those of a subject, of a cell, of her decisions."""
    name = path.relative_to(ROOT).as_posix()
    words = path.stem == "words" or "words" in path.relative_to(ROOT).parent.parts
    return words or name in APART or name.startswith(READING)


def judging_words(path: Path) -> set[str]:
    """The literals of a module that look like a folded status, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and STATUS.fullmatch(node.value)
    }


def test_no_module_but_those_of_words_lists_the_statuses_that_people_type():
    modules = [
        path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if not is_apart(path)
    ]

    found = {
        (str(path.relative_to(ROOT)), word) for path in modules for word in judging_words(path)
    }

    assert len(modules) > 300
    assert all((ROOT / name).exists() for name in APART)
    assert (ROOT / READING).is_dir()
    assert found == WRITTEN
