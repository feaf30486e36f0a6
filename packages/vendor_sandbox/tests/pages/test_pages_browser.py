"""The pages in a real headless Chromium: `pytest -m browser`."""

import re
import shutil
import subprocess

import pytest

from vendor_sandbox.testing import seeds

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "Chromium is needed: apt-get install chromium"
    profile = tmp_path_factory.mktemp("profil")

    def run(url, *arguments):
        command = [found, "--headless=new", "--no-sandbox", "--disable-gpu"]
        command += [f"--user-data-dir={profile}", "--virtual-time-budget=2000", *arguments, url]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    return run


def test_a_link_to_a_range_marks_its_cells(sandbox, chromium):
    url = f"{sandbox.base_url}/spreadsheets/d/{seeds.SHEET}/edit"
    (sheet_id,) = set(re.findall(r'id="gid=(\d+)"', chromium(url, "--dump-dom").stdout))

    dom = chromium(f"{url}#gid={sheet_id}&range=A2:B2", "--dump-dom").stdout

    marked = re.findall(r'<td id="gid=\d+&amp;range=(\w+)" class="(?:\w+ )*vise"', dom)
    assert marked == ["A2", "B2"]


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("path", ["/pages/drive", "/pages/mail", "sheet"])
def test_a_page_is_drawn_on_a_phone_and_on_a_desk(sandbox, chromium, tmp_path, path, width):
    path = f"/spreadsheets/d/{seeds.SHEET}/edit" if path == "sheet" else path
    picture = tmp_path / "page.png"

    chromium(sandbox.base_url + path, f"--window-size={width},800", f"--screenshot={picture}")

    assert picture.stat().st_size > 5_000, "an empty page makes a far smaller picture"
