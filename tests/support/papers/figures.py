"""Every count and every sum of a night, by what it counts: is it the same wherever it stands?

A figure is found by its form, in tiles, tables and sentences, and known by the words around it:
whose it is (the programme, a funder, a partner, a line), its unit, its period, and the roots of its
nouns. Two places agree on a subject when what the one says is said by the other: the same value as
far as both round it, with a doubt where the other has one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from support.papers.figure_words import (
    DOUBT,
    FIGURE,
    HEADS,
    IDENTITY,
    LEFT_OUT,
    MEASURE,
    MORE_EUROS,
    NO_FIGURE,
    OTHERS,
    PERIOD,
    PERIOD_OF_MONEY,
    REST,
    WEEK,
    WHOLE_PROGRAMME,
    roots_of,
    sentences_of,
)
from support.papers.written import MARKS, Written, is_tiles

Roots = frozenset[str]
Subject = tuple[str, str, str, Roots]
"""Whose, unit, period, roots."""
_NONE: Roots = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one place says: `low` at least, `high` at most; None where it does not say."""

    place: str
    block: int
    said: str
    digits: str  # as they are written
    cell: tuple[int, int] | None  # row and column in a table
    offset: int | None  # where it stands in `said`; None of what is not written but counted
    low: Decimal | None
    high: Decimal | None
    doubt: bool | None  # None: its paper says once, elsewhere, what is left out
    step: Decimal  # to what it is rounded


def collect(written: Iterable[Written], names: Mapping[str, str]) -> dict[Subject, list[Figure]]:
    """Every figure by its subject; `names`: what people call a funder or partner → its code."""
    found: dict[Subject, list[Figure]] = defaultdict(list)
    for one in written:
        for subject, figure in _Reader(one, names).figures():
            found[subject].append(figure)
    return found


def collect_block(
    written: Written, at: int, names: Mapping[str, str]
) -> dict[Subject, list[Figure]]:
    """The figures of one block of a place, read as in the whole of it."""
    found: dict[Subject, list[Figure]] = defaultdict(list)
    for subject, figure in _Reader(written, names).figures(only=at):
        found[subject].append(figure)
    return found


def told_twice(found: Mapping[Subject, Sequence[Figure]]) -> dict[Subject, Sequence[Figure]]:
    """What stands in more than one place."""
    return {
        subject: figures
        for subject, figures in found.items()
        if len({one.place for one in figures}) > 1
    }


def differences(found: Mapping[Subject, Sequence[Figure]]) -> Iterator[str]:
    """One text a subject of which two places say different things."""
    for subject, figures in told_twice(found).items():
        if not _places_agree(figures):
            said = dict.fromkeys(f"    {one.place} : {one.digits} – {one.said}" for one in figures)
            yield "\n".join((say(subject), *said))


def say(subject: Subject) -> str:
    """A subject in words."""
    whose, unit, period, roots = subject
    return " ".join(filter(None, (f"[{whose or 'programme'}]", *sorted(roots), unit, period)))


def _places_agree(figures: Sequence[Figure]) -> bool:
    by_place: dict[str, dict[tuple[object, ...], Figure]] = defaultdict(dict)
    for one in figures:
        by_place[one.place][one.low, one.high, one.doubt] = one
    said = [tuple(each.values()) for each in by_place.values()]
    return all(
        any(_agree(one, other) for other in theirs)
        for mine in said
        for theirs in said
        if mine is not theirs
        for one in mine
    )


