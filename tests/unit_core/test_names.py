"""Which partner a cell names."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.programme.build import a_partner

from relocalisons.core.kernel.partners import index_names
from relocalisons.core.kernel.words.names import fold, split_names

PARTNERS = (
    a_partner("P01", "Ville de Grasse"),
    a_partner("P02", "Chambre d’agriculture 06"),
    a_partner("P03", "Coopérative des Œillets"),
    a_partner("P04", "Les Paniers"),
    a_partner("P05", "Les Paniers"),
)
NAMES = index_names(PARTNERS, synonyms={"Chambre agri": "p02", "Mairie": "P99"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("P01", "P01"),
        ("p01 ", "P01"),
        ("ville  de GRASSE", "P01"),
        ("Chambre d'agriculture 06", "P02"),
        ("chambre d agriculture (06)", "P02"),
        ("Cooperative des oeillets", "P03"),
        ("chambre AGRI.", "P02"),
    ],
)
def test_a_code_a_name_or_a_synonym_names_a_partner_whatever_the_spelling(text, code):
    assert NAMES.resolve(text).code == code


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("CA06", "P02"),
        ("Ville de Gras", "P01"),
        ("Mairie de Grasse", "P01"),
        ("Grasse ville", "P01"),
    ],
)
def test_a_name_nearly_right_is_suggested_and_never_applied(text, suggestion):
    resolution = NAMES.resolve(text)

    assert resolution.code is None
    assert resolution.suggestion is not None
    assert resolution.suggestion.code == suggestion


@pytest.mark.parametrize("text", ["Jean-Paul", "P07 / P12", "???", "Mairie"])
def test_a_name_unlike_any_other_suggests_nobody(text):
    assert NAMES.resolve(text).code is None
    assert NAMES.resolve(text).suggestion is None


def test_a_name_shared_by_two_partners_names_none_of_them():
    assert NAMES.resolve("Les Paniers").code is None


def test_an_empty_cell_names_nobody():
    assert NAMES.resolve(None).code is None
    assert NAMES.resolve("  ").suggestion is None


def test_a_programme_without_partners_knows_nobody():
    assert index_names((), synonyms={}).resolve("P01").code is None


@given(st.text(max_size=40))
@example("𝘈ŒΣ")
def test_any_text_can_be_looked_up(text):
    NAMES.resolve(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("REGION ; ADEME", ("REGION", "ADEME")),
        ("Région et ADEME", ("Région", "ADEME")),
        ("fondation terre et mer", ("fondation terre et mer",)),
        ("ADEME, Fondation Terre et Mer / DRAAF", ("ADEME", "Fondation Terre et Mer", "DRAAF")),
        ("Fondation Terre et Mer et ADEME", ("Fondation Terre et Mer", "ADEME")),
    ],
)
def test_a_known_name_is_not_cut_at_its_own_words(text, names):
    assert split_names(text, known=("Fondation Terre et Mer",)) == names
