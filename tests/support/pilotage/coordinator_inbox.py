"""Three weeks of « Relances »: she works in the tab at random, also while the service writes it.

The store, the decisions, the plan of each write and its requests are the product's; the workbook is
the sandbox's own engine without its wire. What she means is kept beside, by what she saw when she
wrote: a mail that leaves against it, a word that ends beside another mail, or a pass that stops,
fails with the seed.
"""

import random
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from support.mails.build import PROGRAMME, mail_settings
from support.programme.build import a_partner, a_programme
from support.reminders.planned import finding, tracked

from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.model import WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.pilotage.reminder_tab import build_reminder_tab
from relocalisons.core.programme.decisions.decision_tabs import find_order, read_decision_tab
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
from tasks.google.sheets import READ_MASK, read_workbook
from tasks.intake.relances_seen import note_relances
from tasks.mail.coordination import mail_context
from tasks.reminders.decisions import obey_decisions
from tasks.reminders.relances_tab import answer_of, notes_of, words_of_other_rows, write_relances
from tasks.reminders.reminder_steps import body_of, reminder_rows
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from vendor_sandbox.workbook.answers.masks import parse_mask
from vendor_sandbox.workbook.spreadsheet import Spreadsheet

PARIS = ZoneInfo("Europe/Paris")
FIRST_TUESDAY = datetime(2026, 3, 3, 7, tzinfo=PARIS)
LEFT = frozenset({NoticeState.ACCEPTED, NoticeState.SUBMITTING})
WORDS = (
    "envoyer",
    "envoyer",
    "envoyer",
    "pas cette fois",
    "j’appelle",
    "ok ?",
    "envoyer à nouveau",
)
OWN_ROW = "à moi"
KEY_LENGTH = 64
TITLES = ("Relances", "Mes relances", "Relances de Camille")


class Wire:
    """A gspread client whose requests reach the workbook at once; she acts in between."""

    def __init__(self, book: Spreadsheet) -> None:
        self.book = book
        self.http_client = self
        self.before_write: list[Any] = []  # what she does between our last look and our write
        self.just_before: Any = None  # called once, when she has acted and before we write
        self.fault = ""  # refused | unanswered, once

    def request(
        self, verb: str, url: str, *, params: dict[str, str], json: dict[str, Any] | None = None
    ) -> "Wire":
        if json is None:
            self.answer = self.book.resource(
                parse_mask(params["fields"]), (), include_grid_data=False
            )
            return self
        for act in self.before_write:
            act()
        if self.just_before is not None:
            self.just_before()
        self.before_write, self.just_before = [], None
        fault, self.fault = self.fault, ""
        if fault == "refused":
            raise VendorUnavailableError("Google ne répond pas.")
        answer = self.book.apply({"op": "batchUpdate", "requests": json["requests"]})
        if fault == "unanswered":
            raise VendorUnavailableError("La réponse s’est perdue.")
        self.answer = {
            "replies": answer["replies"],
            "updatedSpreadsheet": self.book.resource(
                parse_mask(READ_MASK), (), include_grid_data=False
            ),
        }
        return self

    @property
    def content(self) -> bytes:
        return orjson.dumps(self.answer)


Beside = dict[str, frozenset[tuple[str, str]]]
"""Subject that a row shows → the decisions and notes beside it; two for a copy with other words."""


