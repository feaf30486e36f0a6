"""`relocalisons init` asks the facts of a programme and writes its file, never over another."""

import os
import stat
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from relocalisons.cli.application import app
from relocalisons.errors import ConfigurationError
from relocalisons.settings import load_settings

DRIVE = "https://drive.google.com/drive/folders/0ADriveOfTheValley"
ALL = (
    *("--name", "Val de Sorgue", "--code", "val", "--start", "01/09/2026", "--end", "31/08/2028"),
    *("--coordinator", "Camille Aubanel", "--coordinator-email", "camille@val.example"),
    *("--operator", "Exploitation", "--operator-email", "exploitation@val.example"),
    *("--time-zone", "Indian/Reunion", "--drive", DRIVE),
)


@dataclass
class Terminal:
    """Somebody types the command; `said` is what it printed."""

    config: Path
    home: Path
    said: str = ""

    def init(self, *flags: str, typed: str = "") -> BaseException | None:
        """What stopped the command, or None."""
        done = CliRunner().invoke(app, ["init", *flags], input=typed)
        self.said = done.output
        return done.exception

    def file(self, code: str = "val") -> dict:
        return tomllib.loads((self.config / f"{code}.toml").read_text("utf-8"))


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    for name in [name for name in os.environ if name.startswith("RELOCALISONS_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "config"
    monkeypatch.setenv("RELOCALISONS_CONFIG_DIR", str(config))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    # Set, so that what the command puts there is taken away again.
    monkeypatch.setenv("RELOCALISONS_HMAC_KEY_FILE", "")
    monkeypatch.delenv("RELOCALISONS_HMAC_KEY_FILE")
    yield Terminal(config, tmp_path / "home")
    os.environ.pop("RELOCALISONS_HMAC_KEY_FILE", None)


def lines(*typed: str) -> str:
    return "\n".join(typed) + "\n"


def test_the_facts_given_as_flags_are_asked_no_more_and_make_a_file_that_loads(terminal):
    assert terminal.init(*ALL) is None

    settings = load_settings("val", config_dir=terminal.config)
    assert settings.programme.name == "Val de Sorgue"
    assert settings.programme.start.isoformat() == "2026-09-01"
    assert settings.programme.end.isoformat() == "2028-08-31"
    assert settings.programme.time_zone == "Indian/Reunion"
    assert settings.google.drive_id == "0ADriveOfTheValley"
    assert settings.google.sign_in == "service_account"
    assert settings.mail.coordinator.email == "camille@val.example"
    assert settings.mail.operator is not None
    assert settings.mail.operator.name == "Exploitation"
    assert not settings.mail.live


def test_the_facts_are_asked_with_a_usual_answer_where_there_is_one(terminal):
    typed = lines("Val de Sorgue", "", "", "01/09/2026", "", "", "Camille", "camille@val.fr", "")

    assert terminal.init(typed=typed) is None

    file = terminal.file("val-de-sorgue")
    assert file["programme"]["code"] == "val-de-sorgue"
    assert file["programme"]["time_zone"] == "Europe/Paris"
    assert file["programme"]["end"].isoformat() == "2028-09-01"
    assert "operator" not in file["mail"]
    assert (file["google"]["drive_id"], file["google"]["sign_in"]) == ("", "oauth")
    assert "relocalisons login --programme val-de-sorgue" in terminal.said


def test_a_wrong_answer_is_told_with_what_is_expected_and_asked_again(terminal):
    typed = lines(
        *("", "Val", "un dossier", "", "Été !", "val"),
        *("septembre", "01/09/2026", "01/08/2026", "31/08/2028", "Paris", "Europe/Paris"),
        *("Camille", "camille chez val.fr", "camille@val.fr", ""),
    )

    assert terminal.init(typed=typed) is None

    assert "the address of the shared drive" in terminal.said
    assert "for example ete" in terminal.said
    assert "one day is expected, for example 01/09/2026" in terminal.said
    assert "the last day comes after the first one (01/09/2026)" in terminal.said
    assert "a time zone is written like Europe/Paris" in terminal.said
    assert "one e-mail address is expected" in terminal.said
    assert terminal.file()["mail"]["coordinator"]["email"] == "camille@val.fr"


@pytest.mark.parametrize(
    ("flag", "word", "told"),
    [
        ("--start", "32/13/2026", "one day is expected"),
        ("--end", "01/01/2020", "comes after the first one"),
        ("--code", "Val de Sorgue", "for example val-de-sorgue"),
        ("--coordinator-email", "camille@val.fr, paul@val.fr", "one e-mail address"),
    ],
)
def test_a_wrong_flag_is_refused_by_its_name_and_nothing_is_written(terminal, flag, word, told):
    problem = terminal.init(*ALL, flag, word)

    assert isinstance(problem, ConfigurationError)
    assert str(problem).startswith(flag)
    assert told in str(problem)
    assert not terminal.config.exists()


def test_a_file_that_is_there_is_never_written_over(terminal):
    terminal.init(*ALL)
    before = (terminal.config / "val.toml").read_bytes()

    problem = terminal.init(*ALL, "--name", "Autre")

    assert "val.toml is there already" in str(problem)
    assert (terminal.config / "val.toml").read_bytes() == before


def test_with_nobody_there_a_fact_that_cannot_be_guessed_is_named(terminal):
    problem = terminal.init("--yes", "--name", "Val")

    assert str(problem).startswith("--coordinator is not said")


def test_a_name_with_quotes_and_accents_stays_as_typed(terminal):
    terminal.init(*ALL, "--name", 'Le « Val » d’Été, dit "C:\\val"')

    assert terminal.file()["programme"]["name"] == 'Le « Val » d’Été, dit "C:\\val"'


def test_the_key_of_reminders_is_made_once_readable_by_its_owner_only(terminal):
    terminal.init(*ALL)
    key = terminal.home / "relocalisons" / "val.hmac"
    made = key.read_text()

    (terminal.config / "val.toml").unlink()
    terminal.init(*ALL)

    assert len(made.strip()) == 64
    assert key.read_text() == made
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert made.strip() not in terminal.said


def test_what_is_left_to_do_is_said_in_its_order(terminal):
    terminal.init(*ALL)

    order = (
        "RELOCALISONS_HMAC_KEY_FILE",
        "RELOCALISONS_GOOGLE_KEY_FILE",
        "workspace_setup",
        "check",
    )
    places = [terminal.said.index(word, terminal.said.index("Left to do")) for word in order]
    assert places == sorted(places)


def test_answering_sandbox_asks_for_the_folder_of_ones_own_files(terminal, tmp_path):
    typed = lines("Val", "sandbox", str(tmp_path / "absent"), str(tmp_path))
    refused: Callable[..., object] = terminal.init

    refused(typed=typed)

    assert "an existing folder is expected" in terminal.said
    assert "Its code" in terminal.said
