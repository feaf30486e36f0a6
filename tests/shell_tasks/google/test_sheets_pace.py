"""A run keeps below Google's 60 reads and writes a minute: no 429 of its own making."""

from collections.abc import Iterator

import pytest
import requests
from hypothesis import given, settings
from hypothesis import strategies as st
from support.forks import start_sandbox
from support.google.accounts import robot_key, sandbox_settings

from tasks.google.sheets import SHEETS_PER_MINUTE, WINDOW, Pace, edit_workbook, open_sheets
from tasks.google.sign_in import sign_in
from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing import seeds

NIGHT = 130  # workbooks: more than two of Google's minutes


class Time:
    """A clock that moves when somebody sleeps, and when told; the sandbox's follows."""

    def __init__(self, sandbox: RunningSandbox | None = None) -> None:
        self.now, self.slept, self.sandbox = 0.0, [], sandbox

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        if self.sandbox:
            control(self.sandbox, "clock", advance=seconds)


def control(sandbox: RunningSandbox, what: str, **body: object) -> dict:
    answer = requests.post(f"{sandbox.base_url}/sandbox/{what}", json=body, timeout=10)
    answer.raise_for_status()
    return answer.json()


def refused(sandbox: RunningSandbox) -> dict:
    return requests.get(f"{sandbox.base_url}/sandbox/quotas", timeout=10).json()["refused"]


@pytest.fixture
def sandbox(tmp_path) -> Iterator[RunningSandbox]:
    """Real bucket sizes on a clock that stands still unless somebody sleeps."""
    seeds.seed_small_drive(tmp_path)
    with start_sandbox(tmp_path) as running:
        control(running, "clock", now="2026-03-02T06:30:00Z", frozen=True)
        control(running, "quotas", enabled=True)
        yield running


@pytest.fixture
def time(sandbox: RunningSandbox) -> Time:
    return Time(sandbox)


@pytest.fixture
def sheets(sandbox: RunningSandbox, time: Time):
    credentials = sign_in(sandbox_settings(sandbox.base_url, key=robot_key(seeds.SERVICE_ACCOUNT)))
    client = open_sheets(credentials, base_url=sandbox.base_url, clock=time.clock, sleep=time.sleep)
    yield client
    client.http_client.session.close()


def read(sheets) -> None:
    sheets.http_client.fetch_sheet_metadata(seeds.SHEET, params={"fields": "spreadsheetId"})


def test_a_night_of_130_reads_is_never_refused(sandbox, sheets, time):
    for _ in range(NIGHT):
        read(sheets)

    assert refused(sandbox) == {}
    # two waits of a little over a minute each, and none before they are needed
    assert time.slept == [WINDOW] * ((NIGHT - 1) // SHEETS_PER_MINUTE)


def test_without_the_pace_the_same_night_would_be_refused(sandbox, sheets, time):
    sheets.http_client.reads = Pace(NIGHT, clock=time.clock, sleep=time.sleep)

    for _ in range(NIGHT):
        read(sheets)

    assert refused(sandbox)["sheets.read.user"] > 0


def test_writes_have_their_own_sixty(sandbox, sheets, time):
    rename = {
        "updateSpreadsheetProperties": {"properties": {"locale": "fr_FR"}, "fields": "locale"}
    }

    for _ in range(SHEETS_PER_MINUTE):
        read(sheets)
        edit_workbook(sheets, seeds.SHEET, [rename], name="Suivi")
    assert time.slept == []
    edit_workbook(sheets, seeds.SHEET, [rename], name="Suivi")

    assert time.slept == [WINDOW]
    assert refused(sandbox) == {}


def test_a_refusal_that_somebody_else_caused_is_waited_out(sandbox, sheets, time):
    fault = {"path": "^/v4/", "times": 2, "status": 429, "headers": {"Retry-After": "7"}}
    control(sandbox, "faults", **fault)

    read(sheets)

    assert time.slept == [7.0, 7.0]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 30), min_size=1, max_size=60), st.integers(1, 5))
def test_no_window_holds_more_calls_than_allowed_and_nobody_waits_for_nothing(gaps, calls):
    time = Time()
    pace = Pace(calls, window=10.0, clock=time.clock, sleep=time.sleep)
    made: list[float] = []

    for gap in gaps:
        time.now += gap
        came = time.now
        waited = pace.wait()
        made.append(time.now)
        earliest = made[-1 - calls] + 10.0 if len(made) > calls else 0.0
        assert waited == pytest.approx(max(0.0, earliest - came))

    for first, last in zip(made, made[calls:], strict=False):
        assert last - first >= 10.0 - 1e-9
