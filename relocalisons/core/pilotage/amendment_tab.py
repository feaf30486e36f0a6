"""Pure: the tab « Avenant » of « Pilotage »: what the next amendment may move, and her choice."""

from datetime import date

from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.french import count_of, format_long_date, typo
from relocalisons.core.pilotage.anomalies import partner_cell
from relocalisons.core.programme.decisions.baseline import say_baseline
from relocalisons.core.programme.decisions.own_tabs import AMENDMENT
from relocalisons.core.reports.amendments.lines import TABLES, say_promise
from relocalisons.core.reports.amendments.proposal import Move, Proposal
from relocalisons.core.reports.amendments.words import RETAIN
from relocalisons.core.views.own_tab import (
    CellValue,
    Choices,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    plain,
    row_look,
    same_width,
)

_HEADERS = (
    *("Quoi", "Ligne", "Partenaire", "Dans la référence", "Dans l’avenant", "Pourquoi"),
    *("Décision", "Note", "Clé"),
)
_WIDTHS = (90, 330, 170, 120, 120, 260, 110, 160, 60)
_DECISION, _NOTE, _KEY = 6, 7, 8
_SETTLED = frozenset({0, 1, 2})  # the table, the line and its partner
_TOP = 3  # title, help, header


def build_amendment_tab(proposal: Proposal, *, programme: Programme, as_of: date) -> OwnTab:
    """One row a line that may move; « Clé » holds its end too, so that she retains this move."""
    moves = proposal.moves
    rows = [_row(move, programme=programme) for move in moves]
    width = len(_WIDTHS)
    title = (
        f"Prochain avenant, au {format_long_date(as_of)} : {count_of(len(moves), 'ligne')} "
        f"à retenir ou non, par rapport {say_baseline(proposal.reference)}"
    )
    help_line = (
        "Écrivez « retenir » dans « Décision », puis lancez « Faire un avenant » avec son nom. "
        "Ce qui n’est pas retenu garde sa référence."
    )
    looks = [*head_looks(_TOP, width=width)]
    for number in range(_TOP, _TOP + len(rows)):
        looks += [
            row_look(number, width=width),
            cell_look(number, _DECISION, tint=Tint.HERS, last=_NOTE + 1),
        ]
    return OwnTab(
        title=AMENDMENT,
        rows=same_width(((typo(title),), (typo(help_line),), _HEADERS, *rows), width),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        looks=tuple(looks),
        choices=(Choices.of_rows(len(rows), below=_TOP, column=_DECISION, options=RETAIN),),
        hidden_columns=(_KEY,),
        filter_row=_TOP - 1,
        settled=_SETTLED,
    )


def _row(move: Move, *, programme: Programme) -> tuple[CellValue, ...]:
    table = move.line.table
    note = f" ; {move.line.note}" if move.line.note else ""
    return (
        TABLES[table],
        plain(move.line.label),
        partner_cell(programme, move.line.partner),
        say_promise(move.before, table=table),
        say_promise(move.after, table=table),
        plain(f"{move.why}{note}"),
        "",
        "",
        move.key,
    )
