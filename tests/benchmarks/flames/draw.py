"""Flame graphs of a night and of an import, small enough for the documentation: `make flames`.

py-spy samples; what is drawn leaves out the frames of Python's own import machinery and whatever is
too thin to be read.
"""

import html
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from relocalisons.settings import ROOT

OUT = ROOT / "docs" / "images"
WIDTH, HEIGHT, FONT = 1200, 16, 11
THINNEST = 0.004  # of the width
SUBJECTS = {
    "flamme-nuit": ("A night of the sample, in process", "benchmarks.flames.night"),
    "flamme-import": ("Importing the flow of a night", "benchmarks.flames.imports"),
}
_MACHINERY = re.compile(r"importlib|_find_and_load|_call_with_frames_removed|exec_module")
_PATH = re.compile(r"(?:/[^ ()]*/)(relocalisons|tasks|flows|site-packages|tests)/")


@dataclass(slots=True)
class Frame:
    """A function below another: how many samples, and what it called."""

    samples: int = 0
    called: dict[str, "Frame"] = field(default_factory=dict)


def main() -> int:
    """Sample and draw both."""
    for name, (title, module) in SUBJECTS.items():
        (OUT / f"{name}.svg").write_text(draw(_sampled(module), title=title), "utf-8")
    return 0


def _sampled(module: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "stacks.txt"
        subprocess.run(
            [
                "py-spy", "record", "--rate", "200", "--format", "raw", "--output", str(raw),
                "--", sys.executable, "-m", module,
            ],
            check=True,
            capture_output=True,
            cwd=ROOT,
        )  # fmt: skip
        return raw.read_text("utf-8")


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
    sys.exit(main())
