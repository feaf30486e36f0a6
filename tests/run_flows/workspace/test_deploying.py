"""`prefect --no-prompt deploy --all`, as an operator types it, against a real server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.settings import PREFECT_API_URL

pytestmark = pytest.mark.flows

ROOT = Path(__file__).parents[3]


def test_one_command_deploys_every_flow(tmp_path):
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name="relocalisons", type="process"))
        done = deploy(tmp_path)
        by_name = {one.name: one for one in client.read_deployments()}

    night = by_name["suivi-quotidien"]
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(by_name) >= 6
    assert night.entrypoint == "flows/daily_follow_up.py:daily_follow_up"
    assert night.parameters["request"]["programme"] == "sandbox"
    assert [schedule.schedule.cron for schedule in night.schedules] == ["30 6 * * *"]
    assert night.pull_steps[0]["prefect.deployments.steps.set_working_directory"] == {
        "directory": str(ROOT)
    }


def deploy(home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": PREFECT_API_URL.value(),
        "RELOCALISONS_HOME": str(ROOT),
        "RELOCALISONS_PROGRAMME": "sandbox",
    }
    return subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
