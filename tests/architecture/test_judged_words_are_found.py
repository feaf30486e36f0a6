"""The walk itself: what it calls judging the words of a cell, and what it leaves alone."""

import pytest
from support.architecture.judged_words import judged_words

WORDS = "from relocalisons.core.kernel.words.names import fold\n"

JUDGING = {
    "equal": 'def f(row): return fold(row.text("kind")) == "convention"',
    "in a tuple": 'def f(text): return fold(text or "") in ("oui", "vrai")',
    "in a set of the module": '_YES = frozenset(("oui", "vrai"))\n'
    "def f(text): return fold(text) in _YES",
    "through a name": 'def f(text):\n    words = fold(text)\n    return words == "oui"',
    "a typed cell, not folded": 'def f(row): return row.plain("unit") == "jours"',
    "the start of it": 'def f(text): return fold(text).startswith(("tel", "appel"))',
    "a word in the text": 'def f(text): return " libre " in f" {fold(text)} "',
    "words of the text": 'def f(text): return set(fold(text).split()) & {"pas", "sans"}',
    "a loop over the list": '_BY = ("visite", "appel")\n'
    "def f(text): return any(each in fold(text) for each in _BY)",
    "the second of pairs": '_KINDS = ((1, ("copil", "comite")), (2, ("groupe",)))\n'
    "def f(text):\n    return [k for k, words in _KINDS if fold(text).startswith(words)]",
    "keys of a dictionary": '_WAYS = {"hausse": 1, "baisse": 2}\n'
    'def f(text): return _WAYS.get(fold(text or ""))',
    "a dictionary asked by brackets": '_DAYS = {"jeudi": 3}\ndef f(text): return _DAYS[fold(text)]',
    "values of a dictionary": '_STEMS = {1: ("visio", "distan")}\n'
    "def f(text): return [k for k, each in _STEMS.items() if fold(text) in each]",
    "keys that are folded": '_TITLES = ("Annexe", "Sources")\n'
    "_NAMES = {fold(t): t for t in _TITLES}\n"
    "def f(text): return _NAMES.get(fold(text))",
    "a pattern": 'import re\n_DAYS = re.compile(r"(\\d+) jours?")\n'
    "def f(text): return _DAYS.fullmatch(text)",
    "a pattern in place": 'import re\ndef f(text): return re.search(r"\\bbio\\b", text)',
    "one of several patterns": 'import re\n_ONE_OF = {1: re.compile(r"pause.*")}\n'
    "def f(text): return [each for each in _ONE_OF.values() if each.match(text)]",
    "a field that keeps a cell": 'def f(partner): return partner.profile.startswith("agric")',
    "a near miss": "from difflib import get_close_matches\n"
    'def f(text): return get_close_matches(fold(text), ("prevu", "engage"))',
    "a dictionary made of parts": '_OF = {**dict.fromkeys(("lait", "fromages"), 1)}\n'
    "def f(text): return _OF.get(fold(text))",
    "another function": "def f(row): return is_free(fold(row.text('rule')))\n"
    'def is_free(words): return "libre" in words',
    "a list handed to a function": '_NO = ("non", "faux")\n'
    "def f(text): return says(fold(text), _NO)\ndef says(words, known): return words in known",
    "a text that a function folds": "def f(text): return tidy(text) == 'oui'\n"
    "def tidy(text): return fold(text)",
    "a list of an instance": 'KNOWN = Vocabulary(offered=("ferme", "fixe"))\n'
    "def f(text): return fold(text) in KNOWN.offered",
    "a field of its own": "class One:\n    base: str\n    @property\n"
    '    def is_gross(self): return self.base == "ttc"\n'
    "def f(row): return One(base=fold(row.text('base')))",
}
CLEAN = {
    "names that come from data": "def f(codes, typed): return codes.get(fold(typed))",
    "two names": "def f(one, other): return fold(one) == fold(other)",
    "a member of an enum": "def f(said): return said.value is Kind.STEERING or said == Kind.GROUP",
    "our own keys": 'def f(entry): return entry.table == "actions" and "memory" in entry.facts',
    "a reader of words": "from other.words import read_kind\n"
    "def f(row): return read_kind(row.text('k'))",
    "no letters": 'def f(text): return fold(text).split("/") == ["", "-"]',
    "a pattern of figures": 'import re\n_N = re.compile(r"(?P<rank>\\d+)\\s*%")\n'
    "def f(text): return _N.search(text)",
    "a suffix of a file": 'def f(item): return fold(item.name).endswith((".xlsx", ".csv"))',
    "a domain": 'def f(address): return address.casefold().endswith("gmail.com")',
    "a field of another module's class": "class One:\n    title: str\n"
    "def f(row): return One(title='Actions')\n"
    "def g(line: Deliverable): return fold(line.title) == fold(row.text('title'))",
    "what is written": "def f(text): return {'title': 'Convention', 'text': fold(text)}",
}


@pytest.mark.parametrize("code", JUDGING.values(), ids=JUDGING)
def test_literals_that_meet_what_people_typed_are_found(code):
    found = judged_words({"planted": WORDS + code})

    assert len(found) == 1
    assert all(found[0].words)


@pytest.mark.parametrize("code", CLEAN.values(), ids=CLEAN)
def test_what_judges_no_words_is_left_alone(code):
    assert judged_words({"planted": WORDS + code}) == []


def test_a_list_of_another_module_is_followed():
    found = judged_words(
        {
            "a.words": 'YES = ("oui", "vrai")',
            "b.rules": f"{WORDS}from a.words import YES\ndef f(text): return fold(text) in YES",
        }
    )

    assert [(each.module, each.words) for each in found] == [("b.rules", ("oui", "vrai"))]


def test_what_stands_apart_may_judge():
    code = f'{WORDS}def is_yes(text): return fold(text) in ("oui", "vrai")'

    assert judged_words({"a.words": code}, apart=(r".*\.words",)) == []
    assert len(judged_words({"a.rules": code}, apart=(r".*\.words",))) == 1
