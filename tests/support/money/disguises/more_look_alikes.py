"""More of what looks like an irregularity and is in order, as a controller meets it."""

from collections.abc import Callable
from datetime import date

from support.money.disguises.claims import partners
from support.money.disguises.scene import (
    DONE_BY,
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
    worked,
)

Draw = Callable[[Dice], Scene]
MORE_LOOK_ALIKES: dict[str, Draw] = {}


def _told(name: str, nature: str, *notes: str, **cells: object) -> None:
    """A note of a piece of an invoice, one of several wordings; `cells` are the line’s."""

    def draw(dice: Dice) -> Scene:
        line = bill(dice, **cells)
        said = dice.one(*notes).format(
            before=dice.said(dice.before()), within=dice.said(date(2025, 12, 11)),
            euros=dice.euros(22.5), gross=dice.euros(float(str(line["amount_with_vat"]))),
            half=dice.euros(float(str(line["amount_with_vat"])) / 2), supplier=line["supplier"],
        )  # fmt: skip
        return Scene(lines=[line], pieces=[piece(nature, dice.spelled(said))], found=())

    MORE_LOOK_ALIKES[name] = draw


def _paid(name: str, nature: str, *notes: str, **cells: object) -> None:
    def draw(dice: Dice) -> Scene:
        line = pay(dice)
        said = dice.one(*notes).format(who=line["supplier"], euros=dice.euros(3100))
        told = piece(nature, dice.spelled(said), **cells)
        return Scene(lines=[line], pieces=[told], sheets=[worked(line)], found=())

    MORE_LOOK_ALIKES[name] = draw


def _alike(name: str) -> Callable[[Draw], Draw]:
    def add(draw: Draw) -> Draw:
        MORE_LOOK_ALIKES[name] = draw
        return draw

    return add


# ---- amounts and words beside them ---------------------------------------------------------------

_told("des charges qui ne sont pas exclues", "facture", "dont {euros} de charges locatives",
      "{euros} de charges comprises", "charges de copropriété {euros}",
      "eau et charges : {euros}")  # fmt: skip
_told("des frais de port", "facture", "dont port {euros}", "frais de dossier {euros}",
      "éco-participation {euros}")  # fmt: skip
_told("conditions générales au dos", "facture",
      "pénalités de 10 % et indemnité forfaitaire de 40 € en cas de retard (mention légale)",
      "tout retard entraîne une indemnité de recouvrement de 40,00 €",
      "pas d'escompte ; pénalités de retard : trois fois le taux légal")  # fmt: skip
_told("un livret de recettes", "facture", "livret de recettes, 50 ex. à {euros}", "deux recettes "
      "de saison : {euros}", "paniers vendus par la ferme, {euros} pièce")  # fmt: skip
_told("remise déjà déduite", "facture", "remise de {euros} comprise dans le total",
      "prix net, remise de 5 % déduite", "après rabais de {euros}")  # fmt: skip
_told("garantie du matériel", "facture", "garantie deux ans", "garanti 24 mois pièces et main "
      "d'œuvre", "sous garantie du constructeur")  # fmt: skip
_told("assurance de chantier", "facture", "assurance décennale n° 4412", "attestation d'assurance "
      "jointe")  # fmt: skip
_told("aucun autre financeur", "facture", "pas d'autre financement", "aucun cofinancement",
      "non présentée à un autre financeur", "reste à la charge de la structure")  # fmt: skip
_told("aide demandée et refusée", "facture", "subvention du Département demandée, refusée",
      "dossier déposé au Département, sans suite")  # fmt: skip
_told("son propre cofinanceur nommé", "facture", "opération cofinancée par l'Union européenne",
      "tampon de la Région", "vu par la Région, dossier REGION")  # fmt: skip
_told("don du fournisseur hors facture", "facture", "les sacs offerts ne sont pas facturés",
      "échantillons gratuits joints")  # fmt: skip

# ---- dates that bind nobody ----------------------------------------------------------------------

_told("demande de devis d’avant", "courriel", "demande de devis envoyée le {before}",
      "prix demandés le {before}", "consultation de trois maisons le {before}")  # fmt: skip
_told("devis reçu avant, sans accord", "devis", "reçu le {before}", "établi le {before}, sans "
      "suite avant octobre", "valable trois mois à compter du {before}")  # fmt: skip
