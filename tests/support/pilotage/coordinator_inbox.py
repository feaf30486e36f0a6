"""Three weeks of « Relances »: she works in the tab at random, also while the service writes it.

The store, the decisions, the plan of each write and its requests are the product's; the workbook is
the sandbox's own engine without its wire. What she means is kept beside, by what she saw when she
wrote: a mail that leaves against it, a word that ends beside another mail, or a pass that stops,
fails with the seed.
"""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from support.mails.build import PROGRAMME, mail_settings
from support.pilotage.desk import Beside, Desk
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.pilotage.reminder_tab import build_reminder_tab
from relocalisons.core.programme.decisions.decision_tabs import read_decision_tab
from relocalisons.core.programme.decisions.decisions import Meaning, understand_reminder
from relocalisons.core.programme.decisions.own_tabs import known_tabs, own_tab, with_own_tabs
from relocalisons.core.reminders.digests import (
    CallEntry,
    Digest,
    DigestBlock,
    DigestGroup,
    DigestLine,
    iso_week,
)
from relocalisons.core.tables import REMINDERS
from relocalisons.errors import VendorUnavailableError
from relocalisons.rendering.mails.mail import render_digest
from relocalisons.store.mails.notices import (
    NewNotice,
    Notice,
    NoticeState,
    SendOutcome,
    claim,
    may_leave_now,
    move,
    notices_of_week,
    settle,
    store_notice,
)
from relocalisons.store.opening import Store
from relocalisons.store.runs import RunRecord
from tasks.google.sheets import read_workbook
from tasks.intake.relances_seen import note_relances
from tasks.mail.coordination import mail_context
from tasks.reminders.decisions import obey_decisions
from tasks.reminders.relances_tab import answer_of, notes_of, words_of_other_rows, write_relances
from tasks.reminders.reminder_steps import body_of, reminder_rows
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun

PARIS = ZoneInfo("Europe/Paris")
FIRST_TUESDAY = datetime(2026, 3, 3, 7, tzinfo=PARIS)
LEFT = frozenset({NoticeState.ACCEPTED, NoticeState.SUBMITTING})


