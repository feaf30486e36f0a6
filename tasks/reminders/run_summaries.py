"""What the flows of reminders say when they end: what waits, what left, what did not and why."""

from collections.abc import Sequence

from relocalisons.core.kernel.words.french import count_of, name_some, plural_word
from relocalisons.core.reminders.digests import ReminderPlan
from relocalisons.core.reminders.urgent import say_urgent
from relocalisons.store.mails.notices import Notice, NoticeState
from tasks.night.console import NOTHING_TO_DO, TO_CORRECT, TO_DECIDE
from tasks.night.run_artifacts import IDLE, say
from tasks.reminders.release_steps import Released
from tasks.reminders.safety_hold_steps import WeekSafetyHolds
from tasks.reminders.settlement_steps import SendSummary
from tasks.run.programme_run import ProgrammeRun

_NAMED = 30  # partners of whom the same is said; « Relances » has them all


def tell_reminders(
    run: ProgrammeRun,
    plan: ReminderPlan,
    notices: tuple[Notice, ...],
    *,
    safety_holds: WeekSafetyHolds | None = None,
    notes: Sequence[str] = (),
) -> str:
    """What waits for her decision, who is to be called, what is not sent; then the `notes`."""
    held = sum(1 for one in notices if one.state is NoticeState.HELD)
    done = [
        f"{count_of(held, 'message')} {plural_word(held, 'attend', 'attendent')} votre décision "
        "dans « Relances ».",
        f"{count_of(len(plan.call_list), 'partenaire')} à appeler.",
    ]
    if plan.urgent:
        done.extend(f"{each}." for each in say_urgent(plan.urgent))
    reasons = [safety_hold.reason for safety_hold in safety_holds.told] if safety_holds else []
    reasons += safety_holds.lifted if safety_holds else ()
    by_reason: dict[str, list[str]] = {}
    for skipped in plan.skipped:
        if skipped.finding_key is None:
            who = f"{skipped.partner}{f' ({skipped.role})' if skipped.role else ''}"
            by_reason.setdefault(skipped.reason, []).append(who)
    reasons += [f"{name_some(who, limit=_NAMED)} : {why}." for why, who in by_reason.items()]
    state = TO_DECIDE if held else ""
    return say(run, done=done, left_out=(*reasons, *notes), state=state)


def tell_settlement(run: ProgrammeRun, sent: SendSummary | None, sentences: Sequence[str]) -> str:
    """What left, what was kept and why, what is in doubt."""
    if sent is None:
        return say(run, done=(IDLE,), left_out=(), state=NOTHING_TO_DO)
    done = [say_sent(sent)]
    return say(run, done=done, left_out=(*say_not_sent(sent), *sentences))


def tell_release(
    run: ProgrammeRun,
    released: Released,
    sent: SendSummary | None,
    *,
    notes: Sequence[str] = (),
) -> str:
    """What the form released, what left, and what did not with why; then the `notes`.

    `sent` is None without a send: a rehearsal tells how many mails would leave, and how.
    """
    count = len(released.partners)
    left_out = [f"{sentence}." for sentence in released.left_out]
    if released.ready and not released.refused:
        leave = plural_word(released.ready, "part", "partent")
        left_out.append(
            f"{count_of(released.ready, 'message')} {leave} aussi, en plus de ce nombre : vous les "
            "aviez déjà validés."
        )
    if sent is None:
        state = TO_CORRECT if released.refused else ""
        return say(run, done=_rehearsed(released), left_out=left_out, state=state)
    done = [
        f"{count_of(count, 'message')} {plural_word(count, 'validé')}.",
        say_sent(sent),
    ]
    return say(run, done=done, left_out=(*left_out, *say_not_sent(sent), *notes))


def say_sent(sent: SendSummary) -> str:
    """« 12 messages envoyés. »."""
    return f"{count_of(len(sent.sent), 'message')} {plural_word(len(sent.sent), 'envoyé')}."


def say_not_sent(sent: SendSummary) -> list[str]:
    """What was kept and why, what is in doubt, and why the rest was not tried."""
    said = [f"{partner} : {reason}." for partner, reason in sent.kept]
    said += [f"{who} : envoi incertain, jamais renvoyé de lui-même." for who in sent.uncertain]
    return [*said, f"{sent.stopped}."] if sent.stopped else said


def _rehearsed(released: Released) -> list[str]:
    count = len(released.partners)
    who = f" : {', '.join(released.partners)}" if count else ""
    would = f"{count_of(count, 'message')} {plural_word(count, 'partirait', 'partiraient')}{who}."
    if released.refused:
        refused = released.refused.rstrip(".")
        return [f"{refused[:1].upper()}{refused[1:]}.", *([would] if count else ())]
    if not count:
        return ["Aucun message à envoyer : aucun n’attend sans frein ni décision à part."]
    how = f"Pour les envoyer : « À blanc » désactivé, « Nombre de messages » {count}."
    return [would, how]
