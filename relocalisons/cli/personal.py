"""`relocalisons retention`, `forget`, `export` and `privacy`: what is kept of people, and told."""

import json
import sys
from pathlib import Path

from relocalisons.cli.ledger.room import open_room
from relocalisons.cli.service.forgetting import PATIENCE, forget_everybody_again, list_of
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.errors import ConfigurationError
from relocalisons.settings import load_settings
from relocalisons.store.forgetting import digests_of, list_elsewhere, remember_forgotten
from relocalisons.store.locks import programme_lock
from relocalisons.store.mails.ledger import ActKind, record_act
from relocalisons.store.readings.proof import kept_archives
from relocalisons.store.retention import apply_retention, forget, known_of


def wipe(programme: str) -> None:
    """Wipe what is older than its time and print how much went."""
    with open_room(programme) as room, programme_lock(room.store, room.code, patience=PATIENCE):
        gone = apply_retention(room.store, room.code, at=room.at)
    print(
        f"{gone.bodies} bodies, {gone.readings} readings and {gone.events} events wiped, "
        f"{gone.answers} answers too, {gone.recipients} recipients no longer recognisable."
    )


def forget_person(programme: str, *, address: str, also: list[str], reason: str) -> None:
    """Take a person out of the store, and record that it was done, not whom it concerned."""
    with open_room(programme) as room, programme_lock(room.store, room.code, patience=PATIENCE):
        act = room.act(ActKind.FORGET, "*", reason, "operator")
        key = room.settings.hmac_key()
        words, hashes = _words(address, also), [recipient_hash(key, address)]
        people = digests_of(words, hashes, key=key)
        changed = forget(room.store, room.code, words=words, hashes=hashes)
        remember_forgotten(room.store, room.code, people, at=room.at)
        list_elsewhere(list_of(room.settings), people)
        record_act(room.store, act, programme=room.code)
        kept = kept_archives(room.store, room.code)
    print(
        f"{changed} rows changed. Remove the person from « Pilotage » and the partners' workbooks "
        "too, and from SendGrid's suppressions and activity: what still stands there comes back."
    )
    print(
        "Kept: the lines of their mails without address or text, which say that something was "
        "sent; keyed digests of the words given, by which a restored backup forgets them too."
    )
    for one in kept:
        print(f"Kept: {one}")


def forget_again_in(programme: str, *, lists: list[Path]) -> None:
    """Take everybody who was ever forgotten out of a store that was restored."""
    from tasks.run.clock import clock_of

    settings = load_settings(programme)
    changed, known = forget_everybody_again(settings, at=clock_of(settings)(), lists=lists)
    print(f"{changed} rows changed; the lists hold {known} digests.")


def export_person(programme: str, *, address: str, also: list[str]) -> None:
    """Print as JSON what the store holds of a person."""
    with open_room(programme) as room:
        hashes = [recipient_hash(room.settings.hmac_key(), address)]
        found = known_of(room.store, room.code, words=_words(address, also), hashes=hashes)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=2)
    print()


def write_privacy_papers(programme: str, *, out: Path) -> None:
    """Write the notice, the register and the processors as PDF and Word; say what is missing."""
    from relocalisons.core.reports.privacy.facts import missing_facts
    from relocalisons.core.reports.privacy.papers import (
        notice_paper,
        processors_paper,
        register_paper,
    )
    from relocalisons.rendering.papers.papers import render
    from tasks.run.clock import clock_of
    from tasks.workspace.privacy import privacy_facts

    settings = load_settings(programme)
    today = clock_of(settings)().astimezone(settings.zone).date()
    facts = privacy_facts(settings, as_of=today)
    out.mkdir(parents=True, exist_ok=True)
    for paper in (notice_paper(facts), register_paper(facts), processors_paper(facts)):
        made = render(paper)
        for suffix, content in ((".pdf", made.pdf), (".docx", made.docx)):
            path = out / f"{made.file_stem}{suffix}"
            path.write_bytes(content)
            print(path)
    for one in missing_facts(facts):
        print(f"À compléter : {one.what} ({one.key}).")


def _words(address: str, also: list[str]) -> list[str]:
    if "@" not in address:
        raise ConfigurationError("--address is the e-mail address of the person.")
    return [address, *also]
