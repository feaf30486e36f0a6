"""What `deploy/` starts exists, listens on loopback, and is given no more secrets than it needs."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from relocalisons.cli.application import app
from relocalisons.settings import ROOT, Settings

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
COMMANDS = set(getattr(get_command(app), "commands", {}))


def commands_of(unit: Path) -> list[str]:
    return re.findall(r"^ExecStart=\S+/bin/(.+)$", unit.read_text("utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_starts_a_command_that_exists(unit: Path):
    (command,) = commands_of(unit)
    program, first, *_ = command.split()

    assert program in ("prefect", "relocalisons")
    assert program != "relocalisons" or first in COMMANDS


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_is_confined_and_reads_an_environment_that_has_an_example(unit: Path):
    text = unit.read_text("utf-8")
    (environment,) = re.findall(r"^EnvironmentFile=/etc/relocalisons/(\S+)$", text, re.MULTILINE)

    assert (unit.parent / f"{environment}.example").exists()
    for line in ("NoNewPrivileges=true", "ProtectSystem=strict", "User=relocalisons"):
        assert line in text
    for line in ("UMask=0077", "StateDirectoryMode=0700"):  # what it writes is its own
        assert f"\n{line}\n" in text
    assert "--host 0.0.0.0" not in text


def test_the_home_of_the_image_is_closed_to_other_accounts():
    assert "chmod 0700 /var/lib/relocalisons" in (DEPLOY / "Dockerfile").read_text("utf-8")


def test_bytecode_is_made_at_install_because_no_run_may_write_it():
    image = (DEPLOY / "Dockerfile").read_text("utf-8")
    compiled = "python -m compileall -q flows tasks relocalisons"

    assert "UV_COMPILE_BYTECODE=true" in image
    assert image.rindex("uv sync") < image.index(compiled)
    assert compiled in (ROOT / "Makefile").read_text("utf-8")
    assert compiled in (ROOT / "docs" / "runbook.md").read_text("utf-8")


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
    assert set(webhook["environment"]) == {"RELOCALISONS_STORE_URL"}
    assert webhook["command"][:2] == ["relocalisons", "webhook"]
    assert "webhook" in COMMANDS
    assert not re.search(r"GOOGLE|SENDGRID|HMAC", example)


def test_the_programme_file_names_every_choice_of_sending():
    facts = tomllib.loads((ROOT / "config" / "relocalisons.toml").read_text("utf-8"))["mail"]

    fields = Settings.model_fields["mail"].annotation.model_fields
    left_out = {"deputy"}  # a table of its own, which not every programme has
    assert set(fields) - set(facts) == left_out
