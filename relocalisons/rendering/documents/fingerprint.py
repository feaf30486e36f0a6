"""Rendering: what a paper is known by: a digest of what it prints, whatever made it print that.

Hashed are finished words block by block, pictures as drawn, the cells of the annex, and the bytes
of what gives the form (the Word template, the style of pages, the master of slides). Left out are
names of fields and files, the text of our templates, and when the cells were read.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

from relocalisons.core.views.view import AnnexSheet, AnnexValue
from relocalisons.rendering.documents.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Flag,
    Heading,
    Inline,
    PageWords,
    Paragraph,
    Picture,
    Table,
)

# Raise it when code of `rendering/` changes how papers look or what their files hold and nothing
# hashed here tells: pagination, spaces, colours, Word XML, formats of the annex, layout of slides.
# Every paper that is due is then published anew; a change that no reader sees leaves it alone.
RENDERER = 3
# Before it a fingerprint was 64 hex digits; with it one still fits the store's column (64).
SCHEME = "p1-"
_DIGITS = 60


def fingerprint_of_paper(
    document: Document,
    *,
    words: PageWords,
    name: str,
    forms: Iterable[bytes],
    pictures: Mapping[str, Picture] | None = None,
    annex: tuple[AnnexSheet, ...] = (),
) -> str:
    """The fingerprint of a paper that is printed, poured into Word, or both.

    `name` is what its files are called; `forms` are the bytes of the Word template and of the
    style of pages, as far as they are used; `pictures` are those that figures of the document show.
    """
    shown = pictures or {}
    return _digest(
        [
            [words.running, words.stopped, words.description, words.dated.isoformat(), name],
            [document.title, document.kicker, document.subtitle],
            [
                [section.id, [_block(block, pictures=shown) for block in section.blocks]]
                for section in document.sections
            ],
            [_sheet(sheet) for sheet in annex],
        ],
        forms=forms,
    )


def fingerprint_of_finished(content: object, *, forms: Iterable[bytes] = ()) -> str:
    """The fingerprint of finished strings, figures and dates (slides), by their order, unnamed.

    Raises TypeError for a value that is neither.
    """
    return _digest(_finished(content), forms=forms)


def fingerprint_of_content(data: bytes) -> str:
    """The fingerprint of a file that is published as it is: no renderer, hence no scheme."""
    return hashlib.sha256(data).hexdigest()


def is_older_scheme(fingerprint: str, *, than: str) -> bool:
    """Whether a kept fingerprint was computed in another way than `than`: they say nothing."""
    return than.startswith(SCHEME) and not fingerprint.startswith(SCHEME)


def _digest(content: list[Any], *, forms: Iterable[bytes]) -> str:
    digests = [fingerprint_of_content(form) for form in forms]
    told = json.dumps([RENDERER, digests, content], ensure_ascii=False)
    return SCHEME + fingerprint_of_content(told.encode())[:_DIGITS]


def _block(block: Block, *, pictures: Mapping[str, Picture]) -> list[Any]:
    match block:
        case Heading():
            return ["heading", block.level, _runs(block.content)]
        case Paragraph():
            return ["paragraph", block.role, _runs(block.content)]
        case BulletList():
            return ["list", [_runs(item) for item in block.items]]
        case Table():
            return _table(block)
        case Figure():
            picture = _finished(pictures[block.source])
            return ["figure", picture, block.alt, _runs(block.title), _runs(block.note)]


def _table(table: Table) -> list[Any]:
    columns = [[column.width, column.align] for column in table.columns]
    rows = [
        [
            [] if column.reading else _runs(cell)
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    header = [_runs(cell) for cell in table.header]
    return ["table", table.kind, _runs(table.caption), columns, header, rows]


def _runs(content: tuple[Inline, ...]) -> list[list[Any]]:
    """Runs as they look: two of one look side by side are one, however a template made them."""
    runs: list[list[Any]] = []
    for run in content:
        look = ["flag", run.level] if isinstance(run, Flag) else ["text", run.bold, run.small]
        if runs and look[0] == "text" and runs[-1][:-1] == look:
            runs[-1][-1] += run.text
        else:
            runs.append([*look, run.text])
    return runs


def _sheet(sheet: AnnexSheet) -> list[Any]:
    columns = [[column.header, column.width, column.kind] for column in sheet.columns]
    rows = [
        [
            None if column.reading else _cell(value)
            for value, column in zip(row, sheet.columns, strict=True)
        ]
        for row in sheet.rows
    ]
    return [sheet.title, sheet.intro, columns, rows]


def _cell(value: AnnexValue) -> Any:
    """A cell as the workbook holds it: numbers are floats there, no text is an empty cell."""
    if isinstance(value, Decimal | int):
        return float(value)
    return _finished(value) if value != "" else None


def _finished(value: object) -> Any:
    match value:
        case Picture():
            return ["picture", fingerprint_of_content(value.svg), value.width, value.height]
        case Enum():
            return value.value
        case None | str() | int() | float():
            return value
        case Decimal() | date() | time():
            return [str(value)]
        case tuple() | list():
            return [_finished(each) for each in value]
    if is_dataclass(value):
        return [_finished(getattr(value, each.name)) for each in fields(value)]
    raise TypeError(f"{type(value).__name__} is neither finished nor drawn")
