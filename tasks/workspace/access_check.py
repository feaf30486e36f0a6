"""« Contrôle des accès »: every check on its own; one that breaks is told and the others go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from relocalisons.core.deliverables.words import (
    DeliverableStatus,
    Readers,
    read_deliverable_status,
    read_readers,
)
from relocalisons.core.kernel.model import (
    DateInterval,
    Programme,
    Severity,
    Snapshot,
    Trait,
    WorkbookGrid,
)
from relocalisons.core.kernel.words.french import count_of, plural_word, quote
from relocalisons.core.programme.programme import understand
from relocalisons.core.programme.registry import registry_in_force
from relocalisons.core.sources.source_choice import SourceChoice, put_in_force
from relocalisons.core.sources.sources import read_sources
from relocalisons.core.workspace.access import (
    AccessCheck,
    CheckState,
    check_addresses,
    check_deliverable,
    check_drive_role,
    check_members,
    check_ownership,
    check_readers,
    failed,
    passed,
    warning,
)
from relocalisons.errors import ConfigurationError, RelocalisonsError
from relocalisons.settings import Settings
from tasks.google.drive_rights import rights_on
from tasks.google.sign_in import account_of
from tasks.intake.snapshots import take_snapshot
from tasks.intake.who_is_who import who_is_who
from tasks.run.clock import Clock
from tasks.run.programme_run import Google
from tasks.workspace.access_facts import (
    compile_templates,
    measure_clock,
    measure_sender,
    measure_store,
    reader_of,
)
from tasks.workspace.privacy import check_privacy

_MOST_DELIVERABLES = 60  # sharing lists read in one check: one request each


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the checks stand on."""

    settings: Settings
    google: Google
    clock: Clock
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What was read for the checks."""

    snapshot: Snapshot
    programme: Programme
    pilotage: WorkbookGrid
    choices: tuple[SourceChoice, ...]


def check_access(ground: Ground) -> tuple[AccessCheck, ...]:
    """All checks, in the order in which they are to be mended."""
    checks = [
        _guarded("Horloge", lambda: measure_clock(ground.settings)),
        _guarded("Base du service", lambda: measure_store(ground.settings)),
        _guarded("Modèles de textes", compile_templates),
        _guarded("Clé des relances", lambda: _hmac(ground.settings)),
        _guarded("Dossier RGPD", lambda: check_privacy(ground.settings, as_of=ground.as_of)),
        _guarded("Envoi des messages", lambda: measure_sender(ground.settings)),
        _guarded("Identifiants Google", lambda: _signed_in(ground)),
    ]
    if checks[-1].state is CheckState.FAILED:
        return tuple(checks)
    checks += [
        _guarded("Propriété des fichiers", lambda: _ownership(ground)),
        _guarded("Droits sur le Drive", lambda: _drive_role(ground)),
    ]
    return (*checks, *_material(ground))


def _material(ground: Ground) -> Iterator[AccessCheck]:
    """What needs the Drive to be read: workbooks, tabs, headers, readers, addresses."""
    read: list[_Material] = []

    def reading() -> AccessCheck:
        read.append(_read(ground))
        books = read[0].snapshot.workbooks
        return passed(
            "Lecture", f"{count_of(len(books), 'classeur')} {plural_word(len(books), 'lu')}."
        )

    yield _guarded("Lecture", reading)
    if not read:
        return
    snapshot, programme, pilotage = read[0].snapshot, read[0].programme, read[0].pilotage
    yield _guarded("Écriture dans « Pilotage »", lambda: _may_write(ground, pilotage))
    yield from _tables(programme)
    yield from _choices(read[0].choices)
    yield _addresses(programme)
    people = who_is_who(ground.settings, programme)
    codes = {partner.code: partner.name for partner in programme.partners}
    if ground.settings.google.drive_id:
        yield _guarded(
            "Membres du Drive partagé",
            lambda: check_members(
                [
                    reader_of(right, people=people)
                    for right in rights_on(ground.google.drive, ground.settings.google.drive_id)
                ],
                names=codes,
            ),
        )
    owners = _owners(pilotage)
    readers = [
        _guarded(
            f"Lecteurs de {quote(book.name)}",
            lambda book=book: check_readers(
                book.name,
                [
                    reader_of(right, people=people)
                    for right in rights_on(ground.google.drive, book.file_id)
                ],
                owner=owners.get(book.file_id),
                names=codes,
            ),
        )
        for book in snapshot.workbooks
    ]
    yield from _told_once(
        readers,
        name="Lecteurs des classeurs",
        fine_one="classeur n’est partagé en propre qu’avec qui de droit",
        fine_many="classeurs ne sont partagés en propre qu’avec qui de droit",
    )
    yield from _deliverables(ground, programme, people=people)


def _told_once(
    checks: Sequence[AccessCheck], *, name: str, fine_one: str, fine_many: str
) -> Iterator[AccessCheck]:
    """Those to look at one by one, and one line for all the others."""
    unseen = [check for check in checks if check.state is not CheckState.PASSED]
    yield from unseen
    fine = len(checks) - len(unseen)
    if fine:
        yield passed(name, f"{count_of(fine, fine_one, fine_many)}.")


def _guarded(name: str, check: Callable[[], AccessCheck]) -> AccessCheck:
    """The check, or what stopped it as a failure of its own."""
    try:
        return check()
    except ConfigurationError as error:
        return failed(name, "Un réglage du service est à corriger.", f"Pour l’exploitant : {error}")
    except RelocalisonsError as error:
        return failed(name, str(error), "Corriger ce point, puis relancer « Contrôle des accès ».")


def _hmac(settings: Settings) -> AccessCheck:
    settings.hmac_key()
    return passed("Clé des relances", "La clé qui reconnaît les relances est là.")


def _signed_in(ground: Ground) -> AccessCheck:
    ground.google.drive.quota()
    who = "un compte de service" if account_of(ground.settings) else "le compte du projet"
    return passed("Identifiants Google", f"Connecté avec {who}.")


def _ownership(ground: Ground) -> AccessCheck:
    return check_ownership(
        service_account=account_of(ground.settings) is not None,
        drive_id=ground.settings.google.drive_id,
        quota=ground.google.drive.quota(),
    )


def _drive_role(ground: Ground) -> AccessCheck:
    drive_id = ground.settings.google.drive_id
    may = ground.google.drive.capabilities(drive_id or "root")
    return check_drive_role(
        may_add=may.get("canAddChildren", False),
        may_trash=may.get("canTrashChildren", False) or not drive_id,
        place="le Drive partagé" if drive_id else "Mon Drive",
    )


def _choices(choices: Sequence[SourceChoice]) -> Iterator[AccessCheck]:
    """Which file is in force, and why, wherever another one could have been."""
    told: set[str] = set()
    for choice in choices:
        if choice.reason not in told and (choice.left_out or choice.file is None):
            told.add(choice.reason)
            others = f" Non lus : {', '.join(map(quote, choice.left_out))}."
            said = choice.reason + (others if choice.left_out else "")
            yield passed(f"Source {choice.entry.partner or 'Pilotage'}", said)


def _read(ground: Ground) -> _Material:
    intake = take_snapshot(
        ground.google.drive,
        ground.google.sheets,
        pilotage_id=ground.settings.pilotage_to_read(),
        previous=None,
        mark=None,
        clock=ground.clock,
        sources_of=lambda book, items: (
            put_in_force(read_sources(book).entries, items=items).entries
        ),
    )
    snapshot = intake.snapshot
    pilotage = snapshot.workbooks[0]
    registry = registry_in_force(
        snapshot,
        pilotage_id=pilotage.file_id,
        previous=None,
        as_of=ground.as_of,
        lasts=DateInterval(ground.settings.programme.start, ground.settings.programme.end),
    )
    programme = understand(
        snapshot,
        sources=registry.sources.entries,
        registry_findings=registry.sources.findings,
        parameters=registry.parameters,
        code=ground.settings.programme.code,
        name=ground.settings.programme.name,
        as_of=ground.as_of,
    )
    return _Material(
        snapshot=snapshot, programme=programme, pilotage=pilotage, choices=registry.choices
    )


def _may_write(ground: Ground, pilotage: WorkbookGrid) -> AccessCheck:
    name = "Écriture dans « Pilotage »"
    if ground.google.drive.capabilities(pilotage.file_id).get("canEdit"):
        return passed(name, "Le service peut écrire ses onglets dans « Pilotage ».")
    return failed(
        name,
        "Le service lit « Pilotage » mais ne peut pas y écrire « Tableau de bord », « Anomalies » "
        "et « Relances ».",
        "Ouvrir « Pilotage », « Partager » : donner « Éditeur » au compte du service.",
    )


def _tables(programme: Programme) -> Iterator[AccessCheck]:
    """Each workbook, tab or header that cannot be read, in the words of its finding."""
    broken = [finding for finding in programme.findings if finding.kind.has(Trait.OUT_OF_REACH)]
    for finding in broken:
        # What waits for her « oui » works as far as it goes.
        tell = warning if finding.severity is Severity.WATCH else failed
        yield tell(f"Sources : {finding.label}", finding.title, finding.action)
    if not broken:
        count = sum(len(tables) for tables in programme.tables.values())
        yield passed(
            "Onglets et en-têtes",
            f"{count_of(count, 'tableau', 'tableaux')} {plural_word(count, 'reconnu')}.",
        )


def _addresses(programme: Programme) -> AccessCheck:
    usable: dict[str, list[str]] = {}
    unusable: list[str] = []
    for partner in programme.partners:
        if not partner.active:
            continue
        emails = partner.emails.value if partner.emails.is_set else None
        if emails is not None and len(emails) == 1:
            usable.setdefault(emails[0].lower(), []).append(partner.code)
        else:
            unusable.append(partner.code)
    shared = [" et ".join(codes) for codes in usable.values() if len(codes) > 1]
    return check_addresses(usable=sum(map(len, usable.values())), unusable=unusable, shared=shared)


def _owners(pilotage: WorkbookGrid) -> dict[str, str]:
    """Workbook → the partner whose it is; a workbook of several partners is nobody's."""
    owners: dict[str, set[str]] = {}
    for entry in read_sources(pilotage).entries:
        if entry.partner:
            owners.setdefault(entry.file_id, set()).add(entry.partner)
    return {file_id: next(iter(codes)) for file_id, codes in owners.items() if len(codes) == 1}