def _agree(one: Figure, other: Figure) -> bool:
    step = max(one.step, other.step) if one.step != other.step else Decimal(0)
    bounds = [
        2 * abs(mine - theirs) <= step
        for mine, theirs in ((one.low, other.low), (one.high, other.high))
        if mine is not None and theirs is not None
    ]
    # « au plus 23 % » and « environ 22 % » have no bound in common: two ways to say one thing.
    same_doubt = one.doubt is None or other.doubt is None or one.doubt == other.doubt
    return bool(bounds) and all(bounds) and same_doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What a text stands in: whose row or paper, what its row or tile names, its column."""

    at: int
    whose: str
    about: Roots = _NONE
    column: Roots = _NONE
    week: str = ""  # of its column
    beside: str = ""  # what a tile says below its value
    cell: tuple[int, int] | None = None


class _Reader:
    """Reads one place; what a sentence is about is carried to the figures that follow in it."""

    def __init__(self, written: Written, names: Mapping[str, str]) -> None:
        self._written, self._names = written, names
        known = sorted(names, key=len, reverse=True)
        self._named = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, known)) or '(?!)'})(?!\w|-\d)"
        )
        texts = [each for each in written.blocks if isinstance(each, str)]
        # « les dépenses et les livraisons, celles de la période »: the line that says so.
        self._money_period = "période" if PERIOD_OF_MONEY.search(" ".join(texts)) else ""
        self._told_once = LEFT_OUT.search(" ".join(texts)) is not None
        # « Anomalies au mercredi 1er avril 2026 : 509 constats »: what its lines are.
        told = re.search(r" : \d[\d ]* (\w+)", texts[0]) if texts else None
        self._lines = roots_of(told[1]) if told else _NONE

    def figures(self, only: int | None = None) -> Iterator[tuple[Subject, Figure]]:
        under = self._written.whose
        for at, block in enumerate(self._written.blocks):
            if isinstance(block, str) and block in self._names:
                under = _joined(self._written.whose, self._names[block])  # a heading
            if only not in (None, at):
                continue
            around = _Around(at=at, whose=self._written.whose)
            if isinstance(block, str):
                yield from self._told(block, around)
            elif is_tiles(block):
                yield from self._tiles(block, around)
            else:
                yield from self._table(block, replace(around, whose=under))
                yield from self._counted(block, around)

    def _tiles(self, rows: list[list[str]], around: _Around) -> Iterator[tuple[Subject, Figure]]:
        for column, (label, value, *rest, _) in enumerate(zip(*rows, strict=True)):
            heads = roots_of(label) & HEADS
            one = replace(around, beside=". ".join(rest), cell=(1, column))
            yield from self._told(f"{label} {value}", one)
            for row, below in enumerate(rest, start=2):
                yield from self._told(below, replace(around, about=heads, cell=(row, column)))

    def _table(self, rows: list[list[str]], around: _Around) -> Iterator[tuple[Subject, Figure]]:
        head, *lines = rows
        if any(FIGURE.match(NO_FIGURE.sub("", cell)) for cell in head):
            head, lines = [""] * len(head), rows  # a table without a heading
        labels = list(self._labels(lines))
        shared = Counter(self._whose(label) for label in labels)
        for at, (row, label) in enumerate(zip(lines, labels, strict=True), len(rows) - len(lines)):
            whose, about = self._whose(label)
            if not label or about or whose != self._written.whose:
                whose = whose if whose != self._written.whose else around.whose
                one = replace(around, whose=whose, about=about, cell=(at, 0))
                # Several rows of one label are parts of it: none of them is its figure.
                is_part = shared[whose, about] > 1
                yield from self._row(head, row, one, label=label, is_part=is_part)

    def _labels(self, lines: list[list[str]]) -> Iterator[str]:
        """What each row of a table is about, by its first two cells."""
        above = ""
        for row in lines:
            first, *others = [cell for cell in row[:2] if cell[:1] not in MARKS] or [""]
            above = first if self._named.match(first) else above
            yield " ".join(each.partition(" : ")[0] for each in (first or above, *others))

    def _row(
        self, head: list[str], row: list[str], around: _Around, *, label: str, is_part: bool
    ) -> Iterator[tuple[Subject, Figure]]:
        # The lines of her tabs are parts of what is told of somebody, and each has its key.
        key = row[head.index("Clé")] if "Clé" in head else ""
        assert around.cell is not None
        for column, (title, cell) in enumerate(zip(head, row, strict=True)):
            # « 6 contrats » is not said by « 16 contrats ».
            repeated = re.search(rf"(?<!\d){re.escape(cell)}", label)
            if not cell or (repeated and not FIGURE.fullmatch(cell)):
                continue
            roots = roots_of(title)
            if roots == {"ecart"} and any("En retard" in each for each in row):
                roots = frozenset({"retard"})
            bare = FIGURE.fullmatch(cell) or MEASURE.fullmatch(cell)
            week = WEEK.search(title)
            one = replace(
                around, column=roots, week=week[0] if week else "", cell=(around.cell[0], column)
            )
            if bare is None:
                yield from self._told(cell, one)
            elif is_part and not key:
                continue
            elif (around.about or around.whose or key) and (roots or around.about):
                whose = key or around.whose
                yield self._figure(
                    bare, cell, one, whose=whose, roots=around.about | roots, period=one.week
                )

    def _counted(self, rows: list[list[str]], around: _Around) -> Iterator[tuple[Subject, Figure]]:
        """The lines of a tab that has keys: how many, for whom, for when.

        Not of « Relances »: a line of it may stand for many messages.
        """
        head, *lines = rows
        if "Clé" not in head or "Destinataire" in head or not self._lines:
            return
        counts: Counter[tuple[str, Roots]] = Counter()
        for row in lines:
            if "Partenaire" in head and (code := self._code(row[head.index("Partenaire")])):
                counts[code, self._lines] += 1
            if "Quand" in head:
                counts["", roots_of(row[head.index("Quand")])] += 1
            counts["", self._lines] += 1
        for (whose, roots), many in counts.items():
            match = FIGURE.fullmatch(str(many))
            assert match is not None
            yield self._figure(
                match, f"{many} lignes", around, whose=whose, roots=roots, offset=None
            )

    def _told(self, text: str, around: _Around) -> Iterator[tuple[Subject, Figure]]:
        """The figures of a text, sentence by sentence."""
        whose, about = around.whose, around.about
        for sentence in sentences_of(text):
            said = sentence
            head, colon, rest = sentence.partition(" : ")
            counted = FIGURE.search(NO_FIGURE.sub("", head))
            if colon:
                code, roots = self._whose(head)
                whose = code or whose  # of the sentences that follow too
                if counted is None or counted.end() == len(NO_FIGURE.sub("", head)):
                    about, said = around.about | roots, rest
            whole = any(words in sentence for words in WHOLE_PROGRAMME)
            one = replace(around, whose="" if whole else whose, about=about)
            yield from self._sentence(said, one, whole=sentence)

    def _sentence(
        self, text: str, around: _Around, *, whole: str
    ) -> Iterator[tuple[Subject, Figure]]:
        period = " ".join(PERIOD.findall(text)) or around.week
        period = period or ("période" if "dans la période" in text else "")
        words = NO_FIGURE.sub(lambda found: "§" * len(found[0]), text)
        doubt = bool(DOUBT.search(f"{text} {around.beside}"))
        first = previous = last = around.about
        heads = around.about & HEADS
        for part, start in _parts(words):
            found, offset = list(FIGURE.finditer(part)), len(whole) - len(text) + start
            heads = roots_of(part) & HEADS or heads
            previous = previous if found else previous | roots_of(part)
            for number, match in enumerate(found):
                until = found[number + 1].start() if number + 1 < len(found) else len(part)
                after = part[match.end() : until]
                if REST.match(after):
                    continue  # the end of a list, or of what stands before it
                if after.rstrip().endswith((" des", " sur")) and number + 1 < len(found):
                    after += part[found[number + 1].end() :]  # « 21 des 30 livrables »
                before = part[: match.start()] if number == 0 else ""
                if number and part[: match.start()].rstrip().endswith((" des", " sur")):
                    before = part[found[number - 1].end() : match.start()]
                roots = roots_of(f"{before} {after}")
                share = number > 0 and part[: match.start()].rstrip().endswith((" sur", " des"))
                bracket = start > 0 and words[start - 1] == "(" and "%" in (match["unit"] or "")
                lead = part.lstrip()[:4]
                carried = previous if lead in ("dont", "jusq") or bracket else _NONE
                carried = first if lead == "soit" else last if share and not roots else carried
                if share:
                    roots |= {"sur"}
                known = around.about | roots | carried
                if not carried and not roots & HEADS:
                    known |= heads if roots else heads | around.column
                previous = known if number == 0 and lead not in ("soit", "dont") else previous
                first, last = first or previous, known
                whose = around.whose
                unit = _unit(match)
                if unit == "j":
                    named = IDENTITY.findall(whole[: offset + match.start()])
                    whose = named[-1] if named else whose
                clause = re.split(r" ; |\(", words[: start + match.start()])[-1]
                opens = number == 0 and not FIGURE.search(clause)
                high = _other_end(words[start + match.end() :], around.beside)
                nameless = not whose and "retard" in _canonical(known, unit, negative=False)
                if known and not (unit == "j" and nameless):
                    yield self._figure(
                        match, whole, around, whose=whose, roots=known, period=period,
                        more=high if opens or around.beside else None, doubt=doubt,
                        offset=offset + match.start(),
                    )  # fmt: skip

    def _figure(
        self,
        match: re.Match[str],
        said: str,
        around: _Around,
        *,
        whose: str,
        roots: Roots,
        period: str = "",
        more: Mapping[str, Decimal] | None = None,
        doubt: bool = False,
        offset: int | None = 0,
    ) -> tuple[Subject, Figure]:
        unit = _unit(match)
        roots = _canonical(roots, unit, negative=match["low"][0] in "−-")
        if self._money_period and not period and unit in ("€", "%") and "pay" in roots:
            period = self._money_period
        low = number_of(match["low"])
        high = number_of(match["high"]) if match["high"] else None
        lead = match["lead"] or ""
        money = unit in ("€", "%") and "pay" in roots
        if high is None and more and unit in more and lead not in ("au moins", "au plus"):
            high = low + more[unit] if money or not unit else high
        unsure = high is not None or lead in ("au moins", "au plus", "environ")
        # « 32 en retard et 8 non mesurables (dont 6 peut-être en retard) »
        told_once = (self._told_once and unit == "€") or "peut-être" in said
        at_most = lead == "au plus"
        figure = Figure(
            place=self._written.place,
            block=around.at,
            said=said,
            digits=match[0].strip(),
            cell=around.cell,
            offset=offset,
            low=None if at_most else low,
            high=low if at_most else high,
            doubt=True if unsure or (money and doubt) else None if told_once else False,
            step=Decimal(1).scaleb(-len(match["low"].partition(",")[2])),
        )
        return (whose, unit, period, roots), figure

    def _whose(self, label: str) -> tuple[str, Roots]:
        """Who or what a row is about, and the roots of the other words of its label."""
        codes = {self._names[found] for found in self._named.findall(label)}
        lines = set(IDENTITY.findall(label)) - codes
        # « P06-25-007 | Département des Baous »: a line, and whose it is.
        if lines and (not codes or IDENTITY.match(label)):
            return " ".join(sorted(lines)), _NONE
        paper = {self._written.whose} - {""}
        return " ".join(sorted(codes | paper)), roots_of(self._named.sub(" ", label))

    def _code(self, text: str) -> str:
        found = self._named.match(text)
        return self._names[found[0]] if found else ""


def _joined(*codes: str) -> str:
    return " ".join(sorted(filter(None, codes)))


def number_of(text: str) -> Decimal:
    """« 92 588,17 »."""
    return Decimal(text.replace(" ", "").replace(",", ".").replace("−", "-"))


def _unit(match: re.Match[str]) -> str:
    return re.sub(r"^jours?$", "j", (match["unit"] or "").strip())


def _parts(words: str) -> Iterator[tuple[str, int]]:
    """The parts of a sentence, and where each begins."""
    start = 0
    for cut in re.finditer(r" ; |, (?!\d)|, (?=\d+ )|[()]| – | : ", words):
        yield words[start : cut.start()], start
        start = cut.end()
    yield words[start:], start


def _other_end(after: str, beside: str) -> Mapping[str, Decimal]:
    """By unit, how much more it may be: « , 6 autres à préciser », « (jusqu'à 12 € de plus) »."""
    more: dict[str, Decimal] = {}
    # Of the words behind it, what stands before the next clause but one.
    clauses = re.sub(r"\([^()]*\)", "", after).split(" ; ")
    near = clauses[0] if OTHERS.search(clauses[0]) else " ; ".join(clauses[:2])
    known = OTHERS.search(near) or OTHERS.search(re.sub(r"\([^()]*\)", "", beside))
    euros = MORE_EUROS.search(f"{after} {beside}")
    if known:
        more[""] = number_of(known[1])
    if euros:
        more["€"] = number_of(euros[1])
    return more


def _canonical(roots: Roots, unit: str, *, negative: bool) -> Roots:
    """A share of the budget is what is paid of it; a delay is one, whatever is told with it; and
    what is paid for a kilogram is a price.
    """
    if unit == "€/kg":
        return frozenset({"prix"})
    if unit == "%" and "budget" in roots:
        roots = (roots - {"budget"}) | {"pay"}
    if unit == "%" and negative:
        roots |= {"ecart"}
    if unit == "j" and "ouvr" not in roots and roots & {"retard", "manqua"}:
        return frozenset({"retard"})
    return roots
