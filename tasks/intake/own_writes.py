"""Our own writes are recognised, so that a quiet night stays quiet; in doubt everything is read.

Writing a tab moves the workbook's version, and the next night would read it again for nothing. So
the write brings back the whole workbook as it stands after it (people's edits up to that instant
included), and that is kept as the newest reading. The next night it is trusted only while Drive
says that we were the last to change the file, at that time: whoever types later becomes the last.
"""

from dataclasses import replace
from datetime import timedelta

from relocalisons.core.kernel.model import CellRef, DriveItem, WorkbookGrid
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.store.readings.snapshots import keep_snapshot, last_snapshot, load_mark
from tasks.google.sign_in import account_of
from tasks.google.tabs.tabs import TabsWritten
from tasks.run.programme_run import ProgrammeRun

_MARK = "own write"  # instead of a Drive version, which no file ever has
# Between our clock and Google's. A second write of ours within it, without a reading, cannot be
# told from the first: none follows so soon under the programme's lock.
_SKEW = timedelta(seconds=20)


def remember_own_write(run: ProgrammeRun, after: WorkbookGrid | None) -> None:
    """Keep a workbook as it stands after our write; nothing to do when there was none."""
    if after is None or run.dry_run or account_of(run.settings) is None:
        return
    newest, mark = last_snapshot(run.store, run.code), load_mark(run.store, run.code)
    if newest is None or mark is None or newest.read_at > after.read_at:
        return
    own = replace(after, version=_MARK)
    kept = replace(
        newest,
        snapshot_id=f"{after.read_at:%Y%m%dT%H%M%S%f}Z-own",
        read_at=after.read_at,
        workbooks=tuple(own if book.file_id == own.file_id else book for book in newest.workbooks),
    )
    keep_snapshot(
        run.store,
        kept,
        programme=run.code,
        run_id=run.record.run_id,
        page_token=mark[0],
        full_reading_at=mark[1],
    )


def note_tabs(run: ProgrammeRun, written: TabsWritten) -> None:
    """Where the tabs stand that a run wrote, and how, for whoever tells of them."""
    if written.after is None:
        return
    run.left[written.after.file_id] = written.after
    for title in written.written:
        tab = own_tab(written.after, title)
        if tab is not None:
            place = CellRef(
                file_id=written.after.file_id,
                workbook=written.after.name,
                tab=tab.title,
                sheet_id=tab.sheet_id,
            )
            run.wrote[f"Onglet « {tab.title} »"] = run.links.to(place)


def is_own_write(known: WorkbookGrid, item: DriveItem, *, account: str | None) -> bool:
    """Whether a file is still as our last write left it."""
    return (
        known.version == _MARK
        and account is not None
        and (item.last_modifying_user or "").casefold() == account.casefold()
        and item.modified_time <= known.read_at + _SKEW
    )
