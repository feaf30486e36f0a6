"""« Essayer ce fichier » on the programme's own Drive: reads one file, keeps and writes nothing."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from difflib import get_close_matches

from relocalisons.core.kernel.drive_files import drive_id
from relocalisons.core.kernel.model import DriveItem, WorkbookGrid
from relocalisons.core.kernel.words.french import join_words, quote
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.partners.asked import partners_asked
from relocalisons.core.programme.known_names import KnownNames, names_known, partners_listed
from relocalisons.core.sources.sources import files_named, read_sources
from relocalisons.core.sources.trial.page import TrialPage
from relocalisons.core.sources.trial.trial import closing_words, trial_of
from relocalisons.core.workspace.new_files import folder_partner, new_files
from relocalisons.errors import RequestError
from relocalisons.settings import Settings
from tasks.intake.dropped_files import read_file
from tasks.run.programme_run import Google

MOST_PAGES = 5


def try_file(
    settings: Settings,
    google: Google,
    *,
    wanted: str,
    partner: str,
    as_of: date,
    clock: Callable[[], datetime],
) -> tuple[TrialPage, ...]:
    """The page of the file that a link, an id or a name designates.

    Without `wanted`, those of the workbooks in the Drive that « Sources » does not name, five at
    most. `partner`: the code of whose it is; empty when « Sources », its folder or nobody says it.
    Raises RequestError (French) when no file or several are meant, or when « Partenaires » knows
    nobody called `partner`; SourceError when the file cannot be read.
    """
    items = google.drive.list_items()
    pilotage = _pilotage(settings, google, items, clock=clock)
    known = names_known(pilotage, as_of=as_of) if pilotage else KnownNames()
    entries = read_sources(pilotage).entries if pilotage else ()
    whose = partner.strip()
    if pilotage and (listed := partners_listed(pilotage)):
        asked = partners_asked(whose, partners=listed, names=known.names)
        if asked.unknown:
            raise RequestError(asked.unknown)
        whose = next(iter(asked.codes), "")

    def page(item: DriveItem) -> TrialPage:
        read = read_file(google.drive, google.sheets, item, clock=clock)
        lines = [each for each in entries if each.file_id == item.file_id and each.place]
        said = next((each.partner for each in lines if each.partner), None)
        return trial_of(
            read.book,
            as_of=as_of,
            partner=whose or said or folder_partner(item, items),
            names=known.names,
            aliases=known.aliases,
            refused=read.refused,
            closing=closing_words([each.place.row for each in lines if each.place]),
        )

    if wanted.strip():
        return (page(find_file(google, items, wanted)),)
    others = [item for item in items if item.file_id != settings.google.pilotage_id]
    new = new_files(others, named=files_named(pilotage) if pilotage else ())
    return tuple(page(item) for item in new[:MOST_PAGES])


def find_file(google: Google, items: Sequence[DriveItem], wanted: str) -> DriveItem:
    """The file that a link, an id or a name designates. Raises RequestError otherwise."""
    name = wanted.strip()
    called = [item for item in items if not item.is_folder and fold(item.name) == fold(name)]
    stems = [item for item in items if not item.is_folder and fold(_stem(item.name)) == fold(name)]
    found = called or stems
    if not found and (file_id := drive_id(name)) is not None:
        found = [item for item in items if item.file_id == file_id] or [google.drive.item(file_id)]
    if not found:
        near = get_close_matches(name, [item.name for item in items if not item.is_folder], n=3)
        hint = f" Les plus proches : {join_words(list(map(quote, near)))}." if near else ""
        raise RequestError(
            f"Aucun fichier du Drive ne s’appelle {quote(name)} : collez son lien, ou son nom "
            f"exact.{hint}"
        )
    if len(found) > 1:
        raise RequestError(
            f"{len(found)} fichiers du Drive s’appellent {quote(name)} : collez le lien du bon."
        )
    if found[0].is_folder:
        raise RequestError(
            f"{quote(found[0].name)} est un dossier : collez le lien d’un de ses fichiers."
        )
    return found[0]


def _pilotage(
    settings: Settings,
    google: Google,
    items: Sequence[DriveItem],
    *,
    clock: Callable[[], datetime],
) -> WorkbookGrid | None:
    """« Pilotage »; None before it is made, when nobody is known yet."""
    item = next((each for each in items if each.file_id == settings.google.pilotage_id), None)
    return read_file(google.drive, google.sheets, item, clock=clock).book if item else None


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]
