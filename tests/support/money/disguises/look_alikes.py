"""What looks like an irregularity and is in order: nothing may be told of it."""

from collections.abc import Callable
from datetime import date

from support.money.disguises.claims import moved
from support.money.disguises.scene import (
    END,
    START,
    Cells,
    Dice,
    Scene,
    bill,
    pay,
    piece,
    trip,
    worked,
)

Draw = Callable[[Dice], Scene]


def _told(nature: str, note: Callable[[Dice, Cells], str]) -> Draw:
    def draw(dice: Dice) -> Scene:
        line = bill(dice)
        return Scene(lines=[line], pieces=[piece(nature, dice.spelled(note(dice, line)))], found=())

    return draw


def _paid(note: Callable[[Dice, Cells], str], nature: str, **cells: object) -> Draw:
    def draw(dice: Dice) -> Scene:
        line = pay(dice)
        told = piece(nature, dice.spelled(note(dice, line)), **cells)
        return Scene(lines=[line], pieces=[told], sheets=[worked(line)], found=())

    return draw


def _letter(note: Callable[[Dice, Cells], str], **cells: object) -> Draw:
    def draw(dice: Dice) -> Scene:
        line = pay(dice, label="Salaire novembre 2025, quotité 50 %")
        said = f"{line['supplier']}, quotité fixe 50 %, {note(dice, line)}"
        rule = {"rule": "Preuve du temps", "value": "lettre de mission admise"}
        told = piece("lettre de mission", dice.spelled(said), **cells)
        return Scene(lines=[line], pieces=[told], rules=[rule], found=())

    return draw


def _sheet(month: str, time: str = "7 h") -> Draw:
    def draw(dice: Dice) -> Scene:
        line = pay(dice, amount=140)
        return Scene(
            lines=[line], sheets=[worked(line, month=month, time=time, cost=140)], found=()
        )

    return draw


def _trip_on(day: str) -> Draw:
    def draw(dice: Dice) -> Scene:
        label = f"Maud Roux ; Nans – Apt aller-retour ; {day} ; 100 km ; visite d’une ferme"
        told = piece("état de frais", "carte grise jointe")
        return Scene(lines=[trip(dice, label=label, amount=30)], pieces=[told], found=())

    return draw


def _two(first: Cells, second: Cells) -> Draw:
    def draw(dice: Dice) -> Scene:
        line = bill(dice)
        other = bill(dice, "X-2") | {each: line[each] for each in ("supplier", "amount", "vat",
                                                                   "amount_with_vat")}  # fmt: skip
        return Scene(lines=[line | first, other | second], found=())

    return draw


def _moved(amended: object, amendment: str, comment: str = "") -> Draw:
    def draw(dice: Dice) -> Scene:
        scene = moved(dice, amended, amendment, comment)
        scene.whole = ""
        return scene

    return draw


