"""Rendering: a visit → an ICS file that calendars add, move or cancel by its UID (RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from relocalisons.core.producers.visits.events import VisitEvent

PRODUCT = "-//Relocalisons//Visites//FR"
DOMAIN = "visites.relocalisons"


def render_visit(event: VisitEvent, *, stamped: date) -> bytes:
    """A whole-day event; equal events stamped on one day give equal bytes.

    `stamped` is the day of the run. A cancelled visit keeps its UID and its last date.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "CANCEL" if event.cancelled else "PUBLISH")
    entry = Event()
    entry.add("uid", f"{event.uid}@{DOMAIN}")
    entry.add("dtstamp", datetime.combine(stamped, time(), tzinfo=UTC))
    entry.add("dtstart", event.on)
    entry.add("dtend", event.on + timedelta(days=1))
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", event.summary)
    if event.place:
        entry.add("location", event.place)
    if event.description:
        entry.add("description", event.description)
    calendar.add_component(entry)
    return calendar.to_ical()
