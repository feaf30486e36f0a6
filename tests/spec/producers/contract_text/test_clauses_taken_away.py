"""One clause is taken from a whole contract by program: it is named, whichever it is, alone."""

import pytest
from support.producers.clauses_taken import DATA, emptied, whole_contracts
from support.producers.contract_texts import facts_in, lines_of

from relocalisons.core.producers.contract_text.words.kinds import ClauseKind, ClauseState
from relocalisons.core.producers.contract_text.words.reading import read_clauses

CARROTS = facts_in({
    "Contrats de culture": {
        "N° contrat": "CC-1", "Culture/Variété": "carotte/Nantaise", "Volume total": "12 t/an",
        "Tolérance %": "10", "Prix + unité": "1,20 €/kg", "Type de prix": "déterminable",
        "Début": "01/03/2027", "Fin": "28/02/2030", "Étape": "en signature",
    },
    "hors colonnes (à ajouter)": {
        "Lieu de livraison": "", "Délai de paiement (jours)": "30", "Préavis (mois)": "3",
    },
})  # fmt: skip
WHOLE = whole_contracts()
DECOYS = lines_of(DATA / "decoys.txt")
WITH_FIGURES = ("quantite", "prix", "paiement", "duree", "preavis")
IN_ORDINALS = {("notaire", "paiement")}  # « au trentième jour » holds no figure to empty


def lacking(text: str) -> set[str]:
    found = read_clauses(text, CARROTS)
    return {each.kind.value for each in found if each.state is not ClauseState.PRESENT}


@pytest.mark.parametrize("contract", WHOLE, ids=lambda each: each.name)
def test_a_clause_cut_out_of_a_whole_contract_is_named_and_no_other_falls(contract):
    named = {kind.value: lacking(contract.without(kind.value)) for kind in ClauseKind}

    assert named == {kind.value: {kind.value} for kind in ClauseKind}


@pytest.mark.parametrize(("place", "decoy"), list(enumerate(DECOYS)), ids=str)
def test_what_sounds_like_a_clause_does_not_stand_for_it(place, decoy):
    kind, sentence = decoy
    contract = WHOLE[place % len(WHOLE)]

    assert kind in lacking(f"{contract.without(kind)}\n{sentence}")


@pytest.mark.parametrize("kind", WITH_FIGURES)
def test_a_clause_emptied_of_its_figures_is_named(kind):
    contracts = [each for each in WHOLE if (each.name, kind) not in IN_ORDINALS][::4]

    named = [kind in lacking(each.without(kind, put=emptied)) for each in contracts]

    assert named == [True] * len(contracts)


@pytest.mark.story
@pytest.mark.parametrize("contract", WHOLE, ids=lambda each: each.name)
def test_no_decoy_stands_for_any_clause_of_any_contract(contract):
    for kind, sentence in DECOYS:
        assert kind in lacking(f"{contract.without(kind)}\n{sentence}"), sentence
    for kind in WITH_FIGURES:
        if (contract.name, kind) not in IN_ORDINALS:
            assert kind in lacking(contract.without(kind, put=emptied)), kind
