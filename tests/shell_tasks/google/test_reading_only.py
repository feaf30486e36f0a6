"""What only looks asks Google for a token that can write nothing: Google refuses the rest."""

from collections.abc import Iterator

import pytest
from support.forks import start_sandbox
from support.google.accounts import robot_key, sandbox_settings

from relocalisons.errors import RelocalisonsError
from tasks.google.sheets import edit_workbook
from tasks.run.programme_run import Google, open_google
from vendor_sandbox.server import RunningSandbox
from vendor_sandbox.testing import seeds

NOTHING = {"findReplace": {"find": "rien", "replacement": "x", "allSheets": True}}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    root = tmp_path_factory.mktemp("bac")
    seeds.seed_small_drive(root)
    with start_sandbox(root) as running:
        yield running


@pytest.fixture
def google(sandbox: RunningSandbox) -> Iterator[Google]:
    settings = sandbox_settings(sandbox.base_url, key=robot_key(seeds.SERVICE_ACCOUNT))
    with open_google(settings, reading_only=True) as opened:
        yield opened


def test_it_reads(google: Google):
    assert google.drive.item(seeds.SHEET).name
    assert google.sheets.open_by_key(seeds.SHEET).worksheets()


@pytest.mark.parametrize(
    "write",
    [
        lambda google: edit_workbook(google.sheets, seeds.SHEET, [NOTHING], name="Suivi"),
        lambda google: google.drive.rename(seeds.SHEET, "Autre nom", properties={}),
    ],
)
def test_it_writes_nothing(google: Google, write):
    with pytest.raises(RelocalisonsError):
        write(google)
