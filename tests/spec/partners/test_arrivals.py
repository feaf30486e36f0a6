"""A partner that joins mid-programme: the first contact is a welcome, never a reproach."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from support.programme.sheets import (
    P01_ID,
    P02_ID,
    PILOTAGE_ID,
    book,
    night,
    pilotage,
    tab,
    understood,
)

from relocalisons.core.assessment.assessment import assess
from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    FindingState,
    Programme,
    Snapshot,
    TrackedFinding,
)
from relocalisons.core.partners.arrivals import joined_on
from relocalisons.core.partners.mobilisation import MailFacts, PartnerKind
from relocalisons.core.reminders.digests import Digest, ReminderPlan
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.rules.release import (
    from_document,
    keep_what_may_leave,
    to_document,
)
from relocalisons.rendering.mails.context import MailContext
from relocalisons.rendering.mails.mail import render_digest

DAY = date(2026, 3, 3)
A_WEEK_BEFORE = date(2026, 2, 24)
OLD = """
    Code | Structure       | Type         | Référent  | E-mail
    P01  | Ville de Grasse | collectivité | Anne Roux | anne@grasse.example
"""
NEW = "\n    P02  | Ferme des Prés  | agriculteur  | Luc Blanc | luc@pres.example"
PLAN_1 = """
    N°   | Intitulé | Pilote | Début      | Fin        | Avancement | Statut
    A1.1 | Former   | P01    | 05/01/2026 | 13/02/2026 | 40 %       | en cours
"""
PLAN_2 = """
    N°   | Intitulé | Pilote | Début      | Fin        | Avancement | Statut
    A2.1 | Livrer   | P02    | 05/01/2026 | 20/02/2026 | 0 %        | en cours
    A2.2 | Peser    | P02    | 05/01/2026 | ???        | 0 %        | en cours
    A2.3 | Semer    | P02    | 02/03/2026 | 12/03/2026 | 0 %        | en cours
"""
QUIET_PLAN = """
    N°   | Intitulé | Pilote | Début      | Fin        | Avancement | Statut
    A2.1 | Livrer   | P02    | 05/01/2026 | 20/02/2026 | 0 %        | en cours
"""
CONTEXT = MailContext(
    programme="Relocalisons",
    coordinator="Camille Aubanel",
    coordinator_email="coordination@localizz.example",
)


def sheets(partners: str = OLD + NEW, plan: str = PLAN_2) -> Snapshot:
    sources = f"""
        Plan d'action | P01 | {P01_ID} | Plan d'action
        Plan d'action | P02 | {P02_ID} | Plan d'action
    """
    return night(
        pilotage(sources=sources, partners=partners),
        book(P01_ID, tab("Plan d'action", PLAN_1)),
        book(P02_ID, tab("Plan d'action", plan)),
    )


def found(
    plan: str = PLAN_2,
    *,
    joined: Mapping[str, date] | None = None,
    sent: Mapping[str, tuple[date, ...]] | None = None,
    as_of: date = DAY,
) -> tuple[Programme, tuple[Finding, ...]]:
    read = understood(sheets(plan=plan), as_of=as_of)
    told = assess(
        read,
        as_of=as_of,
        baseline={},
        joined={"P02": DAY} if joined is None else joined,
        mails=MailFacts(sent={"P01": (A_WEEK_BEFORE,)} if sent is None else sent),
    )
    return read, told


def planned(
    plan: str = PLAN_2, *, joined: Mapping[str, date] | None = None, as_of: date = DAY
) -> ReminderPlan:
    read, told = found(plan, joined=joined, as_of=as_of)
    return plan_reminders(
        tuple(
            TrackedFinding(finding=one, state=FindingState.OPEN, first_seen=as_of) for one in told
        ),
        programme=read,
        history=ReminderHistory(),
        policy=ReminderPolicy(),
        as_of=as_of,
    )


def mail_to(plan: ReminderPlan, code: str) -> Digest:
    (digest,) = (one for one in plan.digests if one.partner == code)
    return digest


def test_a_partner_that_earlier_readings_did_not_have_joins_on_the_day_it_is_read():
    before, now = (each.workbook(PILOTAGE_ID) for each in (sheets(partners=OLD), sheets()))
    assert before
    assert now
    read, told = found()

    first = joined_on(read, told=(), earlier=(before,), as_of=DAY)
    later = joined_on(read, told=told, earlier=(now,), as_of=DAY + timedelta(days=1))
    at_launch = joined_on(read, told=(), earlier=(), as_of=DAY)

    assert first == later == {"P02": DAY}
    assert at_launch == {}


def test_the_coordinator_is_told_once_until_the_first_message_left():
    (one,) = (each for each in found()[1] if each.kind is PartnerKind.PARTNER_JOINED)
    after = found(sent={"P02": (DAY,)}, as_of=DAY + timedelta(days=1))[1]
    months_later = found(as_of=DAY + timedelta(days=61))[1]

    assert one.title.replace("\u00a0", " ") == (
        "P02 (Ferme des Prés) a rejoint le programme le 3 mars 2026 : son premier message sera "
        "une bienvenue."
    )
    assert one.audience is Audience.COORDINATION
    for told in (after, months_later):
        assert PartnerKind.PARTNER_JOINED not in {each.kind for each in told}


def test_before_a_first_message_to_anybody_nobody_is_a_newcomer():
    _, told = found(sent={})

    assert PartnerKind.PARTNER_JOINED not in {each.kind for each in told}


def test_the_first_message_holds_neither_cells_nor_what_was_late_before_it_came():
    plan = planned()

    welcome = mail_to(plan, "P02")
    assert welcome.welcome
    assert [line.number for line in welcome.lines] == ["A2.3"]
    why = {one.label: one.reason for one in plan.skipped if one.label.startswith("A2.")}
    assert len(why) == 2
    assert any("avant son arrivée" in reason for reason in why.values())
    assert any("premier message" in reason for reason in why.values())


def test_others_get_their_usual_message():
    usual = mail_to(planned(), "P01")

    assert not usual.welcome
    assert [line.number for line in usual.lines] == ["A1.1"]


def test_once_welcomed_it_is_told_like_everybody():
    told = mail_to(planned(joined={}), "P02")

    assert not told.welcome
    assert {"A2.1", "A2.3"} <= {line.number for line in told.lines}


def test_a_welcome_leaves_even_with_nothing_to_ask():
    welcome = mail_to(planned(QUIET_PLAN), "P02")

    assert welcome.welcome
    assert welcome.lines == ()
    kept = keep_what_may_leave(
        welcome, approved=frozenset(), settled=frozenset(), unseen=frozenset()
    )
    assert kept.digest == welcome


@pytest.mark.parametrize("plan", [PLAN_2, QUIET_PLAN])
def test_its_words_welcome_and_reproach_nothing(plan: str):
    welcome = mail_to(planned(plan), "P02")

    mail = render_digest(welcome, context=CONTEXT)

    assert "bienvenue" in mail.subject.casefold()
    for words in (mail.text, mail.html):
        assert "Bonjour Luc Blanc," in words
        assert "Bienvenue dans Relocalisons" in words
        assert "retard" not in words
        assert "A2.1" not in words
        assert "lire avec certitude" not in words
        assert ("A2.3" in words) is (plan is PLAN_2)


def test_it_is_kept_and_read_again_as_a_welcome():
    welcome = mail_to(planned(), "P02")

    assert from_document(to_document(welcome), kinds=KINDS) == welcome
