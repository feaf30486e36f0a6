"""Pure: what a programme follows beside its plan: a subject is on when it is used, or asked for.

It is on when one of its tables has a row, when « Sources » names a file for one of them, or when
« Paramètres » says so (« Activer : argent »). Once on it stays on, whatever becomes of its tables,
until she writes « non »: then its tables are not read at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from relocalisons.core.kernel.definition import Subject, SubjectOn, TableSchema
from relocalisons.core.kernel.model import (
    Audience,
    CellRef,
    Doubt,
    Finding,
    Severity,
    SourcedTable,
    UnreadTable,
)
from relocalisons.core.kernel.words.french import NBSP, join_words, quote
from relocalisons.core.kernel.words.yes_no import is_off, is_on
from relocalisons.core.sources.parameter_names import SWITCHES
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.structure import SourceKind
from relocalisons.core.sources.thresholds import find_parameter
from relocalisons.core.tables import BY_NAME, PARTNERS, TABLES

_MADE_SHOWN = 8

Tables = Mapping[str, tuple[SourcedTable, ...]]


def switched(parameters: Mapping[str, str]) -> Mapping[Subject, bool]:
    """The subjects of which « Paramètres » says something: True to follow, False not to."""
    said = {each: find_parameter(parameters, name) for each, name in SWITCHES.items()}
    return {each: is_on(word) for each, word in said.items() if is_on(word) or is_off(word)}


def subjects_on(
    *,
    tables: Tables,
    entries: Iterable[SourceEntry],
    parameters: Mapping[str, str],
    remembered: Mapping[Subject, SubjectOn],
) -> Mapping[Subject, SubjectOn]:
    """The subjects that are on, each with the reason it was turned on for.

    `tables` as read tonight; `entries` of « Sources »; `remembered` those on until now.
    """
    said = switched(parameters)
    found: dict[Subject, SubjectOn] = dict(remembered)
    for subject in (each for each, on in said.items() if on):
        found.setdefault(subject, SubjectOn.ASKED)
    found |= dict.fromkeys(_used(tables), SubjectOn.USED)
    for entry in entries:
        subject = _alone(BY_NAME[entry.table])
        if subject is not None and entry.place is not None:
            found.setdefault(subject, SubjectOn.ADOPTED)
    return {each: why for each, why in found.items() if said.get(each, True)}


def say_begun(subjects: Collection[Subject], *, made: Sequence[str] | None) -> str:
    """What is followed from now on, and what was made for it; empty when nothing is.

    `made` is None where nothing is made by itself: on a first night.
    """
    if not subjects:
        return ""
    begun = "Sujets suivis" if len(subjects) > 1 else "Sujet suivi"
    if made is None:
        tabs = "Pour créer onglets et dossiers, relancer « Créer l’espace de travail » ; pour"
    elif made:
        shown = [*made[:_MADE_SHOWN], "…"] if len(made) > _MADE_SHOWN else made
        tabs = f"Créé{NBSP}: {join_words(shown)}. Pour"
    else:
        tabs = "Rien à créer. Pour"
    return (
        f"{begun} à partir d’aujourd’hui{NBSP}: {join_words([each.value for each in subjects])}. "
        f"{tabs} s’en passer, « non » à « Activer » dans « Paramètres »."
    )


def say_not_followed(subject: Subject) -> str:
    """Why nothing of a subject is made, and what turns it on."""
    return (
        f"Rien à rédiger{NBSP}: {quote(subject.value)} n’est pas suivi. Une ligne dans un de ses "
        f"tableaux, ou {quote(SWITCHES[subject])} dans « Paramètres », suffit."
    )


def followed(
    entries: Iterable[SourceEntry], *, parameters: Mapping[str, str]
) -> tuple[SourceEntry, ...]:
    """The sources to read: all but those of which every subject was turned off."""
    off = {each for each, on in switched(parameters).items() if not on}
    return tuple(entry for entry in entries if not _is_off(BY_NAME[entry.table], off))


def find_emptied(
    on: Mapping[Subject, SubjectOn],
    *,
    tables: Tables,
    unread: Iterable[UnreadTable],
) -> Iterator[Finding]:
    """One finding for each subject that was used and whose tables are all empty now.

    What cannot be read is not empty, and what was only asked for may wait for its first row.
    """
    hidden = {one.table for one in unread}
    used = frozenset(_used(tables))
    for subject, why in on.items():
        mine = [table for table in TABLES if _alone(table) is subject]
        if why is not SubjectOn.USED or subject in used or any(t.name in hidden for t in mine):
            continue
        read = [
            each for name in (*(t.name for t in mine), "partners") for each in tables.get(name, ())
        ]
        titles = join_words([quote(table.title) for table in mine])
        yield Finding(
            kind=SourceKind.SUBJECT_EMPTIED,
            subject=f"pilotage/{subject.value}",
            partner=None,
            severity=Severity.WATCH,
            audience=Audience.COORDINATION,
            title=f"{subject.value.capitalize()}{NBSP}: plus aucune ligne n’est lue dans {titles}.",
            action="Rétablir les lignes par « Fichier, Historique des versions », ou écrire "
            f"« non » en face de {quote(SWITCHES[subject])} dans « Paramètres ».",
            label=subject.value.capitalize(),
            evidence=tuple(_tab_of(each) for each in read[:1]),
        )


def _tab_of(read: SourcedTable) -> CellRef:
    return CellRef(
        file_id=read.workbook.file_id,
        workbook=read.workbook.name,
        tab=read.tab.title,
        sheet_id=read.tab.sheet_id,
    )


def _used(tables: Tables) -> Iterator[Subject]:
    """The subjects one of whose tables has a row, or that the list of partners speaks of."""
    for name, read in tables.items():
        subject = _alone(BY_NAME[name])
        if subject is not None and any(each.rows for each in read):
            yield subject
    listed = [row for each in tables.get(PARTNERS.name, ()) for row in each.rows]
    for column in PARTNERS.columns:
        said = any(row.reading(column.name).doubt is not Doubt.ABSENT for row in listed)
        if column.subject and said:
            yield column.subject


def _alone(table: TableSchema) -> Subject | None:
    """The subject of a table; None where several share it: its rows tell of none for sure."""
    return next(iter(table.subjects)) if len(table.subjects) == 1 else None


def _is_off(table: TableSchema, off: Iterable[Subject]) -> bool:
    return bool(table.subjects) and table.subjects <= set(off)
