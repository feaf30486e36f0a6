"""Pure: the tables of meetings, attendance, decisions, communication and risks."""

from relocalisons.core.kernel.definition import Subject, table

MEETINGS = table(
    "meetings",
    "Réunions",
    """
    number         | N°                 | id     | ?=  | Réunion
    type           | Type               | choice | ?=  |
    date           | Date               | date   | !?= |
    hours          | Heure              | text   |   | Horaire; Heures; Horaires
    place          | Lieu/visio         | text   |   | Lieu
    notice_sent    | Convocation envoyée | date  |   | Convocation envoyée le
    agenda         | ODJ                | url    |   | Ordre du jour
    slides         | Support            | url    |   |
    attendance_sheet | Émargement       | url    |   |
    minutes        | CR                 | url    |   | Compte-rendu
    status         | Statut             | choice |   |
    committee      | Instance           | text   |   |
    quorum         | Quorum             | number |   |
    """,
    identity="number",
    subjects=[Subject.MEETINGS],
)

ATTENDANCE = table(
    "attendance",
    "Présences",
    """
    meeting    | Réunion    | id      | !?= |
    partner    | Partenaire | partner |   |
    person     | Personne   | text    |   |
    presence   | Présence   | choice  |   | Présent
    answer     | Réponse    | text    |   |
    """,
    subjects=[Subject.MEETINGS],
)

DECISIONS = table(
    "decisions",
    "Décisions",
    """
    number   | N°          | id      | ?=  |
    meeting  | Réunion     | id      |   |
    decision | Décision    | text    | !?= |
    owner    | Responsable | partner |   |
    due      | Échéance    | date    |   |
    status   | Statut      | choice  | ?=  |
    proof    | Preuve      | url     |   |
    """,
    identity="number",
    label="decision",
    subjects=[Subject.MEETINGS],
)

COMMUNICATION = table(
    "communication",
    "Communication",
    """
    number          | N°                  | id     | !?= |
    channel         | Support             | choice | !?= |
    topic           | Sujet               | text   | !?= |
    deliverable     | Livrable lié        | ids    |   | Livrable
    contractor      | Prestataire         | text   |   |
    planned_on      | Date prévue         | date   | !?= |
    published_on    | Date publiée        | date   |   | Publié le
    link            | Lien                | url    |   |
    logos_checked   | Logos vérifiés      | yesno  |   |
    reach           | Portée (vues)       | number | k | Portée
    status          | Statut              | choice |   |
    brief_sent      | Brief envoyé le     | date   |   |
    proof_received  | BAT reçu le         | date   |   |
    funder_agreed   | Accord financeur le | date   |   |
    """,
    identity="number",
    label="topic",
    subjects=[Subject.COMMUNICATION],
)

RISKS = table(
    "risks",
    "Risques",
    """
    number      | N°          | id      | !?= |
    risk        | Risque      | text    | !?= |
    work_stream | Axe         | text    |   |
    likelihood  | Probabilité | number  |   | Probabilité 1–4
    severity    | Gravité     | number  |   | Gravité 1–4
    measure     | Mesure      | text    |   |
    owner       | Responsable | partner |   |
    review      | Revue       | date    |   |
    """,
    identity="number",
    label="risk",
    subjects=[Subject.OBJECTIVES],
)
