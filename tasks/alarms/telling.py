"""What each alarm says, to whom, and how often.

A run that failed tells it itself; an alarm about it speaks only when it could not. Programmes are
told through their own settings, what concerns all of them goes to the operator of the environment.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import quote, say_moment
from relocalisons.errors import ConfigurationError, TransientError
from relocalisons.operator import missed_after
from relocalisons.rendering.mails.mail import render_failure
from relocalisons.rendering.mails.messages import FailureNotice
from relocalisons.settings import Settings, load_settings
from relocalisons.store.mails.alerts import claim_alert, end_alert, is_alert_told
from relocalisons.store.opening import open_store
from relocalisons.store.runs import last_end
from tasks.mail.coordination import (
    context_without_links,
    write_to_coordination,
    write_to_operator,
)
from tasks.night.failure_notice import is_run_told, tell
from tasks.night.operator_notice import forget_operator, tell_operator, tell_unloadable
from tasks.run.clock import clock_of

WORKER = "worker-away"
_FACTS = {"kind": "failure"}

logger = logging.getLogger("relocalisons.alarms")


class AlarmKind(StrEnum):
    """What the automations of Prefect's server tell us of."""

    FAILED = "failed"  # failed, crashed or timed out; a run without a sign of life is made crashed
    LATE = "late"  # nobody takes it
    MISSED = "missed"  # no follow-up ended since yesterday
    WORKER_AWAY = "worker-away"
    WORKER_BACK = "worker-back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm. `flow` is its French name; `run_id`, `run_name`, `state` are Prefect's."""

    kind: AlarmKind
    programme: str = ""
    flow: str = ""
    run_id: str = ""
    run_name: str = ""
    state: str = ""
    dry_run: bool = False
    began: datetime | None = None  # when the run began, or was to begin; aware

    @property
    def run_kind(self) -> RunKind | None:
        """The flow; None for somebody else's on the same server."""
        return next((kind for kind in RunKind if kind.french == self.flow), None)


class UntoldFailureError(TransientError):
    """A run failed and could not say why; Prefect's pages know."""


def read_alarm(said: Mapping[str, Any]) -> Alarm:
    """An alarm from the JSON of its automation. Raises ValueError when it is none."""
    texts = {
        name: str(said.get(name) or "")
        for name in ("programme", "flow", "run_id", "run_name", "state")
    }
    began = str(said.get("began") or "").replace("None", "")
    moment = datetime.fromisoformat(began) if began else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError("an instant without a zone")
    return Alarm(
        kind=AlarmKind(str(said.get("alarm"))),
        dry_run=said.get("dry_run") is True,
        began=moment,
        **texts,
    )


def tell_alarm(alarm: Alarm) -> bool:
    """Tell it unless it is known already; False when telling failed, to be tried again.

    May raise with a store or a vendor that is away: the same.
    """
    if alarm.kind is AlarmKind.WORKER_BACK:
        forget_operator(WORKER)
        return True
    if alarm.kind is AlarmKind.WORKER_AWAY:
        return tell_operator(
            WORKER,
            flow="Exécution des passages",
            outcome="est arrêtée depuis",
            happened="Plus aucun exécutant (« worker ») ne répond à Prefect : aucun passage ne "
            "commence, pour aucun programme.",
            to_do=(
                "Sur la machine : systemctl status relocalisons-worker, puis systemctl restart "
                "relocalisons-worker.",
            ),
        )
    if alarm.run_kind is None or not alarm.programme or alarm.dry_run:
        return True  # a run of somebody else, or a rehearsal, which whoever asked for it looks at
    try:
        settings = load_settings(alarm.programme)
    except ConfigurationError as error:
        return tell_unloadable(alarm.programme, kind=alarm.run_kind, error=error)
    if alarm.kind is AlarmKind.FAILED:
        return _tell_failed(settings, alarm, alarm.run_kind)
    if alarm.kind is AlarmKind.LATE:
        return _tell_late(settings, alarm, alarm.run_kind)
    return _tell_missed(settings, alarm.run_kind)


def _tell_failed(settings: Settings, alarm: Alarm, kind: RunKind) -> bool:
    """What a run could not tell: its process was killed, its machine went, its mail was refused."""
    if is_run_told(settings, alarm.run_id):
        return True
    error = None
    if alarm.state != "Crashed":
        error = UntoldFailureError("Ce passage a échoué sans pouvoir dire pourquoi.")
    tell(
        settings,
        kind=kind,
        error=error,
        reference=alarm.run_name,
        since=alarm.began,
        run_id=alarm.run_id,
    )
    return is_run_told(settings, alarm.run_id)


def _tell_late(settings: Settings, alarm: Alarm, kind: RunKind) -> bool:
    """Once a day and programme: while nobody takes runs, they are late by dozens."""
    now = clock_of(settings)().astimezone(settings.zone)
    planned = (alarm.began or now).astimezone(settings.zone)
    notice = FailureNotice(
        flow=kind.french,
        outcome="n’a pas commencé",
        happened=f"Le passage prévu {say_moment(planned)} attend toujours : personne ne le prend.",
        since=planned,
        to_do=(
            "Sur la machine : systemctl status relocalisons-worker ; dans Prefect, « Work Pools » "
            "dit si l’exécution est en pause ou si sa limite est atteinte.",
            "D’autres passages du jour attendent peut-être aussi : ils ne sont pas annoncés un à "
            "un.",
        ),
        reference=alarm.run_name,
    )
    return _once(
        settings,
        f"late:{now.date().isoformat()}",
        lambda: write_to_operator(
            settings, lambda context: render_failure(notice, context=context), facts=_FACTS
        ),
    )


def _tell_missed(settings: Settings, kind: RunKind) -> bool:
    """Once a silence: the store knows when a follow-up last ended, whatever the server missed."""
    now = clock_of(settings)()
    with open_store(settings.store_url) as store:
        last = last_end(store, settings.programme.code, kind=kind.value)
    if last is not None and now - last < missed_after():
        return True
    since = (last or now).astimezone(settings.zone)
    notice = FailureNotice(
        flow=kind.french,
        outcome=f"n’a {'pas' if last is None else 'plus'} lieu depuis",
        happened=f"Aucun passage de {quote(kind.french)} ne s’est terminé depuis plus d’un jour.",
        since=since,
        not_done=(kind.not_done, "Les retards et les réponses depuis cette date ne sont pas lus."),
        to_do=(
            "Prévenez l’exploitant : la machine ou le calendrier des passages est arrêté.",
            "Pour l’exploitant : systemctl status relocalisons-server relocalisons-worker ; dans "
            "Prefect, la page du déploiement dit si son calendrier est actif.",
        ),
    )
    return _once(
        settings,
        f"missed:{last.isoformat() if last else 'first'}",
        lambda: write_to_coordination(
            settings,
            lambda reader: render_failure(notice, context=context_without_links(settings, reader)),
            facts=_FACTS,
            operator=True,
        ),
    )


def _once(settings: Settings, key: str, write: Callable[[], bool]) -> bool:
    """Claimed, then written; False when it is still to be told."""
    about, clock = {"programme": settings.programme.code, "key": key}, clock_of(settings)
    with open_store(settings.store_url) as store:
        if not claim_alert(store, **about, at=clock()):
            return is_alert_told(store, **about)
        told = False
        try:
            told = write()
        finally:
            end_alert(store, **about, told=told, at=clock())
    return told
