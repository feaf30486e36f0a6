"""Plans that people edit, with what really became of each line: the truth that names answer to.

A line keeps its `truth` through every edit, wherever it goes and whatever it is called then; a
line typed anew has another one. Nothing here knows how the service recognises lines.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

VERBS = ("Former", "Acheter", "Recenser", "Livrer", "Équiper", "Évaluer", "Négocier", "Planter")
THINGS = (
    *("les cuisiniers", "la légumerie", "les producteurs", "les écoles", "un camion", "le silo"),
    *("les élus", "la charte", "un verger", "les menus", "l'atelier", "le marché de gros"),
)
PLACES = (
    "",
    " de Digne",
    " du Val",
    " des Alpes",
    " de la Plaine",
    " du canton",
    " de Forcalquier",
)
SERIES = ("Réunion du comité", "Point d'étape", "Bilan annuel", "Livraison")
OWNERS = ("P01", "P03", "P07", "P14")
STATUSES = ("à faire", "en cours", "terminé", "suspendu")
TABS = ("Plan", "Suite")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A line as it stands in a sheet; `changed` is what people changed of it since the start."""

    truth: int
    number: str
    title: str
    owner: str
    start: date
    end: date
    progress: str
    status: str
    changed: frozenset[str] = frozenset()

    @property
    def cells(self) -> tuple[str, ...]:
        """All but number and title, as typed."""
        days = (one.strftime("%d/%m/%Y") for one in (self.start, self.end))
        return (self.owner, *days, self.progress, self.status)

    def edited(self, what: str, **values: object) -> "PlanLine":
        """The same line with other cells."""
        return replace(self, **values, changed=self.changed | {what})  # type: ignore[arg-type]


