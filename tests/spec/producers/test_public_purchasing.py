"""Public purchasing: what a buyer needs of a family in a year, against the day's thresholds."""

from datetime import date

import pytest
from support.producers.build import PEOPLE, a_contract_line, programme_of

from relocalisons.core.kernel.model import Severity
from relocalisons.core.producers.purchasing.findings import find_purchasing
from relocalisons.core.producers.purchasing.needs import read_needs

JUNE = date(2026, 6, 3)
DELIVERED = (
    "Date | Contrat | Producteur | Quantité | Prix HT € | Cantine SIRET | Famille produits\n"
)
SIRET = "219 999 001 00018"


def contracts(*lines: dict[str, str]) -> str:
    drawn = [
        a_contract_line(**{"N° contrat": f"C-{n:02d}", "Début": "01/05/2026", "Fin": "30/04/2027",
                           "Prix": "1,00 €/kg", **line})
        for n, line in enumerate(lines, 1)
    ]  # fmt: skip
    return "\n".join([drawn[0], *(line.splitlines()[1] for line in drawn[1:])])


def told(*lines: dict[str, str], on: date = JUNE, deliveries: str = "", **given):
    programme = programme_of(
        contracts=contracts(*lines), as_of=on,
        Livraisons=DELIVERED + deliveries if deliveries else "", **given,
    )  # fmt: skip
    return find_purchasing(programme, as_of=on)


def words(finding) -> str:
    said = f"{finding.title} {finding.action} {finding.detail}"
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("volumes", "on", "threshold"), [
    (("30 t", "29,9 t"), JUNE, "approchent le seuil de 60 000 €"),
    (("30 t", "30 t"), JUNE, "atteignent le seuil de 60 000 €"),   # « inférieur à »: at it is over
    (("30 t", "60 t"), JUNE, "atteignent le seuil de 90 000 €"),
    (("120 t", "96 t"), JUNE, "atteignent le seuil de 216 000 €"),
    (("20 t", "20 t"), date(2026, 3, 3), "atteignent le seuil de 40 000 €"),  # before 01/04/2026
    (("20 t", "20 t"), JUNE, None),
    (("30 t", "30 t"), date(2027, 1, 5), None),                    # a year that is gone
])  # fmt: skip
def test_the_need_of_a_buyer_and_family_is_held_against_the_threshold_of_the_day(
    volumes, on, threshold
):
    found = told(*({"Volume total": volume} for volume in volumes), on=on)

    assert len(found) == (1 if threshold else 0)
    assert threshold is None or threshold in words(found[0])


def test_contracts_in_preparation_count_and_are_told_apart_before_anything_is_signed():
    (found,) = told({"Volume total": "50 t"}, {"Volume total": "20 t", "Étape": "projet"})

    assert "70 000 € HT, dont 50 000 € signés ou livrés" in words(found)
    assert "à vérifier par l’expert juridique" in words(found)
    assert found.severity is Severity.INFO  # nothing is over yet: it can still be decided
    assert "C-01" in found.detail and "C-02" in found.detail


def test_several_years_and_deliveries_under_no_contract_count_too():
    (found,) = told(
        {"Volume total": "10 t/an", "Fin": "30/04/2029"},
        deliveries=f"01/06/2026 | | P08 | 1000 | 35 000 | {SIRET} | légumes",
    )

    assert "65 000 € HT" in words(found)
    assert found.severity is Severity.WATCH


def test_a_contract_in_pieces_counts_at_its_price_a_piece():
    (found,) = told({"Volume total": "22 000 pièces/an", "Prix": "1 €/pièce", "Fin": "30/04/2029"})

    assert "66 000 € HT" in words(found)


@pytest.mark.parametrize(("kind", "extra", "is_bound"), [
    ("collectivité", "", True), ("ONG/association", "", False), ("restauration", "", False),
    ("ONG/association", "oui", True), ("collectivité", "non", False),
])  # fmt: skip
def test_only_those_bound_by_public_purchasing_are_judged(kind, extra, is_bound):
    people = PEOPLE.replace("| Secteur\n", "| Secteur | Pouvoir adjudicateur\n")
    people = people.replace("| collectivité | Anne", f"| {kind} | Anne")
    people = people.replace("00018 | Grasse", f"00018 | Grasse | {extra}")

    assert bool(told({"Volume total": "70 t"}, partners=people)) is is_bound


