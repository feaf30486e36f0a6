"""Pure: the tab « À ranger »: cells, names and versions to put in order, by partner and column.

One row a column of a partner, known by « Clé »; her word on it decides the findings that its row
stood for. « Anomalies » has each of them.
"""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.acts.acts import Acts
from relocalisons.core.acts.awake import is_awake
from relocalisons.core.acts.to_order import Shelf, waiting_cells
from relocalisons.core.kernel.decisions import Meaning
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Decision, Finding, Programme, TrackedFinding
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_of,
    format_long_date,
    quote,
    typo,
)
from relocalisons.core.pilotage.anomalies import partner_cell
from relocalisons.core.tables import TO_TIDY
from relocalisons.core.views.own_tab import (
    CellValue,
    Choices,
    Look,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    link_to_cell,
    plain,
    row_look,
    same_width,
)

CHOICES = ("vu", "fait", "reparler le …", "sans objet")

_WIDTHS = (140, 90, 100, 130, 130, 180, 70, 60, 340, 75, 60)
_WHAT, _DECISION, _NOTE, _PARTNER, _COLUMN, _KEY = 0, 1, 2, 4, 5, 10
_TOP = 3  # title, help, header


def build_to_tidy(
    acts: Acts,
    *,
    programme: Programme,
    links: CellLinks,
    as_of: date,
    words: Mapping[str, Decision] | None = None,
) -> OwnTab:
    """The whole tab: what waits first, the fullest first, then what she decided.

    `words`: what she wrote on its rows, by key, as typed.
    """
    awake = {
        shelf.key: [one for one in shelf.members if is_awake(one, as_of=as_of)]
        for shelf in acts.shelves
    }
    shelves = sorted(acts.shelves, key=lambda shelf: not awake[shelf.key])
    rows = [
        _row(
            shelf,
            awake[shelf.key],
            said=(words or {}).get(shelf.key),
            programme=programme,
            links=links,
        )
        for shelf in shelves
    ]
    head = (
        (_title(acts, programme, waiting=waiting_cells(acts.shelves, as_of=as_of), as_of=as_of),),
        (_help(),),
        tuple(column.header for column in TO_TIDY.columns),
    )
    return OwnTab(
        title=TO_TIDY.title,
        rows=same_width((*head, *rows), len(_WIDTHS)),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        frozen_columns=_DECISION + 1,
        looks=_looks(len(rows)),
        choices=(Choices.of_rows(len(rows), below=_TOP, column=_DECISION, options=CHOICES),),
        hidden_columns=(_KEY,),
        filter_row=_TOP - 1,
        settled=frozenset({_WHAT, _PARTNER, _COLUMN}),
    )


def shown_shelves(acts: Acts) -> Mapping[str, tuple[str, ...]]:
    """Key of each row → the findings that it stands for."""
    return {shelf.key: shelf.member_keys for shelf in acts.shelves}


def _row(
    shelf: Shelf,
    awake: list[TrackedFinding],
    *,
    said: Decision | None,
    programme: Programme,
    links: CellLinks,
) -> tuple[CellValue, ...]:
    first = next(iter(awake or shelf.members)).finding
    place = next(iter(first.evidence), None)
    return (
        plain(f"{shelf.partner or 'Programme'}{NBSP}: {shelf.column}"),
        plain(said.decision if said else ""),
        plain(said.note if said else ""),
        plain(_state(shelf, awake, said)),
        partner_cell(programme, shelf.partner, unknown=shelf.partner or ""),
        plain(shelf.column),
        len(shelf.members),
        shelf.cells,
        plain(_what(first)),
        link_to_cell(place, links=links),
        plain(shelf.key),
    )


def _what(finding: Finding) -> str:
    """What is to be put in order; of several cells, which ones, with what stands in them."""
    cells = finding.detail if finding.members else ""
    return " ".join(part for part in (finding.title, finding.action, cells) if part)


def _state(shelf: Shelf, awake: list[TrackedFinding], said: Decision | None) -> str:
    """What is left to decide, and what her word does not cover."""
    unclear = (Meaning.UNCLEAR, Meaning.ASKED)
    doubts = [one.word.message for one in awake if one.word.meaning in unclear]
    if doubts:
        return f"▲ {doubts[0]}"
    if not awake:
        return "décidé"
    if said is not None and said.decision:
        new = sum(one.word.meaning is Meaning.NOTHING for one in awake)
        joined = f"{count_of(new, 'nouveau', 'nouveaux')} depuis votre {quote(said.decision)}"
        return f"▲ {joined}" if new else f"▲ revient malgré votre {quote(said.decision)}"
    decided = len(shelf.members) - len(awake)
    return f"à ranger, {count_of(decided, 'décidé')}" if decided else "à ranger"


def _title(acts: Acts, programme: Programme, *, waiting: int, as_of: date) -> str:
    day = format_long_date(as_of, weekday=True)
    found = sum(shelf.cells for shelf in acts.shelves)
    streams = _say_streams(programme)
    if not found:
        return f"À ranger au {day}{NBSP}: {streams or 'rien'}."
    lines = count_of(len(acts.shelves), "ligne")
    waits = f"dont {waiting} à décider" if waiting else "tous décidés"
    cells = count_of(found, "case ou nom", "cases ou noms")
    said = f"À ranger au {day}{NBSP}: {cells} sur {lines}, {waits}"
    return f"{said}{THIN}; {streams}" if streams else said


def _say_streams(programme: Programme) -> str:
    """« 34 actions sans axe : colonne à remplir », where most have none and some have one."""
    lines = [action for action in programme.actions if not action.struck]
    bare = sum(not action.work_stream for action in lines)
    if not len(lines) < bare * 2 < len(lines) * 2:
        return ""
    return f"{count_of(bare, 'action')} sans axe{NBSP}: colonne à remplir"


def _help() -> str:
    return typo(
        "Rien ici ne presse. Écrivez dans « Décision » : vu ; fait ; reparler le 20/03 ; sans "
        "objet. Votre mot vaut pour tous les constats de la ligne, que « Anomalies » détaille."
    )


def _looks(rows: int) -> tuple[Look, ...]:
    width = len(_WIDTHS)
    looks = [*head_looks(_TOP, width=width)]
    for number in range(_TOP, _TOP + rows):
        looks += [
            row_look(number, width=width),
            cell_look(number, _WHAT, tint=Tint.NONE, bold=True),
            cell_look(number, _DECISION, tint=Tint.HERS, last=_NOTE + 1),
        ]
    return tuple(looks)
