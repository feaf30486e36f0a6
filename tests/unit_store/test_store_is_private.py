"""Nobody else on the machine reads the store: it holds addresses, and compressed is not secret."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.mails.build import a_notice, after

from relocalisons.store.locks import programme_lock
from relocalisons.store.mails.notices import store_notice
from relocalisons.store.opening import migrate, open_store


@pytest.fixture(autouse=True)
def lax_machine() -> Iterator[None]:
    """An account whose files everybody may read, as most are."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}


def fill(url: str) -> None:
    migrate(url)
    with open_store(url) as store, programme_lock(store, "relocalisons", patience=1):
        store_notice(store, a_notice("P01"), at=after())


def test_a_new_store_its_side_files_and_its_lock_are_its_owners_alone(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/store.db"
    migrate(url)

    with open_store(url) as store, programme_lock(store, "relocalisons", patience=1):
        store_notice(store, a_notice("P01"), at=after())
        found = modes(tmp_path)

    assert found == dict.fromkeys(
        ("store.db", "store.db-wal", "store.db-shm", "store.db.relocalisons.lock"), 0o600
    )


def test_a_store_of_an_older_version_and_what_a_crash_left_beside_it_are_closed(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/store.db"
    fill(url)
    with closing(sqlite3.connect(tmp_path / "store.db")) as crashed:
        crashed.execute("INSERT INTO drive_mark VALUES ('autre', 'x', 'y')")
        crashed.commit()
        for path in tmp_path.iterdir():
            path.chmod(0o644)

        fill(url)

        assert set(modes(tmp_path).values()) == {0o600}


def test_a_backup_put_in_place_by_hand_is_closed_at_the_next_opening(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/store.db"
    fill(url)
    with (
        closing(sqlite3.connect(tmp_path / "store.db")) as live,
        closing(sqlite3.connect(tmp_path / "copy.db")) as copy,
    ):
        live.backup(copy)
    (tmp_path / "copy.db").chmod(0o644)
    (tmp_path / "copy.db").replace(tmp_path / "store.db")

    with open_store(url):
        assert modes(tmp_path)["store.db"] == 0o600
