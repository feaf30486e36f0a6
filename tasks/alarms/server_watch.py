"""A watch over Prefect's server itself: what it cannot tell when it is what stopped.

Also over runs that its death left behind: one that never began is made crashed, and then told.
"""

import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta

from tasks.night.operator_notice import forget_operator, tell_operator
from tasks.run.clock import Clock

SERVER = "server-away"
NEVER_BEGAN = timedelta(minutes=15)
_ANSWER_PATIENCE = 5  # seconds

logger = logging.getLogger("relocalisons.alarms")


class ServerWatch:
    """Called every few seconds; it looks each time that `every` is over."""

    def __init__(
        self,
        api_url: str,
        *,
        clock: Clock,
        every: timedelta,
        silent: timedelta,  # a restart takes 15 s, an upgrade a minute
        end_lost: Callable[[datetime], None] | None = None,
    ) -> None:
        self.api_url, self.clock, self.every, self.silent = api_url, clock, every, silent
        self.end_lost = end_lost or end_lost_runs
        self.looked: datetime | None = None
        self.away_since: datetime | None = None

    def __call__(self) -> None:
        """Look when it is time; never raises."""
        now = self.clock()
        if self.looked is not None and timedelta() <= now - self.looked < self.every:
            return
        self.looked = now
        if self._answers():
            if self.away_since is not None:
                forget_operator(SERVER)
            self.away_since = None
            self._end_lost(now)
            return
        self.away_since = self.away_since or now
        if now - self.away_since >= self.silent:
            tell_operator(
                SERVER,
                flow="Serveur Prefect",
                outcome="ne répond plus depuis",
                happened="Le serveur Prefect ne répond plus : aucun passage ne commence, et la "
                "console est fermée, pour tous les programmes.",
                to_do=(
                    "Sur la machine : systemctl status relocalisons-server postgresql, puis "
                    "journalctl -u relocalisons-server -n 100.",
                ),
            )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(
                f"{self.api_url.rstrip('/')}/health", timeout=_ANSWER_PATIENCE
            ) as answer:
                return answer.status == 200
        except (OSError, ValueError):
            return False

    def _end_lost(self, now: datetime) -> None:
        try:
            self.end_lost(now)
        except Exception:
            logger.exception("runs that never began could not be looked for")


def end_lost_runs(now: datetime) -> None:
    """Make crashed what waits to begin since a quarter of an hour: its process is gone.

    The server notices a run that gives no sign of life, not one that never gave any.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    pending = FlowRunFilter(
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING]))
    )
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=pending):
            began = run.state.timestamp if run.state else None
            if began is not None and now - began > NEVER_BEGAN:
                message = "Le processus de ce passage a disparu avant de commencer."
                client.set_flow_run_state(run.id, Crashed(message=message), force=True)
                logger.warning("run %s never began: made crashed", run.name)
