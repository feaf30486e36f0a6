"""Who was forgotten, wherever it is written: the store, a file beside it, the backups.

Each store and each backup has its own list; a backup is older than the erasures that follow it, so
that a restoration gathers all the lists that it finds and does them again.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from relocalisons.configuration.problems import problem
from relocalisons.settings import Settings
from relocalisons.store.forgetting import (
    Forgotten,
    forget_again,
    forgotten_in,
    list_elsewhere,
    listed_in,
)
from relocalisons.store.locks import programme_lock
from relocalisons.store.opening import migrate, open_store

LIST = "forgotten.txt"  # in a backup
PATIENCE = 120  # seconds: a run may be reading what is to be wiped


def list_of(settings: Settings) -> Path:
    """The list of a programme beside its store: it outlives a store that is lost."""
    return settings.state_dir / f"forgotten-{settings.programme.code}.txt"


def forget_everybody_again(
    settings: Settings, *, at: datetime, lists: Iterable[Path] = ()
) -> tuple[int, int]:
    """Take everybody of every list out of the store: (rows changed, things on the lists).

    `lists` are those of other machines and backups; what they say stays known here. Raises
    ConfigurationError when there is somebody, and no key to find them by.
    """
    with_here = list_of(settings)
    here = set(listed_in(with_here))
    known: set[Forgotten] = set(here)
    for other in lists:
        known |= set(listed_in(other, must_be_there=True))
    migrate(settings.store_url)
    code = settings.programme.code
    with open_store(settings.store_url) as store, programme_lock(store, code, patience=PATIENCE):
        known |= set(forgotten_in(store, code))
        if known - here:
            list_elsewhere(with_here, sorted(known - here, key=lambda one: one.digest))
        if not known:
            return 0, 0
        if settings.secrets.hmac_key is None:
            raise problem(
                "RELOCALISONS_HMAC_KEY",
                "it is not set, and people were forgotten whom this store may still hold",
                "give it, then `relocalisons forget-again` before anything runs",
            )
        return forget_again(store, code, known, key=settings.hmac_key(), at=at), len(known)
