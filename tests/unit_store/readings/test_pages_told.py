"""What the last pages of « Tableau de bord » told is kept, for the page of a later day."""

from datetime import date

from relocalisons.core.pilotage.dashboard.since_shown import Telling
from relocalisons.core.views.own_tab import Tint
from relocalisons.store.opening import Store
from relocalisons.store.readings.pages_told import last_told, remember_told_page

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
FIRST = {"forecast:a": Telling(on=MONDAY, said=Tint.WATCH, days=12)}
SECOND = {"state:b": Telling(on=TUESDAY, said=Tint.ALERT)}


def test_a_second_run_of_a_day_knows_what_the_first_one_knew(store: Store):
    remember_told_page(store, FIRST, programme="p", on=MONDAY)
    remember_told_page(store, SECOND, programme="p", on=TUESDAY)

    assert last_told(store, programme="p", before=TUESDAY) == FIRST
    assert last_told(store, programme="p", before=WEDNESDAY) == SECOND


def test_a_day_without_a_page_leaves_the_one_before(store: Store):
    remember_told_page(store, FIRST, programme="p", on=MONDAY)
    remember_told_page(store, {}, programme="p", on=TUESDAY)

    assert last_told(store, programme="p", before=WEDNESDAY) == FIRST


def test_only_the_last_two_pages_are_kept_of_each_programme(store: Store):
    remember_told_page(store, FIRST, programme="q", on=MONDAY)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        remember_told_page(store, FIRST, programme="p", on=day)

    assert last_told(store, programme="p", before=TUESDAY) == {}
    assert last_told(store, programme="q", before=TUESDAY) == FIRST
