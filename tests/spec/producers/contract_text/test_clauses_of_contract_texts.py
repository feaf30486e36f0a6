"""Returned contracts: every clause that is missing or contradicted is named, none is invented."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from support.producers.contract_texts import differences, facts_in, lines_of, texts_in

from relocalisons.core.producers.contract_text.saying import say_clauses
from relocalisons.core.producers.contract_text.words.facts import weights_said
from relocalisons.core.producers.contract_text.words.kinds import ClauseKind, ClauseState
from relocalisons.core.producers.contract_text.words.reading import read_clauses
from tasks.papers.contract_texts import text_of_docx

DATA = Path(__file__).parents[3] / "data"
TEXTS = texts_in(DATA / "contracts")
TWENTY = lines_of(DATA / "clauses" / "twenty.txt")
SAID = lines_of(DATA / "clauses" / "said.txt") + TWENTY
WHOLE = sorted((DATA / "clauses" / "whole").iterdir())
CONTRARY = lines_of(DATA / "clauses" / "contrary.txt")
SHEET: dict[str, dict[str, str]] = {
    "Contrats de culture": {
        "N° contrat": "CC-1",
        "Culture/Variété": "carotte/Nantaise",
        "Volume total": "12 t/an",
        "Tolérance %": "10",
        "Prix + unité": "1,20 €/kg",
        "Type de prix": "déterminable",
        "Début": "01/03/2027",
        "Fin": "28/02/2030",
        "Étape": "en signature",
    },
    "hors colonnes (à ajouter)": {
        "Lieu de livraison": "",
        "Délai de paiement (jours)": "30",
        "Préavis (mois)": "3",
    },
}
CARROTS = facts_in(SHEET)


@pytest.mark.parametrize(("text", "case"), TEXTS, ids=[case["id"] for _, case in TEXTS])
def test_each_clause_of_a_contract_is_there_missing_or_contradicted(text, case):
    assert differences(text, case) == []


@pytest.mark.parametrize(("kind", "words"), SAID)
def test_a_clause_is_known_in_words_of_many_authors_and_is_no_other_clause(kind, words):
    found = read_clauses(words, CARROTS)

    there = {each.kind.value for each in found if each.state is not ClauseState.MISSING}
    assert there == ({kind} if kind != "rien" else set())
    assert {each.state for each in found} <= {ClauseState.PRESENT, ClauseState.MISSING}


@pytest.mark.parametrize("path", WHOLE, ids=lambda p: p.stem)
def test_a_whole_contract_alarms_nobody_whoever_wrote_it(path):
    assert say_clauses(read_clauses(path.read_text("utf-8"), CARROTS)) == "7 clauses lues"


@pytest.mark.parametrize(
    ("column", "typed", "kind"),
    [
        ("Prix + unité", "1,30 €/kg", "prix"),
        ("Prix + unité", "1300 €/t", "prix"),
        ("Volume total", "11 t/an", "quantite"),
        ("Volume total", "12 t", "quantite"),
        ("Tolérance %", "5", "quantite"),
        ("Culture/Variété", "poireau/Bleu", "quantite"),
        ("Début", "01/04/2027", "duree"),
        ("Fin", "28/02/2031", "duree"),
        ("Délai de paiement (jours)", "45", "paiement"),
        ("Préavis (mois)", "6", "preavis"),
    ],
)
def test_what_a_sheet_says_otherwise_is_named_in_every_contract_and_nothing_else(
    column, typed, kind
):
    facts = facts_in(
        {part: {**cells, **({column: typed} if column in cells else {})}
         for part, cells in SHEET.items()}
    )  # fmt: skip
    for path in WHOLE[::3]:
        found = read_clauses(path.read_text("utf-8"), facts)

        named = {each.kind.value: each.state for each in found}
        assert {name for name, state in named.items() if state is not ClauseState.PRESENT} == {kind}
        assert named[kind] is ClauseState.CONTRADICTED, path.name


@pytest.mark.parametrize(
    ("price", "volume", "words", "found"),
    [
        ("0,30 €/pièce", "20000 pièces/an", "20 000 œufs par an, à 10 % près, calibre moyen.\n"
         "L'œuf vaut trente centimes HT et suit d'office l'indice Itavi.", []),
        ("0,30 €/pièce", "20000 pièces/an", "20 000 œufs par an, à 10 % près, calibre moyen.\n"
         "La douzaine vaut 3,00 € HT et suit d'office l'indice Itavi.",
         ["prix – prix (0,3 €/pièce ; texte : 0,25 €/pièce)"]),
        ("0,30 €/pièce", "20000 pièces/an", "18 000 pièces par an, à 10 % près, calibre moyen.\n"
         "Prix : 0,30 € la pièce HT, indexé d'office sur l'indice Itavi.",
         ["quantité – volume (20 000 pièce ; texte : 18 000 pièce)"]),
        ("1,20 €/kg", "2 t/an", "400 caisses de 5 kg de carottes lavées par an, à 10 % près.\n"
         "6 € la caisse de cinq kilos HT, automatiquement indexés sur l'Ipampa.", []),
        ("1,20 €/kg", "2 t/an", "2 t de carottes lavées par an, à 10 % près.\n"
         "1,20 € la caisse de cinq kilos HT, automatiquement indexés sur l'Ipampa.",
         ["prix – prix (1,2 €/kg ; texte : 0,24 €/kg)"]),
        # A number behind what it counts, one that sums up the months, a sign before its amount.
        ("0,30 €/pièce", "20000 pièces/an", "Nombre d'œufs : 20 000 par an, à 10 % près, calibre "
         "moyen.\n€ 0,30 l'œuf HT, qui suit d'office l'indice Itavi.", []),
        ("0,30 €/pièce", "24000 pièces/an", "2 000 œufs par mois, soit 24 000 l'an, à 10 % près, "
         "calibre moyen.\n30 centimes pièce HT, suivant d'office l'indice Itavi.", []),
        # The title of a column is what its figures count.
        ("0,30 €/pièce", "20000 pièces/an", "Désignation | Pièces | PU HT\n"
         "Calibre moyen, d'œufs plein air | 20 000 | 0,30 €\n± 10 % par an.\n"
         "Le prix suit d'office l'indice Itavi.", []),
        ("0,30 €/pièce", "20000 pièces/an", "Désignation | Pièces | PU HT\n"
         "Calibre moyen, d'œufs plein air | 20 000 | 0,25 €\n± 10 % par an.\n"
         "Le prix suit d'office l'indice Itavi.",
         ["prix – prix (0,3 €/pièce ; texte : 0,25 €/pièce)"]),
    ],
)  # fmt: skip
def test_a_price_and_a_volume_are_compared_in_what_they_are_counted_in(price, volume, words, found):
    typed = {"Prix + unité": price, "Volume total": volume, "Culture/Variété": "carotte/Nantaise"}
    if "œuf" in words or "pièce" in words:
        typed["Culture/Variété"] = "œuf/plein air"
    facts = facts_in({**SHEET, "Contrats de culture": {**SHEET["Contrats de culture"], **typed}})

    said = [each for each in read_clauses(words, facts) if each.kind.value in ("prix", "quantite")]

    told = say_clauses(tuple(said)).replace("\u00a0", " ").replace("\u202f", " ")
    assert told == (f"Autre que la feuille : {found[0]}." if found else "7 clauses lues")


def test_a_paragraph_of_no_clause_that_could_be_the_missing_one_is_to_be_checked():
    words = "Une lettre remise trois mois plus tôt suffit à la fin de l'aventure."

    found = read_clauses(f"Le contrat court du 1er mars 2027 au 28 février 2030.\n{words}", CARROTS)

    said = say_clauses(found).replace("\u00a0", " ")
    assert "À vérifier : préavis et indemnité." in said
    assert "préavis" not in said.partition("À vérifier")[0]


def test_one_campaign_between_two_days_is_as_long_as_they_are_apart():
    season = replace(CARROTS, start=date(2027, 2, 15), end=date(2027, 11, 30))

    found = read_clauses("Durée\nDu 15 février 2027 au 30 novembre 2027, une campagne.", season)

    (duration,) = [each for each in found if each.kind is ClauseKind.DURATION]
    assert duration.state is ClauseState.PRESENT


@pytest.mark.parametrize(("kind", "state", "part", "words"), CONTRARY)
def test_a_half_and_a_number_that_differs_are_named(kind, state, part, words):
    text = words.replace(" / ", "\n").replace("¦", "|")

    found = {each.kind.value: each for each in read_clauses(text, CARROTS)}

    assert (found[kind].state.value, found[kind].part) == (state, part)


@pytest.mark.parametrize(
    "words",
    [
        "Article 4 – Livraison\nSans objet.",
        "LIVRAISON\n[À compléter]",
        "Livraison : voir annexe 2 (non jointe).",
        "Article 4 – Livraison\nLes modalités seront fixées par avenant.",
        "Article 4 – Livraison\nArticle 5 – Divers\nLe logo du projet figure sur les caisses.",
    ],
)
def test_a_title_over_nothing_is_no_clause(words):
    found = {each.kind: each.state for each in read_clauses(words, CARROTS)}

    assert set(found.values()) == {ClauseState.MISSING}


def test_a_clause_that_is_named_in_words_that_prove_nothing_is_to_be_checked():
    words = "Article 4 – Force majeure\nLes parties agissent en bonne intelligence."

    found = read_clauses(words, CARROTS)

    assert "À vérifier : force majeure." in say_clauses(found).replace("\u00a0", " ")


def said_of(name: str, *, through_word: bool = False) -> str:
    text, case = next((text, case) for text, case in TEXTS if case["id"] == name)
    if through_word:
        word, target = Document(), io.BytesIO()
        *lines, last = text.splitlines()
        for line in lines:
            word.add_paragraph(line)
        word.add_table(rows=1, cols=1).rows[0].cells[0].text = last
        word.save(target)
        text = text_of_docx(target.getvalue())
    words = say_clauses(read_clauses(text, facts_in(case["feuille"])))
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("through_word", [False, True], ids=["text", "docx"])
def test_what_is_wrong_is_said_with_both_values(through_word):
    assert said_of("M14", through_word=through_word) == (
        "Autre que la feuille : prix – prix (0,65 €/kg ; texte : 6,5 €/kg)."
    )
    assert (
        said_of("M09", through_word=through_word)
        == "Non trouvé dans le texte : préavis et indemnité (indemnité)."
    )
    assert said_of("W01", through_word=through_word) == "7 clauses lues"


def test_lines_that_a_page_broke_are_put_together_again():
    text, case = TEXTS[0]
    facts = facts_in(case["feuille"])
    broken = text.replace("soit trois ans", "soit\ntrois ans").replace(" et ", "\net ")

    assert read_clauses(broken, facts) == read_clauses(text, facts)


def state_of(text: str, kind: ClauseKind, **sheet: str):
    """How a text's clause of that kind is read against the carrots, some cells of them changed."""
    lines = {**SHEET["Contrats de culture"], **sheet}
    facts = facts_in({**SHEET, "Contrats de culture": lines})
    return next(each for each in read_clauses(text, facts) if each.kind is kind)


