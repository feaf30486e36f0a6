"""Since when each matter of « aujourd’hui » waits is kept from night to night."""

from datetime import date

from relocalisons.store.opening import Store
from relocalisons.store.readings.acts_shown import days_shown, remember_days

FIRST, LATER = date(2026, 3, 3), date(2026, 3, 10)


def test_what_is_not_said_again_is_forgotten_and_the_rest_keeps_its_day(store: Store):
    remember_days(store, {"action_late:A1": FIRST, "action_late:A2": FIRST}, programme="p")
    remember_days(store, {"action_late:A1": FIRST, "action_late:A3": LATER}, programme="p")

    assert days_shown(store, "p") == {"action_late:A1": FIRST, "action_late:A3": LATER}

    remember_days(store, {}, programme="p")

    assert days_shown(store, "p") == {}


def test_each_programme_has_its_own(store: Store):
    remember_days(store, {"action_late:A1": FIRST}, programme="p")
    remember_days(store, {}, programme="q")

    assert (days_shown(store, "p"), days_shown(store, "q")) == ({"action_late:A1": FIRST}, {})
