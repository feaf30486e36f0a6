"""Until when she decides on the digests: Thursday noon, unless « Paramètres » says otherwise."""

from datetime import date, datetime

import pytest
from support.mails.build import mail_settings
from support.programme.sheets import night, pilotage, understood

from relocalisons.core.assessment.reminder_rules import find_unclear_rules
from relocalisons.core.kernel.model import Programme
from relocalisons.core.programme.rules.rules import DecisionTime, read_decision_time
from tasks.run.programme_run import deadline_of

TUESDAY, FRIDAY = date(2026, 3, 3), date(2026, 3, 6)
SETTINGS = mail_settings("http://127.0.0.1:1")


def said(value: str) -> Programme:
    return understood(night(pilotage(settings=f"Relances : décision avant | {value} | |")))


def local(moment: datetime) -> str:
    return f"{moment:%A %d %H:%M}"


@pytest.mark.parametrize(
    ("words", "weekday", "hour", "minute"),
    [
        ("jeudi 12 h", 3, 12, 0), ("Jeudi midi", 3, 12, 0), ("vendredi", 4, 12, 0),
        ("mercredi à 9 h 30", 2, 9, 30), ("le vendredi 18h", 4, 18, 0), ("jeudi 10:15", 3, 10, 15),
        ("jeudi avant 16 heures", 3, 16, 0),
    ],
)  # fmt: skip
def test_the_moment_is_read_as_she_writes_it(words: str, weekday: int, hour: int, minute: int):
    assert read_decision_time(words) == DecisionTime(weekday=weekday, hour=hour, minute=minute)


@pytest.mark.parametrize(
    "words", ["mardi 12 h", "samedi", "jeudi 23 h", "jeudi 7 h", "jeudi 12 h 75", "bientôt", "12 h"]
)
def test_a_moment_that_cannot_be_kept_is_told_and_the_usual_one_stays(words: str):
    programme = said(words)

    (found,) = find_unclear_rules(programme)

    assert "« jeudi 12 h »" in found.title.replace("\u00a0", " ")
    assert found.evidence[0].cell == "A2"
    assert local(deadline_of(SETTINGS, TUESDAY, programme=programme)) == "Thursday 05 12:00"


def test_her_moment_replaces_that_of_the_operator():
    assert local(deadline_of(SETTINGS, TUESDAY)) == "Thursday 05 12:00"
    moved = deadline_of(SETTINGS, TUESDAY, programme=said("vendredi 9 h 30"))
    assert local(moved) == "Friday 06 09:30"
    assert str(moved.tzinfo) == "Europe/Paris"


def test_digests_prepared_after_that_day_wait_until_the_evening_of_the_last_working_day():
    assert local(deadline_of(SETTINGS, FRIDAY, programme=said("jeudi 10 h"))) == "Friday 06 19:00"


def test_a_moment_on_a_day_off_is_moved_within_its_week():
    ascension, may_day = date(2026, 5, 12), date(2026, 4, 28)

    assert local(deadline_of(SETTINGS, ascension)) == "Friday 15 12:00"
    assert local(deadline_of(SETTINGS, may_day, programme=said("vendredi 9 h 30"))) == (
        "Thursday 30 09:30"
    )


def test_a_closure_of_the_programme_is_a_day_off_too():
    closed = understood(night(pilotage(settings="Fermeture | 05/03/2026 | |")))

    assert local(deadline_of(SETTINGS, TUESDAY, programme=closed)) == "Friday 06 12:00"
