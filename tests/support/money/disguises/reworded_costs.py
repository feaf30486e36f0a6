"""The same kinds in other words: choices, costs, taxes and pay, written from the law.

What they say was set down before any reader was looked at, as other people would say it.
"""

from datetime import date

from support.money.disguises.registry import drawn, noted
from support.money.disguises.scene import (
    ADEME,
    END,
    START,
    TWO_QUOTES,
    Cells,
    Dice,
    Scene,
    bill,
    pay,
    piece,
    trip,
    twin,
    with_tax,
    worked,
)

# ---- choice --------------------------------------------------------------------------------------

_QUOTES = "devis"


def _bid(issuer: str, note: str = "", **cells: object) -> Cells:
    return piece("devis", note, issuer=issuer, **cells)


def _compared(dice: Dice, *bids: Cells, **cells: object) -> Scene:
    line = bill(dice, amount=1500, quote=TWO_QUOTES, **cells)
    return Scene(lines=[line], pieces=list(bids))


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """la même maison deux fois."""
    return _compared(dice, _bid("SARL Garance"), _bid("Garance"))


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """lien du second mort."""
    state = dice.one("404", "introuvable", "supprimé")
    return _compared(dice, _bid("Soleil Vert"), _bid("Lune Grise", state=state))


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """besoin coupé en trois semaines."""
    first = bill(dice, "X-1", amount=600, label="Prestation d'animation, volet 1",
                 committed_on=date(2025, 10, 6))  # fmt: skip
    second = twin(first, label="Prestation d'animation, volet 2",
                  committed_on=date(2025, 10, 13), invoice_date=date(2025, 12, 10))  # fmt: skip
    return Scene(lines=[first, second], found=("X-1|X-2",))


_BUYER = "besoin d’un acheteur public"


def _need(dice: Dice, number: str = "X-1", **cells: object) -> Cells:
    line = bill(dice, number, partner="P01", amount=21_000, purchase_kind="denrées",
                quote=TWO_QUOTES + " ; https://x.example/q3")  # fmt: skip
    return line | cells


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """au seuil même."""
    return Scene(lines=[_need(dice) | with_tax(40_000)])


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """avec l’avenant du marché."""
    note = dice.one("avenant de 20 000,00 € HT", "avenant n° 1 : + 20 000,00 € HT")
    return Scene(lines=[_need(dice)], pieces=[piece("marché", dice.spelled(note), amount=21_000)])


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """trois lots d’un besoin."""
    lines = [_need(dice, f"X-{each}", label=f"Lot {each}", supplier=name) | with_tax(15_000)
             for each, name in ((1, "Primeurs A"), (2, "Maraîchers B"),
                                (3, "Verger C"))]  # fmt: skip
    return Scene(lines=lines, found=("X-1|X-2|X-3",))


# ---- what comes off ------------------------------------------------------------------------------

_CREDIT = "avoir"
noted(
    _CREDIT, "facture",
    geste_commercial=lambda d, _: f"geste commercial de {d.euros(55)} accordé ensuite",
    rabais=lambda d, _: f"rabais de {d.euros(45)} consenti après facturation",
    note_de_crédit=lambda d, _: f"note de crédit {d.euros(65)}",
    assurance=lambda d, _: f"indemnité d'assurance reçue {d.euros(75)}",
    recette=lambda d, _: f"places revendues {d.euros(85)}",
)  # fmt: skip

_OUT = "charges exclues"
noted(
    _OUT, "facture",
    surcoût_de_retard=lambda d, _: f"frais de retard {d.euros(25)}",
    huissier=lambda d, _: f"honoraires d'huissier {d.euros(95)}",
    pv=lambda d, _: f"forfait post-stationnement {d.euros(35)}",
    relance=lambda d, _: f"frais de relance {d.euros(15)}",
    découvert=lambda d, _: f"commission d'intervention sur découvert {d.euros(18)}",
)  # fmt: skip

