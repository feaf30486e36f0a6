"""Sample: what partners spent, line by line, within their budget, and the time they recorded."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, money, text
from relocalisons.sample.engine.days import STORY_EVE, add_months, between, working_day_between
from relocalisons.sample.engine.events import CellsTyped, Event, RowAdded
from relocalisons.sample.engine.headers import usual_tab
from relocalisons.sample.engine.people import COORDINATOR, Team
from relocalisons.sample.engine.structures import (
    BY_CODE,
    CHAMBER,
    CONTRACTOR,
    GROWER,
    LAWYER,
    LEAD,
    NGO,
    PRODUCERS,
    STRUCTURES,
    WITHDRAWN,
)
from relocalisons.sample.money.budget import budget_lines, funders_of
from relocalisons.sample.plan.titles import ACTION_TITLES, ActionTitle

EXPENSES = usual_tab(
    "expenses",
    "Dépenses",
    """
    number*: N° pièce; partner*: Partenaire; budget_line*: Poste; action: Action;
    supplier: Fournisseur; label: Libellé; invoice_date: Date facture; amount*: Montant HT €;
    vat: TVA €; amount_with_vat: TTC €; committed_on: Engagé le; paid_on: Payé le;
    payment_mode: Mode; invoice: Justificatif; proof_of_payment: Preuve de paiement; type: Type;
    funders: Financeur(s) et clé %; claim: Déclaré dans; status: Statut; claimed: Montant déclaré;
    accepted: Montant retenu; rejected: Montant rejeté; payslip: Bulletin de paie; quote: Devis
    """,
    renamed={
        "number": ("Pièce",),
        "amount": ("Montant HT",),
        "amount_with_vat": ("Montant TTC",),
        "invoice_date": ("Date de facture",),
        "paid_on": ("Date de paiement",),
        "invoice": ("Facture",),
    },
)


_KINDS = {
    "Personnel": ("Salaires", "salaire", ("Paie interne",)),
    "Prestations externes": ("Étude et appui", "facture", ("Bureau Sillon", "Atelier Terroir")),
    "Déplacements": ("Frais de route", "déplacement", ("Remboursement salarié", "Rail Azur")),
    "Équipement": ("Matériel", "facture", ("Inox Cuisine Sud", "Froid Méridional", "Lavomat Pro")),
    "Communication": ("Création et impression", "facture", ("Imprimerie du Port", "Régie Soleil")),
    "Frais de structure": ("Forfait de fonctionnement", "forfait", ("Interne",)),
}
# Who sells equipment to growers, and to those who run no kitchen; as many as usual.
_OFFICES = (CHAMBER, NGO, LAWYER, CONTRACTOR, "P05")
_EQUIPPED_BY = {
    GROWER: ("Agri Outillage", "Froid Méridional", "Lavomat Pro"),
    **dict.fromkeys(_OFFICES, ("Bureautique du Midi", "Micro Provence", "Pesage Azur")),
}
QUOTE_FROM = 2000  # euros
_MODES = ("virement", "virement", "mandat", "carte")


def expense_rows(*, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines of « Dépenses » typed before the story: four to seven a partner."""
    rng = Random(f"{seed}:expenses")
    rows = {}
    for structure in STRUCTURES:
        count = 2 if structure.code == WITHDRAWN else rng.randint(4, 7)
        days = sorted(between(rng, date(2025, 9, 15), date(2025, 12, 12)) for _ in range(count))
        rows[structure.code] = _one_flat_rate_a_month(
            _expense(structure.code, index, on, rng=rng) for index, on in enumerate(days, start=1)
        )
    return rows


def _one_flat_rate_a_month(lines: Iterable[Row]) -> tuple[Row, ...]:
    """The second flat rate of a month is that of the month before, typed late."""
    kept: list[Row] = []
    for row in lines:
        label = str(row.cell("label").value)
        same = [at for at, each in enumerate(kept) if each.cell("label").value == label]
        if row.cell("type").value == "forfait" and same:
            on = row.cell("invoice_date").meaning
            assert isinstance(on, date)
            earlier = add_months(on.replace(day=1), -1)
            name = label.partition(" – ")[0]
            kept[same[0]] = kept[same[0]].with_cells({"label": text(f"{name} – {earlier:%m/%Y}")})
        kept.append(row)
    return tuple(kept)


