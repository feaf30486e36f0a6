"""When it was done and paid, who bore it, what proves it, and what is asked twice."""

from datetime import date, timedelta

from support.money.disguises.registry import drawn, noted
from support.money.disguises.scene import (
    DONE_BY,
    END,
    START,
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
    commande_citée=lambda d, _: f"commande du {d.said(d.before())}",
    devis_accepté_cité=lambda d, _: f"selon devis accepté le {d.said(d.before())}",
    acompte_cité=lambda d, _: f"acompte versé le {d.said(d.before())} déduit",
    livraison_citée=lambda d, _: f"marchandise livrée le {d.said(d.before())}",
)  # fmt: skip
noted(
    _EARLY, "courriel", accord_par_courriel=lambda d, _: f"bon pour accord le {d.said(d.before())}"
)
noted(_EARLY, "devis", devis_signé=lambda d, _: f"signé le {d.said(d.before())}")


@drawn(_EARLY)
def _(dice: Dice) -> Scene:
    """cellule « Commandé le »."""
    return Scene(lines=[bill(dice, ordered_on=dice.before())])


@drawn(_EARLY)
def _(dice: Dice) -> Scene:
    """acompte dans sa cellule."""
    return Scene(lines=[bill(dice, deposit_on=dice.before())])


@drawn(_EARLY)
def _(dice: Dice) -> Scene:
    """bon de livraison daté."""
    return Scene(lines=[bill(dice)], pieces=[piece("bon de livraison", day=dice.before())])


_WINDOW = "éligibilité"
_AFTER = (END + timedelta(days=3), END + timedelta(days=2))


@drawn(_WINDOW)
def _(dice: Dice) -> Scene:
    """facturée avant."""
    return Scene(lines=[bill(dice, invoice_date=dice.before())])


@drawn(_WINDOW)
def _(dice: Dice) -> Scene:
    """la pièce porte une autre date que la ligne."""
    return Scene(lines=[bill(dice)], pieces=[piece("facture", day=dice.before())])


noted(
    _WINDOW, "relevé bancaire",
    chèque_passé_après=lambda d, _: f"chèque n° {d.random.randrange(1000, 9999)} débité le "
    f"{d.said(date(2026, 3, 1))}",
    carte_débitée_avant=lambda d, _: f"carte, date de valeur {d.said(d.before())}",
)  # fmt: skip
noted(
    _WINDOW, "mandat de paiement",
    payé_après_le_mandat=lambda d, _: f"prélevé le {d.said(date(2026, 3, 1))}",
)  # fmt: skip


@drawn(_WINDOW)
def _(dice: Dice) -> Scene:
    """mois travaillé avant."""
    line = pay(dice, label="Salaire de juin 2025")
    return Scene(lines=[line], sheets=[worked(line)])


_DONE = "réalisation"


@drawn(_DONE)
def _(dice: Dice) -> Scene:
    """cellule « Réalisé le »."""
    return Scene(lines=[bill(dice, done_on=DONE_BY + timedelta(days=4), paid_on=END)])


@drawn(_DONE)
def _(dice: Dice) -> Scene:
    """procès-verbal de réception."""
    told = piece("procès-verbal de réception", day=DONE_BY + timedelta(days=6))
    return Scene(lines=[bill(dice, paid_on=END)], pieces=[told])


@drawn(_DONE)
def _(dice: Dice) -> Scene:
    """dite par le libellé."""
    said = dice.said(DONE_BY + timedelta(days=5))
    return Scene(lines=[bill(dice, label=f"Bardage, posé le {said}", paid_on=END)])


@drawn(_DONE)
def _(dice: Dice) -> Scene:
    """service qui court après la convention."""
    last = dice.said(date(2026, 11, 30))
    return Scene(lines=[bill(dice, label=f"Hébergement du site du 01/12/2025 au {last}")])


