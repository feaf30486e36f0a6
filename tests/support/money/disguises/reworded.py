"""The same kinds in other words: dates, proofs, doubles, written from the law and not from readers.

What they say was set down before any reader was looked at, as other people would say it.
"""

from datetime import date, timedelta

from support.money.disguises.registry import drawn, noted
from support.money.disguises.scene import (
    DONE_BY,
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

# ---- dates ---------------------------------------------------------------------------------------

_EARLY = "commencement"
noted(
    _EARLY, "facture",
    bon_de_commande_d_avant=lambda d, _: f"bon de commande n° 44 du {d.said(d.before())}",
    ordre_de_service=lambda d, _: f"ordre de service notifié le {d.said(d.before())}",
    arrhes=lambda d, _: f"arrhes de 30 % encaissées le {d.said(d.before())}",
    premier_versement_d_avant=lambda d, _: f"1er acompte réglé le {d.said(d.before())}",
    démarrage_du_chantier=lambda d, _: f"chantier ouvert le {d.said(d.before())}",
    contrat_signé=lambda d, _: f"contrat de prestation signé le {d.said(d.before())}",
)  # fmt: skip
noted(
    _EARLY, "devis",
    bon_pour_accord=lambda d, _: f"« bon pour accord » le {d.said(d.before())}",
    accepté_par_la_direction=lambda d, _: f"retourné signé par la direction le "
    f"{d.said(d.before())}",
    lu_et_approuvé=lambda d, _: f"lu et approuvé, {d.said(d.before())}",
)  # fmt: skip
noted(
    _EARLY, "courriel",
    nous_confirmons=lambda d, _: f"nous vous confirmons la commande, le {d.said(d.before())}",
    vous_pouvez_lancer=lambda d, _: f"accord donné le {d.said(d.before())} : vous pouvez lancer "
    "la fabrication",
)  # fmt: skip


@drawn(_EARLY)
def _(dice: Dice) -> Scene:
    """bon pour accord d’avant, bon de commande d’après."""
    line = bill(dice, committed_on=date(2025, 9, 22))
    told = [piece("devis", dice.spelled(f"bon pour accord le {dice.said(dice.before())}")),
            piece("bon de commande", "reprend le devis", day=date(2025, 9, 22))]  # fmt: skip
    return Scene(lines=[line], pieces=told)


@drawn(_EARLY)
def _(dice: Dice) -> Scene:
    """marché notifié avant."""
    day = dice.before()
    return Scene(lines=[bill(dice, committed_on=None)],
                 pieces=[piece("marché", f"notifié le {dice.said(day)}")])  # fmt: skip


_WINDOW = "éligibilité"
noted(
    _WINDOW, "facture",
    période_facturée_avant=lambda d, _: d.one("abonnement de juin 2025", "mois de juillet 2025",
    "consommations du 01/06/2025 au 31/07/2025", "prestation de mai à juillet 2025"),
    intervention_d_avant=lambda d, _: f"intervention du {d.said(d.before())}",
)  # fmt: skip
noted(
    _WINDOW, "relevé bancaire",
    opération_du_lendemain=lambda d, _: f"opération du {d.said(date(2026, 3, 2))}",
    date_de_valeur_après=lambda d, _: f"débit en compte au {d.said(date(2026, 3, 1))}",
    encaissé_après=lambda d, _: f"chèque encaissé le {d.said(date(2026, 3, 2))} seulement",
)  # fmt: skip


@drawn(_WINDOW)
def _(dice: Dice) -> Scene:
    """débitée après, dans sa cellule."""
    return Scene(lines=[bill(dice, debited_on=date(2026, 3, 1))])


@drawn(_WINDOW)
def _(dice: Dice) -> Scene:
    """feuille de janvier pour un salaire d’automne."""
    line = pay(dice)
    return Scene(lines=[line], sheets=[worked(line, month=dice.one("01/2025", "janvier 2025"))])


_DONE = "réalisation"
noted(
    _DONE, "facture",
    réceptionné_après=lambda d, _: f"réceptionné sans réserve le "
    f"{d.said(DONE_BY + timedelta(days=8))}",
    mise_en_service_après=lambda d, _: f"mise en service le {d.said(DONE_BY + timedelta(days=9))}",
    installé_après=lambda d, _: f"installé le {d.said(DONE_BY + timedelta(days=7))}",
)  # fmt: skip
noted(
    _DONE, "bon de livraison",
    livré_après=lambda d, _: f"remis au client le {d.said(DONE_BY + timedelta(days=6))}",
)  # fmt: skip


@drawn(_DONE)
def _(dice: Dice) -> Scene:
    """formation tenue après."""
    said = dice.said(DONE_BY + timedelta(days=10))
    return Scene(lines=[bill(dice, label=f"Formation des cuisiniers, session du {said}")])


_ORDER = "ordre des dates"


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """livrée avant d’être commandée."""
    line = bill(dice, committed_on=date(2025, 10, 30))
    return Scene(lines=[line], pieces=[piece("bon de livraison", day=date(2025, 10, 2))])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """facture émise après le paiement, par sa pièce."""
    line = bill(dice)
    day = line["paid_on"] + timedelta(days=12)
    return Scene(lines=[line], pieces=[piece("facture", day=day)])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """procès-verbal daté après le paiement."""
    line = bill(dice, paid_on=date(2025, 12, 16))
    told = piece("procès-verbal de réception", day=date(2026, 1, 20))
    return Scene(lines=[line], pieces=[told])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """réalisée après sa facture et son paiement."""
    return Scene(lines=[bill(dice, paid_on=date(2025, 12, 16), done_on=date(2026, 1, 28))])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """jour de paiement mal tapé."""
    return Scene(lines=[bill(dice, paid_on=dice.one("31/11/2025", "15/13/2025", "12 dec"))])


# ---- who bears it --------------------------------------------------------------------------------

_WHO = "débiteur"


def _somebody_else(dice: Dice) -> str:
    """A company that no scene draws for a supplier."""
    return dice.one("SARL Conseil Pré Clos", "SAS Négoce du Vallon", "EURL Transports Valmas")


noted(
    _WHO, "facture",
    adressée_à=lambda d, _: f"adressée à {_somebody_else(d)}",
    client=lambda d, _: f"client : {_somebody_else(d)}",
    établie_pour=lambda d, _: f"établie pour le compte de {d.person()}",
)  # fmt: skip
noted(
    _WHO, "relevé bancaire",
    compte_au_nom_de=lambda d, _: f"compte au nom de {d.person()}",
    carte_personnelle=lambda d, _: f"réglé avec la carte personnelle de {d.person()}",
    payé_par=lambda d, _: f"payé par {_somebody_else(d)}, à rembourser",
)  # fmt: skip

_PAID = "preuve de paiement"
noted(
    _PAID, "relevé bancaire",
    solde_à_venir=lambda d, x: f"{_half(d, x)} versés, le solde en mars",
    opposition=lambda d, _: d.one("chèque frappé d'opposition", "virement annulé",
                                  "prélèvement retourné impayé"),
    le_libellé_ne_correspond_pas=lambda d, _: "virement au profit de Garage Lucarne",
)  # fmt: skip
noted(
    _PAID, "facture",
    échéancier=lambda d, x: f"payable en 4 fois, 2 échéances réglées à ce jour, "
    f"solde dû {_half(d, x)}",
    retenue_de_garantie=lambda d, _: f"retenue de garantie de 5 % non libérée : {d.euros(25)}",
)  # fmt: skip
noted(_PAID, "capture d'écran", capture=lambda d, _: "virement programmé")


def _half(dice: Dice, line: Cells) -> str:
    return dice.euros(float(line["amount_with_vat"]) * 0.5)


_BILL = "facture"
noted(
    _BILL, "facture",
    illisible_en_partie=lambda d, _: d.one("photo coupée : le total ne se lit pas",
                                           "scan illisible"),
)  # fmt: skip


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """un bon de commande à sa place."""
    line = bill(dice)
    return Scene(lines=[line], pieces=[piece("bon de commande", link=line["invoice"])])


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """d’une autre maison."""
    return Scene(lines=[bill(dice)], pieces=[piece("facture", issuer="Quincaillerie Lubéron")])


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """lien mort."""
    state = dice.one("404", "accès refusé", "supprimé", "corbeille")
    return Scene(lines=[bill(dice)], pieces=[piece("facture", state=state)])


# ---- doubles -------------------------------------------------------------------------------------

_TWICE = "doublon"


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """duplicata de la facture."""
    line = bill(dice, label="Facture n° FA-3381")
    return Scene(lines=[line, twin(line, label="Duplicata FA 3381")], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """acompte, puis le total sans le déduire."""
    line = bill(dice, label="Facture n° FA-9120, total", amount=900)
    first = twin(line, label="Facture d'acompte FA-9120", **with_tax(300))
    return Scene(lines=[line, first], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """dans un autre poste, à un jour près."""
    line = bill(dice, label="Facture n° FA-2219", invoice_date=date(2025, 12, 2))
    again = twin(line, budget_line="Communication", invoice_date=date(2025, 12, 3))
    return Scene(lines=[line, again], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """repas de la note de frais et du restaurant."""
    line = bill(dice, label="Restaurant Le Mas, 14/11/2025, 12 couverts",
                invoice_date=date(2025, 11, 14), **with_tax(240))  # fmt: skip
    again = twin(line, supplier=dice.person(), type="déplacement",
                 label="note de frais : Restaurant Le Mas, 14/11/2025, 12 couverts")  # fmt: skip
    return Scene(lines=[line, again], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """covoiturage demandé par les deux."""
    line = trip(dice)
    same = str(line["label"]).replace(str(line["supplier"]), "Colette Blachère")
    other = twin(line, supplier="Colette Blachère", label=f"{same}, covoiturage avec "
                 f"{line['supplier']}")  # fmt: skip
    return Scene(lines=[line, other], found=("X-1|X-2",),
                 pieces=[piece("état de frais", "carte grise jointe"),
                         piece("état de frais", "carte grise jointe", "X-2")])  # fmt: skip


_FUNDED = "double financement"
noted(
    _FUNDED, "facture",
    cofinancé=lambda d, _: f"cofinancé par le Département à hauteur de {d.one('20', '30')} %",
    cachet=lambda d, _: "cachet : Union européenne, FSE+, opération 2025-77",
    mécénat=lambda d, _: f"mécénat de la Banque des Alpilles, {d.euros(150)}",
    prime_versée=lambda d, _: f"prime de l'État de {d.euros(130)} perçue",
    participation_reçue=lambda d, _: f"participation de la Métropole : {d.euros(110)} encaissés",
    déjà_présentée=lambda d, _: d.one("déjà présentée au FSE+", "déjà déclarée au Département",
                                      "remboursée par l'OPCO"),
)  # fmt: skip


@drawn(_FUNDED)
def _(dice: Dice) -> Scene:
    """heures déjà déclarées ailleurs, par une note."""
    line = pay(dice)
    note = dice.one("dont 14 h des 6 et 7 déclarées au FSE+", "20 h portées sur le projet du "
                    "Département", "les 13 et 14 novembre sont comptés au titre du "
                    "FSE+")  # fmt: skip
    return Scene(lines=[line], sheets=[worked(line)],
                 pieces=[piece("feuille de temps", dice.spelled(note))])  # fmt: skip


@drawn(_FUNDED)
def _(dice: Dice) -> Scene:
    """salaire pris en charge ailleurs, par le bulletin."""
    line = pay(dice)
    note = dice.one("poste financé à 40 % par l'ARS", "salaire cofinancé par la CAF, 300,00 €")
    told = piece("bulletin de paie", dice.spelled(note), day=date(2025, 11, 30))
    return Scene(lines=[line], sheets=[worked(line)], pieces=[told])


@drawn(_FUNDED)
def _(dice: Dice) -> Scene:
    """deux feuilles qui listent les mêmes jours."""
    line = pay(dice, amount=1400)
    again = twin(line, action="A2", label="Salaire novembre 2025, autre action",
                 supplier=dice.turned(str(line["supplier"])), payslip="https://x.example/X-2-s",
                 **with_tax(0) | {"amount": 1400, "amount_with_vat": 1400})  # fmt: skip
    sheets = [worked(each, time="70 h", cost=1400) for each in (line | {"action": "A1"}, again)]
    told = [piece("fiche de temps", f"7 h par jour : les {days}", number)
            for number, days in (("X-1", "3, 4, 5, 6, 7, 10, 12, 13, 14 et 17"),
                                 ("X-2", "14, 17, 18, 19, 20, 21, 24, 25, 26 et 27"))]  # fmt: skip
    return Scene(lines=[line | {"action": "A1"}, again], sheets=sheets, pieces=told,
                 found=("X-1|X-2",))  # fmt: skip
