"""Opening, migrating and rehearsing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from support.databases import KINDS, bare_database
from support.mails.build import PROGRAMME, a_notice, after, states

from relocalisons.errors import ConfigurationError
from relocalisons.store import opening
from relocalisons.store.mails.notices import store_notice
from relocalisons.store.opening import MIGRATIONS, NEWEST, Store, migrate, open_store, rehearsal
from relocalisons.store.replies.tables import metadata


@pytest.mark.parametrize("kind", KINDS)
def test_migrations_build_exactly_the_tables_of_the_schema(kind: str, tmp_path: Path):
    with bare_database(kind, tmp_path) as url, open_store(url) as store:
        migrate(url)

        with store.begin() as connection:
            context = MigrationContext.configure(
                connection, opts={"version_table": "relocalisons_version"}
            )
            differences = compare_metadata(context, metadata)

        assert differences == []


@pytest.mark.parametrize("kind", KINDS)
def test_migrating_twice_changes_nothing_and_keeps_what_is_there(kind: str, tmp_path: Path):
    with bare_database(kind, tmp_path) as url, open_store(url) as store:
        migrate(url)
        store_notice(store, a_notice("P01"), at=after())

        migrate(url)

        assert states(store) == {"P01": "held"}


def test_the_newest_revision_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_the_version_table_is_our_own_because_prefect_may_share_the_server(store: Store):
    with store.begin() as connection:
        tables = inspect(connection).get_table_names()

    assert "relocalisons_version" in tables
    assert "alembic_version" not in tables


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/store.db",
        "postgresql+psycopg://nobody@127.0.0.1:1/store?connect_timeout=2",
        "nonsense://store",
        "not a url",
    ],
)
def test_a_store_that_cannot_be_opened_is_said_to_the_operator(url: str):
    with pytest.raises(ConfigurationError) as caught:
        migrate(url)

    assert "store_url" in str(caught.value)


def test_the_error_about_the_store_never_shows_its_password():
    with pytest.raises(ConfigurationError) as caught:
        migrate("postgresql+psycopg://user:s3cr3t@127.0.0.1:1/store?connect_timeout=2")

    assert "s3cr3t" not in str(caught.value)


def test_sqlite_survives_a_power_cut_and_two_writers(tmp_path: Path):
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with (
        bare_database("sqlite", tmp_path) as url,
        open_store(url) as store,
        store.begin() as connection,
    ):
        pragmas = {name: connection.scalar(text(f"PRAGMA {name}")) for name in names}

    assert pragmas["journal_mode"] == "wal"
    assert pragmas["synchronous"] == 2  # FULL
    assert pragmas["foreign_keys"] == 1
    assert pragmas["busy_timeout"] >= 10_000


def test_only_a_demo_waits_for_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "_commits", opening._Commits())
    opening.wait_for_no_disk()
    with (
        bare_database("sqlite", tmp_path) as url,
        open_store(url) as store,
        store.begin() as connection,
    ):
        assert connection.scalar(text("PRAGMA synchronous")) == 0


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store):
    with pytest.raises(RuntimeError), store.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO hold (programme, scope, reason, put_by, put_at)"
                " VALUES ('relocalisons', '*', 'essai', 'test', '2026-03-03')"
            )
        )
        raise RuntimeError

    with store.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM hold")) == 0


def test_a_rehearsal_sees_what_it_writes_and_keeps_nothing(store: Store):
    with rehearsal(store) as rehearsed:
        store_notice(rehearsed, a_notice("P01"), at=after())
        store_notice(rehearsed, a_notice("P02"), at=after())
        seen = states(rehearsed)

    assert seen == {"P01": "held", "P02": "held"}
    assert states(store, PROGRAMME) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_several_first_starts_at_once_build_the_tables_once(kind: str, tmp_path: Path):
    with bare_database(kind, tmp_path) as url:
        with ThreadPoolExecutor(4) as starts:
            list(starts.map(migrate, [url] * 4))

        with open_store(url) as store:
            assert states(store) == {}


def test_a_rehearsal_gives_way_to_nothing_and_nothing_waits_for_it_for_ever(store: Store):
    with rehearsal(store) as rehearsed, pytest.raises(RuntimeError), rehearsed.begin():
        raise RuntimeError

    store_notice(store, a_notice("P01"), at=after())
    assert states(store) == {"P01": "held"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_tables_can_be_taken_back(kind: str, tmp_path: Path):
    with bare_database(kind, tmp_path) as url, open_store(url) as store:
        migrate(url)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with store.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "base")

        with store.begin() as connection:
            left = set(inspect(connection).get_table_names())

    assert left == {"relocalisons_version"}
