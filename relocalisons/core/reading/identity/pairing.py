"""Pure: which lines of two readings of one table are the same; what is not sure is asked.

What is strongest comes first and each step pairs only what is alone on both sides: number and
title, title, title among namesakes, number with a title or cells alike, the whole line. Where two
lines could be the same one, or number and title point to two lines, nothing is guessed.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import groupby

from relocalisons.core.reading.identity.likeness import Likeness, Line, title_likeness
from relocalisons.core.reading.identity.matching import (
    CELLS_ALIKE,
    ENOUGH_CELLS,
    MARGIN,
    SOME_CELLS,
    Matching,
    Pair,
    Pairs,
    places_by,
)

TITLES_ALIKE = 0.6  # of one number, and some cells say so too: renamed
TITLES_NEAR = 0.9  # of one number, where lines have no other cell
HALF_THE_CELLS = 0.5  # of one number, under a title alike
LINES_ALIKE = 0.8  # whatever number and title say
# Beyond this, lines that changed are told as deleted and added: a sheet was replaced.
MOST_COMPARISONS = 100_000


def pair_lines(
    before: Sequence[Line],
    after: Sequence[Line],
    *,
    elsewhere: Collection[str] = frozenset(),
) -> Pairs:
    """Match the lines of two readings of one table, both in their order.

    `elsewhere`: titles of the owner's other tables; a title alone does not prove that a line
    stayed when it may have moved there.
    """
    likeness = Likeness(before=before, after=after)
    work = _Pairing(before=before, after=after, likeness=likeness, elsewhere=elsewhere)
    work.by_title()
    work.namesakes()
    work.by_likeness()
    work.with_namesakes_in_doubt()
    return work.pairs()


def pair_moved(
    before: Sequence[Line], after: Sequence[Line], *, likeness: Likeness | None = None
) -> Pairs:
    """Match what is left of several tables of one owner: lines that went from one to another.

    A title goes with its line, yet must have its number or its cells: tables repeat each other.
    `likeness` knows all the lines of these tables, of which few are left.
    """
    known = likeness or Likeness(before=before, after=after)
    work = _Pairing(before=before, after=after, likeness=known, in_order=False)
    work.across_tables()
    work.by_likeness()
    return work.pairs()


class _Pairing(Matching):
    """The steps, strongest first."""

    # 1 and 2: titles that one line of each reading has.

    def by_title(self) -> None:
        """Titles that are one line's on both sides, unless a number says another line."""
        old = {line.title: i for i, line in enumerate(self.before) if line.title}
        new = {line.title: j for j, line in enumerate(self.after) if line.title}
        alone = _alone(self.before) & _alone(self.after)
        found = {old[title]: new[title] for title in alone}
        self.named = found
        self.pair_all(found.items())
        for i, j in sorted(found.items()):
            rivals = [*self._rivals_of_title(i, j)]
            if rivals or self._is_only_called_so(i, j):
                self.part(i, j)
                if self.before[i].title not in self.elsewhere:
                    self.unsure.update({(i, j), *rivals})

    def _is_only_called_so(self, i: int, j: int) -> bool:
        """Neither number nor cells, where numbers stayed or the line may stand elsewhere.

        It may be a title copied to start another line. Of a plan numbered anew, or without
        numbers, nothing but the title is left to know a line by.
        """
        old, new = self.before[i], self.after[j]
        equal = self.likeness.count(old, new)
        is_numbered_so = old.number and old.number == new.number
        if equal == 0.0 and self.numbers_hold(i) is False:
            is_numbered_so = False  # of a plan numbered anew, by chance
        if is_numbered_so and (equal or old.title not in self.elsewhere):
            return False
        if self._goes_with_its_cells(i, j):
            return False
        if equal == 1.0 and old.title not in self.elsewhere:
            return False
        numbered = bool(old.number and new.number)
        if old.title in self.elsewhere or (numbered and self.numbers_hold(i) is not False):
            return True
        return equal < CELLS_ALIKE and not self._is_where_it_was(i, j)

    def _is_where_it_was(self, i: int, j: int) -> bool:
        """Between the same lines, and not one typed there: one of several cells stayed too."""
        old, new = self.before[i], self.after[j]
        has_several = sum(map(bool, old.cells)) >= ENOUGH_CELLS
        if has_several and not self.likeness.count(old, new):
            return False
        return self.same_neighbours(i, j)

    def _goes_with_its_cells(self, i: int, j: int) -> bool:
        """Enough of them stayed: most, where another line of that title stands elsewhere."""
        enough = CELLS_ALIKE if self.before[i].title in self.elsewhere else SOME_CELLS
        return self.proves(i, j) and self.alike(i, j) >= enough

    def _rivals_of_title(self, i: int, j: int) -> Iterable[Pair]:
        """Lines that have the number, whose cells are as near, and whose title is nobody's."""
        old, new = self.before[i], self.after[j]
        if old.number == new.number:
            return
        near = self.likeness.of_cells(old, new) - MARGIN
        for k, line in enumerate(self.after):
            if line.number and line.number == old.number and k not in self.back:
                alike = self.likeness.of_cells(old, line)
                if alike >= max(near, CELLS_ALIKE) and self.numbers_hold(i) is not False:
                    yield i, k
        for k, line in enumerate(self.before):
            if line.number and line.number == new.number and k not in self.to:
                alike = self.likeness.of_cells(line, new)
                if alike >= max(near, CELLS_ALIKE) and self.numbers_hold(k) is not False:
                    yield k, j

    # 2 again, where several lines are called the same.

    def namesakes(self) -> None:
        """Lines that share their title: by number and cells, which must not contradict."""
        groups = self.left_by_title()
        for old, new in groups:
            self._numbers_among(old, new)
        for old, new in self.left_by_title():
            self._cells_among(old, new)

    def _numbers_among(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Those of one title whose number stayed; the cells of none of them say another line.

        What is sure is settled first: a line that is known cannot be what became of another one.
        """
        numbers = {self.after[j].number: j for j in new if self.after[j].number}
        found = {
            i: numbers[number]
            for i in old
            if (number := self.before[i].number) in numbers and self.numbers_hold(i) is not False
        }
        known = {i: j for i, j in found.items() if self._is_sure(i, j)}
        self.pair_all(known.items())
        old, new = self.free(old, new)
        left = [(i, j) for i, j in found.items() if i in old and j in new]
        doubt: set[Pair] = set()
        for i, j in left:
            better = [*self._nearer(i, j, old, new)]
            unlike = self.in_order and not self.has_some_cells(i, j)
            if unlike and self.numbers_hold(i):
                unlike = any(self.alike(k, j) > self.alike(i, j) + MARGIN for k in known)  # a copy
            doubt.update({(i, j), *better} if better or unlike else ())
        self._pair_or_ask(left, doubt)

    def _is_sure(self, i: int, j: int) -> bool:
        """Of one title and number: where numbers stayed, or where everything did."""
        same = self.before[i].cells == self.after[j].cells
        return (same or bool(self.numbers_hold(i))) and self.has_some_cells(i, j)

    def _pair_or_ask(self, found: Sequence[Pair], doubt: set[Pair]) -> None:
        """Pair them; one whose line is a candidate of another in doubt is in doubt with it."""
        size = -1
        while size != len(doubt):
            size = len(doubt)
            olds, news = ({pair[side] for pair in doubt} for side in (0, 1))
            doubt.update((i, j) for i, j in found if i in olds or j in news)
        self.unsure.update(doubt)
        self.pair_all(pair for pair in found if pair not in doubt)

    def _nearer(self, i: int, j: int, old: Sequence[int], new: Sequence[int]) -> Iterable[Pair]:
        """Namesakes whose cells are nearer to one of the two than the other is."""
        near = self.alike(i, j) + MARGIN
        yield from ((i, k) for k in new if k != j and self.alike(i, k) > near)
        yield from ((k, j) for k in old if k != i and self.alike(k, j) > near)

    def _cells_among(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Those whose cells stayed, alone or all of them; two that are as near are asked about."""
        self._equal_ones(old, new)
        old, new = self.free(old, new)
        self.best(old, new, allowed=lambda i, j: self.alike(i, j) >= CELLS_ALIKE)
        old, new = self.free(old, new)
        if not old or self.before[old[0]].title in self.elsewhere:
            return
        if len(old) == len(new) == 1 and self._is_where_it_was(old[0], new[0]):
            self.pair_all([(old[0], new[0])])
            return
        self.unsure.update((i, j) for i in old for j in new)

    def _equal_ones(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Lines that say exactly the same, number apart, and are as many: told apart by nothing."""
        before, after = (
            places_by(lines, places, by=lambda line: line.cells)
            for lines, places in ((self.before, old), (self.after, new))
        )
        for cells, places in before.items():
            others = after.get(cells, [])
            if any(cells) and len(places) == len(others):
                self.pair_all(zip(places, others, strict=True))

    def with_namesakes_in_doubt(self) -> None:
        """A line that nothing is left for may be any of its title about which others are asked."""
        asked = {j for _, j in self.unsure}
        old, _ = self.free(range(len(self.before)), ())
        silent = {"", *self.elsewhere}
        self.unsure.update(
            (i, j)
            for i in old
            for j in asked
            if self.before[i].title == self.after[j].title not in silent
        )

    # 3, 4 and 5: what is left.

    def by_likeness(self) -> None:
        """Renamed lines, by number or place; then lines that changed little as a whole."""
        if not any(line.title for line in (*self.before, *self.after)):
            self._without_titles()
            return
        old, new = self.free(range(len(self.before)), range(len(self.after)))
        if len(old) * len(new) > MOST_COMPARISONS:
            return
        self.best(old, new, allowed=self._is_renamed)
        old, new = self.free(old, new)
        self.best(old, new, allowed=self._is_at_its_place)
        old, new = self.free(old, new)
        self.best(old, new, allowed=self._is_alike)
        old, new = self.free(old, new)
        numbers = {self.after[j].number: j for j in new if self.after[j].number}
        for i in old:
            j = numbers.get(self.before[i].number)
            if j is not None and self.numbers_hold(i) is not False and self.says_something(i, j):
                self.unsure.add((i, j))

    def _without_titles(self) -> None:
        """Tables whose lines are not called anything: equal ones, then numbers, then most cells.

        Lines that say the same in everything are told apart by nothing, and paired in order.
        """
        self._equal_lines(numbers=True)
        self._equal_lines(numbers=False)
        self.named = dict(self.to)
        old, new = self.free(range(len(self.before)), range(len(self.after)))
        numbers = {self.after[j].number: j for j in new if self.after[j].number}
        for i in old:
            j = numbers.get(self.before[i].number)
            if j is None or self.numbers_hold(i) is False or not self.says_something(i, j):
                continue
            self.pair_all([(i, j)])
        old, new = self.free(old, new)
        if len(old) * len(new) <= MOST_COMPARISONS:
            self.best(old, new, allowed=self._is_mostly_equal)

    def _is_mostly_equal(self, i: int, j: int) -> bool:
        old, new = self.before[i], self.after[j]
        return any(old.cells) and self.likeness.count(old, new) >= CELLS_ALIKE

    def _equal_lines(self, *, numbers: bool) -> None:
        """Those whose cells are all equal, with their numbers or whatever their numbers."""
        old, new = self.free(range(len(self.before)), range(len(self.after)))
        before, after = (
            places_by(lines, places, by=lambda line: (line.number if numbers else "", *line.cells))
            for lines, places in ((self.before, old), (self.after, new))
        )
        for said, places in before.items():
            others = after.get(said, [])
            numbered = any(self.before[i].number for i in places)
            if any(said[1:]) and (len(places) == len(others) or not numbered):
                self.pair_all(zip(places, others, strict=False))

    def _is_renamed(self, i: int, j: int) -> bool:
        old, new = self.before[i], self.after[j]
        if not self.keeps_number(i, j):
            return False
        if not any((*old.cells, *new.cells)):
            return title_likeness(old.title, new.title) >= TITLES_NEAR
        if title_likeness(old.title, new.title) < TITLES_ALIKE:
            return False
        return self.proves(i, j) and self.alike(i, j) >= HALF_THE_CELLS

    def _is_at_its_place(self, i: int, j: int) -> bool:
        if not self.keeps_number(i, j) and not self.same_neighbours(i, j):
            return False
        return self.alike(i, j) >= CELLS_ALIKE and self.proves(i, j)

    def _is_alike(self, i: int, j: int) -> bool:
        old, new = self.before[i], self.after[j]
        if self.alike(i, j) < CELLS_ALIKE or not self.proves(i, j):
            return False
        if old.title != new.title in self._titles_before and old.cells != new.cells:
            return False  # a copy of the line that was called so, not another one renamed
        if self._is_called_and_numbered_otherwise(i, j):
            return False
        return self.likeness.of_lines(old, new) >= LINES_ALIKE

    def _is_called_and_numbered_otherwise(self, i: int, j: int) -> bool:
        """Where numbers stayed, another title under another number, and dates that two lines share.

        A line of the same days as one that was deleted is no new name of it.
        """
        old, new = self.before[i], self.after[j]
        if old.title == new.title or not old.number or not new.number:
            return False
        renumbered = old.number != new.number and self.numbers_hold(i) is not False
        return renumbered and self.likeness.count(old, new) < CELLS_ALIKE

    @cached_property
    def _titles_before(self) -> set[str]:
        """Of all the lines known, those of other tables too."""
        return {line.title for line in self.likeness.before if line.title}

    # Between tables.

    def across_tables(self) -> None:
        """Titles, with the number or the cells of the line; of the rest that has them, ask."""
        for old, new in self.left_by_title():
            self.best(old, new, allowed=self._goes_with_its_title)
            old, new = self.free(old, new)
            self.unsure.update((i, j) for i in old for j in new)

    def _goes_with_its_title(self, i: int, j: int) -> bool:
        kept = self.keeps_number(i, j) and self.has_some_cells(i, j)
        return kept or self.alike(i, j) >= CELLS_ALIKE


def _alone(lines: Sequence[Line]) -> set[str]:
    titles = sorted(line.title for line in lines if line.title)
    return {title for title, same in groupby(titles) if len([*same]) == 1}
