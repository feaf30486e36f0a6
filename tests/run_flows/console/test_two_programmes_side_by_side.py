"""Two programmes in one console: one server, one worker, a real Chromium. `pytest -m browser`.

`CONSOLE_PICTURES=FOLDER` keeps what was seen at 1280 and at 390 px.
"""

import json
import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.chromium import Page, open_chromium
from support.prefect_worker import deploy, worker
from support.theatre import TUESDAY, Theatre

from relocalisons.deployment.table import TABLE
from relocalisons.settings import ROOT
from relocalisons.store.opening import open_store
from relocalisons.store.runs import last_runs
from tasks.run.private_prefect import private_server

pytestmark = pytest.mark.browser

ACCESS = "Contrôle des accès"
SAYS = "document.body.innerText.includes({!r})"


@contextmanager
def two_programmes(theatre: Theatre, folder: Path) -> Iterator[Path]:
    """The sandbox's own and « Val de Sorgue », each with its store; the store of the second."""
    config, store = folder / "config", folder / "val.db"
    config.mkdir()
    text = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
    (config / "sandbox.toml").write_text(text, "utf-8")
    val = text.replace('code = "relocalisons"', 'code = "val"')
    val = val.replace('name = "Relocalisons"', 'name = "Val de Sorgue"')
    (config / "val.toml").write_text(val, "utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RELOCALISONS_CONFIG_DIR", str(config))
        environment.setenv("RELOCALISONS_STORE_URL__VAL", f"sqlite:///{store}")
        yield store


def test_each_has_its_deployments_its_runs_and_its_store(theatre: Theatre, tmp_path: Path):
    theatre.at(TUESDAY, 9, 0)
    with (
        two_programmes(theatre, tmp_path) as store,
        private_server(tmp_path / "prefect") as origin,
    ):
        first = deploy("sandbox", "val")
        before = deployed(origin)
        again = deploy("sandbox", "val")
        with worker(tmp_path), open_chromium(tmp_path / "chromium") as page:
            for width in (1280, 390):
                page.resize(width=width)
                page.open(f"{origin}/v2/deployments")
                page.wait_for(SAYS.format("Bilan hebdomadaire – val"))
                keep(page, f"deux-programmes-{width}")
            listed = page.evaluate("document.body.innerText")
            for programme in ("val", "sandbox"):
                start(page, origin, before[f"{ACCESS} – {programme}"])
            runs = wait_for_both(origin)
        removed = deploy("--remove", "val")
        left = deployed(origin)

    night = "Nuit du portefeuille"  # one flow for all programmes of a server
    assert len(set(before) - {night}) == 2 * len(TABLE) == first.count(" – val: created") * 2
    assert night in before
    assert "created" not in again and "updated" not in again and "removed" not in again
    assert f"{len(before)} Deployments" in listed and "Bilan hebdomadaire – sandbox" in listed
    assert {run["state"]["type"] for run in runs} == {"COMPLETED"}, runs
    assert sorted(sorted(run["tags"]) for run in runs) == [
        ["Relocalisons", "sandbox"], ["Val de Sorgue", "val"],
    ]  # fmt: skip
    assert {run["work_queue_name"] for run in runs} == {"sandbox", "val"}
    with open_store(f"sqlite:///{store}") as own, theatre.store() as other:
        assert len(last_runs(own, "val")) == len(last_runs(other, "relocalisons")) == 1
        assert not last_runs(own, "relocalisons") and not last_runs(other, "val")
    assert removed.count(" – val: removed") == len(TABLE) and "queue val: removed" in removed
    assert "sandbox: also on the server, left as it is" in removed
    kept = {name for name in before if name == night or name.endswith("sandbox")}
    assert left == {name: before[name] for name in kept}


def start(page: Page, origin: str, deployment: str) -> None:
    """Its form, as it is, on a phone."""
    page.open(f"{origin}/v2/deployments/deployment/{deployment}/run")
    page.wait_for(SAYS.format("À blanc"))
    page.wait_for("!!document.querySelector('button[type=submit]')")
    # A form that is still being made has no name for the run yet, and takes no click.
    page.wait_for("[...document.querySelectorAll('form input')].some(one => one.value)")
    keep(page, f"formulaire-{deployment[:4]}")
    page.submit_until_left("/run")


def wait_for_both(origin: str) -> list[dict[str, Any]]:
    """The two runs, once they have ended."""
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        runs = post(origin, "/flow_runs/filter")
        ended = [one for one in runs if one["state"]["type"] in ("COMPLETED", "FAILED", "CRASHED")]
        if len(ended) == 2:
            return ended
        time.sleep(1)
    raise TimeoutError("the runs never ended")


def deployed(origin: str) -> dict[str, str]:
    """Name → identity."""
    return {one["name"]: one["id"] for one in post(origin, "/deployments/filter")}


def post(origin: str, path: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{origin}/api{path}", data=b"{}", headers={"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("CONSOLE_PICTURES"):
        page.wait_for("!document.querySelector('.animate-pulse')", patience=10)
        page.picture(Path(folder) / f"{name}.png")
