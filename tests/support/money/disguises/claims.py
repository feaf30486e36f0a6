"""Partners, and the claim as a whole."""

from datetime import date

from support.money.disguises.registry import drawn
from support.money.disguises.scene import (
    ADEME,
    END,
    START,
    TWO_QUOTES,
    Cells,
    Dice,
    Scene,
    bill,
)

# ---- partners, the claim as a whole --------------------------------------------------------------

_MANDATE = "mandat et annexe"


def partners(mandate: str) -> list[Cells]:
    return [
        {"code": "P01", "name": "Ville de Nans", "role": "chef de file", "contracting": "oui"},
        {"code": "P02", "name": "GAEC du Petit Bois", "recovers_vat": "oui",
         "mandate": "01/09/2025"},
        {"code": "P03", "name": "Ferme du Lac", "recovers_vat": "oui", "mandate": mandate},
    ]  # fmt: skip


def _mandated(dice: Dice, mandate: str) -> Scene:
    return Scene(lines=[bill(dice, partner="P03")], tables={"partners": partners(mandate)})


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """mandat absent."""
    return _mandated(dice, dice.one("", "à signer", "en attente", "non"))


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """mandat fini."""
    said = dice.said(date(2026, 1, 31))
    words = dice.one("valable jusqu'au", "dénoncé le", "résilié le")
    return _mandated(dice, f"01/09/2025, {words} {said}")


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """annexe qui ne nomme pas."""
    rule = {"rule": "Reversement : partenaires admis", "value": dice.one("P02", "aucun")}
    scene = Scene(lines=[bill(dice, partner="P03")], rules=[rule])
    scene.is_everywhere = True
    return scene


@drawn(_MANDATE)
def _(dice: Dice) -> Scene:
    """annexe postérieure au paiement."""
    name = "Reversement : partenaires admis"
    rules = [{"rule": name, "value": "P02", "end": "31/01/2026"},
             {"rule": name, "value": "P02 ; P03", "start": "01/02/2026"}]  # fmt: skip
    return Scene(lines=[bill(dice, partner="P03")], rules=rules)


_BUDGET = "transfert"
_RULED = [{"code": "REGION", "name": "Région", "rate": "100 %", "amount": 500_000, "vat_base": "HT",
           "eligibility_start": START, "eligibility_end": END,
           "transfer_rule": "par poste ; 10 % ; budget initial ; au-delà : avenant"}]  # fmt: skip


def _budget(amended: object, amendment: str, comment: str = "") -> list[Cells]:
    lines = (
        "Frais de personnel",
        "Déplacements",
        "Frais indirects",
        "67 – Charges exceptionnelles",
    )
    return [
        *({"budget_line": each, "partner": "P02", "funder": "REGION", "initial": 90_000}
          for each in lines),
        {"budget_line": "Prestations externes", "partner": "P02", "funder": "REGION",
         "initial": 3000, "amended": amended, "amendment": amendment, "comment": comment},
    ]  # fmt: skip


def moved(dice: Dice, amended: object, amendment: str, comment: str = "") -> Scene:
    line = bill(dice, amount=4000, quote=TWO_QUOTES)
    tables = {"funders": [*_RULED, ADEME], "budget": _budget(amended, amendment, comment)}
    return Scene(lines=[line], tables=tables, found=(), whole="transfer")


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """sans avenant."""
    return moved(dice, None, "")


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """avenant qui manque."""
    return moved(dice, 9000, "")


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """avenant demandé, non signé."""
    said = dice.one("demandé le 03/01/2026", "en cours d'instruction", "projet d'avenant n° 2",
                    "à signer", "avenant n° 2 refusé", "sollicité en janvier")  # fmt: skip
    return moved(dice, 9000, said)


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """non signé, dit en commentaire."""
    said = dice.one("pas encore signé", "non signé à ce jour", "en attente de signature")
    return moved(dice, 9000, "avenant n° 2", said)


@drawn(_BUDGET)
def _(dice: Dice) -> Scene:
    """avenant postérieur."""
    return moved(dice, 9000, f"avenant n° 2 du {dice.said(date(2026, 4, 15))}")


_SIGN = "signature"


def _signed(end: str = "", **cells: object) -> Scene:
    structures = partners("01/09/2025")
    structures[0] |= {"representative": "Anne Blanc", "representative_until": end}
    line = {"funder": "REGION", "type": "acompte", "period_start": START, "period_end": END,
            "sent_on": date(2026, 3, 1), **cells}  # fmt: skip
    return Scene(tables={"partners": structures, "report_schedule": [line]}, found=(),
                 whole="signature")  # fmt: skip


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """mandat de la représentante fini."""
    return _signed("31/12/2025", signed_by="Anne Blanc")


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """sans délégation."""
    return _signed(signed_by=dice.person())


@drawn(_SIGN)
def _(dice: Dice) -> Scene:
    """délégation échue."""
    return _signed(signed_by=dice.person(), delegated_until=date(2026, 2, 10))


_CEILING = "plafonds"


def _claimed(*rules: Cells, kind: str = "acompte", whole: str, **funder: object) -> Scene:
    grant = {**_RULED[0], "transfer_rule": None, **funder}
    line = {"funder": "REGION", "type": kind, "period_start": START, "period_end": END}
    return Scene(rules=list(rules), tables={"funders": [grant, ADEME], "report_schedule": [line]},
                 found=(), whole=whole)  # fmt: skip


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """reste de la subvention."""
    return _claimed(whole="ceiling", amount=900)


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """aide publique totale."""
    rule = {"rule": "Aide publique totale maximum %", "value": "80"}
    return _claimed(rule, whole="public_aid")


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """autofinancement."""
    return _claimed({"rule": "Autofinancement minimum %", "value": "20"}, whole="public_aid")


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """acomptes avant le solde."""
    rule = {"rule": "Acomptes avant solde : maximum % de la subvention", "value": "80"}
    return _claimed(rule, whole="instalments", amount=2000)


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """taux inconnu."""
    return _claimed(whole="rate", rate=dice.one("", "à lire", "selon convention"))


@drawn(_CEILING)
def _(dice: Dice) -> Scene:
    """justificatifs trop tard."""
    return _claimed(whole="deadline", evidence_deadline=date(2026, 2, 28))
