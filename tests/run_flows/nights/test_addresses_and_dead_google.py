"""What partners break, and what the machine breaks: told in French, nothing wrong leaves."""

import re

import pytest
from support.theatre import MONDAY, TUESDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.errors import TransientError
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE

pytestmark = [pytest.mark.flows, pytest.mark.story]


def anomalies(theatre: Theatre) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in theatre.hands.rows(PILOTAGE, "Anomalies")]


def test_two_addresses_in_a_cell_mean_no_mail_and_a_line_for_her(theatre):
    theatre.at(TUESDAY)
    theatre.run(daily_follow_up, TUESDAY)
    said = theatre.run(partner_reminders, TUESDAY)
    day = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")
    theatre.teller.decide(day, pilotage_id=PILOTAGE)
    theatre.run(mail_settlement, TUESDAY)

    (told,) = [" ".join(row) for row in anomalies(theatre) if "_unusable:" in row[-1]]
    unusable = set(re.findall(r"\bP\d\d\b", told))
    assert unusable
    assert all(code in said for code in unusable if code not in {"P19"})
    assert any("pas d’adresse e-mail sûre" in line for line in said.splitlines())


def test_a_dead_google_fails_in_french_once_per_cause_and_nothing_is_half_written(theatre):
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    before, mails = anomalies(theatre), theatre.mails()
    storm = {"status": 503, "headers": {"Retry-After": "0"}, "times": 200}
    theatre.fault(method="GET", path="^/drive/v3/", **storm)
    theatre.at(TUESDAY)

    with pytest.raises(TransientError, match="Google Drive répond 503"):
        theatre.run(daily_follow_up, TUESDAY)
    with pytest.raises(TransientError):
        theatre.run(daily_follow_up, TUESDAY)

    new = [name for name in theatre.mails() if name not in mails]
    assert anomalies(theatre) == before
    assert len(new) == 2, "the coordinator and the operator, once"
