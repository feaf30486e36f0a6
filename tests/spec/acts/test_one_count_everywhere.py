"""One night, one count: the tabs, the COPIL's report, its deck and a funder's note say the same.

What some cells keep open is a range on her tabs, « 3 à 5, 2 cellules à lever », and said beside the
count in what goes out: « 3 actions sont en retard, 2 autres à préciser ».
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

import pytest
from support.meetings.committees import meeting_of, workspace
from support.papers.report_workspace import AS_OF, READ_AT, Workspace

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.words.french import format_money
from relocalisons.core.meetings.meetings import read_meetings
from relocalisons.core.money.spending import measure_spending
from relocalisons.core.pilotage.dashboard.dashboard import build_full_state
from relocalisons.core.pilotage.dashboard.money_tab import build_money_tab
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.meetings.pack import build_pack
from relocalisons.core.reports.shared.measures import Measures, measure, open_sum

PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}
LATE = re.compile(r"(?<!\w)(\d+(?: à \d+)?) (?:actions? (?:sont |est )?)?en retard\b")
MISSING = re.compile(r"(?<!\w)(\d+(?: à \d+)?) (?:livrables? )?(?:manquants?|manquent|manque)\b")
HERS = "tableau de bord"
# What counts something else, and says what.
OTHER = ("Par axe", "Par partenaire", "(sûr", "peut-être en retard", "jalons", "une action sur")


@cache
def space(*, doubt: bool) -> Workspace:
    made = workspace(late=3)
    if doubt:
        first, second = made.tables["actions"][-2:]
        first |= {"planned_end": "10/02/2026", "status": "ok?", "actual_end": None}
        second |= {"planned_end": "#REF!", "status": "en cours", "actual_end": None}
        made.tables["expenses"][0] |= {"paid_on": "31/02/2026"}
        made.tables["expenses"][3] |= {"paid_on": "30/02/2026"}
        made.tables["deliverables"][-1] |= {"due": "30/02/2026", "status": "à produire"}
        made.files = [name for name in made.files if not made_for(made, name)]
    return made


def made_for(made: Workspace, name: str) -> bool:
    rule = str(made.tables["deliverables"][-1].get("naming_rule", ""))
    return bool(rule) and name.startswith(rule.partition("*")[0])


def measures(made: Workspace) -> Measures:
    read = made.programme()
    return measure(read, made.tracked(), whole_programme(read), as_of=AS_OF)


def texts(view: object) -> Iterator[str]:
    """Every text of a view, whatever holds it."""
    if isinstance(view, str):
        yield view.replace("\u00a0", " ").replace("\u202f", " ")
    elif is_dataclass(view) and not isinstance(view, type):
        for one in fields(view):
            yield from texts(getattr(view, one.name))
    elif isinstance(view, (tuple, list, set, frozenset)):
        for each in view:
            yield from texts(each)


@cache
def papers(*, doubt: bool) -> dict[str, tuple[str, ...]]:
    made = space(doubt=doubt)
    read, tracked = made.programme(), made.tracked()
    meeting = meeting_of(read)
    assert meeting.day is not None
    pack = build_pack(
        read, tracked, meeting=meeting, day=meeting.day, meetings=read_meetings(read), as_of=AS_OF
    )
    tab = build_full_state(tracked, programme=read, links=CellLinks(), as_of=AS_OF, read_at=READ_AT)
    whole = tab.rows[: next(n for n, row in enumerate(tab.rows) if row[0] == "Par axe")]
    return {
        "tableau de bord": tuple(texts(whole)),
        "argent": tuple(texts(build_money_tab(read, as_of=AS_OF).rows)),
        "rapport COPIL": tuple(texts(build_copil_report(read, tracked, **PERIOD))),
        "diapositives": tuple(texts(pack.deck)),
        "ordre du jour": tuple(texts(pack.timetable)),
        "note": tuple(texts(build_funder_note(read, tracked, funder="REGION", **PERIOD))),
    }


@pytest.mark.parametrize("doubt", (False, True))
@pytest.mark.parametrize("pattern", (LATE, MISSING), ids=("late", "missing"))
def test_no_paper_of_a_night_says_another_count(doubt: bool, pattern: re.Pattern[str]):
    counted = measures(space(doubt=doubt))
    known = counted.late_range if pattern is LATE else counted.missing_range
    own = known.figure.replace("\u00a0", " ")
    outside = str(known.sure)

    said = {
        (paper, figure)
        for paper, found in papers(doubt=doubt).items()
        for text in found
        if not any(other in text for other in OTHER)
        for figure in pattern.findall(text)
        if paper != "argent"
    }

    assert bool(known.possible) is doubt
    assert {figure for paper, figure in said if paper == HERS} == {own}
    assert {figure for paper, figure in said if paper != HERS} == {outside}
    # A funder's note counts late actions among the others, with what may be late beside them.
    assert {paper for paper, _ in said} >= set(papers(doubt=doubt)) - {"note", "argent"}
    if doubt:
        for paper in {paper for paper, _ in said}:
            beside = known.why if paper == HERS else known.beside
            assert any(
                beside.replace("\u00a0", " ") in text for text in papers(doubt=doubt)[paper]
            ), paper


PAID = re.compile(r"((?:de |au moins )?\d[\d ,]*(?: à \d[\d ,]*)? €) payés")
FUNDER = "REGION"


@pytest.mark.parametrize("doubt", (False, True))
def test_no_paper_of_a_night_says_another_sum(doubt: bool):
    read = space(doubt=doubt).programme()
    funder = next(one for one in read.funders if one.code == FUNDER)
    spending = measure_spending(read, funder, as_of=AS_OF)
    paid = open_sum(spending.paid, spending.unsure)
    said = papers(doubt=doubt)

    assert paid.is_open is doubt
    own = [text for text in said["argent"] if "payé" in text]
    assert any(f"payé {plain(paid.said)}" in text for text in own)
    # A funder reads what is sure, then how much more it may be; the committee, shares alone.
    sums = {figure for text in said["note"] for figure in PAID.findall(text)}
    assert sums == {plain(format_money(paid.sure))}
    share = plain(paid.share_of(spending.budget))
    assert any(plain(paid.beside) in text for text in said["note"])
    for paper in ("rapport COPIL", "diapositives"):
        assert share in said[paper], paper


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")
