"""Her mail about the answers that a night read: what stands, what is proposed, and the words."""

from collections.abc import Iterator
from dataclasses import replace

from relocalisons.core.kernel.words.french import NBSP, count_of
from relocalisons.core.proposals.model import ProposalState
from relocalisons.core.proposals.offers import say_change
from relocalisons.core.tables import TO_DO
from relocalisons.rendering.mails.replies_mail import ReplyNotice, render_replies
from relocalisons.store.mails.alerts import told_of
from tasks.mail.coordination import alert_new, mail_context
from tasks.replies.arrived import close_arrived
from tasks.replies.reading import ReadAnswer, Received
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.rows_opened import address_of_first
from tasks.run.steps import step


@step("Dire les réponses lues")
def tell_replies(
    run: ProgrammeRun, assessment: Assessment, received: tuple[Received, ...]
) -> tuple[str, ...]:
    """One mail for each way they came; what is said of it in the summary."""
    return tuple(line for each in received for line in _tell(run, assessment, each))


def _tell(run: ProgrammeRun, assessment: Assessment, received: Received) -> Iterator[str]:
    if received.trouble:
        yield received.trouble
    if not received.answers:
        return
    told = told_of(run.store, run.code, [each.key for each in received.answers])
    new = {each.key: _notice(each, assessment) for each in received.answers if each.key not in told}
    members = {change.key for each in received.answers for change in each.kept}
    acts = [str(act.key) for act in assessment.acts.acts if members & {*act.member_keys}]
    opens = address_of_first(run, assessment.pilotage, TO_DO.title, acts)
    said = alert_new(
        run,
        new,
        lambda some, reader: render_replies(
            some, context=mail_context(run, reader, opens=opens), arrived=received.arrived
        ),
        kind="replies",
    )
    if received.arrived and said == len(new):
        close_arrived(run, received)
    yield from _summary(received, told=said == len(new), rehearsal=run.dry_run)


def _notice(answer: ReadAnswer, assessment: Assessment) -> ReplyNotice:
    said = tuple(
        say_change(each, assessment.programme)
        for each in answer.kept
        if each.state is ProposalState.OPEN
    )
    return replace(answer.notice, proposals=said)


def _summary(received: Received, *, told: bool, rehearsal: bool) -> Iterator[str]:
    one, many = ("arrivée", "arrivées") if received.arrived else ("reçue", "reçues")
    count = count_of(len(received.answers), f"réponse {one} lue", f"réponses {many} lues")
    if rehearsal:
        yield f"{count}{NBSP}; rien n’est dit ni rangé à blanc."
    elif told:
        yield f"{count}, à lire dans le mail qui vous en parle."
    else:
        yield f"{count}{NBSP}; leur mail n’est pas parti, nouvel essai au prochain passage."
    if received.left:
        yield f"{count_of(received.left, 'autre réponse', 'autres réponses')} au prochain passage."
