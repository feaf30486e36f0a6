"""kill -9 at any moment: every acknowledged write is there, every file opens, the folder agrees."""

import random
import threading
import time

import openpyxl
import pytest
import requests

from vendor_sandbox.server import start_in_background
from vendor_sandbox.testing import seeds

TOKEN = {"Authorization": f"Bearer {seeds.COORDINATOR}"}
EVERYWHERE = {
    "corpora": "drive",
    "driveId": seeds.DRIVE_ID,
    "includeItemsFromAllDrives": "true",
    "supportsAllDrives": "true",
}


class Writer(threading.Thread):
    """Repeats a call until the server dies, and remembers what was acknowledged."""

    def __init__(self, call):
        super().__init__()
        self.call = call
        self.acknowledged = []
        self.refused = []

    def run(self):
        with requests.Session() as session:
            session.headers.update(TOKEN)
            for number in range(10_000):
                try:
                    answer = self.call(session, number)
                except requests.exceptions.RequestException:
                    return
                if answer.status_code == 200:
                    self.acknowledged.append((number, answer.json()))
                else:
                    self.refused.append(answer.text)


def kill_while_writing(running, writers, *, after):
    """Kill it once so many writes are acknowledged, whatever time they took."""
    for writer in writers:
        writer.start()
    until(lambda: sum(len(writer.acknowledged) for writer in writers) >= after)
    running.kill()
    for writer in writers:
        writer.join()
    assert not [text for writer in writers for text in writer.refused]


def until(fact, *, seconds=60):
    limit = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < limit, "it never happened"
        time.sleep(0.02)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_files_made_renamed_and_moved_survive(tmp_path, seed):
    seeds.seed_small_drive(tmp_path)
    running = start_in_background(tmp_path)
    base = running.base_url

    def make_rename_move(writer):
        def call(session, number):
            made = session.post(
                f"{base}/upload/drive/v3/files?uploadType=multipart&supportsAllDrives=true",
                data=(
                    "--b\r\nContent-Type: application/json\r\n\r\n"
                    f'{{"name": "e-{writer}-{number}.txt", "parents": ["{seeds.ACTIONS}"]}}\r\n'
                    "--b\r\nContent-Type: text/plain\r\n\r\n"
                    f"contenu {writer} {number}\r\n--b--"
                ),
                headers={"Content-Type": "multipart/related; boundary=b"},
                timeout=20,
            )
            if number % 3 or made.status_code != 200:
                return made
            return session.patch(
                f"{base}/drive/v3/files/{made.json()['id']}",
                json={"name": f"r-{writer}-{number}.txt"},
                params={
                    "supportsAllDrives": "true",
                    "addParents": seeds.PROOFS,
                    "removeParents": seeds.ACTIONS,
                },
                timeout=20,
            )

        return call

    writers = [Writer(make_rename_move(number)) for number in range(6)]
    kill_while_writing(running, writers, after=random.Random(seed).randint(20, 300))

    acknowledged = {
        answer["id"]: (answer["name"], f"contenu {index} {number}")
        for index, writer in enumerate(writers)
        for number, answer in writer.acknowledged
    }
    with start_in_background(tmp_path) as again:
        session = requests.Session()
        session.headers.update(TOKEN)
        found = session.get(
            f"{again.base_url}/drive/v3/files",
            params={**EVERYWHERE, "pageSize": "1000", "fields": "files(id,name)"},
            timeout=20,
        ).json()["files"]
        names = {each["id"]: each["name"] for each in found}
        on_disk = {path.read_text(encoding="utf-8") for path in (tmp_path / "drive").rglob("*.txt")}
        for file_id, (name, content) in acknowledged.items():
            assert names[file_id] == name
            assert content in on_disk
        session.close()


def test_fifty_clients_of_one_workbook_survive(tmp_path):
    seeds.seed_small_drive(tmp_path)
    running = start_in_background(tmp_path)
    base = running.base_url

    def append(writer):
        def call(session, number):
            return session.post(
                f"{base}/v4/spreadsheets/{seeds.SHEET}/values/A1:append",
                params={"valueInputOption": "RAW"},
                json={"values": [[f"{writer}-{number}", number]]},
                timeout=30,
            )

        return call

    writers = [Writer(append(number)) for number in range(50)]
    kill_while_writing(running, writers, after=200)

    acknowledged = {
        f"{index}-{number}"
        for index, writer in enumerate(writers)
        for number, _ in writer.acknowledged
    }
    path = tmp_path / "drive" / "Projet" / "Plan d'actions" / "Suivi 2026.xlsx"
    openpyxl.load_workbook(path)
    with start_in_background(tmp_path) as again:
        url = f"{again.base_url}/v4/spreadsheets/{seeds.SHEET}/values/A:A"
        rows = requests.get(url, headers=TOKEN, timeout=20).json()["values"]
    column = [row[0] for row in rows[2:]]
    assert len(column) == len(set(column)), "no line was written twice or over another"
    assert acknowledged <= set(column)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    written = {row[0] for row in sheet.iter_rows(min_row=3, max_col=1, values_only=True)}
    assert acknowledged <= written


