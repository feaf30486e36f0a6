"""Pay: hours, sheets, letters and contracts."""

from datetime import date

from support.money.disguises.registry import drawn
from support.money.disguises.scene import (
    Cells,
    Dice,
    Scene,
    bill,
    pay,
    piece,
    twin,
    worked,
)

# ---- pay -----------------------------------------------------------------------------------------

_HOURS = "heures et coût"


def _paid(dice: Dice, *pieces: Cells, rules: tuple[Cells, ...] = (), more: tuple[Cells, ...] = (),
          line: Cells | None = None, **sheet: object) -> Scene:  # fmt: skip
    line = line or pay(dice)
    return Scene(lines=[line], pieces=list(pieces), rules=list(rules),
                 sheets=[worked(line, **sheet), *more])  # fmt: skip


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """heures × coût."""
    return _paid(dice, hourly=18)


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """plus qu’un temps plein, sous deux noms."""
    line = pay(dice)
    more = worked(line, employee=dice.turned(str(line["supplier"])), time="90 h", piece="Z-9")
    return _paid(dice, line=line, more=(more,))


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """plus qu’un temps partiel."""
    note = dice.one("temps partiel à 50 %", "mi-temps", "17,5 h par semaine", "75,83 h mensuelles")
    return _paid(dice, piece("contrat de travail", dice.spelled(note)))


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """congés sur le bulletin."""
    note = dice.one("dont 70 h de congés payés", "arrêt maladie : 70 h", "absence 70 h")
    told = piece("bulletin de paie", dice.spelled(note), day=date(2025, 11, 30))
    return _paid(dice, told)


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """au-dessus du coût accepté."""
    line = pay(dice)
    note = f"coût horaire accepté : {line['supplier']} {dice.euros(18)}"
    return _paid(dice, piece("lettre d'acceptation", dice.spelled(note)), line=line)


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """au-dessus d’un plafond."""
    rule, value = dice.random.choice(
        (("Coût horaire maximum €", "17"), ("Coût salarial mensuel maximum €", "1 700"))
    )
    scene = _paid(dice, rules=({"rule": rule, "value": value},))
    scene.is_everywhere = True
    return scene


@drawn(_HOURS)
def _(dice: Dice) -> Scene:
    """plus cher que le bulletin ne paie."""
    note = f"coût chargé du mois {dice.euros(2275.05)} pour 151,67 h"
    return _paid(dice, piece("bulletin de paie", dice.spelled(note), day=date(2025, 11, 30)))


_SHEETS = "feuilles de temps"


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """absente."""
    return Scene(lines=[pay(dice)])


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """non signée."""
    return _paid(dice, signed=dice.one("non", "", "à signer"))


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """d’un autre mois."""
    return _paid(dice, month="06/2025")


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """un jour trop long, sous deux partenaires."""
    line = pay(dice)
    more = worked(line, partner="P03", month="13/11/2025", time="8 h", piece="Z-9",
                  employee=dice.turned(str(line["supplier"])))  # fmt: skip
    line["amount"] = 180
    return _paid(dice, line=line, more=(more,), month="13/11/2025", time="9 h", cost=180)


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """un jour férié."""
    return _paid(dice, line=pay(dice, amount=140), month="11/11/2025", time="7 h", cost=140)


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """un dimanche."""
    return _paid(dice, line=pay(dice, amount=140), month="16/11/2025", time="7 h", cost=140)


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """un jour de congé du bulletin."""
    note = dice.one("congés payés du 10/11/2025 au 14/11/2025", "arrêt maladie du 12/11/2025 au "
                    "16/11/2025")  # fmt: skip
    told = piece("bulletin de paie", dice.spelled(note), day=date(2025, 11, 30))
    return _paid(dice, told, line=pay(dice, amount=140), month="13/11/2025", time="7 h",
                 cost=140)  # fmt: skip


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """signée avant la fin du mois."""
    told = piece("feuille de temps", f"signée le {dice.said(date(2025, 11, 12))}")
    return _paid(dice, told)


@drawn(_SHEETS)
def _(dice: Dice) -> Scene:
    """signée bien après."""
    told = piece("feuille de temps", f"signée le {dice.said(date(2026, 2, 27))}")
    return _paid(dice, told)