def test_a_contract_without_price_is_in_no_sum_and_is_told():
    (found,) = told({"Volume total": "70 t"}, {"Prix": "à voir"})

    assert "70 000 € HT" in words(found)
    assert "1 contrat ou livraison sans prix ou volume lisible, en plus" in words(found)


@pytest.mark.parametrize(("doubt", "is_named"), [
    ({"Début": "au printemps ?"}, True), ({"Début": ""}, True),
    ({"Étape": "à voir"}, True), ({"Étape": ""}, True), ({"Filière": ""}, True),
    ({"Étape": "", "Début": "01/02/2027"}, False),             # of another year, whatever it is
    ({"Début": "", "Filière": "légumineuses"}, False),         # of another family
    ({"Début": "", "Étape": "rompu"}, False),                  # nothing will be bought
    ({"Début": "", "Acheteur": "P08"}, False),                 # of another buyer
    ({}, False),
])  # fmt: skip
def test_a_contract_of_which_nobody_can_tell_the_year_or_the_stage_is_named_beside_the_sum(
    doubt, is_named
):
    found = told({"Volume total": "50 t"}, {"Volume total": "5 t", **doubt})

    beside = "Contrat C-02 : début, étape ou filière illisible, dans aucune somme"
    assert (beside in words(found[0])) is is_named


def test_another_family_or_another_year_is_another_need():
    programme = programme_of(
        contracts=contracts(
            {"Volume total": "30 t"}, {"Volume total": "30 t", "Filière": "légumineuses"},
            {"Volume total": "30 t", "Début": "01/02/2027"},
        ),
        as_of=JUNE,
    )  # fmt: skip

    assert [(need.family, need.year, need.whole) for need in read_needs(programme)] == [
        ("AUTRES", 2026, 3_000_000),
        ("FRUITS_ET_LEGUMES", 2026, 3_000_000),
        ("FRUITS_ET_LEGUMES", 2027, 3_000_000),
    ]


def test_near_the_threshold_the_note_says_three_things_and_never_a_place():
    (found,) = told({"Volume total": "50 t"})

    said = words(found)
    assert "l’offre est pertinente" in said
    assert "les deniers sont bien employés" in said
    assert "pas toujours le même" in said
    assert "jamais une origine géographique" in said


@pytest.mark.parametrize(("criterion", "is_told"), [
    ("produits locaux", True), ("à moins de 50 km", True), ("origine Vaucluse", True),
    ("fraîcheur et saison", False), ("coûts imputés aux externalités environnementales", False),
    ("", False),
])  # fmt: skip
def test_a_criterion_that_names_a_place_is_told(criterion, is_told):
    found = told({"Critère d'attribution": criterion})

    assert [each.kind.value for each in found] == (["award_geographic"] if is_told else [])


@pytest.mark.parametrize("on", [date(2026, 11, 28), date(2026, 12, 2), date(2027, 1, 2)])
def test_what_signed_contracts_imply_is_told_thirty_days_before_they_begin_and_more(on):
    line = {"Volume total": "70 t", "Début": "01/02/2027", "Fin": "31/12/2027", "Étape": "signé",
            "Signé producteur le": "20/11/2026", "Signé acheteur le": "25/11/2026"}  # fmt: skip

    (found,) = told(line, on=on)

    assert "légumes 2027" in words(found)
    assert "70 000 € HT, dont 70 000 € signés ou livrés" in words(found)


def test_what_nothing_signed_announced_is_told_the_night_it_is_typed():
    line = {"Volume total": "50 t"}
    order = f"03/06/2026 | | P07 | 12 000 kg | 12 000 | {SIRET} | légumes"

    before, after = told(line), told(line, deliveries=order)

    assert "approchent le seuil" in words(before[0])
    assert "atteignent le seuil de 60 000 €" in words(after[0])
