"""Pure: the lines of « Communication »: the chain brief, proof, funder's agreement, published."""

from dataclasses import dataclass
from datetime import date

from relocalisons.core.communication.words import PublicationStatus, read_publication_status
from relocalisons.core.kernel.model import (
    DateInterval,
    Doubt,
    Programme,
    Reading,
    Row,
    RowPlace,
    last_day,
)
from relocalisons.core.reading.cells.said import Said

_DOUBTS = (Doubt.AMBIGUOUS, Doubt.UNREADABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One publication. Steps are readings of days; `logos` is what « Logos vérifiés » says.

    `is_out` and `is_dropped` are None when the line does not tell. `contractor` is a partner code
    when « Prestataire » names one.
    """

    number: str
    channel: str  # as typed: LinkedIn, presse, événement, …
    topic: str
    deliverables: tuple[str, ...]
    contractor: str | None
    contractor_name: str
    planned_on: Reading[DateInterval]
    brief_sent: Reading[DateInterval]
    proof_received: Reading[DateInterval]
    funder_agreed: Reading[DateInterval]
    link: str | None
    link_doubtful: bool
    logos: bool | None  # None: nothing said, or nothing clear
    logos_doubtful: bool
    is_out: bool | None
    is_dropped: bool
    place: RowPlace

    @property
    def planned(self) -> date | None:
        """The last day it may come out; None when absent or in doubt."""
        return last_day(self.planned_on)


def read_publications(programme: Programme) -> tuple[Publication, ...]:
    """The lines of « Communication » in order; struck lines and doubles left out."""
    return tuple(
        _publication(row, contractor=programme.names.code_of(row.text("contractor")))
        for row in programme.numbered_rows("communication")
    )


def _publication(row: Row, *, contractor: str | None) -> Publication:
    status = row.said("status", read_publication_status)
    return Publication(
        number=row.identity or "",
        channel=row.text("channel") or "",
        topic=row.text("topic") or "",
        deliverables=row.ids("deliverable"),
        contractor=contractor,
        contractor_name=row.text("contractor") or "",
        planned_on=row.reading("planned_on"),
        brief_sent=row.reading("brief_sent"),
        proof_received=row.reading("proof_received"),
        funder_agreed=row.reading("funder_agreed"),
        link=row.text("link"),
        link_doubtful=row.reading("link").doubt in _DOUBTS,
        logos=True
        if row.says_yes("logos_checked")
        else False
        if row.says_no("logos_checked")
        else None,
        logos_doubtful=row.reading("logos_checked").doubt in _DOUBTS,
        is_out=_is_out(row, status),
        is_dropped=status.value is PublicationStatus.DROPPED,
        place=row.place,
    )


def _is_out(row: Row, status: Said[PublicationStatus]) -> bool | None:
    published = row.reading("published_on")
    if published.is_set or status.value is PublicationStatus.OUT:
        return True
    # « annulé ? » may be dropped, « publié ? » out: nothing is concluded from either.
    in_doubt = row.is_doubtful("published_on", "status")
    may_be = status.doubtful and status.may_be(PublicationStatus.OUT, PublicationStatus.DROPPED)
    return None if in_doubt or may_be else False
