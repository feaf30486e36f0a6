"""Every request of a night is one that Google's discovery documents know.

All theatres are held against them when they close; here is how many calls that were, that a wrong
one fails, and the six nights of `make demo`.
"""

import shutil
from pathlib import Path

import pytest
import requests
from support.theatre import TUESDAY, WEDNESDAY, open_theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.demo.nights import Stage
from relocalisons.sample.engine.days import DEMO_NIGHTS
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.engine.people import COORDINATOR_EMAIL

pytestmark = pytest.mark.flows


def test_a_night_asks_google_only_what_its_documents_know(tuesday):
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(CoordinatorDay(on=TUESDAY, send_all="tout envoyer"), pilotage_id=PILOTAGE)
    tuesday.run(mail_settlement, TUESDAY)
    tuesday.at(WEDNESDAY)
    tuesday.run(daily_follow_up, WEDNESDAY)

    held = tuesday.held()

    assert held["mistakes"] == []
    assert held["by_method"].keys() >= {
        "drive.changes.list",
        "sheets.spreadsheets.get",
        "sheets.spreadsheets.batchUpdate",
    }


@pytest.mark.parametrize(
    ("query", "body", "mistake"),
    [
        ("fields=id,nom", {}, "drive.files.update: fields: nom is no field there"),
        ("supportAllDrives=true", {}, "drive.files.update: no parameter supportAllDrives"),
        ("", {"titre": "x"}, "drive.files.update: body.titre is no field of File"),
    ],
)
def test_a_wrong_request_fails_when_the_theatre_closes(laid_out, tmp_path, query, body, mistake):
    root = Path(shutil.copytree(laid_out, tmp_path / "workspace"))

    with pytest.raises(AssertionError, match=mistake), open_theatre(root) as theatre:
        requests.patch(
            f"{theatre.sandbox.base_url}/drive/v3/files/{PILOTAGE}?{query}",
            json=body,
            headers={"Authorization": f"Bearer user:{COORDINATOR_EMAIL}"},
            timeout=10,
        )


@pytest.mark.story
def test_the_six_nights_of_the_demo_ask_google_only_what_its_documents_know(whole_theatre):
    stage = Stage(whole_theatre.root, whole_theatre.sample, whole_theatre.teller)

    nights = [stage.play_night(day) for day in DEMO_NIGHTS]

    held = whole_theatre.held()
    print(f"{sum(held['by_method'].values())} requests: {held['by_method']}")
    assert len(nights) == 6
    assert held["mistakes"] == []
    assert held["by_method"].keys() >= {
        "drive.changes.list",
        "drive.files.create",
        "drive.files.list",
        "sheets.spreadsheets.batchUpdate",
        "sheets.spreadsheets.get",
    }
