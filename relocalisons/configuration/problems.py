"""The words of a refusal: where, what is wrong there, and what to write. One line a mistake."""

import tomllib
import types
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from relocalisons.configuration.values import WrongValueError, as_toml
from relocalisons.errors import ConfigurationError

# A secret that somebody wrote in the file, by the word that its key holds.
_SECRETS = {
    "hmac": "RELOCALISONS_HMAC_KEY",
    "google_key": "RELOCALISONS_GOOGLE_KEY",
    "api_key": "RELOCALISONS_SENDGRID_API_KEY",
    "mail_key": "RELOCALISONS_SENDGRID_API_KEY",
}


def problem(where: str, what: str, how: str) -> ConfigurationError:
    """The error of one mistake."""
    return ConfigurationError(f"{where}: {what}; {how}.")


def did_you_mean(word: str, known: Sequence[str], *, cutoff: float = 0.6) -> str | None:
    """The known word that resembles it most."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=cutoff)), None)


# --- the file as a whole ---


def no_such_file(path: Path) -> ConfigurationError:
    """There is no file of that name."""
    folder = path.parent
    where = f"{folder.name}/{path.name}"
    if not folder.is_dir():
        what = f"the folder {folder} does not exist"
        return problem(where, what, "correct RELOCALISONS_CONFIG_DIR")
    found = sorted(other.stem for other in folder.glob("*.toml"))
    near = did_you_mean(path.stem, found)
    if near:
        return ConfigurationError(
            f"{where}: there is no such file; did you mean --programme {near}?"
        )
    how = f"write one with `relocalisons init` (found there: {', '.join(found) or 'none'})"
    return problem(where, "there is no such file", how)


def not_utf8(path: Path, content: bytes, error: UnicodeDecodeError) -> ConfigurationError:
    """An editor saved it in another encoding."""
    line = content[: error.start].count(b"\n") + 1
    how = "save it again as UTF-8 in your editor"
    return problem(f"{path.name}, line {line}", "the file is not in UTF-8", how)


def not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> ConfigurationError:
    """Somewhere it is not TOML; the line is shown, since the file holds no secret."""
    said, _, place = str(error).rpartition(" (at ")
    lines = text.splitlines()
    digits = place.removeprefix("line ").split(",")[0]
    number = int(digits) if digits.isdigit() else len(lines)
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    how = "texts stand between double quotes; true, false, numbers and dates do not"
    if "overwrite" in said or "twice" in said:
        how = "each key is written once in its section"
    what = f"« {line} » is not TOML ({said or error})"
    return problem(f"{path.name}, line {number}", what, how)


# --- a value in it ---


def refusal(error: ValidationError, model: type[BaseModel], *, file: str) -> ConfigurationError:
    """Each value that the model refuses, in a line of its own."""
    items = error.errors(include_url=False)
    return ConfigurationError("\n".join(_line(item, model, file=file) for item in items))


def _line(item: Any, model: type[BaseModel], *, file: str) -> str:
    path = tuple(str(part) for part in item["loc"])
    where = f"{file}, {'.'.join(path)}"
    parent = model_at(model, path[:-1])
    field = parent.model_fields.get(path[-1]) if parent and path else None
    if item["type"] == "extra_forbidden" and parent:
        return f"{where}: {_unknown(path, item['input'], parent, model)}"
    what, how = _wrong(path, item, field)
    return f"{where}: {what}; {how}."


def _wrong(path: Sequence[str], item: Any, field: FieldInfo | None) -> tuple[str, str]:
    """(what, how) of a value that is missing or does not fit."""
    section = model_of(field.annotation) if field else None
    if section and item["type"] in ("missing", "model_type", "model_attributes_type"):
        keys = [name for name, each in section.model_fields.items() if each.is_required()]
        what = "the section is missing" if item["type"] == "missing" else "a section is expected"
        return what, f"add [{'.'.join(path)}] with {_listed(keys)}"
    usual = usual_advice(path[-1], field) if field else "see docs/settings.md"
    if item["type"] == "missing":
        return "the key is missing", usual
    cause = item.get("ctx", {}).get("error")
    if isinstance(cause, WrongValueError):
        return cause.what, cause.how or usual
    given = item["input"]
    shown = "this" if "@" in str(given) else as_toml(given)
    choices = choices_of(field)
    if item["type"] == "literal_error" and choices:
        near = did_you_mean(str(given), choices)
        first = sorted(choices, key=lambda choice: choice != near)
        written = " or ".join(as_toml(choice) for choice in first)
        return f"{shown} is none of the choices", f"write {path[-1]} = {written}"
    return f"{shown} does not fit", usual


def usual_advice(key: str, field: FieldInfo) -> str:
    """What to write: the field's example, and what it is."""
    example = as_toml(field.examples[0]) if field.examples else "…"
    return f"write {key} = {example} ({field.description})"


def _unknown(
    path: Sequence[str], given: object, parent: type[BaseModel], model: type[BaseModel]
) -> str:
    """What is said of a key or a section that nothing reads."""
    key, here = path[-1], ".".join(path[:-1])
    secret = next((name for word, name in _SECRETS.items() if word in key.casefold()), None)
    if secret or key == "secrets":
        named = f"{secret}_FILE to a file that holds it" if secret else "the variables of secrets"
        return f"a secret never stands in this file; remove it, and set {named}."
    is_section = isinstance(given, dict)
    kind = "section" if is_section else "key"
    known = [
        name
        for name, field in parent.model_fields.items()
        if (model_of(field.annotation) is not None) == is_section
    ]
    near = did_you_mean(key, known, cutoff=0.75)
    if near:
        meant = f"[{'.'.join((*path[:-1], near))}]" if is_section else near
        return f"there is no such {kind}; did you mean {meant}?"
    home = next((place for place, fields in sections_of(model) if key in fields), None)
    if home is not None and not is_section:
        place = f"to [{home}]" if home else "above the first section"
        return f"the key stands in the wrong section; move it {place}."
    those = f"those of [{here}]" if here else "those of the file"
    return f"there is no such {kind}; remove it, or see docs/settings.md for {those}."


def _listed(words: Sequence[str]) -> str:
    *first, last = words or ["its keys"]
    return f"{', '.join(first)} and {last}" if first else last


# --- the models that read it ---


def sections_of(model: type[BaseModel], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each section of the file with its keys, sections left out; the top of the file is ""."""
    within = {name: model_of(field.annotation) for name, field in model.model_fields.items()}
    yield (
        place,
        {name: model.model_fields[name] for name, section in within.items() if section is None},
    )
    for name, section in within.items():
        if section is not None:
            yield from sections_of(section, f"{place}.{name}" if place else name)


def model_at(model: type[BaseModel], path: Sequence[str]) -> type[BaseModel] | None:
    """The model of a section."""
    here: type[BaseModel] | None = model
    for name in path:
        field = here.model_fields.get(name) if here else None
        here = model_of(field.annotation) if field else None
    return here


def model_of(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, optional or not; None for a plain value."""
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [model_of(each) for each in get_args(annotation)]
        return next((each for each in inner if each), None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return None


def choices_of(field: FieldInfo | None) -> list[str]:
    """The words that a field may hold, when they are few."""
    annotation = field.annotation if field else None
    return list(get_args(annotation)) if get_origin(annotation) is Literal else []
