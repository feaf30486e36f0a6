"""`prefect.yaml`, written from the table, for whoever deploys with Prefect's own command.

`python -m relocalisons.deployment.prefect_yaml prefect.yaml` writes it again; a test compares them.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

from relocalisons.core.kernel.run_kinds import deployment_name
from relocalisons.deployment.table import (
    POOL,
    POOL_TYPE,
    PORTFOLIO,
    TABLE,
    FlowDeployment,
    job_variables,
    pull_steps,
)
from tasks.portfolio.page import NAME

_HOME, _PROGRAMME = "{{ $RELOCALISONS_HOME }}", "{{ $RELOCALISONS_PROGRAMME }}"
_HEAD = f"""\
# Written from relocalisons/deployment/table.py by
# `python -m relocalisons.deployment.prefect_yaml prefect.yaml`; a test compares them.
#
# `relocalisons deploy PROGRAMME…` is the usual way: it makes the pool, removes what is gone, keeps
# what was typed in the console, titles the forms. With Prefect's own command, from the project's
# folder: `prefect work-pool create {POOL} --type {POOL_TYPE}`, then
# `RELOCALISONS_HOME=$PWD RELOCALISONS_PROGRAMME=relocalisons prefect --no-prompt deploy --all`;
# the programme is the name of a file of config/, without « .toml ».
# One run per programme at a time is the store's lock, not a limit here; each schedule has a slug
# so that a redeployment does not double it.

"""


def prefect_yaml() -> str:
    """The whole file."""
    document = {
        "name": "relocalisons",
        "pull": pull_steps(_HOME),
        "deployments": [*map(_deployment, TABLE), _portfolio()],
    }
    return _HEAD + yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)


def _deployment(each: FlowDeployment) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": deployment_name(each.kind, _PROGRAMME),
        "entrypoint": each.entrypoint,
        "tags": [_PROGRAMME],
        "parameters": each.parameters(_PROGRAMME),
        "work_pool": {
            "name": POOL,
            "work_queue_name": _PROGRAMME,
            "job_variables": job_variables(each.entrypoint, home=_HOME),
        },
    }
    if each.schedules:
        said["schedules"] = [
            {"cron": one.cron, "timezone": "Europe/Paris", "slug": one.slug}
            for one in each.schedules
        ]
    return said


def _portfolio() -> dict[str, Any]:
    return {
        "name": NAME,
        "entrypoint": PORTFOLIO,
        "parameters": {"request": {"dry_run": False}},
        "work_pool": {"name": POOL, "job_variables": job_variables(PORTFOLIO, home=_HOME)},
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(prefect_yaml(), "utf-8")
