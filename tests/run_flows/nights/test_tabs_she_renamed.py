"""She renames, replaces and deletes the service's tabs in the afternoon: the nights go on."""

from datetime import timedelta

import pytest
from sqlalchemy import delete
from support.theatre import TUESDAY, WEDNESDAY, Theatre

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from relocalisons.core.pilotage.tab_order import HERS_FIRST
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.store.schema import telling

pytestmark = [pytest.mark.flows, pytest.mark.story]

SERVICE_TABS = {
    "Anomalies": "Les points ouverts",
    "Relances": "Mes relances",
    "Tableau de bord": "Vue du matin",
    "Journal": "Passages",
}


def settle(theatre: Theatre, hour: int) -> str:
    theatre.at(TUESDAY, hour)
    return theatre.run(mail_settlement, TUESDAY)


def test_nights_go_on_and_decisions_are_obeyed_under_the_names_that_she_gave(tuesday):
    hands = tuesday.hands
    before = hands.tabs(PILOTAGE)
    key = tuesday.tab("Anomalies")[0]["Clé"]
    mail = next(row for row in tuesday.tab("Relances") if row["Partenaire"].startswith("P10"))
    for title, new in SERVICE_TABS.items():
        hands.rename_tab(PILOTAGE, title, new)
    hands.add_tab(PILOTAGE, "Journal", ["Mon journal", "rappeler Ana"])
    tuesday.write_beside("Les points ouverts", key, Décision="vu par téléphone")
    tuesday.write_beside("Mes relances", mail["Clé"], Décision="envoyer")

    settled = settle(tuesday, 10)
    tuesday.at(WEDNESDAY)
    night = tuesday.run(daily_follow_up, WEDNESDAY)

    assert "1 message envoyé" in settled
    state = next(row["État"] for row in tuesday.tab("Mes relances") if row["Clé"] == mail["Clé"])
    assert "envoyé" in state
    told = {row["Clé"]: row for row in tuesday.tab("Les points ouverts")}
    assert told[key]["Décision"] == "vu par téléphone"
    assert hands.rows(PILOTAGE, "Journal") == [["Mon journal", "rappeler Ana"]]
    after = hands.tabs(PILOTAGE)
    assert set(after.values()) - set(before.values()) == {after["Journal"]}, "no tab beside hers"
    for title, new in SERVICE_TABS.items():
        assert f"« {title} »" in night
        assert f"« {new} »" in night


def test_a_second_renaming_and_a_deletion_stop_no_night_either(tuesday):
    hands = tuesday.hands
    hands.rename_tab(PILOTAGE, "Anomalies", "Un")
    settle(tuesday, 10)
    hands.rename_tab(PILOTAGE, "Un", "Deux")
    hands.delete_tab(PILOTAGE, "Tableau de bord")

    tuesday.at(WEDNESDAY)
    night = tuesday.run(daily_follow_up, WEDNESDAY)

    titles = set(hands.tabs(PILOTAGE))
    assert {"Deux", "Tableau de bord"} <= titles
    assert not {"Anomalies", "Un"} & titles
    assert tuesday.tab("Deux")
    assert "Onglet créé dans « Pilotage », qui ne l’avait pas : « Tableau de bord »" in night


def test_tabs_of_an_older_version_come_first_in_one_night_and_are_hers_from_then_on(tuesday):
    """« Tableau de bord » and « Relances » stood behind all inputs, and the store knew no order."""
    hands = tuesday.hands
    for title in ("Tableau de bord", "Relances"):
        hands.move_tab(PILOTAGE, title, to=len(hands.tabs(PILOTAGE)))
    with tuesday.store() as store, store.begin() as connection:
        connection.execute(delete(telling).where(telling.c.key == f"tabs_first:{PILOTAGE}"))

    tuesday.at(WEDNESDAY)
    night = tuesday.run(daily_follow_up, WEDNESDAY)

    assert tuple(hands.tabs(PILOTAGE))[:3] == HERS_FIRST
    assert "Onglets mis en tête de « Pilotage »" in night

    hands.move_tab(PILOTAGE, "Relances", to=len(hands.tabs(PILOTAGE)))
    thursday = WEDNESDAY + timedelta(days=1)
    tuesday.at(thursday)
    tuesday.run(daily_follow_up, thursday)

    assert tuple(hands.tabs(PILOTAGE))[-1] == "Relances"
