"""Nights played on drawn workbooks, through the steps of the nightly flow and the real store."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.databases import new_file
from support.programme.sheets import PILOTAGE_ID

from relocalisons.core.kernel.model import (
    Decision,
    Snapshot,
    SourceProblem,
    TrackedFinding,
    WorkbookGrid,
)
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.store.opening import open_store
from relocalisons.store.readings.decisions import record_decisions
from tasks.intake.follow_up_steps import assess_programme, keep_reading
from tasks.intake.snapshots import DriveMark, Intake
from tasks.intake.week_plan import plan_week
from tasks.run.assessment import Assessment
from tasks.run.programme_run import close_run, open_run
from tasks.run.run_requests import NightRequest

# The workbook that the settings of the sandbox call « Pilotage ».
OWN = "pilotage-000000000000000000000000000"


@dataclass(frozen=True)
class PlayedNight:
    """What one night concluded, and the tabs and the plan made of it."""

    on: date
    assessment: Assessment
    plan: ReminderPlan
    anomalies: Mapping[str, Mapping[str, str]]  # « Clé » → its row, by header
    title: str  # of « Anomalies »
    dashboard: tuple[str, ...]  # one line a row, cells joined

    @property
    def by_key(self) -> Mapping[str, TrackedFinding]:
        return {one.finding.key: one for one in self.assessment.tracked}

    def state(self, key: str) -> str:
        """The first line of « État » of a finding in « Anomalies »; empty when it is not there."""
        return said(self.anomalies.get(key, {}).get("État", "").split("\n")[0])

    def reasons(self, partner: str) -> list[str]:
        return [said(one.reason) for one in self.plan.skipped if one.partner == partner]


class Nights:
    """Plays one reading after the other against one store."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        for name in [name for name in os.environ if name.startswith("RELOCALISONS_")]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("RELOCALISONS_BASE_URL", "http://127.0.0.1:9")
        self._store_url = new_file(folder)
        monkeypatch.setenv("RELOCALISONS_STORE_URL", self._store_url)
        monkeypatch.setenv("RELOCALISONS_HMAC_KEY", "0123456789abcdef" * 4)

    def play(
        self, on: date, *books: WorkbookGrid, problems: Sequence[SourceProblem] = ()
    ) -> PlayedNight:
        """Read these workbooks on the night of `on`, and conclude."""
        snapshot = reading(on, *books, problems=problems)
        self._patch.setenv("RELOCALISONS_STORY_TIME", f"{on:%Y-%m-%d}T06:30:00+01:00")
        request = NightRequest(programme="sandbox", logical_date=on, dry_run=False, again=True)
        with open_run(request, kind=RunKind.DAILY_FOLLOW_UP, scheduled=None) as run:
            mark = DriveMark(page_token="1", full_reading_at=snapshot.read_at)
            intake = Intake(snapshot=snapshot, mark=mark, read=(), reused=0)
            keep_reading(run, intake)
            found = assess_programme(run, snapshot)
            facts = {"programme": found.programme, "links": run.links, "as_of": on}
            tab = build_anomalies(found.tracked, **facts)
            board = build_full_state(found.tracked, **facts, read_at=snapshot.read_at)
            close_run(run, state="finished", summary={"done": []})
            headers = tab.rows[3]
            rows = [
                dict(zip(map(str, headers), map(str, row), strict=True)) for row in tab.rows[4:]
            ]
            return PlayedNight(
                on=on,
                assessment=found,
                plan=plan_week(run, found),
                anomalies={row["Clé"]: row for row in rows},
                title=said(str(tab.rows[0][0])),
                dashboard=tuple(said(" | ".join(map(str, row))) for row in board.rows),
            )

    def decide(self, on: date, *words: Decision) -> None:
        """What she wrote, as it was read in « Anomalies »."""
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        with open_store(self._store_url) as store:
            record_decisions(store, words, programme="relocalisons", at=at)


def reading(on: date, *books: WorkbookGrid, problems: Sequence[SourceProblem] = ()) -> Snapshot:
    """A snapshot of the early morning of `on`; each workbook with a version of its own."""
    at = datetime(on.year, on.month, on.day, 5, 30, tzinfo=UTC)
    return Snapshot(
        snapshot_id=f"{on:%Y%m%d}",
        read_at=at,
        workbooks=tuple(
            replace(
                book,
                file_id=OWN if book.file_id == PILOTAGE_ID else book.file_id,
                read_at=at,
                version=f"{on:%m%d}",
            )
            for book in books
        ),
        items=(),
        problems=tuple(problems),
    )


def unreachable(file_id: str, name: str) -> SourceProblem:
    return SourceProblem(
        kind="source_unreachable", file_id=file_id, workbook=name, tab=None,
        message="il n’est plus partagé avec le service",
    )  # fmt: skip


def said(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
