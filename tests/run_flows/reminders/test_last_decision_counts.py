"""« Relances »: what she wrote last is what happens, whatever the service was doing meanwhile."""

import os
from datetime import timedelta

import pytest
import requests
from support.theatre import TUESDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.sample.decisions import CoordinatorDay, RowRule
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.engine.people import COORDINATOR_EMAIL

pytestmark = [pytest.mark.flows, pytest.mark.story]

SEND_ALL = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")


@pytest.fixture
def held(theatre: Theatre) -> Theatre:
    theatre.at(TUESDAY)
    theatre.run(daily_follow_up, TUESDAY)
    theatre.run(partner_reminders, TUESDAY)
    theatre.at(TUESDAY, 11, 0)
    return theatre


def rows(theatre: Theatre) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in theatre.hands.rows(PILOTAGE, "Relances")]


def her(theatre: Theatre, method: str, path: str, **content: object) -> None:
    url = f"{theatre.sandbox.base_url}/v4/spreadsheets/{PILOTAGE}{path}"
    headers = {"Authorization": f"Bearer user:{COORDINATOR_EMAIL}"}
    requests.request(method, url, headers=headers, timeout=20, **content).raise_for_status()


def row_of(theatre: Theatre, partner: str) -> int:
    """The 1-based row of the mail of a partner."""
    found = [n for n, row in enumerate(rows(theatre), start=1) if row and partner in row[0]]
    return found[0]


def mails_to(theatre: Theatre) -> int:
    """How many mails went to partners; the coordinator may be told of other things meanwhile."""
    return sum(COORDINATOR_EMAIL not in str(mail["to"]) for mail in theatre.opened_mails())


def test_a_row_that_she_deleted_is_never_sent_by_send_all(held):
    sheet_id = held.hands.tabs(PILOTAGE)["Relances"]
    row = row_of(held, "P10")
    her(held, "POST", ":batchUpdate", json={"requests": [{"deleteDimension": {"range": {
        "sheetId": sheet_id, "dimension": "ROWS",
        "startIndex": row - 1, "endIndex": row}}}]})  # fmt: skip
    held.teller.decide(SEND_ALL, pilotage_id=PILOTAGE)

    held.run(mail_settlement, TUESDAY)
    once = mails_to(held)
    held.run(mail_settlement, TUESDAY)

    assert once > 10
    assert mails_to(held) == once
    assert "pas cette fois" in " ".join(rows(held)[row_of(held, "P10") - 1])


def test_a_validated_mail_that_has_not_left_yet_can_still_be_stopped(held):
    os.environ["RELOCALISONS_LIVE"] = "0"
    day = CoordinatorDay(on=TUESDAY, rules=(RowRule(tab="Relances", decision="envoyer"),))
    held.teller.decide(day, pilotage_id=PILOTAGE)
    held.run(mail_settlement, TUESDAY)
    before = mails_to(held)
    row = row_of(held, "P10")
    her(
        held,
        "PUT",
        f"/values/Relances!B{row}?valueInputOption=USER_ENTERED",
        json={"values": [["pas cette fois"]]},
    )
    os.environ["RELOCALISONS_LIVE"] = "1"

    held.run(mail_settlement, TUESDAY)

    assert mails_to(held) > before, "the others left"
    assert "envoyé" not in " ".join(rows(held)[row_of(held, "P10") - 1])


def test_a_word_too_late_is_answered_by_the_next_night_and_sends_nothing(held):
    friday = TUESDAY + timedelta(days=3)
    held.at(TUESDAY + timedelta(days=2), 12, 5)
    held.run(mail_settlement, TUESDAY + timedelta(days=2))
    before = mails_to(held)
    row = row_of(held, "P10")
    held.hands.type(PILOTAGE, "Relances", f"B{row}", "envoyer")
    held.at(friday)

    held.run(daily_follow_up, friday)
    held.at(friday, 9)
    held.run(mail_settlement, friday)

    state = " ".join(rows(held)[row_of(held, "P10") - 1]).replace("\u00a0", " ")
    assert "trop tard : ce message a expiré le 5 mars à 12 h" in state
    assert mails_to(held) == before
