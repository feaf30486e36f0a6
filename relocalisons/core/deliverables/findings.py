"""Pure: the kinds told of a deliverable, and what its own line tells: missing, due, refused."""

from dataclasses import replace
from datetime import date

from relocalisons.core.deliverables.words import (
    NOT_EXPECTED,
    DeliverableStatus,
    read_deliverable_status,
)
from relocalisons.core.kernel.calendar.forecast import DateInForce, choose_date
from relocalisons.core.kernel.drive_files import DriveTree
from relocalisons.core.kernel.findings.gestures import CALL, IN_MAILS, TIDY, Scope, Verb, by_herself
from relocalisons.core.kernel.model import (
    Audience,
    Deliverable,
    Finding,
    FindingKind,
    Programme,
    Severity,
    Trait,
)
from relocalisons.core.kernel.wording import label_of, say_contact, say_due, say_line
from relocalisons.core.kernel.words.french import (
    NBSP,
    THIN,
    count_days,
    format_long_date,
    quote,
    shorten,
    typo,
)
from relocalisons.core.programme.rules.rules import due_soon_until

_DATED = Trait.FROM_LISTING | Trait.BY_DATE | Trait.DATED | Trait.KNOWN_DATE

_SHARING = by_herself(Verb.SEND, "diffusion")


class DeliverableKind(FindingKind):
    """What is told of a deliverable, its file and its readers."""

    DELIVERABLE_MISSING = (
        "deliverable_missing",
        replace(CALL, over=Scope.ROW),
        _DATED,
        "deliverable_due_soon",
    )
    DELIVERABLE_DUE_SOON = "deliverable_due_soon", IN_MAILS, _DATED
    # Its file is there, with nothing in it.
    DELIVERABLE_EMPTY = "deliverable_empty", TIDY, Trait.FROM_LISTING
    # Well named, in another format than expected.
    DELIVERABLE_FORMAT = "deliverable_format", TIDY, Trait.FROM_LISTING
    # A file of that format is there, under another name.
    DELIVERABLE_NAME = "deliverable_name", TIDY, Trait.FROM_LISTING
    # The sheet and the file tell two versions.
    DELIVERABLE_VERSION = "deliverable_version", TIDY, Trait.FROM_LISTING
    # Its readers cannot open the file.
    DELIVERABLE_CLOSED = "deliverable_closed", TIDY, Trait.FROM_LISTING
    # Its reviewer wants another version.
    DELIVERABLE_REFUSED = "deliverable_refused", CALL, Trait.KNOWN_DATE
    # Handed in, and reviewed by nobody.
    DELIVERABLE_UNVALIDATED = "deliverable_unvalidated", by_herself(Verb.REVIEW, "livrables")
    DELIVERABLE_UNSHARED = "deliverable_unshared", _SHARING  # validated, and not on its channels
    # Published without proof of the logos.
    DELIVERABLE_UNCREDITED = "deliverable_uncredited", _SHARING
    # Said to be handed in, and there is no file.
    DONE_WITHOUT_FILE = "done_without_file", CALL, Trait.FROM_LISTING
    # The file is there, the sheet says « à produire ».
    FILE_BEFORE_STATUS = "file_before_status", TIDY, Trait.FROM_LISTING


SOON_DAYS = 14
ALERT_DAYS = 30


