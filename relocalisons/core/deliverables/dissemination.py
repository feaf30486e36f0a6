"""Pure: deliverables handed in but not validated, validated but not shared, shared uncredited."""

from collections.abc import Iterator, Sequence
from datetime import date

from relocalisons.core.communication.publications import Publication, read_publications
from relocalisons.core.communication.words import is_channel
from relocalisons.core.deliverables.files import folders_in_common, look_for_files
from relocalisons.core.deliverables.findings import DeliverableKind, is_expected
from relocalisons.core.deliverables.words import (
    ACCEPTED,
    TO_VALIDATE,
    Readers,
    is_channel_to_come,
    read_deliverable_status,
    read_readers,
)
from relocalisons.core.kernel.drive_files import DriveTree
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    DateInterval,
    Deliverable,
    Doubt,
    Finding,
    FindingKind,
    Programme,
    Row,
    Severity,
)
from relocalisons.core.kernel.wording import label_of, say_line
from relocalisons.core.kernel.words.french import (
    NBSP,
    count_days,
    format_long_date,
    join_words,
    plural_word,
    quote,
    typo,
)
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.reading.cells.readers import read_single_day
from relocalisons.core.sources.thresholds import REVIEW_WITHIN, SHARING_WITHIN, days_in_force

# What a deliverable owes its readers; an event is never owed, it is one more way.
CHANNELS = (("linkedin", "LinkedIn"), ("project_drive", "Drive projet"), ("website", "Site"))


def find_dissemination(programme: Programme, *, as_of: date) -> tuple[Finding, ...]:
    """What remains to be done once the file of a deliverable is there.

    Nothing is concluded from cells in doubt, from a confidentiality that nobody stated, or from an
    empty listing of the Drive.
    """
    tree = programme.drive if programme.items else None
    shared = folders_in_common(programme)
    told = _told_of(programme)
    found: list[Finding] = []
    for deliverable in programme.deliverables:
        row = programme.row_at(deliverable.place, table="deliverables")
        if row is None or not is_expected(deliverable):
            continue
        if tree is not None:
            found.extend(
                _unvalidated(deliverable, row, programme, tree=tree, shared=shared, as_of=as_of)
            )
        about_it = told.get(fold(deliverable.number), ())
        found.extend(_unshared(deliverable, row, programme, told=about_it, as_of=as_of))
        out = [each for each in about_it if each.is_out]
        found.extend(_uncredited(deliverable, programme, out=out))
    return tuple(found)


def _unvalidated(
    deliverable: Deliverable,
    row: Row,
    programme: Programme,
    *,
    tree: DriveTree,
    shared: frozenset[str],
    as_of: date,
) -> Iterator[Finding]:
    if read_deliverable_status(deliverable.status).value not in TO_VALIDATE:
        return
    if row.reading("validated_on").doubt is not Doubt.ABSENT:
        return
    item = look_for_files(deliverable, tree=tree, shared_folders=shared).item
    if item is None:
        return
    there = item.modified_time.date()
    days = (as_of - there).days
    if days <= days_in_force(programme.parameters, REVIEW_WITHIN):
        return
    reviewer = row.text("reviewer")
    yield _about(
        deliverable,
        DeliverableKind.DELIVERABLE_UNVALIDATED,
        title=f"{_name(deliverable, programme)} est dans le Drive depuis le "
        f"{format_long_date(there)} et n’est pas validé ({count_days(days)}).",
        order=f"Obtenir l’avis de {typo(reviewer)}, puis noter la validation."
        if reviewer
        else "Désigner un relecteur, puis noter la validation.",
        columns=("status", "reviewer"),
        days=days,
    )


def _unshared(
    deliverable: Deliverable,
    row: Row,
    programme: Programme,
    *,
    told: Sequence[Publication],
    as_of: date,
) -> Iterator[Finding]:
    validated = row.reading("validated_on").value
    accepted = read_deliverable_status(deliverable.status).value in ACCEPTED
    if not accepted or not isinstance(validated, DateInterval):
        return
    days = (as_of - validated.latest).days
    missing = missing_channels(row, as_of=as_of, told=told)
    if days <= days_in_force(programme.parameters, SHARING_WITHIN) or not missing:
        return
    names = join_words([quote(name) for name in missing])
    yield _about(
        deliverable,
        DeliverableKind.DELIVERABLE_UNSHARED,
        title=f"{_name(deliverable, programme)} est validé depuis le "
        f"{format_long_date(validated.latest)} et n’est pas encore diffusé{NBSP}: rien dans "
        f"{names}.",
        order=f"Le diffuser, puis noter la date ou le lien dans "
        f"{plural_word(len(missing), 'cette colonne', 'ces colonnes')}.",
        columns=("status",),
        days=days,
    )


