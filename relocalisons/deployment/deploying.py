"""`relocalisons deploy`: several programmes on one server, one after the other."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from prefect.client.orchestration import get_client
from prefect.settings import get_current_settings

from relocalisons.configuration.problems import problem
from relocalisons.configuration.variables import MISSED_AFTER
from relocalisons.deployment.apply import (
    Say,
    deploy_programme,
    ensure_pool,
    programmes_on,
    read_deployed,
    remove_programme,
)
from relocalisons.deployment.automations import automations, ensure_automations, ensure_page
from relocalisons.deployment.portfolio import ensure_portfolio
from relocalisons.deployment.wanted import NO_PARTNERS, mails_wait, partners_known, wanted_of
from relocalisons.settings import Settings
from tasks.night.next_settlement import plan_pass
from tasks.run.clock import machine_time
from tasks.run.prefect_server import wait_for_server


def deploy_all(
    settings: Mapping[str, Settings],
    *,
    home: str,
    say: Say,
    alarms: str = "",
    missed_after: timedelta = MISSED_AFTER,
    remove: Sequence[str] = (),
    reset: bool = False,
) -> None:
    """Bring the server to what each programme needs, by the name of its file; then say the rest.

    `home`: the project's folder on the workers. `alarms`: the address of the page that tells what
    the server notices (`relocalisons alarms`); empty: nothing is told. `missed_after`: for how long
    a programme may be without a follow-up. Raises ConfigurationError when no server answers.
    """
    pair = _wait(say)
    with get_client(sync_client=True) as client:
        ensure_pool(client, say=say)
        for code in remove:
            if not remove_programme(client, code, read_deployed(client), say=say):
                say(f"{code}: nothing of it stands on the server")
        for code, each in settings.items():
            partners = partners_known(each)
            if not partners:
                say(f"{code}: {NO_PARTNERS}")
            wanted = wanted_of(code, each, home=home, partners=partners)
            deploy_programme(client, wanted, read_deployed(client), say=say, reset=reset)
            say(f"{code}: {len(wanted)} deployments stand")
            # Their settlements were planned for a deployment that may be gone.
            if mails_wait(each, at=machine_time()) and (planned := plan_pass(code)):
                hour = planned.slot.astimezone(each.zone)
                say(f"{code}: mails wait, a settlement is planned at {hour:%H:%M}")
        stand = programmes_on(read_deployed(client))
        if alarms:
            page = ensure_page(address=alarms, pair=pair)
            ensure_automations(
                client, automations(stand, page=page, missed_after=missed_after), say=say
            )
        if len(stand) > 1:
            ensure_portfolio(client, home=home, say=say)
        others = stand - set(settings)
    for code in sorted(others):
        say(f"{code}: also on the server, left as it is (--remove {code} takes it off)")


def _wait(say: Say) -> str:
    """Wait for the server; the user:password that it wants, empty for none."""
    api = get_current_settings().api
    if not api.url:
        how = "set it to the server’s, as http://127.0.0.1:4200/api"
        raise problem("PREFECT_API_URL", "it is not set", how)
    pair = api.auth_string.get_secret_value() if api.auth_string else ""
    wait_for_server(api.url, pair=pair, say=say)
    return pair
