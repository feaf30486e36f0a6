"""`relocalisons demo`: six nights of the sample story, through the real flows, on a sandbox."""

import json
import os
import secrets
import signal
import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

from relocalisons.sample.decisions import coordinator_decisions
from relocalisons.sample.demo.night import Night
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.engine.days import DEMO_NIGHTS
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import SampleProgramme, generate
from relocalisons.sample.story import PartnerEdit, edits_between
from tasks.run.private_prefect import private_server, without_heartbeat
from vendor_sandbox.server import start_in_background

PROGRAMME = "sandbox"
PARIS = ZoneInfo("Europe/Paris")
TUESDAY, THURSDAY = 1, 3


def play(out: Path, *, stay: bool = False) -> None:
    """Play the story under `out` and say what came of it; with `stay`, leave everything up.

    A folder that was played already is not replayed: every run finds its day done.
    """
    from relocalisons.sample.demo.mails import show_other_mails
    from relocalisons.sample.demo.summary import print_summary

    started = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):
        # A background shell leaves SIGINT ignored; either way the children are stopped in order.
        signal.signal(number, signal.default_int_handler)
    out.mkdir(parents=True, exist_ok=True)
    print("Démarrage du bac à sable (Google, SendGrid) et d’un serveur Prefect privé…", flush=True)
    sample = generate()
    if not (out / ".sandbox").exists():
        lay_out(sample, out, on=DEMO_NIGHTS[0] - timedelta(days=1))
    with start_in_background(out) as sandbox, private_server(out / "prefect") as prefect:
        put_environment(out, base_url=sandbox.base_url)
        stage = Stage(out, sample, Storyteller(sandbox.base_url))
        setup = time.monotonic() - started
        nights = []
        with without_heartbeat():
            for day in DEMO_NIGHTS:
                nights.append(stage.play_night(day))
                print(f"  nuit du {day:%d/%m/%Y} jouée", flush=True)
            show_other_mails(PROGRAMME, day=DEMO_NIGHTS[-1])
        print_summary(
            out,
            nights,
            setup=setup,
            total=time.monotonic() - started,
        )
        if stay:
            from relocalisons.sample.demo.stay import stay_up

            stay_up(out, sandbox_url=sandbox.base_url, prefect_url=prefect)


class Stage:
    """Plays nights in a folder, and remembers in it what people have already done."""

    def __init__(self, out: Path, sample: SampleProgramme, teller: Storyteller) -> None:
        self._out, self._sample, self._teller = out, sample, teller
        self._memory = out / "story.json"

    def play_night(self, day: date) -> Night:
        """What people typed since the night before, the flows of the night, her decisions."""
        night = Night(day)
        self._set_time(day, 5, 0)
        night.edits = self._play_edits(day)
        self._teller.count_requests()
        self._set_time(day, 6, 30)
        if day == DEMO_NIGHTS[0]:
            self._freeze_baseline(night)
        self._run("daily_follow_up", night)
        night.reads = self._teller.count_requests()
        if day.weekday() == TUESDAY:
            self._set_time(day, 7, 0)
            self._run("partner_reminders", night)
        self._set_time(day, 7, 15)
        self._run("funder_reports", night)  # « Échéancier rapports » decides what is due
        if day.day <= 3:  # the first working day is among them; the flows themselves decide
            self._run("copil_pack", night)
            self._set_time(day, 7, 30)
            self._run("producer_follow_up", night)
        self._set_time(day, 11, 0)
        night.decisions = self._play_decisions(day)
        self._set_time(day, 11, 5)
        self._run("mail_settlement", night)
        if day.weekday() == THURSDAY:
            self._set_time(day + timedelta(days=1), 16, 0)
            self._run("weekly_summary", night, on=day + timedelta(days=1))
        return night

    def _set_time(self, day: date, hour: int, minute: int) -> None:
        moment = datetime.combine(day, clock_time(hour, minute), tzinfo=PARIS)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        self._teller.set_clock(moment)

    def _run(self, flow: str, night: Night, *, on: date | None = None) -> None:
        import importlib

        function = getattr(importlib.import_module(f"flows.{flow}"), flow)
        form = get_type_hints(function.fn)["request"]
        request = form(programme=PROGRAMME, logical_date=on or night.day, dry_run=False)
        night.said.append((flow, function(request)))

    def _freeze_baseline(self, night: Night) -> None:
        from flows.freeze_baseline import freeze_baseline
        from tasks.run.run_requests import BaselineRequest

        request = BaselineRequest(
            programme=PROGRAMME, logical_date=night.day, dry_run=False, name="Convention"
        )
        night.said.append(("freeze_baseline", freeze_baseline(request)))

    def _play_edits(self, day: date) -> int:
        before = [night for night in DEMO_NIGHTS if night < day]
        after = before[-1] if before else DEMO_NIGHTS[0] - timedelta(days=1)
        edits = edits_between(self._sample, after=after, until=day)
        memory = self._remembered()
        done = memory["edits"].get(day.isoformat(), 0)
        return self._teller.play(self._remembering(edits[done:], day, memory, done))

    def _remembering(
        self, edits: Iterable[PartnerEdit], day: date, memory: dict[str, Any], done: int
    ) -> Iterable[PartnerEdit]:
        """Each edit is remembered once the next one is asked for, that is, once it is done."""
        for edit in edits:
            yield edit
            done += 1
            memory["edits"][day.isoformat()] = done
            self._memory.write_text(json.dumps(memory), "utf-8")

    def _play_decisions(self, day: date) -> int:
        memory = self._remembered()
        if day.isoformat() in memory["decisions"]:
            return 0
        typed = self._teller.decide(coordinator_decisions(day), pilotage_id=PILOTAGE)
        memory["decisions"].append(day.isoformat())
        self._memory.write_text(json.dumps(memory), "utf-8")
        return typed

    def _remembered(self) -> dict[str, Any]:
        if self._memory.exists():
            return json.loads(self._memory.read_text("utf-8"))
        return {"edits": {}, "decisions": []}


def put_environment(out: Path, *, base_url: str) -> None:
    """What an operator would export; secrets of a sandbox, kept in the folder."""
    os.environ.update(
        RELOCALISONS_BASE_URL=base_url,
        RELOCALISONS_LIVE="1",
        RELOCALISONS_STORE_URL=f"sqlite:///{out / 'store.db'}",
        RELOCALISONS_GOOGLE_KEY=_service_account_key(out, base_url=base_url),
        RELOCALISONS_SENDGRID_API_KEY="SG.sandbox.sandbox",
        RELOCALISONS_HMAC_KEY=_kept_secret(out / "hmac-key"),
    )


def _service_account_key(out: Path, *, base_url: str) -> str:
    """A throw-away key whose tokens come from the sandbox; made once for a folder."""
    from relocalisons.sample.engine.people import SERVICE_ACCOUNT

    path = out / "service-account.pem"
    if not path.exists():
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        # Short: only a sandbox on this machine trusts it, and each run reads it again.
        key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
        path.touch(mode=0o600)
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
    return json.dumps(
        {
            "type": "service_account",
            "project_id": "sandbox",
            "private_key_id": "sandbox",
            "private_key": path.read_text("utf-8"),
            "client_email": SERVICE_ACCOUNT,
            "token_uri": f"{base_url}/token",
        }
    )


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), "utf-8")
    return path.read_text("utf-8")
