"""Pure: the title of what is decided with a funder, and whom to call where it ends unspent."""

from collections.abc import Sequence

from relocalisons.core.kernel.model import Finding, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    format_money,
    name_some,
    typo,
)
from relocalisons.core.money.books import open_books
from relocalisons.core.money.outlook import Uncommitted, uncommitted

_CALLED = 6  # numbers: what she calls in a day


def say_with_funder(funder: str, told: Sequence[TrackedFinding], *, put_off: bool) -> str:
    """« Décider avec AMA : environ 8 514 € ne seront pas dépensés le 30 avril »; of milestones that
    were put off « Demander à FDH un report : A6.13 (18 février → 29 septembre 2026) ».
    """
    if not put_off:
        return f"Décider avec {funder}{NBSP}: {_first(told).removeprefix(f'{funder} – ')}"
    many = "un report" if len(told) == 1 else count_of(len(told), "report")
    return f"Demander à {funder} {many}{NBSP}: {_first(told)}"


def say_unspent(told: Sequence[TrackedFinding], *, programme: Programme) -> str:
    """« à appeler : Anne Roux (P04, 3 444 € non engagés) 06 12 … », of a funder that ends unspent.

    The most first; who left is not called, and who has no number is named all the same.
    """
    books = open_books(programme)
    ends = {one.finding.subject for one in told if one.finding.kind.gesture.of_whom_is_uncommitted}
    found = [
        one
        for funder in books.funders
        if funder.code in ends
        for one in uncommitted(books, funder, as_of=programme.as_of)
        if one.partner.active
    ]
    said = [_whom(one) for one in sorted(found, key=lambda one: -one.euros)]
    return f"à appeler{NBSP}: {name_some(said, limit=_CALLED)}" if said else ""


def _whom(one: Uncommitted) -> str:
    partner, about = one.partner, "environ " * one.unsure
    who = typo(partner.contact or partner.name)
    left = f"{partner.code}, {about}{format_money(one.euros)} non engagés"
    return f"{who} ({left}) {partner.phone or ''}".rstrip()


def _first(told: Sequence[TrackedFinding]) -> str:
    rest = len(told) - 1
    first = headline(told[0].finding)
    return f"{first} et {count_of(rest, 'autre')}" if rest else first


def headline(finding: Finding) -> str:
    """What was stored before there were headlines has its label."""
    return finding.headline or finding.label
