"""`make ui`: the deployments of prefect.yaml on the private server, with a worker, until Ctrl-C."""

import os
import subprocess
import sys
from pathlib import Path

from relocalisons.settings import ROOT
from tasks.run.private_prefect import stop

POOL = "relocalisons"


def stay_up(out: Path, *, sandbox_url: str, prefect_url: str) -> None:
    """Deploy everything, schedules paused, serve it, and say where to click."""
    os.environ["RELOCALISONS_HOME"] = str(ROOT)
    os.environ["RELOCALISONS_PROGRAMME"] = "sandbox"
    _prefect("work-pool", "create", POOL, "--type", "process", "--overwrite")
    _prefect("deploy", "--all")
    _pause_schedules()
    with (out / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL],
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            start_new_session=True,
        )
        try:
            print("\n── À vous")
            print(f"   Prefect (lancer un flux)   {prefect_url}/v2/deployments")
            print(f"   Drive                      {sandbox_url}/pages/drive")
            print(f"   Boîte aux lettres          {sandbox_url}/pages/mail")
            print("   Ctrl-C pour arrêter.", flush=True)
            worker.wait()
        except KeyboardInterrupt:
            print("\nArrêt…", flush=True)
        finally:
            stop(worker)


def _prefect(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"prefect {' '.join(words)} failed:\n{done.stdout}{done.stderr}")


def _pause_schedules() -> None:
    """The story stands still at its last night: only hands start flows here."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        for deployment in client.read_deployments():
            client.pause_deployment(deployment.id)
