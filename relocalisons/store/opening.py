"""Store: opening it, migrating it, and a rehearsal that keeps nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from relocalisons.errors import ConfigurationError
from relocalisons.store.private_files import keep_private
from relocalisons.store.refusals import REFUSALS, store_refused

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "relocalisons_version"  # our own: Prefect's database may be the same server
NEWEST = "0019"  # the last of `migrations/versions`
MIGRATING = 0x52454C4F  # advisory lock: two first starts must not both create the tables
BUSY_PATIENCE = 30  # seconds of waiting for another writer, or for a table that somebody locked


@dataclass(slots=True)
class _Commits:
    """How long a commit to a file waits: until the disk says that it holds it."""

    synchronous: str = "FULL"


_commits = _Commits()


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. `begin()` is a transaction: all of it is kept, or none."""

    engine: Engine
    rehearsal: Connection | None = None

    def begin(self) -> AbstractContextManager[Connection]:
        """A transaction; in a rehearsal a savepoint of one that is rolled back at the end."""
        if self.rehearsal is not None:
            return _savepoint(self.rehearsal)
        return self.engine.begin()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> "Store":
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()


def open_store(url: str) -> Store:
    """Open the store at a SQLAlchemy URL; a file is readable by its owner only.

    Raises ConfigurationError when the URL is no good.
    """
    try:
        engine = create_engine(url)
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise store_refused(error, url) from error
    if engine.dialect.name == "sqlite":
        database = engine.url.database or ":memory:"
        if not database.startswith((":memory:", "file:")):  # a URI may ask for reading only
            keep_private(Path(database))
        event.listen(engine, "connect", _sqlite_connection)
        event.listen(engine, "begin", _sqlite_begin)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _postgresql_connection)
    return Store(engine)


def wait_for_no_disk() -> None:
    """From now on a file of this process may lose its last commits to a power cut (not to a kill).

    For a demo, whose mails go to a sandbox: in production a lost commit is a mail sent twice.
    """
    _commits.synchronous = "OFF"


def answers(store: Store) -> bool:
    """Whether the database answers at all."""
    try:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError:
        return False
    return True


def migrate(url: str) -> None:
    """Bring the tables to the newest revision; safe to call at every start.

    Raises ConfigurationError when the database cannot be reached.
    """
    with open_store(url) as store:
        if _revision(store) == NEWEST:
            return
        # As long to import as the tables are to look at, for what happens once a release.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        try:
            with schema_change(store) as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except REFUSALS as error:
            raise store_refused(error, url) from error


def _revision(store: Store) -> str | None:
    """At which revision the tables are; None when they do not say, or nobody answers."""
    try:
        with store.engine.connect() as connection:
            return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    except DatabaseError:
        return None  # tables to be made; or a refusal, which the upgrade tells in words


@contextmanager
def schema_change(store: Store) -> Iterator[Connection]:
    """A transaction in which tables may be rebuilt, by one process at a time.

    SQLite changes most things of a table by making another one and dropping the first, which its
    foreign keys forbid while rows refer to it. As SQLite prescribes, they are off meanwhile (which
    can only be said outside a transaction) and checked before the end: a row that would have lost
    what it refers to takes everything back, as ConfigurationError.
    https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes
    """
    with store.engine.connect() as connection:
        if not store.is_sqlite:
            with connection.begin():
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATING})
                yield connection
            return
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():  # BEGIN IMMEDIATE lets one in at a time
                orphans = _orphans(connection)
                yield connection
                if lost := _orphans(connection) - orphans:
                    tables = ", ".join(sorted({table for table, _ in lost}))
                    raise ConfigurationError(
                        f"The store was not upgraded: rows would be left alone in {tables}. "
                        "Nothing was changed; keep the file and report this."
                    )
        finally:
            _foreign_keys(connection, on=True)


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """On the driver's own connection: SQLAlchemy would begin a transaction first."""
    driver = connection.connection.dbapi_connection
    assert driver is not None
    cursor = driver.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def _orphans(connection: Connection) -> Counter[tuple[str, str]]:
    """How many rows refer to nothing, by table and the table that they should find."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return Counter((row[0], row[2]) for row in rows)


@contextmanager
def rehearsal(store: Store) -> Iterator[Store]:
    """The same store, in which everything can be written and nothing is kept."""
    with store.engine.connect() as connection:
        transaction = connection.begin()
        try:
            yield Store(store.engine, connection)
        finally:
            transaction.rollback()


@contextmanager
def _savepoint(connection: Connection) -> Iterator[Connection]:
    with connection.begin_nested():
        yield connection


def _sqlite_connection(connection: Any, _record: object) -> None:
    """Let us say BEGIN ourselves; make a commit survive a power cut."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_PATIENCE * 1000}",
        "journal_mode = WAL",
        f"synchronous = {_commits.synchronous}",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _postgresql_connection(connection: Any, _record: object) -> None:
    """A table that somebody locked must not keep an unattended run for ever."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(BUSY_PATIENCE * 1000)}")
    connection.commit()


def _sqlite_begin(connection: Connection) -> None:
    """Take the write lock at once: two writers wait, they never fail half-way."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
