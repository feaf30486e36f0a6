"""An installation carries neither the sandbox nor the sample, and says so where they are missed."""

import fnmatch
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT_ONLY = ("packages", "relocalisons/sample")
WITHOUT = """
import sys

for name in ("relocalisons.sample", "vendor_sandbox"):
    sys.modules[name] = None
sys.argv = ["relocalisons", *sys.argv[1:]]

from relocalisons.__main__ import main

main()
"""


def run_installed(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command line in a process where neither can be imported."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["demo"], "no vendor_sandbox and no relocalisons.sample"),
        (["sandbox", "--root", "world"], "no vendor_sandbox."),
    ],
    ids=["demo", "sandbox"],
)
def test_what_plays_with_the_sandbox_says_in_one_sentence_that_it_needs_a_checkout(
    words, missing, tmp_path
):
    ended = run_installed(*words, cwd=tmp_path)

    assert ended.returncode == 2
    assert missing in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["--help"], ["run", "--help"], ["preview", "--help"]], ids=" ".join
)
def test_every_other_command_is_there_without_them(words, tmp_path):
    assert run_installed(*words, cwd=tmp_path).returncode == 0


def test_the_image_holds_neither():
    ignored = [
        line
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    copied = [
        word
        for line in re.findall(r"^COPY (.+)$", dockerfile, re.MULTILINE)
        for word in line.split()[:-1]
    ]

    assert set(CHECKOUT_ONLY) <= set(ignored)
    assert "relocalisons" in copied
    for word in copied:
        assert not any(fnmatch.fnmatch(word, pattern) for pattern in ignored), word
        assert not word.startswith(("packages", "tests")), word


def test_the_wheel_holds_neither():
    facts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    targets = facts["tool"]["hatch"]["build"]["targets"]

    assert set(targets) >= {"wheel", "sdist"}
    for name in ("wheel", "sdist"):
        assert "relocalisons/sample" in targets[name]["exclude"]
        held = targets[name].get("packages", []) + targets[name].get("include", [])
        assert held
        assert not any(each.startswith("packages") for each in held)
    assert not any("sandbox" in each for each in facts["project"]["dependencies"])
    assert not any(
        "sandbox" in each
        for group in facts["project"]["optional-dependencies"].values()
        for each in group
    )