def missing_channels(row: Row, *, as_of: date, told: Sequence[Publication] = ()) -> tuple[str, ...]:
    """The channels on which a line owes its readers something, and says nothing.

    Public: all of `CHANNELS`; for the partners: the project's Drive; for a funder, or when nobody
    said: none. « non » and « sans objet » settle a channel; a planned one is not done; a doubtful
    cell is not counted as missing. `told`: the lines of « Communication » about it; one that is out
    on a channel, or may be, is its diffusion there.
    """
    readers = row.said("confidentiality", read_readers).value
    if readers is Readers.PUBLIC:
        owed = CHANNELS
    elif readers is Readers.PARTNERS:
        owed = tuple(each for each in CHANNELS if each[0] == "project_drive")
    else:
        return ()
    return tuple(
        name
        for column, name in owed
        if column in row.place.letters
        and _is_missing(row, column, as_of=as_of)
        and not any(is_channel(each.channel, name) for each in told if each.is_out is not False)
    )


def _is_missing(row: Row, column: str, *, as_of: date) -> bool:
    if row.reading(column).doubt in (Doubt.AMBIGUOUS, Doubt.UNREADABLE):
        return False
    text = row.text(column)
    if text is None:
        return True
    day = read_single_day(row.cells.get(column))
    return is_channel_to_come(text) or (day is not None and day > as_of)


def _told_of(programme: Programme) -> dict[str, list[Publication]]:
    """By folded number of deliverable, what « Communication » says of it, dropped lines apart."""
    found: dict[str, list[Publication]] = {}
    for each in read_publications(programme):
        if not each.is_dropped:
            for number in dict.fromkeys(map(fold, each.deliverables)):
                found.setdefault(number, []).append(each)
    return found


def _uncredited(
    deliverable: Deliverable, programme: Programme, *, out: Sequence[Publication]
) -> Iterator[Finding]:
    """Published about it, while nobody noted that the funders are credited, or where to see it."""
    funders = typo(deliverable.funders_to_cite or "").strip()
    if not funders:
        return
    doubtful = [each for each in out if not _is_proved(each)]
    if not doubtful:
        return
    first = doubtful[0]
    lacks = "sans lien pour le prouver" if first.logos else "sans que les logos soient vérifiés"
    names = join_words([each.number for each in doubtful])
    yield _about(
        deliverable,
        DeliverableKind.DELIVERABLE_UNCREDITED,
        title=f"{_name(deliverable, programme)} est publié ({names}) {lacks}{NBSP}: financeurs à "
        f"citer {quote(funders)}.",
        order=f"Vérifier logos et mention, puis le noter dans {quote('Communication')} avec le "
        "lien ou une capture.",
        columns=("funders_to_cite",),
        more=tuple(each.place.cell("logos_checked") for each in doubtful),
    )


def _is_proved(publication: Publication) -> bool:
    """A doubtful cell is not a missing proof: it has its own finding."""
    if publication.logos_doubtful or (publication.logos and publication.link_doubtful):
        return True
    return publication.logos is True and publication.link is not None


def _about(
    deliverable: Deliverable,
    kind: FindingKind,
    *,
    title: str,
    order: str,
    columns: tuple[str, ...],
    days: int | None = None,
    more: tuple[CellRef, ...] = (),
) -> Finding:
    return Finding(
        kind=kind,
        subject=deliverable.key,
        partner=deliverable.owner,
        severity=Severity.WATCH,
        audience=Audience.COPIL if deliverable.owner else Audience.COORDINATION,
        title=title,
        action=order,
        label=label_of(deliverable.number, deliverable.title),
        evidence=(*(deliverable.place.cell(column) for column in columns), *more),
        days=days,
    )


def _name(deliverable: Deliverable, programme: Programme) -> str:
    return f"Le livrable {say_line(deliverable, programme)}"
