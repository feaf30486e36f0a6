"""`relocalisons deploy` and `prefect deploy --all`, as an operator types them, on a real server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.events.schemas.automations import AutomationCore
from prefect.settings import PREFECT_API_URL

from relocalisons.cli.deploy import deploy
from relocalisons.deployment.table import POOL, TABLE
from relocalisons.errors import ConfigurationError
from tasks.portfolio.page import NAME

pytestmark = pytest.mark.flows

ROOT = Path(__file__).parents[3]
NIGHT, NIGHT_2 = "Suivi quotidien – val", "Suivi quotidien – sud"


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    """A server on which nothing is deployed."""
    with get_client(sync_client=True) as client:
        _empty(client)
        yield client
        _empty(client)


@pytest.fixture(autouse=True)
def programmes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two files of a folder of their own."""
    text = (ROOT / "config" / "sandbox.toml").read_text("utf-8")
    assert text.count('"relocalisons"') == 1 and text.count('"Relocalisons"') == 1
    for code, name in (("val", "Val de Sorgue"), ("sud", "Sud")):
        said = text.replace('"relocalisons"', f'"{code}"').replace('"Relocalisons"', f'"{name}"')
        (tmp_path / f"{code}.toml").write_text(said, "utf-8")
    monkeypatch.setenv("RELOCALISONS_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("RELOCALISONS_BASE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("RELOCALISONS_STORE_URL", f"sqlite:///{tmp_path}/store.db")
    monkeypatch.delenv("RELOCALISONS_HOME", raising=False)


def _empty(client: SyncPrefectClient) -> None:
    for one in client.read_deployments():
        client.delete_deployment(one.id)
    for one in client.read_automations():
        client.delete_automation(one.id)


def deployed(client: SyncPrefectClient) -> dict[str, DeploymentResponse]:
    """Those of programmes, by name; « Nuit du portefeuille » is of none."""
    those = [one for one in client.read_deployments() if one.name != NAME]
    found = {one.name: one for one in those}
    assert len(found) == len(those)
    return found


def alarms(client: SyncPrefectClient) -> list[str]:
    """Those of one programme, by their names; each as often as it stands."""
    return sorted(
        one.name.split(" : ")[1] for one in client.read_automations() if "manqué" in one.name
    )


def hours(one: DeploymentResponse) -> list[str]:
    return [each.schedule.cron for each in one.schedules]


@pytest.mark.story
def test_two_programmes_stand_side_by_side_and_a_second_pass_changes_nothing(
    client: SyncPrefectClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    deploy(["val", "sud"], remove=(), reset=False)
    first = deployed(client)
    capsys.readouterr()
    deploy(["val", "sud"], remove=(), reset=False)
    second, said = deployed(client), capsys.readouterr().out

    night = first[NIGHT]
    portfolio = client.read_deployment_by_name(f"{NAME}/{NAME}")
    assert (hours(portfolio), portfolio.work_pool_name) == ([], POOL)
    assert len(first) == 2 * len(TABLE)
    assert second == first, "nothing was written"
    assert "updated" not in said and "created" not in said
    assert (night.work_pool_name, night.work_queue_name) == (POOL, "val")
    assert night.tags == ["val", "Val de Sorgue"]
    assert night.entrypoint == "flows/daily_follow_up.py:daily_follow_up"
    assert night.parameters == {"request": {"programme": "val", "dry_run": False}}
    assert night.enforce_parameter_schema
    assert hours(night) == ["30 6 * * *"]
    assert night.pull_steps[0]["prefect.deployments.steps.set_working_directory"] == {
        "directory": str(ROOT)
    }
    assert not (tmp_path / "store.db").exists(), "deploying makes no store"
    assert len(client.read_automations()) == 7, "those of all, and one a programme"
    assert alarms(client) == ["sud, suivi quotidien manqué", "val, suivi quotidien manqué"]


@pytest.mark.story
def test_one_is_taken_off_and_the_other_stays(
    client: SyncPrefectClient, capsys: pytest.CaptureFixture[str]
):
    deploy(["val", "sud"], remove=(), reset=False)
    before = deployed(client)

    deploy((), remove=["sud"], reset=False)
    deploy((), remove=["sud"], reset=False)

    assert deployed(client) == {name: one for name, one in before.items() if "val" in one.tags}
    queues = [queue.name for queue in client.read_work_queues(work_pool_name=POOL)]
    assert "val" in queues and "sud" not in queues
    said = capsys.readouterr().out
    assert "sud: nothing of it stands on the server" in said
    assert "val: also on the server, left as it is" in said
    assert alarms(client) == ["val, suivi quotidien manqué"]


@pytest.mark.story
def test_an_alarm_that_was_switched_off_stays_off_and_one_that_was_doubled_is_one(
    client: SyncPrefectClient, capsys: pytest.CaptureFixture[str]
):
    deploy(["val"], remove=(), reset=False)
    by_name = {one.name: one for one in client.read_automations()}
    missed, late = (
        next(one for name, one in by_name.items() if words in name)
        for words in ("manqué", "retard")
    )
    client.pause_automation(missed.id)
    client.create_automation(AutomationCore.model_validate(late.model_dump(exclude={"id"})))

    deploy(["val"], remove=(), reset=False)

    after = {one.name: one for one in client.read_automations()}
    assert len(client.read_automations()) == len(after) == len(by_name)
    assert not after[missed.name].enabled
    assert "it is off in the console, and stays so" in capsys.readouterr().out


def test_what_was_typed_in_the_console_outlives_an_upgrade(client: SyncPrefectClient):
    deploy(["val"], remove=(), reset=False)
    night = deployed(client)[NIGHT]
    client.update_deployment_schedule(
        night.id, night.schedules[0].id,
        schedule=CronSchedule(cron="0 5 * * *", timezone="Europe/Paris"),
    )  # fmt: skip

    deploy(["val"], remove=(), reset=False)
    kept = deployed(client)[NIGHT]
    deploy(["val"], remove=(), reset=True)
    back = deployed(client)[NIGHT]

    assert hours(kept) == ["0 5 * * *"]
    assert hours(back) == ["30 6 * * *"]
    assert len({one.schedules[0].id for one in (night, kept, back)}) == 1


@pytest.mark.story
def test_deployments_of_the_older_names_go_before_the_new_ones_come_with_what_was_typed_in_them(
    client: SyncPrefectClient, capsys: pytest.CaptureFixture[str]
):
    """Both together would play the night twice."""
    older = {"programme": "val", "logical_date": None, "dry_run": True}
    for name, request in (("suivi-quotidien", older), ("le-soir", older)):
        client.create_deployment(
            flow_id=client.create_flow_from_name("Suivi quotidien"),
            name=name,
            entrypoint="flows/daily_follow_up.py:daily_follow_up",
            parameters={"request": request},
        )

    deploy(["val"], remove=(), reset=False)

    said = capsys.readouterr().out
    assert set(deployed(client)) == {"le-soir", *(f"{row.kind.french} – val" for row in TABLE)}
    assert deployed(client)[NIGHT].parameters["request"]["dry_run"] is True
    assert said.index("suivi-quotidien: removed") < said.index(f"{NIGHT}: created")
    assert "le-soir: it runs the same flow for val, and is not ours: left alone" in said


def test_a_wrong_file_stops_everything_before_the_server_is_touched(client: SyncPrefectClient):
    with pytest.raises(ConfigurationError, match="did you mean --programme val"):
        deploy(["sud", "vall"], remove=(), reset=False)

    assert deployed(client) == {}


@pytest.mark.story
def test_prefect_s_own_command_deploys_the_same_under_the_same_names(
    client: SyncPrefectClient, tmp_path: Path
):
    client.create_work_pool(WorkPoolCreate(name=POOL, type="process"), overwrite=True)

    done = _prefect_deploy(tmp_path)
    by_prefect = deployed(client)
    deploy(["val"], remove=(), reset=False)
    by_us = deployed(client)

    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: one.id for name, one in by_prefect.items()} == {
        name: one.id for name, one in by_us.items()
    }
    for name, one in by_prefect.items():
        assert one.parameters == by_us[name].parameters
        assert hours(one) == hours(by_us[name])
        assert one.work_queue_name == by_us[name].work_queue_name == "val"
        assert one.job_variables == by_us[name].job_variables


def _prefect_deploy(home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": PREFECT_API_URL.value(),
        "RELOCALISONS_HOME": str(ROOT),
        "RELOCALISONS_PROGRAMME": "val",
    }
    return subprocess.run(
        [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
