"""Mails through a storm, by one of our policies or by a plain retry queue.

`kill -9` at random points; 12 % of calls fail, a third of those without telling whether the mail
was taken. The clock is virtual, everything else is real: processes, SIGKILL, sockets, the vendor's
client, a store in a file.
"""

import random
import sqlite3
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

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

PROGRAMMES = 20
DOUBT, RATE, REFUSED = 0.04, 0.02, 0.06  # together 12 % of calls, a third of them in doubt
QUARTER = timedelta(minutes=15)
# A pass of the two-phase policy is short, for want of slots: fewer of them are killed.
KILLED = {"queue": 0.75, "hold": 0.75, "two_phase": 0.3}
POINTS = {"queue": 95, "hold": 95, "two_phase": 45}  # passed at most before it dies
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
    programmes: int = PROGRAMMES
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
        # No further than a pass may go: two points a mail.
        points = max(2, min(POINTS[self.policy], 2 * self.count // self.programmes))
        facts = Pass(
            policy=self.policy,
            store=self.store,
            sendgrid=self.script.url,
            programme=programme,
            now=now,
            size=self.size,
            seed=self.rolls.randrange(2**31),
            refused=self.refused,
            die_after=self.rolls.randrange(1, points) if dies else 0,
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
            f"{self.policy}-{number:05d}": f"programme-{number % self.programmes:02d}"
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


def played(
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
