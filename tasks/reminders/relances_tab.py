"""« Relances » between the store and the tab: what a reading saw there, and how it is written.

Two rules stand on it. « tout envoyer » covers the rows that stood there beside an empty cell, and a
row that is missing is one that she deleted only when no write of ours may have lost it.
"""

from collections.abc import Iterable, Mapping

from relocalisons.core.kernel.model import Programme, WorkbookGrid
from relocalisons.core.kernel.words.french import join_words, quote, typo
from relocalisons.core.pilotage.tab_check import MovedWords
from relocalisons.core.programme.decisions.decision_tabs import DecisionTab, read_decision_tab
from relocalisons.core.programme.decisions.decisions import Meaning
from relocalisons.core.programme.decisions.member_words import MembersWord, spread, understand_order
from relocalisons.core.programme.decisions.own_tabs import own_tab
from relocalisons.core.reminders.digests import iso_week
from relocalisons.core.reminders.order_answers import answer_order, say_no_mail, say_too_late
from relocalisons.core.views.own_tab import OwnTab
from relocalisons.store.mails.ledger import Act, ActKind, ask_again
from relocalisons.store.mails.mail_history import DIGESTS, first_sent
from relocalisons.store.mails.meeting_notices import groups_shown, member_of, members_of
from relocalisons.store.mails.notices import Notice, NoticeState, move, notices_in, notices_with
from relocalisons.store.mails.send_orders import (
    SendOrder,
    acted_orders,
    order_emptied,
    order_in_cell,
    rows_in_doubt,
)
from relocalisons.store.readings.decisions import decided_at, decisions_in_force, record_decisions
from tasks.google.tabs.tabs import TabsWritten, TabWrite, write_tabs
from tasks.intake.own_writes import note_tabs, remember_own_write
from tasks.intake.relances_seen import note_relances
from tasks.reminders.approval import approval_deadline
from tasks.run.programme_run import Google, ProgrammeRun

ASK_ANEW = "écrivez « envoyer à nouveau » pour qu’il parte"
_UNDECIDED = (NoticeState.HELD, NoticeState.READY)
Groups = Mapping[str, tuple[Notice, ...]]  # row of several equal mails → these


def write_relances(
    run: ProgrammeRun, google: Google, pilotage: WorkbookGrid, tab: OwnTab
) -> tuple[str, ...]:
    """Write « Relances », and hold what she changed meanwhile; French sentences on that.

    The words of an order that has acted are taken out of their cell by the same write.
    """
    order = order_in_cell(run.store, run.code)
    spent = order.words if order is not None and order.acted_at is not None else ""
    written = write_tabs(
        google.sheets,
        pilotage,
        (TabWrite(tab=tab, shared=True, spent=spent),),
        clock=run.clock,
        about_to_write=lambda: rows_in_doubt(run.store, run.code),
    )
    if written.after is None:
        return written.said
    remember_own_write(run, written.after)
    note_tabs(run, written)
    if written.emptied and order is not None:
        order_emptied(run.store, order.order_id, at=run.clock())
    groups = groups_shown(run.store, run.code, week=iso_week(run.as_of))
    anew = _mails_on(written.anew.get(tab.title, frozenset()), groups)
    rows_in_doubt(run.store, run.code, keys=anew, anew=True)
    note_relances(run, written.after)
    return (*written.said, *_hold_what_moved(run, written, tab.title, groups))


def answer_of(run: ProgrammeRun, week: str) -> str:
    """What became of the last « tout envoyer » of a week; empty when there was none."""
    order = next(
        (one for one in reversed(acted_orders(run.store, run.code)) if _is_of(one, week)), None
    )
    if order is None:
        return ""
    return answer_order(
        words=order.words,
        released=len(order.released),
        left_since=order.left_since,
        at=order.first_read_at.astimezone(run.settings.zone),
    )


def _is_of(order: SendOrder, week: str) -> bool:
    """Whether it is of that week; one that found nothing to send is of that of its answer."""
    if order.released or order.left_since or order.acted_at is None:
        return order.week == week
    return week in (order.week, iso_week(order.acted_at.date()))


def late_words(
    run: ProgrammeRun, notices: tuple[Notice, ...], *, programme: Programme
) -> Mapping[str, str]:
    """Key → why a word that she typed after its mail was settled does nothing."""
    words, said_at = decisions_in_force(run.store, run.code), decided_at(run.store, run.code)
    sent = {week: first_sent(run.store, run.code, week) for week in {n.iso_week for n in notices}}
    late: dict[str, str] = {}
    for one in notices:
        left_at = sent[one.iso_week].get(one.key)
        settled_at = left_at or one.changed_at
        if one.key not in said_at or said_at[one.key] <= settled_at:
            continue
        expired_at = (
            approval_deadline(run, one, programme=programme) if one.kind in DIGESTS else None
        )
        late[one.key] = say_too_late(
            one.state.value,
            words[one.key].decision,
            left_at=left_at.astimezone(run.settings.zone) if left_at else None,
            expired_at=expired_at,
        )
    return late


