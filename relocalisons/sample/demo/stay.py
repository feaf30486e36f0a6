"""`make ui`: every deployment on the private server, with a worker, until Ctrl-C."""

import subprocess
import sys
from pathlib import Path

from relocalisons.deployment.deploying import deploy_all
from relocalisons.deployment.table import POOL
from relocalisons.settings import ROOT, load_settings
from tasks.run.private_prefect import stop

PROGRAMME = "sandbox"


def stay_up(out: Path, *, sandbox_url: str, prefect_url: str) -> None:
    """Deploy everything, schedules paused, serve it, and say where to click."""
    deploy_all({PROGRAMME: load_settings(PROGRAMME)}, home=str(ROOT), say=lambda _: None)
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


def _pause_schedules() -> None:
    """The story stands still at its last night: only hands start flows here."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        for deployment in client.read_deployments():
            client.pause_deployment(deployment.id)
