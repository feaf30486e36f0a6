"""Google requests of a month of nights, and how soon the first dashboard stands.

24 workbooks in a sandbox on this machine; 30 nights: everything is new on the first, five workbooks
have changed on each of twenty others, none on nine. The sandbox counts the requests that a quota
counts, to Sheets and Drive; tokens are told beside. Time is that of a virtual clock: 150 ms a
request, one after the other, and a bucket of 60 readings a minute that refills as Google's; whoever
finds it empty waits. The scripts read the same whatever changed: they are played on three of the
nights, must ask as often on each, and count for all of them.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from benchmarks.peers.usual_reading import Tabs, in_one_request, tab_by_tab, usual_client
from benchmarks.table.clocks import Timed, once
from benchmarks.table.rows import Figure, Row, Size, Target

from relocalisons.core.kernel.model import Cell, Snapshot
from relocalisons.sample.demo.nights import PARIS, put_environment
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import generate
from relocalisons.sample.story import EditKind, PartnerEdit
from relocalisons.settings import load_settings
from vendor_sandbox.server import start_in_background

FIRST = date(2026, 3, 3)
LATENCY = 0.15  # seconds a request
A_MINUTE = 60  # readings of one account
CHANGED = 5  # workbooks, on the nights on which some have changed
FEWER, SOONER = Target(ratio=36), Target(ratio=10)
# True: workbooks have changed since the night before.
NIGHTS = {
    Size.FULL: (True, *(at % 3 != 2 for at in range(29))),
    Size.QUICK: (True, True, False),
}
READINGS = ("sheets.read", "drive.read")
TOKENS = "oauth.token"

Families = Mapping[str, int]


@dataclass(slots=True)
class VirtualClock:
    """The seconds that requests take, with the bucket of readings that Google keeps."""

    now: float = 0.0
    left: float = A_MINUTE
    filled: float = field(default=0.0)

    def ask(self, family: str) -> None:
        """One request, after the wait for a reading if there is none left."""
        if family == "sheets.read":
            self._fill()
            if self.left < 1:
                self.now += (1 - self.left) * 60 / A_MINUTE
                self._fill()
            self.left -= 1
        self.now += LATENCY

    def _fill(self) -> None:
        self.left = min(A_MINUTE, self.left + (self.now - self.filled) * A_MINUTE / 60)
        self.filled = self.now


def seconds_of(families: Families) -> float:
    """What these requests take, one after the other."""
    clock = VirtualClock()
    for family, count in families.items():
        for _ in range(count):
            clock.ask(family)
    return clock.now


def measure(size: Size) -> Iterator[Row]:
    """Readings of all nights beside both scripts', then the first dashboard beside the usual's."""
    with tempfile.TemporaryDirectory() as name, _sandbox(Path(name)) as stage:
        nights = NIGHTS[size]
        ours, usual, careful = stage.play(nights)
        same = not stage.differences
        judged = ", ".join(stage.differences[:3]) if stage.differences else (
            f"{len(stage.snapshot.workbooks)} workbooks, {stage.tabs} tabs, every cell"
        )  # fmt: skip
        tokens = f"; {stage.tokens} tokens besides, a night’s script {stage.script_tokens}"
        for peer, theirs, target in (
            ("gspread, tab by tab", usual, FEWER),
            ("gspread, one values.batchGet a workbook", careful, None),
        ):
            yield Row(
                work=f"Google readings, {len(nights)} nights of 24 workbooks",
                ours=Figure(value=ours, unit="requests"),
                peer=peer,
                theirs=Figure(value=theirs * len(nights), unit="requests"),
                same=same,
                judged=judged + tokens,
                target=target,
            )
        yield stage.first_dashboard(same=same, judged=judged)


class _Stage:
    """A sandbox, what people type in it between nights, and who reads it."""

    def __init__(self, base_url: str) -> None:
        self.base_url, self.teller = base_url, Storyteller(base_url)
        self.settings = load_settings("sandbox")
        self.differences: list[str] = []
        self.tabs = self.tokens = self.script_tokens = 0
        self.snapshot: Snapshot = self._dashboard()
        self._script: dict[str, set[int]] = {"usual": set(), "careful": set()}

    # --- the first night, to its dashboard ---

    def _dashboard(self) -> Snapshot:
        """The whole of a first night in this process, as its flow plays it."""
        from relocalisons.core.kernel.run_kinds import RunKind
        from tasks.intake.follow_up_steps import assess_programme, keep_reading, read_programme
        from tasks.intake.follow_up_tabs import write_follow_up
        from tasks.pilotage.coordinator import coordinator_inbox
        from tasks.run.programme_run import connect_google, open_run
        from tasks.run.run_requests import NightRequest

        request = NightRequest(programme="sandbox", logical_date=FIRST, dry_run=False)

        def night() -> Snapshot:
            with open_run(request, kind=RunKind.DAILY_FOLLOW_UP, scheduled=None) as run:
                google = connect_google(run)
                intake = _without_prefect(read_programme)(run, google)
                keep_reading(run, intake)
                assessment = assess_programme(run, intake.snapshot)
                inbox = coordinator_inbox(run, assessment)
                _without_prefect(write_follow_up)(run, google, assessment, inbox=inbox)
                return intake.snapshot

        self.teller.counted()
        found = once(night)
        self.ours_first = self._soon(found)
        return found.answer

    def _soon(self, found: Timed) -> float:
        return found.seconds + seconds_of(self.teller.counted())

    def first_dashboard(self, *, same: bool, judged: str) -> Row:
        """From the first request to the dashboard: requests on the virtual clock, and processor."""
        from benchmarks.peers.usual_night import PLAN, late_and_mails

        client = self._client()

        def script() -> None:
            tabs = tab_by_tab(client, [book.file_id for book in self.snapshot.workbooks])
            plans = {file_id: rows for (file_id, tab), rows in tabs.items() if tab == PLAN}
            late, _ = late_and_mails(
                {name: [[cell or None for cell in row] for row in rows]
                 for name, rows in plans.items()},
                today=FIRST,
            )  # fmt: skip
            client.http_client.values_update(
                self.settings.google.pilotage_id, "'Journal'!Z1",
                params={"valueInputOption": "RAW"}, body={"values": [[len(late)]]},
            )  # fmt: skip

        self.teller.counted()
        theirs = once(script)
        return Row(
            work="first dashboard of a new programme, virtual clock and processor",
            ours=Figure(value=self.ours_first, unit="s"),
            peer="gspread, tab by tab, and pandas",
            theirs=Figure(value=self._soon(theirs), unit="s"),
            same=same,
            judged=judged,
            target=SOONER,
        )

    # --- the month ---

    def play(self, nights: tuple[bool, ...]) -> tuple[int, int, int]:
        """(our readings of all nights, those of each script on one)."""
        previous = mark = None
        ours = 0
        shown = {0, nights.index(True, 1), nights.index(False)}
        for at, changed in enumerate(nights):
            if at and changed:
                self._type(at)
            self._set_clock(FIRST + timedelta(days=at))
            intake, asked, tokens = self._counted(lambda p=previous, m=mark: self._read(p, m))
            ours, self.tokens = ours + asked, self.tokens + tokens
            previous, mark = intake.snapshot, intake.mark
            if at in shown:
                self._scripts(previous)
        self.snapshot = previous
        (usual,), (careful,) = self._script["usual"], self._script["careful"]
        return ours, usual, careful

    def _read(self, previous: Any, mark: Any) -> Any:
        from relocalisons.core.sources.sources import read_sources
        from tasks.google.drive import Drive
        from tasks.google.sheets import open_sheets
        from tasks.google.sign_in import sign_in
        from tasks.intake.snapshots import take_snapshot
        from tasks.run.clock import clock_of

        settings = load_settings("sandbox")
        credentials = sign_in(settings)  # a new process each night: a new token
        return take_snapshot(
            Drive(credentials, drive_id=settings.google.drive_id, base_url=self.base_url),
            open_sheets(credentials, base_url=self.base_url),
            pilotage_id=settings.google.pilotage_id,
            previous=previous,
            mark=mark,
            clock=clock_of(settings),
            sources_of=lambda pilotage, items: read_sources(pilotage).entries,
        )

    def _scripts(self, snapshot: Snapshot) -> None:
        """Both read the same evening; every cell is compared."""
        ours = {
            (book.file_id, tab.title): _grid(tab.rows)
            for book in snapshot.workbooks
            for tab in book.tabs
        }
        names: dict[str, list[str]] = {}
        for file_id, title in ours:
            names.setdefault(file_id, []).append(title)
        client = self._client()
        for script, read in (
            ("usual", lambda: tab_by_tab(client, list(names))),
            ("careful", lambda: in_one_request(client, names)),
        ):
            tabs, asked, tokens = self._counted(read)
            # Both scripts have one client: the second one signs in no more.
            self.script_tokens = max(self.script_tokens, tokens)
            self._script[script].add(asked)
            self.differences += _differences(ours, tabs, script)
        self.tabs = len(ours)

    def _client(self) -> Any:
        from tasks.google.sign_in import sign_in

        return usual_client(sign_in(self.settings), base_url=self.base_url)

    def _counted(self, do: Callable[[], Any]) -> tuple[Any, int, int]:
        """(its answer, readings, tokens)."""
        self.teller.counted()
        answer = do()
        families = self.teller.counted()
        asked = sum(families.get(name, 0) for name in READINGS)
        return answer, asked, families.get(TOKENS, 0)

    def _type(self, night: int) -> None:
        """Five partners add a remark under their plan."""
        books = [one for one in self.snapshot.workbooks if one.name.startswith("Suivi")]
        for place in range(CHANGED):
            book = books[(night * CHANGED + place) % len(books)]
            tab = book.tabs[0]
            remark = PartnerEdit(
                on=FIRST,
                kind=EditKind.TYPE,
                editor=COORDINATOR_EMAIL,
                file_id=book.file_id,
                tab=tab.title,
                cell=f"A{len(tab.rows) + 3}",
                values=(f"vu la nuit {night}",),
            )
            self.teller.play([remark])

    def _set_clock(self, day: date) -> None:
        moment = datetime.combine(day, clock_time(6, 30), tzinfo=PARIS)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        self.teller.set_clock(moment)


def _without_prefect(step: Any) -> Callable[..., Any]:
    """What a step of a flow does, without the task that it is in a flow."""
    return step.__wrapped__


def _grid(rows: Any) -> list[list[Any]]:
    """Plain values, without what is empty at the ends."""
    plain = [[cell.value if isinstance(cell, Cell) else cell for cell in row] for row in rows]
    for row in plain:
        while row and row[-1] in (None, ""):
            row.pop()
        row[:] = ["" if cell is None else cell for cell in row]
    while plain and not plain[-1]:
        plain.pop()
    return plain


def _differences(ours: Tabs, theirs: Tabs, script: str) -> Iterator[str]:
    if missing := ours.keys() ^ theirs.keys():
        yield f"{script}: {len(missing)} tabs are not the same"
    for key in ours.keys() & theirs.keys():
        if ours[key] != _grid(theirs[key]):
            yield f"{script}: « {key[1]} » differs"


@contextmanager
def _sandbox(root: Path) -> Iterator[_Stage]:
    lay_out(generate(), root, on=FIRST)
    with start_in_background(root) as sandbox:
        put_environment(root, base_url=sandbox.base_url)
        moment = datetime.combine(FIRST, clock_time(6, 30), tzinfo=PARIS)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        yield _Stage(sandbox.base_url)
