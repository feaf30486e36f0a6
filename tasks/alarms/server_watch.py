"""A watch over Prefect's server itself: what it cannot tell when it is what stopped.

While it answers, its runs are looked at too: what its death hid from its own alarms is found there.
"""

import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta

from tasks.night.operator_notice import forget_operator, tell_operator
from tasks.run.clock import Clock

SERVER = "server-away"
_ANSWER_PATIENCE = 5  # seconds

logger = logging.getLogger("relocalisons.alarms")


class ServerWatch:
    """Called every few seconds; it looks each time that `every` is over.

    `runs` is called with the instant and since when the server answers: before, it heard nobody.
    """

    def __init__(
        self,
        api_url: str,
        *,
        clock: Clock,
        every: timedelta,
        silent: timedelta,  # a restart takes 15 s, an upgrade a minute
        runs: Callable[[datetime, datetime], None],
    ) -> None:
        self.api_url, self.clock, self.every, self.silent = api_url, clock, every, silent
        self.runs = runs
        self.looked: datetime | None = None
        self.away_since: datetime | None = None
        self.back_since: datetime | None = None

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
            self.back_since = self.back_since or now
            self._look_at_runs(now, self.back_since)
            return
        self.back_since = None
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

    def _look_at_runs(self, now: datetime, back_since: datetime) -> None:
        try:
            self.runs(now, back_since)
        except Exception:
            logger.exception("the runs of the server could not be looked at")