def _expense(partner: str, index: int, on: date, *, rng: Random) -> Row:
    budget: dict[str, int] = {}
    for each in budget_lines():
        if each.partner == partner:
            budget[each.line] = budget.get(each.line, 0) + each.amount
    line = rng.choices(list(budget), weights=list(budget.values()))[0]
    # At most 10 lines a partner, each at most 9 % of its budget line: never over budget.
    amount = Decimal(round(budget[line] * rng.uniform(0.05, 0.09), 2)).quantize(Decimal("0.01"))
    label, kind, suppliers = _KINDS[line]
    if line == "Équipement":
        usual = _EQUIPPED_BY.get(BY_CODE[partner].profile, suppliers)
        suppliers = _EQUIPPED_BY.get(partner, usual)
    with_vat = kind == "facture"
    vat = (amount * Decimal("0.2")).quantize(Decimal("0.01")) if with_vat else Decimal(0)
    paid = on + timedelta(days=rng.randint(5, 45))
    own = [title for title in ACTION_TITLES if title.owner == partner]
    spent_on = _under_way(rng.choice(own), own)
    number = f"{partner}-{on:%y}-{index:03d}"
    is_paid = paid <= STORY_EVE
    cells = {
        "number": text(number),
        "partner": Typed(partner, partner),
        "budget_line": text(line),
        "action": text(spent_on.number),
        "supplier": text(rng.choice(suppliers)),
        "label": text(f"{label} – {on:%m/%Y}"),
        "invoice_date": day(on),
        "amount": money(float(amount)),
        "vat": money(float(vat)),
        "amount_with_vat": money(float(amount + vat)),
        "committed_on": day(on - timedelta(days=rng.randint(7, 40))),
        "paid_on": day(paid if is_paid else None),
        "payment_mode": text("virement" if kind == "salaire" else rng.choice(_MODES)),
        "invoice": text(ids.file_url(ids.file_id(f"invoice/{number}"))),
        "type": text(kind),
        "funders": text(key_of(partner, line)),
        "status": text("payé" if is_paid else "facturé"),
    }
    cells |= _pieces(number, kind, amount)
    if is_paid:
        proof = ids.file_url(ids.file_id(f"payment/{number}"))
        cells["proof_of_payment"] = text(proof if rng.random() < 0.92 else None)
    if is_paid and paid < date(2025, 12, 1):
        cells |= {
            "claim": text("Demande n° 1"),
            "claimed": money(float(amount)),
            "status": text("déclaré"),
        }
    return Row(uid=number, cells=cells)


def _pieces(number: str, kind: str, amount: Decimal) -> dict[str, Typed]:
    """Pay slips and quotes; one in ten was forgotten."""
    kept = Random(f"pieces:{number}:{amount}").random() < 0.9
    if kind == "salaire":
        return {"payslip": text(_link(f"payslip/{number}") if kept else None)}
    if kind == "facture" and amount >= QUOTE_FROM:
        return {"quote": text(_link(f"quote/{number}") if kept else None)}
    return {}


def _under_way(drawn: ActionTitle, own: list[ActionTitle]) -> ActionTitle:
    """An action of the first half of the programme: nobody spends on what begins in 2027."""
    early = [title for title in own if title.rank < 0.5] or own[:1]
    return early[own.index(drawn) % len(early)]


def _link(key: str) -> str:
    return ids.file_url(ids.file_id(key))


def key_of(partner: str, line: str) -> str:
    """« FRA 60 % ; PNA 40 % », or « FRA 100 % »."""
    funders = funders_of(partner, line)
    if len(funders) == 1:
        return f"{funders[0]} 100 %"
    return f"{funders[0]} 60 % ; {funders[1]} 40 %"


def expense_events(rows: dict[str, tuple[Row, ...]], *, seed: int) -> Iterator[Event]:
    """Invoices paid after the eve of the story, and new expenses typed until its end."""
    yield from _corrected_late(rows)
    rng = Random(f"{seed}:expense_events")
    for structure in STRUCTURES:
        code = structure.code
        if code == WITHDRAWN:
            continue
        for row in rows[code]:
            if row.cell("paid_on").is_set:
                continue
            on = working_day_between(rng, date(2026, 1, 7), date(2026, 1, 30))
            yield CellsTyped(
                on=on,
                owner=code,
                table="expenses",
                uid=row.uid,
                cells={
                    "paid_on": day(on - timedelta(days=1)),
                    "status": text("payé"),
                    "proof_of_payment": text(_link(f"payment/{row.uid}")),
                },
            )
        for step in range(3):
            month = add_months(date(2026, 1, 1), step)
            if rng.random() < 0.25:
                continue
            on = working_day_between(rng, month + timedelta(days=6), month + timedelta(days=26))
            yield from _new_expense(code, 20 + step, on, rng=rng)


