"""Visits as appointments: a moved date updates the same one, a visit called off cancels it."""

from datetime import date

from icalendar import Calendar
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.visits.events import VisitEvent, visit_event
from relocalisons.core.producers.visits.notes import visit_states
from relocalisons.rendering.papers.visit_calendar import render_visit

TUESDAY = date(2026, 3, 3)
VISITS = "Producteur | Date prévue | Date réalisée | Objet\n"


def planned(*lines: str, before: VisitEvent | None = None) -> VisitEvent | None:
    programme = programme_of(
        contracts=a_contract_line(), Visites=VISITS + "\n".join(lines) if lines else ""
    )
    (state,) = visit_states(programme, as_of=TUESDAY)
    return visit_event(programme, state, before=before.facts if before else None)


def ics(event: VisitEvent | None):
    assert event is not None
    calendar = Calendar.from_ical(render_visit(event, stamped=TUESDAY))
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry


def test_a_planned_visit_is_a_whole_day_that_calendars_read():
    calendar, entry = ics(planned("P07 | 20/03/2026 | | suivi des semis; irrigation, arrosage"))

    assert calendar["method"] == "PUBLISH"
    assert entry["dtstart"].dt == date(2026, 3, 20)
    assert entry["dtend"].dt == date(2026, 3, 21)
    assert entry["sequence"] == 0
    assert "Jardins du Riou" in entry["summary"]
    assert entry["location"] == "Fontbelle"
    assert "semis\u202f; irrigation, arrosage" in entry["description"]


def test_a_moved_visit_updates_the_same_appointment():
    first = planned("P07 | 20/03/2026 | | suivi")
    moved = planned("P07 | 25/03/2026 | | suivi", before=first)
    again = planned("P07 | 25/03/2026 | | suivi", before=moved)

    assert first and moved and again
    assert first.uid == moved.uid == again.uid
    assert (first.sequence, moved.sequence, again.sequence) == (0, 1, 1)
    assert ics(moved)[1]["dtstart"].dt == date(2026, 3, 25)


def test_a_visit_called_off_is_cancelled_once_and_may_come_back():
    first = planned("P07 | 20/03/2026 | | suivi")
    gone = planned(before=first)
    still = planned(before=gone)
    back = planned("P07 | 20/03/2026 | | suivi", before=still)

    assert gone and still and back
    calendar, entry = ics(gone)
    assert (calendar["method"], entry["status"]) == ("CANCEL", "CANCELLED")
    assert (gone.sequence, still.sequence, back.sequence) == (1, 1, 2)
    assert gone.uid == back.uid and not back.cancelled


def test_the_visit_after_one_that_took_place_is_another_appointment():
    first = planned("P07 | 20/03/2026 | | suivi")
    second = planned("P07 | 01/03/2026 | 01/03/2026 | suivi", "P07 | 20/04/2026 | | suite")

    assert first and second
    assert first.uid != second.uid


def test_nothing_planned_is_no_appointment():
    assert planned() is None


def test_equal_events_give_equal_files_with_folded_lines():
    event = planned(f"P07 | 20/03/2026 | | {'contrôle des volumes avant la reprise ' * 3}")

    assert event is not None
    data = render_visit(event, stamped=TUESDAY)
    assert data == render_visit(event, stamped=TUESDAY)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
