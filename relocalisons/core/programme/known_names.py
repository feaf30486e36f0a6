"""Pure: the names that « Pilotage » teaches before anything else is read: partners, columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from relocalisons.core.kernel.model import Partner, PartnerNames, WorkbookGrid
from relocalisons.core.kernel.partners import index_names
from relocalisons.core.programme.entities import partner_of
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_own
from relocalisons.core.tables import PARTNERS


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """`names`: None while nobody is known; `aliases`: canonical table → column → titles."""

    names: PartnerNames | None = None
    aliases: Mapping[str, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict[str, Mapping[str, tuple[str, ...]]]
    )


def names_known(pilotage: WorkbookGrid, *, as_of: date) -> KnownNames:
    """« Partenaires », and the synonyms and aliases of « Paramètres », in force on a day."""
    parameters = read_parameters(pilotage, as_of=as_of)
    partners = partners_listed(pilotage)
    names = index_names(partners, synonyms=parameters.synonyms) if partners else None
    return KnownNames(names=names, aliases=parameters.aliases)


def partners_listed(pilotage: WorkbookGrid) -> tuple[Partner, ...]:
    """The lines of « Partenaires » that are not struck."""
    own = read_own(pilotage, PARTNERS)
    return tuple(partner_of(row) for row in (own.rows if own else ()) if not row.struck)
