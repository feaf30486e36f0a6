"""A programme of another shape: eight partners, four funders of other names, more in doubt.

The workspace of the village as it stands on a day, its words replaced; nobody edits it afterwards.
"""

import re
from dataclasses import replace
from datetime import date

from support.sample.village import cut_to

from relocalisons.sample.engine.cells import Row, Typed
from relocalisons.sample.engine.workspace import File, Tab, Workbook, Workspace
from relocalisons.sample.programme import SampleProgramme
from relocalisons.sample.story import workspace_at

_WORDS = {
    "FRA": "CRN",
    "PNA": "ADA",
    "FDH": "FLV",
    "AMA": "MTP",
    "Fonds régional Alimentation": "Conseil des rivages nourriciers",
    "Programme national des approvisionnements": "Agence des assiettes",
    "Fondation Durance-Horizon": "Fondation Lavande et Vent",
    "Fondation Durance": "Fondation Lavande",
    "Aide métropolitaine d’amorçage": "Mission Terres du port",
}
_NAMED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?!\w)")
# Table → column of which every so many cells says nothing that can be read.
_UNREADABLE = {
    "actions": ("status", 5, "voir Léa ?"),
    "deliverables": ("due", 4, "au printemps"),
    "expenses": ("amount", 6, "à voir"),
    "budget": ("initial", 9, "#REF!"),
}


def renamed_village(sample: SampleProgramme, *, on: date) -> SampleProgramme:
    """Eight partners on that evening, their funders called otherwise, more cells unreadable."""
    village = cut_to(sample)
    workspace = workspace_at(village, on)
    eve = Workspace(
        workbooks={owner: _renamed(book) for owner, book in workspace.workbooks.items()},
        files=tuple(_file(each) for each in workspace.files),
    )
    return replace(village, eve=eve, events=())


def _renamed(book: Workbook) -> Workbook:
    return replace(book, tabs=tuple(_tab(tab) for tab in book.tabs))


def _tab(tab: Tab) -> Tab:
    column, every, words = _UNREADABLE.get(tab.table, ("", 1, ""))
    rows = [_row(row) for row in tab.rows]
    if column:
        rows = [
            row.with_cells({column: Typed(words)}) if at % every == every - 1 else row
            for at, row in enumerate(rows)
        ]
    return replace(tab, rows=tuple(rows))


def _row(row: Row) -> Row:
    return row.with_cells(
        {
            name: replace(cell, value=_said(cell.value))
            for name, cell in row.cells.items()
            if isinstance(cell.value, str) and _NAMED.search(cell.value)
        }
    )


def _file(file: File) -> File:
    return replace(file, name=_said(file.name))


def _said(text: str) -> str:
    return _NAMED.sub(lambda found: _WORDS[found[0]], text)
