"""Pure: a visit as an appointment: the same one when its date moves, cancelled when it is gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from relocalisons.core.kernel.discretion.discretion import for_others
from relocalisons.core.kernel.model import Doubt, Programme
from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.core.kernel.words.french import NBSP, shorten, typo
from relocalisons.core.producers.area import areas_of
from relocalisons.core.producers.rows import by_producer, producer_rows
from relocalisons.core.producers.visits.notes import VisitState


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEvent:
    """One appointment of a whole day. `uid` stays when the date moves; `sequence` then grows."""

    uid: str
    producer: str
    on: date
    sequence: int
    cancelled: bool
    summary: str
    place: str
    description: str

    @property
    def facts(self) -> Mapping[str, str]:
        """What the next run needs to know of it."""
        return {
            "on": self.on.isoformat(),
            "sequence": str(self.sequence),
            "cancelled": "oui" if self.cancelled else "",
        }


def visit_uid(programme: Programme, producer: str) -> str:
    """The name of a producer's next visit: the number of visits made so far tells them apart."""
    rows = by_producer(producer_rows(programme, "visits")).get(producer, ())
    done = len([row for row in rows if row.reading("done_on").doubt is not Doubt.ABSENT])
    return f"{programme.code}-visite-{producer}-{done + 1}".lower()


@for_others
def visit_event(
    programme: Programme, state: VisitState, *, before: Mapping[str, str] | None
) -> VisitEvent | None:
    """The appointment to publish; None when nothing is planned and nothing was published.

    `before` holds the `facts` of the last publication under this name, None when there is none.
    A moved date raises the sequence; a visit that is no longer planned cancels what was published.
    """
    on = state.planned
    last_on = date.fromisoformat(before["on"]) if before else None
    sequence = int(before["sequence"]) if before else 0
    if on is None and last_on is None:
        return None
    partner = programme.partner(state.producer)
    name = typo(partner.name) if partner else state.producer
    row = state.planned_row or state.last
    purpose = typo(shorten(hide_contacts((row.text("purpose") if row else "") or ""), limit=120))
    was_cancelled = bool(before and before.get("cancelled"))
    moved = (on is None) != was_cancelled or (on is not None and on != last_on)
    return VisitEvent(
        uid=visit_uid(programme, state.producer),
        producer=state.producer,
        on=on or last_on or date.min,
        sequence=sequence + 1 if before and moved else sequence,
        cancelled=on is None,
        summary=f"Visite{NBSP}: {name}",
        place=typo(areas_of(programme).get(state.producer, "")),
        description=f"Objet{NBSP}: {purpose}." if purpose else "",
    )