_told("visite d’avant", "facture", "visite de repérage du {before}",
      "suite à notre entretien du {before}", "réunion de présentation le {before}")  # fmt: skip
_told("tarif d’avant", "facture", "tarif du {before}", "catalogue en vigueur au {before}",
      "prix révisés selon indice du {before}")  # fmt: skip
_told("contrat-cadre d’avant", "facture", "contrat-cadre du {before}, commande du 02/10/2025")
_told("ancienne facture citée", "facture", "remplace la facture du {before} annulée",
      "client depuis le {before}", "notre référence du {before}")  # fmt: skip
_told("agrément d’avant", "facture", "certificat bio du {before}", "agrément délivré le {before}",
      "habilitation du {before}")  # fmt: skip
_told("commande annulée d’avant", "facture", "commande du {before} annulée et remplacée par celle "
      "du 03/10/2025")  # fmt: skip
_told("livrée dans les dates, autres mots", "bon de livraison", "reçu complet le {within}",
      "remis au client le {within}", "réceptionné le {within}, sans réserve")  # fmt: skip
_told("date de valeur dans la période", "relevé bancaire", "date de valeur {within}",
      "débité le 22/12/2025", "opération du 22/12/2025")  # fmt: skip
_told("échéance d’après", "facture", "échéance au 31/03/2026, payée d'avance",
      "payable au plus tard le 15/03/2026")  # fmt: skip


@_alike("facture d’après pour un service de la période")
def _(dice: Dice) -> Scene:
    line = bill(dice, label="Entretien de janvier 2026", invoice_date=date(2026, 2, 20),
                paid_on=date(2026, 2, 26), done_on=date(2026, 1, 30))  # fmt: skip
    return Scene(lines=[line], found=())


@_alike("payée après l’exécution, avant la fin")
def _(dice: Dice) -> Scene:
    return Scene(lines=[bill(dice, done_on=DONE_BY, paid_on=END)], found=())


@_alike("le premier jour et le dernier")
def _(dice: Dice) -> Scene:
    line = bill(dice, committed_on=START, invoice_date=date(2025, 9, 8), paid_on=END)
    return Scene(lines=[line], found=())


@_alike("acompte dans la période, solde ensuite")
def _(dice: Dice) -> Scene:
    first = bill(dice, label="Facture n° FA-6610, acompte 30 %", amount=300,
                 invoice_date=date(2025, 11, 3), paid_on=date(2025, 11, 12))  # fmt: skip
    rest = bill(dice, "X-2", label="Facture n° FA-6684, solde, acompte déduit", amount=500,
                supplier=first["supplier"], committed_on=first["committed_on"],
                invoice_date=date(2025, 12, 9))  # fmt: skip
    return Scene(lines=[first, rest], found=())


@_alike("avoir, puis refacturation juste")
def _(dice: Dice) -> Scene:
    line = bill(dice, label="Facture n° FA-3312 (remplace FA-3290)")
    note = dice.one("FA-3290 annulée par avoir n° 12, refacturée FA-3312",
                    "annule et remplace la facture FA-3290")  # fmt: skip
    return Scene(lines=[line], pieces=[piece("facture", dice.spelled(note))], found=())


@_alike("même fournisseur deux fois le mois, choses différentes")
def _(dice: Dice) -> Scene:
    first = bill(dice, label="Facture n° FA-1180, affiches", amount=320,
                 committed_on=date(2025, 10, 3), invoice_date=date(2025, 11, 14))  # fmt: skip
    other = bill(dice, "X-2", label="Facture n° FA-1204, pesage", amount=410,
                 supplier=first["supplier"], committed_on=date(2025, 10, 20),
                 invoice_date=date(2025, 11, 26))  # fmt: skip
    return Scene(lines=[first, other], found=())


@_alike("abonnement du même prix chaque mois")
def _(dice: Dice) -> Scene:
    first = bill(dice, label="Facture n° FA-77, abonnement novembre 2025", amount=90,
                 invoice_date=date(2025, 11, 30), committed_on=date(2025, 9, 22))  # fmt: skip
    other = bill(dice, "X-2", label="Facture n° FA-92, abonnement décembre 2025", amount=90,
                 supplier=first["supplier"], invoice_date=date(2025, 12, 10),
                 committed_on=date(2025, 9, 22), paid_on=date(2026, 1, 5))  # fmt: skip
    return Scene(lines=[first, other], found=())