def find_deliverables(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What is found of each deliverable by its own line: its date and its status."""
    return (*_find_missing(programme, as_of=as_of), *_find_refused(programme, as_of=as_of))


def _find_missing(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Deliverables without file that are overdue, or due within `SOON_DAYS` (or in a quiet period
    of their owner that begins within them).

    A file is present when a non-empty one follows the naming rule in the deliverable's folder, or
    when the linked file exists. Nothing is concluded from a doubtful date, from a deliverable
    that says neither rule nor link, or from an empty listing: an unread Drive is not an empty one.
    """
    if not programme.items:
        return ()
    tree = programme.drive
    soon = due_soon_until(programme, as_of=as_of, days=SOON_DAYS)
    found: list[Finding] = []
    for deliverable in programme.deliverables:
        due = deliverable_due(deliverable)
        if due is None or not is_expected(deliverable):
            continue
        far = (as_of - due.day).days < -SOON_DAYS
        if far and due.day > soon.get(deliverable.owner or "", as_of):
            continue
        if not (deliverable.naming_rule or deliverable.file_link):
            continue
        if not has_file(deliverable, tree=tree):
            found.append(_missing(deliverable, due=due, programme=programme, as_of=as_of))
    return tuple(found)


def _find_refused(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """Deliverables that their reviewer refused: another version is owed, by a day or without one.

    Whatever the Drive holds: the file that is there is the one that was refused.
    """
    return tuple(
        _refused(each, programme=programme, as_of=as_of)
        for each in programme.deliverables
        if not each.struck
        and read_deliverable_status(each.status).value is DeliverableStatus.REFUSED
    )


def _refused(deliverable: Deliverable, *, programme: Programme, as_of: date) -> Finding:
    due = deliverable_due(deliverable)
    late = (as_of - due.day).days if due else 0
    label = label_of(deliverable.number, deliverable.title)
    owner, contact = deliverable.owner, say_contact(programme, deliverable.owner)
    columns = ("status", due.column) if due else ("status",)
    if due is None:
        when = ", sans nouvelle échéance claire"
    elif late > 0:
        when = f"{THIN}; il était attendu {say_due(due)} ({count_days(late)})"
    else:
        when = f"{THIN}; une nouvelle version est attendue {say_due(due)}"
    return Finding(
        kind=DeliverableKind.DELIVERABLE_REFUSED,
        subject=deliverable.key,
        partner=owner,
        severity=Severity.ALERT if late > ALERT_DAYS else Severity.WATCH,
        audience=Audience.PARTNER if owner else Audience.COORDINATION,
        title=f"Le livrable {say_line(deliverable, programme)} a été refusé{when}.",
        action=f"Dire à {contact} ce qui est à reprendre, et convenir d’une date à noter dans "
        f"{quote('Échéance révisée')}.",
        label=label,
        evidence=tuple(deliverable.place.cell(column) for column in columns),
        due=due.day if due else None,
        days=late if late > 0 else None,
        about=due.about if due else False,
        ask="Votre livrable est à reprendre. Déposez la nouvelle version, ou dites-nous pour quand "
        "elle est prévue."
        if owner
        else "",
    )


def deliverable_due(deliverable: Deliverable) -> DateInForce | None:
    """The day a deliverable is due: its revised date, else its date; None when unknown."""
    return choose_date(deliverable.revised_due, deliverable.due, columns=("revised_due", "due"))


def is_expected(deliverable: Deliverable) -> bool:
    """Whether its file is still awaited: not struck through, refused, dropped or cancelled.
    Nor once its owner has left.

    Nor when it may be: « Abandonné ? » is asked about, and nothing is concluded meanwhile.
    """
    said = read_deliverable_status(deliverable.status)
    gone = deliverable.struck or deliverable.left
    return not gone and not said.may_be(*NOT_EXPECTED)


def has_file(deliverable: Deliverable, *, tree: DriveTree) -> bool:
    """Whether the Drive really holds the file of a deliverable."""
    if deliverable.file_link and tree.find_linked(deliverable.file_link):
        return True
    rule = deliverable.naming_rule
    return bool(rule and tree.find_named(rule, folder=deliverable.folder))


def _missing(
    deliverable: Deliverable, *, due: DateInForce, programme: Programme, as_of: date
) -> Finding:
    days = (as_of - due.day).days
    label = label_of(deliverable.number, deliverable.title)
    name = say_line(deliverable, programme)
    contact = say_contact(programme, deliverable.owner)
    columns = (due.column, "file_link" if deliverable.file_link else "naming_rule", "status")
    if days > 0:
        kind = DeliverableKind.DELIVERABLE_MISSING
        severity = Severity.ALERT if days > ALERT_DAYS else Severity.WATCH
        title = (
            f"Le fichier de {name} n’est pas dans le Drive{NBSP}: attendu {say_due(due)}, "
            f"{count_days(days)} de retard au {format_long_date(as_of)}."
        )
        action = f"Demander le fichier à {contact}, ou une nouvelle date."
    else:
        kind = DeliverableKind.DELIVERABLE_DUE_SOON
        severity = Severity.INFO
        title = (
            f"Le fichier de {name} est attendu {say_due(due, weekday=True)} et n’est pas "
            "encore dans le Drive."
        )
        action = f"Rappeler l’échéance à {contact}."
    return Finding(
        kind=kind,
        subject=deliverable.key,
        partner=deliverable.owner,
        severity=severity,
        audience=Audience.COPIL if deliverable.owner else Audience.COORDINATION,
        title=title,
        action=action,
        label=label,
        evidence=tuple(deliverable.place.cell(column) for column in columns),
        due=due.day,
        days=days,
        about=due.about,
        detail=_where(deliverable),
    )


def _where(deliverable: Deliverable) -> str:
    parts: list[str] = []
    if deliverable.amended:
        parts.append(f"Date fixée par {quote(deliverable.amended)}.")
    if deliverable.naming_rule:
        rule = quote(shorten(deliverable.naming_rule, limit=80))
        parts.append(f"Nom attendu{NBSP}: {rule}.")
    if deliverable.file_link:
        parts.append("Le lien donné ne mène à aucun fichier du Drive du projet.")
    if deliverable.status:
        parts.append(f"Statut déclaré{NBSP}: {typo(shorten(deliverable.status, limit=40))}.")
    return " ".join(parts)
