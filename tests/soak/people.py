"""What people type between the nights, and whether it still stands where they typed it."""

import random
import re
from dataclasses import dataclass, field
from datetime import date

from support.google.mishaps import Hands

from relocalisons.core.kernel.sheets import column_letter
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.demo.story import Storyteller
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.sample.programme import SampleProgramme

FINDINGS = "Anomalies"
COMMENTS = ("Commentaire", "Commentaires", "Remarques", "Observations")


@dataclass
class People:
    """Partners who comment on their lines, and the coordinator, who answers each day."""

    base_url: str
    sample: SampleProgramme
    rolls: random.Random
    comments: dict[str, tuple[str, str, int]] = field(default_factory=dict)  # words → where
    notes: dict[str, str] = field(default_factory=dict)  # finding → her last note

    def comment(self, day: date) -> None:
        """One partner writes beside one of their lines."""
        code = self.rolls.choice(sorted(self.sample.teams))
        book = self.sample.eve.workbooks[code]
        hands = Hands(self.base_url, self.sample.teams[code].contact.email)
        for tab in hands.tabs(book.file_id):
            rows = hands.rows(book.file_id, tab)
            place = _place_of(rows, COMMENTS)
            if place is None or len(rows) <= place[0] + 1:
                continue
            top, column = place
            line = self.rolls.randrange(top + 1, len(rows))
            words = f"point fait le {day:%d/%m/%Y}"
            hands.type(book.file_id, tab, f"{column_letter(column)}{line + 1}", words)
            self.comments = {
                said: where for said, where in self.comments.items()
                if where != (book.file_id, tab, line)
            } | {words: (book.file_id, tab, line)}  # fmt: skip
            return

    def note(self, day: date) -> None:
        """She writes beside one finding, whatever she wrote there before."""
        lines = self._findings()
        if not lines:
            return
        key = self.rolls.choice(sorted(lines))
        row, note_column, _ = lines[key]
        words = f"noté le {day:%d/%m/%Y}"
        Hands(self.base_url).type(PILOTAGE, FINDINGS, f"{column_letter(note_column)}{row}", words)
        self.notes[key] = words

    def decide(self, day: date, teller: Storyteller) -> None:
        """She lets everything go that waits."""
        teller.decide(CoordinatorDay(on=day, send_all="tout envoyer"), pilotage_id=PILOTAGE)

    def lost(self) -> list[str]:
        """What somebody typed and does not find again."""
        gone = []
        sheets: dict[tuple[str, str], list[list[object]]] = {}
        for words, (file_id, tab, line) in self.comments.items():
            rows = sheets.setdefault((file_id, tab), Hands(self.base_url).rows(file_id, tab))
            if len(rows) <= line or words not in map(str, rows[line]):
                gone.append(f"the comment « {words} » in {tab} of {file_id}")
        lines = self._findings()
        for key, words in self.notes.items():
            if key in lines and lines[key][2] != words:
                gone.append(f"her note « {words} » beside {key}: « {lines[key][2]} »")
        return gone

    def unread(self, texts: str) -> list[str]:
        """Comments that the last readings kept in the store do not hold."""
        return [words for words in self.comments if words not in texts]

    def _findings(self) -> dict[str, tuple[int, int, str]]:
        """Finding → its row, the column of her notes, what stands there."""
        rows = Hands(self.base_url).rows(PILOTAGE, FINDINGS)
        place = _place_of(rows, ("Clé",))
        if place is None:
            return {}
        top, keys = place
        notes = [str(cell) for cell in rows[top]].index("Note")
        found = {}
        for number, row in enumerate(rows[top + 1 :], start=top + 2):
            key = str(row[keys]) if len(row) > keys else ""
            if re.match(r"\w+:", key):
                found[key] = (number, notes, str(row[notes]) if len(row) > notes else "")
        return found


def _place_of(rows: list[list[object]], headers: tuple[str, ...]) -> tuple[int, int] | None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if str(cell).strip() in headers:
                return number, column
    return None
