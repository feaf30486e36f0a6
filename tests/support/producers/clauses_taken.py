"""Whole contracts from which one clause is taken, by a list of where each of them stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from support.producers.contract_texts import lines_of

DATA = Path(__file__).parents[2] / "data" / "clauses"
_PLACE = re.compile(r"(?P<line>\d+)(?P<title>t?)(?:~(?P<part>.*))?")
_COUNTS = (
    "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|"
    "cinquante|soixante|cent|cents|mille"
)
_SPELLED = re.compile(
    rf"\b(?:{_COUNTS})(?:[- ](?:et[- ])?(?:{_COUNTS}))*\b(?= (?:mois|jours?|tonnes?|kilos?|"
    r"kilogrammes|ans|quintaux|euros?|centimes?|pour cent|livraisons))",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d[\d \u00a0,./–-]*\d|\d")
_RANK = re.compile(r"\s*(?:(?:Article|Clause|§|Art\.) ?)?(?:[IVX]+|\d+)(?:er)?[.)°–:]+ *(?=\D)")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole contract: its lines, and where each clause stands in them."""

    name: str
    lines: tuple[str, ...]
    where: dict[str, tuple[re.Match[str], ...]]

    def without(self, kind: str, *, put: Callable[[str], str] = lambda _: "") -> str:
        """The text with the words of one clause replaced, by nothing and its title too."""
        lines = list(self.lines)
        for place in self.where[kind]:
            at = int(place["line"]) - 1
            if place["part"]:
                lines[at] = re.sub(place["part"], lambda found: put(found[0]), lines[at], count=1)
            elif not place["title"] or not put("1"):
                lines[at] = put(lines[at])
        return "\n".join(lines)


def whole_contracts() -> tuple[Whole, ...]:
    """The contracts of « where.txt »."""
    found: list[Whole] = []
    for name, said in lines_of(DATA / "where.txt"):
        where = dict(each.split(": ", 1) for each in said.split(" ¦ "))
        text = (DATA / "whole" / f"{name}.txt").read_text("utf-8")
        places = {
            kind: tuple(filter(None, map(_PLACE.fullmatch, re.split(r",(?=\d)", items))))
            for kind, items in where.items()
        }
        found.append(Whole(name, tuple(text.split("\n")), places))
    return tuple(found)


def emptied(line: str) -> str:
    """A line of a clause, every figure of it left to be filled in; its rank stays."""
    rank = _RANK.match(line)
    head = rank[0] if rank else ""
    return head + _SPELLED.sub("……", _FIGURES.sub("……", line[len(head) :]))
