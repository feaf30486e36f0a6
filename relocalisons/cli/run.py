"""`relocalisons run`: one flow from a terminal."""

import importlib
import typing
from collections.abc import Iterable
from datetime import date

from pydantic import ValidationError

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import ConfigurationError


def run_flow(
    flow: str,
    *,
    programme: str,
    day: date | None,
    again: bool,
    dry_run: bool,
    answers: Iterable[str] = (),
) -> None:
    """Call the flow of that name in this process and print what it says.

    `answers` fill the other fields of its form, each as `name=value`. Raises ConfigurationError
    for an unknown flow, and for an answer that its form refuses.
    """
    try:
        kind = RunKind(flow)
    except ValueError as error:
        known = ", ".join(kind.value for kind in RunKind)
        raise ConfigurationError(f"There is no flow {flow!r}. Known flows: {known}.") from error
    function = getattr(importlib.import_module(f"flows.{kind.value}"), kind.value)
    form = typing.get_type_hints(function.fn)["request"]
    filled = {"programme": programme, "logical_date": day, "again": again, "dry_run": dry_run}
    try:
        request = form(**filled, **dict(map(_answer, answers)))
    except (ValidationError, TypeError) as error:
        fields = ", ".join(name for name in form.model_fields if name not in filled)
        raise ConfigurationError(
            f"{flow} refuses these answers: {error}. Its fields: {fields or 'none'}."
        ) from error
    print(function(request))


def _answer(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ConfigurationError(f"An answer is written name=value, not {text!r}.")
    return name.strip(), value
