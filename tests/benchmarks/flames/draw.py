"""Flame graphs of a night, an import, the demo and the tests, small enough for the documentation.

`make flames` draws them all, `make flames SUBJECTS=flamme-nuit` one. py-spy samples; what is drawn
leaves out the frames of Python's own import machinery and whatever is too thin to be read, of the
demo also what others call in between. The tests are told by the time of each.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.flames.tests import KEPT
from benchmarks.flames.tests import stacks as told

from relocalisons.settings import ROOT

OUT = ROOT / "docs" / "images"
WIDTH, HEIGHT, FONT = 1200, 16, 11
THINNEST = 0.004  # of the width
DEMO, TESTS = "flamme-demo", "flamme-tests"
SUBJECTS = {
    "flamme-nuit": "A night of the sample, in process",
    "flamme-import": "Importing the flow of a night",
    DEMO: "The demo: its own process, the sandbox, Prefect's server and the second press",
    TESTS: "The default tests, a sample a millisecond of processor in their own processes",
}
_MACHINERY = re.compile(r"importlib|_find_and_load|_call_with_frames_removed|exec_module")
_OURS = re.compile(r"\((?:.*/)?(?:relocalisons|tasks|flows|vendor_sandbox)/")
_WAITS = re.compile(
    r"^(?:EpollSelector\.select|SocketIO\.readinto|Condition\.wait|_worker|read_message"
    r"|_connection_worker_thread)\b"
)
_PROCESSES = {
    "-m vendor_sandbox": "the sandbox",
    "-m prefect": "Prefect's server",
    "papers.second_press": "the second press",
    "documents.word_apart": "somebody's own Word files",
}
_MODULE = re.compile(r".*\((?:.*site-packages/)?([^/():]+).*")
_PATH = re.compile(r"(?:/[^ ()]*/)(relocalisons|tasks|flows|site-packages|tests)/")


@dataclass(slots=True)
class Frame:
    """A function below another: how many samples, and what it called."""

    samples: int = 0
    called: dict[str, "Frame"] = field(default_factory=dict)


def main(names: Sequence[str]) -> int:
    """Sample and draw those of these names, or all."""
    for name in names or SUBJECTS:
        with tempfile.TemporaryDirectory() as folder:
            stacks = _stacks(name, Path(folder))
        (OUT / f"{name}.svg").write_text(draw(stacks, title=SUBJECTS[name]), "utf-8")
    return 0


def _stacks(name: str, folder: Path) -> str:
    match name:
        case "flamme-nuit":
            return _sampled("benchmarks.flames.night", folder=folder)
        case "flamme-import":
            return _sampled("benchmarks.flames.imports", folder=folder)
        case "flamme-demo":
            out = str(folder / "demo")
            return ours(
                _sampled("relocalisons", "demo", "--out", out, folder=folder, rate=50, family=True)
            )
        case _:
            return _told_by_tests(folder)


def _sampled(*command: str, folder: Path, rate: int = 200, family: bool = False) -> str:
    raw = folder / "stacks.txt"
    subprocess.run(
        [
            "py-spy", "record", *(["--subprocesses"] if family else []), "--rate", str(rate),
            "--format", "raw", "--output", str(raw), "--", sys.executable, "-m", *command,
        ],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )  # fmt: skip
    return raw.read_text("utf-8")


def _told_by_tests(folder: Path) -> str:
    command = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *command, "-p", "benchmarks.flames.tests"],
        check=False,  # a test that fails took its time all the same
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {KEPT: str(folder)},
    )
    return told(folder)


def ours(stacks: str) -> str:
    """Stacks of the process and of what is ours, and what somebody else's work begins with."""
    lines: list[str] = []
    for line in stacks.splitlines():
        names, _, count = line.rpartition(" ")
        frames = names.split(";")
        families = [at for at, name in enumerate(frames) if name.startswith("process ")]
        last = families[-1] if families else -1
        if _WAITS.search(frames[-1]):
            continue
        kept = [name for name in frames[last + 1 :] if _OURS.search(name)]
        kept = kept or [_MODULE.sub(r"\1", name) for name in frames[-1:]]
        process = _process(frames[last]) if families else "demo"
        lines.append(f"{';'.join([process, *kept])} {count}")
    return "\n".join(lines)


def _process(command: str) -> str:
    return next((said for word, said in _PROCESSES.items() if word in command), "the demo")


def draw(stacks: str, *, title: str) -> str:
    """The picture of lines « outermost;…;innermost count »."""
    root = _tree(stacks)
    boxes = list(_boxes(root, "all", depth=0, left=0.0, width=1.0))
    height = HEIGHT * (max(depth for depth, *_ in boxes) + 3)
    said = f"{title}: {root.samples} samples"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'font-family="monospace" font-size="{FONT}"><title>{html.escape(said)}</title>',
        f'<text x="4" y="{FONT + 2}">{html.escape(said)}</text>',
    ]
    for depth, left, width, name, samples in boxes:
        x, y, wide = left * WIDTH, HEIGHT * (depth + 1), width * WIDTH
        words = html.escape(f"{name} ({samples / root.samples:.1%})")
        shown = html.escape(name[: max(int(wide / 6.7) - 1, 0)])
        hue = 20 + sum(map(ord, name.split(":")[0])) % 40
        lines.append(
            f'<g><title>{words}</title><rect x="{x:.1f}" y="{y}" width="{wide:.1f}" '
            f'height="{HEIGHT - 1}" fill="hsl({hue},80%,72%)"/>'
            + (f'<text x="{x + 2:.1f}" y="{y + FONT}">{shown}</text>' if len(shown) > 2 else "")
            + "</g>"
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


def _tree(stacks: str) -> Frame:
    root = Frame()
    for line in stacks.splitlines():
        names, _, count = line.rpartition(" ")
        if not names:
            continue  # before or after Python itself runs
        frame = root
        frame.samples += int(count)
        for name in names.split(";"):
            if _MACHINERY.search(name):
                continue
            shown = _PATH.sub(r"\1/", re.sub(r":\d+\)", ")", name)).replace("site-packages/", "")
            frame = frame.called.setdefault(shown, Frame())
            frame.samples += int(count)
    return root


def _boxes(
    frame: Frame, name: str, *, depth: int, left: float, width: float
) -> Iterator[tuple[int, float, float, str, int]]:
    yield depth, left, width, name, frame.samples
    for called, below in sorted(frame.called.items()):
        share = width * below.samples / frame.samples
        if share >= THINNEST:
            yield from _boxes(below, called, depth=depth + 1, left=left, width=share)
        left += share


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
