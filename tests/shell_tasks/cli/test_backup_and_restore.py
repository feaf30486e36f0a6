"""A backup holds the store and the programme's file, no secret; it comes back over nothing."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from support.databases import KINDS, bare_database
from support.mails.build import TUESDAY, held, ready
from support.mails.personal_data import ADDRESS, NAME, mail

from relocalisons.cli.personal import forget_again_in, forget_person
from relocalisons.cli.service.backup import back_up, check, restore
from relocalisons.errors import ConfigurationError
from relocalisons.settings import ROOT
from relocalisons.store.mails.alerts import claim_alert
from relocalisons.store.mails.holds import put_hold
from relocalisons.store.mails.notices import NoticeState, notices_in
from relocalisons.store.mails.sending_mark import mark_of, next_mark
from relocalisons.store.opening import Store, open_store
from relocalisons.store.retention import FORGOTTEN, known_of
from relocalisons.store.runs import start_run
from relocalisons.store.schema import metadata

SECRET = "SG.a-secret-nobody-writes"


@pytest.fixture(autouse=True)
def programme(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config"
    config.mkdir()
    text = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
    (config / "sandbox.toml").write_text(
        f'store_url = "postgresql+psycopg://val:{SECRET}@host/val"\n{text}'
    )
    for name, value in {
        "CONFIG_DIR": str(config),
        "STORE_URL": url,
        "BASE_URL": "http://127.0.0.1:9",
        "SENDGRID_API_KEY": SECRET,
    }.items():
        monkeypatch.setenv(f"RELOCALISONS_{name}", value)


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with something in tables of every kind."""
    start_run(
        store, programme="relocalisons", kind="daily_follow_up", logical_date=TUESDAY.date(),
        at=TUESDAY,
    )  # fmt: skip
    held(store, "P01", "P02")
    ready(store, "P03")
    put_hold(
        store, programme="relocalisons", scope="P07", reason="essai", by="operator", at=TUESDAY
    )
    claim_alert(store, programme="relocalisons", key="x", at=TUESDAY)
    for _ in range(3):
        next_mark(store, "relocalisons", at=TUESDAY)
    return store


def contents(url: str) -> dict[str, list]:
    with open_store(url) as store, store.begin() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in metadata.sorted_tables
        }


