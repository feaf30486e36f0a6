"""Pure: the tab « Suivi des contrats »: the stage proposed for each contract, and its documents."""

from collections.abc import Mapping
from datetime import date

from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.wording import say_partner
from relocalisons.core.kernel.words.french import NBSP, count_of, format_long_date, typo
from relocalisons.core.producers.contracts.life import clause_gaps, propose_stage, stage_of
from relocalisons.core.producers.contracts.words import BEFORE_SIGNATURE, RUNNING
from relocalisons.core.producers.rows import ContractSheet, contract_sheets
from relocalisons.core.programme.decisions.own_tabs import CONTRACTS, OPENINGS
from relocalisons.core.views.own_tab import (
    CellValue,
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    link,
    link_to_cell,
    plain,
    row_look,
    same_width,
)

TITLE = CONTRACTS
_HEADERS = (
    "Contrat",
    "Culture",
    "Producteur",
    "Étape lue",
    "Étape proposée",
    "Pourquoi",
    "Clauses à vérifier",
    "Clauses lues dans le contrat",
    "Projet de contrat",
    "Changé depuis votre version",
    "Fiche producteur",
    "Ligne",
)
_WIDTHS = (110, 220, 230, 120, 130, 230, 150, 300, 150, 260, 150, 110)
_TOP = 3  # title, help, header
_PROPOSED = 4


def build_contract_tab(
    programme: Programme,
    *,
    drafts: Mapping[str, str],
    sheets: Mapping[str, str],
    clauses: Mapping[str, str],
    changes: Mapping[str, str],
    links: CellLinks,
    as_of: date,
) -> OwnTab:
    """One row a contract that is alive. `drafts`: contract → address of its draft, `sheets`:
    partner → address of its visit sheet, `clauses`: contract → what its returned text holds,
    `changes`: contract → what moved since the draft that somebody edited by hand.

    The stage is only proposed: « Contrats de culture » is hers, and never written.
    """
    alive = [
        sheet
        for sheet in contract_sheets(programme)
        if stage_of(sheet.contract) in (*BEFORE_SIGNATURE, *RUNNING)
    ]
    rows = [
        _row(
            sheet,
            programme,
            drafts=drafts,
            sheets=sheets,
            clauses=clauses,
            changes=changes,
            links=links,
            as_of=as_of,
        )
        for sheet in alive
    ]
    width = len(_WIDTHS)
    looks = [*head_looks(_TOP, width=width)]
    for number, row in enumerate(rows, start=_TOP):
        looks.append(row_look(number, width=width))
        if row[_PROPOSED]:
            looks.append(cell_look(number, _PROPOSED, tint=Tint.WATCH, bold=True))
    head = (
        (f"{OPENINGS[TITLE]}{format_long_date(as_of)}",),
        (
            "L’étape proposée se reporte à la main dans «\u00a0Contrats de culture\u00a0» si elle "
            "vous convient. Tout projet est à valider par l’expert juridique.",
        ),
        _HEADERS,
    )
    return OwnTab(
        title=TITLE,
        rows=same_width((*head, *rows), width),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        looks=tuple(looks),
    )


def _row(
    sheet: ContractSheet,
    programme: Programme,
    *,
    drafts: Mapping[str, str],
    sheets: Mapping[str, str],
    clauses: Mapping[str, str],
    changes: Mapping[str, str],
    links: CellLinks,
    as_of: date,
) -> tuple[CellValue, ...]:
    contract = sheet.contract
    proposal = propose_stage(sheet, as_of=as_of)
    why = proposal.why.replace(" :", f"{NBSP}:") if proposal is not None else ""
    open_clauses = len(clause_gaps(sheet.row).numbers)
    draft, page = drafts.get(contract.number), sheets.get(contract.producer or "")
    return (
        plain(contract.number),
        plain(typo(contract.crop or "")),
        plain(say_partner(programme, contract.producer)),
        plain(contract.stage),
        proposal.stage.value if proposal is not None and proposal.stage is not None else "",
        f"{why[:1].upper()}{why[1:]}",
        count_of(open_clauses, "clause") if open_clauses else "",
        plain(clauses.get(contract.number, "")),
        link(draft, "Ouvrir le projet") if draft else "",
        plain(changes.get(contract.number, "")),
        link(page, "Ouvrir la fiche") if page else "",
        link_to_cell(sheet.row.place.cell("stage"), links=links),
    )
