"""Mails through a storm: both policies of ours beside the retry queue that services usually have.

What happens in the storm: `tests/support/mails/storm.py`. `make storm` plays 10,000 of them.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table.rows import Figure, Row, Size, Target
from support.mails.storm import KILLED, Storm, played

from vendor_sandbox.testing.scripted_sendgrid import scripted_sendgrid

PROGRAMMES = {Size.FULL: 20, Size.QUICK: 3}
MAILS = {Size.FULL: 2_000, Size.QUICK: 90}
LEAST_KILLS = {Size.FULL: 50, Size.QUICK: 1}
CALM = 240  # mails without any fault, for the calls that one takes
NONE, CALLS = Target(most=0), Target(most=2.2)
MOST_SLOTS = 10  # batches that SendGrid lets be paused or cancelled at once
# Where there is memory to write in: `kill -9` loses no written page, only a power cut would.
_MEMORY = Path("/dev/shm")
PEER = "retry queue"


def measure(size: Size) -> Iterator[Row]:
    """Doubled, lost and unresolved of each policy beside those of the queue; then calls."""
    yield from storm_of(
        MAILS[size],
        programmes=PROGRAMMES[size],
        least_kills=LEAST_KILLS[size],
        calm=min(CALM, MAILS[size]),
    )


def storm_of(mails: int, *, programmes: int, least_kills: int, calm: int) -> Iterator[Row]:
    """The rows of so many mails. A policy that was killed less often proves nothing: refused."""
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=where) as name:
        folder = Path(name)
        queue, queue_calls, _ = _in_storm("queue", folder, mails, programmes, least_kills)
        for policy, words in (("hold", "hold_when_unsure"), ("two_phase", "two_phase")):
            found, calls, slots = _in_storm(policy, folder, mails, programmes, least_kills)
            enough = found["kills"] >= least_kills and slots <= MOST_SLOTS
            work = f"{mails:,} mails in a storm, {words}"
            for what in ("doubled", "lost", "unresolved"):
                wanted = what != "unresolved" or policy == "two_phase"
                yield Row(
                    work=f"{work}: {what}",
                    ours=Figure(value=found[what], unit="mails"),
                    peer=PEER,
                    theirs=Figure(value=queue[what], unit="mails"),
                    same=enough,
                    judged=f"{found['kills']} kills, the queue {queue['kills']}",
                    target=NONE if wanted else None,
                )
            yield Row(
                work=f"{work}: calls a mail",
                ours=Figure(value=calls, unit="calls"),
                peer=PEER,
                theirs=Figure(value=queue_calls, unit="calls"),
                same=enough,
            )
            without, _ = played(policy, folder, calm, storm=False)
            yield Row(
                work=f"{calm:,} mails without faults, {words}: calls a mail",
                ours=Figure(value=without, unit="calls"),
                target=CALLS,
            )


def _in_storm(policy: str, folder: Path, mails: int, programmes: int, least_kills: int):
    """(what became of them, calls a mail, batches held at most)."""
    with scripted_sendgrid(key="notice_id") as script:
        # Fewer mails are fewer passes: more of them are killed, so that enough are, and half as
        # many again: where a pass dies is drawn, and some end before that point.
        kill = min(0.9, KILLED[policy] * max(1.5, least_kills * 60 / mails))
        storm = Storm(
            policy=policy, folder=folder, script=script, count=mails, programmes=programmes,
            kill=kill,
        )  # fmt: skip
        found = storm.run()
        found["kills"] = storm.kills
        return found, script.calls / mails, script.vendor.most_slots
