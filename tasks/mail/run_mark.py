"""The mark in the Drive by which a restored, older store is recognised before it sends.

A small file of the coordination folder carries the count of sendings in its appProperties. The
listing that every run reads anyway brings it back: looking costs no request, and it is written
only by a pass that has something to send.
"""

from relocalisons.core.kernel.model import DriveItem
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.sending_mark import mark_of, next_mark
from tasks.google.own_files import KEY, ensure_folder
from tasks.run.programme_run import Google, ProgrammeRun

MARK = "relocalisons_mark"
NAME = "Repère du service d’envoi – ne pas supprimer.txt"
_WORDS = (
    "Ce fichier permet au service de suivi de reconnaître qu’il redémarre sur une ancienne "
    "sauvegarde, pour ne pas envoyer deux fois le même message. Merci de le laisser ici.\n"
)


class StoreRestoredError(ConfigurationError):
    """The store is older than the last sending that the Drive remembers."""


def refuse_an_older_store(run: ProgrammeRun, items: tuple[DriveItem, ...]) -> None:
    """Raise StoreRestoredError when the Drive counts more sendings than the store does."""
    file = _mark_file(run, items)
    seen = _number(file)
    known = mark_of(run.store, run.code) or 0
    if seen > known:
        raise StoreRestoredError(
            f"The store has begun {known} sendings, the Drive remembers {seen}: the store was "
            "restored from an older backup. Nothing is sent before you ran `relocalisons ledger "
            f"restored --mark {seen}` (runbook, « A restored backup »)."
        )


def mark_sending(run: ProgrammeRun, google: Google, items: tuple[DriveItem, ...]) -> int:
    """Count one more sending in the store, then in the Drive; the count. One write request.

    The store first: a crash in between leaves the Drive behind, which refuses nothing.
    """
    number = next_mark(run.store, run.code, at=run.clock())
    file = _mark_file(run, items)
    properties = {KEY: _key(run), MARK: str(number)}
    if file is None:
        file = google.drive.find(KEY, _key(run))
    if file is None:
        folder = ensure_folder(
            google.drive, (run.settings.google.coordination_folder,), items=items
        )
        google.drive.create_file(
            NAME,
            _WORDS.encode(),
            parent_id=folder,
            media_type="text/plain",
            as_type=None,
            properties=properties,
        )
        return number
    google.drive.mark(file.file_id, properties=properties)
    return number


def _mark_file(run: ProgrammeRun, items: tuple[DriveItem, ...]) -> DriveItem | None:
    """The file with the highest count: a copy that somebody made must hide nothing."""
    marks = [item for item in items if item.app_properties.get(KEY) == _key(run)]
    return max(marks, key=_number, default=None)


def _number(file: DriveItem | None) -> int:
    text = file.app_properties.get(MARK, "") if file is not None else ""
    return int(text) if text.isascii() and text.isdigit() else 0


def _key(run: ProgrammeRun) -> str:
    return f"{run.code}:sending-mark"