def test_twenty_more_wordings_stand_for_each_clause():
    counts = {
        kind: sum(line[0] == kind for line in TWENTY) for kind in {line[0] for line in TWENTY}
    }

    assert counts == {kind.value: 20 for kind in ClauseKind}


def test_a_form_says_only_the_boxes_that_are_ticked():
    form = (
        "Prix\n- [x] 1,20 € HT le kilo\n- [ ] révisé chaque année de plein droit selon l'IPAMPA\n"
        "- [x] inchangé jusqu'au terme"
    )
    ticked = form.replace("[ ]", "[x]").replace("- [x] inchangé", "- [ ] inchangé")

    assert state_of(form, ClauseKind.PRICE).state is ClauseState.MISSING
    assert state_of(ticked, ClauseKind.PRICE).state is ClauseState.PRESENT


@pytest.mark.parametrize(("formula", "state"), [
    ("70 % IPAMPA, 30 % cotation RNM", ClauseState.CONTRADICTED),
    ("30 % IPAMPA, 70 % cotation RNM", ClauseState.PRESENT),
    ("IPAMPA et RNM", ClauseState.PRESENT),
])  # fmt: skip
def test_weights_of_a_formula_are_compared_indicator_by_indicator(formula, state):
    text = (
        "Le prix est de 1,20 € HT le kilo, révisé d'office chaque année, pour 30 % selon l'IPAMPA "
        "et pour 70 % selon la cotation RNM."
    )

    found = state_of(text, ClauseKind.PRICE, **{"Formule/indicateur": formula})

    assert found.state is state