_TAX = "TVA"
_WITH = [{"code": "REGION", "name": "Région", "rate": "100 %", "amount": 500_000,
          "eligibility_start": START, "eligibility_end": END,
          "vat_base": "HT, ou TTC avec attestation"}]  # fmt: skip


def _taxed(dice: Dice, certificate: str, recovers: str = "non", **cells: object) -> Scene:
    line = bill(dice)
    line["claimed"] = line["amount_with_vat"]
    partners = [
        {"code": "P01", "name": "Ville de Nans", "role": "chef de file"},
        {"code": "P02", "name": "GAEC du Petit Bois", "recovers_vat": recovers,
         "vat_certificate": certificate},
        {"code": "P03", "name": "Ferme du Lac", "vat_certificate": "du 01/01/2025"},
    ]  # fmt: skip
    return Scene(lines=[line | cells], is_everywhere=True,
                 tables={"partners": partners, "funders": [*_WITH, ADEME]})  # fmt: skip


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """attestation promise."""
    return _taxed(dice, dice.one("demandée", "à fournir", "en cours au SIE", "non reçue"))


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """récupérée en partie."""
    return _taxed(dice, "du 01/01/2025", recovers=dice.one("en partie", "prorata 40 %", "partiel"))


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """autoliquidée, et pourtant demandée."""
    scene = _taxed(dice, "du 01/01/2025", recovers="oui")
    scene.pieces.append(piece("facture", dice.one("TVA autoliquidée", "autoliquidation")))
    return scene


@drawn(_TAX)
def _(dice: Dice) -> Scene:
    """taxe d’une franchise en base."""
    scene = Scene(lines=[bill(dice)])
    scene.pieces.append(piece("facture", dice.one("TVA non applicable, art. 293 B du CGI",
                                                  "franchise en base de TVA")))  # fmt: skip
    scene.lines[0] |= {"claimed": scene.lines[0]["amount_with_vat"]}
    return scene


_FLAT = "forfait"


def _flat(dice: Dice, rule: str, amount: float, *lines: Cells, **cells: object) -> Scene:
    flat = bill(dice, type="forfait", supplier="", invoice="", label="Coûts indirects",
                committed_on=None, **with_tax(0) | {"amount": amount, "amount_with_vat": amount},
                budget_line="Frais indirects") | cells  # fmt: skip
    rules = [{"rule": "Coûts indirects : forfait", "value": rule}]
    return Scene(lines=[flat, *lines], rules=rules)


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """15 % des frais directs de personnel."""
    return _flat(dice, "15 % des frais directs de personnel", 400)


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """7 % des coûts directs."""
    return _flat(dice, dice.one("7 % des coûts directs", "7 % des dépenses directes"), 900)


@drawn(_FLAT)
def _(dice: Dice) -> Scene:
    """taux lu sans base."""
    return _flat(dice, dice.one("15 %", "forfait admis", "selon convention"), 90)


_TRIP = "déplacement"


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """domicile – travail."""
    who = dice.person()
    label = f"{who} ; domicile – bureau aller-retour ; 12/01/2026 ; 60 km ; trajet quotidien"
    return Scene(lines=[trip(dice, label=label, supplier=who, amount=18)],
                 pieces=[piece("état de frais", "carte grise jointe")])  # fmt: skip


@drawn(_TRIP)
def _(dice: Dice) -> Scene:
    """remboursée par l’organisateur."""
    note = dice.one("péage remboursé par l'organisateur 12,00 €",
                    "prise en charge du train par le réseau, 24,00 €")  # fmt: skip
    return Scene(lines=[trip(dice)],
                 pieces=[piece("état de frais", f"carte grise jointe ; {note}")])  # fmt: skip


# ---- pay -----------------------------------------------------------------------------------------

_HOURS = "heures et coût"


def _paid(dice: Dice, *pieces: Cells, line: Cells | None = None, **sheet: object) -> Scene:
    line = line or pay(dice)
    return Scene(lines=[line], pieces=list(pieces), sheets=[worked(line, **sheet)])


