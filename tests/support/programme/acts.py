"""Small builders of the acts of a night."""

import random
from dataclasses import replace
from datetime import date

from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.acts.acts import Acts, derive_acts
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import CellRef, FindingState

NIGHT = date(2026, 3, 17)
PARTNERS = tuple(a_partner(f"P{number:02d}", f"Partenaire {number}") for number in range(1, 5))
PROGRAMME = a_programme(partners=PARTNERS)
# Two funders, and a claim of the first that is due three days after that night.
FUNDERS = """
    Code | Nom            | Montant € | Taux % | Éligibilité début | Éligibilité fin | Base HT/TTC
    FRA  | Fonds régional | 100000    | 60 %   | 01/09/2025        | 31/08/2027      | HT
    PNA  | Programme nat. | 50000     | 70 %   | 01/09/2025        | 30/06/2027      | HT
"""
SCHEDULE = """
    Financeur | Type      | Période du | Période au | Échéance   | Envoyé le
    FRA       | acompte 1 | 01/09/2025 | 31/12/2025 | 20/03/2026 |
"""


def of(*entries, programme=PROGRAMME, as_of=NIGHT, offers=()) -> Acts:
    return derive_acts(entries, programme=programme, as_of=as_of, offers=offers)


def keys(acts: Acts) -> list[str]:
    return [str(act.key) for act in acts.acts]


def seen(*findings, decision="", state=FindingState.OPEN):
    return tracked(*findings, decision=decision, state=state)


def on_row(one, row, *, sheet="Suivi P01"):
    cell = CellRef(file_id=sheet, workbook=sheet, tab="Plan d'action", sheet_id=0, cell=f"H{row}")
    return replace(one, evidence=(cell,))


def any_findings(seed: int, count: int = 60):
    """Findings of every kind, of known and unknown partners, some on the same line of a sheet."""
    dice = random.Random(seed)
    found = {}
    for number in range(count):
        kind = dice.choice(sorted(KINDS))
        partner = dice.choice(["P01", "P02", "P03", "P99", None])
        subject = dice.choice(["A1.{}", "P01/P01-25-{}", "FRA/acompte {}/2026-03-31", "R-{}/P01"])
        one = finding(kind, subject.format(number % 7), partner=partner)
        one = (
            on_row(one, dice.randrange(2, 9)) if dice.random() < 0.8 else replace(one, evidence=())
        )
        found[one.key] = one
    return tuple(found.values())
