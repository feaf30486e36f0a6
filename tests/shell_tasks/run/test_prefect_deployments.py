"""The table of deployments and prefect.yaml: what a server is told, checked without a server."""

import importlib
import re
import shlex
import typing
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ParameterTypeError
from prefect.utilities.callables import parameter_schema
from prefect.utilities.schema_tools.validation import validate
from prefect.utilities.templating import apply_values, find_placeholders
from support.programme.build import a_partner

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.deployment.forms import form_of
from relocalisons.deployment.prefect_yaml import prefect_yaml
from relocalisons.deployment.table import PORTFOLIO, TABLE, job_variables

ROOT = Path(__file__).parents[3]
DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
*DEPLOYMENTS, PORTFOLIO_NIGHT = DOCUMENT["deployments"]  # the last is of no programme


def named(deployment: dict[str, Any]) -> str:
    return deployment["name"]


def flow_of(deployment: dict[str, Any]) -> Flow[..., str]:
    path, name = deployment["entrypoint"].split(":")
    assert (ROOT / path).is_file()
    return getattr(importlib.import_module(path.removesuffix(".py").replace("/", ".")), name)


def resolved(value: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The value as `prefect deploy` fills it in on a server."""
    monkeypatch.setenv("RELOCALISONS_PROGRAMME", "sandbox")
    monkeypatch.setenv("RELOCALISONS_HOME", str(ROOT))
    return apply_values(value, {})


def test_prefect_yaml_is_written_from_the_table():
    said = (ROOT / "prefect.yaml").read_text("utf-8")

    assert said == prefect_yaml(), (
        "run `python -m relocalisons.deployment.prefect_yaml prefect.yaml`"
    )


def test_every_flow_is_deployed_once():
    deployed = [each["entrypoint"] for each in (*DEPLOYMENTS, PORTFOLIO_NIGHT)]
    flows = {f"flows/{path.name}:{path.stem}" for path in (ROOT / "flows").glob("[a-z]*.py")}

    assert len(set(map(named, DEPLOYMENTS))) == len(DEPLOYMENTS)
    assert set(deployed) == flows


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=named)
def test_its_entrypoint_is_a_flow_with_a_french_name_that_tells_its_failures(deployment):
    flow = flow_of(deployment)

    assert isinstance(flow, Flow)
    assert RunKind(flow.fn.__name__), "the failure notice knows it by this name"
    assert flow.description and flow.name[0].isupper()
    for hooks in (flow.on_failure_hooks, flow.on_crashed_hooks):
        *first, ping, tell = [hook.__name__ for hook in hooks]
        assert (ping, tell) == ("ping_failure", "tell_failure")
        settles = flow.fn.__name__ == RunKind.MAIL_SETTLEMENT
        assert first == (["settle_after_a_crash"] if settles else [])


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=named)
def test_its_parameters_are_accepted_by_the_flow(deployment, monkeypatch):
    flow = flow_of(deployment)
    parameters = resolved(deployment["parameters"], monkeypatch)

    accepted = flow.validate_parameters(parameters)["request"]

    assert type(accepted) is typing.get_type_hints(flow.fn)["request"]
    assert accepted.programme == "sandbox"
    assert accepted.logical_date is None, "the day comes from the schedule"


def test_each_is_called_what_people_call_its_flow_and_by_its_programme(monkeypatch):
    names = [resolved(named(each), monkeypatch) for each in DEPLOYMENTS]

    assert names == [f"{row.kind.french} – sandbox" for row in TABLE]
    assert "Suivi quotidien – sandbox" in names
    assert len({row.formerly for row in TABLE}) == len(TABLE)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.kind.value)
def test_its_own_form_is_for_one_programme_and_says_none_nowhere(row):
    flow = getattr(importlib.import_module(f"flows.{row.kind.value}"), row.kind.value)

    form = form_of(flow, programme="val", partners=(a_partner("P01", "Ville de Grasse"),))

    (model,) = [one for name, one in form["definitions"].items() if name.endswith("Request")]
    fields = model["properties"]
    assert fields["programme"]["enum"] == ["val"]
    assert validate(row.parameters("val"), form) == [], "the server would refuse the deployment"
    assert [name for name, field in fields.items() if "anyOf" in field] == []
    for name in {"partner", "partners"} & set(fields):
        assert "P01 – Ville de Grasse" in str(fields[name])
    assert "x-partners" not in str(form)


def test_without_a_reading_of_the_partners_their_codes_are_typed():
    flow = importlib.import_module("flows.recent_changes").recent_changes

    form = form_of(flow, programme="val")

    assert "enum" not in form["definitions"]["ChangesRequest"]["properties"]["partner"]


def test_the_form_that_sends_is_a_rehearsal_until_she_says_otherwise(monkeypatch):
    (form,) = [each for each in DEPLOYMENTS if "release_reminders" in each["entrypoint"]]
    asked = flow_of(form).validate_parameters(resolved(form["parameters"], monkeypatch))["request"]

    assert asked.dry_run
    assert asked.count == 0, "sending wants the number of mails"


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=named)
def test_its_form_bears_no_name_of_code(deployment):
    """Prefect titles a parameter with its name in code: « request » stood above every form."""
    schema = parameter_schema(flow_of(deployment)).model_dump()
    (form,) = schema["properties"].values()
    (model,) = [one for name, one in schema["definitions"].items() if name.endswith("Request")]

    assert form["title"] == "Votre demande"
    assert "Le programme" in form["description"] or "le programme" in form["description"]
    assert [name for name, field in model["properties"].items() if field["title"] == name] == []


def test_deploying_without_naming_the_programme_is_refused(monkeypatch):
    monkeypatch.delenv("RELOCALISONS_PROGRAMME", raising=False)
    (night,) = [each for each in DEPLOYMENTS if "daily_follow_up" in each["entrypoint"]]

    with pytest.raises(ParameterTypeError, match=r"request\.programme"):
        flow_of(night).validate_parameters(apply_values(night["parameters"], {}))


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=named)
def test_its_schedules_are_crons_in_the_time_of_paris_under_a_lasting_name(deployment):
    for schedule in deployment.get("schedules", ()):
        made = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])

        assert made.timezone == "Europe/Paris"
        assert re.fullmatch(r"[a-z0-9-]+", schedule["slug"]), "without it, redeploying doubles it"


def test_schedules_do_not_fall_on_the_same_minute_nor_into_the_missing_hour():
    crons = [each["cron"] for deployment in DEPLOYMENTS for each in deployment.get("schedules", ())]

    daily = [cron.split() for cron in crons if cron.split()[1] != "*"]
    minutes = [(hour, minute) for minute, hour, *_ in daily]

    assert len(set(minutes)) == len(minutes)
    assert all(hour not in {"2", "3"} for hour, _ in minutes), "the clock skips or repeats them"


def test_mails_are_settled_once_a_day_by_schedule_and_else_when_they_wait():
    (settlement,) = [row for row in TABLE if row.kind is RunKind.MAIL_SETTLEMENT]

    assert [one.cron for one in settlement.schedules] == ["50 6 * * *"]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.kind.value)
def test_a_run_starts_prefect_once_in_the_folder_of_the_project(row):
    told = job_variables(row.entrypoint, home="/opt/a place")

    assert shlex.split(told["command"]) == [
        "/opt/a place/.venv/bin/python", "-m", "tasks.run.process",
    ]  # fmt: skip
    assert told["working_dir"] == "/opt/a place"
    assert told["env"] == {
        "PREFECT__FLOW_ENTRYPOINT": f"/opt/a place/flows/{row.kind.value}.py:{row.kind.value}"
    }


def test_the_night_of_all_programmes_is_a_form_that_nothing_schedules():
    flow = flow_of(PORTFOLIO_NIGHT)
    accepted = flow.validate_parameters(PORTFOLIO_NIGHT["parameters"])["request"]

    assert flow.name == PORTFOLIO_NIGHT["name"] == "Nuit du portefeuille"
    assert PORTFOLIO_NIGHT["entrypoint"] == PORTFOLIO
    assert (accepted.action, accepted.programmes, accepted.dry_run) == (
        "Suivi quotidien",
        "",
        False,
    )
    assert "schedules" not in PORTFOLIO_NIGHT
    assert parameter_schema(flow).model_dump()["properties"]["request"]["title"] == "Votre demande"


def test_placeholders_are_those_that_the_first_lines_explain():
    explained = (ROOT / "prefect.yaml").read_text("utf-8").split("name: relocalisons")[0]

    used = {place.name.removeprefix("$") for place in find_placeholders(str(DOCUMENT))}

    assert used == {"RELOCALISONS_HOME", "RELOCALISONS_PROGRAMME"}
    assert [name for name in used if name not in explained] == []
