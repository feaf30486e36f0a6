"""Store: which revision its tables are at, without changing anything."""

from pathlib import Path

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import MIGRATIONS, NEWEST, VERSION_TABLE
from relocalisons.store.refusals import store_refused


def pending_migrations(url: str) -> int | None:
    """How many revisions the tables are behind this version; None for a store not made yet.

    Raises ConfigurationError when the database cannot be reached, or is of a later version.
    """
    current = _current(url)
    if current == NEWEST:
        return 0
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    known = [revision.revision for revision in script.walk_revisions()]  # the newest first
    if current is None:
        return None
    if current not in known:
        raise ConfigurationError(
            "The store was made by a later version of the service: install that version again."
        )
    return known.index(current)


def _current(url: str) -> str | None:
    """The revision of the tables; None for a store that is not made yet."""
    try:
        # Not `open_store`: its transactions take the write lock, which a run may hold.
        engine = create_engine(url)
        if engine.dialect.name == "sqlite" and not Path(engine.url.database or "").exists():
            return None  # connecting would create the file
        try:
            with engine.connect() as connection:
                if not inspect(connection).has_table(VERSION_TABLE):
                    return None
                return connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError, ValueError) as error:
        raise store_refused(error, url) from error
