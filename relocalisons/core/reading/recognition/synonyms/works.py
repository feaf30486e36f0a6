"""Pure: how columns that name a work, its number, its part and what goes with it are called."""

TITLE = """
    nom de la carte; nom de carte; carte; cartes; nom de tâche; intitulé de l'action;
    intitulé du projet;
    intitulé de l'opération; intitulé de la mesure; intitulé de la tâche; intitulé de la fiche
    action; titre; titre de l'action; titre du projet; titre de la fiche action; titre de la
    fiche; titre de la mesure; nom de l'action; nom du projet; nom de la tâche; nom de la fiche;
    nom de la fiche action; nom de l'opération; nom de la mesure; libellé de l'action; libellé
    de l'opération; libellé du projet; désignation; opération; opérations; mesure; mesures;
    tâche; tâches; tâche à réaliser; tâches à réaliser; action à réaliser; actions à réaliser;
    action à mener; actions à mener; action à mettre en œuvre; actions à mettre en œuvre; action
    prévue; actions prévues; action proposée; action d'amélioration; actions d'amélioration;
    action de prévention; actions de prévention; mesure de prévention; mesures de prévention;
    mesure à prendre; mesures à prendre; mesure proposée; fiche action; fiche-action; activité;
    activités; actions; quoi; quoi ?; nom; sujet; que faire; que faire ?; action / tâche; action
    ou projet; projet / action; action corrective ou préventive; task; tasks; task name; name;
    card name; card title; title; subject; summary; activity; activities; élément; éléments;
    item; item name; action item; action; issue; task title; task description; issue summary;
    activity name; work item; to do; piece of work; pieces of work; de quoi s'agit-il; de quoi
    s'agit-il ?; de quoi il s'agit; commitment; commitments; intervention; opération prévue;
    intitulé court; titre court; nom court
"""
OR_TITLE = """
    projet; projets; libellé; objet; sous-action; sous-tâche; étape; étapes; livrable;
    livrables; jalon; jalons; risque; besoin; recommandation; recommandations; préconisation;
    préconisations; project; project name; deliverable; deliverables; deliverable name;
    deliverable title; milestone; milestone name; story; user story; output; recommendation;
    description; description de l'action; action corrective; actions correctives; action
    préventive; chantier; chantiers; engagement; engagements; engagement du site; objectif;
    objectifs; objectif opérationnel; objective; objectives; axe de travail; work package; wp
"""
NUMBER = """
    fiche action; fiche-action; fiche; n°; no; num; numéro; n° de l'action; numéro de l'action;
    n° d'action; n° fiche; n° de fiche; n° de la fiche; n° fiche action; numéro de fiche; numéro
    de fiche action; code; code action; code de l'action; code fiche; code projet; référence;
    réf.; réf action; référence de l'action; référence action; identifiant; id action; n°
    hiérarchique; n° tâche; n° de tâche; n° projet; n° opération; n° mesure; n° ordre; n°
    d'ordre; id; ids; #; ref; reference; wbs; wbs code; task id; id de tâche; identifiant de
    tâche; id de la carte; del. no; deliverable no; task no; task number; issue key; key; card
    id; activity id; item id; nr; number; outline number; unique id
"""
WORK_STREAM = """
    axe stratégique; axes; axes stratégiques; axe de travail; sous-axe; axe (x); orientation;
    orientations; orientation stratégique; orientations stratégiques; pilier; volet; thème;
    thématique; thématiques; thématique principale; objectif stratégique; objectifs
    stratégiques; objectif opérationnel; objectif; domaine; domaine d'action; lot; lots; phase;
    phases; compartiment; chantier; programme; rubrique; catégorie; ambition; enjeu; unité de
    travail; work package; workpackage; wp; wp no; section; section/column; bucket; bucket name;
    nom du compartiment; compartiment; group; group name; epic; epic name; epic link; category;
    theme; pillar; workstream; work stream; list; stage; objective; strategic objective; phase
    name
"""
PREDECESSORS = """
    prédécesseur; prédécesseurs; antécédent; antécédents; antériorité; tâche précédente; tâches
    précédentes; dépendances; dépendance; dépend de; prérequis; predecessor; predecessors;
    blocked by; depends on; dependencies; dependency; waiting on
"""
DELIVERABLE = """
    livrable; livrables; livrables attendus; livrable associé; production attendue;
    deliverables; outputs; expected outputs
"""
MILESTONE = "jalon; jalons; jalon clé; milestone; milestones"
COMMENT = """
    commentaire; commentaires; remarque; remarques; observation; observations; note; notes;
    notes de suivi; notes complémentaires; précisions; précision; descriptif; description;
    description de l'action; description du projet; détail; détails; détail de l'action;
    informations complémentaires; contenu; contenu de l'action; comment; comment ?; commentaire
    de suivi; point de situation; comments; note(s); details; task description; card
    description; description/notes; latest comments; last comment; remarks; observations /
    commentaires
"""
