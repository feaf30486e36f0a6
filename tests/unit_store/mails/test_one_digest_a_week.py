"""No person ever gets two digests in a week, whatever is triggered, decided or typed."""

import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.databases import new_database
from support.mails.build import mail_settings
from support.programme.build import place
from support.programme.sheets import night, pilotage, tab, understood

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.calendar.punctuality import RunDay
from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    FindingState,
    Programme,
    Severity,
    TrackedFinding,
)
from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.mails.notices import (
    NoticeState,
    SendOutcome,
    claim,
    move,
    notices_in,
    settle,
)
from relocalisons.store.opening import Store, open_store
from relocalisons.store.runs import RunRecord
from tasks.intake.week_plan import plan_week
from tasks.reminders.reminder_steps import hold_digests
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun

FIRST = date(2026, 3, 2)
ANNE, LUC, ZOE = "anne@x.example", "luc@x.example", "zoe@x.example"
NOBODY = ""


@cache
def a_programme(first: str, second: str, accountant: str, deputy: str) -> Programme:
    """Two partners, an accountant and a deputy, who may share addresses."""
    partners = f"""
        Code | Structure | Type | Référent | E-mail | Suppléant | E-mail suppléant
        P01 | Ville de Grasse | collectivité | Anne Roux | {first} | Paul Hébert | {deputy}
        P02 | Chambre 06 | chambre | Luc Blanc | {second} | |
    """
    roles = f"""
        Partenaire | Sujet | Personne | E-mail
        P01 | financier | Zoé Aubert | {accountant}
        P02 | financier | Zoé Aubert | {accountant}
    """
    return understood(night(pilotage(tab("Interlocuteurs", roles), partners=partners)))


def a_finding(kind: str, subject: str, partner: str) -> TrackedFinding:
    finding = Finding(
        kind=KINDS[kind], subject=subject, partner=partner, severity=Severity.WATCH,
        audience=Audience.PARTNER, title="Le constat.", action="Voir.", label=f"{subject} – x",
        evidence=(place(14).cell("planned_end"),),
        due=date(2026, 2, 3) if kind == "action_late" else None,
    )  # fmt: skip
    return TrackedFinding(finding=finding, state=FindingState.OPEN, first_seen=FIRST)


ASKED = tuple(
    a_finding(kind, f"{partner}/{table}/A1/{column}" if table else f"A{partner}", partner)
    for partner in ("P01", "P02")
    for kind, table, column in (("action_late", "", ""), ("cell_missing", "expenses", "amount"))
)


def a_run(store: Store, day: date) -> ProgrammeRun:
    at = datetime.combine(day, time(6), tzinfo=UTC)
    kind = RunKind.PARTNER_REMINDERS
    return ProgrammeRun(
        kind=kind, settings=mail_settings("http://127.0.0.1:1"), store=store, clock=lambda: at,
        record=RunRecord(run_id=1, state="new", kind=kind.value, logical_date=day),
        dry_run=False, closing=ExitStack(), day=RunDay(as_of=day, useful=True), planned=at,
        started=at,
    )  # fmt: skip


def trigger(store: Store, day: date, programme: Programme) -> None:
    """« Préparer les relances », at any moment of any day."""
    run = a_run(store, day)
    assessment = Assessment(
        programme=programme, tracked=ASKED, pilotage=None, baseline={}, snapshot_id="s",
        read_at=run.clock(), doubts=(),
    )  # fmt: skip
    hold_digests(run, plan_week(run, assessment), assessment)


def decide(store: Store, day: date, choice: NoticeState) -> None:
    """Her decision on everything that waits; what she approves leaves at once."""
    at = datetime.combine(day, time(10), tzinfo=UTC)
    for one in notices_in(store, "relocalisons", (NoticeState.HELD,)):
        move(store, one.key, of=(NoticeState.HELD,), to=choice, at=at)
        held = claim(store, one.key, at=at) if choice is NoticeState.READY else None
        if held is not None:
            settle(store, held, SendOutcome.ACCEPTED, at=at)


addresses = st.sampled_from([ANNE, LUC, ZOE, NOBODY])
programmes = st.builds(a_programme, addresses, addresses, addresses, addresses)
days = st.integers(0, 20).map(lambda number: FIRST + timedelta(days=number))
choices = st.sampled_from(
    [NoticeState.READY, NoticeState.DECLINED, NoticeState.CALLING, NoticeState.LAPSED]
)
steps = st.lists(
    st.one_of(st.tuples(days, programmes), st.tuples(days, choices)), min_size=1, max_size=10
)


@given(steps)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_person_gets_two_digests_in_a_week_over_any_triggers_and_decisions(story):
    folder = Path(tempfile.mkdtemp())
    try:
        with new_database("sqlite", folder) as url, open_store(url) as store:
            for day, what in story:
                if isinstance(what, Programme):
                    trigger(store, day, what)
                else:
                    decide(store, day, what)
            kept = notices_in(store, "relocalisons", tuple(NoticeState))
    finally:
        shutil.rmtree(folder)

    by_person = Counter((one.partner, one.role, one.iso_week) for one in kept)
    by_address = Counter((one.recipient_hash, one.iso_week) for one in kept)
    assert [who for who, count in by_person.items() if count > 1] == []
    assert [who for who, count in by_address.items() if count > 1] == []
