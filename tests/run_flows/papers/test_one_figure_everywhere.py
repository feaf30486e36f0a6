"""One night, all that it really wrote: no figure differs between two places without a word why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import requests
from support.papers.changed_figures import changed
from support.papers.figures import Figure, Subject, collect, differences, told_twice
from support.papers.written import Written, mails_written, papers_written, tabs_written
from support.sample.renamed import renamed_village
from support.theatre import Theatre, open_theatre, plain, the_sample

from flows.copil_pack import copil_pack
from flows.daily_follow_up import daily_follow_up
from flows.funder_reports import funder_reports
from flows.partner_reminders import partner_reminders
from flows.weekly_summary import weekly_summary
from relocalisons.core.programme.decisions.own_tabs import OWN_TITLES
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.layout import lay_out
from relocalisons.store.opening import migrate

pytestmark = pytest.mark.story

DAY = date(2026, 4, 1)  # the committee's report, the funders' notes, a session within two weeks
FLOWS = (
    (daily_follow_up, 6),
    (partner_reminders, 7),
    (funder_reports, 7),
    (copil_pack, 7),
    (weekly_summary, 16),
)


@dataclass(frozen=True)
class Night:
    """What stands in every place on that evening, and the figures of it."""

    written: tuple[Written, ...]
    names: dict[str, str]  # what people call a funder or a partner → its code

    @cached_property
    def figures(self) -> dict[Subject, list[Figure]]:
        return collect(self.written, self.names)

    def with_one_changed(self, place: Written) -> dict[Subject, list[Figure]]:
        """The figures where that place says something else."""
        said = collect([place], self.names)
        return {
            subject: [each for each in self.figures.get(subject, ()) if each.place != place.place]
            + said.get(subject, [])
            for subject in {*told_twice(self.figures), *said}
        }


@pytest.fixture(scope="module")
def sample_night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The 23 partners and four funders of the sample."""
    return _played(the_sample(), tmp_path_factory.mktemp("sample") / "workspace")


@pytest.fixture(scope="module")
def other_night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """Eight partners, other funders, and a cell in six that nobody can read."""
    other = renamed_village(the_sample(), on=DAY)
    return _played(other, tmp_path_factory.mktemp("other") / "workspace")


def _played(sample: Any, root: Path) -> Night:
    lay_out(sample, root, on=DAY)
    migrate(f"sqlite:///{root / 'store.db'}")
    with open_theatre(root, sample=sample) as theatre:
        before = frozenset((root / "drive").rglob("*"))
        for flow, hour in FLOWS:
            theatre.at(DAY, hour)
            form = get_type_hints(flow.fn)["request"]
            flow(form(programme="sandbox", logical_date=DAY, dry_run=False))
        made = [path for path in (root / "drive").rglob("*") if path not in before]
        return _read(theatre, [path for path in made if path.parent.name != "Pièces"])


def _read(theatre: Theatre, papers: list[Path]) -> Night:
    book = requests.get(
        f"{theatre.sandbox.base_url}/v4/spreadsheets/{PILOTAGE}?includeGridData=true",
        headers={"Authorization": f"Bearer user:{theatre.hands.email}"},
        timeout=60,
    ).json()
    names = dict(_names(theatre))
    written = (
        *tabs_written(book, OWN_TITLES),
        *mails_written(theatre.root / "mail"),
        *papers_written(papers, names.values()),
    )
    return Night(written, names)


def _names(theatre: Theatre) -> Iterator[tuple[str, str]]:
    for tab in ("Financeurs", "Partenaires"):
        for row in theatre.hands.rows(PILOTAGE, tab)[1:]:
            code, name = (plain(str(cell)).replace("’", "'").strip() for cell in row[:2])
            if code and name:
                yield code, code
                yield name, code


def _sort(place: str) -> str:
    """« onglet », « courriel », or what a paper is called without its dates and its funder."""
    first = place.split()[0]
    if first in ("onglet", "courriel"):
        return first
    known = ("Rapport COPIL", "Dossier", "Support", "Note", "Rapport intermédiaire", "Ordre")
    return next((each for each in known if each in place), "autre")


@pytest.mark.parametrize(("night", "most", "doubts"), [("sample", 300, 12), ("other", 150, 15)])
def test_no_figure_of_a_night_differs_between_its_tabs_mails_papers_and_slides(
    night: str, most: int, doubts: int, request: pytest.FixtureRequest
):
    played: Night = request.getfixturevalue(f"{night}_night")

    compared = told_twice(played.figures)
    places = Counter(_sort(place) for figures in compared.values() for place in _places(figures))

    print(f"{night}: {len(compared)} subjects told in several places, {dict(places)}")
    found = list(differences(played.figures))
    assert not found, "\n".join(found)
    assert len(compared) >= most
    assert {"onglet", "courriel", "Rapport COPIL", "Dossier", "Support", "Note"} <= set(places)
    assert sum(any(each.doubt for each in figures) for figures in compared.values()) >= doubts


@pytest.mark.parametrize("night", ["sample", "other"])
def test_a_figure_changed_in_one_place_is_always_found(night: str, request: pytest.FixtureRequest):
    played: Night = request.getfixturevalue(f"{night}_night")
    by_place = {each.place: each for each in played.written}
    tried: Counter[str] = Counter()
    unnoticed: list[str] = []
    before = set(differences(played.figures))

    for figures in list(told_twice(played.figures).values())[:: 1 if night == "other" else 4]:
        for place in _places(figures):
            figure = next(each for each in figures if each.place == place)
            wrong = changed(by_place[place], figure)
            if wrong is None:
                continue
            tried[_sort(place)] += 1
            if not set(differences(played.with_one_changed(wrong))) - before:
                unnoticed.append(f"{place} : {figure.digits} – {figure.said}")

    print(f"{night}: {sum(tried.values())} figures made wrong, one at a time: {dict(tried)}")
    assert unnoticed == []
    assert len(tried) >= 6
    assert sum(tried.values()) >= 100


def _places(figures: list[Figure] | Any) -> list[str]:
    return list(dict.fromkeys(each.place for each in figures))
