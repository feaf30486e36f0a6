"""What partners break, and what the machine breaks: told in French, nothing wrong leaves."""

import pytest
import requests
from theatre import MONDAY, TUESDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.errors import TransientError
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.ids import PILOTAGE, workbook_id
from relocalisons.sample.people import COORDINATOR_EMAIL

pytestmark = [pytest.mark.flows, pytest.mark.xdist_group("flows")]

PARTNER = "P07"


def edit(theatre: Theatre, file_id: str, *changes: dict) -> None:
    """A person's batchUpdate."""
    answer = requests.post(
        f"{theatre.sandbox.base_url}/v4/spreadsheets/{file_id}:batchUpdate",
        json={"requests": list(changes)},
        headers={"Authorization": f"Bearer user:{COORDINATOR_EMAIL}"},
        timeout=20,
    )
    answer.raise_for_status()


def sheets(theatre: Theatre, file_id: str) -> dict[str, int]:
    answer = requests.get(
        f"{theatre.sandbox.base_url}/v4/spreadsheets/{file_id}?fields=sheets.properties", timeout=20
    ).json()
    return {one["properties"]["title"]: one["properties"]["sheetId"] for one in answer["sheets"]}


def anomalies(theatre: Theatre) -> list[list[str]]:
    answer = requests.get(
        f"{theatre.sandbox.base_url}/v4/spreadsheets/{PILOTAGE}/values/Anomalies", timeout=20
    ).json()
    return [[str(cell) for cell in row] for row in answer.get("values", [])]


def told(theatre: Theatre, *words: str) -> bool:
    return any(all(word in " ".join(row) for word in words) for row in anomalies(theatre))


def actions_tab(theatre: Theatre, file_id: str) -> tuple[str, int]:
    titles = sheets(theatre, file_id)
    title = next(name for name in titles if "ction" in name)
    return title, titles[title]


def test_a_renamed_tab_is_named_with_what_to_do_and_its_last_reading_stays(theatre):
    file_id = workbook_id(PARTNER)
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    before = len(anomalies(theatre))
    title, sheet_id = actions_tab(theatre, file_id)
    renamed = {"properties": {"sheetId": sheet_id, "title": "Brouillon"}, "fields": "title"}
    edit(theatre, file_id, {"updateSheetProperties": renamed})

    theatre.at(TUESDAY)
    theatre.run(daily_follow_up, TUESDAY)

    assert told(theatre, PARTNER, "Brouillon"), title
    assert abs(len(anomalies(theatre)) - before) < 15, "its rows are not lost"


def test_an_emptied_tab_is_told_and_its_actions_are_not_taken_for_done(theatre):
    file_id = workbook_id(PARTNER)
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    before = {row[-1] for row in anomalies(theatre) if row}
    _, sheet_id = actions_tab(theatre, file_id)
    edit(theatre, file_id, {"updateCells": {"range": {"sheetId": sheet_id}, "fields": "*"}})

    theatre.at(TUESDAY)
    said = theatre.run(daily_follow_up, TUESDAY)
    theatre.run(partner_reminders, TUESDAY)

    after = {row[-1] for row in anomalies(theatre) if row}
    lost = {key for key in before - after if key.startswith("action_late")}
    assert "constat" in said
    assert lost == set(), "an emptied tab settles nothing"
    assert told(theatre, PARTNER)


def test_an_error_cell_is_named_with_its_address_and_never_counts(theatre):
    theatre.at(MONDAY)

    theatre.run(daily_follow_up, MONDAY)

    assert told(theatre, "#REF!") or told(theatre, "#N/A")


def test_two_addresses_in_a_cell_mean_no_mail_and_a_line_for_her(theatre):
    theatre.at(TUESDAY)
    theatre.run(daily_follow_up, TUESDAY)
    said = theatre.run(partner_reminders, TUESDAY)
    day = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")
    theatre.teller.decide(day, pilotage_id=PILOTAGE)
    theatre.run(mail_settlement, TUESDAY)

    unusable = {
        row[-1].split(":")[1] for row in anomalies(theatre) if "address_unusable" in row[-1]
    }
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
