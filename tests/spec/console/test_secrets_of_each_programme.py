"""Several programmes in one worker: each with its own secrets, else those of all."""

from pathlib import Path

import pytest

from relocalisons.configuration.programmes import environment_of, suffix_of
from relocalisons.configuration.variables import secret_of
from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT, Settings, load_settings

KEY = "RELOCALISONS_GOOGLE_KEY"
VAL = (ROOT / "tests" / "data" / "configurations" / "val.toml").read_text("utf-8")


def load(folder: Path, programme: str, *others: str, **environment: str) -> Settings:
    for name in (programme, *others):
        text = VAL.replace('code = "val"', f'code = "{name}"')
        (folder / f"{name}.toml").write_text(text, "utf-8")
    return load_settings(programme, environment=environment, config_dir=folder)


def test_the_suffix_is_the_programme_in_capitals():
    assert suffix_of("val-de-sorgue") == "VAL_DE_SORGUE"


def test_a_variable_of_its_own_wins_over_that_of_all_which_the_others_keep():
    environment = {KEY: "of all", f"{KEY}__VAL": "of val"}

    assert secret_of(environment_of(environment, "val"), KEY) == "of val"
    assert secret_of(environment_of(environment, "sud"), KEY) == "of all"


def test_a_file_of_its_own_wins_over_the_value_of_all(tmp_path: Path):
    (tmp_path / "key").write_text("of val")
    environment = {KEY: "of all", f"{KEY}_FILE__VAL": str(tmp_path / "key")}

    assert secret_of(environment_of(environment, "val"), KEY) == "of val"
    assert secret_of(environment_of(environment, "sud"), KEY) == "of all"


def test_a_name_that_ends_like_another_is_not_it():
    environment = {f"{KEY}__PETIT_VAL": "of petit-val"}

    assert secret_of(environment_of(environment, "val"), KEY) is None
    assert secret_of(environment_of(environment, "petit-val"), KEY) == "of petit-val"


def test_one_programme_may_be_live_and_have_its_own_store_and_vendor_key(tmp_path: Path):
    given = {
        "RELOCALISONS_LIVE__SUD": "1",
        "RELOCALISONS_STORE_URL__SUD": "sqlite:////var/lib/sud.db",
        "RELOCALISONS_SENDGRID_API_KEY__SUD": "of sud",
        "RELOCALISONS_SENDGRID_API_KEY": "of all",
    }

    val, sud = (load(tmp_path, name, "val", "sud", **given) for name in ("val", "sud"))

    assert (val.live_environment, sud.live_environment) == (False, True)
    assert (val.store_url, sud.store_url) == (
        "sqlite:////var/lib/relocalisons/val.db", "sqlite:////var/lib/sud.db",
    )  # fmt: skip
    keys = [one.secrets.mail_key.get_secret_value() for one in (val, sud)]
    assert keys == ["of all", "of sud"]


def test_two_programmes_whose_variables_would_be_the_same_are_refused(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="would be those of val-sud"):
        load(tmp_path, "val_sud", "val-sud")


def test_an_invented_programme_may_bear_the_code_of_the_one_it_imitates():
    given = {
        "RELOCALISONS_BASE_URL": "http://127.0.0.1:9",
        "RELOCALISONS_STORE_URL": "sqlite:////s",
    }

    assert load_settings("sandbox", environment=given).programme.code == "relocalisons"
