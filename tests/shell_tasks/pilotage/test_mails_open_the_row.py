"""The mails to her open the row or the tab that they are about, as it stood at the last reading."""

import ast
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.databases import new_database
from support.google.accounts import sandbox_settings
from support.programme.sheets import tab

from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.model import Snapshot, WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.opening import Store, open_store
from relocalisons.store.readings.snapshots import keep_snapshot
from relocalisons.store.runs import RunRecord
from tasks.mail.coordination import mail_context
from tasks.run.programme_run import ProgrammeRun
from tasks.run.rows_opened import address_of_first

ROOT = Path(__file__).parents[3]
DAY, AT = date(2026, 3, 2), datetime(2026, 3, 2, 6, tzinfo=UTC)
TO_DO = """
    Acte   | Décision | Note | Quand       | Clé
    Un     |          |      | aujourd’hui | act:appeler:P01
    Deux   |          |      | aujourd’hui | act:appeler:P02
"""
MAILS = """
    Partenaire | Décision | Note | Destinataire | Clé
    P01        |          |      | Ana          | mail-1
    P02        |          |      | Luc          | mail-2
"""


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with new_database("sqlite", tmp_path) as url, open_store(url) as opened:
        yield opened


def a_run(store: Store) -> ProgrammeRun:
    return ProgrammeRun(
        kind=RunKind.WEEKLY_SUMMARY, settings=sandbox_settings("http://127.0.0.1:1"), store=store,
        record=RunRecord(run_id=1, state="new", kind="weekly_summary", logical_date=DAY),
        clock=lambda: AT, dry_run=False, closing=ExitStack(), planned=AT, started=AT,
        day=RunDay(as_of=DAY, useful=True),
    )  # fmt: skip


def read_once(run: ProgrammeRun) -> None:
    own = [
        replace(tab(title, drawn, sheet_id=number), own=title)
        for number, (title, drawn) in enumerate((("À faire", TO_DO), ("Relances", MAILS)), start=7)
    ]
    book = WorkbookGrid(
        file_id=run.settings.google.pilotage_id, name="Pilotage", version="1", modified_time=AT,
        read_at=AT, tabs=tuple(own),
    )  # fmt: skip
    keep_snapshot(
        run.store, Snapshot(snapshot_id="s", read_at=AT, workbooks=(book,), items=()),
        programme=run.code, run_id=None, page_token="1", full_reading_at=AT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "keys", "opened"),
    (
        ("Relances", ("mail-2", "mail-1"), "#gid=8&range=A3:C3"),
        ("Relances", ("mail-9", "mail-1"), "#gid=8&range=A2:C2"),
        ("Relances", (), "#gid=8&range=A1"),
        ("À faire", ("act:appeler:P02",), "#gid=7&range=A3:C3"),
        ("À faire", (), "#gid=7&range=A1"),
        ("Journal", (), ""),
    ),
)
def test_the_row_of_the_first_that_stands_there_else_the_tab(store, title, keys, opened):
    run = a_run(store)
    read_once(run)

    address = address_of_first(run, None, title, keys)
    context = mail_context(run, opens=address)

    assert address.endswith(opened) and bool(address) is bool(opened)
    assert context.pilotage_url.endswith(opened)
    assert run.settings.google.pilotage_id in context.pilotage_url


def test_before_anything_was_read_the_workbook_opens(store):
    run = a_run(store)

    assert address_of_first(run, None, "Relances", ("mail-1",)) == ""
    assert "#" not in mail_context(run, opens="").pilotage_url


# Where a mail to her is written → how many of its mails open a row or a tab. The daily mail, that
# of Tuesday and that of a meeting have the address of each row beside (`url`).
BY_CONTEXT = {
    "tasks/mail/mail_watch.py": 2,
    "tasks/reminders/weekly_steps.py": 1,
    "tasks/replies/telling.py": 1,
    "tasks/workspace/new_files.py": 1,
}
WITH_URL = {
    "tasks/pilotage/coordinator.py",
    "tasks/reminders/meeting_notices.py",
    "tasks/reminders/reminder_states.py",
}
TO_PARTNERS = {"tasks/reminders/release_steps.py", "tasks/reminders/reminder_steps.py"}
DRAWN_ONLY = {"tasks/reminders/preview.py"}


def test_every_kind_of_mail_to_her_says_what_it_opens():
    found: dict[str, list[bool]] = {}
    for path in sorted((ROOT / "tasks").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "mail_context":
                opens = any(keyword.arg == "opens" for keyword in node.keywords)
                found.setdefault(str(path.relative_to(ROOT)), []).append(opens)

    assert set(found) == set(BY_CONTEXT) | WITH_URL | TO_PARTNERS | DRAWN_ONLY
    assert {path: sum(found[path]) for path in BY_CONTEXT} == BY_CONTEXT
    assert all(all(found[path]) for path in BY_CONTEXT)