def _slip(dice: Dice, note: str) -> Cells:
    return piece("bulletin de paie", dice.spelled(note), day=date(2025, 11, 30))


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """quatre cinquièmes."""
    line = pay(dice, amount=2900)
    note = dice.one("80 %", "4/5", "quatre jours par semaine", "28 h hebdomadaires")
    told = piece("contrat de travail", dice.spelled(f"temps partiel, {note}"))
    return _paid(dice, told, line=line, time="145 h", cost=2900)


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """sans solde."""
    note = dice.one("congé sans solde : 70 h", "absence non rémunérée 10 jours",
                    "RTT et récupération : 70 h",
                    "congé parental du 03/11/2025 au 14/11/2025")  # fmt: skip
    return _paid(dice, _slip(dice, note))


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """brut au lieu de chargé, en moins."""
    return _paid(dice, _slip(dice, f"total employeur {dice.euros(1500)} pour 100 h"))


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """prime étrangère au projet."""
    note = dice.one(f"dont prime exceptionnelle {dice.euros(400)}",
                    f"prime de partage de la valeur {dice.euros(400)}")  # fmt: skip
    return _paid(dice, _slip(dice, note))


_SHEETS = "feuilles de temps"


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """sans le responsable."""
    note = dice.one("signée par la salariée seule", "manque le visa du responsable",
                    "non contresignée", "signature de l'employeur absente")  # fmt: skip
    return _paid(dice, piece("feuille de temps", dice.spelled(note)))


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """refaite de mémoire."""
    note = dice.one("reconstituée en février", "établie a posteriori",
                    "refaite de mémoire le 20/02/2026", "recopiée le 20/02/2026")  # fmt: skip
    return _paid(dice, piece("feuille de temps", dice.spelled(note)))


_SHARE = "quotité fixe"


def _letter(dice: Dice, note: str, **cells: object) -> Scene:
    line = pay(dice, label="Salaire novembre 2025, quotité 50 %")
    told = piece("lettre de mission", dice.spelled(f"{line['supplier']}, {note}"), **cells)
    letters = [{"rule": "Preuve du temps", "value": "fiche mensuelle signée, ou lettre de mission"}]
    return Scene(lines=[line], pieces=[told], rules=letters)


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """la Région n’a pas répondu."""
    said = dice.one("transmise à la Région, sans réponse", "accord de la Région non reçu",
                    "soumise à la Région le 28/08/2025")  # fmt: skip
    return _letter(dice, f"quotité fixe 50 %, {said}", day=date(2025, 9, 1))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """antidatée."""
    note = "quotité fixe 50 %, acceptée par la Région, effet rétroactif au 01/09/2025"
    return _letter(dice, note, day=date(2026, 1, 14))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """d’une autre personne."""
    line = pay(dice, supplier="Maud Peyron", label="Salaire novembre 2025, quotité 50 %")
    note = "Gaspard Lagier, quotité fixe 50 %, acceptée par la Région"
    letters = [{"rule": "Preuve du temps", "value": "fiche mensuelle signée, ou lettre de mission"}]
    told = piece("lettre de mission", note, day=date(2025, 9, 1))
    return Scene(lines=[line], pieces=[told], rules=letters)


_POST = "poste"
for _name, _said in {
    "contrat suspendu": "contrat suspendu du 01/11/2025 au 30/11/2025",
    "démission": "a quitté la structure le 31/10/2025",
    "aide de l’État": "aide unique à l'apprentissage 500,00 €",
    "subrogation": "IJSS subrogées 280,00 €",
    "chômage partiel": "activité partielle : 300,00 € d'allocation",
    "rupture": "rupture conventionnelle, indemnité 600,00 €",
}.items():  # fmt: skip

    def _post(dice: Dice, said: str = _said, name: str = _name) -> Scene:
        where = "contrat de travail" if name in ("contrat suspendu", "démission") else None
        told = _slip(dice, said) if where is None else piece(where, dice.spelled(said))
        return _paid(dice, told)

    _post.__doc__ = _name
    drawn(_POST)(_post)
