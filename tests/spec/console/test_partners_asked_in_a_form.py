"""Partners named in a form: by choice, code, whole name; one that nobody has is told in French."""

import pytest
from support.programme.build import a_partner

from relocalisons.core.kernel.partners import index_names
from relocalisons.core.partners.asked import choices_of, partners_asked, said_by_choice
from tasks.run.run_requests import ChangesRequest, ReleaseRequest, TrialRequest

PARTNERS = (
    a_partner("P01", "Ville de Grasse"),
    a_partner("P10", "Agribio 06"),
    a_partner("P02", "Chambre d’agriculture", deputy_contact="Léa Roux"),
    a_partner("Les Paniers Bleus", "Les Paniers Bleus"),
)
NAMES = index_names(PARTNERS, synonyms={"CA06": "P02"})


def asked(text: str):
    return partners_asked(text, partners=PARTNERS, names=NAMES)


def test_the_drop_down_says_code_and_name_in_the_order_of_codes():
    assert choices_of(PARTNERS) == (
        "Les Paniers Bleus",
        "P01 – Ville de Grasse",
        "P02 – Chambre d’agriculture",
        "P10 – Agribio 06",
    )
    assert "P02/suppléant – Léa Roux" in choices_of(PARTNERS, deputies=True)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", ()),
        ("p01", ("P01",)),
        ("P01 P10", ("P01", "P10")),
        ("P01, P10 ; P01", ("P01", "P10")),
        ("ville de grasse", ("P01",)),
        ("CA06", ("P02",)),
        ("P02/Suppléant", ("P02/suppléant",)),
        ("P01 – Ville de Grasse", ("P01",)),
        ("Les Paniers Bleus", ("Les Paniers Bleus",)),
        ("Les Paniers Bleus; P01", ("Les Paniers Bleus", "P01")),
        ("Tous", ()),
    ],
)
def test_what_is_typed_names_them(typed, codes):
    assert (asked(typed).codes, asked(typed).unknown) == (codes, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("P7", "Aucun partenaire n’a pour code ou pour nom « P7 » : rien n’a été fait. Les"),
        ("P1", "Vouliez-vous dire P01 (Ville de Grasse) ? Les partenaires : "),
        ("vile de grase", "Vouliez-vous dire P01 (Ville de Grasse) ?"),
        ("P01 P99", "pour nom « P99 » :"),
        ("P98, P99", "pour nom « P98 » ou « P99 » :"),
        ("P99/suppléant", "pour nom « P99/suppléant » :"),
    ],
)
def test_one_that_nobody_has_leaves_all_of_them_out_and_is_told_with_the_list(typed, said):
    answer = asked(typed)

    assert answer.codes == ()
    assert said in answer.unknown.replace("\u00a0", " ")
    assert answer.unknown.endswith(
        "Les Paniers Bleus, P01 (Ville de Grasse), P02 (Chambre d’agriculture) et P10 (Agribio 06)."
    )


def test_before_anybody_is_known_it_says_where_they_are_written():
    answer = partners_asked("P01", partners=(), names=None)

    assert answer.unknown.endswith("remplissez « Partenaires ».")


def test_a_form_takes_the_choices_of_its_drop_downs_as_what_is_typed():
    several = ReleaseRequest(partners=["P01 – Ville de Grasse, et son CCAS", "P02/suppléant – L."])

    assert several.partners == "P01; P02/suppléant"
    assert ReleaseRequest(partners="P01 P02").partners == "P01 P02"
    assert ChangesRequest(partner="P01 – Ville de Grasse").partner == "P01"
    assert ChangesRequest(partner="Tous").partner == ""
    assert TrialRequest(partner="Celui que dit « Sources »").partner == ""
    assert said_by_choice("P01") == "P01"
