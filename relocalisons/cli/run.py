"""`relocalisons run`: one flow from a terminal."""

import importlib
import logging
import os
import sys
import typing
from collections.abc import Callable, Iterable
from datetime import date

from pydantic import ValidationError

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import ConfigurationError, RelocalisonsError
from relocalisons.settings import load_settings, state_dir


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
    load_settings(programme)  # what is wrong there is told before anything is waited for
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
    call_flow(function, request)


def call_flow(flow: Callable[[typing.Any], object], request: object) -> None:
    """Call a flow on Prefect's server and print what it says; an error of ours has no traceback."""
    from tasks.run.prefect_server import server_for_a_run

    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_without_traceback)
    with server_for_a_run(
        state_dir(os.environ), say=lambda sentence: print(sentence, file=sys.stderr, flush=True)
    ):
        try:
            print(flow(request))
        except SystemExit as stop:
            name = getattr(flow, "name", "the flow")
            print(
                f"SystemExit: {name} stopped before its end (exit code {stop.code}); it was told "
                "like any failure, and the next run resumes.",
                file=sys.stderr,
            )
            raise


def _without_traceback(record: logging.LogRecord) -> bool:
    """Let every record pass; what we raise on purpose is a sentence, told once at the end."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if isinstance(error, RelocalisonsError):
        record.exc_info = None
    return True


def _answer(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ConfigurationError(f"An answer is written name=value, not {text!r}.")
    return name.strip(), value
