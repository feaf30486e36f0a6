"""What comes off a line, and what a line is made of."""

from datetime import date

from support.money.disguises.registry import drawn, noted
from support.money.disguises.scene import (
    ADEME,
    END,
    START,
    Cells,
    Dice,
    Scene,
    bill,
    pay,
    piece,
    trip,
    with_tax,
)

# ---- what comes off ------------------------------------------------------------------------------

_CREDIT = "avoir"
noted(
    _CREDIT, "facture",
    remise_après_coup=lambda d, _: f"remise de fin d'année {d.euros(60)}",
    reprise=lambda d, _: f"reprise du matériel {d.euros(80)}",
    avoir_annoncé=lambda d, _: f"avoir de {d.euros(70)} à recevoir",
)  # fmt: skip
noted(
    _CREDIT, "relevé bancaire",
    remboursement=lambda d, _: f"remboursement du fournisseur {d.euros(50)}",
    ristourne=lambda d, _: f"ristourne créditée {d.euros(40)}",
)  # fmt: skip
noted(_CREDIT, "avoir", avoir=lambda d, _: f"avoir de {d.euros(50)} sur retour")


@drawn(_CREDIT)
def _(dice: Dice) -> Scene:
    """dans sa cellule."""
    return Scene(lines=[bill(dice, credit=-60)])


_OUT = "charges exclues"
noted(
    _OUT, "facture",
    pénalités=lambda d, _: f"dont {d.euros(45)} de pénalités de retard",
    amende=lambda d, _: f"amende forfaitaire {d.euros(35)}",
    recouvrement=lambda d, _: f"indemnité forfaitaire de recouvrement {d.euros(40)}",
    intérêts=lambda d, _: f"intérêts moratoires : {d.euros(22)}",
    contravention=lambda d, _: "stationnement, contravention comprise",
)  # fmt: skip


@drawn(_OUT)
def _(dice: Dice) -> Scene:
    """dans le libellé."""
    said = dice.one("frais de justice", "majorations de retard", "agios", "dividendes")
    return Scene(lines=[bill(dice, label=f"Règlement annuel, {said}")])


@drawn(_OUT)
def _(dice: Dice) -> Scene:
    """par le compte."""
    return Scene(lines=[bill(dice, budget_line="67 – Charges exceptionnelles")])


_NATURE = "nature"
noted(
    _NATURE, "facture",
    don=lambda d, _: d.one("don en nature", "heures de bénévolat valorisées"),
    caution=lambda d, _: f"dont dépôt de garantie {d.euros(90)}",
    cadeaux=lambda d, _: f"cartes cadeaux {d.euros(60)}",
    parent=lambda d, _: d.one("le gérant est l'époux de la directrice", "société sœur"),
    provisoire=lambda d, _: "montant provisoire",
    devise=lambda d, _: "prix en francs suisses",
    interne=lambda d, _: "refacturation interne des services",
    emprunt=lambda d, _: f"intérêts d'emprunt {d.euros(33)}",
)  # fmt: skip

_TAX = "TVA"
_WITH = [{"code": "REGION", "name": "Région", "rate": "100 %", "amount": 500_000,
          "eligibility_start": START, "eligibility_end": END,
          "vat_base": "HT, ou TTC avec attestation"}]  # fmt: skip


def _taxed(dice: Dice, certificate: str, recovers: str = "non", **cells: object) -> Scene:
    line = bill(dice, **cells)
    line["claimed"] = cells.get("claimed", line["amount_with_vat"])
    partners = [
        {"code": "P01", "name": "Ville de Nans", "role": "chef de file"},
        {"code": "P02", "name": "GAEC du Petit Bois", "recovers_vat": recovers,
         "vat_certificate": certificate},
        {"code": "P03", "name": "Ferme du Lac", "vat_certificate": "du 01/01/2025"},
    ]  # fmt: skip
    return Scene(lines=[line], tables={"partners": partners, "funders": [*_WITH, ADEME]})


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """attestation absente."""
    return _taxed(dice, "")


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """attestation échue."""
    return _taxed(dice, f"du 01/01/2024, valable jusqu'au {dice.said(date(2025, 10, 31))}")


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """attestation postérieure."""
    scene = _taxed(dice, f"valable du {dice.said(date(2026, 1, 5))} au 31/12/2027")
    scene.is_everywhere = True
    return scene


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """récupérée."""
    return _taxed(dice, "du 01/01/2025", recovers="oui")


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """montants qui ne s’additionnent pas."""
    line = bill(dice)
    return Scene(lines=[line | {"amount_with_vat": float(line["amount_with_vat"]) - 30}])


_FLAT = "forfait"


def _flat(dice: Dice, rule: str, amount: float, *lines: Cells, found: str = "X-1") -> Scene:
    flat = bill(dice, type="forfait", supplier="", invoice="", label="Coûts indirects",
                committed_on=None, **with_tax(0) | {"amount": amount, "amount_with_vat": amount},
                budget_line="Frais indirects")  # fmt: skip
    rules = [{"rule": "Coûts indirects : forfait", "value": rule}] if rule else []
    return Scene(lines=[flat, *lines], rules=rules, found=(found,))


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """au-dessus de son taux."""
    return _flat(dice, "7 % des frais de personnel", 500)


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """sur une base qui tombe."""
    line = pay(dice, "X-2", amount=60_000)
    return _flat(dice, "7 % des frais de personnel", 4000, line, found="X-1")


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """sans règle."""
    return _flat(dice, "", 100)


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """des coûts réels à côté."""
    rule = {
        "rule": "Coûts indirects : forfait",
        "value": "40 % du personnel, tous les autres coûts",
    }
    scene = Scene(lines=[bill(dice)], rules=[rule])
    scene.is_everywhere = True
    return scene


_TRIP = "déplacement"


def _journey(dice: Dice, note: str = "carte grise jointe", rules: tuple[Cells, ...] = (),
             **cells: object) -> Scene:  # fmt: skip
    told = [piece("état de frais", dice.spelled(note))] if note else []
    return Scene(lines=[trip(dice, **cells)], pieces=told, rules=list(rules))


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """au-dessus du barème."""
    scene = _journey(dice, rules=({"rule": "Indemnité kilométrique € par km", "value": "0,20"},))
    scene.is_everywhere = True
    return scene


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """deux distances."""
    return _journey(dice, f"carte grise jointe ; {dice.random.randrange(20, 50)} km")


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """sans objet."""
    who = dice.person()
    label = f"{who} ; Nans – Apt aller-retour ; 12/01/2026 ; 100 km"
    return _journey(dice, label=label, supplier=who, amount=30)


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """sans papiers du véhicule."""
    return _journey(dice, "validé par la direction")


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """hors de la période."""
    who = dice.person()
    label = f"{who} ; Nans – Apt aller-retour ; 12/06/2025 ; 100 km ; visite d’un abattoir"
    return _journey(dice, label=label, amount=30)
