"""A funder's milestone that its partner puts off is told, so that the funder is written to."""

from datetime import date

import pytest
from support.programme.build import a_funder, actions
from support.programme.tables import drawn, programme_with

from relocalisons.core.kernel.calendar.calendar import french_calendar
from relocalisons.core.kernel.model import Audience, Finding
from relocalisons.core.plan.findings.milestones import find_postponed_milestones
from relocalisons.core.plan.words import says_agreed

TUESDAY = date(2026, 3, 3)
FUNDERS = (a_funder("FRA", "Fonds régional"), a_funder("FDH", "Fondation Durance"))
HEAD = "action | owner | end | revised | status | milestone | funders"


def found(
    *lines: str, as_of: date = TUESDAY, baseline: dict[str, date] | None = None, decisions: str = ""
) -> tuple[Finding, ...]:
    tables = [drawn("decisions", f"number | decision\nD-1 | {decisions}")] if decisions else []
    programme = programme_with(
        *tables, actions=actions("\n".join((HEAD, *lines))), funders=FUNDERS, as_of=as_of
    )
    return find_postponed_milestones(
        programme, as_of=as_of, baseline=baseline or {}, calendar=french_calendar()
    )


@pytest.mark.parametrize(
    ("line", "told"),
    (
        (
            "A1 | P01 | 2026-02-18 | 2026-09-29 | in_progress | Jalon | FDH",
            ["A1/FDH"],
        ),  # it has passed
        (
            "A1 | P01 | 2026-03-31 | 2026-09-29 | in_progress | Jalon | FDH",
            ["A1/FDH"],
        ),  # 20 working days
        ("A1 | P01 | 2026-04-01 | 2026-09-29 | in_progress | Jalon | FDH", []),
        ("A1 | P01 | 2026-03-18 | 2026-03-25 | in_progress | Jalon | FDH", []),  # a week is no slip
        ("A1 | P01 | 2026-03-18 | 2026-03-26 | in_progress | Jalon | FDH", ["A1/FDH"]),
        ("A1 | P01 | 2026-02-18 | 2026-09-29 | in_progress |       | FDH", []),  # no funder has it
        (
            "A1 | P01 | 2026-02-18 | 2026-09-29 | in_progress | Jalon | Mairie",
            [],
        ),  # whom to ask is not known
        (
            "A1 | P01 | 2026-02-18 | 2026-03-02 | in_progress | Jalon | FDH",
            [],
        ),  # late, and told as such
        ("A1 | P01 | 2026-02-18 |            | in_progress | Jalon | FDH", []),
        ("A1 | P01 | 2026-02-18 | ?? | in_progress | Jalon | FDH", []),
        ("A1 | P01 | 2026-02-18 | 2026-09-29 | done | Jalon | FDH", []),
        (
            "A1 | P01 | 2026-02-18 | 2026-09-29 | in_progress | Jalon | FDH FRA",
            ["A1/FDH", "A1/FRA"],
        ),
    ),
)
def test_a_milestone_put_off_is_told_to_each_funder_once_its_day_is_near(line, told):
    assert [one.subject for one in found(line)] == told


def test_it_says_both_days_and_is_hers_alone():
    (one,) = found("A6.13 | P01 | 2026-02-18 | 2026-09-29 | in_progress | Jalon | FDH")

    assert one.headline.replace("\u00a0", " ") == "A6.13 (18 février → 29 septembre 2026)"
    assert one.title.replace("\u00a0", " ") == (
        "A6.13 – Former les cuisiniers (Ville de Grasse) est un jalon de FDH reporté du "
        "18 février 2026 au 29 septembre 2026 par rapport à sa fin prévue\u202f; rien ne dit que "
        "FDH l’a accepté."
    )
    assert (one.audience, one.ask, one.due) == (Audience.COORDINATION, "", date(2026, 2, 18))


def test_the_year_is_said_where_it_is_another():
    (one,) = found("A6.13 | P01 | 2025-12-18 | 2026-09-29 | in_progress | Jalon | FDH")

    assert one.headline.replace("\u00a0", " ") == "A6.13 (18 décembre 2025 → 29 septembre 2026)"


def test_the_day_that_the_funder_knows_is_that_of_the_reference():
    line = "A1 | P01 | 2026-02-18 | 2026-09-29 | in_progress | Jalon | FDH"

    assert found(line, baseline={"A1": date(2026, 9, 29)}) == ()


@pytest.mark.parametrize(
    ("said", "funders", "told"),
    (
        ("Report de A6.13 accordé par la fondation", "FDH", 0),
        ("A6.13 : nouvelle date validée le 2 mars", "FDH", 0),
        ("Demander à FDH le report de A6.13", "FDH", 1),
        ("Report de A6.13 refusé par FDH", "FDH", 1),
        ("A6.13 : pas d’accord de FDH", "FDH", 1),
        ("Report de A6.1 accordé", "FDH", 1),
        ("Report de A6.13 accordé par FRA", "FDH FRA", 1),  # the other has said nothing
    ),
)
def test_a_line_of_decisions_that_says_it_agreed_settles_it(said, funders, told):
    line = f"A6.13 | P01 | 2026-02-18 | 2026-09-29 | in_progress | Jalon | {funders}"

    assert len(found(line, decisions=said)) == told


@pytest.mark.parametrize(
    ("said", "agreed"),
    (
        ("Accord de FDH pour A1", True),
        ("FDH accepte le report de A1.", True),
        ("FDH approuve A1 au 12 juin", True),
        ("Obtenir l’accord de FDH pour A1", False),
        ("FDH accepte le report de A1.2", False),
        ("A1 reportée au 12 juin", False),  # nobody says that the funder agreed
        ("FRA accepte le report de A1", False),
    ),
)
def test_an_agreement_names_the_line_and_the_funder(said, agreed):
    assert says_agreed(said, number="A1", by=("FDH", "Fondation Durance")) is agreed
