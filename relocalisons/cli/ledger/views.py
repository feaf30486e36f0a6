"""`relocalisons ledger`: what the operator reads, at night, on a narrow terminal."""

from collections.abc import Iterable, Mapping

from relocalisons.cli.ledger.room import SHOWN, Room, local
from relocalisons.store.mails.batches import batches_in
from relocalisons.store.mails.events import events_of
from relocalisons.store.mails.holds import EVERYTHING, holds_in_force
from relocalisons.store.mails.ledger import IN_DOUBT, MAY_BE_RESENT, acts_on, attempts_of
from relocalisons.store.mails.notice_states import UNFINISHED, NoticeState
from relocalisons.store.mails.notices import Notice
from relocalisons.store.mails.sending_mark import mark_of
from relocalisons.store.readings.decisions import decisions_in_force

_WAITS = (
    NoticeState.HELD,
    NoticeState.READY,
    NoticeState.SUBMITTING,
    NoticeState.PREPARED,
    NoticeState.UNSETTLED,
    NoticeState.SILENT,
    NoticeState.REFUSED,
)

WHAT_NOW: Mapping[NoticeState, str] = {
    NoticeState.HELD: "waits for the coordinator in « Relances »; nothing for you to do (asked for "
    "again, it waits for a new word: « envoyer à nouveau »)",
    NoticeState.READY: "approved; leaves at the next settlement, within 15 minutes",
    NoticeState.SUBMITTING: "being sent now; after a crash it becomes « unsettled » by itself",
    NoticeState.PREPARED: "in a paused batch; the next settlement releases or cancels it",
    NoticeState.UNSETTLED: "nobody knows whether it left: ask the partner or look in SendGrid's "
    "activity for this key, then `ledger settle`",
    NoticeState.SILENT: "accepted, no news for 26 h: check the webhook, ask the partner, then "
    "`ledger settle`",
    NoticeState.REFUSED: "SendGrid refused it for good: mend the cause, then `ledger resend`",
    NoticeState.BOUNCED: "the address is dead: the coordinator mends it in « Partenaires »",
    NoticeState.DROPPED: "SendGrid did not pass it on; the reason says why",
}


def listed(room: Room, *, week: str, everything: bool) -> str:
    """The stops first, then one line a mail."""
    notices = [
        one
        for one in room.notices()
        if (not week or one.iso_week == week) and (everything or week or one.state in _WAITS)
    ]
    lines = [*_stops(room), *_batches(room)]
    if not notices:
        return "\n".join([*lines, "No mail waits, none is in doubt."])
    lines.append(f"{'key':{SHOWN}}  {'partner':12} {'week':8} {'state':10} {'since':16} why")
    notices.sort(key=lambda one: (one.state not in IN_DOUBT, one.iso_week, one.partner))
    lines += [
        f"{one.key[:SHOWN]}  {one.partner:12} {one.iso_week:8} {one.state.value:10} "
        f"{local(one.changed_at, room):16} {one.reason}".rstrip()
        for one in notices
    ]
    doubtful = sum(one.state in IN_DOUBT for one in notices)
    if doubtful:
        lines.append(f"{doubtful} in doubt, never sent again by themselves: `ledger why KEY`.")
    return "\n".join(lines)


def story(room: Room, notice: Notice) -> str:
    """Everything that is known of one mail, in the order of time, then what may be done."""
    lines = [
        f"{notice.key}",
        f"{notice.partner} ({notice.role}), week {notice.iso_week}, {_lines(notice)}",
        f"state     {notice.state.value} since {local(notice.changed_at, room)}",
        f"why       {notice.reason or '-'}",
    ]
    said = decisions_in_force(room.store, room.code).get(notice.key)
    if said is not None:
        lines.append(f"decision  {said.decision or '-'}")
    lines += [f"stopped   {line}" for line in _stops_on(room, (notice.key, notice.partner))]
    happened = [*_calls(room, notice), *_told(room, notice), *_done(room, notice)]
    happened.sort(key=lambda one: one[0])  # acts of one instant stay in their order
    lines += [f"{local(at, room)}  {what}" for at, what in happened]
    lines.append(f"what now  {WHAT_NOW.get(notice.state, 'nothing: it is settled')}")
    if notice.state in MAY_BE_RESENT:
        lines.append("          `ledger resend` holds it again; a second copy may then arrive")
    return "\n".join(lines)


def _lines(notice: Notice) -> str:
    return "1 line" if notice.line_count == 1 else f"{notice.line_count} lines"


def _calls(room: Room, notice: Notice):
    for one in attempts_of(room.store, notice.key):
        answer = " ".join(
            str(part)
            for part in (one.http_status, one.outcome, one.message_id)
            if part not in (None, "")
        )
        batch = f" in batch {one.batch_id[:SHOWN]}" if one.batch_id else ""
        yield one.started_at, f"call {one.number}{batch}: {answer or 'no answer was kept'}"


def _told(room: Room, notice: Notice):
    for one in events_of(room.store, notice.key):
        yield one.at, f"SendGrid says: {one.type.value} {one.detail}".rstrip()


def _done(room: Room, notice: Notice):
    for one in acts_on(room.store, room.code, (notice.key, notice.partner, EVERYTHING)):
        moved = f" ({one.before} → {one.after})" if one.after else ""
        yield one.at, f"{one.by}: {one.kind.value} {room.name_of(one.subject)}{moved}: {one.reason}"


def _stops(room: Room) -> list[str]:
    lines = [
        f"STOPPED: {room.name_of(one.scope)}, by {one.by} since {local(one.at, room)}: {one.reason}"
        for one in holds_in_force(room.store, room.code)
    ]
    if not room.settings.may_send:
        lines.append("NOT LIVE: mail.live and RELOCALISONS_LIVE=1 are not both set here.")
    if room.settings.mail.redirect_to:
        lines.append("REDIRECTED: everything goes to mail.redirect_to.")
    mark = mark_of(room.store, room.code)
    policy = room.settings.mail.policy
    lines.append(f"policy {policy}, {mark or 0} sendings begun")
    return lines


def _stops_on(room: Room, subjects: Iterable[str]) -> list[str]:
    wanted = {*subjects, EVERYTHING}
    return [
        f"{room.name_of(one.scope)} by {one.by}: {one.reason}"
        for one in holds_in_force(room.store, room.code)
        if one.scope in wanted
    ]


def _batches(room: Room) -> list[str]:
    return [
        f"BATCH {one.batch_id[:SHOWN]} is {one.state.value} since {local(one.changed_at, room)}; "
        "the next settlement finishes it"
        for one in batches_in(room.store, room.code, UNFINISHED)
    ]