@pytest.mark.parametrize(("kind", "end", "text", "state"), [
    ("ferme", "28/02/2028", "1,20 € HT le kilo, révisé d'office selon l'IPAMPA.", "contredite"),
    ("ferme", "28/02/2028", "1,20 € HT le kilo, ferme et non révisable.", "présente"),
    ("indexé", "28/02/2028", "1,20 € HT le kilo, ferme et non révisable.", "contredite"),
    ("indexé", "28/02/2030", "1,20 € HT le kilo, ferme et non révisable.", "manquante"),
    ("", "28/02/2028", "1,20 € HT le kilo, ferme et non révisable.", "présente"),
])  # fmt: skip
def test_the_kind_of_price_is_that_of_the_sheet(kind, end, text, state):
    found = state_of(f"Prix : {text}", ClauseKind.PRICE, **{"Type de prix": kind, "Fin": end})

    assert found.state.value == state


def test_a_base_price_that_is_not_the_sheets_is_told_though_a_table_says_the_sheets():
    text = (
        "Désignation | PU HT\nCarottes | 1,20 €/kg\n"
        "Prix de base 1,02 €/kg, ajusté d'office chaque année selon l'IPAMPA."
    )

    assert state_of(text, ClauseKind.PRICE).state is ClauseState.CONTRADICTED


