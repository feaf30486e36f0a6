"""`docs/settings.md`, made from the models that read a programme's file and its variables.

`python -m relocalisons.cli.settings_page docs/settings.md` writes it again; a test compares them.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from relocalisons.configuration.problems import choices_of, model_at, sections_of
from relocalisons.configuration.values import as_toml
from relocalisons.configuration.variables import VARIABLES
from relocalisons.settings import ProgrammeFile

_HEAD = """# Settings

*Written by `python -m relocalisons.cli.settings_page docs/settings.md` from the models that read
them; a test compares them.*

A programme is a file `config/NAME.toml`, in UTF-8, without any secret. Texts stand between double
quotes; `true`, `false`, numbers and dates do not. What is wrong is told in one line by
`relocalisons check --programme NAME`, and by every other command: where, what, and what to write.
"""

_VARIABLES = """
## Variables of the environment

Where a file may hold the secret, `NAME_FILE` names that file; when both are set, the variable
itself is read.

Where several programmes share a service, a variable may be given for one alone: its name, two low
lines, and the programme's in capitals with low lines. `RELOCALISONS_GOOGLE_KEY_FILE__VAL_DE_SORGUE`
is the file of `val-de-sorgue`; it hides `RELOCALISONS_GOOGLE_KEY`, given here or as a file,
which stays that of every programme that has none. A suffix that only resembles a programme's is
refused. All runs of a worker see all its variables: who must not share them has a worker of its
own, with `--work-queue val-de-sorgue`.

| variable | may be a file | for one programme | is |
|---|---|---|---|
"""


def settings_page() -> str:
    """The whole page."""
    sections = "".join(_section(place, keys) for place, keys in sections_of(ProgrammeFile))
    rows = "".join(
        f"| `{each.name}` | {'yes' if each.is_secret else ''} "
        f"| {'' if each.is_common else 'yes'} | {each.says} |\n"
        for each in VARIABLES
    )
    return f"{_HEAD}{sections}{_VARIABLES}{rows}"


def _section(place: str, keys: dict[str, FieldInfo]) -> str:
    model = model_at(ProgrammeFile, place.split(".")) if place else None
    said = f"\n\n{(model.__doc__ or '').strip()}" if model else ""
    title = f"`[{place}]`{_optional(place)}" if place else "Above the first section"
    lines = [
        f"\n## {title}{said}\n",
        "| key | usual value | for example | is |",
        "|---|---|---|---|",
        *_rows(keys),
    ]
    return "\n".join(lines) + "\n"


def _optional(place: str) -> str:
    *above, name = place.split(".")
    parent = model_at(ProgrammeFile, above)
    return "" if parent is None or parent.model_fields[name].is_required() else ", if there is one"


def _rows(keys: dict[str, FieldInfo]) -> Iterator[str]:
    for name, field in keys.items():
        usual = (
            "**needed**"
            if field.is_required()
            else _code(field.get_default(call_default_factory=True))
        )
        example = " or ".join(map(_code, choices_of(field) or field.examples or ()))
        yield f"| `{name}` | {usual} | {example} | {field.description} |"


def _code(value: Any) -> str:
    return "" if value is None else f"`{as_toml(value)}`"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(settings_page(), "utf-8")
