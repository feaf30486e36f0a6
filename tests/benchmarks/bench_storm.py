"""10,000 mails through a storm, by our two policies and by a plain retry queue.

At least 200 `kill -9` a policy at random points; 12 % of calls fail, a third of those without
telling whether the mail was taken. The clock is virtual, everything else is real: processes,
SIGKILL, sockets, the vendor's client, a store in a file (in memory where there is /dev/shm:
`kill -9` loses no written page, only a power cut would). Printed: what left twice, what was lost,
what a person must settle, calls a mail, and the batch size that asks for the fewest calls.
"""

import os
import random
import sqlite3
import sys
import tempfile
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import orjson
from sqlalchemy import func, insert, select
from support.mails.build import a_notice, after
from support.mails.storm_process import Pass, play, start_pass

from relocalisons.store.mails.batches import slots_held
from relocalisons.store.mails.notice_states import UNFINISHED, BatchState
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store, migrate, open_store
from relocalisons.store.schema import batch, notice
from tasks.mail.batch_endings import DISCARDED
from tasks.mail.two_phase import SLOTS
from vendor_sandbox.testing.scripted_sendgrid import (
    Script,
    accept,
    answer,
    half_an_answer,
    reset_after_body,
    scripted_sendgrid,
)

NOTICES, PROGRAMMES = 10_000, 20
KILLS = 200
DOUBT, RATE, REFUSED = 0.04, 0.02, 0.06  # together 12 % of calls, a third of them in doubt
SIZES = (1, 2, 4, 6, 7, 8, 9, 10)
SWEEP = 240  # mails for each size
CALLS_BUDGET = 2.2
QUARTER = timedelta(minutes=15)
# A pass of the two-phase policy is short, for want of slots: fewer of them are killed.
KILLED = {"queue": 0.75, "hold": 0.75, "two_phase": 0.3}
POINTS = {"queue": 95, "hold": 95, "two_phase": 45}  # passed at most before it dies
_MEMORY = Path("/dev/shm")
_DOUBTS = (
    answer(503, accepted=True),
    answer(503),
    half_an_answer,
    reset_after_body(accepted=True),
    reset_after_body(accepted=False),
)