LOOK_ALIKES: dict[str, Draw] = {
    "devis daté d’avant, non signé": lambda d: Scene(
        lines=[bill(d)], pieces=[piece("devis", "proposition", day=d.before())], found=()
    ),
    "devis d’avant, signé après": lambda d: Scene(
        lines=[bill(d)], pieces=[piece("devis", "signé le 25/09/2025", day=d.before())], found=()
    ),
    "convention citée": _told("facture", lambda d, _: f"convention du {d.said(d.before())}"),
    "délibération citée": _told("facture", lambda d, _: f"délibération du {d.said(d.before())}"),
    "devis cité": _told(
        "facture", lambda d, _: f"devis n° 12 du {d.said(d.before())}, signé le 02/10/2025"
    ),
    "attestation citée": _told(
        "note", lambda d, _: f"attestation d'assurance du {d.said(d.before())}"
    ),
    "livrée dans les dates": _told("facture", lambda d, _: f"livré le {d.said(date(2025, 12, 2))}"),
    "payée en deux fois": _told(
        "relevé bancaire",
        lambda d, x: (
            f"virement de {d.euros(float(x['amount_with_vat']) * 0.5)} ; virement de "
            f"{d.euros(float(x['amount_with_vat']) * 0.5)}"
        ),
    ),
    "virement groupé": _told("relevé bancaire", lambda d, _: f"virement groupé {d.euros(4200)}"),
    "virement au fournisseur": _told("relevé bancaire", lambda d, x: f"virement à {x['supplier']}"),
    "facturée à la structure": _told("facture", lambda d, _: "facturé à GAEC Petit Bois"),
    "pénalité niée": _told(
        "facture",
        lambda d, _: d.one(
            "aucune pénalité",
            "sans pénalités",
            "pénalités : néant",
            "pénalités exigibles en cas de retard",
        ),
    ),
    "avoir déduit": _told("facture", lambda d, _: f"avoir de {d.euros(40)} déjà déduit"),
    "aucune aide": _told(
        "facture",
        lambda d, _: d.one("aucune aide publique", "sans subvention", "aide de l'État refusée"),
    ),
    "son propre financeur": _told("facture", lambda d, _: "aide de la Région, FEADER"),
    "caution restituée": _told("facture", lambda d, _: "caution restituée le 02/12/2025"),
    "mêmes prix, deux factures": _two(
        {"label": "Facture n° FA-2201", "invoice_date": date(2025, 11, 14)},
        {"label": "Facture n° FA-2317", "invoice_date": date(2025, 12, 9)},
    ),
    "une facture à deux financeurs": _two(
        {
            "label": "Facture n° FA-2201",
            "funders": "REGION 60 %",
            "invoice_date": date(2025, 12, 1),
        },
        {"label": "Facture n° FA-2201", "funders": "ADEME 40 %", "invoice_date": date(2025, 12, 1)},
    ),
    "deux lots, deux commandes": _two(
        {"label": "Lot A", "committed_on": date(2025, 9, 22), "invoice_date": date(2025, 11, 12)},
        {"label": "Lot B", "committed_on": date(2025, 10, 28), "invoice_date": date(2025, 12, 8)},
    ),
    "deux devis de deux maisons": lambda d: Scene(
        lines=[bill(d, amount=1500, quote="https://x.example/q1 ; https://x.example/q2")],
        pieces=[
            piece("devis", issuer="Soleil", siret="81234567800012", day=date(2025, 9, 8)),
            piece("devis", issuer="Soleil", siret="82234567800012", day=date(2025, 9, 9)),
        ],
        found=(),
    ),
    "facturé comme le devis signé": lambda d: Scene(
        lines=[bill(d, amount=900)],
        pieces=[piece("devis", "signé le 25/09/2025", amount=900)],
        found=(),
    ),
    "contrat à temps plein": _paid(
        lambda d, _: d.one("temps plein", "151,67 h par mois", "35 h par semaine"),
        "contrat de travail",
    ),
    "contrat depuis longtemps": _paid(
        lambda d, _: f"CDI à compter du {d.said(date(2019, 3, 4))}", "contrat de travail"
    ),
    "CDD qui couvre le mois": _paid(
        lambda d, _: "CDD du 01/09/2025 au 31/12/2025", "contrat de travail"
    ),
    "sans congé": _paid(lambda d, _: "aucune absence", "bulletin de paie", day=date(2025, 11, 30)),
    "coût chargé qui suffit": _paid(
        lambda d, _: f"coût chargé du mois {d.euros(3100)}",
        "bulletin de paie",
        day=date(2025, 11, 30),
    ),
    "signée à la fin du mois": _paid(
        lambda d, _: f"signée le {d.said(date(2025, 12, 4))}", "feuille de temps"
    ),
    "coût accepté plus haut": _paid(
        lambda d, x: f"coût horaire accepté : {x['supplier']} {d.euros(24)}", "lettre d'acceptation"
    ),
    "lettre signée avant": _letter(
        lambda d, _: f"acceptée par la Région, signée le {d.said(date(2025, 8, 27))}"
    ),
    "lettre datée du mois": _letter(lambda d, _: "acceptée par la Région", day=date(2025, 11, 3)),
    "jour ouvré": _sheet("13/11/2025"),
    "mois entier": _sheet("11/2025"),
    "trajet un mardi": _trip_on("13/01/2026"),
    "avenant signé": _moved(9000, "avenant n° 2 signé le 12/12/2025"),
    "avenant numéroté": _moved(9000, "avenant n° 2", "signé"),
    "avenant daté": _moved(9000, "n° 1 du 14/11/2025"),
    "mandat sans fin": lambda d: Scene(
        lines=[bill(d, partner="P03")],
        found=(),
        tables={
            "partners": [
                {"code": "P01", "name": "Ville de Nans", "role": "chef de file"},
                {
                    "code": "P02",
                    "name": "GAEC du Petit Bois",
                    "recovers_vat": "oui",
                    "mandate": "01/09/2025",
                },
                {
                    "code": "P03",
                    "name": "Ferme du Lac",
                    "recovers_vat": "oui",
                    "mandate": f"signé le {d.said(date(2025, 9, 3))}",
                },
            ]
        },
    ),
    "délégation en cours": lambda d: Scene(
        found=(),
        tables={
            "report_schedule": [
                {
                    "funder": "REGION",
                    "type": "acompte",
                    "period_start": START,
                    "period_end": END,
                    "signed_by": "Anne Blanc",
                    "delegated_until": date(2026, 12, 31),
                }
            ]
        },
    ),
}
