"""What a person must know of the sending itself: doubts, and a first sending that waits.

Each doubt is told once, to the coordination and the operator, in one mail for all that are new.
"""

import logging

from relocalisons.errors import RelocalisonsError
from relocalisons.rendering.mails.context import RenderedMail
from relocalisons.rendering.mails.sending_mail import (
    DoubtfulMail,
    render_doubts,
    render_first_sending,
)
from relocalisons.store.mails.notices import Notice, NoticeState, notices_in
from tasks.mail.coordination import alert_new, alert_once, mail_context
from tasks.run.programme_run import ProgrammeRun

IN_DOUBT = (NoticeState.UNSETTLED, NoticeState.SILENT)

_log = logging.getLogger("relocalisons.sending")


def tell_doubts(run: ProgrammeRun) -> int:
    """Tell the doubts that nobody was told of; how many. Failing to tell stops nothing.

    They stand in « Relances » and in Friday's summary as well, whatever becomes of this mail.
    """
    doubtful = {_key(one): one for one in notices_in(run.store, run.code, IN_DOUBT)}

    def mail(new: tuple[Notice, ...], reader: str) -> RenderedMail:
        doubts = [_doubt(run, one) for one in new]
        return render_doubts(doubts, code=run.code, context=mail_context(run, reader))

    try:
        return alert_new(run, doubtful, mail, kind="doubt", operator=True)
    except RelocalisonsError as error:
        _log.warning("doubts could not be told: %s", type(error).__name__)
        return 0


def tell_first_sending(run: ProgrammeRun, count: int) -> bool:
    """The first real sending of the programme waits for a person: told once."""
    return alert_once(
        run,
        "first_sending",
        lambda reader: render_first_sending(
            count, code=run.code, context=mail_context(run, reader)
        ),
        kind="first_sending",
        operator=True,
    )


def _key(notice: Notice) -> str:
    """A mail that was settled, sent anew and is in doubt again is news again."""
    return f"doubt:{notice.state.value}:{notice.attempts}:{notice.key}"


def _doubt(run: ProgrammeRun, notice: Notice) -> DoubtfulMail:
    return DoubtfulMail(
        key=notice.key,
        partner=notice.partner,
        subject=notice.subject,
        reason=notice.reason,
        since=notice.changed_at.astimezone(run.settings.zone),
    )
