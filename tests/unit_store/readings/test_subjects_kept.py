"""What a programme follows is remembered until she turns it off; a running one keeps everything."""

from datetime import UTC, datetime, timedelta

from relocalisons.core.kernel.definition import Subject, SubjectOn
from relocalisons.store.opening import Store
from relocalisons.store.readings.subjects import remember_subjects, remembered_subjects

NIGHT = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
ASKED = {Subject.MONEY: SubjectOn.ASKED}


def test_nothing_is_on_before_it_was_used(store: Store):
    assert remembered_subjects(store, "haies") == {}


def test_a_subject_is_told_to_begin_once_and_its_reason_follows_its_use(store: Store):
    begun = remember_subjects(store, ASKED, programme="haies", at=NIGHT)
    used = {Subject.MONEY: SubjectOn.USED}
    again = remember_subjects(store, used, programme="haies", at=NIGHT + timedelta(days=1))

    assert (begun, again) == ((Subject.MONEY,), ())
    assert remembered_subjects(store, "haies") == used
    assert remembered_subjects(store, "rivières") == {}


def test_what_is_turned_off_is_forgotten_and_may_begin_again(store: Store):
    remember_subjects(store, ASKED, programme="haies", at=NIGHT)

    remember_subjects(store, {}, programme="haies", at=NIGHT)

    assert remembered_subjects(store, "haies") == {}
    assert remember_subjects(store, ASKED, programme="haies", at=NIGHT) == (Subject.MONEY,)
