"""Small builders of workbooks and snapshots, drawn as people see them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from relocalisons.core.kernel.model import (
    Cell,
    DriveItem,
    Programme,
    Snapshot,
    SourceProblem,
    TabGrid,
    WorkbookGrid,
)
from relocalisons.core.programme.programme import understand
from relocalisons.core.sources.parameters import read_parameters
from relocalisons.core.sources.sources import read_sources

NIGHT = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)
TUESDAY = date(2026, 3, 3)
PILOTAGE_ID = "pilotage-00000000000000000"
P01_ID = "workbook-of-p01-0000000000"
P02_ID = "workbook-of-p02-0000000000"

PARTNERS = """
    Code | Structure                | Type         | Référent  | E-mail
    P01  | Ville de Grasse          | collectivité | Anne Roux | anne@grasse.example
    P02  | Chambre d'agriculture 06 | chambre      | Luc Blanc | luc@ca06.example
"""
PLAN = """
    N° action | Intitulé | Responsable | Début prévu | Fin prévue | Avancement | Statut
    A1.1      | Former   | P01         | 05/01/2026  | 13/02/2026 | 40 %       | en cours
"""
DELIVERABLES = """
    N°  | Titre           | Responsable | Échéance   | Règle de nommage | Statut
    L04 | Guide des repas | P01         | 20/02/2026 | RELOC_L04_*.pdf  | à produire
"""


def drawn(table: str) -> tuple[tuple[object, ...], ...]:
    """Rows of a table drawn with `|`; `~text~` is struck through, an empty cell is None."""
    lines = [line for line in table.splitlines() if line.strip()]
    return tuple(tuple(_cell(part.strip()) for part in line.split("|")) for line in lines)


def _cell(text: str) -> object:
    if not text:
        return None
    if text.startswith("~") and text.endswith("~"):
        return Cell(text.strip("~"), struck=True)
    return text


def tab(title: str, table: str | Sequence[Sequence[object]], *, sheet_id: int = 0) -> TabGrid:
    rows = drawn(table) if isinstance(table, str) else tuple(map(tuple, table))
    return TabGrid(sheet_id=sheet_id or abs(hash(title)) % 10_000, title=title, rows=rows)


def book(file_id: str, *tabs: TabGrid, name: str = "", read_at: datetime = NIGHT) -> WorkbookGrid:
    return WorkbookGrid(
        file_id=file_id,
        name=name or f"Suivi {file_id.split('-')[2].upper()}",
        version="1",
        modified_time=NIGHT,
        read_at=read_at,
        tabs=tabs,
    )


def pilotage(
    *tabs: TabGrid, sources: str = "", partners: str = PARTNERS, settings: str = ""
) -> WorkbookGrid:
    """« Pilotage »; `sources` holds lines `table | partner | workbook | tab`."""
    registry = "Table | Partenaire | Classeur | Onglet\n" + sources
    parameters = "Paramètre | Valeur | Portée | Jusqu'au\n" + settings
    return book(
        PILOTAGE_ID,
        tab("Sources", registry),
        tab("Paramètres", parameters),
        tab("Partenaires", partners),
        *tabs,
        name="Pilotage",
    )


def night(
    *books: WorkbookGrid,
    items: Iterable[DriveItem] = (),
    problems: Iterable[SourceProblem] = (),
    read_at: datetime = NIGHT,
) -> Snapshot:
    return Snapshot(
        snapshot_id="s1",
        read_at=read_at,
        workbooks=books,
        items=tuple(items),
        problems=tuple(problems),
    )


def understood(
    snapshot: Snapshot,
    *,
    as_of: date = TUESDAY,
    previous: Snapshot | None = None,
    decided: Iterable[str] = (),
) -> Programme:
    """The programme of a snapshot, through its own registry and parameters."""
    own = snapshot.workbook(PILOTAGE_ID)
    assert own is not None
    registry = read_sources(own)
    return understand(
        snapshot,
        sources=registry.entries,
        registry_findings=registry.findings,
        parameters=read_parameters(own, as_of=as_of),
        code="relocalisons",
        name="Relocalisons",
        as_of=as_of,
        previous=previous,
        decided=frozenset(decided),
    )


def one_partner(
    *tabs: TabGrid, settings: str = "", partners: str = PARTNERS, own: Sequence[TabGrid] = ()
) -> Snapshot:
    """« Pilotage » and the workbook of P01, whose tabs are all registered under their title."""
    known = {"Plan d'action", "Livrables", "Livraisons"}
    lines = "\n".join(
        f"{each.title} | P01 | {P01_ID} | {each.title}" for each in tabs if each.title in known
    )
    return night(
        pilotage(*own, sources=lines, settings=settings, partners=partners), book(P01_ID, *tabs)
    )


def later(snapshot: Snapshot, *, days: int) -> Snapshot:
    """The same snapshot read some days before (negative) or after."""
    moved = timedelta(days=days)
    return replace(
        snapshot,
        read_at=snapshot.read_at + moved,
        workbooks=tuple(replace(each, read_at=each.read_at + moved) for each in snapshot.workbooks),
    )


# « Sources » of one partner with a plan and its deliverables, and both as they were the day before.
YESTERDAY = later(
    one_partner(tab("Plan d'action", PLAN, sheet_id=5), tab("Livrables", DELIVERABLES)), days=-1
)
BOTH = f"Plan d'action | P01 | {P01_ID} | Plan d'action\nLivrables | P01 | {P01_ID} | Livrables"
