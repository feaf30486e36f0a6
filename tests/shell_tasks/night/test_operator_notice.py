"""What cannot be told to a coordinator is told to the operator, from the environment alone.

An invented programme never reaches the real mail vendor, whatever its file or the environment say.
"""

import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.settings import ROOT
from tasks.night.failure_notice import tell_failure
from tasks.night.operator_notice import tell_operator
from vendor_sandbox.testing.scripted_sendgrid import Script, answer

REAL = """
store_url = "sqlite:////nowhere/val.db"
[programme]
code = "val"
name = "Val"
start = 2025-09-01
end = 2027-08-31
time_zone = "Europe/Paries"
"""


@pytest.fixture
def store():
    """None of these needs one: what was told is a file."""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("RELOCALISONS_BASE_URL", "RELOCALISONS_STORY_TIME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RELOCALISONS_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    monkeypatch.setenv("RELOCALISONS_OPERATOR_EMAIL", "veille@structure.example")
    monkeypatch.setenv("RELOCALISONS_SENDGRID_API_KEY", "SG.sandbox")
    return tmp_path


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hosts that were looked for; none but this machine is reached."""
    asked: list[str] = []
    found = socket.getaddrinfo

    def look(host, *rest, **more):
        if host not in ("127.0.0.1", "localhost"):
            asked.append(str(host))
            raise socket.gaierror("no other host in tests")
        return found(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look)
    return asked


def fail(programme: str, kind: RunKind = RunKind.DAILY_FOLLOW_UP, *, dry_run: bool = False) -> None:
    """The end of a run whose programme could not be loaded, as Prefect tells its hook."""
    flow = SimpleNamespace(fn=SimpleNamespace(__name__=kind.value), name=kind.french)
    run = SimpleNamespace(
        id="0b1c", name="x", parameters={"request": {"programme": programme, "dry_run": dry_run}}
    )
    tell_failure(flow, run, SimpleNamespace(data=None))


def test_a_programme_that_cannot_be_loaded_is_told_to_the_operator_once_a_day(
    config, monkeypatch, sendgrid: Script
):
    monkeypatch.setenv("RELOCALISONS_BASE_URL", sendgrid.url)
    monkeypatch.setenv("RELOCALISONS_OPERATOR_SENDER", "suivi@structure.example")
    (config / "val.toml").write_text(REAL)

    fail("val", dry_run=True)
    for kind in (RunKind.DAILY_FOLLOW_UP, RunKind.DAILY_FOLLOW_UP, RunKind.MAIL_SETTLEMENT):
        fail("val", kind)

    (mail,) = sendgrid.accepted
    text = mail["content"][0]["value"].replace("\u00a0", " ")
    assert mail["from"]["email"] == "suivi@structure.example"
    assert mail["personalizations"][0]["to"][0]["email"] == "veille@structure.example"
    assert "« val » ne se lisent pas" in text
    assert "val.toml, programme.time_zone" in text, "where and what to write"
    assert "Europe/Paris" in text
    assert [path.name[:16] for path in (config / "state").iterdir()] == ["told-unloadable-"]


def test_a_mail_that_was_refused_is_tried_again_at_the_next_failure(
    config, monkeypatch, sendgrid: Script
):
    monkeypatch.setenv("RELOCALISONS_BASE_URL", sendgrid.url)
    sendgrid.next(answer(400))

    for _ in range(3):
        fail("nowhere")

    assert sendgrid.calls == 2
    assert "nowhere.toml" in sendgrid.accepted[0]["content"][0]["value"]


def test_a_real_programme_reaches_the_real_vendor(config, hosts):
    (config / "val.toml").write_text(REAL)

    fail("val")

    assert set(hosts) == {"api.sendgrid.com"}


@pytest.mark.parametrize(
    "written",
    [
        (ROOT / "config" / "sandbox.toml").read_bytes(),
        b"[programme]\nsandbox_only = true\n",
        b"[programme]\nsandbox_only=true # invented\nname = \xe9t\xe9",
        b"programme = { code = 'val', 'sandbox_only' = true }",
        b"not toml at all\n  sandbox_only   =  true",
    ],
)
def test_an_invented_programme_never_reaches_it(config, hosts, written):
    (config / "val.toml").write_bytes(written)

    fail("val")

    assert hosts == []


def test_the_programme_of_the_sandbox_never_reaches_it_even_without_its_file(config, hosts):
    fail("sandbox")

    assert hosts == []


@pytest.mark.parametrize("name", ["val", "sandbox", "nowhere"])
def test_with_a_sandbox_everything_goes_there(config, hosts, monkeypatch, sendgrid, name):
    monkeypatch.setenv("RELOCALISONS_BASE_URL", sendgrid.url)
    (config / "val.toml").write_text(REAL)

    fail(name)

    assert hosts == []
    assert len(sendgrid.accepted) == 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RELOCALISONS_OPERATOR_EMAIL", ""),
        ("RELOCALISONS_OPERATOR_EMAIL", "nobody"),
        ("RELOCALISONS_OPERATOR_SENDER", "nobody"),
        ("RELOCALISONS_SENDGRID_API_KEY", "'SG.x'"),
        ("RELOCALISONS_BASE_URL", "127.0.0.1:80"),
    ],
)
def test_an_environment_that_cannot_write_is_logged_and_nothing_is_raised(
    config, hosts, monkeypatch, caplog, variable, value
):
    monkeypatch.setenv(variable, value)

    settled = tell_operator("unit-x", flow="Service", happened="Arrêt.", to_do=())

    assert settled is (value == ""), "only where nobody is named is nothing left to do"
    assert hosts == []
    assert "unit-x" in caplog.text
