"""Pure: what a meeting speaks of: the whole programme, or a working group's own part of it.

A group gathers some partners about one subject; delays that none of them can do anything about
would only make its agenda longer.
"""

from dataclasses import dataclass, replace

from relocalisons.core.kernel.model import Programme
from relocalisons.core.meetings.levels import Level, level_of
from relocalisons.core.meetings.meetings import Meeting, answers_of
from relocalisons.core.programme.scope import Scope, whole_programme

NOBODY = (
    "À préciser par l’animation\u202f: « Instances » ne donne aucun partenaire membre de ce groupe."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingScope:
    """The lines that a meeting speaks of; `unknown` says why there are none, else it is empty."""

    lines: Scope
    contracts: frozenset[str]  # their numbers
    unknown: str = ""

    def narrowed(self, programme: Programme) -> Programme:
        """The programme with the contracts of this meeting only."""
        kept = tuple(each for each in programme.contracts if each.number in self.contracts)
        return replace(programme, contracts=kept)


def scope_of_meeting(programme: Programme, meeting: Meeting) -> MeetingScope:
    """What a meeting speaks of; `programme` as the service reads it, growers included."""
    if level_of(meeting) is not Level.GROUP:
        return MeetingScope(
            lines=whole_programme(programme),
            contracts=frozenset(each.number for each in programme.contracts),
        )
    codes = {answer.member.partner for answer in answers_of(meeting)} - {None}
    return MeetingScope(
        lines=Scope(
            actions=tuple(each for each in programme.actions if each.owner in codes),
            deliverables=tuple(each for each in programme.deliverables if each.owner in codes),
            note="actions et livrables des membres du groupe",
        ),
        contracts=frozenset(
            each.number for each in programme.contracts if {each.producer, each.buyer} & codes
        ),
        unknown="" if codes else NOBODY,
    )
