"""`relocalisons alarms`: the small process that tells what Prefect's server notices."""

import logging
import os
from datetime import timedelta

from relocalisons.cli.service.serving import serve_until_stopped
from relocalisons.operator import operator_settings
from relocalisons.settings import state_dir


def serve_alarms(*, host: str, port: int, patience: float, silence: float, lost: float) -> None:
    """Serve until SIGTERM; prints `ready http://…` with the address that automations call."""
    from prefect.settings import get_current_settings

    from tasks.alarms.page import PATH, Waiting, create_page, sign_of
    from tasks.alarms.run_watch import RunWatch
    from tasks.alarms.server_watch import ServerWatch
    from tasks.run.clock import machine_time

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if operator_settings() is None:
        logging.getLogger("relocalisons.alarms").warning(
            "RELOCALISONS_OPERATOR_EMAIL is not set: nobody is told of a worker or a server away"
        )
    api = get_current_settings().api
    pair = api.auth_string.get_secret_value() if api.auth_string else ""
    waiting = Waiting(
        state_dir(os.environ) / "alarms", machine_time, patience=timedelta(seconds=patience)
    )
    watches = ()
    if api.url:
        every = timedelta(seconds=min(60, silence / 3, lost / 3))
        watches = (
            ServerWatch(
                api.url,
                clock=machine_time,
                every=every,
                silent=timedelta(seconds=silence),
                runs=RunWatch(
                    waiting.keep,
                    memory=state_dir(os.environ) / "failed-runs-looked-at",
                    lost_after=timedelta(seconds=lost),
                ),
            ),
        )
    page = create_page(waiting, sign=sign_of(pair), watches=watches)
    serve_until_stopped(page, host=host, port=port, path=PATH)


def tell_stopped(unit: str) -> bool:
    """Tell that a unit failed, once a day and unit; False when it is still to be told."""
    import re

    from tasks.night.operator_notice import tell_operator

    plain = re.sub(r"[^\w.@-]", "", unit)[:80]
    return tell_operator(
        f"unit-{re.sub(r'[^a-z0-9]+', '-', plain.lower()).strip('-')}",
        flow=plain,
        outcome="s’est arrêté",
        happened=f"Le service {plain} s’est arrêté en échec ; systemd le relance s’il le peut.",
        to_do=(f"Sur la machine : journalctl -u {plain} -n 100 dit pourquoi.",),
    )
