"""Where a canteen's year will end, what lacks of bio, and which contracts could bring it."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, programme_of

from relocalisons.core.producers.quality.egalim import read_egalim
from relocalisons.core.producers.volumes.year_end import project_year
from relocalisons.core.reports.producers.egalim_annex import build_egalim_annex
from relocalisons.core.reports.producers.purchase_form import build_purchase_forms

SIRET = "219 999 001 00018"
DELIVERED = "Date | Contrat | Producteur | Produit | Quantité | Unité | Prix HT € | Cantine SIRET | Label(s)\n"  # noqa: E501
PAPERS = "Producteur | Engagement/Label | Délivré le | Valable jusqu'au | Portée\n"
PROMISED = "Contrat | Du | Au | Volume prévu\n"
HALFWAY = date(2026, 6, 12)


def a_year(*, total: str = "10 000", volume: str = "600 kg", on: date = HALFWAY, label="AB"):
    """500 € of bio by June for 10 000 € of purchases: a rhythm far from the 2 000 € of the law."""
    return programme_of(
        as_of=on,
        contracts=a_contract_line(Fin="31/12/2026"),
        Volumes_engagés=f"{PROMISED}C-01 | 01/09/2026 | 30/09/2026 | {volume}",
        Livraisons=f"{DELIVERED}15/04/2026 | C-01 | P07 | Courgettes | 100 | kg | 500 | {SIRET} | "
        f"{label}",
        Engagements_qualité=f"{PAPERS}P07 | AB | 01/01/2026 | 31/12/2026 | légumes",
        Achats_cantines="Cantine | SIRET | Année | Achats alimentaires € HT\n"
        f"Cuisine | {SIRET} | 2026 | {total}",
    )


def year_end(programme, on: date = HALFWAY):
    canteen = next(each for each in read_egalim(programme).canteens if each.year == 2026)
    return project_year(programme, canteen, as_of=on)


def said(programme) -> str:
    egalim = read_egalim(programme)
    form = build_purchase_forms(programme, year=2026)
    annex = build_egalim_annex(programme, egalim, year=2026, form=form, as_of=HALFWAY)
    assert annex is not None
    return annex.canteens[0].year_end.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_year_ends_at_the_rhythm_of_its_days_of_service():
    end = year_end(a_year())

    assert end is not None
    assert 0.07 < end.bio < 0.11  # 500 € of 10 000 €, not half of the days of service left
    assert end.durable == end.bio
    assert end.lacking_bio == 200_000 - int(end.bio * 1_000_000)


@pytest.mark.parametrize(("volume", "enough", "words"), [
    ("600 kg", True, "les volumes promis d’ici là le peuvent : C-01 (3 000 €)."),
    ("100 kg", False, "n’y suffisent pas : C-01 (500 €)."),
    ("50 caisses", False, "aucun contrat bio en cours n’y promet d’autres volumes cette année."),
])  # fmt: skip
def test_the_contracts_that_could_bring_what_lacks_are_named(volume, enough, words):
    programme = a_year(volume=volume)
    end = year_end(programme)

    assert end is not None
    assert end.enough is enough
    assert said(programme).endswith(words)
    assert "environ 1 060 € de bio pour qu’il fasse à lui seul 20 %" in said(programme)


def test_a_target_that_the_rhythm_reaches_lacks_nothing():
    end = year_end(a_year(total="2 000"))

    assert end is not None
    assert (end.lacking_bio, end.helpers) == (0, ())
    assert "il manque" not in said(a_year(total="2 000"))


def test_an_unproven_label_helps_nobody():
    end = year_end(a_year(label="HVE"))

    assert end is not None
    assert (end.bio, end.helpers) == (0, ())


@pytest.mark.parametrize(("total", "on"), [
    ("#REF!", HALFWAY),               # no share without the total
    ("10 000", date(2026, 1, 20)),    # too early for a rhythm
    ("10 000", date(2026, 12, 31)),   # nothing to come
    ("10 000", date(2027, 3, 1)),     # another year
])  # fmt: skip
def test_nothing_is_projected_where_nothing_can_be(total, on):
    programme = a_year(total=total, on=on)

    assert year_end(programme, on) is None
