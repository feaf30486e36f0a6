"""A programme in a sandbox, on which tests play flows as the schedule would."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

import requests

from relocalisons.cli.story import Storyteller
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sandbox.server import RunningSandbox

PARIS = ZoneInfo("Europe/Paris")
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


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

    def run(self, flow: Callable[..., str], day: date, *, dry_run: bool = False) -> str:
        from tasks.run_requests import NightRequest

        return flow(NightRequest(programme="sandbox", logical_date=day, dry_run=dry_run))

    def mails(self) -> list[str]:
        return sorted(path.name for path in (self.root / "mail").glob("*.eml"))

    def fault(self, **rule: object) -> None:
        url = f"{self.sandbox.base_url}/sandbox/faults"
        requests.post(url, json=rule, timeout=10).raise_for_status()