def backed_up(tmp_path: Path, *, keep: int = 0, hours: int = 0) -> Path:
    return back_up("sandbox", to=tmp_path / "kept", keep=keep, at=TUESDAY + timedelta(hours=hours))


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An empty store of each kind, elsewhere."""
    with ExitStack() as databases:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        yield {
            kind: databases.enter_context(bare_database(kind, elsewhere / "new")) for kind in KINDS
        }


@pytest.mark.parametrize("kind", KINDS)
def test_a_store_comes_back_whole_on_either_database(
    filled, url, tmp_path, monkeypatch, empty_place, kind
):
    before = contents(url)
    folder = backed_up(tmp_path)
    monkeypatch.setenv("RELOCALISONS_STORE_URL", empty_place[kind])

    name, rows, left = restore(folder)
    with open_store(empty_place[kind]) as back:
        put_hold(
            back, programme="relocalisons", scope="P08", reason="suite", by="operator", at=TUESDAY
        )
        mark = mark_of(back, "relocalisons")
    after = contents(empty_place[kind])

    assert name == "sandbox"
    assert sum(rows.values()) == sum(map(len, before.values())) > 8
    assert len(after.pop("hold")) == len(before.pop("hold")) + 1, "numbers go on"
    assert after == before
    assert mark == 3
    assert any("ledger restored" in one or "restored backup" in one for one in left)


def test_it_holds_no_secret_and_is_its_owners_alone(filled, tmp_path):
    folder = backed_up(tmp_path)

    files = {path.name for path in folder.iterdir()}
    assert files == {
        *("store.db", "sandbox.toml", "manifest.json", "SHA256SUMS"),
        "forgotten.txt",
    }
    assert not any(SECRET.encode() in path.read_bytes() for path in folder.iterdir())
    assert "val:***@host" in (folder / "sandbox.toml").read_text()
    assert json.loads((folder / "manifest.json").read_text())["secrets"] == [
        "RELOCALISONS_SENDGRID_API_KEY"
    ]
    assert {path.stat().st_mode & 0o777 for path in (*folder.iterdir(),)} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (folder, folder.parent)} == {0o700}


def test_its_sums_are_those_that_any_machine_checks(filled, tmp_path):
    folder = backed_up(tmp_path)

    said = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 0, said.stdout
    assert said.stdout.count("OK") == 4


@pytest.mark.parametrize("file", ["store.db", "sandbox.toml", "manifest.json"])
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_what_was_changed_or_lost_is_not_brought_back(
    filled, tmp_path, monkeypatch, empty_place, file, how
):
    folder = backed_up(tmp_path)
    monkeypatch.setenv("RELOCALISONS_STORE_URL", empty_place["sqlite"])
    if how == "missing":
        (folder / file).unlink()
    else:
        with (folder / file).open("ab") as written:
            written.write(b" ")

    with pytest.raises(ConfigurationError):
        restore(folder)

    assert not list((tmp_path / "elsewhere").iterdir())


def test_nothing_is_written_over(filled, url, tmp_path, monkeypatch):
    folder = backed_up(tmp_path)
    before = contents(url)
    config = tmp_path / "config" / "sandbox.toml"
    config.write_text(config.read_text() + "\n# changed since\n")

    with pytest.raises(ConfigurationError, match="nothing is written over"):
        restore(folder)
    with pytest.raises(ConfigurationError, match="is there already"):
        backed_up(tmp_path)
    place = tmp_path / "elsewhere.db"
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{place}")
    _, _, left = restore(folder)

    assert contents(url) == before
    assert "# changed since" in config.read_text()
    assert any("was kept" in one for one in left)
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_file_that_went_with_its_machine_is_written_again(filled, tmp_path, monkeypatch):
    folder = backed_up(tmp_path)
    shutil.rmtree(tmp_path / "config")
    (tmp_path / "config").mkdir()
    monkeypatch.delenv("RELOCALISONS_STORE_URL")

    with pytest.raises(ConfigurationError, match=r"password in the place of \*\*\*"):
        restore(folder)
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{tmp_path}/new/store.db")
    monkeypatch.delenv("RELOCALISONS_SENDGRID_API_KEY")
    _, rows, left = restore(folder)

    assert sum(rows.values()) > 8
    assert any("RELOCALISONS_SENDGRID_API_KEY" in one for one in left)
    assert (tmp_path / "config" / "sandbox.toml").stat().st_mode & 0o777 == 0o600


def test_the_oldest_go_and_those_of_other_programmes_stay(filled, tmp_path):
    (tmp_path / "kept").mkdir()
    others = tmp_path / "kept" / "relocalisons-sandbox-2-20200101-000000"
    others.mkdir()
    made = [backed_up(tmp_path, keep=2, hours=hours) for hours in range(4)]

    stay = {path.name for path in (tmp_path / "kept").iterdir()}
    assert stay == {made[2].name, made[3].name, others.name}


def test_a_backup_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:////{tmp_path}/nowhere/store.db")

    with pytest.raises(ConfigurationError):
        backed_up(tmp_path)

    assert list((tmp_path / "kept").iterdir()) == []


def test_a_store_of_a_later_version_is_not_brought_back(filled, tmp_path, monkeypatch):
    folder = backed_up(tmp_path)
    with closing(sqlite3.connect(folder / "store.db")) as copy:
        copy.execute("UPDATE relocalisons_version SET version_num = '9999'")
        copy.commit()
    sums = folder / "SHA256SUMS"
    said = subprocess.run(
        ["sha256sum", "manifest.json", "sandbox.toml", "store.db"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    sums.write_text(said.stdout)
    assert check(folder)
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{tmp_path}/later.db")

    with pytest.raises(ConfigurationError, match="9999"):
        restore(folder)

    assert not (tmp_path / "later.db").exists()
    assert not list(folder.glob("*.fresh*"))


@pytest.mark.parametrize("key_is_there", [True, False])
def test_who_was_forgotten_after_a_backup_is_not_brought_back(
    store: Store, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, key_is_there: bool
):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("RELOCALISONS_HMAC_KEY", "0123456789abcdef" * 4)
    mail(store)
    before = back_up("sandbox", to=tmp_path / "backups", keep=0, at=TUESDAY)
    forget_person("sandbox", address=ADDRESS, also=[NAME], reason="elle l’a demandé")
    back_up("sandbox", to=tmp_path / "backups", keep=0, at=TUESDAY + timedelta(days=1))
    shutil.rmtree(tmp_path / "state")  # the machine is lost, the backups are elsewhere
    place = tmp_path / "new" / "store.db"
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{place}")
    if not key_is_there:
        monkeypatch.delenv("RELOCALISONS_HMAC_KEY")

    _, _, left = restore(before)

    said = "\n".join(left)
    if not key_is_there:
        assert "Before anything runs: RELOCALISONS_HMAC_KEY" in said
        monkeypatch.setenv("RELOCALISONS_HMAC_KEY", "0123456789abcdef" * 4)
        forget_again_in("sandbox", lists=[])
    else:
        assert "rows of people who were forgotten were taken out of it again" in said
    with open_store(f"sqlite:///{place}") as restored:
        found = known_of(restored, "relocalisons", words=[ADDRESS, NAME], hashes=["h"])
        (kept,) = notices_in(restored, "relocalisons", tuple(NoticeState))
    assert (found["cells"], kept.body["text"]) == ([], f"Bonjour {FORGOTTEN},")
