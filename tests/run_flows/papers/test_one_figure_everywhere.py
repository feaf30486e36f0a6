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
from support.papers.figures import (
    Figure,
    Subject,
    collect,
    collect_block,
    differences,
    told_twice,
)
from support.papers.written import (
    Written,
    canteens_of,
    mails_written,
    papers_written,
    purchases_written,
    tabs_written,
)
from support.sample.renamed import renamed_village
from support.theatre import Theatre, open_theatre, plain, the_sample

from flows.copil_pack import copil_pack
from flows.daily_follow_up import daily_follow_up
from flows.funder_reports import funder_reports
from flows.partner_reminders import partner_reminders
from flows.producer_follow_up import producer_follow_up
from flows.weekly_summary import weekly_summary
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.layout import lay_out
from relocalisons.store.opening import migrate

pytestmark = pytest.mark.story

DAY = date(2026, 4, 1)  # the committee's report, the funders' notes, a session within two weeks
FLOWS = (
    (daily_follow_up, 6, {}),
    (partner_reminders, 7, {}),
    (funder_reports, 7, {}),
    (copil_pack, 7, {}),
    (producer_follow_up, 8, {"now": True}),  # a day before its time
    (weekly_summary, 16, {}),
)
# Which papers there are, by a word of their names; annexes are workbooks beside papers.
SORTS = (
    "Rapport COPIL", "Dossier", "Support", "Note financeur", "Rapport intermédiaire", "Ordre",
    "Contrôle avant envoi", "Demande de paiement", "Reversements", "État de compte",
    "Fiche", "Plan de saison", "Suivi des filières", "Annexe EGalim", "Achats à importer",
    "Note de gré à gré", "Projet de contrat",
)  # fmt: skip
INPUTS = ("Indicateurs", "Contrats de culture")  # tabs that people fill in
PRODUCERS = frozenset(SORTS[10:])
EVERYWHERE = {
    "onglet", "courriel", *SORTS[:5], "annexe Rapport intermédiaire",
    *(f"onglet {name}" for name in INPUTS),
}  # fmt: skip


@dataclass(frozen=True)
class Night:
    """What stands in every place on that evening, and the figures of it."""

    written: tuple[Written, ...]
    names: dict[str, str]  # what people call a funder or a partner → its code

    @cached_property
    def figures(self) -> dict[Subject, list[Figure]]:
        return collect(self.written, self.names)

    def with_one_changed(self, place: Written, wrong: Figure) -> dict[Subject, list[Figure]]:
        """Of the subjects that it touches, the figures where one block of a place says another."""
        said = collect_block(place, wrong.block, self.names)
        there = collect_block(self.at(place.place), wrong.block, self.names)
        return {
            subject: [
                each
                for each in self.figures.get(subject, ())
                if (each.place, each.block) != (place.place, wrong.block)
            ]
            + said.get(subject, [])
            for subject in {*said, *there}
        }

    def at(self, place: str) -> Written:
        """What stands in that place."""
        return self.by_place[place]

    @cached_property
    def by_place(self) -> dict[str, Written]:
        """Each place by its name."""
        return {each.place: each for each in self.written}


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
        for flow, hour, asked in FLOWS:
            theatre.at(DAY, hour)
            form = get_type_hints(flow.fn)["request"]
            flow(form(programme="sandbox", logical_date=DAY, dry_run=False, **asked))
        made = [path for path in (root / "drive").rglob("*") if path not in before]
        return _read(theatre, [path for path in made if path.parent.name != "Pièces"])


def _read(theatre: Theatre, papers: list[Path]) -> Night:
    book = requests.get(
        f"{theatre.sandbox.base_url}/v4/spreadsheets/{PILOTAGE}?includeGridData=true",
        headers={"Authorization": f"Bearer user:{theatre.hands.email}"},
        timeout=60,
    ).json()
    names = {**dict(_names(theatre)), **{name: name for name in canteens_of(papers)}}
    titles = [sheet["properties"]["title"] for sheet in book["sheets"]]
    written = (
        *tabs_written(book, titles),
        *mails_written(theatre.root / "mail"),
        *papers_written(papers, names.values()),
        *purchases_written(papers),
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
    first, _, name = place.partition(" ")
    if first in ("onglet", "courriel"):
        return f"onglet {name}" if name in INPUTS else first
    sort = next((each for each in SORTS if each in place), "autre")
    return f"annexe {sort}" if place.endswith(".xlsx") else sort


@pytest.mark.parametrize(("night", "most", "doubts"), [("sample", 550, 12), ("other", 250, 15)])
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
    assert set(places) >= EVERYWHERE
    assert {*places, *(("Projet de contrat",) if night == "other" else ())} >= PRODUCERS
    assert sum(any(each.doubt for each in figures) for figures in compared.values()) >= doubts


@pytest.mark.parametrize("night", ["sample", "other"])
def test_a_figure_changed_in_one_place_is_always_found(night: str, request: pytest.FixtureRequest):
    played: Night = request.getfixturevalue(f"{night}_night")
    tried: Counter[str] = Counter()
    unnoticed: list[str] = []
    before = set(differences(played.figures))

    for figures in list(told_twice(played.figures).values())[:: 2 if night == "other" else 6]:
        for place in _places(figures):
            figure = next(each for each in figures if each.place == place)
            wrong = changed(played.at(place), figure)
            if wrong is None:
                continue
            tried[_sort(place)] += 1
            if not set(differences(played.with_one_changed(wrong, figure))) - before:
                unnoticed.append(f"{place} : {figure.digits} – {figure.said}")

    print(f"{night}: {sum(tried.values())} figures made wrong, one at a time: {dict(tried)}")
    assert unnoticed == []
    assert len(tried) >= 10
    assert sum(many for sort, many in tried.items() if sort in PRODUCERS) >= 10
    assert sum(many for sort, many in tried.items() if sort.startswith("annexe ")) >= 10
    assert sum(many for sort, many in tried.items() if sort.startswith("onglet ")) >= 5
    assert sum(tried.values()) >= 150


def _places(figures: list[Figure] | Any) -> list[str]:
    return list(dict.fromkeys(each.place for each in figures))
