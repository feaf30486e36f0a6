"""Asking: an answer comes from its flag, else from the terminal, else is the usual one."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import typer

from relocalisons.errors import ConfigurationError

Answer = TypeVar("Answer")


class Questions:
    """Asks what no flag says; `unattended` takes the usual answer of each question instead.

    `given`: flag (without dashes) → what was typed with it.
    """

    def __init__(self, given: Mapping[str, str | None], *, unattended: bool) -> None:
        self._given, self._unattended = given, unattended

    def ask(
        self,
        flag: str,
        question: str,
        read: Callable[[str], Answer],
        *,
        usual: str | None = None,
    ) -> Answer:
        """The answer, read. A wrong one is asked again; one given as a flag is refused.

        Raises ConfigurationError for a wrong flag, and for a question that has no usual answer
        when nobody is there.
        """
        said = self._given.get(flag)
        if said is None and self._unattended:
            said = usual
        if said is not None:
            return _read_flag(flag, said, read)
        if self._unattended:
            raise ConfigurationError(f"--{flag} is not said, and nobody can guess it. {question}?")
        while True:
            typed = typer.prompt(question, default=usual, show_default=bool(usual))
            try:
                return read(str(typed))
            except ValueError as problem:
                typer.echo(f"  Not understood: {problem}.")


def _read_flag(flag: str, said: str, read: Callable[[str], Answer]) -> Answer:
    try:
        return read(said)
    except ValueError as problem:
        raise ConfigurationError(f"--{flag} {said!r}: {problem}.") from problem
