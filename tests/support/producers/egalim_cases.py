"""EGalim cases drawn as sheets, read by the product, and compared with their truth."""

import json
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.producers.quality.coverage import standings
from relocalisons.core.producers.quality.egalim import (
    CanteenYear,
    Part,
    read_egalim,
    verdict_on,
    verdict_on_meat_fish,
)
from relocalisons.core.producers.quality.ruling import Outcome
from relocalisons.core.producers.quality.words.labels import LabelKind

CATEGORIES = {
    LabelKind.BIO: "bio",
    LabelKind.CONVERSION: "bio",
    LabelKind.LABEL_ROUGE: "label_rouge",
    LabelKind.AOC_AOP: "aoc_aop_igp_stg",
    LabelKind.IGP: "aoc_aop_igp_stg",
    LabelKind.STG: "aoc_aop_igp_stg",
    LabelKind.HVE: "hve",
    LabelKind.LEVEL_2: "hve",
    LabelKind.SUSTAINABLE_FISHING: "peche_durable",
    LabelKind.OUTERMOST: "rup",
    LabelKind.FAIR_TRADE: "commerce_equitable",
    LabelKind.FARM: "fermier",
    LabelKind.EXTERNALITIES: "externalites",
    LabelKind.PERFORMANCE: "performance",
}


def cases_in(folder: Path) -> list[tuple[dict, dict]]:
    """Every case of a folder with its truth."""
    paths = sorted(folder.glob("E??.json"))
    return [
        tuple(
            json.loads(each.read_text("utf-8")) for each in (path, path.with_suffix(".truth.json"))
        )
        for path in paths
    ]


def programme_of_case(case: dict):
    """The case as « Pilotage »: its producers are partners, its markets columns of contracts."""
    tabs = case["onglets"]
    deliveries, papers = tabs["Livraisons"], tabs.get("Engagements qualité", [])
    names = dict.fromkeys(row["Producteur"] for row in (*deliveries, *papers))
    partners = [["Code", "Structure", "Type", "Référent", "E-mail"]]
    partners += [
        [f"P{number:02d}", name, "agriculteur", "Anne Roux", f"p{number}@x.example"]
        for number, name in enumerate(names, 1)
    ]
    canteens = [
        {
            "Cantine": each["Site livré"],
            "SIRET": "",
            "Année": "",
            "Achats alimentaires € HT": "",
            "Type d'acheteur": each["Type"],
            "Territoire": each["Territoire"],
        }
        for each in case["cantines"]
    ]
    markets = tabs.get("Marchés", [])
    contracts = [{"N° contrat": row["Contrat"], "Producteur": "P01", **row} for row in markets]
    drawn = [
        tab(title, _grid(rows))
        for title, rows in (
            ("Livraisons", deliveries),
            ("Engagements qualité", papers),
            ("Achats cantines", canteens),
            ("Contrats de culture", contracts),
        )
        if rows
    ]
    day = datetime.strptime(case["date_du_calcul"], "%d/%m/%Y").date()  # noqa: DTZ007
    book = pilotage(*drawn, partners="\n".join(" | ".join(line) for line in partners))
    return understood(night(book), as_of=day)


def differences(case: dict, truth: dict) -> list[str]:
    """What the product says otherwise than the truth, one sentence each; empty when all agrees."""
    programme = programme_of_case(case)
    told: list[str] = []
    found = {each.row.text("delivery_note"): (each, s) for each, s in standings(programme)}
    for line in truth["livraisons"]:
        delivery, standing = found[line["bon"]]
        told += _line_differences(line, delivery, standing)
    canteens = {(fold(each.name), each.year): each for each in read_egalim(programme).canteens}
    for part in truth["parts"]:
        canteen = canteens.get((fold(part["site"]), part["annee"]))
        if canteen is None:
            told.append(f"{part['site']} {part['annee']} : absente")
        else:
            told += _part_differences(part, canteen)
    return told


