"""The console from another machine: a real Chromium through each proxy of `deploy/proxy`, with the
server's settings of `deploy/systemd`. `pytest -m browser`.

`CONSOLE_PICTURES=FOLDER` keeps what was seen: the pictures of the guide.
"""

import os
import time
from pathlib import Path

import pytest
from support.chromium import Page, open_chromium
from support.console import PROXIES, open_console, sign_in, status_of
from support.theatre import TUESDAY, Theatre

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1280
OUTSIDE = """
    performance.getEntriesByType('resource').map(one => new URL(one.name).host)
        .filter(host => host !== location.host)
"""
SAYS = "document.body.innerText.includes({!r})"
ACCESS = "Contrôle des accès – sandbox"
KEY = "controle-des-acces"
VERSION = "a[href*='/artifacts/artifact/']"


@pytest.mark.parametrize("proxy", PROXIES)
def test_she_signs_in_finds_a_form_starts_it_and_reads_what_it_says(
    proxy: str, theatre: Theatre, tmp_path: Path
):
    theatre.at(TUESDAY, 9, 0)
    with (
        open_console(tmp_path, proxy=proxy, programmes=("sandbox",)) as address,
        open_chromium(tmp_path / "chromium", any_certificate=True) as page,
    ):
        refused = status_of(f"{address}/api/admin/version")
        allowed = status_of(f"{address}/api/admin/version", signed_in=True)
        webhook = status_of(f"{address}/sendgrid/events", method="POST")

        page.resize(width=DESK)
        page.open(f"{address}/v2/deployments")
        page.wait_for("!!document.querySelector('input[type=password]')")
        keep(page, "console-connexion")
        sign_in(page, address)
        page.open(f"{address}/v2/deployments")
        page.wait_for(SAYS.format(ACCESS))
        keep(page, "console-deploiements")
        listed = page.evaluate("document.body.innerText")

        page.evaluate(
            "[...document.querySelectorAll('a')]"
            f".find(one => (one.innerText || '').trim() === {ACCESS!r}).click()"
        )
        page.wait_for("location.pathname.includes('/deployments/deployment/')")
        page.open(page.evaluate("location.origin + location.pathname + '/run'"))
        page.wait_for(SAYS.format("À blanc"))
        keep(page, "console-formulaire")
        form = page.evaluate("document.body.innerText")
        page.resize(width=PHONE)
        keep(page, "console-formulaire-telephone")
        page.wait_for("!!document.querySelector('button[type=submit]')")
        page.submit_until_left("/run")

        wait_for_the_artifact(address)
        page.open(f"{address}/v2/artifacts/key/{KEY}")
        page.wait_for(SAYS.format("Contrôle des accès"))
        shown = page.evaluate("document.body.innerText")
        page.evaluate(f"document.querySelector({VERSION!r}).click()")
        page.wait_for(SAYS.format("bons."))
        keep(page, "console-resultat-telephone")
        page.resize(width=DESK)
        page.open(f"{address}/v2/runs")
        page.wait_for(SAYS.format("Contrôle des accès – 3 mars 2026"))
        keep(page, "console-passages")
        outside = page.evaluate(OUTSIDE)

    assert (refused, allowed) == (401, 200)
    assert webhook == 502, "its own process answers there, which does not run here"
    assert "Bilan hebdomadaire – sandbox" in listed
    assert "Upgrade" not in listed and "Prefect Cloud" not in listed
    assert "Votre demande" in form and "Programme" in form
    assert "Contrôle des accès du 3 mars 2026" in shown.replace("\u00a0", " ")
    assert outside == []


def wait_for_the_artifact(address: str) -> None:
    """Until the server has what the run said.

    Its page is not reloaded until it is there: each opening asks whether the password that the
    browser keeps is still good, and Prefect takes an answer cut off by a reload for a refusal and
    forgets it.
    """
    deadline = time.monotonic() + 240
    while status_of(f"{address}/api/artifacts/{KEY}/latest", signed_in=True) != 200:
        assert time.monotonic() < deadline, "the run said nothing"
        time.sleep(0.5)


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("CONSOLE_PICTURES"):
        page.wait_for("!document.querySelector('.animate-pulse')", patience=10)
        page.picture(Path(folder) / f"{name}.png")
