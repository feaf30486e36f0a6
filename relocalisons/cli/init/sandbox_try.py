"""A programme tried on this machine: a sandbox filled with one's own files, and a first night."""

import os
import shlex
import signal
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from relocalisons.cli.init.facts import Facts
from relocalisons.cli.init.own_files import own_files, seeds_of
from relocalisons.cli.init.programme_file import write_programme
from relocalisons.core.kernel.words.french import count_of
from relocalisons.errors import ConfigurationError
from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.engine.people import SERVICE_ACCOUNT
from tasks.run.private_prefect import private_server, without_heartbeat
from vendor_sandbox.server import start_in_background
from vendor_sandbox.storage.seeding import Member, seed_shared_drive

DRIVE = "0ATryOfOwnFiles"
# What another terminal needs to run commands on the same sandbox.
_SHARED = (
    *("RELOCALISONS_BASE_URL", "RELOCALISONS_CONFIG_DIR", "RELOCALISONS_STORE_URL"),
    *("RELOCALISONS_GOOGLE_KEY", "RELOCALISONS_HMAC_KEY", "RELOCALISONS_SENDGRID_API_KEY"),
    *("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILES_PATH"),
)


def try_programme(
    facts: Facts,
    folder: Path,
    out: Path,
    *,
    stay: bool,
    prefect: AbstractContextManager[object] | None = None,
) -> str:
    """Write the programme under `out`, play its first night there, say where to look.

    Gives the address of « Pilotage ». `prefect` is the server on which flows run, a private one
    when none is given. Raises ConfigurationError when `out` holds a try already.
    """
    if (out / "config").exists():
        raise ConfigurationError(
            f"{out} holds a try already, and nothing is written over: give another folder with "
            "--out, or remove this one."
        )
    now = datetime.now(UTC)
    own = own_files(folder.resolve(), at=now)
    out.mkdir(parents=True, exist_ok=True)
    toml, _ = write_programme(
        replace(facts, drive=DRIVE),
        folder=out / "config",
        store_url=f"sqlite:///{out / 'store.db'}",
        sandbox_only=True,
    )
    seed_shared_drive(
        out,
        drive_id=DRIVE,
        drive_name=facts.name,
        items=seeds_of(own, drive_id=DRIVE, by=facts.coordinator_email, at=now),
        members=[
            Member(email=facts.coordinator_email, role="organizer"),
            Member(email=SERVICE_ACCOUNT, role="fileOrganizer"),
        ],
    )
    followed = sum(each.partner is not None for each in own.files)
    print(f"{count_of(len(own.partners), 'partenaire')}, {count_of(followed, 'fichier')}.")
    for name in own.nobodys:
        print(f"  {name} : son nom ne dit aucun partenaire de la liste, il n’est pas suivi.")
    print("Démarrage du bac à sable (Google, SendGrid) et d’un serveur Prefect privé…", flush=True)
    with start_in_background(out) as sandbox, prefect or private_server(out / "prefect"):
        put_environment(out, base_url=sandbox.base_url)
        os.environ["RELOCALISONS_CONFIG_DIR"] = str(toml.parent)
        from relocalisons.cli.init.first_night import play_first_night

        with without_heartbeat():
            pilotage_id = play_first_night(facts.code, own, toml=toml, at=now)
        address = f"{sandbox.base_url}/spreadsheets/d/{pilotage_id}/edit"
        _say_where(out, facts, address=address, base_url=sandbox.base_url, stay=stay)
        if stay:
            _wait()
    return address


def _say_where(out: Path, facts: Facts, *, address: str, base_url: str, stay: bool) -> None:
    print("\n── Où regarder")
    if stay:
        shared = out / "environment"
        _write_environment(shared)
        print(f"   « Tableau de bord », « Anomalies »   {address}")
        print(f"   le Drive                             {base_url}/pages/drive")
        print(f"   d’un autre terminal                  . {shlex.quote(str(shared))}")
        print(f"      puis  relocalisons run daily_follow_up --programme {facts.code} --again")
        print("   Ctrl-C pour arrêter.")
    print(f"   les classeurs, en .xlsx              {out / 'drive'}", flush=True)


def _write_environment(path: Path) -> None:
    path.touch(mode=0o600)
    lines = [
        f"export {name}={shlex.quote(os.environ[name])}" for name in _SHARED if name in os.environ
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _wait() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        # A background shell leaves SIGINT ignored; either way the children are stopped in order.
        signal.signal(number, signal.default_int_handler)
    try:
        signal.pause()
    except KeyboardInterrupt:
        print("\nArrêt…", flush=True)
