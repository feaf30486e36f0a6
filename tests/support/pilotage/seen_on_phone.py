"""A tab of hers as it stands in the sandbox, drawn as her telephone shows it, 390 px wide.

`ANSWERS_PICTURES=FOLDER` keeps the pictures of a week of answers; without it nothing is drawn.
"""

import os
from collections.abc import Sequence
from email.message import EmailMessage
from itertools import groupby
from pathlib import Path
from typing import Any

from support.chromium import open_chromium
from support.google.mishaps import Hands
from support.mails.pictures import draw_one
from support.pilotage.phone import draw

from relocalisons.core.views.own_tab import Look, OwnTab

_USUAL_WIDTH = 100  # pixels
_PHONE = 390


def keep(
    hands: Hands, file_id: str, title: str, name: str, *, since: str, profile: Path
) -> Path | None:
    """A picture of a tab, scrolled to the first row that begins with `since`; None when no
    picture is asked for.
    """
    picture = _asked_for(name)
    if picture is not None:
        with open_chromium(profile) as page:
            draw(page, tab_of(hands.sheet(file_id, title), title, since=since), picture)
    return picture


def keep_mail(
    mails: Sequence[EmailMessage], subject: str, name: str, *, profile: Path
) -> Path | None:
    """A picture of the last mail whose subject has these words, if one is asked for."""
    picture = _asked_for(name)
    if picture is None:
        return None
    mail = next(one for one in reversed(mails) if subject in str(one["Subject"]))
    html = mail.get_body(("html",))
    assert html is not None
    with open_chromium(profile) as page:
        draw_one(page, html.get_content(), picture, width=_PHONE, dark=False)
    return picture


def _asked_for(name: str) -> Path | None:
    asked = os.environ.get("ANSWERS_PICTURES")
    if not asked:
        return None
    picture = Path(asked) / f"{name}.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    return picture


def tab_of(sheet: dict[str, Any], title: str, *, since: str) -> OwnTab:
    """The values, widths and frozen lines of a sheet, and where its cells wrap."""
    data, grid = sheet["data"][0], sheet["properties"]["gridProperties"]
    rows = [row.get("values") or [] for row in data.get("rowData") or []]
    top = grid.get("frozenRowCount", 0)
    texts = [str(row[0].get("formattedValue") or "") if row else "" for row in rows]
    first = next(n for n, text in enumerate(texts) if n >= top and text.startswith(since))
    rows = [*rows[:top], *rows[first:]]  # what is frozen stays in view
    wide = max(map(len, rows))
    columns = [*(data.get("columnMetadata") or []), *({},) * wide][:wide]
    return OwnTab(
        title=title,
        rows=tuple(
            tuple(str(cell.get("formattedValue") or "") for cell in [*row, *({},) * wide][:wide])
            for row in rows
        ),
        widths=tuple(int(one.get("pixelSize", _USUAL_WIDTH)) for one in columns),
        frozen_rows=top,
        frozen_columns=grid.get("frozenColumnCount", 0),
        hidden_columns=tuple(n for n, one in enumerate(columns) if one.get("hiddenByUser")),
        looks=tuple(_wrapped(rows)),
    )


def _wrapped(rows: list[list[dict[str, Any]]]) -> list[Look]:
    looks: list[Look] = []
    for number, row in enumerate(rows):
        at = 0
        for wraps, cells in groupby(map(_wraps, row)):
            count = len(list(cells))
            if wraps:
                looks.append(Look(
                    first_row=number, last_row=number + 1, first_column=at,
                    last_column=at + count, wrap=True,
                ))  # fmt: skip
            at += count
    return looks


def _wraps(cell: dict[str, Any]) -> bool:
    return (cell.get("userEnteredFormat") or {}).get("wrapStrategy") == "WRAP"
