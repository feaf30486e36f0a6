"""Free text is judged in one module of words a subject: no other module lists French statuses."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("relocalisons/core", "relocalisons/rendering", "tasks", "flows")
# Their own vocabularies: the cells of action plans, what she types, what drop-downs offer.
APART = {"decisions.py", "workspace_choices.py", "adoption.py"}
# The stems of statuses, as code would compare them: folded, without accents.
STATUS = re.compile(
    r"(annul|abandon|supprim|decal|envoy|transmi|depos|valid|diffus|publi|refus|rejet|"
    r"termin|realis|recu|accept|clos|clotur|caduc|ouvert|en cours|a faire|a produire|a traiter|"
    r"en attente|en relecture|relecture|acompte|solde)(e|ee|es|ees|is|ise|ue)?"
)
# Words that are no cell: what is written or stored.
WRITTEN = {
    ("relocalisons/core/reports/schedule.py", "close"),  # a passage
    ("relocalisons/core/workspace_tabs.py", "en relecture"),  # the colour of an offered word
    ("relocalisons/rendering/weekly_view.py", "ouvert"),  # a sentence
    ("tasks/funder_steps.py", "envoye"),  # the state kept in a document's properties
}


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
        path
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if not path.name.endswith("_words.py")
        and path.name not in APART
        and "reading" not in path.parts
    ]

    found = {
        (str(path.relative_to(ROOT)), word) for path in modules for word in judging_words(path)
    }

    assert len(modules) > 300
    assert found == WRITTEN
