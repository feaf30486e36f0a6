"""Papers of a meeting stand until what they print changed, or for a week; then they are new."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from support.sample.snapshot import snapshot_of
from support.sample.village import cut_to

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at
from relocalisons.store.readings.reports import report_published
from tasks.intake.follow_up_steps import assess_programme
from tasks.meetings.logos import Logos
from tasks.meetings.session_steps import AS_OF, STANDS_FOR, due_sessions, render_sessions
from tasks.papers.papers import MadePapers
from tasks.run.programme_run import open_run
from tasks.run.run_requests import NightRequest

FIRST, MEETING = date(2026, 4, 7), "G-12"  # of a working group on 20 April
build = render_sessions.__wrapped__  # the step itself needs a flow around it
Played = Callable[..., MadePapers]


@pytest.fixture(scope="module")
def snapshot():
    """Of eight partners: what the others do to the papers of a working group is nothing."""
    return snapshot_of(workspace_at(cut_to(generate()), date(2026, 4, 1)), on=date(2026, 4, 1))


@pytest.fixture
def on_day(snapshot, tmp_path: Path) -> Iterator[Played]:
    """What is made on a day for the smallest of the meetings, in one store."""

    def play(day: date, *, printed_other: bool = False) -> MadePapers:
        request = NightRequest(programme="sandbox", logical_date=day, dry_run=False)
        with open_run(request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False) as run:
            assessment = assess_programme(run, snapshot)
            due = due_sessions(run, assessment)
            light = next(pack for pack in due.packs if pack.session.number == MEETING)
            made = build(run, replace(due, packs=(light,), kits=()), assessment, logos=Logos())
            for paper in made.papers:
                for document in paper.documents:
                    report_published(
                        run.store, programme=run.code, report_key=document.key,
                        fingerprint="p1-other" if printed_other else document.fingerprint,
                        file_id=document.key,
                        at=datetime.combine(day, datetime.min.time(), tzinfo=UTC),
                        facts=paper.facts,
                    )  # fmt: skip
            return made

    with patch.dict(os.environ):
        put_environment(tmp_path, base_url="http://127.0.0.1:9")
        yield play


def days(made: MadePapers) -> set[str]:
    assert made.papers
    return {paper.facts[AS_OF] for paper in made.papers}


def test_a_day_that_prints_the_same_makes_no_paper_anew(on_day: Played):
    assert days(on_day(FIRST)) == {FIRST.isoformat()}

    assert days(on_day(FIRST + timedelta(days=1))) == {FIRST.isoformat()}


def test_after_a_week_they_are_made_as_of_the_day(on_day: Played):
    on_day(FIRST)
    last, after = FIRST + STANDS_FOR - timedelta(days=1), FIRST + STANDS_FOR

    assert days(on_day(last)) == {FIRST.isoformat()}
    assert days(on_day(after)) == {after.isoformat()}


def test_they_are_made_anew_when_what_they_print_is_no_longer_what_was_published(on_day: Played):
    on_day(FIRST, printed_other=True)
    next_day = FIRST + timedelta(days=1)

    assert days(on_day(next_day)) == {next_day.isoformat()}
