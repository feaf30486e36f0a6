"""The claim as a whole in other words: rate, ceilings, own funding, transfers, mandates, signature.

What they say was set down before any reader was looked at, as other people would say it.
"""

from datetime import date

from support.money.disguises.claims import moved, partners
from support.money.disguises.registry import drawn
from support.money.disguises.scene import ADEME, END, START, TWO_QUOTES, Cells, Dice, Scene, bill

_GRANT: Cells = {"code": "REGION", "name": "Région", "rate": "100 %", "amount": 500_000,
                 "vat_base": "HT", "eligibility_start": START, "eligibility_end": END}  # fmt: skip
_KEY = {"rule": "Clé : part de", "value": "aide"}


def _claimed(*rules: Cells, whole: str, kind: str = "acompte", lines: tuple[Cells, ...] = (),
             other: Cells | None = None, line: Cells | None = None,
             **funder: object) -> Scene:  # fmt: skip
    sent = {"funder": "REGION", "type": kind, "period_start": START, "period_end": END}
    tables = {"funders": [{**_GRANT, **funder}, {**ADEME, **(other or {})}],
              "report_schedule": [{**sent, **(line or {})}]}  # fmt: skip
    return Scene(lines=list(lines), rules=list(rules), tables=tables, found=(), whole=whole)


def _earlier(dice: Dice, asked: float, **cells: object) -> Cells:
    """A line of an earlier claim, which asked so much of this funder."""
    return bill(dice, "Y-1", amount=asked, claim="D1", claimed=asked, status="déclaré",
                committed_on=date(2025, 9, 5), invoice_date=date(2025, 9, 10),
                paid_on=date(2025, 9, 20), quote=TWO_QUOTES, **cells)  # fmt: skip


_RATE = "taux"


@drawn(_RATE)
def _(dice: Dice) -> Scene:
    """clés au-dessus du taux."""
    return _claimed(whole="rate", rate=dice.one("60 %", "0,6", "60"))


@drawn(_RATE)
def _(dice: Dice) -> Scene:
    """une ligne au-dessus du taux."""
    line = bill(dice, funders="REGION 75 %")
    return _claimed(whole="rate", rate="70 %", lines=(line,))


@drawn(_RATE)
def _(dice: Dice) -> Scene:
    """taux d’un plafond."""
    return _claimed(whole="rate", rate=dice.one("80 % maximum", "jusqu'à 80 %", "80 % max."))


@drawn(_RATE)
def _(dice: Dice) -> Scene:
    """taux de deux natures."""
    return _claimed(whole="rate", rate=dice.one("60 % ou 80 %", "60 à 80 %", "60/80 %"))


@drawn(_RATE)
def _(dice: Dice) -> Scene:
    """taux laissé à la convention."""
    return _claimed(whole="rate", rate=dice.one("voir art. 4", "#REF!", "n. c.", "idem 2024"))


@drawn(_RATE)
def _(dice: Dice) -> Scene:
    """un centième au-dessus."""
    line = bill(dice, funders="REGION 50,5 %", amount=20_000, quote=TWO_QUOTES +
                " ; https://x.example/q3")  # fmt: skip
    return _claimed(whole="rate", rate="50,25 %", lines=(line,))


_CEILING = "plafond"


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """subvention plus petite que la demande."""
    return _claimed(whole="ceiling", amount=dice.one("700,00 €", "700", "0,7 k€"))


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """le reste après une première demande."""
    return _claimed(whole="ceiling", amount=2000, lines=(_earlier(dice, 1500),))


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """le reste d’un solde."""
    return _claimed(whole="ceiling", kind="solde", amount=1200, lines=(_earlier(dice, 900),))


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """épuisée."""
    return _claimed(whole="ceiling", amount=1500, lines=(_earlier(dice, 1500),))


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """acomptes à 70 %."""
    rule = {"rule": "Acomptes avant solde : maximum % de la subvention",
            "value": dice.one("70 %", "0,7", "70 % avant le solde")}  # fmt: skip
    return _claimed(rule, whole="instalments", amount=2500)


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """avance sans clause."""
    ahead = {"type": "avance", "requested": 400_000}
    rule = {"rule": "Avance maximum % de la subvention", "value": "30 %"}
    return _claimed(rule, whole="advance", kind="avance", line=ahead)


