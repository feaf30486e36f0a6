"""Rendering: the answer page, its receipt, and the one page of whatever leads nowhere."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from relocalisons.core.kernel.words.french import format_day
from relocalisons.core.replies.answer_page import (
    Choice,
    PageLine,
    Refusal,
    choice_of,
    day_of,
    said_in,
)
from relocalisons.rendering.environment import TEMPLATES, make_environment
from relocalisons.rendering.mails.context import said

_FOLDER = "replies/page"


def style() -> str:
    """The style sheet: served by ourselves, the only thing that the page may load."""
    return Path(TEMPLATES / _FOLDER / "style.css").read_text("utf-8")


def render_page(
    lines: Iterable[PageLine],
    *,
    coordinator: str,
    until: date,
    empty: bool = False,
    refused: Refusal | None = None,
    fields: Mapping[str, str] | None = None,
) -> str:
    """The form. `empty`: nothing was chosen; `refused`: why nothing was taken.

    `fields` is what was typed in a form that was not taken: it stands there again.
    """
    typed = {name: said_in(fields or {}, name) for name in ("words", "phone")}
    return (
        make_environment()
        .get_template(f"{_FOLDER}/page.html")
        .render(
            coordinator=said(coordinator),
            until=format_day(until),
            empty=empty,
            refused=refused,
            typed=typed,
            again=bool(fields),
            lines=[
                {
                    "ref": said(line.ref),
                    "title": said(line.title),
                    "due": said(line.due),
                    "choice": (choice_of(fields, n) if fields else Choice.NOTHING).value,
                    "day": day_of(fields, n) if fields else None,
                    "by": said_in(fields or {}, f"by-{n}"),
                }
                for n, line in enumerate(lines)
            ],
        )
    )


def render_receipt(coordinator: str) -> str:
    """After an answer: what happens with it, and the way back."""
    return (
        make_environment()
        .get_template(f"{_FOLDER}/receipt.html")
        .render(coordinator=said(coordinator))
    )


def render_gone() -> str:
    """A link that is wrong, old or unknown: the same words for all of them."""
    return make_environment().get_template(f"{_FOLDER}/gone.html").render()
