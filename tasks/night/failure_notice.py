"""A failed or crashed run is told to the coordinator and the operator, once per cause.

These are hooks of the flows: they run in the process of the run and need no Prefect server. A hook
that fails is logged and nothing more: it must never hide the failure it tells.
"""

import hashlib
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from relocalisons.core.kernel.definition import Subject
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.errors import ConfigurationError, RelocalisonsError, SourceError, TransientError
from relocalisons.rendering.mails.mail import render_failure
from relocalisons.rendering.mails.messages import FailureNotice
from relocalisons.settings import Settings, load_settings
from relocalisons.store.failures import failing, failure_told, note_failure
from relocalisons.store.mails.alerts import is_alert_told, run_key, run_needs_no_telling
from relocalisons.store.opening import open_store
from relocalisons.store.readings.subjects import remembered_subjects
from relocalisons.store.runs import DeadRun
from tasks.mail.coordination import context_without_links, write_to_coordination
from tasks.night.console import asked_of, page_of_run, show_failure
from tasks.night.failure_place import place_of_failure
from tasks.night.operator_notice import tell_unloadable
from tasks.night.told_marks import is_told, remember_told
from tasks.run.clock import clock_of, machine_time

logger = logging.getLogger("relocalisons.failure")


def tell_failure(flow: Any, flow_run: Any, state: Any) -> None:
    """Prefect hook of `on_failure` and `on_crashed`."""
    try:
        kind, error = RunKind(flow.fn.__name__), _error_of(state)
        asked = asked_of(flow_run.parameters)
        _show(flow_run, str(asked.get("programme", "")), kind=kind, error=error)
        if asked.get("dry_run", True):
            return  # whoever rehearses looks at the result; a rehearsal writes to nobody
        programme = str(asked.get("programme", ""))
        try:
            settings = load_settings(programme)
        except ConfigurationError as problem:
            told = tell_unloadable(programme, kind=kind, error=problem)
        else:
            told = tell(
                settings,
                kind=kind,
                error=error,
                reference=str(flow_run.name),
                run_id=str(flow_run.id),
            )
        logger.warning("failure of %s %s", flow.fn.__name__, "told" if told else "known already")
    except Exception:
        logger.exception("the failure of %s could not be told", getattr(flow, "name", "a flow"))


def _show(flow_run: Any, programme: str, *, kind: RunKind, error: BaseException | None) -> None:
    """A page beside the failed run, even where the settings cannot be read; never raises."""
    try:
        try:
            settings = load_settings(programme)
        except ConfigurationError:
            notice = failure_of(kind, error, since=machine_time().astimezone(), reference="")
        else:
            since = clock_of(settings)().astimezone(settings.zone)
            works = _works(settings)
            notice = failure_of(kind, error, since=since, reference="", works=works)
        show_failure(flow_run.id, notice, kind=kind)
    except Exception:
        logger.exception("the failure of %s has no page", kind.value)


def tell_crash(settings: Settings, *, kind: RunKind, dead: Sequence[DeadRun]) -> None:
    """Tell that earlier runs were killed, once for all of them; never raises."""
    try:
        for one in dead:
            tell(
                settings,
                kind=kind,
                error=None,
                reference="",
                since=one.started_at,
                run_id=one.prefect_run,
            )
    except Exception:
        logger.exception("the crash of %s could not be told", kind.value)


def tell(
    settings: Settings,
    *,
    kind: RunKind,
    error: BaseException | None,
    reference: str,
    since: datetime | None = None,
    run_id: str = "",
) -> bool:
    """Tell one failure; False when the same cause of the same flow was already told.

    `since` is when it began; now when it is not given. `run_id`: Prefect's, by which the alarms
    of its server know that nothing is left to tell (`is_run_told`).
    """
    at = since or clock_of(settings)()
    cause = _cause(error)
    is_new, since = _note(settings, kind=kind, cause=cause, at=at)
    if not is_new:
        _remember_run(settings, run_id)
        return False
    notice = failure_of(
        kind,
        error,
        since=since.astimezone(settings.zone),
        reference=reference,
        works=_works(settings),
    )
    notice = replace(notice, page=page_of_run(run_id))
    opens = place_of_failure(settings, notice.happened)
    told = write_to_coordination(
        settings,
        lambda reader: render_failure(
            notice, context=replace(context_without_links(settings, reader), pilotage_url=opens)
        ),
        facts={"kind": "failure", "flow": kind.value},
        operator=True,
    )
    if told:
        _remember_told(settings, kind=kind, cause=cause, at=at)
        _remember_run(settings, run_id)
    return told


def is_run_told(settings: Settings, run_id: str) -> bool:
    """Whether the failure of that run of Prefect is known to people; raises with its store."""
    with open_store(settings.store_url) as store:
        return is_alert_told(store, programme=settings.programme.code, key=run_key(run_id))


def _remember_run(settings: Settings, run_id: str) -> None:
    """So that an alarm about the same run is silent; never raises."""
    if not run_id:
        return
    at = clock_of(settings)()
    try:
        with open_store(settings.store_url) as store:
            run_needs_no_telling(
                store, programme=settings.programme.code, prefect_run=run_id, at=at
            )
    except Exception:
        logger.exception("the store cannot remember that the failure of a run was told")


