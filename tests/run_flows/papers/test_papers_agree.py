"""All papers of one night of the sample, read together: none says what another denies."""

import os
import tempfile
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from support.papers.agreement import (
    cells_that_differ,
    counts_that_differ,
    dates_that_differ,
    deliverables_said_done,
    lists_that_do_not_count,
    parts_that_do_not_add_up,
    rests_without_a_place,
    slips_of_words,
    states_against_their_gap,
    totals_that_do_not_add_up,
)
from support.papers.month_pages import FIRST, READ_ON
from support.sample.snapshot import snapshot_of

from relocalisons.core.deliverables.view import is_said_to_come
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.reports.deck.deck import Deck
from relocalisons.rendering.papers.preview import preview_deck, read_paper
from relocalisons.sample.demo.nights import put_environment
from relocalisons.sample.programme import generate
from relocalisons.sample.story import workspace_at
from tasks.intake.follow_up_steps import assess_programme
from tasks.meetings.paper_preview import paper_sorts, papers_of
from tasks.run.programme_run import open_run
from tasks.run.run_requests import NightRequest

COMMITTEE = ("rapport-copil", "dossier-de-seance", "support-de-seance", "releve")


def read_night(day: date) -> tuple[dict[str, str], frozenset[str]]:
    """Name of paper → its words; and the deliverables that the plan calls still to be made."""
    read: dict[str, str] = {}
    snapshot = snapshot_of(workspace_at(generate(), READ_ON), on=READ_ON)
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ):
        put_environment(Path(folder), base_url="http://127.0.0.1:9")
        request = NightRequest(programme="sandbox", logical_date=day, dry_run=True)
        with open_run(request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False) as run:
            assessment = assess_programme(run, snapshot)
            for sort in paper_sorts():
                for view in papers_of(run, assessment, sort):
                    stem = view.file_stem if isinstance(view, Deck) else view.heading.file_stem
                    words = preview_deck(view) if isinstance(view, Deck) else read_paper(view)
                    read.setdefault(f"{sort}/{stem}", words.markdown)
    to_come = {each.number for each in assessment.programme.deliverables if is_said_to_come(each)}
    return read, frozenset(to_come)


@pytest.mark.story
def test_no_paper_of_a_night_denies_another():
    papers, to_come = read_night(FIRST)
    session = {
        name: text
        for name, text in papers.items()
        if name.startswith(COMMITTEE) and "GT " not in name and "2026-06" not in name
    }
    funders = {
        code: {name: text for name, text in papers.items() if name.endswith(f" {code}")}
        for code in ("FDH", "FRA", "PNA")
    }

    assert len(papers) >= 40
    assert list(lists_that_do_not_count(papers)) == []
    assert list(dates_that_differ(papers)) == []
    assert list(totals_that_do_not_add_up(papers)) == []
    assert list(cells_that_differ(session | funders["FDH"])) == []
    assert list(parts_that_do_not_add_up(papers)) == []
    assert list(rests_without_a_place(papers)) == []
    assert list(slips_of_words(papers)) == []
    assert list(states_against_their_gap(papers)) == []
    assert list(deliverables_said_done(papers, to_come=to_come)) == []
    assert list(counts_that_differ(session)) == []
    for own in funders.values():
        monthly = {name: text for name, text in own.items() if "/2026-03" in name}
        assert list(counts_that_differ(monthly)) == []
