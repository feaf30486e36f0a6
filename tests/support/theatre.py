"""A programme in a sandbox, on which tests play flows as the schedule would."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import requests
from support.forks import start_sandbox
from support.google.mishaps import Hands
from support.sample.village import cut_to

from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.programme import SampleProgramme, generate
from relocalisons.store.opening import Store, open_store
from vendor_sandbox.server import RunningSandbox

PARIS = ZoneInfo("Europe/Paris")
# Nobody looks into the folder of a theatre: its .xlsx are written when it closes, if it is kept.
NOBODY_LOOKS = 3600.0
MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)


@dataclass
class Theatre:
    """A programme in a sandbox; `run` plays one flow on one day, as the schedule would."""

    root: Path
    sandbox: RunningSandbox
    teller: Storyteller
    sample: SampleProgramme

    def at(self, day: date, hour: int = 6, minute: int = 30) -> None:
        moment = datetime.combine(day, clock_time(hour, minute), tzinfo=PARIS)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        self.teller.set_clock(moment)

    def run(
        self, flow: Callable[..., str], day: date, *, dry_run: bool = False, again: bool = False
    ) -> str:
        """What the flow says, with plain spaces."""
        from tasks.run.run_requests import NightRequest

        request = NightRequest(programme="sandbox", logical_date=day, dry_run=dry_run, again=again)
        return plain(flow(request))

    def play_to_tuesday(self) -> None:
        """Two nights, then the digests of the week are held."""
        from flows.daily_follow_up import daily_follow_up
        from flows.partner_reminders import partner_reminders

        for day in (MONDAY, TUESDAY):
            self.at(day)
            self.run(daily_follow_up, day)
        self.at(TUESDAY, 7, 0)
        self.run(partner_reminders, TUESDAY)

    # --- what people see ---

    def mails(self) -> list[str]:
        return sorted(path.name for path in (self.root / "mail").rglob("*.eml"))

    def mails_but_of_the_day(self) -> list[str]:
        """The mails without those that tell what is to be decided that day."""
        folder = self.root / "mail"
        sent = [(path, json.loads(path.read_text("utf-8"))) for path in folder.rglob("*.json")]
        return sorted(
            path.name for path, facts in sent if facts["custom_args"].get("kind") != "daily_alert"
        )

    def opened_mails(self) -> list[EmailMessage]:
        """The mails in the order in which they left."""
        while True:
            paths = sorted((self.root / "mail").rglob("*.eml"))
            try:
                read = [path.read_bytes() for path in paths]
            except FileNotFoundError:  # one left meanwhile: it is now in another folder
                continue
            return [message_from_bytes(mail, policy=policy.default) for mail in read]

    def tab(self, title: str) -> list[dict[str, str]]:
        """The lines of « Anomalies » or « Relances », by header."""
        rows = [[plain(str(cell)) for cell in row] for row in self.hands.rows(PILOTAGE, title)]
        top = next(number for number, row in enumerate(rows) if "Clé" in row)
        return [dict(zip(rows[top], row, strict=False)) for row in rows[top + 1 :]]

    def write_beside(self, title: str, key: str, **words: str) -> None:
        """Type her words (`Décision`, `Note`) on the line of that key."""
        rows = self.hands.rows(PILOTAGE, title)
        top = next(number for number, row in enumerate(rows) if "Clé" in row)
        line = next(n for n, row in enumerate(rows[top:], start=top + 1) if key in row)
        for header, word in words.items():
            column = chr(ord("A") + rows[top].index(header))
            self.hands.type(PILOTAGE, title, f"{column}{line}", word)

    # --- what Google is asked ---

    def begin_to_hold(self) -> None:
        """Hold every request, the people's too, against Google's discovery documents."""
        url = f"{self.sandbox.base_url}/sandbox/discovery"
        requests.post(url, timeout=10).raise_for_status()

    def held(self) -> dict[str, Any]:
        """Calls by method, and what the documents do not know in them, since it began."""
        return requests.get(f"{self.sandbox.base_url}/sandbox/discovery", timeout=10).json()

    # --- what goes wrong ---

    @property
    def hands(self) -> Hands:
        """The coordinator's, who may edit everything."""
        return Hands(self.sandbox.base_url)

    def workbook(self, code: str) -> str:
        """The file id of a partner's workbook."""
        return self.sample.eve.workbooks[code].file_id

    def fault(self, **rule: object) -> None:
        url = f"{self.sandbox.base_url}/sandbox/faults"
        requests.post(url, json=rule, timeout=10).raise_for_status()

    def injected(self) -> int:
        """How many calls were hit by a fault."""
        url = f"{self.sandbox.base_url}/sandbox/faults"
        return requests.get(url, timeout=10).json()["injected"]

    def mend(self) -> None:
        requests.delete(f"{self.sandbox.base_url}/sandbox/faults", timeout=10).raise_for_status()

    def restart(self) -> None:
        """The same sandbox at the same address, after it was stopped or killed."""
        port = urlsplit(self.sandbox.base_url).port
        assert port is not None
        self.sandbox = start_sandbox(self.root, port=port, follow=NOBODY_LOOKS)
        self.begin_to_hold()

    @contextmanager
    def store(self) -> Iterator[Store]:
        with open_store(os.environ["RELOCALISONS_STORE_URL"]) as store:
            yield store


@cache
def the_sample() -> SampleProgramme:
    """The whole sample, 23 partners; it takes half a second to invent."""
    return generate()


@cache
def the_village() -> SampleProgramme:
    """Eight of its partners and their share of its story: a run on it costs a third."""
    return cut_to(the_sample())


@contextmanager
def open_theatre(
    root: Path, *, sample: SampleProgramme | None = None, kept: bool = False
) -> Iterator[Theatre]:
    """A laid-out workspace behind its own sandbox; the environment as an operator would set it.

    It holds the village unless another `sample` was laid out there. `kept` closes the sandbox in
    order, for a workspace that others open again. A request that Google's discovery documents do
    not know fails at the end.
    """
    before = dict(os.environ)
    for name in before:
        if name.startswith("RELOCALISONS_"):
            del os.environ[name]
    sandbox = start_sandbox(root, follow=NOBODY_LOOKS)
    theatre = Theatre(root, sandbox, Storyteller(sandbox.base_url), sample or the_village())
    try:
        put_environment(root, base_url=sandbox.base_url)
        theatre.begin_to_hold()
        yield theatre
        if theatre.sandbox.process.poll() is None:
            mistakes = theatre.held()["mistakes"]
            assert not mistakes, "\n".join(mistakes)
    finally:
        theatre.teller.close()
        if kept:
            theatre.sandbox.stop()
        else:
            theatre.sandbox.kill()
        os.environ.clear()
        os.environ.update(before)


def plain(said: str) -> str:
    """Words with plain spaces: these tests are about what is said, not how it is set."""
    return said.replace("\u00a0", " ").replace("\u202f", " ")