def _corrected_late(rows: dict[str, tuple[Row, ...]]) -> Iterator[Event]:
    """An invoice of December, corrected in March, after its period was closed."""
    for code in ("P07", "P11", "P12", "P16", "P20", "P22"):
        for row in rows[code]:
            usual = row.cell("type").meaning == "facture" and not row.cell("claim").is_set
            amount = row.cell("amount").meaning
            if not (usual and row.cell("paid_on").is_set and isinstance(amount, Decimal)):
                continue
            right = amount + Decimal("84.50")
            vat = (right * Decimal("0.2")).quantize(Decimal("0.01"))
            yield CellsTyped(
                on=date(2026, 3, 13),
                owner=code,
                table="expenses",
                uid=row.uid,
                cells={
                    "amount": money(float(right)),
                    "vat": money(float(vat)),
                    "amount_with_vat": money(float(right + vat)),
                },
            )
            return


def _new_expense(partner: str, index: int, on: date, *, rng: Random) -> Iterator[Event]:
    invoiced = on - timedelta(days=rng.randint(1, 6))
    row = _expense(partner, index, invoiced, rng=rng)
    yield RowAdded(on=on, owner=partner, table="expenses", row=row)
    paid = working_day_between(rng, on + timedelta(days=6), on + timedelta(days=20))
    if paid <= date(2026, 4, 3):
        yield CellsTyped(
            on=paid,
            owner=partner,
            table="expenses",
            uid=row.uid,
            cells={"paid_on": day(paid), "status": text("payé")},
        )


TIMESHEETS = usual_tab(
    "timesheets",
    "Temps passé",
    """
    partner*: Partenaire; employee*: Salarié; month*: Mois; action: Action; time*: Heures/jours;
    cost: Coût chargé €; signed: Signé
    """,
    renamed={
        "employee": ("Salariée",),
        "cost": ("Coût chargé",),
    },
)


def timesheet_rows(teams: dict[str, Team], *, seed: int) -> dict[str, tuple[Row, ...]]:
    """The lines of « Temps passé » of autumn: one a month, for those who are not producers."""
    rng = Random(f"{seed}:timesheets")
    producers = {each.code for each in PRODUCERS}
    rows = {}
    for code, team in teams.items():
        if code in producers:
            continue
        months = [add_months(date(2025, 9, 1), step) for step in range(4)]
        rows[code] = tuple(_timesheet(team, month, rng=rng) for month in months)
        if code == LEAD:
            rows[code] += tuple(row for month in months for row in _coordination(month))
    return rows


def timesheet_events(teams: dict[str, Team], *, seed: int) -> Iterator[Event]:
    """The time of January and February, typed in the first days of the next month."""
    rng = Random(f"{seed}:timesheet_events")
    producers = {each.code for each in PRODUCERS}
    for code, team in teams.items():
        if code in producers or code == WITHDRAWN:
            continue
        for step in range(2):
            month = add_months(date(2026, 1, 1), step)
            following = add_months(month, 1)
            on = working_day_between(rng, following, following + timedelta(days=9))
            row = _timesheet(team, month, rng=rng)
            yield RowAdded(on=on, owner=code, table="timesheets", row=row)
            if code == LEAD:
                for own in _coordination(month):
                    yield RowAdded(on=on, owner=code, table="timesheets", row=own)


def _coordination(month: date) -> Iterator[Row]:
    """The coordinator's own month: hardly a day in ten among contracts and visits."""
    for action, shown, days in (("A1.2", "15,5 jours", "15.5"), ("A2.9", "1,5 jour", "1.5")):
        cells = {
            "partner": Typed(LEAD, LEAD),
            "employee": text(COORDINATOR),
            "month": day(month),
            "action": text(action),
            "time": Typed(shown, Decimal(days)),
            "cost": money(float(Decimal(days) * 290)),
            "signed": text("oui"),
        }
        yield Row(uid=f"time/{LEAD}/{month:%Y-%m}/{action}", cells=cells)


def _timesheet(team: Team, month: date, *, rng: Random) -> Row:
    code = team.structure.code
    own = [title for title in ACTION_TITLES if title.owner == code]
    days = rng.choice((2, 3, 4, 5.5, 6, 8))
    shown = f"{days:g} jours".replace(".", ",")
    cells = {
        "partner": Typed(code, code),
        "employee": text(team.deputy.name),
        "month": day(month),
        "action": text(_under_way(rng.choice(own), own).number),
        "time": Typed(shown, Decimal(str(days))),
        "cost": money(days * rng.choice((240, 260, 285))),
        "signed": text("oui" if rng.random() < 0.92 else "non"),
    }
    return Row(uid=f"time/{code}/{month:%Y-%m}", cells=cells)
