"""Contradictions between the papers of one night, found in their words: one text a paper.

Each function takes name of paper → its Markdown and gives one French line a contradiction.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

Papers = Mapping[str, str]

_SPACES = re.compile("[\u00a0\u202f]")
_NUMBER = r"(?:[AL]\d+(?:\.\d+)*|[CD]-\d{4}-\d+|P\d{2}-\d{2}-\d{3})"
_NAMES = rf"{_NUMBER}(?:, {_NUMBER})*(?: et {_NUMBER})?"
_LISTED = re.compile(
    rf"(?<![\d,.])(\d+) (?!jours? |% )([^()\d.;:|]{{3,70}}?) \(({_NAMES})(?: et (\d+) autres?)?\)"
)
_DAY = r"\d\d/\d\d/\d{4}"
_ACTION_ROW = re.compile(rf"^\| (A\d+\.\d+) \| [^|]* \| ({_DAY}[^|]*) \| ([^|]*) \|", re.M)
_COUNTS = {
    "actions suivies": re.compile(r"(\d+) actions suivies"),
    "actions en retard": re.compile(r"(\d+) actions (?:sont )?en retard(?!,? dont)"),
    "livrables manquants": re.compile(r"(\d+) (?:livrables )?manqu(?:ent(?! désormais)|ants)"),
    "livrables déposés": re.compile(r"(\d+ (?:sur|des) \d+)(?: livrables attendus|, échus)"),
    "décisions en cours": re.compile(r"(\d+) décisions (?:précédentes sont )?en cours"),
    "contrats sous leur tolérance": re.compile(r"(\d+) contrats (?:sur \d+ )?sont sous leur"),
    "décisions à prendre": re.compile(r"(\d+) décisions à prendre"),
    "payé sur le budget": re.compile(
        r"([\d ]+(?:,\d+)?) € payés(?! dans la période)[^|;]* de budget"
    ),
    "partenaires": re.compile(r"(\d+ partenaires?(?: actifs sur \d+)?)(?= ·)"),
}
_HANDED = re.compile(r"\b(?:remis|rendu|livré|terminé|validé)s?\b")
_TOTAL = re.compile(r"^\| Total \|")


def plain(text: str) -> str:
    """The text with plain spaces, and without the marks of what is to be filled in."""
    return _SPACES.sub(" ", text).replace("[", "").replace("]", "")


def lists_that_do_not_count(papers: Papers) -> Iterator[str]:
    """« 4 actions … (A1.2, A1.3 et 7 autres) »: a count with its list is the length of the list."""
    for name, text in papers.items():
        for found in _LISTED.finditer(plain(text)):
            numbers = len(re.findall(_NUMBER, found[3])) + int(found[4] or 0)
            if numbers != int(found[1]):
                yield f"{name} : {found[0]}, {numbers} nommés"


def dates_that_differ(papers: Papers) -> Iterator[str]:
    """An action has one date and one forecast, in every table of every paper."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name, text in papers.items():
        for number, due, forecast in _ACTION_ROW.findall(plain(text)):
            said[number, "échéance"][name] = due.partition(" (réf.")[0].strip()
            said[number, "prévision"][name] = forecast.strip()
    for (number, what), by_paper in said.items():
        if len(set(by_paper.values())) > 1:
            yield f"{number}, {what} : {by_paper}"


def counts_that_differ(papers: Papers) -> Iterator[str]:
    """Papers of one scope say one count of one subject."""
    for subject, pattern in _COUNTS.items():
        said = {
            name: sorted(
                {found.replace("des", "sur").strip() for found in pattern.findall(plain(text))}
            )
            for name, text in papers.items()
        }
        if len({each for found in said.values() for each in found}) > 1:
            yield f"{subject} : { {name: found for name, found in said.items() if found} }"


def deliverables_said_done(papers: Papers, *, to_come: frozenset[str]) -> Iterator[str]:
    """What the plan still calls « à produire » is nowhere called handed in or validated."""
    for name, text in papers.items():
        for line in plain(text).splitlines():
            for part in re.split(r"[;.] ", line):
                named = to_come & set(re.findall(r"\bL\d+\b", part))
                if named and _HANDED.search(part) and "au plan" not in part:
                    yield f"{name} : {sorted(named)} dans « {part.strip()} »"


def totals_that_do_not_add_up(papers: Papers) -> Iterator[str]:
    """Below its rows, the « Total » of each column of euros is their sum."""
    for name, text in papers.items():
        rows: list[list[str]] = []
        for line in plain(text).splitlines():
            if not line.startswith("|"):
                rows = []
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if _TOTAL.match(line):
                yield from (f"{name} : {line}" for _ in range(_is_wrong(rows, cells)))
            rows.append(cells)


def _is_wrong(rows: list[list[str]], total: list[str]) -> bool:
    for column, cell in enumerate(total):
        amounts = [_euros(row[column]) for row in rows if len(row) == len(total)]
        known = [each for each in amounts if each is not None]
        whole = _euros(cell)
        if whole is not None and known and sum(known, Decimal(0)) != whole:
            return True
    return False


