"""Sample: the indicators that the reports show, and how they are measured over the months."""

# ruff: noqa: E501 (the notation is a table: one line an indicator)

from datetime import date
from random import Random

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed, day, number, text
from relocalisons.sample.engine.events import PILOTAGE, CellsTyped, Event
from relocalisons.sample.engine.headers import usual_tab

INDICATORS = usual_tab(
    "indicators",
    "Indicateurs",
    """
    code*: Code; title*: Intitulé; scope: Axe/financeur; type: Type; unit: Unité;
    baseline_value: Référence (T0); target*: Cible; due: Échéance; direction: Sens; mode: Mode;
    value: Valeur; measured_on: Date de mesure; source: Source; owner: Responsable; proof: Preuve
    """,
)


# code | title | scope | type | unit | at the start | target | direction | mode | value | owner
_INDICATORS = """
I01 | Partenaires actifs | programme | réalisation | structures | 0 | 23 | hausse | dernière valeur | 22 | P01
I02 | Actions terminées à la date prévue | programme | résultat | % | 0 | 80 | hausse | dernière valeur | 64 | P01
I03 | Contrats de culture signés | axe 2 | réalisation | contrats | 4 | 45 | hausse | cumul | 22 | P02
I04 | Surface sous contrat pluriannuel | axe 2 | réalisation | ha | 6 | 60 | hausse | dernière valeur | 11.8 | P02
I05 | Volume engagé par contrat pluriannuel | axe 2 | réalisation | t | 20 | 180 | hausse | cumul | 38 | P03
I06 | Volume livré en tournée mutualisée | axe 3 | résultat | t | 8 | 160 | hausse | cumul | 14.2 | P14
I07 | Repas concernés par semaine | axe 4 | résultat | repas | 1200 | 9000 | hausse | dernière valeur | 2150 | P06
I08 | Part des produits durables et de qualité | axe 4 | résultat | % | 18 | 50 | hausse | dernière valeur | 18.7 | P22
I09 | Part des produits biologiques | axe 4 | résultat | % | 7.5 | 20 | hausse | dernière valeur | 11.2 | P15
I10 | Achats locaux des cuisines | axe 4 | impact | € | 85000 | 600000 | hausse | cumul | 214500 | P22
I11 | Distance moyenne des légumes livrés | axe 3 | impact | km | 310 | 90 | baisse | moyenne | 142 | P22
I12 | Visites de producteurs | axe 2 | réalisation | visites | 0 | 96 | hausse | cumul | 18 | P01
I13 | Livrables publiés | axe 6 | réalisation | livrables | 0 | 45 | hausse | cumul | 11 | P21
I14 | Présence au COPIL | axe 1 | résultat | % | 0 | 75 | hausse | moyenne | 78 | P01
I15 | Jours de formation donnés | axe 4 | réalisation | jours | 0 | 60 | hausse | cumul | 19 | P15
"""
# Nobody visits nine tenths of a grower.
_COUNTED = ("structures", "contrats", "repas", "visites", "livrables")
_UNPROVEN = ("I05", "I09", "I12")
# Not measured for long, or in a way that allows no trajectory; nobody touches these lines.
_PLANTED: dict[str, dict[str, Typed]] = {
    "I02": {"direction": text(None)},
    "I03": {"direction": text("baisse")},
    "I10": {"measured_on": day(None)},
    "I11": {"measured_on": day(date(2025, 11, 15))},
    "I13": {"measured_on": day(date(2025, 10, 31))},
    "I14": {"mode": text("à voir")},
}
# Measures of the end of January: a quarter to half behind the line, or far from it.
_SLOW = {"I04": 14.4, "I05": 45, "I06": 17.5, "I07": 2420, "I08": 19.3}
_CAUGHT_UP = "I05"


def indicator_rows() -> tuple[Row, ...]:
    """The lines of « Indicateurs », measured at the end of 2025."""
    rows = []
    for line in _INDICATORS.strip().splitlines():
        code, title, scope, kind, unit, start, target, way, mode, value, owner = map(
            str.strip, line.split("|")
        )
        cells = {
            "code": text(code),
            "title": text(title),
            "scope": text(scope),
            "type": text(kind),
            "unit": text(unit),
            "baseline_value": number(float(start)),
            "target": number(float(target)),
            "due": day(date(2027, 8, 31)),
            "direction": text(way),
            "mode": text(mode),
            "value": number(float(value)),
            "measured_on": day(date(2025, 12, 31)),
            "source": text("tableau de suivi"),
            "owner": Typed(owner, owner),
            "proof": text(
                None if code in _UNPROVEN else ids.file_url(ids.file_id(f"proof/{code}"))
            ),
            **_PLANTED.get(code, {}),
        }
        rows.append(Row(uid=code, cells=cells))
    return tuple(rows)


def indicator_events(*, seed: int) -> tuple[Event, ...]:
    """A new measure of most indicators at the end of January and of February."""
    rng = Random(f"{seed}:indicators")
    events = []
    values = {row.uid: row for row in indicator_rows()}
    for on, measured in (
        (date(2026, 2, 4), date(2026, 1, 31)),
        (date(2026, 3, 4), date(2026, 2, 28)),
    ):
        for code, row in values.items():
            if rng.random() < 0.25 or code in _PLANTED or code in _SLOW:
                continue
            value, target = (float(str(row.cell(name).value)) for name in ("value", "target"))
            moved = round(value + (target - value) * rng.uniform(0.02, 0.07), 1)
            if row.cell("unit").value in _COUNTED:
                moved = round(moved)
            cells = {"value": number(moved), "measured_on": day(measured)}
            values[code] = row.with_cells(cells)
            events.append(
                CellsTyped(on=on, owner=PILOTAGE, table="indicators", uid=code, cells=cells)
            )
    slow = [(date(2026, 2, 4), code, value, date(2026, 1, 31)) for code, value in _SLOW.items()]
    caught_up = (date(2026, 3, 4), _CAUGHT_UP, 62, date(2026, 2, 28))
    for on, code, value, measured in (*slow, caught_up):
        cells = {"value": number(value), "measured_on": day(measured)}
        events.append(CellsTyped(on=on, owner=PILOTAGE, table="indicators", uid=code, cells=cells))
    return tuple(events)