def test_a_workbook_follows_its_writes(tmp_path):
    seeds.seed_small_drive(tmp_path)
    path = tmp_path / "drive" / "Projet" / "Plan d'actions" / "Suivi 2026.xlsx"
    with start_in_background(tmp_path) as running:
        url = f"{running.base_url}/v4/spreadsheets/{seeds.SHEET}/values/A2"
        body = {"values": [["Récolter"]]}
        typed = {"params": {"valueInputOption": "RAW"}, "json": body}
        requests.put(url, **typed, headers=TOKEN, timeout=10)

        until(lambda: openpyxl.load_workbook(path).worksheets[0]["A2"].value == "Récolter")


def test_both_versions_are_kept_when_hand_and_interface_write_at_once(tmp_path):
    seeds.seed_small_drive(tmp_path)
    folder = tmp_path / "drive" / "Projet" / "Plan d'actions"
    with start_in_background(tmp_path) as running:
        url = f"{running.base_url}/v4/spreadsheets/{seeds.SHEET}/values/A2"
        body = {"values": [["par l'interface"]]}
        typed = {"params": {"valueInputOption": "RAW"}, "json": body}
        requests.put(url, **typed, headers=TOKEN, timeout=10)
        (folder / "Suivi 2026.xlsx").write_bytes(seeds.xlsx_bytes([["x"], ["à la main"]]))
        requests.post(f"{running.base_url}/sandbox/folder", timeout=10)

    books = {
        path.name: openpyxl.load_workbook(path).worksheets[0]["A2"].value
        for path in folder.glob("*.xlsx")
    }
    assert books.pop("Suivi 2026.xlsx") == "par l'interface"
    assert list(books.values()) == ["à la main"]


def test_a_hand_edit_of_a_workbook_is_read_by_the_interface(tmp_path):
    seeds.seed_small_drive(tmp_path)
    path = tmp_path / "drive" / "Projet" / "Plan d'actions" / "Suivi 2026.xlsx"
    with start_in_background(tmp_path) as running:
        url = f"{running.base_url}/v4/spreadsheets/{seeds.SHEET}/values/A2"
        before = requests.get(url, headers=TOKEN, timeout=10).json()["values"]
        workbook = openpyxl.load_workbook(path)
        workbook.worksheets[0]["A2"] = "Planter"
        workbook.save(path)

        after = requests.get(url, headers=TOKEN, timeout=10).json()["values"]

    assert (before, after) == ([["Semer"]], [["Planter"]])


def test_a_folder_looked_at_seldom_is_looked_at_when_asked(tmp_path):
    seeds.seed_small_drive(tmp_path)
    with start_in_background(tmp_path, looks_every=3600) as running:

        def names():
            url = f"{running.base_url}/drive/v3/files"
            found = requests.get(url, headers=TOKEN, params=EVERYWHERE, timeout=10).json()
            return {one["name"] for one in found["files"]}

        names()
        (tmp_path / "drive" / "Projet" / "note.txt").write_text("à la main", "utf-8")
        seldom = names()
        requests.post(f"{running.base_url}/sandbox/folder", timeout=10).raise_for_status()

        assert "note.txt" not in seldom
        assert "note.txt" in names()


def test_two_sandboxes_never_serve_one_folder(tmp_path):
    with start_in_background(tmp_path), pytest.raises(RuntimeError, match="already serves"):
        start_in_background(tmp_path)


def test_empty_starts_from_nothing(tmp_path):
    seeds.seed_small_drive(tmp_path)

    with start_in_background(tmp_path, empty=True) as running:
        listed = requests.get(
            f"{running.base_url}/drive/v3/drives", headers=TOKEN, timeout=10
        ).json()

    assert listed == {"kind": "drive#driveList", "drives": []}


def test_a_blank_workbook_gets_its_file_after_a_kill_and_half_files_are_removed(tmp_path):
    seeds.seed_small_drive(tmp_path)
    folder = tmp_path / "drive" / "Projet"
    running = start_in_background(tmp_path)
    body = {"name": "Vierge", "mimeType": "application/vnd.google-apps.spreadsheet"}
    made = requests.post(
        f"{running.base_url}/drive/v3/files",
        params={"supportsAllDrives": "true"},
        json={**body, "parents": [seeds.DRIVE_ID]},
        headers=TOKEN,
        timeout=10,
    )
    running.kill()
    half = folder / ".~bac-a-sable-abcdef.tmp"
    half.write_bytes(b"PK")

    with start_in_background(tmp_path) as again:
        requests.post(f"{again.base_url}/sandbox/folder", timeout=10)

        assert made.status_code == 200
        openpyxl.load_workbook(folder / "Vierge.xlsx")
        assert not half.exists()