def _line_differences(line: dict, delivery, standing) -> list[str]:
    told = []
    where = line["bon"]
    if delivery.is_food is not line["alimentaire"]:
        return [f"{where} : alimentaire {delivery.is_food}"]
    if not delivery.is_food:
        return []
    if delivery.cents != line["montant_net_centimes"]:
        told.append(f"{where} : {delivery.cents} centimes, {line['montant_net_centimes']} attendus")
    category = _category(standing)
    if category not in (line["categorie"], *line["categories_aussi_admises"]):
        told.append(f"{where} : {category}, {line['categorie']} attendu")
    meat = "doute" if delivery.species_in_doubt else "dans" if delivery.is_meat_or_fish else "hors"
    if not (
        meat == line["viande_poisson"] or (meat == "doute" and "dout" in line["viande_poisson"])
    ):
        told.append(f"{where} : viande-poisson {meat}, {line['viande_poisson']} attendu")
    if line["categorie"] == "doute" and category == "doute":
        told += _lifter_differences(line, delivery, standing)
    return told


def _lifter_differences(line: dict, delivery, standing) -> list[str]:
    lifter, wanted = standing.ruling.lifter.name, line["qui_peut_lever"] or ""
    said = {
        "PRODUCER": delivery.row.text("producer") or "",
        "LAWYER": "expert juridique",
        "BUYER": "cantine",
    }.get(lifter, lifter)
    if wanted and not (wanted.startswith(said) or (lifter == "BUYER" and "acheteur" in wanted)):
        return [f"{line['bon']} : levé par {said}, {wanted} attendu"]
    return []


def _category(standing) -> str:
    if standing.outcome is Outcome.YES:
        return CATEGORIES[standing.label]
    return "doute" if standing.outcome is Outcome.DOUBT else "autre"


def _part_differences(part: dict, canteen: CanteenYear) -> list[str]:
    whole, meat = canteen.all, canteen.meat_fish
    wanted_meat = part["viande_poisson"]
    pairs = [
        ("total", whole.bought, part["total_centimes"]),
        ("durable", whole.durable, part["durable_centimes"]),
        ("bio", whole.bio, part["bio_centimes"]),
        (
            "doute et autre",
            whole.doubt + whole.other,
            part["total_centimes"] - part["durable_centimes"],
        ),
        ("viande-poisson", meat.bought, wanted_meat["total_centimes"]),
        ("viande-poisson durable", meat.durable, wanted_meat["durable_centimes"]),
        ("espèce en doute", canteen.species_in_doubt, wanted_meat["espece_en_doute_centimes"]),
        (
            "espèce en doute durable",
            canteen.species_in_doubt_durable,
            wanted_meat["espece_en_doute_durable_centimes"],
        ),
        ("bio ‱", per_ten_thousand(whole.bio, whole.bought), part["bio_pour_dix_mille"]),
        (
            "durable ‱",
            per_ten_thousand(whole.durable, whole.bought),
            part["durable_pour_dix_mille"],
        ),
        ("viande ‱", per_ten_thousand(meat.durable, meat.bought), wanted_meat["pour_dix_mille"]),
        *_targets(part, canteen),
    ]
    pairs.append(("somme", whole.durable + whole.doubt + whole.other, whole.bought))
    verdicts = {
        "durable": verdict_on(canteen.targets.durable, **_sides(whole, whole.durable)),
        # The truth takes every doubt as lifted for each target, bio included.
        "bio": verdict_on(canteen.targets.bio, **_sides(whole, whole.bio)),
        "viande_poisson": verdict_on_meat_fish(canteen),
    }
    pairs += [(name, verdicts[name].value, part["verdicts"][name]) for name in verdicts]
    name = f"{part['site']} {part['annee']}"
    return [f"{name} : {what} {got}, {want} attendu" for what, got, want in pairs if got != want]


def _sides(part: Part, reached: int) -> dict[str, int]:
    return {"reached": reached, "doubt": part.doubt, "total": part.bought}


def _targets(part: dict, canteen: CanteenYear) -> list[tuple[str, object, object]]:
    names = {"durable": "durable", "bio": "bio", "viande_poisson": "meat_fish"}
    said = {name: getattr(canteen.targets, mine) for name, mine in names.items()}
    return [
        (
            f"objectif {name}",
            value and int(value.amount * 100),
            part["objectifs_pour_cent"].get(name),
        )
        for name, value in said.items()
    ]


def per_ten_thousand(part: int, whole: int) -> int | None:
    """Ten-thousandths to the nearest, half up; None of nothing."""
    return int(Fraction(part * 10_000, whole) + Fraction(1, 2)) if whole > 0 else None


def _grid(rows: list[dict]) -> list[list[str | None]]:
    headers = list(dict.fromkeys(key for row in rows for key in row))
    return [headers, *([row.get(header) or None for header in headers] for row in rows)]
