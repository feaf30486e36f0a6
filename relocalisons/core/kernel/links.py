"""Pure: the web address of a cell, for mails, tabs and documents."""

from dataclasses import dataclass
from urllib.parse import quote

from relocalisons.core.kernel.model import CellRef

_GOOGLE = "https://docs.google.com/spreadsheets/d/{file_id}/edit#gid={sheet_id}&range={cell}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLinks:
    """How the address of a cell is made; a sandbox has another `template` than Google."""

    template: str = _GOOGLE

    def to(self, place: CellRef) -> str:
        """The address of a cell, or of the top of its tab when the reference has no cell."""
        return self.template.format(
            file_id=quote(place.file_id, safe=""),
            sheet_id=place.sheet_id,
            cell=quote(place.cell or "A1", safe=":"),
        )
