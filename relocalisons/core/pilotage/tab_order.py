"""Pure: the tabs of a « Pilotage » that an older version made, brought into today's order, once.

Older versions made the inputs first, « Sources » and « Paramètres » at their head, and added the
service's own tabs behind them. Whoever never moved a tab still has that order. A tab of hers that
stands elsewhere was moved by hand, and stays; so do all inputs where she has moved a single one.
Tabs that are not ours are never moved themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from relocalisons.core import tables
from relocalisons.core.kernel.model import TabGrid, WorkbookGrid
from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.programme.decisions.own_tabs import DASHBOARD, own_tab
from relocalisons.core.workspace.plan import PILOTAGE_TABLES, tab_of

HERS_FIRST = (tables.TO_DO.title, tables.REMINDERS.title, DASHBOARD)
_INPUTS_FIRST = (tables.CONTACTS, tables.PARTNERS)
_INPUTS_LAST = (tables.SOURCES, tables.SETTINGS)
# The order in which they were made until her tabs came first.
_HEAD = (
    *_INPUTS_LAST,
    tables.PARTNERS,
    tables.CONTACT_ROLES,
    tables.COMMITTEES,
    tables.CONTACTS,
)
_FORMERLY = (*_HEAD, *(table for table in PILOTAGE_TABLES if table not in _HEAD))


@dataclass(frozen=True, slots=True, kw_only=True)
class TabMove:
    """One tab, and its place once it is moved; those before it in a list are moved already."""

    sheet_id: int
    title: str
    start: int
    to: int


def older_order(book: WorkbookGrid) -> tuple[TabMove, ...]:
    """The moves that bring an older order into today's; none where nothing stands as it was."""
    found = ((table, tab_of(book, table)) for table in _FORMERLY)
    inputs = {table.title: tab for table, tab in found if tab is not None}
    places = [book.tabs.index(tab) for tab in inputs.values()]
    behind = max(places, default=len(book.tabs))
    own = [tab for title in HERS_FIRST if (tab := own_tab(book, title)) is not None]
    first = [tab for tab in own if book.tabs.index(tab) > behind]
    # Behind those of hers that stand at the head already, wherever she put them there.
    head = [at for tab in own if (at := book.tabs.index(tab)) < min(places, default=0)]
    last: list[TabGrid] = []
    if places == sorted(places) and inputs:
        first += [inputs[table.title] for table in _INPUTS_FIRST if table.title in inputs]
        last += [inputs[table.title] for table in _INPUTS_LAST if table.title in inputs]
    return _moves(
        book, first=first, at=max(head, default=-1) + 1, last=last, others=tuple(inputs.values())
    )


def say_moved(moves: Sequence[TabMove]) -> str:
    """« Onglets mis en tête de « Pilotage » : « Relances » et « Tableau de bord » »."""
    names = [quote(each.title) for each in moves if each.title in HERS_FIRST]
    return f"Onglets mis en tête de « Pilotage » : {join_words(names)}." if names else ""


def _moves(
    book: WorkbookGrid,
    *,
    first: Sequence[TabGrid],
    at: int,
    last: Sequence[TabGrid],
    others: Sequence[TabGrid],
) -> tuple[TabMove, ...]:
    """`first` to the place `at` and on, `last` behind the `others`; one after another."""
    order = list(book.tabs)
    moves: list[TabMove] = []

    def move(tab: TabGrid, to: int) -> None:
        start = order.index(tab)
        if start != to:
            order.insert(to, order.pop(start))
            title = tab.own or tab.title
            moves.append(TabMove(sheet_id=tab.sheet_id, title=title, start=start, to=to))

    for to, tab in enumerate(first, start=at):
        move(tab, to)
    for tab in last:
        move(tab, max(order.index(each) for each in others))
    return tuple(moves)
