"""Pure: findings about what the cells say: unreadable, ambiguous, missing, names, doubles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from relocalisons.core.kernel.findings.gestures import TIDY, UNOWNED, Verb, by_herself
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Finding,
    FindingKind,
    Partner,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import (
    contact_of,
    hide_contacts,
    quote_cell,
    say_cell,
    say_tab,
)
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_of,
    name_some,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.tables import TableSchema

_MOST_NAMES = 5
_CELL = Trait.CELL | Trait.ABOUT_DOUBT | Trait.TO_PRECISE
_ADDRESS = Trait.NIGHT_SUMMARY | Trait.ABOUT_DOUBT

_NOWHERE = by_herself(Verb.FIX, "adresses")
_WHO = by_herself(Verb.DECIDE, UNOWNED)


class ReadingKind(FindingKind):
    """What is told of one cell, or of how a workbook is typed."""

    CELL_UNREADABLE = "cell_unreadable", TIDY, _CELL | Trait.NIGHT_SUMMARY
    CELL_AMBIGUOUS = "cell_ambiguous", TIDY, _CELL | Trait.NIGHT_SUMMARY
    CELL_MISSING = "cell_missing", TIDY, _CELL
    # Several cells of one column, put right in one gesture.
    CELLS_MISSING = "cells_missing", TIDY, _CELL | Trait.TOGETHER
    CELLS_DOUBTFUL = (
        "cells_doubtful",
        TIDY,
        _CELL | Trait.TOGETHER | Trait.NIGHT_SUMMARY,
        "cells_missing",
    )
    # How a sheet is kept, said once a table: nobody is asked line by line.
    COLUMN_EMPTY = "column_empty", TIDY, Trait.ABOUT_DOUBT | Trait.COLUMN
    COLUMN_DOUBTFUL = "column_doubtful", TIDY, Trait.ABOUT_DOUBT | Trait.COLUMN, "column_empty"
    TITLES_ALONE = "titles_alone", TIDY, Trait.ABOUT_DOUBT
    # Lines that no mail can ask anybody about: who does them is hers to say, once a name.
    NAMES_UNKNOWN = "names_unknown", _WHO, Trait.ABOUT_DOUBT
    NAME_ON_LINES = "name_on_lines", _WHO, Trait.ABOUT_DOUBT | Trait.TOGETHER
    PARTNER_UNKNOWN = "partner_unknown", TIDY, Trait.ABOUT_DOUBT
    DUPLICATE_ID = "duplicate_id", TIDY, Trait.ABOUT_DOUBT | Trait.TO_PRECISE
    ADDRESS_UNUSABLE = "address_unusable", _NOWHERE, _ADDRESS
    ADDRESSES_UNUSABLE = "addresses_unusable", _NOWHERE, _ADDRESS | Trait.TOGETHER
    WORKBOOK_LOCALE = "workbook_locale", TIDY  # its regional settings are not French
    # Somebody's health, family, job or ruin: hidden from others.
    PRIVATE_REASON = "private_reason", by_herself(Verb.FIX, "raisons privées")


_SAYS: Mapping[FindingKind, str] = {
    ReadingKind.CELL_UNREADABLE: "ne se lit pas",
    ReadingKind.CELL_AMBIGUOUS: "peut se lire de plusieurs façons",
}
_NOUNS = {
    "partners": "Partenaire",
    "actions": "Action",
    "deliverables": "Livrable",
    "contracts": "Contrat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulCell:
    """A cell to settle: whose it is, where it stands and how people call its row.

    `subject` ends the finding's key; `header` is the French name of the column; `partner` is whose
    row it is, if that is known; `is_own`: in the coordinator's workbook, where she corrects it.
    """

    subject: str
    table: TableSchema
    row_key: str
    header: str
    place: CellRef
    partner: Partner | None
    is_own: bool

    @property
    def row_name(self) -> str:
        """« Action A2.3 », « Ligne 17 de « Livraisons » »."""
        if self.row_key.startswith("ligne "):
            return f"{self.row_key.capitalize()} de {quote(typo(self.table.title))}"
        return f"{_NOUNS.get(self.table.name, typo(self.table.title))} {self.row_key}"

    @property
    def box(self) -> str:
        """« la case « Fin prévue » »."""
        return f"la case {quote(typo(self.header))}"


def cell_in_doubt(
    kind: FindingKind, *, cell: DoubtfulCell, found: str, fix: str, discreet: bool = False
) -> Finding:
    """A cell that is unreadable, ambiguous, or empty although it is asked.

    `found` is what the cell shows; `fix`, what its author should type, becomes the detail.
    `discreet`: a salary, a price or a telephone; what was typed is repeated nowhere.
    """
    if discreet:
        fix = f"Corrigez {cell.box}{NBSP}: son contenu n’est pas repris ici, par discrétion."
    if kind is not ReadingKind.CELL_MISSING:
        shown = quote_cell(found) if found.strip() and not discreet else "son contenu"
        problem = f"{shown} {_SAYS[kind]} dans {cell.box}"
    elif found.strip() and not discreet:
        problem = f"{cell.box} indique {quote_cell(found)}, ce qui ne suffit pas"
    else:
        problem = f"{cell.box} est vide"
    order = f"{'corriger' if found.strip() else 'remplir'} la cellule {cell.place.cell}"
    advice = typo(hide_contacts(fix))
    # « La case … est vide »: its author is told so, she reads it in the title.
    empty = kind is ReadingKind.CELL_MISSING and not found.strip()
    finding = about_cell(
        cell,
        kind,
        title=f"{cell.row_name}{NBSP}: {problem}.",
        action=ask_to(order, cell=cell),
        detail="" if empty else advice,
    )
    return replace(finding, ask=advice)


def partner_unknown(*, cell: DoubtfulCell, found: str, suggestion: Partner | None) -> Finding:
    """A cell that names no partner of « Partenaires »; the suggestion is said, never applied."""
    name = quote_cell(found)
    return about_cell(
        cell,
        ReadingKind.PARTNER_UNKNOWN,
        title=f"{cell.row_name}{NBSP}: {name} ne correspond à aucun partenaire dans {cell.box}.",
        action=_who_is(name, suggestion, otherwise=f"Corriger la cellule {say_cell(cell.place)}"),
    )


def name_on_lines(
    told: Sequence[Finding], *, cell: DoubtfulCell, found: str, suggestion: Partner | None
) -> Finding:
    """One name that is no partner's on several lines of a column: said once, with how many.

    `told`: what is told of each line alone; `cell` is that of the title.
    """
    name, lines = quote_cell(found), count_of(len(told), "ligne")
    finding = about_cell(
        cell,
        ReadingKind.NAME_ON_LINES,
        title=f"{name} ne correspond à aucun partenaire{NBSP}: {lines} de "
        f"{quote(typo(cell.table.title))} (colonne {quote(typo(cell.header))}).",
        action=_who_is(
            name, suggestion, otherwise=f"Ajouter cette structure dans {quote('Partenaires')}"
        ),
    )
    return replace(
        finding,
        label=name,
        evidence=tuple(place for one in told for place in one.evidence),
        members=tuple(one.key for one in told),
    )


def _who_is(name: str, suggestion: Partner | None, *, otherwise: str) -> str:
    synonym = f"ajouter dans {quote('Paramètres')} une ligne {quote('Synonyme')} avec {name}"
    if suggestion is None:
        return f"{otherwise}, ou {synonym} et le code du partenaire."
    near = f"{typo(suggestion.name)} ({suggestion.code})"
    return f"Vérifier s’il s’agit de {near}{NBSP}: si oui, {synonym} et le code {suggestion.code}."


def names_unknown(
    *, cell: DoubtfulCell, found: Sequence[str], places: Sequence[CellRef]
) -> Finding:
    """Most lines of a column name somebody who is not in « Partenaires »: told once.

    `cell` is that of the title; `found`, the names, each once; `places`, the cells that bear one.
    """
    names, lines = [quote_cell(name) for name in found], len(places)
    count = count_of(len(names), "nom", "noms")
    finding = about_cell(
        cell,
        ReadingKind.NAMES_UNKNOWN,
        title=f"{quote(typo(cell.place.tab))}{NBSP}: {count} de la colonne "
        f"{quote(typo(cell.header))} {plural_word(len(names), 'n’est pas', 'ne sont pas')} dans "
        f"{quote('Partenaires')}, sur {count_of(lines, 'ligne')} "
        f"({name_some(names, limit=_MOST_NAMES)}).",
        action=f"Ajouter ces structures dans {quote('Partenaires')}, ou pour chacune une ligne "
        f"{quote('Synonyme')} dans {quote('Paramètres')} avec le code du partenaire.",
    )
    return replace(
        finding, label=names[0] if len(names) == 1 else count, evidence=(cell.place, *places)
    )


def duplicate_id(*, cell: DoubtfulCell, kept: CellRef) -> Finding:
    """One identity on two rows: the first one is kept, `cell` is the second."""
    same_tab = (kept.file_id, kept.sheet_id) == (cell.place.file_id, cell.place.sheet_id)
    places = (
        f"cellules {kept.cell} et {cell.place.cell}"
        if same_tab
        else f"{_full(kept)} et {_full(cell.place)}"
    )
    line = cell.place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    order = f"renuméroter ou supprimer la ligne {line}"
    finding = about_cell(
        cell,
        ReadingKind.DUPLICATE_ID,
        title=f"Le numéro {cell.row_key} figure deux fois dans {quote(typo(cell.table.title))} "
        f"({places}).",
        action=f"{ask_to(order, cell=cell)} En attendant, seule la première ligne est suivie.",
    )
    return replace(finding, evidence=(kept, cell.place))


def about_cell(
    cell: DoubtfulCell, kind: FindingKind, *, title: str, action: str, detail: str = ""
) -> Finding:
    """A finding about a cell: its partner's to mend, or hers where the workbook is hers."""
    return Finding(
        kind=kind,
        subject=cell.subject,
        partner=cell.partner.code if cell.partner else None,
        severity=Severity.WATCH,
        audience=Audience.COORDINATION if cell.is_own else Audience.PARTNER,
        title=title,
        action=action,
        label=f"{cell.row_key} – {typo(cell.header)}",
        evidence=(cell.place,),
        detail=detail,
    )


def ask_to(order: str, *, cell: DoubtfulCell) -> str:
    """Who is to do that, in which tab."""
    where = say_tab(cell.place)
    if cell.partner is None:
        return f"{order[:1].upper()}{order[1:]} de {where}."
    contact = contact_of(cell.partner)
    if cell.is_own:
        return f"{order[:1].upper()}{order[1:]} de {where}, au besoin avec {contact}."
    return f"Demander à {contact} de {order} de {where}."


def _full(place: CellRef) -> str:
    return f"{quote(typo(place.workbook))}, cellule {place.cell}"
