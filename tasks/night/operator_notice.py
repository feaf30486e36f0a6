"""What is told to the operator alone, when no programme can say whom to write to.

From the environment only: an operator's address and the key of the mail vendor. An invented
programme never reaches the real one. Nothing here raises: it runs where something failed already.
"""

import hashlib
import logging

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.french import quote
from relocalisons.operator import operator_settings
from relocalisons.rendering.mails.mail import render_failure
from relocalisons.rendering.mails.messages import FailureNotice
from tasks.mail.coordination import context_without_links, write_to_coordination
from tasks.night.told_marks import forget_told, is_told, remember_told
from tasks.run.clock import machine_time

logger = logging.getLogger("relocalisons.operator")


def tell_unloadable(programme: str, *, kind: RunKind, error: BaseException) -> bool:
    """Tell that the settings of a programme cannot be read; once a day for all its flows.

    False when it is still to be told.
    """
    cause = hashlib.sha256(f"{programme}:{error}".encode()).hexdigest()[:16]
    return tell_operator(
        f"unloadable-{cause}",
        programme=programme,
        flow=kind.french,
        happened=f"Les réglages du programme {quote(programme)} ne se lisent pas : aucun de ses "
        "passages ne peut se faire, et la coordination ne peut pas être prévenue.",
        not_done=(kind.not_done,),
        to_do=(
            f"Corrigez ce qui suit, puis relancez. {error}",
            f"Pour vérifier : relocalisons check --programme {programme}",
        ),
    )


def tell_operator(
    what: str,
    *,
    flow: str,
    happened: str,
    to_do: tuple[str, ...],
    not_done: tuple[str, ...] = (),
    programme: str = "",
    outcome: str = "n’a pas abouti",
) -> bool:
    """One mail a day about `what` (a name of letters, digits and dashes).

    False when it is still to be told: the mail was refused, or could not be made.
    """
    try:
        settings = operator_settings(programme)
        if settings is None:
            logger.warning("%s: nobody is written to (RELOCALISONS_OPERATOR_EMAIL)", what)
            return True
        at = machine_time().astimezone(settings.zone)
        if is_told(settings.state_dir, what, at=at):
            return True
        notice = FailureNotice(
            flow=flow,
            happened=happened,
            since=at,
            not_done=not_done,
            to_do=to_do,
            outcome=outcome,
        )
        told = write_to_coordination(
            settings,
            lambda reader: render_failure(notice, context=context_without_links(settings, reader)),
            facts={"kind": "failure"},
        )
        if told:
            remember_told(settings.state_dir, what, at=at)
        return told
    except Exception:
        logger.exception("%s could not be told to the operator", what)
        return False


def forget_operator(what: str) -> None:
    """What was told is over; never raises."""
    try:
        settings = operator_settings()
        if settings is not None:
            forget_told(settings.state_dir, what)
    except Exception:
        logger.exception("that %s is over could not be remembered", what)
