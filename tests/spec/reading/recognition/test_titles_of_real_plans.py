"""Titles of columns in the plans that people keep: tools, national formats, their own words.

Trello, Asana, Jira, MS Project, Smartsheet, Airtable, Grist, Notion; HAS, CRTE, PAT, Interreg,
LEADER, Erasmus+.
"""

import pytest

from relocalisons.core import tables as schema
from relocalisons.core.kernel.model import Sureness, Verdict
from relocalisons.core.reading.grid import read_table

MEANINGS = ("title", "owner", "planned_start", "planned_end", "status")
USUAL = ("Action", "Responsable", "Date de début", "Échéance", "Statut")
LINES = (
    ("Planter la haie", "Lise", "05/01/2026", "30/06/2026", "en cours"),
    ("Choisir le local", "Paul", "12/01/2026", "15/07/2026", "fait"),
    ("Former les cuisines", "Nour", "19/01/2026", "31/08/2026", "à faire"),
    ("Ouvrir le drive", "Ali", "19/02/2026", "30/09/2026", "à faire"),
)
TITLES = {
    "title": """
        Card Name | Task Name | Nom de la tâche | Summary | Name | Work item | Élément | Opération
        Intitulé de l'opération | Nom de la fiche-action | Titre fiche action | Libellé action
        Actions à conduire | Actions d'amélioration (PAQSS) | Objectif opérationnel | Activity title
        Deliverable | Work package title | Description de l'action | Mesure | Chantier | Étapes
        Que faisons-nous ? | Ce qu'on fait | Ce qu'il faut faire | Tâches à accomplir | Dossier
        Nom de l'opération (CRTE) | Nos engagements | Engagement pris | Milestone | Jalon
        Ce qu'on s'est promis | Things to do | Key action | Actions phares | Étape clé | On veut…
        What we said we would do | Piece of work | De quoi s'agit-il | Ce que l'on fait
    """,
    "owner": """
        Members | Assignee | Assigned To | Attribué à | Owner | Responsible | Pilote de l'action
        Structure pilote | Maître d'ouvrage | MOA | Chef de file | Lead partner | WP Leader
        PP in charge | Responsable(s) | Référent | Qui fait quoi | Noms ressources | Resource Names
        Organisation responsable | Acteur pilote | Responsable de la mise en œuvre | R (RACI)
        Suivi assuré par | Contact référent | Held by | Action owner | Qui s'y colle | Collègue
        Dans quelles mains | In whose hands | Responsable technique | Delivery lead | Driven by
    """,
    "planned_start": """
        Start Date | Début | Démarrage | Lancement | Planned start | Baseline Start | Kick-off
        From
        Début prévisionnel | Du | Mois de début | Quand on commence | À partir de | Dès | On démarre
    """,
    "planned_end": """
        Due Date | Finish | Date de fin prévisionnelle | End Date | Deadline | Date butoir | Délai
        Pour quand | Target date | Planned end | To | Au | End month | Date cible | Terme | Until
        Livraison prévue | Date de réalisation (prévue) | Completion date (planned) | Avant le
        Quand
        By when | Calendrier de mise en œuvre | Horizon | Fini pour | Jusqu'au | ETA | Atterrissage
        Landing | Timeline | À clore le | Livré au plus tard | Bouclé pour | Fin au plus tard
        On a jusqu'à | Échéance interne | Due by | Date de rendu
    """,
    "status": """
        Status | État | État d'avancement | List Name | Bucket Name | Progress | Stade | Phase
        Stage
        Situation | Où en est-on ? | Suivi | Degré de réalisation | Action status | Colonne | Étape
        Fait ? | Ça donne quoi | Status (RAG) | Maturité | État de mise en œuvre | Point au 15/11
        Kanban | Board | Implementation status | Level of completion | How it stands
        How is it going? | Suivi de réalisation | Évaluation de l'avancement | Section/Column
    """,
}


def listed(text: str) -> list[str]:
    return [title.strip() for line in text.strip().splitlines() for title in line.split("|")]


def meant(headers, lines) -> dict[str, tuple[str | None, Sureness]]:
    reading = read_table([list(headers), *map(list, lines)], schema.ACTIONS)
    return {each.label: (each.meaning, each.sureness) for each in reading.understood}


