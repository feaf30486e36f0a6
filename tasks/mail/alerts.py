"""Something told once to the coordination: claimed in the store, then sent."""

from collections.abc import Callable

from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.store.mails.alerts import claim_alert, end_alert
from tasks.mail.coordinator_mail import write_to_coordination
from tasks.run.programme_run import ProgrammeRun


def alert_once(
    run: ProgrammeRun,
    key: str,
    mail: Callable[[str], RenderedMail],
    *,
    kind: str,
    operator: bool = False,
) -> bool:
    """Send a mail to the coordinator and her deputy unless that `key` was told before.

    `key` says what is told and when (`decision_request:2026-W10`); `mail` is only rendered when
    it leaves, for each reader (`write_to_coordination`). With `operator` it goes to the operator
    too. Nothing leaves in a rehearsal.
    """
    if run.dry_run:
        return False
    if not claim_alert(run.store, programme=run.code, key=key, at=run.clock()):
        return False
    told = False
    try:
        told = write_to_coordination(run.settings, mail, facts={"kind": kind}, operator=operator)
    finally:
        end_alert(run.store, programme=run.code, key=key, told=told, at=run.clock())
    return told
