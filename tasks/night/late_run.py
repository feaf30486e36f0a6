"""A run that started more than 12 h late is told to the coordinator, once per flow and day."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from relocalisons.errors import RelocalisonsError
from relocalisons.rendering.mails.context import MailContext
from relocalisons.rendering.mails.mail import render_late_run
from relocalisons.rendering.mails.messages import LateRunNotice
from relocalisons.store.failures import failure_told, note_failure
from tasks.mail.coordinator_mail import write_to_coordination
from tasks.run.flow_names import FLOW_NAMES
from tasks.run.programme_run import ProgrammeRun

logger = logging.getLogger("relocalisons.late_run")

KIND = "late_run"  # beside the failures of flows, which a success forgets: this one stays told


def tell_lateness(run: ProgrammeRun, *, done: Sequence[str], left_out: Sequence[str]) -> bool:
    """Tell what was still useful and what was left out; whether a mail left.

    A flow that runs every quarter of an hour would otherwise say the same thing all day. Nothing
    is told in a rehearsal. The work is done: failing to tell it fails nothing.
    """
    if run.dry_run:
        return False
    about = {
        "programme": run.code,
        "kind": KIND,
        "cause": f"{run.kind.value}:{run.started.date().isoformat()}",
    }
    is_new, _ = note_failure(run.store, at=run.clock(), **about)
    if not is_new:
        return False
    facts = run.settings.mail.coordinator
    notice = LateRunNotice(
        flow=FLOW_NAMES[run.kind],
        planned=run.planned,
        started=run.started,
        done=(*done, run.day.consequence) if run.day.useful else (),
        left_out=tuple(left_out) if run.day.useful else (run.day.consequence,),
    )
    context = MailContext(
        programme=run.settings.programme.name,
        coordinator=facts.name,
        coordinator_email=facts.email,
        coordinator_phone=facts.phone,
    )
    try:
        told = write_to_coordination(
            run.settings,
            lambda reader: render_late_run(notice, context=replace(context, reader=reader)),
            facts={"kind": KIND, "flow": run.kind.value},
            operator=True,
        )
    except RelocalisonsError:
        logger.exception("the lateness of %s could not be told", run.kind.value)
        return False
    if told:
        failure_told(run.store, **about)
    return told
