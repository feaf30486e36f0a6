"""`relocalisons retention`, `forget` and `export`: personal data kept in the store."""

import json
import sys

from relocalisons.cli.ledger.room import open_room
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.errors import ConfigurationError
from relocalisons.store.locks import programme_lock
from relocalisons.store.mails.ledger import ActKind, record_act
from relocalisons.store.retention import apply_retention, forget, known_of

PATIENCE = 120  # seconds: a run may be reading what is to be wiped


def wipe(programme: str) -> None:
    """Wipe what is older than its time and print how much went."""
    with open_room(programme) as room, programme_lock(room.store, room.code, patience=PATIENCE):
        gone = apply_retention(room.store, room.code, at=room.at)
    print(
        f"{gone.bodies} bodies, {gone.readings} readings and {gone.events} events wiped, "
        f"{gone.recipients} recipients no longer recognisable."
    )


def forget_person(programme: str, *, address: str, also: list[str], reason: str) -> None:
    """Take a person out of the store, and record that it was done, not whom it concerned."""
    with open_room(programme) as room, programme_lock(room.store, room.code, patience=PATIENCE):
        act = room.act(ActKind.FORGET, "*", reason, "operator")
        hashes = [recipient_hash(room.settings.hmac_key(), address)]
        changed = forget(room.store, room.code, words=_words(address, also), hashes=hashes)
        record_act(room.store, act, programme=room.code)
    print(
        f"{changed} rows changed. Remove the person from « Pilotage » and the partners' workbooks "
        "too, and from SendGrid's suppressions and activity: what still stands there comes back."
    )


def export_person(programme: str, *, address: str, also: list[str]) -> None:
    """Print as JSON what the store holds of a person."""
    with open_room(programme) as room:
        hashes = [recipient_hash(room.settings.hmac_key(), address)]
        found = known_of(room.store, room.code, words=_words(address, also), hashes=hashes)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _words(address: str, also: list[str]) -> list[str]:
    if "@" not in address:
        raise ConfigurationError("--address is the e-mail address of the person.")
    return [address, *also]
