"""What README tells people to type, typed: its blocks of shell, by the heading above them."""

import os
import pty
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from relocalisons.settings import ROOT

PATIENCE = 300.0  # seconds for one block


def blocks_below(heading: str) -> list[str]:
    """The blocks of shell of one section, each as its lines."""
    _, found, rest = (ROOT / "README.md").read_text("utf-8").partition(f"\n## {heading}\n")
    assert found, f"README has no section « {heading} »"
    section = rest.partition("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


class Terminal:
    """One shell in which somebody types; all that it and its children say is in `log`."""

    def __init__(self, shell: subprocess.Popen[bytes], keyboard: int, log: Path) -> None:
        self._shell, self._keyboard, self.log = shell, keyboard, log
        self.seconds: list[float] = []
        self._blocks = 0

    def type(self, block: str, *, answers: tuple[str, ...] = ()) -> str:
        """A block as it stands, its last command asking for `answers`; what was said."""
        self._blocks += 1
        before, began = self.said(), time.monotonic()
        end = f"block {self._blocks} is over"
        for line in (*block.splitlines(), *answers, f"echo '{end}'"):
            os.write(self._keyboard, f"{line}\n".encode())
        self._until(lambda: f"\n{end}\n" in f"\n{self.said()[len(before) :]}")
        self.seconds.append(time.monotonic() - began)
        return self.said()[len(before) :]

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def _until(self, fact: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not fact():
            if self._shell.poll() is not None or time.monotonic() > deadline:
                raise TimeoutError(f"it never ended. Said so far:\n{self.said()[-3000:]}")
            time.sleep(0.1)


@contextmanager
def terminal(folder: Path, log: Path, environment: dict[str, str]) -> Iterator[Terminal]:
    """A shell in `folder`; whatever it left running ends with it."""
    # A keyboard: what a command asks for is read a line at a time, and the rest is the shell's.
    keyboard, tty = pty.openpty()
    with log.open("wb") as output:
        shell = subprocess.Popen(
            ["bash", "--norc", "--noprofile"], cwd=folder, env=environment,
            stdin=tty, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield Terminal(shell, keyboard, log)
        finally:
            for number in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(shell.pid, number)
                except ProcessLookupError:
                    break
                time.sleep(3)
            shell.wait()
            os.close(keyboard)
            os.close(tty)
