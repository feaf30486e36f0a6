"""« Qui a changé quoi »: any two days compared, on a page of the Drive, values never in Prefect."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest
import requests
from support.theatre import TUESDAY, WEDNESDAY, Theatre, open_theatre, plain

from flows.daily_follow_up import daily_follow_up
from flows.recent_changes import recent_changes
from tasks.run.run_requests import ChangesRequest

pytestmark = pytest.mark.flows

PLAN = "Plan d'action"


@pytest.fixture(scope="module")
def wednesday(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    """A partner rewrote a title and struck nothing on Wednesday."""
    root = Path(shutil.copytree(played, tmp_path_factory.mktemp("changes") / "workspace"))
    with open_theatre(root) as theatre:
        theatre.at(TUESDAY)
        theatre.run(daily_follow_up, TUESDAY, again=True)
        theatre.hands.type(theatre.workbook("P08"), PLAN, "C6", "Réparer la chambre froide")
        yield theatre


MINUTES = count()


def asked(theatre: Theatre, *, dry_run: bool = False, partner: str = "", since: date = TUESDAY):
    theatre.at(WEDNESDAY, 18, next(MINUTES))
    return plain(
        recent_changes(
            ChangesRequest(programme="sandbox", dry_run=dry_run, since=since, partner=partner)
        )
    )


def page(theatre: Theatre) -> str:
    """The text of the newest page of that folder."""
    base, key = (
        theatre.sandbox.base_url,
        {"Authorization": "Bearer user:coordination@localizz.example"},
    )
    every = "supportsAllDrives=true&includeItemsFromAllDrives=true"
    wanted = requests.get(
        f"{base}/drive/v3/files?{every}&q=name contains 'Qui a changé quoi'",
        headers=key,
        timeout=30,
    ).json()["files"]
    assert len(wanted) == 1
    answer = requests.get(
        f"{base}/drive/v3/files/{wanted[0]['id']}/export?mimeType=text/plain",
        headers=key,
        timeout=30,
    )
    return plain(answer.content.decode("utf-8-sig"))


def test_a_rehearsal_counts_and_writes_nothing(wednesday):
    said = asked(wednesday, dry_run=True, partner="P08")

    assert "1 changement dans 1 classeur" in said
    assert "dans le Drive" not in said


def test_the_page_shows_before_and_after_with_the_cell_and_the_run_shows_neither(wednesday):
    said = asked(wednesday)

    assert "La page est dans le Drive" in said
    assert "chambre froide" not in said
    text = page(wednesday)
    assert "Qui a changé quoi du 3 mars 2026 au 4 mars 2026" in text
    assert "→ « Réparer la chambre froide »" in text
    assert "[C6]" in text
    assert "par la coordination" in text
    assert "@" not in text


def test_asking_again_leaves_one_page(wednesday):
    asked(wednesday)
    asked(wednesday)

    assert "P08" in page(wednesday)


def test_a_day_before_the_first_reading_is_said_with_what_to_do(wednesday):
    said = asked(wednesday, since=date(2026, 1, 1))

    assert "Aucune lecture n’est gardée au 1er janvier 2026" in said


def test_dates_in_the_wrong_order_are_said(wednesday):
    said = asked(wednesday, since=date(2026, 3, 9))

    assert "La première date doit précéder la seconde." in said
