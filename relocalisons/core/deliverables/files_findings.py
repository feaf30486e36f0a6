"""Pure: files of deliverables that are not as expected: empty, format, name, version, closed."""

from collections.abc import Iterator

from relocalisons.core.deliverables.files import (
    FilesFound,
    WrongFile,
    expected_extension,
    folders_in_common,
    look_for_files,
    typed_version,
)
from relocalisons.core.deliverables.findings import DeliverableKind, is_expected
from relocalisons.core.deliverables.words import (
    NOT_BEGUN,
    THERE,
    DeliverableStatus,
    Readers,
    read_deliverable_status,
    read_readers,
)
from relocalisons.core.kernel.drive_files import DriveTree, drive_id
from relocalisons.core.kernel.model import (
    Audience,
    Deliverable,
    DriveItem,
    Finding,
    FindingKind,
    Programme,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, quote_cell, say_contact, say_line
from relocalisons.core.kernel.words.french import NBSP

EVERYBODY = frozenset(("anyone", "anyoneWithLink"))

_KIND = {
    WrongFile.EMPTY: DeliverableKind.DELIVERABLE_EMPTY,
    WrongFile.FORMAT: DeliverableKind.DELIVERABLE_FORMAT,
    WrongFile.NAME: DeliverableKind.DELIVERABLE_NAME,
}


def find_deliverable_files(programme: Programme) -> tuple[Finding, ...]:
    """What the Drive and the sheet do not agree on, whatever the due date.

    Nothing is concluded from an empty listing, from a deliverable that says neither rule nor link,
    nor from a status in doubt.
    """
    if not programme.items:
        return ()
    tree = programme.drive
    shared = folders_in_common(programme)
    found: list[Finding] = []
    for deliverable in programme.deliverables:
        checked = deliverable.naming_rule or deliverable.file_link
        if not is_expected(deliverable) or not checked:
            continue
        files = look_for_files(deliverable, tree=tree, shared_folders=shared)
        row = programme.row_at(deliverable.place, table="deliverables")
        about = _About(deliverable, programme)
        if files.item is None:
            found.extend(_not_there(about, files))
        else:
            found.extend(_there(about, files, files.item, row=row, tree=tree))
    return tuple(found)


class _About:
    """One deliverable, and the sentences that all its findings begin with."""

    def __init__(self, deliverable: Deliverable, programme: Programme) -> None:
        self.deliverable = deliverable
        self.label = label_of(deliverable.number, deliverable.title)
        name = say_line(deliverable, programme)
        self.it, self.of_it = f"Le livrable {name}", f"du livrable {name}"
        self.contact = say_contact(programme, deliverable.owner)

    def finding(
        self,
        kind: FindingKind,
        *,
        title: str,
        order: str,
        ask: str,
        columns: tuple[str, ...],
        severity: Severity = Severity.WATCH,
    ) -> Finding:
        deliverable = self.deliverable
        return Finding(
            kind=kind,
            subject=deliverable.key or self.label or f"ligne {deliverable.place.row}",
            partner=deliverable.owner,
            severity=severity,
            audience=Audience.PARTNER if deliverable.owner else Audience.COORDINATION,
            title=title,
            action=order,
            label=self.label,
            evidence=tuple(deliverable.place.cell(column) for column in columns),
            ask=ask if deliverable.owner else "",
        )


def says_done(deliverable: Deliverable) -> bool:
    """Whether its status says that the file was handed in."""
    return read_deliverable_status(deliverable.status).value in THERE


def _not_there(about: _About, files: FilesFound) -> Iterator[Finding]:
    deliverable = about.deliverable
    if files.wrong is not None and files.why is not None:
        yield _wrong(about, files.wrong, files.why)
    elif says_done(deliverable):
        said = quote_cell(deliverable.status or "")
        yield about.finding(
            DeliverableKind.DONE_WITHOUT_FILE,
            title=f"{about.it} est dit {said}, et son fichier n’est pas dans le Drive.",
            order=f"Demander à {about.contact} où est le fichier, ou de corriger le statut.",
            ask=f"Le statut est {said}, mais nous ne trouvons pas le fichier. Déposez-le dans son "
            "dossier, ou corrigez le statut.",
            columns=("status", "file_link" if deliverable.file_link else "naming_rule"),
        )


def _wrong(about: _About, item: DriveItem, why: WrongFile) -> Finding:
    name = quote_cell(item.name, limit=90)
    rule = quote_cell(about.deliverable.naming_rule or "", limit=90)
    extension = (expected_extension(about.deliverable) or "").upper()
    if why is WrongFile.EMPTY:
        title = f"Le fichier {about.of_it} est vide{NBSP}: {name}."
        ask = f"Le fichier {name} est vide. Déposez-le de nouveau."
        order = f"Demander à {about.contact} de déposer le fichier de nouveau."
    elif why is WrongFile.FORMAT:
        title = f"Le fichier {about.of_it} n’est pas au format attendu ({extension}){NBSP}: {name}."
        ask = f"Le fichier {name} est là, mais il est attendu au format {extension}."
        order = f"Demander à {about.contact} le fichier au format {extension}."
    else:
        title = (
            f"Un fichier est dans le dossier {about.of_it} sous un autre nom que prévu{NBSP}: "
            f"{name} au lieu de {rule}."
        )
        ask = f"Renommez le fichier {name} selon la règle {rule}, si c’est bien celui attendu."
        order = f"Vérifier si c’est le bon fichier, et le faire renommer par {about.contact}."
    return about.finding(_KIND[why], title=title, order=order, ask=ask, columns=("naming_rule",))


def _there(
    about: _About, files: FilesFound, item: DriveItem, *, row: Row | None, tree: DriveTree
) -> Iterator[Finding]:
    deliverable = about.deliverable
    if read_deliverable_status(deliverable.status).value in NOT_BEGUN:
        said = quote_cell(deliverable.status or "")
        yield about.finding(
            DeliverableKind.FILE_BEFORE_STATUS,
            title=f"Le fichier {about.of_it} est dans le Drive alors que son statut est {said}.",
            order=f"Demander à {about.contact} de mettre le statut à jour, ou retirer le fichier.",
            ask=f"Le fichier est dans le Drive, mais le statut est resté {said}. Mettez-le à jour.",
            columns=("status",),
            severity=Severity.INFO,
        )
    yield from _version(about, files, row=row)
    yield from _closed(about, item, row=row, tree=tree)


def _version(about: _About, files: FilesFound, *, row: Row | None) -> Iterator[Finding]:
    said = typed_version(row.text("version")) if row else None
    if said is None or files.version is None or said == files.version:
        return
    typed, there = (".".join(map(str, version)) for version in (said, files.version))
    behind = said > files.version
    yield about.finding(
        DeliverableKind.DELIVERABLE_VERSION,
        title=f"La version {about.of_it} ne concorde pas{NBSP}: v{typed} dans la feuille, "
        f"v{there} dans le Drive.",
        order=f"Demander à {about.contact} quelle version est la bonne.",
        ask=f"La feuille annonce la version v{typed}, et le Drive n’a que la v{there}. Déposez la "
        "dernière version, ou corrigez la feuille."
        if behind
        else f"Le Drive a une version v{there}, et la feuille dit v{typed}. Corrigez la feuille.",
        columns=("version",),
        severity=Severity.INFO,
    )


def _closed(
    about: _About, item: DriveItem, *, row: Row | None, tree: DriveTree
) -> Iterator[Finding]:
    """Who should be able to open it: everybody once a public one is out, else its folder's readers.

    Where the Drive does not tell the rights of a file, nothing is concluded.
    """
    rights = item.permission_ids
    if row is None or rights is None:
        return
    readers = row.said("confidentiality", read_readers).value
    status = read_deliverable_status(about.deliverable.status).value
    is_out = status is DeliverableStatus.PUBLISHED
    if readers is Readers.PUBLIC and is_out and not EVERYBODY & set(rights):
        yield about.finding(
            DeliverableKind.DELIVERABLE_CLOSED,
            title=f"{about.it} est public et dit diffusé, mais son fichier ne s’ouvre qu’aux "
            "membres du Drive.",
            order=f"Ouvrir {quote_cell(item.name, limit=80)} à tous ceux qui ont le lien.",
            ask="",
            columns=("confidentiality", "status"),
        )
        return
    folder = tree.items.get(drive_id(about.deliverable.folder) or "")
    expected = set(folder.permission_ids or ()) if folder else set[str]()
    if readers in (Readers.PUBLIC, Readers.PARTNERS) and expected - set(rights):
        yield about.finding(
            DeliverableKind.DELIVERABLE_CLOSED,
            title=f"Le fichier {about.of_it} ne s’ouvre pas à tous ceux qui lisent son dossier.",
            order=f"Rétablir l’accès de {quote_cell(item.name, limit=90)} dans son dossier.",
            ask="",
            columns=("confidentiality",),
        )
