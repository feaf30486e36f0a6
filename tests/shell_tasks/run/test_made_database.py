"""The database with which a private server begins: the one that Prefect makes, or none of ours."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tasks.run.made_database import begin_with_made_database, made_database


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment of Python in which nothing was made yet."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    return tmp_path


def a_database(path: Path, *, table: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"create table {table} (a integer)")


def tables_of(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "prefect.db")) as kept:
        return [name for (name,) in kept.execute("select name from sqlite_master")]


def test_a_new_server_begins_with_a_copy_of_what_was_made(environment: Path):
    a_database(made_database(), table="made")

    assert begin_with_made_database(environment)

    assert tables_of(environment) == ["made"]


def test_a_server_keeps_the_database_that_it_has(environment: Path):
    a_database(made_database(), table="made")
    a_database(environment / "prefect.db", table="lived_in")

    assert not begin_with_made_database(environment)

    assert tables_of(environment) == ["lived_in"]


def test_an_environment_without_one_leaves_it_to_prefect(environment: Path):
    assert not begin_with_made_database(environment)

    assert not list(environment.iterdir())


def test_it_is_that_of_one_version_of_prefect(environment: Path):
    a_database(made_database().with_name("prefect-3.0.0.db"), table="old")

    assert not begin_with_made_database(environment)
