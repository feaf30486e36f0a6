"""A small shared drive in a sandbox with our own two clients on it; nobody waits in a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import gspread
import requests
from support.forks import start_sandbox
from support.google.accounts import robot_key, sandbox_settings
from support.google.mishaps import Hands

from relocalisons.core.kernel.model import WorkbookGrid
from tasks.google.drive import Drive
from tasks.google.sheets import Pace, SheetsClient, open_sheets, read_workbook
from tasks.google.sign_in import sign_in
from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing import seeds

ROBOT = seeds.SERVICE_ACCOUNT
PERSON = "anne@localizz.example"
STARTED = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


@dataclass
class GoogleRoom:
    """Both clients under the service's own account, and what people do in the same drive."""

    sandbox: RunningSandbox
    drive: Drive
    sheets: gspread.Client
    slept: list[float]

    @property
    def hands(self) -> Hands:
        return Hands(self.sandbox.base_url, PERSON)

    def at(self, moment: datetime) -> None:
        self._control("clock", now=moment.isoformat())

    def fault(self, **rule: object) -> None:
        self._control("faults", **rule)

    def counts(self) -> dict[str, int]:
        """Requests by family since the last call."""
        url = f"{self.sandbox.base_url}/sandbox/requests"
        return requests.delete(url, timeout=10).json()["by_family"]

    def read(
        self, file_id: str = seeds.SHEET, *, clock: Callable[[], datetime] = lambda: STARTED
    ) -> WorkbookGrid:
        return read_workbook(
            self.sheets, file_id, name="Suivi 2026", version="1", modified_time=STARTED, clock=clock
        )

    def _control(self, what: str, **body: object) -> None:
        url = f"{self.sandbox.base_url}/sandbox/{what}"
        requests.post(url, json=body, timeout=10).raise_for_status()


@contextmanager
def open_room(root: Path) -> Iterator[GoogleRoom]:
    """A fresh drive (`seeds`) under `root`, as of Monday 2 March 2026 in the morning."""
    seeds.seed_small_drive(root)
    slept: list[float] = []
    with start_sandbox(root) as sandbox:
        settings = sandbox_settings(sandbox.base_url, key=robot_key(ROBOT))
        credentials = sign_in(settings)
        drive = Drive(
            credentials, drive_id=seeds.DRIVE_ID, base_url=sandbox.base_url, sleep=slept.append
        )
        sheets = open_sheets(credentials, base_url=sandbox.base_url, sleep=slept.append)
        http = sheets.http_client
        assert isinstance(http, SheetsClient)
        http.reads, http.writes = Pace(calls=10**6), Pace(calls=10**6)  # has tests of its own
        room = GoogleRoom(sandbox, drive, sheets, slept)
        room.at(STARTED)
        room.read()  # signs in, so that a test counts its own requests only
        room.counts()
        try:
            yield room
        finally:
            drive.close()
            sheets.http_client.session.close()
