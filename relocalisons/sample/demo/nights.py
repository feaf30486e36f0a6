"""`relocalisons demo`: six nights of the sample story, through the real flows, on a sandbox."""

import gc
import importlib
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

from requests.utils import DEFAULT_CA_BUNDLE_PATH

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.rendering.papers.second_press import printing_much
from relocalisons.sample.decisions import coordinator_decisions
from relocalisons.sample.demo.night import Night
from relocalisons.sample.demo.progress import Telling, telling
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.demo.summary import PILOTAGE_FILE, print_summary
from relocalisons.sample.engine.days import DEMO_NIGHTS
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import SampleProgramme, generate
from relocalisons.sample.story import PartnerEdit, edits_between
from relocalisons.store.opening import wait_for_no_disk
from tasks.run.private_prefect import UNWATCHED, starting_server, without_heartbeat
from tasks.run.process import SELDOM
from vendor_sandbox.server import start_in_background

PROGRAMME = "sandbox"
PARIS = ZoneInfo("Europe/Paris")
TUESDAY, THURSDAY = 1, 3
# Seconds until the .xlsx of a changed workbook follows, and that while nights are played: all do
# at once after the first night and after the last one.
LATE, NOBODY_LOOKS = 20.0, 3600.0
SELDOM_BY_HAND = 5.0  # seconds until what is done in the folder is seen, while nobody works in it
# When each is played, as its schedule has it.
HOURS = {
    RunKind.FREEZE_BASELINE: (6, 30),
    RunKind.DAILY_FOLLOW_UP: (6, 30),
    RunKind.PARTNER_REMINDERS: (7, 0),
    RunKind.FUNDER_REPORTS: (7, 15),
    RunKind.COPIL_PACK: (7, 15),
    RunKind.PRODUCER_FOLLOW_UP: (7, 30),
    RunKind.MAIL_SETTLEMENT: (11, 5),
    RunKind.WEEKLY_SUMMARY: (16, 0),
}


def play(out: Path, *, stay: bool = False) -> None:
    """Play the story under `out` and say what came of it; with `stay`, leave everything up.

    A folder that was played already is not replayed: every run finds its day done.
    """
    started = time.monotonic()
    for number in (signal.SIGINT, signal.SIGTERM):
        # A background shell leaves SIGINT ignored; either way the children are stopped in order.
        signal.signal(number, signal.default_int_handler)
    # Nights leave what the next ones read again; looking for garbage in it all was a tenth of the
    # demo's time. What a night leaves is set aside (`_play_nights`).
    gc.set_threshold(10 * SELDOM[0], *SELDOM[1:])
    wait_for_no_disk()
    out.mkdir(parents=True, exist_ok=True)
    _know_one_authority(out)
    print("Démarrage du bac à sable (Google, SendGrid) et d’un serveur Prefect privé…", flush=True)
    unseen = {} if stay else UNWATCHED
    # Prefect's first start makes its database for ten seconds: the workspace is laid out meanwhile.
    with starting_server(out / "prefect", settings=unseen) as prefect, printing_much():
        sample = generate()
        if not (out / ".sandbox").exists():
            lay_out(sample, out, on=DEMO_NIGHTS[0] - timedelta(days=1))
        with start_in_background(
            out,
            follow=LATE if stay else NOBODY_LOOKS,
            looks_every=0.0 if stay else SELDOM_BY_HAND,
            waits_for_disk=False,
        ) as sandbox:
            put_environment(out, base_url=sandbox.base_url)
            _import_flows()
            origin = prefect()
            setup = time.monotonic() - started
            with Storyteller(sandbox.base_url) as teller:
                nights = _play_nights(Stage(out, sample, teller), started=started)
            print_summary(out, nights, setup=setup, total=time.monotonic() - started)
            if stay:
                from relocalisons.sample.demo.stay import stay_up

                stay_up(out, sandbox_url=sandbox.base_url, prefect_url=origin)