_ORDER = "ordre des dates"


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """payée avant sa facture."""
    return Scene(lines=[bill(dice, paid_on=date(2025, 11, 3))])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """commandée après sa facture."""
    return Scene(lines=[bill(dice, committed_on=date(2025, 12, 14))])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """payée avant d’être livrée."""
    line = bill(dice)
    day = line["paid_on"] + timedelta(days=9)
    return Scene(lines=[line], pieces=[piece("bon de livraison", day=day)])


@drawn(_ORDER)
def _(dice: Dice) -> Scene:
    """bon de commande daté après la facture."""
    day = dice.day(date(2025, 12, 11), date(2025, 12, 20))
    return Scene(lines=[bill(dice, committed_on=None)], pieces=[piece("bon de commande", day=day)])


# ---- who bears it --------------------------------------------------------------------------------

_WHO = "débiteur"
noted(
    _WHO, "facture",
    facturée_à_un_tiers=lambda d, _: f"facturé à {d.company()}",
    destinataire_tiers=lambda d, _: f"destinataire : {d.person()}",
    au_nom_d_un_tiers=lambda d, _: f"libellée au nom de {d.company()}",
)  # fmt: skip
noted(
    _WHO, "relevé bancaire",
    compte_d_un_tiers=lambda d, _: f"titulaire du compte : {d.person()}",
    avancé_par_quelqu_un=lambda d, _: f"avancé par {d.person()}",
    compte_personnel=lambda d, _: "débit d'un compte personnel",
)  # fmt: skip

_PAID = "preuve de paiement"


def _part(dice: Dice, line: Cells) -> str:
    return dice.euros(float(line["amount_with_vat"]) * 0.4)


noted(
    _PAID, "relevé bancaire",
    payée_en_partie=lambda d, x: f"virement de {_part(d, x)}",
    premier_versement=lambda d, x: f"1er versement : {_part(d, x)} TTC",
    rejeté=lambda d, _: d.one("virement rejeté", "chèque impayé", "prélèvement rejeté"),
    revenu=lambda d, x: f"crédit de {d.euros(float(x['amount_with_vat']))}, virement revenu",
    autre_bénéficiaire=lambda d, _: "virement à Garage Lucarne",
)  # fmt: skip
noted(
    _PAID, "facture",
    reste_dû=lambda d, x: f"reste à payer {_part(d, x)}",
    compensée=lambda d, _: "réglée par compensation avec nos ventes",
)  # fmt: skip
noted(_PAID, "ordre de virement", ordre_seul=lambda d, _: "virement saisi")


@drawn(_PAID)
def _(dice: Dice) -> Scene:
    """relevé introuvable."""
    state = dice.one("introuvable", "illisible", "lien mort")
    return Scene(lines=[bill(dice)], pieces=[piece("relevé bancaire", state=state)])


_BILL = "facture"


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """absente."""
    return Scene(lines=[bill(dice, invoice=None)])


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """pro forma."""
    return Scene(lines=[bill(dice)], pieces=[piece("facture pro forma")])


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """d’un montant moindre."""
    line = bill(dice)
    return Scene(lines=[line], pieces=[piece("facture", amount=float(line["amount"]) - 100)])


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """un devis à sa place."""
    line = bill(dice)
    return Scene(lines=[line], pieces=[piece("devis", link=line["invoice"])])


@drawn(_BILL)
def _(dice: Dice) -> Scene:
    """livraison refusée en partie."""
    note = dice.spelled(
        dice.one("2 colis refusés", "reste à livrer 3 pièces", "livraison partielle")
    )
    return Scene(lines=[bill(dice)], pieces=[piece("bon de livraison", note)])


# ---- doubles -------------------------------------------------------------------------------------

_TWICE = "doublon"


