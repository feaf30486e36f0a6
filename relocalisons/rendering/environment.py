"""Rendering: the one Jinja environment; a missing variable fails, all but `.txt` is escaped."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from relocalisons.core.kernel.words import french
from relocalisons.settings import ROOT

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = ROOT / "templates"

FILTERS = {
    "date": french.format_date,
    "long_date": french.format_long_date,
    "day": french.format_day,
    "month": french.format_month,
    "moment": french.format_moment,
    "number": french.format_number,
    "money": french.format_money,
    "percent": french.format_percent,
    "count_of": french.count_of,
    "count_days": french.count_days,
    "plural": french.plural_word,
    "join_words": french.join_words,
    "with_de": french.with_de,
    "quoted": french.quote,
    "typo": french.typo,
}


@lru_cache(maxsize=4)
def make_environment(directory: Path = TEMPLATES) -> "ImmutableSandboxedEnvironment":
    """The environment of a templates folder; the same object for the same folder."""
    # Most runs write nothing that is rendered.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(directory, encoding="utf-8"),
        # `select_autoescape()` would also do, but says less: a .txt never escapes, all else does.
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    return environment
