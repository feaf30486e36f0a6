"""The French name of each flow, as people see it in Prefect and in mails."""

from collections.abc import Mapping

from relocalisons.core.kernel.calendar.punctuality import RunKind

FLOW_NAMES: Mapping[RunKind, str] = {
    RunKind.DAILY_FOLLOW_UP: "Suivi quotidien",
    RunKind.PARTNER_REMINDERS: "Préparer les relances",
    RunKind.MAIL_SETTLEMENT: "Suivi des envois et décisions",
    RunKind.FUNDER_REPORTS: "Rapports financeurs",
    RunKind.COPIL_PACK: "Dossier COPIL",
    RunKind.FREEZE_BASELINE: "Figer un planning de référence",
    RunKind.WORKSPACE_SETUP: "Créer l’espace de travail",
    RunKind.ACCESS_CHECK: "Contrôle des accès",
    RunKind.RELEASE_REMINDERS: "Envoyer les relances validées",
    RunKind.WEEKLY_SUMMARY: "Bilan hebdomadaire",
    RunKind.RECENT_CHANGES: "Qui a changé quoi",
    RunKind.PRODUCER_FOLLOW_UP: "Suivi des producteurs",
}