_OWN = "autofinancement"
_CUMUL = "cumul des aides"


def _shared(dice: Dice, rule: str, value: str, keys: str) -> Scene:
    line = bill(dice, funders=keys, amount=30_000, quote=TWO_QUOTES + " ; https://x.example/q3")
    return _claimed({"rule": rule, "value": value}, whole="public_aid", lines=(line,))


for _value in ("20", "20 %", "0,2", "20 % au moins", "20 pour cent", "20% minimum"):

    def _own(dice: Dice, value: str = _value) -> Scene:
        return _shared(dice, "Autofinancement minimum %", value, "REGION 60 % ; ADEME 30 %")

    _own.__doc__ = f"écrit {_value}"
    drawn(_OWN)(_own)

for _value in ("80", "80 %", "0,8", "80 % au plus", "80 % des dépenses", "80,00"):

    def _cumul(dice: Dice, value: str = _value) -> Scene:
        return _shared(dice, "Aide publique totale maximum %", value, "REGION 50 % ; ADEME 45 %")

    _cumul.__doc__ = f"écrit {_value}"
    drawn(_CUMUL)(_cumul)

_MANDATE = "mandat et annexe"


def _mandated(dice: Dice, mandate: str) -> Scene:
    return Scene(lines=[bill(dice, partner="P03")], tables={"partners": partners(mandate)})


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """mandat envoyé."""
    return _mandated(dice, dice.one("envoyé pour signature le 03/09/2025", "modèle transmis",
                                    "projet", "relancé le 12/12/2025",
                                    "à renvoyer signé"))  # fmt: skip


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """mandat d’après l’envoi."""
    return _mandated(dice, f"signé le {dice.said(date(2026, 3, 20))}")


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """mandat retiré."""
    said = dice.said(date(2025, 12, 5))
    words = dice.one("retiré le", "révoqué le", "caduc depuis le", "a pris fin le")
    return _mandated(dice, f"01/09/2025 ; {words} {said}")


_BUDGET = "transfert"


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """avenant promis."""
    said = dice.one("avenant à venir", "avenant en préparation", "prévu au comité de mars",
                    "voir avec la Région", "courriel du 03/02/2026", "accord oral")  # fmt: skip
    return moved(dice, 9000, said)


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """avenant non notifié."""
    said = dice.one("signé par nous seuls", "non notifié", "retourné pour correction",
                    "signature de la Région attendue")  # fmt: skip
    return moved(dice, 9000, "avenant n° 2", said)


_SIGN = "signature"


def _signed(head: Cells, **cells: object) -> Scene:
    structures = partners("01/09/2025")
    structures[0] |= {"representative": "Anne Blanc", **head}
    line = {"funder": "REGION", "type": "acompte", "period_start": START, "period_end": END,
            "sent_on": date(2026, 3, 1), **cells}  # fmt: skip
    return Scene(tables={"partners": structures, "report_schedule": [line]}, found=(),
                 whole="signature")  # fmt: skip


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """ancien maire."""
    title = dice.one("M. le maire", "Le maire")
    return _signed({"representative_until": date(2026, 2, 15)}, signed_by=f"{title}, Anne Blanc")


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """pour ordre."""
    return _signed({}, signed_by=dice.one("p/o Maud Peyron", "P.O. Bastien Roux",
                                          "pour la présidente, Ines Faucon"))  # fmt: skip


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """délégation de la veille."""
    return _signed({}, signed_by="Maud Peyron, directrice", delegated_until=date(2026, 2, 28))


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """un homonyme."""
    return _signed({}, signed_by=dice.one("Annie Blanc", "Anne Blanchard", "Jean Blanc"))