@_alike("deux maisons du même mot")
def _(dice: Dice) -> Scene:
    first = bill(dice, supplier="Ferme des Oliviers", label="Facture n° 118", amount=400,
                 invoice_date=date(2025, 11, 14), paid_on=date(2025, 12, 16))  # fmt: skip
    other = bill(dice, "X-2", supplier="Ferme des Amandiers", label="Facture n° 118", amount=400,
                 invoice_date=date(2025, 12, 3), paid_on=date(2026, 1, 8))  # fmt: skip
    return Scene(lines=[first, other], found=())


@_alike("une facture partagée entre deux partenaires")
def _(dice: Dice) -> Scene:
    first = bill(dice, label="Facture n° FA-5561, part de P02", amount=300)
    other = bill(dice, "X-2", label="Facture n° FA-5561, part de P03", amount=300, partner="P03",
                 supplier=first["supplier"], invoice_date=first["invoice_date"],
                 committed_on=first["committed_on"])  # fmt: skip
    told = [
        piece("facture", "600,00 € HT, moitié P02, moitié P03", each) for each in ("X-1", "X-2")
    ]
    return Scene(lines=[first, other], pieces=told, found=())


@_alike("devis de deux maisons voisines")
def _(dice: Dice) -> Scene:
    line = bill(dice, amount=1500, quote=TWO_QUOTES)
    bids = [piece("devis", issuer="Atelier du Nord"), piece("devis", issuer="Atelier du Sud")]
    return Scene(lines=[line], pieces=bids, found=())


@_alike("le moins-disant retenu")
def _(dice: Dice) -> Scene:
    line = bill(dice, amount=1500, quote=TWO_QUOTES)
    bids = [piece("devis", "retenu", issuer=line["supplier"], amount=1500),
            piece("devis", "plus cher", issuer="Lune Grise", amount=1900)]  # fmt: skip
    return Scene(lines=[line], pieces=bids, found=())


@_alike("le mieux-disant, expliqué")
def _(dice: Dice) -> Scene:
    line = bill(dice, amount=1500, quote=TWO_QUOTES)
    bids = [piece("devis", "retenu : délai plus court, seul à livrer en caisses lavables",
                  issuer=line["supplier"], amount=1500),
            piece("devis", "écarté : ne livre pas le canton", issuer="Lune Grise",
                  amount=1300)]  # fmt: skip
    return Scene(lines=[line], pieces=bids, found=())


@_alike("trois besoins distincts d’un fournisseur")
def _(dice: Dice) -> Scene:
    supplier = dice.company()
    lines = [bill(dice, f"X-{each}", supplier=supplier, label=label, amount=380,
                  committed_on=day, invoice_date=date(2025, 11, 12 + each))
             for each, label, day in ((1, "Formation", date(2025, 9, 22)),
                                      (2, "Location de salle", date(2025, 10, 14)),
                                      (3, "Affiches", date(2025, 10, 29)))]  # fmt: skip
    return Scene(lines=lines, found=())


@_alike("des intérêts à côté du montant")
def _(dice: Dice) -> Scene:
    line = bill(dice)
    note = (f"prestation {dice.euros(float(str(line['amount'])))} HT ; intérêts de retard sur la "
            f"facture de janvier : {dice.euros(22.5)}")  # fmt: skip
    return Scene(lines=[line], pieces=[piece("facture", dice.spelled(note))], found=())


@_alike("deux lots qu’une pièce dit distincts")
def _(dice: Dice) -> Scene:
    first = bill(dice, label="Semences, lot A (facture GO-17)", amount=900,
                 committed_on=date(2025, 10, 6), invoice_date=date(2025, 11, 14))  # fmt: skip
    other = bill(dice, "X-2", label="Semences, lot B (facture GO-18)", amount=900,
                 supplier=first["supplier"], committed_on=date(2025, 10, 6),
                 invoice_date=date(2025, 11, 14))  # fmt: skip
    told = piece("bon de livraison", "lot B, distinct du lot A", "X-2", day=date(2025, 11, 12))
    return Scene(lines=[first, other], pieces=[told], found=())


