"""What a frost or a lost field takes from the season, read in the words of a grower."""

from datetime import date
from decimal import Decimal

import pytest
from support.producers.season import MAY, gaps, plain, plan, programme

from relocalisons.core.producers.kinds import ProducerKind
from relocalisons.core.producers.season.plan import plan_season
from relocalisons.core.producers.volumes.harvest import find_harvest
from relocalisons.core.producers.volumes.projection import project_season
from relocalisons.core.producers.volumes.words.losses import read_loss


@pytest.mark.parametrize(("said", "share"), [
    ("gel du 12/04, perte 40 %", "0.4"), ("grêle : 100 %", "1"), ("la parcelle est perdue", "1"),
    ("tout est perdu, inondation", "1"), ("perte de la moitié", "0.5"),
    ("le mildiou a détruit un quart", "0.25"), ("0,4 ha perdus", "0.5"), ("2 t perdues", "0.25"),
    ("il reste 60 % après le gel", "0.4"), ("verger gelé à 80%", "0.8"),
    ("plus rien à récolter", "1"), ("trois quarts noyés", "0.75"),
])  # fmt: skip
def test_a_loss_is_read_in_the_words_of_a_grower(said, share):
    found = read_loss(said, hectares=Decimal("0.8"), kilograms=Decimal(8000))

    assert found is not None and found.share == Decimal(share)


@pytest.mark.parametrize("said", [
    "gel", "parcelle 3 perdue", "30 à 40 % de perte", "sangliers, dégâts importants",
    "une des serres est détruite", "perte de 140 %", "gelée, on verra",
])  # fmt: skip
def test_a_loss_that_does_not_say_how_much_is_a_doubt(said):
    found = read_loss(said, hectares=Decimal("0.8"), kilograms=Decimal(8000))

    assert found is not None and found.share is None


@pytest.mark.parametrize("said", [
    "", "bon état", "fort (30 %)", "risque de gel", "pas de perte malgré le gel", "gel sans dégât",
    "gel annoncé, voiles posés", "aucun dégât de grêle", "attaque de pucerons", "rien de perdu",
    "indemnes après la grêle", "0 % de perte",
])  # fmt: skip
def test_a_risk_or_a_denial_is_no_loss(said):
    assert read_loss(said, hectares=Decimal("0.8"), kilograms=Decimal(8000)) is None


@pytest.mark.parametrize("given", [
    {"line": {"Perte signalée": "40 % le 01/05"}},
    {"line": {"Commentaire": "gel du 1er mai : 40 % de perte"}},
    {"visits": "P07 | 02/05/2026 | courgettes gelées à 40 % | | "},
    {"visits": "P07 | 02/05/2026 | moyen | fort | grêle du 01/05, 40 % perdus"},
])  # fmt: skip
def test_a_frost_is_taken_off_the_same_night_wherever_it_was_noted(given):
    whole = plan()
    struck = plan(given.get("line", {}), visits=given.get("visits", ""))
    (found,) = gaps(given.get("line", {}), visits=given.get("visits", ""))

    monday = whole.mondays[2]
    before, after = whole.lines[0].expected_in(monday), struck.lines[0].expected_in(monday)
    assert after == pytest.approx(before * 0.6, rel=0.05)
    assert "perte notée" in plain(found.detail) and "il manquera" in plain(found.title)


def test_a_lost_field_leaves_nothing_and_the_season_ends_with_what_came():
    delivered = (
        "Date | Contrat | Quantité | Unité\n04/05/2026 | C-01 | 120 | kg\n"
        "11/05/2026 | C-01 | 180 | kg\n"
    )
    on = date(2026, 5, 18)
    source = programme(
        {"Perte signalée": "la parcelle est perdue le 15/05/2026"}, on=on, Livraisons=delivered
    )

    made = plan_season(source, as_of=on)
    (told,) = [
        each for each in find_harvest(source, as_of=on)
        if each.kind is ProducerKind.VOLUME_PROJECTED
    ]  # fmt: skip

    assert sum(made.lines[0].growers[0].expected.values()) == 0
    assert "après la perte notée, « la parcelle est perdue le 15/05/2026 »" in plain(told.title)
    assert "il manquera environ 5,7 t" in plain(told.title)


def test_a_loss_before_the_season_begins_is_projected_from_the_promise():
    (contract,) = programme().contracts
    source = programme({"Perte signalée": "50 %"}, on=date(2026, 4, 2))

    (told,) = [
        each for each in find_harvest(source, as_of=date(2026, 4, 2))
        if each.kind is ProducerKind.VOLUME_PROJECTED
    ]  # fmt: skip

    assert project_season(contract, as_of=date(2026, 4, 2)) is None
    assert "50 %" in plain(told.title)


def test_an_unreadable_loss_is_asked_and_neither_zero_nor_whole():
    source = programme({"Perte signalée": "gel"})

    made = plan_season(source, as_of=MAY)
    (asked,) = [
        each for each in find_harvest(source, as_of=MAY) if each.kind is ProducerKind.LOSS_UNREAD
    ]

    assert made.lines[0].expected_in(made.mondays[0]) is None
    assert made.lines[0].lacking(made.soon) is None
    assert gaps({"Perte signalée": "gel"}) == ()
    assert "Quelle part" in plain(asked.ask)


def test_a_visit_that_names_no_crop_is_a_doubt_for_a_grower_of_several():
    two = ({}, {"Culture/Variété": "Melons"})

    unclear = plan(*two, visits="P07 | 02/05/2026 | gel, 40 % perdus | | ")
    named = plan(*two, visits="P07 | 02/05/2026 | melons : gel, 40 % perdus | | ")

    assert [line.growers[0].expected is None for line in unclear.lines] == [True, True]
    shares = {
        line.crop: line.growers[0].lost.share if line.growers[0].lost else None
        for line in named.lines
    }
    assert shares == {"Courgettes": None, "Melons": Decimal("0.4")}


def test_what_the_contract_says_of_its_loss_wins_over_an_earlier_note():
    noted = "P07 | 02/05/2026 | courgettes : tout est perdu | | "

    assert plan({"Perte signalée": "10 %"}, visits=noted).lines[0].growers[0].lost.share == (
        Decimal("0.1")
    )
    assert plan({"Perte signalée": "non"}, visits=noted).lines[0].growers[0].lost is None


def test_a_risk_that_names_a_frost_is_a_risk_and_what_is_lost_there_a_loss():
    risk = "P07 | 02/05/2026 | | fort (30 %), gel du 30 avril | "
    lost = "P07 | 02/05/2026 | | 30 % perdus, gel du 30 avril | "

    assert plan(visits=risk).lines[0].growers[0].lost is None
    assert plan(visits=lost).lines[0].growers[0].lost.share == Decimal("0.3")


def test_one_note_that_may_be_of_several_contracts_is_asked_once():
    source = programme(
        {}, {"Culture/Variété": "Melons"}, visits="P07 | 02/05/2026 | gel, 40 % perdus | | "
    )

    told = [
        each for each in find_harvest(source, as_of=MAY) if each.kind is ProducerKind.LOSS_UNREAD
    ]

    assert len(told) == 1
    assert "des contrats C-01 et C-02" in plain(told[0].title)
