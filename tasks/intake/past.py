"""What the store, and the school calendar, add to one night.

Tables written in and lines gone since earlier readings, the past of the plans, days of rest, mails
sent to each partner, the latest runs.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache

import orjson
from vacances_scolaires_france import SchoolHolidayDates

from relocalisons.core.acts.acts import Awaited
from relocalisons.core.acts.asking import Ask, answers_awaited
from relocalisons.core.assessment.departures import DepartureKind, gone_since
from relocalisons.core.assessment.struck import LineKind
from relocalisons.core.assessment.vanished import Vanished
from relocalisons.core.kernel.calendar.calendar import FIRST_DAY, LAST_DAY
from relocalisons.core.kernel.calendar.deadlines import working_days
from relocalisons.core.kernel.calendar.working_time import SchoolHolidays
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.core.kernel.model import Programme, Snapshot, TrackedFinding, WorkbookGrid
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.core.kernel.words.names import fold
from relocalisons.core.partners.arrivals import joined_on
from relocalisons.core.partners.mobilisation import MailFacts, PartnerKind
from relocalisons.core.pilotage.journal import JournalEntry
from relocalisons.core.plan.schedule_history import (
    LineFact,
    ScheduleHistory,
    plan_lines,
    tell_history,
)
from relocalisons.core.programme.registry import RegistryInForce
from relocalisons.core.reminders.people import People
from relocalisons.core.reminders.rules.answers import told_as
from relocalisons.core.reminders.rules.by_voice import Fate, LastMail
from relocalisons.core.sources.parameters import Parameters
from relocalisons.core.sources.sources import SourceEntry
from relocalisons.core.sources.structure import SourceKind
from relocalisons.core.sources.thresholds import CALL_AFTER, days_in_force
from relocalisons.store.mails.mail_history import AskedFinding, asked_since, mail_history
from relocalisons.store.mails.meeting_notices import first_invitations
from relocalisons.store.mails.notice_states import LEFT, NoticeState
from relocalisons.store.mails.recipients import silenced_recipients
from relocalisons.store.readings.findings import open_before
from relocalisons.store.readings.plan_history import plan_readings
from relocalisons.store.readings.snapshots import last_snapshot, last_sound_readings
from relocalisons.store.runs import last_runs
from tasks.google.sign_in import account_of
from tasks.run.programme_run import ProgrammeRun

_ASKED_WITHIN = timedelta(days=21)  # longer than any day of answer that a mail names
_DECIDED_WITHIN = timedelta(days=91)  # a call that was announced longer ago is history
# A mail that may not have arrived asks nobody.
_ASKING = (
    NoticeState.HELD,
    NoticeState.READY,
    NoticeState.SUBMITTING,
    NoticeState.PREPARED,
    NoticeState.ACCEPTED,
    NoticeState.DELIVERED,
)
_STILL_HERE = (NoticeState.HELD, NoticeState.READY, NoticeState.SUBMITTING, NoticeState.PREPARED)


def sources_written_since(
    entries: Iterable[SourceEntry], *, before: Snapshot, after: Snapshot, programme: Programme
) -> tuple[SourceEntry, ...]:
    """The tables of workbooks that moved, with the code of their partner."""
    names = programme.names
    versions = _versions(before)
    moved = {
        file_id
        for file_id, version in _versions(after).items()
        if file_id in versions and versions[file_id] != version
    }
    return tuple(
        replace(
            entry,
            partner=names.resolve(entry.partner).code,
            absorbed=programme.absorbed.get(fold(entry.partner or "")),
        )
        for entry in entries
        if entry.file_id in moved
    )


def _versions(snapshot: Snapshot) -> Mapping[str, str]:
    return {book.file_id: book.version for book in snapshot.workbooks}


def told_as_gone(run: ProgrammeRun) -> Vanished:
    """What was told of lines and tables gone, and still stood the day before."""
    return Vanished(
        told=open_before(
            run.store,
            LineKind.ROW_DELETED,
            SourceKind.TABLE_EMPTIED,
            programme=run.code,
            as_of=run.as_of,
        )
    )


A_WEEK = timedelta(days=7)


def departures(
    run: ProgrammeRun, snapshot: Snapshot, *, programme: Programme
) -> Mapping[str, date | None]:
    """Partner code → the day on which it was first read as gone; compared with days before this."""
    return gone_since(
        programme,
        told=open_before(
            run.store, DepartureKind.PARTNER_LEFT, programme=run.code, as_of=run.as_of
        ),
        earlier=_earlier_pilotage(run, snapshot),
        as_of=run.as_of,
    )


def arrivals(run: ProgrammeRun, snapshot: Snapshot, *, programme: Programme) -> Mapping[str, date]:
    """Partner code → the day on which it joined the others; compared with days before this."""
    return joined_on(
        programme,
        told=open_before(
            run.store, PartnerKind.PARTNER_JOINED, programme=run.code, as_of=run.as_of
        ),
        earlier=_earlier_pilotage(run, snapshot),
        as_of=run.as_of,
    )


def _earlier_pilotage(run: ProgrammeRun, snapshot: Snapshot) -> tuple[WorkbookGrid, ...]:
    """« Pilotage » in the last sound reading before this day, and in that of a week ago."""
    morning = datetime.combine(run.as_of, time(0), tzinfo=run.settings.zone)
    earlier = (
        last_sound_readings(run.store, run.code, before=morning),
        last_snapshot(run.store, run.code, before=snapshot.read_at - A_WEEK),
    )
    books = (before.workbook(run.settings.google.pilotage_id) for before in earlier if before)
    return tuple(book for book in books if book is not None)


def past_of_plans(
    run: ProgrammeRun, snapshot: Snapshot, registry: RegistryInForce, *, programme: Programme
) -> ScheduleHistory:
    """What all readings up to this one tell, as today's registry and aliases find them."""
    entries = tuple(entry for entry in registry.sources.entries if entry.table == "actions")
    parameters = registry.parameters

    def tell(workbook: WorkbookGrid) -> tuple[LineFact, ...]:
        return plan_lines(workbook, entries=entries, parameters=parameters)

    return tell_history(
        plan_readings(
            run.store,
            run.code,
            files={entry.file_id for entry in entries},
            # A workbook is read some moments after its snapshot was begun.
            until=max((book.read_at for book in snapshot.workbooks), default=snapshot.read_at),
            tell=tell,
            rule=_rule(entries, parameters),
        ),
        names={
            (action.place.file_id, action.place.sheet_id, action.place.row): action.key
            for action in programme.actions
        },
    )