@dataclass(slots=True, kw_only=True)
class EditedPlan:
    """A plan in one or two tabs, and the hands that work in it."""

    draw: Random
    numbered: bool
    tabs: dict[str, list[PlanLine]] = field(default_factory=dict[str, list[PlanLine]])
    born: int = 0
    given_up: set[str] = field(default_factory=set[str])  # titles, since the copy
    copied: set[str] = field(default_factory=set[str])
    freed: set[date] = field(default_factory=set[date])  # days of deleted lines, since the copy

    @classmethod
    def of(cls, seed: int, *, lines: int, repeated: float, numbered: bool = True) -> "EditedPlan":
        """A plan of that many lines; a share of them are called like others."""
        plan = cls(draw=Random(seed), numbered=numbered)
        plan.tabs = {"Plan": [], "Suite": []}
        for place in range(lines):
            number = str(place + 1) if numbered else ""
            plan.tabs["Plan"].append(plan.line(number, repeated=repeated))
        return plan

    @classmethod
    def holding(cls, lines: Iterable[PlanLine], *, seed: int) -> "EditedPlan":
        """A plan that somebody wrote already, in one tab."""
        written = list(lines)
        plan = cls(draw=Random(seed), numbered=any(line.number for line in written))
        plan.tabs, plan.born = {"Plan": written, "Suite": []}, len(written)
        return plan

    def line(self, number: str, *, repeated: float = 0.0) -> PlanLine:
        """A line that nobody typed before.

        Nor has it a day of a line that was deleted since the copy: under its number too, nobody
        could tell it from that line renamed.
        """
        self.born += 1
        draw, start = self.draw, date(2026, 1, 5) + timedelta(days=self.draw.randrange(700))
        line = PlanLine(
            truth=self.born,
            number=number,
            title=draw.choice(SERIES) if draw.random() < repeated else self.title(),
            owner=draw.choice(OWNERS),
            start=start,
            end=start + timedelta(days=draw.randrange(10, 300)),
            progress=f"{draw.randrange(0, 11) * 10} %",
            status=draw.choice(STATUSES),
        )
        while {line.start, line.end} & self.freed:
            days = timedelta(days=draw.randrange(1, 100))
            line = replace(line, start=line.start + days, end=line.end + days)
        return line

    def title(self) -> str:
        """A title that no line has, nor had before it was deleted or renamed."""
        taken = {line.title for line in self.lines} | self.given_up
        draw = self.draw
        for _ in range(200):
            title = f"{draw.choice(VERBS)} {draw.choice(THINGS)}{draw.choice(PLACES)}"
            if title not in taken:
                return title
        return f"{title} {self.born}"

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """Every line, tab by tab."""
        return tuple(line for lines in self.tabs.values() for line in lines)

    def copy(self) -> dict[str, tuple[PlanLine, ...]]:
        """The plan as it stands, from which changes count from now on."""
        self.tabs = {
            tab: [replace(line, changed=frozenset()) for line in lines]
            for tab, lines in self.tabs.items()
        }
        self.given_up, self.copied, self.freed = set(), set(), set()
        return self.now()

    def now(self) -> dict[str, tuple[PlanLine, ...]]:
        """The plan as it stands."""
        return {tab: tuple(lines) for tab, lines in self.tabs.items()}

    # What people do, one edit each.

    def rename_a_little(self) -> None:
        """A word more, or a slip corrected."""
        self._edit("title", title=lambda line: f"{line.title} {self.draw.choice(('(bis)', 'SUD'))}")

    def rename(self) -> None:
        """Other words for the same thing."""
        self._edit("title", title=lambda _: self.title())

    def renumber_one(self) -> None:
        """One line gets a number that no line has."""
        if self.numbered:
            self._edit("number", number=lambda _: self._free_number())

    def renumber_all(self) -> None:
        """A line comes first, and all are numbered anew, tab by tab."""
        self.tabs["Plan"].insert(0, self.line(""))
        self._number_in_order()

    def move(self) -> None:
        """A line goes elsewhere in its tab."""
        lines = self._tab()
        if lines:
            line = lines.pop(self.draw.randrange(len(lines)))
            lines.insert(self.draw.randrange(len(lines) + 1), line)

    def move_away(self) -> None:
        """A line goes to the other tab."""
        here = self._tab()
        there = self.tabs["Suite"] if here is self.tabs["Plan"] else self.tabs["Plan"]
        if here:
            line = here.pop(self.draw.randrange(len(here)))
            there.insert(self.draw.randrange(len(there) + 1), line.edited("tab"))

    def sort(self) -> None:
        """The sheet is sorted by one of its columns."""
        column = self.draw.choice(("title", "owner", "start", "end", "status"))
        self._tab().sort(key=lambda line: getattr(line, column))

    def insert(self) -> None:
        """A line that is new, sometimes called like others, with a number of its own."""
        number = self._free_number() if self.numbered else ""
        lines = self._tab()
        lines.insert(self.draw.randrange(len(lines) + 1), self.line(number, repeated=0.3))

    def delete(self) -> None:
        """A line goes for good."""
        lines = self._tab()
        place = self._of_its_own(lines)
        if len(lines) > 1 and place is not None:
            self._give_up(lines.pop(place))

    def replace_one(self) -> None:
        """A line goes, and another one gets its number and its place."""
        lines = self._tab()
        place = self._of_its_own(lines)
        if len(lines) > 1 and place is not None:
            self._give_up(lines[place])
            lines[place] = self.line(lines[place].number)

    def _give_up(self, line: PlanLine) -> None:
        self.given_up.add(line.title)
        self.freed |= {line.start, line.end}

    def postpone(self) -> None:
        """A line ends later."""
        days = timedelta(days=self.draw.randrange(7, 120))
        self._edit("dates", end=lambda line: line.end + days)

    def redate(self) -> None:
        """Both dates of a line change."""
        days = timedelta(days=self.draw.randrange(7, 120))
        self._edit("dates", start=lambda line: line.start + days, end=lambda line: line.end + days)

    def report(self) -> None:
        """A partner says how far a line is."""
        self._edit(
            "state",
            progress=lambda _: f"{self.draw.randrange(0, 11) * 10} %",
            status=lambda _: self.draw.choice(STATUSES),
        )

    def hand_over(self) -> None:
        """Another partner takes a line."""
        self._edit("owner", owner=lambda _: self.draw.choice(OWNERS))

    def copy_a_line(self) -> None:
        """A line is copied to start a new one, which gets its own number and dates."""
        lines = self._tab()
        if lines:
            place = self.draw.randrange(len(lines))
            self.born += 1
            days = timedelta(days=self.draw.randrange(20, 90))
            first = lines[place]
            self.copied.add(first.title)
            new = replace(
                first,
                truth=self.born,
                number=self._free_number() if self.numbered else "",
                start=first.start + days,
                end=first.end + days,
                changed=frozenset(),
            )
            lines.insert(place + 1, new)

    def _edit(self, what: str, **values: Callable[[PlanLine], object]) -> None:
        lines = self._tab()
        place = self._of_its_own(lines) if what == "title" else self.draw.randrange(len(lines) or 1)
        if lines and place is not None:
            self.given_up |= {lines[place].title} if what == "title" else set()
            said = {name: value(lines[place]) for name, value in values.items()}
            lines[place] = lines[place].edited(what, **said)

    def _of_its_own(self, lines: list[PlanLine]) -> int | None:
        """A line of which no copy was made since: when its first goes, the copy is the line."""
        places = [at for at, line in enumerate(lines) if line.title not in self.copied]
        return self.draw.choice(places) if places else None

    def _tab(self) -> list[PlanLine]:
        filled = [lines for lines in self.tabs.values() if lines]
        return self.draw.choice(filled) if filled else self.tabs["Plan"]

    def _free_number(self) -> str:
        """One after the last of its series: « A1.7 » after « A1.6 »."""
        series = (
            _series_of(self.draw.choice(numbered).number) if (numbered := self._numbered) else ""
        )
        taken = [_rank_of(line.number) for line in numbered if _series_of(line.number) == series]
        return f"{series}{max(taken, default=0) + self.draw.randrange(1, 4)}"

    @property
    def _numbered(self) -> list[PlanLine]:
        return [line for line in self.lines if line.number]

    def _number_in_order(self) -> None:
        if not self.numbered:
            return
        counts: dict[str, int] = {}
        for lines in self.tabs.values():
            for place, line in enumerate(lines):
                series = _series_of(line.number or lines[min(place + 1, len(lines) - 1)].number)
                counts[series] = counts.get(series, 0) + 1
                lines[place] = line.edited("number", number=f"{series}{counts[series]}")


def _series_of(number: str) -> str:
    return number.rstrip("0123456789")


def _rank_of(number: str) -> int:
    return int(number[len(_series_of(number)) :] or 0)


EDITS: tuple[Callable[[EditedPlan], None], ...] = (
    EditedPlan.rename_a_little,
    EditedPlan.rename,
    EditedPlan.renumber_one,
    EditedPlan.renumber_all,
    EditedPlan.move,
    EditedPlan.move_away,
    EditedPlan.sort,
    EditedPlan.insert,
    EditedPlan.delete,
    EditedPlan.replace_one,
    EditedPlan.postpone,
    EditedPlan.redate,
    EditedPlan.report,
    EditedPlan.hand_over,
    EditedPlan.copy_a_line,
)


def edit(plan: EditedPlan, kinds: Iterable[Callable[[EditedPlan], None]]) -> None:
    """One to three edits of each of those kinds."""
    for kind in kinds:
        for _ in range(plan.draw.randint(1, 3)):
            kind(plan)


def another_line(before: PlanLine, after: PlanLine) -> bool:
    """Whether so much of a line changed that it may be told as another one.

    What names it is lost: title and number, or title where there is no number.
    """
    is_renamed = before.title != after.title
    return is_renamed and (not after.number or before.number != after.number)
