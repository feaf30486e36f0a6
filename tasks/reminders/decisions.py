"""Her words in « Relances », obeyed: each held mail goes where she said, and nowhere else."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from relocalisons.core.kernel.decisions import Meaning, Understood
from relocalisons.core.kernel.model import TabGrid
from relocalisons.core.kernel.words.french import quote, typo
from relocalisons.core.pilotage.reminder_identity import ShownRows, read_shown_rows
from relocalisons.core.programme.decisions.decision_tabs import (
    DecisionDoubt,
    DecisionTab,
    read_decision_tab,
    reminder_verdicts,
)
from relocalisons.core.programme.decisions.member_words import Member, spread
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.order_answers import answer_order, say_spent_order
from relocalisons.core.reminders.rules.release import StillOpen, line_row_key
from relocalisons.core.tables import REMINDERS
from relocalisons.store.mails.alerts import claim_alert, end_alert
from relocalisons.store.mails.ledger import ActKind, acts_on
from relocalisons.store.mails.mail_history import DIGESTS
from relocalisons.store.mails.meeting_notices import groups_shown, members_of
from relocalisons.store.mails.notices import Notice, NoticeState, move, notices_in
from relocalisons.store.mails.send_orders import (
    SendOrder,
    acted_orders,
    order_acted,
    order_in_cell,
)
from relocalisons.store.readings.decisions import decisions_in_force, record_decisions
from tasks.intake.relances_seen import texts_of
from tasks.reminders.approval import digest_of
from tasks.reminders.relances_tab import (
    ASK_ANEW,
    hold_again,
    order_meaning,
    say_words_on_no_mail,
)
from tasks.reminders.release_steps import (
    Said,
    ledger_reason,
    release_notice,
    released_by_form,
    say_retained,
    still_to_be_said,
    unanswered_safety_holds,
    waits_for_a_new_word,
)
from tasks.reminders.reminder_steps import needs_own_decision, reminder_rows
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

Groups = Mapping[str, tuple[Member, ...]]  # row of several equal mails → these

_INSTEAD: Mapping[Meaning, NoticeState] = {
    Meaning.NOT_THIS_TIME: NoticeState.DECLINED,
    Meaning.I_CALL: NoticeState.CALLING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pass:
    """All that a decision on one mail depends on, as read by this pass."""

    words: DecisionTab
    read_at: datetime
    shown: frozenset[str]
    weeks_shown: frozenset[str]  # weeks of which some row stands there
    altered: Mapping[str, int]  # key of a mail → the row that does not show it
    verdicts: Mapping[str, Understood]
    order: SendOrder | None  # that acts in this pass
    released_by_order: frozenset[str]
    released_by_form: frozenset[str]
    asked_again: frozenset[str]
    still_open: StillOpen

    def word(self, key: str) -> str:
        """What stands in « Décision » on the row of that key; empty when two rows contradict."""
        own = self.words.by_key().get(key)
        return own.decision if own is not None else ""

    def is_doubted(self, key: str) -> bool:
        """Whether a word stands there that nobody can follow."""
        return bool(self.word(key)) or any(doubt.key == key for doubt in self.words.doubts)


def obey_decisions(run: ProgrammeRun, assessment: Assessment) -> tuple[str, ...]:
    """Move each held mail as she decided; French sentences about words that are not followed.

    Only rows that stand in the tab count, and only beside the mail that they show. An order acts
    once, on the mails it covers.
    """
    tab = own_tab(assessment.pilotage, REMINDERS.title)
    if tab is None:
        return ()
    groups = members_of(groups_shown(run.store, run.code, week=iso_week(run.as_of)))
    words = spread(read_decision_tab(tab), groups)
    if words.header_lost:
        return tuple(doubt.message for doubt in words.doubts)
    record_decisions(
        run.store, words.decisions, programme=run.code, at=run.clock(), silent=words.silent
    )
    undecided = notices_in(run.store, run.code, (NoticeState.HELD, NoticeState.READY))
    standing = order_in_cell(run.store, run.code)
    this_pass, doubts = _read_pass(run, assessment, tab, words, undecided, standing, groups)
    sentences = [doubt.message for doubt in this_pass.words.doubts]
    sentences += doubts
    sentences += _once(run, say_words_on_no_mail(words))
    for one in undecided:
        said = _decide(run, one, this_pass)
        sentences += [said] if said else []
    if this_pass.order is not None:
        sentences.append(_close_order(run, this_pass.order, this_pass))
        passed_over = [
            one
            for one in undecided
            if one.key in this_pass.shown and one.key not in this_pass.verdicts
        ]
        sentences += [f"{sentence}." for sentence in say_retained(passed_over)]
    elif standing is not None and standing.acted_at is not None:
        at = standing.first_read_at.astimezone(run.settings.zone)
        sentences += _once(run, (say_spent_order(standing.words, cell=standing.cell, at=at),))
    return tuple(dict.fromkeys(sentences))  # the mails of one row have the same to say


def _once(run: ProgrammeRun, sentences: Iterable[str]) -> list[str]:
    """The sentences that were not said before: once a word, not at each pass."""
    new: list[str] = []
    for sentence in sentences:
        key = f"word:{hashlib.sha256(sentence.encode()).hexdigest()[:40]}"
        if claim_alert(run.store, programme=run.code, key=key, at=run.clock()):
            end_alert(run.store, programme=run.code, key=key, told=True, at=run.clock())
            new.append(sentence)
    return new


def _read_pass(
    run: ProgrammeRun,
    assessment: Assessment,
    tab: TabGrid,
    words: DecisionTab,
    undecided: tuple[Notice, ...],
    standing: SendOrder | None,
    groups: Groups,
) -> tuple[_Pass, list[str]]:
    shown = texts_of(tab) | words.keys
    standing_here = [one for one in undecided if one.key in shown]
    rows = _shown_rows(run, assessment, tab, tuple(standing_here), groups)
    altered, words = rows.altered, _without_contradicted(words, rows.elsewhere)
    asked_again = waits_for_a_new_word(run, undecided) | unanswered_safety_holds(run, undecided)
    meant = order_meaning(run, standing)
    acts = meant.meaning is Meaning.SEND and standing is not None and standing.acted_at is None
    order = standing if acts else None
    covered = (order.covers & meant.keys if order else frozenset[str]()) - altered.keys()
    verdicts, doubts = reminder_verdicts(
        words,
        waiting=tuple(key for one in standing_here for key in row_keys(one) if key in shown),
        covered=covered - asked_again,
        order=Understood(meaning=meant.meaning, message=meant.message),
        alone=frozenset(one.key for one in standing_here if needs_own_decision(one)),
    )
    this_pass = _Pass(
        words=words,
        read_at=assessment.pilotage.read_at,
        shown=shown,
        weeks_shown=frozenset(one.iso_week for one in standing_here),
        altered=altered,
        verdicts=verdicts,
        order=order,
        released_by_order=_released_by_orders(run, standing),
        released_by_form=released_by_form(run),
        asked_again=asked_again,
        still_open=still_to_be_said(run, assessment),
    )
    return this_pass, [doubt.message for doubt in doubts]


def _released_by_orders(run: ProgrammeRun, standing: SendOrder | None) -> frozenset[str]:
    """Keys of the mails that an order released and that stay so: she took none of it back.

    Other words in the cell (« non, attendez ») hold what has not left.
    """
    if standing is not None and order_meaning(run, standing).meaning is not Meaning.SEND:
        return frozenset()
    orders = acted_orders(run.store, run.code)
    return frozenset(key for one in orders if not one.withdrawn for key in one.released)


def _decide(run: ProgrammeRun, one: Notice, this_pass: _Pass) -> str:
    """One mail; a French sentence when her words about it are not followed."""
    if one.key not in this_pass.shown:
        return _without_row(run, one, this_pass)
    if one.key in this_pass.altered:
        return _beside_another(run, one, this_pass)
    verdict = this_pass.verdicts.get(one.key)
    if one.state is NoticeState.READY:
        kept = one.key in this_pass.released_by_form | this_pass.released_by_order
        if verdict is not None:
            _keep_or_take_back(run, one, verdict.meaning)
        elif not kept or this_pass.is_doubted(one.key):
            _keep_or_take_back(run, one, Meaning.NOTHING)
    elif verdict is not None and one.key not in this_pass.asked_again:
        _obey(run, one, verdict.meaning, this_pass)
    return ""


def _without_row(run: ProgrammeRun, one: Notice, this_pass: _Pass) -> str:
    """A row that she deleted is a mail that she does not want.

    One that was never shown, or that a write of ours may have lost, is shown again and waits; so
    do all when not one row of their week stands there: that list was not the one read.
    """
    if one.shown_at is not None and one.shown_at >= this_pass.read_at:
        return ""  # a reading from before it was seen: it says nothing
    if one.shown_at is not None and one.iso_week in this_pass.weeks_shown:
        move(
            run.store,
            one.key,
            of=(NoticeState.HELD, NoticeState.READY),
            to=NoticeState.DECLINED,
            at=run.clock(),
            reason="ligne retirée de « Relances »",
        )
        return ""
    said = decisions_in_force(run.store, run.code).get(one.key)
    had_word = said is not None and bool(said.decision)
    if one.state is NoticeState.READY and one.key in this_pass.released_by_form and not had_word:
        return ""
    if one.state is NoticeState.READY or (had_word and one.key not in this_pass.asked_again):
        why = typo(f"sa ligne avait disparu pendant une mise à jour ; {ASK_ANEW}")
        hold_again(run, one, why=why)
        return typo(f"« Relances », {one.partner} : {why}.")
    return ""


def _beside_another(run: ProgrammeRun, one: Notice, this_pass: _Pass) -> str:
    """Its row shows another recipient or subject: what she decided there may not be for it."""
    word, row = this_pass.word(one.key), this_pass.altered[one.key]
    if one.state is not NoticeState.READY and (not word or one.key in this_pass.asked_again):
        return ""
    words = f" « {word} »" if word else ""
    why = typo(f"la ligne {row} ne montrait plus ce message{words} ; {ASK_ANEW}")
    hold_again(run, one, why=why)
    return typo(f"« Relances », {one.partner} : {why}.")


def _close_order(run: ProgrammeRun, order: SendOrder, this_pass: _Pass) -> str:
    """The order has acted: what it released, and what has been written since."""
    reason = ledger_reason(run, _said_by(order))
    released = {
        act.subject
        for act in acts_on(run.store, run.code, order.covers)
        if act.kind is ActKind.DECIDED and act.reason == reason
    }
    waiting = notices_in(run.store, run.code, (NoticeState.HELD,))
    since = [
        one
        for one in waiting
        if one.key in this_pass.shown
        and one.key not in order.covers
        and not this_pass.is_doubted(one.key)
        and not needs_own_decision(one)
    ]
    order_acted(run.store, order.order_id, released=released, left_since=len(since), at=run.clock())
    return answer_order(
        words=order.words,
        released=len(released),
        left_since=len(since),
        at=order.first_read_at.astimezone(run.settings.zone),
    )


def _obey(run: ProgrammeRun, notice: Notice, meaning: Meaning, this_pass: _Pass) -> None:
    """HELD → READY with the mail as it will leave, or → what she wants instead."""
    if meaning in _INSTEAD:
        move(run.store, notice.key, of=(NoticeState.HELD,), to=_INSTEAD[meaning], at=run.clock())
    elif meaning is Meaning.SEND:
        release_notice(
            run,
            notice,
            approved=_approved(notice, this_pass.verdicts),
            still_open=this_pass.still_open,
            said=_said(run, notice, this_pass),
        )


def _said(run: ProgrammeRun, notice: Notice, this_pass: _Pass) -> Said:
    if word := this_pass.word(notice.key):
        cell = this_pass.words.cells.get(notice.key, "")
        return Said(where=_where(cell), words=word, at=run.clock())
    if this_pass.order is None:
        raise ValueError(f"notice {notice.key}: released without a word of hers")
    return _said_by(this_pass.order)


def _said_by(order: SendOrder) -> Said:
    return Said(where=_where(order.cell), words=order.words, at=order.first_read_at)


def _where(cell: str) -> str:
    return f"{quote(REMINDERS.title)}, cellule {cell}"


def _keep_or_take_back(run: ProgrammeRun, notice: Notice, meaning: Meaning) -> None:
    """A mail that waits to leave stays so only while her word for it still stands."""
    if meaning is Meaning.SEND:
        return
    to = _INSTEAD.get(meaning, NoticeState.HELD)
    move(run.store, notice.key, of=(NoticeState.READY,), to=to, at=run.clock())


def row_keys(notice: Notice) -> tuple[str, ...]:
    """The keys of its rows in « Relances »: the mail's, and those of the lines that name others."""
    lines = digest_of(notice).naming_lines if notice.kind in DIGESTS else ()
    return (notice.key, *(line_row_key(notice.key, line) for line in lines))