def school_holidays(programme: Programme) -> SchoolHolidays:
    """The days of school holidays of each zone that « Paramètres » asks for."""
    return {zone: _days_of(zone) for zone in programme.working_time.zones}


@cache
def _days_of(zone: str) -> frozenset[date]:
    calendar = SchoolHolidayDates()
    first, last = max(FIRST_DAY.year, calendar.min_year), min(LAST_DAY.year, calendar.max_year)
    return frozenset(
        day
        for year in range(first, last + 1)
        for day in calendar.holidays_for_year_and_zone(year, zone)
    )


def _rule(entries: tuple[SourceEntry, ...], parameters: Parameters) -> str:
    """A fingerprint of how lines are found: when it changes, they are found again."""
    found = [
        [one.file_id, one.tab, one.header_row, dict(one.columns), dict(one.refused)]
        for one in entries
    ]
    aliases = {table: dict(columns) for table, columns in parameters.aliases.items()}
    data = orjson.dumps([found, aliases.get("actions", {})], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(data).hexdigest()


def our_addresses(run: ProgrammeRun) -> frozenset[str]:
    """Under which the coordination, its deputy and the service itself edit files."""
    mail = run.settings.mail
    people = [mail.coordinator.email, mail.deputy.email if mail.deputy else None]
    return frozenset(filter(None, (*people, account_of(run.settings))))


def mail_facts(run: ProgrammeRun, programme: Programme) -> MailFacts:
    """Addresses in force that refused a mail, and the days on which digests left, by partner.

    Empty without the key by which addresses are recognised: then no mail ever left either.
    """
    if run.settings.secrets.hmac_key is None:
        return MailFacts(hers=our_addresses(run))
    return MailFacts(
        hers=our_addresses(run),
        bounced=_bounced(run, programme),
        sent=_sent(run),
        convened=first_invitations(run.store, run.code, zone=run.settings.zone),
    )


def _bounced(run: ProgrammeRun, programme: Programme) -> Mapping[str, date]:
    refused = silenced_recipients(run.store, run.code, zone=run.settings.zone).bounced
    if not refused:
        return {}
    secret, people = run.settings.hmac_key(), People(programme)
    found: dict[str, date] = {}
    for partner in programme.partners:
        days = [
            refused[key]
            for person in people.everybody(partner)
            if person.email and (key := recipient_hash(secret, person.email)) in refused
        ]
        if days:
            found[partner.code] = max(days)
    return found


def _sent(run: ProgrammeRun) -> Mapping[str, tuple[date, ...]]:
    """A partner is the first part of the name of each of its people (`P07`, `P07/financier`)."""
    found: dict[str, list[date]] = {}
    for person, mails in mail_history(run.store, run.code).sent.items():
        days = found.setdefault(person.partition("/")[0], [])
        days.extend(one.left_at.astimezone(run.settings.zone).date() for one in mails)
    return {partner: tuple(sorted(set(days))) for partner, days in found.items()}


JOURNAL_LENGTH = 60


def journal_entries(run: ProgrammeRun, programme: Programme) -> tuple[JournalEntry, ...]:
    """The latest finished or failed runs, for the tab « Journal ».

    Those that had nothing to do, as nobody follows their subject, are left out.
    """
    zone = run.settings.zone
    return tuple(
        JournalEntry(
            at=past.started_at.astimezone(zone),
            flow=RunKind(past.kind).french,
            succeeded=past.state == "finished",
            done=tuple(past.summary.get("done", ())),
            left_out=tuple(past.summary.get("left_out", ())),
        )
        for past in last_runs(run.store, run.code, limit=JOURNAL_LENGTH)
        if past.state != "running"
        if past.state == "failed"
        or past.summary.get("done")
        or _is_followed(RunKind(past.kind), programme)
    )


def _is_followed(kind: RunKind, programme: Programme) -> bool:
    return kind.subject is None or programme.follows(kind.subject)


def _leaves_on(run: ProgrammeRun, one: AskedFinding) -> date:
    """The day on which its person is written to: what waits to leave may do so today."""
    if one.state in _STILL_HERE or one.left_at is None:
        return run.as_of
    return one.left_at.astimezone(run.settings.zone).date()


def mails_awaited(
    run: ProgrammeRun, programme: Programme, tracked: tuple[TrackedFinding, ...]
) -> Mapping[str, Awaited]:
    """What mails of these weeks ask, and whose day has not passed."""
    asked = asked_since(run.store, run.code, run.as_of - _ASKED_WITHIN)
    asks = (
        Ask(
            finding_key=one.key,
            day=one.day,
            left=one.state is not NoticeState.HELD,
            on=_leaves_on(run, one),
        )
        for one in asked
        if one.state in _ASKING
    )
    return answers_awaited(
        asks,
        tracked=tracked,
        calendar=working_days(programme),
        call_after=days_in_force(programme.parameters, CALL_AFTER),
        as_of=run.as_of,
    )


_FATES = {
    **dict.fromkeys(LEFT, Fate.LEFT),
    NoticeState.CALLING: Fate.CALLING,
    NoticeState.DECLINED: Fate.REFUSED,
}


def last_mails(run: ProgrammeRun) -> Mapping[str, LastMail]:
    """What is asked (`told_as`) → the last mail that asks it, of those that left or that she
    answered; what waits for her, or came to nothing, decides nothing.
    """
    found: dict[str, LastMail] = {}
    asked = asked_since(run.store, run.code, run.as_of - _DECIDED_WITHIN)
    for one in sorted(asked, key=lambda each: each.day):
        if (fate := _FATES.get(one.state)) is not None:
            at = one.left_at if fate is Fate.LEFT else None
            day = at.astimezone(run.settings.zone).date() if at is not None else one.day
            found[told_as(one.key)] = LastMail(on=day, fate=fate)
    return found
