"""One night of the sample: Google requests beside the usual gspread script, then time and memory.

Budgets (docs/mechanisms.md): cold <= 30 reads, nothing changed <= 3; read, assess, decide and
render in <= 3 s and <= 350 MB in one process.
"""

import os
import resource
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

import gspread
from gspread.exceptions import GSpreadException

DAY = date(2026, 3, 3)
REPEATS = 3


def main() -> None:
    """Print two tables; refuse to print when the two ways did not read the same workbooks."""
    from relocalisons.sample.demo.nights import put_environment
    from relocalisons.sample.demo.story import Storyteller
    from relocalisons.sample.layout import lay_out
    from relocalisons.sample.programme import generate
    from vendor_sandbox.server import start_in_background

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_out(generate(), root, on=DAY)
        with start_in_background(root) as sandbox:
            put_environment(root, base_url=sandbox.base_url)
            os.environ["RELOCALISONS_STORY_TIME"] = f"{DAY}T06:30:00+01:00"
            _requests(Storyteller(sandbox.base_url))
            _night()


def _requests(teller) -> None:
    from relocalisons.core.sources.sources import read_sources
    from relocalisons.settings import load_settings
    from tasks.google.drive import Drive
    from tasks.google.sheets import open_sheets
    from tasks.google.sign_in import sign_in
    from tasks.intake.snapshots import take_snapshot
    from tasks.run.clock import clock_of

    settings = load_settings("sandbox")
    clock = clock_of(settings)

    def ours(previous=None, mark=None):
        credentials = sign_in(settings)  # a new process each night: a new token
        base_url = settings.base_url
        drive = Drive(credentials, drive_id=settings.google.drive_id, base_url=base_url)
        sheets = open_sheets(credentials, base_url=base_url)
        teller.count_requests()
        started = time.perf_counter()
        intake = take_snapshot(
            drive,
            sheets,
            pilotage_id=settings.google.pilotage_id,
            previous=previous,
            mark=mark,
            clock=clock,
            sources_of=lambda pilotage, items: read_sources(pilotage).entries,
        )
        return intake, teller.count_requests(), time.perf_counter() - started

    cold, cold_reads, cold_time = ours()
    quiet, quiet_reads, quiet_time = ours(cold.snapshot, cold.mark)
    sheets = open_sheets(sign_in(settings), base_url=settings.base_url)
    teller.count_requests()
    started = time.perf_counter()
    tabs = _usual_script(sheets, [book.file_id for book in cold.snapshot.workbooks])
    usual_time, usual_reads = time.perf_counter() - started, teller.count_requests()
    ours_tabs = sum(len(book.tabs) for book in cold.snapshot.workbooks)
    if ours_tabs != tabs or len(quiet.snapshot.workbooks) != len(cold.snapshot.workbooks):
        raise SystemExit(f"not the same tabs: {ours_tabs} here, {tabs} by the usual script")
    print(f"{'reading 24 workbooks, ' + str(tabs) + ' tabs':42} {'reads':>6} {'seconds':>8}")
    print(f"{'gspread, get_all_values tab by tab':42} {usual_reads:>6} {usual_time:>8.2f}")
    print(f"{'this service, cold':42} {cold_reads:>6} {cold_time:>8.2f}")
    print(f"{'this service, nothing changed':42} {quiet_reads:>6} {quiet_time:>8.2f}")


def _usual_script(client: gspread.Client, file_ids: list[str]) -> int:
    """What people write: open, list the tabs, read each; the number of tabs read."""
    tabs = 0
    for file_id in file_ids:
        for sheet in client.open_by_key(file_id).worksheets():
            try:
                sheet.get_all_values()
            except GSpreadException:
                continue
            tabs += 1
    return tabs


def _night() -> None:
    from support.sample.snapshot import snapshot_of

    from relocalisons.core.assessment.assessment import assess
    from relocalisons.core.kernel.model import FindingState, TrackedFinding
    from relocalisons.core.programme.programme import understand
    from relocalisons.core.reminders.planning import plan_reminders
    from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
    from relocalisons.core.sources.sources import read_parameters, read_sources
    from relocalisons.rendering.mails.context import MailContext
    from relocalisons.rendering.mails.mail import render_digest
    from relocalisons.sample.engine.ids import PILOTAGE
    from relocalisons.sample.programme import generate
    from relocalisons.sample.story import workspace_at

    snapshot = snapshot_of(workspace_at(generate(), DAY), on=DAY)
    pilotage = snapshot.workbook(PILOTAGE)
    context = MailContext(
        programme="Relocalisons", coordinator="Camille", coordinator_email="camille@x.example"
    )
    times: dict[str, list[float]] = {}
    for _ in range(REPEATS):
        marks = [time.perf_counter()]
        registry = read_sources(pilotage)
        programme = understand(
            snapshot,
            sources=registry.entries,
            parameters=read_parameters(pilotage, as_of=DAY),
            code="relocalisons",
            name="Relocalisons",
            as_of=DAY,
        )
        marks.append(time.perf_counter())
        findings = assess(programme, as_of=DAY, baseline={})
        marks.append(time.perf_counter())
        tracked = tuple(
            TrackedFinding(finding=one, state=FindingState.NEW, first_seen=DAY) for one in findings
        )
        plan = plan_reminders(
            tracked,
            programme=programme,
            history=ReminderHistory(),
            policy=ReminderPolicy(),
            as_of=DAY,
        )
        marks.append(time.perf_counter())
        mails = [render_digest(digest, context=context) for digest in plan.digests]
        marks.append(time.perf_counter())
        names = ("read", "assess", "decide", "render")
        for name, start, end in zip(names, marks, marks[1:], strict=False):
            times.setdefault(name, []).append(end - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{len(findings)} findings, {len(mails)} digests (first run, then median, ms)")
    for name, found in times.items():
        print(f"{name:10} {found[0] * 1000:>8.0f} {median(found) * 1000:>8.0f}")
    first = sum(found[0] for found in times.values())
    print(
        f"{'together':10} {first * 1000:>8.0f}          budget 3000 ms; peak {peak:.0f} MB of 350"
    )


if __name__ == "__main__":
    main()
