"""The store is locked, full, broken, read-only or gone back in time: no mail is sent without its
claim, none is sent twice, and what cannot be known stands before a person. On both databases."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError
from support.databases import new_database
from support.mails.build import PROGRAMME, after, ready, states
from support.mails.sending_process import settle_once

from relocalisons.store import opening
from relocalisons.store.opening import Store, open_store
from vendor_sandbox.testing.scripted_sendgrid import Script

POLICIES = [pytest.param(0, id="hold_when_unsure"), pytest.param(2, id="two_phase")]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, url: str) -> Iterator[Store]:
    """The store of a service that waits a fifth of a second for others."""
    monkeypatch.setattr(opening, "BUSY_PATIENCE", 0.2)
    with open_store(url) as opened:
        yield opened


def settle(store: Store, sendgrid: Script, *, hours: float, size: int) -> None:
    sendgrid.vendor.pass_time(after(hours=hours))
    settle_once(store, sendgrid.url, hours=hours, size=size)


def left(sendgrid: Script) -> dict[str, int]:
    sendgrid.vendor.pass_time(after(days=10))
    return dict(sendgrid.vendor.left)


@pytest.mark.parametrize("size", POLICIES)
def test_a_locked_store_ends_the_pass_in_bounded_time_and_nothing_is_sent(
    impatient: Store, url: str, sendgrid: Script, size: int
):
    keys = ready(impatient, "P01", "P02")
    lock = "BEGIN IMMEDIATE" if impatient.is_sqlite else "LOCK TABLE notice"
    other = create_engine(url)

    with other.connect() as connection:
        connection.exec_driver_sql(lock)
        with pytest.raises(OperationalError, match="lock"):
            settle(impatient, sendgrid, hours=3, size=size)
        while_locked = sendgrid.calls
        connection.rollback()
    other.dispose()
    settle(impatient, sendgrid, hours=3.25, size=size)

    assert while_locked == 0
    assert left(sendgrid) == dict.fromkeys(keys, 1)


@pytest.mark.parametrize(
    ("size", "commit"),
    [pytest.param(0, commit, id=f"hold_when_unsure-{commit}") for commit in range(1, 10)]
    + [pytest.param(2, commit, id=f"two_phase-{commit}") for commit in range(1, 22)],
)
def test_whatever_commit_fails_no_mail_is_doubled_or_lost(
    store: Store, sendgrid: Script, size: int, commit: int
):
    """No room from that commit on; by the next pass there is some again."""
    keys = ready(store, "P01", "P02", "P03")
    done = 0

    def no_room(_connection: object) -> None:
        nonlocal done
        done += 1
        if done >= commit:
            raise OSError("no space left on device")

    event.listen(store.engine, "commit", no_room)
    with pytest.raises(OSError, match="no space left"):
        settle(store, sendgrid, hours=3, size=size)
    event.remove(store.engine, "commit", no_room)
    for quarter in range(1, 5):
        settle(store, sendgrid, hours=3 + quarter / 4, size=size)

    found = left(sendgrid)
    doubtful = [who for who, state in states(store).items() if state == "unsettled"]
    assert all(count == 1 for count in found.values())
    assert set(states(store).values()) <= {"accepted", "unsettled"}
    assert len(doubtful) <= (0 if size else 1)
    assert all(found.get(key) or partner in doubtful for key, partner in by_key(keys))


def by_key(keys: list[str]) -> list[tuple[str, str]]:
    return [(key, f"P{number:02d}") for number, key in enumerate(keys, start=1)]


# --- what only a file can suffer --------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    with new_database("sqlite", tmp_path) as address:
        yield Path(address.removeprefix("sqlite:///"))


@pytest.fixture
def file_store(file: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{file}") as opened:
        yield opened


@pytest.mark.parametrize("size", POLICIES)
def test_a_read_only_file_sends_nothing(file: Path, file_store: Store, sendgrid: Script, size: int):
    ready(file_store, "P01")
    file_store.close()

    with (
        open_store(f"sqlite:///file:{file}?mode=ro&uri=true") as read_only,
        pytest.raises(OperationalError, match="readonly"),
    ):
        settle(read_only, sendgrid, hours=3, size=size)

    assert sendgrid.calls == 0


@pytest.mark.parametrize("size", POLICIES)
def test_a_damaged_file_sends_nothing(file: Path, file_store: Store, sendgrid: Script, size: int):
    ready(file_store, *(f"P{number:02d}" for number in range(1, 40)))
    file_store.close()
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)

    with open_store(f"sqlite:///{file}") as damaged, pytest.raises(DatabaseError):
        settle(damaged, sendgrid, hours=3, size=size)

    assert sendgrid.calls == 0


def test_a_lost_journal_makes_an_older_store_which_the_mark_in_the_drive_tells(
    file: Path, file_store: Store, sendgrid: Script, tmp_path: Path
):
    """Without its WAL the file is a backup of an hour ago: `shell_tasks/mail/test_real_sendings`
    shows that such a store refuses to send; here, that it would really have forgotten."""
    ready(file_store, "P01")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file_store.begin() as connection:
        connection.execute(text("SELECT 1"))
    settle(file_store, sendgrid, hours=3, size=0)
    shutil.copy(file, tmp_path / "older.db")

    with open_store(f"sqlite:///{tmp_path / 'older.db'}") as older:
        assert states(older, PROGRAMME) == {"P01": "ready"}
    assert states(file_store, PROGRAMME) == {"P01": "accepted"}
