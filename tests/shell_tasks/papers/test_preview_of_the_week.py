"""The week's mails as one document: made again as they change, never over what she wrote in it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.databases import new_database
from support.google.accounts import sandbox_settings
from support.google.room import STARTED, GoogleRoom, open_room
from support.mails.drawn import CONTEXT, a_digest, a_line
from support.programme.build import a_programme

from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.reminders.digests import DigestGroup
from relocalisons.core.reminders.rules.release import to_document
from relocalisons.rendering.mails.mail import render_digest
from relocalisons.store.mails.notices import Notice, NoticeState
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.reports import last_report
from relocalisons.store.runs import RunRecord
from tasks.reminders.approval import asked_in
from tasks.reminders.reminder_preview import (
    link_of_mail,
    preview_link,
    preview_places,
    publish_preview,
)
from tasks.run.programme_run import Google, ProgrammeRun

WEEK, DAY = "2026-W10", date(2026, 3, 3)
HERS = "À relire avec Luc.".encode()
KIND = RunKind.PARTNER_REMINDERS


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GoogleRoom]:
    with open_room(tmp_path_factory.mktemp("drive")) as opened:
        yield opened


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with new_database("sqlite", tmp_path) as url, open_store(url) as opened:
        yield opened


def a_mail(text: str) -> Notice:
    return Notice(
        key="n1", partner="P01", role="", recipient_hash="x", iso_week=WEEK, logical_date=DAY,
        state=NoticeState.HELD, reason="", version=1, attempts=0, subject="2 actions", line_count=2,
        changed_at=STARTED, body={"text": text},
    )  # fmt: skip


def test_her_tabs_and_mails_count_what_the_heading_of_the_mail_counts():
    """« 2 demandes » are two, though two other partners wait for the first of them."""
    waits = [a_line(text="La suite en dépend.", names_partner=code) for code in ("P02", "P03")]
    digest = a_digest((DigestGroup.LATE, (a_line(), *waits, a_line(number="A1.3"))))
    kept = replace(
        a_mail(""), kind="digest", body={"digest": to_document(digest)}, line_count=4
    )  # fmt: skip

    assert "2 demandes" in render_digest(digest, context=CONTEXT).text.lower().replace(
        "\u00a0", " "
    )
    assert asked_in(kept) == 2


def test_what_she_wrote_in_it_is_kept_however_often_the_mails_are_prepared(room, store):
    """The service signs in as a person here: nothing but the times tells whose words those are."""

    def prepared(text: str, *, minutes: int) -> str:
        at = STARTED + timedelta(minutes=minutes)
        room.at(at)
        run = ProgrammeRun(
            kind=KIND, settings=sandbox_settings(room.sandbox.base_url, sign_in="oauth"),
            store=store, clock=lambda: at,
            record=RunRecord(run_id=1, state="new", kind=KIND.value, logical_date=DAY),
            dry_run=False, closing=ExitStack(), day=RunDay(as_of=DAY, useful=True), planned=at,
            started=at,
        )  # fmt: skip
        google = Google(drive=room.drive, sheets=room.sheets)
        link = publish_preview(run, google, a_programme(), (a_mail(text),), week=WEEK)
        assert preview_link(run, WEEK) == link
        places.append(preview_places(run, WEEK))
        return link

    places: list[Mapping[str, str]] = []

    link = prepared("Bonjour Anne.", minutes=0)
    assert prepared("Bonjour Anne Roux.", minutes=10) == link
    published = last_report(store, "essai", f"essai:reminder-preview:{WEEK}")
    assert published is not None
    file_id = published.file_id
    heading = places[-1]["n1"]
    page = room.drive.export(file_id, media_type="text/html").decode()
    assert f'<h2 id="{heading}">P01' in page
    assert link_of_mail(link, place=heading).endswith(f"#heading={heading}")
    room.at(STARTED + timedelta(minutes=30))
    room.hands.replace_content(file_id, HERS, media_type="text/plain")

    assert prepared("Bonjour Anne Roux.", minutes=40) == link
    assert prepared("Bonjour à tous.", minutes=50) == link

    assert places[-1] == {}, "her words took the place of the headings: « Lire » opens the top"
    assert HERS in room.drive.export(file_id, media_type="text/plain")
