"""Firm dates are said by date and name, and none sleeps before it is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.mails.drawn import CONTEXT
from support.reminders.from_sheets import finding
from support.reminders.planned import tracked

from relocalisons.core.acts.awake import is_awake
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.reminders.digests import ReminderPlan, Skipped
from relocalisons.core.reminders.reasons import CALLED_FIRST
from relocalisons.core.reminders.urgent import find_urgent, more_dates, named_dates, say_next
from relocalisons.rendering.mails.mail import render_decision_request
from tasks.reminders.reminder_states import decision_request

NIGHT = date(2026, 5, 12)
CALENDAR = french_calendar()
DEADLINE = datetime(2026, 5, 14, 10, tzinfo=UTC)


def paper(label: str, due: date, *, kind="report_due", decision="", seen=date(2026, 5, 6)):
    one = finding(kind, label, partner=None, due=due, label=label)
    (known,) = tracked(one, decision=decision, first_seen=seen)
    return replace(known, last_useful=due)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def urgent(*entries, as_of=NIGHT):
    return find_urgent(entries, calendar=CALENDAR, as_of=as_of)


def names(*entries, as_of=NIGHT):
    return [plain(words) for words in named_dates(urgent(*entries, as_of=as_of), as_of=as_of)]


CLAIM = paper("AEL – Demande de paiement", date(2026, 5, 20), kind="claim_due")
SEEN = paper("AEL – Rapport intermédiaire", date(2026, 5, 29), decision="vu")
SECOND = paper("AEL – Demande de paiement", date(2026, 6, 5), kind="claim_due")
FAR = paper("DPT – Rapport annuel", date(2026, 6, 30))


def test_the_nearest_are_named_by_date_and_name_also_one_that_she_has_seen():
    assert names(CLAIM, SEEN, SECOND, FAR) == [
        "20 mai – AEL, demande de paiement",
        "29 mai – AEL, rapport intermédiaire (vu le 6 mai)",
        "5 juin – AEL, demande de paiement",
    ]
    assert more_dates(urgent(CLAIM, SEEN, SECOND, FAR), as_of=NIGHT) == "", "far ones wait"


def test_two_are_named_however_far_they_are():
    assert names(SECOND, FAR, as_of=date(2026, 5, 4)) == [
        "5 juin – AEL, demande de paiement", "30 juin – DPT, rapport annuel",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tuesday", "told"),
    (
        (date(2026, 5, 12), ""),  # Friday's mail has named both
        (date(2026, 5, 19), "20 mai – AEL, demande de paiement"),
        (date(2026, 5, 26), "20 mai – AEL, demande de paiement (passé)"),
    ),
)
def test_tuesday_s_mail_names_those_of_its_week_and_those_that_are_past(tuesday, told):
    due = paper("AEL – Rapport final", date(2026, 6, 1), kind="report_due")  # a Monday
    plan = ReminderPlan(digests=(), urgent=urgent(CLAIM, due, as_of=tuesday))

    request = decision_request((), plan=plan, deadline=DEADLINE, as_of=tuesday)

    assert [plain(words) for words, _ in request.firm_dates] == [told] * bool(told)
    assert request.more_dates == ""


def test_who_is_told_elsewhere_is_not_said_to_have_no_message():
    skipped = tuple(
        Skipped(partner=f"P{n:02d}", reason=reason)
        for n, reason in enumerate((*(["partenaire en pause"] * 5), CALLED_FIRST))
    )
    plan = ReminderPlan(digests=(), skipped=skipped)

    request = decision_request((), plan=plan, deadline=DEADLINE, as_of=NIGHT)
    text = plain(render_decision_request(request, context=CONTEXT).text)

    assert "Sans message : P00, P01, P02 et 2 autres : partenaire en pause." in text
    assert CALLED_FIRST not in text, "« À faire » has the call"


def test_beyond_three_within_the_month_the_others_are_counted():
    more = (paper(f"F{n} – Note", date(2026, 6, n)) for n in (1, 2))

    assert plain(more_dates(urgent(CLAIM, SEEN, *more), as_of=NIGHT)) == (
        "et 1 autre, dans « Relances »"
    )


def test_a_date_that_has_passed_is_said_so():
    assert names(CLAIM, as_of=date(2026, 5, 21)) == ["20 mai – AEL, demande de paiement (passé)"]
    assert plain(say_next(urgent(CLAIM, as_of=NIGHT), as_of=NIGHT)[0]) == "échéance AEL le 20 mai"


def test_in_relances_a_paper_that_she_has_seen_keeps_its_row_and_says_when():
    (point,) = urgent(SEEN)

    assert plain(point.status).endswith("le vendredi 29 mai, vu le 6 mai")
    assert point.asleep


@pytest.mark.parametrize("word", ["sans objet", "date accordée au 12/06/2026"])
def test_what_is_void_or_put_off_by_its_funder_is_no_firm_date(word):
    assert urgent(paper("AEL – Rapport intermédiaire", date(2026, 5, 29), decision=word)) == ()


@pytest.mark.parametrize(
    ("word", "night", "pressing"),
    [
        ("vu", date(2026, 5, 22), True),  # a Friday before Whit Monday: Tuesday comes next
        ("reparler le 05/06/2026", date(2026, 5, 22), True),
        ("vu", date(2026, 5, 26), True),
        ("vu", date(2026, 5, 21), False),  # Friday comes in between
        ("vu", date(2026, 5, 27), False),  # nothing can be done any more, and she knew
        ("sans objet", date(2026, 5, 22), False),
    ],
)
def test_no_firm_date_sleeps_on_the_working_day_before_it(word, night, pressing):
    convene = paper(
        "C3 – COPIL", date(2026, 5, 26), kind="meeting_notice_due", decision=word,
    )  # fmt: skip

    assert [point.asleep for point in urgent(convene, as_of=night)] == [False] * pressing


@pytest.mark.parametrize(
    ("kind", "seen_on", "night", "awake"),
    [
        ("report_due", date(2026, 5, 6), date(2026, 5, 21), False),
        ("report_due", date(2026, 5, 6), date(2026, 5, 22), True),  # seven days before
        ("claim_due", date(2026, 5, 6), date(2026, 5, 22), True),
        ("report_due", date(2026, 5, 25), date(2026, 5, 26), False),  # seen within that week
        ("report_due", date(2026, 5, 25), date(2026, 5, 29), True),
        ("deliverable_missing", date(2026, 5, 6), date(2026, 5, 22), False),  # no paper due
        ("deliverable_missing", date(2026, 5, 6), date(2026, 5, 29), True),
    ],
)
def test_seen_on_a_paper_due_wakes_a_week_before_its_last_day(kind, seen_on, night, awake):
    one = paper("AEL – Rapport", date(2026, 5, 29), kind=kind, decision="vu", seen=seen_on)

    assert is_awake(one, as_of=night) is awake
