"""Pure: the area of a partner, as « Partenaires » gives it."""

from collections.abc import Mapping

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.names import fold

UNKNOWN_AREA = "Secteur à préciser"


def areas_of(programme: Programme) -> Mapping[str, str]:
    """Partner code → « Secteur » as typed; a partner without one is left out."""
    known = {fold(partner.code): partner.code for partner in programme.partners}
    return {
        known[fold(row.text("code") or "")]: area
        for row in programme.rows("partners")
        if (area := row.text("area")) and fold(row.text("code") or "") in known
    }
