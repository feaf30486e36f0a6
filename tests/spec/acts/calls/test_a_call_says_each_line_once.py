"""A call says each line once, and nothing that has been answered."""

from dataclasses import replace
from datetime import date

from support.programme.acts import on_row, seen
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.beside import Awaited, Called
from relocalisons.core.acts.titles.calls import subjects_of
from relocalisons.core.acts.wording import say_act, say_detail, say_why

MONDAY, TUESDAY = date(2026, 4, 5), date(2026, 4, 7)
PROGRAMME = a_programme(partners=(a_partner("P01", "Légumerie", contact="Anne Roux"),))
LATE = on_row(finding(subject="A1"), 5)
STALE = on_row(finding("action_stale", "A1"), 5)  # of the same line, hidden by its lateness
OTHER = on_row(finding("action_stale", "A2"), 6)


def call(*points):
    spoken = tuple((one.key, f"{one.label}\u00a0: sans nouvelle") for one in points)
    called = Called(
        reason="2 messages sans réponse",
        findings=frozenset(key for key, _ in spoken),
        points=spoken,
    )
    entries = seen(LATE, *points)
    acts = derive_acts(entries, programme=PROGRAMME, as_of=MONDAY, calls={"P01": called})
    return next(act for act in acts.acts if act.called is not None)


def test_what_the_mails_would_ask_of_a_line_that_the_call_tells_is_not_said_again():
    act = call(STALE)

    assert subjects_of(act) == 1
    assert say_detail(act).count("A1") <= 1 and "sans nouvelle" not in say_detail(act)


def test_what_they_would_ask_of_another_line_is():
    act = call(STALE, OTHER)

    assert subjects_of(act) == 2
    assert "sans nouvelle" in say_detail(act)
    assert "et 1 autre" in say_act(act, programme=PROGRAMME).replace("\u00a0", " ")


def test_on_the_day_of_the_reminders_the_message_that_comes_too_late_is_that_of_today():
    soon = replace(finding("action_due_soon", "A1"), due=date(2026, 4, 8), days=0)

    def why(day):
        coming = {soon.key: Awaited(until=TUESDAY, coming=True, on=TUESDAY)}
        acts = derive_acts(seen(soon), programme=PROGRAMME, as_of=day, awaited=coming)
        return say_why(acts.acts[0], as_of=day).replace("\u00a0", " ")

    assert why(date(2026, 4, 2)).startswith("Le prochain message ne partirait que le 7 avril 2026")
    assert why(TUESDAY).startswith("Le message d’aujourd’hui viendrait trop tard")