def _euros(cell: str) -> Decimal | None:
    if not cell.endswith("€") or "au moins" in cell:
        return None
    try:
        return Decimal(cell.removesuffix("€").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


_ROW_NAME = re.compile(rf"^({_NUMBER})\b")
# What is said of one contract, action, deliverable or decision in a column of that name.
_SAID_OF_ONE = {
    "Engagé à ce jour", "Livré", "Tolérance", "Attendu le", "Prévision", "Responsable",
    "Base présentée", "Aide demandée", "Décision", "Probabilité", "Gravité",
}  # fmt: skip


def cells_that_differ(papers: Papers) -> Iterator[str]:
    """One contract, action, deliverable or decision has one value under one heading, everywhere."""
    said: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for name, text in papers.items():
        header: list[str] = []
        for line in plain(text).splitlines():
            if not line.startswith("|"):
                header = []
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            named = next(filter(None, (_ROW_NAME.match(cell) for cell in cells[:2])), None)
            if not header:
                header = cells
            elif named and len(cells) == len(header):
                for column, cell in zip(header, cells, strict=True):
                    if column in _SAID_OF_ONE and cell:
                        said[named[1], column][name] = cell
    for (number, column), by_paper in said.items():
        if len(set(by_paper.values())) > 1:
            yield f"{number}, {column} : {by_paper}"


_AMOUNT = r"\d[\d ]*(?:,\d+)?"
_WHOLE = re.compile(rf"({_AMOUNT}) (t\b|€)[^.;:|]{{0,40}}?, dont ([^.;|]+)")
_SHARED_OUT = re.compile(r"(\d+) (?:actions|indicateurs|contrats) [^.:;|]{0,40}: ((?:\d[^.|]*))\.")
_BRACKETED = re.compile(r"\([^()]*\)")


def parts_that_do_not_add_up(papers: Papers) -> Iterator[str]:
    """« 96,58 t, dont 51,11 t … et 45,47 t … » and « 136 actions : 51 …, 85 … » add up."""
    for name, text in papers.items():
        words = _BRACKETED.sub("", plain(text))
        for found in _WHOLE.finditer(words):
            whole = _number(found[1])
            shared = found[3].partition(", sur ")[0]  # « sur 424 640 € » is what it is compared to
            parts = [_number(each) for each in re.findall(rf"({_AMOUNT}) {found[2]}", shared)]
            wrong = sum(parts) != whole if len(parts) > 1 else any(part > whole for part in parts)
            if wrong:
                yield f"{name} : {found[0]}"
        for found in _SHARED_OUT.finditer(words):
            parts = re.split(r" ; |, (?=\d)| et (?=\d)", found[2])
            counts = [re.match(r"\d+", part) for part in parts]
            if len(parts) > 1 and all(counts):
                total = sum(int(each[0]) for each in counts if each)
                if total != int(found[1]):
                    yield f"{name} : {found[0]}"


def _number(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", "."))


_REST = re.compile(r"^(\d+ autres? [^.|]*)\.?$", re.M)
_PLACES = ("annexe", "feuille", "dossier", "onglet", "comité")


def rests_without_a_place(papers: Papers) -> Iterator[str]:
    """Where a list is cut, it says where the rest stands."""
    for name, text in papers.items():
        for found in _REST.finditer(plain(text)):
            if not any(place in found[1] for place in _PLACES):
                yield f"{name} : {found[1]}"


_SLIPS = (
    r"\bet [A-Z]\d[\d.]* et \d+ autres?",  # « A4.6 et A4.9 et 9 autres »
    r"\b2 [^.;()]{0,40}\([^()]*\), toutes? terminées",  # of two
    r"\bcellules? illisibles? en plus",  # more than what?
    r"\b(?:lu|lues?) chez\b",  # a paper does not say where its writer read
    r"[Cc]orriger le temps\b",  # a signed time sheet is checked, never put right
    r"(?<!requis )Quorum : \d+ membres",  # needed, or reached?
    r"\bNone\b|\bnan\b|\{\w*\}",
    r" ,|,,|\.\.(?!\.)(?<!…)| \.(?=\s|$)",
)


def slips_of_words(papers: Papers) -> Iterator[str]:
    """Words that readers struck out once stand nowhere."""
    for name, text in papers.items():
        for slip in _SLIPS:
            yield from (f"{name} : {found[0]}" for found in re.finditer(slip, plain(text)))


_GAP = re.compile(r"^\|.*\| \+(\d+) j \| ([^|]*) \|$", re.M)


def states_against_their_gap(papers: Papers) -> Iterator[str]:
    """What ends more than a week after its reference is not said to be on time."""
    for name, text in papers.items():
        for found in _GAP.finditer(plain(text)):
            if int(found[1]) > 7 and ("délais" in found[2] or "●" in found[2]):
                yield f"{name} : {found[0]}"
