"""What the service promises about who gets a mail, who is called, and who is left in peace."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.programme.build import AMBIGUOUS, a_partner, a_programme
from support.reminders.planned import finding, left_alone, plan, reasons, tracked

from relocalisons.core.kernel.model import absent, certain
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.policy import (
    ReminderHistory,
    ReminderPolicy,
    policy_in_force,
)


@pytest.mark.parametrize("emails", [(), ("a@x.example", "b@x.example"), AMBIGUOUS, absent()])
def test_without_exactly_one_certain_address_nothing_leaves_and_she_calls(emails):
    partner = a_partner("P01", "Ville de Grasse", emails=emails, phone="04 93 00 00 01")

    made = plan(*tracked(finding()), partners=(partner,))

    assert made.digests == ()
    assert made.call_list[0].partner == "P01"
    assert "pas d’adresse e-mail sûre" in reasons(made)[0]


@pytest.mark.parametrize("channel", ["téléphone", "Tél.", "TELEPHONE", "appel"])
def test_who_prefers_the_telephone_is_called_and_gets_no_mail(channel):
    partner = a_partner("P01", "Ferme des Iscles", channel=channel, phone="06 00 00 00 01")

    made = plan(*tracked(finding()), partners=(partner,))

    assert made.digests == ()
    assert made.call_list[0].reason == "préfère le téléphone"
    assert made.call_list[0].phone == "06 00 00 00 01"


def test_a_call_has_three_talking_points_the_most_urgent_first():
    partner = a_partner("P01", "Ferme des Iscles", channel="téléphone")
    known = [finding("action_late", f"A{day}", due=date(2026, 2, day)) for day in (9, 2, 7, 5)]

    call = plan(*tracked(*known), partners=(partner,)).call_list[0]

    assert [point.split(" ")[0] for point in call.points] == ["A2", "A5", "A7"]
    assert call.points[0].endswith("29\u00a0jours de retard")
    assert call.lines == 4


def test_an_inactive_partner_is_left_in_peace():
    made = plan(*tracked(finding()), partners=(a_partner("P01", "Ville de Grasse", active=False),))

    assert (made.digests, made.call_list) == ((), ())
    assert "inactif" in reasons(made)[0]


def test_never_two_digests_in_one_week():
    history = ReminderHistory(weeks={"P01": frozenset({"2026-W10"})})

    this_week = plan(*tracked(finding()), history=history)
    next_week = plan(*tracked(finding()), history=history, as_of=date(2026, 3, 10))

    assert this_week.digests == ()
    assert "déjà préparé" in reasons(this_week)[0]
    assert len(next_week.digests) == 1


@given(st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_the_week_of_a_digest_is_the_iso_week(day):
    monday = date.fromordinal(day.toordinal() - day.weekday())

    assert iso_week(day) == iso_week(monday)
    assert iso_week(day) == f"{monday:%G}-W{monday:%V}"


def test_after_two_digests_without_answer_she_calls_instead():
    made = plan(*tracked(finding()), history=ReminderHistory(unanswered={"P01": left_alone(2)}))

    assert made.digests == ()
    assert "un appel sera plus utile" in made.call_list[0].reason


def test_a_pause_is_obeyed_until_its_last_day():
    policy = ReminderPolicy(pauses={"P01": date(2026, 3, 5)})

    assert plan(*tracked(finding()), policy=policy).digests == ()
    after = plan(*tracked(finding()), policy=policy, as_of=date(2026, 3, 10))
    assert len(after.digests) == 1


@pytest.mark.parametrize("value", ["oui", "x", "OUI", "peut-être", "jusqu'à lundi"])
def test_tout_suspendre_stops_everything_for_any_word_but_no(value):
    policy = policy_in_force(replace(a_programme(), parameters={"Tout suspendre": value}))

    made = plan(*tracked(finding()), policy=policy)

    assert made.digests == ()
    assert "Tout suspendre" in reasons(made)[0]


@pytest.mark.parametrize("value", ["non", "Non", ""])
def test_a_no_beside_tout_suspendre_suspends_nothing(value):
    policy = policy_in_force(replace(a_programme(), parameters={"Tout suspendre": value}))

    assert not policy.suspended


def test_who_answers_for_two_partners_by_one_address_gets_one_digest():
    partners = (
        a_partner("P01", "Ville de Grasse", emails=("paul@sivu.example",)),
        a_partner("P02", "SIVU des Oliviers", emails=("Paul@SIVU.example",)),
    )
    known = tracked(finding("action_late", "A1"), finding("action_late", "A2", partner="P02"))

    made = plan(*known, partners=partners)

    assert [digest.partner for digest in made.digests] == ["P01"]
    assert made.call_list[0].partner == "P02"
    assert "même adresse que P01" in made.call_list[0].reason


def test_one_address_is_counted_over_the_runs_of_a_week():
    partners = (
        a_partner("P01", "Ville de Grasse", emails=("paul@sivu.example",)),
        a_partner("P02", "SIVU des Oliviers", emails=("paul@sivu.example",)),
    )
    history = ReminderHistory(weeks={"P02": frozenset({"2026-W10"})})

    made = plan(*tracked(finding()), partners=partners, history=history)

    assert made.digests == ()


@given(
    st.lists(st.sampled_from([date(2026, 3, day) for day in range(2, 23)]), max_size=12),
    st.lists(st.sampled_from(["A1", "A2", "A3"]), min_size=1, max_size=3, unique=True),
)
@settings(max_examples=40, deadline=None)
def test_whatever_runs_are_triggered_nobody_gets_two_digests_in_a_week(days, numbers):
    known = tracked(*(finding("action_late", number) for number in numbers))
    weeks: list[str] = []

    for day in days:
        history = ReminderHistory(weeks={"P01": frozenset(weeks)})
        made = plan(*known, as_of=day, history=history)
        weeks += [iso_week(digest.as_of) for digest in made.digests]

    assert len(weeks) == len(set(weeks)) == len({iso_week(day) for day in days})


# --- her own points ----------------------------------------------------------------------------


def test_she_who_signs_the_digests_is_mailed_none():
    hers = a_partner("P01", emails=("Coordination@localizz.example",))

    made = plan(*tracked(finding()), partners=(hers,), coordinator="coordination@localizz.example")

    assert (made.digests, made.call_list) == ((), ())
    assert reasons(made) == ["vous-même, ces points sont à voir dans «\u00a0Anomalies\u00a0»"]


def test_nor_when_she_stands_in_for_somebody_who_does_not_answer():
    partner = a_partner(
        "P01", deputy_contact="Camille", deputy_emails=certain(("coordination@localizz.example",))
    )
    silent = ReminderHistory(unanswered={"P01": left_alone(3)}, last_sent={"P01": date(2026, 1, 6)})

    made = plan(
        *tracked(finding()), partners=(partner,), history=silent,
        coordinator="coordination@localizz.example",
    )  # fmt: skip

    assert made.digests == ()
    assert [call.partner for call in made.call_list] == ["P01"]