@dataclass
class Story:
    """One story: `play` it, and read `wrong` (empty when all went as she decided)."""

    seed: int
    store: Store
    mails_a_week: int = 8
    dice: random.Random = field(init=False)
    wrong: list[str] = field(default_factory=list)
    ordered: set[str] = field(default_factory=set)  # subjects that « tout envoyer » means
    stale: dict[str, str] = field(default_factory=dict)  # words on a row that we made anew
    sent: dict[str, datetime] = field(default_factory=dict)
    acts: int = 0
    told: list[str] = field(default_factory=list)  # what she did, in order
    writing: bool = False
    passes: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.book = Spreadsheet.new(title="Pilotage", locale="fr_FR")
        self.wire = Wire(self.book)
        self.now = FIRST_TUESDAY
        self.known: dict[str, int] = {}
        self.partners = tuple(
            a_partner(f"P{number:02d}", f"Structure {number}") for number in range(1, 40)
        )
        self.findings: list[Any] = []
        self.left: tuple[Beside, set[str]] | None = None
        self.typed_while_writing: set[str] = set()
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
        self.writing, self.typed_while_writing = True, set()
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

    # --- what she does ---

    def she_acts(self) -> None:
        """One thing that she does in the tab, as she sees it now."""
        if self.tab() is None:
            return
        self.acts += 1
        act = self.dice.choices(
            (
                self.decide, self.annotate, self.erase, self.sort, self.sort_what_she_sees,
                self.order_all, self.take_order_back, self.insert_row, self.insert_column,
                self.copy_row, self.delete_row, self.hide, self.rename_tab, self.rename_decision,
                self.filter, self.paste_over,
            ),
            weights=(10, 3, 2, 5, 1, 2, 1, 2, 0.5, 1, 1, 2, 1, 1, 1, 1),
        )[0]  # fmt: skip
        when = "while we write" if self.writing else "between passes"
        self.told.append(f"pass {self.passes}, {when}: {act.__name__}")
        act()

    def decide(self) -> None:
        at = self.any_mail()
        column = self.column("Décision", "Ma décision")
        if at is None or column is None:
            return
        word = self.dice.choice(WORDS)
        self.type(at, column, word)
        self.stale.pop(self.subject(at), None)
        self.typed(at)

    def typed(self, at: int) -> None:
        if self.writing:
            self.typed_while_writing.add(self.subject(at))

    def annotate(self) -> None:
        at, column = self.any_mail(), self.column("Note")
        if at is None or column is None:
            return
        note = f"note {self.acts}"
        self.type(at, column, note)
        self.typed(at)

    def erase(self) -> None:
        at, column = self.any_mail(), self.column("Décision", "Ma décision")
        if at is None or column is None:
            return
        self.type(at, column, "")
        self.stale.pop(self.subject(at), None)
        self.typed(at)

    def sort(self, *, without_key: bool = False) -> None:
        top, rows = self.top(), self.rows()
        if top is None:
            return
        width = max(len(row) for row in rows)
        end = self.column("Clé") if without_key else width
        if end is None:
            return
        area = {
            "sheetId": self.sheet_id(), "startRowIndex": top + 1, "endRowIndex": len(rows),
            "startColumnIndex": 0, "endColumnIndex": end,
        }  # fmt: skip
        by = {"dimensionIndex": self.dice.randrange(end),
              "sortOrder": self.dice.choice(("ASCENDING", "DESCENDING"))}  # fmt: skip
        self.edit(sortRange={"range": area, "sortSpecs": [by]})

    def sort_what_she_sees(self) -> None:
        """« Clé » is hidden, and stays where it is."""
        self.sort(without_key=True)

    def order_all(self) -> None:
        order = find_order(self.rows())
        if order is None:
            return
        self.type(order.row, order.column, "tout envoyer")
        column = self.column("Décision", "Ma décision", "Mon avis")
        for at in self.mails():
            if column is not None and not self.text(at, column):
                self.ordered.add(self.subject(at))

    def take_order_back(self) -> None:
        order = find_order(self.rows())
        if order is None or not order.words:
            return
        self.type(order.row, order.column, self.dice.choice(("", "non, attendez")))
        self.ordered.clear()

    def insert_row(self) -> None:
        top = self.top()
        if top is None:
            return
        at = self.dice.randrange(top + 1, len(self.rows()) + 1)
        self.edit(insertDimension={"range": self.lines("ROWS", at)})
        if self.dice.random() < 0.6 and not self.writing:  # nobody types within that instant too
            words = f"{OWN_ROW} {self.acts}"
            self.type(at, 0, words)

    def insert_column(self) -> None:
        top = self.top()
        if top is None or max(map(len, self.rows())) > 11:
            return
        at = self.dice.randrange(1, len(self.rows()[top]) + 1)
        self.edit(insertDimension={"range": self.lines("COLUMNS", at)})
        self.type(top, at, f"Colonne {self.acts}")

    def copy_row(self) -> None:
        """A whole row again, further down; then maybe another word on it."""
        at, column = self.any_mail(), self.column("Décision", "Ma décision")
        if at is None or column is None:
            return
        last = len(self.rows())
        self.edit(appendDimension={"sheetId": self.sheet_id(), "dimension": "ROWS", "length": 3})
        self.edit(copyPaste={"source": self.whole_row(at), "destination": self.whole_row(last)})
        if self.dice.random() < 0.4:
            self.type(last, column, self.dice.choice(WORDS))

    def paste_over(self) -> None:
        """What she sees of one row over another; the hidden key is not pasted."""
        at, other, key = self.any_mail(), self.any_mail(), self.column("Clé")
        if at is None or other is None or at == other or key is None:
            return
        box = {"startColumnIndex": 0, "endColumnIndex": key}
        self.edit(copyPaste={
            "source": self.whole_row(at) | box, "destination": self.whole_row(other) | box,
        })  # fmt: skip

    def delete_row(self) -> None:
        at = self.any_mail()
        if at is None:
            return
        self.edit(deleteDimension={"range": self.lines("ROWS", at)})

    def hide(self) -> None:
        dimension = self.dice.choice(("ROWS", "COLUMNS"))
        at = self.dice.randrange(1, 9)
        self.edit(updateDimensionProperties={
            "range": self.lines(dimension, at), "fields": "hiddenByUser",
            "properties": {"hiddenByUser": self.dice.random() < 0.5},
        })  # fmt: skip

    def filter(self) -> None:
        top = self.top()
        if top is None:
            return
        area = {"sheetId": self.sheet_id(), "startRowIndex": top, "startColumnIndex": 0}
        area |= {"endColumnIndex": len(self.rows()[top])}
        self.edit(setBasicFilter={
            "filter": {"range": area, "criteria": {"0": {"hiddenValues": ["P03 – Structure 3"]}}}
        })  # fmt: skip

    def rename_tab(self) -> None:
        title = self.dice.choice(TITLES)
        if self.book.sheet_titled(title) is None:
            self.edit(updateSheetProperties={
                "properties": {"sheetId": self.sheet_id(), "title": title}, "fields": "title",
            })  # fmt: skip

    def rename_decision(self) -> None:
        top, column = self.top(), self.column("Décision", "Ma décision", "Mon avis")
        if top is not None and column is not None:
            self.type(top, column, self.dice.choice(("Ma décision", "Décision", "Mon avis")))

    def give_back_header(self) -> None:
        top, column = self.top(), self.column("Mon avis")
        if top is not None and column is not None:
            self.type(top, column, "Décision")

    # --- what she sees ---

    def tab(self):
        return self.book.sheet(self.known[REMINDERS.title]) if self.known else None

    def sheet_id(self) -> int:
        return self.known[REMINDERS.title]

    def rows(self) -> list[list[str]]:
        if self.tab() is None:
            return []
        title = self.book.sheet(self.sheet_id()).title
        found = self.book.values_get("'" + title.replace("'", "''") + "'").get("values", [])
        return [[str(cell) for cell in row] for row in found]

    def top(self) -> int | None:
        return next(
            (n for n, row in enumerate(self.rows()) if "Clé" in row and "Objet" in row), None
        )

    def column(self, *names: str) -> int | None:
        top = self.top()
        row = self.rows()[top] if top is not None else []
        return next((row.index(name) for name in names if name in row), None)

    def text(self, at: int, column: int) -> str:
        row = self.rows()[at]
        return row[column] if column < len(row) else ""

    def mails(self) -> list[int]:
        """The rows below the header that show a mail."""
        top, subject = self.top(), self.column("Objet")
        if top is None or subject is None:
            return []
        return [
            n for n, row in enumerate(self.rows())
            if n > top and subject < len(row) and row[subject].startswith("Message ")
        ]  # fmt: skip

    def any_mail(self) -> int | None:
        mails = self.mails()
        return self.dice.choice(mails) if mails else None

    def subject(self, at: int) -> str:
        column = self.column("Objet")
        return self.text(at, column) if column is not None else ""

    def beside(self) -> Beside:
        """Her words beside each mail that the tab shows, as a reader of the tab would say."""
        note, decision = self.column("Note"), self.column("Décision", "Ma décision", "Mon avis")
        found: dict[str, set[tuple[str, str]]] = {}
        for at in self.mails():
            words = tuple("" if one is None else self.text(at, one) for one in (decision, note))
            # A key of ours in a wrong column: an answer was lost, the next pass puts it right.
            words = tuple("" if len(word) == KEY_LENGTH else word for word in words)
            found.setdefault(self.subject(at), set()).add((words[0], words[1]))
        nothing = {("", "")}  # an empty copy beside a filled one says nothing
        return {
            subject: frozenset(words - nothing if len(words) > 1 else words)
            for subject, words in found.items()
        }

    def shown_own_rows(self) -> set[str]:
        return {cell for row in self.rows() for cell in row if cell.startswith(OWN_ROW)}

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
            if here and after.get(subject) != words and subject not in self.unknown:
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

    def edit(self, **request: Any) -> None:
        self.book.apply({"op": "batchUpdate", "requests": [request]})

    def type(self, row: int, column: int, words: str) -> None:
        cell = {"userEnteredValue": {"stringValue": words}} if words else {}
        self.edit(updateCells={
            "start": {"sheetId": self.sheet_id(), "rowIndex": row, "columnIndex": column},
            "fields": "userEnteredValue", "rows": [{"values": [cell]}],
        })  # fmt: skip

    def lines(self, dimension: str, at: int) -> dict[str, Any]:
        return {"sheetId": self.sheet_id(), "dimension": dimension, "startIndex": at,
                "endIndex": at + 1}  # fmt: skip

    def whole_row(self, at: int) -> dict[str, Any]:
        width = self.book.sheet(self.sheet_id()).column_count
        return {"sheetId": self.sheet_id(), "startRowIndex": at, "endRowIndex": at + 1,
                "startColumnIndex": 0, "endColumnIndex": width}  # fmt: skip
