"""The deployments, each declared once: its flow, when it runs, what its form answers beforehand.

`relocalisons deploy` and `prefect.yaml`, which is written from here, say the same. Nothing here
knows a server.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from relocalisons.core.kernel.run_kinds import RunKind

POOL = "relocalisons"
POOL_TYPE = "process"
POOL_SLOTS = 4
"""Runs at once, whatever the number of workers: each takes 250 MB of a small machine."""
FORMER_SLUGS = frozenset({"envois-quart-d-heure"})
"""Schedules of versions that did not remember what they told: ours, and gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a flow starts, in the time of its programme.

    `slug` is how the server knows it again: another slug is another schedule.
    """

    cron: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowDeployment:
    """One flow as every programme gets it. Its name in Prefect is that of its kind.

    `answers`: those of its form besides the programme. `formerly`: its name before programmes
    stood side by side, under which an older deployment is found and replaced.
    """

    kind: RunKind
    formerly: str
    schedules: tuple[Schedule, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=lambda: {"dry_run": False})

    @property
    def entrypoint(self) -> str:
        """Where Prefect finds the flow."""
        return f"flows/{self.kind.value}.py:{self.kind.value}"

    def parameters(self, programme: str) -> dict[str, Any]:
        """The answers with which a run starts that nobody fills a form for."""
        return {"request": {"programme": programme, **self.answers}}


TABLE = (
    FlowDeployment(
        kind=RunKind.ACCESS_CHECK,
        formerly="controle-des-acces",
        schedules=(Schedule(cron="0 6 * * *", slug="acces-0600"),),
    ),
    FlowDeployment(
        kind=RunKind.DAILY_FOLLOW_UP,
        formerly="suivi-quotidien",
        schedules=(Schedule(cron="30 6 * * *", slug="suivi-0630"),),
    ),
    FlowDeployment(
        kind=RunKind.PARTNER_REMINDERS,
        formerly="preparer-les-relances",
        schedules=(Schedule(cron="0 7 * * 2", slug="relances-mardi-0700"),),
    ),
    FlowDeployment(
        kind=RunKind.RELEASE_REMINDERS,
        formerly="envoyer-les-relances",
        answers={"dry_run": True, "count": 0},
    ),
    FlowDeployment(
        kind=RunKind.MAIL_SETTLEMENT,
        formerly="suivi-des-envois",
        # Each pass is planned by what makes a mail wait; this one finds what nobody planned for.
        schedules=(Schedule(cron="50 6 * * *", slug="envois-0650"),),
    ),
    FlowDeployment(
        kind=RunKind.WEEKLY_SUMMARY,
        formerly="bilan-hebdomadaire",
        schedules=(Schedule(cron="0 16 * * 5", slug="bilan-vendredi-1600"),),
    ),
    FlowDeployment(
        kind=RunKind.FUNDER_REPORTS,
        formerly="rapports-financeurs",
        schedules=(Schedule(cron="15 7 * * 1-5", slug="financeurs-0715"),),
    ),
    FlowDeployment(
        kind=RunKind.COPIL_PACK,
        formerly="dossier-copil",
        schedules=(Schedule(cron="40 7 * * 1-5", slug="copil-0740"),),
    ),
    FlowDeployment(
        kind=RunKind.PRODUCER_FOLLOW_UP,
        formerly="suivi-des-producteurs",
        schedules=(Schedule(cron="30 7 * * 1-5", slug="producteurs-0730"),),
    ),
    FlowDeployment(kind=RunKind.RECENT_CHANGES, formerly="qui-a-change-quoi"),
    FlowDeployment(kind=RunKind.FILE_TRIAL, formerly="essayer-un-fichier"),
    FlowDeployment(
        kind=RunKind.PAPER_PREVIEW,
        formerly="apercu-d-un-document",
        answers={"dry_run": True},
    ),
    FlowDeployment(
        kind=RunKind.FREEZE_BASELINE,
        formerly="figer-un-planning",
    ),
    FlowDeployment(
        kind=RunKind.MAKE_AMENDMENT,
        formerly="faire-un-avenant",
    ),
    FlowDeployment(
        kind=RunKind.WORKSPACE_SETUP,
        formerly="creer-l-espace-de-travail",
        answers={"dry_run": True},
    ),
)


PORTFOLIO = "flows/portfolio_night.py:portfolio_night"
"""Of no programme: it starts a flow of each. Deployed once, where several stand side by side."""


def pull_steps(home: str) -> list[dict[str, Any]]:
    """What a worker does before a run: go to the project's folder."""
    return [{"prefect.deployments.steps.set_working_directory": {"directory": home}}]


def job_variables(
    entrypoint: str, *, home: str, python: str = ".venv/bin/python"
) -> dict[str, Any]:
    """How a worker starts the process of a run of this flow; `python` is absolute or of `home`.

    With its command said, Prefect starts once a run; else it starts to find the flow, then anew to
    run it. The flow is then found by a variable of Prefect's own, which it does not document. The
    command is Prefect's `prefect.engine` by way of `tasks/run/process.py`, which spares some CPU.
    """
    return {
        "command": f"'{PurePosixPath(home, python)}' -m tasks.run.process",
        "working_dir": home,
        "env": {"PREFECT__FLOW_ENTRYPOINT": f"{home}/{entrypoint}"},
    }
