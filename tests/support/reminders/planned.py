"""Small builders of findings as she decided on them, and the week's plan made of them."""

from datetime import date, timedelta

from support.programme.build import a_partner, a_programme, place

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import (
    Audience,
    Finding,
    FindingState,
    Severity,
    TrackedFinding,
)
from relocalisons.core.programme.decisions.decisions import understand_finding
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, ReminderPolicy
from relocalisons.core.reminders.rules.answers import Unanswered

TUESDAY = date(2026, 3, 3)


def finding(
    kind="action_late",
    subject="A1.2",
    *,
    partner="P01",
    due=date(2026, 2, 3),
    audience=Audience.COPIL,
    workbook="Suivi P01",
    detail="",
):
    kind = KINDS[kind]
    dated = kind.value.startswith(("action", "deliverable"))
    return Finding(
        kind=kind,
        subject=subject,
        partner=partner,
        severity=Severity.WATCH,
        audience=audience,
        title="Le constat pour la coordination.",
        action="Demander à quelqu’un.",
        label=f"{(subject.split('/') + [''] * 3)[2] or subject} – Former les cuisiniers",
        evidence=(place(14, workbook=workbook).cell("planned_end"),),
        due=due if dated else None,
        days=(TUESDAY - due).days if dated else None,
        detail=detail,
    )


def tracked(*findings, decision="", state=FindingState.OPEN, first_seen=date(2026, 2, 10)):
    return tuple(
        TrackedFinding(
            finding=one, state=state, first_seen=first_seen, **said(decision, read_on=first_seen)
        )
        for one in findings
    )


def said(decision, *, read_on=date(2026, 2, 10), note=""):
    """Her words as a tracked finding has them: typed, and understood once."""
    word = understand_finding(decision, read_on=read_on)
    return {"decision": decision, "note": note, "word": word}


def plan(
    *entries, as_of=TUESDAY, history=None, policy=None, coordinator="", weights=None, **programme
):
    programme.setdefault("partners", (a_partner("P01", "Ville de Grasse"),
                                      a_partner("P02", "Chambre 06")))  # fmt: skip
    return plan_reminders(
        tuple(entries),
        programme=a_programme(as_of=as_of, **programme),
        history=history or ReminderHistory(),
        policy=policy or ReminderPolicy(),
        as_of=as_of,
        coordinator=coordinator,
        weights=weights,
    )


def reasons(made, code="P01"):
    return [entry.reason for entry in made.skipped if entry.partner == code]


def left_alone(times: int) -> tuple[Unanswered, ...]:
    """So many digests that a person left without an answer, the newest first."""
    return tuple(
        Unanswered(on=TUESDAY - timedelta(weeks=ago), late=frozenset())
        for ago in range(1, times + 1)
    )
