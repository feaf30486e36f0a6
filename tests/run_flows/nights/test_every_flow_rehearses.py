"""Every flow that is declared rehearses on the sample, under its name, with no test of its own."""

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest
from support.theatre import TUESDAY, Theatre, open_theatre, plain

from relocalisons.core.kernel.run_kinds import RunKind

pytestmark = [pytest.mark.flows, pytest.mark.story]


@pytest.fixture(scope="module")
def tuesday_morning(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    root = Path(shutil.copytree(played, tmp_path_factory.mktemp("rehearsed") / "workspace"))
    with open_theatre(root) as theatre:
        theatre.at(TUESDAY, 12)
        yield theatre


@pytest.mark.parametrize("kind", RunKind)
def test_a_rehearsal_says_its_name_and_its_day_and_writes_to_nobody(kind, tuesday_morning):
    flow = getattr(import_module(f"flows.{kind.value}"), kind.value)
    form = get_type_hints(flow.fn)["request"]
    mails = tuesday_morning.mails()

    said = flow(form(programme="sandbox", logical_date=TUESDAY))

    assert plain(said).startswith(f"## {kind.french} du 3 mars 2026")
    assert tuesday_morning.mails() == mails
