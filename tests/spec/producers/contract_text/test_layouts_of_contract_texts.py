"""Laid out otherwise a contract promises the same: the same is read in it, whoever printed it."""

import pytest
from support.producers.clauses_taken import DATA, Whole, whole_contracts
from support.producers.contract_texts import facts_in
from support.producers.layouts import BY_ARTICLES, LAYOUTS, of_width

from relocalisons.core.producers.contract_text.words.kinds import ClauseKind, ClauseState
from relocalisons.core.producers.contract_text.words.printed.lines import paragraphs_of
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
MARKED = whole_contracts()  # where each clause stands in them is known
ALL = [*MARKED, *(
    Whole(path.stem, tuple(path.read_text("utf-8").rstrip("\n").split("\n")), {})
    for path in sorted((DATA / "whole").iterdir())
    if path.stem not in {each.name for each in MARKED}
)]  # fmt: skip


def alarms(text: str) -> list[str]:
    """The clauses that are not simply there."""
    found = read_clauses(text, CARROTS)
    return [each.kind.value for each in found if each.state is not ClauseState.PRESENT]


def laid_out(name: str) -> list[Whole]:
    return list(MARKED) if name in BY_ARTICLES else ALL


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_layout_of_a_whole_contract_alarms_anybody(name):
    place = list(LAYOUTS).index(name)
    some = laid_out(name)[place % 5 :: 5]

    assert {each.name: found for each in some if (found := alarms(LAYOUTS[name](each)))} == {}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_clause_that_is_gone_is_named_in_every_layout(name):
    contract = MARKED[list(LAYOUTS).index(name)]
    for kind in ClauseKind:
        cut = contract.without(kind.value).split("\n")
        kept = {key: places for key, places in contract.where.items() if key != kind.value}

        assert alarms(LAYOUTS[name](Whole(contract.name, tuple(cut), kept))) == [kind.value]


@pytest.mark.story
@pytest.mark.parametrize("name", LAYOUTS)
def test_no_layout_of_any_contract_says_more_or_less(name):
    for contract in laid_out(name):
        assert alarms(LAYOUTS[name](contract)) == [], contract.name
    for contract in MARKED:
        for kind in ClauseKind:
            cut = tuple(contract.without(kind.value).split("\n"))
            kept = {key: places for key, places in contract.where.items() if key != kind.value}
            said = alarms(LAYOUTS[name](Whole(contract.name, cut, kept)))

            assert kind.value in said, (contract.name, kind)


@pytest.mark.story
@pytest.mark.parametrize("width", [68, 80, 95])
def test_few_lines_of_any_width_are_put_together_otherwise(width):
    alarmed = [each.name for each in ALL if alarms(of_width(each, width))]

    assert len(alarmed) <= 4, alarmed  # of 82: what two lines mean can no longer be known


@pytest.mark.parametrize(
    ("printed", "paragraphs"),
    [
        # A row of a table ends where the next begins, however long it is.
        (
            "Article : brocoli, têtes de 400 g, colis de 6 kg ; Prix : 1,90 € HT le kg, ferme\n"
            "Campagne du 01/09/2027 au 30/11/2027\nPaiement : 30 jours",
            3,
        ),
        # Initials and a page's number stand between the two halves of a sentence.
        (
            "La partie empêchée est libérée de ses obligations pour la\n"
            "durée de l'empêchement, sans que l'autre puisse lui\n"
            "Paraphes : ........\nContrat n° 12 – page 2 sur 4\n"
            "réclamer aucune pénalité ni aucun dédommagement de ce\nfait.",
            1,
        ),
        # A cell that was broken goes on below; the next row is another.
        (
            "Livraison | par le producteur, au dépôt du Groupement, à La\n"
            "Saulce, le lundi\nDurée | trois récoltes, du 1er septembre 2027 au 31 août\n2030\n"
            "Sortie | possible à chaque moment, par lettre envoyée trois\nmois avant",
            3,
        ),
        # Lines of unlike letters are not equally long.
        (
            "Le vendeur livre les carottes à la cuisine\ncentrale le mardi et le jeudi "
            "matin,\navant sept heures, dans des caisses qui lui\nsont rendues la fois suivante.\n"
            "Paiement comptant",
            2,
        ),
    ],
    ids=["row", "margins", "cells", "letters"],
)
def test_a_page_is_put_together_where_the_next_word_had_no_room(printed, paragraphs):
    assert len(paragraphs_of(printed)) == paragraphs


