"""Pure: the tab « Journal »: what the service did, the latest first."""

from dataclasses import dataclass
from datetime import datetime

from relocalisons.core.kernel.words.french import format_moment
from relocalisons.core.programme.decisions.own_tabs import JOURNAL, OPENINGS
from relocalisons.core.views.own_tab import (
    OwnTab,
    Tint,
    cell_look,
    head_looks,
    plain,
    row_look,
    same_width,
)

_HEADERS = (
    "Quand",
    "Quoi",
    "Résultat",
    "Ce qui a été fait",
    "Ce qui n’a pas été fait, et pourquoi",
)
_WIDTHS = (150, 220, 150, 520, 520)
_TOP = 2  # title, header
_KEPT = 200  # rows; the store keeps the whole history

TITLE = JOURNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One run. `at` is in the programme's time zone; `flow` is its French name."""

    at: datetime
    flow: str
    succeeded: bool
    done: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def build_journal(entries: tuple[JournalEntry, ...]) -> OwnTab:
    """The latest runs; runs of one instant keep the order given."""
    latest = sorted(entries, key=lambda entry: entry.at, reverse=True)[:_KEPT]
    rows = [
        (
            format_moment(entry.at),
            plain(entry.flow),
            "✓ réussi" if entry.succeeded else "■ en échec",
            plain("\n".join(entry.done)),
            plain("\n".join(entry.left_out)),
        )
        for entry in latest
    ]
    width = len(_WIDTHS)
    looks = [*head_looks(_TOP, width=width)]
    for number, entry in enumerate(latest, start=_TOP):
        looks += [
            row_look(number, width=width),
            cell_look(number, 2, tint=Tint.FINE if entry.succeeded else Tint.ALERT, bold=True),
        ]
    return OwnTab(
        title=TITLE,
        rows=same_width(
            ((f"{OPENINGS[TITLE]}, le plus récent en premier",), _HEADERS, *rows), width
        ),
        widths=_WIDTHS,
        frozen_rows=_TOP,
        looks=tuple(looks),
    )
