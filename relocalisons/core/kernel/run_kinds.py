"""The flows, each declared once: its name, what its failure leaves undone, what goes on then."""

from enum import StrEnum

from relocalisons.core.kernel.definition import Subject


class RunKind(StrEnum):
    """A flow by the name under which the store knows its runs, its file and its function.

    With it, in French: `french`, its name in Prefect, in « Journal » and in mails; `not_done`, what
    its failure leaves undone; `still_works`, how it is told among what goes on while another flow
    fails, empty for what only a person starts. `subject`: it has nothing to do without that one.
    """

    french: str
    not_done: str
    still_works: str
    subject: Subject | None

    def __new__(
        cls,
        kind: str,
        french: str,
        not_done: str,
        still_works: str = "",
        subject: Subject | None = None,
    ) -> "RunKind":
        """Its value is the name alone: what the store holds of it is a word."""
        member = str.__new__(cls, kind)
        member._value_ = kind
        member.french, member.not_done, member.still_works = french, not_done, still_works
        member.subject = subject
        return member

    DAILY_FOLLOW_UP = (
        "daily_follow_up",
        "Suivi quotidien",
        "« Tableau de bord » et « Anomalies » gardent leur contenu d’avant.",
        "le suivi quotidien de 6 h 30",
    )
    PARTNER_REMINDERS = (
        "partner_reminders",
        "Préparer les relances",
        "Aucune relance n’est partie.",
        "la préparation des relances du mardi",
    )
    MAIL_SETTLEMENT = (
        "mail_settlement",
        "Suivi des envois et décisions",
        "Les messages validés attendent ; aucun ne partira deux fois.",
        "l’envoi des messages que vous validez",
    )
    FUNDER_REPORTS = (
        "funder_reports",
        "Rapports financeurs",
        "Les notes aux financeurs ne sont pas toutes déposées.",
        "les notes mensuelles aux financeurs",
        Subject.MONEY,
    )
    COPIL_PACK = (
        "copil_pack",
        "Dossier COPIL",
        "Le rapport du COPIL n’est pas déposé.",
        "le rapport mensuel du COPIL",
        Subject.MEETINGS,
    )
    FREEZE_BASELINE = (
        "freeze_baseline",
        "Figer un planning de référence",
        "Aucun planning de référence n’est figé.",
    )
    MAKE_AMENDMENT = (
        "make_amendment",
        "Faire un avenant",
        "L’avenant n’est pas établi ; la référence en vigueur reste celle d’avant.",
    )
    WORKSPACE_SETUP = (
        "workspace_setup",
        "Créer l’espace de travail",
        "L’espace de travail n’est pas complet ; relancer n’ajoute que ce qui manque.",
    )
    ACCESS_CHECK = (
        "access_check",
        "Contrôle des accès",
        "Un contrôle au moins n’est pas passé ; rien n’a été écrit ni envoyé.",
        "le contrôle des accès de 6 h",
    )
    RELEASE_REMINDERS = (
        "release_reminders",
        "Envoyer les relances validées",
        "Les messages choisis ne sont pas tous partis ; aucun ne partira deux fois.",
    )
    WEEKLY_SUMMARY = (
        "weekly_summary",
        "Bilan hebdomadaire",
        "Le bilan de la semaine n’est pas envoyé.",
        "le bilan du vendredi",
    )
    RECENT_CHANGES = (
        "recent_changes",
        "Qui a changé quoi",
        "La liste des changements n’est pas déposée.",
    )
    PRODUCER_FOLLOW_UP = (
        "producer_follow_up",
        "Suivi des producteurs",
        "Les projets de contrats et les fiches des producteurs ne sont pas tous déposés.",
        "les documents mensuels des producteurs",
        Subject.PRODUCERS,
    )
    FILE_TRIAL = (
        "file_trial",
        "Essayer un fichier",
        "Le fichier n’est pas essayé ; rien n’en est gardé, rien n’est changé.",
    )
    PAPER_PREVIEW = (
        "paper_preview",
        "Aperçu d’un document",
        "L’aperçu n’est pas montré ; rien n’est gardé, rien n’est changé.",
    )


def deployment_name(kind: RunKind, programme: str) -> str:
    """What Prefect calls a flow of a programme, by the name of its file: it never changes."""
    return f"{kind.french} – {programme}"