@pytest.mark.parametrize(("kind", "words", "states"), [
    # A heading that asks, and a list that answers.
    ("preavis", "Si l'un de nous s'en va\n- il l'annonce par courrier, trois mois à l'avance\n"
     "- il verse à l'autre 15 % de ce qui restait à livrer", "présente"),
    ("preavis", "Si l'un de nous s'en va\n- il l'annonce par courrier, trois mois à l'avance\n"
     "- il rend les caisses vides", "manquante"),
    ("quantite", "Ce que nous vous devons\n- 12 tonnes de carottes par an ; 10 % de plus ou de "
     "moins, c'est admis\n- des racines fraîches du matin", "présente"),
    # Days in letters, in the sentence of the price.
    ("duree", "La cantine en donne un euro vingt le kilogramme, prix de toute la période, laquelle "
     "s'ouvre le premier mars deux mille vingt-sept et se clôt le vingt-huit février deux mille "
     "trente.", "présente"),
    # A paper that goes with goods says neither where nor when.
    ("livraison", "Livraison |\nBon de livraison | deux exemplaires, lot et poids", "manquante"),
    # An indicator that is only talked over moves no price.
    ("prix", "1,20 € HT le kilo. En juin, nous vous présenterons l'évolution de nos charges, "
     "indice IPAMPA à l'appui, et nous en parlerons ensemble.", "manquante"),
    # Boxes that nobody ticked.
    ("paiement", "Paiement\n[ ] virement à 30 jours\n[ ] comptant", "manquante"),
])  # fmt: skip
def test_a_layout_says_what_its_lines_say_together(kind, words, states):
    found = {each.kind.value: each.state.value for each in read_clauses(words, CARROTS)}

    assert found[kind] == states


FOREIGN = {  # the line of the sheet, and the clauses that the text lacks or contradicts
    "amap": ("légumes/panier", "2400 kg", "20", "3,20 €/kg", "ferme", "05/11/2027", "28/04/2028"),
    "bon_de_commande": (
        "pomme de terre/Agata", "4000 kg", "", "0,80 €/kg", "ferme", "20/09/2027", "17/12/2027",
    ),
    "apport": (
        "pois chiche/Twist", "9000 kg/an", "15", "0,70 €/kg", "déterminable",
        "01/07/2027", "30/06/2032",
    ),
    "conditions_de_vente": (
        "pomme/Gala", "20 t/an", "10", "1,10 €/kg", "déterminable", "01/09/2027", "31/08/2030",
    ),
}  # fmt: skip
COLUMNS = (
    "Culture/Variété", "Volume total", "Tolérance %", "Prix + unité", "Type de prix", "Début",
    "Fin",
)  # fmt: skip


@pytest.mark.parametrize(("name", "typed", "named"), [
    ("amap", {}, ["preavis manquante"]),
    ("amap", {"Volume total": "3000 kg"}, ["quantite contredite", "preavis manquante"]),
    # A public order: its figures stand in a table, their units in the title or a column.
    ("bon_de_commande", {}, ["force_majeure manquante", "preavis manquante"]),
    ("bon_de_commande", {"Prix + unité": "0,90 €/kg", "Volume total": "5000 kg"},
     ["quantite contredite", "prix contredite", "force_majeure manquante", "preavis manquante"]),
    # Who brings all he grows: a complement that a board decides revises no price.
    ("apport", {}, ["prix manquante", "force_majeure manquante"]),
    ("apport", {"Fin": "30/06/2030"},
     ["prix manquante", "duree contredite", "force_majeure manquante"]),
    # Conditions of sale promise nothing.
    ("conditions_de_vente", {},
     ["quantite manquante", "prix manquante", "duree manquante", "preavis manquante"]),
])  # fmt: skip
def test_a_contract_from_elsewhere_says_which_clauses_it_lacks(name, typed, named):
    line = dict(zip(COLUMNS, FOREIGN[name], strict=True)) | {"N° contrat": "EXT-1"} | typed
    added = {
        "Lieu de livraison": "", "Délai de paiement (jours)": "30", "Préavis (mois)": "3"
    }  # fmt: skip
    facts = facts_in({"Contrats de culture": line, "hors colonnes (à ajouter)": added})
    text = (DATA / "foreign" / f"{name}.txt").read_text("utf-8")

    found = read_clauses(text, facts)

    told = [f"{e.kind} {e.state}" for e in found if e.state is not ClauseState.PRESENT]
    assert told == named
