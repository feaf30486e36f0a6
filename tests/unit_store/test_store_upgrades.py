"""A store of any earlier version, with rows in every table, is upgraded and loses none of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
    text,
)
from support.databases import KIND_OR_STORY, KINDS, bare_database

from relocalisons.core.kernel.definition import Subject, SubjectOn
from relocalisons.errors import ConfigurationError
from relocalisons.store.opening import MIGRATIONS, Store, migrate, open_store, schema_change
from relocalisons.store.readings.baselines import baseline_in_force
from relocalisons.store.readings.subjects import remembered_subjects
from relocalisons.store.replies.tables import metadata
from relocalisons.store.schema import run

ROWS = (1, 2)
VERSION = "relocalisons_version"
Kept = dict[str, list[dict[str, Any]]]


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


REVISIONS = [
    script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()
]


@contextmanager
def store_of(revision: str, kind: str, folder: Path) -> Iterator[tuple[Store, Sequence[Table]]]:
    """A store as the version of that revision made it, two rows in each of its tables."""
    with bare_database(kind, folder) as url, open_store(url) as store:
        config = alembic_config()
        with store.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        with store.begin() as connection:
            tables = tables_of(connection)
        fill(store, tables)
        yield store, tables


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they stand, those that others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION]


def fill(store: Store, tables: Sequence[Table]) -> None:
    with store.begin() as connection:
        for table in tables:
            for number in ROWS:
                values = {column.name: value_of(column, number) for column in table.columns}
                connection.execute(insert(table).values(values))


def value_of(column: Column[Any], number: int) -> object:
    """What a column of row `number` holds; a reference names the row of that number."""
    if column.foreign_keys:
        (reference,) = column.foreign_keys
        return value_of(reference.column, number)
    if isinstance(column.type, Boolean):
        return number == 1
    if isinstance(column.type, Integer):
        return number
    if isinstance(column.type, LargeBinary):
        return f"{column.name} {number}".encode()
    # A text that is cut short must still differ from row to row.
    return f"{number} {column.name}"[: getattr(column.type, "length", None)]


def rows_of(store: Store, tables: Sequence[Table]) -> Kept:
    with store.begin() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in tables
        }


def in_both(before: Kept, after: Kept) -> tuple[Kept, Kept]:
    """The columns that both versions have."""
    shared = {
        name: set(rows[0]) & set(after[name][0]) if after.get(name) else set(rows[0])
        for name, rows in before.items()
    }
    return tuple(
        {
            name: [{one: row[one] for one in columns if one in row} for row in kept.get(name, [])]
            for name, columns in shared.items()
        }
        for kept in (before, after)
    )  # type: ignore[return-value]


@pytest.mark.parametrize("kind", KIND_OR_STORY)
@pytest.mark.parametrize("revision", REVISIONS)
def test_every_version_is_upgraded_with_rows_in_every_table(
    revision: str, kind: str, tmp_path: Path
):
    with store_of(revision, kind, tmp_path) as (store, tables):
        before = rows_of(store, tables)

        migrate(str(store.engine.url.render_as_string(hide_password=False)))

        with store.begin() as connection:
            context = MigrationContext.configure(connection, opts={"version_table": VERSION})
            assert compare_metadata(context, metadata) == []
        # The tables are ours, as was just found: they need not be looked at again.
        kept, found = in_both(before, rows_of(store, metadata.sorted_tables))
        assert found == kept
        assert all(len(rows) == len(ROWS) for rows in before.values())
        with store.begin() as connection:
            if store.is_sqlite:
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
                assert connection.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_programme_that_ran_before_subjects_could_be_off_keeps_all_of_them(
    kind: str, tmp_path: Path
):
    with store_of("0007", kind, tmp_path) as (store, _):
        migrate(str(store.engine.url.render_as_string(hide_password=False)))

        kept = remembered_subjects(store, str(value_of(run.c.programme, 1)))

        younger = {Subject.REPAYMENTS}  # nothing of it was theirs to keep
        assert kept == dict.fromkeys({*Subject} - younger, SubjectOn.KEPT)
        assert remembered_subjects(store, "a programme that never ran") == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_newest_reference_of_before_is_the_one_in_force(kind: str, tmp_path: Path):
    with bare_database(kind, tmp_path) as url, open_store(url) as store:
        config = alembic_config()
        with store.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0011")
            for name, at in (("Convention", "2026-03-02"), ("Avenant n° 1", "2026-06-01")):
                connection.execute(
                    text(
                        "INSERT INTO baseline (programme, name, frozen_at, dates) VALUES "
                        "('relocalisons', :name, :at, '{\"A1\": \"2026-09-30\"}')"
                    ).bindparams(name=name, at=f"{at}T05:00:00.000000+00:00")
                )
        migrate(url)

        names = [
            baseline_in_force(store, "relocalisons", on=date(2026, month, 15)).name
            for month in (2, 4, 7)
        ]

        assert names == ["", "Convention", "Avenant n° 1"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_newest_version_is_taken_back_to_each_earlier_one_with_its_rows(
    kind: str, tmp_path: Path
):
    with store_of("head", kind, tmp_path) as (store, tables):
        config = alembic_config()
        after = rows_of(store, tables)
        for revision in REVISIONS[1:]:
            before = after
            with schema_change(store) as connection:
                config.attributes["connection"] = connection
                command.downgrade(config, revision)
                tables = tables_of(connection)
            after = rows_of(store, tables)
            kept, found = in_both({name: before[name] for name in after if name in before}, after)
            assert found == kept


def test_a_change_that_would_leave_a_row_without_its_owner_is_taken_back(tmp_path: Path):
    with store_of("head", "sqlite", tmp_path) as (store, tables):
        before = rows_of(store, tables)

        with (
            pytest.raises(ConfigurationError, match="notice"),
            schema_change(store) as connection,
        ):
            connection.execute(text("DELETE FROM notice"))

        assert rows_of(store, tables) == before
