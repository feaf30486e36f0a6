"""Pure: which finding hides another: the same fact told twice is one line.

What is hidden is not gone: it is counted in the act of what hides it. Both must be within the same
scope (a line, an expense, a meeting, a partner), and that scope must be known: two findings of
nobody hide nothing from each other.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from relocalisons.core.kernel.findings.gestures import Scope
from relocalisons.core.kernel.model import CellRef, Finding, Programme
from relocalisons.core.kernel.words.names import natural_order

_ROW = re.compile(r"\d+$")
_SCOPES: Final = tuple(Scope)  # members only: without NONE

Hidden = Mapping[str, str]
"""Key of a finding → key of the one that hides it, which nothing hides."""


def find_hidden(findings: Iterable[Finding], *, programme: Programme) -> Hidden:
    """What hides what, in one step: what is hidden hides nothing itself.

    Of several that could hide one the first in natural order does, whatever the order given.
    """
    findings = sorted(findings, key=lambda one: natural_order(one.key))
    hiders: dict[tuple[Scope, str], Finding] = {}
    for finding in findings:
        for place in _places(finding, finding.kind.gesture.over, programme=programme):
            hiders.setdefault(place, finding)
    found: dict[str, str] = {}
    for finding in findings:
        for place in _places(finding, finding.kind.gesture.under, programme=programme):
            hider = hiders.get(place)
            if hider is not None and hider.key != finding.key:
                found.setdefault(finding.key, hider.key)
    ends = {key: _end_of(key, found) for key in found}
    return {key: end for key, end in ends.items() if end != key}


def _end_of(key: str, found: Mapping[str, str]) -> str:
    """The last of a chain of hiders; of a circle, whichever comes first in natural order."""
    seen = [key]
    while (following := found.get(seen[-1])) is not None:
        if following in seen:
            return min(seen, key=natural_order)
        seen.append(following)
    return seen[-1]


def _places(
    finding: Finding, scopes: Scope, *, programme: Programme
) -> Iterator[tuple[Scope, str]]:
    for scope in _SCOPES:
        if scope in scopes and (name := _name(finding, scope, programme=programme)):
            yield scope, name


def _name(finding: Finding, scope: Scope, *, programme: Programme) -> str:
    """What the finding is about within a scope; empty when that is not known."""
    place = next(iter(finding.evidence), None)
    segments = finding.subject.split("/")
    match scope:
        case Scope.ROW:
            return _line(place)
        case Scope.CAUSE:
            held_up = Scope.CAUSE in finding.kind.gesture.under
            return _line(next(iter(finding.evidence[1:]), None) if held_up else place)
        case Scope.PIECE:
            return "/".join(segments[:2]) if len(segments) > 1 else ""
        case Scope.MEETING:
            return segments[0]
        case Scope.TAB:
            return (
                f"{place.file_id}/{place.sheet_id}" if place is not None and place.file_id else ""
            )
        case _:
            return finding.partner or "" if programme.partner(finding.partner) else ""


def _line(place: CellRef | None) -> str:
    row = _ROW.search(place.cell or "") if place is not None else None
    return f"{_tab(place)}/{row[0]}" if row and _tab(place) else ""


def _tab(place: CellRef | None) -> str:
    return f"{place.file_id}/{place.sheet_id}" if place is not None and place.file_id else ""
