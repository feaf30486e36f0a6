"""`relocalisons login` signs in for real on the sandbox's consent page, and what it keeps works."""

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from support.forks import start_sandbox
from support.google.accounts import robot_key, sandbox_settings

from relocalisons.cli.login import write_secret
from relocalisons.errors import ConfigurationError, SourceError
from tasks.google.drive import PDF, Drive
from tasks.google.login import authorisation_address, finish, open_flow
from tasks.google.sheets import open_sheets, read_workbook
from tasks.google.sign_in import account_of, sign_in
from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing import seeds

ACCOUNT = "anne@localizz.example"
TOML = """
store_url = "sqlite:////nowhere/store.db"
[programme]
code = "essai"
name = "Essai"
start = 2025-09-01
end = 2027-08-31
[google]
pilotage_id = "inconnu"
sign_in = "oauth"
[mail]
sender_email = "suivi@localizz.example"
sender_name = "Suivi"
[mail.coordinator]
name = "Camille"
email = "coordination@localizz.example"
"""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    root = tmp_path_factory.mktemp("bac")
    seeds.seed_small_drive(root)
    with start_sandbox(root) as running:
        yield running


@pytest.fixture
def terminal(sandbox: RunningSandbox, tmp_path: Path) -> "Terminal":
    (tmp_path / "essai.toml").write_text(TOML, "utf-8")
    return Terminal(tmp_path, sandbox)