def _doubled(dice: Dice, **cells: object) -> Scene:
    line = bill(dice, label=f"Facture n° {dice.one('FA', 'F')}-{dice.random.randrange(1200, 9000)}")
    return Scene(lines=[line, twin(line, **cells)], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """mêmes mots, autre pièce."""
    return _doubled(dice)


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """fournisseur écrit autrement."""
    line = bill(dice, label="Facture n° FA-4471")
    return Scene(
        lines=[line, twin(line, supplier=dice.renamed(str(line["supplier"])))], found=("X-1|X-2",)
    )


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """chez un autre partenaire."""
    return _doubled(dice, partner="P03")


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """de part et d’autre d’un mois."""
    line = bill(dice, label="Facture n° FA-5127", invoice_date=date(2025, 11, 30))
    return Scene(lines=[line, twin(line, invoice_date=date(2025, 12, 1))], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """le TTC pour le HT."""
    line = bill(dice, label="Facture n° FA-6120", amount=500)
    gross = {"amount": 600, "vat": None, "amount_with_vat": None}
    return Scene(lines=[line, twin(line, **gross)], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """coupée en deux, à côté du tout."""
    line = bill(dice, label="Facture n° FA-7310", amount=800)
    halves = [twin(line, label=f"Facture FA-7310, {part}", **with_tax(400)) for part in "ab"]
    halves[1] |= {"number": "X-3", "invoice": "https://x.example/X-3"}
    return Scene(lines=[line, *halves], found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """salaire sous un nom retourné."""
    line = pay(dice)
    again = twin(line, supplier=dice.turned(str(line["supplier"])), label="Paie 11/2025",
                 payslip="https://x.example/X-2-s")  # fmt: skip
    sheets = [worked(line, time="70 h", cost=1400), worked(again, time="70 h", cost=1400)]
    lines = [line | {"amount": 1400}, again | {"amount": 1400}]
    return Scene(lines=lines, sheets=sheets, found=("X-1|X-2",))


@drawn(_TWICE)
def _(dice: Dice) -> Scene:
    """trajet saisi deux fois."""
    line = trip(dice)
    again = twin(line, supplier=dice.turned(str(line["supplier"])))
    return Scene(lines=[line, again], found=("X-1|X-2",))


_FUNDED = "double financement"
noted(
    _FUNDED, "facture",
    tampon_d_un_autre=lambda d, _: "tampon : dossier 2025-118 du Département",
    part_d_un_autre=lambda d, _: f"subvention de l'Agence de l'eau, {d.one('20', '30')} %, versée",
    somme_d_un_autre=lambda d, _: f"aide de la fondation Cigale : {d.euros(120)} reçus",
    prise_en_charge=lambda d, _: f"prise en charge par la CAF, {d.euros(90)}",
)  # fmt: skip
noted(_FUNDED, "notification de subvention", notification=lambda d, _: "aide du Département")


@drawn(_FUNDED)
def _(dice: Dice) -> Scene:
    """clés au-delà de 100 %."""
    return Scene(lines=[bill(dice, funders="REGION 70 % ; ADEME 50 %")])


@drawn(_FUNDED)
def _(dice: Dice) -> Scene:
    """deux lignes de deux financeurs."""
    line = bill(dice, label="Facture n° FA-8150", funders="REGION 70 %")
    again = twin(line, funders="ADEME 60 %", supplier=dice.renamed(str(line["supplier"])))
    return Scene(lines=[line, again], found=("X-1|X-2",), claims=("REGION", "ADEME"))


@drawn(_FUNDED)
def _(dice: Dice) -> Scene:
    """deux fonds européens."""
    european = [{"rule": "Fonds européen", "value": "FSE+", "funder": "ADEME"}]
    sent = {"type": "acompte", "period_start": START, "period_end": END}
    schedule = [
        {**sent, "funder": "ADEME", "sent_on": date(2026, 2, 20)},
        {**sent, "funder": "REGION"},
    ]
    scene = Scene(
        lines=[bill(dice, funders="REGION 40 % ; ADEME 40 %")], rules=european,
        tables={"report_schedule": schedule},
    )  # fmt: skip
    scene.is_everywhere = True
    return scene