def notes_of(run: ProgrammeRun, words: DecisionTab) -> tuple[str, ...]:
    """What she typed on no row of a mail: said on top of the tab."""
    notes = [doubt.message for doubt in words.doubts if doubt.key is None]
    meant = order_meaning(run, order_in_cell(run.store, run.code))
    if meant.meaning is Meaning.UNCLEAR:
        notes.append(meant.message)
    return tuple(notes)


def order_meaning(run: ProgrammeRun, order: SendOrder | None) -> MembersWord:
    """What stands in the cell on top: all the mails, or those that it names.

    Names are those of the mails that wait and of those that stood there when it was given.
    """
    if order is None:
        return MembersWord()
    if order.acted_at is not None:
        return MembersWord(meaning=Meaning.SEND, keys=order.covers, words=order.words)
    waiting = notices_in(run.store, run.code, _UNDECIDED)
    named = {one.key: one for one in (*waiting, *notices_with(run.store, run.code, order.covers))}
    return understand_order(order.words, (member_of(one) for one in named.values()))


def words_of_other_rows(run: ProgrammeRun) -> dict[str, str]:
    """Key → « Décision » of the rows of « Relances » that are no mail."""
    words = decisions_in_force(run.store, run.code)
    return {key: one.decision for key, one in words.items() if ":" in key and one.decision}


def say_words_on_no_mail(words: DecisionTab) -> tuple[str, ...]:
    """A sentence for each word beside a call, an urgent point or a message not written."""
    return tuple(
        typo(f"« Relances », cellule {words.cells.get(one.key, '?')} : {why.removeprefix('▲ ')}.")
        for one in words.decisions
        if (why := say_no_mail(one.key, one.decision))
    )


def hold_again(run: ProgrammeRun, notice: Notice, *, why: str) -> None:
    """HELD, until she gives a new word: the one that stands there may be for another mail."""
    act = Act(
        kind=ActKind.ASKED_AGAIN, subject=notice.key, reason=why, by="service", at=run.clock()
    )
    ask_again(run.store, act, programme=run.code)


def _mails_on(keys: Iterable[str], groups: Groups) -> frozenset[str]:
    """The mails of these rows: their own, and those of a row of several."""
    return frozenset(
        mail
        for key in keys
        for mail in ([one.key for one in groups[key]] if key in groups else [key.partition("#")[0]])
    )


def _hold_what_moved(
    run: ProgrammeRun, written: TabsWritten, title: str, groups: Groups
) -> tuple[str, ...]:
    """Mails whose words differ after our write, or whose row it made anew, wait for her."""
    undecided = {one.key: one for one in notices_in(run.store, run.code, _UNDECIDED)}
    held: dict[str, str] = {}
    for moved in written.moved.get(title, ()):
        said = _say_moved(moved)
        for key in sorted(_mails_on((moved.key,), groups) & undecided.keys()) if said else ():
            notice = undecided[key]
            if moved.after is None:
                held[key] = said
                hold_again(run, notice, why=said)
            elif notice.state is NoticeState.READY:
                held.setdefault(key, said)
                _hold(run, notice, why=said)
    anew = _mails_on(_made_anew(run, written, title, groups), groups)
    for key in sorted(anew & undecided.keys() - held.keys()):
        held[key] = typo(f"sa ligne ne montrait plus ce message ; {ASK_ANEW}")
        hold_again(run, undecided[key], why=held[key])
    by_reason: dict[str, list[str]] = {}
    for key, said in held.items():
        by_reason.setdefault(said, []).append(undecided[key].partner)
    return tuple(
        typo(f"« Relances », {join_words(list(dict.fromkeys(codes)))} : {said}.")
        for said, codes in by_reason.items()
    )


def _made_anew(
    run: ProgrammeRun, written: TabsWritten, title: str, groups: Groups
) -> tuple[str, ...]:
    """Keys whose row stood there, showed another mail and was made anew, where a word stands.

    The words of these rows are kept as they stand now, before she is asked for new ones.
    """
    keys = written.anew.get(title, frozenset()) & written.stood.get(title, frozenset())
    tab = own_tab(written.after, title) if written.after is not None else None
    words = read_decision_tab(tab)
    said = [one for one in words.decisions if one.key in keys]
    mails = _mails_on(keys, groups)
    every = [one for one in spread(words, members_of(groups)).decisions if one.key in mails]
    record_decisions(run.store, (*said, *every), programme=run.code, at=run.clock())
    return tuple(one.key for one in said if one.decision)


def _hold(run: ProgrammeRun, notice: Notice, *, why: str) -> None:
    """HELD: what stands on its row now is read by the next pass."""
    move(
        run.store,
        notice.key,
        of=(NoticeState.READY,),
        to=NoticeState.HELD,
        at=run.clock(),
        reason=why,
    )


def _say_moved(moved: MovedWords) -> str:
    before = moved.before[0]
    if moved.after is None:
        had = f" (« {before} »)" if before else ""
        return typo(f"sa ligne a disparu pendant une mise à jour{had} ; {ASK_ANEW}")
    after = moved.after[0]
    if after == before:
        return ""
    return typo(
        f"{quote(before) if before else 'une case vide'} est devenu "
        f"{quote(after) if after else 'une case vide'} pendant une mise à jour : ce qui est écrit "
        "maintenant est suivi au passage suivant"
    )
