"""What `deploy/` starts exists, listens on loopback, and is given no more secrets than it needs."""

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from relocalisons.cli.application import app
from relocalisons.settings import ROOT, Settings

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
CONFINED = DEPLOY / "systemd" / "relocalisons-.service.d" / "confined.conf"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
COMMANDS = set(getattr(get_command(app), "commands", {}))


def commands_of(unit: Path) -> list[str]:
    return re.findall(r"^ExecStart=\S+/bin/(.+)$", unit.read_text("utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_starts_a_command_that_exists(unit: Path):
    (command,) = commands_of(unit)
    program, first, *_ = command.split()

    assert program in ("prefect", "relocalisons", "python")
    assert program != "relocalisons" or first in COMMANDS
    assert program != "python" or (first == "-m" and find_spec(command.split()[2]) is not None)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_reads_an_environment_that_has_an_example_and_listens_on_loopback(unit: Path):
    text = unit.read_text("utf-8")
    (environment,) = re.findall(r"^EnvironmentFile=/etc/relocalisons/(\S+)$", text, re.MULTILINE)

    assert (unit.parent / f"{environment}.example").exists()
    assert "User=relocalisons" in text
    assert "--host 0.0.0.0" not in text
    if "--with-healthcheck" in text:
        assert "PREFECT_WORKER_WEBSERVER_HOST=127.0.0.1" in text, "its own default is everywhere"


def test_what_confines_units_applies_to_each_of_them():
    """`systemd-analyze security` says 1.2 to 1.4 of each (systemd 257; 8.3 without the file)."""
    text = CONFINED.read_text("utf-8")

    assert CONFINED.parent.name == "relocalisons-.service.d"
    assert all(unit.name.startswith("relocalisons-") for unit in UNITS)
    for line in (
        *("NoNewPrivileges=true", "CapabilityBoundingSet=", "ProtectSystem=strict"),
        *("PrivateDevices=true", "RestrictNamespaces=true", "SystemCallFilter=@system-service"),
        *("UMask=0077", "StateDirectoryMode=0700"),  # what it writes is its own
    ):
        assert f"\n{line}\n" in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_that_fails_is_told_and_is_started_again(unit: Path):
    text = unit.read_text("utf-8")

    if unit.stem == "relocalisons-failed@":
        assert "\nOnFailure=" not in text, "it would start itself for ever"
        assert commands_of(unit) == ["relocalisons tell-stop %i"]
        return
    assert "\nOnFailure=relocalisons-failed@%n.service\n" in text
    assert ("Restart=always" in text) == ("StartLimitIntervalSec=0" in text)
    assert "Restart=always" in text or "Type=oneshot" in text


@pytest.mark.parametrize("timer", sorted((DEPLOY / "systemd").glob("*.timer")), ids=str)
def test_each_timer_starts_a_unit_and_makes_up_for_a_night_without_power(timer: Path):
    assert timer.with_suffix(".service") in UNITS
    assert "Persistent=true" in timer.read_text("utf-8")


def test_the_home_of_the_image_is_closed_to_other_accounts():
    assert "chmod 0700 /var/lib/relocalisons" in (DEPLOY / "Dockerfile").read_text("utf-8")


def test_bytecode_is_made_at_install_because_no_run_may_write_it():
    image = (DEPLOY / "Dockerfile").read_text("utf-8")
    compiled = "python -m compileall -q flows tasks relocalisons"

    assert "UV_COMPILE_BYTECODE=true" in image
    assert image.rindex("uv sync") < image.index(compiled)
    assert compiled in (ROOT / "Makefile").read_text("utf-8")
    assert compiled in (ROOT / "docs" / "runbook.md").read_text("utf-8")


def test_workers_ask_often_start_ahead_and_run_two_at_a_time():
    """Five late runs at once would take more memory than a small machine has."""
    unit = (DEPLOY / "systemd" / "relocalisons-worker.service").read_text("utf-8")
    container = COMPOSE["services"]["worker"]

    for name, value in (
        ("PREFECT_WORKER_QUERY_SECONDS", "2"),
        ("PREFECT_WORKER_PREFETCH_SECONDS", "20"),
    ):
        assert f"{name}={value}" in unit
        assert container["environment"][name] == value
    assert " --limit 2\n" in unit
    assert container["command"][-2:] == ["--limit", "2"]
    assert '"--limit", "2"]' in (DEPLOY / "Dockerfile").read_text("utf-8")


def test_every_port_of_the_compose_file_is_on_loopback_but_those_of_the_proxy():
    services = {name: one for name, one in COMPOSE["services"].items() if name != "proxy"}
    ports = [port for service in services.values() for port in service.get("ports", ())]

    assert len(ports) == 2
    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert COMPOSE["services"]["proxy"]["ports"] == ["80:80", "443:443"]
    assert COMPOSE["services"]["proxy"]["profiles"] == ["console"], "only where it is asked for"


def test_the_console_is_set_up_the_same_way_by_units_and_by_containers():
    """Without the first setting the pages ask the 127.0.0.1 of whoever looks at them."""
    example = (DEPLOY / "systemd" / "server.env.example").read_text("utf-8")
    server = COMPOSE["services"]["server"]["environment"]

    for name, value in (
        ("PREFECT_SERVER_UI_API_URL", "/api"),
        ("PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT", "false"),
        ("PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED", "true"),
    ):
        assert f"\n{name}={value}\n" in example
        assert server[name] == value
    assert server["PREFECT_UI_URL"].startswith("https://")


@pytest.mark.parametrize("proxy", ["Caddyfile", "nginx.conf"])
def test_each_proxy_sends_events_to_the_webhook_and_the_rest_to_prefect(proxy):
    """That they work is proved in a browser: tests/run_flows/console."""
    said = (DEPLOY / "proxy" / proxy).read_text("utf-8")
    policy = "default-src 'self';"

    assert "/sendgrid/events" in said
    assert said.index("127.0.0.1:8025") < said.index("127.0.0.1:4200")
    assert policy in said and "connect-src 'self'" in said and "frame-ancestors 'none'" in said


def test_the_webhook_is_given_no_secret():
    """It is the one process that strangers can reach."""
    webhook = COMPOSE["services"]["webhook"]
    example = (DEPLOY / "systemd" / "webhook.env.example").read_text("utf-8")

    assert "secrets" not in webhook
    assert set(webhook["environment"]) == {
        *("RELOCALISONS_CONFIG_DIR", "RELOCALISONS_STORE_URL"),
        "PGPASSWORD",  # of an account that only adds events
    }
    assert "relocalisons_webhook" in webhook["environment"]["RELOCALISONS_STORE_URL"]
    assert "relocalisons_webhook" in (DEPLOY / "webhook-role.sql").read_text("utf-8")
    assert webhook["command"][:2] == ["relocalisons", "webhook"]
    assert "webhook" in COMMANDS
    assert not re.search(r"GOOGLE|SENDGRID|HMAC", example)


def test_the_answer_page_is_given_no_secret_and_its_links_are_in_no_log():
    example = (DEPLOY / "systemd" / "answers.env.example").read_text("utf-8")
    caddy, nginx = (
        (DEPLOY / "proxy" / name).read_text("utf-8")
        for name in ("answers.Caddyfile", "answers.nginx.conf")
    )

    assert not re.search(r"GOOGLE|SENDGRID|HMAC|SEAL", example)
    assert "relocalisons_page@" in example
    assert "relocalisons_page" in (DEPLOY / "answer-page-role.sql").read_text("utf-8")
    assert "output discard" in caddy
    assert nginx.count("access_log off;") == 2, "the redirection to TLS too"
    assert all("127.0.0.1:8027" in one and "/r/" in one for one in (caddy, nginx))


SECRETS = {
    "deployments": set(),
    "worker": {"google_key", "sendgrid_key", "hmac_key"},
    "alarms": {"sendgrid_key"},
    "server": set(),
    "webhook": set(),
}


@pytest.mark.parametrize("service", SECRETS)
def test_a_container_is_given_the_secrets_that_it_uses_and_names_no_other(service: str):
    facts = COMPOSE["services"][service]
    named = {
        value.removeprefix("/run/secrets/")
        for value in facts["environment"].values()
        if value.startswith("/run/secrets/")
    }

    assert set(facts.get("secrets", ())) == named == SECRETS[service]


def test_no_password_stands_in_an_address():
    """There its / @ : # would have to be written as %XX; PostgreSQL's clients read it apart."""
    addresses = [
        value
        for service in COMPOSE["services"].values()
        for value in service.get("environment", {}).values()
        if "://" in value and "postgresql" in value
    ]
    example = (DEPLOY / "systemd" / "server.env.example").read_text("utf-8")

    assert len(addresses) == 5
    assert not any(re.search(r"://[^@/]*:[^@/]*@", address) for address in addresses)
    assert "postgresql+asyncpg://relocalisons@" in example


def test_logs_are_bounded_programmes_are_mounted_and_images_can_be_pinned():
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    for name, service in COMPOSE["services"].items():
        assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}, name
        image = service["image"]
        assert image == "relocalisons:local" or re.fullmatch(r"\$\{\w+_IMAGE:-[\w.:-]+\}", image)
        if image == "relocalisons:local":
            assert "../config:/etc/relocalisons/config:ro" in service["volumes"]
    assert "ARG PYTHON_IMAGE=" in dockerfile and "FROM ${PYTHON_IMAGE}" in dockerfile


def test_the_programme_file_names_every_choice_of_sending():
    facts = tomllib.loads((ROOT / "config" / "relocalisons.toml").read_text("utf-8"))["mail"]

    fields = Settings.model_fields["mail"].annotation.model_fields
    left_out = {"deputy"}  # a table of its own, which not every programme has
    assert set(fields) - set(facts) == left_out
