"""Pure: a count or a sum of which some cells keep the end open: « 32 à 37, 5 cellules à lever ».

Doubt is a range and not a hole: what may belong to a count is neither counted nor forgotten.
"""

from dataclasses import dataclass
from decimal import Decimal

from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    counted,
    format_money,
    format_number,
    format_percent,
    least_percent,
    most_percent,
    percent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """How many there are for sure, how many more there may be, and the cells that would tell."""

    sure: int = 0
    possible: int = 0
    cells: int = 0

    @property
    def most(self) -> int:
        """All that there may be."""
        return self.sure + self.possible

    @property
    def figure(self) -> str:
        """« 32 à 37 », or « 32 »."""
        if not self.possible:
            return format_number(self.sure)
        return f"{format_number(self.sure)}{NBSP}à{NBSP}{format_number(self.most)}"

    @property
    def why(self) -> str:
        """« 5 cellules à lever »; empty where nothing is in doubt."""
        return count_of(self.cells, "cellule à lever", "cellules à lever") if self.possible else ""

    def said(self, *, none: str, one: str, many: str) -> str:
        """The words for that many, as `counted` takes them, with what is in doubt beside them.

        `one` begins with its 1, `many` holds `{n}`.
        """
        if not self.possible:
            return counted(self.sure, none=none, one=one, many=many)
        several = self.most > 1
        words = many.replace("{n}", self.figure) if several else one.replace("1", self.figure, 1)
        return f"{words} ({self.why})"

    @property
    def beside(self) -> str:
        """« 6 autres à préciser », for papers that go out; empty where all can be read."""
        others = ("1 autre", "{n} autres") if self.sure else ("1", "{n}")
        return counted(self.possible, one=f"{others[0]} à préciser", many=f"{others[1]} à préciser")

    def told(self, *, none: str, one: str, many: str) -> str:
        """What is sure as `counted` says it, then how many others cannot be read."""
        words = counted(self.sure, none=none, one=one, many=many)
        return ", ".join(part for part in (words, self.beside) if part)

    def counting(self, one: str, many: str | None = None, *, named: str = "") -> str:
        """« 1 manquant », « 9 à 13 manquants (4 cellules à lever) »; `named`: which they are.

        « 9 à 13 manquants (L20 et L39 ; 4 cellules à lever) »: one pair of brackets for both.
        """
        words = count_of(self.most, one, many).removeprefix(format_number(self.most))
        beside = f"{NBSP}; ".join(part for part in (named, self.why) if part)
        return f"{self.figure}{words} ({beside})" if beside else f"{self.figure}{words}"


NONE = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class Euros:
    """What is sure of a sum, how much may come on top (None: nobody can tell), and the cells."""

    sure: Decimal
    more: Decimal | None = Decimal(0)
    cells: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a cell may raise it."""
        return self.more is None or self.more > 0

    @property
    def figure(self) -> str:
        """« de 12 400 à 15 100 € », « au moins 12 400 € » without an end, or « 12 400 € »."""
        if not self.is_open:
            return format_money(self.sure)
        if self.more is None:
            return f"au moins {format_money(self.sure)}"
        low = format_money(self.sure).removesuffix(f"{NBSP}€")
        return f"de {low} à {format_money(self.sure + self.more)}"

    @property
    def why(self) -> str:
        """« 3 cellules à lever »; empty where nothing is in doubt."""
        return count_of(self.cells, "cellule à lever", "cellules à lever") if self.is_open else ""

    @property
    def said(self) -> str:
        """« de 12 400 à 15 100 € (3 cellules à lever) », on her tabs."""
        return f"{self.figure} ({self.why})" if self.is_open else self.figure

    @property
    def beside(self) -> str:
        """« jusqu’à 2 700 € de plus », for papers that go out; empty where all can be read."""
        if not self.is_open:
            return ""
        if self.more is None:
            return "montant illisible"
        return f"jusqu’à {format_money(self.more)} de plus"

    def share_of(self, whole: Decimal) -> str:
        """« 45 % », « 45 à 52 % », « au moins 45 % » of a sum that is known; bounds that hold."""
        if not self.is_open:
            return format_percent(self.sure / whole)
        if self.more is None:
            return f"au moins {percent(least_percent(self.sure / whole))}"
        low = least_percent(self.sure / whole)
        high = most_percent((self.sure + self.more) / whole)
        most = percent(high)
        return most if low == high else f"{low}{NBSP}à{NBSP}{most}"