@_alike("deux feuilles de demi-journées")
def _(dice: Dice) -> Scene:
    lines = [pay(dice, f"X-{each}", supplier="Maud Peyron", amount=700, action=f"A{each}",
                 label=f"Salaire novembre 2025, action {each}") for each in (1, 2)]  # fmt: skip
    sheets = [worked(each, time="35 h", cost=700) for each in lines]
    days = "3, 4, 5, 6, 7, 10, 12, 13, 14 et 17"
    told = [
        piece("fiche de temps", f"3,5 h par jour : les {days}", each) for each in ("X-1", "X-2")
    ]
    return Scene(lines=lines, sheets=sheets, pieces=told, found=())


# ---- who bears it, who pays ----------------------------------------------------------------------

_told("payée par le comptable public", "relevé bancaire", "compte du comptable public",
      "titulaire du compte : Trésor public", "payé par le service de gestion comptable de Nans",
      "virement DGFiP, mandat n° 118", "payé par la trésorerie de Nans", partner="P01")  # fmt: skip
_told("facturée à la ville", "facture", "facturé à la Ville de Nans", "client : Mairie de Nans",
      "destinataire : commune de Nans", "adressée à la Ville de Nans, service restauration",
      partner="P01")  # fmt: skip
_told("facturée à son sigle", "facture", "facturé à GAEC PETIT BOIS", "client : Petit Bois (GAEC)",
      "adressée au GAEC du Petit-Bois")  # fmt: skip
_told("titulaire écrit en clair", "relevé bancaire", "titulaire du compte : GAEC du Petit Bois",
      "compte au nom du GAEC Petit Bois", "compte courant du GAEC")  # fmt: skip
_told("virement au fournisseur, autres mots", "relevé bancaire", "au profit de {supplier}",
      "bénéficiaire : {supplier}", "virement émis à l'ordre de {supplier}")  # fmt: skip
_told("montant du relevé égal", "relevé bancaire", "débit de {gross}", "{gross} débités",
      "1 virement : {gross}")  # fmt: skip
_told("deux versements font le tout", "relevé bancaire", "{half} puis {half}",
      "deux chèques de {half}")  # fmt: skip
_told("chèque représenté et payé", "relevé bancaire", "chèque n° 4417 débité le 22/12/2025",
      "virement rejeté le 16/12/2025 puis représenté et payé le 22/12/2025")  # fmt: skip
_told("carte de la structure", "relevé bancaire", "carte bleue de la structure",
      "carte professionnelle du GAEC", "CB ****1881, compte de l'exploitation")  # fmt: skip
_told("soldée", "facture", "reste à payer : 0,00 €", "soldée, rien à payer", "net à payer {gross}, "
      "acquittée")  # fmt: skip
_told("retenue libérée", "facture", "retenue de garantie libérée", "pas de retenue de garantie")
_told("livraison complète", "bon de livraison", "livraison complète, aucun colis refusé",
      "rien à signaler", "0 refus", "reliquat livré le 12/12/2025")  # fmt: skip

# ---- pay -----------------------------------------------------------------------------------------

_paid("deux mi-temps", "contrat de travail", "deux contrats à mi-temps, 17,5 h chacun, chez nous",
      "mi-temps porté à temps plein par avenant du 01/09/2025")  # fmt: skip
_paid("congés d’un autre mois", "bulletin de paie", "solde de congés : 12 jours",
      "congés acquis : 2,08 j", "congés payés du 22/12/2025 au 31/12/2025",
      day=date(2025, 11, 30))  # fmt: skip
_paid("maladie de personne", "bulletin de paie", "aucun arrêt de travail", "arrêt maladie : néant",
      "0 h d'absence", day=date(2025, 11, 30))  # fmt: skip
_paid("IJ nulles", "bulletin de paie", "indemnités journalières : 0,00 €", "pas d'IJSS",
      day=date(2025, 11, 30))  # fmt: skip
_paid("contrat renouvelé", "contrat de travail", "CDD du 01/03/2025 au 31/08/2025, renouvelé "
      "jusqu'au 28/02/2026", "CDD transformé en CDI le 01/09/2025")  # fmt: skip
_paid("essai", "contrat de travail", "CDI du 01/09/2025, période d'essai jusqu'au 31/10/2025")
_paid("visée par le responsable", "feuille de temps", "signée des deux le 02/12/2025",
      "visée par le responsable le 03/12/2025", "signatures : {who} et la directrice")  # fmt: skip
