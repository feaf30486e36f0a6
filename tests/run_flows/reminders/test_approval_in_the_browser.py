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
PARTNERS = "textarea[data-partners]"
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
            page.open(f"{origin}/deployments/deployment/{deployment['id']}/run")
            page.wait_for("document.body.innerText.includes('Codes séparés par des espaces')")
            said = page.evaluate("document.body.innerText")
            page.wait_for(_MARK_THE_FIELD)  # its words are shown before it can be typed in
            page.type_into(PARTNERS, chosen)
            page.wait_for(_MARK_THE_NUMBER)
            page.type_into(COUNT, str(count))
            page.evaluate(_TURN_THE_REHEARSAL_OFF)
            page.wait_for(_REHEARSAL_IS_OFF)
            page.evaluate("document.querySelector('button[type=submit]').click()")
            page.wait_for("!location.pathname.endsWith('/run')")
            run = _wait_for_the_run(origin)

    assert run["state"]["type"] == "COMPLETED", run["state"]
    asked = run["parameters"]["request"]
    assert (asked["partners"], asked["count"], asked["dry_run"]) == (chosen, count, False), asked
    assert "Nombre de messages" in said
    assert "Partenaires" in said and "Avec les lignes qui nomment un autre partenaire" in said
    new = tuesday.opened_mails()[before:]
    assert new
    left = [
        line for line in tuesday.tab("Relances")
        if line["Partenaire"].startswith(f"{chosen} ") and "✓ envoyé" in line["État"]
    ]  # fmt: skip
    assert len(left) == len(new)


# The field stands in the block whose title is « Partenaires (Optional) ».
_MARK_THE_FIELD = """
    (() => {
        [...document.querySelectorAll('textarea')].forEach(field => {
            let block = field;
            while (block && !/^(Partenaires) \\(Optional\\)/.test(block.innerText || '')
                   && block.querySelectorAll('textarea').length <= 1) block = block.parentElement;
            if (block && block.querySelectorAll('textarea').length === 1)
                field.setAttribute('data-partners', '');
        });
        return !!document.querySelector('textarea[data-partners]');
    })()
"""

_FIELD_BELOW = """
    (() => {{
        const field = [...document.querySelectorAll('{kind}')].find(one => {{
            let block = one;
            while (block && !/^{title}/.test((block.innerText || '').trim())
                   && block.querySelectorAll('{kind}').length <= 1) block = block.parentElement;
            return block && block.querySelectorAll('{kind}').length === 1;
        }});
        {then}
    }})()
"""
# The number stands below its title; the form is a rehearsal until its switch is turned off.
_MARK_THE_NUMBER = _FIELD_BELOW.format(
    kind="input",
    title="Nombre de messages",
    then="if (field) field.setAttribute('data-count', ''); return !!field;",
)
_TURN_THE_REHEARSAL_OFF = _FIELD_BELOW.format(
    kind="[role=switch]",
    title="À blanc",
    then="if (field.getAttribute('aria-checked') === 'true') field.click();",
)
_REHEARSAL_IS_OFF = _FIELD_BELOW.format(
    kind="[role=switch]",
    title="À blanc",
    then="return field.getAttribute('aria-checked') === 'false';",
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
