"""The one deployment that is of no programme: « Nuit du portefeuille », where several stand."""

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import DeploymentUpdate
from prefect.exceptions import ObjectNotFound
from prefect.utilities.callables import parameter_schema

from flows.portfolio_night import portfolio_night
from relocalisons.deployment.apply import Say
from relocalisons.deployment.table import POOL, PORTFOLIO, job_variables, pull_steps
from relocalisons.deployment.wanted import python_of
from tasks.portfolio.page import NAME


def ensure_portfolio(client: SyncPrefectClient, *, home: str, say: Say) -> None:
    """Make it, or bring how it starts up to date; its hours and answers are the console's."""
    started = job_variables(PORTFOLIO, home=home, python=python_of(home))
    schema = parameter_schema(portfolio_night)
    try:
        there = client.read_deployment_by_name(f"{NAME}/{NAME}")
    except ObjectNotFound:
        client.create_deployment(
            flow_id=client.create_flow_from_name(NAME),
            name=NAME,
            description=portfolio_night.description,
            parameters={"request": {"dry_run": False}},
            parameter_openapi_schema=schema.model_dump(),
            entrypoint=PORTFOLIO,
            pull_steps=pull_steps(home),
            work_pool_name=POOL,
            job_variables=started,
            enforce_parameter_schema=True,
        )
        say(f"{NAME}: created; without hours of its own, until the console gives it some")
        return
    if there.job_variables != started or there.parameter_openapi_schema != schema.model_dump():
        client.update_deployment(
            there.id,
            DeploymentUpdate(
                job_variables=started,
                parameter_openapi_schema=schema.model_dump(),
                pull_steps=pull_steps(home),
                entrypoint=PORTFOLIO,
            ),
        )
        say(f"{NAME}: updated")
