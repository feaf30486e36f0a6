"""Pure: the coordinator's own tabs in « Pilotage », and those the service writes there."""

from relocalisons.core.kernel.definition import Subject, table

SOURCES = table(
    "sources",
    "Sources",
    """
    table      | Table      | choice  | !?= | Type de table
    partner    | Partenaire | id      |   | Code partenaire
    workbook   | Classeur   | url     | !?= | Lien classeur
    tab        | Onglet     | text    | !?= |
    header_row | Ligne d'en-tête | number |  |
    active     | Actif      | yesno   |   |
    mapping    | Correspondance proposée | text | | Correspondance
    confirmed  | Correspondance confirmée | yesno | | Confirmée
    comment    | Commentaire | text   |   |
    """,
)

SETTINGS = table(
    "settings",
    "Paramètres",
    """
    name    | Paramètre   | text | !?= | Nom
    value   | Valeur      | text | !?= |
    scope   | Portée      | text |   | Concerne
    until   | Jusqu'au    | date |   |
    comment | Commentaire | text |   |
    """,
    aliases=("Parametres",),
)

CONTACTS = table(
    "contacts",
    "Contacts",
    """
    date     | Date       | date    | !?= coordination |
    partner  | Partenaire | partner | !?= coordination |
    person   | Personne   | text    | coordination |
    said     | Ce qui a été dit | text | coordination | Dit
    promised | Promis pour le | date | coordination | Promis
    """,
)

CONTACT_ROLES = table(
    "contact_roles",
    "Interlocuteurs",
    """
    partner | Partenaire | partner | !?= |
    subject | Sujet      | choice  | !?= |
    person  | Personne   | text    | !?= |
    email   | E-mail     | email   | !?= coordination | Mail
    phone   | Tél        | text    | coordination |
    """,
    subjects=[Subject.MONEY, Subject.COMMUNICATION],
)

COMMITTEES = table(
    "committees",
    "Instances",
    """
    committee | Instance   | text    | !?= |
    partner   | Partenaire | partner |   |
    person    | Personne   | text    | !?= |
    email     | E-mail     | email   | coordination | Mail
    role      | Rôle       | choice  |   |
    """,
    subjects=[Subject.MEETINGS],
)

COMMENTS = table(
    "comments",
    "Commentaires",
    """
    report  | Rapport  | text | !?= |
    section | Section  | text | !?= |
    period  | Période  | text |   |
    text    | Texte    | text | !?= |
    """,
    subjects=[Subject.MEETINGS, Subject.MONEY],
)

ATTESTATIONS = table(
    "attestations",
    "Attestations",
    """
    partner     | Partenaire       | partner | !?= |
    kind        | Nature           | text    | !?= | Type
    valid_until | Valable jusqu'au | date    | !?= |
    link        | Lien             | url     |   |
    """,
    subjects=[Subject.AGREEMENTS],
)

CONTRIBUTIONS = table(
    "contributions",
    "Contribution au bilan",
    """
    period  | Période           | text | !?= |
    action  | Action            | ids  | !?= |
    figures | Chiffres demandés | text |   |
    text    | Texte             | text |   | Cinq lignes
    proofs  | Preuves           | text |   | Liens de preuve
    """,
    subjects=[Subject.MONEY],
)

# What the partners' plans do not say: she adds who waits for whom.
DEPENDENCIES = table(
    "dependencies",
    "Dépendances",
    """
    predecessor | Prédécesseur  | id     | !?= | Action attendue; Dépend de
    successor   | Successeur    | id     | !?= | Action qui attend; Action
    lag         | Délai (jours ouvrés) | number | workdays | Délai; Délai (jours)
    comment     | Commentaire   | text   |   |
    """,
    aliases=("Dépendances entre actions",),
)

# Tabs that the service owns and writes (design §4). « Décision » and « Note » are hers.
ANOMALIES = table(
    "anomalies",
    "Anomalies",
    """
    subject  | Sujet       | text |   |
    decision | Décision    | text |   |
    note     | Note        | text |   |
    severity | Gravité     | text |   |
    status   | État        | text |   |
    partner  | Partenaire  | text |   |
    title    | Constat     | text |   |
    action   | Que faire   | text |   |
    since    | Depuis le   | text | k |
    link     | Lien        | url  |   |
    act      | Acte        | text |   |
    key      | Clé         | text | !?= |
    """,
    identity="key",
)

# What there is to do, one row an act, in order (`core/acts`).
TO_DO = table(
    "to_do",
    "À faire",
    """
    act      | Acte       | text |   |
    decision | Décision   | text |   |
    note     | Note       | text |   |
    when     | Quand      | text |   |
    why      | Pourquoi   | text |   |
    by       | Avant le   | text | k |
    detail   | Détail     | text |   |
    link     | Lien       | url  |   |
    rank     | Rang       | number |  |
    key      | Clé        | text | !?= |
    """,
    identity="key",
)

# What is only to be put in order, one row a column of a partner.
TO_TIDY = table(
    "to_tidy",
    "À ranger",
    """
    what     | À ranger   | text |   |
    decision | Décision   | text |   |
    note     | Note       | text |   |
    state    | État       | text |   |
    partner  | Partenaire | text |   |
    column   | Colonne    | text |   |
    findings | Constats   | number | |
    cells    | Cases      | number | |
    first    | Le premier | text |   |
    link     | Lien       | url  |   |
    key      | Clé        | text | !?= |
    """,
    identity="key",
)

REMINDERS = table(
    "reminders",
    "Relances",
    """
    partner  | Partenaire  | text |   |
    decision | Décision    | text |   |
    note     | Note        | text |   |
    person   | Destinataire | text |  |
    subject  | Objet       | text |   |
    lines    | Lignes      | number |  |
    preview  | Aperçu      | url  |   |
    state    | État        | text |   |
    key      | Clé         | text | !?= |
    """,
    identity="key",
)
