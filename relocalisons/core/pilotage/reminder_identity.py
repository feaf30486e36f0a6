"""Pure: whether a row of « Relances » still shows the mail of its key when she decides beside it.

She may sort some columns only, or paste one row over a part of another. A decision counts only
beside the partner, the recipient and the subject of the mail that it would release.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.pilotage.reminder_tab import ReminderRow, mail_row
from relocalisons.core.pilotage.tab_layout import Places, key_column, places_of, same_text, text_at
from relocalisons.core.programme.decisions.shared_header import DECISION, find_header, shown_text
from relocalisons.core.tables import REMINDERS

_HEADER = tuple(column.header for column in REMINDERS.columns)
_PARTNER, _PERSON, _SUBJECT = (
    [column.name for column in REMINDERS.columns].index(name)
    for name in ("partner", "person", "subject")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRows:
    """What the rows show beside what their keys say.

    `altered`: key → 1-based number of a row that shows another mail. `elsewhere`: key → number of
    a row of another key, or of none, that shows this mail beside a decision.
    """

    altered: Mapping[str, int]
    elsewhere: Mapping[str, int]


def read_shown_rows(tab: TabGrid, rows: Iterable[ReminderRow]) -> ShownRows:
    """Each row that shows another recipient or subject than the mail of its key."""
    header = find_header(tab.rows)
    if header is None:
        return ShownRows(altered={}, elsewhere={})
    places = places_of(_HEADER, tab.rows[header.row], header)
    wanted = {row.key: row for row in rows}
    altered: dict[str, int] = {}
    elsewhere: dict[str, int] = {}
    for number, cells in enumerate(tab.rows[header.row + 1 :], start=header.row + 2):
        key = text_at(cells, places[key_column(_HEADER)])
        if key in wanted and _shows(cells, wanted[key], places):
            continue
        if key in wanted:
            altered[key] = number
        if text_at(cells, header.at(DECISION)):
            shown = [one for one, row in wanted.items() if _shows(cells, row, places)]
            elsewhere |= {one: number for one in shown if one != key}
    return ShownRows(altered=altered, elsewhere=elsewhere)


def _shows(cells: tuple[object, ...], row: ReminderRow, places: Places) -> bool:
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
