"""A second person, an empty folder: from README's commands to the first held mails, behind Caddy.

Everything is typed as README says it, in a clone of this project; by hand is only what README says
to do by hand. A sandbox answers for Google and SendGrid. `pytest -m browser -s` prints the times.
"""

import json
import os
import re
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from support.chromium import Page, open_chromium
from support.google.empty_drive import DRIVE, EmptyDrive, empty_drive
from support.readme import Terminal, blocks_below, terminal

from relocalisons.settings import ROOT

pytestmark = pytest.mark.browser

SECTION = "From an empty folder to the first held mails"
CONSOLE, SIGN_IN = "https://localhost:8443", "coordination:a-long-password"
ANSWERS = (
    "Val de Sorgue", f"https://drive.google.com/drive/folders/{DRIVE}", "val", "01/01/2026",
    "31/12/2028", "Europe/Paris", "Camille Aubanel", "coordination@localizz.example",
    "exploitation@localizz.example", "Exploitation",
)  # fmt: skip
SAYS = "document.body.innerText.includes({!r})"
ENDED = "!!document.body.innerText.match(/Completed|À décider|Rien à faire|Failed|Crashed/)"


def test_typed_as_it_stands_it_leads_to_held_mails_without_a_traceback(tmp_path: Path):
    for port in (4200, 8443, 8080):
        assert is_free(port), f"README’s commands take port {port}, and somebody has it"
    first, second, third, fourth = blocks_below(SECTION)
    folder = tmp_path / "relocalisons"
    subprocess.run(["git", "clone", "-q", ROOT, folder], check=True)
    google = tmp_path / "google"
    google.mkdir()
    with empty_drive(google) as drive:
        home = a_home(tmp_path / "home")
        log = tmp_path / "typed.log"
        with terminal(folder, log, environment_of(home, drive)) as shell:
            shell.type(first, answers=ANSWERS)
            said = shell.type(second)
            write_pilotage(folder / "config" / "val.toml", said)
            somebody_is_late(drive)
            checked = shell.type(third)
            shell.type(fourth)
            waiting_began = time.monotonic()
            with open_chromium(tmp_path / "chromium", any_certificate=True) as page:
                sign_in(page)
                for action in ("Suivi quotidien – val", "Préparer les relances – val"):
                    start(page, action)
            in_the_console = time.monotonic() - waiting_began
            held = held_mails(drive)
            print_times(shell, in_the_console)
        everything = log.read_text("utf-8", errors="replace")

    assert "Traceback" not in everything, everything[everything.index("Traceback") - 2000 :][:4000]
    assert "Suivi quotidien du" in checked.replace("\u00a0", " ")
    assert any("à valider" in line for line in held), held
    assert not list((drive.root / "mail").rglob("*anne@grasse*")), "nothing left by itself"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def a_home(home: Path) -> Path:
    """A home folder with the two keys that README asks for."""
    home.mkdir()
    (home / "google_key.json").write_text(os.environ["RELOCALISONS_GOOGLE_KEY"])
    (home / "sendgrid_key").write_text("SG.sandbox.sandbox")
    return home


def environment_of(home: Path, drive: EmptyDrive) -> dict[str, str]:
    """That of a fresh session; wheels come from where they are, not from the network anew."""
    ours = ("RELOCALISONS_", "PREFECT_", "PYTHON", "VIRTUAL_ENV", "UV_PROJECT", "MAKE", "XDG_")
    kept = {name: said for name, said in os.environ.items() if not name.startswith(ours)}
    cache = os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache" / "uv")
    # What runs this test is installed in an environment of its own: nothing of it is theirs.
    others = [each for each in os.get_exec_path() if not Path(each).is_relative_to(ROOT)]
    return kept | {
        "PATH": os.pathsep.join(others),
        "HOME": str(home),
        "UV_CACHE_DIR": cache,
        "RELOCALISONS_BASE_URL": drive.base_url,
        "DO_NOT_TRACK": "1",
    }


def write_pilotage(file: Path, said: str) -> None:
    """The line that `workspace_setup` said, in the place of the one that is there."""
    found = re.search(r'pilotage_id = "[^"]+"', said)
    assert found, said
    text = file.read_text("utf-8")
    file.write_text(re.sub(r'pilotage_id = "[^"]+"', found[0], text), "utf-8")


def somebody_is_late(drive: EmptyDrive) -> None:
    """The town writes the first line of its plan: it should have ended three weeks ago."""
    today = datetime.now(UTC).date()
    begun, due = today - timedelta(days=90), today - timedelta(days=21)
    line = ["A1", "Ouvrir la légumerie", f"{begun:%d/%m/%Y}", f"{due:%d/%m/%Y}"]
    plan = drive.files()["Suivi P01 – Ville de Grasse"]["id"]
    drive.type(plan, "Plan d'action", "A2", line)


def sign_in(page: Page) -> None:
    page.open(f"{CONSOLE}/v2/deployments")
    page.wait_for("!!document.querySelector('input[type=password]')")
    page.type_into("input[type=password]", SIGN_IN)
    page.submit_until_left("/login")


def start(page: Page, action: str) -> None:
    """Its form as it is, then its run until it ended."""
    name = quote(action.partition(" – ")[0])
    page.open(f"{CONSOLE}/v2/deployments?flowOrDeploymentName={name}")  # ten stand on a page
    page.wait_for(SAYS.format(action))
    page.evaluate(
        "[...document.querySelectorAll('a')]"
        f".find(one => one.innerText.trim() === {action!r}).click()"
    )
    page.wait_for("location.pathname.includes('/deployments/deployment/')")
    page.open(page.evaluate("location.origin + location.pathname + '/run'"))
    page.wait_for(SAYS.format("À blanc"))
    page.wait_for("[...document.querySelectorAll('form input')].some(one => one.value)")
    page.submit_until_left("/run")
    page.wait_for(ENDED, patience=240)


def held_mails(drive: EmptyDrive) -> list[str]:
    """The lines of « Relances »."""
    book = drive.book(drive.files()["Pilotage"]["id"])
    (tab,) = [one for one in book["sheets"] if one["properties"]["title"] == "Relances"]
    return [json.dumps(row, ensure_ascii=False) for row in tab["data"][0].get("rowData", [])]


def print_times(shell: Terminal, in_the_console: float) -> None:
    names = ("setup and init", "workspace_setup", "check and rehearsal", "server, worker, proxy")
    for name, seconds in zip(names, shell.seconds, strict=True):
        print(f"{name:24}{seconds:>8.1f} s")
    print(f"{'two runs in the console':24}{in_the_console:>8.1f} s")
    print(f"{'all of it':24}{sum(shell.seconds) + in_the_console:>8.1f} s")
