"""Pure: the partner that leads the programme, receives its grants and repays the others."""

from collections.abc import Mapping

from relocalisons.core.kernel.model import Programme, Row, once_a_programme
from relocalisons.core.partners.words import is_lead


@once_a_programme
def lead_of(programme: Programme) -> str | None:
    """The one partner whose role says that it leads; None when none does, or several do."""
    leads = [row.text("code") for row in programme.rows("partners") if is_lead(row.text("role"))]
    return leads[0] if len(leads) == 1 else None


@once_a_programme
def partner_rows(programme: Programme) -> Mapping[str, Row]:
    """The lines of « Partenaires » by code; of two with one code the first."""
    found: dict[str, Row] = {}
    for row in programme.rows("partners"):
        if code := row.text("code"):
            found.setdefault(code, row)
    return found
