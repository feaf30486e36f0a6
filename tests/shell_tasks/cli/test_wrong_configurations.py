"""What an operator may get wrong, and the one line that each mistake gives: what, where, how.

The table is `tests/data/configurations/wrong.toml`.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError
from support.databases import KINDS, bare_database

from relocalisons.cli.settings_page import settings_page
from relocalisons.configuration.variables import VARIABLES
from relocalisons.core.workspace.access import CheckState
from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT, Settings, load_settings
from relocalisons.store.opening import migrate
from relocalisons.store.refusals import store_refused
from tasks.google.sign_in import sign_in
from tasks.mail.mail import open_mail
from tasks.workspace.access_facts import measure_store

DATA = ROOT / "tests" / "data" / "configurations"
RIGHT = (DATA / "val.toml").read_text("utf-8")
WRONG: list[dict[str, Any]] = tomllib.loads((DATA / "wrong.toml").read_text("utf-8"))["wrong"]

# What a right configuration meets next, by the name that the table gives it.
STEPS: Mapping[str, Callable[[Settings], object]] = {
    "loading": lambda settings: settings,
    "google": sign_in,
    "reading": lambda settings: settings.pilotage_to_read(),
    "mail": open_mail,
    "reminders": lambda settings: settings.hmac_key(),
    "store": lambda settings: migrate(settings.store_url),
}


def load(folder: Path, case: Mapping[str, Any]) -> Settings:
    """The settings of `val.toml` with one thing wrong."""
    text, secret = RIGHT, folder / "secret"
    if "change" in case:
        stands, wrong = case["change"]
        assert RIGHT.count(stands) == 1, f"val.toml has not one {stands!r}"
        text = RIGHT.replace(stands, wrong)
    (folder / "config").mkdir()
    (folder / "config" / "val.toml").write_text(text, case.get("encoding", "utf-8"))
    secret.write_text(case.get("secret", ""), "utf-8")
    environment = {"RELOCALISONS_CONFIG_DIR": str(folder / "config"), "HOME": str(folder)}
    for name, value in case.get("environment", {}).items():
        environment[name] = value.replace("{folder}", str(folder)).replace("{secret}", str(secret))
    return load_settings(case.get("programme", "val"), environment=environment)


@pytest.mark.parametrize("case", WRONG, ids=[case["name"] for case in WRONG])
def test_a_wrong_configuration_gives_one_line(case: dict[str, Any], tmp_path: Path):
    with pytest.raises(ConfigurationError) as caught:
        STEPS[case.get("when", "loading")](load(tmp_path, case))

    expected = case["line"].replace("{folder}", str(tmp_path))
    assert str(caught.value) == expected.replace("{secret}", str(tmp_path / "secret"))


@pytest.mark.parametrize("case", WRONG, ids=[case["name"] for case in WRONG])
def test_no_line_repeats_a_secret_or_an_address(case: dict[str, Any]):
    assert "pass@" not in case["line"] and "val.example" not in case["line"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('FATAL:  password authentication failed for user "val"', "refuses user and password"),
        ("FATAL:  authentification par mot de passe échouée", "refuses user and password"),
        ('FATAL:  role "val" does not exist', "knows no user val"),
        ('FATAL:  database "val" does not exist', "createdb --owner=val val"),
        ("FATAL:  no pg_hba.conf entry for host", "pg_hba.conf"),
        ("connection timeout expired", "no database answers at db.val.example:5432"),
        ("permission denied for schema public", "GRANT CREATE ON SCHEMA public TO val"),
        ("FATAL:  the database system is starting up", "wait a minute"),
        ("something new", "« something new »"),
    ],
)
def test_a_wrong_password_is_not_told_as_a_server_that_is_away(said: str, told: str):
    error = OperationalError(None, None, Exception(said))

    line = str(store_refused(error, "postgresql+psycopg://val:s3cr3t@db.val.example/val"))

    assert told in line
    assert "s3cr3t" not in line


@pytest.mark.parametrize("kind", KINDS)
def test_a_real_database_that_is_missing_is_named(kind: str, tmp_path: Path):
    with bare_database(kind, tmp_path) as url:
        place = make_url(url).set(database="/proc/nowhere" if kind == "sqlite" else "nowhere")

        with pytest.raises(ConfigurationError, match=r"cannot be opened|has no database nowhere"):
            migrate(place.render_as_string(hide_password=False))


def test_a_store_that_the_first_run_will_make_is_nothing_to_mend(tmp_path: Path):
    case = {"environment": {"RELOCALISONS_STORE_URL": "sqlite:///{folder}/new/store.db"}}

    check = measure_store(load(tmp_path, case))

    assert check.state is CheckState.PASSED
    assert "le premier passage la crée" in check.said
    assert not (tmp_path / "new").exists()


def test_a_store_that_no_run_could_make_is(tmp_path: Path):
    case = {"environment": {"RELOCALISONS_STORE_URL": "sqlite:///{secret}/store.db"}}

    with pytest.raises(ConfigurationError, match="give the service a folder"):
        measure_store(load(tmp_path, case))


def test_every_mistake_is_told_each_in_its_line(tmp_path: Path):
    two = {"change": ['live = false\nredirect_to = ""', 'live = 1\nredirect_to = "moi"']}

    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, two)

    first, second = str(caught.value).splitlines()
    assert first.startswith("val.toml, mail.live: 1 does not fit")
    assert second.startswith("val.toml, mail.redirect_to: this is not one e-mail address")


def test_the_mark_that_editors_of_windows_put_first_does_not_matter(tmp_path: Path):
    assert load(tmp_path, {"encoding": "utf-8-sig"}).programme.code == "val"


def test_the_page_of_settings_is_the_one_that_the_models_give():
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == settings_page()


def test_the_page_names_every_variable_that_the_code_reads():
    code = "".join(
        path.read_text("utf-8")
        for folder in ("relocalisons", "tasks", "flows")
        for path in (ROOT / folder).rglob("*.py")
    )
    read = set(re.findall(r"RELOCALISONS_[A-Z]+(?:_[A-Z]+)*", code))

    assert {name.removesuffix("_FILE") for name in read} == {each.name for each in VARIABLES}


def test_the_right_one_is_loaded_and_the_table_is_long_enough(tmp_path: Path):
    assert load(tmp_path, {}).programme.code == "val"
    assert len(WRONG) >= 38
