"""Rendering: an invitation as iCalendar (RFC 5545, 5546): stable UID, sequence, Europe/Paris.

Equal input gives equal bytes: the stamp is an argument.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Alarm,
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

from relocalisons.core.reports.meetings.convening import Appointment, Method

PRODUCT = "-//Relocalisons//Suivi du programme//FR"
REMIND_BEFORE = timedelta(days=1)
PARIS = "Europe/Paris"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A name and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a calendar is told. `minutes` is how long it lasts when no end is stated."""

    uid: str
    sequence: int
    method: Method
    title: str
    description: str
    appointment: Appointment
    minutes: int
    optional: bool = False  # a guest, not a member


def uid_of(*, programme: str, meeting: str, domain: str) -> str:
    """The identity of a meeting in calendars, for ever: its number, not its date."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-"
        for letter in f"{programme}-{meeting}"
    )
    return f"{kept.lower()}@{domain}"


def render_ics(
    event: CalendarEvent, *, organiser: Mailbox, attendee: Mailbox, stamp: datetime, zone: ZoneInfo
) -> bytes:
    """One REQUEST or CANCEL for one attendee.

    A meeting without hours is a whole-day event: an hour is never invented.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", event.method.value)
    calendar.add_component(
        _event(event, organiser=organiser, attendee=attendee, stamp=stamp, zone=zone)
    )
    if event.appointment.starts is not None:
        _add_zone(calendar, zone, day=event.appointment.day)
    return calendar.to_ical(sorted=True)


def _add_zone(calendar: Calendar, zone: ZoneInfo, *, day: date) -> None:
    """The rules of the zone. Those of Paris as Outlook and Google write them; others computed."""
    if zone.key != PARIS:
        calendar.add_missing_timezones(
            first_date=date(day.year, 1, 1), last_date=date(day.year + 1, 1, 1)
        )
        return
    rules = Timezone()
    rules.add("tzid", PARIS)
    for part, name, month, onset, before, now in (
        (TimezoneDaylight(), "CEST", 3, datetime(1970, 3, 29, 2), 1, 2),  # noqa: DTZ001 - local by RFC 5545
        (TimezoneStandard(), "CET", 10, datetime(1970, 10, 25, 3), 2, 1),  # noqa: DTZ001
    ):
        part.add("dtstart", onset)
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=now))
        part.add("rrule", {"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"})
        rules.add_component(part)
    calendar.subcomponents.insert(0, rules)


def _event(
    event: CalendarEvent, *, organiser: Mailbox, attendee: Mailbox, stamp: datetime, zone: ZoneInfo
) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    made.add("summary", event.title)
    made.add("description", event.description)
    if event.appointment.place:
        made.add("location", event.appointment.place)
    _add_span(made, event, zone=zone)
    made.add("organizer", _address(organiser), encode=False)
    made.add("attendee", _attendee(attendee, optional=event.optional), encode=False)
    cancelled = event.method is Method.CANCEL
    made.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    if not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", -REMIND_BEFORE)
        made.add_component(alarm)
    return made


def _add_span(made: Event, event: CalendarEvent, *, zone: ZoneInfo) -> None:
    day, starts, ends = (
        event.appointment.day,
        event.appointment.starts,
        event.appointment.ends,
    )
    if starts is None:
        made.add("dtstart", day)
        made.add("dtend", day + timedelta(days=1))
        return
    begin = _moment(day, starts, zone)
    end = _moment(day, ends, zone) if ends else begin + timedelta(minutes=event.minutes)
    made.add("dtstart", begin)
    made.add("dtend", end)


def _moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone)


def _address(person: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    address.params["CN"] = vText(person.name)
    return address


def _attendee(person: Mailbox, *, optional: bool) -> vCalAddress:
    address = _address(person)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText("OPT-PARTICIPANT" if optional else "REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("TRUE")
    return address
