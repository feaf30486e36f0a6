"""Releasing held mails: by her cell, by the form of the flow or from a terminal, in one way.

Release takes stored blocks and assembles them again: no line is planned or worded anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from relocalisons.core.assessment.lives import same_line
from relocalisons.core.kernel.calendar.week_choice import WEEKS, day_of_week_asked
from relocalisons.core.kernel.model import Decision, Trait
from relocalisons.core.kernel.words.french import count_of, join_words, plural_word
from relocalisons.core.partners.asked import partners_asked
from relocalisons.core.programme.decisions.decisions import SEND_ALL, normalised
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.order_answers import say_decision
from relocalisons.core.reminders.people import person_key
from relocalisons.core.reminders.rules.release import StillOpen, keep_what_may_leave, say_left_out
from relocalisons.rendering.mails.mail import render_digest
from relocalisons.store.mails.ledger import Act, ActKind, acts_on
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.notices import Notice, NoticeState, move, notices_in, notices_of_week
from relocalisons.store.masking import mask_addresses
from relocalisons.store.readings.decisions import (
    decided_at,
    decisions_in_force,
    record_decisions,
    words_on_findings,
)
from tasks.mail.answer_page.offered import open_page, with_its_page
from tasks.mail.coordination import mail_context
from tasks.mail.privacy_link import as_prepared
from tasks.reminders.approval import digest_of
from tasks.reminders.reminder_steps import (
    ASKED_SUBJECT,
    asked_subject,
    body_of,
    has_safety_hold,
    needs_own_decision,
)
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.run_requests import ReleaseRequest

_FORM = "Formulaire « Envoyer les relances validées »"
_BY_FORM = "form:"  # before a notice key, among her words: she said it in the form


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Her decision as the ledger keeps it: `where` and `words` in French, `at` first read."""

    where: str
    words: str
    at: datetime

    def by_whom(self, run: ProgrammeRun) -> str:
        """Where it was said, and by whom while the coordinator is away."""
        settings = run.settings
        if settings.in_charge is settings.mail.coordinator:
            return self.where
        instead = f"en l’absence de {settings.mail.coordinator.name}"
        return f"{self.where}, par {settings.in_charge.name} {instead}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What the form released, and in sentences what it did not.

    In a rehearsal `partners` are those whose mails would leave. `refused` says why nothing was
    released at all, empty when something was. `ready` counts the mails that she had approved
    before and that leave with these.
    """

    partners: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    refused: str = ""
    ready: int = 0


def release_notice(
    run: ProgrammeRun,
    notice: Notice,
    *,
    approved: frozenset[str],
    still_open: StillOpen,
    said: Said,
) -> NoticeState:
    """HELD → READY with the mail as it will leave, and her decision in the ledger; its state.

    `approved`: keys of naming lines that she approved; `still_open` tells which lines still hold.
    With nothing left to say the mail lapses.
    """
    decided = _decided(run, notice, said)
    if notice.kind not in DIGESTS:
        _move(run, notice, NoticeState.READY, decided=decided)
        return NoticeState.READY
    digest = digest_of(notice)
    settled = frozenset(line.finding_key for line in digest.lines if not still_open.says(line))
    unseen = frozenset(line.finding_key for line in digest.lines if still_open.is_lost(line))
    release = keep_what_may_leave(digest, approved=approved, settled=settled, unseen=unseen)
    if release.digest is None:
        reason = "tout a été réglé depuis : plus rien à demander"
        if unseen:
            reason = f"plus rien à demander : {say_left_out(release)}"
        _move(run, notice, NoticeState.LAPSED, reason=reason)
        return NoticeState.LAPSED
    mail = render_digest(
        release.digest, context=with_its_page(as_prepared(mail_context(run), notice), notice)
    )
    open_page(run, notice, release.digest)
    move(
        run.store,
        notice.key,
        of=(NoticeState.HELD,),
        to=NoticeState.READY,
        at=run.clock(),
        reason=say_left_out(release),
        subject=mail.subject,
        body=body_of(
            release.digest,
            mail,
            beside={**(notice.body or {}), ASKED_SUBJECT: asked_subject(notice)},
        ),
        line_count=len(release.digest.lines),
        untold=frozenset(line.finding_key for line in digest.lines)
        - {line.finding_key for line in release.digest.lines},
        decided=decided,
    )
    return NoticeState.READY


def waits_for_a_new_word(run: ProgrammeRun, undecided: Iterable[Notice]) -> frozenset[str]:
    """Keys of the mails asked about again, and about which she said nothing since.

    The operator wants to send them once more, or their row did not show them when she decided:
    the « envoyer » that stands on their line was for something else.
    """
    again = [one.key for one in undecided if one.state is NoticeState.HELD]
    if not again:
        return frozenset()
    asked = {
        act.subject: act.at
        for act in acts_on(run.store, run.code, again)
        if act.kind in (ActKind.RESEND, ActKind.ASKED_AGAIN)
    }
    return _undecided_since(run, asked)


def unanswered_safety_holds(run: ProgrammeRun, undecided: Iterable[Notice]) -> frozenset[str]:
    """Keys of the held mails whose safety hold is younger than the words beside them."""
    put_at = {
        one.key: datetime.fromisoformat(one.body["braked"]["at"])
        for one in undecided
        if one.state is NoticeState.HELD and one.body and "braked" in one.body
    }
    return _undecided_since(run, put_at)


def _undecided_since(run: ProgrammeRun, asked: Mapping[str, datetime]) -> frozenset[str]:
    """Keys of those about which nothing was decided after they were asked."""
    said = decided_at(run.store, run.code) if asked else {}
    return frozenset(key for key, at in asked.items() if key not in said or said[key] <= at)


def say_retained(notices: Iterable[Notice]) -> tuple[str, ...]:
    """« 1 message retenu : adresse changée (P08) », for each kind of safety hold on these mails."""
    by_kind: dict[str, list[str]] = {}
    for one in notices:
        if has_safety_hold(one):
            kind = (one.body or {}).get("braked", {}).get("short") or "à vérifier"
            by_kind.setdefault(kind, []).append(person_key(one.partner, one.role))
    return tuple(
        f"{count_of(len(who), 'message')} {plural_word(len(who), 'retenu')} : {kind} "
        f"({', '.join(sorted(who))}), à décider sur sa ligne de « Relances »"
        for kind, who in sorted(by_kind.items())
    )


def still_to_be_said(run: ProgrammeRun, assessment: Assessment) -> StillOpen:
    """The findings that are open today, with what she decided about them until this minute.

    A line prepared as « à échéance proche » that is late by now still stands, with her words.
    """
    words = dict(words_on_findings(run.store, run.code, zone=run.settings.zone))
    standing = [one.finding for one in assessment.open_findings]
    for one in standing:
        for earlier in (*same_line(one), *one.members) if one.key in words else ():
            words[earlier] = words[one.key]
    return StillOpen(
        keys=frozenset(key for one in standing for key in (one.key, *one.members, *same_line(one))),
        words=words,
        unseen=frozenset(
            key
            for one in assessment.unseen_findings
            for key in (one.finding.key, *one.finding.members)
        ),
        gone=frozenset(
            normalised(one.subject.rpartition("/")[2])
            for one in standing
            if one.kind.has(Trait.LINE_GONE)
        ),
        as_of=run.as_of,
    )


def release_by_form(
    run: ProgrammeRun,
    assessment: Assessment,
    *,
    week: str,
    partners: str,
    naming_lines: bool,
    count: int,
) -> Released:
    """Release the held mails of a week: all of them, or those of some partners.

    `partners` names some by code, whole name or person (`P07/suppléant`); empty means all, but for
    mails that need a decision of their own: those must be named. A name that nobody has is refused.
    What a safety hold keeps is never released here. `count` is how many mails she means: when it
    differs nothing is released. What is no longer held is said. A rehearsal tells how many they
    are, and changes nothing.
    """
    programme = assessment.programme
    asked = partners_asked(partners, partners=programme.partners, names=programme.names)
    if asked.unknown:
        return Released(refused=asked.unknown)
    wanted = {_folded(code) for code in asked.codes}
    held = [
        one
        for one in notices_of_week(run.store, run.code, week)
        if one.state is NoticeState.HELD and (not wanted or _names(one) & wanted)
    ]
    ready = len(notices_in(run.store, run.code, (NoticeState.READY,)))
    still_open = still_to_be_said(run, assessment)
    sentences = list(say_retained(held))
    chosen: dict[str, frozenset[str]] = {}  # notice key → naming lines approved
    for one in held:
        if has_safety_hold(one):
            continue
        if needs_own_decision(one) and not wanted & _names(one, alone=True):
            why = one.reason or "message au suppléant"
            who = person_key(one.partner, one.role)
            sentences.append(f"{who} : à nommer pour l’envoyer ({why})")
            continue
        worded = digest_of(one).naming_lines if naming_lines and one.kind in DIGESTS else ()
        chosen[one.key] = frozenset(line.key for line in worded)
    leaving = [
        one
        for one in held
        if one.key in chosen
        and _says_something(one, approved=chosen[one.key], still_open=still_open)
    ]
    sentences += [
        f"{person_key(one.partner, one.role)} : tout a été réglé depuis, plus rien à demander"
        for one in held
        if one.key in chosen and one not in leaving
    ]
    unknown = wanted - {name for one in held for name in _names(one)}
    if unknown:
        codes = join_words(sorted(code.upper() for code in unknown))
        sentences.append(f"{codes} : aucun message en attente de décision cette semaine-là")
    refused = "" if run.dry_run else _why_refused(count, found=len(leaving))
    if not (run.dry_run or refused):
        for one in held:
            if one.key in chosen:
                said = Said(where=_FORM, words=_words_of(one, wanted), at=run.clock())
                release_notice(run, one, approved=chosen[one.key], still_open=still_open, said=said)
        _remember(run, leaving)
    return Released(
        partners=tuple(person_key(one.partner, one.role) for one in leaving),
        left_out=tuple(sentences),
        refused=refused,
        ready=ready,
    )


def _says_something(notice: Notice, *, approved: frozenset[str], still_open: StillOpen) -> bool:
    """Whether something is left to say in a mail, of the lines that may leave."""
    if notice.kind not in DIGESTS:
        return True
    digest = digest_of(notice)
    return digest.welcome or any(
        still_open.says(line) and (not line.names_partner or line.key in approved)
        for line in digest.lines
    )


def _why_refused(count: int, *, found: int) -> str:
    if count == found:
        return ""
    there = f"il y en a {found}" if found else "il n’y en a aucun"
    wrote = f"vous avez écrit {count}" if count else "vous n’avez pas écrit le nombre de messages"
    return f"{wrote}, {there} : rien n’est parti"


def week_asked(request: ReleaseRequest, *, today: date) -> str:
    """The ISO week that the form means. Raises RequestError when it names none."""
    if request.week and request.week not in WEEKS:
        return request.week
    return iso_week(day_of_week_asked(request.week, other=request.week_day, today=today))


def released_by_form(run: ProgrammeRun) -> frozenset[str]:
    """Keys of the notices that she released in the form: an empty cell takes none back."""
    words = decisions_in_force(run.store, run.code)
    return frozenset(key.removeprefix(_BY_FORM) for key in words if key.startswith(_BY_FORM))


def _remember(run: ProgrammeRun, released: Iterable[Notice]) -> None:
    record_decisions(
        run.store,
        [Decision(key=f"{_BY_FORM}{one.key}", decision=SEND_ALL, note="") for one in released],
        programme=run.code,
        at=run.clock(),
    )


def _names(notice: Notice, *, alone: bool = False) -> frozenset[str]:
    """How the form may name it; a mail to a deputy only by its person."""
    person = _folded(person_key(notice.partner, notice.role))
    code = _folded(notice.partner)
    return frozenset({person} if alone and notice.kind == "escalation" else {person, code})


def _words_of(notice: Notice, wanted: set[str]) -> str:
    return person_key(notice.partner, notice.role) if wanted else SEND_ALL


def ledger_reason(run: ProgrammeRun, said: Said) -> str:
    """A decision as the ledger words it: where, by whom, which words, when first read."""
    at = said.at.astimezone(run.settings.zone)
    return mask_addresses(say_decision(said.words, where=said.by_whom(run), at=at))


def _decided(run: ProgrammeRun, notice: Notice, said: Said) -> Act:
    return Act(
        kind=ActKind.DECIDED,
        subject=notice.key,
        reason=ledger_reason(run, said),
        by="coordination",
        at=run.clock(),
        before=NoticeState.HELD.value,
    )


def _folded(code: str) -> str:
    return "".join(code.split()).casefold()


def _move(
    run: ProgrammeRun,
    notice: Notice,
    to: NoticeState,
    *,
    reason: str = "",
    decided: Act | None = None,
) -> None:
    move(
        run.store,
        notice.key,
        of=(NoticeState.HELD,),
        to=to,
        at=run.clock(),
        reason=reason,
        decided=decided,
    )
