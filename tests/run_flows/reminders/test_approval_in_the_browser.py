"""She approves in the form of the Prefect UI, in a real headless Chromium: `pytest -m browser`."""

import json
import time
import urllib.request
from typing import Any

import pytest
from support.chromium import open_chromium
from support.prefect_worker import deploy, worker
from support.theatre import Theatre

from tasks.run.private_prefect import private_server

pytestmark = pytest.mark.browser

DEPLOYMENT = "Envoyer les relances validées – sandbox"
PARTNERS = "[aria-label='Select Partenaires']"
COUNT = "input[data-count]"


def test_an_approval_played_in_the_form_sends_that_mail_and_no_other(tuesday: Theatre, tmp_path):
    waiting = [
        line["Partenaire"].split(" ")[0]
        for line in tuesday.tab("Relances")
        if "▲ à valider" in line["État"] and not line["Objet"].startswith("↳")
    ]
    chosen = sorted(set(waiting))[0]
    count = waiting.count(chosen)
    before = len(tuesday.mails())

    with private_server(tmp_path / "prefect") as origin:
        deploy("sandbox")
        (deployment,) = [
            one for one in _post(origin, "/deployments/filter") if one["name"] == DEPLOYMENT
        ]
        with worker(tmp_path), open_chromium(tmp_path / "chromium") as page:
            page.open(f"{origin}/v2/deployments/deployment/{deployment['id']}/run")
            page.wait_for(_MARKED.format(title="Nombre de messages", mark="data-count"))
            said = page.evaluate("document.body.innerText")
            page.evaluate(f"document.querySelector({PARTNERS!r}).click()")
            page.wait_for(_CHOSEN.format(words=f"{chosen} – "))
            page.type_into(COUNT, str(count))
            page.wait_for(_MARKED.format(title="À blanc", mark="data-rehearsal"))
            page.evaluate("document.querySelector('[data-rehearsal]').click()")
            page.wait_for(_REHEARSAL_IS_OFF)
            page.submit_until_left("/run")
            run = _wait_for_the_run(origin)

    assert run["state"]["type"] == "COMPLETED", run["state"]
    asked = run["parameters"]["request"]
    (partner,) = asked["partners"]
    assert partner.startswith(f"{chosen} – "), "the form offers them by name"
    assert (asked["count"], asked["dry_run"]) == (count, False), asked
    assert "Nombre de messages" in said
    assert "Un ou plusieurs." in said and "Property is type" not in said
    assert "Partenaires" in said and "Avec les lignes qui nomment un autre partenaire" in said
    new = tuesday.opened_mails()[before:]
    assert new
    left = [
        line for line in tuesday.tab("Relances")
        if line["Partenaire"].startswith(f"{chosen} ") and "✓ envoyé" in line["État"]
    ]  # fmt: skip
    assert len(left) == len(new)


# The field that a title is the label of.
_MARKED = """
    (() => {{
        const label = [...document.querySelectorAll('label')]
            .find(one => one.innerText.startsWith('{title}'));
        const field = label && document.getElementById(label.htmlFor);
        if (field) field.setAttribute('{mark}', '');
        return !!field;
    }})()
"""
_CHOSEN = """
    (() => {{
        const choice = [...document.querySelectorAll('[role=option]')]
            .find(one => one.innerText.startsWith('{words}'));
        if (choice) choice.click();
        return !!choice;
    }})()
"""
_REHEARSAL_IS_OFF = (
    "document.querySelector('[data-rehearsal]').getAttribute('aria-checked') === 'false'"
)


def _wait_for_the_run(origin: str) -> dict[str, Any]:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        runs = _post(origin, "/flow_runs/filter")
        ended = [one for one in runs if one["state"]["type"] in ("COMPLETED", "FAILED", "CRASHED")]
        if ended:
            return ended[0]
        time.sleep(1)
    raise TimeoutError("the run never ended")


def _post(origin: str, path: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{origin}/api{path}", data=b"{}", headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