@dataclass(slots=True, kw_only=True)
class Storm:
    """One policy's way through `count` mails."""

    policy: str
    folder: Path
    script: Script
    count: int
    size: int = 8
    doubt: float = DOUBT
    rate: float = RATE
    refused: float = REFUSED
    kill: float = 0.6  # share of passes that are killed somewhere
    rolls: random.Random = field(default_factory=lambda: random.Random(1))
    kills: int = 0
    passes: int = 0
    opened: Store | None = None  # kept open: what SQLAlchemy compiled lives with it

    def __post_init__(self) -> None:
        self.script.usual = self._fault

    @property
    def store(self) -> str:
        """Where its store, or its queue, stands."""
        name = f"{self.policy}-{self.size}-{self.count}.db"
        path = self.folder / name
        return str(path) if self.policy == "queue" else f"sqlite:///{path}"

    def run(self) -> Counter[str]:
        """Pass after pass until nothing may leave any more; what became of the mails."""
        self._fill()
        if self.policy == "queue":
            return self._until_done()
        with open_store(self.store) as self.opened:
            return self._until_done()

    def _until_done(self) -> Counter[str]:
        now = after(hours=3)
        while waiting := self._waiting():
            for programme in waiting:
                self.script.vendor.pass_time(now)
                if self._no_slot():
                    break
                self._one_pass(programme, now)
            now += 4 * QUARTER if self._no_slot() else QUARTER
            if now > after(days=120):
                raise SystemExit(f"{self.policy}: mails still wait after four months")
        self.script.vendor.pass_time(now + timedelta(days=4))
        return self._result()

    def _one_pass(self, programme: str, now) -> None:
        self.passes += 1
        dies = self.rolls.random() < self.kill
        facts = Pass(
            policy=self.policy,
            store=self.store,
            sendgrid=self.script.url,
            programme=programme,
            now=now,
            size=self.size,
            seed=self.rolls.randrange(2**31),
            refused=self.refused,
            die_after=self.rolls.randrange(1, POINTS[self.policy]) if dies else 0,
        )
        if not dies:
            play(
                facts, opened=self.opened
            )  # a child only where it is to be killed: starting one takes its time
            return
        process = start_pass(facts)
        process.join(120)
        if process.exitcode not in (0, -9):
            raise SystemExit(f"{self.policy}: a pass ended with {process.exitcode}")
        self.kills += process.exitcode == -9

    def _fault(self, _call):
        roll = self.rolls.random()
        if roll < self.doubt:
            return self.rolls.choice(_DOUBTS)
        return answer(429) if roll < self.doubt + self.rate else accept

    def _no_slot(self) -> bool:
        """Whether nothing can be opened before a cancelled batch gives its slot back."""
        if self.policy != "two_phase":
            return False
        assert self.opened is not None
        return slots_held(self.opened) >= SLOTS and not self._to_free(self.opened)

    def _to_free(self, store) -> set[str]:
        """Programmes with a batch to finish, or to free by now."""
        query = select(batch.c.programme).where(
            batch.c.state.in_([one.value for one in UNFINISHED])
            | (
                (batch.c.state == BatchState.CANCELLED.value)
                & (batch.c.send_at < to_text(self.script.vendor.now - DISCARDED))
            )
        )
        with store.begin() as connection:
            return set(connection.execute(query).scalars())

    # --- what stands in the stores ---

    def keys(self) -> dict[str, str]:
        """Key → programme."""
        return {
            f"{self.policy}-{number:05d}": f"programme-{number % PROGRAMMES:02d}"
            for number in range(self.count)
        }

    def _fill(self) -> None:
        if self.policy == "queue":
            with sqlite3.connect(self.store) as queue:
                queue.execute("CREATE TABLE queue (key TEXT PRIMARY KEY, programme TEXT, done INT)")
                queue.executemany("INSERT INTO queue VALUES (?, ?, 0)", self.keys().items())
            return
        migrate(self.store)
        body = zlib.compress(orjson.dumps(a_notice().body))
        at = to_text(after(hours=2))
        rows = [
            {
                "key": key, "programme": programme, "kind": "digest", "partner": f"P{number:05d}",
                "role": "référent", "recipient_hash": key, "iso_week": "2026-W10",
                "logical_date": "2026-03-03", "state": "ready", "reason": "", "version": 1,
                "attempts": 0, "subject": "Point de la semaine", "line_count": 1, "body": body,
                "created_at": at, "changed_at": at,
            }
            for number, (key, programme) in enumerate(self.keys().items())
        ]  # fmt: skip
        with open_store(self.store) as store, store.begin() as connection:
            connection.execute(insert(notice), rows)

    def _waiting(self) -> list[str]:
        """Programmes that still have something to send, or in an unfinished batch."""
        if self.policy == "queue":
            with sqlite3.connect(self.store) as queue:
                return [
                    one for (one,) in queue.execute(
                        "SELECT DISTINCT programme FROM queue WHERE NOT done ORDER BY programme"
                    )
                ]  # fmt: skip
        query = (
            select(notice.c.programme)
            .where(notice.c.state.in_(["ready", "submitting", "prepared"]))
            .distinct()
        )
        assert self.opened is not None
        with self.opened.begin() as connection:
            found = set(connection.execute(query).scalars())
        # As every programme's settlement does every quarter of an hour, mails or not.
        return sorted(found | self._to_free(self.opened)) if found else []

    def _result(self) -> Counter[str]:
        left = self.script.vendor.left
        found = Counter(
            doubled=sum(left[key] > 1 for key in self.keys()), unresolved=0, really_left=0, lost=0
        )
        if self.policy == "queue":
            found["lost"] = sum(left[key] == 0 for key in self.keys())
            return found
        assert self.opened is not None
        with self.opened.begin() as connection:
            states = dict(connection.execute(select(notice.c.key, notice.c.state)).all())
            count = connection.scalar(select(func.count()).select_from(notice))
        assert count == self.count
        doubtful = [key for key, state in states.items() if state == "unsettled"]
        found["unresolved"] = len(doubtful)
        found["really_left"] = sum(left[key] > 0 for key in doubtful)
        # Whoever did not leave and stands before nobody is lost, whatever the store believes.
        found["lost"] = sum(left[key] == 0 for key in states if key not in set(doubtful))
        return found