def test_the_end_of_the_next_month_is_no_thirty_days():
    text = "Paiement. Vous me payez à la fin du mois qui suit l'enlèvement."

    assert state_of(text, ClauseKind.PAYMENT).state is ClauseState.CONTRADICTED


def test_what_is_only_asked_to_be_written_is_no_clause():
    text = "Ce que nul ne maîtrise\nNote : gel, ravageur, arrêté… Prévoyez ici ce qui se passe."

    assert state_of(text, ClauseKind.FORCE_MAJEURE).state is ClauseState.MISSING


@pytest.mark.parametrize(("typed", "text", "state"), [
    ("la cuisine du Lac", "Les caisses sont déposées à la cuisine du Lac, le mardi.", "présente"),
    ("la cuisine du Lac", "Les caisses sont prises au hangar, le mardi.", "contredite"),
    ("la cuisine du Lac", "Enlèvement au hangar le vendredi. La cuisine du Lac peut goûter.",
     "contredite"),
    ("la plateforme de Bellecombe", "Livraison à la plateforme de Pertuis, le lundi.",
     "contredite"),
    ("la ferme", "L'acheteur vient les chercher à la ferme le mardi.", "présente"),
    ("la ferme", "La ferme livre le magasin départemental, le mardi.", "contredite"),
    ("le magasin départemental", "La ferme livre le magasin départemental, le mardi.", "présente"),
])  # fmt: skip
def test_the_place_is_that_of_the_sentence_that_hands_over(typed, text, state):
    added = {**SHEET["hors colonnes (à ajouter)"], "Lieu de livraison": typed}
    facts = facts_in({**SHEET, "hors colonnes (à ajouter)": added})

    found = {each.kind: each for each in read_clauses(text, facts)}

    assert found[ClauseKind.DELIVERY].state.value == state


@pytest.mark.parametrize(("formula", "index", "state"), [
    ("100 % IFIP", "l'indice des prix à la consommation", "contredite"),
    ("100 % IDELE", "la cotation IFIP", "contredite"),
    ("100 % IFIP", "la cotation IFIP", "présente"),
    ("prix à la consommation (Insee)", "l'indice des prix à la consommation", "présente"),
])  # fmt: skip
def test_another_index_than_the_sheets_is_named(formula, index, state):
    text = f"Prix : 1,20 € HT le kilo, révisé de plein droit chaque année suivant {index}."

    found = state_of(text, ClauseKind.PRICE, **{"Formule/indicateur": formula})

    assert found.state.value == state


def test_what_became_dear_beside_what_became_impossible_hides_nothing():
    text = (
        "Imprévision et force majeure. Un coût devenu trop onéreux se renégocie. "
        "La grêle et l'inondation suspendent le contrat, sans pénalité."
    )

    assert state_of(text, ClauseKind.FORCE_MAJEURE).state is ClauseState.PRESENT


def test_the_race_and_the_ageing_of_meat_are_its_quality():
    text = "Ce qui est vendu\nAgneau de race rustique, maturation de huit jours.\n12 t par an."

    found = state_of(text, ClauseKind.QUANTITY, **{"Culture/Variété": "agneau"})

    assert found.state is ClauseState.PRESENT


@pytest.mark.parametrize(
    ("end", "state"),
    ((date(2027, 8, 31), ClauseState.PRESENT), (date(2029, 8, 31), ClauseState.CONTRADICTED)),
)
def test_a_volume_of_the_whole_period_is_a_campaigns_where_it_lasts_no_longer(end, state):
    season = replace(CARROTS, start=date(2027, 3, 1), end=end)
    text = "Quantité : 12 t de carottes lavées pour toute la durée du contrat, à 10 % près."

    found = {each.kind: each.state for each in read_clauses(text, season)}

    assert found[ClauseKind.QUANTITY] is state


@pytest.mark.parametrize(
    ("words", "weights"),
    (
        ("60 % ipampa, 40 % rnm", {"ipampa": 60, "rnm": 40}),
        ("ipampa 40 %, cotation rnm du pois : 60 %", {"ipampa": 40, "rnm": 60}),
        ("rnm 60 %, plafonne a 5 % de l'ipampa", {}),
    ),
)
def test_the_weights_of_a_formula_stand_before_or_behind_their_indicator(words, weights):
    assert weights_said(words) == weights
