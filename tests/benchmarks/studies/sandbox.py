"""The sandbox: start-up time, requests a second, and the two reads that a night is made of.

A workbook of one tab with 200 rows of 12 columns lies in a shared drive of 600 files. Times are
medians over one client's calls, of wall clock; requests a second are with eight clients at once.
"""

import io
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import requests
from benchmarks.table.rows import Figure, Row, Size, Target

from vendor_sandbox.server import start_in_background
from vendor_sandbox.storage.seeding import SeedItem, seed_shared_drive

DRIVE = "0AbenchDriveUk9PVA"
SHEET = "1benchSheet0000000000000000000001"
FOLDER = "application/vnd.google-apps.folder"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
# What the product asks for: values, number formats, strikethrough, links, merges, hidden, ids.
MASK = (
    "sheets(properties(sheetId,title,index,hidden,gridProperties),merges,data(rowData(values("
    "effectiveValue,formattedValue,hyperlink,userEnteredFormat(numberFormat,"
    "textFormat/strikethrough))),rowMetadata/hiddenByUser))"
)
CALLS = {Size.FULL: 200, Size.QUICK: 5}
MOMENT = datetime(2026, 1, 5, tzinfo=UTC)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Plan d’action"
    sheet.append([f"Colonne {number}" for number in range(12)])
    for row in range(199):
        sheet.append([f"texte {row}", row, row / 7, MOMENT.replace(tzinfo=None), *["x"] * 8])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def seed(root: Path) -> None:
    def item(file_id: str, name: str, parent: str, kind: str, content: bytes | None) -> SeedItem:
        return SeedItem(
            file_id=file_id,
            name=name,
            parent_id=parent,
            mime_type=kind,
            content=content,
            created_time=MOMENT,
            modified_time=MOMENT,
            last_modifying_user="banc@exemple.fr",
        )

    items = [item(f"1folder{n:026}", f"Dossier {n}", DRIVE, FOLDER, None) for n in range(60)]
    items += [
        item(f"1file{n:028}", f"Pièce {n}.pdf", f"1folder{n % 60:026}", "application/pdf", b"x")
        for n in range(539)
    ]
    items.append(item(SHEET, "Suivi", DRIVE, SPREADSHEET, workbook()))
    seed_shared_drive(root, drive_id=DRIVE, drive_name="Banc", items=items)


def median_ms(session: requests.Session, url: str, params: dict[str, str], *, calls: int) -> float:
    times: list[float] = []
    for _ in range(calls):
        started = time.perf_counter()
        answer = session.get(url, params=params, timeout=30)
        times.append((time.perf_counter() - started) * 1000)
        answer.raise_for_status()
    return statistics.median(times)


def requests_per_second(url: str, params: dict[str, str], *, calls: int, clients: int = 8) -> float:
    def work() -> None:
        with requests.Session() as session:
            session.headers["Authorization"] = "Bearer bench"
            for _ in range(calls // 2):
                session.get(url, params=params, timeout=30).raise_for_status()

    threads = [threading.Thread(target=work) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients * (calls // 2) / (time.perf_counter() - started)


def writes_per_second(base: str, *, clients: int = 8) -> float:
    def work(writer: int) -> None:
        with requests.Session() as session:
            session.headers["Authorization"] = "Bearer bench"
            for number in range(25):
                session.put(
                    f"{base}/v4/spreadsheets/{SHEET}/values/A{2 + writer}",
                    params={"valueInputOption": "RAW"},
                    json={"values": [[number]]},
                    timeout=30,
                ).raise_for_status()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return clients * 25 / (time.perf_counter() - started)


def measure(size: Size) -> Iterator[Row]:
    """Start, the calls of a night, then eight clients at once."""
    calls = CALLS[size]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        seed(root)
        started = time.perf_counter()
        with start_in_background(root) as sandbox:
            ready = (time.perf_counter() - started) * 1000
            yield _row("the sandbox is ready after", ready, "ms", Target(most=1500))
            base = sandbox.base_url
            values = f"{base}/v4/spreadsheets/{SHEET}/values/A1:L200"
            everywhere = {
                "corpora": "drive",
                "driveId": DRIVE,
                "includeItemsFromAllDrives": "true",
                "supportsAllDrives": "true",
                "pageSize": "1000",
                "fields": "files(id,name,mimeType,parents,version,modifiedTime)",
            }
            changes = everywhere | {"pageToken": "1", "fields": "newStartPageToken,changes"}
            del changes["corpora"]
            asked = (
                ("values.get, 200 × 12", values, {}, Target(most=5)),
                ("spreadsheets.get, our mask", f"{base}/v4/spreadsheets/{SHEET}",
                 {"fields": MASK}, Target(most=10)),
                ("files.list, 600 files", f"{base}/drive/v3/files", everywhere, None),
                ("changes.list, nothing new", f"{base}/drive/v3/changes", changes, None),
            )  # fmt: skip
            with requests.Session() as session:
                session.headers["Authorization"] = "Bearer bench"
                for name, url, params, target in asked:
                    took = median_ms(session, url, params, calls=calls)
                    yield _row(f"sandbox, {name}", took, "ms", target)
            rate = requests_per_second(values, {}, calls=calls)
            yield _row("sandbox, values.get, 8 clients", rate, "requests/s")
            rate = writes_per_second(base)
            yield _row("sandbox, values.update, 8 clients", rate, "requests/s")


def _row(work: str, value: float, unit: str, target: Target | None = None) -> Row:
    return Row(work=work, ours=Figure(value=value, unit=unit), target=target)
