"""Pure: how a new tab of the workspace looks: headers, notes, lists, formats, colours, protection.

Formats and lists cover the rows in use and a few to come, never a whole column: a formatted blank
cell is a cell that every reading has to bring home.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.kernel.definition import (
    ALL_SUBJECTS,
    Column,
    ColumnKind,
    Subject,
    TableSchema,
)
from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.kernel.words.french import NBSP, THIN, quote
from relocalisons.core.sources.words import AS_IT_STANDS, OFFERED
from relocalisons.core.tables import TABLES
from relocalisons.core.workspace.choices import choices_of
from relocalisons.core.workspace.plan import PROTECTED, columns_for

ROWS_READY = 40  # rows that a new tab is ready for
ROWS_SPARE = 10  # with fewer blank rows left than that, a later run readies as many more


class NumberPattern(StrEnum):
    """How numbers of a column are shown; `@` is plain text."""

    NONE = ""
    DATE = "dd/mm/yyyy"
    MONEY = "#,##0.00"
    PERCENT = "0%"
    TEXT = "@"


class Colour(StrEnum):
    """What a word in a list means at a glance; the word itself is always there too."""

    GOOD = "good"
    WATCH = "watch"
    ALERT = "alert"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """One column of a new tab."""

    header: str
    note: str
    width: int  # pixels
    asked: bool
    pattern: NumberPattern
    choices: tuple[str, ...]
    colours: tuple[tuple[str, Colour], ...]  # word → colour
    wraps: bool = False  # its words are read in its width


@dataclass(frozen=True, slots=True, kw_only=True)
class TabLook:
    """A new tab. `closed`: the coordination alone edits it; else its headers warn."""

    title: str
    columns: tuple[ColumnLook, ...]
    frozen_columns: int
    rows: int  # ready rows below the header
    closed: bool


_PATTERNS: Mapping[ColumnKind, NumberPattern] = {
    ColumnKind.DATE: NumberPattern.DATE,
    ColumnKind.MONEY: NumberPattern.MONEY,
    ColumnKind.PERCENT: NumberPattern.PERCENT,
    ColumnKind.PROGRESS: NumberPattern.PERCENT,
    # « 2026-03 » or « 1.10 » typed as a number or a reference would become dates and numbers.
    ColumnKind.ID: NumberPattern.TEXT,
    ColumnKind.IDS: NumberPattern.TEXT,
}

_WIDTHS: Mapping[ColumnKind, int] = {
    ColumnKind.ID: 90,
    ColumnKind.IDS: 130,
    ColumnKind.TEXT: 210,
    ColumnKind.CHOICE: 140,
    ColumnKind.PARTNER: 150,
    ColumnKind.EMAIL: 220,
    ColumnKind.URL: 200,
}

# What she opens from a telephone of 390 pixels: all of an exchange but its promise.
_OWN_WIDTHS: Mapping[tuple[str, str], int] = {
    ("contacts", "date"): 80,
    ("contacts", "partner"): 84,
    ("contacts", "person"): 86,
    ("contacts", "said"): 140,
}
_FROZEN: Mapping[str, int] = {"partners": 1}  # its code stays beside its address and telephone

_COLOURS: Mapping[str, Colour] = {
    "terminé": Colour.GOOD,
    "validé": Colour.GOOD,
    "diffusé": Colour.GOOD,
    "payé": Colour.GOOD,
    "faite": Colour.GOOD,
    "publié": Colour.GOOD,
    "tenue": Colour.GOOD,
    "bon": Colour.GOOD,
    "accepté": Colour.GOOD,
    "en signature": Colour.WATCH,
    "reportée": Colour.WATCH,
    "rompu": Colour.ALERT,
    "en relecture": Colour.WATCH,
    "moyen": Colour.WATCH,
    "à revoir": Colour.WATCH,
    "bloqué": Colour.ALERT,
    "refusé": Colour.ALERT,
    "rejeté": Colour.ALERT,
    "préoccupant": Colour.ALERT,
    "abandonné": Colour.QUIET,
    "annulée": Colour.QUIET,
    "caduque": Colour.QUIET,
}


def look_of(
    table: TableSchema,
    *,
    partners: Iterable[str],
    rows: int = ROWS_READY,
    subjects: Collection[Subject] = ALL_SUBJECTS,
) -> TabLook:
    """The look of a new tab of a table; `partners` are the codes offered in its lists.

    `subjects`: those of the programme; nothing of another one is named.
    """
    codes = tuple(partners)
    return TabLook(
        title=table.title,
        columns=tuple(
            _column(table, column, codes, subjects) for column in columns_for(table, subjects)
        ),
        frozen_columns=_FROZEN.get(table.name, 0),
        rows=rows,
        closed=table.name in PROTECTED,
    )


def rows_to_ready(tab: TabGrid) -> int:
    """How many rows to add below a tab of ours; none while enough of its grid is blank."""
    spare = tab.height - len(tab.rows)
    return ROWS_READY if tab.height and spare < ROWS_SPARE else 0


def _column(
    table: TableSchema,
    column: Column,
    partners: tuple[str, ...],
    subjects: Collection[Subject],
) -> ColumnLook:
    choices = choices_of(
        table,
        column,
        partners=partners,
        tables=[
            each.title
            for each in TABLES
            if each.name not in _NEVER_SOURCES and each.serves(subjects)
        ],
        subjects=subjects,
    )
    return ColumnLook(
        header=column.header,
        note=note_of(table, column, choices=choices),
        width=_OWN_WIDTHS.get((table.name, column.name), _WIDTHS.get(column.kind, 110)),
        asked=column.asked,
        pattern=_PATTERNS.get(column.kind, NumberPattern.NONE),
        choices=choices,
        colours=tuple((word, _COLOURS[word]) for word in choices if word in _COLOURS),
        wraps=(table.name, column.name) in _OWN_WIDTHS and column.kind is ColumnKind.TEXT,
    )


_NEVER_SOURCES = frozenset({"sources", "settings", "anomalies", "reminders"})


_BY_KIND: Mapping[ColumnKind, str] = {
    ColumnKind.ID: "Un numéro ou un code, le même partout, jamais réutilisé.",
    ColumnKind.IDS: f"Un ou plusieurs numéros, séparés par des points-virgules{NBSP}: A1.2; A2.1.",
    ColumnKind.TEXT: "Texte libre.",
    ColumnKind.CHOICE: "À choisir dans la liste.",
    ColumnKind.PARTNER: f"Le code du partenaire (P07). Son nom convient aussi{THIN}; un autre nom "
    f"usuel se déclare dans {quote('Paramètres')}, ligne {quote('Synonyme')}.",
    ColumnKind.DATE: f"Une date{NBSP}: 12/03/2026. Si elle n’est pas encore fixée, "
    f"{quote('fin mars 2026')} ou {quote('2e trimestre 2026')} conviennent "
    f"(comptées au dernier jour). Laisser vide plutôt que {quote('à voir')}.",
    ColumnKind.NUMBER: "Un nombre, sans unité.",
    ColumnKind.MONEY: f"Un montant en euros{NBSP}: 1 234,50.",
    ColumnKind.PERCENT: f"Un pourcentage{NBSP}: 80 %.",
    ColumnKind.PROGRESS: f"L’avancement réel, de 0 % à 100 %. 100 %{NBSP}: c’est terminé.",
    ColumnKind.QUANTITY: f"Une quantité et son unité{NBSP}: 12 t, 350 kg, 0,5 ha.",
    ColumnKind.STATUS: f"À choisir dans la liste. Le retard n’est pas à saisir{NBSP}: il est "
    "calculé.",
    ColumnKind.EMAIL: "Une seule adresse par cellule. En cas de doute, rien n’est envoyé.",
    ColumnKind.URL: f"Un lien{NBSP}: dans le Drive, clic droit sur le fichier, "
    f"{quote('Copier le lien')}.",
    ColumnKind.YESNO: "oui ou non.",
}

_OWN: Mapping[tuple[str, str], str] = {
    ("actions", "number"): f"Le numéro de l’action dans le plan{NBSP}: A2.3. Il ne change "
    "jamais, même si la ligne est déplacée.",
    ("actions", "planned_end"): "La date fixée au départ. Elle ne se réécrit pas en cas de "
    f"report{NBSP}: la nouvelle date va dans {quote('Fin révisée')}.",
    ("actions", "revised_end"): f"La nouvelle date de fin en cas de report. C’est elle qui compte"
    f"{THIN}; {quote('Fin prévue')} reste telle quelle.",
    ("actions", "actual_end"): "Le jour où l’action s’est réellement terminée.",
    ("actions", "predecessors"): "Les actions à terminer avant celle-ci, séparées par des "
    f"points-virgules{NBSP}: A1.2; A2.1.",
    ("deliverables", "naming_rule"): "Le nom que portera le fichier, l’étoile remplaçant ce qui "
    f"varie{NBSP}: RELOC_L04_*_v*.pdf. Le fichier est reconnu à ce nom dans le Drive.",
    ("deliverables", "folder"): "Le dossier du Drive où le fichier sera déposé. Vide : tout le "
    "Drive est regardé.".replace(" :", f"{NBSP}:"),
    ("partners", "code"): f"Le code court du partenaire{NBSP}: P07. Il ne change jamais.",
    ("partners", "email"): "Une seule adresse, celle à qui écrire. Les autres interlocuteurs vont "
    f"dans {quote('Interlocuteurs')}.",
    ("partners", "google_account"): f"non{NBSP}: cette personne ne peut pas ouvrir le Drive "
    "(pas de compte Google à son adresse). Elle dépose un .xlsx, ou vous saisissez pour elle.",
    ("partners", "channel"): f"téléphone{NBSP}: aucun message, la personne est à appeler.",
    ("partners", "active"): f"non{NBSP}: le partenaire a quitté le programme, ses points se "
    "ferment et plus rien ne lui est envoyé.",
    (
        "sources",
        "workbook",
    ): "Le lien du classeur, d’un fichier .xlsx, .ods, .xls ou .csv, ou d’un dossier du "
    f"Drive (le fichier le plus récent du dossier fait alors foi){THIN}; {quote('Pilotage')} pour "
    "ce classeur-ci.",
    ("sources", "tab"): f"Le nom de l’onglet, tel qu’il est écrit. Vide{NBSP}: le seul du fichier.",
    ("sources", "header_row"): "À remplir seulement si la ligne d’en-tête n’est pas reconnue.",
    ("sources", "active"): f"non{NBSP}: cette source n’est plus lue. {quote(OFFERED)}{NBSP}: ligne "
    f"ajoutée par le service, lue après votre {quote('oui')} dans "
    f"{quote('Correspondance confirmée')}.",
    ("sources", "mapping"): "Quelles colonnes du classeur correspondent à celles du tableau, "
    f"proposé par le service{NBSP}: {quote('Fin prévue = Date butoir')}, notre titre à gauche. À "
    f"corriger si besoin. {quote(AS_IT_STANDS)}{NBSP}: rien à corriger.",
    ("sources", "confirmed"): f"oui{NBSP}: la correspondance proposée est la bonne et s’applique. "
    f"non{NBSP}: la ligne proposée est écartée.",
    ("settings", "name"): f"Par exemple {quote('Tout suspendre')}, {quote('Pause')}, "
    f"{quote('Synonyme')}, {quote('Fermeture')}, {quote('Alias de colonne')}.",
    ("settings", "value"): f"Ce que vaut la ligne. Pour un {quote('Synonyme')}, l’autre nom du "
    f"partenaire{THIN}; pour un {quote('Alias de colonne')}, le titre qu’emploient les gens.",
    ("settings", "scope"): f"À qui ou à quoi elle s’applique{THIN}; vide{NBSP}: à tous. Pour un "
    f"{quote('Synonyme')}, le code du partenaire{THIN}; pour un {quote('Alias de colonne')}, "
    f"{quote('Plan d’action / Fin prévue')}.",
    ("report_schedule", "closed"): "oui dès que les données de la période ne bougent plus.",
    ("contacts", "promised"): "La date promise pendant l’appel ; elle arrête les relances "
    "jusque-là.".replace(" ;", f"{THIN};"),
    ("commitments", "volume"): f"Le volume promis pour la période, avec son unité{NBSP}: 2,5 t.",
}


def note_of(table: TableSchema, column: Column, *, choices: Sequence[str] = ()) -> str:
    """The note of one column: what to type, the list if any, and whether it must be filled in."""
    text = _OWN.get((table.name, column.name)) or _BY_KIND[column.kind]
    if choices and len(choices) <= 10 and column.kind is not ColumnKind.YESNO:
        text += f"\nListe{NBSP}: {', '.join(choices)}."
    if column.asked:
        text += "\nÀ remplir sur chaque ligne."
    return text
