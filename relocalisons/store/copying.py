"""Store: a copy of all of it as one SQLite file, whatever database it is on, and back into either.

So a backup needs no tool of PostgreSQL, is the same file everywhere, and may move a store from one
database to the other.
"""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import (
    MIGRATIONS,
    NEWEST,
    VERSION_TABLE,
    Store,
    migrate,
    open_store,
)
from relocalisons.store.private_files import keep_private
from relocalisons.store.refusals import REFUSALS, store_refused
from relocalisons.store.replies.tables import metadata

_ONE_FILE = "PRAGMA journal_mode = DELETE"  # without a second one beside it
_AT_ONCE = 500  # rows: those of readings weigh a hundred kilobytes each


def copy_out(url: str, path: Path) -> Mapping[str, int]:
    """Copy a store, as it is at one instant, into a new file; how many rows each table has.

    Runs may go on meanwhile. Raises ConfigurationError when it cannot be read, or when the copy
    does not hold what the store held.
    """
    with open_store(url) as store:
        try:
            if store.is_sqlite:
                _copy_file(store, path)
            else:
                _require_version(store)
                keep_private(path)
                _fill(f"sqlite:///{path}", store)
                with closing(sqlite3.connect(path)) as copy:
                    copy.execute(_ONE_FILE)
        except REFUSALS as error:
            raise store_refused(error, url) from error
    return rows_of(path)


def copy_in(path: Path, url: str) -> Mapping[str, int]:
    """Fill an empty store from such a file, brought to the present version; rows of each table.

    Raises ConfigurationError when something stands in the store already, or the file is of a
    later version.
    """
    _require_empty(url)
    fresh = path.with_name(f"{path.name}.fresh")
    try:
        shutil.copyfile(path, fresh)
        _require_known(fresh)
        migrate(f"sqlite:///{fresh}")
        counts = rows_of(fresh)
        with open_store(f"sqlite:///{fresh}") as copied:
            if url.startswith("sqlite"):
                place = Path(url.partition(":///")[2])
                _copy_file(copied, place)
            else:
                try:
                    _fill(url, copied)
                except REFUSALS as error:
                    raise store_refused(error, url) from error
    finally:
        for left in fresh.parent.glob(f"{fresh.name}*"):
            left.unlink()
    return counts


def rows_of(path: Path) -> Mapping[str, int]:
    """How many rows each table of a copy has; it is read whole. Raises ConfigurationError."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
            if said != "ok":
                raise ConfigurationError(f"{path}: the copy is damaged ({said}).")
            tables = [
                row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {
                name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for name in sorted(tables)
                if name in metadata.tables
            }
    except sqlite3.Error as error:
        raise ConfigurationError(f"{path}: the copy cannot be read ({error}).") from error


def _copy_file(store: Store, path: Path) -> None:
    """By SQLite's own means: with what its side files hold, while others write."""
    keep_private(path)
    with store.engine.connect() as connection, closing(sqlite3.connect(path)) as copy:
        source = connection.connection.dbapi_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)
        copy.execute(_ONE_FILE)


def _fill(url: str, source: Store) -> None:
    """Every row of a store into another one that is empty, all of them or none."""
    migrate(url)
    with open_store(url) as target, source.engine.connect() as reading:
        if not source.is_sqlite:
            reading.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        with target.begin() as writing:
            for table in metadata.sorted_tables:
                found = reading.execution_options(yield_per=_AT_ONCE).execute(select(table))
                for some in found.mappings().partitions(_AT_ONCE):
                    writing.execute(table.insert(), [dict(row) for row in some])
            if not target.is_sqlite:
                _count_on(writing)


def _count_on(connection: Connection) -> None:
    """Numbers that PostgreSQL gives go on after those that came with the rows."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), "
                    f'(SELECT max("{column.name}") FROM "{table.name}"))'
                )
            )


def _require_empty(url: str) -> None:
    if url.startswith("sqlite"):
        place = Path(url.partition(":///")[2])
        if place.exists():
            raise ConfigurationError(
                f"{place} is there already: nothing is written over it. Move it away, then restore."
            )
        return
    with open_store(url) as store:
        try:
            with store.engine.connect() as connection:
                there = set(inspect(connection).get_table_names()) & set(metadata.tables)
                full = [
                    name
                    for name in sorted(there)
                    if connection.scalar(select(func.count()).select_from(metadata.tables[name]))
                ]
        except REFUSALS as error:
            raise store_refused(error, url) from error
    if full:
        raise ConfigurationError(
            f"The store is not empty ({', '.join(full[:3])}…): nothing is written over it. Make a "
            "new database, then restore."
        )


def _require_version(store: Store) -> None:
    """A copy is made by the version that runs the store: columns of another are not known."""
    with store.engine.connect() as connection:
        now = _revision(connection)
    if now != NEWEST:
        raise ConfigurationError(
            f"The store is at version {now or 'none'}, this program at {NEWEST}: run a flow, or "
            "take the backup with the program that runs it."
        )


def _require_known(path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store, store.engine.connect() as connection:
        try:
            revision = _revision(connection)
        except SQLAlchemyError as error:
            raise ConfigurationError(f"{path.name}: this is no copy of a store.") from error
    known = {each.revision for each in _scripts().walk_revisions()}
    if revision not in known:
        raise ConfigurationError(
            f"The copy is of version {revision or 'none'}, which this program does not know: "
            "restore with the program that made it, or a later one."
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE}
    ).get_current_revision()


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)
