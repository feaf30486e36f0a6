"""An instruction that cannot be followed names what is missing, and is mailed once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.mails.drawn import CONTEXT
from support.meetings.committees import workspace

from relocalisons.core.acts.acts import derive_acts
from relocalisons.core.acts.wording import say_act
from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.model import Finding, FindingState, TrackedFinding
from relocalisons.core.meetings.findings.meetings import find_meetings
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.urgent import find_urgent, say_urgent
from relocalisons.core.reminders.week_review import RunsOfWeek, review_week
from relocalisons.rendering.mails.mail import (
    render_daily_alert,
    render_weekly_summary,
)
from tasks.reminders.day_news import act_line

DAY = date(2026, 4, 16)
KIND = "GT Logistique"
WITHOUT_ADDRESS = (("P01", "Zoé Aubert", "", "membre"),)


def notice(members, *, days_before: int, kind: str = KIND) -> Finding:
    programme = workspace(members=members, kind=kind, day=DAY).programme()
    as_of = DAY - timedelta(days=days_before)
    (one,) = (each for each in find_meetings(programme, as_of=as_of) if each.subject == "R-08")
    return one


@pytest.mark.parametrize("days_before", [21, 16, 15, 3])
def test_a_group_without_members_is_said_to_have_none(days_before):
    one = notice((), days_before=days_before)

    assert (
        one.waits_for == "les membres de «\u00a0GT Logistique\u00a0» dans «\u00a0Instances\u00a0»"
    )
    assert one.waits_for in one.action
    assert "Valider" not in one.action


def test_members_without_any_address_are_asked_for_their_address():
    one = notice(WITHOUT_ADDRESS, days_before=16)

    assert one.waits_for.startswith("une adresse e-mail sûre pour les membres de")


def test_what_can_be_validated_is_asked_to_be_validated():
    one = notice((("P01", "Zoé Aubert", "zoe@mairie.example", "membre"),), days_before=16,
                 kind="COPIL")  # fmt: skip

    assert one.waits_for == ""
    assert one.action.startswith("Valider la convocation proposée")


def test_a_proposal_that_is_still_to_come_is_announced_with_its_day():
    """A group is proposed a fortnight before, a committee three weeks before."""
    one = notice((("P01", "Zoé Aubert", "zoe@mairie.example", "membre"),), days_before=16)

    assert "sera proposée dans" in one.action
    assert "le 2\u00a0avril\u00a02026" in one.action


def points(one: Finding):
    tracked = TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=date(2026, 3, 26))
    return tracked, find_urgent((tracked,), calendar=french_calendar(), as_of=date(2026, 3, 31))


def test_it_is_told_once_then_only_counted():
    tracked, urgent = points(notice((), days_before=16))
    programme = workspace(members=(), kind=KIND, day=DAY).programme()
    assert say_urgent(urgent) == ("1\u00a0réunion à compléter",)  # no deadline of hers, in no mail
    review = review_week(
        as_of=date(2026, 4, 3), programme=programme, tracked=(tracked,),
        plan=ReminderPlan(digests=(), urgent=urgent), mails=(),
        runs=RunsOfWeek(days_read=5, days_expected=5), settled=(), suspended=False,
    )  # fmt: skip
    act = derive_acts((tracked,), programme=programme, as_of=date(2026, 3, 31)).acts[0]
    first = render_daily_alert(
        (act_line(act, programme=programme, as_of=date(2026, 3, 31)),), context=CONTEXT
    )
    later = render_weekly_summary(review, context=CONTEXT)

    assert "Compléter les membres de" in first.text
    for words in (later.text, later.html):
        assert "Compléter" not in words
        assert "R-08 attend toujours les membres de" in words
    assert not review.all_well, "it waits for her: the week is not « tout va bien »"


def test_all_that_waits_for_the_same_members_is_one_act_whose_key_stays():
    first = notice((), days_before=16)
    second = replace(first, subject="R-09", label="R-09 – GT Logistique du 30 avril 2026")
    programme = workspace(members=(), kind=KIND, day=DAY).programme()

    def acts_of(*found: Finding):
        entries = (
            TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=date(2026, 3, 26))
            for one in found
        )
        return derive_acts(entries, programme=programme, as_of=date(2026, 3, 31)).acts

    (alone,), (both,) = acts_of(first), acts_of(first, second)

    assert both.key == alone.key
    assert len(both.members) == 2
    assert say_act(both, programme=programme).replace("\u00a0", " ") == (
        "Compléter les membres de « GT Logistique » dans « Instances » : R-08 et R-09 l’attendent"
    )