@pytest.mark.parametrize(
    ("meaning", "title"), [(name, title) for name in TITLES for title in listed(TITLES[name])]
)
def test_a_title_of_a_real_plan_is_known(meaning: str, title: str):
    place = MEANINGS.index(meaning)
    headers = [*USUAL[:place], title, *USUAL[place + 1 :]]

    reading = read_table([headers, *map(list, LINES)], schema.ACTIONS)

    assert reading.verdict is Verdict.APPLIED
    assert reading.columns.get(meaning) == place


# Days of somebody else, of a tool, or of a look at the line; columns of a choice that is no status.
DAYS = """
    Date de création | Créé le | Created time | Created At | Date de saisie
    Dernière mise à jour | MAJ
    Last Modified | Last edited time | Updated | Modifié le | Last Activity Date | Date du COPIL
    Prochain comité | Prochaine revue | Next review | Reviewed on | Date de signature
    Date de dépôt
    Échéance financeur | Fin de convention | Fin d'éligibilité | Échéance du rapport | Grant end
    Funder deadline | Date de paiement | Date de la dernière relance | Relancé le | Date d'audit
    Date du constat | Échéance de paiement | Vu le | Last touched | Logged on | Signalé le | Added
    Date de validation | Start Variance | Constraint date | Vérifié le | Dernier point | Demandé le
    Date du point | Log entry date | Reçu le | Date d'arrivée | Échéance Région (financeur)
"""
CHOICES = """
    Priorité | Priority | Urgence | Risque | Niveau de risque | Criticité | Health | Type | Nature
    Confidentialité | Avis | Impact | Gravité | Probabilité | Labels | Étiquettes | Effort
    Severity
    Complexité | Niveau d'urgence | Importance | Vote | Décision du jury | Note du jury
"""
SHARES = """
    Taux d'aide | % subvention | % financement | Taux de subvention | % cofinancement | % local
    % budget consommé | Taux de consommation | TVA % | % ETP | Part FEADER | % temps
    % engagé | % bio
"""


@pytest.mark.parametrize("title", listed(DAYS))
def test_a_day_that_is_not_the_line_s_is_never_its_end_even_alone(title: str):
    headers = ("Action", "Responsable", title, "Statut")

    told = meant(headers, [(what, who, end, state) for what, who, _, end, state in LINES])

    assert told[title][0] is None


@pytest.mark.parametrize("words", [("Haute", "Basse", "Moyenne", "Haute"), None])
@pytest.mark.parametrize("title", listed(CHOICES))
def test_a_choice_that_is_no_state_is_never_a_status(title: str, words):
    said = words or tuple(line[4] for line in LINES)
    headers = ("Action", "Responsable", "Échéance", title)

    told = meant(
        headers, [(*line[:2], line[3], word) for line, word in zip(LINES, said, strict=True)]
    )

    assert told[title][0] is None


@pytest.mark.parametrize("title", listed(SHARES))
def test_a_share_of_money_or_time_is_no_progress(title: str):
    headers = ("Action", "Responsable", "Échéance", title)
    shares = ("50 %", "100 %", "0 %", "0 %")

    told = meant(
        headers, [(*line[:2], line[3], at) for line, at in zip(LINES, shares, strict=True)]
    )

    assert told[title][0] != "progress"


@pytest.mark.parametrize(
    "title",
    listed("""
        % réalisé | % Complete | Taux d'avancement | Avancement (%) | % fait | Done %
        0 / 50 / 100 %
        Degré de réalisation | % d'avancement physique | Avct % | Progression
    """),
)
def test_a_share_of_the_work_is_its_progress(title: str):
    headers = ("Action", "Responsable", "Échéance", title)
    shares = (0.5, 1, 0, 0)

    told = meant(
        headers, [(*line[:2], line[3], at) for line, at in zip(LINES, shares, strict=True)]
    )

    assert told[title] == ("progress", Sureness.KNOWN)


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("Date de fin (réelle)", "actual_end"),
        ("Fin (effective)", "actual_end"),
        ("Date de début (réelle)", "actual_start"),
        ("Completion date (planned)", "planned_end"),
        ("Fin (prévisionnelle)", "planned_end"),
        ("Échéance (jj/mm/aaaa)", "planned_end"),
    ],
)
def test_brackets_say_of_which_time_a_date_is(title: str, meaning: str):
    headers = ("Action", "Responsable", title, "Statut")

    told = meant(headers, [(what, who, end, state) for what, who, _, end, state in LINES])

    assert told[title] == (meaning, Sureness.KNOWN)
