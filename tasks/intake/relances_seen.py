"""What a reading found in « Relances »: its rows, and what stood in « tout envoyer »."""

from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.member_words import spread
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.tables import REMINDERS
from relocalisons.store.mails.meeting_notices import groups_shown, members_of
from relocalisons.store.mails.send_orders import note_order_cell, note_rows
from tasks.run.programme_run import ProgrammeRun


def note_relances(run: ProgrammeRun, pilotage: WorkbookGrid) -> None:
    """Keep which rows a reading found in « Relances », and what stood in « tout envoyer »."""
    tab = own_tab(pilotage, REMINDERS.title)
    if tab is None:
        return
    groups = members_of(groups_shown(run.store, run.code, week=iso_week(run.as_of)))
    words, at = spread(read_decision_tab(tab), groups), pilotage.read_at
    note_rows(run.store, run.code, shown=texts_of(tab) | words.keys, at=at)
    if words.send_all_week and not words.header_lost:
        note_order_cell(
            run.store,
            run.code,
            words=words.send_all,
            week=words.send_all_week,
            cell=words.send_all_cell,
            shown=words.keys,
            at=at,
        )


def texts_of(tab: TabGrid) -> frozenset[str]:
    """Every text of the tab: a key that is not there was not shown to her."""
    return frozenset(str(getattr(cell, "value", cell)).strip() for row in tab.rows for cell in row)
