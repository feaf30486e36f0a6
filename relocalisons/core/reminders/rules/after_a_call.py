"""Pure: one gesture a person a day: a message waits for the day after a call to that person."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.model import Partner, Programme
from relocalisons.core.reminders.contacts import last_contacts
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.people import Addressee, general_contact, is_same_person


def leaves_after_call(
    addressee: Addressee, *, called: Collection[str], programme: Programme, as_of: date
) -> date | None:
    """The day on which a message to that person leaves instead of today; None when it may today.

    `called`: the partners whom she calls today, or has called. Whatever the role: the person
    counts. A talk that « Contacts » has of today is a call as well. What would leave the week after
    leaves today: she approved it for this one.
    """
    spoken_to = map(general_contact, _spoken_to(called, programme, as_of))
    if not any(is_same_person(addressee, one) for one in spoken_to):
        return None
    calendar = working_days(programme)
    after = calendar.day_at(calendar.index_of(as_of + timedelta(days=1)))
    return after if iso_week(after) == iso_week(as_of) else None


def _spoken_to(called: Collection[str], programme: Programme, as_of: date) -> Iterator[Partner]:
    talked = {code for code, last in last_contacts(programme).items() if last.on == as_of}
    return (one for one in programme.partners if one.code in called or one.code in talked)