def _deliverables(
    ground: Ground, programme: Programme, *, people: dict[str, str]
) -> Iterator[AccessCheck]:
    """The deliverables whose audience is said and whose file is there."""
    tree = programme.drive
    rows = [row for table in programme.tables.get("deliverables", ()) for row in table.rows]
    active = [partner.code for partner in programme.partners if partner.active]
    checked: list[AccessCheck] = []
    left = 0
    for row in rows:
        readers = row.said("confidentiality", read_readers).value
        link, rule = row.text("file_link"), row.text("naming_rule")
        file = (tree.find_linked(link) if link else None) or (
            tree.find_named(rule, folder=row.text("folder")) if rule else None
        )
        if file is None or row.struck or readers is None:
            continue
        status = row.said("status", read_deliverable_status).value
        if readers is Readers.PUBLIC and status is not DeliverableStatus.PUBLISHED:
            continue  # nothing is open to all before it is disseminated
        if len(checked) >= _MOST_DELIVERABLES:
            left += 1
            continue
        checked.append(
            _guarded(
                f"Livrable {row.key}",
                lambda row=row, file=file, readers=readers: check_deliverable(
                    row.key,
                    [
                        reader_of(right, people=people)
                        for right in rights_on(ground.google.drive, file.file_id)
                    ],
                    # Funders get their copies: nobody of theirs has to open the Drive.
                    wanted=active if readers is Readers.PARTNERS else (),
                    public=readers is Readers.PUBLIC,
                ),
            )
        )
    yield from _told_once(
        checked,
        name="Livrables",
        fine_one="livrable s’ouvre pour ses destinataires",
        fine_many="livrables s’ouvrent pour leurs destinataires",
    )
    if left:
        yield warning(
            "Livrables",
            f"{count_of(left, 'livrable')} {plural_word(left, 'laissé')} de côté cette fois.",
            f"Rien à faire : {_MOST_DELIVERABLES} fichiers au plus sont regardés par passage.",
        )
