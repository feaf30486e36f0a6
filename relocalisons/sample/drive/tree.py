"""Sample: the folders of the shared drive and the files that a programme piles up in them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random

from relocalisons.sample.deliverables.lines import PlannedDeliverable
from relocalisons.sample.drive.copies import make_copies
from relocalisons.sample.engine import ids
from relocalisons.sample.engine.cells import Row, Typed
from relocalisons.sample.engine.days import at_noon, between
from relocalisons.sample.engine.events import CellsTyped, Event, FileUploaded, RowAdded
from relocalisons.sample.engine.files import MIME_TYPES, make_file, make_logo
from relocalisons.sample.engine.people import COORDINATOR_EMAIL, Team
from relocalisons.sample.engine.structures import PRODUCERS, STRUCTURES
from relocalisons.sample.engine.workspace import DOCUMENT, FOLDER, File
from relocalisons.sample.money.budget import GRANTS, STARTER
from relocalisons.sample.plan.titles import WORK_STREAMS
from relocalisons.sample.reports.word_templates import funder_template

_OPENED = date(2025, 9, 2)
_ITEMS = 585  # in the drive on the eve of the story, the 24 workbooks included
_WORKBOOKS = 24

_TOP = (
    "01 Partenaires",
    "02 Livrables",
    "03 COPIL",
    "04 Financeurs",
    "05 Rapports",
    "06 Communication",
    "07 Producteurs",
)
_COPILS = (("R-01", "2025-10-09 COPIL 1"), ("R-05", "2026-01-15 COPIL 2"))
_COMMUNICATION = ("Photos", "Logos des financeurs", "Presse")


def make_tree(
    deliverables: tuple[File, ...],
    *,
    outputs: tuple[PlannedDeliverable, ...],
    spent: Mapping[str, tuple[Row, ...]],
    teams: Mapping[str, Team],
) -> tuple[File, ...]:
    """Every folder and file of the eve of the story, spreadsheets of the follow-up apart."""
    folders = tuple(_folders(outputs))
    files = (
        *deliverables,
        *_supporting_documents(spent, teams=teams),
        *_quality_files(teams),
        *_meeting_files(),
        *_funder_files(),
        *_logos(teams["P21"]),
        *_attestations(teams),
        *make_copies(teams),
    )
    missing = _ITEMS - _WORKBOOKS - len(folders) - len(files)
    return folders + files + tuple(_photos(max(0, missing), teams=teams))


def _folder(key: str, name: str, parent: str) -> File:
    return File(
        file_id=ids.file_id(f"folder/{key}"),
        name=name,
        parent_id=parent,
        mime_type=FOLDER,
        created_at=at_noon(_OPENED),
        modified_at=at_noon(_OPENED),
        editor=COORDINATOR_EMAIL,
    )


def folder_id(key: str) -> str:
    """The id of a folder by its key: `top/02`, `partner/P07`, `L04`…"""
    return ids.file_id(f"folder/{key}")


def _folders(outputs: tuple[PlannedDeliverable, ...]) -> list[File]:
    found = [_folder(f"top/{name[:2]}", name, ids.SHARED_DRIVE) for name in _TOP]
    for each in STRUCTURES:
        name = f"{each.code} – {each.name}"
        found.append(_folder(f"partner/{each.code}", name, folder_id("top/01")))
    found += [
        _folder(f"stream/{stream[0]}", f"Axe {stream}", folder_id("top/02"))
        for stream in WORK_STREAMS
    ]
    for output in outputs:
        name = f"{output.number} {output.title.title}"
        parent = folder_id(f"stream/{output.title.action[1]}")
        found.append(_folder(output.number, name, parent))
    found += [_folder(f"copil/{code}", name, folder_id("top/03")) for code, name in _COPILS]
    found += [_folder(f"funder/{grant.code}", grant.code, folder_id("top/04")) for grant in GRANTS]
    found += [
        _folder(f"communication/{name}", name, folder_id("top/06")) for name in _COMMUNICATION
    ]
    for each in PRODUCERS:
        name = f"{each.code} – {each.name}"
        found.append(_folder(f"producer/{each.code}", name, folder_id("top/07")))
    return found


def _file(
    key: str, name: str, parent: str, *, on: date, editor: str, title: str = "", mime: str = ""
) -> File:
    extension = name.rpartition(".")[2] if not mime else "docx"
    return File(
        file_id=ids.file_id(key),
        name=name,
        parent_id=parent,
        mime_type=mime or MIME_TYPES[extension],
        created_at=at_noon(on),
        modified_at=at_noon(on),
        editor=editor,
        content=make_file(extension, title=title or name),
    )


# The pieces of an expense that lie in the project's Drive; a pay slip never does.
_PIECES = {
    "invoice": ("invoice", "Facture"),
    "proof_of_payment": ("payment", "Preuve de paiement"),
    "quote": ("quote", "Devis"),
}


def _supporting_documents(
    spent: Mapping[str, tuple[Row, ...]], *, teams: Mapping[str, Team]
) -> list[File]:
    """The pieces to which « Dépenses » links on the eve of the story."""
    return [
        piece
        for partner, rows in spent.items()
        for row in rows
        for piece in _pieces(partner, row.uid, row.cells, teams=teams, on=_invoiced(row))
    ]


def piece_events(
    events: Iterable[Event], *, there: tuple[File, ...], teams: Mapping[str, Team]
) -> Iterator[FileUploaded]:
    """The pieces that are dropped when a line of « Dépenses » that links to them is typed."""
    known = {file.file_id for file in there}
    for event in events:
        if isinstance(event, RowAdded) and event.table == "expenses":
            uid, cells = event.row.uid, event.row.cells
        elif isinstance(event, CellsTyped) and event.table == "expenses":
            uid, cells = event.uid, event.cells
        else:
            continue
        for piece in _pieces(event.owner, uid, cells, teams=teams, on=event.on):
            if piece.file_id not in known:
                known.add(piece.file_id)
                yield FileUploaded(on=event.on, owner=event.owner, file=piece)


def _pieces(
    partner: str, uid: str, cells: Mapping[str, Typed], *, teams: Mapping[str, Team], on: date
) -> Iterator[File]:
    parent, editor = folder_id(f"partner/{partner}"), teams[partner].accountant.email
    for column, (kind, word) in _PIECES.items():
        if column not in cells or cells[column].meaning != ids.file_url(
            ids.file_id(f"{kind}/{uid}")
        ):
            continue
        said = [str(cells[name].meaning) for name in ("supplier", "label") if name in cells]
        yield _file(
            f"{kind}/{uid}", f"{word} {uid}.pdf", parent, on=on, editor=editor,
            title=" – ".join(said),
        )  # fmt: skip


def _invoiced(row: Row) -> date:
    on = row.cell("invoice_date").meaning
    assert isinstance(on, date)
    return on


def _quality_files(teams: Mapping[str, Team]) -> list[File]:
    files = []
    for producer in PRODUCERS:
        parent, editor = folder_id(f"producer/{producer.code}"), teams[producer.code].contact.email
        for index in range(2):
            name = f"Certificat {producer.code} {index + 1}.pdf"
            key = f"certificate/{producer.code}/{index}"
            files.append(_file(key, name, parent, on=date(2025, 11, 5), editor=editor))
        name = f"CR visite d’automne {producer.code}.docx"
        key = f"visit-report/{producer.code}"
        files.append(_file(key, name, parent, on=date(2025, 10, 30), editor=COORDINATOR_EMAIL))
    return files


def _meeting_files() -> list[File]:
    """Minutes are native documents, as the coordinator writes them in her browser."""
    files = []
    for code, kind, on, copil in (
        ("R-01", "COPIL", date(2025, 10, 13), "R-01"),
        ("R-02", "COTECH", date(2025, 11, 10), None),
        ("R-03", "GT Logistique", date(2025, 12, 1), None),
        ("R-04", "COTECH", date(2025, 12, 15), None),
    ):
        parent = folder_id(f"copil/{copil}") if copil else folder_id("top/03")
        files.append(
            _file(
                f"meeting/{code}",
                f"{code} Compte rendu {kind}",
                parent,
                on=on,
                editor=COORDINATOR_EMAIL,
                mime=DOCUMENT,
            )
        )
        name = f"{code} Feuille d’émargement.pdf"
        files.append(_file(f"signatures/{code}", name, parent, on=on, editor=COORDINATOR_EMAIL))
    name = "Projet d’ordre du jour COPIL 2.docx"
    files.append(
        _file(
            "agenda/R-05",
            name,
            folder_id("copil/R-05"),
            on=date(2025, 12, 22),
            editor=COORDINATOR_EMAIL,
        )
    )
    return files


def _funder_files() -> list[File]:
    files = []
    for grant in GRANTS:
        parent = folder_id(f"funder/{grant.code}")
        for name in (
            f"Convention {grant.code} signée.pdf",
            f"Annexe financière {grant.code}.xlsx",
            f"Modèle de rapport {grant.code}.docx",
            f"Règlement {grant.code}.pdf",
        ):
            key = f"funder-file/{name}"
            file = _file(key, name, parent, on=date(2025, 9, 15), editor=COORDINATOR_EMAIL)
            if name.startswith("Modèle") and grant.has_template:
                file = replace(file, content=funder_template(grant.code))
            files.append(file)
    return files


def _attestations(teams: Mapping[str, Team]) -> list[File]:
    files = []
    for code, team in teams.items():
        for kind in ("Assurance responsabilité civile", "Attestation de vigilance sociale"):
            key = f"attestation/{code}/{kind}"
            parent = folder_id(f"partner/{code}")
            editor = team.accountant.email
            files.append(_file(key, f"{kind}.pdf", parent, on=date(2025, 10, 6), editor=editor))
    return files


def _logos(team: Team) -> list[File]:
    """The funders' logos, as the contractor put them into the Drive."""
    colours = ((20, 90, 120), (60, 110, 40), (120, 50, 90), (150, 90, 20))
    return [
        replace(
            _file(
                f"logo/{grant.code}",
                f"Logo {grant.code}.png",
                folder_id("communication/Logos des financeurs"),
                on=date(2025, 9, 15),
                editor=team.contact.email,
            ),
            content=make_logo(grant.code, colour=colour),
        )
        for grant, colour in zip((*GRANTS, STARTER), colours, strict=True)
    ]


def _photos(count: int, *, teams: Mapping[str, Team]) -> list[File]:
    """Pictures, notes and delivery notes: what fills a drive."""
    rng = Random("photos")
    files = []
    for index in range(count):
        on = between(rng, date(2025, 9, 10), date(2025, 12, 20))
        producer = PRODUCERS[index % len(PRODUCERS)]
        editor = teams[producer.code].contact.email
        parent = folder_id(f"producer/{producer.code}")
        name = f"{on:%Y-%m-%d} Bon de livraison {index + 1:03d}.pdf"
        if index % 4 == 1:
            name = f"{on:%Y-%m-%d} Photo parcelle {index + 1:03d}.png"
        elif index % 4 == 2:
            parent, editor = folder_id("communication/Photos"), teams["P21"].contact.email
            name = f"{on:%Y-%m-%d} Reportage {index + 1:03d}.png"
        elif index % 4 == 3:
            structure = STRUCTURES[index % len(STRUCTURES)]
            parent = folder_id(f"partner/{structure.code}")
            editor = teams[structure.code].deputy.email
            name = f"{on:%Y-%m-%d} Notes de réunion {index + 1:03d}.txt"
        files.append(_file(f"filler/{index}", name, parent, on=on, editor=editor))
    return files
