"""Pure: the tables of partners, actions and deliverables (what every workbook has)."""

from relocalisons.core.kernel.definition import Subject, table

PARTNERS = table(
    "partners",
    "Partenaires",
    """
    code              | Code                  | id      | !?=          | Code partenaire; N°
    name              | Structure             | text    | !?=          | Nom; Organisme; Partenaire
    profile           | Type                  | choice  | !?=          | Profil; Catégorie
    siret             | SIRET                 | text    |              | N° SIRET
    contact           | Référent              | text    | !?=          | Référente; Contact; Référent(e)
    email             | E-mail                | email   | !?= coordination | Mail; Courriel; Adresse mail; Email
    phone             | Tél                   | text    | coordination | Téléphone; Tel; Portable
    deputy_contact    | Suppléant             | text    |              | Suppléante; Suppléant(e)
    deputy_email      | E-mail suppléant      | email   | coordination | Mail suppléant
    role              | Rôle projet           | text    |              | Rôle
    area              | Secteur               | text    |              | Commune; Ville; Territoire
    work_streams      | Axe(s)                | text    | k            | Axes; Axe
    planned_budget    | Budget prévu €        | money   | k + funder @argent | Budget prévu; Budget
    recovers_vat      | Récupère la TVA       | yesno   | funder @argent | TVA récupérée
    contracting       | Pouvoir adjudicateur  | yesno   | r            |
    mandate           | Mandat au chef de file | text   | r            |
    vat_certificate   | Attestation TVA       | text    | r            |
    representative    | Représentant légal    | text    | r            | Représentante légale
    representative_until | Mandat du représentant jusqu'au | date | r | Représentant jusqu'au
    delivery_place    | Lieu de livraison     | text    | r            |
    delivery_days     | Jours de livraison    | text    | r            |
    order_delay       | Délai de commande     | text    | r            |
    rejection_rule    | Refus et litiges      | text    | r            |
    agreement_signed  | Convention signée le  | date    | @conventions | Convention signée
    reminder_rhythm   | Fréquence de relance  | text    | coordination | Fréquence
    channel           | Canal préféré         | choice  | coordination | Canal
    active            | Actif                 | yesno   |              | Active
    google_account    | Compte Google         | yesno   | coordination |
    comment           | Commentaire           | text    | coordination | Commentaires; Remarques
    """,
    identity="code",
    label="name",
)

ACTIONS = table(
    "actions",
    "Plan d'action",
    """
    number          | N° action              | id       | ?=  | N°; Numéro; Action n°; Réf
    work_stream     | Axe                    | text     | g | Axe de travail; Volet
    title           | Intitulé               | text     | !?= | Action; Libellé; Intitulé de l'action
    owner           | Partenaire responsable | partner  | ?=  | Responsable; Pilote; Porteur; Structure responsable; Chef de file
    person          | Personne en charge     | text     | r partner | Personne pilote; Personne responsable
    contributors    | Contributeurs          | text     | k | Partenaires associés
    planned_start   | Début prévu            | date     | /?= | Date de début; Début; Début prév.; Date de début prévue
    planned_end     | Fin prévue             | date     | /?= | Date de fin; Échéance; Fin prév.; Fin; Date de fin prévue; Fin prévisionnelle
    revised_start   | Début révisé           | date     | / k | Nouveau début
    revised_end     | Fin révisée            | date     | / | Nouvelle échéance; Fin reportée; Fin rév.; Échéance révisée; Date de fin révisée; Nouveau délai; Nouvelle fin; Délai reporté; Délai révisé; Fin recalée; Échéance recalée; Échéance repoussée; Échéance reportée; Achèvement recalé; Fin repoussée
    actual_start    | Début réel             | date     | / | Démarré le; Date de début réelle
    actual_end      | Fin réelle             | date     | / | Terminé le; Réalisé le; Date de fin réelle
    progress        | Avancement             | progress | ?=  | % avancement; Avancement %; Avanct; Taux d'avancement; % d'avancement; Taux de réalisation
    status          | Statut                 | status   | /?= | État; Etat d'avancement
    predecessors    | Prédécesseurs          | ids      |   | Dépend de; Prérequis
    milestone       | Jalon                  | text     |   | Jalons
    deliverable     | Livrable attendu       | ids      | @livrables | Livrable; Livrables attendus
    funders         | Financeur(s)           | text     | @argent | Financeurs; Financeur
    delay_cause     | Cause du retard        | text     |   | Motif du retard
    corrective      | Action corrective      | text     |   | Mesure corrective
    duration_low    | Durée optimiste        | number   | r + workdays partner | Durée optimiste (jours ouvrés); Durée mini
    duration_likely | Durée probable         | number   | r + workdays partner | Durée probable (jours ouvrés); Durée la plus probable
    duration_high   | Durée pessimiste       | number   | r + workdays partner | Durée pessimiste (jours ouvrés); Durée maxi
    comment         | Commentaire            | text     | partner | Commentaires; Remarques; Observations
    """,
    identity="number",
    label="title",
    aliases=("Plan d'actions", "Actions", "Suivi des actions"),
)

DELIVERABLES = table(
    "deliverables",
    "Livrables",
    """
    number           | N°                 | id      | ?=  | N° livrable; Livrable; Numéro
    title            | Titre              | text    | !?= | Intitulé; Libellé
    action           | Action             | ids     |   | N° action
    owner            | Responsable        | partner | ?=  | Partenaire responsable; Porteur
    due              | Échéance           | date    | /?= | Date limite; Date d'échéance; À rendre le
    revised_due      | Échéance révisée   | date    | / | Nouvelle échéance; Nouveau délai; Délai reporté; Délai révisé; Échéance recalée; Échéance repoussée; Échéance reportée
    type             | Type               | choice  |   | Nature
    format           | Format attendu     | text    |   | Format
    folder           | Dossier Drive      | url     |   | Dossier
    naming_rule      | Règle de nommage   | text    | ?=  | Nom du fichier attendu; Nommage
    file_link        | Lien fichier       | url     |   | Lien; Fichier
    version          | Version            | text    |   |
    status           | Statut             | choice  | /?= | État
    reviewer         | Relecteur          | text    |   | Relectrice
    validated_by     | Validé par         | text    | k |
    validated_on     | Validé le          | date    |   | Date de validation
    confidentiality  | Confidentialité    | choice  |   |
    funders_to_cite  | Financeurs à citer | text    |   | Financeurs
    linkedin         | LinkedIn           | text    |   |
    project_drive    | Drive projet       | text    |   |
    event            | Événement          | text    |   | Évènement
    website          | Site               | text    |   | Site web
    """,
    identity="number",
    label="title",
    aliases=("Livrable", "Suivi des livrables"),
    subjects=[Subject.DELIVERABLES],
)