def failure_of(
    kind: RunKind,
    error: BaseException | None,
    *,
    since: datetime,
    reference: str,
    works: Collection[RunKind] = tuple(RunKind),
) -> FailureNotice:
    """What is told of a failure; `error` is None when the process was killed.

    `works`: the flows of which something may be promised.
    """
    happened, to_do = explain(error)
    return FailureNotice(
        flow=kind.french,
        happened=happened,
        since=since,
        not_done=(kind.not_done,),
        still_works=_still_works(kind, error, works),
        to_do=to_do,
        reference=reference,
    )


def _still_works(
    kind: RunKind, error: BaseException | None, works: Collection[RunKind]
) -> tuple[str, ...]:
    """What can honestly be promised.

    Without « Pilotage », a key or Google, no flow works: a sheet of a partner never ends a run.
    """
    if isinstance(error, RelocalisonsError):
        return (
            "Vos onglets et documents gardent leur dernier contenu ; aucun message ne partira "
            "deux fois.",
        )
    return tuple(
        f"{other.still_works[0].upper()}{other.still_works[1:]}."
        for other in RunKind
        if other is not kind and other.still_works and other in works
    )


def _works(settings: Settings) -> Collection[RunKind]:
    """The flows of what the programme follows, but those that failed and have not worked since;
    of the others' subjects none when the store itself is what fails.
    """
    followed: Collection[Subject] = ()
    broken: Collection[str] = ()
    try:
        with open_store(settings.store_url) as store:
            followed = remembered_subjects(store, settings.programme.code)
            broken = failing(store, programme=settings.programme.code)
    except Exception:
        logger.exception("the store cannot say what the programme follows, nor what fails")
    return [
        kind
        for kind in RunKind
        if (kind.subject is None or kind.subject in followed) and kind.value not in broken
    ]


def explain(error: BaseException | None) -> tuple[str, tuple[str, ...]]:
    """(what happened, what to do) in French; never the content of a cell or an address."""
    if isinstance(error, SourceError):
        return str(error), ("Corrigez ce point : le prochain passage reprendra tout seul.",)
    if isinstance(error, TransientError):
        return str(error), ("Rien à faire pour l’instant : le prochain passage réessaiera.",)
    if isinstance(error, ConfigurationError):
        return (
            "Un réglage du service est à corriger par l’exploitant.",
            (f"Pour l’exploitant : {error}",),
        )
    if error is None:
        return (
            "Le service s’est arrêté en plein travail (machine redémarrée ou processus tué).",
            ("Le prochain passage reprendra ; prévenez l’exploitant si cela se répète.",),
        )
    if isinstance(error, SystemExit):
        code = f" (code {error.code})" if isinstance(error.code, int) else ""
        return (
            f"Ce passage s’est arrêté de lui-même avant la fin{code} ; ce n’est pas dû à vos "
            "feuilles.",
            ("Pour l’exploitant : SystemExit, détails dans l’interface Prefect.",),
        )
    if not isinstance(error, Exception):
        return (
            "Ce passage a été arrêté de l’extérieur avant la fin (service ou machine arrêtés).",
            ("Le prochain passage reprendra ; prévenez l’exploitant si cela se répète.",),
        )
    return (
        "Une erreur imprévue a arrêté ce passage ; ce n’est pas dû à vos feuilles.",
        (f"Pour l’exploitant : {type(error).__name__}, détails dans l’interface Prefect.",),
    )


def _error_of(state: Any) -> BaseException | None:
    """The exception behind a failed or crashed state, or None when the process just ended."""
    data = getattr(state, "data", None)
    if isinstance(data, BaseException):
        return data
    result = getattr(data, "result", None)
    return result if isinstance(result, BaseException) else None


def _cause(error: BaseException | None) -> str:
    """The same failure gives the same cause: its kind, and our own words when a person must act.

    While Google is down, each run may stop at another workbook: that is one cause, not many.
    """
    to_mend = isinstance(error, RelocalisonsError) and not isinstance(error, TransientError)
    words = str(error) if to_mend else ""
    return hashlib.sha256(f"{type(error).__name__}:{words}".encode()).hexdigest()


def _note(settings: Settings, *, kind: RunKind, cause: str, at: datetime) -> tuple[bool, datetime]:
    """Remember the cause in the store, or beside it when the store itself is what fails."""
    try:
        with open_store(settings.store_url) as store:
            return note_failure(
                store, programme=settings.programme.code, kind=kind.value, cause=cause, at=at
            )
    except Exception:
        logger.exception("the store cannot remember a failure; a file does")
        what = _mark(settings, kind=kind, cause=cause)
        return not is_told(settings.state_dir, what, at=at), at


def _remember_told(settings: Settings, *, kind: RunKind, cause: str, at: datetime) -> None:
    try:
        with open_store(settings.store_url) as store:
            failure_told(store, programme=settings.programme.code, kind=kind.value, cause=cause)
    except Exception:
        logger.exception("the store cannot remember that a failure was told; a file does")
        remember_told(settings.state_dir, _mark(settings, kind=kind, cause=cause), at=at)


def _mark(settings: Settings, *, kind: RunKind, cause: str) -> str:
    return f"{settings.programme.code}-{kind.value}-{cause[:16]}"
