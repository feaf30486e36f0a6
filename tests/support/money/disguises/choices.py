"""How a supplier was chosen."""

from datetime import date

from support.money.disguises.registry import drawn
from support.money.disguises.scene import (
    TWO_QUOTES,
    Cells,
    Dice,
    Scene,
    bill,
    piece,
    twin,
    with_tax,
)

# ---- choice of the supplier ----------------------------------------------------------------------

_QUOTES = "devis"


def _bid(issuer: str, siret: str = "", note: str = "", **cells: object) -> Cells:
    return piece("devis", note, issuer=issuer, siret=siret, **cells)


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """un seul."""
    return Scene(lines=[bill(dice, amount=1500, quote="https://x.example/q1")])


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """deux noms, un SIREN."""
    bids = [_bid("Soleil Vert", "812345678 00012"), _bid("Soleil Bleu", "81234567800020")]
    return Scene(lines=[bill(dice, amount=1500, quote=TWO_QUOTES)], pieces=bids)


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """un postérieur à la commande."""
    bids = [_bid("Soleil Vert", day=date(2025, 9, 10)), _bid("Lune Grise", day=date(2025, 11, 5))]
    return Scene(lines=[bill(dice, amount=1500, quote=TWO_QUOTES)], pieces=bids)


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """le retenu avait expiré."""
    line = bill(dice, amount=1500, quote=TWO_QUOTES, committed_on=date(2025, 10, 20))
    kept = _bid(str(line["supplier"]), note=f"valable jusqu'au {dice.said(date(2025, 10, 2))}")
    return Scene(lines=[line], pieces=[kept, _bid("Lune Grise")])


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """besoin coupé en deux le même jour."""
    line = bill(dice, amount=700, label="Chaises", committed_on=date(2025, 10, 6))
    other = twin(line, label="Tables", invoice_date=date(2025, 12, 11))
    return Scene(lines=[line, other], found=("X-1", "X-2"))


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """besoin coupé d’un mois à l’autre."""
    line = bill(dice, amount=700, label="Chaises", committed_on=date(2025, 10, 31))
    other = twin(line, label="Chaises, suite", committed_on=date(2025, 11, 3),
                  invoice_date=date(2025, 12, 11))  # fmt: skip
    return Scene(lines=[line, other], found=("X-1|X-2",))


@drawn(_QUOTES)
def _(dice: Dice) -> Scene:
    """facturé au-dessus du devis signé."""
    line = bill(dice, amount=900)
    kept = _bid(str(line["supplier"]), note="signé le 25/09/2025", amount=700)
    return Scene(lines=[line], pieces=[kept])


_BUYER = "besoin d’un acheteur public"


def _need(dice: Dice, number: str, **cells: object) -> Cells:
    line = bill(dice, number, partner="P01", amount=21_000, purchase_kind="denrées",
                quote=TWO_QUOTES + " ; https://x.example/q3")  # fmt: skip
    return line | cells


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """deux fournisseurs."""
    return Scene(lines=[_need(dice, "X-1"), _need(dice, "X-2", supplier="Primeurs Lavande")],
                 found=("X-1", "X-2"))  # fmt: skip


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """marché reconduit."""
    told = piece(
        "marché", f"{dice.one('un an', '12 mois')} à 21 000,00 € HT, reconductible deux fois"
    )
    return Scene(lines=[_need(dice, "X-1")], pieces=[told])


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """publicité trop étroite."""
    line = _need(dice, "X-1") | with_tax(120_000)
    told = piece("consultation", "publicité : profil acheteur")
    return Scene(lines=[line], pieces=[told])


@drawn(_BUYER)
def _(dice: Dice) -> Scene:
    """publicité après la commande."""
    told = piece("avis de publicité", "BOAMP", day=date(2025, 11, 10))
    line = _need(dice, "X-1") | with_tax(45_000)
    return Scene(lines=[line], pieces=[told])
