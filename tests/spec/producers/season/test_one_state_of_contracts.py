"""What is foreseen of a season has one state: « Où en est le programme » says no better."""

from datetime import date

import pytest
from support.producers.build import a_contract_line, months, programme_of
from support.reminders.planned import finding, tracked

from relocalisons.core.assessment.assessment import forecast_chains
from relocalisons.core.kernel.model import FindingState
from relocalisons.core.pilotage.dashboard.figures import figures_part
from relocalisons.core.plan.funder_dates import funder_limits
from relocalisons.core.programme.scope import whole_programme
from relocalisons.core.reports.sections.rag_forecast import RagForecast
from relocalisons.core.reports.shared.measures import measure

TUESDAY = date(2026, 3, 3)
DELIVERED = "\n".join(
    f"15/{month} | C-01 | 1000 | kg |" for month in ("11/2025", "12/2025", "01/2026", "02/2026")
)


def contracts_row(*entries):
    programme = programme_of(
        contracts=a_contract_line(),
        Volumes_engagés=months(*("1 t",) * 6),
        Livraisons=f"Date | Contrat | Quantité | Unité | Refus\n{DELIVERED}",
    )
    chains = forecast_chains(programme, as_of=TUESDAY, baseline={})
    made = figures_part(
        measure(programme, entries, whole_programme(programme), as_of=TUESDAY, baseline={}),
        programme=programme,
        rag_forecast=RagForecast(chains=chains, limits=funder_limits(programme), as_of=TUESDAY),
        tracked=entries,
    )
    (row,) = [cells for _, cells in made.lines if "Contrats de culture en cours" in map(str, cells)]
    return [str(cell).replace("\u00a0", " ") for cell in row]


@pytest.mark.parametrize(
    ("entries", "state", "detail"),
    (
        ((), "● Conforme", "1 dans l’engagement"),
        (
            tracked(finding("volume_projected", "C-01")),
            "▲ À surveiller",
            "1 dans l’engagement, 1 qui finira en dessous (C-01)",
        ),
        (
            tracked(finding("volume_projected", "C-01"), state=FindingState.RESOLVED),
            "● Conforme",
            "1 dans l’engagement",
        ),
    ),
)
def test_a_contract_that_will_lack_some_is_not_said_to_be_kept_alone(entries, state, detail):
    row = contracts_row(*entries)

    assert (row[0], row[3]) == (state, detail)
