"""A line of « Paramètres » stands in the place of a published holiday, wherever one is asked."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, programme_of
from support.programme.sheets import pilotage

from relocalisons.core.producers.season.plan import plan_season
from relocalisons.core.producers.volumes.school_breaks import PUBLISHED, calendar_of
from relocalisons.core.reports.producers.season.page import build_season_page
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.words import school_days

WINTER = "Vacances scolaires d'hiver 2026"
MONDAY = date(2026, 2, 2)
NEEDS = "Cantine | Produit | Du | Au | Quantité demandée\nP01 | Panais | 02/02/2026 | 03/04/2026 | "


@pytest.mark.parametrize(("name", "words", "closes", "opens"), [
    # Published: 14 February to 1 March in zone B.
    (WINTER, "du 07/02/2026 au 22/02/2026", date(2026, 2, 10), date(2026, 2, 25)),
    ("Vacances hiver 2026", "du 07/02 au 22/02/2026", date(2026, 2, 10), date(2026, 2, 25)),
    # Over the end of a year, the year of the first day left out.
    ("Vacances de Noël 2026", "du 21/12 au 05/01/2027", date(2027, 1, 5), date(2026, 12, 19)),
    # A holiday of no published name is one more.
    ("Vacances du lycée 2026", "du 16/03/2026 au 20/03/2026", date(2026, 3, 18), date(2026, 3, 23)),
])  # fmt: skip
def test_her_dates_stand_in_the_place_of_the_published_ones(name, words, closes, opens):
    calendar = calendar_of({name: words})

    assert calendar.is_closed(closes) and not calendar.is_closed(opens)
    assert calendar.is_closed(date(2026, 7, 14))  # the others stay
    assert calendar.is_closed(date(2025, 2, 12))  # and those of another year


@pytest.mark.parametrize(
    "words", ["trois semaines", "du 13/02/2026", "du 13/02/2026 au 13/07/2026"]
)
def test_a_line_that_says_no_span_is_told_and_the_published_dates_stay(words):
    grid = pilotage(settings=f"Paramètre | Valeur\n{WINTER} | {words}")

    found = read_parameters(grid, as_of=MONDAY).findings

    assert len(found) == 1 and "les dates publiées restent" in found[0].title
    assert school_days(words) is None
    assert calendar_of({WINTER: words}) is PUBLISHED


def test_the_season_plan_counts_with_her_dates_and_says_so_once():
    def asked(settings: str) -> tuple[dict[date, int | None], str]:
        source = programme_of(
            contracts=a_contract_line(Étape="clos"),
            settings=settings,
            as_of=MONDAY,
            Besoins_des_cantines=NEEDS + "800 kg",
        )
        made = plan_season(source, as_of=MONDAY)
        page = build_season_page(source, as_of=MONDAY)
        (line,) = made.lines
        assert page is not None
        return {monday: line.asked_in(monday) for monday in made.mondays}, " ".join(page.sentences)

    usual, said = asked("")
    moved, told = asked(f"Paramètre | Valeur\n{WINTER} | du 09/02/2026 au 13/02/2026")

    assert usual[date(2026, 2, 16)] == 0 and usual[date(2026, 2, 9)]
    assert moved[date(2026, 2, 9)] == 0 and moved[date(2026, 2, 16)]
    assert "Paramètres" not in said
    assert told.count("dates de «") == 1
