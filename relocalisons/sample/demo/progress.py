"""What is happening in the demo, in words: a bar in a terminal, a line a step elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from relocalisons.core.kernel.words.french import format_day


class Telling:
    """Tells each step when it begins."""

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar, self._total, self._begun = bar, total, 0
        self._task = bar.add_task("Démarrage", total=total)

    def begin(self, day: date, what: str) -> None:
        """One step more: the night of `day`, and what is done in it."""
        words = f"{format_day(day)} : {what}"
        self._bar.update(self._task, completed=self._begun, description=words)
        self._begun += 1
        if not self._bar.console.is_terminal:
            print(f"  {self._begun:>2}/{self._total}  {words}", flush=True)

    def say(self, line: str) -> None:
        """A line that stays, above the bar."""
        if self._bar.console.is_terminal:
            self._bar.console.print(line, markup=False, highlight=False)
        else:
            print(line, flush=True)

    def end(self) -> None:
        """All is done."""
        self._bar.update(self._task, completed=self._total, description="Terminé")


@contextmanager
def telling(total: int) -> Iterator[Telling]:
    """A bar of `total` steps, on the terminal if there is one."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(file=sys.stdout)
    bar = Progress(*columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal)
    with bar:
        yield Telling(bar, total)