def _play_nights(stage: "Stage", *, started: float) -> list[Night]:
    from relocalisons.sample.demo.mails import show_other_mails

    nights: list[Night] = []
    total = sum(len(flows_of(day)) for day in DEMO_NIGHTS) + 1
    with without_heartbeat(), telling(total) as told:
        for day in DEMO_NIGHTS:
            nights.append(stage.play_night(day, told))
            gc.collect(1)
            gc.freeze()
            if day == DEMO_NIGHTS[0]:
                stage.show_files()
                told.say(
                    f"  À lire dès maintenant, après {time.monotonic() - started:.0f} s : "
                    f"{stage.out / PILOTAGE_FILE} et {stage.out / 'mail'}"
                )
        told.begin(DEMO_NIGHTS[-1], "aperçus des autres messages")
        show_other_mails(PROGRAMME, day=DEMO_NIGHTS[-1])
        stage.show_files()
        told.end()
    return nights


def flows_of(day: date) -> tuple[RunKind, ...]:
    """The flows of that night and morning, in their order."""
    tuesday, thursday = day.weekday() == TUESDAY, day.weekday() == THURSDAY
    # The first working day is among the three; the flows themselves decide.
    monthly = (RunKind.COPIL_PACK, RunKind.PRODUCER_FOLLOW_UP) if day.day <= 3 else ()
    return (
        *((RunKind.FREEZE_BASELINE,) if day == DEMO_NIGHTS[0] else ()),
        RunKind.DAILY_FOLLOW_UP,
        *((RunKind.PARTNER_REMINDERS,) if tuesday else ()),
        RunKind.FUNDER_REPORTS,  # « Échéancier rapports » decides what is due
        *monthly,
        RunKind.MAIL_SETTLEMENT,
        *((RunKind.WEEKLY_SUMMARY,) if thursday else ()),
    )


class Stage:
    """Plays nights in a folder, and remembers in it what people have already done."""

    def __init__(self, out: Path, sample: SampleProgramme, teller: Storyteller) -> None:
        self.out, self._sample, self._teller = out, sample, teller
        self._memory = out / "story.json"

    def play_night(self, day: date, told: Telling | None = None) -> Night:
        """What people typed since the night before, the flows of the night, her decisions."""
        night = Night(day)
        self._set_time(day, 5, 0)
        night.edits = self._play_edits(day)
        self._teller.count_requests()
        for kind in flows_of(day):
            if told:
                told.begin(day, kind.french)
            self._play(kind, night)
        return night

    def show_files(self) -> None:
        """Have every .xlsx of the folder say now what its workbook says."""
        self._teller.show_files()

    def _play(self, kind: RunKind, night: Night) -> None:
        """One flow at its hour; her decisions of the morning before what she decided leaves."""
        if kind is RunKind.MAIL_SETTLEMENT:
            self._set_time(night.day, 11, 0)
            night.decisions = self._play_decisions(night.day)
        # What it weighs on Friday is told on Friday.
        day = night.day + timedelta(days=1) if kind is RunKind.WEEKLY_SUMMARY else night.day
        self._set_time(day, *HOURS[kind])
        if kind is RunKind.FREEZE_BASELINE:
            self._freeze_baseline(night)
            return
        self._run(kind, night, on=day)
        if kind is RunKind.DAILY_FOLLOW_UP:
            night.reads = self._teller.count_requests()

    def _set_time(self, day: date, hour: int, minute: int) -> None:
        moment = datetime.combine(day, clock_time(hour, minute), tzinfo=PARIS)
        os.environ["RELOCALISONS_STORY_TIME"] = moment.isoformat()
        self._teller.set_clock(moment)

    def _run(self, kind: RunKind, night: Night, *, on: date) -> None:
        function = _flow(kind)
        form = get_type_hints(function.fn)["request"]
        request = form(programme=PROGRAMME, logical_date=on, dry_run=False)
        night.said.append((kind, function(request)))

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


def _flow(kind: RunKind) -> Any:
    return getattr(importlib.import_module(f"flows.{kind}"), kind)


def _import_flows() -> None:
    for day in DEMO_NIGHTS:
        for kind in flows_of(day):
            _flow(kind)


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


def _know_one_authority(out: Path) -> None:
    """SendGrid's client reads the authorities of the whole world at each call, 20 ms, to speak with
    a sandbox that has no TLS.
    """
    end = "-----END CERTIFICATE-----\n"
    path = out / "authority.pem"
    path.write_text(
        Path(DEFAULT_CA_BUNDLE_PATH).read_text("utf-8").partition(end)[0] + end, "utf-8"
    )
    os.environ["SSL_CERT_FILE"] = str(path)


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
