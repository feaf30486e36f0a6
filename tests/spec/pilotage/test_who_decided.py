"""A decision taken while the coordinator was away names who took it, in « Anomalies »."""

from dataclasses import replace
from datetime import date

from support.programme.build import a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.pilotage.anomalies import build_anomalies
from relocalisons.core.views.own_tab import CellLinks


def test_it_stands_under_what_was_understood():
    (one,) = tracked(finding("action_late", "A1.2"), decision="sans objet")

    states = [
        str(row[4])
        for row in build_anomalies(
            (replace(one, decided_by="Paul Hébert"),),
            programme=a_programme(),
            links=CellLinks(),
            as_of=date(2026, 7, 20),
        ).rows
    ]

    assert "décidé par Paul Hébert en votre absence" in states[-1].splitlines()