_SHARE = "quotité fixe"


def _letter(dice: Dice, note: str, *, rules: tuple[Cells, ...] = (), **cells: object) -> Scene:
    line = pay(dice, label="Salaire novembre 2025, quotité 50 %")
    told = piece("lettre de mission", dice.spelled(f"{line['supplier']}, {note}"), **cells)
    slip = piece("bulletin de paie", "coût chargé du mois 4 000,00 € ; 50 % = 2 000,00 €")
    letters = [{"rule": "Preuve du temps", "value": "fiche mensuelle signée, ou lettre de mission"}]
    return Scene(lines=[line], pieces=[told, slip], rules=[*letters, *rules])


_OK = "acceptée par la Région"


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """au-delà de l’acceptée."""
    return _letter(dice, f"quotité fixe 30 %, {_OK}", day=date(2025, 9, 1))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """refusée."""
    said = dice.one("non acceptée par la Région", "refusée par la Région", "en attente d'accord")
    return _letter(dice, f"quotité fixe 50 %, {said}", day=date(2025, 9, 1))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """finie avant."""
    end = dice.said(date(2025, 10, 31))
    return _letter(dice, f"quotité fixe 50 %, {_OK}, jusqu'au {end}", day=date(2025, 9, 1))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """signée après le mois."""
    signed = dice.said(date(2026, 1, 20))
    return _letter(dice, f"quotité fixe 50 %, à compter du 01/09/2025, {_OK}, signée le {signed}")


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """datée après le mois."""
    note = f"quotité fixe 50 %, à compter du 01/09/2025, {_OK}"
    return _letter(dice, note, day=date(2026, 1, 20))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """acceptée après le mois."""
    on = dice.said(date(2026, 1, 20))
    return _letter(dice, f"quotité fixe 50 %, acceptée le {on}", day=date(2025, 9, 1))


@drawn(_SHARE)
def _(dice: Dice) -> Scene:
    """plus de 100 % entre deux projets."""
    line = pay(dice, label="Salaire novembre 2025, quotité 60 %")
    again = twin(line, supplier=dice.turned(str(line["supplier"])), action="A2",
                 payslip="https://x.example/X-2-s")  # fmt: skip
    told = [piece("lettre de mission", f"quotité 60 %, {_OK}", each, day=date(2025, 9, 1))
            for each in ("X-1", "X-2")]  # fmt: skip
    return Scene(lines=[line | {"action": "A1"}, again], pieces=told, found=("X-2",))


_POST = "poste"


@drawn(_POST)
def _(dice: Dice) -> Scene:
    """contrat de travail fini."""
    note = f"CDD du 01/09/2025 au {dice.said(date(2025, 10, 31))}"
    return _paid(dice, piece("contrat de travail", dice.spelled(note)))


@drawn(_POST)
def _(dice: Dice) -> Scene:
    """contrat de travail à venir."""
    note = f"CDI à compter du {dice.said(date(2025, 12, 1))}"
    return _paid(dice, piece("contrat de travail", dice.spelled(note)))


@drawn(_POST)
def _(dice: Dice) -> Scene:
    """aide à l’emploi non déduite."""
    note = f"{dice.euros(400)} versés en novembre 2025"
    return _paid(dice, piece("notification d'aide à l'emploi", dice.spelled(note)))


@drawn(_POST)
def _(dice: Dice) -> Scene:
    """indemnités journalières."""
    note = dice.spelled(f"indemnités journalières {dice.euros(310)}")
    return _paid(dice, piece("bulletin de paie", note, day=date(2025, 11, 30)))


@drawn(_POST)
def _(dice: Dice) -> Scene:
    """indemnité de départ."""
    note = dice.spelled(dice.one("solde de tout compte", "indemnité de licenciement 300,00 €"))
    return _paid(dice, piece("bulletin de paie", note, day=date(2025, 11, 30)))


@drawn(_POST)
def _(dice: Dice) -> Scene:
    """une salariée qui facture."""
    line = bill(dice)
    sheet = worked(line, employee=dice.turned("Maud Peyron"), piece="Z-9")
    return Scene(lines=[line | {"supplier": "Maud Peyron"}], sheets=[sheet])
