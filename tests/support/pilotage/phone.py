"""What a Tuesday costs on a telephone: her tabs drawn at 390 px from their real widths.

`PYTHONPATH=tests python -m support.pilotage.phone FOLDER` draws « À faire » and « Relances » of a
Tuesday of the sample, counts the gestures that decide it, and writes a picture of each.
« Relances » also as it was before « Décision » came to column B, and with 23 convocations.
"""

import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from html import escape
from math import ceil
from pathlib import Path

from support.chromium import Page, open_chromium
from support.reminders.rows import row as reminder
from support.sample.night import night_of

from relocalisons.core.acts.shelves import When, place
from relocalisons.core.kernel.links import CellLinks
from relocalisons.core.kernel.model import Programme
from relocalisons.core.pilotage.reminder_groups import gather
from relocalisons.core.pilotage.reminder_tab import ReminderRow, build_reminder_tab
from relocalisons.core.pilotage.to_do import build_to_do
from relocalisons.core.programme.decisions.member_words import Member
from relocalisons.core.tables import REMINDERS
from relocalisons.core.views.own_tab import OwnTab

TUESDAY = date(2026, 3, 17)
WIDTH, HEIGHT = 390, 844
APP = 150  # pixels that the app's own bars take
SWIPE = 0.8  # of a screen, so that the eye finds its line again
WORD = 3  # touch the cell, open its list, choose
TYPED = 3  # touch the cell, its keyboard, and send it off; besides each letter
WIDTHS_BEFORE = (230, 210, 380, 70, 90, 300, 150, 260, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gestures:
    """How a number of rows is decided: words chosen, swipes down, swipes aside."""

    words: int
    down: int
    aside: int

    @property
    def total(self) -> int:
        return self.words * WORD + self.down + self.aside


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    programme, acts = night_of(TUESDAY)
    today = len(place(acts, programme=programme, as_of=TUESDAY)[When.TODAY])
    to_do = build_to_do(acts, programme=programme, links=CellLinks(), as_of=TUESDAY)
    mails, convoked = mails_of(programme), convocations_of(programme)
    every = len(mails) + len(convoked)
    apart = relances(*mails, *(row for _, row in convoked))
    together = relances(*mails, gather("ensemble", convoked, said=None))
    with tempfile.TemporaryDirectory() as profile, open_chromium(Path(profile)) as page:

        def told(tab: OwnTab, name: str, *, of: str, rows: int) -> None:
            drawn = draw(page, tab, folder / f"{name}.png")
            say(tab.title, count(tab, drawn, rows=rows), of=of)

        told(to_do, "a-faire-telephone", of=f"{today} actes", rows=today)
        one_by_one = f"{len(mails)} messages, un à un"
        before = as_it_was(relances(*mails))
        told(before, "relances-avant", of=f"{one_by_one}, avant", rows=len(mails))
        told(relances(*mails), "relances-telephone", of=one_by_one, rows=len(mails))
        more = f"{every} avec un COPIL"
        told(as_it_was(apart), "relances-copil-avant", of=f"{more}, un à un, avant", rows=every)
        told(together, "relances-copil", of=f"{more} en une ligne", rows=len(mails) + 1)
        say(together.title, Gestures(words=1, down=0, aside=0), of="« tout envoyer »")
    for words in ("tout", "tout sauf P07", "P07 et P12"):
        print(f"{together.title}: « {words} » typed: {TYPED + len(words)} gestures")


def mails_of(programme: Programme) -> tuple[ReminderRow, ...]:
    """A mail to each partner who has somebody to write to."""
    return tuple(
        reminder(
            f"k{number}", partner=one.code, partner_name=one.name, person=one.contact or "",
            subject=f"{one.name} : 4 points à voir ensemble avant le 20 mars", lines=4,
        )
        for number, one in enumerate(programme.partners)
    )  # fmt: skip


def convocations_of(programme: Programme) -> tuple[tuple[Member, ReminderRow], ...]:
    """An equal convocation to each of them."""
    return tuple(
        (
            Member(key=f"c{number}", code=one.code, person=one.contact or ""),
            reminder(
                f"c{number}", partner=one.code, partner_name=one.name, person=one.contact or "",
                subject="Convocation : COPIL du jeudi 16 avril 2026, 14 h", lines=0,
            ),
        )
        for number, one in enumerate(programme.partners)
    )  # fmt: skip


def relances(*rows: ReminderRow) -> OwnTab:
    deadline = datetime(2026, 3, 19, 12, tzinfo=UTC)
    return build_reminder_tab(rows, week="2026-W12", deadline=deadline)


def as_it_was(tab: OwnTab) -> OwnTab:
    """« Relances » before: « Décision » seventh, no frozen column, the widths of then."""
    todays = [column.header for column in REMINDERS.columns]
    order = [todays.index(name) for name in tab.formerly]
    top = tab.frozen_rows - 1
    rows = (*tab.rows[:top], *(tuple(row[at] for at in order) for row in tab.rows[top:]))
    return replace(tab, rows=rows, widths=WIDTHS_BEFORE, frozen_columns=0)


def draw(page: Page, tab: OwnTab, picture: Path) -> list[int]:
    """The tops of the rows in pixels, the frozen ones first, and the bottom of the last."""
    page.show(html_of(tab), width=WIDTH, height=HEIGHT)
    page.wait_for("document.documentElement.scrollWidth <= innerWidth")
    tops = page.wait_for(
        "(rows => rows.length && [...rows].map(r => Math.round(r.offsetTop)).concat("
        "Math.round(rows[rows.length-1].offsetTop + rows[rows.length-1].offsetHeight)))"
        "(document.querySelectorAll('tr'))"
    )
    page.picture(picture)
    return [int(top) for top in tops]


def html_of(tab: OwnTab) -> str:
    """The tab as the app draws it: rows of one table, frozen rows and columns in view."""
    shown = [at for at in range(len(tab.widths)) if at not in tab.hidden_columns]
    left = {at: sum(tab.widths[before] for before in shown if before < at) for at in shown}
    lines: list[str] = []
    for number, row in enumerate(tab.values):
        head = number < tab.frozen_rows
        above = head and number < tab.frozen_rows - 1
        cells: list[str] = []
        for at in shown:
            stays = at < tab.frozen_columns
            # Titles and help run over what is empty, but where their look says that they wrap.
            spread = above and not wraps(tab, number, at)
            style = f"min-width:{tab.widths[at]}px;max-width:{tab.widths[at]}px;"
            style += f"position:sticky;left:{left[at]}px;z-index:1;" if stays else ""
            style += "background:#fff;" if stays and not (spread and not row[at]) else ""
            style += "font-weight:bold;" if head or at == 0 else ""
            style += "white-space:nowrap;overflow:visible;z-index:2;" if spread else ""
            if not head and not wraps(tab, number, at):
                style += "white-space:nowrap;overflow:hidden;"
            cells.append(f'<td style="{style}">{escape(str(row[at] or ""))}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return (
        "<meta name=viewport content='width=device-width,minimum-scale=1'>"
        "<style>body{margin:0;font:10pt Arial}"
        "table{border-collapse:collapse}td{border:1px solid #ddd;padding:2px 3px;box-sizing:"
        "border-box;vertical-align:top;overflow-wrap:anywhere}</style>"
        f"<div style='width:{WIDTH}px;height:{HEIGHT}px;overflow:auto'>"
        f"<table>{''.join(lines)}</table></div>"
    )


def wraps(tab: OwnTab, row: int, column: int) -> bool:
    return any(
        look.wrap
        and look.first_row <= row < look.last_row
        and look.first_column <= column < look.last_column
        for look in tab.looks
    )


def count(tab: OwnTab, tops: list[int], *, rows: int) -> Gestures:
    """The gestures that choose a word on the first rows, one by one, from the top left."""
    frozen = sum(tab.widths[: tab.frozen_columns])
    at = tab.values[tab.frozen_rows - 1].index("Décision")
    right = sum(tab.widths[: at + 1])
    aside = (
        0 if at < tab.frozen_columns else max(ceil((right - WIDTH) / ((WIDTH - frozen) * SWIPE)), 0)
    )
    room = HEIGHT - APP - tops[tab.frozen_rows]
    depth = tops[tab.frozen_rows + rows] - tops[tab.frozen_rows]
    down = max(ceil((depth - room) / (room * SWIPE)), 0)
    # One reads a row from its left: aside and back for each.
    return Gestures(words=rows, down=down, aside=2 * aside * rows)


def say(title: str, gestures: Gestures, *, of: str) -> None:
    print(
        f"{title}: {of}: {gestures.total} gestures ({gestures.words} words of {WORD}, "
        f"{gestures.down} swipes down, {gestures.aside} aside)"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
