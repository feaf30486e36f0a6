"""The files for « ma cantine »: one a canteen, only what was not imported, as the import reads."""

import csv
import io
import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from support.producers.build import programme_of

from relocalisons.core.reports.producers.purchase_form import PurchaseForms, build_purchase_forms

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "data" / "ma_cantine" / "achats_siret.json").read_text("utf-8")
)["fields"]
SIRET, OTHER = "219 999 001 00018", "229 999 002 00025"
HEADER = (
    "Date | Contrat | Producteur | Produit | Quantité | Unité | Prix HT € | Site livré | "
    "Cantine SIRET | Origine | Label(s) | Famille produits | Bon de livraison | Refus\n"
)
PAPERS = (
    "Producteur | Engagement/Label | Délivré le | Valable jusqu'au | Portée\n"
    "P07 | AB | 01/01/2025 | 31/12/2026 | légumes\nP07 | IGP | 01/01/2025 | 31/12/2026 | courgettes"
)


def line(on="15/01/2026", price="80", labels="AB", siret=SIRET, note="BL-1", rejected="") -> str:
    return (
        f"{on} | C-01 | P07 | Courgettes | 100 | kg | {price} | Cuisine | {siret} | France | "
        f"{labels} | fruits et légumes | {note} | {rejected}"
    )


def files(*lines: str, on=date(2026, 3, 3), mark="", before=None, year=2026) -> PurchaseForms:
    programme = programme_of(
        as_of=on,
        Livraisons=HEADER + "\n".join(lines),
        Engagements_qualité=PAPERS,
        Achats_cantines="Cantine | SIRET | Année | Achats alimentaires € HT | Importé le\n"
        f"Cuisine | {SIRET} | 2026 | 1000 | {mark}",
    )
    return build_purchase_forms(programme, year=year, before=before)


def rows(form) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(form.text)))


def broken_rules(form) -> list[str]:
    """What the published schema would refuse, by column."""
    told = []
    header, *lines = csv.reader(io.StringIO(form.text))
    if header != [field["name"] for field in SCHEMA]:
        told.append("en-têtes")
    for cells in lines:
        for field, cell in zip(SCHEMA, cells, strict=True):
            rules = field["constraints"]
            if not cell:
                told += [field["name"]] if rules["required"] else []
            elif not re.match(rules.get("pattern", ""), cell) or (
                field["type"] == "number" and not re.fullmatch(r"\d+(\.\d{1,2})?", cell)
            ):
                told.append(field["name"])
            elif field["type"] == "date":
                datetime.strptime(cell, field["format"])  # noqa: DTZ007
            elif field["type"] == "boolean" and cell not in field["trueValues"]:
                told.append(field["name"])
    return told


def test_a_file_is_what_the_published_schema_takes():
    (form,) = files(
        line(price="1 234,5", labels="AB, IGP", rejected="50 kg"),
        line(labels=""),
        line(labels="AB"),
    ).files

    assert broken_rules(form) == []
    first = rows(form)[0]
    assert first["siret"] == "21999900100018"
    assert (first["date"], first["prix_ht"]) == ("2026-01-15", "617.25")  # half was refused
    assert first["categories_egalim"] == "BIO,IGP"  # the import does not trim « BIO, IGP »
    assert first["est_local"] == first["definition_local"] == first["definition_local_km"] == ""


def test_each_canteen_has_its_own_file():
    found = files(line(), line(siret=OTHER, price="50"), line(note="BL-2"))

    assert [(form.siret, form.lines, form.cents) for form in found.files] == [
        ("21999900100018", 2, 16_000), ("22999900200025", 1, 5_000),
    ]  # fmt: skip
    assert {row["siret"] for form in found.files for row in rows(form)} == {
        "21999900100018", "22999900200025",
    }  # fmt: skip


@pytest.mark.parametrize(("drawn", "reason"), [
    (line(siret=""), "SIRET de la cantine absent ou illisible"),
    (line(on="10/03/2026"), "date à venir"),
    (line(price="#REF!"), "prix HT ou refus absent ou illisible"),
    (line(rejected="100 kg"), "montant nul, ou tout a été refusé"),
    (line(price="-20"), "avoir à déduire sur la plateforme, qui ne prend pas de montant négatif"),
    (line().replace("fruits et légumes", "divers ?"), "famille de produits non reconnue"),
    (line().replace("Courgettes", "Serviettes"), "produit non alimentaire"),
])  # fmt: skip
def test_what_the_platform_would_refuse_is_left_out_and_counted(drawn, reason):
    found = files(drawn)

    assert found.files == ()
    assert found.left_out == {reason: 1}


def test_three_monthly_files_give_the_totals_of_one():
    january = [line(on="15/01/2026", note="BL-1")]
    february = [*january, line(on="12/02/2026", note="BL-2", price="90,55")]
    # An older delivery is typed late: it is in the third file, whatever its day.
    march = [*february, line(on="20/01/2026", note="BL-0", price="10"), line(on="20/03/2026")]
    before, total = {}, 0
    for day, mark, typed in (
        (date(2026, 2, 3), "", january),
        (date(2026, 3, 3), "04/02/2026", february),
        (date(2026, 4, 2), "10/03/2026", march),
    ):
        found = files(*typed, on=day, mark=mark, before=before)
        total += sum(form.cents for form in found.files)
        before = {form.siret: form.facts for form in found.files}

    (whole,) = files(*march, on=date(2026, 4, 2)).files
    assert total == whole.cents == 8_000 + 9_055 + 1_000 + 8_000


def test_what_was_not_imported_stays_in_the_next_file_and_the_same_night_gives_the_same_file():
    (first,) = files(line()).files
    (again,) = files(line(), before={first.siret: first.facts}).files
    (next_month,) = files(
        line(), line(note="BL-2"), on=date(2026, 4, 2), before={first.siret: first.facts}
    ).files

    assert (again.text, again.facts) == (first.text, first.facts)
    assert next_month.lines == 2


def test_a_line_that_changed_after_its_import_is_counted_and_not_imported_twice():
    (first,) = files(line()).files

    (later,) = files(
        line(price="85"), on=date(2026, 4, 2), mark="05/03/2026",
        before={first.siret: first.facts},
    ).files  # fmt: skip

    assert (later.lines, later.imported, later.changed) == (0, 1, 1)


def test_without_memory_of_files_what_was_delivered_before_the_mark_is_taken_as_imported():
    (form,) = files(line(), line(on="20/02/2026", note="BL-2"), mark="01/02/2026").files

    assert (form.lines, form.imported) == (1, 1)
