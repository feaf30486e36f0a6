"""Pure: who waits for whom, from the plans and from « Dépendances », with what cannot be followed.

A predecessor in doubt is never left out silently: it is counted, and what depends on it is said to
be partly known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from relocalisons.core.kernel.model import Action, CellRef, Doubt, Programme, Row
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.plan.network import find_knots
from relocalisons.core.programme.references import ActionNumbers, action_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """`successor` waits for `predecessor` (action numbers), `lag` working days after its end."""

    predecessor: str
    successor: str
    lag: int = 0
    place: CellRef | None = None
    is_hers: bool = False  # from « Dépendances »


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownLink:
    """A link to actions that are in no plan, or to a number that several plans have.

    `row_key` is how people call the line that says it, `lasting_key` how finding keys do.
    """

    row_key: str
    lasting_key: str
    missing: tuple[str, ...]
    place: CellRef
    partner: str | None
    is_hers: bool = False
    is_ambiguous: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanLinks:
    """Every link of the programme.

    `doubtful`: numbers of the actions whose « Prédécesseurs » could not be read. `told`: numbers
    of the actions of which something is known about what they wait for, even « nothing ».
    """

    links: tuple[PlanLink, ...]
    unknown: tuple[UnknownLink, ...]
    doubtful: tuple[str, ...]

    @cached_property
    def knots(self) -> tuple[tuple[str, ...], ...]:
        """The groups of actions that wait for each other."""
        return find_knots((link.predecessor, link.successor) for link in self.links)

    @cached_property
    def sound(self) -> tuple[PlanLink, ...]:
        """The links that a computation may follow: those outside every knot."""
        knot_of = {number: place for place, knot in enumerate(self.knots) for number in knot}
        return tuple(
            link
            for link in self.links
            if link.predecessor != link.successor
            and (
                link.predecessor not in knot_of
                or knot_of[link.predecessor] != knot_of.get(link.successor)
            )
        )

    @cached_property
    def awaited(self) -> Mapping[str, tuple[PlanLink, ...]]:
        """Sound links by successor, the predecessor's number in order."""
        found: dict[str, list[PlanLink]] = {}
        for link in self.sound:
            found.setdefault(link.successor, []).append(link)
        return {
            number: tuple(sorted(links, key=lambda link: link.predecessor))
            for number, links in found.items()
        }

    @cached_property
    def waiting(self) -> Mapping[str, tuple[PlanLink, ...]]:
        """Sound links by predecessor."""
        found: dict[str, list[PlanLink]] = {}
        for link in self.sound:
            found.setdefault(link.predecessor, []).append(link)
        return {number: tuple(links) for number, links in found.items()}


def read_links(programme: Programme) -> PlanLinks:
    """The links of the actions that are not struck through; of a double, the longest lag."""
    numbers = action_numbers(programme)
    kept: dict[tuple[str, str], PlanLink] = {}
    unknown: list[UnknownLink] = []
    doubtful: list[str] = []
    for action in programme.actions:
        if action.struck:
            continue
        if action.predecessors.doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
            doubtful.append(action.key)
        place = action.place.cell("predecessors")
        typed = {one: numbers.meant(one, near=action.place) for one in _typed(action)}
        for meant in typed.values():
            if len(meant) == 1:
                _keep(kept, PlanLink(predecessor=meant[0], successor=action.key, place=place))
        astray = tuple(one for one, meant in typed.items() if len(meant) != 1)
        if any(len(meant) > 1 for meant in typed.values()) and action.key not in doubtful:
            doubtful.append(action.key)
        if astray:
            unknown.append(
                UnknownLink(
                    row_key=action.number,
                    lasting_key=action.key,
                    missing=astray,
                    place=place,
                    partner=action.owner,
                    is_ambiguous=any(len(typed[one]) > 1 for one in astray),
                )
            )
    for row in programme.rows("dependencies"):
        link, lost = _her_link(row, numbers=numbers)
        if link is not None:
            _keep(kept, link)
        if lost:
            unknown.append(lost)
    return PlanLinks(links=tuple(kept.values()), unknown=tuple(unknown), doubtful=tuple(doubtful))


def _typed(action: Action) -> tuple[str, ...]:
    return tuple(name.strip() for name in action.predecessors.value or () if fold(name))


def _keep(kept: dict[tuple[str, str], PlanLink], link: PlanLink) -> None:
    key = link.predecessor, link.successor
    known = kept.get(key)
    if known is None or link.lag > known.lag:
        kept[key] = link


def _her_link(row: Row, *, numbers: ActionNumbers) -> tuple[PlanLink | None, UnknownLink | None]:
    typed = (row.text("predecessor") or "", row.text("successor") or "")
    meant = [numbers.meant(name) for name in typed]
    found = [keys[0] if len(keys) == 1 else None for keys in meant]
    place = row.place.cell("predecessor")
    lag = row.reading("lag")
    if all(found) and lag.doubt not in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
        return (
            PlanLink(
                predecessor=found[0] or "",
                successor=found[1] or "",
                lag=int(lag.value or 0),
                place=place,
                is_hers=True,
            ),
            None,
        )
    missing = [name for name, number in zip(typed, found, strict=True) if name and not number]
    if not missing and all(found):
        missing = [str(lag.found)]
    if not missing:
        return None, None  # half a line: she has not finished typing
    return None, UnknownLink(
        row_key=f"ligne {row.number}",
        lasting_key=row.lasting_key,
        missing=tuple(missing),
        place=place,
        partner=None,
        is_hers=True,
        is_ambiguous=any(len(keys) > 1 for keys in meant),
    )