class Terminal:
    """A terminal in which the command is typed; a browser stands beside it."""

    def __init__(self, folder: Path, sandbox: RunningSandbox) -> None:
        self.folder, self.sandbox = folder, sandbox
        self.page = ""

    def login(self, *options: str, answer, **more: str) -> subprocess.CompletedProcess[str]:
        """Type the command; `answer(address)` is what the person does with the page."""
        command = [sys.executable, "-u", "-m", "relocalisons", "login", "--programme", "essai"]
        process = subprocess.Popen(
            [*command, *options],
            env=self.environment(**more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        said: list[str] = []
        assert process.stderr is not None
        for line in process.stderr:
            said.append(line)
            if "/o/oauth2/v2/auth" in line:
                self.page = line.strip()
                break
        typed = answer(self.page) if self.page else None
        out, err = process.communicate(typed, timeout=60)
        watchdog.cancel()
        assert "Traceback" not in err
        return subprocess.CompletedProcess(command, process.returncode, out, "".join(said) + err)

    def environment(self, **more: str) -> dict[str, str]:
        plain = {key: val for key, val in os.environ.items() if not key.startswith("RELOCALISONS")}
        ours = {
            "RELOCALISONS_CONFIG_DIR": str(self.folder),
            "RELOCALISONS_BASE_URL": self.sandbox.base_url,
            "XDG_CONFIG_HOME": str(self.folder / "chez-moi"),
        }
        return {**plain, **ours, **more}


def consent(page: str, *, decision: str = "oui", email: str = ACCOUNT) -> requests.Response:
    """Answer the page as a browser does, going where it sends us."""
    form = {"email": email, "decision": decision}
    return requests.post(page, data=form, timeout=20)


def consent_elsewhere(page: str) -> str:
    """Answer on another machine: the browser cannot open the answer; its address is pasted."""
    form = {"email": ACCOUNT, "decision": "oui"}
    answer = requests.post(page, data=form, timeout=20, allow_redirects=False)
    return answer.headers["Location"] + "\n"


def drive_of(sandbox: RunningSandbox, key: str, *, sign_in_as: str, drive_id: str = "") -> Drive:
    settings = sandbox_settings(sandbox.base_url, key=key, sign_in=sign_in_as, drive_id=drive_id)
    return Drive(sign_in(settings), drive_id=drive_id, base_url=sandbox.base_url)


def upload(drive: Drive, *, parent_id: str):
    return drive.create_file(
        "Note.pdf", b"%PDF-1.7", parent_id=parent_id, media_type=PDF, as_type=None, properties={}
    )


def test_a_consent_in_the_browser_leaves_a_token_that_only_its_owner_reads(terminal):
    shown = []

    done = terminal.login("--no-browser", answer=lambda page: shown.append(consent(page)))

    kept = terminal.folder / "chez-moi/relocalisons/essai.google.json"
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert f"Signed in as {ACCOUNT}" in done.stderr
    assert f"export RELOCALISONS_GOOGLE_KEY_FILE={kept}" in done.stderr
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(kept.read_text())["account"] == ACCOUNT
    assert "revenir au terminal" in shown[0].text
    assert "code_challenge_method=S256" in terminal.page
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A" in terminal.page


def test_what_was_kept_reads_workbooks_and_uploads_where_a_service_account_cannot(
    terminal, sandbox
):
    # given the project's account, signed in on a machine without a browser
    done = terminal.login("--headless", "--print", answer=consent_elsewhere)
    key = done.stdout
    settings = sandbox_settings(sandbox.base_url, key=key, sign_in="oauth")

    # when it reads the shared drive's workbook and uploads into its own drive
    credentials = sign_in(settings)
    sheets = open_sheets(credentials, base_url=sandbox.base_url)
    drive = Drive(credentials, drive_id="", base_url=sandbox.base_url)
    now = datetime(2026, 3, 2, tzinfo=UTC)
    book = read_workbook(
        sheets, seeds.SHEET, name="Suivi", version="1", modified_time=now, clock=lambda: now
    )
    made = upload(drive, parent_id="root")

    # then both work, and our own changes are recognised by its address
    assert book.tabs[0].rows[0] == ("Action", "Échéance")
    assert made.last_modifying_user == account_of(settings) == ACCOUNT
    drive.close()
    sheets.http_client.session.close()


def test_a_service_account_owns_no_file_outside_a_shared_drive(sandbox):
    robot = drive_of(sandbox, robot_key(seeds.SERVICE_ACCOUNT), sign_in_as="service_account")

    with pytest.raises(SourceError, match="ne possède pas d’espace") as caught:
        upload(robot, parent_id="root")
    inside = upload(robot, parent_id=seeds.ACTIONS)

    assert 'sign_in = "oauth"' in str(caught.value)
    assert inside.parent_id == seeds.ACTIONS
    robot.close()


def test_with_print_the_secret_is_alone_on_stdout_and_no_file_is_kept(terminal):
    done = terminal.login("--headless", "--print", answer=consent_elsewhere)

    assert set(json.loads(done.stdout)) == {
        "type",
        "account",
        "client_id",
        "client_secret",
        "refresh_token",
    }
    assert json.loads(done.stdout)["refresh_token"] not in done.stderr
    assert not (terminal.folder / "chez-moi").exists()


def test_the_file_that_the_service_will_read_may_not_exist_yet(terminal):
    target = terminal.folder / "secrets" / "google.json"

    done = terminal.login(
        "--headless", answer=consent_elsewhere, RELOCALISONS_GOOGLE_KEY_FILE=str(target)
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(target.read_text())["account"] == ACCOUNT


def test_a_refused_consent_keeps_nothing_and_says_so(terminal):
    done = terminal.login("--no-browser", answer=lambda page: consent(page, decision="non") and "")

    assert done.returncode == 2
    assert "Consent was refused: nothing was kept" in done.stderr
    assert not (terminal.folder / "chez-moi").exists()


def test_the_wrong_account_is_refused(terminal):
    done = terminal.login(
        "--no-browser",
        "--account",
        "projet@localizz.example",
        answer=lambda page: consent(page, email="moi@perso.example") and "",
    )

    assert "login_hint=projet%40localizz.example" in terminal.page
    assert done.returncode == 2
    assert "answered as moi@perso.example, not as projet@localizz.example" in done.stderr
    assert not (terminal.folder / "chez-moi").exists()


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("https://exemple.fr/\n", "That is not the address"),
        ("http://127.0.0.1:1/?state=un-autre&code=4/x\n", "mismatching_state"),
        ("http://127.0.0.1:1/?code=4/x\n", "mismatching_state"),
    ],
)
def test_an_address_that_is_not_the_answer_is_refused(sandbox, monkeypatch, pasted, said):
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    flow = open_flow(sandbox_settings(sandbox.base_url))
    authorisation_address(flow, account="")

    with pytest.raises(ConfigurationError, match=said):
        finish(flow, pasted=pasted)


def test_production_wants_the_oauth_client_of_a_desktop_application():
    with pytest.raises(ConfigurationError, match="Desktop app"):
        open_flow(sandbox_settings(""))


def test_a_new_secret_takes_the_place_of_an_older_file_that_others_could_read(tmp_path):
    path = tmp_path / "cle.json"
    path.write_text("ancien")
    path.chmod(0o644)

    write_secret(path, "nouveau")

    assert path.read_text() == "nouveau\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
