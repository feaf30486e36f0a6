"""The plan seen by the service over three nights: dates put off, typed over, and her words kept."""

from datetime import date, timedelta

import pytest
from support.theatre import MONDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.freeze_baseline import freeze_baseline
from relocalisons.sample.engine.events import CellsTyped
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.story import edits_between
from tasks.run.run_requests import BaselineRequest

pytestmark = pytest.mark.story


@pytest.fixture
def theatre(whole_theatre: Theatre) -> Theatre:
    """All 23 partners."""
    return whole_theatre


THURSDAY, NEXT_TUESDAY = date(2026, 3, 5), date(2026, 3, 10)


def night(theatre: Theatre, day: date, *, after: date) -> dict[str, dict[str, str]]:
    """What people typed since, then the night; « Anomalies » by key."""
    theatre.at(day, 5, 0)
    theatre.teller.play(edits_between(theatre.sample, after=after, until=day))
    theatre.at(day)
    theatre.run(daily_follow_up, day)
    return {line["Clé"]: line for line in theatre.tab("Anomalies")}


def put_off_under_our_eyes(theatre: Theatre) -> str:
    """The action whose second and third new dates are typed in March."""
    events = [event for event in theatre.sample.events if isinstance(event, CellsTyped)]
    moved = {
        day: {e.uid for e in events if e.on == day and set(e.cells) == {"revised_end"}}
        for day in (date(2026, 3, 4), date(2026, 3, 9))
    }
    (number,) = moved[date(2026, 3, 4)] & moved[date(2026, 3, 9)]
    return str(number)


def test_three_nights_tell_a_third_postponement_against_the_named_planning(theatre: Theatre):
    theatre.at(MONDAY, 5, 0)
    named = BaselineRequest(
        programme="sandbox", logical_date=MONDAY, dry_run=False, name="Convention"
    )
    freeze_baseline(named)
    monday = night(theatre, MONDAY, after=MONDAY - timedelta(days=1))
    number = put_off_under_our_eyes(theatre)
    key = f"third_postponement:{number}"
    kept = next(key for key in monday if key.startswith("action_late:"))
    theatre.write_beside("Anomalies", kept, Décision="vu par téléphone", Note="vue au marché")
    decision = str(theatre.hands.rows(PILOTAGE, "Décisions")[-1][0])
    theatre.hands.delete_line(PILOTAGE, "Décisions", len(theatre.hands.rows(PILOTAGE, "Décisions")))

    thursday = night(theatre, THURSDAY, after=MONDAY)
    theatre.hands.sort(PILOTAGE, "Anomalies", header="Clé")
    tuesday = night(theatre, NEXT_TUESDAY, after=THURSDAY)

    assert key not in monday
    assert key not in thursday
    assert f"3e report de {number}" in tuesday[key]["Constat"]
    slipping = [line["Constat"] for name, line in tuesday.items() if "action_slipping" in name]
    assert slipping
    assert all("par rapport" in said for said in slipping)
    assert any("au planning « Convention »" in said for said in slipping)
    overwritten = [line for name, line in tuesday.items() if "baseline_overwritten" in name]
    assert any("planning « Convention »" in line["Constat"] for line in overwritten)
    assert tuesday[kept]["Décision"] == "vu par téléphone"
    assert tuesday[kept]["Note"] == "vue au marché"
    gone = f"row_deleted:pilotage/decisions/{decision}"
    assert gone not in monday
    assert "sa ligne a été supprimée" in thursday[gone]["Constat"]
    assert tuesday[gone]["État"].startswith("toujours ouvert"), "told until she settles it"
