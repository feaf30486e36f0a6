"""Reminders planned from what she writes in « Paramètres », « Partenaires », « Interlocuteurs »."""

from datetime import date
from zoneinfo import ZoneInfo

from support.programme.build import place
from support.programme.sheets import PARTNERS, night, pilotage, understood

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import Audience, Finding, Severity, TrackedFinding
from relocalisons.core.reminders.planning import plan_reminders
from relocalisons.core.reminders.policy import ReminderHistory, policy_in_force

TUESDAY = date(2026, 3, 3)
PARIS = ZoneInfo("Europe/Paris")
ROLES = """
    Partenaire | Sujet     | Personne   | E-mail                | Tél
    P01        | financier | Zoé Aubert | compta@grasse.example | 04 00 00 00 01
    P02        | financier | Luc Blanc  | luc@ca06.example      |
"""
RHYTHMS = """
    Code | Structure       | Type         | Référent  | E-mail              | Fréquence de relance
    P01  | Ville de Grasse | collectivité | Anne Roux | anne@grasse.example | {}
"""
DEPUTIES = """
    Code | Structure       | Type         | Référent  | E-mail      | Suppléant   | E-mail suppléant
    P01  | Ville de Grasse | collectivité | Anne Roux | a@g.example | Paul Hébert | paul@g.example
"""


def sheets(settings="", *, partners=PARTNERS, own=(), as_of=TUESDAY):
    return understood(night(pilotage(*own, settings=settings, partners=partners)), as_of=as_of)


def finding(kind="action_late", subject="A1.2", *, partner="P01", due=date(2026, 2, 3), **given):
    values = {
        "severity": Severity.WATCH, "audience": Audience.COPIL, "title": "Le constat.",
        "action": "Voir.", "label": f"{subject} – Former", "due": due,
        "evidence": (place(14).cell("planned_end"),),
    }  # fmt: skip
    return Finding(kind=KINDS[kind], subject=subject, partner=partner, **(values | given))


def plan(*findings, programme, as_of=TUESDAY, history=None):
    return plan_reminders(
        tuple(
            TrackedFinding(finding=one, state="open", first_seen=date(2026, 2, 10))
            for one in findings
        ),
        programme=programme,
        history=history or ReminderHistory(),
        policy=policy_in_force(programme),
        as_of=as_of,
    )


def reasons(made, code="P01"):
    return [entry.reason for entry in made.skipped if entry.partner == code]