def main(*, notices: int = NOTICES, sweep: int = SWEEP) -> int:
    """Print the tables; the status says whether the promises are kept."""
    kept = True
    print(f"{notices} mails; {DOUBT + RATE + REFUSED:.0%} of calls fail, a third in doubt")
    print(
        f"{'policy':22}{'kills':>6}{'doubled':>9}{'lost':>6}{'unresolved':>12}"
        f"{'(of which left)':>17}{'calls a mail':>14}{'calm':>7}{'seconds':>9}"
    )
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=where) as folder:
        for policy, name in (
            ("queue", "plain retry queue"),
            ("hold", "hold_when_unsure"),
            ("two_phase", "two_phase, 8 a batch"),
        ):
            kept &= _line(policy, name, Path(folder), notices, sweep)
        kept &= _sizes(Path(folder), sweep)
    return 0 if kept else 1


def _line(policy: str, name: str, folder: Path, notices: int, sweep: int) -> bool:
    started = time.perf_counter()
    calm, _ = _played(policy, folder, sweep, storm=False)
    with scripted_sendgrid(key="notice_id") as script:
        storm = Storm(
            policy=policy, folder=folder, script=script, count=notices, kill=KILLED[policy]
        )
        found = storm.run()
        calls, slots = script.calls / notices, script.vendor.most_slots
    seconds = time.perf_counter() - started
    print(
        f"{name:22}{storm.kills:6}{found['doubled']:9}{found['lost']:6}{found['unresolved']:12}"
        f"{found['really_left']:17}{calls:14.2f}{calm:7.2f}{seconds:9.0f}"
    )
    if policy == "queue":
        return True
    wanted = found["doubled"] == 0 and found["lost"] == 0
    wanted &= storm.kills >= min(KILLS, notices // 20) and calm <= CALLS_BUDGET
    if policy == "two_phase":
        wanted &= found["unresolved"] == 0 and slots <= 10
        print(f"  at most {slots} batches were paused or cancelled at once (SendGrid allows 10)")
    print(f"  promises and budget of {CALLS_BUDGET} calls: {'kept' if wanted else 'MISSED'}")
    return wanted


def _sizes(folder: Path, sweep: int) -> bool:
    print(f"\ntwo_phase, calls a mail by batch size ({sweep} mails each, faults, no kills)")
    print(f"{'size':>6}{'calm':>8}{'faults':>8}")
    found: dict[int, float] = {}
    for size in SIZES:
        calm, _ = _played("two_phase", folder, sweep, storm=False, size=size)
        found[size], result = _played("two_phase", folder, sweep, storm=True, size=size)
        print(f"{size:6}{calm:8.2f}{found[size]:8.2f}")
        if result["doubled"] or result["lost"] or result["unresolved"]:
            print(f"  MISSED: {dict(result)}")
            return False
    best = min(found, key=lambda size: found[size])
    print(f"fewest calls under faults: {best} a batch; without faults: {SIZES[-1]}")
    return True


def _played(
    policy: str, folder: Path, count: int, *, storm: bool, size: int = 8
) -> tuple[float, Counter[str]]:
    """(calls a mail, what became of them) of a way without kills, in this process."""
    with (
        scripted_sendgrid(key="notice_id") as script,
        tempfile.TemporaryDirectory(dir=folder) as own,
    ):
        one = Storm(
            policy=policy, folder=Path(own), script=script, count=count, size=size, kill=0.0
        )
        if not storm:
            one = replace(one, doubt=0.0, rate=0.0, refused=0.0)
        result = one.run()
        return script.calls / count, result


if __name__ == "__main__":
    sys.exit(main(notices=int(sys.argv[1]) if len(sys.argv) > 1 else NOTICES))
