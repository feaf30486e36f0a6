"""« Faire un avenant » from the tab she fills: exactly what she retained moves, and is measured."""

from datetime import timedelta

import pytest
from support.theatre import MONDAY, TUESDAY, Theatre, plain

from flows.daily_follow_up import daily_follow_up
from flows.freeze_baseline import freeze_baseline
from flows.make_amendment import make_amendment
from flows.recent_changes import recent_changes
from tasks.run.run_requests import AmendmentRequest, BaselineRequest, ChangesRequest

pytestmark = pytest.mark.story

WEDNESDAY = TUESDAY + timedelta(days=1)


def amendment(theatre: Theatre, **asked) -> str:
    request = AmendmentRequest(
        programme="sandbox", logical_date=TUESDAY, **{"dry_run": False, **asked}
    )
    return plain(make_amendment(request))


def test_the_reference_moves_by_what_she_retained_and_by_nothing_else(theatre: Theatre):
    theatre.at(MONDAY, 5, 0)
    frozen = plain(
        freeze_baseline(
            BaselineRequest(
                programme="sandbox", logical_date=MONDAY, dry_run=False, name="Convention"
            )
        )
    )
    refused = plain(
        freeze_baseline(
            BaselineRequest(
                programme="sandbox", logical_date=MONDAY, dry_run=False, name="Avenant n° 1"
            )
        )
    )
    theatre.at(MONDAY)
    theatre.run(daily_follow_up, MONDAY)
    late = [line["Clé"] for line in theatre.tab("Anomalies") if "action_late" in line["Clé"]]
    for key in late[:2]:
        theatre.write_beside("Anomalies", key, Décision="date accordée au 30/04/2026")
    first, second = (key.partition(":")[2] for key in late[:2])

    theatre.at(TUESDAY, 9)
    prepared = amendment(theatre)
    keys = {line["Clé"].split("@")[0]: line["Clé"] for line in theatre.tab("Avenant")}
    theatre.write_beside("Avenant", keys[f"actions:{first}"], Décision="retenir")
    preview = amendment(theatre, name="Avenant n° 1", dry_run=True)
    made = amendment(theatre, name="Avenant n° 1")
    again = amendment(theatre, name="Avenant n° 1")
    compared, since_monday = (
        plain(
            recent_changes(
                ChangesRequest(
                    programme="sandbox", logical_date=TUESDAY, dry_run=False, compare=versions
                )
            )
        )
        for versions in ("référence initiale ; avenant 1", "le 02/03/2026")
    )
    theatre.at(WEDNESDAY)
    theatre.run(daily_follow_up, WEDNESDAY)
    told = {line["Clé"]: line for line in theatre.tab("Anomalies")}

    assert "« Convention » est figé" in frozen
    assert "Lancez « Faire un avenant »" in refused
    assert "écrivez « retenir » dans « Avenant »" in prepared
    assert "déplacerait 1 ligne de « Convention »" in preview
    assert "« Avenant n° 1 » déplace 1 ligne de « Convention »" in made
    assert f"Action {second}" in made
    assert "non retenue" in made
    assert "existe déjà" in again
    assert f"actions:{first}" not in {line["Clé"].split("@")[0] for line in theatre.tab("Avenant")}
    assert "1 écart" in compared
    # The amendment alone: nobody typed another date in between.
    assert "plan du 02/03/2026 et plan du 03/03/2026 : 1 écart" in since_monday
    assert f"action_late:{first}" not in told or "résolu" in told[f"action_late:{first}"]["État"]
    assert f"action_late:{second}" in told