_paid("aucune aide à l’emploi", "bulletin de paie", "sans aide à l'emploi",
      "réduction générale de cotisations déduite", "exonération Fillon déduite",
      day=date(2025, 11, 30))  # fmt: skip
_paid("coût du bulletin", "bulletin de paie", "total versé par l'employeur {euros}",
      "coût employeur {euros} pour 151,67 h", day=date(2025, 11, 30))  # fmt: skip


@_alike("deux mi-temps de deux personnes du même nom")
def _(dice: Dice) -> Scene:
    first = pay(dice, supplier="Maud Peyron", amount=1400)
    other = pay(dice, "X-2", supplier="Gaspard Peyron", amount=1400)
    sheets = [worked(first, time="70 h", cost=1400), worked(other, time="70 h", cost=1400)]
    return Scene(lines=[first, other], sheets=sheets, found=())


@_alike("deux mi-temps chez deux partenaires")
def _(dice: Dice) -> Scene:
    first = pay(dice, supplier="Maud Peyron", amount=1400)
    other = pay(dice, "X-2", supplier="Maud Peyron", amount=1400, partner="P03", action="A2",
                label="Salaire novembre 2025, second employeur")  # fmt: skip
    sheets = [worked(first, time="70 h", cost=1400),
              worked(other, time="70 h", cost=1400, partner="P03")]  # fmt: skip
    return Scene(lines=[first, other], sheets=sheets, found=())


@_alike("deux trajets du même jour")
def _(dice: Dice) -> Scene:
    lines = [trip(dice, f"X-{each}", supplier="Maud Roux", amount=12, label=f"Maud Roux ; {way} ; "
             "12/01/2026 ; 40 km ; visite d’une ferme")
             for each, way in ((1, "Nans – Apt aller"), (2, "Apt – Gordes aller"))]  # fmt: skip
    told = [piece("état de frais", "carte grise jointe", each) for each in ("X-1", "X-2")]
    return Scene(lines=lines, pieces=told, found=())


@_alike("passager nommé, un seul demande")
def _(dice: Dice) -> Scene:
    line = trip(dice)
    line["label"] = f"{line['label']} avec la référente du Département"
    return Scene(lines=[line], pieces=[piece("état de frais", "carte grise jointe")], found=())


@_alike("frais remboursés par la structure")
def _(dice: Dice) -> Scene:
    line = trip(dice)
    note = (
        f"carte grise jointe ; remboursé par la structure, {dice.euros(float(str(line['amount'])))}"
    )
    return Scene(lines=[line], pieces=[piece("état de frais", note)], found=())


# ---- partners and signature ----------------------------------------------------------------------


@_alike("mandat écrit autrement")
def _(dice: Dice) -> Scene:
    said = dice.one("signé, septembre 2025", "oui, 01/09/2025", "mandat du 1er septembre 2025",
                    "convention de mandat signée le 01/09/2025, sans limite de durée",
                    "signé le 01/09/2025, valable jusqu'au 31/12/2028")  # fmt: skip
    return Scene(lines=[bill(dice, partner="P03")], tables={"partners": partners(said)}, found=())


def _signed(name: str, head: Cells, *names: str, **cells: object) -> None:
    def draw(dice: Dice) -> Scene:
        structures = partners("01/09/2025")
        structures[0] |= {"representative": "Anne Blanc", **head}
        line = {"funder": "REGION", "type": "acompte", "period_start": START, "period_end": END,
                "sent_on": date(2026, 3, 1), "signed_by": dice.one(*names), **cells}  # fmt: skip
        tables = {"partners": structures, "report_schedule": [line]}
        return Scene(tables=tables, found=())

    MORE_LOOK_ALIKES[name] = draw


_signed("la représentante, écrite autrement", {}, "Mme Anne Blanc, maire", "BLANC Anne", "A. Blanc",
        "Anne BLANC")  # fmt: skip
_signed("mandat en cours le jour de l’envoi", {"representative_until": date(2026, 3, 1)},
        "Anne Blanc")  # fmt: skip
_signed("délégation du jour", {}, "Maud Peyron, directrice", delegated_until=date(2026, 3, 1))
