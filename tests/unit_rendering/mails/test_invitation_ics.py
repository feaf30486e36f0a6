"""The calendar file of an invitation, read by `icalendar`: one meeting, updated, then cancelled."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from relocalisons.core.reports.meetings.convening import Appointment, Method
from relocalisons.rendering.mails.invitation import CalendarEvent, Mailbox, render_ics, uid_of

PARIS = ZoneInfo("Europe/Paris")
STAMP = datetime(2026, 3, 26, 7, 40, tzinfo=UTC)
HER = Mailbox(name="Camille Aubanel", address="coordination@localizz.example")
ZOE = Mailbox(name="Zoé Aubert", address="zoe@mairie.example")
FIRST = CalendarEvent(
    uid=uid_of(programme="relocalisons", meeting="R-08", domain="localizz.example"),
    sequence=0,
    method=Method.REQUEST,
    title="COPIL Relocalisons",
    description="Comité de pilotage du programme Relocalisons\n- Accueil\n- Budget ; risques",
    appointment=Appointment(
        day=date(2026, 4, 16), starts=time(14), ends=time(16, 30), place="Fontbelle, salle"
    ),
    minutes=120,
)


def read(event: CalendarEvent, **changes: object) -> tuple[Calendar, Event, bytes]:
    people = {"organiser": HER, "attendee": ZOE, "stamp": STAMP, "zone": PARIS, **changes}
    data = render_ics(event, **people)  # type: ignore[arg-type]
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    (found,) = calendar.events
    return calendar, found, data


def test_a_request_has_one_event_with_organiser_attendee_and_answer_asked():
    calendar, event, data = read(FIRST)

    assert calendar["METHOD"] == "REQUEST"
    assert event["UID"] == "relocalisons-r-08@localizz.example"
    assert event["SEQUENCE"] == 0
    assert event["ORGANIZER"] == "mailto:coordination@localizz.example"
    attendee = event["ATTENDEE"]
    assert attendee == "mailto:zoe@mairie.example"
    assert attendee.params["RSVP"] == "TRUE"
    assert attendee.params["CN"] == "Zoé Aubert"
    assert event["LOCATION"] == "Fontbelle, salle"
    assert "Budget ; risques" in event["DESCRIPTION"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_hours_are_those_of_paris_and_the_zone_goes_with_them():
    calendar, event, _ = read(FIRST)

    assert event.start == datetime(2026, 4, 16, 14, tzinfo=PARIS)
    assert event.end == datetime(2026, 4, 16, 16, 30, tzinfo=PARIS)
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    (zone,) = calendar.timezones
    assert zone["TZID"] == "Europe/Paris"
    # Summer and winter, by the rules that the file itself carries.
    own = zone.to_tz(lookup_tzid=False)
    for month, hours in ((1, 1), (4, 2), (7, 2), (12, 1)):
        moment = datetime(2026, month, 16, 14, tzinfo=own)
        assert moment.utcoffset() == timedelta(hours=hours)


def test_a_moved_meeting_updates_the_same_event_and_adds_none():
    _, first, _ = read(FIRST)
    later = replace(FIRST.appointment, day=date(2026, 4, 23))

    calendar, moved, _ = read(replace(FIRST, sequence=1, appointment=later))

    assert calendar["METHOD"] == "REQUEST"
    assert moved["UID"] == first["UID"]
    assert moved["SEQUENCE"] > first["SEQUENCE"]
    assert moved.start == datetime(2026, 4, 23, 14, tzinfo=PARIS)


def test_a_cancelled_meeting_cancels_the_same_event():
    calendar, gone, _ = read(replace(FIRST, sequence=2, method=Method.CANCEL))

    assert calendar["METHOD"] == "CANCEL"
    assert (gone["UID"], gone["SEQUENCE"]) == ("relocalisons-r-08@localizz.example", 2)
    assert gone["STATUS"] == "CANCELLED"
    assert gone.alarms.times == []


def test_without_an_hour_the_whole_day_is_taken_and_no_hour_is_invented():
    alone = replace(FIRST.appointment, starts=None, ends=None)

    calendar, event, _ = read(replace(FIRST, appointment=alone))

    assert event.start == date(2026, 4, 16)
    assert event.end == date(2026, 4, 17)
    assert calendar.timezones == []


def test_without_an_end_the_usual_length_is_taken():
    _, event, _ = read(replace(FIRST, appointment=replace(FIRST.appointment, ends=None)))

    assert event.end - event.start == timedelta(minutes=120)


def test_a_guest_is_an_optional_participant():
    _, event, _ = read(replace(FIRST, optional=True))

    assert event["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"


def test_equal_invitations_are_equal_bytes():
    assert read(FIRST)[2] == read(FIRST)[2]


@pytest.mark.parametrize(
    "name", ['Zoé "la Maire"', "A; B: C, D", "Line\r\nBEGIN:VEVENT", "é" * 90, ""]
)
def test_names_that_people_typed_cannot_break_the_file(name: str):
    person = Mailbox(name=" ".join(name.split()), address="zoe@mairie.example")

    calendar, event, data = read(replace(FIRST, title=name), attendee=person)

    assert data.split(b"\r\n").count(b"BEGIN:VEVENT") == 1
    assert len(calendar.events) == 1
    assert event["ATTENDEE"] == "mailto:zoe@mairie.example"


def test_other_zones_carry_their_own_rules():
    calendar, event, _ = read(FIRST, zone=ZoneInfo("Indian/Reunion"))

    assert event["DTSTART"].params["TZID"] == "Indian/Reunion"
    assert [zone["TZID"] for zone in calendar.timezones] == ["Indian/Reunion"]


def test_the_identity_of_a_meeting_holds_no_character_that_a_calendar_refuses():
    assert uid_of(programme="relocalisons", meeting="R 08/é", domain="x.example") == (
        "relocalisons-r-08--@x.example"
    )
