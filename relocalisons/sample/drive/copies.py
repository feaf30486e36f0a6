"""Sample: copies of workbooks that somebody made, forgot in the drive and never told of."""

from collections.abc import Mapping
from datetime import date

from relocalisons.sample.engine import ids
from relocalisons.sample.engine.days import at_noon
from relocalisons.sample.engine.files import make_file
from relocalisons.sample.engine.people import COORDINATOR_EMAIL, Team
from relocalisons.sample.engine.workspace import SPREADSHEET, File

COPY_OF = "Copie de "
# Whose workbook was copied, and when: by a deputy who was afraid to spoil the true one, by her
# before she tidied her own up.
_OF_PARTNERS = (("P05", date(2025, 11, 20)),)
_OF_PILOTAGE = date(2025, 12, 12)


def make_copies(teams: Mapping[str, Team]) -> tuple[File, ...]:
    """Each lies beside the workbook that it copies."""
    of_partners = (
        _copy(
            code,
            f"Suivi {code} – {teams[code].structure.name}",
            ids.file_id(f"folder/partner/{code}"),
            on=on,
            editor=teams[code].deputy.email,
        )
        for code, on in _OF_PARTNERS
    )
    hers = _copy(
        "pilotage", "Pilotage", ids.SHARED_DRIVE, on=_OF_PILOTAGE, editor=COORDINATOR_EMAIL
    )
    return (*of_partners, hers)


def _copy(key: str, name: str, parent: str, *, on: date, editor: str) -> File:
    return File(
        file_id=ids.file_id(f"copy/{key}"),
        name=f"{COPY_OF}{name}",
        parent_id=parent,
        mime_type=SPREADSHEET,
        created_at=at_noon(on),
        modified_at=at_noon(on),
        editor=editor,
        content=make_file("xlsx", title=name),
    )
