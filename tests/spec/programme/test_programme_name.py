"""People read the programme's name; its code is for keys and commands."""

from dataclasses import asdict
from datetime import date

import pytest
from support.papers.report_workspace import AS_OF, sample_workspace

from relocalisons.core.reports.committee.copil import build_copil_report
from relocalisons.core.reports.funder.funder import build_funder_note
from relocalisons.core.reports.funder.profile import ReportType
from relocalisons.core.reports.producers.supply_chains import build_chains_page
from relocalisons.core.reports.producers.visit_plan import build_visit_plan

CODE, NAME = "pat-lmv", "Cantines du Luberon et des Monts de Vaucluse"
PERIOD = {"period_start": date(2026, 2, 1), "period_end": date(2026, 2, 28), "as_of": AS_OF}


def programme(**settings: str):
    space = sample_workspace()
    space.code, space.name, space.settings = CODE, NAME, settings
    return space.programme(), space.tracked()


def documents(plan, tracked) -> dict[str, object]:
    return {
        "note": build_funder_note(plan, tracked, funder="REGION", **PERIOD),
        "interim": build_funder_note(
            plan, tracked, funder="REGION", kind=ReportType.INTERIM, **PERIOD
        ),
        "copil": build_copil_report(plan, tracked, **PERIOD),
        "chains": build_chains_page(plan, as_of=AS_OF),
        "visits": build_visit_plan(plan, as_of=AS_OF),
    }


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return []


@pytest.mark.parametrize("which", ["note", "interim", "copil", "chains", "visits"])
def test_a_document_prints_the_name_and_nowhere_the_code(which):
    said = texts(asdict(documents(*programme())[which]))

    assert [text for text in said if CODE in text.lower()] == []
    assert any(NAME in text for text in said)


def test_the_name_that_she_typed_in_parametres_comes_first():
    plan, tracked = programme(**{"Nom du programme": "Relocalisons nos assiettes"})

    title = build_copil_report(plan, tracked, **PERIOD).heading.title

    assert title.startswith("Relocalisons nos assiettes")