@dataclass(kw_only=True)
class Story(Desk):
    """One story: `play` it, and read `wrong` (empty when all went as she decided)."""

    store: Store
    mails_a_week: int = 8
    wrong: list[str] = field(default_factory=list)
    sent: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.now = FIRST_TUESDAY
        self.partners = tuple(
            a_partner(f"P{number:02d}", f"Structure {number}") for number in range(1, 40)
        )
        self.findings: list[Any] = []
        self.left: tuple[Beside, set[str]] | None = None
        self.unknown: set[str] = set()

    # --- the service ---

    def play(self, *, weeks: int = 3, passes: int = 30) -> None:
        for week in range(weeks):
            self.now = FIRST_TUESDAY + timedelta(days=7 * week)
            self.prepare(self.mails_a_week)
            for number in range(passes):
                self.now += timedelta(minutes=45)
                if number in (passes // 3, passes // 2):
                    self.prepare(2)
                for _ in range(self.dice.randrange(3)):
                    self.she_acts()
                self.one_pass(disturbed=True)
            self.quiet_end()

    def quiet_end(self) -> None:
        """Three passes in peace: what she decided has happened, or she was told why not."""
        self.give_back_header()
        for _ in range(3):
            self.now += timedelta(minutes=45)
            self.one_pass(disturbed=False)
        for one in self.notices():
            self.check_end(one)
            move(
                self.store, one.key, of=(NoticeState.HELD, NoticeState.READY),
                to=NoticeState.LAPSED, at=self.now,
            )  # fmt: skip

    def prepare(self, count: int) -> None:
        first = len(self.findings) + 1
        for number in range(first, first + count):
            one = finding(subject=f"A{number}", partner=f"P{number % 39 + 1:02d}")
            self.findings.append(one)
            line = DigestLine(
                finding_key=one.key, kind=one.kind, number=f"A{number}", label=f"A{number}",
                text="", status="3 jours de retard", due=one.due, about=False, level=1, place=None,
            )  # fmt: skip
            digest = Digest(
                partner=one.partner or "", partner_name="Structure", profile="agriculteur",
                person=f"Personne {number}", as_of=self.now.date(),
                blocks=(DigestBlock(group=DigestGroup.LATE, lines=(line,)),),
            )  # fmt: skip
            mail = render_digest(digest, context=mail_context(self.run()))
            new = NewNotice(
                key=f"{number:064x}", programme=PROGRAMME, kind="digest", partner=digest.partner,
                role="référent", recipient_hash=f"hash-{number}", iso_week=self.week,
                logical_date=self.now.date(), subject=f"Message {number}",
                body=body_of(digest, mail), items=(),
            )  # fmt: skip
            store_notice(self.store, new, at=self.now)

    def one_pass(self, *, disturbed: bool) -> None:
        """One settlement: read, obey, send, write; she may act while it writes."""
        self.passes += 1
        run, grid = self.run(), self.read()
        note_relances(run, grid)
        assessment = self.assessment(grid)
        beside = self.beside()
        obey_decisions(run, assessment)
        self.send(beside, all_of_them=not disturbed)
        if disturbed:
            self.wire.before_write = [
                self.she_acts for _ in range(self.dice.choice((0, 0, 1, 1, 2, 3)))
            ]
            self.wire.fault = self.dice.choice(("",) * 12 + ("refused", "unanswered"))
        self.wire.just_before = self.remember
        self.writing, self.typed_while_writing, self.deleted_while_writing = True, set(), {}
        try:
            self.write(run, grid)
            self.check_write()
        except VendorUnavailableError:
            pass  # injected: the next pass goes on
        finally:
            self.wire.before_write, self.wire.fault = [], ""
            self.writing = False

    def write(self, run: ProgrammeRun, grid: WorkbookGrid) -> None:
        week = iso_week(self.now.date())
        words = read_decision_tab(own_tab(grid, REMINDERS.title))
        call = CallEntry(
            partner="P99", partner_name="Ferme", person="Luc", phone="06", reason="téléphone",
            points=(), lines=0,
        )  # fmt: skip
        tab = build_reminder_tab(
            reminder_rows(
                run, self.notices(), programme=self.programme, preview_url="https://drive/x"
            ),
            week=week,
            deadline=self.now + timedelta(days=2),
            call_list=(call,),
            words=words_of_other_rows(run),
            answer=answer_of(run, week),
            notes=notes_of(run, words),
        )
        write_relances(run, Google(drive=None, sheets=self.wire), grid, tab)  # type: ignore[arg-type]

    def send(self, beside: Beside, *, all_of_them: bool) -> None:
        """Send what is released; each must be what she said beside it when it was read."""
        for key in may_leave_now(self.store, PROGRAMME, at=self.now):
            if not all_of_them and self.dice.random() < 0.3:
                continue
            held = claim(self.store, key, at=self.now)
            assert held is not None
            settle(self.store, held, SendOutcome.ACCEPTED, at=self.now)
            subject = f"Message {int(key, 16)}"
            self.sent[subject] = self.now
            words = {word for word, _ in beside.get(subject, frozenset())}
            meant = {understand_reminder(word).meaning for word in words}
            if subject in self.stale:
                self.wrong.append(f"{subject} left by {self.stale[subject]!r}, said of another row")
            elif meant != {Meaning.SEND} and not (words == {""} and subject in self.ordered):
                self.wrong.append(f"{subject} left against {sorted(words)}")

    # --- checks ---

    def remember(self) -> None:
        """The tab as she leaves it, just before our write arrives."""
        self.left = (self.beside(), self.shown_own_rows())
        # A word typed within that instant on a row that this write makes anew cannot be known.
        astray = {self.subject(at) for at in self.mails() if not self.is_home(at)}
        self.unknown = self.typed_while_writing & astray

    def is_home(self, at: int) -> bool:
        """Whether a row shows the mail of its key."""
        key = self.column("Clé")
        shown = self.text(at, key) if key is not None else ""
        return shown == f"{int(self.subject(at).removeprefix('Message ')):064x}"

    def check_write(self) -> None:
        """No word of hers stands beside another mail, and none is gone, because we wrote."""
        if self.left is None:
            return
        (before, own_rows), after = self.left, self.beside()
        self.left = None
        for subject, words in before.items():
            here = any(one.subject == subject for one in self.notices())
            # A row that she deletes within that instant comes back: we may have lost it.
            back = words | self.deleted_while_writing.get(subject, frozenset())
            if here and after.get(subject) not in (words, back) and subject not in self.unknown:
                self.wrong.append(
                    f"pass {self.passes}: {subject} had {sorted(words)}, and now "
                    f"{sorted(after.get(subject, ()))}"
                )
        for subject in after.keys() - before.keys():
            words = {word for word, _ in after[subject]} - {""}
            if words:
                self.stale[subject] = words.pop()
        for words in sorted(own_rows - self.shown_own_rows()):
            self.wrong.append(f"pass {self.passes}: her own row {words!r} is gone")

    def check_end(self, one: Notice) -> None:
        """A word of hers was followed, or she was told why not."""
        words = {word for word, _ in self.beside().get(one.subject, frozenset())}
        astray = any(self.subject(n) == one.subject and not self.is_home(n) for n in self.mails())
        if len(words) != 1 or astray:
            return  # two rows say two things, or one says it without its key: this is said
        (word,) = words
        wanted = {
            Meaning.SEND: LEFT,
            Meaning.NOT_THIS_TIME: {NoticeState.DECLINED},
            Meaning.I_CALL: {NoticeState.CALLING},
        }.get(understand_reminder(word).meaning)
        if wanted is None or one.state in wanted or one.reason:
            return
        if not any("trop tard" in state for state in self.states(one)):
            self.wrong.append(f"{one.subject}: {word!r} was lost ({one.state.value})")

    def states(self, one: Notice) -> list[str]:
        state = self.column("État")
        assert state is not None
        return [self.text(at, state) for at in self.mails() if self.subject(at) == one.subject]

    # --- the pieces ---

    def run(self) -> ProgrammeRun:
        day = self.now.date()
        return ProgrammeRun(
            kind=RunKind.MAIL_SETTLEMENT,
            settings=mail_settings("http://127.0.0.1:9"),
            store=self.store,
            clock=lambda: self.now,
            record=RunRecord(run_id=1, state="new", kind="mail_settlement", logical_date=day),
            dry_run=False,
            closing=ExitStack(),
            day=RunDay(as_of=day, useful=True),
            planned=self.now,
            started=self.now,
        )

    @property
    def programme(self):
        return a_programme(as_of=self.now.date(), partners=self.partners)

    def assessment(self, grid: WorkbookGrid) -> Assessment:
        return Assessment(
            programme=self.programme, tracked=tracked(*self.findings), pilotage=grid, baseline={},
            snapshot_id="s", read_at=self.now, doubts=(),
        )  # fmt: skip

    def read(self) -> WorkbookGrid:
        grid = read_workbook(
            self.wire, "pilotage", name="Pilotage", version="1", modified_time=self.now,  # type: ignore[arg-type]
            clock=lambda: self.now,
        )  # fmt: skip
        told = with_own_tabs(grid, self.known)
        self.known = dict(known_tabs(told)) or self.known
        return told

    @property
    def week(self) -> str:
        return iso_week(self.now.date())

    def notices(self) -> tuple[Notice, ...]:
        return notices_of_week(self.store, PROGRAMME, self.week)
