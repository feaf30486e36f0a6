"""Pure: whether a row of « Relances » still shows the mail of its key when she decides beside it.

She may sort some columns only, or paste one row over a part of another. A decision counts only
beside the partner, the recipient and the subject of the mail that it would release.
"""

from collections.abc import Iterable, Mapping

from relocalisons.core.her_headers import find_header, shown_text
from relocalisons.core.model import TabGrid
from relocalisons.core.reports.reminder_tab import ReminderRow, mail_row
from relocalisons.core.reports.tab_columns import key_column, places_of
from relocalisons.core.reports.tab_rows import same_text
from relocalisons.core.schema import REMINDERS

_HEADER = tuple(column.header for column in REMINDERS.columns)
_PARTNER, _PERSON, _SUBJECT = (
    [column.name for column in REMINDERS.columns].index(name)
    for name in ("partner", "person", "subject")
)


def altered_rows(tab: TabGrid, rows: Iterable[ReminderRow]) -> Mapping[str, int]:
    """Key → 1-based number of each row that shows another recipient or subject than its mail."""
    header = find_header(tab.rows)
    if header is None:
        return {}
    places = places_of(_HEADER, tab.rows[header.row], header)
    wanted = {row.key: row for row in rows}
    key_at = places[key_column(_HEADER)]
    altered: dict[str, int] = {}
    for number, cells in enumerate(tab.rows[header.row + 1 :], start=header.row + 2):
        key = shown_text(cells[key_at]) if key_at is not None and key_at < len(cells) else ""
        if key in wanted and not _shows(cells, wanted[key], places):
            altered[key] = number
    return altered


def _shows(cells: tuple[object, ...], row: ReminderRow, places: tuple[int | None, ...]) -> bool:
    expected = mail_row(row)

    def there(column: int) -> object:
        place = places[column]
        if place is None:
            return expected[column]  # a column that she took away says nothing wrong
        return cells[place] if place < len(cells) else None

    # The name of a partner may be corrected in « Partenaires »; its code is whom the mail is for.
    code = shown_text(there(_PARTNER)).partition(" – ")[0]
    return code == row.partner and all(
        same_text(there(column), expected[column]) for column in (_PERSON, _SUBJECT)
    )
