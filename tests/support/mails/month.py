"""A month of mails of the sample: what she gets, what a partner gets, what she reads to approve.

`PYTHONPATH=tests python -m support.mails.month [FOLDER]`: every working day of March 2026 through
the real flows on a sandbox, five minutes; the month stays under FOLDER if one is named. On Tuesdays
she writes « tout envoyer », on the days of the demo what she writes there. A page is 46 lines of 90
characters of the text twin, as a printer would fill A4.
"""

import json
import sys
import tempfile
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path
from statistics import median

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.sample.decisions import CoordinatorDay, coordinator_decisions
from relocalisons.sample.demo.night import Night
from relocalisons.sample.demo.nights import PARIS, PROGRAMME, Stage, put_environment
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.engine.people import COORDINATOR_EMAIL
from relocalisons.sample.layout import lay_out
from relocalisons.sample.programme import generate
from relocalisons.sample.story import edits_between

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 31)
TUESDAY, FRIDAY = 1, 4
LINES_A_PAGE, WIDTH = 46, 90
INVITATIONS = ("Convocation", "Invitation")
ITEM = "- "  # begins a line of a mail to a partner, in its text twin


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A mail that left: to whom, of which kind, its subject and its text twin."""

    to: str
    kind: str
    subject: str
    text: str

    @property
    def items(self) -> int:
        """How many things it asks for."""
        return sum(line.startswith(ITEM) for line in self.text.splitlines())


class Month(Stage):
    """Plays every working day, not only the nights of the demo."""

    def __init__(self, out: Path, teller: Storyteller) -> None:
        sample = generate()
        super().__init__(out, sample, teller)
        self._story, self._played = sample, FIRST - timedelta(days=1)

    def play_day(self, day: date) -> None:
        """What people typed since the day before, the flows of the day, her decisions."""
        night = Night(day)
        self._set_time(day, 5, 0)
        self._teller.play(edits_between(self._story, after=self._played, until=day))
        self._played = day
        self._set_time(day, 6, 30)
        if day == FIRST:
            self._freeze_baseline(night)
        self._run(RunKind("daily_follow_up"), night, on=night.day)
        if day.weekday() == TUESDAY:
            self._set_time(day, 7, 0)
            self._run(RunKind("partner_reminders"), night, on=night.day)
        self._set_time(day, 7, 40)
        self._run(RunKind("copil_pack"), night, on=night.day)
        self._set_time(day, 11, 0)
        words = coordinator_decisions(day)
        if day.weekday() == TUESDAY and not words.rules and not words.send_all:
            words = CoordinatorDay(on=day, send_all="tout envoyer")
        self._teller.decide(words, pilotage_id=PILOTAGE)
        self._set_time(day, 11, 5)
        self._run(RunKind("mail_settlement"), night, on=night.day)
        if day.weekday() == FRIDAY:
            self._set_time(day, 16, 0)
            self._run(RunKind("weekly_summary"), night, on=night.day)


def main(kept: Sequence[str]) -> None:
    """Play the month, and print what came of it; under a folder that stays if one is named."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(kept[0] if kept else folder)
        play_month(out)
        print_month(out)


def play_month(out: Path) -> None:
    """The month under `out`, on a sandbox and a private Prefect."""
    from tasks.run.private_prefect import private_server, without_heartbeat
    from vendor_sandbox.server import start_in_background

    lay_out(generate(), out, on=FIRST - timedelta(days=1))
    with start_in_background(out) as sandbox, private_server(out / "prefect"):
        put_environment(out, base_url=sandbox.base_url)
        month = Month(out, Storyteller(sandbox.base_url))
        with without_heartbeat():
            for day in _working_days():
                month.play_day(day)


def print_month(out: Path) -> None:
    """The figures of a month that was played under `out`."""
    mails = tuple(mails_in(out / "mail"))
    hers = [one for one in mails if one.to == COORDINATOR_EMAIL]
    by_kind: dict[str, list[Left]] = defaultdict(list)
    for one in hers:
        by_kind[one.kind].append(one)
    print(f"{PROGRAMME}, {FIRST:%d/%m/%Y} to {LAST:%d/%m/%Y} ({PARIS.key})")
    print("  to her             mails  pages  characters  longest (lines of a phone)")
    for kind, found in sorted(by_kind.items()):
        print(f"  {kind:18}{_row(found)}")
    print(f"  {'all':18}{_row(hers)}")
    others = [one for one in mails if one.to != COORDINATOR_EMAIL]
    digests = [one for one in others if not one.subject.startswith(INVITATIONS)]
    asked = [one.items for one in digests] or [0]
    length = [len(one.text) for one in digests] or [0]
    print(f"  to partners: {len(digests)} digests, lines asked {median(asked):g} (median), "
          f"{max(asked)} (most), {sum(asked)} in all; characters {median(length):g} (median), "
          f"{max(length)} (most)")  # fmt: skip
    print(f"  invitations to meetings: {len(others) - len(digests)}")


def mails_in(folder: Path) -> Iterator[Left]:
    """The mails that the sandbox's mailbox holds, oldest first."""
    for path in sorted(folder.glob("*.json")):
        facts = json.loads(path.read_text("utf-8"))
        letter = message_from_bytes(path.with_suffix(".eml").read_bytes(), policy=modern)
        plain = letter.get_body(("plain",))
        yield Left(
            to=facts["to"][0],
            kind=facts["custom_args"].get("kind", "?"),
            subject=facts["subject"],
            text=plain.get_content() if plain is not None else "",
        )


def pages_of(text: str) -> float:
    """How many pages a printer would fill."""
    return _lines_of(text, width=WIDTH) / LINES_A_PAGE


def _row(found: Iterable[Left]) -> str:
    texts = [one.text for one in found]
    pages, long = sum(map(pages_of, texts)), max(_lines_of(text, width=42) for text in texts)
    return f"{len(texts):6}{pages:7.1f}{sum(map(len, texts)):12}{long:10}"


def _lines_of(text: str, *, width: int) -> int:
    return sum(len(textwrap.wrap(line, width) or [""]) for line in text.splitlines())


def _working_days() -> Iterator[date]:
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    return (day for day in days if day.weekday() <= FRIDAY)


if __name__ == "__main__":
    main(sys.argv[1:])