def _approved(notice: Notice, verdicts: Mapping[str, Understood]) -> frozenset[str]:
    """Keys of the naming lines that she approved one by one."""
    approved: set[str] = set()
    for line in digest_of(notice).naming_lines if notice.kind in DIGESTS else ():
        verdict = verdicts.get(line_row_key(notice.key, line))
        if verdict is not None and verdict.meaning is Meaning.SEND:
            approved.add(line.key)
    return frozenset(approved)


def _shown_rows(
    run: ProgrammeRun,
    assessment: Assessment,
    tab: TabGrid,
    notices: tuple[Notice, ...],
    groups: Groups,
) -> ShownRows:
    """Which mails the rows show, by the keys of the mails."""
    programme = assessment.programme
    found = read_shown_rows(tab, reminder_rows(run, notices, programme=programme, preview_url=""))
    return ShownRows(
        altered=_by_mail(found.altered, groups), elsewhere=_by_mail(found.elsewhere, groups)
    )


def _by_mail(rows: Mapping[str, int], groups: Groups) -> dict[str, int]:
    """Key of a mail → what was found for its row; a mail's own row goes before that of several."""
    of_several = {
        one.key: number for key, number in rows.items() if key in groups for one in groups[key]
    }
    own = {key.partition("#")[0]: number for key, number in rows.items() if key not in groups}
    return of_several | own


def _without_contradicted(words: DecisionTab, elsewhere: Mapping[str, int]) -> DecisionTab:
    """Her words, but for mails about which another row says something: nobody can follow both."""
    doubts = tuple(
        DecisionDoubt(
            cell=words.cells.get(key, ""),
            key=key,
            message=typo(
                f"« Relances » : la ligne {number} montre le même message que la cellule "
                f"{words.cells.get(key, '?')}, avec un mot à elle : aucun n’est suivi. Gardez-en "
                "une seule."
            ),
        )
        for key, number in elsewhere.items()
    )
    kept = tuple(one for one in words.decisions if one.key not in elsewhere)
    return replace(words, decisions=kept, doubts=(*words.doubts, *doubts))
