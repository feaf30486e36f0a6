"""Sample: the shapes people give to their tabs: titles above, renamed or moved columns, notes."""

from dataclasses import dataclass, replace
from random import Random

from relocalisons.sample.engine.cells import Row
from relocalisons.sample.engine.headers import TABLES
from relocalisons.sample.engine.structures import BY_CODE
from relocalisons.sample.engine.workspace import ShownColumn, Tab

MERGED_PLANS = frozenset({"P01", "P05", "P14", "P21", "P22"})  # « Axe » merged downwards
_TWO_LINES = frozenset({"P02", "P06", "P13", "P20"})
_MOVED = frozenset({"P03", "P09", "P17", "P22"})
_EXTRA = frozenset({"P04", "P11", "P15", "P18"})
_SHOUTED = frozenset({"P10", "P16"})  # capitals, without accents
_NOTED = frozenset({"P03", "P08", "P12", "P19"})  # a remark in the middle of the table
LEAN_PLANS = frozenset({"P07", "P08", "P16"})  # fewer columns than the model

_RENAMED: dict[str, dict[str, tuple[str, ...]]] = {
    "actions": {
        "number": ("N°", "Réf"),
        "title": ("Intitulé de l’action", "Action"),
        "owner": ("Pilote", "Responsable"),
        "planned_start": ("Date de début", "Début\nprévu"),
        "planned_end": ("Fin prév.", "Date de fin", "Fin\nprévue"),
        "revised_end": ("Nouvelle échéance", "Fin reportée"),
        "actual_end": ("Terminé le", "Réalisé le"),
        "progress": ("% avancement", "Avanct"),
        "status": ("État",),
        "predecessors": ("Dépend de",),
        "deliverable": ("Livrables attendus",),
        "comment": ("Remarques", "Observations"),
    },
    "deliverables": {
        "number": ("N° livrable",),
        "title": ("Intitulé",),
        "owner": ("Porteur", "Partenaire responsable"),
        "due": ("Date limite", "À rendre le"),
        "revised_due": ("Nouvelle échéance",),
        "folder": ("Dossier",),
        "naming_rule": ("Nom du fichier attendu",),
        "file_link": ("Lien",),
        "status": ("État",),
    },
    "expenses": {
        "number": ("Pièce",),
        "amount": ("Montant HT",),
        "amount_with_vat": ("Montant TTC",),
        "invoice_date": ("Date de facture",),
        "paid_on": ("Date de paiement",),
        "invoice": ("Facture",),
    },
    "deliveries": {
        "date": ("Livré le", "Date de livraison"),
        "contract": ("N° contrat",),
        "quantity": ("Qté",),
        "delivery_note": ("BL",),
    },
    "timesheets": {"employee": ("Salariée",), "cost": ("Coût chargé",)},
}

_GROUPS: dict[str, dict[str, str]] = {
    "actions": {
        "number": "Identification",
        "planned_start": "Calendrier prévisionnel",
        "revised_start": "Calendrier révisé",
        "actual_start": "Réalisation",
        "predecessors": "Liens",
        "delay_cause": "Suivi",
    },
    "deliverables": {"number": "Livrable", "due": "Échéances", "type": "Nature", "folder": "Dépôt"},
}

_LEFT_OUT: dict[str, frozenset[str]] = {
    "actions": frozenset({"revised_start", "milestone", "corrective"}),
    "deliverables": frozenset({"event", "website", "reviewer"}),
}
_NOTES = (
    "attention, voir avec Paul avant de modifier la suite",
    "à partir d’ici : actions financées par l’avenant en discussion",
    "NB : les dates ci-dessous ont été revues en réunion d’équipe",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What an owner did to the model."""

    renamed: bool
    two_headers: bool
    moved: bool
    extra: bool
    shouted: bool
    noted: bool
    lean: bool
    above: int


def style_of(owner: str, table: str, *, rng: Random) -> Style:
    """The habits of an owner; tables other than plan and deliverables stay close to the model."""
    is_plan = table in ("actions", "deliverables")
    return Style(
        renamed=owner != "pilotage" and table in _RENAMED and rng.random() < 0.6,
        two_headers=table in _GROUPS and owner in _TWO_LINES,
        moved=is_plan and owner in _MOVED,
        extra=is_plan and owner in _EXTRA,
        shouted=is_plan and owner in _SHOUTED,
        noted=table == "actions" and owner in _NOTED,
        lean=table in _LEFT_OUT and owner in LEAN_PLANS,
        above=rng.choice((0, 1, 2, 3)) if owner != "pilotage" else 0,
    )


def make_tab(owner: str, table: str, rows: tuple[Row, ...], *, seed: int) -> Tab:
    """A tab of a canonical table as its owner keeps it; the rows are given in their order."""
    rng = Random(f"{seed}:tab:{owner}:{table}")
    style = style_of(owner, table, rng=rng)
    merged = "work_stream" if table == "actions" and owner in MERGED_PLANS else None
    if style.noted and len(rows) > 3:
        at = rng.randint(2, len(rows) - 1)
        note = Row(uid="note", note=rng.choice(_NOTES))
        rows = (*rows[:at], note, *rows[at:])
    return Tab(
        owner=owner,
        title=TABLES[table].title,
        table=table,
        columns=_columns(table, style=style, rng=rng),
        above=_lines_above(owner, table, style.above),
        two_headers=style.two_headers,
        merged_group=merged,
        rows=rows,
    )


def _columns(table: str, *, style: Style, rng: Random) -> tuple[ShownColumn, ...]:
    names = list(TABLES[table].headers)
    if style.lean:
        names = [name for name in names if name not in _LEFT_OUT[table]]
    if style.moved:
        last = names.pop()
        names.insert(2, last)
        names.insert(3, names.pop(names.index("status")))
    columns = [
        ShownColumn(
            name=name,
            header=_header(table, name, style=style, rng=rng),
            group=_GROUPS[table].get(name, "") if style.two_headers else "",
        )
        for name in names
    ]
    if style.extra:
        columns.insert(1, ShownColumn(name=None, header="Priorité interne"))
        columns.append(ShownColumn(name=None, header="Code analytique"))
    return tuple(columns)


def _header(table: str, name: str, *, style: Style, rng: Random) -> str:
    header = TABLES[table].headers[name]
    others = _RENAMED.get(table, {}).get(name, ())
    if style.renamed and others and rng.random() < 0.6:
        header = rng.choice(others)
    if style.shouted:
        return _without_accents(header.upper())
    return header


def _without_accents(text: str) -> str:
    return text.translate(str.maketrans("ÉÈÊÀÂÔÎÛÇ", "EEEAAOIUC"))


def _lines_above(owner: str, table: str, count: int) -> tuple[str, ...]:
    if not count or owner not in BY_CODE:
        return ()
    structure = BY_CODE[owner]
    lines = (
        f"Relocalisons – {TABLES[table].title} – {structure.name}",
        "Merci de mettre à jour avant chaque vendredi midi.",
        "",
    )
    return lines[:count]


def with_total(tab: Tab, column: str) -> Tab:
    """The same tab ended by a line « TOTAL » that sums a column."""
    total = Row(uid="total", note="TOTAL", total_of=column)
    return replace(tab, rows=(*tab.rows, total))
